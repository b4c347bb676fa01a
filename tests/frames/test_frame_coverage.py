"""Coverage of whole frames counts as that of people does, on every engine."""

from __future__ import annotations

import pytest

from statskompetencer import (
    Area,
    Competency,
    Demand,
    Framework,
    InvalidInputError,
    Scale,
    Target,
    load,
)
from statskompetencer.exceptions import (
    BindingError,
    InvalidTypeError,
    InvalidValueError,
    UnknownNameError,
)
from statskompetencer.frames import coverage

TARGET = Target([Demand("PV11", 2, 2), Demand("PV12", 2), Demand("DS11", 1)])


def test_all_people_together_are_counted_in_all_three_states(engine, agency):
    found = coverage(agency, TARGET)
    assert engine.columns(found) == [
        "competency", "status", "level", "needed", "holders", "unknown", "not_relevant", "people",
    ]  # fmt: skip
    assert engine.rows(found) == [
        ("PV11", "fragile", 2, 2, 2, 1, 0, 4),
        ("PV12", "possible", 2, 1, 0, 2, 1, 4),
        ("DS11", "fragile", 1, 1, 1, 3, 0, 4),
    ]


def test_by_unit_people_without_one_are_a_group_and_stand_last(engine, agency):
    found = coverage(agency, TARGET, by="unit")
    assert engine.rows(found) == [
        ("I", "PV11", "short", 2, 2, 0, 1, 0, 1),
        ("I", "PV12", "possible", 2, 1, 0, 1, 0, 1),
        ("I", "DS11", "possible", 1, 1, 0, 1, 0, 1),
        ("J", "PV11", "short", 2, 2, 1, 0, 0, 2),
        ("J", "PV12", "possible", 2, 1, 0, 1, 1, 2),
        ("J", "DS11", "fragile", 1, 1, 1, 1, 0, 2),
        (None, "PV11", "short", 2, 2, 1, 0, 0, 1),
        (None, "PV12", "uncovered", 2, 1, 0, 0, 0, 1),
        (None, "DS11", "possible", 1, 1, 0, 1, 0, 1),
    ]


def test_covered_is_more_holders_than_needed(engine):
    frame = engine.make(person=["a", "b"], competency=["PV11", "PV11"], level=[2, 4])
    assert engine.rows(coverage(frame, Target({"PV11": 1}))) == [
        ("PV11", "covered", 2, 1, 2, 0, 0, 2)
    ]


def test_the_roll_up_of_a_branch_has_its_own_counts_and_its_worst_status(engine, agency):
    areas = coverage(agency, TARGET, per="area")
    assert engine.columns(areas) == [
        "branch", "status", "competencies", "covered", "covered_upper",
    ]  # fmt: skip
    assert engine.rows(areas) == [("PV", "possible", 2, 1, 2), ("DS", "fragile", 1, 1, 1)]
    subcategories = coverage(agency, TARGET, per="subcategory", by="unit")
    assert engine.rows(subcategories)[:2] == [
        ("I", "PV1", "short", 2, 0, 1),
        ("I", "DS1", "possible", 1, 0, 1),
    ]


def test_the_whole_of_a_group_has_bounds_and_a_margin_where_no_hole_is_open(engine, agency):
    found = coverage(agency, Target([Demand("PV11", 2), Demand("DS11", 1)]), per="whole")
    assert engine.columns(found) == [
        "people", "complete", "covered", "covered_upper", "competencies", "margin",
    ]  # fmt: skip
    assert engine.rows(found) == [(4, "yes", 2, 2, 2, 0)]
    by_unit = coverage(agency, TARGET, by="unit", per="whole")
    assert engine.rows(by_unit) == [
        ("I", 1, "no", 0, 2, 3, None),
        ("J", 2, "no", 1, 2, 3, None),
        (None, 1, "no", 0, 1, 3, None),
    ]
    possible = coverage(agency, Target({"PV12": 1}), per="whole")
    assert engine.rows(possible) == [(4, "possible", 0, 1, 1, None)]


def test_people_beyond_the_data_count_as_not_assessed(engine, agency):
    found = coverage(agency, Target({"PV12": 3}), headcount=6)
    assert engine.rows(found) == [("PV12", "possible", 2, 3, 0, 4, 1, 4)]


