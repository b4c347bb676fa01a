"""Who takes which post."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from statskompetencer import (
    BindingError,
    DuplicateRatingError,
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Requirement,
    Role,
    Scale,
    UnknownNameError,
    Unrated,
)
from statskompetencer.planning import Proof, Reason, Vacancy, assign
from statskompetencer.planning._clock import Clock
from statskompetencer.planning._transport import NEVER, place

SECURITY = Role("data-security", [Requirement("DS11", 4, minimum=2)])
PRIVACY = Role("privacy", [Requirement("DS12", 4, minimum=2)])
AL = Profile("al", {"DS11": 4, "DS12": 4})
BO = Profile("bo", {"DS11": 3, "DS12": 0})
CY = Profile("cy", {"DS11": 1, "DS12": 1})


def pairs(found):
    return [(pair.role.id, pair.profile.id) for pair in found]


def test_who_is_best_for_both_takes_the_post_that_nobody_else_can() -> None:
    found = assign([AL, BO, CY], [SECURITY, PRIVACY])
    assert pairs(found) == [("data-security", "bo"), ("privacy", "al")]
    assert (found.qualified, found.units, len(found), found.places) == (2, 17_500, 2, 2)
    assert found.proven
    assert found.bound == found.value > found.greedy_value  # greedy puts al first
    assert [(left.profile.id, left.reason) for left in found.left_out] == [
        ("cy", Reason.NOT_QUALIFIED)
    ]
    assert found.left_empty == ()


def test_the_match_explains_each_pair() -> None:
    (pair,) = assign([BO], [SECURITY])
    assert (pair.steps_met, pair.steps_asked, pair.profile) == (3, 4, BO)


def test_the_objective_may_be_the_scores_alone() -> None:
    role = Role("r", [Requirement("DS11", 1, minimum=1), Requirement("DS12", 4)])
    qualified, near = Profile("q", {"DS11": 1, "DS12": 0}), Profile("n", {"DS11": 0, "DS12": 4})
    assert pairs(assign([qualified, near], [role], least="no")) == [("r", "q")]
    found = assign([qualified, near], [role], least="no", objective="score")
    assert (pairs(found), found.units, found.qualified) == ([("r", "n")], 8000, 0)


def test_places_are_filled_by_the_best_and_of_equals_by_the_first() -> None:
    people = [Profile(id_, {"DS11": 3}) for id_ in "cbda"] + [AL]
    found = assign(people, [Vacancy(SECURITY, 3)])
    assert pairs(found) == [("data-security", "a"), ("data-security", "al"), ("data-security", "b")]
    assert {left.reason for left in found.left_out} == {Reason.NEEDED_ELSEWHERE}


def test_posts_stay_empty_with_the_reason() -> None:
    found = assign([BO], [Vacancy(SECURITY, 5), PRIVACY])
    assert [(left.role.id, left.places, left.reason) for left in found.left_empty] == [
        ("data-security", 4, Reason.NEEDED_ELSEWHERE),
        ("privacy", 1, Reason.NOT_QUALIFIED),
    ]


def test_forbidden_pairs_are_not_made_and_are_named_as_the_reason() -> None:
    found = assign([BO], [SECURITY], forbidden=[("bo", "data-security")])
    assert len(found) == 0
    assert bool(found)
    assert found.left_out[0].reason is Reason.FORBIDDEN
    assert found.left_empty[0].reason is Reason.FORBIDDEN


def test_who_is_not_qualified_takes_a_post_only_where_that_is_asked_for() -> None:
    assert len(assign([CY], [SECURITY])) == 0
    assert pairs(assign([CY], [SECURITY], least="no")) == [("data-security", "cy")]
    nothing = Profile("dy", {"DS11": 0})
    assert len(assign([nothing], [SECURITY], least="no")) == 0  # not a single step is met


def test_not_assessed_counts_as_not_held_and_the_answer_says_what_would_change() -> None:
    unseen = Profile("dy", {"DS12": Unrated.NOT_RELEVANT})
    found = assign([unseen], [SECURITY, PRIVACY])
    assert len(found) == 0
    assert (found.other.filled, found.other.qualified, found.other.units) == (1, 1, 10_000)
    assert "counted as held, 1 would be filled" in found.explain("en")
    assert "talte som noget, man har, var 1 besat" in found.explain()
    held = assign([unseen], [SECURITY, PRIVACY], not_assessed="held")
    assert (len(held), held.other.filled) == (1, 0)
    assert "did not count, 0 would be filled" in held.explain("en")
    assert "ikke talte, var 0 besat" in held.explain()
    assert len(assign([unseen], [SECURITY], least="possible")) == 1


def test_nobody_no_post_and_a_role_that_asks_for_nothing() -> None:
    assert assign([], [SECURITY]).left_empty[0].places == 1
    assert assign([AL], []).left_out[0].reason is Reason.NOT_QUALIFIED
    assert (len(assign([], [])), assign([], []).proven) == (0, True)
    found = assign([CY], [Role("anything")])
    assert (found.units, found.qualified, found.other) == (10_000, 1, None)


def test_without_time_the_greedy_assignment_comes_back_with_its_bound() -> None:
    found = assign([AL, BO, CY], [SECURITY, PRIVACY], time_limit=0)
    assert found.value == found.greedy_value < found.bound
    assert (found.proof, found.proven) == (Proof.OPEN, False)
    assert "best so far, not proven" in found.explain("en")


def test_progress_is_told() -> None:
    told = []
    found = assign([AL], [SECURITY], progress=lambda value, bound: told.append((value, bound)))
    assert told[-1] == (found.value, found.bound)


def test_an_assignment_shows() -> None:
    found = assign([AL, BO, CY], [Vacancy(SECURITY, 2), PRIVACY])
    assert found.explain("en") == (
        "2 of 3 posts are filled, 2 by somebody who is qualified, out of 3 people (proven best). "
        "Without a post: 1 as not qualified. Empty: 1 as the whole gains nothing by it."
    )
    assert found.explain() == (
        "2 af 3 stillinger er besat, 2 af en, der er kvalificeret, blandt 3 personer "
        "(bevist bedst). Uden stilling: 1, da: ikke kvalificeret. "
        "Ubesatte: 1, da: helheden vinder intet ved det."
    )
    told = found.to_dict("en")
    assert told["left_out"] == [{"person": "cy", "reason": "not qualified"}]
    assert told["left_empty"] == [{"role": "privacy", "places": 1, "reason": "needed elsewhere"}]
    assert told["other"] is None
    counted = found.to_dict("en", people=False)
    assert (counted["pairs"], counted["left_out"]) == (2, {"not qualified": 1})
    assert found.to_rows()[0]["person"] == "al"
    assert found._repr_html_() == found.to_html("da")
    assert "Assignment" in found.to_html("en")
    assert repr(found) == (
        "<Assignment of 2 people to 3 posts: 2 qualified, 17500 units (checked)>"
    )
    other = assign([AL, Profile("dy")], [SECURITY]).to_dict()["other"]
    assert (other["not_assessed"], other["filled"]) == ("held", 1)


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({"objective": "scores"}, InvalidValueError, "objective"),
        ({"least": "maybe"}, InvalidValueError, "verdict"),
        ({"forbidden": [("alf", "data-security")]}, UnknownNameError, "al"),
        ({"forbidden": [(3, "data-security")]}, UnknownNameError, "nobody has the id 3"),
        ({"forbidden": [("al", "data-securty")]}, UnknownNameError, "data-security"),
        ({"forbidden": ["al"]}, InvalidTypeError, "pair"),
        ({"forbidden": "al"}, InvalidTypeError, "pair"),
        ({"vacancies": SECURITY}, InvalidTypeError, "list of Vacancies"),
        ({"vacancies": [3]}, InvalidTypeError, "Vacancy"),
        ({"vacancies": [SECURITY, SECURITY]}, DuplicateRatingError, "data-security"),
        ({"vacancies": [Role("r", scale=Scale.binary())]}, BindingError, "scale"),
        ({"not_assessed": True}, InvalidValueError, "not_assessed"),
    ],
)
def test_what_cannot_be_is_refused(asked, error, says) -> None:
    posts = asked.pop("vacancies", [SECURITY])
    with pytest.raises(error, match=says) as caught:
        assign([AL, BO], posts, **asked)
    assert caught.value.explain("da")


@pytest.mark.parametrize(
    ("given_", "error"),
    [
        (("r",), InvalidTypeError),
        ((SECURITY, 0), InvalidValueError),
        ((Role(""),), InvalidValueError),
    ],
)
def test_a_vacancy_is_a_role_with_an_id_and_places(given_, error) -> None:
    with pytest.raises(error):
        Vacancy(*given_)


@st.composite
def tables(draw):
    people, number = draw(st.integers(0, 7)), draw(st.integers(0, 4))
    worth = st.integers(1, 5) | st.just(NEVER)
    values = [[draw(worth) for _ in range(number)] for _ in range(people)]
    places = draw(st.lists(st.integers(0, 3), min_size=number, max_size=number))
    return (
        np.array(values, dtype=np.int64).reshape(people, number),
        np.array(places, dtype=np.int64),
    )


@given(tables())
def test_an_independent_solver_finds_the_same_value(case) -> None:
    values, places = case
    found = place(values, places, Clock(None))
    each = np.repeat(np.maximum(values, 0), places, axis=1)
    rows, columns = linear_sum_assignment(each, maximize=True)
    assert found.value == found.bound == each[rows, columns].sum()
    assert (np.bincount(found.role[found.role >= 0], minlength=len(places)) <= places).all()


class Some:
    """A clock by which there is time for so many looks."""

    def __init__(self, looks):
        self.looks = looks

    @property
    def over(self):
        self.looks -= 1
        return self.looks < 0


@given(tables(), st.integers(0, 6))
def test_whenever_time_runs_out_the_answer_is_no_worse_than_greedy_and_bounded(case, looks) -> None:
    values, places = case
    best = place(values, places, Clock(None))
    found = place(values, places, Some(looks))
    assert best.greedy == found.greedy <= found.value <= best.value <= found.bound


def test_many_people_for_few_posts() -> None:
    random = np.random.default_rng(3)
    levels = random.integers(0, 5, (19_000, 3))
    people = [
        Profile(f"{number:06d}", {"DS11": int(a), "DS12": int(b), "DS13": int(c)})
        for number, (a, b, c) in enumerate(levels)
    ]
    posts = [
        Vacancy(Role(f"r{n}", {"DS11": 1 + n % 4, "DS12": 4 - n % 3, "DS13": 3}), 10)
        for n in range(5)
    ]
    found = assign(people, posts)
    assert (len(found), found.proven, found.units) == (50, True, 500_000)
