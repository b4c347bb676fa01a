"""What the command line prints, how it ends, and that it names nobody unless asked to.

The files in golden/ hold whole outputs. After a wanted change, write them anew and read the
difference before you commit it::

    STATSKOMPETENCER_WRITE_GOLDEN=1 python -m pytest tests/test_cli.py -k golden

What the numbers have to be is asserted by itself, from facts known of the files in examples/.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from typer.testing import CliRunner

import statskompetencer as s
from statskompetencer import cli, documents
from statskompetencer.cli import errors, options, output, words

SOURCE = Path(__file__).parents[1] / "examples"
GOLDEN = Path(__file__).parent / "golden"
A_PERSON = re.compile(r"\bM\d{4}\b")
MODEL = s.load()


Run = Callable[..., Any]
SubprocessRun = Callable[..., Any]


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """A copy of the examples: whatever a command writes, they stay as they are."""
    folder = tmp_path / "examples"
    shutil.copytree(SOURCE, folder)
    return folder


@pytest.fixture
def run(run_in: Callable[[Path], Run], examples: Path) -> Run:
    """Run a command in the folder of the examples."""
    return run_in(examples)


@pytest.fixture
def write_csv(tmp_path: Path) -> Callable[..., Path]:
    """Write a small file of ratings, one row a line."""

    def write(*lines: str, name: str = "ratings.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write


WriteCsv = Callable[..., Path]


# --- golden ---

GOLDEN_RUNS = {
    "analyse.da.txt": "analyse agency.csv",
    "analyse.en.txt": "analyse agency.csv --language en",
    "analyse.da.json": "analyse agency.csv --json",
    "analyse.en.json": "analyse agency.csv --language en --json",
    "analyse-people.da.txt": "analyse agency.csv --people",
    "coverage-by-unit.da.txt": "coverage agency.csv --holders 2 --headcount 75 --by-unit",
    "gaps.da.txt": "gaps agency.csv",
    "gaps-role-people.en.txt": "gaps agency.csv --role kontorchef --people --language en",
    "match-role-people.da.json": "match agency.csv --role systemejer --people --json",
    "check.en.txt": "check agency.csv --language en",
    "check-framework.txt": "check own-framework.json",
    "check-mistakes.da.txt": "check ten-mistakes.csv",
    "check-mistakes.en.json": "check ten-mistakes.csv --language en --json",
    "show.da.txt": "show",
    "show-entry.en.txt": "show PV3 --language en",
    "search.da.txt": "search leverandør",
    "roles.en.txt": "roles --language en",
    "role.da.txt": "roles systemejer",
}


@pytest.mark.parametrize("name", GOLDEN_RUNS)
def test_golden_output_is_as_it_was(run: Run, name: str) -> None:
    done = run(*GOLDEN_RUNS[name].split())
    path = GOLDEN / name
    if os.environ.get("STATSKOMPETENCER_WRITE_GOLDEN"):
        path.write_text(done.out, "utf-8", newline="\n")
    assert done.out == path.read_text("utf-8")
    assert not done.err


def test_every_golden_file_is_of_a_run() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(GOLDEN_RUNS)


@pytest.mark.parametrize("name", [name for name in GOLDEN_RUNS if name.endswith(".txt")])
def test_golden_texts_fit_in_100_columns_and_have_no_trailing_space(name: str) -> None:
    lines = (GOLDEN / name).read_text("utf-8").splitlines()
    unbroken = ("http", "  række")  # an address, and one error a line
    wide = [line for line in lines if len(line) > 100 and not line.startswith(unbroken)]
    assert not wide
    assert not [line for line in lines if line != line.rstrip()]


# --- the facts of the example agency ---

# from worst to best, and then in the order of the model
STATUSES = {"PV13": "uncovered", "SF21": "possible", "SS22": "possible"} | dict.fromkeys(
    ("PV12", "SS21", "DS13", "DS31"), "fragile"
)
MATCHES = {
    "jurist-lovforberedelse": (0, 4, 56),
    "projektleder": (4, 5, 51),
    "kontraktansvarlig": (0, 0, 60),
    "systemejer": (1, 6, 53),
    "fuldmaegtig-politik": (6, 7, 47),
    "dataanalytiker": (6, 4, 50),
    "kontorchef": (4, 2, 54),
    "fagtester": (6, 15, 39),
}
KEY_PEOPLE = {"M1015": ["SS21", "DS13"], "M1009": ["PV12"], "M1045": ["DS31"]}


def test_the_agency_has_60_people_in_62_rows(run: Run) -> None:
    data = run("analyse", "agency.csv", "--json").json["data"]
    assert (data["people"], data["rows"], data["form"]) == (60, 62, "wide")


def test_the_agency_holds_29_to_31_of_32(run: Run) -> None:
    done = run("coverage", "agency.csv", "--json")
    found = done.json
    assert (found["covered"], found["covered_upper"], found["of"]) == (29, 31, 32)
    assert (found["complete"], found["margin"], done.code) == ("no", None, 1)
    statuses = {one["competency"]: one["status"] for one in found["competencies"]}
    assert {key: one for key, one in statuses.items() if one != "covered"} == STATUSES
    assert sum(1 for one in statuses.values() if one == "covered") == 25
    unknown = {one["competency"]: one["unknown"] for one in found["competencies"]}
    assert (unknown["PV13"], unknown["SF21"], unknown["SS22"]) == (0, 4, 3)


def test_the_agency_hangs_on_three_people(run: Run) -> None:
    assert run("coverage", "agency.csv", "--json").json["key_people"] == 3
    named = run("coverage", "agency.csv", "--json", "--people").json["key_people"]
    assert {one["person"]: one["competencies"] for one in named} == KEY_PEOPLE


def test_analyse_and_match_count_who_qualifies(run: Run) -> None:
    for command in ("analyse", "match"):
        found = run(command, "agency.csv", "--json").json["matches"]
        assert {one["role"]: (*one["counts"].values(),) for one in found} == MATCHES
        assert {one["people"] for one in found} == {60}


def test_the_text_of_analyse_says_the_same(run: Run) -> None:
    done = run("analyse", "agency.csv")
    lines = done.out.splitlines()
    assert lines[0] == (
        "Nej. 29 til 31 af 32 kompetencer er repræsenteret, blandt 60 personer i data."
    )
    assert lines[1] == "Dækket: 25, sårbar: 4, måske dækket: 2, udækket: 1."
    for key, status in STATUSES.items():
        sign, word = {"uncovered": "xu", "possible": "?m", "fragile": "!s"}[status]
        title = MODEL[key].title("da").split()[0]
        assert re.search(rf"^{re.escape(sign)} {word}\w+.* {key} +{title}", done.out, re.MULTILINE)
    for role, counts in zip(s.load_roles(), MATCHES.values(), strict=True):
        assert re.search(rf"^{role.name} +{' +'.join(map(str, counts))}$", done.out, re.MULTILINE)
    assert done.code == 0


def test_the_holes_are_ordered_from_worst_to_best(run: Run) -> None:
    text = run("analyse", "agency.csv").out
    places = [text.index(f" {key} ", text.index("Huller")) for key in STATUSES]
    assert places == sorted(places)


def test_the_gaps_of_posts_are_of_those_who_hold_them(run: Run) -> None:
    # 22 people hold no post; the posts of the other 38 are counted in the file itself
    rows = {
        row.split(";")[0].strip(): row.split(";")[2].strip()
        for row in (SOURCE / "agency.csv").read_text("cp1252").splitlines()[1:]
        if row.strip(";")
    }
    held = [post.strip() for posts in rows.values() for post in posts.split(",") if post.strip()]
    found = run("analyse", "agency.csv", "--json").json["gaps"]
    assert found["people_without_post"] == sum(1 for posts in rows.values() if not posts)
    assert found["posts_without_role"] == {}
    assert {one["role"]: one["people"] for one in found["roles"]} == {
        post: held.count(post) for post in held
    }


def test_gaps_of_a_role_are_of_everybody(run: Run) -> None:
    done = run("gaps", "agency.csv", "--role", "Project manager", "--json")
    assert (done.json["people"], done.json["roles"], done.code) == (60, ["projektleder"], 1)
    each = {gap["competency"]: gap for gap in done.json["gaps"]}
    assert set(each) == {r.competency for r in s.find_role("projektleder", s.load_roles())}
    assert all(one["short"] + one["met"] + one["unknown"] == 60 for one in each.values())


def test_a_ranking_shows_the_first_places_with_bounds(run: Run) -> None:
    (found,) = run("match", "agency.csv", "--role", "systemejer", "--people", "--json").json[
        "matches"
    ]
    assert [one["place"] for one in found["matches"]] == [1, 2, 3]
    best = found["matches"][0]
    assert (best["person"], best["qualified"]) == ("M1015", "yes")
    assert all(one["score"] <= one["score_upper"] for one in found["matches"])
    text = run("match", "agency.csv", "--role", "systemejer", "--people", "--top", 1).out
    assert A_PERSON.findall(text) == ["M1015"]


# --- nobody is named unless asked for ---

ON_PEOPLE = [
    "analyse agency.csv",
    "coverage agency.csv --by-unit",
    "gaps agency.csv",
    "gaps agency.csv --role kontorchef",
    "match agency.csv",
    "match agency.csv --role kontorchef --top 60",
]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
@pytest.mark.parametrize("command", [*ON_PEOPLE, "check agency.csv"])
def test_no_id_is_printed_without_people(
    run: Run, command: str, form: tuple[str, ...], language: str
) -> None:
    done = run(*command.split(), "--language", language, *form)
    assert done.out
    assert not A_PERSON.search(done.out + done.err)


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
@pytest.mark.parametrize("command", ON_PEOPLE)
def test_ids_are_printed_with_people(run: Run, command: str, form: tuple[str, ...]) -> None:
    done = run(*command.split(), "--people", *form)
    assert A_PERSON.search(done.out)
    assert "--people" not in done.out


@pytest.mark.parametrize("command", ON_PEOPLE)
def test_it_is_said_that_people_are_only_counted(run: Run, command: str) -> None:
    assert "Personer er kun talt" in run(*command.split()).out


# --- what every reader should know ---

PRINT_TITLES = [
    *ON_PEOPLE,
    "show",
    "show PV",
    "show DS12",
    "search data",
    "roles",
    "roles kontorchef",
    "check own-framework.json",
]


@pytest.mark.parametrize("command", PRINT_TITLES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_titles_come_with_how_many_are_official(run: Run, command: str, language: str) -> None:
    if "own-framework" in command:
        note = "0 of 26 English titles are official"
        done = run(*command.split())
    else:
        note = MODEL.titles_note(language)
        done = run(*command.split(), "--language", language)
    assert " ".join(done.out.split()).rsplit(note.split(";")[0], 1)[1].count(".") == 1


@pytest.mark.parametrize("command", ["analyse agency.csv", "match agency.csv --role kontorchef"])
@pytest.mark.parametrize(
    ("language", "notes"),
    [
        ("da", ["aldrig en afgørelse om en person", "er projektets egne eksempler"]),
        ("en", ["never a decision about a person", "are the project’s own examples"]),
    ],
)
def test_a_ranking_is_said_to_be_no_decision_and_the_roles_examples(
    run: Run, command: str, language: str, notes: list[str]
) -> None:
    done = run(*command.split(), "--language", language)
    as_json = run(*command.split(), "--language", language, "--json").json["notes"]
    for note in notes:
        assert note in done.out
        assert note in " ".join(as_json)


def test_coverage_says_of_whom_and_of_which_level(run: Run) -> None:
    text = run("coverage", "agency.csv", "--language", "en").out
    assert "among the 60 people in the data" in text
    assert "A person counts from level 2 working. Needed: 1 person per competency." in text


def test_a_scale_of_other_words_has_the_example_roles_and_one_of_other_levels_has_not(
    run: Run, tmp_path: Path, write_csv: WriteCsv
) -> None:
    ratings = write_csv("Medarbejder;SF13", "a;3")
    default = s.Scale.default()
    words = ["ikke", "lidt", "noget", "meget", "alt"]
    reworded = s.Scale(default.id, [{"da": word} for word in words], holds_from=default.holds_from)
    stricter = s.Scale(default.id, [{"da": word} for word in words], holds_from=3)
    path = tmp_path / "model.json"
    for scale, is_known in ((reworded, True), (stricter, False)):
        model = evolve(MODEL, scale=scale)
        path.write_text(json.dumps(documents.to_dict(model)), "utf-8")
        done = run("match", ratings, "--framework", path)
        assert (done.code, "Kontorchef" in done.out) == ((0, True) if is_known else (2, False))
        if is_known:
            assert "Niveauer og roller er projektets egne eksempler" in done.out
            role = run("roles", "kontorchef", "--framework", path)
            assert re.search(r"SF13 .* 3 meget ", role.out)
            assert "erfaren" not in role.out
        else:
            assert "Der følger ingen roller med til denne model og skala" in done.err


# --- exit codes ---

FULL = "Medarbejder;Enhed;Stillinger;Kompetence;Niveau"


def everything(person: str, level: int) -> list[str]:
    return [f"{person};A;;{key};{level}" for key in MODEL.competency_ids]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("coverage agency.csv", 1),
        ("gaps agency.csv", 1),
        ("gaps agency.csv --role kontorchef", 1),
        ("match agency.csv", 0),
        ("match agency.csv --role kontraktansvarlig", 0),
        ("analyse agency.csv", 0),
        ("check agency.csv", 0),
        ("check own-framework.json", 0),
        ("check ten-mistakes.csv", 1),
        ("show", 0),
        ("show DS12", 0),
        ("search gdpr", 0),
        ("search xyzzy", 1),
        ("roles", 0),
        ("roles Kontorchef", 0),
        ("--version", 0),
        ("--help", 0),
        ("analyse --help", 0),
        ("", 2),
        ("nonsense", 2),
        ("analyse", 2),
        ("analyse agency.csv --nonsense", 2),
        ("match agency.csv --top many", 2),
    ],
)
def test_exit_codes(run: Run, command: str, code: int) -> None:
    assert run(*command.split()).code == code


def test_all_that_is_held_by_two_ends_with_0(run: Run, write_csv: WriteCsv) -> None:
    path = write_csv(FULL, *everything("a", 2), *everything("b", 2))
    done = run("coverage", path)
    assert done.code == 0
    assert done.out.startswith("Ja. 32 af 32 kompetencer er repræsenteret, blandt 2 personer")
    assert "Ingen kompetence hænger på netop det nødvendige antal personer." in done.out
    analysed = run("analyse", path)
    assert "Ingen: alle kompetencer har flere personer end nødvendigt." in analysed.out


def test_what_is_only_possible_ends_with_1(run: Run, write_csv: WriteCsv) -> None:
    path = write_csv(FULL, *everything("a", 2)[1:], "a;A;;SF11;ved ikke")
    done = run("coverage", path)
    assert done.code == 1
    assert done.out.startswith("Måske. 31 til 32 af 32 kompetencer er repræsenteret")


def test_gaps_that_are_only_possible_end_with_1(run: Run, write_csv: WriteCsv) -> None:
    path = write_csv(FULL, *everything("a", 4)[1:], "a;A;;SF11;ved ikke")
    gaps = run("gaps", path, "--role", "kontorchef", "--language", "en")
    assert gaps.code == 1
    assert gaps.out.startswith("Possibly. Measured against the role “Head of office”:")


def test_no_gap_ends_with_0(run: Run, write_csv: WriteCsv) -> None:
    path = write_csv(FULL, *everything("a", 4), "a;A;kontorchef;SF11;4")
    path.write_text(path.read_text("utf-8").replace("a;A;;SF11;4\n", ""), "utf-8")
    for against in ([], ["--role", "kontorchef"]):
        done = run("gaps", path, "--people", *against)
        assert done.code == 0
        assert done.out.startswith("Ja. Målt mod ")
        assert "Ingen mangler noget." in done.out


@pytest.mark.parametrize("against", [[], ["--role", "kontorchef"]], ids=["posts", "role"])
def test_gaps_of_nobody_are_not_answered_with_yes(
    run: Run, write_csv: WriteCsv, against: list[str]
) -> None:
    done = run("gaps", write_csv(FULL), *against)
    assert done.code == 1
    assert done.out.startswith("Der er ingen personer i filen.\n")
    assert "Ja" not in done.out
    assert "Kompetence" not in done.out
    as_json = run("gaps", write_csv(FULL), "--json", *against)
    assert (as_json.code, as_json.json["people"]) == (1, 0)
    assert as_json.json["complete"] == "possible"


@pytest.mark.parametrize(
    ("command", "code"), [("check", 0), ("coverage", 1), ("analyse", 0), ("match", 0)]
)
def test_it_is_said_that_nobody_is_in_a_file(
    run: Run, write_csv: WriteCsv, command: str, code: int
) -> None:
    for language, says in {
        "da": "Der er ingen personer i filen.",
        "en": "There is nobody in the file.",
    }.items():
        empty = run(command, write_csv(FULL), "--language", language)
        assert empty.code == code
        assert f"\n{says}\n" in empty.out
        assert says in run(command, write_csv(FULL), "--language", language, "--json").json["notes"]
        assert says not in run(command, "agency.csv", "--language", language).out


# --- bad input ---

MISTAKES = {
    "da": "række 3:kompetence;række 4:kompetence;række 6:niveau;række 7:niveau;række 8:niveau;"
    "række 9:medarbejder;række 10:dato;række 12:vurderet af;række 14:enhed;række 16:niveau",
    "en": "row 3:kompetence;row 4:kompetence;row 6:niveau;row 7:niveau;row 8:niveau;"
    "row 9:medarbejder;row 10:dato;row 12:vurderet af;row 14:enhed;row 16:niveau",
}
LISTED = re.compile(r"^  (\w+ \d+), \w+ “([^”]+)”: ", re.MULTILINE)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("command", ["analyse", "coverage", "gaps", "match"])
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_all_ten_mistakes_are_listed(
    run: Run, command: str, language: str, form: tuple[str, ...]
) -> None:
    done = run(command, "ten-mistakes.csv", "--language", language, *form)
    assert (done.code, done.out) == (2, "")
    first = {"da": "ten-mistakes.csv: 10 fejl", "en": "ten-mistakes.csv: 10 errors"}[language]
    assert done.err.startswith(first + "\n")
    found = ";".join(f"{row}:{column.lower()}" for row, column in LISTED.findall(done.err))
    assert found == MISTAKES[language]


@pytest.mark.parametrize("language", ["da", "en"])
def test_check_answers_with_the_mistakes(run: Run, language: str) -> None:
    done = run("check", "ten-mistakes.csv", "--language", language)
    assert (done.code, done.err) == (1, "")
    found = ";".join(f"{row}:{column.lower()}" for row, column in LISTED.findall(done.out))
    assert found == MISTAKES[language]
    as_json = run("check", "ten-mistakes.csv", "--language", language, "--json").json
    assert as_json["valid"] is False
    assert [f"  {error['message']}" for error in as_json["errors"]] == done.out.splitlines()[1:]
    assert "Agere cybersikkert" in as_json["errors"][0]["nearest"]


def test_a_remedy_is_an_option_and_not_python(run: Run, write_csv: WriteCsv) -> None:
    text = run("check", "ten-mistakes.csv").out
    assert "--rule latest eller --rule rater" in text
    path = write_csv("Medarbejder;Alder;DS11", "a;44;2")
    assert '--ignore "Alder"' in run("analyse", path).err
    assert "columns={" not in run("analyse", path).err
    assert run("analyse", path, "--ignore", "Alder").code == 0
    typed = words.as_options('say columns={"A b": "[PV11]"} or columns={"A b": None}')
    assert typed == 'say --column "A b=[PV11]" or --ignore "A b"'
    typed = words.as_options('say columns={"{": "person"} or columns={"{": None}')
    assert typed == 'say --column "{=person" or --ignore "{"'
    assert words.as_options('fx sheet="Ark 1"') == 'fx --sheet "Ark 1"'


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("analyse nowhere.csv", "nowhere.csv kan ikke læses"),
        ("analyse .", "kan ikke læses"),
        ("check nowhere.csv", "nowhere.csv kan ikke læses"),
        ("check nowhere.json", "nowhere.json kan ikke læses"),
        ("analyse README.md", "README.md"),
        ("analyse own-framework.json", "own-framework.json"),
        ("check own-framework.json --framework nowhere.json", "nowhere.json kan ikke læses"),
        ("show --framework digst", "ingen model “digst”"),
        ("show --language de", "--language: Model for"),
        ("show --framework own-framework.json --language da", "Allowed: en."),
        ("show DS12x", "Mente du “DS12”"),
        ("show DS12x --language en", "Did you mean “DS12”"),
        ("roles kontorchf", "der er ingen rolle “kontorchf”. Mente du “Kontorchef”"),
        ("match agency.csv --role kontorchf", "--role: der er ingen rolle"),
        ("gaps agency.csv --role kontorchf --language en", "Did you mean “Kontorchef”"),
        ("roles --framework own-framework.json", "--roles: No roles come with this model"),
        ("match agency.csv --scale binary", "--roles: Der følger ingen roller med"),
        ("match agency.csv --top 0", "--top: 0 er ikke"),
        ("match agency.csv --top -1 --language en", "--top: -1 is not"),
        ("coverage agency.csv --holders 0", "--holders: 0 er ikke"),
        ("coverage agency.csv --holders x", "--holders: “x” er ikke et helt tal"),
        ("coverage agency.csv --holders 1.5 --language en", "--holders: “1.5” is not a whole"),
        ("coverage agency.csv --headcount x", "--headcount: “x” er ikke et helt tal"),
        ("match agency.csv --top x", "--top: “x” er ikke et helt tal"),
        (
            "coverage agency.csv --headcount 59",
            "--headcount: 59 er for få: der er 60 personer i data",
        ),
        (
            "coverage agency.csv --headcount 59 --language en",
            "--headcount: 59 is too few: there are 60 people in the data",
        ),
        ("coverage agency.csv --headcount 2000000000", "--headcount: 2000000000 er ikke"),
        ("coverage agency.csv --level 5", "--level: niveau 5 findes ikke"),
        ("coverage agency.csv --level 0", "--level: 0 er ikke"),
        ("coverage agency.csv --level ekspret --language en", "Did you mean “ekspert”"),
        ("coverage agency.csv --target t.csv --holders 2", "--target: giv enten"),
        ("coverage agency.csv --target t.csv --level 2", "--target: giv enten"),
        ("coverage agency.csv --target nowhere.csv", "nowhere.csv kan ikke læses"),
        ("analyse agency.csv --roles nowhere.csv", "nowhere.csv kan ikke læses"),
        ("analyse agency.csv --scale binari", "Mente du “binary”? Tilladt: default, binary."),
        ("analyse agency.csv --rule lates", "--rule: "),
        ("analyse agency.csv --rule lates", "Mente du “latest”"),
        ("show --framework .", ". kan ikke læses: det er en mappe"),
        ("analyse agency.csv --column Enhed", "--column: “Enhed” er ikke på formen"),
        ("analyse agency.csv --column Enhed=enhet", "Enhed"),
        ("analyse agency.csv --ignore Alder", "Alder"),
        ("template --form lang", "--form: "),
        ("template --form lang", "Mente du “long”"),
        ("template --person a --person a", "--person: “a” er der to gange"),
        ("template --output t.pdf", "Tilladt: .csv, .txt, .tsv, .xlsx."),
        ("template --output t.pdf", "--output: .pdf er ikke"),
        ("template --output agency.csv", "--output: agency.csv findes allerede"),
        ("template --output agency.csv --language en", "--output: agency.csv exists"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_is_wrong(run: Run, command: str, says: str) -> None:
    done = run(*command.split())
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert "Traceback" not in done.err


def test_a_search_for_nothing_is_bad_input(run: Run) -> None:
    done = run("search", " ")
    assert (done.code, done.out) == (2, "")
    assert "der er intet ord at søge efter" in done.err


def test_every_error_of_a_framework_is_listed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    document = json.loads((SOURCE / "own-framework.json").read_text("utf-8"))
    document["areas"][0]["id"] = ""
    document["areas"][1]["competencies"][0]["titel"] = "x"
    path.write_text(json.dumps(document), "utf-8")
    done = run("check", path, "--language", "en")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines()[0] == f"{path}: 2 errors"
    assert "areas[0]" in done.out
    assert "areas[1].competencies[0]" in done.out
    used = run("show", "--framework", path)
    assert (used.code, used.out) == (2, "")
    assert used.err.startswith(f"{path}: 2 fejl")


def test_the_bundled_framework_can_be_checked_where_it_is_broken(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "framework.json"
    document = run("show", "--json").json
    document["areas"][0]["id"] = ""
    path.write_text(json.dumps(document), "utf-8")

    def load(which: str | None = None) -> s.Framework:
        return s.load(which or path)

    monkeypatch.setattr(options, "load", load)
    assert run("show").code == 2, "it is the model that everything else uses"
    done = run("check", path)
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith(f"{path}: 1 fejl\n  areas[0].id: ")


def test_equal_errors_stand_once_with_how_many_they_are(run: Run, write_csv: WriteCsv) -> None:
    path = write_csv("Medarbejder;DS11;DS12", "a;x;2", "b;x;y", "c;1;x")
    times = "3 gange, første i række 2, kolonne “DS11”: intet niveau hedder “x”. Tilladt: 0 ingen,"
    for done in (run("check", path), run("analyse", path)):
        first, equal, other = (done.out or done.err).splitlines()
        assert first == "ratings.csv: 4 fejl"
        assert equal.startswith(f"  {times}")
        assert other.startswith("  række 3, kolonne “DS12”: intet niveau hedder “y”.")
    english = run("check", path, "--language", "en").out
    assert "  3 times, first in row 2, column “DS11”: no level is called “x”. Allowed:" in english
    assert len(run("check", path, "--json").json["errors"]) == 4


def test_only_so_many_errors_are_shown_as_can_be_read(run: Run, write_csv: WriteCsv) -> None:
    for number, last in ((40, "row 41, column “DS11”: "), (43, "… and 3 more; all of them are in")):
        path = write_csv("Medarbejder;DS11", *(f"p{n};wrong{n}" for n in range(number)))
        lines = run("check", path, "--language", "en").out.splitlines()
        assert lines[0] == f"ratings.csv: {number} errors"
        assert len(lines) == 1 + 40 + (number > 40)
        assert lines[-1].startswith(f"  {last}")
        assert len(run("check", path, "--json").json["errors"]) == number


def test_equal_errors_without_a_place_are_counted_too() -> None:
    alike = [s.StatskompetencerError("it is wrong", danish="det er galt") for _ in range(2)]
    found = s.InvalidInputError.of(alike, "r.csv")
    danish, english = (
        errors.error_lines(found, words.Words(language)) for language in ("da", "en")
    )
    assert danish == ["r.csv: 2 fejl", "  2 gange: det er galt"]
    assert english == ["r.csv: 2 errors", "  2 times: it is wrong"]


def test_the_place_of_an_error_is_in_the_language_of_its_text() -> None:
    error = s.StatskompetencerError("it is wrong", place="row 2", place_danish="række 2")
    assert errors.error_values(error, "da")["place"] == "row 2"
    error.danish = "det er galt"
    assert errors.error_values(error, "da")["place"] == "række 2"
    assert errors.error_values(error, "en")["place"] == "row 2"


def test_an_error_of_another_place_is_not_said_to_be_of_the_option() -> None:
    for place, says in (("form", "--form: x"), ("people", "people: x")):
        with pytest.raises(s.InvalidValueError) as caught, options.of_option("--form", "form"):
            raise s.InvalidValueError("x", place=place)
        assert str(caught.value) == says


def test_a_bad_framework_is_explained_in_the_language_asked_for(run: Run) -> None:
    done = run("show", "--framework", "nowhere.json", "--language", "en")
    assert done.err.startswith("nowhere.json cannot be read")


@pytest.mark.parametrize("command", ["coverage agency.csv", "show", "check agency.csv", "print"])
def test_a_bad_framework_is_not_said_to_be_of_the_option_for_the_language(
    run: Run, command: str
) -> None:
    assert run(*command.split(), "--framework", "nowhere.json").err.startswith("nowhere.json kan")
    named = run(*command.split(), "--framework", "nothing-such").err
    assert named.startswith("ingen model “nothing-such” følger med")


def test_what_a_terminal_would_act_upon_is_not_printed(run: Run) -> None:
    done = run("show", "\x1b[31mDS12")
    assert "\x1b" not in done.err
    assert "\ufffd[31mDS12" in done.err


# --- the other ways to ask ---


def test_a_target_of_mixed_demands_shows_each(run: Run, tmp_path: Path) -> None:
    target = s.Target([s.Demand("DS11", 3, 2), s.Demand("DS12", 1, 1), s.Demand("PV13", 2, 1)])
    path = tmp_path / "target.csv"
    s.write_target(target, path)
    done = run("coverage", "agency.csv", "--target", path)
    assert done.code == 1
    assert "af 3 kompetencer er repræsenteret" in done.out.splitlines()[0]
    assert "En person tæller med fra" not in done.out
    head, rows = next(
        (line, done.out.splitlines()[number:])
        for number, line in enumerate(done.out.splitlines())
        if line.startswith("Kompetence ")
    )
    assert head.split()[2:5] == ["Niveau", "Kræves", "Har"]
    (row,) = [line for line in rows if " DS11 " in line]
    assert re.search(r"\+ dækket +3 +2 +\d+ +2$", row)
    assert not [line for line in rows if "SF" in line.split("  ")[0]]


def test_holders_level_and_headcount_change_the_answer(run: Run) -> None:
    plain = run("coverage", "agency.csv", "--json").json
    strict = run("coverage", "agency.csv", "--holders", 3, "--level", "ekspert", "--json").json
    assert strict["covered"] < plain["covered"]
    assert {(one["needed"], one["level"]) for one in strict["competencies"]} == {(3, 4)}
    more = run("coverage", "agency.csv", "--headcount", 75, "--json").json
    assert (more["covered"], more["covered_upper"], more["complete"]) == (29, 32, "possible")
    assert "blandt 75 ansatte" in run("coverage", "agency.csv", "--headcount", 75).out


def test_units_are_shown_with_what_only_they_hold(run: Run) -> None:
    text = run("coverage", "agency.csv", "--by-unit").out
    assert re.search(r"^ +2 +Digitalisering og It +\d+ +\d+ af 32 +SS21, DS13$", text, re.MULTILINE)
    assert "Hvad enhederne bidrager med" not in run("coverage", "agency.csv").out
    units = {
        one["unit"]: one
        for one in run("coverage", "agency.csv", "--json", "--by-unit").json["units"]
    }
    assert sum(one["people"] for one in units.values()) == 60
    assert "units" not in run("coverage", "agency.csv", "--json").json
    assert "units" not in run("analyse", "agency.csv", "--json").json["coverage"]


def test_many_units_are_parted_over_tables(run: Run, write_csv: WriteCsv) -> None:
    rows = [f"p{number};Enhed {number};;DS11;2" for number in range(8)]
    path = write_csv(FULL, *rows, "q;;;DS11;2", "q;;;DS12;ved ikke")
    text = run("coverage", path, "--by-unit").out
    heads = [line.split() for line in text.splitlines() if line.startswith("Id ")]
    assert heads == [
        ["Id", "Kompetence", *"123456"],
        ["Id", "Kompetence", *"789"],
    ]
    assert re.search(r"^ +9 +\(uden enhed\) +1 +1 af 32$", text, re.MULTILINE)
    *_, last = [line for line in text.splitlines() if line.startswith("DS12 ")]
    assert last.split()[-6:] == ["0", "+1"] * 3


def test_posts_without_a_role_are_counted_and_not_dropped(run: Run, write_csv: WriteCsv) -> None:
    path = write_csv(
        FULL,
        "a;A;specialkonsulent, kontorchef;DS11;0",
        "b;A;specialkonsulent;DS11;0",
        "c;A;fuldmægtig;DS11;0",
    )
    done = run("analyse", path)
    assert done.code == 0
    assert "specialkonsulent (2), fuldmægtig (1)" in " ".join(done.out.split())
    gaps = run("analyse", path, "--json").json["gaps"]
    assert gaps["posts_without_role"] == {"specialkonsulent": 2, "fuldmægtig": 1}
    assert [(one["role"], one["people"]) for one in gaps["roles"]] == [("kontorchef", 1)]
    alone = run("gaps", path)
    assert (alone.code, alone.out) == (2, "")
    assert "2 fejl" in alone.err
    assert "der er ingen rolle “specialkonsulent”" in alone.err
    assert "der er ingen rolle “fuldmægtig”" in alone.err


def test_only_posts_without_a_role_leave_nothing_to_measure(run: Run, write_csv: WriteCsv) -> None:
    done = run("analyse", write_csv(FULL, "c;A;fuldmægtig;DS11;0"))
    assert "Stillinger uden en rolle at måle mod: fuldmægtig (1)." in done.out
    assert "Stilling og kompetence" not in done.out


def test_where_no_posts_are_given_it_is_said(run: Run, write_csv: WriteCsv) -> None:
    path = write_csv("Medarbejder;DS11", "a;2", "b;0")
    assert "Filen angiver ingen stillinger." in run("analyse", path).out
    done = run("gaps", path)
    assert (done.code, done.out) == (2, "")
    assert "Filen angiver ingen stillinger. Mål mod en rolle: gaps FIL --role ROLLE." in done.err


def test_a_post_may_be_named_by_id_and_title_at_once(run: Run, write_csv: WriteCsv) -> None:
    path = write_csv(FULL, "a;A;kontorchef, Head of office;DS11;0")
    found = run("analyse", path, "--json").json["gaps"]
    assert [(one["role"], one["people"]) for one in found["roles"]] == [("kontorchef", 1)]


def test_roles_of_ones_own_take_the_place_of_the_examples(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "roles.csv"
    role = s.Role("dpo", {"DS12": 4, "PV13": 1}, titles={"da": "Rådgiver"})
    s.write_roles([role], path)
    done = run("match", "agency.csv", "--roles", path, "--language", "en")
    assert re.search(r"^dpo +60 +0 +0$", done.out, re.MULTILINE)
    assert "roles are" not in done.out
    assert "The levels are the project’s own; the official model has none." in done.out
    listed = run("roles", "--roles", path)
    assert "Rådgiver" in listed.out
    one = run("roles", "dpo", "--roles", path, "--language", "en")
    assert one.out.startswith("dpo (dpo)\n\nId ")
    assert re.search(r"^DS12 +Act in accordance with GDPR +4 expert +– +1$", one.out, re.MULTILINE)


def test_a_file_of_roles_without_any_is_bad_input(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "roles.csv"
    s.write_roles([], path)
    done = run("roles", "--roles", path)
    assert (done.code, done.out) == (2, "")
    assert done.err == "--roles: der er ingen rolle i filen\n"


def test_a_framework_of_ones_own_is_used_throughout(run: Run, write_csv: WriteCsv) -> None:
    path = write_csv("Person;Unit;Posts;1.1;1.2", "a;A;chief;2;1", "b;A;;3;")
    done = run("analyse", path, "--framework", "own-framework.json")
    assert done.code == 0
    assert done.out.startswith("Possibly. 1 to 21 of 21 competencies are held")
    assert "No roles come with this model and scale" in done.out
    assert "Posts without a role to measure against: chief (1)." in done.out
    assert "never a decision" not in done.out
    assert "The levels are the project’s own.\n" in done.out, (
        "of the official model nothing is said"
    )
    found = run("analyse", path, "--framework", "own-framework.json", "--json").json
    assert found["matches"] == []
    assert found["coverage"]["subcategories"] == []


def test_a_language_that_is_neither_danish_nor_english(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    document = {
        "format": 1,
        "id": "eigenes",
        "version": "1",
        "languages": ["de"],
        "titles": {"de": "Eigenes Modell"},
        "areas": [
            {
                "id": "A",
                "titles": {"de": "Bereich"},
                "competencies": [{"id": "A1", "titles": {"de": "Daten schützen"}}],
            }
        ],
    }
    path.write_text(json.dumps(document), "utf-8")
    ratings = tmp_path / "r.csv"
    ratings.write_text("Person;A1\na;2\n", "utf-8")
    done = run("coverage", ratings, "--framework", path, "--people")
    assert done.out.startswith("Yes. 1 of 1 competencies")
    assert "A person counts from level 2. Needed:" in done.out
    shown = run("show", "A1", "--framework", path)
    assert "de: Daten schützen – own\n" in shown.out


def test_a_corrected_copy_of_the_model_keeps_the_example_roles(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    document = run("show", "--json").json
    document["areas"][3]["subcategories"][0]["competencies"][1]["titles"]["da"] = "Kende GDPR"
    path.write_text(json.dumps(document), "utf-8")
    text = run("roles", "kontorchef", "--framework", path).out
    assert "Kende GDPR" in text


def test_has_and_has_not_is_a_scale(run: Run, write_csv: WriteCsv) -> None:
    path = write_csv("Medarbejder;DS11;DS12", "a;har;har ikke")
    done = run("coverage", path, "--scale", "binary", "--json")
    states = {one["competency"]: one["status"] for one in done.json["competencies"]}
    assert (states["DS11"], states["DS12"]) == ("fragile", "uncovered")
    assert run("coverage", path, "--scale", "default").code == 2


def test_columns_can_be_explained_and_left_out(run: Run, write_csv: WriteCsv) -> None:
    path = write_csv("Nummer;Alder;a=b", "x;44;2", "y;50;1")
    arguments = ["--column", "Nummer=person", "--ignore", "Alder", "--column", "a=b=DS11"]
    done = run("coverage", path, *arguments, "--json")
    assert done.json["people"] == 2
    assert {c["competency"]: c["holders"] for c in done.json["competencies"]}["DS11"] == 1


def test_a_rule_chooses_between_two_ratings(run: Run, write_csv: WriteCsv) -> None:
    path = write_csv(
        "Medarbejder;Kompetence;Niveau;Dato", "a;DS11;1;2026-01-01", "a;DS11;3;2026-02-01"
    )
    assert run("check", path).code == 1
    assert run("check", path, "--rule", "latest").code == 0


def test_a_sheet_can_be_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "skema.xlsx"
    assert run("template", "--output", path, "--person", "M1").code == 0
    done = run("check", path, "--sheet", "Nonsense")
    assert (done.code, done.out) == (2, "")
    assert "Nonsense" in done.err


@pytest.mark.parametrize(("language", "name"), [("da", "skabelon.csv"), ("en", "template.csv")])
@pytest.mark.parametrize("form", ["wide", "long"])
def test_a_template_reads_back(  # noqa: PLR0913, PLR0917 - three fixtures and three values
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, name: str, form: str
) -> None:
    monkeypatch.chdir(tmp_path)  # where it is written if nothing else is said
    arguments = ["--person", "a", "--person", "b", "--form", form, "--language", language]
    done = run("template", *arguments)
    assert done.code == 0
    assert done.out.splitlines()[0].endswith(name)
    read = s.read_ratings(name)
    assert [person.id for person in read] == ["a", "b"]
    assert read.form == form
    assert run("template", *arguments).code == 2, "it would overwrite what may be filled in"
    assert run("template", "-o", "other.csv", "--json").json["written"] == "other.csv"


# --- the model and the roles ---


def test_the_tree_shows_every_entry_and_marks_what_is_official(run: Run) -> None:
    text = run("show").out
    for entry in MODEL.entries():
        mark = " *" if entry.title_text().source.status is s.Status.OFFICIAL else ""
        assert re.search(
            rf" {entry.id} {re.escape(entry.name)}{re.escape(mark)}$", text, re.MULTILINE
        )
    assert "* er en officiel titel" in text
    own = run("show", "--framework", "own-framework.json").out
    assert "official title" not in own


def test_an_entry_shows_path_description_and_sources(run: Run) -> None:
    entry = MODEL["DS12"]
    text = run("show", "agere i henhold til gdpr").out
    assert text.startswith("DS12 Agere i henhold til GDPR\nHører under: Data og sikkerhed (DS) ›")
    assert entry.description("da") in " ".join(text.split())
    assert "Dansk: Agere i henhold til GDPR – officiel\n" in text
    assert "Engelsk: Act in accordance with GDPR – oversat af projektet\n" in text
    address = entry.title_text("da").source.url
    assert address is not None
    assert f"\n{address}\n" in text, "whole, so that it can be copied"
    as_json = run("show", "DS12", "--json").json
    assert as_json["path"] == ["DS", "DS1", "DS12"]
    assert as_json["titles"]["da"]["status"] == "official"
    assert as_json["kind"] == "competency"
    assert as_json["descriptions"]["en"]["text"] == entry.description("en")


def test_a_branch_shows_what_it_holds(run: Run) -> None:
    assert "\nDS11 Agere cybersikkert\n" in run("show", "DS1").out
    assert run("show", "DS", "--json").json["children"] == ["DS1", "DS2", "DS3"]


def test_the_day_of_reading_is_shown_where_it_is_known(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    document = json.loads((SOURCE / "own-framework.json").read_text("utf-8"))
    title = {"text": "Meeting citizens", "status": "official", "read_on": "2026-01-31"}
    document["areas"][0]["titles"]["en"] = title
    del document["areas"][0]["descriptions"]
    path.write_text(json.dumps(document), "utf-8")
    text = run("show", "1", "--framework", path).out
    assert "English: Meeting citizens – official, read 2026-01-31\n" in text
    assert text.startswith("1 Meeting citizens\n\nContains\n1.1 Listen")


def test_the_model_as_json_is_a_framework_that_loads(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(run("show", "--json").out, "utf-8")
    assert s.load(path) == MODEL


def test_search_looks_in_all_languages_or_in_one(run: Run) -> None:
    assert "PV11" in run("search", "user", "stories").out
    assert "SS11" in run("search", "leverandoer").out
    assert run("search", "leverandør", "--language", "en").code == 1
    nothing = run("search", "xyzzy", "--json")
    assert (nothing.code, nothing.json) == (1, {"hits": []})
    assert run("search", "xyzzy", "plugh").out == "Intet fundet for “xyzzy plugh”.\n"


def test_a_role_shows_what_it_asks(run: Run) -> None:
    text = run("roles", "kontorchef").out
    assert re.search(r"^SF13 +Lede og .* +3 erfaren +2 øvet +5$", text, re.MULTILINE)
    assert "Sat sammen af: ansvar-ledelse, faelles-medarbejder, karriere-leder" in text
    role = run("roles", "kontorchef", "--json").json
    assert role.pop("notes")
    assert s.Role.from_dict(role) == s.find_role("kontorchef", s.load_roles())
    assert len(run("roles", "--json").json["roles"]) == 8


def test_check_says_how_many_titles_are_official_where_it_prints_titles(
    run: Run, write_csv: WriteCsv
) -> None:
    official = "titler er officielle"
    some = run("check", write_csv("Medarbejder;DS11", "a;2"))
    assert "Ingen række eller kolonne om 31 af 32" in some.out
    assert official in some.out
    every = run("check", "agency.csv")
    assert "Ingen række eller kolonne om" not in every.out
    assert official not in every.out


def test_check_counts_what_is_in_a_framework(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(run("show", "--json").out, "utf-8")
    done = run("check", path)
    assert "4 områder, 12 underkategorier, 32 kompetencer." in " ".join(done.out.split())
    assert "13 af 48 danske titler er officielle" in done.out
    found = run("check", path, "--json").json
    assert (found["areas"], found["subcategories"], found["competencies"]) == (4, 12, 32)
    assert found["titles"]["official"] == 13
    own = run("check", "own-framework.json").out
    assert "5 areas, 21 competencies" in own


def test_the_version_names_package_and_data(run: Run) -> None:
    assert run("--version").out == f"statskompetencer {s.__version__}, data {s.DATA_VERSION}\n"


COMMANDS = ("analyse", "coverage", "gaps", "match", "check", "template", "show", "search", "roles")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_usage_of_arguments_stands_in_one_pair_of_brackets(run: Run, command: str) -> None:
    usage = run(command, "--help").out.splitlines()[0]
    assert "[[" not in usage
    assert "...}" not in usage


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_and_option_has_a_help_text(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert f"Usage: statskompetencer {command} [OPTIONS]" in done.out
    options = re.findall(r"^  (?:-\w, )?--[\w-]+.*(?:\n {5,}.*)*", done.out, re.MULTILINE)
    assert len(options) >= 4
    for option in options:
        assert re.search(r"\S {2,}\S|\n {5,}\S", option), option
    assert re.search(rf"^  {command} +[A-Z].*\.$", run("--help").out, re.MULTILINE)


# --- where the output goes ---


def test_typer_runs_the_same_program(examples: Path) -> None:
    done = CliRunner().invoke(cli.app, ["coverage", str(examples / "agency.csv")])
    assert done.exit_code == 1
    assert done.stdout.startswith("Nej. 29 til 31 af 32")


@pytest.fixture
def subprocess_run(examples: Path) -> SubprocessRun:
    """Run a command in a process of its own, with an encoding for its output."""

    def call(*arguments: str, encoding: str, **options: Any) -> Any:
        return subprocess.run(
            [sys.executable, "-m", "statskompetencer", *arguments],
            check=False,
            cwd=examples,
            env=os.environ | {"PYTHONIOENCODING": encoding},
            **options,
        )

    return call


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
def test_no_encoding_stops_the_output(subprocess_run: SubprocessRun, encoding: str) -> None:
    tree = subprocess_run("show", encoding=encoding, capture_output=True)
    assert (tree.returncode, tree.stderr) == (0, b"")
    assert "SF2 Lovgivning og teknologi" in tree.stdout.decode(encoding)
    assert b"?--" not in tree.stdout, "the tree is drawn with letters that are there"
    nothing = subprocess_run("search", "Ω", encoding=encoding, capture_output=True)
    assert (nothing.returncode, nothing.stderr) == (1, b"")
    assert re.match("Intet fundet for [“?]\\?[”?]\\.", nothing.stdout.decode(encoding))
    missing = subprocess_run("analyse", "Ω.csv", encoding=encoding, capture_output=True)
    assert (missing.returncode, missing.stdout) == (2, b"")
    assert missing.stderr.decode(encoding).startswith("\\u03a9.csv kan ikke ")


def test_danish_letters_reach_a_windows_pipe(subprocess_run: SubprocessRun) -> None:
    done = subprocess_run("analyse", "agency.csv", encoding="cp1252", capture_output=True)
    lines = done.stdout.decode("cp1252").splitlines()
    assert lines == (GOLDEN / "analyse.da.txt").read_text("utf-8").splitlines()


def test_json_loses_no_letter_in_any_encoding(subprocess_run: SubprocessRun) -> None:
    plain, other = (
        subprocess_run("show", "SF31", "--json", encoding=encoding, capture_output=True).stdout
        for encoding in ("utf-8", "ascii")
    )
    assert "Afdække" in plain.decode("utf-8")
    assert json.loads(other.decode("ascii")) == json.loads(plain.decode("utf-8"))


def test_a_reader_that_has_gone_is_no_error(subprocess_run: SubprocessRun) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess_run(
            "analyse", "agency.csv", encoding="utf-8", stdout=pipe, stderr=subprocess.PIPE
        )
    assert (done.returncode, done.stderr) == (141, b"")


class Failing(io.TextIOWrapper):
    """A stream that cannot be written to, for a reason."""

    reason = 0

    def flush(self) -> None:
        if self.reason:
            raise OSError(self.reason, os.strerror(self.reason))


@pytest.mark.parametrize(("reason", "code"), [(errno.EPIPE, 141), (errno.ENOSPC, 2)])
@pytest.mark.parametrize("command", ["show", "show --json"])
def test_what_cannot_be_written_ends_without_a_traceback(  # noqa: PLR0913, PLR0917 - as above
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    reason: int,
    code: int,
) -> None:
    with (tmp_path / "full").open("wb") as file:
        stream = Failing(file, "utf-8", errors="replace")
        stream.reason = reason
        monkeypatch.setattr(sys, "stdout", stream)
        assert cli.run(command.split()) == code
        stream.reason = 0
    says = f"kan ikke skrive: {os.strerror(reason)}\n" if code == 2 else ""
    assert capsys.readouterr().err == says


def test_a_terminal_gets_colours_and_its_own_width(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "60", "NO_COLOR": ""}.items():
        monkeypatch.setenv(name, value)
    text = run("analyse", "agency.csv").out
    assert "\x1b[" in text
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert max(len(line) for line in plain.splitlines()) <= 60
    for word in ("PV13", "digitaliseringsklar", "lovforberedelse"):
        assert word in plain, "narrow columns fold, and cut nothing"


SOLID = r"\x1b\[[\d;]*m"


@pytest.fixture
def on_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a terminal of a width."""

    def call(width: int, *arguments: str) -> Any:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        for name, value in {"TERM": "xterm-256color", "COLUMNS": f"{width}"}.items():
            monkeypatch.setenv(name, value)
        done = run(*arguments)
        return done._replace(out=re.sub(SOLID, "", done.out))

    return call


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("command", ["gaps agency.csv", "analyse agency.csv --people"])
def test_no_width_cuts_a_word(on_terminal: Run, command: str, width: int) -> None:
    done = on_terminal(width, *command.split())
    assert max(map(len, done.out.splitlines())) <= width
    known = set(on_terminal(200, *command.split()).out.replace("-", " ").split())
    headings = {word + ":" for word in known}  # where there is no room for a table
    assert set(done.out.replace("-", " ").split()) <= known | headings


