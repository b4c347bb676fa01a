"""The same answers by every engine: objects, matrix and DuckDB.

The 60 people of examples/agency.csv stand in one file of each kind, and each command has to
print just what it prints of the same people by the engine of objects.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest
from attrs import evolve

import statskompetencer as s
from statskompetencer.bulk import RatingMatrix
from statskompetencer.cli import data, engines, in_duckdb, options

SOURCE = Path(__file__).parents[1] / "examples"


Run = Callable[..., Any]


@pytest.fixture
def run(run_in: Callable[[Path], Run], files: Path) -> Run:
    """Run a command in the folder of the files."""
    return run_in(files)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The agency in files of every kind; those with “n” have nothing but numbers and blanks."""
    folder = tmp_path_factory.mktemp("files")
    people = s.read_ratings(SOURCE / "agency.csv").profiles
    numbers = [evolve(one, ratings={c.id: one.level(c) for c in one.rated}) for one in people]
    for start, said in (("", people), ("n", numbers)):
        for form in ("wide", "long"):
            path = folder / f"{start}{form}.csv"
            s.write_ratings(said, path, form=form, delimiter=",")
            table = as_table(path)
            pa.parquet.write_table(table, path.with_suffix(".parquet"))
            pa.feather.write_feather(table, path.with_suffix(".feather"))
    RatingMatrix.from_profiles(people).save(folder / "saved.parquet")
    RatingMatrix.from_profiles(people).save(folder / "saved.arrow")
    return folder


def as_table(path: Path) -> pa.Table:
    """A CSV file as a program of data writes it: numbers as numbers, nothing as null."""
    header, *rows = csv.reader(path.read_text("utf-8-sig").splitlines())
    columns = {}
    for name, cells in zip(header, zip(*rows, strict=True), strict=True):
        whole = all(cell.isdecimal() or not cell for cell in cells)
        values = [int(cell) if whole and cell else cell or None for cell in cells]
        columns[name] = pa.array(values, pa.uint8() if whole and any(cells) else pa.string())
    return pa.table(columns)


QUESTIONS = [
    "coverage --by-unit --people --language en",
    "coverage --holders 2 --headcount 75 --level 3",
    "gaps --role kontorchef --people",
    "match --people --top 2 --language en",
]
OF_POSTS = ["coverage", "gaps", "gaps --people", "match --role systemejer", "analyse --people"]
ANY_FILE = {
    "text": ["wide.csv --engine matrix", "long.parquet", "wide.feather", "saved.parquet"],
    "json": ["long.csv --engine matrix", "wide.parquet", "long.feather", "saved.arrow"],
}
ONLY_NUMBERS = {
    "text": ["nwide.csv", "nlong.parquet", "nwide.feather"],
    "json": ["nlong.csv", "nwide.parquet", "nlong.feather"],
}
FORMS = {"text": [], "json": ["--json"]}


def answer(done: Any) -> tuple[int, object, str]:
    """All but what is said of the file itself: of that other tests speak."""
    if done.out.startswith("{"):
        found = done.json
        found.pop("data", None)
        return done.code, found, done.err
    before, _, after = done.out.partition("\nHvad der er læst\n")
    return done.code, before + after.partition("\n\n")[2], done.err


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("question", [*QUESTIONS, *OF_POSTS])
def test_a_matrix_answers_as_the_objects_do(run: Run, question: str, form: str) -> None:
    command, *asked = [*question.split(), *FORMS[form]]
    expected = run(command, "wide.csv", *asked, "--engine", "objects")
    assert expected.code in {0, 1}
    for file in ANY_FILE[form]:
        found = run(command, *file.split(), *asked)
        assert answer(found) == answer(expected), file
        assert command == "analyse" or found.out == expected.out


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_duckdb_answers_as_the_objects_do(run: Run, question: str, form: str) -> None:
    command, *asked = [*question.split(), *FORMS[form]]
    expected = run(command, "nwide.csv", *asked, "--engine", "objects")
    for file in ONLY_NUMBERS[form]:
        found = run(command, file, *asked, "--engine", "duckdb")
        assert found == expected, file


# --- what was read ---


@pytest.mark.parametrize("command", ["check", "analyse"])
@pytest.mark.parametrize("form", FORMS)
def test_what_was_read_of_csv_is_the_same(run: Run, command: str, form: str) -> None:
    for path in (SOURCE / "agency.csv", "long.csv"):
        objects, matrix = (
            run(command, path, *FORMS[form], "--engine", name) for name in ("objects", "matrix")
        )
        assert matrix == objects
        assert matrix.code == 0


