"""Spelling: text in the form in which it is compared, and the nearest of known spellings."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST_SHOWN = 200
"""So many characters of a value are shown; a whole document would hide what is wrong."""
_SHORTEST_PART = 4
"""So many letters of a name, found inside of a known one, say that it may be meant."""
_DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "\u00ad": ""})


def fold(text: str) -> str:
    """The form in which spellings are compared.

    Without regard to case, Unicode form, runs of white space, soft hyphens, and whether the
    Danish letters are typed as such or as ae, oe and aa.
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(text.translate(_DANISH_LETTERS).split())


def composed(text: str) -> str:
    """The form in which ids of people and names of units are kept: NFC, single spaces."""
    return " ".join(filter(None, unicodedata.normalize("NFC", text).split(" ")))


def shown(value: object) -> str:
    """A value as an error shows it: short, and never an error of its own."""
    try:
        text = repr(value)
    except ValueError:  # a whole number of more digits than Python writes out
        text = f"a value of type {type(value).__name__}, too long to show,"
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]} …"


def nearest(found: object, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """The known spellings nearest to what was found, best first; none if nothing is near."""
    from difflib import SequenceMatcher, get_close_matches  # noqa: PLC0415 - only a miss needs it

    by_fold = {fold(name): name for name in known}
    text = fold((found if isinstance(found, str) else shown(found))[:_MOST_SHOWN])
    close = get_close_matches(text, by_fold, n=4 * most, cutoff=0.6)
    alike = {name: SequenceMatcher(a=name, b=text).ratio() for name in close}
    # of ids that are equally near, those that begin alike: the siblings of a wrong one
    close.sort(key=lambda name: (-alike[name], -_alike_from_start(name, text), name))
    if len(text) >= _SHORTEST_PART:
        close = [*dict.fromkeys([*(name for name in by_fold if text in name), *close])]
    return tuple(by_fold[name] for name in close[:most])


def _alike_from_start(a: str, b: str) -> int:
    return next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


def listed(words: Sequence[str], language: str) -> str:
    """Words as a sentence lists them: “a, b og c”."""
    last = " og " if language == "da" else " and "
    return last.join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def counted(number: int, language: str, *, da: tuple[str, str], en: tuple[str, str]) -> str:
    """A number with its noun in the singular or plural: “1 person”, “3 personer”."""
    return f"{number:d} {(da if language == 'da' else en)[number != 1]}"
