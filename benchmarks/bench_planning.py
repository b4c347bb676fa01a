"""Plans against greedy choice and against solvers that are given the whole problem.

Teams: 190,000 people, 32 competencies, 3 to 8 holders each. Assignment: 5,000 people, 100
roles of 50 posts. Training: 2,000 people and 60 courses. All made up with a fixed seed. What
is said of sizes, values and bounds is asserted; times are compared only, with one round
where a round takes long.
"""

from __future__ import annotations

import random
import time

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from tables import Planned

import statskompetencer as s
from statskompetencer.planning import Course, Proof, Raise, smallest_team, training_plan
from statskompetencer.planning._clock import Clock
from statskompetencer.planning._people import holdings
from statskompetencer.planning._scores import verdicts_and_units
from statskompetencer.planning._transport import place

MODEL = s.load()
ROUNDS = 3
LIMIT = 60.0


def timed(run):
    """What comes of it, and the seconds on the clock."""
    start = time.perf_counter()
    return run(), time.perf_counter() - start


def people_of(codes) -> list[s.Profile]:
    return [
        s.Profile(f"p{number:06d}", s.Ratings(MODEL, row.tobytes()))
        for number, row in enumerate(codes.astype(np.uint8))
    ]


@pytest.fixture(scope="module")
def state():
    """190,000 people, of whom 2 to 17 % hold a competency, and a demanding target."""
    numbers = np.random.default_rng(1)
    holds = numbers.random((190_000, 32)) < numbers.random(32) * 0.15 + 0.02
    needed = numbers.integers(3, 9, 32)
    demands = dict(zip(MODEL.competency_ids, map(int, needed), strict=True))
    return people_of(holds * 2), s.Target(demands)


def test_the_smallest_team_of_190_000(compare, note, state) -> None:
    people, target = state
    what = "smallest team from 190,000"
    team, seconds = timed(lambda: smallest_team(people, target))
    assert team.proof is Proof.CHECKED
    assert team.cost < team.greedy_cost
    told = {"value": team.cost, "bound": team.lower_bound, "greedy": team.greedy_cost}
    note(Planned(what=what, seconds=seconds, **told))
    held, _ = holdings(tuple(people), target)
    needs = np.array([demand.holders for demand in target])

    def whole():
        """The same solver with every person as a column, as scipy hands it on."""
        rows = LinearConstraint(held.T.astype(float), needs, np.inf)
        milp(
            np.ones(len(people)),
            constraints=rows,
            integrality=np.ones(len(people)),
            bounds=Bounds(0, 1),
            options={"time_limit": LIMIT},
        )

    compare(
        what,
        lambda: smallest_team(people, target),
        {"HiGHS by scipy on the whole problem, at most 60 s": (whole, 1)},
        rounds=1,
    )


@pytest.fixture(scope="module")
def posts():
    numbers = np.random.default_rng(2)
    people = people_of(numbers.integers(0, 5, (5_000, 32)))
    roles = []
    for number in range(100):
        asked = numbers.choice(32, size=8, replace=False)
        levels = {MODEL.competency_ids[j]: int(numbers.integers(1, 5)) for j in asked}
        roles.append(s.Role(f"role{number}", levels))
    return tuple(people), roles


def test_5_000_people_in_5_000_posts(compare, note, posts) -> None:
    people, roles = posts
    places = np.full(len(roles), 50)

    def scores():
        columns = [units for _, units in verdicts_and_units(people, roles, "not held")]
        return np.ascontiguousarray(np.array(columns).T)

    values = scores()
    each = np.repeat(values, 50, axis=1)
    rows, columns = linear_sum_assignment(each, maximize=True)
    what = "5,000 people to 100 roles of 50 posts"
    found, seconds = timed(lambda: place(values, places, Clock(None)))
    assert found.value == found.bound == each[rows, columns].sum()
    told = {"value": found.value, "bound": found.bound, "greedy": found.greedy}
    note(Planned(what=what, seconds=seconds, **told))
    compare(
        what,
        lambda: place(values, places, Clock(None)),
        {
            "linear_sum_assignment": (lambda: linear_sum_assignment(each, maximize=True), 2),
            "building the scores": (scores, None),
        },
        rounds=ROUNDS,
    )


def test_training_for_2_000_people_within_1_percent(note) -> None:
    draw = random.Random(2)
    levels = [[draw.choice([0, 0, 1, 1, 2, 3]) for _ in range(32)] for _ in range(2_000)]
    people = people_of(np.array(levels))
    courses = []
    for number in range(60):
        raises = [
            Raise(id_, draw.choice([2, 3]), draw.choice([0, 0, 1]))
            for id_ in draw.sample(MODEL.competency_ids, draw.randint(1, 3))
        ]
        least = draw.choice([1, 6, 8])
        courses.append(
            Course(
                f"c{number}",
                raises,
                seat_cost=draw.randint(1, 12) * 500,
                run_cost=draw.randint(2, 30) * 1_000,
                least_seats=least,
                most_seats=least + draw.randint(8, 16),
            )
        )
    wanted = {id_: draw.randint(700, 900) for id_ in MODEL.competency_ids}
    target = s.Target(wanted)
    plan, seconds = timed(lambda: training_plan(people, courses, target, time_limit=LIMIT))
    told = {"value": plan.cost, "bound": plan.lower_bound, "greedy": plan.greedy_cost}
    what = "training for 2,000 people, 60 courses"
    found = Planned(what=what, seconds=seconds, target=0.01, **told)
    note(found)
    assert found.reached
    assert plan.cost < plan.greedy_cost
