"""Who takes which course, as a program in whole numbers.

A *need* is for a number of people out of some, each of whom one or more courses would help.
Columns are seats (a person in a course), helped people where several courses could help,
what is missing of each need, the runs of each course, and its empty seats that are paid for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ._numbers import np, sparse
from ._program import OPEN, Program
from ._solver import solve
from .proof import Proof, weaker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ._clock import Clock
    from ._program import Whole

    Watch = Callable[[int, int], None]
    Seat = tuple[int, int]
    """A person and a course, by their numbers."""


class Need(NamedTuple):
    """So many of some people are to be helped.

    Attributes:
        number: How many, at most as many as can be.
        helped: By person the courses of which any would do.
    """

    number: int
    helped: dict[int, list[int]]


class Price(NamedTuple):
    """What a course costs.

    Attributes:
        seat: A seat.
        run: A run besides its seats.
        least: So many seats of a run are paid for at least.
        most: How many seats a run has at most.
    """

    seat: int
    run: int
    least: int
    most: int

    def runs(self, seats: int) -> int:
        """How many runs so many seats take."""
        return -(-seats // self.most)

    def cost(self, seats: int) -> int:
        """What so many seats cost."""
        runs = self.runs(seats)
        return self.run * runs + self.seat * max(seats, self.least * runs)


class Trained(NamedTuple):
    """Who takes which course.

    Attributes:
        seats: The seats, by person and course.
        cost: What they cost.
        bound: Nothing that leaves as little missing costs less.
        missing: How many are not helped.
        missing_bound: So many are not helped in any case.
        proof: How sure that is.
        greedy: What the greedy choice costs, and how many it does not help.
    """

    seats: tuple[Seat, ...]
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
    case = _Case(needs, prices)
    first = case.greedy(None)
    missing, missing_bound, proof = 0, 0, Proof.CHECKED
    if budget is not None and case.cost(first) > budget:
        first = case.greedy(budget)
        least = solve(*case.least_missing(budget, first), clock)
        found = case.seats(least.x)
        missing, missing_bound, proof = case.missing(found), least.bound, least.proof
        start = case.lean(found, missing)
    else:
        start = first
    best = solve(*case.cheapest(missing, budget, start), clock, watch)
    seats = case.first_by_id(case.lean(case.seats(best.x), missing))
    return Trained(
        tuple(sorted(seats)),
        case.cost(seats),
        best.bound if missing == missing_bound else 0,
        case.missing(seats),
        missing_bound,
        weaker(proof, best.proof),
        (case.cost(first), case.missing(first)),
    )


class _Case:
    def __init__(self, needs: Sequence[Need], prices: Sequence[Price]) -> None:
        self._needs = needs
        self._prices = prices
        serves: dict[Seat, list[int]] = {}
        for number, need in enumerate(needs):
            for person, courses in need.helped.items():
                for course in courses:
                    serves.setdefault((person, course), []).append(number)
        self._serves = dict(sorted(serves.items()))
        self._by_course: list[list[int]] = [[] for _ in prices]
        for person, course in self._serves:
            self._by_course[course].append(person)
        self._layout = _Layout(self._serves, needs, prices, self._by_course)

    def cost(self, seats: set[Seat]) -> int:
        """What seats cost, with as few runs as hold them."""
        taken = [0] * len(self._prices)
        for _, course in seats:
            taken[course] += 1
        return sum(price.cost(n) for price, n in zip(self._prices, taken, strict=True))

    def missing(self, seats: set[Seat]) -> int:
        """How many are not helped, over all needs."""
        helped: list[set[int]] = [set() for _ in self._needs]
        for seat in seats:
            for need in self._serves[seat]:
                helped[need].add(seat[0])
        return sum(
            max(0, need.number - len(people))
            for need, people in zip(self._needs, helped, strict=True)
        )

    def greedy(self, budget: int | None) -> set[Seat]:
        """Seats of one course after the other: those that help most for what they cost."""
        left = [need.number for need in self._needs]
        helped: set[tuple[int, int]] = set()
        seats: set[Seat] = set()
        taken = [0] * len(self._prices)
        spent = 0
        waiting = set(range(len(self._prices)))
        known: dict[int, tuple[float, list[Seat]]] = {}
        while waiting:
            for course in sorted(waiting - known.keys()):
                room = None if budget is None else budget - spent
                known[course] = self._batch(course, taken[course], left, helped, seats, room)
            course = max(sorted(waiting), key=lambda one: known[one][0])
            del known[course]
            room = None if budget is None else budget - spent
            fresh = self._batch(course, taken[course], left, helped, seats, room)
            if not fresh[1]:
                waiting.discard(course)
                continue
            if fresh[0] < max((known[one][0] for one in waiting - {course}), default=0):
                known[course] = fresh
                continue
            before = self._prices[course].cost(taken[course])
            for seat in fresh[1]:
                seats.add(seat)
                for need in self._serves[seat]:
                    if left[need] and (seat[0], need) not in helped:
                        helped.add((seat[0], need))
                        left[need] -= 1
            taken[course] += len(fresh[1])
            spent += self._prices[course].cost(taken[course]) - before
        return self.lean(seats, sum(left))

    def _batch(  # noqa: PLR0913, PLR0917 - how things stand
        self,
        course: int,
        taken: int,
        left: list[int],
        helped: set[tuple[int, int]],
        seats: set[Seat],
        room: int | None,
    ) -> tuple[float, list[Seat]]:
        """The seats of one course that help most for what they cost, up to one run more."""
        price = self._prices[course]
        gains: list[tuple[int, int, list[int]]] = []
        for person in self._by_course[course]:
            if (person, course) in seats:
                continue
            useful = [
                need
                for need in self._serves[person, course]
                if left[need] and (person, need) not in helped
            ]
            if useful:
                gains.append((-len(useful), person, useful))
        gains.sort()
        still = dict.fromkeys((need for _, _, useful in gains for need in useful), 0)
        for need in still:
            still[need] = left[need]
        before = price.cost(taken)
        chosen: list[Seat] = []
        best: tuple[float, int] = (0.0, 0)
        gain = 0
        for _, person, useful in gains[: price.most]:
            more = [need for need in useful if still[need]]
            if not more:
                continue
            for need in more:
                still[need] -= 1
            gain += len(more)
            chosen.append((person, course))
            cost = price.cost(taken + len(chosen)) - before
            worth = gain / cost if cost else gain * 1e12
            if worth > best[0] and (room is None or cost <= room):
                best = worth, len(chosen)
        return best[0], chosen[: best[1]]

    def lean(self, seats: set[Seat], missing: int) -> set[Seat]:
        """The same without seats that nobody needs, the dearest first."""
        counts: dict[tuple[int, int], int] = {}
        helped = [0] * len(self._needs)
        for person, course in seats:
            for need in self._serves[person, course]:
                counts[person, need] = counts.get((person, need), 0) + 1
                helped[need] += counts[person, need] == 1
        spare = missing - sum(
            max(0, need.number - n) for need, n in zip(self._needs, helped, strict=True)
        )
        kept = set(seats)
        for seat in sorted(seats, key=lambda one: (self._prices[one[1]].seat, one), reverse=True):
            alone = [need for need in self._serves[seat] if counts[seat[0], need] == 1]
            worse = sum(helped[need] <= self._needs[need].number for need in alone)
            if worse > spare:
                continue
            spare -= worse
            kept.discard(seat)
            for need in self._serves[seat]:
                counts[seat[0], need] -= 1
            for need in alone:
                helped[need] -= 1
        return kept

    def first_by_id(self, seats: set[Seat]) -> set[Seat]:
        """The same, where of people whom courses help in the same way the first take seats."""
        ways: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        for (person, course), needs in self._serves.items():
            ways.setdefault(person, []).append((course, tuple(needs)))
        alike: dict[tuple[tuple[int, tuple[int, ...]], ...], list[int]] = {}
        for person, way in ways.items():
            alike.setdefault(tuple(way), []).append(person)
        taken: dict[int, list[int]] = {}
        for person, course in sorted(seats):
            taken.setdefault(person, []).append(course)
        given: set[Seat] = set()
        for people in alike.values():
            sets = sorted((taken[one] for one in people if one in taken), reverse=True)
            for person, courses in zip(people, sets, strict=False):
                given.update((person, course) for course in courses)
        return given

    def seats(self, x: Whole) -> set[Seat]:
        """The seats of a solution."""
        some = np.flatnonzero(x[: len(self._serves)]).tolist()
        every = list(self._serves)
        return {every[number] for number in some}

    def cheapest(self, missing: int, budget: int | None, start: set[Seat]) -> tuple[Program, Whole]:
        """Seats that leave no more missing than so much, at what they cost."""
        return self._layout.program(missing, budget, of_cost=True), self._solution(start)

    def least_missing(self, budget: int, start: set[Seat]) -> tuple[Program, Whole]:
        """Seats that cost no more than the budget, where each who is not helped costs 1."""
        top = sum(need.number for need in self._needs)
        return self._layout.program(top, budget, of_cost=False), self._solution(start)

    def _solution(self, seats: set[Seat]) -> Whole:
        return self._layout.solution(seats, self._serves, self._needs, self._prices)


class _Layout:
    """The rows and columns of the program."""

    def __init__(
        self,
        serves: dict[Seat, list[int]],
        needs: Sequence[Need],
        prices: Sequence[Price],
        by_course: list[list[int]],
    ) -> None:
        self._needs = needs
        self._prices = prices
        self._by_course = by_course
        self._at = {seat: number for number, seat in enumerate(serves)}
        self._either = [
            (number, person)
            for number, need in enumerate(needs)
            for person, courses in need.helped.items()
            if len(courses) > 1
        ]
        self._starts = np.cumsum(
            [0, len(serves), len(self._either), len(needs), len(prices), len(prices)]
        ).tolist()

    def program(self, missing: int, budget: int | None, *, of_cost: bool) -> Program:
        """The program, either of cost or of what is missing."""
        _, either, lacks, runs, empty, size = self._starts
        entries: list[tuple[int, int, int]] = []
        lower: list[int] = []
        upper: list[int] = []

        def row(terms: list[tuple[int, int]], low: int, high: int = OPEN) -> None:
            entries.extend((len(lower), column, value) for column, value in terms)
            lower.append(low)
            upper.append(high)

        where = {pair: either + number for number, pair in enumerate(self._either)}
        for number, need in enumerate(self._needs):
            terms = [(lacks + number, 1)]
            for person, courses in need.helped.items():
                column = where.get((number, person), self._at[person, courses[0]])
                terms.append((column, 1))
            row(terms, need.number)
        for (number, person), column in where.items():
            helpers = [(self._at[person, c], 1) for c in self._needs[number].helped[person]]
            row([*helpers, (column, -1)], 0)
        for course, price in enumerate(self._prices):
            taken = [self._at[person, course] for person in self._by_course[course]]
            row([(runs + course, price.most), *((one, -1) for one in taken)], 0)
            if price.least > 1:
                many = [(runs + course, -price.least), (empty + course, 1)]
                row([*many, *((one, 1) for one in taken)], 0)
        costs = np.zeros(size, dtype=np.int64)
        for (_, course), column in self._at.items():
            costs[column] = self._prices[course].seat
        costs[runs:empty] = [price.run for price in self._prices]
        costs[empty:] = [price.seat for price in self._prices]
        row([(column, 1) for column in range(lacks, runs)], -OPEN, missing)
        if budget is not None:
            row([(int(c), int(costs[c])) for c in np.flatnonzero(costs)], -OPEN, budget)
        tops = np.ones(size, dtype=np.int64)
        tops[lacks:runs] = [min(need.number, missing) for need in self._needs]
        most = [p.runs(len(s)) for p, s in zip(self._prices, self._by_course, strict=True)]
        tops[runs:empty] = most
        tops[empty:] = [
            (p.least * n if p.least > 1 else 0) for p, n in zip(self._prices, most, strict=True)
        ]
        if not of_cost:
            costs = np.zeros(size, dtype=np.int64)
            costs[lacks:runs] = 1
        table = np.array(entries, dtype=np.int64).reshape(len(entries), 3)
        matrix = sparse.coo_array(
            (table[:, 2], (table[:, 0], table[:, 1])), shape=(len(lower), size)
        )
        low, high = np.array(lower, dtype=np.int64), np.array(upper, dtype=np.int64)
        program = Program(matrix, low, high, costs, tops)
        program.first[runs:empty] = True  # once the runs are whole, the seats nearly are
        return program

    def solution(
        self,
        taken: set[Seat],
        serves: dict[Seat, list[int]],
        needs: Sequence[Need],
        prices: Sequence[Price],
    ) -> Whole:
        """The columns of a choice of seats."""
        _, either, lacks, runs, empty, size = self._starts
        x = np.zeros(size, dtype=np.int64)
        helped: list[set[int]] = [set() for _ in needs]
        number = [0] * len(prices)
        for seat in taken:
            x[self._at[seat]] = 1
            number[seat[1]] += 1
            for need in serves[seat]:
                helped[need].add(seat[0])
        for column, (need, person) in enumerate(self._either):
            x[either + column] = person in helped[need]
        for need, people in enumerate(helped):
            x[lacks + need] = max(0, needs[need].number - len(people))
        for course, price in enumerate(prices):
            many = price.runs(number[course])
            x[runs + course] = many
            x[empty + course] = max(0, price.least * many - number[course])
        return x
