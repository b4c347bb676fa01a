"""The commands that plan, in both languages, as tables and as JSON, without and with names."""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from statskompetencer import cli
from statskompetencer.cli import planning

EXAMPLES = Path(__file__).parents[1] / "examples"
AGENCY, COURSES = str(EXAMPLES / "agency.csv"), str(EXAMPLES / "courses.csv")
A_PERSON = re.compile(r"\bM\d{4}\b")
COMMANDS = {
    "team": ("team", AGENCY),
    "assign": ("assign", AGENCY),
    "train": ("train", AGENCY, "--courses", COURSES),
    "what-if": ("what-if", AGENCY, "--leave", "M1009"),
    "resilience": ("resilience", AGENCY, "--leavers", "2"),
}


def run(*arguments):
    return CliRunner().invoke(cli.app, list(arguments))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", [(), ("--json",), ("--language", "en")])
def test_no_id_is_printed_without_people(command, form) -> None:
    done = run(*COMMANDS[command], *form)
    assert done.exit_code in {0, 1}
    assert done.stdout
    assert not A_PERSON.search(done.stdout)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_ids_are_printed_with_people(command, form) -> None:
    assert A_PERSON.search(run(*COMMANDS[command], *form, "--people").stdout)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (COMMANDS["team"], 1),
        ((*COMMANDS["team"], "--target", "TARGET"), 0),
        (COMMANDS["assign"], 1),
        (COMMANDS["train"], 0),
        ((*COMMANDS["train"], "--budget", "0"), 1),
        (COMMANDS["what-if"], 1),
        (("what-if", AGENCY), 0),
        (COMMANDS["resilience"], 1),
        (("resilience", AGENCY, "--target", "TARGET"), 0),
    ],
)
def test_exit_codes(command, code, tmp_path) -> None:
    target = tmp_path / "target.csv"
    target.write_text("Kompetence;Antal\nDS11;2\nDS12;2\n", "utf-8")
    done = run(*(str(target) if word == "TARGET" else word for word in command))
    assert (done.exit_code, done.stderr) == (code, "")