def test_each_group_can_have_its_own_headcount(engine, agency):
    units = engine.make(unit=["I", "J", "K"], size=[2, 2, 5])
    found = coverage(agency, Target({"PV12": 1}), by="unit", units=units, headcount="size")
    assert engine.rows(found) == [
        ("I", "PV12", "possible", 2, 1, 0, 2, 0, 1),
        ("J", "PV12", "possible", 2, 1, 0, 1, 1, 2),
        ("K", "PV12", "possible", 2, 1, 0, 5, 0, 0),
        (None, "PV12", "uncovered", 2, 1, 0, 0, 0, 1),
    ]


def test_a_unit_in_which_nobody_is_shows_when_it_is_listed(engine, agency):
    found = coverage(agency, Target({"DS11": 1}), by="unit", units=["I", "J", "K"])
    assert engine.rows(found) == [
        ("I", "DS11", "possible", 2, 1, 0, 1, 0, 1),
        ("J", "DS11", "fragile", 2, 1, 1, 1, 0, 2),
        ("K", "DS11", "uncovered", 2, 1, 0, 0, 0, 0),
        (None, "DS11", "possible", 2, 1, 0, 1, 0, 1),
    ]


def test_people_without_a_row_count_when_they_are_listed(engine):
    frame = engine.make(person=["a"], competency=["DS11"], level=[3])
    people = engine.make(person=["a", "b", "c"], ministry=["X", "X", "Y"])
    found = coverage(frame, Target({"DS11": 1}), by="ministry", people=people)
    assert engine.rows(found) == [
        ("X", "DS11", "fragile", 2, 1, 1, 1, 0, 2),
        ("Y", "DS11", "possible", 2, 1, 0, 1, 0, 1),
    ]
    together = coverage(frame, Target({"DS11": 1}), people=people)
    assert engine.rows(together) == [("DS11", "fragile", 2, 1, 1, 2, 0, 3)]


def test_several_columns_make_groups_and_rounds_are_told_apart(engine):
    frame = engine.make(
        person=["a", "a"], round=[1, 2], unit=["J", "J"], competency=["DS11", "DS11"], level=[1, 3]
    )
    found = coverage(frame, Target({"DS11": 1}), by=["round", "unit"])
    assert engine.columns(found)[:2] == ["round", "unit"]
    assert engine.rows(found) == [
        (1, "J", "DS11", "uncovered", 2, 1, 0, 0, 0, 1),
        (2, "J", "DS11", "fragile", 2, 1, 1, 0, 0, 1),
    ]


def test_an_empty_frame_has_nobody(engine):
    frame = engine.make(person=[], unit=[], competency=[], level=[])
    assert engine.rows(coverage(frame, Target({"DS11": 1}))) == [
        ("DS11", "uncovered", 2, 1, 0, 0, 0, 0)
    ]
    assert engine.rows(coverage(frame, Target({"DS11": 1}), by="unit")) == []
    assert engine.rows(coverage(frame, Target({"DS11": 1}), by="unit", units=["J"])) == [
        ("J", "DS11", "uncovered", 2, 1, 0, 0, 0, 0)
    ]


def test_where_no_row_is_about_what_is_demanded_all_is_unknown(engine, agency):
    found = coverage(agency, Target({"SF11": 1}))
    assert engine.rows(found) == [("SF11", "possible", 2, 1, 0, 4, 0, 4)]


def test_a_column_of_levels_without_any_is_not_assessed(engine):
    frame = engine.make(person=["a"], competency=["DS11"], level=[None], relevant=[None])
    assert engine.rows(coverage(frame, Target({"DS11": 1}))) == [
        ("DS11", "possible", 2, 1, 0, 1, 0, 1)
    ]


def test_without_a_target_every_competency_of_the_model_is_demanded(engine, agency):
    rows = engine.rows(coverage(agency))
    assert [row[0] for row in rows] == [*load().competency_ids]
    assert {row[2:4] for row in rows} == {(2, 1)}


def test_columns_may_be_called_otherwise_and_keep_their_names(engine):
    frame = engine.make(
        Medarbejder=["a"], Enhed=["J"], Kompetence=["DS11"], level=["x"], Niveau=[2]
    )
    names = {
        "Medarbejder": "person", "Kompetence": "competency", "Niveau": "level", "level": None,
    }  # fmt: skip
    found = coverage(frame, Target({"DS11": 1}), by="Enhed", columns=names)
    assert engine.columns(found)[:2] == ["Enhed", "Kompetence"]
    assert engine.rows(found) == [("J", "DS11", "fragile", 2, 1, 1, 0, 0, 1)]


