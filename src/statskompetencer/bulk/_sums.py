"""Sums over the requirements of many roles, for a block of people at a time.

What a requirement adds is a byte a person, and many roles ask for the same level of the same
competency: each such row of bytes is made once a block. Bytes are added as long as the sum
cannot pass 255, and only then go, times their weight, into wider numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from statskompetencer._columns import NOT_RELEVANT

from ._arrays import BLOCK, Codes, Kind, frozen_array, signed_for
from ._parallel import in_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from statskompetencer.roles import Role

Term: TypeAlias = tuple[int, int, int, int]
"""The place of a competency, a level asked for, the most that a person can add, a weight."""
Fill: TypeAlias = Callable[[Codes, int, Codes], object]
"""Takes a column, a level, and where to write what the requirement adds."""

_MOST = 255


def terms_of(role: Role, *, steps: bool = True) -> list[Term]:
    """What a role asks for: in weighted steps, or as requirements that count one each."""
    places = role.framework.positions
    return [
        (places[r.competency], r.level, r.level if steps else 1, r.weight if steps else 1)
        for r in role
    ]


def steps_met(column: Codes, level: int, out: Codes) -> None:
    """The steps up to a level that are met; none where there is no level."""
    np.maximum(column.view(np.int8), _row(0)[: len(column)].view(np.int8), out=out.view(np.int8))
    np.minimum(out, _row(level)[: len(column)], out=out)


def steps_met_upper(column: Codes, level: int, out: Codes) -> None:
    """The same if all without a level met what is asked: their codes are above every level."""
    np.minimum(column, _row(level)[: len(column)], out=out)


def is_met(column: Codes, level: int, out: Codes) -> None:
    """1 where the level is met."""
    np.greater_equal(column.view(np.int8), np.int8(level), out=out.view(np.bool_))


def is_unknown(column: Codes, _level: int, out: Codes) -> None:
    """1 where there is no level."""
    np.greater_equal(column, np.uint8(NOT_RELEVANT), out=out.view(np.bool_))


@cache
def _row(level: int) -> Codes:
    """A block full of one number: to compare two rows is far quicker than a row with a number."""
    return frozen_array(np.full(BLOCK, level, np.uint8))


_Asked: TypeAlias = tuple[int, int]
"""The place of a competency and a level."""
_Made: TypeAlias = tuple[_Asked, ...]
"""What a row of bytes is made of: one requirement, or two."""


def _chunks(terms: Iterable[Term]) -> Iterator[tuple[int, dict[int, list[_Asked]]]]:
    """What can be summed in bytes: a factor of the sum, and by weight what is asked for.

    The weights are in the bytes where there is room for them, and else the factor.
    """
    narrow: dict[int, list[_Asked]] = {}
    heavy: dict[int, tuple[int, list[_Asked]]] = {}
    total = 0
    for place, level, most, weight in sorted(terms, key=lambda term: (term[3], term[0])):
        if most * weight > _MOST:
            sum_, asked = heavy.get(weight, (0, []))
            if sum_ + most > _MOST:
                yield weight, {1: asked}
                sum_, asked = 0, []
            heavy[weight] = sum_ + most, [*asked, (place, level)]
            continue
        if total + most * weight > _MOST:
            yield 1, narrow
            narrow, total = {}, 0
        narrow.setdefault(weight, []).append((place, level))
        total += most * weight
    if narrow:
        yield 1, narrow
    for weight, (_, asked) in heavy.items():
        yield weight, {1: asked}


def _pairs(asked: Sequence[_Asked]) -> list[_Made]:
    """Neighbours among what is asked for: many roles may ask for the same of both."""
    return [(a, b) for a, b in pairwise(asked) if a[0] % 2 == 0 and b[0] == a[0] + 1]


class Sums:
    """For each role and person the sum of what the requirements add.

    Args:
        roles: For each role what it asks for.
        fill: What a requirement adds for each person.
        least: The type that the sums have at least.
    """

    def __init__(self, roles: Sequence[Sequence[Term]], fill: Fill, least: Kind = np.int16) -> None:
        self._fill = fill
        chunks = [[*_chunks(terms)] for terms in roles]
        uses = Counter(
            pair
            for plan in chunks
            for _, by_weight in plan
            for asked in by_weight.values()
            for pair in _pairs(asked)
        )
        shared = {pair for pair, number in uses.items() if number > 1}
        rows: dict[_Made, int] = {}

        def numbered(asked: Sequence[_Asked]) -> list[int]:
            paired = [pair for pair in _pairs(asked) if pair in shared]
            for one in (one for pair in paired for one in pair):
                rows.setdefault((one,), len(rows))
            alone = [(one,) for one in asked if not any(one in pair for pair in paired)]
            return [rows.setdefault(one, len(rows)) for one in (*paired, *alone)]

        self._plans = [
            [
                (factor, [(weight, numbered(asked)) for weight, asked in by_weight.items()])
                for factor, by_weight in plan
            ]
            for plan in chunks
        ]
        self._singles = [(one[0], row) for one, row in rows.items() if len(one) == 1]
        self._pairs = [
            (rows[one[:1]], rows[one[1:]], row) for one, row in rows.items() if len(one) > 1
        ]
        self._number = len(rows)
        self.most = max(
            (sum(most * weight for _, _, most, weight in terms) for terms in roles), default=0
        )
        self.kind: Kind = signed_for(self.most, least)

    def blocks(
        self, columns: Codes, start: int, stop: int, out: NDArray[Any] | None = None
    ) -> Iterator[tuple[int, NDArray[Any]]]:
        """The sums of these people, block by block: where a block begins, and a row a role.

        Args:
            columns: The ratings, a row a competency.
            start: The first person.
            stop: The person after the last one.
            out: Where to write, a row a role; by default the same room for each block.
        """
        size = min(BLOCK, stop - start)
        made = np.empty((self._number, size), np.uint8)
        room = np.empty((len(self._plans), size), self.kind) if out is None else out
        sums, more = np.empty(size, np.uint8), np.empty(size, np.uint8)
        wide = np.empty(size, self.kind)
        for first in range(start, stop, BLOCK):
            last = min(first + BLOCK, stop)
            here = last - first
            for (place, level), row in self._singles:
                self._fill(columns[place, first:last], level, made[row, :here])
            for one, other, row in self._pairs:
                np.add(made[one, :here], made[other, :here], out=made[row, :here])
            at = slice(0, here) if out is None else slice(first - start, last - start)
            for plan, found in zip(self._plans, room, strict=True):
                self._add(plan, made[:, :here], (sums[:here], more[:here]), wide[:here], found[at])
            yield first, room[:, at]

    def all(self, columns: Codes, start: int, stop: int) -> NDArray[Any]:
        """The sums of these people, a row a role."""
        out = np.empty((len(self._plans), stop - start), self.kind)

        def work(first: int, last: int) -> None:
            for _ in self.blocks(columns, first, last, out[:, first - start : last - start]):
                pass

        in_parts(start, stop, work)
        return out

    def _add(
        self,
        plan: Sequence[tuple[int, list[tuple[int, list[int]]]]],
        made: Codes,
        bytes_: tuple[Codes, Codes],
        wide: NDArray[Any],
        out: NDArray[Any],
    ) -> None:
        """Add up one role."""
        if not plan:
            out[:] = 0
        sums, more = bytes_
        for number, (factor, by_weight) in enumerate(plan):
            for turn, (weight, rows) in enumerate(by_weight):
                into = more if turn else sums
                if len(rows) > 1:
                    np.add(made[rows[0]], made[rows[1]], out=into)
                else:
                    into[:] = made[rows[0]]
                for row in rows[2:]:
                    np.add(into, made[row], out=into)
                if weight > 1:
                    np.multiply(into, np.uint8(weight), out=into)
                if turn:
                    np.add(sums, more, out=sums)
            if number == 0 and factor == 1:
                out[:] = sums
            elif number == 0:
                np.multiply(sums, self.kind(factor), out=out)
            else:
                np.multiply(sums, self.kind(factor), out=wide)
                np.add(out, wide, out=out)


class Verdicts:
    """For each role and person whether every minimum is met.

    Args:
        roles: The roles.
    """

    def __init__(self, roles: Sequence[Role]) -> None:
        self._rows: dict[tuple[int, int], int] = {}
        self._plans = [
            [
                self._rows.setdefault(
                    (role.framework.positions[r.competency], r.minimum), len(self._rows)
                )
                for r in role
                if r.minimum
            ]
            for role in roles
        ]

    def block(self, columns: Codes, start: int, stop: int) -> Codes:
        """The verdicts on these people, a row a role: 3 for yes, 1 for possible, 0 for no.

        Of several the bits that all have are the verdict on them together.
        """
        made = np.empty((len(self._rows), stop - start), np.uint8)
        for (place, minimum), row in self._rows.items():
            column = columns[place, start:stop]
            np.greater_equal(column.view(np.int8), np.int8(minimum), out=made[row].view(np.bool_))
            np.add(made[row], made[row], out=made[row])
            np.bitwise_or(made[row], column >= np.uint8(minimum), out=made[row])
        out = np.full((len(self._plans), stop - start), 3, np.uint8)
        for plan, flags in zip(self._plans, out, strict=True):
            for row in plan:
                np.bitwise_and(flags, made[row], out=flags)
        return out

    def all(self, columns: Codes, start: int, stop: int) -> NDArray[np.int8]:
        """The verdicts on these people: 2 for yes, 1 for possible, 0 for no."""
        out = np.empty((len(self._plans), stop - start), np.uint8)

        def work(begin: int, end: int) -> None:
            for first in range(begin, end, BLOCK):
                last = min(first + BLOCK, end)
                found = self.block(columns, first, last)
                np.subtract(found, found >> 1, out=out[:, first - start : last - start])

        in_parts(start, stop, work)
        return out.view(np.int8)
