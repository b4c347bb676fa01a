"""What one cell of a table says: a level, a day, a rater, posts, a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from ._checks import SEPARATORS
from ._columns import NOT_ASSESSED, NOT_RELEVANT
from ._text import fold, nearest
from ._totals import looks_like_no_id, not_a_value, refuse_total
from .exceptions import InvalidValueError, StatskompetencerError, UnknownNameError
from .profiles import Rater, check_person, check_posts

if TYPE_CHECKING:
    from .levels import Scale

T = TypeVar("T")

DONT_KNOW = 253
"""The code of an answer that is none; like a blank cell it stands for not assessed."""

MOST_SUGGESTIONS = 200
"""To find near spellings takes up to milliseconds: in a file of wrong ones so many get it."""

_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - these start a formula too
_MARKED = frozenset("'") | _FORMULA_STARTS


def starts_a_formula(text: str) -> bool:
    """Whether a spreadsheet might run a text, or a reader take an apostrophe off it."""
    return text[:1] in _MARKED


def guarded(text: str) -> str:
    """The text so written that no spreadsheet takes it for a formula, or a reader for a total."""
    return f"'{text}" if starts_a_formula(text) or looks_like_no_id(text) else text


def unguarded(cell: str) -> str:
    """The text that was written by `guarded`, or by somebody who does not know of it."""
    text = cell[1:]
    return text if cell[:1] == "'" and (starts_a_formula(text) or looks_like_no_id(text)) else cell


def bare(cell: str) -> str:
    """The text of a cell without what nobody sees: space around it, non-breaking spaces."""
    return cell.replace("\xa0", " ").strip()


def cleaned(cell: str) -> str:
    """The bare text of a cell, without the apostrophe of `guarded`."""
    return unguarded(bare(cell))


class Reader(dict[str, T]):
    """What cells mean: each spelling is worked out once and then remembered.

    Args:
        parse: What a cleaned cell means, or an error.
        clean: What is parsed of a cell.
    """

    def __init__(self, parse: Callable[[str], T], clean: Callable[[str], str] = cleaned) -> None:
        super().__init__()
        self._parse = parse
        self._clean = clean
        self._refused: dict[str, StatskompetencerError] = {}

    def __missing__(self, cell: str) -> T:
        if cell not in self._refused:
            try:
                not_a_value(bare(cell))
                return self.setdefault(cell, self._parse(self._clean(cell)))
            except StatskompetencerError as error:
                self._refused[cell] = error.with_traceback(None)
        raise _again(self._refused[cell])


def _again(error: StatskompetencerError) -> StatskompetencerError:
    """An error for one more place; the texts are shared, for a file may hold it 300,000 times."""
    made = type(error).__new__(type(error), *error.args)
    made.__dict__.update(error.__dict__)
    return made


def read_text(cell: str) -> str:
    """A text of several words; space around it counts, for it may be meant."""
    not_a_value(bare(cell))
    return unguarded(cell) if cell.strip() else ""


def read_person(cell: str) -> str:
    """The id of a person; `cell` may still have the apostrophe of `guarded`."""
    if not cell:
        raise InvalidValueError(
            "the cell is empty: write the id of the employee",
            danish="feltet er tomt: skriv medarbejderens id",
            found=cell,
        )
    refuse_total(cell)
    return check_person(unguarded(cell))


def read_unit(cell: str) -> str | None:
    """The name of a unit, or None."""
    return check_person(cell) if cell else None


def read_posts(cell: str) -> tuple[str, ...]:
    """The ids of posts."""
    return check_posts(filter(None, map(str.strip, re.split(f"[{SEPARATORS}]", cell))))


_RATERS = {
    Rater.SELF: ("selv", "self", "egen vurdering", "selvvurdering", "self-assessment"),
    Rater.MANAGER: ("leder", "manager", "nærmeste leder", "line manager"),
    Rater.AGREED: ("aftalt", "agreed", "fælles", "jointly"),
}
RATER_WORDS = {rater: (words[0].title(), words[1].title()) for rater, words in _RATERS.items()}
"""What to write for who rated, in Danish and in English."""
_RATER_WORDS = {fold(word): rater for rater, words in _RATERS.items() for word in words}


def read_rater(cell: str) -> Rater | None:
    """Who rated, or None."""
    if not cell:
        return None
    rater = _RATER_WORDS.get(fold(cell))
    if rater is None:
        words = [word for words in _RATERS.values() for word in words]
        raise InvalidValueError(
            f"“{cell}” does not say who rated",
            danish=f"“{cell}” siger ikke, hvem der har vurderet",
            found=cell,
            allowed=["selv (self)", "leder (manager)", "aftalt (agreed)"],
            nearest=nearest(cell, words),
        )
    return rater


_TIME = r"(?:[ T]+\d\d?[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?"
_ISO_DAY = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d\d?)-(?P<day>\d\d?){_TIME}")
_DAY_FIRST = re.compile(rf"(?P<day>\d\d?)([-./])(?P<month>\d\d?)\2(?P<year>\d{{4}}){_TIME}")


def read_day(cell: str) -> date | None:
    """A day, or None; with the day before the month, unless the year comes first.

    A time of day may follow; which day it is does not depend on it.
    """
    if not cell:
        return None
    found = _ISO_DAY.fullmatch(cell) or _DAY_FIRST.fullmatch(cell)
    try:
        if found:
            return date(*(int(found[part]) for part in ("year", "month", "day")))
    except ValueError:  # such as the 31st of February
        pass
    raise InvalidValueError(
        f"“{cell}” is not a day; the day stands before the month",
        danish=f"“{cell}” er ikke en dato; dagen står før måneden",
        found=cell,
        allowed=["15-09-2026", "15.09.2026", "15/09/2026", "2026-09-15"],
    )


def read_whole(cell: str) -> int | None:
    """A whole number, or None."""
    if not cell:
        return None
    found = _WHOLE.fullmatch(cell)
    if not found:
        raise InvalidValueError(
            f"“{cell}” is not a whole number", danish=f"“{cell}” er ikke et helt tal", found=cell
        )
    return int(found[1])


_WHOLE = re.compile(r"(\d{1,10})(?:[.,]0+)?")
_NUMBER_FIRST = re.compile(r"(\d{1,9})(?:[.,]0+)?(?=\D)(?P<name>.+)", re.DOTALL)
_NUMBER_LAST = re.compile(r"(?P<name>.*\D)(0|[1-9]\d{0,8})[\])]?", re.DOTALL)
_NUMBER_ALONE = re.compile(r"[\[(]?(\d{1,10})(?:[.,]0+|\.)?[\])]?")
_LEVEL_WORDS = ("niveau", "level", "trin")
_LEVEL_WORD = re.compile(rf"(?:{'|'.join(_LEVEL_WORDS)})[\s:.]*(?=[\[(]?\d)", re.IGNORECASE)
_YES_NO = {"ja": 1, "yes": 1, "nej": 0, "no": 0}
_BETWEEN = " \t\n-–—:.=,()[]"
_DONT_KNOW = (
    *("ved ikke", "ved ej", "ikke vurderet", "ikke besvaret", "?", "-", "–"),
    *("don't know", "don’t know", "dont know", "do not know", "not assessed", "not answered"),
)
_NOT_RELEVANT = {
    "da": ("ikke relevant", "irrelevant", "i/r"),
    "en": ("not relevant", "not applicable", "irrelevant"),
}
_EITHER = ("n/a", "n.a.", "na", "i/a")


class Levels:
    """What a cell says of a level: its code, or `DONT_KNOW`; the scale's own names come first.

    Args:
        scale: The scale.
        states: Whether a cell may also say why there is no level.
    """

    def __init__(self, scale: Scale, *, states: bool = True) -> None:
        self._scale = scale
        self._unknowns = 0
        self._allowed = [str(level) for level in scale]
        self._names = {fold(text.text): x.number for x in scale for text in x.titles}
        words = dict.fromkeys(map(fold, _DONT_KNOW), DONT_KNOW)
        words |= {fold(w): NOT_RELEVANT for group in _NOT_RELEVANT.values() for w in group}
        self._states = words if states else {}
        self._both = frozenset(map(fold, _EITHER)) if states else frozenset[str]()
        self._words = _YES_NO | self._states if scale.max == 1 else self._states
        self._prefixed = any(name.startswith(_LEVEL_WORDS) for name in self._names)

    def __call__(self, cell: str) -> int:
        """The level, `DONT_KNOW`, not relevant, or not assessed for a blank cell."""
        word = fold(cell)
        if not word:
            return NOT_ASSESSED
        known = self._names.get(word, self._words.get(word))
        if word == "none" and known is not None:
            raise _none(cell, known)
        if known is not None:
            return known
        if not self._prefixed:  # else a level that is called “Trin 1” may be any number
            cell = _LEVEL_WORD.sub("", cell, count=1) if _LEVEL_WORD.match(cell) else cell
        if alone := _NUMBER_ALONE.fullmatch(cell):
            return self._scale.number(int(alone[1]))
        if word in self._both:
            raise InvalidValueError(
                f"“{cell}” may mean two things: write “not relevant” or “not assessed”",
                danish=f"“{cell}” kan betyde to ting: skriv “ikke relevant” eller “ved ikke”",
                found=cell,
            )
        for both in filter(None, (_NUMBER_FIRST.fullmatch(cell), _NUMBER_LAST.fullmatch(cell))):
            number = next(int(part) for part in both.groups() if part.isdecimal())
            names = fold(both["name"]), fold(both["name"].strip(_BETWEEN))
            level = next((self._names[name] for name in names if name in self._names), None)
            if level is not None:
                return self._agreeing(cell, number, level)
        raise self._unknown(cell)

    def not_relevant(self, language: str) -> str:
        """The word to write for not relevant.

        Raises:
            InvalidValueError: The scale calls levels by all these words.
        """
        for word in _NOT_RELEVANT["da" if language == "da" else "en"]:
            if fold(word) not in self._names:
                return word
        raise InvalidValueError(
            f"no word is left for not relevant: scale “{self._scale.id}” names levels so",
            danish=f"intet ord er tilbage for ikke relevant: skalaen “{self._scale.id}” "
            "kalder niveauer sådan",
            found=self._scale.id,
        )

    def choices(self, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What may be answered, for a list to choose from: with names, and by number alone."""
        spoken = language if language in self._scale.languages else None
        named = [f"{level.number} - {level.title(spoken)}" for level in self._scale]
        rest = ("ved ikke" if language == "da" else "don't know", self.not_relevant(language))
        return (*named, *rest), (*(str(level.number) for level in self._scale), *rest)

    def _agreeing(self, cell: str, number: int, level: int) -> int:
        self._scale.number(number)
        if number != level:
            raise InvalidValueError(
                f"“{cell}” says two things: {self._scale[number]} or {self._scale[level]}",
                danish=f"“{cell}” siger to ting: {self._scale[number]} eller {self._scale[level]}",
                found=cell,
            )
        return level

    def _unknown(self, cell: str) -> StatskompetencerError:
        if self._scale.max == 1 and fold(cell) in {"x", "✓", "✔"}:
            return InvalidValueError(
                f"“{cell}” is not a level: write 1 where somebody has it, 0 where not",
                danish=f"“{cell}” er ikke et niveau: skriv 1, hvor nogen har den, og 0, hvor ikke",
                found=cell,
                allowed=self._allowed,
            )
        names = [text.text for level in self._scale for text in level.titles]
        states = ["ikke relevant", "not relevant", "ved ikke", "don't know"] if self._states else []
        self._unknowns += 1
        return UnknownNameError(
            f"no level is called “{cell}”",
            danish=f"intet niveau hedder “{cell}”",
            found=cell,
            nearest=nearest(cell, [*names, *states]) if self._unknowns <= MOST_SUGGESTIONS else (),
            allowed=self._allowed,
        )


def _none(cell: str, level: int) -> InvalidValueError:
    """“None” is how programs write that there is nothing, and the name of a level."""
    return InvalidValueError(
        f"“{cell}” may be level {level} or no answer: write {level}, or leave the cell blank",
        danish=f"“{cell}” kan være niveau {level} eller intet svar: skriv {level}, "
        "eller lad feltet være tomt",
        found=cell,
    )
