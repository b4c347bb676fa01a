"""A matrix is a value: one byte a rating, people in the order of their units."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest
from attrs.exceptions import FrozenInstanceError

from statskompetencer import (
    BindingError,
    DuplicateRatingError,
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Role,
    Scale,
    Target,
    UnknownNameError,
    Unrated,
    load,
)
from statskompetencer.bulk import RatingMatrix, _pieces

PEOPLE = [
    Profile("cy", {"PV11": 2}),
    Profile("bo", {"PV11": Unrated.NOT_RELEVANT, "DS11": 4}, unit="Jura", roles=["x", "y"]),
    Profile("al", {"PV11": 0}, unit="It", rater="self", assessed_on="2026-01-31"),
    Profile("di", {"PV11": 1}, unit="Jura"),
]
POSITION = load().positions


@pytest.fixture
def matrix() -> RatingMatrix:
    return RatingMatrix.from_profiles(PEOPLE)


def test_people_stand_in_the_order_of_their_units_and_then_as_given(matrix) -> None:
    assert list(matrix.ids) == ["al", "bo", "di", "cy"]
    assert matrix.units == ("It", "Jura", None)
    assert matrix.bounds.tolist() == [0, 1, 3, 4]
    assert [matrix.unit_of(n) for n in range(4)] == ["It", "Jura", "Jura", None]


def test_a_rating_is_one_byte_with_the_codes_of_the_object_level(matrix) -> None:
    assert matrix.columns.dtype == np.uint8
    assert matrix.columns.shape == (32, 4)
    assert matrix.columns[POSITION["PV11"]].tolist() == [0, 254, 1, 2]
    assert matrix.columns[POSITION["DS11"]].tolist() == [255, 4, 255, 255]


def test_profiles_come_out_as_they_went_in(matrix) -> None:
    assert matrix.to_profiles() == tuple(PEOPLE[n] for n in (2, 1, 3, 0))
    assert matrix.profile_at(-1) == PEOPLE[0]
    assert matrix.unit_of(-4) == "It"
    for ask in (matrix.profile_at, matrix.unit_of):
        with pytest.raises(IndexError):
            ask(4)


def test_a_person_has_one_unit_of_the_matrix(matrix) -> None:
    part = matrix.unit("Jura")
    assert part.to_profiles() == (PEOPLE[1], PEOPLE[3])
    assert part.units == ("Jura",)
    assert matrix.unit(None).to_profiles() == (PEOPLE[0],)
    assert matrix.indexed().unit("It").planes is None
    with pytest.raises(UnknownNameError, match=r"nobody is in a unit 'jura'.*“Jura”"):
        matrix.unit("jura")


def test_nothing_of_a_matrix_can_be_changed(matrix) -> None:
    with pytest.raises(FrozenInstanceError):
        matrix.units = ()
    for array in (matrix.columns, matrix.bounds, matrix.ids.data, matrix.posts.codes):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    planes = matrix.indexed().planes
    for array in (planes.steps, planes.unknown, planes.not_relevant, planes.thermometers):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def pickled(value):
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - what was pickled here


@pytest.mark.parametrize("how", [pickled, copy.copy, copy.deepcopy])
def test_a_matrix_pickles_and_stays_read_only(matrix, how) -> None:
    for one in (matrix, matrix.indexed(), matrix.unit("It")):
        again = how(one)
        assert again == one
        assert again.to_profiles() == one.to_profiles()
        assert (again.planes is None) == (one.planes is None)
        assert not any(
            array.flags.writeable
            for array in (again.columns, again.bounds, again.ids.data, again.ids.offsets)
        )
    cube = how(matrix.cube())
    assert np.array_equal(cube.counts, matrix.cube().counts)
    assert not cube.counts.flags.writeable
    assert not how(matrix).posts.codes.flags.writeable


def test_what_levels_are_called_does_not_count(matrix) -> None:
    scale = Scale.default()
    renamed = Scale(scale.id, [{"en": f"step {n}"} for n in range(5)], holds_from=2)
    people = [
        Profile(
            one.id, one.ratings, scale=renamed, unit=one.unit, roles=one.roles, rater=one.rater,
            assessed_on=one.assessed_on,
        )
        for one in PEOPLE
    ]  # fmt: skip
    assert RatingMatrix.from_profiles(people) == matrix
    stricter = Scale(scale.id, scale.levels, holds_from=3)
    blank = RatingMatrix.from_profiles([], scale=scale)
    assert blank != RatingMatrix.from_profiles([], scale=stricter)


def test_equal_is_what_holds_the_same(matrix) -> None:
    assert matrix == RatingMatrix.from_profiles(PEOPLE)
    assert matrix == matrix.indexed()
    assert matrix != RatingMatrix.from_profiles(PEOPLE[1:])
    changed = [PEOPLE[0].with_ratings({"PV11": 3}), *PEOPLE[1:]]
    assert matrix != RatingMatrix.from_profiles(changed)
    assert matrix != PEOPLE
    with pytest.raises(TypeError, match="unhashable"):
        hash(matrix)


def test_equal_is_also_what_was_given_in_another_order(matrix) -> None:
    other = RatingMatrix.from_profiles([PEOPLE[n] for n in (2, 1, 3, 0)])
    assert matrix == other
    posts = [Profile("a", roles=["x"]), Profile("b", roles=["y"]), Profile("c")]
    made = RatingMatrix.from_profiles(posts)
    assert made != RatingMatrix.from_profiles([posts[0], Profile("b", roles=["z"]), posts[2]])
    assert made != RatingMatrix.from_profiles([Profile(one.id) for one in posts])
    in_turn = RatingMatrix.from_profiles([
        Profile("a", roles=["x"], unit="2"), Profile("b", roles=["y"], unit="1"),
    ])  # fmt: skip
    assert in_turn == RatingMatrix.from_profiles(list(in_turn))
    assert in_turn.posts != "posts"
    assert in_turn.posts.said() == (("x",), ("y",))
    assert in_turn.raters.said() == (None,)


def test_a_matrix_says_what_it_holds_without_naming_anybody(matrix) -> None:
    assert repr(matrix) == "<RatingMatrix of 4 people in 3 units × 32 competencies>"
    assert repr(matrix.unit("It").indexed()) == (
        "<RatingMatrix of 1 person in 1 unit × 32 competencies, indexed>"
    )
    assert matrix.to_dict() == {
        "framework": ["digst-digitale-kompetencer", "2019"],
        "scale": ["statskompetencer-0-4", 4, 2],
        "people": 4,
        "units": [
            {"unit": "It", "people": 1}, {"unit": "Jura", "people": 2},
            {"unit": None, "people": 1},
        ],
        "not_assessed": 4 * 32 - 5,
        "not_relevant": 1,
    }  # fmt: skip


def test_an_index_is_made_once(matrix) -> None:
    indexed = matrix.indexed()
    assert indexed.indexed() is indexed
    assert matrix.planes is None
    assert indexed.columns is matrix.columns


def test_a_matrix_of_nobody_answers_too() -> None:
    empty = RatingMatrix.from_profiles([])
    assert (len(empty), empty.units, empty.bounds.tolist()) == (0, (), [0])
    role = Role("r", {"PV11": 2})
    for matrix in (empty, empty.indexed()):
        assert matrix.to_profiles() == ()
        assert matrix.match(role).steps_met.shape == (0, 1)
        assert matrix.match([]).score.shape == (0, 0)
        assert list(matrix.match_blocks(role)) == []
        assert len(matrix.top(role, 3)) == 0
        assert matrix.gaps(role).steps_short.tolist() == []
        assert list(matrix.group_gaps(role).whole) == []
        assert list(matrix.group_gaps([role]).whole) == []
        assert matrix.coverage().covered == 0
        assert matrix.coverage(headcount=3).covered_upper == 32
        assert matrix.cube().coverage().entries == matrix.coverage().entries
        assert matrix.key_people() == ()
    named = RatingMatrix.from_profiles([], scale=Scale.binary())
    assert named.scale == Scale.binary()


def test_what_is_bound_to_something_else_is_refused(matrix, make_framework) -> None:
    other = make_framework(2)
    role, target = Role("r", {"A0": 1}, framework=other), Target({"A0": 1}, framework=other)
    for ask in (matrix.match, matrix.gaps, matrix.group_gaps, lambda role: matrix.top(role, 1)):
        with pytest.raises(BindingError, match="framework mine 1"):
            ask(role)
    for ask in (matrix.coverage, matrix.cube().coverage, matrix.key_people):
        with pytest.raises(BindingError, match="framework mine 1"):
            ask(target)
    with pytest.raises(BindingError):
        RatingMatrix.from_profiles([*PEOPLE, Profile("e", framework=other)])
    with pytest.raises(BindingError):
        RatingMatrix.from_profiles(PEOPLE, scale=Scale.binary())
    with pytest.raises(BindingError):
        RatingMatrix.from_profiles(PEOPLE, framework=other)


def test_what_is_of_the_wrong_kind_is_refused(matrix) -> None:
    with pytest.raises(DuplicateRatingError, match="“cy” is there twice"):
        RatingMatrix.from_profiles([*PEOPLE, PEOPLE[0]])
    with pytest.raises(InvalidTypeError):
        RatingMatrix.from_profiles(["cy"])
    with pytest.raises(InvalidTypeError):
        matrix.match(["r"])
    with pytest.raises(InvalidTypeError, match="target"):
        matrix.coverage("everything")
    with pytest.raises(InvalidValueError, match="k: 0"):
        matrix.top(Role("r"), 0)
    with pytest.raises(InvalidValueError, match="people: 0"):
        matrix.match_blocks(Role("r"), 0)
    with pytest.raises(InvalidValueError, match="no role to measure against"):
        matrix.group_gaps([])


@pytest.mark.parametrize("most", [1, 3, 1 << 16])
def test_it_does_not_matter_how_the_units_are_numbered(most, monkeypatch) -> None:
    monkeypatch.setattr(_pieces, "_TWO_BYTES", most)
    people = [Profile(f"p{n}", unit=f"u{n * 7 % 10}") for n in range(30)]
    matrix = RatingMatrix.from_profiles(people)
    assert matrix.to_profiles() == tuple(sorted(people, key=lambda one: one.unit))
