"""Targets of single units: what is a mapping of them, and whether anybody is in these units."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

from ._binding import check_binding
from ._checks import check_kind
from ._text import composed, nearest, shown
from .exceptions import InvalidTypeError, UnknownNameError
from .targets import Target


def checked_unit_targets(
    targets: object, target: Target, units: Collection[str | None]
) -> dict[str, Target]:
    """The targets of single units, once they are sound.

    Args:
        targets: What the caller gave.
        target: The target of the whole, for whose framework and scale they have to be.
        units: The units in which somebody is; None for people without one.

    Raises:
        InvalidTypeError: This is not a mapping from units to targets.
        BindingError: One is for another framework or scale.
        UnknownNameError: One is for a unit in which nobody is.
    """
    named = {
        composed(name) if isinstance(name, str) else name: own
        for name, own in mapping_of_units(targets).items()
    }
    for name, own in named.items():
        if not isinstance(name, str) or name not in units:
            raise no_unit(units, name, "unit_targets")
        check_kind(own, [Target], f"unit_targets[{name!r}]")
        check_binding(own, target.framework, target.scale)
    return cast("dict[str, Target]", named)


def mapping_of_units(targets: object) -> Mapping[object, Target]:
    """The same, once it is a mapping.

    Raises:
        InvalidTypeError: It is not.
    """
    if isinstance(targets, Mapping):
        return cast("Mapping[object, Target]", targets)
    raise InvalidTypeError(
        f"{shown(targets)} is not a mapping from units to targets",
        danish=f"{shown(targets)} er ikke et objekt med mål for enheder",
        place="unit_targets",
        found=targets,
    )


def no_unit(units: Collection[str | None], name: object, place: str) -> UnknownNameError:
    """That nobody is in a unit of this name."""
    known = sorted(unit for unit in units if unit is not None)
    return UnknownNameError(
        f"nobody is in a unit {shown(name)}",
        danish=f"ingen er i en enhed {shown(name)}",
        place=place,
        found=name,
        nearest=nearest(name, known),
        allowed=known,
    )
