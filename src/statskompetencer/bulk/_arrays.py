"""Arrays that cannot be changed, and whole-number types that cannot overflow."""

from __future__ import annotations

from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Codes: TypeAlias = NDArray[np.uint8]
"""One byte a rating: the level, 254 for not relevant, 255 for not assessed."""
Whole: TypeAlias = NDArray[np.signedinteger[Any]]
"""Whole numbers, signed so that a difference of two cannot wrap round."""

Kind: TypeAlias = type[np.signedinteger[Any]]

A = TypeVar("A", bound=np.generic)

BLOCK = 1 << 16
"""So many people are worked on at once: a column of them fits the cache of a processor."""


def span(start: int, stop: int) -> NDArray[np.int64]:
    """The whole numbers from one up to but not with another."""
    return np.arange(start, stop, dtype=np.int64)


def frozen_array(array: NDArray[A]) -> NDArray[A]:
    """The array, from now on read-only."""
    array.flags.writeable = False
    return array


def kept(array: NDArray[Any]) -> NDArray[Any]:
    """A converter of fields: the same, for which a type checker need not work out the type."""
    return frozen_array(array)


def signed_for(largest: int, least: type[np.signedinteger[Any]] = np.int16) -> Kind:
    """The smallest signed type that holds every number up to this one, and is not below `least`."""
    kinds: tuple[Kind, ...] = (np.int8, np.int16, np.int32, np.int64)
    return next(kind for kind in kinds[kinds.index(least) :] if largest <= np.iinfo(kind).max)


def same(one: NDArray[Any] | None, other: NDArray[Any] | None) -> bool:
    """Whether two arrays, or two that are not there, are equal."""
    if one is None or other is None:
        return one is other
    return bool(np.array_equal(one, other))