@pytest.mark.parametrize("file", ["wide", "long"])
@pytest.mark.parametrize("end", ["parquet", "feather"])
def test_what_was_read_of_columns_differs_in_what_only_csv_has(
    run: Run, file: str, end: str
) -> None:
    expected = run("check", f"{file}.csv", "--json").json
    expected |= {"path": f"{file}.{end}", "encoding": None, "delimiter": None}
    assert run("check", f"{file}.{end}", "--json").json == expected
    kind = {"parquet": "Parquet", "feather": "Arrow"}[end]
    form = {"wide": "one column a competency", "long": "one row a rating"}[file]
    assert f"({form}, {kind})" in run("check", f"{file}.{end}", "--language", "en").out


@pytest.mark.parametrize("end", ["parquet", "arrow"])
def test_of_a_saved_matrix_everything_is_known(run: Run, end: str) -> None:
    found = run("check", f"saved.{end}", "--json").json
    wide = run("check", "wide.csv", "--json").json
    same = ("people", "rows", "rated", "blank", "not_relevant", "missing", "similar_units")
    assert {key: found[key] for key in same} == {key: wide[key] for key in same}


@pytest.mark.parametrize("file", ["nwide.parquet", "nlong.csv", "nlong.feather"])
def test_what_was_read_does_not_depend_on_the_engine(run: Run, file: str) -> None:
    matrix = run("check", file, "--engine", "matrix", "--json")
    assert run("check", file, "--engine", "duckdb", "--json") == matrix
    assert (matrix.json["people"], matrix.json["valid"]) == (60, True)


def test_words_in_columns_are_counted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "words.parquet"
    said = ["2 - øvet", "ved ikke", None, "", "ikke relevant", "0"]
    pa.parquet.write_table(pa.table({"Medarbejder": list("abcdef"), "DS11": said}), path)
    found = run("check", path, "--json").json
    names = ("rated", "dont_know", "blank", "not_relevant")
    assert [found[name] for name in names] == [2, 1, 2, 1]


