"""Choosing the cheapest people who together hold enough."""

from __future__ import annotations

import numpy as np

from statskompetencer.planning import Proof
from statskompetencer.planning._clock import Clock
from statskompetencer.planning._covering import cover


def rows(*held):
    return np.array([[letter in one for letter in "abcdef"] for one in held])


ONE_EACH = np.ones(6, dtype=np.int64)


def test_greedy_leaves_out_whom_it_no_longer_needs() -> None:
    people = rows("abcd", "abe", "cdf")  # the first is taken first, and the others replace it
    found = cover(people, ONE_EACH, np.ones(3, dtype=np.int64), None, Clock(0))
    assert found.members == (1, 2)
    assert found.greedy == (2, 0)


def test_greedy_takes_first_what_is_needed_most_often() -> None:
    people = rows("a", "b", "b", "b")
    needs = np.array([1, 3, 0, 0, 0, 0])
    assert cover(people, needs, np.ones(4, dtype=np.int64), 1, Clock(None)).members == (1,)


def test_more_rows_than_a_machine_word_has_bits() -> None:
    people = np.eye(130, dtype=bool)
    one = np.ones(130, dtype=np.int64)
    found = cover(people, one, one, None, Clock(None))
    assert (found.cost, found.bound, found.proof) == (130, 130, Proof.CHECKED)


def test_190_000_people_and_several_holders_of_each_of_32() -> None:
    random = np.random.default_rng(1)
    people = random.random((190_000, 32)) < random.random(32) * 0.15 + 0.02
    needs = random.integers(3, 9, 32)
    one = np.ones(190_000, dtype=np.int64)
    found = cover(people, needs, one, None, Clock(None))
    assert (people[list(found.members)].sum(axis=0) >= needs).all()
    assert found.cost == found.bound < found.greedy[0]
