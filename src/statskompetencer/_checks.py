"""Checks of single values: validators and converters with plain messages for fields."""

from __future__ import annotations

import operator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._text import shown
from .exceptions import InvalidTypeError, InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from attrs import Attribute

SEPARATORS = ",;|"
"""What parts the ids of several posts in one cell, and so cannot stand in one."""


def check_kind(value: object, kinds: Sequence[type], place: str = "") -> None:
    """Check that a value is of one of these classes.

    Raises:
        InvalidTypeError: It is not.
    """
    if not isinstance(value, tuple(kinds)):
        raise wrong_kind(value, kinds, place)


def wrong_kind(value: object, kinds: Sequence[type], place: str = "") -> InvalidTypeError:
    """The error of a value that is of none of these classes."""
    names = [kind.__name__ for kind in kinds]
    return InvalidTypeError(
        f"{shown(value)} is not a {' or '.join(names)}",
        danish=f"{shown(value)} er ikke en {' eller '.join(names)}",
        place=place,
        found=value,
    )


def check_text(_instance: object, attribute: Attribute[Any], value: object) -> None:
    """A validator: the value is a text; it may be empty."""
    if not isinstance(value, str):
        raise InvalidTypeError(
            f"{shown(value)} is not a text",
            danish=f"{shown(value)} er ikke en tekst",
            place=attribute.name,
            found=value,
        )
    check_encodable(value, attribute.name)


def check_encodable(value: str, place: str = "") -> None:
    """Check that a text can be written to a file: no half of a surrogate pair is in it.

    Raises:
        InvalidValueError: One is.
    """
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InvalidValueError(
            f"{shown(value)} has half a character in it (a lone surrogate)",
            danish=f"{shown(value)} har et halvt tegn i sig (en enlig surrogat)",
            place=place,
            found=value,
        ) from None


def as_path(value: str | PathLike[str]) -> Path:
    """A path.

    Raises:
        InvalidTypeError: It is not one.
    """
    try:
        return Path(value)
    except TypeError:
        raise InvalidTypeError(
            f"{shown(value)} is not the path of a file",
            danish=f"{shown(value)} er ikke stien til en fil",
            found=value,
        ) from None


def as_whole(value: Any) -> Any:  # noqa: ANN401 - the check that follows names what is wrong
    """A converter: numpy's and other libraries' whole numbers as int; the rest as it is."""
    if isinstance(value, bool):
        return value
    try:
        return operator.index(value)
    except TypeError:
        return value


def as_day(value: date | str | None, place: str = "") -> date | None:
    """A day, also from a text such as ``2026-01-31`` or a point in time; None stays None.

    Raises:
        InvalidValueError: It is not one.
    """
    try:
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InvalidValueError(
            f"{shown(value)} is not a date",
            danish=f"{shown(value)} er ikke en dato",
            place=place,
            found=value,
            allowed=["2026-01-31"],
        ) from None


def check_whole(value: object, least: int, most: int | None, place: str) -> None:
    """Check that a value is a whole number within bounds; `most` may be open (None).

    Raises:
        InvalidValueError: It is not.
    """
    if type(value) is not int or value < least or (most is not None and value > most):
        top = None if most is None else f"{most}"
        raise InvalidValueError(
            f"{shown(value)} is not one of the whole numbers from {least}"
            + (f" to {top}" if top else ""),
            danish=f"{shown(value)} er ikke et af de hele tal fra {least}"
            + (f" til {top}" if top else ""),
            place=place,
            found=value,
        )


def check_unparted(value: str, place: str) -> None:
    """Check that an id can stand among others in one cell: nothing in it parts them.

    Raises:
        InvalidValueError: Something does.
    """
    if any(mark in value for mark in SEPARATORS):
        raise InvalidValueError(
            f"“{value}” has one of {' '.join(SEPARATORS)}, which part the ids of posts",
            danish=f"“{value}” har et af {' '.join(SEPARATORS)}, som adskiller id’er",
            place=place,
            found=value,
        )
