"""Law: analyses of frames equal those of objects exactly, on every engine."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statskompetencer import (
    InvalidInputError,
    check_coverage,
    find_gaps,
    find_group_gaps,
    match,
    rank,
)
from statskompetencer import frames as f
from statskompetencer import resolve as resolve_profiles
from statskompetencer.testing import frameworks, profiles, roles, scales, targets, teams

# A case is a whole organisation, and long to write out.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

bindings = st.tuples(frameworks(), scales(max_level=100))
few = settings(
    max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, *HealthCheck]
)
fewest = settings(few, max_examples=2)


def arrow(people):
    return f.from_profiles(people, "pyarrow")


@st.composite
def cases(draw):
    framework, scale = draw(bindings)
    asked = draw(
        st.lists(roles(framework, scale), min_size=1, max_size=3, unique_by=lambda r: r.id)
    )
    team = draw(teams(framework, scale, roles=asked))
    return team, draw(targets(framework, scale)), asked, draw(st.integers(0, 3))


@st.composite
def sittings(draw):
    """Several profiles of few people, with or without units, raters and days."""
    framework, scale = draw(bindings)
    one = profiles(
        framework, scale, id=st.sampled_from(["a", "b"]), unit=st.sampled_from(["J", "K", None])
    )
    return framework, scale, draw(st.lists(one, max_size=4))


def law(engine, team, target, asked, more):
    frame = engine.make_from_arrow(arrow(team))
    framework, scale = target.framework, target.scale
    units = sorted({one.unit or "" for one in team})
    by_unit = {unit: [one for one in team if (one.unit or "") == unit] for unit in units}
    order = [*filter(None, units), *(["*"] if "" in units else [])]
    groups = [
        (None if unit == "*" else unit, by_unit["" if unit == "*" else unit]) for unit in order
    ]

    # check
    assert f.check(frame, framework, scale, by="unit").ok

    # coverage
    def entries(found):
        return [
            (e.competency.id, e.status.value, e.level, e.needed, e.holders, e.unknown,
             e.not_relevant, found.people)
            for e in found
        ]  # fmt: skip

    whole = check_coverage(team, target)
    assert engine.rows(f.coverage(frame, target)) == entries(whole)
    headcount = len(team) + more
    found = f.coverage(frame, target, headcount=headcount)
    assert engine.rows(found) == entries(check_coverage(team, target, headcount=headcount))
    of_units = [(unit, check_coverage(people, target)) for unit, people in groups]
    assert engine.rows(f.coverage(frame, target, by="unit")) == [
        (unit, *row) for unit, found in of_units for row in entries(found)
    ]
    assert engine.rows(f.coverage(frame, target, by="unit", per="whole")) == [
        (unit, whole.people, whole.complete, whole.covered, whole.covered_upper, len(whole),
         whole.margin)
        for unit, whole in of_units
    ]  # fmt: skip
    assert engine.rows(f.coverage(frame, target, per="area")) == [
        (b.branch.id, b.status.value, b.competencies, b.covered, b.covered_upper)
        for b in whole.areas
        if b.competencies
    ]

    # gaps
    def of_person(found):
        return [
            (found.profile.id, g.competency.id, g.asked, g.held, g.steps_short,
             g.steps_short_upper, g.weight, g.minimum_missed)
            for g in found
        ]  # fmt: skip

    def of_group(found):
        return [
            (g.competency.id, g.people, g.short, g.met, g.unknown, g.steps_short,
             g.steps_short_upper, g.weighted_short)
            for g in found
        ]  # fmt: skip

    people = sorted(team, key=lambda one: one.id)
    role = asked[0]
    lacks = engine.sorted_rows(f.gaps(frame, role), 0, 8)
    assert [row[:8] for row in lacks] == [
        row for one in people for row in of_person(find_gaps(one, role))
    ]
    assert engine.rows(f.group_gaps(frame, role)) == of_group(find_group_gaps(team, role))
    assert engine.rows(f.group_gaps(frame, role, by="unit")) == [
        (unit, *row) for unit, some in groups for row in of_group(find_group_gaps(some, role))
    ]
    posts = engine.make(
        person=[one.id for one in team for _ in one.roles],
        role=[post for one in team for post in one.roles],
    )
    lacks = engine.sorted_rows(f.gaps(frame, asked, posts=posts), 0, 8)
    assert [row[:8] for row in lacks] == [
        row for one in people for row in of_person(find_gaps(one, asked))
    ]
    assert engine.rows(f.group_gaps(frame, asked, posts=posts)) == of_group(
        find_group_gaps(team, asked)
    )

    # match and rank
    def scored(one):
        return (
            one.profile.id, one.role.id, one.qualified.value, one.score, one.score_upper,
            one.steps_met, one.steps_met_upper, one.steps_asked, len(one.met), len(one.short),
            len(one.unknown),
        )  # fmt: skip

    found = f.match(frame, asked, connection=engine.connection)
    assert engine.sorted_rows(found, 0, 1) == sorted(
        scored(match(one, role)) for one in team for role in asked
    )
    ranked = f.rank(frame, asked, connection=engine.connection)
    assert engine.rows(ranked) == [
        (one.place, *scored(one)) for role in asked for one in rank(team, role)
    ]
    top = f.rank(frame, role, top=2, connection=engine.connection)
    assert [row[:2] for row in engine.rows(top)] == [
        (one.place, one.profile.id) for one in rank(team, role).top(2)
    ]

    # the forms
    bare = [(one.id, one.unit, one.ratings) for one in people]
    again = f.to_profiles(frame, framework, scale)
    assert [(one.id, one.unit, one.ratings) for one in again] == bare
    assert [(one.rater, one.assessed_on) for one in again] == [
        (one.rater, one.assessed_on) for one in people
    ]
    wide = f.to_wide(frame, framework, scale)
    again = f.to_profiles(f.to_long(wide, framework, scale), framework, scale)
    assert [(one.id, one.unit, one.ratings) for one in again] == bare


def rules(engine, framework, scale, some):
    frame = engine.make_from_arrow(arrow(some))
    for rule in ("latest", "rater"):
        try:
            wanted = resolve_profiles(some, rule)
        except InvalidInputError:
            found = f.resolve(frame, rule, framework=framework, scale=scale, check=False)
            assert not f.check(found, framework, scale).ok
        else:
            found = f.resolve(frame, rule, framework=framework, scale=scale)
            assert [(p.id, p.unit, p.ratings) for p in f.to_profiles(found, framework, scale)] == [
                (p.id, p.unit, p.ratings) for p in sorted(wanted, key=lambda p: p.id)
            ]


def test_law(engine):
    few_of = fewest if engine.name == "spark" else few

    @few_of
    @given(cases())
    def holds(case):
        law(engine, *case)

    holds()


def test_rules_choose_as_those_of_the_objects(engine):
    few_of = fewest if engine.name == "spark" else settings(few, max_examples=25)

    @few_of
    @given(sittings())
    def holds(case):
        rules(engine, *case)

    holds()
