"""Profiles as rows of a table, in either form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ._cells import RATER_WORDS, Levels
from ._columns import NOT_ASSESSED, is_level
from ._competency_cells import Competencies
from ._headers import RATING_FIELDS, Headers, field_header

if TYPE_CHECKING:
    from ._sheet_output import Cell
    from .framework import Framework
    from .levels import Scale
    from .profiles import Profile

_ABOUT = ("person", "unit", "posts", "rater", "date")


class RatingTable:
    """Profiles as rows of a table.

    Args:
        framework: What they speak of.
        scale: The scale of their levels.
        language: A language of the framework, for titles and headers.
    """

    def __init__(self, framework: Framework, scale: Scale, language: str) -> None:
        self._framework = framework
        self._language = language
        self._levels = Levels(scale)
        self._competencies = Competencies(framework)

    def header(self, form: str) -> list[str]:
        """The headers."""
        fields = _ABOUT if form == "wide" else (*_ABOUT, "competency", "level")
        over = Headers(RATING_FIELDS, self._competencies)
        titles = (
            self._competencies.spelt(competency, self._language, over.field)
            for competency in self._framework
        )
        usual = [field_header(RATING_FIELDS, name, self._language) for name in fields]
        return [*usual, *titles] if form == "wide" else usual

    def wide(self, profiles: Iterable[Profile]) -> Iterator[list[Cell]]:
        """One row a person."""
        for profile in profiles:
            yield [*self._about(profile), *map(self._answer, profile.ratings.codes)]

    def long(self, profiles: Iterable[Profile]) -> Iterator[list[Cell]]:
        """One row a rating; one without a rating for a person who has none."""
        ids = self._framework.competency_ids
        for profile in profiles:
            about = self._about(profile)
            answers = zip(ids, profile.ratings.codes, strict=True)
            said = [(key, code) for key, code in answers if code != NOT_ASSESSED]
            for key, code in said:
                yield [*about, key, self._answer(code)]
            if not said:
                yield [*about, None, None]

    def questions(self, profiles: Iterable[Profile]) -> Iterator[list[Cell]]:
        """One row a person and competency, without answers."""
        titles = [self._competencies.spelt(one, self._language) for one in self._framework]
        for profile in profiles:
            for title in titles:
                yield [*self._about(profile), title, None]

    def choices(self, form: str) -> dict[int, Sequence[Sequence[str]]]:
        """By column the answers to choose from, the lists in order of preference."""
        lists = self._levels.choices(self._language)
        first = len(_ABOUT)
        last = first + len(self._framework) if form == "wide" else first + 2
        raters = [words[self._language != "da"] for words in RATER_WORDS.values()]
        answers = range(first, last) if form == "wide" else range(last - 1, last)
        return {_ABOUT.index("rater"): [raters], **dict.fromkeys(answers, lists)}

    def _about(self, profile: Profile) -> list[Cell]:
        rater = profile.rater and RATER_WORDS[profile.rater][self._language != "da"]
        day = None if profile.assessed_on is None else profile.assessed_on.isoformat()
        return [profile.id, profile.unit, ", ".join(profile.roles), rater, day]

    def _answer(self, code: int) -> Cell:
        if is_level(code):
            return code
        return None if code == NOT_ASSESSED else self._levels.not_relevant(self._language)
