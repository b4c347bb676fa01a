"""The index of a matrix: a bit for each person, competency and step, and thermometers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT, is_level

from ._arrays import BLOCK, Codes, Whole, frozen_array, signed_for
from ._parallel import in_parts
from ._segments import Counts, Segments, Words, at_least, packed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statskompetencer.roles import Role

MOST_WORDS = 4
"""A thermometer of a person takes so many words at most; its bits are counted in a byte."""
_SOON_DONE = 1 << 20
"""To count the steps of so many people takes hardly longer than to start threads."""


class Planes:
    """Bits of everybody, and counts of who has no level.

    Args:
        codes: The ratings, a row a competency.
        bounds: Where each unit begins, and where the last one ends.
        top: The highest level.
    """

    def __init__(self, codes: Codes, bounds: Counts, top: int) -> None:
        self._codes = codes
        self._top = top
        size, people = codes.shape
        segments = Segments(bounds)
        self.steps = np.empty((top, size, people // 64 + 1), np.uint64)
        self.unknown = np.empty((size, len(bounds) - 1), np.int64)
        self.not_relevant = np.empty_like(self.unknown)
        for place, column in enumerate(codes):
            self.unknown[place], self.not_relevant[place] = segments.count(
                [packed(column == NOT_ASSESSED), packed(column == NOT_RELEVANT)]
            )
            for step in range(top):
                self.steps[step, place] = packed(at_least(column, step + 1))
        for array in (self.steps, self.unknown, self.not_relevant):
            frozen_array(array)

    @property
    def has_thermometers(self) -> bool:
        """Whether the steps of a person fit into a few words."""
        return len(self._codes) * self._top < 64 * MOST_WORDS

    @cached_property
    def thermometers(self) -> Words:
        """For each person the steps that are missing.

        First those of the competencies that have a level; in the other half of the rows also
        those of the competencies that have none.
        """
        size, people = self._codes.shape
        words = -(-size * self._top // 64)
        missing = np.zeros((2 * words, people), np.uint64)
        every = (1 << self._top) - 1
        for place in range(size):
            tables = np.zeros((2, 256, words), np.uint64)
            for code in (*range(self._top + 1), NOT_RELEVANT, NOT_ASSESSED):
                held = is_level(code)
                lower = every >> code << code if held else 0
                for half, bits in enumerate((lower, lower if held else every)):
                    tables[half, code] = _words(bits << place * self._top, words)
            for row, table in enumerate(np.moveaxis(tables, 2, 1).reshape(2 * words, 256)):
                if table.any():
                    for start in range(0, people, BLOCK):
                        part = slice(start, start + BLOCK)
                        missing[row, part] |= table[self._codes[place, part]]
        return frozen_array(missing)

    def gaps(self, role: Role, *, upper: bool) -> Whole:
        """For each person the steps short of a role: at least, or at most."""
        asked = sum(
            ((1 << r.level) - 1) << role.framework.positions[r.competency] * self._top for r in role
        )
        half = np.split(self.thermometers, 2)[upper]
        kind = signed_for(sum(r.level for r in role))
        return _counted(half, _words(asked, len(half)), kind)


def _words(bits: int, number: int) -> Sequence[int]:
    return [bits >> 64 * n & (1 << 64) - 1 for n in range(number)]


def _counted(missing: Words, masks: Sequence[int], kind: type[np.signedinteger]) -> Whole:
    """How many of the asked steps each person misses."""
    people = missing.shape[1]
    short = np.zeros(people, kind)
    asked = [(row, np.uint64(mask)) for row, mask in zip(missing, masks, strict=True) if mask]
    size = BLOCK >> 1  # words are eight times as wide as ratings

    def work(first: int, last: int) -> None:
        both = np.empty(size, np.uint64)
        sums, ones = np.empty(size, np.uint8), np.empty(size, np.uint8)
        for start in range(first, last, size):
            part = slice(start, min(start + size, last))
            here = len(short[part])
            for number, (row, mask) in enumerate(asked):
                np.bitwise_and(row[part], mask, out=both[:here])
                np.bitwise_count(both[:here], out=(ones if number else sums)[:here])
                if number:
                    np.add(sums[:here], ones[:here], out=sums[:here])
            short[part] = sums[:here]

    if asked:
        in_parts(0, people, work, _SOON_DONE)
    return short
