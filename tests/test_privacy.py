"""Small units are pooled, so that nothing is told of few people by themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import statskompetencer as s
from statskompetencer.privacy import pool_small_units

POOL = "Mindre enheder (samlet)"
UNITS = st.one_of(st.none(), st.sampled_from(["A", "B", "C", "D", "E", POOL]))
LEVELS = st.one_of(st.none(), st.just(s.Unrated.NOT_RELEVANT), st.integers(0, 4))


def people_of(**sizes: int) -> list[s.Profile]:
    return [
        s.Profile(f"{unit}{number}", {"DS11": 3}, unit=unit)
        for unit, size in sizes.items()
        for number in range(size)
    ]


def sizes(coverage: s.Coverage) -> dict[str | None, int]:
    return {unit.unit: unit.people for unit in coverage.units}


def pooled(people: list[s.Profile], *rest: object) -> dict[str | None, int]:
    return sizes(pool_small_units(s.check_coverage(people), *rest))


@st.composite
def organisations(draw: st.DrawFn) -> list[s.Profile]:
    rows = draw(st.lists(st.tuples(UNITS, LEVELS, LEVELS), min_size=1, max_size=30))
    return [
        s.Profile(f"p{number}", {"DS11": one, "SF21": other}, unit=unit)
        for number, (unit, one, other) in enumerate(rows)
    ]


# --- laws ---


@given(organisations(), st.integers(1, 12))
def test_no_unit_is_of_fewer_people_unless_it_is_the_only_one(
    people: list[s.Profile], least: int
) -> None:
    found = pool_small_units(s.check_coverage(people), least)
    assert len(found.units) == 1 or min(unit.people for unit in found.units) >= least


@given(organisations(), st.integers(1, 12))
def test_nothing_is_known_of_few_by_subtracting_what_is_shown_from_all(
    people: list[s.Profile], least: int
) -> None:
    found = pool_small_units(s.check_coverage(people), least)
    rests = [len(people) - unit.people for unit in found.units]
    assert all(rest == 0 or rest >= least for rest in rests)


@given(organisations(), st.integers(1, 12))
def test_the_whole_stays_as_it_was_and_the_units_sum_to_the_same(
    people: list[s.Profile], least: int
) -> None:
    before = s.check_coverage(people)
    after = pool_small_units(before, least)
    assert after.entries == before.entries
    for sums in (lambda c: c.holders, lambda c: c.unknown, lambda c: (c.people,)):
        columns = [
            list(map(sum, zip(*map(sums, coverage.units), strict=True)))
            for coverage in (before, after)
        ]
        assert columns[0] == columns[1]


@given(organisations(), st.integers(1, 12))
def test_the_units_are_those_of_the_profiles(people: list[s.Profile], least: int) -> None:
    found = pool_small_units(s.check_coverage(people), least)
    again = s.check_coverage(found.profiles)
    assert {unit.unit: unit for unit in found.units} == {unit.unit: unit for unit in again.units}
    assert [one.id for one in found.profiles] == [one.id for one in people]


@given(organisations(), st.integers(1, 12))
def test_pooling_again_changes_nothing(people: list[s.Profile], least: int) -> None:
    once = pool_small_units(s.check_coverage(people), least)
    assert pool_small_units(once, least) == once


# --- which units ---


def test_units_of_few_people_are_pooled_into_one_at_the_end() -> None:
    assert pooled(people_of(A=3, B=5, C=2)) == {"B": 5, POOL: 5}
    found = pool_small_units(s.check_coverage(people_of(A=3, B=5, C=2)))
    assert [unit.unit for unit in found.units] == ["B", POOL]


def test_the_next_smallest_join_until_the_pool_is_large_enough() -> None:
    assert pooled(people_of(A=3, B=9, C=5, D=6)) == {"B": 9, "D": 6, POOL: 8}
    assert pooled(people_of(A=1, B=5, C=7), 7) == {POOL: 13}


def test_where_all_together_are_too_few_they_are_one_group() -> None:
    assert pooled(people_of(A=1, B=2)) == {POOL: 3}


def test_large_units_and_a_single_small_one_stay_as_they_are() -> None:
    for people in (people_of(A=5, B=6), people_of(A=2), []):
        coverage = s.check_coverage(people)
        assert pool_small_units(coverage) is coverage
    assert pooled(people_of(A=1, B=2), 1) == {"A": 1, "B": 2}


def test_people_without_a_unit_are_a_unit_like_others() -> None:
    homeless = [s.Profile(f"x{number}") for number in range(2)]
    assert pooled([*homeless, *people_of(A=3, B=6)]) == {"B": 6, POOL: 5}
    assert pooled([*homeless, *people_of(B=6)], 2) == {"B": 6, None: 2}


def test_of_units_of_one_size_the_first_in_the_alphabet_joins() -> None:
    assert pooled(people_of(C=5, A=5, B=5, D=1)) == {"B": 5, "C": 5, POOL: 6}


def test_the_pool_has_a_name_of_its_own_in_the_language() -> None:
    people = people_of(**{"A": 2, "B": 3, POOL: 6, f"{POOL} 2": 6})
    assert pooled(people) == {POOL: 6, f"{POOL} 2": 6, f"{POOL} 3": 5}
    assert pooled(people_of(A=2, B=3), 5, "en") == {"Smaller units (pooled)": 5}


def test_a_pooled_unit_loses_its_target_and_others_keep_theirs() -> None:
    target = s.Target({"DS11": 1})
    targets = dict.fromkeys("ABC", target)
    coverage = s.check_coverage(people_of(A=2, B=3, C=5), target, unit_targets=targets)
    own = {unit.unit: unit.own for unit in pool_small_units(coverage).units}
    assert own[POOL] is None
    assert own["C"].complete == "yes"


def test_key_people_of_the_pool_are_in_the_pool() -> None:
    people = [s.Profile("al", {"DS12": 3}, unit="A"), *people_of(B=1, C=9)]
    coverage = s.check_coverage(people, s.Target({"DS12": 1}))
    assert [one.unit for one in coverage.key_people] == ["A"]
    found = pool_small_units(coverage, 2)
    assert [(one.person, one.unit) for one in found.key_people] == [("al", POOL)]


# --- refusals ---


@pytest.mark.parametrize("least", [0, -1, 2.5, "5", True, None])
def test_the_least_is_a_whole_number_from_1(least: object) -> None:
    with pytest.raises(s.InvalidValueError, match=r"^least: .* whole numbers from 1"):
        pool_small_units(s.check_coverage(people_of(A=1)), least)


def test_what_is_no_coverage_or_no_language_is_refused() -> None:
    with pytest.raises(s.InvalidTypeError, match=r"^coverage: \[\] is not a Coverage"):
        pool_small_units([])
    with pytest.raises(s.UnknownLanguageError, match="'sv'"):
        pool_small_units(s.check_coverage(people_of(A=1)), language="sv")
