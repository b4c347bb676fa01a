"""Which pictures a report has: those that there is something to show in, and room for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import statskompetencer as s
from statskompetencer.report import _pictures, _setting, _words

SIZES = {"wheel": 100, "competency": 400, "subcategory": 300, "gaps": 150, "ranking": 150}


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is drawn, each of a known size; there is room for 1000 in all."""
    drawn: list[str] = []

    def image(what: str, anchor: str, caption: str) -> _pictures.Picture:
        drawn.append(what)
        return _pictures.Picture(anchor, "x" * SIZES[what], what, caption, 1, 1)

    plotting = _pictures.plotting
    monkeypatch.setattr(_pictures, "MOST_BYTES", 1000)
    monkeypatch.setattr(_pictures, "image", image)
    monkeypatch.setattr(plotting, "plot_wheel", lambda *_, **__: "wheel")
    monkeypatch.setattr(plotting, "plot_heatmap", lambda *_, by, **__: by)
    monkeypatch.setattr(plotting, "plot_gaps", lambda *_, **__: "gaps")
    monkeypatch.setattr(plotting, "plot_ranking", lambda *_, **__: "ranking")
    return drawn


def drawn(units: int = 2, posts: int = 2, ranks: int = 0) -> _pictures.Pictures:
    roles = [s.Role(f"r{n}", {"DS11": 3}) for n in range(max(posts, ranks))]
    people = [
        s.Profile(f"p{u}-{n}", {"DS11": 1}, unit=f"u{u}", roles=[f"r{p}" for p in range(posts)])
        for u in range(units)
        for n in range(6)
    ]
    setting = _setting.Setting(
        coverage=s.check_coverage(people),
        units=units,
        gaps=s.find_post_gaps(people, roles),
        matches=tuple(s.rank(people, role) for role in roles[:ranks]),
        people=bool(ranks),
        least=5,
        made_on=date(2026, 1, 1),
        say=_words.Words("en"),
    )
    return _pictures.draw(setting)


def alts(pictures: Any) -> list[str]:
    return [picture.alt for picture in pictures]


def test_all_are_drawn_while_there_is_room(undrawn: list[str]) -> None:
    found = drawn(ranks=1)
    assert (found.wheel.alt, found.units.alt) == ("wheel", "competency")
    assert (alts(found.posts), alts(found.rankings)) == (["gaps"] * 2, ["ranking"])
    assert undrawn == ["wheel", "competency", "gaps", "gaps", "ranking"]


def test_one_unit_is_not_compared() -> None:
    assert drawn(units=1).units is None


@pytest.mark.parametrize(("subcategory", "expected"), [(300, "subcategory"), (600, None)])
def test_a_heatmap_that_is_too_large_is_coarser_or_left_out(
    monkeypatch: pytest.MonkeyPatch, subcategory: int, expected: str | None
) -> None:
    monkeypatch.setitem(SIZES, "competency", 500)
    monkeypatch.setitem(SIZES, "subcategory", subcategory)
    found = drawn().units
    assert (found and found.alt) == expected


def test_posts_give_way_one_by_one_and_rankings_all_at_once() -> None:
    assert len(drawn(posts=4).posts) == 3
    assert len(drawn(posts=1, ranks=2).rankings) == 2
    found = drawn(posts=1, ranks=3)
    assert (len(found.posts), found.rankings) == (1, ())


def test_captions_say_what_the_picture_is_of() -> None:
    found = drawn(ranks=1, posts=1)
    captions = [found.wheel, found.units, *found.posts, *found.rankings]
    assert [picture.caption for picture in captions] == [
        "The model as a wheel: each competency with its status and number of people",
        "How many in each unit hold each competency",
        "r0: where something is missing",
        "r0: the best places",
    ]
    assert [picture.id for picture in captions] == ["p-wheel", "p-units", "p-post-0", "p-rank-0"]
