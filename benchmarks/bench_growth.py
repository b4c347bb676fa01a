"""Time per person as the people, the roles and the competencies of the packed matrix grow."""

from __future__ import annotations

from functools import partial

import made
import pyarrow as pa
import pytest

from statskompetencer.bulk import RatingMatrix

LARGE = 10_000_000  # the size at which the time per person is to be that of the size before
ROLES = (10, 100, 1000)
COMPETENCIES = (32, 64, 128)
PEOPLE = 100_000


def in_blocks(matrix, roles):
    """All scores, a block of people at a time."""
    for block in matrix.match_blocks(roles):
        _ = block.steps_met


def gap(matrix, role):
    return matrix.gaps(role).steps_short


SCORES, BEST = "scores, in blocks", "the 10 best"
WORKS = {
    f"coverage of {made.UNITS} units": lambda matrix, _: matrix.coverage(),
    "total gap of each": lambda matrix, roles: gap(matrix, roles[0]),
    SCORES: in_blocks,
    BEST: lambda matrix, roles: matrix.top(roles, 10),
}


@pytest.mark.parametrize("what", WORKS)
def test_people(grow, sizes, matrix_of, what):
    work, roles = WORKS[what], made.roles(100, 32)
    works = {f"{size:,} people": (partial(work, matrix_of(size), roles), size) for size in sizes}
    grow(
        f"{what}; 100 roles" if what in (SCORES, BEST) else what,
        "person",
        works,
        target_at=f"{LARGE:,} people",
        rounds=3,
    )


@pytest.mark.parametrize("what", [SCORES, BEST])
def test_roles(grow, matrix_of, what):
    work, matrix = WORKS[what], matrix_of(PEOPLE)
    works = {
        f"{number:,} roles": (partial(work, matrix, made.roles(number, 32)), PEOPLE * number)
        for number in ROLES
    }
    grow(f"{what}; {PEOPLE:,} people", "person and role", works, rounds=3)


@pytest.mark.parametrize("what", WORKS)
def test_competencies(grow, what):
    work, works = WORKS[what], {}
    for number in COMPETENCIES:
        framework = made.framework(number)
        table = pa.Table.from_batches(made.wide(PEOPLE, framework))
        matrix = RatingMatrix.from_arrow(table, framework=framework)
        roles = made.roles(100, number, framework=framework)
        works[f"{number} competencies"] = partial(work, matrix, roles), PEOPLE * number
    of = f"100 roles, {PEOPLE:,} people" if what in (SCORES, BEST) else f"{PEOPLE:,} people"
    grow(f"{what}; {of}", "person and competency", works, rounds=3)
