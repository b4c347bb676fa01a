"""How many hold each demanded competency, counted for all people at once."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from ._columns import NOT_ASSESSED, Columns, is_level
from .competency_coverage import CompetencyCoverage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .profiles import Profile
    from .targets import Target


def columns_of(people: Iterable[Profile], target: Target) -> Columns:
    """What these people have of each competency."""
    codes = (person.ratings.codes for person in people)
    return Columns(codes, len(target.framework), target.scale.max)


def holds(level: int) -> Callable[[int], bool]:
    """Which codes count as holding, from a level."""
    return lambda code: is_level(code) and code >= level


def count_entries(
    people: Iterable[Profile], target: Target, unseen: int = 0
) -> tuple[CompetencyCoverage, ...]:
    """How these people, and so many who are not in the data, stand with each demand."""
    columns = columns_of(people, target)
    entries: list[CompetencyCoverage] = []
    for demand in target:
        place = target.framework.positions[demand.competency]
        level = demand.level or target.scale.holds_from
        holders = columns.count(place, holds(level))
        rated = columns.count(place, is_level)
        unknown = columns.count(place, lambda code: code == NOT_ASSESSED)
        entries.append(
            CompetencyCoverage(
                target.framework.competencies[place],
                level,
                demand.holders,
                holders,
                unknown + unseen,
                columns.people - rated - unknown,
            )
        )
    return tuple(entries)


def unit_counts(
    groups: Sequence[Sequence[Profile]], target: Target
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """For each group its holders and its people not assessed, by demand.

    Counted in one pass: in a column of all people, group after group, each is a slice.
    """
    columns = columns_of((person for group in groups for person in group), target)
    ends = list(accumulate(map(len, groups)))
    slices = [slice(start, end) for start, end in pairwise([0, *ends])]
    holders: list[list[int]] = [[] for _ in groups]
    unknown: list[list[int]] = [[] for _ in groups]
    for demand in target:
        place = target.framework.positions[demand.competency]
        kinds = columns.translated(place, _kind_of(demand.level or target.scale.holds_from))
        for held, unseen, part in zip(holders, unknown, slices, strict=True):
            of_group = kinds[part]
            held.append(of_group.count(_HOLDER))
            unseen.append(of_group.count(_UNKNOWN))
    return [(tuple(held), tuple(unseen)) for held, unseen in zip(holders, unknown, strict=True)]


_HOLDER, _UNKNOWN = 1, 2


def _kind_of(level: int) -> Callable[[int], int]:
    def kind(code: int) -> int:
        if code == NOT_ASSESSED:
            return _UNKNOWN
        return _HOLDER if is_level(code) and code >= level else 0

    return kind
