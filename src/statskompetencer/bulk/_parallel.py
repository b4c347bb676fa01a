"""Work on parts of the people at once, one for each processor: numpy lets others run meanwhile."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from ._arrays import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_parts(start: int, stop: int, work: Callable[[int, int], T], least: int = BLOCK) -> list[T]:
    """What the work gives for each part, in the order of the people.

    Args:
        start: The first person.
        stop: The person after the last one.
        work: Takes the first person of a part, and the one after its last.
        least: So many people, or nearly, are worth a part of their own.
    """
    blocks = -(-(stop - start) // BLOCK)
    parts = max(1, min(processors(), -(-(stop - start) // least)))
    edges = [start + blocks * n // parts * BLOCK for n in range(parts)] + [stop]
    if parts == 1:
        return [work(start, stop)]
    with ThreadPoolExecutor(parts) as pool:
        return [*pool.map(work, edges[:-1], edges[1:])]
