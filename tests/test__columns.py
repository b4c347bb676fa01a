"""Ratings by column: counted, translated and added for all people at once."""

from __future__ import annotations

import pytest

from statskompetencer import Requirement
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT, Columns, is_level


def columns(*codes: bytes, top: int = 4) -> Columns:
    return Columns(codes, len(codes[0]) if codes else 2, top)


THREE = columns(bytes([4, 255]), bytes([0, 254]), bytes([4, 1]))


def test_levels_are_told_from_the_reasons_why_there_is_none() -> None:
    assert is_level(0)
    assert is_level(100)
    assert not is_level(NOT_RELEVANT)
    assert not is_level(NOT_ASSESSED)


def test_a_column_is_what_everybody_has_of_one_competency() -> None:
    assert THREE.people == 3
    assert THREE.column(0) == bytes([4, 0, 4])
    assert THREE.column(1) == bytes([255, 254, 1])


def test_people_are_counted_and_named_by_their_numbers() -> None:
    assert THREE.count(0, lambda code: code >= 2) == 2
    assert THREE.count(1, is_level) == 1
    assert THREE.who(0, lambda code: code >= 2) == [0, 2]
    assert THREE.who(1, lambda code: code == NOT_ASSESSED) == [0]


def test_a_column_is_translated_code_by_code() -> None:
    assert THREE.translated(1, lambda code: 7 if is_level(code) else 9) == bytes([9, 9, 7])


def test_nobody_has_nothing() -> None:
    nobody = columns()
    assert (nobody.people, nobody.column(0), nobody.count(0, is_level)) == (0, b"", 0)
    assert list(nobody.match_keys([(0, Requirement("A", 3, 2, 1))])) == []


@pytest.mark.parametrize(
    ("weight", "level", "others"), [(1, 4, 0), (100, 100, 0), (100, 100, 60), (1, 1, 300)]
)
def test_keys_order_people_whatever_their_width(weight: int, level: int, others: int) -> None:
    # From 4 bytes a person (a small role) over 8 to any number (many heavy requirements).
    rest = [(n + 1, Requirement("X", 100, 100)) for n in range(others)]
    more = bytes(others)
    people = columns(
        bytes([level]) + more,
        bytes([255]) + more,
        bytes([0]) + more,
        bytes([level]) + more,
        top=100,
    )
    keys = people.match_keys([(0, Requirement("A", level, weight, minimum=1)), *rest])
    assert keys[0] == keys[3] > keys[1] > keys[2]


def test_a_role_that_asks_for_nothing_ranks_everybody_the_same() -> None:
    assert len(set(THREE.match_keys([]))) == 1
