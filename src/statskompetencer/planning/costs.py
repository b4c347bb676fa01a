"""What people cost, from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer._cells import Reader, bare, read_person, read_whole
from statskompetencer._checks import as_path, check_whole
from statskompetencer._competency_cells import Competencies
from statskompetencer._headers import RATING_FIELDS, Fields, Headers
from statskompetencer._rows import BAD, Rows
from statskompetencer.catalog import load
from statskompetencer.exceptions import DuplicateRatingError, InvalidValueError

from ._people import MOST_COST

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

COST_FIELDS: Fields = {
    "person": RATING_FIELDS["person"],
    "cost": ("Pris", "Cost", "omkostning", "price"),
}
"""For each thing that a column can hold its usual headers."""


def read_costs(
    path: str | PathLike[str],
    *,
    columns: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
) -> dict[str, int]:
    r"""Read from CSV or a workbook what people cost: one row a person, each once.

    Args:
        path: The file; what ends with .xlsx, .xlsm, .xlsb, .xls or .ods is a workbook.
        columns: For headers that are not usual what the column holds (``"person"`` or
            ``"cost"``), or None to leave it out.
        sheet: The sheet of a workbook; None for the only one with something in it.

    Returns:
        What each person costs, by id; to be given to `smallest_team` as its costs.

    Raises:
        UnreadableFileError: The file is not there, may not be read, or is not a table.
        InvalidInputError: Holds all errors in the file, each with row and column.
        UnknownNameError: There is no such sheet, or several and none was named.
        MissingExtraError: It is a workbook, and the extra is not installed.

    Example:
        >>> from pathlib import Path
        >>> _ = Path("costs.csv").write_text("Medarbejder;Pris\nM1009;3\nM1015;0\n", "utf-8")
        >>> read_costs("costs.csv")
        {'M1009': 3, 'M1015': 0}

    .. versionadded:: 0.1.0
    """
    rows = Rows(as_path(path), sheet, Headers(COST_FIELDS, Competencies(load()), columns))
    rows.require("person", "cost")
    place_of = rows.layout.place
    persons, numbers = Reader(read_person, bare), Reader(_read_cost)
    costs: dict[str, int] = {}
    first: dict[str, int] = {}
    for number, cells in rows:
        id_ = rows.value(number, cells, place_of("person"), persons)
        cost = rows.value(number, cells, place_of("cost"), numbers)
        if id_ is BAD:
            continue
        if first.setdefault(id_, number) != number:
            rows.fail(number, place_of("person"), _twice(id_, first[id_], number))
        elif cost is not BAD:
            costs[id_] = cost
    rows.finish()
    return costs


def _read_cost(cell: str) -> int:
    cost = read_whole(cell)
    if cost is None:
        raise InvalidValueError("there is no cost", danish="der mangler en pris", found=cell)
    check_whole(cost, 0, MOST_COST, "")
    return cost


def _twice(id_: str, first: int, number: int) -> DuplicateRatingError:
    return DuplicateRatingError(
        f"person “{id_}” is there twice (row {first}, row {number})",
        danish=f"personen “{id_}” er der to gange (række {first}, række {number})",
        found=id_,
    )
