"""What several rows say of one person stands side by side until a rule decides."""

from __future__ import annotations

from datetime import date

import pytest

from statskompetencer import Rater, Scale, load, resolve
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._people import About, Person

MODEL, SCALE = load(), Scale.default()
NOBODY: About = (None, (), None, None)
MONDAY: About = ("It", ("a",), Rater.SELF, date(2026, 9, 14))
TUESDAY: About = ("It", ("b",), Rater.MANAGER, date(2026, 9, 15))


def person(*ratings: tuple[About, int, int, int]) -> Person:
    made = Person("M1", len(MODEL))
    for about, row, place, code in ratings:
        made.add(about, row, place, code)
    return made


def profiles(made: Person, rule=None):
    """The profiles, and for each contradiction its row, its competency and its words."""
    noted = []
    found = made.profiles(MODEL, SCALE, rule, lambda *one: noted.append(one))
    return found, [(row, place, error.message) for row, place, error in noted]


def test_rows_that_agree_in_all_else_make_one_profile():
    found, noted = profiles(person((MONDAY, 2, 0, 3), (MONDAY, 3, 1, NOT_RELEVANT)))
    assert noted == []
    (one,) = found
    assert (one.id, one.unit, one.roles, one.rater) == ("M1", "It", ("a",), Rater.SELF)
    assert one.ratings.codes[:3] == bytes([3, NOT_RELEVANT, NOT_ASSESSED])


def test_rows_that_differ_in_something_else_make_several():
    found, noted = profiles(person((MONDAY, 2, 0, 3), (TUESDAY, 3, 1, 2)))
    assert ([one.assessed_on.day for one in found], noted) == ([14, 15], [])
    assert resolve(found)[0].roles == ("a", "b")


def test_a_blank_answer_beside_a_rating_is_no_contradiction():
    made = person((MONDAY, 2, 0, NOT_ASSESSED), (MONDAY, 3, 0, 1), (TUESDAY, 4, 0, NOT_ASSESSED))
    found, noted = profiles(made)
    assert noted == []
    assert resolve(found)[0].ratings.codes[0] == 1


def test_two_ratings_name_their_rows_in_order_of_the_file():
    made = person((TUESDAY, 2, 0, 3), (MONDAY, 3, 5, 1), (TUESDAY, 4, 5, 0))
    _, ((row, place, message),) = profiles(made)
    assert (row, place) == (4, 5)
    assert ": 1 (row 3), 0 (row 4);" in message


@pytest.mark.parametrize(("rule", "level"), [("latest", 1), ("rater", 1)])
def test_a_rule_decides(rule, level):
    found, noted = profiles(person((MONDAY, 2, 0, 3), (TUESDAY, 3, 0, level)), rule)
    assert noted == []
    assert resolve(found, rule)[0].ratings.codes[0] == level


def test_doubles_within_one_sitting_are_kept_apart_for_the_rule():
    found, noted = profiles(person(*((MONDAY, row, 0, 3) for row in (2, 3, 4))), "latest")
    assert (len(found), noted) == (3, [])


def test_units_are_named_with_the_rows_in_which_they_first_stand():
    other: About = ("Jura", (), None, None)
    made = person((other, 2, 0, 1), (MONDAY, 3, 1, 1), (other, 4, 2, 1), (TUESDAY, 5, 3, 1))
    _, noted = profiles(made)
    assert noted == [(3, None, "person “M1” is in several units: “Jura” (row 2), “It” (row 3)")]


def test_no_unit_beside_a_unit_is_no_contradiction():
    assert profiles(person((NOBODY, 2, 0, 1), (MONDAY, 3, 1, 1)))[1] == []
