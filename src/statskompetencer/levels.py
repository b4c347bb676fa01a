"""The steps in which a competency is rated.

The official model has no levels: the scale here is the project's own, with the steps
that public frameworks usually have (such as the *Digital and Data* framework of the
United Kingdom's government: awareness, working, practitioner, expert).
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, SupportsIndex, TypeAlias, cast

from attrs import field, frozen

from ._checks import as_whole, check_text
from ._display import html_table
from ._text import fold, nearest, shown
from .exceptions import InvalidTypeError, InvalidValueError, UnknownNameError
from .provenance import (
    OWN,
    Source,
    Text,
    Texts,
    Titled,
    as_texts,
    check_language,
    check_source,
    check_titles,
)

if TYPE_CHECKING:
    from attrs import Attribute

TOP_LEVEL = 100
"""No scale goes higher; people cannot tell more steps apart, and it bounds memory."""


_MOST_DIGITS = 9
"""A longer text of digits is no number of a level, and too long ones are slow to read."""


def _check_number(_instance: object, _attribute: object, value: int) -> None:
    if type(value) is not int:
        raise InvalidTypeError(
            f"{shown(value)} is not a number",
            danish=f"{shown(value)} er ikke et tal",
            place="number",
            found=value,
        )


@frozen(repr=False)
class Level(Titled):
    """One step of a scale.

    Attributes:
        number: Its place, from 0 (nothing) upwards.
        titles: Its name in each language.
        descriptions: What it means in each language, if somebody wrote it.

    Raises:
        InvalidTypeError: The number is not a whole number.
        InvalidValueError: There is no name in any language.

    Example:
        >>> level = Scale.default()["øvet"]
        >>> level.number, level.title("en")
        (2, 'working')

    .. versionadded:: 0.1.0
    """

    number: int = field(converter=as_whole, validator=_check_number)
    titles: tuple[Text, ...] = field(converter=as_texts, validator=check_titles)
    descriptions: tuple[Text, ...] = field(default=(), converter=as_texts)

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def __repr__(self) -> str:
        return f"<Level {self.number} “{self.name}”>"


LevelLike: TypeAlias = int | str | Level
"""What is accepted for a level: its number, its name in any language, or itself."""


def _as_levels(value: Iterable[Level | Texts]) -> tuple[Level, ...]:
    if not isinstance(value, Iterable):
        raise InvalidTypeError(
            f"{shown(value)} is not a list of levels",
            danish=f"{shown(value)} er ikke en liste af niveauer",
            place="levels",
            found=value,
        )
    return tuple(
        item if isinstance(item, Level) else Level(number, item)
        for number, item in enumerate(value)
    )


def _check_scale_id(instance: object, attribute: Attribute[str], value: str) -> None:
    check_text(instance, attribute, value)
    if not value.strip() or not value.isprintable():
        raise InvalidValueError(
            f"{shown(value)} is not an id: it is empty or has a control character",
            danish=f"{shown(value)} er ikke et id: det er tomt eller har et styretegn",
            place="id",
            found=value,
        )


@frozen
class Scale:
    """Ordered levels, and the level from which somebody counts as holding a competency.

    Levels are ordinal: they are compared and counted, never averaged. Level *t* means
    that the steps 1 to *t* are all met.

    Attributes:
        id: What the scale is called, such as ``statskompetencer-0-4``.
        levels: From level 0 upwards, without a hole. Instead of a `Level` its names by
            language are taken as well: ``{"da": "øvet", "en": "working"}``.
        holds_from: The level (1 to the top) from which somebody holds a competency.
        source: Where the scale comes from.

    Raises:
        InvalidValueError: The numbers are not 0, 1, 2 …, a name stands for two levels, the
            levels have different languages, or `holds_from` is not one of them.

    Example:
        >>> scale = Scale.default()
        >>> print(*scale, sep=", ")
        0 ingen, 1 kendskab, 2 øvet, 3 erfaren, 4 ekspert
        >>> scale.number("practitioner"), scale.holds_from
        (3, 2)

    .. versionadded:: 0.1.0
    """

    id: str = field(validator=_check_scale_id)
    levels: tuple[Level, ...] = field(converter=_as_levels)
    holds_from: int = field(kw_only=True, converter=as_whole)
    source: Source = field(default=OWN, kw_only=True, validator=check_source)

    def __attrs_post_init__(self) -> None:
        numbers = [level.number for level in self.levels]
        if numbers != list(range(len(numbers))) or not 2 <= len(numbers) <= TOP_LEVEL + 1:  # noqa: PLR2004 - none and something
            raise InvalidValueError(
                f"levels {numbers} of scale “{self.id}” are not 0, 1, 2 … (2 to {TOP_LEVEL + 1})",
                danish=f"niveauerne {numbers} på skalaen “{self.id}” er ikke 0, 1, 2 … "
                f"(2 til {TOP_LEVEL + 1})",
                place="levels",
                found=numbers,
            )
        if type(self.holds_from) is not int or not 1 <= self.holds_from <= self.max:
            raise InvalidValueError(
                f"{shown(self.holds_from)} is not a level to hold from",
                danish=f"{shown(self.holds_from)} er ikke et niveau at besidde fra",
                place="holds_from",
                found=self.holds_from,
                allowed=[f"1-{self.max}"],
            )
        names: dict[str, int] = {}
        for level in self.levels:
            if set(level.languages) != set(self.languages):
                raise InvalidValueError(
                    f"level {level.number} has names in {', '.join(level.languages)}, "
                    f"level 0 in {', '.join(self.languages)}",
                    danish=f"niveau {level.number} har navne på {', '.join(level.languages)}, "
                    f"niveau 0 på {', '.join(self.languages)}",
                    place=f"levels[{level.number}]",
                )
            for text in level.titles:
                other = names.setdefault(fold(text.text), level.number)
                if other != level.number or text.text.strip().isdecimal():
                    raise InvalidValueError(
                        f"“{text.text}” does not tell level {level.number} from others",
                        danish=f"“{text.text}” skelner ikke niveau {level.number} fra andre",
                        place=f"levels[{level.number}]",
                        found=text.text,
                    )

    @classmethod
    def default(cls) -> Scale:
        """The project's own scale: 0 none, 1 awareness, 2 working, 3 practitioner, 4 expert."""
        return _default_scale()

    @classmethod
    def binary(cls) -> Scale:
        """Has not (0) or has (1)."""
        return _binary_scale()

    @property
    def key(self) -> tuple[str, int, int]:
        """Id, highest level and `holds_from`: what profiles, roles and targets are bound to.

        What levels are called does not count: names may be corrected or translated.
        """
        return self.id, self.max, self.holds_from

    @property
    def max(self) -> int:
        """The number of the highest level."""
        return len(self.levels) - 1

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the levels have names in."""
        return self.levels[0].languages

    def __len__(self) -> int:
        return len(self.levels)

    def __iter__(self) -> Iterator[Level]:
        return iter(self.levels)

    def __getitem__(self, level: LevelLike) -> Level:
        return self.levels[self.number(level)]

    def word(self, level: LevelLike, language: str) -> str:
        """Number and name of a level, in a language; in the default one if it has no such."""
        found = self[level]
        return f"{found.number} {found.title(language if language in self.languages else None)}"

    def number(self, level: LevelLike | float) -> int:
        """The number of a level given by number or by name in any language.

        Whole floats count as numbers, since spreadsheets and data frames make them;
        True and False count only on a scale of two levels.

        Raises:
            InvalidValueError: A number outside of the scale.
            UnknownNameError: A name that no level has.
            InvalidTypeError: Something that is neither.
        """
        if isinstance(level, Level):
            if level in self.levels:
                return level.number
            raise InvalidValueError(
                f"level “{level}” is not one of scale “{self.id}”",
                danish=f"niveau “{level}” findes ikke på skalaen “{self.id}”",
                found=level,
                allowed=self._allowed(),
            )
        if isinstance(level, str):
            name = level.strip()
            is_number = name.isdecimal() and len(name) <= _MOST_DIGITS
            return self._in_range(int(name)) if is_number else self._named(name)
        if not isinstance(level, bool) or self.max == 1:
            if isinstance(level, float) and level.is_integer():
                return self._in_range(int(level))
            try:
                return self._in_range(operator.index(cast("SupportsIndex", level)))
            except TypeError:
                pass
        raise InvalidTypeError(
            f"{shown(level)} is not a level",
            danish=f"{shown(level)} er ikke et niveau",
            found=level,
            allowed=[*self._allowed(), "None for not assessed"],
        )

    def _in_range(self, number: int) -> int:
        if 0 <= number <= self.max:
            return number
        raise InvalidValueError(
            f"level {shown(number)} is not on the scale",
            danish=f"niveau {shown(number)} findes ikke på skalaen",
            found=number,
            allowed=self._allowed(),
        )

    def _named(self, name: str) -> int:
        for level in self.levels:
            if level.is_called(name):
                return level.number
        raise UnknownNameError(
            f"no level is called “{name}”",
            danish=f"intet niveau hedder “{name}”",
            found=name,
            nearest=nearest(name, (text.text for level in self.levels for text in level.titles)),
            allowed=self._allowed(),
        )

    def _allowed(self) -> list[str]:
        return [str(level) for level in self.levels]

    def __repr__(self) -> str:
        return f"<Scale {self.id}: {', '.join(self._allowed())}; holds from {self.holds_from}>"

    def to_html(self, language: str | None = None) -> str:
        """A table of the levels for a notebook, in a language of theirs (Danish by default).

        Raises:
            UnknownLanguageError: The levels have no names in this language.
        """
        chosen = check_language(language, self.languages, f"scale “{self.id}”")
        danish = chosen == "da"
        described = any(level.descriptions for level in self.levels)
        rows = [
            (
                level.number,
                level.title(chosen),
                *([level.description(chosen)] if described else []),
                ("ja" if danish else "yes") if level.number >= self.holds_from else "",
            )
            for level in self.levels
        ]
        columns = {
            "da": ["niveau", "navn", *(["beskrivelse"] if described else []), "tæller som at have"],
            "en": ["level", "name", *(["description"] if described else []), "counts as holding"],
        }
        ours = self in {Scale.default(), Scale.binary()}
        note = _OURS["da" if danish else "en"] if ours else self.source.note
        return html_table(self.id, columns, rows, notes=[note], language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


_OURS = {
    "da": "Skalaen er projektets egen; den officielle model har ingen niveauer.",
    "en": "The scale is the project’s own; the official model has no levels.",
}


def _own_scale(id: str, names: Mapping[str, str], holds_from: int, note: str) -> Scale:  # noqa: A002 - the field's name
    source = Source(note=note)
    levels = [
        {"da": Text("da", danish, source), "en": Text("en", english, source)}
        for danish, english in names.items()
    ]
    return Scale(id, levels, holds_from=holds_from, source=source)


@cache
def _default_scale() -> Scale:
    return _own_scale(
        "statskompetencer-0-4",
        {
            "ingen": "none",
            "kendskab": "awareness",
            "øvet": "working",
            "erfaren": "practitioner",
            "ekspert": "expert",
        },
        holds_from=2,
        note="The project's own scale; the official model has no levels.",
    )


@cache
def _binary_scale() -> Scale:
    return _own_scale(
        "statskompetencer-binary",
        {"har ikke": "has not", "har": "has"},
        holds_from=1,
        note="The project's own scale of has and has not; the official model has no levels.",
    )
