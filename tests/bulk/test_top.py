"""The best of each role, in the order of a ranking, without the scores of all."""

from __future__ import annotations

import pytest

from statskompetencer import (
    Framework,
    Profile,
    Requirement,
    Role,
    Scale,
    UnknownNameError,
    Unrated,
    rank,
)
from statskompetencer.bulk import RatingMatrix


def check(people: list[Profile], roles: list[Role], k: int) -> None:
    found = RatingMatrix.from_profiles(people).top(roles, k)
    for number, role in enumerate(roles):
        expected = rank(people, role).top(k)
        part = slice(*found.offsets[number : number + 2].tolist())
        assert found.ids[part] == [profile.id for profile in expected.profiles]
        assert found.places[part].tolist() == list(expected.places)
        numbers = [
            (one.steps_met, one.steps_met_upper, len(one.short), len(one.unknown))
            for one in expected
        ]
        columns = (found.steps_met, found.steps_met_upper, found.short, found.unknown)
        assert [*zip(*(column[part].tolist() for column in columns), strict=True)] == numbers


def test_who_shares_a_place_is_shown_by_id() -> None:
    people = [Profile(id_, {"PV11": 2}) for id_ in ("b", "å", "B", "aa", "a")]
    found = RatingMatrix.from_profiles(people).top(Role("r", {"PV11": 3}), 2)
    assert found.ids == ["B", "a", "aa", "b", "å"]
    assert found.places.tolist() == [1] * 5


def test_all_who_share_the_last_place_are_kept_and_nobody_after() -> None:
    levels = {"a": 1, "b": 3, "c": 2, "d": 2, "e": 0}
    people = [Profile(id_, {"PV11": level}) for id_, level in levels.items()]
    matrix = RatingMatrix.from_profiles(people)
    role = Role("r", {"PV11": 3})
    assert matrix.top(role, 1).ids == ["b"]
    assert matrix.top(role, 2).ids == ["b", "c", "d"]
    assert matrix.top(role, 3).ids == ["b", "c", "d"]
    assert matrix.top(role, 4).places.tolist() == [1, 2, 2, 4]
    assert matrix.top(role, 99).ids == ["b", "c", "d", "a", "e"]
    assert matrix.top(role, 99).ranked == 5


def test_qualified_comes_before_the_score_and_possible_between() -> None:
    role = Role("r", [Requirement("PV11", 4, minimum=2), Requirement("DS11", 4)])
    people = [
        Profile("missed", {"PV11": 1, "DS11": 4}),
        Profile("possible", {"DS11": 4}),
        Profile("yes", {"PV11": 2, "DS11": 0}),
        Profile("irrelevant", {"PV11": Unrated.NOT_RELEVANT, "DS11": 3}),
    ]
    found = RatingMatrix.from_profiles(people).top(role, 4)
    assert found.ids == ["yes", "possible", "irrelevant", "missed"]
    assert found.qualified.tolist() == [2, 1, 1, 0]


@pytest.fixture
def small(make_framework) -> Framework:
    return make_framework(6)


def roles_of(framework: Framework) -> list[Role]:
    return [
        Role("easy", {"A0": 1}, framework=framework),
        Role("plain", {f"A{n}": n % 4 + 1 for n in range(6)}, framework=framework),
        Role("strict", [Requirement(f"A{n}", 4, n + 1, 4) for n in range(6)], framework=framework),
        Role("some", [Requirement("A1", 3, 5, 2), Requirement("A4", 4, 1, 0)], framework=framework),
        Role("", framework=framework),
    ]


@pytest.mark.parametrize("number", [3000, 4096, 4097, 12_000])
@pytest.mark.parametrize("k", [1, 10])
def test_of_many_the_best_are_those_of_a_ranking(number, k, small, make_people) -> None:
    people = make_people(number, small, Scale.default())
    check(people, roles_of(small)[:4], k)


def test_of_more_than_fit_a_block_too(small, make_people) -> None:
    people = make_people(66_000, small, Scale.default())
    check(people, roles_of(small)[2:4], 300)


def test_everybody_may_share_the_first_place(small, make_people) -> None:
    people = make_people(5000, small, Scale.default())
    check(people, roles_of(small)[4:], 3)


def test_minimums_that_nobody_meets_leave_the_possible_and_the_others(small) -> None:
    role = roles_of(small)[2]
    people = [
        Profile(f"p{n}", {f"A{m}": (n + m) % 4 for m in range(n % 7)}, framework=small)
        for n in range(6000)
    ]
    check(people, [role], 5)


def test_where_few_of_many_candidates_qualify_they_are_found(small) -> None:
    role = Role("r", [Requirement("A0", 4, minimum=1), Requirement("A1", 4, 9)], framework=small)
    able, others = {"A0": 1, "A1": 1}, {"A0": 0, "A1": 4}
    people = [
        Profile(f"p{n}", able if n % 100 == 7 else others, framework=small) for n in range(8000)
    ]
    check(people, [role], 3)


def test_a_ranking_with_profiles_can_be_had() -> None:
    people = [Profile("a", {"PV11": 1}), Profile("b", {"PV11": 3}), Profile("c", {"PV11": 2})]
    roles = [Role("r", {"PV11": 3}, titles={"da": "Rolle"}), Role("s", {"PV11": 1})]
    found = RatingMatrix.from_profiles(people).top(roles, 2)
    assert found.ranking("rolle") == rank(people, roles[0]).top(2)
    assert found.ranking(roles[1]) == rank(people, roles[1]).top(2)
    with pytest.raises(UnknownNameError):
        found.ranking("t")


def test_rows_are_those_of_a_ranking() -> None:
    people = [Profile("a", {"PV11": 1}), Profile("b", {"PV11": 3}), Profile("c")]
    roles = [Role("r", {"PV11": 3}), Role("")]
    found = RatingMatrix.from_profiles(people).top(roles, 2)
    expected = [row for role in roles for row in rank(people, role).top(2).to_rows()]
    for row in expected:
        row.pop("met")
    assert found.to_rows() == expected
    assert found.to_dict() == {"k": 2, "ranked": 3, "roles": ["r", ""], "matches": expected}
    assert found.to_frame("pyarrow").to_pylist() == expected
    assert repr(found) == "<Top 2 of 3 people for 2 roles: 5 matches>"
    with pytest.raises(ValueError, match="read-only"):
        found.people[0] = 1
