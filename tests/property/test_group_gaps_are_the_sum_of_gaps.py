"""Law: the gaps of a group are the gaps of its people, added up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import Framework, Profile, Role, find_gaps, find_group_gaps
from statskompetencer.testing import frameworks, roles, teams


def with_posts(framework: Framework) -> st.SearchStrategy[tuple[list[Profile], list[Role]]]:
    """People, and the roles of which each holds some."""
    some = st.lists(roles(framework), min_size=1, max_size=3, unique_by=lambda role: role.id)
    return some.flatmap(lambda asked: st.tuples(teams(framework, roles=asked), st.just(asked)))


def check(people: list[Profile], asked: Role | list[Role]) -> None:
    group = find_group_gaps(people, asked)
    single = [find_gaps(person, asked) for person in people]
    assert group.people == len(people)
    by_competency: dict[str, list[int]] = {}
    for gaps in single:
        for requirement in gaps.role:
            counts = by_competency.setdefault(requirement.competency, [0] * 6)
            gap = next((g for g in gaps if g.competency.id == requirement.competency), None)
            short = gap is not None and gap.held is not None
            counts[0] += short
            counts[1] += gap is None
            counts[2] += gap is not None and gap.held is None
            counts[3] += gap.steps_short if gap else 0
            counts[4] += gap.steps_short_upper if gap else 0
            counts[5] += requirement.weight * short
    found = {
        g.competency.id: [
            g.short, g.met, g.unknown, g.steps_short, g.steps_short_upper, g.weighted_short,
        ]
        for g in group
    }  # fmt: skip
    assert found == by_competency
    positions = group.framework.positions
    expected = sorted(found, key=lambda c: (-found[c][5], -found[c][2], positions[c]))
    assert list(found) == expected
    assert sum(gap.steps_short for gap in group) == sum(gaps.steps_short for gaps in single)


@given(frameworks().flatmap(lambda f: st.tuples(teams(f), roles(f))))
def test_law_against_one_role(case: tuple[list[Profile], Role]) -> None:
    check(*case)


@given(frameworks().flatmap(with_posts))
def test_law_against_the_posts_that_each_holds(case: tuple[list[Profile], list[Role]]) -> None:
    people, asked = case
    check(people, asked)
    without = sum(not person.roles for person in people)
    assert find_group_gaps(people, asked).without_role == without
