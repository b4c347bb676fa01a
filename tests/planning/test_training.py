"""Which people take which courses."""

from __future__ import annotations

import numpy as np
import pytest

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
)
from statskompetencer.planning import Course, Proof, Raise, _training, training_plan
from statskompetencer.planning._clock import Clock
from statskompetencer.planning._needs import Need, Price, alike, pools_of
from statskompetencer.planning._seating import Case, Seating
from statskompetencer.planning._solver import solve
from statskompetencer.planning._training import train_for
from statskompetencer.planning._training_program import Layout

AL = Profile("al", {"DS11": 0, "DS12": 1}, roles=["dpo"])
BO = Profile("bo", {"DS11": 0, "DS12": 0}, roles=["dpo"])
CY = Profile("cy", {"DS11": 3, "DS12": 0})
PEOPLE = [AL, BO, CY]
GDPR = Course("gdpr", [Raise("DS12", 3, requires=1)], seat_cost=2, run_cost=10, title="Om GDPR")
BASIC = Course("basic", {"DS11": 2, "DS12": 2}, seat_cost=5, run_cost=20, least_seats=4,
               most_seats=6)  # fmt: skip
DPO = Role("dpo", {"DS12": 2})


def takes(plan):
    return [(row["course"], row["person"]) for row in plan.to_rows()]


def test_the_cheapest_seats_reach_the_coverage_target() -> None:
    plan = training_plan(PEOPLE, [BASIC, GDPR], Target({"DS12": 1}))
    assert (takes(plan), plan.cost, plan.lower_bound) == ([("gdpr", "al")], 12, 12)
    assert (plan.proven, plan.complete, plan.seats, plan.missing) == (True, True, 1, 0)
    assert (plan.before.covered, plan.after.covered) == (0, 1)
    assert plan.profiles[0]["DS12"] == 3
    assert AL["DS12"] == 1  # nothing is changed in place
    assert (plan.gaps_before, plan.gaps_after) == (None, None)


def test_a_run_is_paid_for_its_least_seats() -> None:
    plan = training_plan(PEOPLE, [BASIC, GDPR], Target({"DS12": 2}))
    (run,) = plan.runs  # two in "basic" cost 20 + 4 * 5; with "gdpr" for one it would be 52
    assert (run.course.id, run.runs, len(run.people), run.paid, run.cost) == ("basic", 1, 2, 4, 40)


def test_of_people_whom_courses_help_in_the_same_way_the_first_take_the_seats() -> None:
    people = [Profile(id_, {"DS11": 0}) for id_ in ["d", "b", "a", "c"]]
    plan = training_plan(people, [BASIC], Target({"DS11": 2}))
    assert plan.runs[0].people == ("a", "b")


def test_a_second_run_starts_when_the_first_is_full() -> None:
    people = [Profile(f"p{number}", {"DS11": 0}) for number in range(7)]
    plan = training_plan(people, [BASIC], Target({"DS11": 7}))
    assert (plan.runs[0].runs, plan.runs[0].paid, plan.cost) == (2, 8, 80)


def test_what_the_posts_ask_is_reached_for_each_person() -> None:
    plan = training_plan(PEOPLE, [BASIC, GDPR], [DPO])
    assert takes(plan) == [("basic", "al"), ("basic", "bo")]
    assert (plan.gaps_before[0].short, plan.gaps_after[0].short) == (2, 0)
    assert (plan.before, plan.after) == (None, None)
    everybody = training_plan(PEOPLE, [BASIC], DPO)
    assert [person for _, person in takes(everybody)] == ["al", "bo", "cy"]


def test_under_a_budget_the_most_is_reached_as_cheaply_as_possible() -> None:
    plan = training_plan(PEOPLE, [BASIC, GDPR], [DPO], budget=39)
    assert (takes(plan), plan.cost, plan.missing) == ([("gdpr", "al")], 12, 1)
    assert (plan.missing_bound, plan.lower_bound, plan.proven) == (1, 12, True)
    nothing = training_plan(PEOPLE, [BASIC, GDPR], [DPO], budget=0)
    assert (nothing.runs, nothing.cost, nothing.missing) == ((), 0, 2)
    assert training_plan(PEOPLE, [BASIC], [DPO], budget=40).missing == 0


