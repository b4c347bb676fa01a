"""Scores and places are those of people one by one, on every engine."""

from __future__ import annotations

import pytest

from statskompetencer import Requirement, Role
from statskompetencer.exceptions import (
    DuplicateRatingError,
    InvalidInputError,
    InvalidValueError,
)
from statskompetencer.frames import match, rank

ROLE = Role(
    "r", [Requirement("PV11", 3, 2, 1), Requirement("PV12", 2, 1, 1), Requirement("DS11", 2)]
)
OTHER = Role("s", {"DS11": 2})
NOTHING = Role("")


def test_a_row_a_person_and_role_with_bounds_and_counts(engine, agency):
    found = match(agency, [ROLE, NOTHING], connection=engine.connection)
    assert engine.columns(found) == [
        "person", "role", "qualified", "score", "score_upper", "steps_met", "steps_met_upper",
        "steps_asked", "met", "short", "unknown",
    ]  # fmt: skip
    assert engine.sorted_rows(found, 0, 1) == [
        ("a", "", "yes", 1.0, 1.0, 0, 0, 0, 0, 0, 0),
        ("a", "r", "possible", 0.8, 1.0, 8, 10, 10, 2, 0, 1),
        ("b", "", "yes", 1.0, 1.0, 0, 0, 0, 0, 0, 0),
        ("b", "r", "possible", 0.2, 0.6, 2, 6, 10, 0, 1, 2),
        ("c", "", "yes", 1.0, 1.0, 0, 0, 0, 0, 0, 0),
        ("c", "r", "no", 0.4, 0.6, 4, 6, 10, 0, 2, 1),
        ("d", "", "yes", 1.0, 1.0, 0, 0, 0, 0, 0, 0),
        ("d", "r", "possible", 0.0, 1.0, 0, 10, 10, 0, 0, 3),
    ]


def test_one_role_may_be_given_alone(engine, agency):
    found = match(agency, OTHER, connection=engine.connection)
    assert [(row[0], row[3]) for row in engine.sorted_rows(found, 0)] == [
        ("a", 1.0), ("b", 0.0), ("c", 0.0), ("d", 0.0),
    ]  # fmt: skip


def test_people_who_are_listed_are_scored_without_a_row(engine):
    frame = engine.make(person=["b"], competency=["DS11"], level=[2])
    people = engine.make(person=["x", "b"])
    found = match(frame, OTHER, people=people, connection=engine.connection)
    assert [row[:7] for row in engine.sorted_rows(found, 0)] == [
        ("b", "s", "yes", 1.0, 1.0, 2, 2),
        ("x", "s", "yes", 0.0, 1.0, 0, 2),
    ]


def test_places_are_shared_by_equals_and_ids_only_order_the_display(engine):
    frame = engine.make(
        person=["d", "b", "Å", "c", "e"],
        competency=["DS11"] * 5,
        level=[1, 2, 2, 1, None],
    )
    found = rank(frame, OTHER, connection=engine.connection)
    assert engine.columns(found)[:3] == ["place", "person", "role"]
    assert [row[:2] for row in engine.rows(found)] == [
        (1, "b"), (1, "Å"), (3, "c"), (3, "d"), (5, "e"),
    ]  # fmt: skip


def test_qualified_goes_before_score_and_roles_keep_their_order(engine, agency):
    found = rank(agency, [OTHER, ROLE], connection=engine.connection)
    assert [row[:4] for row in engine.rows(found)] == [
        (1, "a", "s", "yes"),
        (2, "b", "s", "yes"),
        (2, "c", "s", "yes"),
        (2, "d", "s", "yes"),
        (1, "a", "r", "possible"),
        (2, "b", "r", "possible"),
        (3, "d", "r", "possible"),
        (4, "c", "r", "no"),
    ]


def test_the_top_keeps_all_who_share_its_last_place(engine, agency):
    found = rank(agency, [OTHER, ROLE], top=2, connection=engine.connection)
    assert [row[:3] for row in engine.rows(found)] == [
        (1, "a", "s"), (2, "b", "s"), (2, "c", "s"), (2, "d", "s"), (1, "a", "r"), (2, "b", "r"),
    ]  # fmt: skip


def test_an_empty_frame_has_no_matches(engine):
    frame = engine.make(person=[], competency=[], level=[])
    assert engine.rows(match(frame, ROLE, connection=engine.connection)) == []
    assert engine.rows(rank(frame, ROLE, connection=engine.connection)) == []


def test_numbers_may_be_ids_and_stay_numbers(engine):
    frame = engine.make(person=[7, 11], competency=["DS11", "DS11"], level=[2, 1])
    found = rank(frame, OTHER, connection=engine.connection)
    assert [row[:2] for row in engine.rows(found)] == [(1, 7), (2, 11)]


def test_weights_and_levels_as_high_as_they_go_do_not_overflow(engine):
    from statskompetencer import Scale, load

    scale = Scale("s", [{"en": f"step {n}"} for n in range(101)], holds_from=100)
    ids = load().competency_ids
    heavy = Role("heavy", [Requirement(id_, 100, 100, 1) for id_ in ids], scale=scale)
    frame = engine.make(person=["a"] * 31, competency=[*ids[:31]], level=[100] * 30 + [99])
    (row,) = engine.rows(match(frame, heavy, connection=engine.connection))
    assert row[2] == "possible"
    assert row[5:] == (309900, 319900, 320000, 30, 1, 1)
    assert row[3] == 309900 / 320000


def test_a_frame_is_checked_before_it_is_scored(engine):
    frame = engine.make(person=["a", "a"], competency=["DS11", "DS11"], level=[1, 2])
    with pytest.raises(InvalidInputError) as caught:
        match(frame, OTHER, check=True, connection=engine.connection)
    assert "person “a” has 2 ratings of DS11" in caught.value.explain()


def test_what_cannot_be_is_refused(agency):
    with pytest.raises(InvalidValueError, match="there is no role"):
        match(agency, [])
    with pytest.raises(DuplicateRatingError, match="role “r” is there twice"):
        match(agency, [ROLE, ROLE])
    with pytest.raises(InvalidValueError, match="top"):
        rank(agency, ROLE, top=0)


def test_a_relation_of_another_connection_is_told_how_to_be_scored():
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()  # some releases close one that nothing holds
    relation = connection.sql("SELECT 'a' AS person, 'DS11' AS competency, 2 AS level")
    with pytest.raises(InvalidValueError, match="connection=connection"):
        match(relation, OTHER)
    usual = duckdb.sql("SELECT 'a' AS person, 'DS11' AS competency, 2 AS level")
    assert match(usual, OTHER).fetchall()[0][:4] == ("a", "s", "yes", 1.0)
