"""How many people of each unit fit: counted in bits, one a person, people in unit order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._arrays import Codes

Words = NDArray[np.uint64]
Counts = NDArray[np.int64]

_WORD = 64


def packed(fits: NDArray[np.bool_]) -> Words:
    """A bit a person, and one more word so that the end of the last unit can be looked up."""
    words = np.zeros(len(fits) // _WORD + 1, np.uint64)
    bits = np.packbits(fits, bitorder="little")
    words.view(np.uint8)[: len(bits)] = bits
    # where the most significant byte comes first in memory, the bits have to stand there too
    return words if words.dtype.newbyteorder("<") == words.dtype else words.byteswap()


def at_least(column: Codes, level: int) -> NDArray[np.bool_]:
    """Who has a competency at a level, from 1; read as signed bytes, who has none is below 0."""
    return column.view(np.int8) >= np.int8(level)


class Segments:
    """The units, as what they are in a row of people: from one place to another.

    Args:
        bounds: Where each unit begins, and where the last one ends.
    """

    def __init__(self, bounds: Counts) -> None:
        words, bits = bounds // _WORD, (bounds % _WORD).astype(np.uint64)
        self._units = len(bounds) - 1
        self._words = words
        self._below = (np.uint64(1) << bits) - np.uint64(1)
        self._within = words[1:] == words[:-1]

    def count(self, rows: Sequence[Words]) -> Counts:
        """How many bits are set in each unit.

        Args:
            rows: A row of bits for each thing that is counted, at least one, as `packed` makes it.

        Returns:
            For each row and unit a number of people.
        """
        found = np.zeros((len(rows), self._units + 1), np.int64)
        for row, counts in zip(rows, found, strict=True):
            np.add.reduceat(np.bitwise_count(row), self._words, out=counts)
        whole = found[:, :-1]  # the last one is what follows the last unit
        whole[:, self._within] = 0
        # whole words from the one in which a unit begins; less what is before it, and with
        # what it has of the word in which the next one begins
        at_edges = np.stack([row[self._words] for row in rows])
        below = np.bitwise_count(at_edges & self._below).astype(np.int64)
        whole += below[:, 1:] - below[:, :-1]
        return whole
