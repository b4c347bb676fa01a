"""Whose leaving hurts most, as a program in whole numbers.

Of a competency with h holders of which k are needed, s leave. It falls below its number
when s > h - k, and then lacks s - (h - k). What is to be as large as possible (how many
fall below, then how much is lacking) is turned round into costs from 0: of each
competency that does not fall below, and of each holder that is not lacking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ._classes import Classes, merged
from ._numbers import np
from ._program import OPEN, Program
from ._solver import solve

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._clock import Clock
    from ._people import Bits
    from ._program import Whole
    from .proof import Proof


class Worst(NamedTuple):
    """The worst that can come of people leaving.

    Attributes:
        leavers: The numbers of the people, in order; only those who make it worse.
        below: How many competencies are then below their number.
        missing: How many holders are then missing in all.
        bound: In no case are more below, or as many and more missing.
        proof: How sure that is.
        greedy: How many are below and missing if the most harmful leave one by one.
    """

    leavers: tuple[int, ...]
    below: int
    missing: int
    bound: tuple[int, int]
    proof: Proof
    greedy: tuple[int, int]


def worst(
    holds: Bits,
    needs: Whole,
    leavers: int,
    clock: Clock,
    watch: Callable[[int, int], None] | None = None,
) -> Worst:
    """The people whose leaving puts most competencies below their number.

    Args:
        holds: People (in the order of their ids) by competencies: who holds which.
        needs: How many holders of each are needed.
        leavers: How many people leave at most.
        clock: When to stop.
        watch: Told how many are below in the worst case so far, and at most in any.
    """
    holders = holds.sum(axis=0)
    hurt = (holders - needs < leavers) & (holders > 0)
    classes = merged(holds, np.zeros(len(holds), dtype=np.int64), hurt.astype(np.int64))
    case = _Case(classes.rows[:, hurt], holders[hurt], needs[hurt], leavers)
    gone = int((holders[~hurt] < needs[~hurt]).sum())  # nobody holds these at all
    lost = int(np.maximum(needs - holders, 0)[~hurt].sum())
    first = case.greedy(classes)

    def told(value: int, bound: int) -> None:
        if watch:
            watch(*(gone + (case.most - one) // case.weight for one in (value, bound)))

    found = solve(case.program(classes), case.solution(first), clock, told)
    taken = case.lean(found.x[: len(first)])
    below, missing = case.outcome(taken)
    most = divmod(case.most - found.bound, case.weight)
    greedy = case.outcome(first)
    return Worst(
        tuple(classes.members(taken)),
        gone + below,
        lost + missing,
        (gone + most[0], lost + most[1]),
        found.proof,
        (gone + greedy[0], lost + greedy[1]),
    )


class _Case:
    """The competencies that can be hurt: `spare` holders of each may leave."""

    def __init__(self, rows: Whole, holders: Whole, needs: Whole, leavers: int) -> None:
        self.rows = rows
        self.spare = holders - needs
        self.needs = needs
        self.leavers = leavers
        self.broken = self.spare < 0
        self.weight = int(needs.sum()) + 1
        """One competency more below its number counts more than all that can be missing."""
        self.caps = np.where(self.broken, np.minimum(holders, leavers), needs - 1)
        kept = ~self.broken
        fixed = (self.weight - self.spare)[self.broken].sum()
        self.most = int(fixed + self.caps.sum() + (self.weight + 1) * kept.sum())
        """The value if every competency were below, and all of its holders gone."""

    def outcome(self, taken: Whole) -> tuple[int, int]:
        """How many are below, and how many holders are missing."""
        used = np.flatnonzero(taken)
        lack = taken[used] @ self.rows[used] - self.spare
        return int((lack > 0).sum()), int(np.maximum(lack, 0).sum())

    def value(self, taken: Whole) -> int:
        """The outcome as one number."""
        below, missing = self.outcome(taken)
        return below * self.weight + missing

    def greedy(self, classes: Classes) -> Whole:
        """One after the other who makes it worst, then who comes nearest to making it worse."""
        taken, gone = np.zeros(len(self.rows), dtype=np.int64), np.zeros_like(self.needs)
        for _ in range(min(self.leavers, int(classes.counts.sum()))):
            left = self.spare - gone
            gain = np.where(left < 0, 1, np.where(left == 0, self.weight + 1, 0))
            near = np.where(left > 0, 1 / (np.maximum(left, 0) + 1), 0)
            free = classes.counts > taken
            worth = np.where(free, self.rows @ gain + (self.rows @ near) / (len(near) + 1), -1)
            chosen = int(worth.argmax())
            taken[chosen] += 1
            gone += self.rows[chosen]
        return self.lean(taken)

    def lean(self, taken: Whole) -> Whole:
        """The same outcome without those whose leaving changes nothing."""
        lean, value = taken.copy(), self.value(taken)
        for one in np.flatnonzero(taken)[::-1].tolist():
            while lean[one]:
                lean[one] -= 1
                if self.value(lean) < value:
                    lean[one] += 1
                    break
        return lean

    def program(self, classes: Classes) -> Program:
        """Columns: the classes, then for each competency “not below” and “not missing”."""
        size, number = len(self.rows), len(self.needs)
        eye = np.eye(number, dtype=np.int64)
        none = np.zeros((number, size), dtype=np.int64)
        spare = np.where(self.broken, 0, self.spare + 1)
        tied = np.where(self.broken, 0, self.caps)
        matrix = np.vstack(
            [
                np.hstack([self.rows.T, eye * spare, eye]),
                np.hstack([none, eye * -tied, eye]),
                np.append(np.ones(size, dtype=np.int64), np.zeros(2 * number, dtype=np.int64)),
            ]
        )
        return Program(
            matrix,
            np.concatenate([spare + self.caps, np.zeros(number, dtype=np.int64), [-OPEN]]),
            np.append(np.full(2 * number, OPEN), self.leavers),
            np.concatenate(
                [
                    np.zeros(size, dtype=np.int64),
                    np.where(self.broken, 0, self.weight + 1),
                    np.ones(number, dtype=np.int64),
                ]
            ),
            np.concatenate(
                [
                    np.minimum(classes.counts, self.leavers),
                    np.where(self.broken, 0, 1),
                    self.caps,
                ]
            ),
        )

    def solution(self, taken: Whole) -> Whole:
        """The columns of a choice of people."""
        used = np.flatnonzero(taken)
        lack = taken[used] @ self.rows[used] - self.spare
        kept = np.where(self.broken | (lack > 0), 0, 1)
        missing = np.where(self.broken, lack + self.spare, lack - 1)
        return np.concatenate([taken, kept, np.clip(self.caps - missing, 0, self.caps)])
