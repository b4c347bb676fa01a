"""Law: a ranking does not depend on the order in which people come."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import Profile, Role, rank
from statskompetencer.testing import frameworks, roles, teams

# Few levels and few requirements: most people are equal to somebody.
cases = frameworks(max_competencies=2).flatmap(
    lambda f: st.tuples(
        teams(f, max_size=8).flatmap(lambda p: st.tuples(st.just(p), st.permutations(p))), roles(f)
    )
)


@given(cases)
def test_law(case: tuple[tuple[list[Profile], list[Profile]], Role]) -> None:
    (people, shuffled), role = case
    assert rank(people, role) == rank(shuffled, role)
    assert [m.profile for m in rank(people, role)] == [m.profile for m in rank(shuffled, role)]
