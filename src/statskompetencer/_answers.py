"""The answers in the rows of a table of ratings, in either form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._cells import (
    DONT_KNOW,
    Levels,
    Reader,
    bare,
    read_day,
    read_person,
    read_posts,
    read_rater,
    read_unit,
)
from ._columns import NOT_ASSESSED
from ._people import About, Person
from ._rows import BAD, Bad, Rows

if TYPE_CHECKING:
    from ._competency_cells import Competencies
    from .exceptions import DuplicateRatingError
    from .levels import Scale
    from .profiles import Profile, Rule

_STORED = bytes(NOT_ASSESSED if code == DONT_KNOW else code for code in range(256))


class Answers:
    """What the rows of a table say, gathered by person.

    Args:
        rows: The rows; what is wrong with them is noted there.
        competencies: How competencies are spelt.
        scale: The scale of the levels.

    Attributes:
        counts: How many answers have which code.
        named: The places of the competencies that the table speaks of.
    """

    def __init__(self, rows: Rows, competencies: Competencies, scale: Scale) -> None:
        self.counts = [0] * 256
        self.named: set[int] = set()
        self._rows = rows
        self._framework = competencies.framework
        self._scale = scale
        self._people: dict[str, Person] = {}
        place = rows.layout.place
        self._person, self._level = place("person"), place("level")
        self._about = place("unit"), place("posts"), place("rater"), place("date")
        self._columns: dict[int, int] = {}
        self._ids = Reader(read_person, bare)
        self._levels = Reader(Levels(scale))
        self._competencies = Reader(competencies)
        self._readers = Reader(read_unit), Reader(read_posts), Reader(read_rater), Reader(read_day)
        self._read_abouts: dict[tuple[str, ...], About] = {}

    def read_long(self) -> None:
        """Read a table with one row a rating."""
        rows, named, said = self._rows, self._rows.layout.place("competency"), self._level
        for number, cells in rows:
            person, about = self._who(number, cells)
            if not cells[named].strip() and not cells[said].strip():
                if person and about is not BAD:
                    person.sitting(about, number)
                continue
            place = rows.value(number, cells, named, self._competencies)
            code = rows.value(number, cells, said, self._levels)
            if place is BAD or code is BAD:
                continue
            self.named.add(place)
            self.counts[code] += 1
            if person and about is not BAD:
                person.add(about, number, place, _STORED[code])

    def read_wide(self) -> None:
        """Read a table with one row a person and one column a competency."""
        rows, levels = self._rows, self._levels
        columns = rows.layout.competencies
        self.named |= {*columns.values()}
        self._columns = {place: column for column, place in columns.items()}
        for number, cells in rows:
            person, about = self._who(number, cells)
            for column, place in columns.items():
                code = rows.value(number, cells, column, levels)
                if code is not BAD:
                    self.counts[code] += 1
                    if person and about is not BAD:
                        person.add(about, number, place, _STORED[code])

    def profiles(self, rule: Rule | None) -> list[Profile]:
        """The profiles of all people, one a sitting; contradictions are noted as errors."""
        unit = self._about[0]

        def note(row: int, place: int | None, error: DuplicateRatingError) -> None:
            column = unit if place is None else self._columns.get(place, self._level)
            self._rows.fail(row, column, error)

        return [
            profile
            for person in self._people.values()
            for profile in person.profiles(self._framework, self._scale, rule, note)
        ]

    def _who(self, number: int, cells: list[str]) -> tuple[Person | None, About | Bad]:
        """Whom a row is about (None if that is an error), and what it says besides ratings."""
        id_ = self._rows.value(number, cells, self._person, self._ids)
        raw = tuple([cells[column] for column in self._about])
        about = self._read_abouts.get(raw) or self._read_about(number, cells, raw)
        if id_ is BAD:
            return None, about
        person = self._people.get(id_)
        if person is None:
            person = self._people[id_] = Person(id_, len(self._framework))
        return person, about

    def _read_about(self, number: int, cells: list[str], raw: tuple[str, ...]) -> About | Bad:
        value = self._rows.value
        columns, readers = self._about, self._readers
        unit = value(number, cells, columns[0], readers[0])
        posts = value(number, cells, columns[1], readers[1])
        rater = value(number, cells, columns[2], readers[2])
        day = value(number, cells, columns[3], readers[3])
        if unit is BAD or posts is BAD or rater is BAD or day is BAD:
            return BAD
        about = self._read_abouts[raw] = unit, posts, rater, day
        return about