def test_what_no_course_reaches_is_named_and_the_rest_is_done() -> None:
    plan = training_plan(PEOPLE, [GDPR], Target({"DS12": 3, "SF11": 1}))
    assert [(n.competency.id, n.wanted, n.reachable, n.reached) for n in plan.needs] == [
        ("SF11", 1, 0, 0),
        ("DS12", 3, 1, 1),
    ]
    assert [need.competency.id for need in plan.out_of_reach] == ["SF11", "DS12"]
    assert (plan.missing, plan.missing_bound, plan.complete) == (3, 3, False)
    assert "No course reaches enough in: " in plan.explain("en")
    assert "Intet kursus når nok i: " in plan.explain()
    assert "reaches 1 of 4 that are asked for" in plan.explain("en")
    assert "når 1 af 4 af det, der kræves" in plan.explain()
    assert training_plan([BO], [GDPR], [DPO]).missing == 1


def test_not_assessed_counts_as_level_0_and_the_answer_says_what_would_change() -> None:
    people = [Profile("al", {"DS12": Unrated.NOT_RELEVANT}), Profile("bo")]
    plan = training_plan(people, [BASIC], Target({"DS12": 1}))
    assert (takes(plan), plan.cost) == ([("basic", "al")], 40)
    assert (plan.other.not_assessed, plan.other.cost, plan.other.missing) == ("held", 0, 0)
    assert "counted as held, the cost would be 0, and 0 would be missing." in plan.explain("en")
    assert "talte som noget, man har, var prisen 0, og der manglede 0." in plan.explain()
    held = training_plan(people, [BASIC], Target({"DS12": 1}), not_assessed="held")
    assert (held.cost, held.other.cost) == (0, 40)
    assert "did not count, the cost would be 40" in held.explain("en")
    assert "ikke talte, var prisen 40" in held.explain()
    posts = training_plan([Profile("al", roles=["dpo"])], [BASIC], [DPO])
    assert (posts.cost, posts.other.cost) == (40, 0)


def test_nobody_no_course_and_nothing_to_do() -> None:
    assert training_plan([], [GDPR], Target({"DS12": 1})).missing == 1
    assert training_plan(PEOPLE, [], Target({"DS12": 1})).missing == 1
    assert training_plan(PEOPLE, [], Target({"DS11": 1})).cost == 0
    assert training_plan([], []).missing == 32
    assert training_plan([CY], [GDPR]).before.target == Target.everything()


def test_without_time_the_greedy_plan_comes_back_and_is_called_what_it_is() -> None:
    plan = training_plan(PEOPLE, [BASIC, GDPR], Target({"DS12": 1}), time_limit=0)
    assert (plan.proof, plan.lower_bound, plan.cost) == (Proof.OPEN, 0, plan.greedy_cost)
    assert plan.complete
    assert "costs less than 0" in plan.explain("en")
    assert "koster mindre end 0" in plan.explain()
    tight = training_plan(PEOPLE, [BASIC, GDPR], [DPO], budget=39, time_limit=0)
    assert (tight.missing, tight.missing_bound, tight.lower_bound) == (1, 0, 0)
    assert tight.cost <= 39


def test_a_plan_shows_and_names_people_only_in_rows_and_runs() -> None:
    plan = training_plan(PEOPLE, [BASIC, GDPR], Target({"DS12": 1}))
    assert plan.explain("en") == (
        "1 seat in 1 run, for 12 in all (proven best), reaches all that is asked for."
    )
    assert (
        plan.explain() == "1 plads på 1 hold til i alt 12 (bevist bedst) når alt, hvad der kræves."
    )
    assert "2 seats in 1 run, for 40 in all (proven best), reach all" in training_plan(
        PEOPLE, [BASIC], [DPO]
    ).explain("en")
    told = plan.to_dict("en")
    assert told["runs"][0]["people"] == ["al"]
    assert plan.to_dict(people=False)["runs"][0]["people"] == 1
    assert told["needs"][0]["reached"] == 1
    assert (told["before"]["covered"], told["gaps_before"], told["other"]) == (0, None, None)
    posts = training_plan([*PEOPLE, Profile("dy", roles=["dpo"])], [BASIC], [DPO]).to_dict()
    assert (posts["before"], posts["gaps_after"]["complete"]) == (None, "yes")
    assert posts["other"]["missing"] == 0
    assert plan._repr_html_() == plan.to_html("da")
    assert "Om GDPR" in plan.to_html("en")
    assert ">al<" not in plan.to_html("en")
    assert repr(plan) == (
        "<TrainingPlan of 1 seats in 1 runs: cost 12 (bound 12, checked), 0 not reached>"
    )


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({"budget": -1}, InvalidValueError, "budget"),
        ({"budget": 1.5}, InvalidValueError, "budget"),
        ({"courses": [GDPR, GDPR]}, DuplicateRatingError, "gdpr"),
        ({"courses": [3]}, InvalidTypeError, "Course"),
        ({"courses": [Course("c", {"DS11": 1}, scale=Scale.binary())]}, BindingError, "scale"),
        ({"target": [Role("other", {"DS11": 1})]}, UnknownNameError, "dpo"),
        ({"target": []}, InvalidValueError, "no role"),
        ({"target": 3}, InvalidTypeError, "Role"),
        ({"not_assessed": "no"}, InvalidValueError, "not_assessed"),
    ],
)
def test_what_cannot_be_is_refused(asked, error, says) -> None:
    given = {"courses": [GDPR], "target": Target({"DS12": 1}), **asked}
    with pytest.raises(error, match=says) as caught:
        training_plan(PEOPLE, **given)
    assert caught.value.explain("da")


