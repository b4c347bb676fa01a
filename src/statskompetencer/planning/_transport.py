"""Who takes which post: people by roles, where a role has a number of places.

Posts of one role are alike, so a role is one column with a capacity. People are put in one
after the other, in the order of their ids; each takes the place where most is gained, be
it that others have to move on to other roles, or out. After each step the choice is the
best for the people so far: all is reckoned in whole numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ._numbers import np

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._clock import Clock
    from ._program import Whole

NEVER = -(1 << 58)
"""The value of a pair that may not be."""
_FLOOR = -(1 << 60)


class Placed(NamedTuple):
    """Who is where.

    Attributes:
        role: For each person the number of the role, -1 for none.
        value: What it is worth.
        bound: Nothing is worth more.
        greedy: What is worth if the best pairs are taken one after the other.
    """

    role: Whole
    value: int
    bound: int
    greedy: int


def place(
    values: Whole, places: Whole, clock: Clock, watch: Callable[[int, int], None] | None = None
) -> Placed:
    """The best placement of people, each into one role or none.

    Args:
        values: People by roles: what a pair is worth, or `NEVER`; from 1 otherwise.
        places: How many places each role has.
        clock: When to stop.
        watch: Told the best value and the bound.
    """
    first = _greedy(values, places, np.full(len(values), -1))
    worth = _worth(values, first)
    if watch:
        watch(worth, _bound(values, places, np.zeros_like(places)))
    state = _State(values, places)
    for person in range(len(values)):
        if clock.over:
            break
        state.insert(person)
    role = _greedy(values, places, state.role) if clock.over else state.role
    value, bound = _worth(values, role), _bound(values, places, -state.freed)
    if value < worth:
        role, value = first, worth
    if watch:
        watch(value, bound)
    return Placed(role, value, bound, worth)


class _State:
    """The best placement of the people so far.

    Attributes:
        role: For each person the number of the role, -1 for none.
        freed: What it would be worth to make room for one more in a role: 0 or below.
    """

    def __init__(self, values: Whole, places: Whole) -> None:
        number = len(places)
        self.role = np.full(len(values), -1)
        self.freed = np.where(places > 0, 0, _FLOOR)
        self._values = values
        self._left = places.copy()
        self._move = np.full((number, number), _FLOOR)
        """What it is worth at best to move one of a role to another."""
        self._out = np.full(number, _FLOOR)
        self._next = np.full(number, -1)

    def insert(self, person: int) -> None:
        """Put one more person in, where something is gained by it."""
        gains = self._values[person] + self.freed
        if not len(gains) or gains.max() <= 0:
            return
        role = int(gains.argmax())
        touched = [role]
        while True:
            mover = self._mover(role)
            self.role[person] = role
            if mover is None:
                self._left[role] -= 1
                break
            person, role = mover, int(self._next[role])
            self.role[person] = -1
            if role < 0:
                break
            touched.append(role)
        self._renew(touched)

    def _mover(self, role: int) -> int | None:
        """Who makes room in a role; None where there is room."""
        if self._left[role]:
            return None
        inside = np.flatnonzero(self.role == role)[::-1]  # of equals the last by id moves
        leaves = -self._values[inside, role]
        onward = int(self._next[role])
        if onward >= 0:
            leaves = leaves + self._values[inside, onward]
        return int(inside[leaves.argmax()])

    def _renew(self, touched: list[int]) -> None:
        for role in touched:
            inside = self._values[self.role == role]
            own = inside[:, role : role + 1]
            self._move[role] = (inside - own).max(axis=0)
            self._out[role] = -own.min()
        full = self._left == 0
        freed = np.where(full, self._out, 0)
        onward = np.full(len(freed), -1)
        while True:
            by_moving = self._move + freed
            best = by_moving.argmax(axis=1)
            most = by_moving[np.arange(len(freed)), best]
            better = full & (most > freed)
            if not better.any():
                break
            onward = np.where(better, best, onward)
            freed = np.where(better, most, freed)
        self.freed = np.maximum(freed, _FLOOR)
        self._next = onward


def _greedy(values: Whole, places: Whole, given: Whole) -> Whole:
    """The best pairs one after the other, of the people who have no place yet."""
    role = given.copy()
    left = (places - np.bincount(role[role >= 0], minlength=len(places))).tolist()
    waiting = np.flatnonzero(role < 0)
    flat = values[waiting].ravel()
    order = np.argsort(-flat, kind="stable")
    for one in order[: int((flat > 0).sum())].tolist():
        person, where = int(waiting[one // len(places)]), one % len(places)
        if left[where] and role[person] < 0:
            role[person] = where
            left[where] -= 1
    return role


def _worth(values: Whole, role: Whole) -> int:
    placed = np.flatnonzero(role >= 0)
    return int(sum(values[placed, role[placed]].tolist()))


def _bound(values: Whole, places: Whole, prices: Whole) -> int:
    """What no placement can exceed: what each gets at best beyond the price of a place.

    It holds for any prices from 0, and is a sum of whole numbers.
    """
    prices = np.maximum(prices, 0)
    best = np.maximum((values - prices).max(axis=1, initial=0), 0)
    paid = zip(places.tolist(), prices.tolist(), strict=True)
    return int(sum(best.tolist()) + sum(number * price for number, price in paid if number))
