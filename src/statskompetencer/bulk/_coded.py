"""What is said of each person besides ratings, each different value kept once."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Generic, TypeVar, cast

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ._arrays import frozen_array, same
from ._rebuilt import Rebuilt

T = TypeVar("T", bound=Hashable)
Numbers = NDArray[np.int64]


def _said(codes: NDArray[np.int32] | None) -> NDArray[np.int32] | None:
    return None if codes is None or not codes.any() else frozen_array(codes)


@frozen(eq=False, repr=False)
class Coded(Rebuilt, Generic[T]):
    """A value for each person; of most people the first one.

    Attributes:
        values: The different values; the first stands for nothing said.
        codes: For each person which of them; None if it is the first for all.
    """

    values: tuple[T, ...]
    codes: NDArray[np.int32] | None = field(default=None, converter=_said)

    def __getitem__(self, person: int) -> T:
        return self.values[0 if self.codes is None else self.codes[person]]

    def take(self, numbers: NDArray[np.integer[Any]]) -> Coded[T]:
        """The values of these people, in their order."""
        return Coded(self.values, None if self.codes is None else self.codes[numbers])

    def said(self) -> tuple[T, ...]:
        """The values that somebody has, in the order of their codes."""
        if self.codes is None:
            return self.values[:1]
        codes: list[int] = np.unique(self.codes).tolist()
        return tuple(self.values[code] for code in codes)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Coded):
            return NotImplemented
        other = cast("Coded[T]", other)
        if self.values == other.values:
            return same(self.codes, other.codes)
        if self.codes is None or other.codes is None or len(self.codes) != len(other.codes):
            return self.codes is other.codes and self.values[0] == other.values[0]
        pairs: list[list[int]] = np.unique(np.stack([self.codes, other.codes]), axis=1).T.tolist()
        return all(self.values[a] == other.values[b] for a, b in pairs)

    __hash__ = None  # type: ignore[assignment]  # arrays have no hash


class Vocabulary(Generic[T]):
    """Gives a number to each different value.

    Args:
        nothing: The value that stands for nothing said; it has the number 0.
    """

    def __init__(self, nothing: T) -> None:
        self._numbers: dict[T, int] = {nothing: 0}

    def number(self, value: T) -> int:
        """The number of a value."""
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def values(self) -> tuple[T, ...]:
        """The values, in the order of their numbers."""
        return tuple(self._numbers)
