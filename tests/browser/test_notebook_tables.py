"""The tables of a notebook in a browser: for everybody, in both themes, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import statskompetencer as s

AGENCY = Path(__file__).parents[2] / "examples" / "agency.csv"
THEMES = {"light": ("#111", "#fff"), "dark": ("#eee", "#111")}
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
HIGHEST = 416  # 26 rem
BOX = "div.statskompetencer > div"


@cache
def tables(language: str) -> list[str]:
    model, ratings, roles = s.load(), s.read_ratings(AGENCY), s.load_roles()
    person, role, coverage = ratings[0], roles[0], s.check_coverage(ratings)
    gaps, group = s.find_gaps(person, role), s.find_group_gaps(ratings, role)
    shown = [
        *(model, model["PV"], model["PV1"], model["PV11"], s.Scale.default()),
        *(person, person.ratings, role, s.Target.everything(), ratings),
        *(s.match(person, role), s.rank(ratings, role), gaps, gaps[0], group, group[0]),
        *(s.find_post_gaps(ratings, roles), coverage, coverage["PV"], coverage["PV11"]),
        *(coverage.units[0], coverage.key_people[0]),
        s.find_gaps(s.Profile("x"), s.Role("")),  # without any row
    ]
    return [thing.to_html(language) for thing in shown]


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Open a page with all tables in it, one below the other."""
    contexts: list[Any] = []

    def show_(language: str = "da", theme: str = "light", width: int = 1000) -> Any:
        ink, paper = THEMES[theme]
        path = tmp_path / "notebook.html"
        path.write_text(
            f"<!doctype html><html lang='{language}'><meta charset='utf-8'><title>N</title>"
            f"<body style='color: {ink}; background: {paper}'><main><h1>N</h1>"
            f"{''.join(tables(language))}</main></body></html>",
            "utf-8",
        )
        context = browser.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    yield show_
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [("da", "light", 1000), ("en", "dark", 400)],
)
def test_axe_finds_nothing(
    show: Callable[..., Any], axe: str, language: str, theme: str, width: int
) -> None:
    page = show(language, theme, width)
    page.evaluate(axe)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]] == []
    assert "scrollable-region-focusable" in {one["id"] for one in found["passes"]}


@pytest.mark.parametrize("width", [1000, 400, 320])
def test_a_table_scrolls_within_itself_and_the_page_does_not_sideways(
    show: Callable[..., Any], width: int
) -> None:
    page = show(width=width)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    heights = page.evaluate(f"[...document.querySelectorAll('{BOX}')].map(e => e.offsetHeight)")
    assert len(heights) == len(tables("da"))
    assert max(heights) == HIGHEST


def test_the_keyboard_reaches_each_table_and_scrolls_it(show: Callable[..., Any]) -> None:
    page = show()
    for number in range(len(tables("da"))):
        page.keyboard.press("Tab")
        at = f"[...document.querySelectorAll('{BOX}')].indexOf(document.activeElement)"
        assert page.evaluate(at) == number
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.evaluate(f"document.querySelector('{BOX}').focus()")
    page.keyboard.press("End")
    page.wait_for_function(f"document.querySelector('{BOX}').scrollTop > 0")


def test_in_print_nothing_is_cut_off(show: Callable[..., Any]) -> None:
    page = show()
    page.emulate_media(media="print")
    boxes = f"[...document.querySelectorAll('{BOX}')]"
    cut = f"{boxes}.filter(box => box.scrollHeight > box.clientHeight + 1)"
    assert page.evaluate(f"{cut}.length") == 0
