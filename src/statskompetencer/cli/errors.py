"""Errors as lines and as plain values: as lines, equal ones stand once, with how many they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from statskompetencer._text import nearest
from statskompetencer.exceptions import (
    InvalidInputError,
    InvalidValueError,
    StatskompetencerError,
    UnknownNameError,
)

from .words import as_options, danish, english

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .words import Words

MOST_LINES = 40
"""So many lines of errors are shown: one can read them, and a terminal does not scroll."""


def error_lines(found: StatskompetencerError, say: Words) -> list[str]:
    """An error in one line; every error of a file, one a line, below a line that counts them.

    Those that differ in their place only stand in one line, with the first of the places.
    """
    if not isinstance(found, InvalidInputError):
        return [as_options(found.explain(say.language))]
    alike: dict[object, list[StatskompetencerError]] = {}
    for error in found.errors:
        alike.setdefault((error.message, error.nearest, error.allowed), []).append(error)
    groups = list(alike.values())
    lines = [_line(errors[0], len(errors), say) for errors in groups[:MOST_LINES]]
    more = sum(map(len, groups[MOST_LINES:]))
    if more:
        lines.append(say("more_errors", number=more))
    # the group itself without its members: there may be very many
    top = StatskompetencerError.explain(found, say.language)
    return [as_options(top), *(f"  {line}" for line in lines)]


def _line(error: StatskompetencerError, number: int, say: Words) -> str:
    text = error.explain(say.language)
    if number > 1:
        place = error_place(error, say.language)
        key = "times_first_in" if place else "times"
        message = text.removeprefix(f"{place}: ")
        text = say(key, number=number, place=place, message=message)
    return as_options(text)


def error_place(error: StatskompetencerError, language: str) -> str:
    """Where the bad datum stands, as the error itself says it in this language."""
    danish = language == "da" and bool(error.danish)
    return (error.place_danish or error.place) if danish else error.place


def error_values(error: StatskompetencerError, language: str) -> dict[str, Any]:
    """One error: as a sentence, and the facts in it."""
    return {
        "message": as_options(error.explain(language)),
        "place": error_place(error, language),
        "allowed": list(error.allowed),
        "nearest": list(error.nearest),
    }


def bad_option(key: str, place: str, **values: object) -> InvalidValueError:
    """The error of an option, in both languages."""
    return InvalidValueError(english(key, **values), danish=danish(key, **values), place=place)


def unknown(key: str, place: str, name: str, known: Iterable[str]) -> UnknownNameError:
    """The error of an option that names what is not there, in both languages."""
    names = [*known]
    return UnknownNameError(
        english(key, name=name),
        danish=danish(key, name=name),
        place=place,
        found=name,
        allowed=names,
        nearest=nearest(name, names),
    )
