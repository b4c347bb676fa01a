"""A solver that knows nothing of the first finds the same best values: OR-tools’ CP-SAT.

Its programs are put together from what people are said to have, in the words of the docs,
and share no line with those of the library.
"""

from __future__ import annotations

import random

import pytest
from attrs import evolve
from ortools.sat.python import cp_model

from statskompetencer import Profile, Qualified, Requirement, Role, Target, Unrated, load, match
from statskompetencer.planning import (
    Course,
    Proof,
    Raise,
    Vacancy,
    assign,
    resilience,
    smallest_team,
    training_plan,
)

pytestmark = pytest.mark.solvers
MODEL = load()
SEEDS = range(40)
FAR = 1_000_000


class Model(cp_model.CpModel):
    """A program of CP-SAT, and the best value of it."""

    def best(self, value):
        self.minimize(value)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(self) == cp_model.OPTIMAL
        return round(solver.objective_value)

    def flag(self):
        return self.new_bool_var("")

    def number(self, most):
        return self.new_int_var(0, most, "")


class Draw(random.Random):
    """People and what is asked of them, at random by a seed."""

    def ids(self, number):
        return self.sample(MODEL.competency_ids, number)

    def people(self, number, ids):
        levels = [0, 0, 1, 1, 2, 3, Unrated.NOT_ASSESSED]
        return [
            Profile(f"p{n:02d}", {id_: self.choice(levels) for id_ in ids}) for n in range(number)
        ]

    def reading(self):
        return self.choice(["not held", "held"])


def has(person, id_, level, reading):
    rated = person[id_]
    return reading == "held" if rated is Unrated.NOT_ASSESSED else rated >= level


@pytest.mark.parametrize("seed", SEEDS)
def test_the_smallest_team(seed) -> None:
    draw = Draw(seed)
    ids = draw.ids(12)
    people, reading = draw.people(40, ids), draw.reading()
    target = Target({id_: draw.randint(1, 6) for id_ in ids})
    costs = {person.id: draw.choice([0, 1, 1, 2, 5, 40]) for person in people}
    size = draw.choice([None, 4, 8])
    found = smallest_team(people, target, costs=costs, size=size, not_assessed=reading)
    model = Model()
    taken = {person.id: model.flag() for person in people}
    lacks = {id_: model.number(6) for id_ in ids}
    for demand in target:
        holders = [taken[p.id] for p in people if has(p, demand.competency, demand.level, reading)]
        model.add(sum(holders) + lacks[demand.competency] >= demand.holders)
    if size is not None:
        model.add(sum(taken.values()) <= size)
    cost = sum(costs[id_] * flag for id_, flag in taken.items())
    best = model.best(FAR * sum(lacks.values()) + cost)
    assert FAR * found.missing + found.cost == best
    assert found.proof is Proof.CHECKED


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_assignment(seed) -> None:
    draw = Draw(seed)
    ids = draw.ids(8)
    people, reading = draw.people(25, ids), draw.reading()
    posts = []
    for number in range(6):
        asked = []
        for id_ in draw.sample(ids, 4):
            level = draw.randint(1, 4)
            asked.append(Requirement(id_, level, draw.randint(1, 3), draw.randint(0, level)))
        posts.append(Vacancy(Role(f"r{number}", asked), draw.randint(1, 4)))
    least, objective = draw.choice(["yes", "possible", "no"]), draw.choice(["qualified", "score"])
    barred = [(draw.choice(people).id, draw.choice(posts).role.id) for _ in range(5)]
    found = assign(
        people, posts, objective=objective, least=least, forbidden=barred, not_assessed=reading
    )
    order = [Qualified.NO, Qualified.POSSIBLE, Qualified.YES]
    model = Model()
    pairs = {}
    for person in people:
        for post in posts:
            said = match(person, post.role)
            verdict, steps = said.qualified, said.steps_met
            if reading == "held":
                steps = said.steps_met_upper
                verdict = Qualified.YES if verdict is Qualified.POSSIBLE else verdict
            if order.index(verdict) < order.index(least) or (person.id, post.role.id) in barred:
                continue
            rank = order.index(verdict) if objective == "qualified" else 0
            worth = steps * 10_000 // said.steps_asked
            pairs[person.id, post.role.id] = model.flag(), [0, FAR, FAR * 100][rank] + worth
    for person in people:
        model.add(sum(flag for (p, _), (flag, _) in pairs.items() if p == person.id) <= 1)
    for post in posts:
        inside = [flag for (_, r), (flag, _) in pairs.items() if r == post.role.id]
        model.add(sum(inside) <= post.places)
    best = -model.best(-sum(flag * worth for flag, worth in pairs.values()))
    assert sum(pairs[p.profile.id, p.role.id][1] for p in found) == best
    assert found.proof is Proof.CHECKED


