"""The model in print: every entry, with its description and where its title is from."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

import statskompetencer as s
from statskompetencer import plotting
from statskompetencer.report import write_model

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = list(s.load().entries())
STATUSES = {
    "da": {"official": "officiel", "translated": "oversat", "reconstructed": "rekonstrueret"},
    "en": {key: key for key in ("official", "translated", "reconstructed")},
}


@pytest.fixture(scope="module", params=["da", "en"])
def page(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, str]:
    path = tmp_path_factory.mktemp("model") / "model.html"
    write_model(path, language=request.param)
    return request.param, path.read_text("utf-8")


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_every_entry_has_its_title_description_and_status(page: tuple[str, str]) -> None:
    language, html = page
    text = words(html)
    place = text.index("SF Strategi" if language == "da" else "SF Strategy")
    body = text[place:]
    for entry in ENTRIES:
        title = f"{entry.id} {entry.title(language)}"
        assert title in body
        status = entry.title_text(language).source.status
        sign = {"official": "●", "translated": "◐", "reconstructed": "○"}[status]
        found = re.search(
            rf"{re.escape(title)} {sign} \S+.*?{re.escape(entry.description(language)[:40])}", body
        )
        assert found, title
        assert STATUSES[language][status] in found[0]
        assert entry.description(language) in body


def test_it_says_whose_the_titles_are(page: tuple[str, str]) -> None:
    language, html = page
    text = words(html)
    assert s.load().titles_note(language) in text
    assert ("23. oktober 2019" if language == "da" else "23 October 2019") in text
    assert "https://digst.dk/" in text
    assert f'<html lang="{language}">' in html
    counts = {"da": "officiel (13)", "en": "official (13)"}
    assert counts[language] in text


def test_each_area_begins_a_sheet_and_the_wheel_has_its_words(page: tuple[str, str]) -> None:
    language, html = page
    fresh = re.findall(r'<section id="([^"]+)"[^>]* class="fresh"', html)
    assert fresh == ["wheel", "area-SF", "area-PV", "area-SS", "area-DS"]
    (alt,) = re.findall(r'<img[^>]* alt="([^"]*)"', html)
    assert unescape(alt) == plotting.wheel_alt_text(s.load(), language=language)


def test_a_framework_of_two_levels_without_descriptions_or_publisher(tmp_path: Path) -> None:
    titles = {"en": "Thing"}
    competencies = [s.Competency("A1", titles), s.Competency("A2", titles, {"en": "Told."})]
    area = s.Area("A", titles, competencies)
    framework = s.Framework("own", "1", titles, [area], descriptions={"en": "Why."})
    write_model(tmp_path / "m.html", framework)
    text = words((tmp_path / "m.html").read_text("utf-8"))
    assert "Why." in text
    assert "A2 Thing ◇ own Told." in text
    assert "own (4)" not in text
    assert "own (3): not the publisher’s" in text
    assert "The model is by" not in text
    assert "endorse" not in text


def test_a_publisher_without_a_day_is_named(tmp_path: Path) -> None:
    titles = {"sv": "Sak"}
    area = s.Area("A", titles, [s.Competency("A1", titles, {"sv": "Så här."})])
    framework = s.Framework("own", "1", titles, [area], publisher="Verket")
    write_model(tmp_path / "m.html", framework)
    html = (tmp_path / "m.html").read_text("utf-8")
    assert "The model is by Verket." in words(html)
    assert '<span lang="sv">Så här.</span>' in html
