"""Law: a CSV file becomes the same people, or the same errors, in a matrix and as objects."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import (
    InvalidInputError,
    Profile,
    StatskompetencerError,
    read_ratings,
)
from statskompetencer.bulk import RatingMatrix, _csv
from statskompetencer.tables import write_ratings
from statskompetencer.testing import teams


def outcome(read, path: Path, rule: str | None) -> object:
    """The matrix, or all that is wrong in plain words."""
    try:
        return read(path, rule)
    except InvalidInputError as refused:
        return [
            (type(error), error.place, error.place_danish, error.message, error.danish,
             error.allowed, error.nearest)
            for error in refused.errors
        ]  # fmt: skip
    except StatskompetencerError as refused:
        return type(refused), str(refused), refused.explain("da")


def by_objects(path: Path, rule: str | None) -> RatingMatrix:
    return RatingMatrix.from_profiles(read_ratings(path, rule=rule))


def by_blocks(path: Path, rule: str | None) -> RatingMatrix:
    return RatingMatrix.from_csv(path, rule=rule)


def check(content: bytes, rule: str | None) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "ratings.csv")
        path.write_bytes(content)
        assert outcome(by_blocks, path, rule) == outcome(by_objects, path, rule)


@pytest.fixture(autouse=True, params=[1 << 24, 64], ids=["one block", "many blocks"])
def block(request, monkeypatch):
    """So many bytes are parsed together."""
    monkeypatch.setattr(_csv, "_BLOCK", request.param)


# In half of the files all is right but that ratings may contradict, and rows may be odd.
GOOD = {
    "people": ["M1", "M1", "M2", "m 3", "4", "'total"],
    "answers": ["0", "2", "4", "2 - øvet", "ekspert", "ved ikke", "ikke relevant", "", " "],
    "units": ["", "", "Jura", "Jura ", '"It; drift"'],
    "raters": ["", "selv", "leder", "aftalt"],
    "days": ["", "31-01-2026", "2026-02-01", "01.01.2025"],
    "places": ["PV11", "DS11", "DS11 Agere cybersikkert"],
}
BAD = {
    "people": ["total", "", "  ", "\xa0"],
    "answers": ["5", "n/a", "ovet"],
    "units": ['"to\nlinjer"'],
    "raters": ["chefen"],
    "days": ["31-02-2026"],
    "places": ["DS99", "", "PV1"],
}


@st.composite
def tables(draw, *columns: str) -> list[tuple[str, ...]]:
    """Rows with such columns."""
    is_good = draw(st.booleans())
    cells = [st.sampled_from(GOOD[name] + ([] if is_good else BAD[name])) for name in columns]
    return draw(st.lists(st.tuples(*cells), max_size=8))


ends = st.sampled_from(["\n", "\r\n", "\r"])
rules = st.sampled_from([None, "latest", "rater"])
marks = st.sampled_from([";", ",", "\t", "|"])
codings = st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"])
odd_rows = st.sampled_from(
    ["", ";;;;;", " ", "M1", "M1;;;;;;;;;;x", 'M"1;"2"', '"M1"x;2', '"M1;2', "x" * 200]
)


@given(st.data(), marks, ends, codings, rules)
def test_any_long_file(data, mark, end, coding, rule) -> None:
    rows = data.draw(tables("people", "units", "raters", "days", "places", "answers"))
    lines = [["Medarbejder", "Enhed", "Vurderet af", "Dato", "Kompetence", "Niveau"], *rows]
    check(written(data, lines, mark, end, coding), rule)


@given(st.data(), marks, ends, codings, rules)
def test_any_wide_file(data, mark, end, coding, rule) -> None:
    rows = data.draw(tables("people", "units", "raters", "days", "answers", "answers"))
    lines = [["Medarbejder", "Enhed", "Vurderet af", "Dato", "PV11", "DS11"], *rows]
    check(written(data, lines, mark, end, coding), rule)


def written(data, lines, mark: str, end: str, coding: str) -> bytes:
    texts = [mark.join(cells) for cells in lines]
    if data.draw(st.booleans()):
        texts.insert(data.draw(st.integers(1, len(texts))), data.draw(odd_rows).replace(";", mark))
    if data.draw(st.booleans()):
        texts.insert(0, f"sep={mark}")
    last = data.draw(st.sampled_from(["", end, end + end]))
    return (end.join(texts) + last).encode(coding)


@given(
    teams(min_size=1, max_size=4), st.sampled_from(["long", "wide"]), st.sampled_from([";", "\t"])
)
def test_what_was_written_is_read(team: list[Profile], form: str, mark: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "ratings.csv")
        write_ratings(team, path, form=form, delimiter=mark)
        assert RatingMatrix.from_csv(path) == RatingMatrix.from_profiles(team)
