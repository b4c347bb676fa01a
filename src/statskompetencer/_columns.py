"""The ratings of many people at once: why a ranking of ten thousand takes milliseconds.

A profile keeps one byte a competency. The bytes of all people in a row, taken with a
stride, are a column: what everybody has of one competency. A column is translated through
a table of 256 entries, and columns are added as one long integer whose lanes are the
people: each step of the work is one operation of the interpreter for all of them.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias

    from .roles import Requirement

    PlacedRequirement: TypeAlias = tuple[int, Requirement]

NOT_ASSESSED = 255
"""The code of a competency that was not assessed."""
NOT_RELEVANT = 254
"""The code of a competency that is not relevant to today's job; below it are levels."""

_VERDICTS = bytes([2, 1, 0, 0]).ljust(256)
"""From flags (1: a minimum is not assessed, 2: one is missed) to the order of verdicts."""


class Columns:
    """The codes of many people, by competency."""

    def __init__(self, codes: Iterable[bytes], size: int, top: int) -> None:
        rows = list(codes)
        self.people = len(rows)
        self._bytes = b"".join(rows)
        self._size = size
        self._codes = (*range(top + 1), NOT_RELEVANT, NOT_ASSESSED)

    def column(self, place: int) -> bytes:
        """What everybody has of the competency at a place: one byte a person."""
        return self._bytes[place :: self._size]

    def translated(self, place: int, value: Callable[[int], int]) -> bytes:
        """A column with each code replaced by a value from 0 to 255."""
        return self.column(place).translate(self._table(value))

    def count(self, place: int, fits: Callable[[int], bool]) -> int:
        """How many people have a code that fits."""
        return int.from_bytes(self.translated(place, fits), "little").bit_count()

    def who(self, place: int, fits: Callable[[int], bool]) -> list[int]:
        """The numbers of the people who have a code that fits."""
        return [n for n, bit in enumerate(self.translated(place, fits)) if bit]

    def verdicts(self, asked: Sequence[PlacedRequirement]) -> bytes:
        """For each person a byte: 2 if every minimum is met, 1 if that is possible, 0 if not.

        Args:
            asked: The requirements, each with the place of its competency.
        """
        flags = 0
        for place, r in asked:
            if r.minimum:
                flags |= int.from_bytes(self.translated(place, _flag(r.minimum)), "little")
        return flags.to_bytes(self.people, "little").translate(_VERDICTS)

    def match_keys(self, asked: Sequence[PlacedRequirement]) -> Sequence[int]:
        """For each person a whole number: the higher, the better the match.

        Its digits, each in a base in which it cannot overflow: qualified, steps met, steps
        met at most, requirements not short, requirements assessed.

        Args:
            asked: The requirements, each with the place of its competency.
        """
        count = len(asked) + 1
        steps = sum(r.weight * r.level for _, r in asked) + 1
        bases = steps * count * count, count * count, count, 1
        width = ((steps * steps * count * count).bit_length() + 7) // 8
        lanes = 0
        for place, r in asked:
            tables = [bytearray(256) for _ in range(width)]
            for code in self._codes:
                for table, byte in zip(tables, _key(code, r, bases).to_bytes(width, "little")):  # noqa: B905 - as long as each other, and called often
                    table[code] = byte
            column, lane = self.column(place), bytearray(width * self.people)
            for number, table in enumerate(tables):
                lane[number::width] = column.translate(table)
            lanes += int.from_bytes(lane, "little")
        sums = lanes.to_bytes(width * self.people, "little")
        whole = max(width + 1, 8)  # the bytes of a key: 8 can be unpacked in one operation
        keys = bytearray(whole * self.people)
        for number in range(width):
            keys[number::whole] = sums[number::width]
        keys[width::whole] = self.verdicts(asked)
        if whole == 8:  # noqa: PLR2004 - as above
            return struct.unpack(f"<{self.people}Q", keys)
        starts = range(0, len(keys), whole)
        return [int.from_bytes(keys[start : start + whole], "little") for start in starts]

    def _table(self, value: Callable[[int], int]) -> bytes:
        table = bytearray(256)
        for code in self._codes:
            table[code] = value(code)
        return bytes(table)


def is_level(code: int) -> bool:
    """Whether a code is a level, and not a reason why there is none."""
    return code < NOT_RELEVANT


def _key(code: int, r: Requirement, bases: tuple[int, int, int, int]) -> int:
    """What one requirement adds to the key of somebody with this code."""
    met, met_at_most, not_short, assessed = bases
    if not is_level(code):
        return r.weight * r.level * met_at_most + not_short
    steps = r.weight * min(code, r.level)
    return steps * (met + met_at_most) + (code >= r.level) * not_short + assessed


def _flag(minimum: int) -> Callable[[int], int]:
    return lambda code: 1 if not is_level(code) else 2 * (code < minimum)
