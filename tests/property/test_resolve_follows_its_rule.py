"""Law: per person and competency the rating counts that the rule says, in any order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import InvalidInputError, Profile, Unrated, resolve
from statskompetencer.testing import frameworks, profiles

RATERS = {None: 0, "self": 1, "manager": 2, "agreed": 3}
UNDECIDED = object()

several = frameworks(max_competencies=3, scale=st.none()).flatmap(
    lambda f: st.lists(
        profiles(f, id=st.sampled_from("aab"), unit=st.just("x"), roles=["p", "q"]), max_size=6
    )
)
rules = st.sampled_from([None, "latest", "rater"])


def chosen(said: list[tuple[object, Profile]], rule: str | None) -> object:
    """What counts, of all that was said of one competency of one person."""
    if not said:
        return Unrated.NOT_ASSESSED
    if len(said) == 1:
        return said[0][0]
    if rule is None:
        return UNDECIDED
    ranks = [
        profile.assessed_on or date.min if rule == "latest" else RATERS[profile.rater]
        for _, profile in said
    ]
    best = {rating for (rating, _), rank in zip(said, ranks, strict=True) if rank == max(ranks)}
    return best.pop() if len(best) == 1 else UNDECIDED


@given(several)
def test_law(given_: list[Profile]) -> None:
    for rule in (None, "latest", "rater"):
        check(given_, rule)


def check(given_: list[Profile], rule: str | None) -> None:
    expected = {}
    for person in dict.fromkeys(profile.id for profile in given_):
        own = [profile for profile in given_ if profile.id == person]
        expected[person] = {
            c: chosen([(p[c], p) for p in own if p[c] is not Unrated.NOT_ASSESSED], rule)
            for c in own[0].framework.competency_ids
        }
    undecided = [
        (person, c) for person, all_ in expected.items() for c in all_ if all_[c] is UNDECIDED
    ]
    if undecided:
        with pytest.raises(InvalidInputError) as refused:
            resolve(given_, rule)
        for error, (person, c) in zip(refused.value.errors, undecided, strict=True):
            assert f"person “{person}” has " in str(error)
            assert f" ratings of {c}: " in str(error)
        return
    found = resolve(given_, rule)
    assert {profile.id: dict(profile.ratings) for profile in found} == expected
    assert [profile.id for profile in found] == list(expected)
    for profile in found:
        own = [p for p in given_ if p.id == profile.id]
        assert set(profile.roles) == {post for p in own for post in p.roles}
        days = {p.assessed_on for p in own}
        assert profile.assessed_on == (days.pop() if len(days) == 1 else None)
        raters = {p.rater for p in own}
        assert profile.rater == (raters.pop() if len(raters) == 1 else None)


@given(several.flatmap(lambda p: st.tuples(st.just(p), st.permutations(p))), rules)
def test_the_order_of_the_input_does_not_count(
    both: tuple[list[Profile], list[Profile]], rule: str | None
) -> None:
    results = []
    for people in both:
        try:
            found = {
                p.id: (p.ratings, {*p.roles}, p.rater, p.assessed_on) for p in resolve(people, rule)
            }
        except InvalidInputError as refused:
            found = len(refused.errors)
        results.append(found)
    assert results[0] == results[1]


@given(several)
def test_what_is_resolved_once_is_resolved(given_: list[Profile]) -> None:
    try:
        found = resolve(given_, "latest")
    except InvalidInputError:
        return
    assert resolve(found) == resolve(found, "rater") == found
