"""Single values are checked with plain messages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path, PurePosixPath

import pytest

from statskompetencer import InvalidTypeError, InvalidValueError
from statskompetencer._checks import as_day, as_path, as_whole, check_encodable, check_kind


class Whole:
    """A whole number of another library, such as numpy's."""

    def __index__(self) -> int:
        return 3


def test_whole_numbers_of_other_libraries_become_int() -> None:
    assert type(as_whole(Whole())) is int
    assert as_whole(Whole()) == 3


@pytest.mark.parametrize("value", [True, None, 1.0, "1", Fraction(1)])
def test_what_is_no_whole_number_is_left_for_the_check_that_follows(value: object) -> None:
    assert as_whole(value) is value


def test_a_point_in_time_becomes_its_day() -> None:
    day = as_day(datetime(2026, 1, 31, 23, 59, tzinfo=UTC))
    assert day == date(2026, 1, 31)
    assert type(day) is date


def test_no_day_stays_none() -> None:
    assert as_day(None) is None


class NotATime(datetime):
    """What some libraries have for a missing point in time."""

    def date(self) -> date:
        raise ValueError("NaT has no date")


@pytest.mark.parametrize("value", ["", "31.01.2026", 5, b"2026-01-31", NotATime(1, 1, 1)])
def test_what_is_no_day_is_refused_with_its_place(value: object) -> None:
    with pytest.raises(InvalidValueError, match=r"assessed_on: .* is not a date") as caught:
        as_day(value, "assessed_on")
    assert caught.value.found is value
    assert caught.value.allowed == ("2026-01-31",)
    assert "er ikke en dato" in caught.value.explain("da")


@pytest.mark.parametrize("value", ["a/b.json", Path("a/b.json"), PurePosixPath("a/b.json")])
def test_a_path_is_taken_in_any_form(value: object) -> None:
    assert as_path(value) == Path("a/b.json")


@pytest.mark.parametrize("value", [None, 3, b"a", ["a"]])
def test_what_is_no_path_is_refused(value: object) -> None:
    with pytest.raises(InvalidTypeError, match="is not the path of a file"):
        as_path(value)


def test_half_a_character_is_refused() -> None:
    check_encodable("æ🙂")
    with pytest.raises(InvalidValueError, match=r"note: 'a.ud83d' has half a character"):
        check_encodable("a\ud83d", "note")


def test_a_value_of_a_wrong_kind_is_named_with_the_kinds_that_are_right() -> None:
    check_kind(3, [str, int])
    with pytest.raises(InvalidTypeError) as caught:
        check_kind("x", [int, float], "level")
    assert str(caught.value) == "level: 'x' is not a int or float"
    assert caught.value.explain("da") == "level: 'x' er ikke en int eller float"
    assert caught.value.found == "x"
