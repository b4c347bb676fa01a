"""The cheapest people who together meet a target."""

from __future__ import annotations

import pickle
import random

import pytest

from statskompetencer import (
    Area,
    BindingError,
    Competency,
    Demand,
    DuplicateRatingError,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Scale,
    Target,
    UnknownLanguageError,
    UnknownNameError,
    Unrated,
)
from statskompetencer.planning import Proof, smallest_team

# Greedy takes "broad" first (three of the four), and then needs two more people.
TRAP = [
    Profile("left", {"DS11": 2, "DS12": 2, "DS13": 1}),
    Profile("right", {"DS13": 2, "SF21": 2, "PV11": 2}),
    Profile("broad", {"DS11": 2, "DS13": 2, "SF21": 2}),
    Profile("also", {"PV11": 2}),
]
WANTED = Target({"DS11": 1, "DS12": 1, "DS13": 1, "SF21": 1, "PV11": 1})


def ids(team):
    return [member.id for member in team.members]


def test_a_team_names_its_members_what_they_hold_and_its_bound() -> None:
    team = smallest_team(TRAP, WANTED)
    assert ids(team) == ["left", "right"]
    assert (team.cost, team.lower_bound, team.proof) == (2, 2, Proof.CHECKED)
    assert team.proven
    assert team.complete
    assert (len(team), bool(team), team.people) == (2, True, 4)
    assert [(e.competency.id, e.holders, e.available) for e in team] == [
        ("SF21", ("right",), 2),
        ("PV11", ("right",), 2),
        ("DS11", ("left",), 2),
        ("DS12", ("left",), 1),
        ("DS13", ("right",), 2),
    ]


def test_costs_decide_and_no_cost_is_one() -> None:
    team = smallest_team(TRAP, Target({"DS11": 1}), costs={"left": 3, "broad": 2})
    assert (ids(team), team.cost) == (["broad"], 2)
    assert ids(smallest_team(TRAP, Target({"PV11": 1}), costs={"also": 2})) == ["right"]


def test_people_without_cost_are_in_only_where_they_are_needed() -> None:
    team = smallest_team(TRAP, Target({"DS11": 1}), costs={one.id: 0 for one in TRAP})
    assert (ids(team), team.cost, team.lower_bound) == (["broad"], 0, 0)


def test_huge_costs_are_added_exactly() -> None:
    most = 1_000_000_000
    team = smallest_team(TRAP, WANTED, costs={"left": most, "right": most - 1, "broad": most})
    assert (team.cost, team.lower_bound, team.proven) == (2 * most - 1, 2 * most - 1, True)


def test_of_the_same_people_the_first_by_id_are_taken() -> None:
    people = [Profile(id_, {"DS11": 2}) for id_ in ["c", "a", "d", "b"]]
    assert ids(smallest_team(people, Target({"DS11": 2}))) == ["a", "b"]


def test_where_too_few_hold_something_the_team_is_the_best_possible_and_says_so() -> None:
    team = smallest_team(TRAP, Target({"DS12": 3, "DS11": 1, "SF11": 1}))
    assert not team.complete
    assert (ids(team), team.missing, team.missing_bound) == (["left"], 3, 3)
    assert [(e.competency.id, e.available, e.needed) for e in team.out_of_reach] == [
        ("SF11", 0, 1),
        ("DS12", 1, 3),
    ]
    assert team.proven  # proven that no team is better, not that it is enough


def test_a_size_too_small_leaves_the_fewest_missing() -> None:
    team = smallest_team(TRAP, WANTED, size=1)
    assert (len(team), team.missing, team.missing_bound, team.out_of_reach) == (1, 2, 2, ())
    assert "The team lacks" in team.explain("en")
    assert "Gruppen mangler" in team.explain("da")
    assert "3 personer" not in team.explain("da")


def test_a_size_that_is_enough_changes_nothing() -> None:
    assert ids(smallest_team(TRAP, WANTED, size=2)) == ["left", "right"]


def test_a_size_may_make_the_team_dearer() -> None:
    costs = {"left": 1, "right": 1, "broad": 9}
    people = [
        Profile("broad", {"DS11": 2, "DS12": 2}),
        Profile("left", {"DS11": 2}),
        Profile("right", {"DS12": 2}),
    ]
    target = Target({"DS11": 1, "DS12": 1})
    assert smallest_team(people, target, costs=costs).cost == 2
    one = smallest_team(people, target, costs=costs, size=1)
    assert (ids(one), one.cost, one.missing, one.lower_bound) == (["broad"], 9, 0, 9)


def test_who_is_in_and_who_is_out() -> None:
    team = smallest_team(TRAP, WANTED, include=["also"], exclude=["left"])
    assert ids(team) == ["also", "broad"]
    assert [entry.competency.id for entry in team if entry.missing] == ["DS12"]
    assert team.people == 3


