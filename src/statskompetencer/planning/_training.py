"""Who takes which course: the cheapest seats, proven by what whole pools of people would need."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ._needs import pools_of
from ._numbers import np
from ._seating import Case
from ._solver import Solved, solve
from ._training_program import Layout
from .proof import Proof, weaker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ._clock import Clock
    from ._needs import Need, Price
    from ._seating import Seat

    Watch = Callable[[int, int], None]

MANY_SEATS = 400_000
"""With more possible seats than these the program of single people is not asked: its
relaxation alone would take longer than a plan may."""


class Trained(NamedTuple):
    """Who takes which course.

    Attributes:
        seats: The seats, by person and course.
        helped: How many people are helped with each need.
        cost: What the seats cost.
        bound: Nothing that leaves as little missing costs less.
        missing: How many are not helped.
        missing_bound: So many are not helped in any case.
        proof: How sure that is.
        greedy: What the greedy choice costs, and how many it does not help.
    """

    seats: tuple[tuple[int, int], ...]
    helped: tuple[int, ...]
    cost: int
    bound: int
    missing: int
    missing_bound: int
    proof: Proof
    greedy: tuple[int, int]


def train_for(
    needs: Sequence[Need],
    prices: Sequence[Price],
    budget: int | None,
    clock: Clock,
    watch: Watch | None = None,
) -> Trained:
    """The cheapest seats that meet all needs; under a budget, those that meet the most.

    Args:
        needs: What is to be reached.
        prices: What the courses cost.
        budget: What the seats may cost at most.
        clock: When to stop.
        watch: Told the best cost and the bound.
    """
    case = Case(needs, prices, pools_of(needs, len(prices)))
    search = _Search(case, budget)
    first = start = case.greedy(None)
    missing, missing_bound, proof = 0, 0, Proof.CHECKED
    if budget is not None and case.cost(first) > budget:
        first = case.greedy(budget)
        most = sum(need.number for need in needs)
        start, least = search.best(first, most, clock.half(), of_cost=False)
        missing, missing_bound, proof = case.missing(start), least.bound, least.proof
    seats, found = search.best(start, missing, clock, watch=watch)
    seats = case.first_by_id(case.lean(seats, missing))
    return Trained(
        tuple(sorted((person, case.pools[pool].course) for person, pool in seats)),
        tuple(case.helped(seats)),
        case.cost(seats),
        found.bound,
        case.missing(seats),
        missing_bound,
        weaker(proof, found.proof),
        (case.cost(first), case.missing(first)),
    )


class _Search:
    """Looks for the best seats, first as if pools were all there is."""

    def __init__(self, case: Case, budget: int | None) -> None:
        self._case = case
        self._budget = budget
        self._pooled = Layout(case, by_person=False)

    def best(
        self,
        start: set[Seat],
        missing: int,
        clock: Clock,
        *,
        of_cost: bool = True,
        watch: Watch | None = None,
    ) -> tuple[set[Seat], Solved]:
        """The best seats found, and how good they are.

        Args:
            start: Seats to begin with.
            missing: So much may be missing.
            clock: When to stop.
            of_cost: Whether the cost is to be small; what is missing otherwise.
            watch: Told the best value and the bound.
        """
        case, budget = self._case, self._budget
        value = case.cost if of_cost else case.missing
        if clock.over:  # of many people the program alone takes seconds
            return start, Solved(np.zeros(0, dtype=np.int64), value(start), 0, 0)

        def told(_: int, bound: int) -> None:
            if watch:  # what pools come to is no plan yet
                watch(value(start), bound)

        program = self._pooled.program(missing, budget, of_cost=of_cost)
        pooled = solve(program, self._pooled.solution(start), clock.half(), told)
        seats = case.seated(pooled.x[: self._pooled.seats], budget, missing)
        if case.missing(seats) > missing or value(seats) > value(start):
            seats = start
        if watch:
            watch(value(seats), pooled.bound)
        single = self._single
        if value(seats) <= max(pooled.bound, pooled.word) or single is None or not single.ties:
            return seats, pooled._replace(value=value(seats))
        program = single.program(missing, budget, of_cost=of_cost)
        found = solve(
            program, single.solution(seats), clock, watch, floor=(pooled.bound, pooled.word)
        )
        return single.chosen(found.x), found

    @cached_property
    def _single(self) -> Layout | None:
        """The program of single people, unless there are too many seats for one."""
        if sum(len(pool.people) for pool in self._case.pools) > MANY_SEATS:
            return None
        return Layout(self._case, by_person=True)
