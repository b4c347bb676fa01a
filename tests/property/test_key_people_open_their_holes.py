"""Law: if a key person leaves, the named holes open, and if another leaves, none does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import Profile, Target, check_coverage
from statskompetencer.testing import frameworks, targets, teams

cases = frameworks().flatmap(lambda f: st.tuples(teams(f, min_size=1), targets(f, max_holders=3)))


@given(cases)
def test_law(case: tuple[list[Profile], Target]) -> None:
    people, target = case
    before = check_coverage(people, target)
    named = {key.person: {c.id for c in key.competencies} for key in before.key_people}
    assert len(named) == len(before.key_people)
    held = {entry.competency.id for entry in before if entry.holders >= entry.needed}
    for person in people:
        after = check_coverage([other for other in people if other is not person], target)
        still = {entry.competency.id for entry in after if entry.holders >= entry.needed}
        assert held - still == named.get(person.id, set())


@given(cases)
def test_with_a_margin_of_one_nobody_is_a_key_person(case: tuple[list[Profile], Target]) -> None:
    found = check_coverage(*case)
    if found.margin:
        assert found.key_people == ()
    if found.margin == 0:
        assert found.key_people
