"""Law: coverage is a plain count of people, competency by competency."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import Profile, Target, Unrated, check_coverage
from statskompetencer.testing import frameworks, scales, targets, teams

cases = st.tuples(frameworks(), scales(max_level=100)).flatmap(
    lambda both: st.tuples(teams(*both), targets(*both))
)


def status(h: int, u: int, k: int) -> str:
    if h > k:
        return "covered"
    if h == k:
        return "fragile"
    if k <= h + u:
        return "possible"
    return "short" if h + u > 0 else "uncovered"


@given(cases, st.none() | st.integers(0, 3))
def test_law(case: tuple[list[Profile], Target], more: int | None) -> None:
    people, target = case
    headcount = None if more is None else len(people) + more
    found = check_coverage(people, target, headcount=headcount)
    counts = {}
    for demand in target:
        said = [person[demand.competency] for person in people]
        h = sum(isinstance(level, int) and level >= demand.level for level in said)
        u = said.count(Unrated.NOT_ASSESSED) + (more or 0)
        counts[demand.competency] = (h, u, demand.holders)
        entry = found[demand.competency]
        assert (entry.holders, entry.unknown, entry.needed) == (h, u, demand.holders)
        assert entry.not_relevant == said.count(Unrated.NOT_RELEVANT)
        assert entry.status == status(h, u, demand.holders)
    assert found.covered == sum(h >= k for h, _, k in counts.values())
    assert found.covered_upper == sum(h + u >= k for h, u, k in counts.values())
    least = min(h - k for h, _, k in counts.values())
    assert found.margin == (least if least >= 0 else None)
    if all(h >= k for h, _, k in counts.values()):
        assert found.complete == "yes"
    else:
        assert found.complete == (
            "possible" if all(h + u >= k for h, u, k in counts.values()) else "no"
        )


@given(cases)
def test_a_branch_counts_its_own_competencies_and_shows_the_worst_status(
    case: tuple[list[Profile], Target],
) -> None:
    people, target = case
    found = check_coverage(people, target)
    order = ["covered", "fragile", "possible", "short", "uncovered"]
    for branch in (*found.areas, *found.subcategories):
        own = [found[c.id] for c in branch.branch.competencies if target.demand(c.id)]
        assert branch.competencies == len(own)
        assert branch.covered == sum(entry.holders >= entry.needed for entry in own)
        assert branch.covered_upper == sum(e.holders + e.unknown >= e.needed for e in own)
        worst = max((order.index(entry.status) for entry in own), default=None)
        assert branch.status == (None if worst is None else order[worst])
    assert sum(area.competencies for area in found.areas) == len(target)
