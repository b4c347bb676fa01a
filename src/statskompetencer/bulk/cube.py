"""All counts that any target or role can ask for, so that the people are not gone through again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import field, frozen

from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._unit_targets import checked_unit_targets

from ._arrays import kept
from ._frames import to_frame
from ._rebuilt import Rebuilt
from ._segments import Counts, Segments, at_least, packed
from .coverage import MatrixCoverage, check_target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statskompetencer.levels import LevelLike
    from statskompetencer.targets import Target

    from .matrix import RatingMatrix  # noqa: TC004 - imports this module; a hint of a private field


@frozen(repr=False, eq=False)
class Cube(Rebuilt):
    """How many people of each unit have what, of each competency.

    Attributes:
        units: The units, in the order of the alphabet; None, for those without, last.
        unit_people: For each unit how many people are in it.
        counts: For each unit, competency (in the framework's order) and state the number of
            people. The states are the levels from 0, then not relevant, then not assessed.

    Example:
        >>> from statskompetencer import Profile
        >>> from statskompetencer.bulk import RatingMatrix
        >>> people = [Profile("al", {"PV11": 2}), Profile("bo", {"PV11": 1})]
        >>> cube = RatingMatrix.from_profiles(people).cube()
        >>> int(cube.holders("kendskab").sum()), int(cube.holders("øvet").sum())
        (2, 1)
        >>> cube.counts.shape
        (1, 32, 7)

    .. versionadded:: 0.1.0
    """

    units: tuple[str | None, ...]
    unit_people: Counts = field(converter=kept)
    counts: Counts = field(converter=kept)
    _matrix: RatingMatrix

    @property
    def not_relevant(self) -> Counts:
        """For each unit and competency how many people it is not relevant for."""
        return self.counts[:, :, -2]

    @property
    def not_assessed(self) -> Counts:
        """For each unit and competency how many people were not assessed."""
        return self.counts[:, :, -1]

    def holders(self, level: LevelLike | None = None) -> Counts:
        """For each unit and competency how many people are at a level or above it.

        Args:
            level: By default the one from which somebody counts as a holder.

        Raises:
            UnknownNameError: No level is called so.
            InvalidValueError: There is no such level.
        """
        scale = self._matrix.scale
        least = scale.holds_from if level is None else scale.number(level)
        found: Counts = self.counts[:, :, least:-2].sum(axis=2)
        return found

    def coverage(
        self,
        target: Target | None = None,
        *,
        headcount: int | None = None,
        unit_targets: Mapping[str, Target] | None = None,
    ) -> MatrixCoverage:
        """The same as `RatingMatrix.coverage`, in a time that no number of people changes.

        Raises:
            BindingError: A target is for another framework or scale.
            InvalidValueError: `headcount` is not a whole number from that of the people.
            UnknownNameError: A target is for a unit in which nobody is.
        """
        target, headcount = check_target(self._matrix, target, headcount)
        own = checked_unit_targets({} if unit_targets is None else unit_targets, target, self.units)
        places = [target.framework.positions[demand.competency] for demand in target]
        levels = [demand.level or target.scale.holds_from for demand in target]
        holders = [
            self.counts[:, place, level:-2].sum(axis=1)
            for place, level in zip(places, levels, strict=True)
        ]
        return MatrixCoverage(
            target,
            headcount,
            self.units,
            self.unit_people,
            np.stack(holders, axis=1),
            self.not_assessed[:, places],
            self.not_relevant[:, places],
            self._matrix,
            own,
        )

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - a frame of that library
        """A frame with a row a unit, competency and state (needs narwhals).

        Args:
            backend: The library whose frame it is: "pandas", "polars" or "pyarrow".

        Raises:
            InvalidValueError: There is no such library.
            MissingExtraError: narwhals or that library is not installed.
        """
        units, size, states = self.counts.shape
        levels = [*map(str, range(states - 2)), "not relevant", "not assessed"]
        ids = self._matrix.framework.competency_ids
        return to_frame(
            {
                "unit": [unit for unit in self.units for _ in range(size * states)],
                "competency": [id_ for id_ in ids for _ in levels] * units,
                "state": levels * (units * size),
                "people": self.counts.ravel(),
            },
            backend,
        )

    def __repr__(self) -> str:
        units, size, states = self.counts.shape
        return (
            f"<Cube of {self.unit_people.sum()} people: "
            f"{units} units × {size} competencies × {states} states>"
        )


def count_cube(matrix: RatingMatrix) -> Cube:
    """Count everything once."""
    segments = Segments(matrix.bounds)
    people = np.diff(matrix.bounds)
    top, planes = matrix.scale.max, matrix.planes
    counts = np.empty((len(matrix.framework), top + 3, len(matrix.units)), np.int64)
    for place, (column, found) in enumerate(zip(matrix.columns, counts, strict=True)):
        if planes is None:
            found[-2:] = segments.count(
                [packed(column == NOT_RELEVANT), packed(column == NOT_ASSESSED)]
            )
            steps = [packed(at_least(column, level)) for level in range(1, top + 1)]
        else:
            found[-2:] = planes.not_relevant[place], planes.unknown[place]
            steps = [*planes.steps[:, place]]
        found[1:-2] = segments.count(steps)
        found[0] = people - found[-2:].sum(axis=0)
        found[:top] -= found[1 : top + 1]
    counts = np.ascontiguousarray(np.moveaxis(counts, 2, 0))
    return Cube(matrix.units, people, counts, matrix)
