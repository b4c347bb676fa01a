"""The rows of a table, read one after the other, and everything that is wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from enum import Enum
from sys import maxsize
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar

from ._headers import NOWHERE, Headers, header_name, letters
from ._sheets import open_sheet
from .exceptions import (
    InvalidInputError,
    InvalidValueError,
    StatskompetencerError,
    UnknownNameError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from ._cells import Reader

T = TypeVar("T")


class _Bad(Enum):
    BAD = "what a cell says could not be read"


BAD: Final = _Bad.BAD
"""Stands for what a cell says where that is an error."""
Bad: TypeAlias = Literal[_Bad.BAD]

_PROGRESS_EVERY = 1000


class Rows:
    """The rows of a table below its headers.

    Args:
        path: The file.
        sheet: The name of the sheet in a workbook.
        headers: How to tell what a column holds.
        progress: Called now and then with the number of rows read so far.

    Raises:
        UnreadableFileError: There is no such table.
        UnknownNameError: There is no such sheet.
        InvalidInputError: Not even the headers could be read.
    """

    def __init__(
        self,
        path: Path,
        sheet: str | None,
        headers: Headers,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self._path = path
        self._headers = headers
        self._errors: list[tuple[int, int, StatskompetencerError]] = []
        self._progress = progress
        try:
            self.sheet = open_sheet(path, sheet, headers.known)
        except InvalidValueError as error:
            raise InvalidInputError.of([error], path.name) from None
        self.read = 0
        self._names = [header_name(cell) for cell in self.sheet.header]
        self._repeated = {name for name, number in Counter(self._names).items() if number > 1}
        top = self.sheet.header_row
        self.layout = headers.lay_out(
            self.sheet.header, lambda column, error: self.fail(top, column, error)
        )
        used = {*self.layout.fields.values(), *self.layout.competencies}
        for merged in self.sheet.merged:
            first = next((column for column in merged.columns if column in used), None)
            if first is not None and merged.last_row > top:
                self.fail(max(merged.first_row, top + 1), first, _merged(merged.cells))

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """The number and the cells of each row that is not blank, with a blank cell at its end."""
        width = len(self.layout.names)
        try:
            for number, cells in self.sheet.rows:
                if not any(map(str.strip, cells)):
                    continue
                self.read += 1
                if self._progress and self.read % _PROGRESS_EVERY == 0:
                    self._progress(self.read)
                for column in (*self.layout.unnamed, *range(width, len(cells))):
                    if column < len(cells) and cells[column].strip():
                        self.fail(number, column, _no_header(cells[column]))
                yield number, [*cells[:width], *[""] * (width - len(cells)), ""]
        except InvalidValueError as error:
            self._errors.append((maxsize, NOWHERE, error))
        if self._progress:
            self._progress(self.read)

    def value(self, number: int, cells: list[str], column: int, reader: Reader[T]) -> T | Bad:
        """What a cell says, or `BAD` once that is noted as an error."""
        try:
            return reader[cells[column]]
        except StatskompetencerError as error:
            return self.fail(number, column, error)

    def fail(self, number: int, column: int, error: StatskompetencerError) -> Bad:
        """Note an error in a row, in a column of it or (`NOWHERE`) in all of it."""
        where, where_danish = f"row {number}", f"række {number}"
        if column != NOWHERE:
            name = self._names[column] if column < len(self._names) else ""
            quoted = f"“{name}”" if name else str(column + 1)
            if not name or name in self._repeated:
                quoted += f" ({letters(column)})"
            where += f", column {quoted}"
            where_danish += f", kolonne {quoted}"
        error.place, error.place_danish = where, where_danish
        if "\n" in error.message or "\r" in error.message:
            error.args, error.danish = (_in_one_line(error.message),), _in_one_line(error.danish)
        # a traceback into the reader helps nobody, and keeps the row in memory
        self._errors.append((number, column, error.with_traceback(None)))
        return BAD

    @property
    def failed(self) -> bool:
        """Whether there is an error so far."""
        return bool(self._errors)

    def refusal(self) -> InvalidInputError:
        """All errors so far, in the order of the file."""
        self._errors.sort(key=lambda noted: noted[:2])
        return InvalidInputError.of([error for *_, error in self._errors], self._path.name)

    def finish(self) -> None:
        """End reading.

        Raises:
            InvalidInputError: Holds all errors, in the order of the file.
        """
        if self._errors:
            raise self.refusal()

    def require(self, *fields: str) -> None:
        """Check that things have a column; where headers are wrong already, that comes first.

        Raises:
            InvalidInputError: One has none, or headers are wrong.
        """
        missing = [field for field in fields if field not in self.layout.fields]
        for field in missing if not self.failed else ():
            usual = self._headers.usual(field)
            self.fail(
                self.sheet.header_row,
                NOWHERE,
                UnknownNameError(
                    f"there is no column “{usual[1]}”",
                    danish=f"der er ingen kolonne “{usual[0]}”",
                    found=field,
                    allowed=usual,
                ),
            )
        if missing:
            raise self.refusal()


def _no_header(cell: str) -> InvalidValueError:
    return InvalidValueError(
        f"“{cell.strip()}” stands in a column without a header",
        danish=f"“{cell.strip()}” står i en kolonne uden overskrift",
        found=cell,
    )


def _merged(cells: str) -> InvalidValueError:
    return InvalidValueError(
        f"the cells {cells} are merged, and only the first row has what stands in them: "
        "split them, and fill in each row",
        danish=f"cellerne {cells} er flettet, og kun den første række har det, der står i dem: "
        "ophæv fletningen, og udfyld hver række",
        found=cells,
    )


def _in_one_line(text: str) -> str:
    return re.sub(r"\s*[\r\n]+\s*", " ⏎ ", text)