def test_a_frame_that_is_not_lazy_is_checked_and_a_lazy_one_only_when_asked(engine):
    frame = engine.make(person=["a", "a"], competency=["DS11", "XX"], level=[3, 2])
    if engine.is_lazy:
        coverage(frame, TARGET)
    else:
        with pytest.raises(InvalidInputError):
            coverage(frame, TARGET)
    with pytest.raises(InvalidInputError) as caught:
        coverage(frame, TARGET, check=True)
    assert "no competency “XX”" in caught.value.explain()
    found = coverage(frame, Target({"DS11": 1}), check=False)
    assert engine.rows(found) == [("DS11", "fragile", 2, 1, 1, 0, 0, 1)]


def test_a_scale_of_many_levels_counts_as_well(engine):
    scale = Scale("s", [{"en": f"step {n}"} for n in range(101)], holds_from=100)
    frame = engine.make(person=["a", "b"], competency=["DS11", "DS11"], level=[100, 99])
    found = coverage(frame, Target({"DS11": 1}, scale=scale))
    assert engine.rows(found) == [("DS11", "fragile", 100, 1, 1, 0, 0, 2)]


OWN = {"J": Target([Demand("PV11", 3), Demand("SF11", 2)]), "I": Target([Demand("DS11", 1)])}


def test_of_units_with_a_target_of_their_own_each_stands_against_it_and_no_other(engine, agency):
    assert engine.rows(coverage(agency, by="unit", unit_targets=OWN)) == [
        ("I", "DS11", "possible", 1, 1, 0, 1, 0, 1),
        ("J", "SF11", "possible", 2, 1, 0, 2, 0, 2),
        ("J", "PV11", "fragile", 3, 1, 1, 0, 0, 2),
    ]
    assert engine.rows(coverage(agency, by="unit", unit_targets=OWN, per="whole")) == [
        ("I", 1, "possible", 0, 1, 1, None),
        ("J", 2, "possible", 1, 2, 2, None),
    ]
    assert engine.rows(coverage(agency, by="unit", unit_targets=OWN, per="area")) == [
        ("I", "DS", "possible", 1, 0, 1),
        ("J", "SF", "possible", 1, 0, 1),
        ("J", "PV", "fragile", 1, 1, 1),
    ]


def test_a_unit_with_a_target_in_which_nobody_is_is_told_where_it_is_checked(engine, agency):
    own = {"Jj": Target({"DS11": 1})}
    with pytest.raises(UnknownNameError, match=r"unit_targets: nobody is in a unit 'Jj'"):
        coverage(agency, by="unit", unit_targets=own, check=True)
    nobody = coverage(agency, by="unit", unit_targets=own, check=False)
    assert engine.rows(nobody) == [("Jj", "DS11", "uncovered", 2, 1, 0, 0, 0, 0)]
    listed = coverage(agency, by="unit", unit_targets=own, units=["I", "J", "Jj"], check=True)
    assert engine.rows(listed) == engine.rows(nobody)


def test_targets_of_units_that_cannot_be_are_refused(agency):
    own = {"J": Target({"DS11": 1})}
    with pytest.raises(InvalidValueError, match="take the place of `target`"):
        coverage(agency, TARGET, by="unit", unit_targets=own)
    with pytest.raises(InvalidValueError, match="`by` names the one column"):
        coverage(agency, unit_targets=own)
    with pytest.raises(InvalidTypeError, match="is not a mapping from units"):
        coverage(agency, by="unit", unit_targets=[TARGET])
    with pytest.raises(InvalidTypeError, match="unit_targets"):
        coverage(agency, by="unit", unit_targets={"J": 1})
    with pytest.raises(InvalidTypeError, match="unit_targets"):
        coverage(agency, by="unit", unit_targets={1: TARGET})
    small = Target({"DS11": 1}, framework=load().select("DS", version="x"))
    with pytest.raises(BindingError):
        coverage(agency, by="unit", unit_targets={**own, "I": small})


