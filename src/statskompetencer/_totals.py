"""Cells that hold no datum: those of a row of totals, and the errors of a spreadsheet."""

from __future__ import annotations

from ._text import fold
from .exceptions import InvalidValueError

UNCALCULATED = "#FORMULA"
"""Stands for a formula that no spreadsheet has worked out yet."""

_TOTALS = frozenset(
    (
        *("i alt", "ialt", "total", "totalt", "sum", "subtotal", "grand total"),
        *("gennemsnit", "snit", "average", "mean", "median", "antal", "antal svar"),
        *("min", "maks", "max"),
    )
)
_ERRORS = frozenset(
    fold(word)
    for word in (
        *("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"),
        *("#I/T", "#REFERENCE!", "#DIVISION/0!", "#VÆRDI!", "#NAVN?", "#NUL!", UNCALCULATED),
    )
)
_LONGEST = 20


def looks_like_no_id(text: str) -> bool:
    """Whether a text is one that a reader would refuse if no apostrophe stood before it."""
    return len(text) <= _LONGEST and (_is_total(text) or fold(text) in _ERRORS)


def refuse_total(cell: str) -> None:
    """Refuse the first cell of a row of totals as the id of a person.

    Raises:
        InvalidValueError: It is a word for totals.
    """
    if len(cell) <= _LONGEST and _is_total(cell):
        raise InvalidValueError(
            f"“{cell}” looks like a row of totals: delete the row; if it is the id of a person, "
            "write an apostrophe before it (two in a spreadsheet)",
            danish=f"“{cell}” ligner en række med totaler: slet rækken; er det en persons id, "
            "så skriv en apostrof foran (to i et regneark)",
            found=cell,
        )


def not_a_value(cell: str) -> None:
    """Refuse an error of a spreadsheet.

    Raises:
        InvalidValueError: It is one.
    """
    if cell[:1] != "#" or fold(cell) not in _ERRORS:
        return
    if cell == UNCALCULATED:
        raise InvalidValueError(
            "the formula here has no value yet: open the file in a spreadsheet and save it",
            danish="formlen her har ingen værdi endnu: åbn filen i et regneark, og gem den",
            found=cell,
        )
    raise InvalidValueError(
        f"“{cell}” is an error of the spreadsheet and not a value: mend it, or empty the cell",
        danish=f"“{cell}” er en fejl i regnearket og ikke en værdi: ret den, eller tøm feltet",
        found=cell,
    )


def _is_total(text: str) -> bool:
    return fold(text).rstrip(" :.") in _TOTALS
