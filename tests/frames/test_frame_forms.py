"""From one form into the other and back nothing is lost, on every engine."""

from __future__ import annotations

import pytest

from statskompetencer import Scale, load
from statskompetencer.exceptions import InvalidTypeError, InvalidValueError, UnknownNameError
from statskompetencer.frames import coverage, to_long, to_wide

IDS = [*load().competency_ids]
SMALL = load().select("PV11", "PV12", "DS11", version="small")


def test_the_wide_form_has_a_column_a_competency_and_all_three_states(engine, agency):
    found = to_wide(agency)
    assert engine.columns(found) == ["person", "unit", *IDS]
    rows = engine.sorted_rows(found, 0)
    places = [engine.columns(found).index(name) for name in ("PV11", "PV12", "DS11", "SF11")]
    assert [(*row[:2], *(row[n] for n in places)) for row in rows] == [
        ("a", "J", 3, -1, 2, None),
        ("b", "J", 1, None, None, None),
        ("c", None, 2, 0, None, None),
        ("d", "I", None, None, None, None),
    ]


def test_not_relevant_can_be_another_number_outside_of_the_scale(engine, agency):
    row = engine.sorted_rows(to_wide(agency, SMALL, not_relevant=9), 0)[0]
    assert row == ("a", "J", 3, 9, 2)


def test_rounds_make_rows_of_their_own(engine):
    frame = engine.make(
        person=["a", "a", "b"], round=[1, 2, 2], competency=["DS11"] * 3, level=[1, 2, 3]
    )
    found = to_wide(frame, SMALL, by="round")
    assert engine.columns(found) == ["person", "round", "PV11", "PV12", "DS11"]
    assert engine.sorted_rows(found, 0, 1) == [
        ("a", 1, None, None, 1), ("a", 2, None, None, 2), ("b", 2, None, None, 3),
    ]  # fmt: skip


def test_the_long_form_has_a_row_for_each_column_and_keeps_all_others(engine):
    frame = engine.make(person=["a", "b"], ministry=["X", None], PV11=[3, None], PV12=[-1, 0])
    found = to_long(frame, SMALL)
    assert engine.columns(found) == ["person", "ministry", "competency", "level", "relevant"]
    assert engine.sorted_rows(found, 0, 2) == [
        ("a", "X", "PV11", 3, True),
        ("a", "X", "PV12", None, False),
        ("b", None, "PV11", None, True),
        ("b", None, "PV12", 0, True),
    ]


def test_wide_and_back_says_the_same(engine, agency):
    wide = to_wide(agency, SMALL)
    again = to_long(wide, SMALL)
    assert engine.rows(coverage(again, by="unit", check=False)) == engine.rows(
        coverage(agency, by="unit", check=False)
    )


def test_columns_that_are_called_otherwise_can_be_named(engine):
    frame = engine.make(person=["a"], cyber=[3])
    found = to_long(frame, columns={"cyber": "DS11"})
    assert engine.rows(found) == [("a", "DS11", 3, True)]


def test_columns_without_any_level_and_floats_are_taken(engine):
    frame = engine.make(person=["a"], PV11=[1.0], level_of_PV12=[2])
    found = to_long(frame, columns={"level_of_PV12": "PV12"})
    assert engine.sorted_rows(found, 1) == [("a", "PV11", 1, True), ("a", "PV12", 2, True)]


def test_an_empty_frame_stays_empty(engine):
    frame = engine.make(person=[], competency=[], level=[])
    wide = to_wide(frame, SMALL)
    assert engine.columns(wide) == ["person", "PV11", "PV12", "DS11"]
    assert engine.rows(wide) == []
    assert engine.rows(to_long(wide, SMALL)) == []


def test_what_cannot_be_is_refused(engine, agency):
    with pytest.raises(InvalidValueError, match="4 cannot stand for “not relevant”"):
        to_wide(agency, not_relevant=4)
    with pytest.raises(InvalidValueError, match="True cannot stand for"):
        to_wide(agency, scale=Scale.binary(), not_relevant=True)
    frame = engine.make(person=["a"], PV11=["3"])
    with pytest.raises(InvalidTypeError, match='column "PV11": levels are numbers'):
        to_long(frame)
    with pytest.raises(InvalidValueError, match="no column is called by the id"):
        to_long(engine.make(person=["a"], PV1x=[1]))
    with pytest.raises(UnknownNameError, match="no column “x”"):
        to_long(frame, columns={"x": "PV11"})
    with pytest.raises(UnknownNameError, match="no competency 'PV'"):
        to_long(frame, columns={"PV11": "PV"})
    with pytest.raises(InvalidValueError, match="two columns are for one competency"):
        to_long(engine.make(person=["a"], PV11=[1], x=[2]), columns={"x": "PV11"})
    with pytest.raises(InvalidTypeError, match="is not a mapping"):
        to_long(frame, columns=["PV11"])
    with pytest.raises(InvalidValueError, match="two columns “level”"):
        to_long(engine.make(person=["a"], level=[1], PV11=[2]))
    clash = engine.make(person=["a"], PV11=["x"], competency=["DS11"], level=[1])
    with pytest.raises(InvalidValueError, match="two columns “PV11”"):
        to_wide(clash, by="PV11")
