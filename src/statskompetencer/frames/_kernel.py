"""Scores of many people with many roles, by the sums of the packed matrix.

Only numpy is needed here, so that the workers of a cluster can run it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from statskompetencer._columns import NOT_ASSESSED
from statskompetencer.bulk._measures import (
    MET,
    STEPS_MET,
    STEPS_MET_UPPER,
    UNKNOWN,
    VERDICT,
    as_numbers,
)
from statskompetencer.bulk._sums import Sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from statskompetencer.framework import Framework
    from statskompetencer.roles import Role

VERDICTS = ("yes", "possible", "no")
"""What the numbers of `qualified` stand for."""

MEASURES = ("qualified", "steps_met", "steps_met_upper", "met", "short", "unknown")
"""What is worked out for a person and role, each a whole number."""


class Kernel:
    """The requirements of some roles, ready to be summed.

    Args:
        roles: Roles of one framework and scale.
        framework: That framework.

    Attributes:
        ids: The ids of the roles.
        places: The places of the competencies that any role asks for, one at least.
        asked: For each role the weighted number of steps asked.
    """

    def __init__(self, roles: Sequence[Role], framework: Framework) -> None:
        positions = framework.positions
        named = {positions[r.competency] for role in roles for r in role}
        self.ids = [role.id for role in roles]
        self.places = sorted(named) or [0]
        self.asked = np.array([role.steps_asked for role in roles], dtype=np.int64)
        self._sizes = np.array([len(role) for role in roles], dtype=np.int64)
        self._height = len(framework)
        self._sums = {
            "steps_met": Sums(roles, STEPS_MET),
            "steps_met_upper": Sums(roles, STEPS_MET_UPPER),
            "met": Sums(roles, MET),
            "unknown": Sums(roles, UNKNOWN),
        }
        self._verdicts = Sums(roles, VERDICT)

    def measures(self, codes: NDArray[np.uint8]) -> dict[str, NDArray[np.int64]]:
        """All measures of all people with all roles.

        Args:
            codes: For each person (row) and each of `places` (column) the level, or 254 or
                255 for none.

        Returns:
            For each of `MEASURES` an array with one row a person and one column a role.
        """
        people = len(codes)
        columns = np.full((self._height, people), NOT_ASSESSED, dtype=np.uint8)
        columns[self.places] = codes.T
        found = {
            name: sums.all(columns, 0, people).astype(np.int64) for name, sums in self._sums.items()
        }
        verdicts = as_numbers(self._verdicts.all(columns, 0, people))
        found["qualified"] = 2 - verdicts.astype(np.int64)
        found["short"] = self._sizes - found["met"] - found["unknown"]
        return found

    def order(
        self, found: dict[str, NDArray[np.int64]]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Two whole numbers by which a ranking orders: the lower, the better the match."""
        asked, one_more = self.asked, self._sizes + 1
        first = found["qualified"] * (asked + 1) + (asked - found["steps_met"])
        second = (asked - found["steps_met_upper"]) * one_more + found["short"]
        return first, second * one_more + found["unknown"]

    def score(self, steps: NDArray[np.int64]) -> NDArray[np.float64]:
        """The share (0 to 1) of the asked steps; 1 for a role that asks for nothing."""
        asked = np.broadcast_to(self.asked, steps.shape)
        with np.errstate(invalid="ignore"):
            return np.where(asked > 0, steps / np.maximum(asked, 1), 1.0)
