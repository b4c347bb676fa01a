"""The rows of a table come one by one, and every error has its place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from statskompetencer import InvalidInputError, InvalidValueError, UnknownNameError, load
from statskompetencer._cells import Reader, read_whole
from statskompetencer._competency_cells import Competencies
from statskompetencer._headers import NOWHERE, TARGET_FIELDS, Headers
from statskompetencer._rows import BAD, Rows

if TYPE_CHECKING:
    from pathlib import Path

COMPETENCIES = Competencies(load())


@pytest.fixture
def rows(tmp_path: Path):
    """Open a table of a target with these lines."""

    def opened(*lines: str, progress=None) -> Rows:
        path = tmp_path / "target.csv"
        path.write_text("\n".join(lines), "utf-8")
        return Rows(path, None, Headers(TARGET_FIELDS, COMPETENCIES), progress)

    return opened


def places(rows: Rows, language: str = "en") -> list[str]:
    return [error.explain(language).partition(": ")[0] for error in rows.refusal().exceptions]


def test_each_row_has_its_number_its_cells_and_a_blank_one_at_the_end(rows):
    table = rows("Kompetence;Antal", "DS11;2", "", "DS12")
    assert [*table] == [(2, ["DS11", "2", ""]), (4, ["DS12", "", ""])]
    assert table.read == 2
    table.finish()


def test_a_row_may_end_before_a_column_without_a_header(rows):
    table = rows("Kompetence;;Antal;", "DS11")
    assert [*table] == [(2, ["DS11", "", "", "", ""])]
    assert not table.failed


def test_a_column_that_is_not_there_is_blank(rows):
    table = rows("Kompetence", "DS11")
    ((number, cells),) = table
    assert table.value(number, cells, table.layout.place("holders"), Reader(read_whole)) is None


def test_a_cell_that_cannot_be_read_is_noted_with_its_place(rows):
    table = rows("Kompetence;Antal", "DS11;x")
    ((number, cells),) = table
    assert not table.failed
    assert table.value(number, cells, 1, Reader(read_whole)) is BAD
    assert table.failed
    with pytest.raises(InvalidInputError, match=r"target\.csv: 1 error"):
        table.finish()
    assert places(table) == ["row 2, column “Antal”"]
    assert places(table, "da") == ["række 2, kolonne “Antal”"]


def test_errors_come_in_the_order_of_the_file(rows):
    table = rows("Kompetence;Antal")
    for number, column in [(3, 0), (2, 1), (2, NOWHERE), (2, 0), (2, 5)]:
        assert table.fail(number, column, InvalidValueError("no", danish="nej")) is BAD
    assert places(table) == [
        "row 2",
        "row 2, column “Kompetence”",
        "row 2, column “Antal”",
        "row 2, column 6 (F)",
        "row 3, column “Kompetence”",
    ]


def test_an_error_that_had_a_place_gets_the_one_in_the_file(rows):
    table = rows("Kompetence")
    table.fail(2, 0, InvalidValueError("no", danish="nej", place="id", place_danish="id"))
    assert (places(table), places(table, "da")) == (
        ["row 2, column “Kompetence”"],
        ["række 2, kolonne “Kompetence”"],
    )


def test_what_is_required_and_missing_is_an_error_about_the_headers(rows):
    table = rows("", "Antal", "2")
    with pytest.raises(InvalidInputError) as caught:
        table.require("competency", "level", "holders")
    first, second = caught.value.exceptions
    assert isinstance(first, UnknownNameError)
    assert (first.place, first.found) == ("row 2", "competency")
    assert second.message == "there is no column “Level”"


def test_what_is_required_and_there_is_fine(rows):
    table = rows("Kompetence")
    table.require("competency")
    assert not table.failed


def test_headers_that_are_wrong_come_before_those_that_are_missing(rows):
    table = rows("Kompetance")
    with pytest.raises(InvalidInputError) as caught:
        table.require("competency")
    (error,) = caught.value.exceptions
    assert error.nearest[0] == "Kompetence"


def test_progress_is_told_at_the_end_too(rows):
    seen: list[int] = []
    assert len([*rows("Kompetence", "DS11", "DS12", progress=seen.append)]) == 2
    assert seen == [2]
