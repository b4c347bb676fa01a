"""The program in whole numbers of who takes which course.

Its columns are seats, who is helped where several seats could help, what is missing of each
need, the runs of each course, and its empty seats that are paid for. The seats are either
those of single people, or those of whole pools: as if nobody needed two seats of which both
help with the same. The second program is small, and no plan can do better than it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._needs import people_in
from ._numbers import np, sparse
from ._program import OPEN, Program

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._program import Whole
    from ._seating import Case, Seat


class ProgramRows:
    """Rows of a program, as they are put together.

    Args:
        columns: How many columns there are.
    """

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._entries: list[tuple[Whole, Whole, Whole]] = []
        self._lower: list[Whole] = []
        self._upper: list[Whole] = []
        self._number = 0

    def add(self, lower: Whole, upper: int, *entries: tuple[Whole, Whole, Whole | int]) -> None:
        """Add rows.

        Args:
            lower: What each is at least.
            upper: What each is at most.
            entries: In which of these rows, in which columns, stands what.
        """
        for rows, columns, values in entries:
            whole = np.broadcast_to(np.asarray(values, dtype=np.int64), columns.shape)
            self._entries.append((rows + self._number, columns, whole))
        self._number += len(lower)
        self._lower.append(lower)
        self._upper.append(np.full(len(lower), upper, dtype=np.int64))

    def program(self, costs: Whole, tops: Whole) -> Program:
        """The program of these rows."""
        rows, columns, values = (np.concatenate(part) for part in zip(*self._entries, strict=True))
        matrix = sparse.coo_array((values, (rows, columns)), shape=(self._number, self._columns))
        lower, upper = np.concatenate(self._lower), np.concatenate(self._upper)
        return Program(matrix, lower, upper, costs, tops)


class Layout:
    """Where in the program what stands.

    Args:
        case: What is to be reached.
        by_person: Whether seats are those of single people; of whole pools otherwise.

    Attributes:
        seats: How many columns of seats there are.
        ties: How many people could be helped with the same need by several seats.
    """

    def __init__(self, case: Case, *, by_person: bool) -> None:
        self._case = case
        sizes = np.array([len(pool.people) for pool in case.pools], dtype=np.int64)
        self._first = np.append(0, np.cumsum(sizes)).astype(np.int64)
        pools = np.arange(len(sizes))
        self._pool = np.repeat(pools, sizes) if by_person else pools
        self._top = np.ones(int(sizes.sum()), dtype=np.int64) if by_person else sizes
        self.seats = len(self._pool)
        self._help()
        needs, courses = len(case.needs), len(case.prices)
        self._starts = np.cumsum([0, self.seats, self.ties, needs, courses, courses]).tolist()

    def _help(self) -> None:
        """Which columns help with which needs; of people with two such seats another column."""
        case = self._case
        number = np.array([len(pool.needs) for pool in case.pools], dtype=np.int64)[self._pool]
        seat = np.repeat(np.arange(self.seats), number)
        need = np.array(
            [need for pool in self._pool.tolist() for need in case.pools[pool].needs],
            dtype=np.int64,
        )
        who = np.arange(self.seats)  # pools are as if everybody in them were somebody else
        if len(self._pool) == self._first[-1]:
            who = np.concatenate([np.zeros(0, np.int64), *(pool.people for pool in case.pools)])
        everybody = max(self.seats, people_in(case.pools), 1)
        pairs, pair, times = np.unique(
            need * everybody + who[seat], return_inverse=True, return_counts=True
        )
        tied = np.flatnonzero(times > 1)
        self.ties = len(tied)
        tie = np.full(len(pairs), -1)
        tie[tied] = np.arange(len(tied))
        several = times[pair] > 1
        self._tied_seat, self._tie = seat[several], tie[pair[several]]
        self._need = np.concatenate([need[~several], pairs[tied] // everybody])
        self._helper = np.concatenate([seat[~several], self.seats + np.arange(self.ties)])

    def program(self, missing: int, budget: int | None, *, of_cost: bool) -> Program:
        """The program, either of cost or of what is missing.

        Args:
            missing: So much may be missing in all.
            budget: What it may cost at most; None for any cost.
            of_cost: Whether the cost is to be small; what is missing otherwise.
        """
        case = self._case
        _, either, lacks, runs, empty, size = self._starts
        needs, courses = np.arange(len(case.needs)), np.arange(len(case.prices))
        course = np.array([pool.course for pool in case.pools], dtype=np.int64)[self._pool]
        seats, none = np.arange(self.seats), np.zeros(1, dtype=np.int64)
        seat, run, least, most = (
            np.array([price[part] for price in case.prices], dtype=np.int64) for part in range(4)
        )
        costs = np.concatenate([seat[course], np.zeros(runs - either, np.int64), run, seat])
        number = np.array([need.number for need in case.needs], dtype=np.int64)
        room = np.bincount(course, self._top, len(courses)).astype(np.int64)
        highest = -(-room // most)
        paid_for = np.flatnonzero(least > 1)
        rows = ProgramRows(size)
        rows.add(number, OPEN, (needs, lacks + needs, 1), (self._need, self._helper, 1))
        rows.add(
            np.zeros(self.ties, np.int64),
            OPEN,
            (self._tie, self._tied_seat, 1),
            (np.arange(self.ties), either + np.arange(self.ties), -1),
        )
        rows.add(0 * courses, OPEN, (courses, runs + courses, most), (course, seats, -1))
        place = np.full(len(courses), -1)
        place[paid_for] = np.arange(len(paid_for))
        inside = np.flatnonzero(place[course] >= 0)
        rows.add(
            0 * paid_for,
            OPEN,
            (place[paid_for], runs + paid_for, -least[paid_for]),
            (place[paid_for], empty + paid_for, 1),
            (place[course[inside]], inside, 1),
        )
        rows.add(none - OPEN, missing, (0 * needs, lacks + needs, 1))
        if budget is not None:
            priced = np.flatnonzero(costs)
            rows.add(none - OPEN, budget, (0 * priced, priced, costs[priced]))
        tops = np.concatenate(
            [
                self._top,
                np.ones(self.ties, dtype=np.int64),
                np.minimum(number, missing),
                highest,
                np.where(least > 1, least * highest, 0),
            ]
        )
        if not of_cost:
            costs = np.zeros(size, dtype=np.int64)
            costs[lacks:runs] = 1
        program = rows.program(costs, tops)
        program.first[runs:empty] = True  # once the runs are whole, the seats nearly are
        return program

    def solution(self, seats: Iterable[Seat]) -> Whole:
        """The columns of a choice of seats."""
        case, (_, either, lacks, runs, empty, size) = self._case, self._starts
        x = np.zeros(size, dtype=np.int64)
        taken = np.zeros(len(case.prices), dtype=np.int64)
        by_person = self.seats == self._first[-1]
        for person, number in seats:
            pool = case.pools[number]
            place = int(np.searchsorted(pool.people, person))
            x[self._first[number] + place if by_person else number] += 1
            taken[pool.course] += 1
        np.maximum.at(x, either + self._tie, x[self._tied_seat])
        helped = np.bincount(self._need, x[self._helper], len(case.needs)).astype(np.int64)
        for need, (wanted, has) in enumerate(zip(case.needs, helped.tolist(), strict=True)):
            x[lacks + need] = max(0, wanted.number - has)
        for course, (price, many) in enumerate(zip(case.prices, taken.tolist(), strict=True)):
            x[runs + course] = price.runs(many)
            x[empty + course] = max(0, price.least * price.runs(many) - many)
        return x

    def chosen(self, x: Whole) -> set[Seat]:
        """The seats of a solution; of single people only."""
        found: set[Seat] = set()
        for column in np.flatnonzero(x[: self.seats]).tolist():
            number = int(self._pool[column])
            people = self._case.pools[number].people
            found.add((int(people[column - self._first[number]]), number))
        return found
