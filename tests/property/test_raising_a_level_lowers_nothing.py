"""Law: raising a rated level never lowers a score, a verdict or a coverage status."""

from __future__ import annotations

from hypothesis import assume, given
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
cases = frameworks().flatmap(
    lambda f: st.tuples(teams(f, min_size=1, max_size=4), roles(f), targets(f))
)


@given(cases, st.data())
def test_law(case: tuple[list[Profile], Role, Target], data: st.DataObject) -> None:
    people, role, target = case
    before = people[0]
    raisable = [c.id for c in before.rated if before[c.id] < before.scale.max]
    assume(raisable)
    which = data.draw(st.sampled_from(raisable))
    level = data.draw(st.integers(before[which] + 1, before.scale.max))
    after = before.with_ratings({which: level})

    old, new = match(before, role), match(after, role)
    assert new.score_exact >= old.score_exact
    assert new.steps_met_upper >= old.steps_met_upper
    assert VERDICTS.index(new.qualified) >= VERDICTS.index(old.qualified)
    assert find_gaps(after, role).steps_short <= find_gaps(before, role).steps_short

    then, now = check_coverage(people, target), check_coverage([after, *people[1:]], target)
    for entry, raised in zip(then, now, strict=True):
        assert STATUSES.index(raised.status) >= STATUSES.index(entry.status)
    assert now.covered >= then.covered
    assert now.covered_upper >= then.covered_upper
    assert (-1 if now.margin is None else now.margin) >= (
        -1 if then.margin is None else then.margin
    )

    places = {found.profile.id: found.place for found in rank(people, role)}
    raised_places = {found.profile.id: found.place for found in rank([after, *people[1:]], role)}
    assert raised_places[after.id] <= places[before.id]
