"""How well all people of a matrix meet many roles."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from statskompetencer.matching import Qualified
from statskompetencer.roles import Role

from ._arrays import Kind, Whole, frozen_array, kept, signed_for, span
from ._frames import to_frame
from ._measures import MET, STEPS_MET, STEPS_MET_UPPER, UNKNOWN, VERDICT, Measure, as_numbers
from ._sums import Sums

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from .matrix import RatingMatrix  # noqa: TC004 - imports this module; a hint of a private field

VERDICTS = (Qualified.NO, Qualified.POSSIBLE, Qualified.YES)
"""What the numbers 0, 1 and 2 in `Matches.qualified` stand for."""


@frozen(repr=False, eq=False)
class Matches:
    """How well people of a matrix meet roles: arrays with a row a person and a column a role.

    Each array is worked out when it is first asked for, and then kept. The numbers are those
    of `statskompetencer.match`. All of a million people and a hundred roles take 700 MB, so
    with more go through `RatingMatrix.match_blocks`.

    Attributes:
        roles: What is asked for.
        start: The number of the first person in the matrix.
        stop: The number after that of the last one.

    .. versionadded:: 0.1.0
    """

    roles: tuple[Role, ...]
    start: int
    stop: int
    _matrix: RatingMatrix
    _tables: dict[Measure, Sums]  # shared by the blocks of all people

    def _sums(self, measure: Measure, least: Kind = np.int16) -> Whole:
        if measure not in self._tables:
            self._tables[measure] = Sums(self.roles, measure, least)
        sums = self._tables[measure]
        return frozen_array(sums.all(self._matrix.columns, self.start, self.stop))

    @cached_property
    def steps_asked(self) -> Whole:
        """For each role the weighted number of steps asked for."""
        asked = [role.steps_asked for role in self.roles]
        return frozen_array(np.array(asked, signed_for(max(asked, default=0))))

    @cached_property
    def steps_met(self) -> Whole:
        """The weighted number of asked steps that are met; not assessed counts as none."""
        return self._sums(STEPS_MET)

    @cached_property
    def steps_met_upper(self) -> Whole:
        """The same if all that was not assessed met what is asked."""
        return self._sums(STEPS_MET_UPPER)

    @cached_property
    def met(self) -> Whole:
        """How many requirements are met."""
        return self._sums(MET, np.int8)

    @cached_property
    def unknown(self) -> Whole:
        """How many requirements were not assessed, or said not to be relevant today."""
        return self._sums(UNKNOWN, np.int8)

    @property
    def short(self) -> Whole:
        """How many requirements are rated and not met."""
        asked = np.array([len(role) for role in self.roles], self.met.dtype)
        return frozen_array(asked - self.met - self.unknown)

    @cached_property
    def qualified(self) -> Whole:
        """2 where every minimum is met, 1 where that is possible, 0 where one is missed."""
        return kept(as_numbers(self._sums(VERDICT, np.int8)))

    @property
    def score(self) -> NDArray[np.float64]:
        """The weighted share (0 to 1) of the asked steps that are met; a lower bound."""
        return self._share(self.steps_met)

    @property
    def score_upper(self) -> NDArray[np.float64]:
        """The share (0 to 1) if all that was not assessed met what is asked."""
        return self._share(self.steps_met_upper)

    def _share(self, steps: Whole) -> NDArray[np.float64]:
        asked = self.steps_asked
        shares = np.ones(steps.shape)
        np.divide(steps, asked, out=shares, where=asked > 0)
        return frozen_array(shares)

    @property
    def ids(self) -> list[str]:
        """The ids of the people, in the order of the rows."""
        return [*self._matrix.ids.take(span(self.start, self.stop))]

    def __len__(self) -> int:
        return self.stop - self.start

    def to_rows(self) -> list[dict[str, Any]]:
        """One plain dict a person and role; people are named, since matches are of people."""
        return [*self._rows()]

    def _rows(self) -> Iterator[dict[str, Any]]:
        numbers = {name: getattr(self, name).tolist() for name in _NAMES}
        for row, person in enumerate(self.ids):
            for column, role in enumerate(self.roles):
                found = {name: values[row][column] for name, values in numbers.items()}
                yield {
                    "person": person,
                    "role": role.id,
                    "qualified": VERDICTS[found.pop("qualified")].value,
                    "steps_asked": role.steps_asked,
                    **found,
                }

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"roles": [role.id for role in self.roles], "matches": self.to_rows()}

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - a frame of that library
        """A frame with a row a person and role (needs narwhals).

        Args:
            backend: The library whose frame it is: "pandas", "polars" or "pyarrow".

        Raises:
            MissingExtraError: narwhals or that library is not installed.
        """
        words = np.array([verdict.value for verdict in VERDICTS], object)
        ids = np.array(self.ids, object)
        return to_frame(
            {
                "person": np.repeat(ids, len(self.roles)).tolist(),
                "role": [role.id for role in self.roles] * len(self),
                "qualified": words[self.qualified].ravel().tolist(),
                "steps_asked": np.tile(self.steps_asked, len(self)),
                **{name: getattr(self, name).ravel() for name in _NAMES[1:]},
            },
            backend,
        )

    def __repr__(self) -> str:
        return f"<Matches of {len(self)} people with {len(self.roles)} roles>"


_NAMES = (
    "qualified", "steps_met", "steps_met_upper", "score", "score_upper", "met", "short", "unknown",
)  # fmt: skip
