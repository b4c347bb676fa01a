"""Checks of what a plotting function is given, with messages that say what it takes."""

from __future__ import annotations

from collections.abc import Sequence

from statskompetencer._checks import as_whole, check_whole
from statskompetencer._text import nearest, shown
from statskompetencer.exceptions import InvalidTypeError, InvalidValueError


def check_one_of(value: object, names: Sequence[str], place: str) -> None:
    """Check that a value is one of these names.

    Raises:
        InvalidValueError: It is not.
    """
    if not isinstance(value, str) or value not in names:
        raise InvalidValueError(
            f"{shown(value)} is none of these",
            danish=f"{shown(value)} er ikke en af disse",
            place=place,
            found=value,
            allowed=names,
            nearest=nearest(value, names),
        )


def check_text(value: object, place: str) -> None:
    """Check that a value is a text, or None.

    Raises:
        InvalidTypeError: It is not.
    """
    if value is not None and not isinstance(value, str):
        raise InvalidTypeError(
            f"{shown(value)} is not a text",
            danish=f"{shown(value)} er ikke en tekst",
            place=place,
            found=value,
        )


def checked_most(most: int) -> int:
    """How many are shown at most.

    Raises:
        InvalidValueError: It is not a whole number from 1.
    """
    most = as_whole(most)
    check_whole(most, 1, None, "most")
    return most
