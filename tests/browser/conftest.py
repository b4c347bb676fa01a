"""A headless Chromium, and the pages that are looked at in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import statskompetencer as s
from statskompetencer.post_gaps import find_post_gaps
from statskompetencer.report import write_model, write_report

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",  # which Chromium needs where it is started by root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AGENCY = Path(__file__).parents[2] / "examples" / "agency.csv"
PAGES = ["report-da", "report-en", "report-da-people", "report-en-people", "model-da", "model-en"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium; what a test downloads is never what a reader has."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"there is no Chromium: none of {', '.join(NAMES)} is on the path")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which finds breaches of accessibility."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of each page, made of the example agency and the bundled model."""
    folder = tmp_path_factory.mktemp("pages")
    ratings, roles = s.read_ratings(AGENCY), s.load_roles()
    gaps, matches = find_post_gaps(ratings, roles), [s.rank(ratings, role) for role in roles]
    for language in ("da", "en"):
        write_model(folder / f"model-{language}.html", language=language)
        for people in (False, True):
            write_report(
                folder / f"report-{language}{'-people' if people else ''}.html",
                s.check_coverage(ratings),
                gaps,
                matches=matches,
                language=language,
                people=people,
                made_on=date(2026, 11, 24),
            )
    return {path.stem: path.as_uri() for path in folder.glob("*.html")}


Open = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, pages: dict[str, str]) -> Iterator[Open]:
    """Open a page; afterwards it has complained of nothing and asked for nothing."""
    contexts: list[Any] = []
    said: list[str] = []
    asked: list[str] = []

    def open_(name: str, *, quiet: bool = True, **options: Any) -> Any:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        if quiet:
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(pages.get(name, name))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not said
    outside = [url for url in asked if not url.startswith(("file:", "data:"))]
    assert not outside
