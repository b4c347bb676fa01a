"""Everything that is wrong with a table, with the row and the column of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer.exceptions import InvalidInputError, StatskompetencerError

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ERRORS = 10_000
"""So many errors are kept as such; of a wrong column of a million rows the rest is counted."""

NO_ROW = -1
"""Stands for the names of the columns, which are in no row."""


class Problems:
    """The errors of a table.

    Args:
        name: What the table is called.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._errors: list[tuple[int, int, StatskompetencerError]] = []
        self.number = 0
        self.names: Sequence[str] = ()

    def fail(self, row: int, column: int, error: StatskompetencerError, times: int = 1) -> None:
        """Note an error.

        Args:
            row: Its row, counted from 0, or `NO_ROW`.
            column: The place of its column, or -1 where that is not there.
            error: What is wrong.
            times: How often it is counted.
        """
        self.number += times
        if len(self._errors) >= MOST_ERRORS:
            return
        parts = [("row", "række", f"{row}")] if row != NO_ROW else []
        if column >= 0:
            parts.append(("column", "kolonne", f"“{self.names[column]}”"))
        made = type(error).__new__(type(error), *error.args)
        made.__dict__.update(error.__dict__)
        made.place = ", ".join(f"{word} {what}" for word, _, what in parts)
        made.place_danish = ", ".join(f"{word} {what}" for _, word, what in parts)
        self._errors.append((row, column, made))

    def finish(self) -> None:
        """End reading.

        Raises:
            InvalidInputError: Holds the errors, in the order of the rows.
        """
        if not self.number:
            return
        self._errors.sort(key=lambda noted: noted[:2])
        errors = [error for *_, error in self._errors]
        if self.number == len(errors):
            raise InvalidInputError.of(errors, self._name)
        raise InvalidInputError(
            f"{self._name}: {self.number} errors, of which {len(errors)} are here",
            errors,
            danish=f"{self._name}: {self.number} fejl, hvoraf {len(errors)} er her",
        )
