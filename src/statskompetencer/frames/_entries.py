"""What is demanded of groups, and how many people hold it: one row a group and competency."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import narwhals.stable.v2 as nw

from statskompetencer._binding import bound, default_binding
from statskompetencer._checks import check_kind
from statskompetencer._text import composed, nearest, shown
from statskompetencer._unit_targets import mapping_of_units
from statskompetencer.exceptions import InvalidValueError, UnknownNameError
from statskompetencer.targets import Target

from ._check import checked
from ._counts import (
    asked,
    counts,
    flag,
    group_sizes,
    level_of,
    sums,
    with_everything_asked,
    with_nobody,
)
from ._engine import first_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._engine import Frame
    from ._ratings import Ratings

Demanded: TypeAlias = Target | dict[str, Target]
"""One target of each group; or by group its own, and nothing of the others."""

_KEYS = ("place", "asked", "needed")
_MEASURES = ("holders", "rated", "not_relevant")


def demanded(
    target: Target | None, unit_targets: Mapping[str, Target] | None, groups: Sequence[str]
) -> Demanded:
    """What is demanded, of one framework and scale.

    Args:
        target: The target of each group; the default one if nothing is given at all.
        unit_targets: Targets of single groups.
        groups: The columns that make the groups.

    Raises:
        InvalidTypeError: This is no target.
        InvalidValueError: Both are given, or the groups are not made by one column.
        BindingError: The targets are for different frameworks or scales.
    """
    if unit_targets is None:
        chosen = Target.everything(*default_binding(None)) if target is None else target
        check_kind(chosen, [Target], "target")
        return chosen
    mapping_of_units(unit_targets)
    if target is not None or len(groups) != 1 or not unit_targets:
        raise InvalidValueError(
            "targets of single units take the place of `target`, and `by` names the one column "
            "of the units",
            danish="mål for enkelte enheder træder i stedet for `target`, og `by` navngiver "
            "enhedernes kolonne",
            place="unit_targets",
            found=[*unit_targets],
        )
    for name, own in unit_targets.items():
        check_kind(name, [str], "unit_targets")
        check_kind(own, [Target], f"unit_targets[{name!r}]")
    owns = {composed(name): own for name, own in unit_targets.items()}
    first = next(iter(owns.values()))
    bound(owns.values(), Target, first.framework, first.scale)
    return owns


def targets_of(wanted: Demanded) -> tuple[Target, ...]:
    """All targets, one at least."""
    return (wanted,) if isinstance(wanted, Target) else tuple(wanted.values())


def verified(ratings: Ratings, wanted: Demanded, *, check: bool | None) -> bool:
    """Verify a frame before it is analysed, unless it is lazy or the caller said otherwise.

    Returns:
        Whether it was verified.

    Raises:
        InvalidInputError: Holds what is wrong with it.
        UnknownNameError: A target is for a unit in which nobody is.
    """
    done = checked(ratings, verify=check)
    if done and not isinstance(wanted, Target):
        there = [row["by0"] for row in first_rows(group_sizes(ratings).select("by0"), None)]
        for name in wanted:
            if name not in there:
                known = [str(unit) for unit in there if unit is not None]
                raise UnknownNameError(
                    f"nobody is in a unit {shown(name)}",
                    danish=f"ingen er i en enhed {shown(name)}",
                    place="unit_targets",
                    found=name,
                    nearest=nearest(name, known),
                    allowed=sorted(known),
                )
    return done


def entries(ratings: Ratings, wanted: Demanded) -> Frame:
    """The groups, competency, place, asked, needed, and numbers of people.

    These are holders, rated, not_relevant, unknown, and the people of the group.
    """
    counted = _alike(ratings, wanted) if isinstance(wanted, Target) else _own(ratings, wanted)
    return counted.with_columns(unknown=nw.col("people") - nw.col("rated") - nw.col("not_relevant"))


def _alike(ratings: Ratings, target: Target) -> Frame:
    """The same is demanded of each group."""
    small = asked(ratings, _demands(ratings, target))
    levels = {demand.competency: demand.level or 0 for demand in target}
    least = min(levels.values())  # one for all competencies is the usual case, and quicker
    goal = nw.lit(least) if least == max(levels.values()) else level_of(levels)
    found = counts(ratings, _flags(ratings, goal)).join(small, on="competency", how="inner")
    every = group_sizes(ratings).join(small, how="cross")
    return with_everything_asked(ratings, found, every, _KEYS, _MEASURES)


def _own(ratings: Ratings, targets: dict[str, Target]) -> Frame:
    """Of each of some units something else is demanded."""
    columns: dict[str, list[object]] = {}
    for unit, target in targets.items():
        demands = _demands(ratings, target)
        demands["by0"] = [unit] * len(target)
        for name, values in demands.items():
            columns.setdefault(name, []).extend(values)
    small = asked(ratings, columns, like={"by0": "by0"})
    keys = ["by0", "competency", *_KEYS]
    joined = ratings.data.join(small, on=["by0", "competency"], how="inner")
    flagged = joined.with_columns(**_flags(ratings, nw.col("asked")))
    found = sums(flagged, keys, dict(zip(_MEASURES, _MEASURES, strict=True)))
    every = with_nobody(small.join(group_sizes(ratings), on="by0", how="left"))
    return with_everything_asked(ratings, found, every, _KEYS, _MEASURES)


def _demands(ratings: Ratings, target: Target) -> dict[str, list[object]]:
    positions = ratings.framework.positions
    return {
        "competency": [demand.competency for demand in target],
        "place": [positions[demand.competency] for demand in target],
        "asked": [demand.level for demand in target],
        "needed": [demand.holders for demand in target],
    }


def _flags(ratings: Ratings, goal: nw.Expr) -> dict[str, nw.Expr]:
    """What a row counts."""
    return {
        "holders": flag(ratings.rated & (nw.col("level") >= goal)),
        "rated": flag(ratings.rated),
        "not_relevant": flag(ratings.not_relevant),
    }
