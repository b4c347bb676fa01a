"""Law: lower <= upper, and they are equal when nothing that is asked is not assessed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import (
    Profile,
    Role,
    Target,
    check_coverage,
    find_gaps,
    find_group_gaps,
    match,
)
from statskompetencer.testing import frameworks, roles, targets, teams

cases = frameworks().flatmap(lambda f: st.tuples(teams(f), roles(f), targets(f)))
sure = frameworks().flatmap(lambda f: st.tuples(teams(f, complete=True), roles(f), targets(f)))


@given(cases)
def test_lower_is_not_above_upper(case: tuple[list[Profile], Role, Target]) -> None:
    people, role, target = case
    for person in people:
        found, gaps = match(person, role), find_gaps(person, role)
        assert 0 <= found.steps_met <= found.steps_met_upper <= found.steps_asked
        assert 0 <= found.score <= found.score_upper <= 1
        assert 0 <= gaps.steps_short <= gaps.steps_short_upper
    group = find_group_gaps(people, role)
    assert all(0 <= gap.steps_short <= gap.steps_short_upper for gap in group)
    coverage = check_coverage(people, target)
    for one in (coverage, *coverage.areas, *coverage.subcategories):
        assert 0 <= one.covered <= one.covered_upper
    assert coverage.covered_upper <= len(coverage)


@given(sure)
def test_equal_when_everything_is_assessed(case: tuple[list[Profile], Role, Target]) -> None:
    people, role, target = case
    for person in people:
        found, gaps = match(person, role), find_gaps(person, role)
        assert found.score == found.score_upper
        assert found.qualified != "possible"
        assert gaps.steps_short == gaps.steps_short_upper
    for gap in find_group_gaps(people, role):
        assert (gap.unknown, gap.steps_short) == (0, gap.steps_short_upper)
    coverage = check_coverage(people, target)
    for one in (coverage, *coverage.areas, *coverage.subcategories):
        assert one.covered == one.covered_upper
    assert coverage.complete != "possible"


@given(cases)
def test_the_bounds_of_a_score_differ_exactly_where_something_is_not_assessed(
    case: tuple[list[Profile], Role, Target],
) -> None:
    people, role, _ = case
    for person in people:
        found = match(person, role)
        assert (found.steps_met == found.steps_met_upper) == (not found.unknown)


@given(cases, st.integers(0, 3))
def test_a_headcount_moves_the_upper_bound_alone(
    case: tuple[list[Profile], Role, Target], more: int
) -> None:
    people, _, target = case
    data = check_coverage(people, target)
    whole = check_coverage(people, target, headcount=len(people) + more)
    assert whole.covered == data.covered
    assert whole.covered_upper >= data.covered_upper
    for told, known in zip(whole, data, strict=True):
        assert (told.holders, told.unknown) == (known.holders, known.unknown + more)
