"""Who holds what just as many as needed hold, on every engine."""

from __future__ import annotations

import pytest

from statskompetencer import Demand, InvalidInputError, Target
from statskompetencer.exceptions import UnknownNameError
from statskompetencer.frames import key_people

TARGET = Target([Demand("PV11", 2, 2), Demand("PV12", 2), Demand("DS11", 1)])


def test_holders_are_named_where_there_are_just_as_many_as_needed(engine, agency):
    found = key_people(agency, TARGET)
    assert engine.columns(found) == ["person", "holes", "competency"]
    # PV11: a and c hold it and two are needed; DS11: a alone; PV12: nobody.
    assert engine.rows(found) == [("a", 2, "PV11"), ("a", 2, "DS11"), ("c", 1, "PV11")]


def test_in_each_group_its_own_holders_are_counted_and_those_without_a_unit_too(engine, agency):
    found = key_people(agency, Target([Demand("PV11", 2), Demand("DS11", 1)]), by="unit")
    assert engine.columns(found) == ["unit", "person", "holes", "competency"]
    assert engine.rows(found) == [
        ("J", "a", 2, "PV11"),
        ("J", "a", 2, "DS11"),
        (None, "c", 1, "PV11"),
    ]


def test_units_may_have_targets_of_their_own(engine, agency):
    own = {"J": Target([Demand("PV11", 1, 2)])}
    found = key_people(agency, by="unit", unit_targets=own)
    assert engine.rows(found) == [("J", "a", 1, "PV11"), ("J", "b", 1, "PV11")]
    with pytest.raises(UnknownNameError, match="nobody is in a unit 'K'"):
        key_people(agency, by="unit", unit_targets={"K": TARGET}, check=True)


def test_where_more_or_fewer_hold_it_nobody_is_named(engine):
    frame = engine.make(person=["a", "b"], competency=["DS11", "DS11"], level=[2, 3])
    assert engine.rows(key_people(frame, Target({"DS11": 1, "DS12": 1}))) == []
    assert engine.rows(key_people(frame, Target({"DS11": 3}))) == []
    empty = engine.make(person=[], competency=[], level=[])
    assert engine.rows(key_people(empty, TARGET)) == []


def test_groups_may_come_from_the_list_of_people(engine):
    frame = engine.make(MA=["a", "b"], competency=["DS11", "DS11"], level=[2, 3])
    people = engine.make(MA=["a", "b", "c"], ministry=["X", "Y", "Y"])
    names = {"MA": "person"}
    found = key_people(frame, Target({"DS11": 1}), by="ministry", people=people, columns=names)
    assert engine.columns(found) == ["ministry", "MA", "holes", "competency"]
    assert engine.rows(found) == [("X", "a", 1, "DS11"), ("Y", "b", 1, "DS11")]


def test_a_frame_is_checked_before_anybody_is_named(engine):
    frame = engine.make(person=["a", "a"], competency=["DS11", "DS11"], level=[1, 2])
    with pytest.raises(InvalidInputError):
        key_people(frame, TARGET, check=True)
