"""Plans of as many people as the state employs, by the functions that users call."""

from __future__ import annotations

import numpy as np
import pytest

from statskompetencer import Demand, Profile, Ratings, Requirement, Role, Target, load
from statskompetencer.planning import (
    Course,
    Proof,
    Raise,
    Vacancy,
    assign,
    resilience,
    smallest_team,
    training_plan,
    what_if,
)

pytestmark = pytest.mark.solvers
MODEL = load()
MANY = 190_000


def people_of(codes):
    rows = codes.astype(np.uint8)
    return [Profile(f"p{n:06d}", Ratings(MODEL, row.tobytes())) for n, row in enumerate(rows)]


@pytest.fixture(scope="module")
def codes():
    return np.random.default_rng(5).choice([0, 0, 1, 1, 2, 3, 255], size=(MANY, 32))


@pytest.fixture(scope="module")
def everybody(codes):
    return people_of(codes)


@pytest.fixture(scope="module")
def held(codes):
    return ((codes >= 2) & (codes < 200)).sum(axis=0)


def test_a_team_that_is_proven_and_smaller_than_greedy() -> None:
    draw = np.random.default_rng(1)
    people = people_of((draw.random((MANY, 32)) < draw.random(32) * 0.15 + 0.02) * 2)
    needed = draw.integers(3, 9, 32)
    target = Target(dict(zip(MODEL.competency_ids, map(int, needed), strict=True)))
    team = smallest_team(people, target)
    assert team.proof is Proof.CHECKED
    assert team.cost < team.greedy_cost
    assert all(len(entry.holders) >= entry.needed for entry in team)


def test_a_thousand_posts(everybody) -> None:
    draw = np.random.default_rng(2)
    posts = []
    for number in range(20):
        ids = [MODEL.competency_ids[j] for j in draw.choice(32, 8, replace=False)]
        asked = [Requirement(id_, int(draw.integers(1, 4)), minimum=1) for id_ in ids]
        posts.append(Vacancy(Role(f"r{number}", asked), 50))
    found = assign(everybody, posts)
    assert (found.proof, found.qualified, len(found)) == (Proof.CHECKED, 1000, 1000)
    assert len({pair.profile.id for pair in found}) == 1000
    assert len(found.left_out) == MANY - 1000
    assert found.value >= found.greedy_value


def courses_of(draw):
    courses = []
    for number in range(30):
        ids = [MODEL.competency_ids[j] for j in draw.choice(32, 3, replace=False)]
        raises = [Raise(id_, 2, int(draw.integers(0, 2))) for id_ in ids]
        price = {"seat_cost": int(draw.integers(1, 9)) * 500, "run_cost": 9_000}
        courses.append(Course(f"c{number}", raises, **price, least_seats=6, most_seats=16))
    return courses


def test_training_for_the_holders_that_are_missing(everybody, held) -> None:
    draw = np.random.default_rng(3)
    wanted = {
        id_: int(held[j] + draw.integers(0, 100)) for j, id_ in enumerate(MODEL.competency_ids)
    }
    plan = training_plan(everybody, courses_of(draw), Target(wanted))
    assert plan.proof is not Proof.OPEN
    assert (plan.cost - plan.lower_bound) / plan.cost < 0.01
    assert plan.cost <= plan.greedy_cost
    unreachable = sum(need.wanted - need.reachable for need in plan.needs)
    assert (
        plan.missing
        == unreachable
        == sum(max(0, entry.needed - entry.holders) for entry in plan.after)
    )


def test_the_worst_ten_to_lose(everybody, held) -> None:
    spare = np.random.default_rng(4).integers(0, 12, 32)
    ids = MODEL.competency_ids
    target = Target({id_: int(held[j] - spare[j]) for j, id_ in enumerate(ids)})
    found = resilience(everybody, target, leavers=10)
    assert found.below <= found.below_bound
    assert found.below >= found.greedy_below > 0
    gone = {person.id for person in found.worst}
    after = what_if(everybody, target, leave=gone).after
    assert sum(entry.holders < entry.needed for entry in after) == found.below
    assert sum(max(0, entry.needed - entry.holders) for entry in after) == found.missing


def test_everybody_alike() -> None:
    people = people_of(np.full((MANY, 32), 2))
    target = Target(dict.fromkeys(MODEL.competency_ids, 7))
    assert smallest_team(people, target).cost == 7
    assert resilience(people, target, leavers=3).below == 0
    more = Target([Demand("DS11", 4, 5)])
    course = Course("c", {"DS11": 4}, seat_cost=2, run_cost=1, most_seats=4)
    plan = training_plan(people, [course], more)
    assert (plan.cost, plan.lower_bound, plan.runs[0].people) == (
        12,
        12,
        tuple(f"p{n:06d}" for n in range(5)),
    )