def test_fewer_people_than_the_data_has_are_refused_where_it_is_checked(engine, agency):
    target = Target({"PV12": 1})
    with pytest.raises(InvalidValueError, match=r"^headcount: 3 are fewer than the 4 people"):
        coverage(agency, target, headcount=3, check=True)
    few = coverage(agency, target, headcount=3, check=False)
    assert engine.rows(few) == engine.rows(coverage(agency, target))
    units = engine.make(unit=["I", "J"], size=[5, 1])
    asked = {"by": "unit", "units": units, "headcount": "size"}
    with pytest.raises(InvalidValueError, match=r"^headcount of J: 1 are fewer than the 2 people"):
        coverage(agency, target, check=True, **asked)
    assert engine.rows(coverage(agency, target, check=False, **asked)) == [
        ("I", "PV12", "possible", 2, 1, 0, 5, 0, 1),
        ("J", "PV12", "possible", 2, 1, 0, 1, 1, 2),
        (None, "PV12", "uncovered", 2, 1, 0, 0, 0, 1),
    ]


def test_headcounts_may_have_holes_and_be_texts_not(engine, agency):
    target = Target({"PV12": 1})
    units = engine.make(unit=["I", "J"], size=[3, None])
    found = coverage(agency, target, by="unit", units=units, headcount="size")
    assert [row[6] for row in engine.rows(found)] == [3, 1, 0]
    texts = engine.make(unit=["I", "J"], size=["3", "4"])
    with pytest.raises(InvalidTypeError, match="a headcount is a number, and the column “size”"):
        coverage(agency, target, by="unit", units=texts, headcount="size")


def test_a_unit_that_is_listed_twice_is_told_and_never_counted_twice(engine, agency):
    units = engine.make(unit=["I", "I", "J"], size=[3, 3, 2])
    asked = {"by": "unit", "units": units, "headcount": "size"}
    with pytest.raises(InvalidInputError) as caught:
        coverage(agency, Target({"PV12": 1}), check=True, **asked)
    assert [str(one) for one in caught.value.errors] == ["units: “I” is listed 2 times"]
    found = coverage(agency, Target({"PV12": 1}), check=False, **asked)
    assert engine.rows(found)[0] == ("I", "PV12", "possible", 2, 1, 0, 3, 0, 1)


def test_what_cannot_be_is_refused(engine, agency):
    with pytest.raises(InvalidTypeError, match="target: "):
        coverage(agency, {"DS11": 1})
    with pytest.raises(InvalidValueError, match="Did you mean “area”"):
        coverage(agency, per="areas")
    with pytest.raises(InvalidValueError, match="name a column of `units`"):
        coverage(agency, by="unit", headcount=9)
    with pytest.raises(UnknownNameError, match="there is no column “size”"):
        coverage(agency, by="unit", headcount="size")
    with pytest.raises(UnknownNameError, match="no column “enhed”"):
        coverage(agency, by="enhed")
    with pytest.raises(InvalidValueError, match="has a column twice"):
        coverage(agency, by=["unit", "unit"])
    with pytest.raises(InvalidTypeError, match="is not the name of a column"):
        coverage(agency, by=[1])
    with pytest.raises(InvalidValueError, match="there are no groups to list"):
        coverage(agency, units=["J"])
    with pytest.raises(InvalidTypeError, match="is not a list of names"):
        coverage(agency, by="unit", units=[1])
    with pytest.raises(UnknownNameError, match="units: there is no column “unit”"):
        coverage(agency, by="unit", units=engine.make(enhed=["J"]))


def test_a_group_that_is_called_as_a_column_of_the_result_is_refused(engine):
    frame = engine.make(person=["a"], status=["x"], competency=["DS11"], level=[2])
    with pytest.raises(InvalidValueError, match="two columns “status”: rename"):
        coverage(frame, TARGET, by="status")


def test_a_roll_up_that_the_framework_does_not_have_is_refused(engine):
    area = Area("A", {"en": "x"}, [Competency("A1", {"en": "y"})])
    flat = Framework("f", "1", {"en": "x"}, [area])
    frame = engine.make(person=["a"], competency=["A1"], level=[2])
    target = Target({"A1": 1}, framework=flat)
    assert engine.rows(coverage(frame, target, per="area")) == [("A", "fragile", 1, 1, 1)]
    with pytest.raises(InvalidValueError, match="demands nothing in a subcategory"):
        coverage(frame, target, per="subcategory")
