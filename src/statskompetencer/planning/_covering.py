"""The cheapest people who together hold enough: set multi-cover, with people merged.

People who hold the same (of what is needed), cost the same and are of the same required
unit are one column with a number: which of them is taken makes no difference to the cost,
and by id the first are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ._classes import Classes, merged
from ._numbers import np, sparse
from ._program import OPEN, Program
from ._solver import solve
from .proof import Proof, weaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._clock import Clock
    from ._people import Bits
    from ._program import Whole

    Watch = Callable[[int, int], None]


class Cover(NamedTuple):
    """Who is chosen.

    Attributes:
        members: The numbers of the people, in order.
        cost: What they cost.
        bound: No choice that lacks no more holders costs less.
        missing: How many holders are missing in all.
        missing_bound: So many are missing in any choice.
        proof: How sure that is.
        greedy: What the greedy choice costs, and how many holders it lacks.
    """

    members: tuple[int, ...]
    cost: int
    bound: int
    missing: int
    missing_bound: int
    proof: Proof
    greedy: tuple[int, int]


def cover(  # noqa: PLR0913, PLR0917 - what is asked for
    holds: Bits,
    needs: Whole,
    costs: Whole,
    size: int | None,
    clock: Clock,
    watch: Watch | None = None,
) -> Cover:
    """The cheapest choice of people; where none is enough, the cheapest that lacks least.

    Args:
        holds: People (in the order of their ids) by rows: who adds to which row.
        needs: How many are needed in each row.
        costs: What each person costs.
        size: How many people there may be at most.
        clock: When to stop.
        watch: Told the best cost and the bound.
    """
    reach = np.minimum(needs, holds.sum(axis=0))
    classes = merged(holds, costs, reach)
    first = _greedy(classes, reach, None, classes.costs)
    start, lacks, lacks_bound, proof = first, 0, 0, Proof.CHECKED
    if size is not None and first.sum() > size:
        first = _greedy(classes, reach, size, np.ones_like(classes.costs))
        least = solve(*_least_lacking(classes, reach, size, first), clock)
        start, lacks, proof = least.x[: len(first)], least.value, least.proof
        lacks_bound = least.bound
    found = solve(*_cheapest(classes, reach, size, lacks, start), clock, watch)
    taken = _lean(classes, found.x[: len(first)], reach, lacks)
    beyond = int((needs - reach).sum())
    return Cover(
        tuple(classes.members(taken)),
        int(classes.costs @ taken),
        found.bound,
        beyond + _lacking(classes, taken, reach),
        beyond + lacks_bound,
        weaker(proof, found.proof),
        (int(classes.costs @ first), beyond + _lacking(classes, first, reach)),
    )


def _greedy(classes: Classes, reach: Whole, size: int | None, costs: Whole) -> Whole:
    """One person after the other who adds most for the cost, then what is needed most."""
    left, room = reach.copy(), classes.counts
    taken = np.zeros_like(room)
    rows = classes.rows.astype(np.float32)
    price = np.where(costs > 0, costs, 1).astype(float)
    while left.any() and (size is None or taken.sum() < size):
        gain = np.where(room > taken, rows @ (left > 0).astype(np.float32), 0)
        worth = np.where(costs > 0, gain / price, gain * (costs.max() + 1.0) * (left.sum() + 1))
        best = np.flatnonzero(worth == worth.max())
        chosen = best[int((rows[best] @ left.astype(np.float32)).argmax())]
        taken[chosen] += 1
        left = np.maximum(left - classes.rows[chosen], 0)
    return _lean(classes, taken, reach, int(left.sum()))


def _lacking(classes: Classes, taken: Whole, reach: Whole) -> int:
    used = np.flatnonzero(taken)
    return int(np.maximum(reach - taken[used] @ classes.rows[used], 0).sum())


def _lean(classes: Classes, taken: Whole, reach: Whole, lacks: int) -> Whole:
    """The same choice without anybody whom it does not need, the dearest left out first."""
    lean = taken.copy()
    used = np.flatnonzero(taken)
    held = taken[used] @ classes.rows[used]
    for one in sorted(used.tolist(), key=lambda number: (-classes.costs[number], -number)):
        while lean[one] and np.maximum(reach - held + classes.rows[one], 0).sum() <= lacks:
            lean[one] -= 1
            held = held - classes.rows[one]
    return lean


def _tops(classes: Classes, reach: Whole) -> Whole:
    return np.minimum(classes.counts, np.max(reach, initial=0))


def _least_lacking(
    classes: Classes, reach: Whole, size: int, start: Whole
) -> tuple[Program, Whole]:
    """Choices of so many people, where each missing holder costs 1."""
    rows = sparse.csc_array(classes.rows.T)
    spare = sparse.eye_array(len(reach), dtype=np.int64)
    many, few = np.ones((1, len(start)), np.int64), np.zeros((1, len(reach)), np.int64)
    program = Program(
        sparse.vstack([sparse.hstack([rows, spare]), sparse.csc_array(np.hstack([many, few]))]),
        np.append(reach, -OPEN),
        np.append(np.full(len(reach), OPEN), size),
        np.append(np.zeros(len(start), np.int64), np.ones(len(reach), np.int64)),
        np.append(_tops(classes, reach), reach),
    )
    return program, np.append(start, np.maximum(reach - start @ classes.rows, 0))


def _cheapest(
    classes: Classes, reach: Whole, size: int | None, lacks: int, start: Whole
) -> tuple[Program, Whole]:
    """Choices that lack no more than so many holders, at what the people cost."""
    rows = sparse.csc_array(classes.rows.T)
    lower, upper = reach, np.full(len(reach), OPEN)
    costs, tops = classes.costs, _tops(classes, reach)
    if size is not None:
        rows = sparse.vstack([rows, np.ones((1, len(start)), np.int64)])
        lower, upper = np.append(lower, -OPEN), np.append(upper, size)
    if lacks:
        spare = np.zeros((len(lower), len(reach)), np.int64)
        spare[: len(reach)] = np.eye(len(reach), dtype=np.int64)
        ones = np.append(np.zeros(len(start), np.int64), np.ones(len(reach), np.int64))
        rows = sparse.vstack([sparse.hstack([rows, spare]), ones.reshape(1, -1)])
        lower, upper = np.append(lower, -OPEN), np.append(upper, lacks)
        costs, tops = np.append(costs, np.zeros_like(reach)), np.append(tops, reach)
        start = np.append(start, np.maximum(reach - start @ classes.rows, 0))
    return Program(rows, lower, upper, costs, tops), start
