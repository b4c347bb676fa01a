"""The strategies draw what they promise, and reach what is odd."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning, NoSuchExample

from statskompetencer import (
    Framework,
    Profile,
    Role,
    Scale,
    Target,
    Unrated,
    load,
    load_roles,
    match,
    testing,
)
from statskompetencer.entries import check_id
from statskompetencer.profiles import check_person

T = TypeVar("T")
MODEL = load()
OWN = MODEL.select("DS1", version="own")


@cache
def sample(strategy: st.SearchStrategy[T]) -> tuple[T, ...]:
    """Some hundred values that a strategy draws, the same in every run."""
    drawn: list[T] = []

    @settings(max_examples=400, derandomize=True, database=None, phases=[Phase.generate])
    @given(strategy)
    def draw(value: T) -> None:
        drawn.append(value)

    draw()
    return tuple(drawn)


FRAMEWORKS, PROFILES, ROLES = testing.frameworks(), testing.profiles(OWN), testing.roles(OWN)
TARGETS, TEAMS = testing.targets(OWN), testing.teams(OWN)
SCALES, HIGH_SCALES = testing.scales(), testing.scales(max_level=1000)


def reaches(strategy: st.SearchStrategy[T], wanted: Callable[[T], bool]) -> bool:
    """Whether a value like this is drawn before long; how soon differs between releases."""
    soon = settings(max_examples=5000, derandomize=True, database=None, phases=[Phase.generate])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisWarning)  # shows all of what it found
        try:
            find(strategy, wanted, settings=soon)
        except NoSuchExample:
            return False
    return True


def test_all_strategies_are_named() -> None:
    assert testing.__all__ == [
        "frameworks", "ids", "person_ids", "profiles", "roles", "scales", "targets", "teams",
        "titles",
    ]  # fmt: skip
    for name in testing.__all__:
        assert ".. versionadded:: 0.1.0" in getattr(testing, name).__doc__


@given(testing.ids(), testing.person_ids())
def test_ids_are_ids(id_: str, person: str) -> None:
    assert check_id(id_) == id_
    assert check_person(person) == person


@pytest.mark.parametrize("mark", ["+", "|", "<", "&", "'", ","])
def test_ids_may_hold_marks_that_mean_something_elsewhere(mark: str) -> None:
    assert reaches(testing.ids(), lambda id_: mark in id_)
    assert reaches(testing.person_ids(), lambda id_: mark in id_)


def test_person_ids_may_have_a_space_inside() -> None:
    assert reaches(testing.person_ids(), lambda id_: " " in id_)


@given(testing.titles(("da", "kl")))
def test_titles_are_in_the_languages_that_are_asked_for(titles: tuple[object, ...]) -> None:
    assert [text.language for text in titles] == ["da", "kl"]


@given(testing.scales(max_level=3, languages=("kl",)))
def test_scales_are_bounded_and_in_the_languages_that_are_asked_for(scale: Scale) -> None:
    assert 1 <= scale.max <= 3
    assert scale.languages == ("kl",)


def test_scales_reach_from_has_and_has_not_to_a_hundred_levels() -> None:
    assert reaches(SCALES, lambda scale: scale.max == 1)
    assert max(scale.max for scale in sample(HIGH_SCALES)) == 100
    assert reaches(SCALES, lambda scale: 1 < scale.holds_from == scale.max)


@given(st.data(), st.sampled_from([2, 3]))
def test_frameworks_have_the_depth_and_size_that_are_asked_for(
    data: st.DataObject, depth: int
) -> None:
    strategy = testing.frameworks(
        depth=depth, languages=("en",), scale=Scale.binary(), min_competencies=2, max_competencies=4
    )
    framework = data.draw(strategy)
    assert 2 <= len(framework) <= 4
    assert framework.languages == ("en",)
    assert framework.scale == Scale.binary()
    assert {len(framework.path(c.id)) for c in framework} == {depth}


@pytest.mark.parametrize(
    "wanted",
    [
        lambda f: f.subcategories == (),
        lambda f: len(f.subcategories) > 1,
        lambda f: {len(f.path(c.id)) for c in f} == {2, 3},
        lambda f: len(f.areas) > 2,
        lambda f: "da" not in f.languages,
        lambda f: f.languages[:2] == ("en", "da"),
        lambda f: f.scale is None,
        lambda f: f.scale is not None,
        lambda f: len(f) == 1,
        lambda f: len(f) == 8,
        lambda f: f.areas[0].name == f.areas[-1].name and len(f.areas) > 1,
        lambda f: f.descriptions != (),
    ],
    ids=["two levels", "three levels", "both", "areas", "no danish", "english first", "no scale",
         "scale", "one", "eight", "same titles", "described"],
)  # fmt: skip
def test_frameworks_reach(wanted: Callable[[Framework], bool]) -> None:
    assert reaches(FRAMEWORKS, wanted)


def test_a_scale_may_be_drawn_for_a_framework() -> None:
    own = testing.frameworks(scale=testing.scales(max_level=100))
    assert reaches(own, lambda f: f.scale.max > 50)
    none = testing.frameworks(scale=st.none())
    assert reaches(none, lambda f: f.scale is None)


@given(testing.profiles(), testing.roles(), testing.targets(), testing.teams())
def test_the_bundled_model_and_the_projects_scale_are_meant_where_nothing_is_given(
    profile: Profile, role: Role, target: Target, team: list[Profile]
) -> None:
    for thing in (profile, role, target, *team):
        assert thing.framework is MODEL
        assert thing.scale is Scale.default()
    assert match(profile, role)


@given(testing.profiles(OWN, Scale.binary(), id="me", unit="here", complete=True))
def test_what_is_given_is_not_drawn(profile: Profile) -> None:
    assert (profile.id, profile.unit) == ("me", "here")
    assert (profile.framework, profile.scale) == (OWN, Scale.binary())
    assert len(profile.rated) == 3


@given(testing.profiles(st.just(OWN), testing.scales(max_level=2)))
def test_a_strategy_is_drawn_from_where_a_value_may_stand(profile: Profile) -> None:
    assert profile.framework is OWN
    assert profile.scale.max <= 2


@pytest.mark.parametrize(
    "wanted",
    [
        lambda p: p["DS11"] is Unrated.NOT_ASSESSED,
        lambda p: p["DS11"] is Unrated.NOT_RELEVANT,
        lambda p: p["DS11"] == 0,
        lambda p: p["DS11"] == 4,
        lambda p: p.unit is None,
        lambda p: p.unit is not None,
        lambda p: len(p.roles) > 1,
        lambda p: p.rater is None and p.assessed_on is None,
        lambda p: p.rater == "agreed" and p.assessed_on is not None,
    ],
    ids=["not assessed", "not relevant", "zero", "top", "no unit", "unit", "posts", "bare", "told"],
)
def test_profiles_reach(wanted: Callable[[Profile], bool]) -> None:
    assert reaches(PROFILES, wanted)


@given(
    testing.profiles(roles=load_roles()), testing.profiles(roles=[]), testing.profiles(roles=["x"])
)
def test_posts_are_some_of_those_that_are_given(one: Profile, none: Profile, text: Profile) -> None:
    assert set(one.roles) <= {role.id for role in load_roles()}
    assert none.roles == ()
    assert set(text.roles) <= {"x"}


@given(testing.teams(OWN, min_size=2, max_size=3, units=["a", "b"], complete=True))
def test_a_team_has_the_size_and_units_that_are_asked_for(team: list[Profile]) -> None:
    assert 2 <= len(team) <= 3
    assert len({profile.id for profile in team}) == len(team)
    assert {profile.unit for profile in team} <= {"a", "b"}
    assert all(len(profile.rated) == 3 for profile in team)


def test_a_team_may_be_empty_and_in_several_units() -> None:
    assert reaches(TEAMS, lambda team: team == [])
    assert reaches(TEAMS, lambda team: len({p.unit for p in team}) == 3)


@given(testing.roles(OWN, id="r", min_requirements=1, max_requirements=2, max_weight=5))
def test_a_role_has_the_size_and_weights_that_are_asked_for(role: Role) -> None:
    assert role.id == "r"
    assert 1 <= len(role) <= 2
    assert all(asked.weight <= 5 for asked in role)


@pytest.mark.parametrize(
    "wanted",
    [
        lambda role: len(role) == 0,
        lambda role: len(role) == 3,
        lambda role: any(asked.minimum == asked.level == 4 for asked in role),
        lambda role: any(asked.minimum == 0 and asked.weight == 100 for asked in role),
        lambda role: role.name == role.id,
        lambda role: role.name != role.id,
    ],
    ids=["empty", "all", "minimum", "weight", "untitled", "titled"],
)
def test_roles_reach(wanted: Callable[[Role], bool]) -> None:
    assert reaches(ROLES, wanted)


@given(testing.roles(OWN))
def test_the_role_of_a_strategy_can_be_held_as_a_post(role: Role) -> None:
    assert Profile("x", roles=[role.id]).roles == (role.id,)


@given(testing.targets(OWN, min_demands=2, max_demands=2, max_holders=3))
def test_a_target_has_the_size_and_holders_that_are_asked_for(target: Target) -> None:
    assert len(target) == 2
    assert all(demand.holders <= 3 for demand in target)
    assert target.framework is OWN


def test_targets_reach() -> None:
    assert reaches(TARGETS, lambda target: len(target) == 3)
    assert reaches(TARGETS, lambda t: any(d.level == 4 and d.holders == 4 for d in t))


@given(testing.frameworks().flatmap(lambda f: st.tuples(testing.profiles(f), testing.roles(f))))
def test_what_is_drawn_for_one_framework_fits_together(case: tuple[Profile, Role]) -> None:
    profile, role = case
    assert match(profile, role).steps_asked == role.steps_asked
