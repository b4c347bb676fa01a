"""What stands in the cells of a heatmap, whichever way it is laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from attrs import frozen

from statskompetencer._text import counted
from statskompetencer.coverage_status import CoverageStatus
from statskompetencer.entries import Area, Subcategory

from ._style import NOT_ASSESSED, PAPER, Look, level_look
from ._words import bounds, competencies, further_down

if TYPE_CHECKING:
    from statskompetencer.branch_coverage import BranchCoverage
    from statskompetencer.coverage import Coverage, UnitContribution

By: TypeAlias = Literal["competency", "subcategory"]
"""What units are set against."""

MOST_LINES = 200
"""So many competencies are shown; who has more looks at subcategories, or at a table."""
_FROM = ((1, 2, 5, 10), (1, 5, 20, 50), (1, 10, 50, 200))
"""The least numbers of holders of the shades, from light to dark; for small to large units."""
_WELL_ABOVE = 4
"""So many times the darkest shade's least number is still told apart by it."""
SHADES = len(_FROM[0])


def shade(number: int) -> Look:
    """The look of one of the shades, from 1."""
    return level_look(number, SHADES)


NONE = Look(PAPER, "0")
MAYBE = NOT_ASSESSED
SOME = shade(1)
MAYBE_MORE = Look(SOME.fill, MAYBE.sign, MAYBE.hatch)
ALL = shade(3)


@frozen
class Cell:
    """What is written in a cell, and how it looks."""

    text: str
    look: Look


@frozen
class Line:
    """How the whole and each unit stands with one competency or subcategory.

    Attributes:
        id: That of the competency or branch.
        title: Its title.
        area: The area that it is in.
        whole: What is written of the whole.
        status: How the whole stands.
        cells: What is written of each unit.
    """

    id: str
    title: str
    area: Area
    whole: str
    status: CoverageStatus
    cells: tuple[Cell, ...]


def unit_name(unit: UnitContribution, language: str) -> str:
    """The name of a unit; people without one have a name too."""
    if unit.unit is not None:
        return unit.unit
    return "uden enhed" if language == "da" else "without unit"


def largest(coverage: Coverage, most: int) -> tuple[UnitContribution, ...]:
    """The units with most people, in their order; of two of one size the first."""
    kept = {unit.unit for unit in sorted(coverage.units, key=lambda unit: -unit.people)[:most]}
    return tuple(unit for unit in coverage.units if unit.unit in kept)


def left_out(coverage: Coverage, shown: Sequence[UnitContribution], language: str) -> str:
    """How many units and people are not shown; "" if all are."""
    number = len(coverage.units) - len(shown)
    if not number:
        return ""
    units = counted(
        number,
        language,
        da=("mindre enhed", "mindre enheder"),
        en=("smaller unit", "smaller units"),
    )
    people = counted(
        coverage.people - sum(unit.people for unit in shown),
        language,
        da=("person", "personer"),
        en=("person", "people"),
    )
    if language == "da":
        return f"{units} med {people} i alt er ikke vist, men tæller med i det samlede."
    verb = "is" if number == 1 else "are"
    return f"{units} with {people} in all {verb} not shown, but counted overall."


def named(number: int, by: By, language: str) -> str:
    """So many competencies or subcategories."""
    if by == "competency":
        return competencies(number, language)
    return counted(
        number,
        language,
        da=("underkategori", "underkategorier"),
        en=("subcategory", "subcategories"),
    )


def lines_left_out(lines: Sequence[Line], by: By, language: str) -> str:
    """How many competencies or subcategories are not shown; "" if all are."""
    number = len(lines) - MOST_LINES
    return further_down(number, named(number, by, language), language)


def shade_from(units: Sequence[UnitContribution]) -> tuple[int, ...]:
    """From how many holders each shade is, so that not all cells get the darkest one."""
    high = max((number for unit in units for number in unit.holders), default=0)
    return next((least for least in _FROM if high <= _WELL_ABOVE * least[-1]), _FROM[-1])


def lines_of(
    coverage: Coverage, by: By, units: Sequence[UnitContribution], language: str
) -> tuple[Line, ...]:
    """The lines of a heatmap, in the order of the framework."""
    found = _competencies if by == "competency" else _branches
    return tuple(found(coverage, units, language))


def _competencies(
    coverage: Coverage, units: Sequence[UnitContribution], language: str
) -> Iterator[Line]:
    least = shade_from(units)
    areas = {c.id: area for area in coverage.framework.areas for c in area.competencies}
    for place, entry in enumerate(coverage):
        yield Line(
            entry.competency.id,
            entry.competency.title(language),
            areas[entry.competency.id],
            f"{entry.holders}",
            entry.status,
            tuple(_count(unit.holders[place], unit.unknown[place], least) for unit in units),
        )


def _branches(
    coverage: Coverage, units: Sequence[UnitContribution], language: str
) -> Iterator[Line]:
    order = {entry.competency.id: place for place, entry in enumerate(coverage)}
    for area in coverage.framework.areas:
        branches: tuple[Subcategory, ...] | tuple[Area, ...] = area.subcategories or (area,)
        for branch in branches:
            found = cast("BranchCoverage", coverage[branch.id])
            if found.status is not None:
                places = [order[c.id] for c in branch.competencies if c.id in order]
                yield Line(
                    branch.id,
                    branch.title(language),
                    area,
                    f"{bounds(found.covered, found.covered_upper)}/{found.competencies}",
                    found.status,
                    tuple(_share(unit, places) for unit in units),
                )


def _count(holders: int, unknown: int, least: Sequence[int]) -> Cell:
    if holders:
        return Cell(f"{holders}", shade(sum(1 for number in least if holders >= number)))
    return Cell(MAYBE.sign, MAYBE) if unknown else Cell(NONE.sign, NONE)


def _share(unit: UnitContribution, places: Sequence[int]) -> Cell:
    held = sum(1 for place in places if unit.holders[place])
    text = f"{held}/{len(places)}"
    if any(unit.unknown[place] and not unit.holders[place] for place in places):
        return Cell(f"{text}{MAYBE.sign}", MAYBE_MORE if held else MAYBE)
    return Cell(text, ALL if held == len(places) else SOME if held else NONE)
