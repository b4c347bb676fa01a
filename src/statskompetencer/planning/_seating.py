"""Seats in courses as they are taken one by one: by greedy choice, or as pools are to have them."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, TypeAlias

from ._needs import alike, people_in
from ._numbers import np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._needs import Need, Pool, Price
    from ._program import Whole

Seat: TypeAlias = tuple[int, int]
"""A person and a pool, by their numbers."""
Late: TypeAlias = "dict[int, deque[Seat]]"
_FREE = 1e12
"""What helps and costs nothing comes before all that costs something."""


class Case:
    """What is asked for, what the courses cost, and the pools of people.

    Args:
        needs: What is to be reached.
        prices: What the courses cost.
        pools: Whom each course helps with what.
    """

    def __init__(self, needs: Sequence[Need], prices: Sequence[Price], pools: list[Pool]) -> None:
        self.needs = needs
        self.prices = prices
        self.pools = pools
        self.of_course: list[list[int]] = [[] for _ in prices]
        self.pool_of = np.full((len(prices), people_in(pools)), -1, dtype=np.int32)
        """By course and person the pool in which the person is, -1 for none."""
        for number, pool in enumerate(pools):
            self.of_course[pool.course].append(number)
            self.pool_of[pool.course, pool.people] = number
        self._sizes = np.array([len(pool.needs) for pool in pools], dtype=np.int64)
        self._starts = np.cumsum(self._sizes) - self._sizes
        self._needs = np.array([need for pool in pools for need in pool.needs], dtype=np.int64)
        """The needs of all pools, one pool after the other."""
        self._numbers = np.array([need.number for need in needs], dtype=np.int64)

    def cost(self, seats: Iterable[Seat]) -> int:
        """What seats cost, with as few runs as hold them."""
        taken = [0] * len(self.prices)
        for _, pool in seats:
            taken[self.pools[pool].course] += 1
        return sum(price.cost(n) for price, n in zip(self.prices, taken, strict=True))

    def helped(self, seats: Iterable[Seat]) -> list[int]:
        """How many people are helped with each need."""
        person, need, _ = self._helps([*seats])
        found: list[int] = self._helped(person, need).tolist()
        return found

    def missing(self, seats: Iterable[Seat]) -> int:
        """How many are not helped, over all needs."""
        person, need, _ = self._helps([*seats])
        return self._missing(self._helped(person, need))

    def _helps(self, seats: list[Seat]) -> tuple[Whole, Whole, Whole]:
        """Who is helped with what, and by which of the seats."""
        person, pool = np.array(seats, dtype=np.int64).reshape(-1, 2).T
        sizes = self._sizes[pool]
        seat = np.repeat(np.arange(len(seats)), sizes)
        within = np.arange(len(seat)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return person[seat], self._needs[self._starts[pool][seat] + within], seat

    def _helped(self, person: Whole, need: Whole) -> Whole:
        many = len(self._numbers)
        once = np.unique(person * many + need) % max(many, 1)
        return np.bincount(once, minlength=many)

    def _missing(self, helped: Whole) -> int:
        return int(np.maximum(self._numbers - helped, 0).sum())

    def lean(self, seats: Iterable[Seat], missing: int) -> set[Seat]:
        """The same without seats that nobody needs, the dearest first.

        Args:
            seats: The seats.
            missing: So much may be missing.
        """
        every = [*seats]
        person, need, place = self._helps(every)
        helped = self._helped(person, need)
        spare = missing - self._missing(helped)
        both = person * len(helped) + need
        _, which, times = np.unique(both, return_inverse=True, return_counts=True)
        # A seat that is needed stays so as others are left out, so most are never looked at.
        lost = (times[which] == 1) & (helped <= self._numbers)[need]
        free = np.bincount(place, lost, len(every)) <= spare
        some = free[place]
        pairs = zip(person[some].tolist(), need[some].tolist(), strict=True)
        counts = dict(zip(pairs, times[which[some]].tolist(), strict=True))
        left = helped.tolist()
        kept = set(every)
        candidates = [every[number] for number in np.flatnonzero(free).tolist()]
        for seat in sorted(candidates, key=self._dearness, reverse=True):
            who, needs = seat[0], self.pools[seat[1]].needs
            alone = [one for one in needs if counts[who, one] == 1]
            worse = sum(left[one] <= self.needs[one].number for one in alone)
            if worse > spare:
                continue
            spare -= worse
            kept.discard(seat)
            for one in needs:
                counts[who, one] -= 1
            for one in alone:
                left[one] -= 1
        return kept

    def _dearness(self, seat: Seat) -> tuple[int, int, int]:
        person, pool = seat
        course = self.pools[pool].course
        return self.prices[course].seat, person, course

    def first_by_id(self, seats: set[Seat]) -> set[Seat]:
        """The same, where of people whom courses help in the same way the first take seats."""
        kind = alike(self.pools)
        by_kind = np.argsort(kind, kind="stable")
        starts = np.searchsorted(kind[by_kind], np.arange(int(kind.max(initial=0)) + 2)).tolist()
        taken: dict[int, list[int]] = {}
        for person, pool in sorted(seats):
            taken.setdefault(person, []).append(pool)
        given: set[Seat] = set()
        for one in {int(kind[person]) for person in taken}:
            people = by_kind[starts[one] : starts[one + 1]].tolist()
            pools = sorted((taken[person] for person in people if person in taken), reverse=True)
            for person, some in zip(people, pools, strict=False):
                given.update((person, pool) for pool in some)
        return given

    def greedy(self, budget: int | None) -> set[Seat]:
        """Seats of one course after the other: those that help most for what they cost."""
        seating = Seating(self)
        seating.fill(budget)
        return self.lean(seating.seats, seating.missing)

    def seated(self, counts: Whole, budget: int | None, missing: int) -> set[Seat]:
        """Seats of which each pool has so many, as far as people are there.

        People who have one of these seats already are passed over where it helps them with
        the same; what is then still missing is filled by greedy choice.

        Args:
            counts: How many seats each pool is to have.
            budget: What all may cost at most; None for any cost.
            missing: So much may be missing.
        """
        seating = Seating(self)
        seating.take_from_pools(counts)
        seating.fill(budget)
        return self.lean(seating.seats, max(missing, seating.missing))


class Seating:
    """Seats that are taken, and what they leave to be done."""

    def __init__(self, case: Case) -> None:
        self.seats: set[Seat] = set()
        self._case = case
        self._left = [need.number for need in case.needs]
        self._met: dict[int, set[int]] = {}
        """By person (of those who have a seat) the needs that are met."""
        self._taken = [0] * len(case.prices)
        self._fresh = [0] * len(case.pools)
        """Where in each pool the people begin who have no seat."""
        self._late: list[Late] = [{} for _ in case.prices]
        """By course those before them, by how much they were helped when last looked at."""

    @property
    def missing(self) -> int:
        """How many are not helped yet, over all needs."""
        return sum(self._left)

    def _take(self, seat: Seat) -> None:
        person, number = seat
        pool = self._case.pools[number]
        met = self._met.setdefault(person, set())
        for need in pool.needs:
            if need not in met:
                met.add(need)
                self._left[need] = max(0, self._left[need] - 1)
        self.seats.add(seat)
        self._taken[pool.course] += 1

    def take_from_pools(self, counts: Whole) -> None:
        """Give each pool its seats; scarce ones first, and people first whom few others want."""
        pools = self._case.pools
        sizes = np.array([len(pool.people) for pool in pools], dtype=np.int64)
        pressure = counts / np.maximum(sizes, 1)
        wanted = np.zeros(people_in(pools))
        for pool, share in zip(pools, pressure.tolist(), strict=True):
            wanted[pool.people] += share
        scarcest: list[int] = np.argsort(-pressure, kind="stable").tolist()
        for number in scarcest:
            pool, left = pools[number], int(counts[number])
            if not left:
                break
            for place in np.argsort(wanted[pool.people], kind="stable").tolist():
                person = int(pool.people[place])
                if person not in self._met or self._met[person].isdisjoint(pool.needs):
                    self._take((person, number))
                    left -= 1
                if not left:
                    break

    def fill(self, budget: int | None) -> None:
        """Take seats of one course after the other, while they help and the budget lasts."""
        prices = self._case.prices
        waiting = set(range(len(prices)))
        known: dict[int, tuple[float, list[Seat]]] = {}
        spent = sum(price.cost(n) for price, n in zip(prices, self._taken, strict=True))
        while waiting:
            room = None if budget is None else budget - spent
            for course in sorted(waiting - known.keys()):
                known[course] = self._batch(course, room)
            course = max(sorted(waiting), key=lambda one: known[one][0])
            del known[course]
            fresh = self._batch(course, room)
            if not fresh[1]:
                waiting.discard(course)
                continue
            if fresh[0] < max((known[one][0] for one in waiting - {course}), default=0):
                known[course] = fresh
                continue
            before = prices[course].cost(self._taken[course])
            for seat in fresh[1]:
                self._take(seat)
            spent += prices[course].cost(self._taken[course]) - before

    def _batch(self, course: int, room: int | None) -> tuple[float, list[Seat]]:
        """The seats of one course that help most for what they cost, up to one run more."""
        price, taken = self._case.prices[course], self._taken[course]
        left = dict(enumerate(self._left))
        before = price.cost(taken)
        chosen: list[Seat] = []
        best: tuple[float, int] = (0.0, 0)
        gain = 0
        for seat, useful in self._candidates(course):
            more = [need for need in useful if left[need]]
            if not more:
                continue
            for need in more:
                left[need] -= 1
            gain += len(more)
            chosen.append(seat)
            cost = price.cost(taken + len(chosen)) - before
            worth = gain / cost if cost else gain * _FREE
            if worth > best[0] and (room is None or cost <= room):
                best = worth, len(chosen)
        return best[0], chosen[: best[1]]

    def _candidates(self, course: int) -> list[tuple[Seat, list[int]]]:
        """Who of one run would be helped by a seat, and with what; those helped most first."""
        case, most, late = self._case, self._case.prices[course].most, self._late[course]
        by_gain: dict[int, list[int]] = {}
        for number in case.of_course[course]:
            gain = sum(self._left[need] > 0 for need in case.pools[number].needs)
            by_gain.setdefault(gain, []).append(number)
        found: list[tuple[Seat, list[int]]] = []
        for gain in range(max([*by_gain, *late], default=0), 0, -1):
            for number in by_gain.get(gain, []):
                useful = [need for need in case.pools[number].needs if self._left[need]]
                people = self._without_seat(number, most - len(found))
                found += [((person, number), useful) for person in people]
            seats = self._who_still(late, gain, most - len(found))
            found += [(seat, self._useful(seat)) for seat in seats]
            if len(found) == most:
                break
        return found

    def _useful(self, seat: Seat) -> list[int]:
        """The needs that a seat would still help with."""
        person, number = seat
        met = self._met.get(person, set())
        needs = self._case.pools[number].needs
        return [need for need in needs if self._left[need] and need not in met]

    def _who_still(self, late: Late, gain: int, most: int) -> list[Seat]:
        """The first of those with a seat elsewhere who are still helped with so much."""
        waiting = late.setdefault(gain, deque())
        found: list[Seat] = []
        while waiting and len(found) < most:
            seat = waiting.popleft()
            now = len(self._useful(seat))
            if now == gain:
                found.append(seat)
            elif now:
                late.setdefault(now, deque()).append(seat)
        waiting.extendleft(reversed(found))
        return found

    def _without_seat(self, number: int, most: int) -> list[int]:
        """The first people of a pool who have no seat in any course.

        Those who have one and come before them are looked at after them from now on.
        """
        pool, late = self._case.pools[number], self._late[self._case.pools[number].course]
        people, start = pool.people, self._fresh[number]
        while start < len(people) and int(people[start]) in self._met:
            seat = int(people[start]), number
            late.setdefault(len(self._useful(seat)), deque()).append(seat)
            start += 1
        self._fresh[number] = start
        found: list[int] = []
        for place in range(start, len(people)):
            if len(found) == most:
                break
            person = int(people[place])
            if person not in self._met:
                found.append(person)
        return found
