"""Law: rows of the same person become in a matrix what `resolve` makes of them as objects."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import (
    Area,
    Competency,
    Framework,
    InvalidInputError,
    Profile,
    Unrated,
    resolve,
)
from statskompetencer.bulk import RatingMatrix, _pieces, reading
from statskompetencer.testing import profiles

BOTH = [Competency("A1", {"en": "Do this"}), Competency("A2", {"en": "Do that"})]
FRAMEWORK = Framework("small", "1", {"en": "Small"}, [Area("A", {"en": "All"}, BOTH)])
rules = st.sampled_from([None, "latest", "rater"])
days = st.sampled_from([None, "0001-01-01", "2025-01-31", "2026-01-31"])


@pytest.fixture(autouse=True, params=[2, 1000], ids="{} rows at once".format)
def few(request, monkeypatch):
    """Many pieces, put together again and again, decide as one does."""
    monkeypatch.setattr(reading, "_PIECE", request.param)
    monkeypatch.setattr(_pieces, "_SETTLE_AT", 2 * request.param)


def rated(framework):
    """Profiles of few people, with few competencies and days, so that much is rated twice."""
    return st.lists(
        st.builds(
            lambda profile, day, posts: Profile(
                profile.id, profile.ratings, framework=framework, scale=profile.scale,
                unit=profile.unit, roles=posts, rater=profile.rater, assessed_on=day,
            ),
            profiles(
                framework, id=st.sampled_from("aab"), unit=st.sampled_from([None, "x", "x", "y"]),
                roles=["p"],
            ),
            days,
            st.sampled_from([[], ["p"], ["q"], ["q", "p"]]),
        ),
        min_size=1,
        max_size=7,
    )  # fmt: skip


several = rated(FRAMEWORK)


def said(level: object) -> str | None:
    if isinstance(level, int):
        return str(level)
    return "ikke relevant" if level is Unrated.NOT_RELEVANT else None


def about(person: Profile) -> dict[str, object]:
    return {
        "person": person.id, "unit": person.unit, "posts": "|".join(person.roles),
        "rater": person.rater and person.rater.value,
        "date": person.assessed_on and person.assessed_on.isoformat(),
    }  # fmt: skip


def check(given_: list[Profile], rows: list[dict[str, object]], rule: str | None) -> None:
    binding = {"framework": given_[0].framework, "scale": given_[0].scale}
    kinds = dict.fromkeys(rows[0], pl.String)
    frame = pl.DataFrame(rows, schema=kinds, orient="row")
    try:
        expected = RatingMatrix.from_profiles(resolve(given_, rule), **binding)
    except InvalidInputError as refused:
        expected = len(refused.errors)
    try:
        found = RatingMatrix.from_frame(frame, rule=rule, **binding)
    except InvalidInputError as refused:
        found = sum(bool(error.place) for error in refused.errors)
    assert found == expected


@given(several, rules)
def test_a_row_a_person_and_assessment(given_: list[Profile], rule: str | None) -> None:
    rows = [
        {**about(one), **{key: said(level) for key, level in one.ratings.items()}} for one in given_
    ]
    check(given_, rows, rule)


@given(several, rules)
def test_a_row_a_rating(given_: list[Profile], rule: str | None) -> None:
    rows = [
        {**about(one), "competency": key, "level": said(level)}
        for one in given_
        for key, level in one.ratings.items()
    ]
    check(given_, rows, rule)
