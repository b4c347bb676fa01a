"""On small cases a plan is as good as the best of all that can be tried."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import Qualified, Scale, Target, check_coverage, match
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
from statskompetencer.testing import frameworks, roles, targets, teams


def lacking(people, target, *, held=False):
    """How many holders these people lack in all, by the words of `check_coverage`."""
    found = check_coverage(people, target)
    return sum(
        max(0, entry.needed - entry.holders - (entry.unknown if held else 0)) for entry in found
    )


@given(
    frameworks(max_competencies=5).flatmap(
        lambda f: st.tuples(teams(f, f.scale, max_size=7), targets(f, f.scale, max_holders=3))
    ),
    st.lists(st.integers(0, 4), min_size=7, max_size=7),
    st.none() | st.integers(1, 4),
    st.sampled_from(["not held", "held"]),
)
def test_the_smallest_team_is_the_best_of_all_groups(case, prices, size, reading) -> None:
    people, target = case
    costs = {person.id: price for person, price in zip(people, prices, strict=False)}
    found = smallest_team(
        people, target, costs=costs, size=size, not_assessed=reading, time_limit=None
    )
    tried = [
        (lacking(group, target, held=reading == "held"), sum(costs[one.id] for one in group))
        for number in range(len(people) + 1)
        if size is None or number <= size
        for group in combinations(people, number)
    ]
    assert (found.missing, found.cost) == min(tried)
    assert (found.missing_bound, found.lower_bound) == (found.missing, found.cost)
    assert found.proof is Proof.CHECKED
    assert lacking(found.members, target, held=reading == "held") == found.missing
    assert sum(costs[member.id] for member in found.members) == found.cost
    assert (found.greedy_missing, found.greedy_cost) >= (found.missing, found.cost)
    if found.other:
        again = smallest_team(
            people, target, costs=costs, size=size, not_assessed=found.other.not_assessed
        )
        assert (found.other.missing, found.other.cost) == (again.missing, again.cost)


@given(
    frameworks(max_competencies=4).flatmap(
        lambda f: st.tuples(teams(f, f.scale, min_size=1, max_size=6), targets(f, f.scale))
    ),
    st.data(),
)
def test_people_fixed_in_and_out_and_units_are_kept_to(case, data) -> None:
    people, target = case
    ids = [person.id for person in people]
    include = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=2))
    exclude = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=2))
    exclude = [one for one in exclude if one not in include]
    known = sorted({person.unit for person in people if person.unit})
    units = data.draw(st.lists(st.sampled_from(known), unique=True)) if known else []
    found = smallest_team(people, target, include=include, exclude=exclude, units=units)

    def worth(group):
        there = {one.unit for one in group}
        return lacking(group, target) + sum(unit not in there for unit in units), len(group)

    free = [one for one in people if one.id not in [*include, *exclude]]
    fixed = [one for one in people if one.id in include]
    tried = [
        worth([*fixed, *group])
        for number in range(len(free) + 1)
        for group in combinations(free, number)
    ]
    assert (found.missing, found.cost) == min(tried)
    assert worth(found.members) == min(tried)
    assert {*include} <= {one.id for one in found.members}
    assert not {*exclude} & {one.id for one in found.members}


@given(
    frameworks(max_competencies=5).flatmap(
        lambda f: st.tuples(teams(f, f.scale, max_size=8), targets(f, f.scale))
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_people_makes_no_difference_to_a_team(case, random) -> None:
    people, target = case
    shuffled = random.sample(people, len(people))
    assert smallest_team(people, target) == smallest_team(shuffled, target)


def outcome(left, target, *, held):
    """How many competencies are below their number, and how many holders are missing."""
    found = check_coverage(left, target)
    lacks = [e.needed - e.holders - (e.unknown if held else 0) for e in found]
    return sum(lack > 0 for lack in lacks), sum(max(lack, 0) for lack in lacks)


@given(
    frameworks(max_competencies=5).flatmap(
        lambda f: st.tuples(teams(f, f.scale, max_size=7), targets(f, f.scale, max_holders=3))
    ),
    st.integers(1, 4),
    st.sampled_from(["not held", "held"]),
)
def test_the_worst_case_is_the_worst_of_all(case, leavers, reading) -> None:
    people, target = case
    held = reading == "held"
    found = resilience(people, target, leavers=leavers, not_assessed=reading, time_limit=None)
    tried = [
        outcome([one for one in people if one not in gone], target, held=held)
        for gone in combinations(people, min(leavers, len(people)))
    ]
    assert (found.below, found.missing) == max(tried)
    assert (found.below_bound, found.missing_bound) == max(tried)
    assert found.proof is Proof.CHECKED
    left = [one for one in people if one not in found.worst]
    assert outcome(left, target, held=held) == max(tried)
    assert len(found.worst) <= leavers
    assert found.greedy_below <= found.below
    assert sum(entry.missing for entry in found) == found.missing


@given(
    frameworks(max_competencies=5).flatmap(
        lambda f: st.tuples(teams(f, f.scale, max_size=8), targets(f, f.scale))
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_people_makes_no_difference_to_the_worst_case(case, random) -> None:
    people, target = case
    shuffled = random.sample(people, len(people))
    assert resilience(people, target, leavers=2) == resilience(shuffled, target, leavers=2)


def all_assignments(people, posts):
    """Every way to put people in posts, as lists of pairs."""
    choices = [[None, *posts] for _ in people]
    for chosen in product(*choices):
        pairs = [(a, b) for a, b in zip(people, chosen, strict=True) if b is not None]
        if all(sum(b is post for _, b in pairs) <= post.places for post in posts):
            yield pairs


@given(
    frameworks(max_competencies=4).flatmap(
        lambda f: st.tuples(
            teams(f, f.scale, max_size=5),
            st.lists(
                roles(f, f.scale, min_requirements=1, max_weight=3),
                max_size=3,
                unique_by=lambda role: role.id,
            ),
        )
    ),
    st.lists(st.integers(1, 2), min_size=3, max_size=3),
    st.sampled_from(["qualified", "score"]),
    st.sampled_from(list(Qualified)),
    st.sampled_from(["not held", "held"]),
    st.data(),
)
def test_the_best_assignment_is_the_best_of_all(  # noqa: PLR0913, PLR0917 - all that can be asked
    case, sizes, objective, least, reading, data
) -> None:
    people, asked = case
    posts = [Vacancy(role, number) for role, number in zip(asked, sizes, strict=False)]
    every = [(person.id, role.id) for person in people for role in asked]
    barred = data.draw(st.lists(st.sampled_from(every), max_size=3)) if every else []
    found = assign(
        people,
        posts,
        objective=objective,
        least=least,
        forbidden=barred,
        not_assessed=reading,
        time_limit=None,
    )
    order = [Qualified.NO, Qualified.POSSIBLE, Qualified.YES]

    def verdict(pair):
        said = pair.qualified
        return Qualified.YES if reading == "held" and said is Qualified.POSSIBLE else said

    def units(pair):
        return (
            (pair.steps_met_upper if reading == "held" else pair.steps_met)
            * 10_000
            // pair.steps_asked
        )

    def worth(pairs):
        said = [verdict(pair) for pair in pairs]
        total = sum(map(units, pairs))
        if objective == "score":
            return (total,)
        return said.count(Qualified.YES), said.count(Qualified.POSSIBLE), total

    def allowed(pair):
        barred_pair = (pair.profile.id, pair.role.id) in barred
        return not barred_pair and order.index(verdict(pair)) >= order.index(least)

    ways = all_assignments(people, posts)
    made = [[match(person, post.role) for person, post in pairs] for pairs in ways]
    tried = [worth(pairs) for pairs in made if all(map(allowed, pairs))]
    assert worth(found) == max(tried)
    assert found.proof is Proof.CHECKED
    assert found.greedy_value <= found.value
    assert found.units == sum(map(units, found))
    assert found.qualified == sum(verdict(pair) is Qualified.YES for pair in found)
    assert all((pair.profile.id, pair.role.id) not in barred for pair in found)
    everybody = [pair.profile.id for pair in found] + [left.profile.id for left in found.left_out]
    assert sorted(everybody) == sorted(person.id for person in people)
    assert sum(left.places for left in found.left_empty) + len(found) == found.places


@given(
    frameworks(max_competencies=4).flatmap(
        lambda f: st.tuples(
            teams(f, f.scale, max_size=6),
            st.lists(roles(f, f.scale), max_size=3, unique_by=lambda role: role.id),
        )
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_people_and_posts_makes_no_difference(case, random) -> None:
    people, asked = case
    asked = [role for role in asked if role.id]
    one = assign(people, asked, least="no")
    other = assign(random.sample(people, len(people)), random.sample(asked, len(asked)), least="no")
    assert one == other


@st.composite
def trainings(draw):
    """A few people, courses for the same framework, and what is asked for."""
    framework = draw(frameworks(max_competencies=3))
    scale = framework.scale or Scale.default()
    asked = draw(roles(framework, scale, id="post", max_weight=1))
    people = draw(teams(framework, scale, max_size=4, roles=[asked]))
    courses = []
    for number in range(draw(st.integers(0, 2))):
        raises = []
        for id_ in draw(st.lists(st.sampled_from(framework.competency_ids), min_size=1,
                                 unique=True)):  # fmt: skip
            reaches = draw(st.integers(1, scale.max))
            raises.append(Raise(id_, reaches, draw(st.integers(0, reaches - 1))))
        least = draw(st.integers(1, 3))
        courses.append(
            Course(
                f"c{number}",
                raises,
                seat_cost=draw(st.integers(0, 3)),
                run_cost=draw(st.integers(0, 4)),
                least_seats=least,
                most_seats=draw(st.integers(least, 4)),
                framework=framework,
                scale=scale,
            )
        )
    target = draw(targets(framework, scale, max_holders=3))
    return people, courses, draw(st.sampled_from([target, asked, [asked]]))


def price_of(seats):
    total = 0
    for course in {course for _, course in seats}:
        taken = sum(one is course for _, one in seats)
        runs = -(-taken // course.most_seats)
        total += runs * course.run_cost
        total += course.seat_cost * max(taken, runs * course.least_seats)
    return total


def levels_after(person, courses):
    """Each competency’s level once a person has taken courses; None for not assessed."""
    levels = {id_: person.level(id_) for id_ in person.framework.competency_ids}
    for course in courses:
        for r in course:
            if r.requires <= (person.level(r.competency) or 0):
                levels[r.competency] = max(r.reaches, levels[r.competency] or 0)
    return levels


def not_reached(people, seats, aim, *, held):
    after = [levels_after(one, [c for p, c in seats if p is one]) for one in people]
    unseen = [set(person.not_assessed) if held else set() for person in people]
    if isinstance(aim, Target):
        total = 0
        for demand in aim:
            competency = aim.framework.competency(demand.competency)
            holders = sum(
                competency in blank or (levels[competency.id] or 0) >= demand.level
                for levels, blank in zip(after, unseen, strict=True)
            )
            total += max(0, demand.holders - holders)
        return total
    return sum(
        (levels[r.competency] or 0) < r.level
        for person, levels in zip(people, after, strict=True)
        for role in ([aim] if not isinstance(aim, list) else [one for one in aim if person.roles])
        for r in role
        if not (held and person.level(r.competency) is None)
    )


@given(trainings(), st.none() | st.integers(0, 12), st.sampled_from(["not held", "held"]))
def test_the_training_plan_is_the_best_of_all(case, budget, reading) -> None:
    people, courses, aim = case
    held = reading == "held"
    plan = training_plan(people, courses, aim, budget, not_assessed=reading, time_limit=None)
    every = [(person, course) for person in people for course in courses]
    tried = [
        (not_reached(people, seats, aim, held=held), price_of(seats))
        for number in range(len(every) + 1)
        for seats in combinations(every, number)
        if budget is None or price_of(seats) <= budget
    ]
    assert (plan.missing, plan.cost) == min(tried)
    assert (plan.missing_bound, plan.lower_bound) == (plan.missing, plan.cost)
    assert plan.proof is Proof.CHECKED
    assert (plan.greedy_missing, plan.greedy_cost) >= (plan.missing, plan.cost)
    by_id = {person.id: person for person in people}
    seats = [(by_id[who], run.course) for run in plan.runs for who in run.people]
    assert price_of(seats) == plan.cost == sum(run.cost for run in plan.runs)
    assert not_reached(people, seats, aim, held=held) == plan.missing
    for person in plan.profiles:
        taken = [course for one, course in seats if one.id == person.id]
        now = levels_after(by_id[person.id], taken)
        assert {id_: person.level(id_) for id_ in now} == now
    assert sum(need.wanted - need.reached for need in plan.needs) == plan.missing


@given(trainings(), st.randoms(use_true_random=False))
def test_the_order_of_people_and_courses_makes_no_difference_to_a_plan(case, random) -> None:
    people, courses, aim = case
    one = training_plan(people, courses, aim)
    other = training_plan(random.sample(people, len(people)), courses[::-1], aim)
    assert sorted(one.runs, key=repr) == sorted(other.runs, key=repr)
    assert one.profiles == other.profiles