def test_at_80_columns_the_titles_get_the_room_and_the_headings_break(on_terminal: Run) -> None:
    lines = on_terminal(80, "gaps", "agency.csv").out.splitlines()
    top = next(number for number, line in enumerate(lines) if line.startswith("Id "))
    assert lines[top - 1].split() == ["Ikke", "Manglende"]
    assert lines[top].split() == ["Id", "Kompetence", "Mangler", "vurderet", "Opfylder", "trin"]
    assert lines[top + 2].startswith("SF21   Udarbejde digitaliseringsklar  ")


def test_without_room_for_a_table_there_is_a_list(on_terminal: Run) -> None:
    lines = [line.rstrip() for line in on_terminal(40, "analyse", "agency.csv").out.splitlines()]
    top = lines.index("SF Strategi og forretningsudvikling")
    assert lines[top + 1 : top + 6] == [
        "  Repræsenteret: 7 til 8 af 8",
        "  Svageste status: ? måske dækket",
        "  SF1 Strategiformulering",
        "    Repræsenteret: 3 af 3",
        "    Svageste status: + dækket",
    ]


def test_a_cell_without_anything_is_not_in_the_list(on_terminal: Run, write_csv: WriteCsv) -> None:
    path = write_csv(FULL, "a;;;DS11;2")
    lines = on_terminal(24, "coverage", str(path), "--people").out.splitlines()
    place = [line.strip() for line in lines].index("a")
    assert lines[place + 1].strip().startswith("Kompetencer:"), "and no line about the unit"


