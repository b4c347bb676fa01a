"""Law: analyses of frames equal those of objects exactly, on every engine."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from statskompetencer import (
    InvalidInputError,
    check_coverage,
    find_gaps,
    find_group_gaps,
    load,
    match,
    rank,
)
from statskompetencer import frames as f
from statskompetencer import resolve as resolve_profiles
from statskompetencer.testing import frameworks, profiles, roles, scales, targets, teams

# A case is a whole organisation, and long to write out.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

EMPTY = "Å – nobody works here"
"""A unit that sorts last, after all that are drawn."""

bindings = st.tuples(
    frameworks(), scales(max_level=100) | scales(max_level=4) | scales(max_level=1)
)


@st.composite
def cases(draw, binding=bindings):
    """People, two targets, roles of which the people hold some, and how many are not seen."""
    framework, scale = draw(binding)
    asked = draw(
        st.lists(roles(framework, scale), min_size=1, max_size=3, unique_by=lambda r: r.id)
    )
    team = draw(teams(framework, scale, roles=asked))
    both = targets(framework, scale), targets(framework, scale)
    return team, tuple(map(draw, both)), asked, draw(st.integers(0, 3))


@st.composite
def sittings(draw):
    """Several profiles of few people, with or without units, raters and days."""
    framework, scale = draw(bindings)
    one = profiles(
        framework, scale, id=st.sampled_from(["a", "b"]), unit=st.sampled_from(["J", "K", None])
    )
    return framework, scale, draw(st.lists(one, max_size=4))


def holds_for(engine, strategy, law, examples):
    """Run a law on an engine; a plan of Spark takes seconds, and nobody waits for a smaller one."""
    on_spark = engine.name == "spark"

    @settings(
        max_examples=2 if on_spark else examples,
        phases=[Phase.generate] if on_spark else [*Phase],
        suppress_health_check=[*HealthCheck],
    )
    @given(strategy)
    def holds(case):
        law(engine, *case)

    holds()


def table(engine, **columns):
    """A frame of texts and whole numbers, also where there is no row."""
    import pyarrow as pa

    kinds = {"size": pa.int64()}
    return engine.make_from_arrow(
        pa.table({name: pa.array(v, kinds.get(name, pa.string())) for name, v in columns.items()})
    )


def as_one_frame(engine, team):
    return engine.make_from_arrow(f.from_profiles(team, "pyarrow"))


def as_two_frames(engine, team):
    """The ratings alone, and who there is: nobody has a row only to be there."""
    import pyarrow.compute as pc

    rows = f.from_profiles(team, "pyarrow")
    said = rows.filter(pc.is_valid(rows["competency"])).drop_columns(["unit"])
    people = table(engine, person=[one.id for one in team], unit=[one.unit for one in team])
    return engine.make_from_arrow(said), people


def units_of(team):
    """The people by unit; those without one last, as a frame has them."""
    names = sorted({one.unit for one in team}, key=lambda unit: (unit is None, unit or ""))
    return {name: [one for one in team if one.unit == name] for name in names}


def named(team):
    return [unit for unit in units_of(team) if unit is not None]


# --- coverage ---


def per_competency(found):
    return [
        (e.competency.id, e.status.value, e.level, e.needed, e.holders, e.unknown,
         e.not_relevant, found.people)
        for e in found
    ]  # fmt: skip


def per_whole(found):
    return [
        (found.people, found.complete, found.covered, found.covered_upper, len(found),
         found.margin)
    ]  # fmt: skip


def of_branches(branches):
    return [
        (b.branch.id, b.status.value, b.competencies, b.covered, b.covered_upper)
        for b in branches
        if b.competencies
    ]


EXPECTED = {
    "competency": per_competency,
    "whole": per_whole,
    "area": lambda found: of_branches(found.areas),
    "subcategory": lambda found: of_branches(found.subcategories),
}


def coverage_law(engine, team, both, _, more):
    target, own = both
    frame = as_one_frame(engine, team)
    ratings, people = as_two_frames(engine, team)
    units = {unit: check_coverage(some, target) for unit, some in units_of(team).items()}
    whole = check_coverage(team, target)

    def compare(wanted, **asked):
        for per, rows in EXPECTED.items():
            if per == "subcategory" and not any(
                of_branches(one.subcategories) for _, one in wanted
            ):
                continue  # nothing is demanded in any, which is an error
            assert engine.rows(f.coverage(frame, per=per, check=False, **asked)) == [
                (*unit, *row) for unit, found in wanted for row in rows(found)
            ]

    compare([((), whole)], target=target)
    compare([((unit,), found) for unit, found in units.items()], target=target, by="unit")
    owns = {unit: own if number else target for number, unit in enumerate(named(team))}
    if owns:
        apart = check_coverage(team, target, unit_targets=owns).units
        wanted = [((unit.unit,), unit.own) for unit in apart if unit.own]
        compare(wanted, unit_targets=owns, by="unit")

    headcount = len(team) + more
    found = f.coverage(frame, target, headcount=headcount, check=True)
    assert engine.rows(found) == per_competency(check_coverage(team, target, headcount=headcount))
    listed = f.coverage(ratings, target, people=people, check=False)
    assert engine.rows(listed) == per_competency(whole)
    sizes = [len(units_of(team)[unit]) + more for unit in named(team)]
    listed = table(engine, unit=[*named(team), EMPTY], size=[*sizes, more])
    found = f.coverage(
        ratings, target, by="unit", people=people, units=listed, headcount="size", check=False
    )
    nobody = check_coverage([], target, headcount=more)
    wanted = {
        unit: check_coverage(some, target, headcount=None if unit is None else len(some) + more)
        for unit, some in units_of(team).items()
    }
    rows = [(unit, *row) for unit, one in wanted.items() for row in per_competency(one)]
    at = len([row for row in rows if row[0] is not None])
    rows[at:at] = [(EMPTY, *row) for row in per_competency(nobody)]
    assert engine.rows(found) == rows


def test_coverage(engine):
    holds_for(engine, cases(), coverage_law, 6)


def key_people_law(engine, team, both, _, __):
    target, own = both
    ratings, people = as_two_frames(engine, team)

    def lines(found):
        return [
            (one.person, len(one.competencies), competency.id)
            for one in found.key_people
            for competency in one.competencies
        ]

    found = f.key_people(ratings, target, people=people, check=False)
    assert engine.rows(found) == lines(check_coverage(team, target))
    found = f.key_people(ratings, target, people=people, by="unit", check=False)
    assert engine.rows(found) == [
        (unit, *row)
        for unit, some in units_of(team).items()
        for row in lines(check_coverage(some, target))
    ]
    if named(team):
        owns = {named(team)[0]: own}
        found = f.key_people(as_one_frame(engine, team), by="unit", unit_targets=owns, check=False)
        assert engine.rows(found) == [
            (unit.unit, *row)
            for unit in check_coverage(team, target, unit_targets=owns).units
            if unit.own
            for row in lines(unit.own)
        ]


def test_key_people(engine):
    holds_for(engine, cases(), key_people_law, 12)


# --- gaps ---


def gaps_law(engine, team, _, asked, __):
    def expected(question):
        return [
            (found.profile.id, g.competency.id, g.asked, g.held, g.steps_short,
             g.steps_short_upper, g.weight, g.minimum_missed)
            for found in (find_gaps(one, question) for one in sorted(team, key=lambda o: o.id))
            for g in found
        ]  # fmt: skip

    def rows(found):  # by person and priority
        return [row[:8] for row in engine.sorted_rows(found, 0, 8)]

    ratings, people = as_two_frames(engine, team)
    frame = as_one_frame(engine, team)
    assert rows(f.gaps(frame, asked[0], check=False)) == expected(asked[0])
    assert rows(f.gaps(ratings, asked[0], people=people, check=False)) == expected(asked[0])
    posts = posts_of(engine, team)
    assert rows(f.gaps(frame, asked, posts=posts, check=False)) == expected(asked)


def posts_of(engine, team):
    return table(
        engine,
        person=[one.id for one in team for _ in one.roles],
        role=[post for one in team for post in one.roles],
    )


def test_gaps(engine):
    holds_for(engine, cases(), gaps_law, 15)


def group_gaps_law(engine, team, _, asked, __):
    def expected(some, question):
        return [
            (g.competency.id, g.people, g.short, g.met, g.unknown, g.steps_short,
             g.steps_short_upper, g.weighted_short)
            for g in find_group_gaps(some, question)
        ]  # fmt: skip

    def by_unit(question):
        return [
            (unit, *row)
            for unit, some in units_of(team).items()
            for row in expected(some, question)
        ]

    frame, no = as_one_frame(engine, team), {"check": False}
    ratings, people = as_two_frames(engine, team)
    posts = posts_of(engine, team)
    role = asked[0]
    assert engine.rows(f.group_gaps(frame, role, **no)) == expected(team, role)
    assert engine.rows(f.group_gaps(frame, role, by="unit", **no)) == by_unit(role)
    assert engine.rows(f.group_gaps(frame, asked, posts=posts, **no)) == expected(team, asked)
    no |= {"people": people, "by": "unit"}
    assert engine.rows(f.group_gaps(ratings, role, **no)) == by_unit(role)
    assert engine.rows(f.group_gaps(ratings, asked, posts=posts, **no)) == by_unit(asked)


def test_gaps_of_groups(engine):
    holds_for(engine, cases(), group_gaps_law, 12)


# --- matches ---


def scored(one):
    return (
        one.profile.id, one.role.id, one.qualified.value, one.score, one.score_upper,
        one.steps_met, one.steps_met_upper, one.steps_asked, len(one.met), len(one.short),
        len(one.unknown),
    )  # fmt: skip


def match_law(engine, team, _, asked, __):
    settled = {"connection": engine.connection, "check": False}
    ratings, people = as_two_frames(engine, team)
    wanted = sorted(scored(match(one, role)) for one in team for role in asked)
    for found in (
        f.match(as_one_frame(engine, team), asked, **settled),
        f.match(ratings, asked, people=people, **settled),
    ):
        assert engine.sorted_rows(found, 0, 1) == wanted


def test_matches(engine):
    holds_for(engine, cases(), match_law, 15)


def rank_law(engine, team, _, asked, __):
    settled = {"connection": engine.connection, "check": False}
    frame = as_one_frame(engine, team)
    assert engine.rows(f.rank(frame, asked, **settled)) == [
        (one.place, *scored(one)) for role in asked for one in rank(team, role)
    ]
    ratings, people = as_two_frames(engine, team)
    found = f.rank(ratings, asked, top=2, people=people, **settled)
    assert engine.rows(found) == [
        (one.place, *scored(one)) for role in asked for one in rank(team, role).top(2)
    ]


def test_rankings(engine):
    holds_for(engine, cases(), rank_law, 15)


# --- forms ---


def forms_law(engine, team, both, _, __):
    framework, scale = both[0].framework, both[0].scale
    frame = as_one_frame(engine, team)
    assert f.check(frame, framework, scale, by="unit").ok
    people = sorted(team, key=lambda one: one.id)
    bare = [(one.id, one.unit, one.ratings) for one in people]
    again = f.to_profiles(frame, framework, scale)
    assert [(one.id, one.unit, one.ratings) for one in again] == bare
    assert [(one.rater, one.assessed_on) for one in again] == [
        (one.rater, one.assessed_on) for one in people
    ]
    wide = f.to_wide(frame, framework, scale, check=False)
    again = f.to_profiles(f.to_long(wide, framework, scale), framework, scale)
    assert [(one.id, one.unit, one.ratings) for one in again] == bare


def test_forms(engine):
    holds_for(engine, cases(), forms_law, 12)


def packed_law(engine, team, both, asked, __):
    from statskompetencer.bulk import RatingMatrix

    # The readers of files refuse ids that are errors of a spreadsheet, such as “#NAVN?”.
    team = [evolve(one, id=f"p{number}") for number, one in enumerate(team)]
    target = both[0]
    matrix = RatingMatrix.from_frame(
        as_one_frame(engine, team), framework=target.framework, scale=target.scale
    )
    found = {one.id: (one.unit, one.ratings) for one in matrix.to_profiles()}
    assert found == {one.id: (one.unit, one.ratings) for one in team}
    assert matrix.coverage(target).entries == check_coverage(team, target).entries
    assert matrix.match(asked).score.tolist() == [
        [match(one, role).score for role in asked] for one in matrix.to_profiles()
    ]


def test_packed_out_of_a_frame(engine):
    bundled = st.tuples(st.just(load()), scales(max_level=100))
    holds_for(engine, cases(bundled), packed_law, 12)


def rules_law(engine, framework, scale, some):
    frame = as_one_frame(engine, some)
    for rule in ("latest", "rater"):
        try:
            wanted = resolve_profiles(some, rule)
        except InvalidInputError:
            found = f.resolve(frame, rule, framework=framework, scale=scale, check=False)
            assert not f.check(found, framework, scale).ok
        else:
            found = f.resolve(frame, rule, framework=framework, scale=scale, check=False)
            assert [(p.id, p.unit, p.ratings) for p in f.to_profiles(found, framework, scale)] == [
                (p.id, p.unit, p.ratings) for p in sorted(wanted, key=lambda p: p.id)
            ]


def test_rules_choose_as_those_of_the_objects(engine):
    holds_for(engine, sittings(), rules_law, 15)
