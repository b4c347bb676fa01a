"""Law: a matrix answers as the objects do, to the last number."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import (
    Framework,
    Profile,
    Role,
    Scale,
    Target,
    check_coverage,
    find_gaps,
    find_group_gaps,
    match,
    rank,
)
from statskompetencer.testing import frameworks, profiles, roles, scales, targets, teams

bulk = pytest.importorskip("statskompetencer.bulk")
RatingMatrix = bulk.RatingMatrix

bindings = st.tuples(
    frameworks(), scales(max_level=100) | scales(max_level=4) | scales(max_level=1)
)


def with_roles(
    binding: tuple[Framework, Scale],
) -> st.SearchStrategy[tuple[list[Profile], list[Role]]]:
    some = st.lists(roles(*binding), max_size=4, unique_by=lambda role: role.id)
    return some.flatmap(
        lambda asked: st.tuples(teams(*binding, max_size=9, roles=asked), st.just(asked))
    )


few = bindings.flatmap(with_roles)
demanded = bindings.flatmap(
    lambda both: st.tuples(teams(*both, max_size=9), targets(*both), targets(*both))
)


def repeated(
    case: tuple[list[Profile], Sequence[Role | Target]], times: int
) -> tuple[list[Profile], Sequence[Role | Target]]:
    """The same with each person several times, so that units do not fit a few bytes."""
    people, *rest = case
    return [evolve(one, id=f"{one.id}-{n}") for n in range(times) for one in people], *rest


times = st.sampled_from([1, 1, 1, 15, 16])

cases = st.builds(repeated, few, times)
demands = st.builds(repeated, demanded, times)


def made(people: Sequence[Profile], of: Role | Target | None, *, indexed: bool):
    binding = {} if of is None else {"framework": of.framework, "scale": of.scale}
    matrix = RatingMatrix.from_profiles(people, **binding)
    return matrix.indexed() if indexed else matrix


@given(bindings.flatmap(lambda both: teams(*both, max_size=9)))
def test_profiles_go_in_and_out(people: list[Profile]) -> None:
    matrix = RatingMatrix.from_profiles(people)
    by_unit = sorted(people, key=lambda one: (one.unit is None, one.unit or ""))
    assert matrix.to_profiles() == tuple(by_unit)


@given(cases)
def test_matches(case: tuple[list[Profile], list[Role]]) -> None:
    people, asked = case
    matrix = made(people, asked[0] if asked else None, indexed=False)
    found = matrix.match(asked)
    order = matrix.to_profiles()
    verdicts = ("no", "possible", "yes")
    for row, person in enumerate(order):
        for column, role in enumerate(asked):
            expected = match(person, role)
            numbers = {
                name: int(getattr(found, name)[row, column])
                for name in ("steps_met", "steps_met_upper", "met", "short", "unknown")
            }
            assert numbers == {
                "steps_met": expected.steps_met,
                "steps_met_upper": expected.steps_met_upper,
                "met": len(expected.met),
                "short": len(expected.short),
                "unknown": len(expected.unknown),
            }
            steps_asked = int(found.steps_asked[column])
            exact = Fraction(numbers["steps_met"], steps_asked) if steps_asked else Fraction(1)
            assert exact == expected.score_exact
            assert found.score[row, column] == expected.score
            assert found.score_upper[row, column] == expected.score_upper
            assert verdicts[found.qualified[row, column]] == expected.qualified


@given(cases, st.integers(1, 5))
def test_the_best(case: tuple[list[Profile], list[Role]], k: int) -> None:
    people, asked = case
    found = made(people, asked[0] if asked else None, indexed=False).top(asked, k)
    for number, role in enumerate(asked):
        expected = rank(people, role).top(k)
        part = slice(found.offsets[number], found.offsets[number + 1])
        assert found.ids[part] == [profile.id for profile in expected.profiles]
        assert found.places[part].tolist() == list(expected.places)
        assert found.steps_met[part].tolist() == [one.steps_met for one in expected]
        assert found.unknown[part].tolist() == [len(one.unknown) for one in expected]
        assert found.ranking(role) == expected


@given(cases, st.booleans())
def test_gaps_of_each(case: tuple[list[Profile], list[Role]], indexed: bool) -> None:  # noqa: FBT001 - drawn
    people, asked = case
    for role in asked:
        matrix = made(people, role, indexed=indexed)
        found = matrix.gaps(role)
        expected = [find_gaps(person, role) for person in matrix.to_profiles()]
        assert found.steps_short.tolist() == [gaps.steps_short for gaps in expected]
        assert found.steps_short_upper.tolist() == [gaps.steps_short_upper for gaps in expected]


@given(cases, st.booleans())
def test_gaps_of_a_group(case: tuple[list[Profile], list[Role]], indexed: bool) -> None:  # noqa: FBT001 - drawn
    people, asked = case
    for question in [asked, *asked] if asked else []:
        matrix = made(people, asked[0], indexed=indexed)
        found = matrix.group_gaps(question)
        assert found.whole == find_group_gaps(people, question)
        for unit in {person.unit for person in people}:
            members = [person for person in people if person.unit == unit]
            assert found.unit(unit) == find_group_gaps(members, question)


@given(demands, st.none() | st.integers(0, 3), st.booleans())
def test_coverage(
    case: tuple[list[Profile], Target, Target],
    more: int | None,
    indexed: bool,  # noqa: FBT001 - drawn
) -> None:
    people, target, own = case
    headcount = None if more is None else len(people) + more
    unit_targets = {people[0].unit: own} if people and people[0].unit else {}
    expected = check_coverage(people, target, headcount=headcount, unit_targets=unit_targets)
    matrix = made(people, target, indexed=indexed)
    for source in (matrix, matrix.cube()):
        found = source.coverage(target, headcount=headcount, unit_targets=unit_targets)
        assert found.entries == expected.entries
        assert found.people == expected.people
        assert found.complete == expected.complete
        assert found.margin == expected.margin
        assert found.key_people == expected.key_people
        assert found.summary.to_dict(people=True) == expected.to_dict(people=True)
        assert found.summary.unit_rows() == expected.unit_rows()
        assert found.explain() == expected.explain()


@given(bindings.flatmap(lambda both: teams(*both, max_size=9)))
def test_cube(people: list[Profile]) -> None:
    cube = RatingMatrix.from_profiles(people).cube()
    for number, unit in enumerate(cube.units):
        codes = [person.ratings.codes for person in people if person.unit == unit]
        top = people[0].scale.max
        for place in range(len(people[0].framework)):
            column = [code[place] for code in codes]
            expected = [column.count(state) for state in (*range(top + 1), 254, 255)]
            assert cube.counts[number, place].tolist() == expected


@given(profiles())
def test_one_person(person: Profile) -> None:
    assert RatingMatrix.from_profiles([person]).to_profiles() == (person,)
