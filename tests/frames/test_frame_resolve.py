"""Two ratings become one by the rules of the object level, on every engine."""

from __future__ import annotations

from datetime import date

import pytest

from statskompetencer import InvalidInputError
from statskompetencer.exceptions import InvalidValueError
from statskompetencer.frames import check, resolve

D1, D2 = date(2026, 1, 31), date(2026, 2, 1)


def ratings(engine, rows, *names):
    columns = ("person", "competency", "level", *names)
    return engine.make(**dict(zip(columns, zip(*rows, strict=True), strict=True)))


def test_the_latest_counts_and_undated_is_oldest(engine):
    frame = ratings(
        engine,
        [
            ("a", "DS11", 1, D2), ("a", "DS11", 3, D1), ("a", "DS11", 4, None),
            ("b", "DS11", 2, None), ("c", "DS11", None, D2), ("c", "DS11", 0, D1),
        ],
        "date",
    )  # fmt: skip
    found = resolve(frame, "latest")
    assert engine.columns(found) == ["person", "competency", "level", "relevant"]
    assert engine.sorted_rows(found, 0) == [
        ("a", "DS11", 1, True),
        ("b", "DS11", 2, True),
        ("c", "DS11", 0, True),  # what was not assessed is no rating, however late
    ]


def test_agreed_counts_before_manager_before_self_before_nobody(engine):
    frame = ratings(
        engine,
        [
            ("a", "DS11", 1, "agreed"), ("a", "DS11", 2, "manager"),
            ("b", "DS11", 3, "self"), ("b", "DS11", 4, "manager"),
            ("c", "DS11", 0, None), ("c", "DS11", 1, "self"),
        ],
        "rater",
    )  # fmt: skip
    assert [row[2] for row in engine.sorted_rows(resolve(frame, "rater"), 0)] == [1, 4, 1]


def test_not_relevant_is_a_rating_and_nobody_is_lost(engine):
    frame = ratings(
        engine,
        [
            ("a", "DS11", 3, True, D1), ("a", "DS11", None, False, D2),
            ("b", None, None, None, None), ("c", "DS12", None, None, D1),
        ],
        "relevant", "date",
    )  # fmt: skip
    found = sorted(engine.rows(resolve(frame, "latest")), key=str)
    assert found == [
        ("a", "DS11", None, False),
        ("b", None, None, True),
        ("c", "DS12", None, True),
    ]


def test_what_a_rule_does_not_decide_stays_and_is_told(engine):
    frame = ratings(
        engine,
        [("a", "DS11", 3, D1), ("a", "DS11", 2, D1), ("b", "DS11", 1, D1), ("b", "DS11", 1, D1)],
        "date",
    )
    if not engine.is_lazy:
        with pytest.raises(InvalidInputError) as caught:
            resolve(frame, "latest")
        assert "person “a” has 2 ratings of DS11" in caught.value.explain()
    found = resolve(frame, "latest", check=False)
    assert engine.sorted_rows(found, 0, 2) == [
        ("a", "DS11", 2, True), ("a", "DS11", 3, True), ("b", "DS11", 1, True),
    ]  # fmt: skip
    assert not check(found).ok


def test_a_level_between_two_steps_is_told_and_not_cut_down(engine):
    frame = ratings(engine, [("a", "DS11", 1.5, D1), ("a", "DS11", 2.0, D2)], "date")
    with pytest.raises(InvalidInputError) as caught:
        resolve(frame, "latest", check=True)
    assert "1.5 is not a level" in caught.value.explain()


def test_the_unit_is_that_of_the_latest_day(engine):
    frame = ratings(
        engine,
        [
            ("a", "DS11", 1, "J", D1), ("a", "DS12", 2, "K", D2), ("a", "DS13", 3, None, D2),
            ("b", "DS11", 4, None, D1),
        ],
        "unit", "date",
    )  # fmt: skip
    found = resolve(frame, "latest")
    assert engine.columns(found) == ["person", "unit", "competency", "level", "relevant"]
    assert engine.sorted_rows(found, 0, 2) == [
        ("a", "K", "DS11", 1, True),
        ("a", "K", "DS12", 2, True),
        ("a", "K", "DS13", 3, True),
        ("b", None, "DS11", 4, True),
    ]


def test_the_rule_by_rater_does_not_choose_between_units(engine):
    frame = ratings(
        engine,
        [("a", "DS11", 1, "J", "self"), ("a", "DS12", 2, "K", "agreed")],
        "unit", "rater",
    )  # fmt: skip
    found = resolve(frame, "rater", check=False)
    assert "several units" in check(found).explain()


def test_rounds_are_resolved_each_by_itself_and_have_their_own_units(engine):
    frame = ratings(
        engine,
        [
            ("a", "DS11", 1, "J", D1, 1), ("a", "DS11", 2, "J", D2, 1),
            ("a", "DS11", 3, "K", D1, 2), ("a", "DS12", 4, "L", D1, None),
        ],
        "unit", "date", "round",
    )  # fmt: skip
    found = resolve(frame, "latest", by="round")
    assert engine.columns(found) == ["person", "unit", "round", "competency", "level", "relevant"]
    assert sorted(engine.rows(found), key=str) == [
        ("a", "J", 1, "DS11", 2, True),
        ("a", "K", 2, "DS11", 3, True),
        ("a", "L", None, "DS12", 4, True),
    ]
    by_unit = resolve(frame, "latest", by="unit", check=False)
    assert engine.columns(by_unit) == ["person", "unit", "competency", "level", "relevant"]


def test_the_users_names_are_kept(engine):
    frame = engine.make(
        MA=["a", "a"], Kompetence=["DS11"] * 2, Niveau=[1, 2], Dato=[D1, D2], Relevant=[True, None]
    )
    names = {
        "MA": "person", "Kompetence": "competency", "Niveau": "level", "Dato": "date",
        "Relevant": "relevant",
    }  # fmt: skip
    found = resolve(frame, "latest", columns=names)
    assert engine.columns(found) == ["MA", "Kompetence", "Niveau", "Relevant"]
    assert engine.rows(found) == [("a", "DS11", 2, True)]


def test_what_cannot_be_is_refused(agency):
    with pytest.raises(InvalidValueError, match="'lates' is not a rule"):
        resolve(agency, "lates")
    with pytest.raises(InvalidValueError, match="'latest' needs a column “date”"):
        resolve(agency, "latest")
    with pytest.raises(InvalidValueError, match="None needs a column “date or rater”"):
        resolve(agency, None)
