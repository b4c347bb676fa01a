"""What is the worst that can come of people leaving, and who are they?"""

from __future__ import annotations

import numpy as np
import pytest

from statskompetencer import (
    InvalidValueError,
    Profile,
    Target,
    UnknownNameError,
    check_coverage,
)
from statskompetencer.planning import Proof, resilience
from statskompetencer.planning._clock import Clock
from statskompetencer.planning._leaving import worst

PEOPLE = [
    Profile("al", {"DS11": 3, "DS12": 2, "DS13": 0}, unit="It"),
    Profile("bo", {"DS11": 2, "DS12": 0, "DS13": 2}, unit="It"),
    Profile("cy", {"DS11": 0, "DS12": 2, "DS13": 2}, unit="Jura"),
]
TWO_EACH = Target({"DS11": 2, "DS12": 2, "DS13": 2})


def test_one_of_three_whoever_it_is_opens_two_holes_and_the_first_by_id_is_named() -> None:
    found = resilience(PEOPLE, TWO_EACH)
    assert (found.below, found.missing, found.below_bound, found.missing_bound) == (2, 2, 2, 2)
    assert [one.id for one in found.worst] == ["al"]
    assert [entry.competency.id for entry in found.opened] == ["DS11", "DS12"]
    assert [(e.holders, e.left, e.missing) for e in found] == [(2, 1, 1), (2, 1, 1), (2, 2, 0)]
    assert (found.proven, found.holds, found.other) == (True, False, None)


def test_the_worst_pair_is_not_the_worst_one_and_one_more() -> None:
    # One by one "wide" goes first, for two open at once; "x" and "y" together open three.
    people = [
        Profile("wide", {"DS11": 2, "DS12": 2}),
        Profile("x", {"DS13": 2, "DS21": 2, "DS22": 2}),
        Profile("y", {"DS13": 2, "DS21": 2, "DS22": 2}),
    ]
    target = Target({"DS11": 1, "DS12": 1, "DS13": 1, "DS21": 1, "DS22": 1})
    found = resilience(people, target, leavers=2)
    assert [one.id for one in found.worst] == ["x", "y"]
    assert (found.below, found.greedy_below) == (3, 2)


def test_what_is_below_today_is_counted_but_does_not_open() -> None:
    found = resilience(PEOPLE, Target({"DS11": 3, "SF11": 1}))
    assert (found.below, found.missing, found.opened, found.holds) == (2, 3, (), True)
    assert [one.id for one in found.worst] == ["al"]  # one more is missing


def test_nobody_is_named_for_whom_it_does_not_matter() -> None:
    found = resilience(PEOPLE, Target({"DS11": 1}), leavers=1)
    assert (found.worst, found.below) == ((), 0)
    both = resilience(PEOPLE, Target({"DS11": 1}), leavers=3)
    assert ([one.id for one in both.worst], both.below) == (["al", "bo"], 1)


def test_one_unit_is_looked_at_by_itself() -> None:
    found = resilience(PEOPLE, Target({"DS11": 2, "DS12": 1}), unit="It")
    assert (found.people, found.unit, found.below) == (2, "It", 2)
    with pytest.raises(UnknownNameError, match="Jura"):
        resilience(PEOPLE, TWO_EACH, unit="Jurra")
    with pytest.raises(UnknownNameError, match="unit"):
        resilience(PEOPLE, TWO_EACH, unit=3)


def test_not_assessed_counts_as_not_held_and_the_answer_says_what_it_would_be() -> None:
    people = [Profile("al", {"DS11": 2}), Profile("bo")]
    found = resilience(people, Target({"DS11": 1}))
    assert (found.below, found.other.below, found.other.not_assessed) == (1, 0, "held")
    assert "counted as held, it would be 0." in found.explain("en")
    assert "talte som noget, man har, var det 0." in found.explain("da")
    held = resilience(people, Target({"DS11": 1}), not_assessed="held")
    assert (held.below, held.other.below) == (0, 1)
    assert "did not count, it would be 1." in held.explain("en")


def test_nobody_and_everybody() -> None:
    nobody = resilience([], Target({"DS11": 2}), leavers=4)
    assert (nobody.below, nobody.missing, nobody.worst, nobody.proven) == (1, 2, (), True)
    everybody = resilience(PEOPLE, TWO_EACH, leavers=5)
    assert (everybody.below, everybody.missing) == (3, 6)
    assert len(resilience([]).entries) == 32


def test_without_time_the_worst_found_so_far_comes_back_with_its_bound() -> None:
    found = resilience(PEOPLE, TWO_EACH, time_limit=0)
    assert (found.proof, found.below, found.below_bound) == (Proof.OPEN, 2, 3)
    assert "At most 3 can fall below." in found.explain("en")
    assert "Højst 3 kan komme under." in found.explain("da")


def test_a_worst_case_shows_and_names_nobody_unless_asked() -> None:
    found = resilience(PEOPLE, TWO_EACH, leavers=2)
    assert found.explain("en").startswith(
        "If the worst 2 of 3 people leave, 3 of 3 competencies are below their number, "
        "with 4 holders missing (proven worst)."
    )
    assert "rejser, er 3 af 3 kompetencer under det nødvendige antal" in found.explain()
    assert "Disse huller åbner sig (3)" in found.explain()
    one = resilience(PEOPLE, TWO_EACH).explain("en")
    assert one.startswith("If the worst 1 of 3 people leaves, 2 of 3")
    assert found.to_dict()["worst"] == 2
    assert found.to_dict(people=True)["worst"] == ["al", "bo"]
    assert found.to_rows("en")[0]["opens"] is True
    assert found._repr_html_() == found.to_html("da")
    assert "Resilience" in found.to_html("en")
    assert not {"al", "bo"} & {*found.to_html("en").split()}
    some = resilience(PEOPLE, Target({"DS11": 1, "DS12": 2, "SF11": 1}))
    assert some.to_dict()["other"]["below"] == 1
    assert repr(found) == (
        "<Resilience of 3 people without 2: 3 of 3 below (at most 3, checked), 4 holders missing>"
    )


def test_the_losses_are_those_of_the_coverage_without_the_worst() -> None:
    found = resilience(PEOPLE, TWO_EACH)
    left = check_coverage([one for one in PEOPLE if one not in found.worst], TWO_EACH)
    assert [entry.holders for entry in left] == [entry.left for entry in found]


def test_a_number_of_leavers_below_one_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="leavers"):
        resilience(PEOPLE, TWO_EACH, leavers=0)


def test_190_000_people_of_whom_three_leave() -> None:
    random = np.random.default_rng(2)
    people = random.random((190_000, 32)) < 0.00002
    found = worst(people, np.full(32, 3), 3, Clock(None))
    assert found.proof is Proof.CHECKED
    assert found.bound == (found.below, found.missing) >= found.greedy
