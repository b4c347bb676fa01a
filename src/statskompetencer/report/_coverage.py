"""The holes, the whole model, and what the units contribute."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from statskompetencer.coverage_status import CoverageStatus
from statskompetencer.entries import Competency

from ._blocks import Block, Cell, Code, Column, Fold, Heading, Paragraph, Picture, Section, Table
from ._setting import MOST_COMPETENCIES, mark_of, name_of, numbers, standing, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statskompetencer.branch_coverage import BranchCoverage
    from statskompetencer.coverage import Coverage, UnitContribution

    from ._setting import Setting
    from ._words import Words

_HOLES = CoverageStatus.UNCOVERED, CoverageStatus.SHORT, CoverageStatus.POSSIBLE
MOST_UNITS = 30
"""So many units are in the picture and in the tables behind it: what fits on a sheet."""
_UNITS_ABREAST = 6
"""So many columns of units fit beside the titles on a sheet."""


def holes(setting: Setting) -> Section:
    """Which competencies are not held, and where it hangs on one person."""
    coverage, say = setting.coverage, setting.say
    open_ = [entry for status in _HOLES for entry in coverage.with_status(status)]
    blocks: list[Block] = [Heading(say("not_held"))]
    if open_:
        blocks.append(standing(open_, "t-holes", say("not_held_caption"), say))
    else:
        blocks.append(Paragraph((say("all_held"),)))
    fragile = coverage.with_status(CoverageStatus.FRAGILE)
    by_one = all(entry.needed == 1 for entry in fragile)
    blocks.append(Heading(say("fragile" if by_one else "fragile_more")))
    if fragile:
        people = say.count("person", len(coverage.key_people))
        key = "key_person" if len(coverage.key_people) == 1 else "key_people"
        key += "_one" if len(fragile) == 1 else ""
        carried = say.count("competency", len(fragile))
        blocks += [
            Paragraph((say(key, people=people, competencies=carried),)),
            standing(fragile, "t-fragile", say("fragile_caption"), say),
            *([_key_people(coverage, say)] if setting.people else []),
        ]
    else:
        blocks.append(Paragraph((say("no_fragile"),)))
    return Section("holes", say("holes"), tuple(blocks))


def _key_people(coverage: Coverage, say: Words) -> Table:
    columns = [Column(say("col_person")), Column(say("col_unit")), Column(say("col_holes"))]
    rows = [
        (
            one.person,
            say("no_unit") if one.unit is None else one.unit,
            tuple(name_of(competency, say) for competency in one.competencies),
        )
        for one in coverage.key_people
    ]
    command = f"statskompetencer coverage {say('file')} --people --json"
    return table("t-key-people", say("key_people_caption"), columns, rows, say, command=command)


def whole(setting: Setting, picture: Picture) -> Section:
    """The model as a whole, in a picture and as tables."""
    coverage, say = setting.coverage, setting.say
    tables = (
        _branches(coverage, say),
        standing(coverage, "t-all", say("all_caption"), say),
    )
    return Section("model", say("whole"), (picture, Fold(say("figure"), tables)), fresh=True)


def _branches(coverage: Coverage, say: Words) -> Table:
    columns = [
        Column(say("col_branch")),
        Column(say("col_represented"), number=True),
        Column(say("col_worst")),
    ]
    rows = [
        (
            name_of(branch.branch, say),
            say.part(branch.covered, branch.covered_upper, branch.competencies),
            mark_of(branch.status, say),
        )
        for branch in _in_order(coverage)
        if branch.status is not None
    ]
    command = f"statskompetencer coverage {say('file')} --json"
    caption = say("branches_caption")
    return table("t-branches", caption, columns, rows, say, command=command, most=MOST_COMPETENCIES)


def _in_order(coverage: Coverage) -> Iterator[BranchCoverage]:
    for entry in coverage.framework.entries():
        if not isinstance(entry, Competency):
            yield cast("BranchCoverage", coverage[entry.id])


def units(setting: Setting, picture: Picture | None) -> Section:
    """What each unit contributes; there is a picture where there are several."""
    coverage, say = setting.coverage, setting.say
    if len(coverage.units) < 2:  # noqa: PLR2004 - one is nothing to compare
        nothing = all(unit.unit is None for unit in coverage.units)
        text = say("no_units_told" if nothing else "one_unit")
        return Section("units", say("by_unit"), (Paragraph((text,)),))
    blocks = (
        Paragraph((say("unit_intro"),)),
        *([] if picture is None else [picture]),
        _contributions(coverage, say),
        *_units_left_out(coverage, say),
        Fold(say("figure"), tuple(_matrix(coverage, say))),
    )
    return Section("units", say("by_unit"), blocks, fresh=True)


def _units_left_out(coverage: Coverage, say: Words) -> Iterator[Block]:
    total = len(coverage.units)
    if total > MOST_UNITS:
        text = say("units_left", number=say.number(MOST_UNITS), total=say.number(total))
        command = Code(f"statskompetencer coverage {say('file')} --by-unit --json")
        yield Paragraph((text, command), quiet=True)


def unit_name(unit: UnitContribution, say: Words) -> str:
    """What a unit is called."""
    return say("no_unit") if unit.unit is None else unit.unit


def _contributions(coverage: Coverage, say: Words) -> Table:
    own = any(unit.own for unit in coverage.units)
    columns = [
        Column(say("col_unit")),
        *numbers(say("col_people"), say("col_some")),
        Column(say("col_only")),
        *([Column(say("col_own"))] if own else []),
    ]
    holding = [
        sum(map(bool, column)) for column in zip(*(u.holders for u in coverage.units), strict=True)
    ]
    rows: list[list[Cell]] = []
    for unit in coverage.units:
        only = tuple(
            name_of(entry.competency, say).id
            for entry, here, units in zip(coverage, unit.holders, holding, strict=True)
            if here and units == 1
        )
        held = sum(map(bool, unit.holders))
        row: list[Cell] = [
            unit_name(unit, say),
            say.number(unit.people),
            say.part(held, held, len(coverage)),
            ", ".join(only),
        ]
        if own:
            row.append(_own(unit, say))
        rows.append(row)
    command = f"statskompetencer coverage {say('file')} --by-unit --json"
    return table("t-units", say("units_caption"), columns, rows, say, command=command)


def _own(unit: UnitContribution, say: Words) -> str:
    if unit.own is None:
        return ""
    bounds = say.part(unit.own.covered, unit.own.covered_upper, len(unit.own))
    return f"{say(unit.own.complete)}: {bounds}"


def _matrix(coverage: Coverage, say: Words) -> Iterator[Table]:
    shown = _largest(coverage)
    for start in range(0, len(shown), _UNITS_ABREAST):
        some = shown[start : start + _UNITS_ABREAST]
        columns = [Column(say("col_competency")), *numbers(*(unit_name(u, say) for u in some))]
        rows: list[tuple[Cell, ...]] = [
            (
                name_of(entry.competency, say),
                *(_held(u.holders[place], u.unknown[place], say) for u in some),
            )
            for place, entry in enumerate(coverage)
        ]
        span = say.span(start + 1, start + len(some))
        yield table(
            f"t-matrix-{start}",
            say("matrix_caption", span=span),
            columns,
            rows,
            say,
            command=f"statskompetencer coverage {say('file')} --by-unit --json",
            most=MOST_COMPETENCIES,
        )


def _largest(coverage: Coverage) -> tuple[UnitContribution, ...]:
    """The units with most people, as in the picture, in their order."""
    by_size = sorted(coverage.units, key=lambda unit: -unit.people)
    names = {unit.unit for unit in by_size[:MOST_UNITS]}
    return tuple(unit for unit in coverage.units if unit.unit in names)


def _held(holders: int, unknown: int, say: Words) -> str:
    held = say.number(holders)
    return f"{held} +{say.number(unknown)}" if unknown else held
