"""What roles make of ratings, put together by tables: the same as one by one."""

from __future__ import annotations

import random

import numpy as np
import pytest

from statskompetencer import Requirement, Role, Scale
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer.bulk import _sums
from statskompetencer.bulk._measures import (
    LEVELS_MET,
    LEVELS_MET_UPPER,
    MET,
    POSSIBLE,
    STEPS_MET,
    STEPS_MET_UPPER,
    UNKNOWN,
    VERDICT,
    YES,
)
from statskompetencer.bulk._sums import Sums

PEOPLE = 300


def one_by_one(measure, code, asked):
    """What one requirement makes of one rating, in words of the model."""
    level = None if code >= NOT_RELEVANT else code
    if measure in {LEVELS_MET, STEPS_MET}:
        met = 0 if level is None else min(level, asked.level)
    elif measure in {LEVELS_MET_UPPER, STEPS_MET_UPPER}:
        met = asked.level if level is None else min(level, asked.level)
    elif measure is MET:
        met = level is not None and level >= asked.level
    elif measure is UNKNOWN:
        met = level is None
    elif level is None:
        return YES if asked.minimum == 0 else POSSIBLE
    else:
        return YES if level >= asked.minimum else 0
    return met * asked.weight if measure in {STEPS_MET, STEPS_MET_UPPER} else int(met)


def together(measure, values):
    if measure is VERDICT:
        return 0 if 0 in values else min(values, default=YES)
    return sum(values)


@pytest.fixture
def some(make_framework):
    """Ratings and roles for them, of a size and scale that are asked for."""

    def make(competencies, roles, scale, heaviest):
        chance = random.Random(f"{competencies} {roles} {scale.max}")
        framework = make_framework(competencies)
        codes = [*range(scale.max + 1), NOT_ASSESSED, NOT_RELEVANT]
        columns = np.array([chance.choices(codes, k=PEOPLE) for _ in range(competencies)], np.uint8)
        asked = [
            Role(
                f"r{number}",
                [
                    Requirement(
                        id_,
                        level := chance.randint(1, scale.max),
                        chance.randint(1, heaviest),
                        chance.randint(0, level),
                    )
                    for id_ in chance.sample(
                        framework.competency_ids, chance.randint(0, competencies)
                    )
                ],
                framework=framework,
                scale=scale,
            )
            for number in range(roles)
        ]
        return columns, asked

    return make


@pytest.mark.parametrize("heaviest", [1, 5, 100])
@pytest.mark.parametrize("size", [(1, 1), (9, 7), (32, 129), (5, 257)], ids=str)
@pytest.mark.parametrize(
    "measure",
    [LEVELS_MET, LEVELS_MET_UPPER, STEPS_MET, STEPS_MET_UPPER, MET, UNKNOWN, VERDICT],
    ids=["levels", "levels upper", "steps", "steps upper", "met", "unknown", "verdict"],
)
def test_tables_give_what_one_gets_one_by_one(measure, size, heaviest, some, monkeypatch) -> None:
    monkeypatch.setattr(_sums, "_PEOPLE", 128)
    monkeypatch.setattr(_sums, "_RESULTS", 1)
    roles = size[1]
    columns, asked = some(*size, Scale.default(), heaviest)
    found = Sums(asked, measure).all(columns, 0, PEOPLE)
    assert found.shape == (PEOPLE, roles)
    heaviest_role = max(range(roles), key=lambda number: asked[number].steps_asked)
    for number in (0, roles // 2, roles - 1, heaviest_role):
        role = asked[number]
        places = role.framework.positions
        expected = [
            together(measure, [one_by_one(measure, person[places[r.competency]], r) for r in role])
            for person in columns.T.tolist()
        ]
        assert found[:, number].tolist() == expected


def test_many_levels_and_heavy_weights_do_not_overflow(some, scale_of_hundred) -> None:
    columns, asked = some(40, 3, scale_of_hundred, 100)
    for measure in (STEPS_MET, STEPS_MET_UPPER):
        found = Sums(asked, measure).all(columns, 0, PEOPLE)
        for number, role in enumerate(asked):
            places = role.framework.positions
            expected = [
                sum(one_by_one(measure, person[places[r.competency]], r) for r in role)
                for person in columns.T.tolist()
            ]
            assert found[:, number].tolist() == expected


def test_sums_that_just_fit_a_byte_and_just_do_not(make_framework) -> None:
    framework = make_framework(3)
    everything = np.full((3, 2), 4, np.uint8)
    for weight, rest in ((31, 1), (32, 1), (63, 2), (64, 1)):
        role = Role(
            "r",
            [Requirement("A0", 4, weight), Requirement("A1", 4, weight), Requirement("A2", rest)],
            framework=framework,
        )
        expected = 8 * weight + rest
        assert Sums([role], STEPS_MET).all(everything, 0, 2).tolist() == [[expected]] * 2


def test_blocks_are_parts_of_the_whole_in_order(some, monkeypatch) -> None:
    monkeypatch.setattr(_sums, "_PEOPLE", 64)
    monkeypatch.setattr(_sums, "_RESULTS", 1)
    columns, asked = some(9, 7, Scale.default(), 5)
    sums = Sums(asked, STEPS_MET)
    blocks = [(first, block.copy()) for first, block in sums.blocks(columns, 10, PEOPLE)]
    assert [first for first, _ in blocks] == [*range(10, PEOPLE, 64)]
    whole = sums.all(columns, 0, PEOPLE)
    assert np.array_equal(np.concatenate([block for _, block in blocks]), whole[10:])


def test_no_roles_and_no_people_are_no_results(some) -> None:
    columns, asked = some(9, 7, Scale.default(), 5)
    assert Sums([], STEPS_MET).all(columns, 0, PEOPLE).shape == (PEOPLE, 0)
    assert Sums(asked, STEPS_MET).all(columns, 5, 5).shape == (0, 7)
