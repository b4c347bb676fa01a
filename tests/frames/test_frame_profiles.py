"""Profiles become frames and frames profiles, on every engine."""

from __future__ import annotations

from datetime import date

import pytest

from statskompetencer import InvalidInputError, Profile, Unrated, load
from statskompetencer.exceptions import BindingError, InvalidValueError
from statskompetencer.frames import from_profiles, to_profiles

ANNA = Profile(
    "anna", {"PV11": 3, "DS11": Unrated.NOT_RELEVANT}, unit="Jura", rater="agreed",
    assessed_on="2026-01-31",
)  # fmt: skip
BO = Profile("bo")


def test_profiles_come_back_as_they_were(engine):
    frame = from_profiles([BO, ANNA], engine.backend)
    assert engine.columns(frame) == [
        "person", "unit", "competency", "level", "relevant", "rater", "date",
    ]  # fmt: skip
    assert to_profiles(frame) == (ANNA, BO)


def test_nobody_makes_an_empty_frame_and_back(engine):
    frame = from_profiles([], engine.backend)
    assert engine.rows(frame) == []
    assert to_profiles(frame) == ()


def test_people_on_a_list_get_a_profile_without_a_row(engine):
    frame = engine.make(person=["b"], competency=["DS11"], level=[0])
    found = to_profiles(frame, people=engine.make(person=["a", "b"]))
    assert [(one.id, one["DS11"]) for one in found] == [("a", Unrated.NOT_ASSESSED), ("b", 0)]


def test_numbers_as_ids_become_texts_and_what_differs_between_rows_is_left_out(engine):
    frame = engine.make(
        person=[7, 7], competency=["DS11", "DS12"], level=[1, 2], rater=["self", "agreed"],
        date=[date(2026, 1, 1), date(2026, 1, 1)],
    )  # fmt: skip
    (found,) = to_profiles(frame)
    assert (found.id, found.rater, found.assessed_on) == ("7", None, date(2026, 1, 1))


def test_a_frame_with_errors_makes_no_profiles(engine):
    frame = engine.make(person=["a"], competency=["XX"], level=[1])
    with pytest.raises(InvalidInputError):
        to_profiles(frame)


def test_profiles_of_two_frameworks_are_not_one_frame():
    small = load().select("DS", version="x")
    with pytest.raises(BindingError):
        from_profiles([ANNA, Profile("c", framework=small)])


def test_an_engine_that_there_is_not_is_refused_with_the_nearest():
    with pytest.raises(InvalidValueError, match="Did you mean “pandas”"):
        from_profiles([ANNA], "panda")


def test_duckdb_by_its_name_is_the_default_connection():
    duckdb = pytest.importorskip("duckdb")
    made = from_profiles([ANNA], "duckdb")
    assert isinstance(made, duckdb.DuckDBPyRelation)
    assert made.fetchall()[0][0] == "anna"


def test_a_session_of_spark_is_handed_rows_and_their_types():
    class Session:
        def createDataFrame(self, rows: object, schema: str) -> tuple[object, str]:  # noqa: N802 - its name
            return rows, schema

    rows, schema = from_profiles([ANNA, BO], Session())
    assert rows == [
        ("anna", "Jura", "PV11", 3, True, "agreed", date(2026, 1, 31)),
        ("anna", "Jura", "DS11", None, False, "agreed", date(2026, 1, 31)),
        ("bo", None, None, None, True, None, None),
    ]
    assert schema.startswith("person string, unit string, competency string, level bigint")
