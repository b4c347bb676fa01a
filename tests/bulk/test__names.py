"""Ids in a row of bytes: what goes in comes out, is grouped and sorted by code point."""

from __future__ import annotations

import numpy as np
import pytest

from statskompetencer.bulk import _names
from statskompetencer.bulk._names import Names

TEXTS = ["b", "æble", "a", "日本", "b", "aa", "æ", "b"]


def test_texts_come_out_as_they_went_in() -> None:
    names = Names.of(TEXTS)
    assert list(names) == TEXTS
    assert [names[n] for n in range(-8, 0)] == TEXTS
    assert names[2:5] == TEXTS[2:5]
    assert names == Names.of(iter(TEXTS))
    assert names != Names.of(TEXTS[1:])
    assert names != TEXTS
    assert list(Names.of([])) == []
    with pytest.raises(IndexError):
        names[8]


def test_blank_is_what_is_empty_or_white_space_of_any_kind() -> None:
    names = Names.of(["a", "", " ", "\xa0\u2003", " b", "æ", "\x1f", "\x00", ""])
    assert names.blank().tolist() == [False, True, True, True, False, False, True, False, True]
    assert Names.of([]).blank().tolist() == []


def test_some_are_taken_in_the_order_that_is_asked_for() -> None:
    names = Names.of(TEXTS)
    assert list(names.take(np.array([3, 0, 3, 6]))) == ["日本", "b", "日本", "æ"]
    assert list(names.take(np.array([], int))) == []
    joined = Names.join([names, names.take(np.array([1])), names])
    assert list(joined) == [*TEXTS, "æble", *TEXTS]


def test_the_same_texts_are_one_group() -> None:
    groups, number = Names.of(TEXTS).groups()
    assert groups.tolist() == [0, 1, 2, 3, 0, 4, 5, 0]
    assert number == 6
    assert Names.of(["a", "b"]).groups() is None
    assert Names.of([]).groups() is None


def test_different_texts_with_one_hash_are_told_apart(monkeypatch) -> None:
    real = Names.hashes

    def hashes(self: Names, seed: int = 0):
        return real(self, seed) if seed > 1 else np.zeros(len(self), np.uint64)

    monkeypatch.setattr(Names, "hashes", hashes)
    assert Names.of(["a", "b"]).groups() is None
    assert Names.of(["a", "bb"]).groups() is None
    assert Names.of(["a", "b", "a"]).groups()[0].tolist() == [0, 1, 0]


def test_the_order_is_that_of_code_points() -> None:
    names = Names.of(TEXTS)
    numbers = np.array([3, 1, 0, 2, 5, 6])
    assert [names[n] for n in numbers[names.order_of(numbers)].tolist()] == [
        "a", "aa", "b", "æ", "æble", "日本",
    ]  # fmt: skip
    assert names.order_of(np.array([], int)).tolist() == []


def test_it_does_not_matter_how_many_are_looked_at_together(monkeypatch) -> None:
    whole = Names.of(TEXTS)
    hashes, groups = whole.hashes(), whole.groups()
    monkeypatch.setattr(_names, "_PIECE", 3)
    assert list(whole) == TEXTS
    assert whole.hashes().tolist() == hashes.tolist()
    assert whole.groups()[0].tolist() == groups[0].tolist()
    assert list(whole.take(np.array([7, 6, 5, 4, 3]))) == TEXTS[:2:-1]
