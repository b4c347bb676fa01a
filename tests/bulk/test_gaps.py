"""What everybody lacks, one by one and together, packed and indexed."""

from __future__ import annotations

import pytest

from statskompetencer import (
    InvalidInputError,
    Profile,
    Requirement,
    Role,
    Scale,
    UnknownNameError,
    Unrated,
    find_gaps,
    find_group_gaps,
)
from statskompetencer.bulk import RatingMatrix

ROLE = Role("r", [Requirement("PV11", 3, weight=5, minimum=2), Requirement("DS11", 4)])
PEOPLE = [
    Profile("al", {"PV11": 2, "DS11": 4}, unit="It", roles=["r"]),
    Profile("bo", {"PV11": 0, "DS11": Unrated.NOT_RELEVANT}, unit="Jura", roles=["r", "s"]),
    Profile("cy", {"DS11": 2}, unit="Jura"),
]
OTHER = Role("s", {"DS12": 1})


@pytest.fixture(params=["packed", "indexed"])
def matrix(request):
    made = RatingMatrix.from_profiles(PEOPLE)
    return made if request.param == "packed" else made.indexed()


def test_steps_short_are_not_weighted_and_have_two_bounds(matrix) -> None:
    found = matrix.gaps(ROLE)
    assert found.steps_short.tolist() == [1, 3, 2]
    assert found.steps_short_upper.tolist() == [1, 7, 5]
    assert matrix.gaps(Role("")).steps_short_upper.tolist() == [0, 0, 0]
    assert list(found.ids) == ["al", "bo", "cy"]


def test_rows_name_the_people(matrix) -> None:
    found = matrix.gaps(ROLE)
    assert found.to_rows()[1] == {
        "person": "bo", "role": "r", "steps_short": 3, "steps_short_upper": 7,
    }  # fmt: skip
    assert found.to_dict() == {"role": "r", "people": found.to_rows()}
    assert found.to_frame("polars").to_dicts() == found.to_rows()
    assert len(found) == 3
    assert repr(found) == "<PersonGaps of 3 people against r: 6 to 13 steps short in all>"
    assert "against –" in repr(matrix.gaps(Role("")))
    with pytest.raises(ValueError, match="read-only"):
        found.steps_short[0] = 0


@pytest.mark.parametrize("size", [63, 64])
def test_all_steps_of_a_large_framework_are_counted(size, make_framework) -> None:
    framework = make_framework(size)
    everything = dict.fromkeys(framework.competency_ids, 4)
    people = [Profile("a", framework=framework), Profile("b", everything, framework=framework)]
    people.append(Profile("c", dict.fromkeys(everything, 0), framework=framework))
    matrix = RatingMatrix.from_profiles(people)
    role = Role("r", everything, framework=framework)
    for source in (matrix, matrix.indexed()):
        assert source.gaps(role).steps_short.tolist() == [0, 0, 4 * size]
        assert source.gaps(role).steps_short_upper.tolist() == [4 * size, 0, 4 * size]


@pytest.mark.parametrize(("size", "top"), [(1, 1), (16, 4), (17, 4), (64, 4), (65, 4), (3, 100)])
def test_the_index_gives_the_same_for_frameworks_of_any_size(
    size, top, make_framework, make_people
) -> None:
    framework = make_framework(size)
    scale = Scale("any", [{"en": f"step {n}"} for n in range(top + 1)], holds_from=1)
    people = make_people(90, framework, scale)
    roles = [
        Role(
            f"r{n}",
            {id_: 1 + (n * 7 + m) % top for m, id_ in enumerate(framework.competency_ids)},
            framework=framework,
            scale=scale,
        )
        for n in range(3)
    ]
    matrix = RatingMatrix.from_profiles(people)
    for role in roles:
        expected = [find_gaps(person, role) for person in matrix]
        for source in (matrix, matrix.indexed()):
            found = source.gaps(role)
            assert found.steps_short.tolist() == [gaps.steps_short for gaps in expected]
            assert found.steps_short_upper.tolist() == [gaps.steps_short_upper for gaps in expected]
        whole = find_group_gaps(people, role)
        assert matrix.group_gaps(role).whole == matrix.indexed().group_gaps(role).whole == whole


def test_the_gaps_of_a_group_are_those_of_the_objects(matrix) -> None:
    found = matrix.group_gaps(ROLE)
    assert found.whole == find_group_gaps(PEOPLE, ROLE)
    assert found.competencies == ("PV11", "DS11")
    assert found.short.tolist() == [[1, 0], [1, 1]]
    assert found.met.tolist() == [[0, 1], [0, 0]]
    assert found.unknown.tolist() == [[0, 0], [1, 1]]
    assert found.steps_short.tolist() == [[1, 0], [3, 2]]
    assert found.steps_short_upper.tolist() == [[1, 0], [6, 6]]
    assert found.weighted_short.tolist() == [[5, 0], [5, 1]]
    assert found.without_role.tolist() == [0, 0]


def test_of_several_roles_everybody_is_asked_those_held(matrix) -> None:
    asked = [OTHER, ROLE]
    found = matrix.group_gaps(asked)
    assert found.whole == find_group_gaps(PEOPLE, asked)
    assert found.roles == ("s", "r")
    assert found.unit("Jura") == find_group_gaps(PEOPLE[1:], asked)
    assert found.unit("It") == find_group_gaps(PEOPLE[:1], asked)
    assert found.without_role.tolist() == [0, 1]
    assert [gap.competency.id for gap in found.unit("It")] == ["PV11", "DS11"]
    with pytest.raises(UnknownNameError, match="nobody is in a unit 'HR'"):
        found.unit("HR")
    with pytest.raises(InvalidInputError) as caught:
        matrix.group_gaps([OTHER])
    with pytest.raises(InvalidInputError) as of_objects:
        find_group_gaps(PEOPLE, [OTHER])
    assert caught.value.explain("da") == of_objects.value.explain("da")


def test_people_without_posts_are_asked_nothing() -> None:
    people = [Profile("a"), Profile("b", unit="It")]
    found = RatingMatrix.from_profiles(people).group_gaps([ROLE])
    assert found.whole == find_group_gaps(people, [ROLE])
    assert found.without_role.tolist() == [1, 1]
    assert found.competencies == ()


def test_units_show_as_rows(matrix) -> None:
    found = matrix.group_gaps(ROLE)
    rows = found.to_rows()
    assert rows[3] == {
        "unit": "Jura", "competency": "DS11", "short": 1, "met": 0, "unknown": 1,
        "steps_short": 2, "steps_short_upper": 6, "weighted_short": 1,
    }  # fmt: skip
    whole = found.to_dict("en")
    assert whole.pop("units") == rows
    assert whole == find_group_gaps(PEOPLE, ROLE).to_dict("en")
    assert found.to_frame("pyarrow").to_pylist() == rows
    assert found._repr_html_() == found.whole._repr_html_()
    assert repr(found) == (
        "<UnitGaps of 3 people against r: 2 of 2 competencies short, "
        "2 with people not assessed; 2 units>"
    )
