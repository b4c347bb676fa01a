"""Gaps of whole frames are those of people and groups, on every engine."""

from __future__ import annotations

import pytest

from statskompetencer import InvalidInputError, Requirement, Role
from statskompetencer.exceptions import InvalidTypeError, InvalidValueError, UnknownNameError
from statskompetencer.frames import gaps, group_gaps

ROLE = Role(
    "r", [Requirement("PV11", 3, 2, 1), Requirement("PV12", 2, 1, 1), Requirement("DS11", 2)]
)
OTHER = Role("s", [Requirement("DS11", 4, 3), Requirement("SF11", 1)])


def test_a_row_a_gap_and_by_priority_they_stand_as_those_of_a_person(engine, agency):
    found = gaps(agency, ROLE)
    assert engine.columns(found) == [
        "person", "competency", "asked", "held", "steps_short", "steps_short_upper", "weight",
        "minimum_missed", "priority",
    ]  # fmt: skip
    assert [row[:8] for row in engine.sorted_rows(found, 0, 8)] == [
        ("a", "PV12", 2, None, 0, 2, 1, False),  # not relevant today
        ("b", "PV11", 3, 1, 2, 2, 2, False),
        ("b", "PV12", 2, None, 0, 2, 1, False),
        ("b", "DS11", 2, None, 0, 2, 1, False),
        ("c", "PV12", 2, 0, 2, 2, 1, True),
        ("c", "PV11", 3, 2, 1, 1, 2, False),
        ("c", "DS11", 2, None, 0, 2, 1, False),
        ("d", "PV11", 3, None, 0, 3, 2, False),
        ("d", "PV12", 2, None, 0, 2, 1, False),
        ("d", "DS11", 2, None, 0, 2, 1, False),
    ]


def test_no_gap_no_row(engine):
    frame = engine.make(person=["a"], competency=["DS11"], level=[4])
    assert engine.rows(gaps(frame, Role("r", {"DS11": 4}))) == []
    assert engine.rows(gaps(frame, Role(""))) == []


def test_people_without_a_row_have_gaps_when_they_are_listed(engine):
    frame = engine.make(person=["a"], competency=["DS11"], level=[1])
    people = engine.make(person=["b", "a"])
    found = gaps(frame, Role("r", {"DS11": 2}), people=people)
    assert [row[:4] for row in engine.sorted_rows(found, 0)] == [
        ("a", "DS11", 2, 1),
        ("b", "DS11", 2, None),
    ]


def test_of_several_roles_those_count_that_a_person_holds_combined(engine, agency):
    posts = engine.make(person=["a", "a", "b", "nobody"], role=["r", "s", "s", "r"])
    found = gaps(agency, [ROLE, OTHER], posts=posts)
    assert [row[:8] for row in engine.sorted_rows(found, 0, 8)] == [
        ("a", "DS11", 4, 2, 2, 2, 3, False),
        ("a", "PV12", 2, None, 0, 2, 1, False),
        ("a", "SF11", 1, None, 0, 1, 1, False),
        ("b", "DS11", 4, None, 0, 4, 3, False),
        ("b", "SF11", 1, None, 0, 1, 1, False),
    ]


def test_a_group_is_summed_and_what_weighs_most_comes_first(engine, agency):
    found = group_gaps(agency, ROLE)
    assert engine.columns(found) == [
        "competency", "people", "short", "met", "unknown", "steps_short", "steps_short_upper",
        "weighted_short",
    ]  # fmt: skip
    assert engine.rows(found) == [
        ("PV11", 4, 2, 1, 1, 3, 6, 4),
        ("PV12", 4, 1, 0, 3, 2, 8, 1),
        ("DS11", 4, 0, 1, 3, 0, 6, 0),
    ]


def test_groups_are_summed_each_by_itself_in_one_pass(engine, agency):
    assert engine.rows(group_gaps(agency, ROLE, by="unit")) == [
        ("I", "PV11", 1, 0, 0, 1, 0, 3, 0),
        ("I", "PV12", 1, 0, 0, 1, 0, 2, 0),
        ("I", "DS11", 1, 0, 0, 1, 0, 2, 0),
        ("J", "PV11", 2, 1, 1, 0, 2, 2, 2),
        ("J", "PV12", 2, 0, 0, 2, 0, 4, 0),
        ("J", "DS11", 2, 0, 1, 1, 0, 2, 0),
        (None, "PV11", 1, 1, 0, 0, 1, 1, 2),
        (None, "PV12", 1, 1, 0, 0, 2, 2, 1),
        (None, "DS11", 1, 0, 0, 1, 0, 2, 0),
    ]


