"""Time limits."""

from __future__ import annotations

from math import isfinite
from time import monotonic

from statskompetencer._text import shown
from statskompetencer.exceptions import InvalidValueError

DEFAULT = 60.0
"""Seconds that a plan may take unless it is told otherwise."""


class Clock:
    """How much time is left of a limit.

    Args:
        limit: Seconds, from 0; None for no limit.

    Raises:
        InvalidValueError: It is not a number of seconds.
    """

    def __init__(self, limit: float | None) -> None:
        good = isinstance(limit, int | float) and not isinstance(limit, bool)
        if limit is not None and not (good and isfinite(limit) and limit >= 0):
            raise InvalidValueError(
                f"{shown(limit)} is not a number of seconds from 0",
                danish=f"{shown(limit)} er ikke et antal sekunder fra 0",
                place="time_limit",
                found=limit,
            )
        self._end = None if limit is None else monotonic() + limit

    @property
    def left(self) -> float:
        """Seconds left, 0 when time has run out; infinity where there is no limit."""
        return float("inf") if self._end is None else max(0.0, self._end - monotonic())

    @property
    def over(self) -> bool:
        """Whether time has run out."""
        return self.left == 0

    def half(self) -> Clock:
        """Half of the time that is left."""
        return Clock(None if self._end is None else self.left / 2)