def test_rows_that_only_say_that_somebody_is_there_are_no_answers(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "there.parquet"
    columns = {
        "person": ["a", "b", "c", "a"],
        "competency": ["DS11", None, "DS11", "DS12"],
        "level": [3, None, None, None],
        "relevant": [True, None, None, False],
    }
    pa.parquet.write_table(pa.table(columns), path)
    found = run("check", path, "--json").json
    names = ("people", "rows", "rated", "blank", "not_relevant")
    assert [found[name] for name in names] == [3, 4, 1, 1, 1]
    assert len(found["missing"]) == 30
    lines = path.with_suffix(".csv")
    lines.write_text("person,competency,level\na,DS11,3\nb,,\nc,DS11,\na,DS12,-\n", "utf-8")
    objects, matrix = (run("check", lines, "--engine", name) for name in ("objects", "matrix"))
    assert matrix == objects


def test_spellings_that_may_mean_the_same_are_told_from_any_file(run: Run, tmp_path: Path) -> None:
    ids = ["M1", "m1", "M2", "øst", "ØST", "Oest", "m3"]  # øst and oest are typed for the same
    units = ["Jura", "jura", "It", "It", None, "It", "It"]
    rows = [f"{who},{unit or ''},2" for who, unit in zip(ids, units, strict=True)]
    path = tmp_path / "alike.csv"
    path.write_text("\n".join(["person,unit,DS11", *rows]) + "\n", "utf-8")
    found, expected = (
        run("check", path, "--json", "--engine", name).json for name in ("matrix", "objects")
    )
    assert found["similar_people"] == expected["similar_people"] == 5
    assert found["similar_units"] == [["Jura", "jura"]]


# --- which engine ---


@pytest.mark.parametrize(
    ("file", "asked", "engine"),
    [
        ("wide.csv", "auto", "objects"),
        ("wide.csv", "matrix", "matrix"),
        ("wide.parquet", "auto", "matrix"),
        ("wide.PQ", "auto", "matrix"),
        ("wide.feather", "auto", "matrix"),
        ("saved.arrow", "duckdb", "duckdb"),
        ("book.xlsx", "auto", "objects"),
        ("nowhere.csv", "auto", "objects"),
    ],
)
def test_the_file_decides_which_engine_reads_it(
    files: Path, file: str, asked: str, engine: str
) -> None:
    assert engines.engine_for(files / file, asked) == engine


def test_large_csv_goes_into_a_matrix_where_that_can_be_made(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = files / "wide.csv"
    monkeypatch.setattr(engines, "LARGE_CSV", path.stat().st_size)
    assert engines.engine_for(path, "auto") == "matrix"
    monkeypatch.setattr(engines, "LARGE_CSV", path.stat().st_size + 1)
    assert engines.engine_for(path, "auto") == "objects"
    monkeypatch.setattr(engines, "LARGE_CSV", 1)
    for module in ("numpy", "pyarrow"):
        with monkeypatch.context() as without:
            without.setitem(sys.modules, module, None)
            assert engines.engine_for(path, "auto") == "objects"


def test_large_csv_prints_what_small_csv_does(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    small = run("coverage", SOURCE / "agency.csv", "--by-unit")
    monkeypatch.setattr(engines, "LARGE_CSV", 1)
    monkeypatch.setattr(options, "read_ratings", None)
    assert run("coverage", SOURCE / "agency.csv", "--by-unit") == small


# --- bad input ---


@pytest.fixture
def bad(files: Path) -> Path:
    """A folder of files that cannot be used as they are."""
    folder = files / "bad"
    folder.mkdir(exist_ok=True)
    (folder / "folder.parquet").mkdir(exist_ok=True)
    for name in ("text.parquet", "text.feather"):
        (folder / name).write_text("person,DS11\na,2\n")
    for name in ("empty.parquet", "empty.arrow"):
        (folder / name).touch()
    twice = {"person": ["a", "a"], "competency": ["DS11", "DS11"], "level": [1, 2]}
    tables = {
        "columns": {"person": ["a"], "alder": [40], "DS11": [2]},
        "nobody_in_them": {"DS11": [2]},
        "levels": {"person": ["a", "b", "c"], "DS11": [2, 9, -1]},
        "sign": {"person": ["a"], "DS11": [-997]},
        "twice": {**twice, "rater": ["self", "manager"], "date": ["2026-01-02", "2026-01-01"]},
        "words": {"person": ["a"], "DS11": ["2 - øvet"]},
        "two[12]": {"person": ["a"], "DS11": [2]},
    }
    for name, columns in tables.items():
        pa.parquet.write_table(pa.table(columns), folder / f"{name}.parquet")
    (folder / "words.csv").write_text("person,DS11\na,2 - øvet\n", "utf-8")
    (folder / "old.csv").write_text("Måler,person,DS11\nx,a,2\n", "cp1252")
    return folder


UNREADABLE = {
    "nowhere.parquet": ("filen eller mappen findes ikke", "no such file or folder"),
    "folder.parquet": ("det er en mappe", "it is a folder"),
    "text.parquet": ("den er ikke Parquet eller beskadiget", "it is not Parquet, or damaged"),
    "text.feather": ("den er ikke Arrow eller beskadiget", "it is not Arrow, or damaged"),
    "empty.parquet": ("den er tom", "it is empty"),
    "empty.arrow": ("den er tom", "it is empty"),
    "text.parquet --engine duckdb": ("den er ikke Parquet", "it is not Parquet"),
    "nowhere.csv --engine duckdb": ("findes ikke", "there is no such file"),
    "levels.parquet --engine matrx": (
        "--engine: der er ingen motor “matrx”. Mente du “matrix”? Tilladt: auto, objects,",
        "--engine: there is no engine “matrx”. Did you mean “matrix”? Allowed: auto, objects,",
    ),
    "levels.parquet --engine objects": ("hverken CSV eller Excel", "neither CSV nor Excel"),
    "book.xlsx --engine matrix": ("matrix læser ikke Excel", "matrix does not read Excel"),
    "levels.parquet --sheet A": ("har ingen ark", "has no sheets"),
    "levels.parquet --rule lates": ("Mente du “latest”", "Did you mean “latest”"),
    "levels.parquet --column DS11": ("--column: “DS11” er ikke", "--column: “DS11” is not"),
}
NOT_BY_DUCKDB = {
    "words.parquet --engine duckdb": ("det er niveauerne i “DS11” ikke", "levels in “DS11”"),
    "words.csv --engine duckdb": ("duckdb kunne ikke", "duckdb could not"),
    "old.csv --engine duckdb": ("duckdb læser kun CSV i UTF-8", "reads CSV in UTF-8 only"),
    "twice.parquet --engine duckdb --rule latest": ("vælger ikke", "does not choose"),
    "../saved.parquet --engine duckdb": ("ikke en gemt matrix", "not read a saved matrix"),
    "two[12].parquet --engine duckdb": ("[ eller { i navnet", "[ or { in the name"),
    "sign.parquet --engine duckdb": ("et niveau -997", "a level -997"),
}
"""Here the error says what reads it instead."""


@pytest.mark.parametrize("command", [*UNREADABLE, *NOT_BY_DUCKDB])
def test_what_cannot_be_read_ends_with_2_and_says_why(run: Run, bad: Path, command: str) -> None:
    file, *asked = command.split()
    for language, says in zip(("da", "en"), (UNREADABLE | NOT_BY_DUCKDB)[command], strict=True):
        done = run("check", bad / file, *asked, "--language", language)
        assert (done.code, done.out) == (2, "")
        assert says in done.err
        assert len(done.err.splitlines()) == 1
        assert "--engine matrix" in done.err or command not in NOT_BY_DUCKDB


@pytest.mark.parametrize(
    ("file", "danish", "english"),
    [
        ("columns", ["kolonne “alder”", '--ignore "alder"'], ["column “alder”", "--ignore"]),
        ("nobody_in_them", ["der er ingen kolonne “Medarbejder”"], ["no column “Employee”"]),
        (
            "levels",
            ["række 1, kolonne “DS11”: niveau 9 findes ikke", "række 2, kolonne “DS11”"],
            ["row 1, column “DS11”: level 9 is not on the scale", "row 2, column “DS11”"],
        ),
        (
            "twice",
            ["personen “a” har 2 vurderinger", "--rule latest eller --rule rater"],
            ["person “a” has 2 ratings", "--rule latest or --rule rater"],
        ),
    ],
)
def test_what_is_wrong_in_columns_is_listed(
    run: Run, bad: Path, file: str, danish: list[str], english: list[str]
) -> None:
    for language, says in (("da", danish), ("en", english)):
        checked = run("check", bad / f"{file}.parquet", "--language", language)
        used = run("coverage", bad / f"{file}.parquet", "--language", language)
        assert (checked.code, checked.err) == (1, "")
        assert (used.code, used.out, used.err) == (2, "", checked.out)
        assert not [part for part in says if part not in checked.out]


def test_what_duckdb_finds_wrong_is_listed_with_how_often(run: Run, bad: Path) -> None:
    done = run("check", bad / "levels.parquet", "--engine", "duckdb", "--language", "en")
    assert done.code == 1
    assert done.out.splitlines()[0] == "levels.parquet: 2 errors"
    assert "9 is not a level (rows: 1). Allowed: 0-4." in done.out
    twice = run("check", bad / "twice.parquet", "--engine", "duckdb").out
    assert "personen “a” har 2 vurderinger af DS11" in twice
    assert "--engine matrix --rule latest" in twice
    unknown = run("check", bad / "columns.parquet", "--engine", "duckdb").out
    assert unknown == run("check", bad / "columns.parquet").out


def test_a_rule_chooses_between_two_ratings(run: Run, bad: Path) -> None:
    # of the two the level is 1 by the person, later, and 2 by the manager
    for rule, holders in {"latest": 0, "rater": 1}.items():
        found = run("coverage", bad / "twice.parquet", "--rule", rule, "--json").json
        (one,) = [c for c in found["competencies"] if c["competency"] == "DS11"]
        assert one["holders"] == holders


def test_all_ten_mistakes_are_found_by_a_matrix_too(run: Run) -> None:
    path = SOURCE / "ten-mistakes.csv"
    for form in FORMS.values():
        expected = run("check", path, *form, "--engine", "objects")
        assert run("check", path, *form, "--engine", "matrix") == expected
        assert expected.code == 1


@pytest.mark.parametrize("command", ["gaps", "analyse"])
def test_posts_are_not_looked_at_by_duckdb(run: Run, command: str) -> None:
    done = run(command, "nwide.parquet", "--engine", "duckdb", "--language", "en")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "--engine: duckdb does not look at posts; use --role ROLE or --engine matrix\n"
    )


def test_posts_without_a_role_are_listed_all_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text("person,posts,DS11\na,vagt,1\nb,kok; vagt,2\n", "utf-8")
    objects, matrix = (run("gaps", path, "--engine", name) for name in ("objects", "matrix"))
    assert objects == matrix
    assert (matrix.code, matrix.err.splitlines()[0]) == (2, "stillinger: 2 fejl")


def test_a_post_that_is_the_title_of_several_roles_is_refused(run: Run, tmp_path: Path) -> None:
    path, roles = tmp_path / "posts.csv", tmp_path / "roles.csv"
    path.write_text("person,posts,DS11\na,Vagt,1\nb,kok,2\n", "utf-8")
    twins = [s.Role(id_, {"DS11": 2}, titles={"da": "Vagt"}) for id_ in ("v1", "v2")]
    s.write_roles([*twins, s.Role("kok", {"DS11": 2}), s.Role("smed", {"DS12": 2})], roles)
    asked = ["analyse", path, "--roles", roles, "--engine"]
    objects, matrix = (run(*asked, name) for name in ("objects", "matrix"))
    assert matrix == objects
    assert "“Vagt” er titlen på flere roller" in matrix.err
    path.write_text("person,posts,DS11\na,smed,1\nb,kok,2\n", "utf-8")
    objects, matrix = (run(*asked, name) for name in ("objects", "matrix"))
    assert matrix == objects
    assert matrix.code == 0


def test_where_no_roles_are_known_an_analysis_does_without(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "binary.csv"
    path.write_text("person,DS11\na,1\n", "utf-8")
    objects, matrix = (
        run("analyse", path, "--scale", "binary", "--engine", name)
        for name in ("objects", "matrix")
    )
    assert matrix == objects
    assert "Der følger ingen roller med" in matrix.out


def test_no_question_about_posts_is_answered_by_duckdb_in_silence() -> None:
    found = in_duckdb.InDuckDB(None, None, has_units=True, connection=None)
    roles = [s.Role("r", {"DS11": 2})]
    with pytest.raises(s.InvalidValueError, match="duckdb does not look at posts"):
        assert found.has_posts
    for ask in (found.post_gaps, found.group_gaps):
        with pytest.raises(s.InvalidValueError, match="duckdb does not look at posts"):
            ask(roles)


def test_an_error_that_is_not_of_duckdb_is_left_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError), in_duckdb._told():
        raise ZeroDivisionError


def test_a_file_that_is_damaged_within_cannot_be_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "damaged.parquet"
    people = [f"m{number}" for number in range(5000)]
    pa.parquet.write_table(pa.table({"person": people, "DS11": [2] * 5000}), path)
    raw = bytearray(path.read_bytes())
    raw[100:4000] = bytes(3900)
    path.write_bytes(raw)
    done = run("coverage", path)
    assert (done.code, done.out) == (2, "")
    assert "kan ikke læses" in done.err
    assert "Traceback" not in done.err


def test_a_report_takes_no_parquet(run: Run) -> None:
    done = run("report", "wide.parquet", "--language", "en")
    assert (done.code, done.out) == (2, "")
    assert "wide.parquet is neither CSV nor Excel; this command takes one of these" in done.err


@pytest.mark.parametrize(
    ("missing", "command", "install"),
    [
        ("pyarrow", "wide.parquet", '"statskompetencer[parquet]"'),
        ("numpy", "wide.feather", '"statskompetencer[parquet]"'),
        ("pyarrow", "wide.csv --engine matrix", '"statskompetencer[parquet]"'),
        ("duckdb", "nwide.parquet --engine duckdb", '"statskompetencer[frames,parquet]" duckdb'),
        ("narwhals", "nwide.csv --engine duckdb", '"statskompetencer[frames,parquet]" duckdb'),
    ],
)
def test_what_is_not_installed_is_said_with_the_command(
    run: Run, monkeypatch: pytest.MonkeyPatch, missing: str, command: str, install: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    for name in [name for name in sys.modules if name.startswith("statskompetencer.cli.")]:
        if name.rpartition(".")[2] in {"packed", "in_duckdb", "counted"}:
            monkeypatch.delitem(sys.modules, name)
    for language, word in (("da", "kræver"), ("en", "needs")):
        done = run("coverage", *command.split(), "--language", language)
        assert (done.code, done.out) == (2, "")
        assert f"{word} {missing}: pip install {install}\n" in done.err


# --- people are named only if they can be read ---


@pytest.mark.parametrize(
    ("command", "people", "read"),
    [
        ("gaps --role kontorchef", 60, ["wide.csv", "wide.parquet", "nwide.csv --engine duckdb"]),
        ("match --role kontorchef --top 60", 60, ["wide.csv", "wide.feather"]),
        ("match --role kontorchef --top 60", 60, ["nwide.csv --engine duckdb"]),
        ("analyse", 25, ["wide.csv", "wide.parquet"]),  # on the first places of eight roles
        ("coverage", 3, ["wide.csv", "wide.parquet", "nwide.parquet --engine duckdb"]),
    ],
)
def test_more_people_than_are_read_by_anybody_are_not_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, people: int, read: list[str]
) -> None:
    name, *asked = command.split()
    for file in read:
        monkeypatch.setattr(data, "MOST_NAMED", people)
        assert run(name, *file.split(), *asked, "--people").code in {0, 1}
        monkeypatch.setattr(data, "MOST_NAMED", people - 1)
        assert run(name, *file.split(), *asked).code in {0, 1}
        done = run(name, *file.split(), *asked, "--people", "--language", "en")
        assert (done.code, done.out) == (2, "")
        assert done.err == (
            f"--people: {people} people are too many to name (at most {people - 1}); use a "
            "smaller file, as of one unit\n"
        )


def test_gaps_of_people_are_in_the_order_of_units_and_ids(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "order.csv"
    path.write_text("person,unit,DS12\nd,,0\nb,Jura,0\na,Jura,0\nc,It,0\n", "utf-8")
    for engine in ("objects", "matrix", "duckdb"):
        found = run("gaps", path, "--role", "kontorchef", "--people", "--json", "--engine", engine)
        assert [one["person"] for one in found.json["by_person"]] == ["c", "a", "b", "d"]


@pytest.mark.parametrize(
    "command", ["coverage --by-unit", "gaps --role kontorchef", "match --people", "check"]
)
def test_of_nobody_every_engine_says_the_same(run: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "nobody.csv"
    path.write_text("person,unit,DS11,DS12\n", "utf-8")
    name, *asked = command.split()
    objects, *others = (
        run(name, path, *asked, "--engine", engine) for engine in ("objects", "matrix", "duckdb")
    )
    assert others == [objects, objects]
    assert "Der er ingen personer i filen." in objects.out


def test_without_units_all_are_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "no-units.csv"
    path.write_text("person,DS11\na,2\nb,\n", "utf-8")
    for engine in ("objects", "matrix", "duckdb"):
        found = run("coverage", path, "--by-unit", "--json", "--engine", engine).json
        (unit,) = found["units"]
        assert (unit["unit"], unit["people"], sum(unit["holders"])) == (None, 2, 1)
        read = run("check", path, "--json", "--engine", engine).json
        assert (read["people"], read["similar_units"]) == (2, [])


# --- progress ---


@pytest.mark.parametrize(
    ("file", "share"), [("wide.parquet", "100%"), ("wide.feather", "100%"), ("wide.csv", None)]
)
def test_a_terminal_sees_how_much_is_read(
    run: Run, monkeypatch: pytest.MonkeyPatch, file: str, share: str | None
) -> None:
    quiet = run("coverage", file, "--engine", "matrix")
    assert quiet.err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    shown = run("coverage", file, "--engine", "matrix")
    assert shown.out == quiet.out
    assert f"Læser {file}, rækker:" in shown.err
    assert ("%" in shown.err) == (share is not None)
    assert (share or "60") in shown.err


def test_what_is_not_relevant_in_a_long_file_is_nobody_that_is_unknown(run, files) -> None:
    table = pa.table(
        {
            "person": ["a", "a", "b"],
            "competency": ["DS11", "DS12", "DS11"],
            "level": [2, None, None],
            "relevant": [True, False, True],
        }
    )
    pa.parquet.write_table(table, files / "relevant.parquet")
    answers = [
        run("coverage", "relevant.parquet", "--json", "--engine", engine)
        for engine in ("matrix", "duckdb")
    ]
    assert answers[0] == answers[1]
    found = {one["competency"]: one for one in json.loads(answers[0].out)["competencies"]}
    assert [found[id_]["unknown"] for id_ in ("DS11", "DS12")] == [1, 1]  # of a and b; of b