# --- needs by course the people whom it helps ---


def case_of(needs, prices):
    return Case(needs, prices, pools_of(needs, len(prices)))


def by_course(case, seats):
    return {(person, case.pools[pool].course) for person, pool in seats}


def seats_of(case, pairs):
    return {(person, int(case.pool_of[course, person])) for person, course in pairs}


def test_greedy_waits_for_a_course_that_has_become_less_useful() -> None:
    # both courses help the same two; once one is held the other helps nobody
    needs = [Need(2, {0: [0, 1], 1: [0, 1]}), Need(1, {1: [2]})]
    found = train_for(needs, [Price(3, 0, 1, 9), Price(4, 0, 1, 9)], None, Clock(0))
    assert (found.greedy, found.cost) == ((10, 0), 10)


def test_greedy_counts_a_need_once_where_several_are_met_in_one_run() -> None:
    needs = [Need(1, {0: [0, 1]}), Need(2, {0: [0, 1]})]
    found = train_for(needs, [Price(1, 5, 1, 9)], None, Clock(0))
    assert (found.greedy, found.seats) == ((7, 0), ((0, 0), (1, 0)))
    assert found.helped == (2, 2)


def test_seats_that_are_free_are_worth_most() -> None:
    needs = [Need(1, {0: [0], 1: [0]})]
    found = train_for(needs, [Price(1, 0, 1, 9), Price(0, 0, 1, 9)], None, Clock(None))
    assert (found.cost, found.seats) == (0, ((0, 1),))


def test_a_seat_that_another_makes_needless_is_left_out() -> None:
    needs = [Need(1, {0: [0]}), Need(1, {1: [0]}), Need(1, {0: [0], 1: [0], 2: [0]})]
    case = case_of(needs, [Price(1, 0, 1, 9)] * 3)
    lean = case.lean(seats_of(case, [(0, 0), (0, 1), (0, 2)]), 0)
    assert by_course(case, lean) == {(0, 0), (0, 1)}


def test_of_more_people_than_are_needed_the_last_is_left_out() -> None:
    case = case_of([Need(1, {0: [0, 1]}), Need(1, {0: [0]})], [Price(1, 0, 1, 9)])
    assert by_course(case, case.lean(seats_of(case, [(0, 0), (1, 0)]), 0)) == {(0, 0)}


def test_greedy_looks_again_at_a_course_that_promised_more_before() -> None:
    # 2 for 2, then 3 for 4 has become 1 for 2, and 2 for 3 comes before it
    needs = [
        Need(2, {0: [0, 1], 1: [0, 1]}),
        Need(1, {1: [2]}),
        Need(1, {2: [3]}),
        Need(1, {2: [3]}),
    ]
    prices = [Price(1, 0, 1, 9), Price(1, 1, 1, 9), Price(3, 0, 1, 9)]
    assert train_for(needs, prices, None, Clock(0)).greedy == (7, 0)


def test_greedy_counts_what_another_seat_of_the_same_person_has_met() -> None:
    # the second course would help person 0 with the same again: person 1 takes it
    needs = [Need(1, {0: [0]}), Need(2, {0: [0], 1: [0, 1]})]
    found = train_for(needs, [Price(1, 0, 1, 9), Price(2, 0, 1, 9)], None, Clock(0))
    assert found.seats == ((0, 0), (1, 1))


