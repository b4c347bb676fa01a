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

    from .roles import Requirement

NOT_ASSESSED = 255
"""The code of a competency that was not assessed."""
NOT_RELEVANT = 254
"""The code of a competency that is not relevant to today's job; below it are levels."""

_VERDICTS = bytes([2, 1, 0, 0])
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
        column = self.column(place)
        return sum(column.count(code) for code in self._codes if fits(code))

    def who(self, place: int, fits: Callable[[int], bool]) -> list[int]:
        """The numbers of the people who have a code that fits."""
        return [n for n, bit in enumerate(self.translated(place, fits)) if bit]

    def match_keys(self, asked: Sequence[tuple[int, Requirement]]) -> Sequence[int]:
        """For each person a whole number: the higher, the better the match.

        Its digits, each in a base in which it cannot overflow: qualified, steps met, steps
        met at most, requirements not short, requirements assessed.

        Args:
            asked: The requirements, each with the place of its competency.
        """
        count = len(asked) + 1
        steps = sum(r.weight * r.level for _, r in asked) + 1
        bases = steps * count * count, count * count, count, 1
        needed = ((steps * steps * count * count).bit_length() + 7) // 8
        width = next((w for w in (4, 8) if needed < w), needed + 1)
        lanes = flags = 0
        for place, r in asked:
            digits = _digits(r, bases)
            lane = bytearray(width * self.people)
            for byte in range(needed):
                lane[byte::width] = self.translated(place, lambda c: digits(c) >> 8 * byte & 255)  # noqa: B023 - called at once
            lanes += int.from_bytes(lane, "little")
            if r.minimum:
                flags |= int.from_bytes(self.translated(place, _flag(r.minimum)), "little")
        keys = bytearray(lanes.to_bytes(width * self.people, "little"))
        keys[width - 1 :: width] = flags.to_bytes(self.people, "little").translate(
            _VERDICTS.ljust(256)
        )
        if width in _FORMATS:
            return struct.unpack(f"<{self.people}{_FORMATS[width]}", keys)
        starts = range(0, len(keys), width)
        return [int.from_bytes(keys[start : start + width], "little") for start in starts]

    def _table(self, value: Callable[[int], int]) -> bytes:
        table = bytearray(256)
        for code in self._codes:
            table[code] = value(code)
        return bytes(table)


_FORMATS = {4: "I", 8: "Q"}


def is_level(code: int) -> bool:
    """Whether a code is a level, and not a reason why there is none."""
    return code < NOT_RELEVANT


def _digits(r: Requirement, bases: tuple[int, int, int, int]) -> Callable[[int], int]:
    lower, upper, not_short, known = bases
    most = r.weight * r.level

    def digits(code: int) -> int:
        if not is_level(code):
            return most * upper + not_short
        met = r.weight * min(code, r.level)
        return met * (lower + upper) + (code >= r.level) * not_short + known

    return digits


def _flag(minimum: int) -> Callable[[int], int]:
    return lambda code: 1 if not is_level(code) else 2 * (code < minimum)