def test_units_that_are_required_are_represented_or_named() -> None:
    people = [
        Profile("a", {"DS11": 2}, unit="It"),
        Profile("b", {"DS12": 2}, unit="Jura"),
        Profile("c", {"DS11": 2, "DS12": 2}),
    ]
    target = Target({"DS11": 1, "DS12": 1})
    assert ids(smallest_team(people, target)) == ["c"]
    assert ids(smallest_team(people, target, units=["Jura", "It"])) == ["a", "b"]
    both = smallest_team(people, target, units=["Jura", "It"], size=1)
    assert (both.missing, len(both.missing_units)) == (2, 1)
    assert "Not represented: " in both.explain("en")
    assert "Ikke repræsenteret: " in both.explain("da")


def test_not_assessed_counts_as_not_held_and_the_answer_says_what_would_change() -> None:
    people = [Profile("a", {"DS11": 2}), Profile("b", {"DS11": 0, "DS12": 2})]
    target = Target({"DS11": 1, "DS12": 1})
    team = smallest_team(people, target)
    assert team.cost == 2
    assert (team.other.not_assessed, team.other.cost, team.other.missing) == ("held", 1, 0)
    assert "counted as held, the cost would be 1" in team.explain("en")
    assert "talte som noget, man har, var prisen 1" in team.explain("da")
    held = smallest_team(people, target, not_assessed="held")
    assert (held.cost, held.other.cost) == (1, 2)
    assert "did not count, the cost would be 2" in held.explain("en")
    assert "ikke talte, var prisen 2" in held.explain("da")


def test_where_nothing_would_change_that_is_said() -> None:
    team = smallest_team([TRAP[0], Profile("b")], Target({"DS11": 1}))
    assert "counted as held, nothing would change." in team.explain("en")
    assert "talte som noget, man har, var alt det samme." in team.explain()


def test_where_it_is_not_proven_that_nothing_would_change_that_is_not_said() -> None:
    team = smallest_team([TRAP[0], Profile("b")], Target({"DS11": 1}), time_limit=0)
    assert team.proof is team.other.proof is Proof.OPEN
    assert "the cost would be 1, and 0 would be missing in all (best so far, not" in team.explain(
        "en"
    )
    assert "var prisen 1, og der manglede 0 i alt (bedste hidtil, ikke bevist)." in team.explain()


def test_what_is_not_relevant_is_held_in_no_reading() -> None:
    people = [Profile("a", {"DS11": Unrated.NOT_RELEVANT})]
    team = smallest_team(people, Target({"DS11": 1}), not_assessed="held")
    assert (team.missing, team.other) == (1, None)


def test_a_level_of_its_own_counts() -> None:
    people = [Profile("a", {"DS11": 2}), Profile("b", {"DS11": 4})]
    assert ids(smallest_team(people, Target([Demand("DS11", level=3)]))) == ["b"]


def test_nobody_and_one_person() -> None:
    nobody = smallest_team([], Target({"DS11": 2}))
    assert (nobody.members, nobody.missing, nobody.cost, nobody.proven) == ((), 2, 0, True)
    assert nobody.explain("en").startswith("No team found among 0 people")
    assert smallest_team([]).missing == 32
    one = smallest_team([Profile("a", {"DS11": 2})], Target({"DS11": 1}))
    assert ids(one) == ["a"]
    assert len(smallest_team(TRAP).entries) == 32


def test_without_time_the_greedy_team_comes_back_and_is_called_what_it_is() -> None:
    team = smallest_team(TRAP, WANTED, time_limit=0)
    assert (team.proof, team.lower_bound, team.proven) == (Proof.OPEN, 0, False)
    assert team.missing == 0
    assert team.cost == team.greedy_cost == 3  # broad, and then two more
    assert "best so far, not proven" in team.explain("en")
    assert "No team costs less than 0." in team.explain("en")
    assert "Ingen gruppe koster mindre end 0." in team.explain("da")
    small = smallest_team(TRAP, WANTED, size=1, time_limit=0)
    assert (small.proof, small.missing_bound, small.lower_bound) == (Proof.OPEN, 0, 0)


def test_progress_is_told() -> None:
    told = []
    smallest_team(TRAP, WANTED, progress=lambda cost, bound: told.append((cost, bound)))
    assert told[-1] == (2, 2)


