"""Tables for notebooks are escaped, bounded and in one language."""

from __future__ import annotations

import re

import pytest

from statskompetencer import (
    Profile,
    Role,
    Target,
    check_coverage,
    find_gaps,
    find_group_gaps,
    load,
    match,
    rank,
)
from statskompetencer._display import html_table

PROFILE, ROLE, TARGET = Profile("bo"), Role("r", {"DS11": 2}), Target({"DS11": 1})
COLUMNS = {"da": ["navn"], "en": ["name"]}


def test_a_table_has_caption_head_body_and_notes() -> None:
    shown = html_table("T", COLUMNS, [("a", 1), (None, 2)], notes=["n", ""], language="da")
    assert shown == (
        '<div class="statskompetencer" lang="da">'
        "<style>div.statskompetencer :is(th, td) { text-align: left }</style>"
        "<table><caption>T</caption>"
        '<thead><tr><th scope="col">navn</th></tr></thead>'
        "<tbody><tr><td>a</td><td>1</td></tr><tr><td></td><td>2</td></tr></tbody></table>"
        "<p>n</p></div>"
    )


def test_other_languages_than_danish_have_english_heads() -> None:
    assert '<th scope="col">name</th>' in html_table("T", COLUMNS, [], language="kl")


def test_nothing_gets_through_unescaped() -> None:
    evil = "<script>\"'&"
    shown = html_table(
        evil, {"da": [evil], "en": [evil]}, [(evil,)], notes=[evil], language='"><script>'
    )
    assert "<script>" not in shown
    assert shown.count("&lt;script&gt;&quot;&#x27;&amp;") == 4


def test_what_is_left_out_is_counted() -> None:
    rows = [(n,) for n in range(5)]
    danish = html_table("T", COLUMNS, rows, language="da", most=2)
    assert danish.count("<tr><td>") == 2
    assert "<p>3 rækker mere</p>" in danish
    assert "<p>3 more rows</p>" in html_table("T", COLUMNS, rows, language="en", most=2)
    assert "<p>8 more rows</p>" in html_table("T", COLUMNS, rows, language="en", most=2, of=10)
    assert "more" not in html_table("T", COLUMNS, rows, language="en", most=5)


@pytest.mark.parametrize(
    ("thing", "danish", "english"),
    [
        (load(), "id, kompetence", "id, competency"),
        (
            load()["PV"],
            "id, kompetence, titlen er, beskrivelse",
            "id, competency, the title is, description",
        ),
        (PROFILE, "id, kompetence, niveau", "id, competency, level"),
        (
            ROLE,
            "id, kompetence, niveau, vægt, mindst",
            "id, competency, level, weight, minimum",
        ),
        (
            TARGET,
            "id, kompetence, fra niveau, mindst antal",
            "id, competency, from level, holders needed",
        ),
        (
            match(PROFILE, ROLE),
            "id, kompetence, kræves, har, udfald",
            "id, competency, asked, held, outcome",
        ),
        (
            rank([PROFILE], ROLE),
            "plads, person, kvalificeret, andel, trin, mangler, ikke vurderet",
            "place, person, qualified, share, steps, short, not assessed",
        ),
        (
            find_gaps(PROFILE, ROLE),
            "id, kompetence, kræves, har, under mindstekrav",
            "id, competency, asked, held, below the minimum",
        ),
        (
            find_group_gaps([PROFILE], ROLE),
            "id, kompetence, mangler, ikke vurderet, opfylder, trin i alt",
            "id, competency, short, not assessed, met, steps in all",
        ),
        (
            check_coverage([PROFILE], TARGET),
            "id, kompetence, status, fra niveau, har, kræves, ikke vurderet",
            "id, competency, status, from level, holders, needed, not assessed",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_table_has_its_heads_in_both_languages(
    thing: object, danish: str, english: str
) -> None:
    for language, heads in (("da", danish), ("en", english)):
        shown = thing.to_html(language)
        assert re.findall('<th scope="col">(.*?)</th>', shown) == heads.split(", ")
        row = re.search("<tbody><tr>(.*?)</tr>", shown)[1]
        assert row.count("<td>") == len(heads.split(", "))
