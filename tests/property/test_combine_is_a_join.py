"""Law: putting roles together is associative, commutative and idempotent, and loses nothing.

There is no gap (a yes) against the whole exactly when there is none (a yes) against each part.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import Profile, Qualified, Role, combine, find_gaps, match
from statskompetencer.testing import frameworks, profiles, roles

three = frameworks().flatmap(lambda f: st.tuples(roles(f), roles(f), roles(f)))
measured = frameworks().flatmap(
    lambda f: st.tuples(profiles(f), st.lists(roles(f), min_size=1, max_size=3))
)


def same(one: Role, other: Role) -> bool:
    """Equal in what they ask for, and called the same."""
    return (one, one.id, one.parts) == (other, other.id, other.parts)


@given(three)
def test_the_order_and_the_grouping_do_not_count(case: tuple[Role, Role, Role]) -> None:
    a, b, c = case
    whole = combine(a, b, c)
    assert same(combine(a, b), combine(b, a))
    assert same(combine(combine(a, b), c), whole)
    assert same(combine(a, combine(b, c)), whole)
    assert same(combine(c, a, b), whole)


@given(three)
def test_a_part_given_twice_counts_once(case: tuple[Role, Role, Role]) -> None:
    a, b, _ = case
    assert combine(a) == combine(a, a) == a
    assert (combine(a).id, combine(a, a).id) == (a.id, a.id)
    assert same(combine(a, b, a), combine(a, b))
    assert same(combine(combine(a, b), a), combine(a, b))


@given(three)
def test_the_empty_role_changes_nothing(case: tuple[Role, Role, Role]) -> None:
    a, b, _ = case
    nothing = combine(framework=a.framework, scale=a.scale)
    assert same(combine(a, b, nothing), combine(a, b))
    assert same(combine(nothing, nothing), nothing)


@given(three)
def test_the_highest_level_weight_and_minimum_count(case: tuple[Role, Role, Role]) -> None:
    whole = combine(*case)
    for competency in whole.framework.competency_ids:
        asked = [part.requirement(competency) for part in case]
        some = [requirement for requirement in asked if requirement is not None]
        found = whole.requirement(competency)
        if found is None:
            assert some == []
        else:
            assert found.level == max(requirement.level for requirement in some)
            assert found.weight == max(requirement.weight for requirement in some)
            assert found.minimum == max(requirement.minimum for requirement in some)


@given(measured)
def test_no_gap_against_the_whole_exactly_when_against_no_part(
    case: tuple[Profile, list[Role]],
) -> None:
    profile, parts = case
    whole = combine(*parts)
    assert (not find_gaps(profile, whole)) == all(not find_gaps(profile, part) for part in parts)
    assert (match(profile, whole).qualified is Qualified.YES) == all(
        match(profile, part).qualified is Qualified.YES for part in parts
    )
    assert (match(profile, whole).qualified is Qualified.NO) == any(
        match(profile, part).qualified is Qualified.NO for part in parts
    )