def courses_of(draw, ids):
    courses = []
    for number in range(4):
        raises = [
            Raise(id_, draw.choice([2, 3]), draw.choice([0, 0, 1]))
            for id_ in draw.sample(ids, draw.randint(1, 3))
        ]
        least = draw.choice([1, 3])
        courses.append(
            Course(
                f"c{number}",
                raises,
                seat_cost=draw.randint(0, 6),
                run_cost=draw.randint(0, 25),
                least_seats=least,
                most_seats=least + draw.randint(0, 5),
            )
        )
    return courses


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["target", "posts"])
def test_the_training_plan(kind, seed) -> None:
    draw = Draw(seed)
    ids = draw.ids(5)
    people, reading, courses = draw.people(9, ids), draw.reading(), courses_of(draw, ids)
    target = Target({id_: draw.randint(3, 8) for id_ in ids})
    roles = [Role(f"r{n}", {i: draw.randint(1, 3) for i in draw.sample(ids, 2)}) for n in range(3)]
    people = [evolve(person, roles=[draw.choice(roles).id]) for person in people]
    budget = draw.choice([None, 30, 80])
    aim = target if kind == "target" else roles
    found = training_plan(people, courses, aim, budget, not_assessed=reading)

    model = Model()
    seat = {(p.id, c.id): model.flag() for p in people for c in courses}
    total = 0
    for course in courses:
        taken = sum(seat[p.id, course.id] for p in people)
        runs, paid = model.number(len(people)), model.number(1000)
        model.add(runs * course.most_seats >= taken)
        model.add(paid >= taken)
        model.add(paid >= course.least_seats * runs)
        total += course.run_cost * runs + course.seat_cost * paid
    if budget is not None:
        model.add(total <= budget)

    def reached(person, id_, level):
        """Whether a person has a level afterwards: known already, or as some seat is taken."""
        if has(person, id_, level, reading):
            return 1
        helping = [
            seat[person.id, course.id]
            for course in courses
            for r in course
            if r.competency == id_ and r.reaches >= level and r.requires <= (person.level(id_) or 0)
        ]
        flag = model.flag()
        model.add(flag <= sum(helping))
        return flag

    missing = 0
    if kind == "target":
        for demand in target:
            lack = model.number(len(people))
            holders = sum(reached(p, demand.competency, demand.level) for p in people)
            model.add(holders + lack >= demand.holders)
            missing += lack
    else:
        by_id = {role.id: role for role in roles}
        for person in people:
            for r in by_id[person.roles[0]]:
                missing += 1 - reached(person, r.competency, r.level)
    assert found.missing == model.best(missing)
    model.add(missing == found.missing)
    assert found.cost == model.best(total)
    assert found.proof is not Proof.OPEN
    assert found.lower_bound <= found.cost


@pytest.mark.parametrize("seed", SEEDS)
def test_the_worst_case(seed) -> None:
    draw = Draw(seed)
    ids = draw.ids(12)
    people, reading = draw.people(40, ids), draw.reading()
    target = Target({id_: draw.randint(1, 14) for id_ in ids})
    leavers = draw.randint(1, 6)
    found = resilience(people, target, leavers=leavers, not_assessed=reading)
    model = Model()
    gone = {person.id: model.flag() for person in people}
    model.add(sum(gone.values()) <= leavers)
    below, missing = [], []
    for demand in target:
        held = [p.id for p in people if has(p, demand.competency, demand.level, reading)]
        left = len(held) - sum(gone[id_] for id_ in held)
        flag, lack = model.flag(), model.number(100)
        model.add(left <= demand.holders - 1).only_enforce_if(flag)
        model.add(lack <= demand.holders - left).only_enforce_if(flag)
        model.add(lack == 0).only_enforce_if(~flag)
        below.append(flag)
        missing.append(lack)
    best = -model.best(-(FAR * sum(below) + sum(missing)))
    assert FAR * found.below + found.missing == best
    assert found.proof is Proof.CHECKED
