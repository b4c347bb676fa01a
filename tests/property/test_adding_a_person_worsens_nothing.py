"""Law: adding a person never worsens a status (among the people in the data)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import CoverageStatus, Profile, Target, check_coverage
from statskompetencer.testing import frameworks, targets, teams

STATUSES = tuple(reversed(CoverageStatus))
# Few competencies and holders: one person more often changes a status.
cases = frameworks(max_competencies=3).flatmap(
    lambda f: st.tuples(teams(f, min_size=1), targets(f, max_holders=3))
)


@given(cases)
def test_law(case: tuple[list[Profile], Target]) -> None:
    (*few, _), target = case
    fewer, more = check_coverage(few, target), check_coverage(case[0], target)
    for old, new in zip(fewer, more, strict=True):
        assert STATUSES.index(new.status) >= STATUSES.index(old.status)
        assert new.holders >= old.holders
        assert new.unknown >= old.unknown
    for old, new in zip(fewer.areas, more.areas, strict=True):
        assert (old.status is None) == (new.status is None)
        if new.status is not None:
            assert STATUSES.index(new.status) >= STATUSES.index(old.status)
    assert more.covered >= fewer.covered
    assert more.covered_upper >= fewer.covered_upper
