"""Coverage of all, unit by unit, packed and indexed, and from the cube."""

from __future__ import annotations

import json

import numpy as np
import pytest

from statskompetencer import (
    Coverage,
    CoverageStatus,
    Demand,
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Scale,
    Target,
    UnknownNameError,
    Unrated,
    check_coverage,
)
from statskompetencer.bulk import RatingMatrix

PEOPLE = [
    Profile("al", {"PV11": 2, "DS11": 4, "SF11": Unrated.NOT_RELEVANT}, unit="It"),
    Profile("bo", {"PV11": 1, "SF11": Unrated.NOT_RELEVANT}, unit="Jura"),
    Profile("cy", {"PV11": 3, "SF11": Unrated.NOT_RELEVANT}),
    Profile("di", {"DS11": 2, "SF11": 0}, unit="Jura"),
]
TARGET = Target([Demand("PV11", 2, 1), Demand("DS11", 4, 1), Demand("SF11", 1, 2)])


@pytest.fixture(params=["packed", "indexed", "cube"])
def source(request):
    matrix = RatingMatrix.from_profiles(PEOPLE)
    return {"packed": lambda: matrix, "indexed": matrix.indexed, "cube": matrix.cube}[
        request.param
    ]()


def test_the_counts_are_those_that_one_counts_by_hand(source) -> None:
    found = source.coverage(TARGET)
    ids = [demand.competency for demand in TARGET]
    assert ids == ["SF11", "PV11", "DS11"]
    assert found.units == ("It", "Jura", None)
    assert found.unit_people.tolist() == [1, 2, 1]
    assert found.holders.tolist() == [[0, 1, 1], [0, 0, 0], [0, 1, 0]]
    assert found.unknown.tolist() == [[0, 0, 0], [0, 1, 1], [0, 0, 1]]
    assert found.not_relevant.tolist() == [[1, 0, 0], [1, 0, 0], [1, 0, 0]]
    assert found.statuses == (
        CoverageStatus.UNCOVERED, CoverageStatus.COVERED, CoverageStatus.FRAGILE,
    )  # fmt: skip
    assert (found.people, found.covered, found.covered_upper, found.margin) == (4, 2, 2, None)
    assert found.complete == "no"
    assert [(one.person, one.unit) for one in found.key_people] == [("al", "It")]


def test_who_is_not_in_the_data_may_be_a_holder(source) -> None:
    found = source.coverage(TARGET, headcount=6)
    assert [entry.unknown for entry in found.entries] == [2, 3, 4]
    assert found.unknown.sum(axis=0).tolist() == [0, 1, 2]
    assert (found.covered, found.covered_upper, found.complete) == (2, 3, "possible")
    with pytest.raises(InvalidValueError, match="headcount: 3"):
        source.coverage(TARGET, headcount=3)


def test_the_summary_is_that_of_the_objects(source) -> None:
    own = {"Jura": Target([Demand("DS11", 2, 1)])}
    found = source.coverage(TARGET, headcount=6, unit_targets=own)
    expected = check_coverage(PEOPLE, TARGET, headcount=6, unit_targets=own)
    assert isinstance(found.summary, Coverage)
    assert found.summary is found.summary
    assert found.summary.units[1].own.entries == expected.units[1].own.entries
    assert found.to_dict("en", people=True) == expected.to_dict("en", people=True)
    assert found.to_rows("en") == expected.to_rows("en")
    assert found.unit_rows() == expected.unit_rows()
    assert found.explain("en") == expected.explain("en")
    assert found._repr_html_() == expected._repr_html_()
    assert found.summary.areas == expected.areas
    json.dumps(found.to_dict())


def test_a_target_of_a_unit_where_nobody_is_is_refused(source) -> None:
    with pytest.raises(UnknownNameError, match=r"nobody is in a unit 'Jurra'.*“Jura”"):
        source.coverage(TARGET, unit_targets={"Jurra": TARGET})
    with pytest.raises(UnknownNameError):
        source.coverage(TARGET, unit_targets={None: TARGET})
    with pytest.raises(InvalidTypeError, match="not a mapping from units"):
        source.coverage(TARGET, unit_targets=[TARGET])
    with pytest.raises(InvalidTypeError, match="unit_targets"):
        source.coverage(TARGET, unit_targets={"Jura": "all"})