def test_one_key_person_is_spoken_of_as_one(run: Run, write_csv: WriteCsv) -> None:
    one = run("coverage", write_csv(FULL, "a;A;;DS11;2")).out
    assert "1 person (1 kompetence). Stopper vedkommende, opstår der et hul." in one
    two = run("coverage", write_csv(FULL, "a;A;;DS11;2", "b;A;;DS12;2")).out
    assert "2 personer (2 kompetencer). Hvis en af dem stopper, opstår der et hul." in two


@pytest.mark.parametrize("terminal", [True, False])
def test_what_is_in_the_data_is_printed_as_it_stands(
    run: Run, write_csv: WriteCsv, monkeypatch: pytest.MonkeyPatch, *, terminal: bool
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    monkeypatch.setenv("COLUMNS", "100")
    path = write_csv(FULL, "[red]x[/red];[bold] :smile: {0};;DS11;2")
    text = run("coverage", path, "--people").out
    assert re.search(r"^\[red\]x\[/red\] +\[bold\] :smile: \{0\} +DS11 Agere", text, re.MULTILINE)


def test_the_output_can_be_caught_as_text() -> None:
    for command, start in (("show", "Model for"), ("show --json", "{")):
        with contextlib.redirect_stdout(io.StringIO()) as caught:
            assert cli.run(command.split()) == 0
        assert caught.getvalue().startswith(start)
        assert "Afdække" in caught.getvalue()


@pytest.mark.parametrize("name", ["FORCE_COLOR", "CLICOLOR_FORCE"])
def test_a_pipe_gets_no_colours_and_100_columns(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    monkeypatch.setenv("COLUMNS", "40")
    done = run("analyse", "agency.csv")
    assert done.out == (GOLDEN / "analyse.da.txt").read_text("utf-8")


def test_progress_shows_on_a_terminal_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    reports: list[Any] = []

    def read(*arguments: Any, progress: Any, **options: Any) -> s.RatingsFile:
        reports.append(progress)
        return s.read_ratings(*arguments, progress=progress, **options)

    monkeypatch.setattr(options, "read_ratings", read)
    quiet = run("check", "agency.csv")
    assert quiet.err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    shown = run("check", "agency.csv")
    assert shown.out == quiet.out
    assert "Læser agency.csv, rækker:" in shown.err
    assert reports[0] is None
    assert callable(reports[1])


def test_ctrl_c_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(options, "read_ratings", interrupt)
    done = run("analyse", "agency.csv")
    assert (done.code, done.out) == (130, "")
    assert "Traceback" not in done.err


def test_a_stream_that_already_copes_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    careful = io.TextIOWrapper(io.BytesIO(), "ascii", errors="xmlcharrefreplace")
    monkeypatch.setattr(sys, "stdout", careful)
    output.never_fail_to_write()
    assert careful.errors == "xmlcharrefreplace"


@pytest.mark.parametrize("errors", ["strict", "surrogateescape", "surrogatepass"])
def test_a_stream_that_would_fail_replaces_letters(
    monkeypatch: pytest.MonkeyPatch, errors: str
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, "ascii", errors=errors))
    assert cli.run(["search", "ø"]) == 0
    assert b"Afd?kke" in written.getvalue()


def test_the_c_locale_gets_no_traceback(examples: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "statskompetencer", "show"],
        check=False,
        cwd=examples,
        env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"SF2 Lovgivning og teknologi" in done.stdout


def test_a_closed_stdout_and_stderr_leave_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    for command, code in (("show", 0), ("show --json", 0), ("search xyzzy", 1), ("show XX", 2)):
        monkeypatch.setattr(sys, "stdout", None)
        monkeypatch.setattr(sys, "stderr", None)
        assert cli.run(command.split()) == code


# --- the words ---


@pytest.mark.parametrize("key", words._TEXTS)
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    danish, english = (
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in words._TEXTS[key]
    )
    assert danish == english


def test_numbers_are_put_into_words() -> None:
    danish, english = words.Words("da"), words.Words("en")
    assert (danish.bounds(3, 4, 5), english.bounds(3, 3, 5)) == ("3 til 4 af 5", "3 of 5")
    assert (danish.count("person", 1), english.count("person", 2)) == ("1 person", "2 people")
    assert danish.language_name("sv") == "sv"
