"""Parts of the people are worked on at once, and what they give comes back in their order."""

from __future__ import annotations

import os
import threading
from itertools import pairwise

import pytest

from statskompetencer.bulk import _parallel
from statskompetencer.bulk._arrays import BLOCK


@pytest.mark.parametrize("number", [1, 2, 3, 64])
@pytest.mark.parametrize("people", [0, 1, BLOCK, BLOCK + 1, 5 * BLOCK, 5 * BLOCK + 7])
def test_the_parts_are_everybody_once_in_order(number, people, monkeypatch) -> None:
    monkeypatch.setattr(_parallel, "processors", lambda: number)
    start = 11
    parts = _parallel.in_parts(start, start + people, lambda first, last: (first, last))
    assert parts[0][0] == start
    assert parts[-1][1] == start + people
    assert all(one[1] == other[0] for one, other in pairwise(parts))
    assert all((first - start) % BLOCK == 0 for first, _ in parts)
    assert len(parts) <= number
    if people > BLOCK:
        assert len(parts) == min(number, -(-people // BLOCK))
        assert all(first < last for first, last in parts)


def test_parts_are_worked_on_at_once(monkeypatch) -> None:
    monkeypatch.setattr(_parallel, "processors", lambda: 2)
    barrier = threading.Barrier(2, timeout=60)
    assert _parallel.in_parts(0, 2 * BLOCK, lambda *_: barrier.wait() >= 0) == [True, True]


@pytest.mark.parametrize(("people", "parts"), [(3 * BLOCK, 1), (3 * BLOCK + 1, 2), (9 * BLOCK, 3)])
def test_what_is_soon_done_is_not_parted(people, parts, monkeypatch) -> None:
    monkeypatch.setattr(_parallel, "processors", lambda: 8)
    found = _parallel.in_parts(0, people, lambda first, last: (first, last), 3 * BLOCK)
    assert len(found) == parts
    assert sum(last - first for first, last in found) == people


def test_what_fails_in_a_part_fails(monkeypatch) -> None:
    monkeypatch.setattr(_parallel, "processors", lambda: 2)
    with pytest.raises(ZeroDivisionError):
        _parallel.in_parts(0, 2 * BLOCK, lambda first, _: 1 // first)


def test_as_many_processors_are_used_as_there_are_for_the_process(monkeypatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 5, 7}, raising=False)
    assert _parallel.processors() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert _parallel.processors() == 4
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert _parallel.processors() == 1
