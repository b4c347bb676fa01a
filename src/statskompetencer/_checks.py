"""Checks of single values: validators and converters with plain messages for fields."""

from __future__ import annotations

import operator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._text import shown
from .exceptions import InvalidTypeError, InvalidValueError

if TYPE_CHECKING:
    from os import PathLike

    from attrs import Attribute


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
