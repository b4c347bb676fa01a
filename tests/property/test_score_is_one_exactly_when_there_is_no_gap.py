"""Law: the score is 1 exactly when there is no gap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import Profile, Role, find_gaps, match
from statskompetencer.testing import frameworks, profiles, roles

cases = frameworks().flatmap(lambda f: st.tuples(profiles(f), roles(f)))


@given(cases)
def test_law(case: tuple[Profile, Role]) -> None:
    profile, role = case
    found, gaps = match(profile, role), find_gaps(profile, role)
    assert (found.score == 1) == (found.score_exact == 1) == (len(gaps) == 0)
    assert 0 <= found.score <= 1


@given(cases)
def test_the_upper_score_is_one_exactly_when_no_gap_is_known(case: tuple[Profile, Role]) -> None:
    profile, role = case
    known = [gap for gap in find_gaps(profile, role) if gap.held is not None]
    assert (match(profile, role).score_upper == 1) == (not known)


@given(cases)
def test_gaps_are_the_requirements_that_a_match_does_not_call_met(
    case: tuple[Profile, Role],
) -> None:
    profile, role = case
    found = match(profile, role)
    lacking = {gap.competency.id: gap.steps_short for gap in find_gaps(profile, role)}
    assert set(lacking) == {asked.competency for asked in (*found.short, *found.unknown)}
    assert len(lacking) + len(found.met) == len(role)
    missed = sum(asked.weight * lacking.get(asked.competency, 0) for asked in role)
    assert found.steps_met_upper == found.steps_asked - missed
