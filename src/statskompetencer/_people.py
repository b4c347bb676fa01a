"""The ratings of a file gathered by person, with the rows in which they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve

from ._columns import NOT_ASSESSED, is_level
from .exceptions import DuplicateRatingError, InvalidInputError
from .profiles import Profile, Rater, Ratings, Rule, choose, resolve

if TYPE_CHECKING:
    from .framework import Framework
    from .levels import Scale

About: TypeAlias = tuple[str | None, tuple[str, ...], Rater | None, date | None]
"""What a row says besides ratings: unit, posts, rater, day."""

Note: TypeAlias = Callable[[int, int | None, DuplicateRatingError], object]
"""Takes a row, the place of a competency (None for the unit), and what contradicts there."""

_MOST_NAMED = 4
"""So many rows of a contradiction are named; a wrong column of ids can make a million."""


class _Sitting:
    """Ratings of one person that can stand side by side: at most one a competency."""

    __slots__ = ("codes", "row", "rows")

    def __init__(self, size: int, row: int) -> None:
        self.row = row
        self.codes = bytearray([NOT_ASSESSED]) * size
        self.rows = [row] * size


class Person:
    """What a file says of one person.

    Args:
        id: The person.
        size: How many competencies there are.
    """

    __slots__ = ("_again", "_sittings", "_size", "id")

    def __init__(self, id: str, size: int) -> None:  # noqa: A002 - the word of the field
        self.id = id
        self._size = size
        self._sittings: dict[tuple[About, int], _Sitting] = {}
        self._again: Counter[tuple[About, int]] = Counter()

    def sitting(self, about: About, row: int, number: int = 0) -> _Sitting:
        """Where ratings stand that agree in unit, posts, rater and day; doubles apart."""
        key = about, number
        found = self._sittings.get(key)
        if found is None:
            found = self._sittings[key] = _Sitting(self._size, row)
        return found

    def add(self, about: About, row: int, place: int, code: int) -> None:
        """Add what a row says of a competency."""
        sitting = self.sitting(about, row)
        if code == NOT_ASSESSED:
            return
        if sitting.codes[place] != NOT_ASSESSED:
            self._again[about, place] += 1
            sitting = self.sitting(about, row, self._again[about, place])
        sitting.codes[place] = code
        sitting.rows[place] = row

    def profiles(
        self, framework: Framework, scale: Scale, rule: Rule | None, note: Note
    ) -> list[Profile]:
        """A profile for each sitting; what the rule cannot decide between them is noted."""
        made = [
            Profile(
                self.id,
                Ratings(framework, bytes(sitting.codes)),
                framework=framework,
                scale=scale,
                unit=unit,
                roles=posts,
                rater=rater,
                assessed_on=day,
            )
            for ((unit, posts, rater, day), _), sitting in self._sittings.items()
        ]
        if len(made) > 1:
            sittings = [*self._sittings.values()]
            self._note_doubles(made, sittings, rule, note)
            self._note_units(made, sittings, rule, note)
        return made

    def _note_doubles(
        self,
        made: Sequence[Profile],
        sittings: Sequence[_Sitting],
        rule: Rule | None,
        note: Note,
    ) -> None:
        for place in range(self._size):
            rated = [
                (sitting.rows[place], sitting.codes[place], profile)
                for sitting, profile in zip(sittings, made, strict=True)
                if sitting.codes[place] != NOT_ASSESSED
            ]
            if rated and choose([(code, profile) for _, code, profile in rated], rule) is None:
                rated.sort(key=lambda one: one[0])
                rows, codes, _ = zip(*rated, strict=True)
                competency = made[0].framework.competencies[place]
                said = {
                    language: _named(
                        [str(code) if is_level(code) else not_relevant for code in codes],
                        rows,
                        row,
                    )
                    for language, row, not_relevant in _WORDS
                }
                note(
                    rows[1],
                    place,
                    DuplicateRatingError(
                        f"person “{self.id}” has {len(rows)} ratings of {competency.id}: "
                        f"{said['en']}; {_remedy(rule, 'en')}",
                        danish=f"personen “{self.id}” har {len(rows)} vurderinger af "
                        f"{competency.id}: {said['da']}; {_remedy(rule, 'da')}",
                        found=self.id,
                    ),
                )

    def _note_units(
        self,
        made: Sequence[Profile],
        sittings: Sequence[_Sitting],
        rule: Rule | None,
        note: Note,
    ) -> None:
        if len({profile.unit for profile in made if profile.unit}) < 2:  # noqa: PLR2004 - one
            return
        blank = Ratings(made[0].framework, bytes([NOT_ASSESSED]) * self._size)
        try:
            resolve([evolve(profile, ratings=blank) for profile in made], rule)
        except InvalidInputError:
            first: dict[str, int] = {}
            for sitting, profile in zip(sittings, made, strict=True):
                if profile.unit is not None:
                    row = min(sitting.row, first.get(profile.unit, sitting.row))
                    first[profile.unit] = row
            rows = sorted(first.values())
            names = [f"“{unit}”" for unit in sorted(first, key=first.__getitem__)]
            said = {language: _named(names, rows, row) for language, row, _ in _WORDS}
            note(
                rows[1],
                None,
                DuplicateRatingError(
                    f"person “{self.id}” is in several units: {said['en']}",
                    danish=f"personen “{self.id}” er i flere enheder: {said['da']}",
                    found=self.id,
                ),
            )


_WORDS = (("da", "række", "ikke relevant"), ("en", "row", "not relevant"))


def _named(what: Sequence[str], rows: Sequence[int], row: str) -> str:
    """Each of the first few with its row: “2 (row 15), 3 (row 16)”."""
    named = zip(what[:_MOST_NAMED], rows[:_MOST_NAMED], strict=True)
    shown = [f"{one} ({row} {number})" for one, number in named]
    return ", ".join([*shown, *["…"] * (len(rows) > _MOST_NAMED)])


def _remedy(rule: Rule | None, language: str) -> str:
    if language == "da":
        return (
            f"reglen “{rule}” afgør det ikke"
            if rule
            else 'en regel kan vælge: rule="latest" eller rule="rater"'
        )
    return (
        f"the rule “{rule}” does not decide it"
        if rule
        else 'a rule can choose: rule="latest" or rule="rater"'
    )