def test_all_posts_filled_ends_with_0(tmp_path) -> None:
    roles = tmp_path / "roles.csv"
    roles.write_text("Rolle;Kompetence;Niveau\nsikker;DS11;2\n", "utf-8")
    done = run("assign", AGENCY, "--roles", str(roles), "--places", "sikker=3", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["filled"] == 3


def test_json_says_what_the_library_says() -> None:
    team = json.loads(run(*COMMANDS["team"], "--json", "--size", "3", "--people").stdout)
    assert (len(team["members"]), team["proof"], team["size"]) == (3, "checked", 3)
    kept = run(
        *COMMANDS["team"], "--json", "--people", "--include", "M1002", "--exclude", "M1009",
        "--unit", "Jura og Lovkvalitet",
    )  # fmt: skip
    members = json.loads(kept.stdout)["members"]
    assert "M1002" in members
    assert "M1009" not in members
    plan = json.loads(run(*COMMANDS["train"], "--json", "--for-posts").stdout)
    assert plan["gaps_before"]["people"] == 60
    worst = json.loads(run(*COMMANDS["resilience"], "--json", "--if-held").stdout)
    assert (worst["not_assessed"], worst["leavers"]) == ("held", 2)
    pairs = json.loads(
        run(*COMMANDS["assign"], "--json", "--people", "--forbid", "M1045=dataanalytiker").stdout
    )["pairs"]
    assert ("dataanalytiker", "M1045") not in [(pair["role"], pair["person"]) for pair in pairs]


def test_what_if_takes_leavers_joiners_and_training(tmp_path) -> None:
    new = tmp_path / "new.csv"
    new.write_text("Medarbejder;PV12\nN1;3\n", "utf-8")
    done = run(
        "what-if", AGENCY, "--leave", "M1009", "--join", str(new), "--train", "M1001:SF21=2",
        "--train", "N1:SS22=øvet", "--json",
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert (found["opened"], found["closed"]) == ([], ["SF21", "SS22"])


def test_a_time_limit_is_kept_and_said() -> None:
    done = run(*COMMANDS["team"], "--seconds", "0", "--language", "en")
    assert "best so far, not proven" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((*COMMANDS["team"], "--size", "x"), "--size"),
        ((*COMMANDS["team"], "--size", "0"), "--size"),
        ((*COMMANDS["team"], "--include", "M9999"), "M9999"),
        ((*COMMANDS["team"], "--seconds", "x"), "--seconds"),
        ((*COMMANDS["team"], "--unit", "Juraa"), "--unit"),
        ((*COMMANDS["assign"], "--places", "projektleder"), "--places"),
        ((*COMMANDS["assign"], "--places", "leder=2"), "leder"),
        ((*COMMANDS["assign"], "--least", "maybe"), "--least"),
        ((*COMMANDS["assign"], "--forbid", "M1001"), "--forbid"),
        ((*COMMANDS["train"], "--budget", "-1"), "--budget"),
        (("train", AGENCY, "--courses", AGENCY), "agency.csv"),
        (("what-if", AGENCY, "--train", "M1001"), "--train"),
        (("what-if", AGENCY, "--train", "SF21=2"), "--train"),
        (("what-if", AGENCY, "--leave", "M9999"), "--leave"),
        ((*COMMANDS["resilience"], "--leavers", "0"), "--leavers"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_is_wrong(arguments, says) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr


@pytest.mark.parametrize(
    ("command", "language", "last"),
    [
        ("team", "en", "4, bound 4"),
        ("team", "da", "4, grænse 4"),
        ("train", "en", "PLAN, bound PLAN"),
        ("resilience", "en", "BELOW, bound BELOW"),
    ],
)
def test_the_best_and_the_bound_are_shown_where_there_is_a_terminal(
    command, language, last, monkeypatch
) -> None:
    told = []

    @contextmanager
    def shown(_title):
        yield told.append

    monkeypatch.setattr(planning, "standing", shown)
    values = json.loads(run(*COMMANDS[command], "--language", language, "--json").stdout)
    last = last.replace("PLAN", str(values.get("cost"))).replace("BELOW", str(values.get("below")))
    assert told[-1] == last


def test_a_terminal_shows_how_the_search_stands_and_stdout_is_the_same(monkeypatch, capsys) -> None:
    asked = [*COMMANDS["team"], "--language", "en"]
    assert cli.run(asked) == 1
    quiet = capsys.readouterr()
    assert quiet.err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert cli.run(asked) == 1
    shown = capsys.readouterr()
    assert shown.out == quiet.out
    assert "Looking for the best plan: 4, bound 4" in shown.err


def test_a_team_is_the_cheapest_by_the_prices_of_a_file(tmp_path) -> None:
    target, costs = tmp_path / "target.csv", tmp_path / "costs.csv"
    target.write_text("Kompetence;Antal\nDS11;1\nDS12;1\n", "utf-8")
    asked = (*COMMANDS["team"], "--target", str(target), "--json", "--people")
    free = json.loads(run(*asked).stdout)
    dear = "".join(f"{id_};7\n" for id_ in free["members"])
    costs.write_text(f"Medarbejder;Pris\n{dear}", "utf-8")
    other = json.loads(run(*asked, "--costs", str(costs)).stdout)
    assert not {*other["members"]} & {*free["members"]}
    assert other["cost"] == len(other["members"])


def test_prices_that_are_wrong_are_refused_with_row_and_column(tmp_path) -> None:
    costs = tmp_path / "costs.csv"
    costs.write_text("Medarbejder;Pris\nM1001;x\nM9999;1\n", "utf-8")
    done = run(*COMMANDS["team"], "--costs", str(costs), "--language", "en")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "row 2, column “Pris”" in done.stderr
    costs.write_text("Medarbejder;Pris\nM9999;1\n", "utf-8")
    done = run(*COMMANDS["team"], "--costs", str(costs))
    assert "--costs" in done.stderr
    assert "M9999" in done.stderr
