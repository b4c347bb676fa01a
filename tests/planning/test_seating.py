"""Seats in courses, where not all of them are needed."""

from __future__ import annotations

import numpy as np

from statskompetencer.planning._needs import Need, Pool, Price
from statskompetencer.planning._seating import Case

DEAR, CHEAP = Price(seat=9, run=0, least=1, most=5), Price(seat=2, run=0, least=1, most=5)


def case_of(*needs, pools):
    people = [Pool(course, met, np.array(who, dtype=np.int64)) for course, met, who in pools]
    return Case(needs, [DEAR, CHEAP], people)


def test_of_two_seats_of_which_one_is_enough_the_dearer_is_left_out() -> None:
    need = Need(1, {0: np.array([0]), 1: np.array([1])})
    case = case_of(need, pools=[(0, (0,), [0]), (1, (0,), [1])])
    assert case.lean({(0, 0), (1, 1)}, missing=0) == {(1, 1)}


def test_a_seat_is_left_out_where_another_helps_the_same_person_with_the_same() -> None:
    needs = [Need(2, {0: np.array([0, 1]), 1: np.array([1])}), Need(1, {0: np.array([1])})]
    case = case_of(*needs, pools=[(0, (0,), [0]), (0, (0, 1), [1]), (1, (0,), [1])])
    every = {(0, 0), (1, 1), (1, 2)}
    assert case.helped(every) == [2, 1]
    assert case.lean(every, missing=0) == {(0, 0), (1, 1)}


def test_as_much_as_may_be_missing_is_left_out() -> None:
    need = Need(3, {0: np.array([0, 1]), 1: np.array([2])})
    case = case_of(need, pools=[(0, (0,), [0, 1]), (1, (0,), [2])])
    left = case.lean({(0, 0), (1, 0), (2, 1)}, missing=1)
    assert left == {(0, 0), (2, 1)}
    assert (case.missing(left), case.cost(left)) == (1, 11)