def test_in_a_group_of_posts_only_those_count_of_whom_it_is_asked(engine, agency):
    posts = engine.make(person=["a", "a", "b", "c"], role=["r", "s", "s", "s"])
    assert engine.rows(group_gaps(agency, [ROLE, OTHER], posts=posts)) == [
        ("DS11", 3, 1, 0, 2, 2, 10, 3),
        ("SF11", 3, 0, 0, 3, 0, 3, 0),
        ("PV12", 1, 0, 0, 1, 0, 2, 0),
        ("PV11", 1, 0, 1, 0, 0, 0, 0),
    ]
    by_unit = group_gaps(agency, [ROLE, OTHER], posts=posts, by="unit")
    assert engine.rows(by_unit) == [
        ("J", "DS11", 2, 1, 0, 1, 2, 6, 3),
        ("J", "SF11", 2, 0, 0, 2, 0, 2, 0),
        ("J", "PV12", 1, 0, 0, 1, 0, 2, 0),
        ("J", "PV11", 1, 0, 1, 0, 0, 0, 0),
        (None, "SF11", 1, 0, 0, 1, 0, 1, 0),
        (None, "DS11", 1, 0, 0, 1, 0, 4, 0),
    ]


def test_posts_and_a_list_of_people_with_their_groups_go_together(engine):
    frame = engine.make(person=["a"], competency=["DS11"], level=[1])
    people = engine.make(person=["a", "b"], ministry=["X", None])
    posts = engine.make(person=["a", "b"], role=["s", "s"])
    found = group_gaps(frame, [OTHER], posts=posts, people=people, by="ministry")
    assert engine.rows(found) == [
        ("X", "DS11", 1, 1, 0, 0, 3, 3, 3),
        ("X", "SF11", 1, 0, 0, 1, 0, 1, 0),
        (None, "SF11", 1, 0, 0, 1, 0, 1, 0),
        (None, "DS11", 1, 0, 0, 1, 0, 4, 0),
    ]


def test_an_empty_frame_has_no_gaps(engine):
    frame = engine.make(person=[], competency=[], level=[])
    assert engine.rows(gaps(frame, ROLE)) == []
    assert engine.rows(group_gaps(frame, ROLE)) == []  # as nothing is asked of anybody


def test_posts_may_be_given_by_the_title_of_a_role(engine):
    tester = Role("t1", {"DS11": 3}, titles={"da": "Tester", "en": "Quality assurer"})
    frame = engine.make(person=["a", "b", "c"], competency=["DS11"] * 3, level=[1, 2, 1])
    posts = engine.make(person=["a", "b", "c"], role=["Tester", "Quality assurer", "t1"])
    for check in (True, False):
        found = gaps(frame, [tester], posts=posts, check=check)
        assert [row[:4] for row in engine.sorted_rows(found, 0)] == [
            ("a", "DS11", 3, 1), ("b", "DS11", 3, 2), ("c", "DS11", 3, 1),
        ]  # fmt: skip
    shouted = engine.make(person=["a"], role=["QUALITY  assurer"])
    assert len(engine.rows(gaps(frame, [tester], posts=shouted, check=True))) == 1


def test_a_title_of_several_roles_is_no_post(engine):
    roles = [Role(id_, {"DS11": 3}, titles={"da": "Tester"}) for id_ in ("t1", "t2")]
    frame = engine.make(person=["a"], competency=["DS11"], level=[1])
    posts = engine.make(person=["a", "a"], role=["Tester", None])
    with pytest.raises(InvalidInputError) as caught:
        gaps(frame, roles, posts=posts, check=True)
    assert sorted(str(one) for one in caught.value.errors) == [
        'column "role": None is not an id or a title',
        'column "role": “Tester” is the title of several roles. Allowed: t1, t2.',
    ]
    assert engine.rows(gaps(frame, roles, posts=posts, check=False)) == []


def test_of_many_posts_that_are_no_roles_the_first_are_told(engine):
    frame = engine.make(person=["a"], competency=["DS11"], level=[1])
    posts = engine.make(person=["a"] * 30, role=[f"{n:02}" for n in range(30)])
    with pytest.raises(InvalidInputError) as caught:
        gaps(frame, [ROLE], posts=posts, check=True)
    assert [one.found for one in caught.value.errors] == [f"{n:02}" for n in range(20)]


def test_a_post_that_is_no_role_is_refused_where_the_frame_is_checked(engine, agency):
    posts = engine.make(person=["a", "b"], role=["r", "rr"])
    with pytest.raises(InvalidInputError) as caught:
        gaps(agency, [ROLE, OTHER], posts=posts, check=True)
    assert [str(one) for one in caught.value.errors] == [
        'column "role": no role “rr”. Did you mean “r”? Allowed: r, s.'
    ]
    unchecked = gaps(agency, [ROLE], posts=posts, check=False)
    assert {row[0] for row in engine.rows(unchecked)} == {"a"}


def test_what_cannot_be_is_refused(engine, agency):
    with pytest.raises(InvalidValueError, match="there is no role"):
        gaps(agency, [])
    with pytest.raises(InvalidTypeError, match="give `posts` with a list"):
        gaps(agency, [ROLE])
    with pytest.raises(InvalidTypeError, match="give `posts` with a list"):
        gaps(agency, ROLE, posts=engine.make(person=["a"], role=["r"]))
    with pytest.raises(UnknownNameError, match="posts: there is no column “role”"):
        gaps(agency, [ROLE], posts=engine.make(person=["a"], post=["r"]))
    with pytest.raises(UnknownNameError, match="people: there is no column “person”"):
        gaps(agency, ROLE, people=engine.make(id=["a"]))
