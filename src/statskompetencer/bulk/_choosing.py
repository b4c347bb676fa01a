"""Which of several ratings counts, for very many people at once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ._coded import Numbers

A = TypeVar("A", bound=np.integer[Any])

UNDECIDED = 252
"""The code of a rating where several contradict; what has more weight may still decide it."""
UNDECIDED_UNIT = 2**31 - 1
"""The number of a unit where several contradict."""


class Groups:
    """Rows of which several are about the same.

    Args:
        of: For each row the number of its group, from 0.
        number: How many groups there are; each has a row.
    """

    def __init__(self, of: Numbers, number: int) -> None:
        self.of = of
        self.number = number

    @cached_property
    def first(self) -> Numbers:
        """For each group its first row."""
        found = np.empty(self.number, np.int64)
        found[self.of[::-1]] = np.arange(len(self.of) - 1, -1, -1)
        return found

    @cached_property
    def order(self) -> Numbers:
        """The rows, group by group, those of a group as they were."""
        return np.argsort(self.of, kind="stable")

    @cached_property
    def sizes(self) -> Numbers:
        """For each group how many rows it has."""
        return np.bincount(self.of, minlength=self.number)

    @cached_property
    def starts(self) -> Numbers:
        """For each group where it begins in `order`."""
        return np.cumsum(self.sizes) - self.sizes

    def are_alike(self, values: NDArray[Any]) -> bool:
        """Whether the rows of each group say the same."""
        return bool(np.array_equal(values[self.first][self.of], values))

    def only(self, values: NDArray[A], nothing: int) -> NDArray[A]:
        """For each group what all its rows say, or `nothing` if they differ."""
        if self.are_alike(values):
            return values[self.first]
        said = values[self.order]
        lowest = np.minimum.reduceat(said, self.starts)
        return np.where(lowest == np.maximum.reduceat(said, self.starts), lowest, nothing)

    def single(self, codes: NDArray[np.uint8], nothing: int) -> NDArray[np.uint8]:
        """For each group the code in one of its rows; `UNDECIDED` if it is in several.

        Args:
            codes: For each row its code.
            nothing: The code of a row that has none; higher than all others.
        """
        said = codes[self.order]
        number = np.add.reduceat(said != nothing, self.starts, dtype=np.int64)
        return np.where(number > 1, UNDECIDED, np.minimum.reduceat(said, self.starts)).astype(
            codes.dtype
        )

    def heaviest(
        self,
        values: NDArray[A],
        grounds: NDArray[Any],
        weights: NDArray[np.int32],
        *,
        nothing: int,
        undecided: int,
    ) -> tuple[NDArray[A], NDArray[Any]]:
        """For each group the value with the most weight, and the ground of this weight.

        Args:
            values: For each row what it says.
            grounds: For each row the number of what gives it its weight.
            weights: For each such number the weight, from 1.
            nothing: The value of a row that says nothing; it never counts.
            undecided: What stands for several values of the same weight.
        """
        values, grounds = values[self.order], grounds[self.order]
        weight = np.where(values == nothing, 0, weights[grounds])
        most = np.maximum.reduceat(weight, self.starts)
        counts = (weight == np.repeat(most, self.sizes)) & (weight > 0)
        ends = np.iinfo(values.dtype)
        lowest = np.minimum.reduceat(np.where(counts, values, ends.max), self.starts)
        highest = np.maximum.reduceat(np.where(counts, values, ends.min), self.starts)
        found = np.where(lowest == highest, lowest, np.where(most > 0, undecided, nothing))
        best = np.maximum.reduceat(np.where(counts, grounds, 0), self.starts)
        return found.astype(values.dtype), best
