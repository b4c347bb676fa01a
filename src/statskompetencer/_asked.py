"""What the rows of a table of roles or of a target ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from ._cells import Levels, Reader, read_text, read_whole
from ._checks import check_whole
from ._columns import NOT_ASSESSED
from ._rows import BAD, Bad, Rows
from .exceptions import DuplicateRatingError, InvalidValueError, StatskompetencerError
from .provenance import Text
from .roles import MOST_WEIGHT, Requirement, Role, check_role_id
from .targets import MOST_PEOPLE, Demand

if TYPE_CHECKING:
    from ._competency_cells import Competencies
    from .levels import Scale

T = TypeVar("T", Requirement, Demand)
V = TypeVar("V", bound="int | None")

ASKED = ("competency", "level", "weight", "minimum")
"""The columns of a requirement."""


class Once(Generic[T]):
    """What is asked for of competencies, each at most once."""

    def __init__(self) -> None:
        self.items: dict[int, T] = {}
        self._rows: dict[int, int] = {}

    def add(self, rows: Rows, number: int, place: int, item: T) -> None:
        """Add what a row asks for of a competency, or note that another row does already."""
        first = self._rows.setdefault(place, number)
        if first == number:
            self.items[place] = item
        else:
            rows.fail(
                number,
                rows.layout.place("competency"),
                DuplicateRatingError(
                    f"{item.competency} is there twice (row {first}, row {number})",
                    danish=f"{item.competency} er der to gange (række {first}, række {number})",
                    found=item.competency,
                ),
            )


class AskedReader:
    """How a row asks for a competency.

    Args:
        rows: The rows; what is wrong with them is noted there.
        competencies: How competencies are spelt.
        scale: The scale of the levels.
    """

    def __init__(self, rows: Rows, competencies: Competencies, scale: Scale) -> None:
        self._rows = rows
        self._top = scale.max
        self._ids = competencies.framework.competency_ids
        self._competencies = Reader(competencies)
        self._levels = Reader(Levels(scale, states=False))
        self._numbers = Reader(read_whole)

    def read_requirement(self, number: int, cells: list[str], into: Once[Requirement]) -> None:
        """Read what a role asks for in a row."""
        rows, place_of = self._rows, self._rows.layout.place
        place = rows.value(number, cells, place_of("competency"), self._competencies)
        level = rows.value(number, cells, place_of("level"), self._levels)
        weight = rows.value(number, cells, place_of("weight"), self._numbers)
        minimum = rows.value(number, cells, place_of("minimum"), self._levels)
        if level == NOT_ASSESSED:
            missing = InvalidValueError("there is no level", danish="der mangler et niveau")
            level = rows.fail(number, place_of("level"), missing)
        level = self._within(number, "level", level, 1, self._top)
        weight = self._within(number, "weight", 1 if weight is None else weight, 1, MOST_WEIGHT)
        least = 0 if minimum == NOT_ASSESSED else minimum
        minimum = self._within(number, "minimum", least, 0, self._top if level is BAD else level)
        if place is BAD or level is BAD or weight is BAD or minimum is BAD:
            return
        into.add(rows, number, place, Requirement(self._ids[place], level, weight, minimum))

    def read_demand(self, number: int, cells: list[str], into: Once[Demand]) -> None:
        """Read what a target demands in a row."""
        rows, place_of = self._rows, self._rows.layout.place
        place = rows.value(number, cells, place_of("competency"), self._competencies)
        level = rows.value(number, cells, place_of("level"), self._levels)
        holders = rows.value(number, cells, place_of("holders"), self._numbers)
        least = self._within(
            number, "level", None if level == NOT_ASSESSED else level, 1, self._top
        )
        holders = self._within(number, "holders", 1 if holders is None else holders, 1, MOST_PEOPLE)
        if place is BAD or least is BAD or holders is BAD:
            return
        into.add(rows, number, place, Demand(self._ids[place], least, holders))

    def _within(self, number: int, field: str, value: V | Bad, least: int, most: int) -> V | Bad:
        """The value, or `BAD` once it is noted that it is below or above what it may be."""
        if value is None or value is BAD:
            return value
        try:
            check_whole(value, least, most, "")
        except StatskompetencerError as error:
            return self._rows.fail(number, self._rows.layout.place(field), error)
        return value


class WrittenRole:
    """What the rows of one role say."""

    def __init__(self) -> None:
        self.requirements = Once[Requirement]()
        self._said: dict[str, tuple[int, str]] = {}
        self._texts = Reader(read_text, str)

    def read_about(self, rows: Rows, number: int, cells: list[str]) -> None:
        """Read the titles, the descriptions and the parts in a row."""
        for field, column in rows.layout.fields.items():
            kind, _, language = field.partition(" ")
            if kind not in {"title", "description", "parts"}:
                continue
            said = rows.value(number, cells, column, self._texts)
            if said is BAD or not said:
                continue
            first, before = self._said.setdefault(field, (number, said))
            try:
                if language:
                    Text(language, said)
                else:
                    for part in parts_of(said):
                        check_role_id(part)
            except StatskompetencerError as error:
                rows.fail(number, column, error)
            else:
                if before != said:
                    rows.fail(number, column, _two_texts(before, first, said, number))

    def texts(self, kind: str) -> list[Text]:
        """The titles or the descriptions."""
        parted = [(field.partition(" "), said) for field, (_, said) in self._said.items()]
        return [Text(language, said) for (name, _, language), said in parted if name == kind]

    def parts(self) -> tuple[str, ...]:
        """The ids of the parts."""
        return parts_of(self._said.get("parts", (0, ""))[1])


def read_role_id(cell: str) -> str:
    """The id of a role."""
    if not cell:
        raise InvalidValueError("there is no role", danish="der mangler en rolle", found=cell)
    return check_role_id(cell)


def parts_of(cell: str) -> tuple[str, ...]:
    """The ids of the parts of a role, parted by spaces; a comma may stand before a space."""
    return tuple(part.rstrip(",;") for part in cell.split())


def texts_of(role: Role) -> Iterator[tuple[str, Text]]:
    """The titles and descriptions of a role, each with what it is."""
    yield from (("title", text) for text in role.titles)
    yield from (("description", text) for text in role.descriptions)


def _two_texts(before: str, first: int, said: str, number: int) -> InvalidValueError:
    return InvalidValueError(
        f"the role has two of these: “{before}” (row {first}), “{said}” (row {number})",
        danish=f"rollen har to af disse: “{before}” (række {first}), “{said}” (række {number})",
        found=said,
    )
