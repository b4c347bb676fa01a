"""The pictures of a notebook in a browser: there, with their words, and as wide as the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import statskompetencer as s
from statskompetencer import plotting

AGENCY = Path(__file__).parents[2] / "examples" / "agency.csv"
PAGE = """<!DOCTYPE html>
<html lang="da"><meta charset="utf-8"><title>N</title><meta name="viewport"
content="width=device-width"><body><main><h1>N</h1>{}</main></body></html>
"""


@pytest.fixture(scope="module")
def pictures() -> list[plotting.Picture]:
    """One of each kind."""
    roles, ratings = s.load_roles(), s.read_ratings(AGENCY)
    coverage = s.check_coverage(ratings)
    return [
        plotting.plot_wheel(coverage),
        plotting.plot_heatmap(coverage),
        plotting.plot_gaps(s.find_group_gaps(ratings, roles[0])),
        plotting.plot_profile(ratings[0], roles[0]),
        plotting.plot_ranking(s.rank(ratings, roles[0]).top(3)),
    ]


def test_pictures_are_there_with_their_words_on_a_screen_of_any_width(
    open_page: Callable[..., Any], axe: str, pictures: list[plotting.Picture], tmp_path: Path
) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(PAGE.format("\n".join(one._repr_html_() for one in pictures)), "utf-8")
    page = open_page(path.as_uri())
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        whole, seen = page.evaluate(
            "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
        )
        assert whole <= seen
    alts = page.evaluate("[...document.images].map(one => [one.naturalWidth > 0, one.alt])")
    assert alts == [[True, picture.alt_text] for picture in pictures]
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    assert found["violations"] == []
