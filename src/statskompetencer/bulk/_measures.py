"""What a requirement makes of a rating, for many people at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from statskompetencer._columns import NOT_RELEVANT
from statskompetencer.roles import Requirement

from ._arrays import Codes, frozen_array

Worth: TypeAlias = NDArray[np.int64]
"""What each number stands for, or what a requirement makes of it."""

POSSIBLE, YES = 1, 3
"""Verdicts: the bits that several have in common are the verdict on them together; 0 is no."""


def as_numbers(verdicts: NDArray[Any]) -> NDArray[Any]:
    """The verdicts as 2 for yes, 1 for possible and 0 for no."""
    numbers: NDArray[Any] = verdicts - (verdicts >> 1)
    return numbers


@frozen
class Measure:
    """What is worked out of ratings and requirements, and how that of several is put together.

    Attributes:
        number: Writes what of the ratings matters: from codes and the highest level of the
            scale to numbers below `numbers`.
        numbers: How many numbers there are, from the highest level of the scale.
        worth: What a requirement makes of each number.
        join: Puts together what several requirements make of a person.
        neutral: What changes nothing when it is put together with something else.
    """

    number: Callable[[Codes, int, Codes], object]
    numbers: Callable[[int], int]
    worth: Callable[[Worth, Requirement], Worth]
    join: np.ufunc = np.add
    neutral: int = 0

    def most(self, worths: Sequence[int]) -> int:
        """The most that anybody can have, from the most of each requirement."""
        return sum(worths) if self.join is np.add else max(worths, default=self.neutral)

    def grown(self, cells: NDArray[np.int64]) -> NDArray[np.int64]:
        """By how much at most each column adds to what has been put together."""
        grown = np.zeros(cells.shape[1], np.int64)
        if self.join is np.add:
            cells.max(axis=0, out=grown)
        return grown


def _none_lowest(codes: Codes, _top: int, out: Codes) -> None:
    nothing = _row(0, len(codes)).view(np.int8)
    np.maximum(codes.view(np.int8), nothing, out=out.view(np.int8))


def _none_highest(codes: Codes, top: int, out: Codes) -> None:
    np.minimum(codes, _row(top, len(codes)), out=out)


def _none_above(codes: Codes, top: int, out: Codes) -> None:
    _none_highest(codes, top + 1, out)


def _none_only(codes: Codes, _top: int, out: Codes) -> None:
    np.greater_equal(codes, np.uint8(NOT_RELEVANT), out=out.view(np.bool_))


@lru_cache(8)
def _row(number: int, people: int) -> Codes:
    """As many times one number: to compare two rows is far quicker than a row with a number."""
    return frozen_array(np.full(people, number, np.uint8))


def _levels(top: int) -> int:
    return top + 1


def _one_or_none(_top: int) -> int:
    return 2


def _levels_and_none(top: int) -> int:
    return top + 2


def _levels_met(held: Worth, asked: Requirement) -> Worth:
    return np.minimum(held, asked.level)


def _steps_met(held: Worth, asked: Requirement) -> Worth:
    return np.minimum(held, asked.level) * asked.weight


def _met(held: Worth, asked: Requirement) -> Worth:
    return (held >= asked.level).astype(np.int64)


def _unknown(none: Worth, _asked: Requirement) -> Worth:
    return none


def _verdict(held: Worth, asked: Requirement) -> Worth:
    verdicts = np.where(held >= asked.minimum, YES, 0)
    if asked.minimum:
        verdicts[-1] = POSSIBLE
    return verdicts


LEVELS_MET = Measure(_none_lowest, _levels, _levels_met)
"""The asked steps that are met; none of them where there is no level."""
LEVELS_MET_UPPER = Measure(_none_highest, _levels, _levels_met)
"""The same if all without a level met what is asked."""
STEPS_MET = Measure(_none_lowest, _levels, _steps_met)
"""The asked steps that are met, times the weight."""
STEPS_MET_UPPER = Measure(_none_highest, _levels, _steps_met)
"""The same if all without a level met what is asked."""
MET = Measure(_none_lowest, _levels, _met)
"""How many requirements are met."""
UNKNOWN = Measure(_none_only, _one_or_none, _unknown)
"""How many requirements have no level to be held against."""
VERDICT = Measure(_none_above, _levels_and_none, _verdict, np.bitwise_and, YES)
"""Whether every minimum is met: `YES`, `POSSIBLE`, or 0 for no."""
