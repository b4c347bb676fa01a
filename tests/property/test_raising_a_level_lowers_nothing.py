"""Law: raising a rated level never lowers a score, a verdict or a coverage status."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import (
    CoverageStatus,
    Profile,
    Qualified,
    Role,
    Target,
    check_coverage,
    find_gaps,
    match,
    rank,
)
from statskompetencer.testing import frameworks, roles, targets, teams

VERDICTS = (Qualified.NO, Qualified.POSSIBLE, Qualified.YES)
STATUSES = tuple(reversed(CoverageStatus))
# Few competencies and holders: raising one level often changes a status.
cases = frameworks(max_competencies=3).flatmap(
    lambda f: st.tuples(teams(f, min_size=1), roles(f), targets(f, max_holders=2))
)


def raised(person: Profile) -> Iterator[Profile]:
    """The same person with one of the rated levels raised, by one step and to the top."""
    for competency in person.rated:
        held, top = person[competency.id], person.scale.max
        for level in {min(held + 1, top), top} - {held}:
            yield person.with_ratings({competency.id: level})


@given(cases)
def test_law_for_scores_verdicts_gaps_and_places(
    case: tuple[list[Profile], Role, Target],
) -> None:
    (before, *others), role, _ = case
    old, old_gaps = match(before, role), find_gaps(before, role)
    (old_place,) = [m.place for m in rank([before, *others], role) if m.profile.id == before.id]
    for after in raised(before):
        new = match(after, role)
        assert new.score_exact >= old.score_exact
        assert new.steps_met_upper >= old.steps_met_upper
        assert VERDICTS.index(new.qualified) >= VERDICTS.index(old.qualified)
        assert find_gaps(after, role).steps_short <= old_gaps.steps_short
        (place,) = [m.place for m in rank([after, *others], role) if m.profile.id == before.id]
        assert place <= old_place


@given(cases)
def test_law_for_coverage(case: tuple[list[Profile], Role, Target]) -> None:
    people, _, target = case
    then = check_coverage(people, target)
    for number, person in enumerate(people):
        for after in raised(person):
            now = check_coverage([*people[:number], after, *people[number + 1 :]], target)
            for entry, new in zip(then, now, strict=True):
                assert STATUSES.index(new.status) >= STATUSES.index(entry.status)
            assert now.covered >= then.covered
            assert now.covered_upper >= then.covered_upper
            if then.margin is not None:
                assert now.margin >= then.margin