def test_everything_is_demanded_by_default(source) -> None:
    assert source.coverage().entries == check_coverage(PEOPLE).entries
    assert source.coverage().holders.shape == (3, 32)


def test_a_coverage_shows_its_counts_and_cannot_be_changed(source) -> None:
    found = source.coverage(TARGET)
    assert repr(found) == (
        "<MatrixCoverage of digst-digitale-kompetencer 2019 among the 4 people in the data: "
        "2 to 2 of 3 held (1 covered, 1 fragile, 1 uncovered); 3 units>"
    )
    for name in ("unit_people", "holders", "unknown", "not_relevant"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(found, name)[0] = 1


def test_a_frame_has_a_row_a_unit_and_competency(source) -> None:
    rows = source.coverage(TARGET).to_frame("pyarrow").to_pylist()
    assert len(rows) == 9
    assert rows[1] == {
        "unit": "It", "people": 1, "competency": "PV11", "holders": 1, "unknown": 0,
        "not_relevant": 0,
    }  # fmt: skip
    assert rows[-1]["unit"] is None


@pytest.mark.parametrize("units", [1, 3, 40])
def test_units_of_any_size_are_counted_apart(units, make_framework, make_people) -> None:
    framework = make_framework(3)
    for number in (1, 63, 64, 65, 700):
        people = make_people(number, framework, Scale.default(), units)
        matrix = RatingMatrix.from_profiles(people)
        found = [source.coverage() for source in (matrix, matrix.indexed(), matrix.cube())]
        expected = check_coverage(people)
        assert [unit.holders for unit in expected.units] == [*map(tuple, found[0].holders.tolist())]
        assert [unit.unknown for unit in expected.units] == [*map(tuple, found[0].unknown.tolist())]
        for other in found[1:]:
            assert np.array_equal(other.holders, found[0].holders)
            assert np.array_equal(other.unknown, found[0].unknown)
            assert np.array_equal(other.not_relevant, found[0].not_relevant)
        assert found[0].key_people == expected.key_people


def test_key_people_are_those_of_the_objects() -> None:
    matrix = RatingMatrix.from_profiles(PEOPLE)
    assert matrix.key_people(TARGET) == check_coverage(PEOPLE, TARGET).key_people
    assert matrix.key_people() == check_coverage(PEOPLE).key_people


def test_a_cube_counts_every_state() -> None:
    matrix = RatingMatrix.from_profiles(PEOPLE)
    for cube in (matrix.cube(), matrix.indexed().cube()):
        place = matrix.framework.positions["PV11"]
        assert cube.counts.shape == (3, 32, 7)
        assert cube.counts[:, place].tolist() == [
            [0, 0, 1, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0, 1], [0, 0, 0, 1, 0, 0, 0],
        ]  # fmt: skip
        assert cube.holders()[:, place].tolist() == [1, 0, 1]
        assert cube.holders("erfaren")[:, place].tolist() == [0, 0, 1]
        assert cube.not_assessed[:, place].tolist() == [0, 1, 0]
        assert cube.not_relevant[:, 0].tolist() == [1, 1, 1]
        assert (cube.counts.sum(axis=2) == cube.unit_people[:, None]).all()
        assert repr(cube) == "<Cube of 4 people: 3 units × 32 competencies × 7 states>"
        with pytest.raises(ValueError, match="read-only"):
            cube.counts[0] = 1
        rows = cube.to_frame("pyarrow").to_pylist()
        assert len(rows) == 3 * 32 * 7
        assert sum(row["people"] for row in rows) == 4 * 32
        assert rows[5] == {
            "unit": "It", "competency": "SF11", "state": "not relevant", "people": 1,
        }  # fmt: skip


def test_a_scale_of_two_levels_is_counted_too(make_framework) -> None:
    framework = make_framework(2)
    binding = {"framework": framework, "scale": Scale.binary()}
    people = [Profile("a", {"A0": 1}, **binding), Profile("b", {"A0": 0, "A1": 1}, **binding)]
    matrix = RatingMatrix.from_profiles(people)
    assert matrix.cube().counts.tolist() == [[[1, 1, 0, 0], [0, 1, 0, 1]]]
    assert matrix.indexed().coverage().entries == check_coverage(people).entries
