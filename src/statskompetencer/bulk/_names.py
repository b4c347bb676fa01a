"""The ids of many people without an object for each: their UTF-8 bytes in a row."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, overload

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ._arrays import Codes, kept, same, span
from ._rebuilt import Rebuilt

_PIECE = 1 << 18
"""So many ids are looked at together: bounds what is needed besides the ids themselves."""
_SPACE, _ASCII = 32, 127
"""Between them are the bytes of letters and signs that take one byte each."""

Numbers = NDArray[np.int64]


@frozen(eq=False, repr=False)
class Names(Rebuilt, Sequence[str]):
    """Texts; of those that are hashed or grouped none is empty.

    Attributes:
        data: The UTF-8 bytes of all, one after the other.
        offsets: Where each begins, and where the last one ends.
    """

    data: Codes = field(converter=kept)
    offsets: Numbers = field(converter=kept)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Names:
        """These texts."""
        encoded = [text.encode() for text in texts]
        offsets = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(text) for text in encoded], out=offsets[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), offsets)

    @classmethod
    def join(cls, parts: Sequence[Names]) -> Names:
        """The texts of all these, one after the other."""
        ends = np.cumsum([0, *(int(part.offsets[-1]) for part in parts)])
        moved = [part.offsets[:-1] + end for part, end in zip(parts, ends[:-1], strict=True)]
        data = [np.zeros(0, np.uint8), *(part.data for part in parts)]
        return cls(np.concatenate(data), np.concatenate([*moved, ends[-1:]]))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        where = range(len(self))[number]
        return self.data[self.offsets[where] : self.offsets[where + 1]].tobytes().decode()

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self), _PIECE):
            edges = self.offsets[start : start + _PIECE + 1]
            text = self.data[edges[0] : edges[-1]].tobytes()
            places = (edges - edges[0]).tolist()
            for a, b in itertools.pairwise(places):
                yield text[a:b].decode()

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Names)
            and same(self.offsets, other.offsets)
            and same(self.data, other.data)
        )

    __hash__ = None  # type: ignore[assignment]  # arrays have no hash

    @cached_property
    def lengths(self) -> Numbers:
        """How many bytes each has."""
        return np.diff(self.offsets)

    def blank(self) -> NDArray[np.bool_]:
        """Which texts are empty or nothing but white space."""
        found: NDArray[np.bool_] = self.lengths == 0
        there = np.flatnonzero(~found)
        first = self.data[self.offsets[:-1][there]]
        for number in there[(first <= _SPACE) | (first > _ASCII)].tolist():
            found[number] = not self[number].strip()
        return found

    def take(self, numbers: NDArray[np.integer[Any]]) -> Names:
        """The texts of these numbers, in their order."""
        lengths = self.lengths[numbers]
        offsets = np.zeros(len(numbers) + 1, np.int64)
        np.cumsum(lengths, out=offsets[1:])
        data = np.empty(offsets[-1], np.uint8)
        for start in range(0, len(numbers), _PIECE):
            part = numbers[start : start + _PIECE]
            a, b = offsets[start], offsets[start + len(part)]
            data[a:b] = self.data[self._places(part)]
        return Names(data, offsets)

    def _places(self, numbers: NDArray[np.integer[Any]]) -> Numbers:
        """Where all bytes of these texts stand, one text after the other."""
        lengths = self.lengths[numbers]
        ends = np.cumsum(lengths)
        moved = np.repeat(self.offsets[numbers] - ends + lengths, lengths)
        return moved + span(0, len(moved))

    def hashes(self, seed: int = 0) -> NDArray[np.uint64]:
        """A number for each text, the same for the same text; rarely the same for others."""
        longest = int(self.lengths.max(initial=0))
        factors = np.random.default_rng(seed).integers(1, 1 << 64, longest, np.uint64) | 1
        found = np.empty(len(self), np.uint64)
        for start in range(0, len(self), _PIECE):
            edges = self.offsets[start : start + _PIECE + 1]
            begins = edges[:-1] - edges[0]
            within = span(0, int(edges[-1] - edges[0])) - np.repeat(begins, np.diff(edges))
            terms = (self.data[edges[0] : edges[-1]] + np.uint64(1)) * factors[within]
            sums = np.add.reduceat(terms, begins)
            found[start : start + len(begins)] = sums ^ (sums >> np.uint64(29))
        return found

    def groups(self) -> tuple[Numbers, int] | None:
        """For each text the number of its group, of those that are equal; None if none are.

        Groups are numbered in the order in which their texts first appear.
        """
        seed = 0
        while True:
            hashes = self.hashes(seed)
            in_order = np.sort(hashes)  # far quicker than to sort the numbers of the texts
            again = in_order[1:] == in_order[:-1]
            if not again.any():
                return None
            order = np.argsort(hashes, kind="stable")
            if self._equal(order[:-1][again], order[1:][again]):
                break
            seed += 1  # two different texts with one hash: others will not have the same
        starts = np.flatnonzero(np.r_[True, ~again])
        first = order[starts]
        rank = np.empty(len(first), np.int64)
        rank[np.argsort(first, kind="stable")] = span(0, len(first))
        groups = np.empty(len(self), np.int64)
        groups[order] = np.repeat(rank, np.diff(np.r_[starts, len(self)]))
        return groups, len(first)

    def _equal(self, some: Numbers, others: Numbers) -> bool:
        """Whether each of the one is the same text as its counterpart."""
        if not np.array_equal(self.lengths[some], self.lengths[others]):
            return False
        return all(
            np.array_equal(
                self.data[self._places(some[start : start + _PIECE])],
                self.data[self._places(others[start : start + _PIECE])],
            )
            for start in range(0, len(some), _PIECE)
        )

    def order_of(self, numbers: NDArray[np.integer[Any]]) -> Numbers:
        """How to sort these numbers by their texts, by code point."""
        lengths = self.lengths[numbers]
        longest = int(lengths.max(initial=1))
        wide = np.zeros((len(numbers), longest), np.uint8)
        rows = np.repeat(span(0, len(numbers)), lengths)
        ends = np.cumsum(lengths)
        within = span(0, len(rows)) - np.repeat(ends - lengths, lengths)
        wide[rows, within] = self.data[self._places(numbers)]
        return np.argsort(wide.view(f"S{longest}")[:, 0], kind="stable")
