"""A program in whole numbers, and bounds on it that are worked out in whole numbers.

Minimise ``costs · x`` where ``lower <= matrix x <= upper`` and ``0 <= x <= tops``, all whole.
A bound holds for any prices of the rows whatever, so it does not matter how roughly a
solver found them: they are rounded to whole parts, and the sum is exact.
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, Any, NamedTuple

from ._numbers import np, sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Real = NDArray[np.float64]

OPEN = int(np.iinfo(np.int64).max)
"""As the upper (or, negative, lower) side of a row: it has none."""
_ROOM = 60
"""Sums of so many bits fit into a machine word with its sign."""


class Program:
    """A program in whole numbers.

    Args:
        matrix: Rows by columns, whole.
        lower: What each row is at least.
        upper: What each row is at most.
        costs: What each column costs, from 0.
        tops: What each column is at most.

    Attributes:
        first: Columns that are to be decided before the others.
        step: Every value of the program is a multiple of this.
        spread: The greatest sum of a column's entries, signs left out.
    """

    def __init__(self, matrix: Any, lower: Whole, upper: Whole, costs: Whole, tops: Whole) -> None:  # noqa: ANN401 - scipy has no types; what a program is made of
        self.matrix: Any = sparse.csc_array(matrix, dtype=np.int64)
        self.lower = lower
        self.upper = upper
        self.costs = costs
        self.tops = tops
        self.first = np.zeros(len(costs), dtype=bool)
        self.step = gcd(*map(int, np.unique(costs))) or 1
        self.spread = int(np.max(abs(self.matrix).sum(axis=0), initial=0))

    def value(self, x: Whole) -> int:
        """What a solution costs."""
        used = np.flatnonzero(x)
        return sum(a * b for a, b in zip(self.costs[used].tolist(), x[used].tolist(), strict=True))

    def allows(self, x: Whole) -> bool:
        """Whether a solution keeps to all rows and tops."""
        rows = self.matrix @ x
        return bool(
            (rows >= self.lower).all()
            and (rows <= self.upper).all()
            and (x >= 0).all()
            and (x <= self.tops).all()
        )


class Bound(NamedTuple):
    """A proven lower bound.

    Attributes:
        whole: No solution costs less than this.
        exact: The sum before it was rounded up, in parts.
        parts: How many parts make one.
        reduced: What each column costs beyond the prices of its rows, in parts.
    """

    whole: int
    exact: int
    parts: int
    reduced: Whole


def bound_by(
    program: Program,
    prices: Real,
    lows: Whole,
    tops: Whole,
    *,
    costs: Whole | None = None,
) -> Bound:
    """The bound that prices of the rows give, exact whatever the prices are.

    Args:
        program: The program.
        prices: What one more of each row would cost.
        lows: What each column is at least.
        tops: What each column is at most.
        costs: Instead of the program's own.
    """
    costs = program.costs if costs is None else costs
    prices = np.where(program.upper == OPEN, np.maximum(prices, 0), prices)
    prices = np.where(program.lower == -OPEN, np.minimum(prices, 0), prices)
    largest = float(costs.max(initial=0)) + float(np.abs(prices).max(initial=0)) * program.spread
    parts = 1 << min(40, max(0, _ROOM - int(largest).bit_length()))
    whole = np.rint(prices * parts).astype(np.int64)
    reduced = costs * parts - program.matrix.T @ whole
    sides = np.where(whole > 0, program.lower, program.upper)
    at = np.where(reduced < 0, tops, lows)
    exact = _dot(whole, sides) + _dot(reduced, at)
    step = program.step * parts
    return Bound(-(-exact // step) * program.step, exact, parts, reduced)


def narrowed(
    program: Program, bound: Bound, best: int, lows: Whole, tops: Whole
) -> tuple[Whole, Whole]:
    """The bounds of the columns in any solution that is cheaper than the best so far."""
    room = (best - program.step) * bound.parts - bound.exact
    room = min(room, 1 << 61)
    reduced = bound.reduced
    steps = room // np.maximum(np.abs(reduced), 1)
    span = tops - lows
    cut = (reduced != 0) & (steps < span)
    return (
        np.where(cut & (reduced < 0), tops - steps, lows),
        np.where(cut & (reduced > 0), lows + steps, tops),
    )


def _dot(a: Whole, b: Whole) -> int:
    used = np.flatnonzero((a != 0) & (b != 0))
    pairs: Sequence[tuple[int, int]] = list(zip(a[used].tolist(), b[used].tolist(), strict=True))
    return sum(x * y for x, y in pairs)
