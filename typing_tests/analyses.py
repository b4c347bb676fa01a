"""What type checkers infer for the three analyses and for errors."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal, assert_type

import statskompetencer as s

profile = s.Profile("anna", {"PV11": 3})
role = s.Role("r", {"PV11": 3})
people = [profile]

# --- matching ---

found = s.match(profile, role)
assert_type(found, s.Match)
assert_type(found.score, float)
assert_type(found.score_upper, float)
assert_type(found.score_exact, Fraction)
assert_type(found.steps_met, int)
assert_type(found.qualified, s.Qualified)
assert_type(found.short, tuple[s.Requirement, ...])
assert_type(found.place, int | None)
assert_type(found.explain("en"), str)
assert_type(found.to_dict(), dict[str, Any])

ranking = s.rank((p for p in people), role)
assert_type(ranking, s.Ranking)
assert_type(ranking[0], s.Match)
assert_type(ranking[:3], s.Ranking)
assert_type(iter(ranking), Iterator[s.Match])
assert_type(ranking.top(3), s.Ranking)
assert_type(ranking.counts, dict[s.Qualified, int])
assert_type(ranking.to_rows(), list[dict[str, Any]])

# --- gaps ---

gaps = s.find_gaps(profile, role)
assert_type(gaps, s.Gaps)
assert_type(s.find_gaps(profile, s.load_roles()), s.Gaps)
assert_type(gaps[0], s.Gap)
assert_type(gaps[:2], tuple[s.Gap, ...])
assert_type(gaps[0].held, int | None)
assert_type(gaps[0].competency, s.Competency)
assert_type(gaps.steps_short, int)

group = s.find_group_gaps(people, [role])
assert_type(group, s.GroupGaps)
assert_type(group[0], s.GroupGap)
assert_type(group.open, tuple[s.GroupGap, ...])
assert_type(group[0].unknown, int)
assert_type(group.complete, Literal["yes", "possible", "no"])

# --- coverage ---

coverage = s.check_coverage(people, s.Target({"DS11": 1}), headcount=9)
assert_type(coverage, s.Coverage)
assert_type(s.check_coverage(people), s.Coverage)
assert_type(s.check_coverage(people, unit_targets={"Jura": s.Target({"DS11": 1})}), s.Coverage)
assert_type(list(coverage), list[s.CompetencyCoverage])
assert_type(coverage["DS11"], s.CompetencyCoverage | s.BranchCoverage)
assert_type(coverage.entries[0].status, s.CoverageStatus)
assert_type(coverage.areas, tuple[s.BranchCoverage, ...])
assert_type(coverage.areas[0].status, s.CoverageStatus | None)
assert_type(coverage.units, tuple[s.UnitContribution, ...])
assert_type(coverage.units[0].own, s.Coverage | None)
assert_type(coverage.key_people, tuple[s.KeyPerson, ...])
assert_type(coverage.margin, int | None)
assert_type(
    coverage.with_status("fragile", s.CoverageStatus.SHORT), tuple[s.CompetencyCoverage, ...]
)
assert_type(coverage.explain(), str)

# --- errors ---

try:
    s.load("nothing")
except s.UnknownNameError as error:
    assert_type(error.nearest, tuple[str, ...])
    assert_type(error.explain("da"), str)
    as_builtin: KeyError = error
except s.InvalidInputError as error:
    assert_type(error.errors, tuple[s.StatskompetencerError, ...])
    as_group: ExceptionGroup[s.StatskompetencerError] = error
