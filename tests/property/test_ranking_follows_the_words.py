"""Law: a ranking is the one that its words give, worked out plainly with fractions."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from statskompetencer import Framework, Match, Profile, Qualified, Role, Scale, Unrated, load, rank
from statskompetencer.testing import frameworks, roles, scales, teams

small = frameworks(max_competencies=3).flatmap(lambda f: st.tuples(teams(f), roles(f)))
wide = st.tuples(frameworks(max_competencies=12), scales(max_level=100)).flatmap(
    lambda both: st.tuples(teams(*both), roles(*both, min_requirements=1))
)


def naive(profile: Profile, role: Role) -> tuple[object, ...]:
    """The better, the smaller: qualified, score, upper score, fewer short, fewer unknown."""
    met = upper = asked = short = unknown = 0
    missed = open_minimum = False
    for requirement in role:
        held = profile.ratings[requirement.competency]
        steps = requirement.weight * requirement.level
        asked += steps
        if isinstance(held, Unrated):
            unknown += 1
            upper += steps
            open_minimum |= requirement.minimum > 0
            continue
        reached = requirement.weight * min(held, requirement.level)
        met, upper = met + reached, upper + reached
        short += held < requirement.level
        missed |= held < requirement.minimum
    qualified = Qualified.NO if missed else Qualified.POSSIBLE if open_minimum else Qualified.YES
    order = (Qualified.YES, Qualified.POSSIBLE, Qualified.NO).index(qualified)
    lower_score = Fraction(met, asked) if asked else Fraction(1)
    upper_score = Fraction(upper, asked) if asked else Fraction(1)
    return order, -lower_score, -upper_score, short, unknown


def check(people: list[Profile], role: Role) -> None:
    keys = {person.id: naive(person, role) for person in people}
    expected = [
        (1 + sum(other < keys[id_] for other in keys.values()), id_)
        for id_ in sorted(keys, key=lambda id_: (keys[id_], id_))
    ]
    ranking = rank(people, role)
    assert [(found.place, found.profile.id) for found in ranking] == expected
    for found in ranking:
        order, lower, upper, short, unknown = keys[found.profile.id]
        assert found.score_exact == -lower
        assert found.score_upper == float(-upper)
        assert (len(found.short), len(found.unknown)) == (short, unknown)
        assert [*Qualified].index(found.qualified) == order
        assert found == Match(found.profile, role, found.place)


@given(small)
def test_law_where_most_people_are_equal_to_somebody(case: tuple[list[Profile], Role]) -> None:
    check(*case)


@given(wide)
def test_law_with_wide_weights_and_many_levels(case: tuple[list[Profile], Role]) -> None:
    check(*case)


@given(small, st.integers(1, 7))
def test_the_top_keeps_all_who_share_a_place_up_to_it(
    case: tuple[list[Profile], Role], k: int
) -> None:
    ranking = rank(*case)
    assert list(ranking.top(k)) == [found for found in ranking if found.place <= k]


def everybody(framework: Framework, scale: Scale) -> list[Profile]:
    """One person for each way in which all competencies can be rated."""
    states = [*range(scale.max + 1), Unrated.NOT_ASSESSED, Unrated.NOT_RELEVANT]
    return [
        Profile(
            f"{number:04}",
            dict(zip(framework.competency_ids, levels, strict=True)),
            framework=framework,
            scale=scale,
        )
        for number, levels in enumerate(product(states, repeat=len(framework)))
    ]


THREE = load().select("DS1", version="three")
STEPS = Scale("two", [{"en": "none"}, {"en": "some"}, {"en": "much"}], holds_from=1)
EVERYBODY = everybody(THREE, STEPS)


@given(roles(THREE, STEPS, max_weight=3, min_requirements=2))
@settings(max_examples=25)
def test_law_for_everybody_that_there_can_be(role: Role) -> None:
    check(EVERYBODY, role)
