"""What every pair of a person and a role is worth, in fixed whole-number units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer._columns import NOT_RELEVANT

from ._numbers import np
from ._people import codes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from statskompetencer.profiles import Profile
    from statskompetencer.roles import Role

    from ._people import NotAssessed
    from ._program import Whole

UNITS = 10_000
"""A match that meets every step is worth so many units."""
NO, POSSIBLE, YES = 0, 1, 2
"""The verdicts, by rank."""


def verdicts_and_units(
    people: tuple[Profile, ...], roles: Sequence[Role], reading: NotAssessed
) -> Iterator[tuple[NDArray[np.int8], Whole]]:
    """For each role the verdict on each person, and the share of steps met in units."""
    counted = reading == "held"
    for role in roles:
        codes = codes_of(people, len(role.framework))
        steps = np.zeros(len(people), dtype=np.int64)
        missed = np.zeros(len(people), dtype=bool)
        unknown = np.zeros(len(people), dtype=bool)
        for r in role:
            column = codes[:, role.framework.positions[r.competency]]
            unrated = column >= NOT_RELEVANT
            met = np.minimum(column, r.level)
            steps += r.weight * np.where(unrated, r.level if counted else 0, met).astype(np.int64)
            if r.minimum:
                missed |= ~unrated & (column < r.minimum)
                unknown |= unrated
        verdict = np.where(missed, NO, np.where(unknown & (not counted), POSSIBLE, YES))
        units = steps * UNITS // role.steps_asked if role.steps_asked else steps + UNITS
        yield verdict.astype(np.int8), units


def anything_unrated(people: tuple[Profile, ...], roles: Sequence[Role]) -> bool:
    """Whether anybody was not assessed in anything that a role asks for."""
    if not people or not roles:
        return False
    framework = people[0].framework
    asked = sorted({framework.positions[r.competency] for role in roles for r in role})
    return bool((codes_of(people, len(framework))[:, asked] >= NOT_RELEVANT).any())
