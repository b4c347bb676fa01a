"""Everything that is wrong with a table, with the row and the column of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer.exceptions import InvalidInputError, StatskompetencerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statskompetencer._rows import Rows

MOST_ERRORS = 10_000
"""So many errors are kept as such; of a wrong column of a million rows the rest is counted."""
NO_ROW = -1
"""Stands for the names of the columns, which are in no row of a frame."""


class Problems:
    """The errors of a frame, whose rows are counted from 0.

    Args:
        name: What the frame is called.
        names: The names of its columns.
    """

    def __init__(self, name: str, names: Sequence[str]) -> None:
        self.name = name
        self.number = 0
        self._names = names
        self._kept = 0
        self._errors: list[tuple[int, int, StatskompetencerError]] = []

    def fail(self, row: int, column: int, error: StatskompetencerError) -> None:
        """Note an error.

        Args:
            row: Its row, or `NO_ROW`.
            column: The place of its column, or `NOWHERE`.
            error: What is wrong; it may be noted in several places.
        """
        self.number += 1
        if self._kept < MOST_ERRORS:
            self._kept += 1
            made = type(error).__new__(type(error), *error.args)
            made.__dict__.update(error.__dict__)
            self._keep(row, column, made)

    def fail_unseen(self, times: int) -> None:
        """Count errors that nobody has looked at one by one."""
        self.number += times

    @property
    def failed(self) -> bool:
        """Whether there is an error so far."""
        return bool(self.number)

    def finish(self) -> None:
        """End reading.

        Raises:
            InvalidInputError: Holds the errors, in the order of the rows.
        """
        if not self.failed:
            return
        refusal = self._refusal()
        if self.number > self._kept:
            kept = len(refusal.errors)
            number = kept - self._kept + self.number
            raise InvalidInputError(
                f"{self.name}: {number} errors, of which {kept} are here",
                refusal.errors,
                danish=f"{self.name}: {number} fejl, hvoraf {kept} er her",
            )
        raise refusal

    def _keep(self, row: int, column: int, error: StatskompetencerError) -> None:
        """Keep an error with its place."""
        parts = [("row", "række", f"{row}")] if row != NO_ROW else []
        if column >= 0:
            parts.append(("column", "kolonne", f"“{self._names[column]}”"))
        error.place = ", ".join(f"{word} {what}" for word, _, what in parts)
        error.place_danish = ", ".join(f"{word} {what}" for _, word, what in parts)
        self._errors.append((row, column, error))

    def _refusal(self) -> InvalidInputError:
        """The errors that were kept."""
        self._errors.sort(key=lambda noted: noted[:2])
        return InvalidInputError.of([error for *_, error in self._errors], self.name)


class FileProblems(Problems):
    """The errors of a file, whose rows are counted as a spreadsheet does.

    Args:
        name: What the file is called.
        rows: Its rows, which know how places are named, and have errors of their own.
    """

    def __init__(self, name: str, rows: Rows) -> None:
        super().__init__(name, ())
        self._rows = rows

    @property
    def failed(self) -> bool:
        """Whether there is an error so far."""
        return self._rows.failed

    def _keep(self, row: int, column: int, error: StatskompetencerError) -> None:
        self._rows.fail(self._rows.sheet.header_row if row == NO_ROW else row, column, error)

    def _refusal(self) -> InvalidInputError:
        return self._rows.refusal()