def test_who_has_a_seat_is_looked_at_again_once_others_have_met_a_part_of_the_rest() -> None:
    # course 1 promises three needs of person 0, then two, and one when its turn comes
    needs = [Need(1, {0: [0], 1: [0]}), Need(1, {1: [0]}), Need(1, {1: [0], 2: [1]})]
    case = case_of(needs, [Price(10, 0, 1, 9), Price(40, 0, 1, 9), Price(16, 0, 1, 9)])
    seating = Seating(case)
    seating.fill(None)
    assert by_course(case, seating.seats) == {(0, 0), (1, 2), (0, 1)}
    assert by_course(case, case.greedy(None)) == {(0, 1)}  # which makes the others needless


def test_people_whom_a_course_helps_with_the_same_are_one_pool() -> None:
    needs = [Need(2, {0: [0, 1, 3], 1: [0]}), Need(1, {0: [1, 2, 3]}), Need(0, {0: [4]})]
    found = [(pool.course, pool.needs, pool.people.tolist()) for pool in pools_of(needs, 3)]
    assert sorted(found) == [(0, (0,), [0]), (0, (0, 1), [1, 3]), (0, (1,), [2]), (1, (0,), [0])]


def test_of_a_pool_no_more_are_looked_at_than_can_be_wanted() -> None:
    needs = [Need(2, {0: range(100), 1: range(50, 100)})]
    first, second = pools_of(needs, 2)
    assert first.people.tolist() == [0, 1, 50, 51]  # the first two of either pool
    assert second.people.tolist() == [50, 51]


def test_people_are_alike_whom_courses_help_in_the_same_way() -> None:
    needs = [Need(2, {0: [0, 1, 2], 1: [2]}), Need(1, {1: [0, 1]})]
    kind = alike(pools_of(needs, 2)).tolist()
    assert kind[0] == kind[1] != kind[2]


def test_pools_are_as_if_nobody_needed_two_seats_for_the_same() -> None:
    # each of two people lacks three things, and each course brings two of them
    needs = [Need(2, {0: [0, 1], 2: [0, 1]}), Need(2, {0: [0, 1], 1: [0, 1]}),
             Need(2, {1: [0, 1], 2: [0, 1]})]  # fmt: skip
    prices = [Price(1, 0, 1, 9)] * 3
    case = case_of(needs, prices)
    pooled = Layout(case, by_person=False)
    start = case.greedy(None)
    assert solve(pooled.program(0, None, of_cost=True), pooled.solution(start), Clock(None)).x[
        : pooled.seats
    ].tolist() == [1, 1, 1]
    found = train_for(needs, prices, None, Clock(None))
    assert (found.cost, found.bound, found.proof) == (4, 4, Proof.CHECKED)


def test_seats_of_pools_go_to_people_whom_other_pools_want_less() -> None:
    # both courses bring need 0; the second is wanted for person 0, who brings need 1 too
    needs = [Need(2, {0: [0, 1], 1: [0]}), Need(1, {1: [0]})]
    case = case_of(needs, [Price(1, 0, 1, 9), Price(1, 0, 1, 9)])
    counts = np.array([1 if pool.needs else 0 for pool in case.pools])
    assert by_course(case, case.seated(counts, None, 0)) == {(1, 0), (0, 1)}


def test_a_plan_of_many_seats_rests_on_pools_alone(monkeypatch) -> None:
    monkeypatch.setattr(_training, "MANY_SEATS", 0)
    needs = [Need(2, {0: [0, 1], 2: [0, 1]}), Need(2, {0: [0, 1], 1: [0, 1]}),
             Need(2, {1: [0, 1], 2: [0, 1]})]  # fmt: skip
    found = train_for(needs, [Price(1, 0, 1, 9)] * 3, None, Clock(None))
    assert (found.cost, found.bound, found.proof) == (4, 3, Proof.OPEN)


def test_what_a_course_requires_of_one_competency_does_not_keep_it_from_another() -> None:
    course = Course("c", [Raise("DS11", 3, requires=2), Raise("DS12", 2)])
    plan = training_plan([BO], [course], Target({"DS12": 1}))
    assert (plan.profiles[0]["DS11"], plan.profiles[0]["DS12"]) == (0, 2)
