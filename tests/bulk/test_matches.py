"""All people against many roles: whole numbers, both bounds, and no sum that overflows."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from statskompetencer import Profile, Requirement, Role, Scale, Unrated, match
from statskompetencer.bulk import RatingMatrix

ROLE = Role("r", [
    Requirement("PV11", 3, weight=2, minimum=2), Requirement("DS11", 4), Requirement("DS12", 1),
])  # fmt: skip
PEOPLE = [
    Profile("al", {"PV11": 2, "DS11": 4, "DS12": 3}),
    Profile("bo", {"PV11": 1, "DS11": Unrated.NOT_RELEVANT, "DS12": 0}),
    Profile("cy", {"DS11": 2}),
]


def test_the_numbers_of_a_match_are_those_that_one_works_out_by_hand() -> None:
    found = RatingMatrix.from_profiles(PEOPLE).match(ROLE)
    assert found.steps_asked.tolist() == [2 * 3 + 4 + 1]
    assert found.steps_met[:, 0].tolist() == [2 * 2 + 4 + 1, 2, 2]
    assert found.steps_met_upper[:, 0].tolist() == [9, 2 + 4, 2 * 3 + 2 + 1]
    assert found.qualified[:, 0].tolist() == [2, 0, 1]
    assert found.met[:, 0].tolist() == [2, 0, 0]
    assert found.short[:, 0].tolist() == [1, 2, 1]
    assert found.unknown[:, 0].tolist() == [0, 1, 2]
    assert found.score[:, 0].tolist() == [9 / 11, 2 / 11, 2 / 11]
    assert found.score_upper[:, 0].tolist() == [9 / 11, 6 / 11, 9 / 11]


def test_an_empty_role_is_met_by_everybody() -> None:
    found = RatingMatrix.from_profiles(PEOPLE).match([Role(""), ROLE])
    assert found.score[:, 0].tolist() == [1, 1, 1]
    assert found.steps_asked.tolist() == [0, 11]
    assert found.qualified[:, 0].tolist() == [2, 2, 2]
    assert found.short[:, 0].tolist() == [0, 0, 0]


def test_blocks_are_the_same_in_parts() -> None:
    matrix = RatingMatrix.from_profiles(PEOPLE)
    blocks = list(matrix.match_blocks([ROLE], 2))
    assert [(block.start, block.stop, len(block)) for block in blocks] == [(0, 2, 2), (2, 3, 1)]
    assert [block.ids for block in blocks] == [["al", "bo"], ["cy"]]
    whole = matrix.match([ROLE])
    for name in ("steps_met", "steps_met_upper", "qualified", "met", "short", "unknown"):
        parts = np.concatenate([getattr(block, name) for block in blocks])
        assert np.array_equal(parts, getattr(whole, name))


def test_what_was_worked_out_is_kept_and_cannot_be_changed() -> None:
    found = RatingMatrix.from_profiles(PEOPLE).match(ROLE)
    assert found.steps_met is found.steps_met
    for name in ("steps_asked", "steps_met", "qualified", "short", "score"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(found, name)[0] = 0


@pytest.mark.parametrize("people", [1, 40, 65_536, 70_001])
def test_people_beyond_a_block_are_counted_like_the_others(
    people, make_framework, make_people
) -> None:
    framework = make_framework(7)
    few = make_people(40, framework, Scale.default())
    matrix = RatingMatrix.from_profiles(few)
    tiled = np.tile(matrix.columns, (1, people // 40 + 1))[:, :people]
    ids = [f"p{n}" for n in range(people)]
    many = RatingMatrix(
        framework, matrix.scale, tiled, type(matrix.ids).of(ids), (None,),
        np.array([0, people]), matrix.posts, matrix.raters, matrix.days,
    )  # fmt: skip
    roles = [
        Role(f"r{n}", [Requirement(f"A{n}", n % 4 + 1, n + 1, n % 3), Requirement("A0", 2)],
             framework=framework)
        for n in range(1, 7)
    ]  # fmt: skip
    one, all_ = matrix.match(roles), many.match(roles)
    for name in ("steps_met", "steps_met_upper", "qualified", "met", "short", "unknown"):
        expected = np.tile(getattr(one, name), (people // 40 + 1, 1))[:people]
        assert np.array_equal(getattr(all_, name), expected)
    for role in roles:
        short = np.tile(matrix.gaps(role).steps_short_upper, people // 40 + 1)[:people]
        assert np.array_equal(many.gaps(role).steps_short_upper, short)
        assert np.array_equal(many.indexed().gaps(role).steps_short_upper, short)


@pytest.mark.parametrize("size", [3, 40, 200])
def test_the_heaviest_roles_do_not_overflow(size, make_framework, scale_of_hundred) -> None:
    framework = make_framework(size)
    ids = framework.competency_ids
    binding = {"framework": framework, "scale": scale_of_hundred}
    role = Role("r", [Requirement(id_, 100, 100, 100) for id_ in ids], **binding)
    mixed = Role(
        "m", [Requirement(id_, 1 + n % 100, 1 + n * 7 % 100) for n, id_ in enumerate(ids)],
        **binding,
    )  # fmt: skip
    people = [
        Profile("all", dict.fromkeys(ids, 100), **binding),
        Profile("some", {id_: n * 13 % 101 for n, id_ in enumerate(ids) if n % 3}, **binding),
        Profile("none", **binding),
    ]
    matrix = RatingMatrix.from_profiles(people)
    found = matrix.match([role, mixed])
    assert found.steps_asked[0] == size * 10_000
    for row, person in enumerate(people):
        for column, asked in enumerate([role, mixed]):
            expected = match(person, asked)
            assert found.steps_met[row, column] == expected.steps_met
            assert found.steps_met_upper[row, column] == expected.steps_met_upper
            exact = Fraction(int(found.steps_met[row, column]), int(found.steps_asked[column]))
            assert exact == expected.score_exact
            assert found.met[row, column] == len(expected.met)
            assert found.unknown[row, column] == len(expected.unknown)
    short = [100 * size, matrix.gaps(role).steps_short_upper[1], 0]
    assert matrix.gaps(role).steps_short_upper[[2, 1, 0]].tolist() == short
    assert matrix.top(role, 1).steps_met.tolist() == [size * 10_000]
    assert matrix.group_gaps(role).whole[0].steps_short_upper <= 300


def test_what_many_roles_ask_for_is_summed_for_each(make_framework, make_people) -> None:
    framework = make_framework(9)
    people = make_people(60, framework, Scale.default())
    roles = [
        Role(f"r{n}", [
            Requirement(id_, 1 + (n + m) % 2, 1 + n % 2, minimum=n % 2)
            for m, id_ in enumerate(framework.competency_ids) if (n + m) % 7
        ], framework=framework)
        for n in range(20)
    ]  # fmt: skip
    matrix = RatingMatrix.from_profiles(people)
    found = matrix.match(roles)
    for row, person in enumerate(matrix):
        expected = [match(person, role) for role in roles]
        assert found.steps_met[row].tolist() == [one.steps_met for one in expected]
        assert found.steps_met_upper[row].tolist() == [one.steps_met_upper for one in expected]
        assert found.short[row].tolist() == [len(one.short) for one in expected]
        words = ("no", "possible", "yes")
        assert [words[n] for n in found.qualified[row]] == [one.qualified for one in expected]


def test_sums_are_as_narrow_as_is_safe(make_framework, scale_of_hundred) -> None:
    framework = make_framework(40)
    binding = {"framework": framework, "scale": scale_of_hundred}
    matrix = RatingMatrix.from_profiles([Profile("p", **binding)])
    light = Role("l", {"A0": 100}, **binding)
    heavy = Role("h", [Requirement(id_, 100, 100) for id_ in framework.competency_ids], **binding)
    assert matrix.match(light).steps_met.dtype == np.int16
    assert matrix.match(heavy).steps_met.dtype == np.int32
    assert matrix.match(heavy).unknown.dtype == np.int8


def test_rows_name_person_and_role() -> None:
    matrix = RatingMatrix.from_profiles(PEOPLE)
    rows = matrix.match([ROLE, Role("")]).to_rows()
    assert rows[0] == {
        "person": "al", "role": "r", "qualified": "yes", "steps_asked": 11, "steps_met": 9,
        "steps_met_upper": 9, "score": 9 / 11, "score_upper": 9 / 11, "met": 2, "short": 1,
        "unknown": 0,
    }  # fmt: skip
    assert [(row["person"], row["role"]) for row in rows[1:3]] == [("al", ""), ("bo", "r")]
    assert matrix.match(ROLE).to_dict() == {"roles": ["r"], "matches": rows[::2]}
    assert repr(matrix.match([ROLE])) == "<Matches of 3 people with 1 roles>"


def test_a_frame_has_the_rows() -> None:
    found = RatingMatrix.from_profiles(PEOPLE).match([ROLE, Role("")])
    for backend in ("pandas", "polars", "pyarrow"):
        frame = found.to_frame(backend)
        rows = frame.to_dict("records") if backend == "pandas" else (
            frame.to_dicts() if backend == "polars" else frame.to_pylist()
        )  # fmt: skip
        assert rows == found.to_rows()
