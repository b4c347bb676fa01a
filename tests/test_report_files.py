"""The files of reports: written as a whole or not at all, small, and refused with a reason."""

from __future__ import annotations

import os
import random
import stat
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import statskompetencer as s
from statskompetencer.post_gaps import find_post_gaps
from statskompetencer.report import _page, _pictures, write_model, write_report

Write = Callable[..., None]


@pytest.fixture(autouse=True)
def undrawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No drawing, which takes most of the time."""
    if "real_pictures" in request.fixturenames:
        return
    picture = _pictures.Picture("p", "data:image/svg+xml;base64,", "", "", 1, 1)
    monkeypatch.setattr(
        _pictures, "draw", lambda _setting: _pictures.Pictures(picture, picture, (), ())
    )
    monkeypatch.setattr(_pictures, "draw_model", lambda _framework, _say: picture)


@pytest.fixture
def real_pictures() -> None:
    """With drawing."""


COVERAGE = s.check_coverage([s.Profile("p", {"DS11": 2})])
WRITERS = {
    "report": lambda path, **options: write_report(path, COVERAGE, **options),
    "model": write_model,
}


@pytest.fixture(params=WRITERS)
def write(request: pytest.FixtureRequest) -> Write:
    return WRITERS[request.param]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- a file that is there ---


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(
    write: Write, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text("mine", "utf-8")
    with pytest.raises(s.UnreadableFileError, match=r"page.html is there already .*overwrite=True"):
        write(path)
    assert path.read_text("utf-8") == "mine"
    write(str(path), overwrite=True)
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert names(tmp_path) == ["page.html"]


def test_what_appeared_while_the_page_was_made_stays(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    made = _page.html

    def slow(page: Any) -> bytes:
        path.write_text("mine", "utf-8")
        return made(page)

    monkeypatch.setattr("statskompetencer.report.html", slow)
    with pytest.raises(s.UnreadableFileError, match="is there already"):
        write(path)
    assert path.read_text("utf-8") == "mine"


def test_a_write_that_fails_leaves_what_was_there_and_nothing_else(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    path.write_text("mine", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(s.UnreadableFileError, match=r"cannot be written: No space left on device"):
        write(path, overwrite=True)
    assert path.read_text("utf-8") == "mine"
    assert names(tmp_path) == ["page.html"]


def test_an_interrupted_write_leaves_nothing(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "page.html")
    assert not names(tmp_path)


def test_a_new_file_has_the_rights_that_files_have_here(write: Write, tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write(tmp_path / "page.html")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("usual", "page.html")]
    assert modes[0] == modes[1]


def test_a_link_stays_a_link(write: Write, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "page.html", tmp_path / "link.html"
    target.write_text("old", "utf-8")
    link.symlink_to(target)
    write(link, overwrite=True)
    assert link.is_symlink()
    assert target.read_text("utf-8").startswith("<!DOCTYPE")
    assert names(tmp_path / "real") == ["page.html"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_written_to_and_not_replaced(write: Write, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write(pipe, overwrite=True)
    reader.join()
    assert read[0].startswith(b"<!DOCTYPE")
    assert pipe.is_fifo()


# --- refusals ---


@pytest.mark.parametrize("name", ["ratings.csv", "report"])
def test_a_file_that_is_no_page_is_not_replaced(write: Write, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("person;DS11", "utf-8")
    with pytest.raises(s.InvalidValueError) as caught:
        write(tmp_path / name, overwrite=True)
    assert caught.value.place == "path"
    assert caught.value.allowed == (".html", ".htm")
    assert f"{name} ender ikke på .html" in caught.value.explain("da")
    assert (tmp_path / name).read_text("utf-8") == "person;DS11"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "it is a folder"),
        ("no/page.html", "there is no such file or folder"),
        ("file/page.html", "a part of the path is not a folder"),
        ("x" * 300 + ".html", "name too long"),
        ("a\0b.html", "null"),
    ],
)
def test_a_path_that_cannot_be_written_is_refused(
    write: Write, tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(s.UnreadableFileError) as caught:
        write(tmp_path / name)
    assert said in str(caught.value).lower()
    assert "kan ikke skrives" in caught.value.explain("da")
    assert names(tmp_path) == ["file"]


def test_a_missing_extra_says_what_to_install(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("jinja2", "matplotlib"):
        monkeypatch.setitem(__import__("sys").modules, module, None)
        with pytest.raises(s.MissingExtraError, match=r'pip install "statskompetencer\[report\]"'):
            write(tmp_path / "page.html")
        monkeypatch.undo()
    assert not names(tmp_path)


OTHER = COVERAGE.framework.select("DS", version="2026")
BINARY = s.Scale.binary()
BAD: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"path": 3}, s.InvalidTypeError, "3 is not the path of a file"),
    ({"coverage": 3}, s.InvalidTypeError, "coverage: 3 is not a Coverage"),
    ({"gaps": []}, s.InvalidTypeError, r"gaps: \[\] is not a PostGaps or GroupGaps"),
    ({"matches": [3]}, s.InvalidTypeError, "3 is not a Ranking"),
    ({"matches": 3}, s.InvalidTypeError, "3 is not a list of Rankings"),
    ({"title": 3}, s.InvalidTypeError, "title: 3 is not a text"),
    ({"title": "\ud800"}, s.InvalidValueError, "title: .* half a character"),
    ({"title": "a\u202eb"}, s.InvalidValueError, "title: .* a control character"),
    ({"title": "a\x00b"}, s.InvalidValueError, "title: .* a control character"),
    ({"language": "sv"}, s.UnknownLanguageError, "'sv'.*Allowed: da, en"),
    ({"people": 1}, s.InvalidTypeError, "people: 1 is neither True nor False"),
    ({"overwrite": None}, s.InvalidTypeError, "overwrite: None is neither True nor False"),
    ({"least": 0}, s.InvalidValueError, "least: 0 is not one of the whole numbers from 1"),
    ({"least": 2.5}, s.InvalidValueError, "least: 2.5 is not"),
    ({"made_on": "today"}, s.InvalidValueError, "made_on: 'today' is not a date"),
    (
        {"gaps": s.find_group_gaps([], s.Role("r", {"DS11": 1}, framework=OTHER))},
        s.BindingError,
        "gaps: .* is for framework digst-digitale-kompetencer 2026, not for .* 2019",
    ),
    (
        {"gaps": find_post_gaps([s.Profile("p", roles=["r"], scale=BINARY)],
                                [s.Role("r", {"DS11": 1}, scale=BINARY)])},
        s.BindingError,
        "is for scale .*binary",
    ),
    (
        {"matches": [s.rank([], s.Role("r", {"DS11": 1}, framework=OTHER))]},
        s.BindingError,
        "is for framework digst-digitale-kompetencer 2026",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("given", "error", "said"), BAD)
def test_what_cannot_be_reported_is_refused(
    tmp_path: Path, given: dict[str, Any], error: type[Exception], said: str
) -> None:
    arguments = {"path": tmp_path / "page.html", "coverage": COVERAGE, **given}
    with pytest.raises(error, match=said):
        write_report(**arguments)
    assert not names(tmp_path)


def test_a_framework_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(s.InvalidTypeError, match="framework: 3 is not a Framework"):
        write_model(tmp_path / "page.html", 3)


def test_the_report_is_of_today_unless_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock:
        @staticmethod
        def now() -> Clock:
            return Clock()

        def astimezone(self) -> Clock:
            return self

        def date(self) -> date:
            return date(2031, 12, 1)

    monkeypatch.setattr("statskompetencer.report.datetime", Clock)
    write_report(tmp_path / "page.html", COVERAGE)
    assert "1. december 2031" in (tmp_path / "page.html").read_text("utf-8")


# --- size ---


@pytest.mark.usefixtures("real_pictures")
def test_the_file_stays_small_however_many_people_units_and_posts_there_are(tmp_path: Path) -> None:
    chance = random.Random(32)
    ids = s.load().competency_ids
    roles = [s.Role(f"role-{n}", dict.fromkeys(chance.sample(ids, 20), 3)) for n in range(40)]
    people = [
        s.Profile(
            f"person-{n}",
            {key: chance.randint(0, 4) for key in ids if chance.random() > 0.12},
            unit=f"Kontor for noget med et langt navn {n % 200}",
            roles=[f"role-{n % 40}"],
        )
        for n in range(10_000)
    ]
    coverage = s.check_coverage(people, s.Target.everything(holders=3_500))
    gaps, matches = find_post_gaps(people, roles), [s.rank(people, role) for role in roles]
    path = tmp_path / "page.html"
    write_report(path, coverage, gaps, matches=matches, people=True)
    assert path.stat().st_size < 2_000_000
    text = path.read_text("utf-8")
    assert "100 rækker mere er udeladt" in text
    assert text.count("<img") >= 4