def test_a_team_shows() -> None:
    team = smallest_team(TRAP, WANTED)
    assert "2 of 4 people meet the target (cost 2, proven best): left and right." in team.explain(
        "en"
    )
    assert "2 af 4 personer opfylder målet (pris 2, bevist bedst): left og right." in team.explain()
    assert "Smallest team" in team.to_html("en")
    assert team._repr_html_() == team.to_html("da")
    assert repr(team) == ("<Team of 2 of 4 people: cost 2 (bound 2, checked), 0 holders missing>")
    told = team.to_dict("en")
    assert told["members"] == ["left", "right"]
    assert told["proof"] == "checked"
    assert team.to_rows("en")[0]["holders"] == ["right"]
    assert team.to_rows("en", people=False)[0]["holders"] == 1
    assert team.to_dict(people=False)["members"] == 2
    assert team.explain("en", people=False).startswith(
        "2 of 4 people meet the target (cost 2, proven best)."
    )
    with pytest.raises(UnknownLanguageError):
        team.explain("de")
    again = smallest_team([TRAP[0]], Target({"SF11": 1}))
    assert "For få har" in again.explain()
    assert again.to_dict()["other"]["cost"] == 1


def test_a_team_is_a_value() -> None:
    team = smallest_team(TRAP, WANTED)
    assert pickle.loads(pickle.dumps(team)) == team  # noqa: S301 - just made
    assert team == smallest_team(TRAP[::-1], WANTED)


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({"costs": {"left": 1.5}}, InvalidValueError, "1.5 is not one of the whole numbers"),
        ({"costs": {"left": -1}}, InvalidValueError, "costs"),
        ({"costs": {"lft": 1}}, UnknownNameError, "left"),
        ({"costs": {3: 1}}, UnknownNameError, "nobody has the id 3"),
        ({"costs": [1]}, InvalidTypeError, "costs"),
        ({"include": ["nobody"]}, UnknownNameError, "include"),
        ({"include": "left"}, InvalidTypeError, "list of ids"),
        ({"include": ["left"], "exclude": ["left"]}, InvalidValueError, "both"),
        ({"include": ["left", "right"], "size": 1}, InvalidValueError, "room for 1"),
        ({"size": 0}, InvalidValueError, "size"),
        ({"units": ["Jura"]}, UnknownNameError, "Jura"),
        ({"units": [1]}, UnknownNameError, "units"),
        ({"units": "Jura"}, InvalidValueError, "list of units"),
        ({"not_assessed": "Held"}, InvalidValueError, "not_assessed"),
        ({"time_limit": -1}, InvalidValueError, "seconds"),
        ({"time_limit": float("nan")}, InvalidValueError, "seconds"),
        ({"time_limit": "1"}, InvalidValueError, "seconds"),
        ({"target": 3}, InvalidTypeError, "Target"),
        ({"target": Target({"DS11": 1}, scale=Scale.binary())}, BindingError, "scale"),
    ],
)
def test_what_cannot_be_is_refused(asked, error, says) -> None:
    target = asked.pop("target", WANTED)
    with pytest.raises(error, match=says) as caught:
        smallest_team(TRAP, target, **asked)
    assert caught.value.explain("da")


def families(seed, *, families, share, own, other, most):  # noqa: PLR0913 - what a state is like
    """300 people of so many kinds of jobs, in a framework of 120 competencies and four levels."""
    draw = random.Random(seed)
    areas = [
        Area(f"A{a}", {"en": f"Area {a}"}, [
            Competency(f"A{a}C{number:02d}", {"en": f"Competency {a}-{number}"})
            for number in range(30)
        ])
        for a in range(4)
    ]  # fmt: skip
    framework = Framework("large", "1", {"en": "Large"}, areas)
    ids = framework.competency_ids
    jobs = [set(draw.sample(ids, int(share * len(ids)))) for _ in range(families)]
    people = []
    for number in range(300):
        job = draw.choice(jobs)
        held = [id_ for id_ in ids if draw.random() < (own if id_ in job else other)]
        levels = {id_: draw.choice([1, 2, 3, 4]) for id_ in held}
        people.append(Profile(f"p{number:03d}", levels, framework=framework))
    return people, Target({id_: draw.randint(1, most) for id_ in ids}, framework=framework)


def test_over_a_hundred_competencies_and_some_hundred_people_are_proven_and_beat_greedy() -> None:
    team = smallest_team(*families(1, families=6, share=0.3, own=0.8, other=0.05, most=2))
    assert (team.proof, team.lower_bound) == (Proof.CHECKED, team.cost)
    assert team.cost < team.greedy_cost


@pytest.mark.solvers
@pytest.mark.parametrize(
    "jobs",
    [
        {"families": 10, "share": 0.2, "own": 0.7, "other": 0.05, "most": 2},
        {"families": 20, "share": 0.2, "own": 0.7, "other": 0.02, "most": 2},
        {"families": 10, "share": 0.2, "own": 0.7, "other": 0.05, "most": 4},
    ],
)
def test_jobs_that_share_less_are_proven_too(jobs) -> None:
    team = smallest_team(*families(1, **jobs))
    assert team.proof is Proof.CHECKED
    assert team.cost < team.greedy_cost


def test_a_person_may_be_there_once() -> None:
    with pytest.raises(DuplicateRatingError):
        smallest_team([TRAP[0], TRAP[0]], WANTED)
