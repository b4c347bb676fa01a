"""What many roles make of the ratings of many people, put together role by role.

Some competencies make a group. For each way in which a person can hold the group there is a row
in a table, with what all roles make of it, a byte a role. A person is then worth one row a
group, and rows are copied and added by the processor many bytes at a time. Bytes are added as
long as no sum can pass what they hold, and then go into wider numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ._arrays import Codes, Kind, signed_for
from ._parallel import in_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from statskompetencer.roles import Role

    from ._measures import Measure, Worth

    Worths: TypeAlias = Mapping[int, Worth]
    """What a role makes of each number that a rating can have, by the place of the competency."""

_PEOPLE = 1 << 14
"""So many people are worked on at once: their sums fit the cache of a processor."""
_RESULTS = 1 << 16
"""Where there are few roles it is more people, for so many results at once."""
_ROLES = 128
"""So many roles share a table: a row of theirs is copied at once."""
_ROWS = 4096
"""A table of several competencies has no more rows than this, to fit the cache too."""


@frozen(eq=False)
class _Group:
    """Some competencies, and what the roles make of each way to hold them.

    Attributes:
        places: The places of the competencies; the level of the first changes most slowly.
        table: A row for each way, a column a role.
        most: For each role the most in its column.
    """

    places: tuple[int, ...]
    table: NDArray[Any]
    most: NDArray[np.int64]

    def rows(self, numbers: NDArray[np.int16], base: int) -> NDArray[np.intp]:
        """For each person the row of the table."""
        row: NDArray[np.int16] = numbers[self.places[0]].copy()
        for place in self.places[1:]:
            np.multiply(row, np.int16(base), out=row)
            np.add(row, numbers[place], out=row)
        return row.astype(np.intp)


class Sums:
    """For each person and role what the requirements make of the ratings, put together.

    Args:
        roles: Roles of one framework and scale.
        measure: What is worked out.
        least: The type that the results have at least.
    """

    def __init__(self, roles: Sequence[Role], measure: Measure, least: Kind = np.int16) -> None:
        self._measure = measure
        self._roles = len(roles)
        self._top = max((role.scale.max for role in roles), default=0)
        self._base = measure.numbers(self._top)
        numbers = np.arange(self._base)
        worths = [
            {role.framework.positions[r.competency]: measure.worth(numbers, r) for r in role}
            for role in roles
        ]
        largest = [[int(worth.max()) for worth in of_role.values()] for of_role in worths]
        self.most = max(map(measure.most, largest), default=0)
        """The most that anybody can have."""
        self.kind: Kind = signed_for(self.most, least)
        self._places = sorted({place for of_role in worths for place in of_role})
        self._narrow = np.min_scalar_type(max((max(of, default=0) for of in largest), default=0))
        self._people = max(_PEOPLE, _RESULTS // max(1, min(_ROLES, len(roles))))
        self._bands = [
            self._spans(worths[first : first + _ROLES]) for first in range(0, len(roles), _ROLES)
        ]

    def blocks(
        self, columns: Codes, start: int, stop: int, out: NDArray[Any] | None = None
    ) -> Iterator[tuple[int, NDArray[Any]]]:
        """The results of these people, block by block: where a block begins, and a row a person.

        Args:
            columns: The ratings, a row a competency.
            start: The first person.
            stop: The person after the last one.
            out: Where to write, a row a person; by default the same room for each block.
        """
        size = min(self._people, stop - start)
        alone = np.empty(size, np.uint8)
        numbers = np.empty((len(columns), size), np.int16)  # as rows of tables are
        room = np.empty((2, size * min(_ROLES, self._roles)), self._narrow)
        results = np.empty((size, self._roles), self.kind) if out is None else out
        for first in range(start, stop, self._people):
            here = min(self._people, stop - first)
            for place in self._places:
                column = columns[place, first : first + here]
                self._measure.number(column, self._top, alone[:here])
                numbers[place, :here] = alone[:here]
            at = 0 if out is None else first - start
            found = results[at : at + here]
            for number, spans in enumerate(self._bands):
                band = found[:, number * _ROLES : (number + 1) * _ROLES]
                self._write(spans, numbers[:, :here], room[:, : band.size], band)
            yield first, found

    def all(self, columns: Codes, start: int, stop: int) -> NDArray[Any]:
        """The results of these people, a row a person and a column a role."""
        out = np.empty((stop - start, self._roles), self.kind)

        def work(first: int, last: int) -> None:
            for _ in self.blocks(columns, first, last, out[first - start : last - start]):
                pass

        in_parts(start, stop, work)
        return out

    def _write(
        self,
        spans: Sequence[Sequence[_Group]],
        numbers: NDArray[np.int16],
        room: NDArray[Any],
        out: NDArray[Any],
    ) -> None:
        """Put together what some people hold of each group."""
        narrow, more = room.reshape(2, *out.shape)
        if not spans:
            out[:] = self._measure.neutral
        for turn, span in enumerate(spans):
            for number, group in enumerate(span):
                rows = group.rows(numbers, self._base)
                group.table.take(rows, axis=0, out=more if number else narrow, mode="clip")
                if number:
                    self._measure.join(narrow, more, out=narrow)
            if turn:
                np.add(out, narrow, out=out, casting="unsafe")
            else:
                out[:] = narrow

    def _spans(self, worths: Sequence[Worths]) -> list[list[_Group]]:
        """The groups of some roles, parted where they no longer fit into narrow numbers."""
        spans: list[list[_Group]] = []
        most = np.zeros(len(worths), np.int64)
        for group in self._groups(worths):
            if not spans or not self._fits(most + group.most):
                spans.append([])
                most = np.zeros(len(worths), np.int64)
            spans[-1].append(group)
            most += group.most
        return spans

    def _groups(self, worths: Sequence[Worths]) -> Iterator[_Group]:
        """As many competencies in each as may be."""
        group: _Group | None = None
        for place in sorted({place for of_role in worths for place in of_role}):
            neutral = np.full(self._base, self._measure.neutral)
            cells = np.stack([of_role.get(place, neutral) for of_role in worths], axis=1)
            alone = _Group((place,), cells.astype(self._narrow), self._measure.grown(cells))
            both = None if group is None else self._both(group, alone)
            if group is not None and both is None:
                yield group
            group = both or alone
        if group is not None:
            yield group

    def _both(self, one: _Group, other: _Group) -> _Group | None:
        """Two groups as one; None where its table or the sums in it would be too large."""
        if len(one.table) * len(other.table) > _ROWS or not self._fits(one.most + other.most):
            return None
        table = self._measure.join(one.table[:, None], other.table[None])
        return _Group(
            (*one.places, *other.places),
            table.reshape(-1, table.shape[-1]),
            one.most + other.most,
        )

    def _fits(self, most: NDArray[np.int64]) -> bool:
        return bool((most <= np.iinfo(self._narrow).max).all())
