"""What is to be reached by training, and whom each course helps with what.

A *need* is for a number of people out of some, each of whom one or more courses would help.
A *pool* is the people whom one course helps with just the same needs: a plan is made of
people out of pools, and what it comes to depends on no more than that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ._numbers import np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ._program import Whole


class Need(NamedTuple):
    """So many of some people are to be helped.

    Attributes:
        number: How many, at most as many as can be.
        helped: By course the people whom it helps, by their numbers.
    """

    number: int
    helped: Mapping[int, Sequence[int] | Whole]


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


class Pool(NamedTuple):
    """People whom one course helps with just the same needs.

    Attributes:
        course: The course, by its number.
        needs: The needs, by their numbers.
        people: The people, by their numbers, in order.
    """

    course: int
    needs: tuple[int, ...]
    people: Whole


def pools_of(needs: Sequence[Need], courses: int) -> list[Pool]:
    """The pools of every course, without people whom no plan has to look at.

    With *n* people to be helped in all, *n* seats suffice. Where a pool has more people, a
    seat of any other than its first *n* can go to one of these who has no seat yet: that
    helps with the same needs and costs the same. So nobody is missed who is among the first
    *n* of no pool.
    """
    every = [pool for course in range(courses) for pool in _pools_of_course(needs, course)]
    enough = sum(need.number for need in needs)
    if all(len(pool.people) <= enough for pool in every):
        return every
    seen = np.zeros(people_in(every), dtype=bool)
    for pool in every:
        seen[pool.people[:enough]] = True
    return [pool._replace(people=pool.people[seen[pool.people]]) for pool in every]


def people_in(pools: Iterable[Pool]) -> int:
    """One more than the greatest number of a person."""
    return 1 + max((int(pool.people[-1]) for pool in pools), default=-1)


def _pools_of_course(needs: Sequence[Need], course: int) -> list[Pool]:
    helping = [
        (number, np.asarray(need.helped[course], dtype=np.int64))
        for number, need in enumerate(needs)
        if need.number and course in need.helped
    ]
    size = 1 + max((int(people.max(initial=-1)) for _, people in helping), default=-1)
    kind = np.zeros(size, dtype=np.int64)
    kinds: list[tuple[int, ...]] = [()]
    for number, people in helping:
        before, which = np.unique(kind[people], return_inverse=True)
        kind[people] = len(kinds) + which
        kinds += [(*kinds[one], number) for one in before.tolist()]
    order = np.argsort(kind, kind="stable")
    starts = np.searchsorted(kind[order], np.arange(len(kinds) + 1))
    return [
        Pool(course, kinds[one], order[starts[one] : starts[one + 1]])
        for one in range(1, len(kinds))
        if starts[one] < starts[one + 1]
    ]


def alike(pools: Sequence[Pool]) -> Whole:
    """For each person a number: those have the same whom courses help in the same way."""
    kind = np.zeros(people_in(pools), dtype=np.int64)
    kinds = 1
    for pool in pools:
        before, which = np.unique(kind[pool.people], return_inverse=True)
        kind[pool.people] = kinds + which
        kinds += len(before)
    return kind
