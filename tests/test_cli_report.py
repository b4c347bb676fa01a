"""The commands that write pages: what they write, print and refuse."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from statskompetencer.report import _pictures

SOURCE = Path(__file__).parents[1] / "examples"
A_PERSON = re.compile(r"\bM\d{4}\b")


Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = _pictures.Picture("p", "data:image/svg+xml;base64,", "", "", 1, 1)
    drawn = _pictures.Pictures(picture, picture, (), ())
    monkeypatch.setattr(_pictures, "draw", lambda _setting: drawn)
    monkeypatch.setattr(_pictures, "draw_model", lambda _framework, _say: picture)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "examples"
    shutil.copytree(SOURCE, folder)
    return folder


@pytest.fixture
def run(run_in: Callable[[Path], Run], folder: Path) -> Run:
    return run_in(folder)


def test_a_report_is_written_beside_the_file_and_names_nobody(run: Run, folder: Path) -> None:
    done = run("report", "agency.csv")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:3] == [
        "Skrevet: rapport.html",
        "",
        "Personer er kun talt. Deres id’er vises med --people.",
    ]
    assert "13 af 48 danske titler er officielle" in done.out
    page = (folder / "rapport.html").read_text("utf-8")
    assert "29 til 31 af 32 kompetencer er repræsenteret" in page
    assert "Hvem der opfylder rollerne" in page
    assert not A_PERSON.search(page)


def test_every_option_reaches_the_report(run: Run, folder: Path) -> None:
    (folder / "target.csv").write_text("kompetence;antal\nDS11;3\nDS12;60\n", "utf-8")
    (folder / "roles.csv").write_text("rolle;kompetence;niveau\nprojektleder;DS11;4\n", "utf-8")
    done = run(
        *("report", "agency.csv", "-o", "out.html", "--language", "en", "--title", "Our <skills>"),
        *("--target", "target.csv", "--headcount", "75", "--people", "--least", "1"),
        *("--roles", "roles.csv", "--json"),
    )
    assert json.loads(done.out)["written"] == "out.html"
    page = (folder / "out.html").read_text("utf-8")
    assert "<h1>Our &lt;skills&gt;</h1>" in page
    assert "1 to 2 of 2 competencies are held, among 75 employees, of whom 60" in page
    assert "Analyse og Data" in page  # of four people
    assert A_PERSON.search(page)
    assert "Lawyer" not in page  # of the example roles


def test_a_file_that_is_there_is_replaced_only_with_overwrite(run: Run, folder: Path) -> None:
    (folder / "rapport.html").write_text("mine", "utf-8")
    done = run("report", "agency.csv")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "rapport.html findes allerede og bliver ikke ændret: vælg et andet navn, eller overskriv "
        "med --overwrite\n"
    )
    assert (folder / "rapport.html").read_text("utf-8") == "mine"
    assert run("report", "agency.csv", "--overwrite").code == 0
    assert (folder / "rapport.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_framework_without_roles_and_a_file_without_people(run: Run, folder: Path) -> None:
    (folder / "empty.csv").write_text("person;enhed;DS11\n", "utf-8")
    done = run("report", "empty.csv", "--language", "en", "--scale", "binary")
    assert done.code == 0
    assert "There is nobody in the file." in done.out
    page = (folder / "report.html").read_text("utf-8")
    assert "There is nobody in the data" in page
    assert "Gaps in the posts" not in page


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--least", "0"], "--least: 0 is not one of the whole numbers from 1"),
        (["--least", "few"], "--least: “few” is not a whole number"),
        (["--headcount", "3"], "--headcount: 3 is too few: there are 60 people in the data"),
        (["-o", "no/x.html"], "no/x.html cannot be written: there is no such file or folder"),
        (["--target", "no.csv"], "no.csv"),
    ],
)
def test_bad_input_ends_with_2_and_writes_nothing(
    run: Run, folder: Path, options: list[str], said: str
) -> None:
    before = sorted(folder.iterdir())
    done = run("report", "agency.csv", "--language", "en", *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert sorted(folder.iterdir()) == before


def test_the_model_is_written_in_either_language_and_of_any_framework(
    run: Run, folder: Path
) -> None:
    done = run("print")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Skrevet: model.html\n\n13 af 48 danske titler er officielle")
    page = (folder / "model.html").read_text("utf-8")
    assert '<html lang="da">' in page
    assert run("print").code == 2
    english = run("print", "--language", "en", "--overwrite")
    assert english.out.startswith("Written: model.html")
    assert '<html lang="en">' in (folder / "model.html").read_text("utf-8")
    own = run("print", "--framework", "own-framework.json", "-o", "own.html")
    assert own.code == 0
    assert "<!DOCTYPE html>" in (folder / "own.html").read_text("utf-8")


@pytest.mark.parametrize("command", ["report", "print"])
def test_help_names_every_option(run: Run, command: str) -> None:
    done: Any = run(command, "--help")
    assert done.code == 0
    wanted = {"--output", "--overwrite", "--language", "--framework", "--json"}
    if command == "report":
        wanted |= {"--people", "--least", "--title", "--target", "--headcount", "--roles"}
    assert wanted <= set(re.findall(r"--\w+", done.out))


@pytest.mark.parametrize("command", [["report", "agency.csv"], ["print"]])
def test_a_slip_of_the_output_does_not_replace_the_ratings(
    run: Run, folder: Path, command: list[str]
) -> None:
    before = (folder / "agency.csv").read_bytes()
    done = run(*command, "-o", "agency.csv", "--overwrite")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("--output: agency.csv ender ikke på .html")
    assert (folder / "agency.csv").read_bytes() == before
