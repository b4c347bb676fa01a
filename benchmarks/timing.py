"""How long something takes, in processor time and on the clock."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

try:
    import resource
except ImportError:  # Windows: the time on the clock, so let nothing else run there
    clock = time.perf_counter
    CLOCK = "time on the clock"
else:

    def clock() -> float:
        """The processor time of this process, and of those that it started and saw end."""
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    CLOCK = "processor time"


class Times:
    """How long something took each time."""

    def __init__(self) -> None:
        self.processor: list[float] = []
        self.clock: list[float] = []

    def of(self, run: Callable[..., object], *given: object) -> None:
        started, start = time.perf_counter(), clock()
        result = run(*given)
        self.processor.append(clock() - start)
        self.clock.append(time.perf_counter() - started)
        del result  # after the clocks have stopped


def ratio(times: Sequence[float], others: Sequence[float]) -> float:
    """The median of the ratios of the rounds: what slows a round slows both sides of it."""
    return statistics.median(a / b for a, b in zip(times, others, strict=True))
