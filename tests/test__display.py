"""Tables for notebooks are escaped, bounded and in one language."""

from __future__ import annotations

import re

import pytest

from statskompetencer import (
    KeyPerson,
    Level,
    Profile,
    Role,
    Scale,
    Target,
    UnknownLanguageError,
    Unrated,
    check_coverage,
    find_gaps,
    find_group_gaps,
    find_post_gaps,
    load,
    match,
    rank,
)
from statskompetencer._display import MOST_ROWS, html_table

COVERAGE = check_coverage([Profile("al", {"DS11": 2}, unit="U")], Target({"DS11": 1}))
PROFILE, ROLE, TARGET = Profile("bo"), Role("r", {"DS11": 2}), Target({"DS11": 1})
COLUMNS = {"da": ["navn"], "en": ["name"]}


def without_style(shown: str) -> str:
    return re.sub("<style>.*?</style>", "", shown, flags=re.DOTALL)


def test_a_table_has_caption_head_body_and_notes() -> None:
    shown = html_table("T", COLUMNS, [("a", 1), (None, 2)], notes=["n", ""], language="da")
    assert without_style(shown) == (
        '<div class="statskompetencer" lang="da">'
        '<div role="group" aria-label="T" tabindex="0">'
        '<table class="s1 n2 s2"><caption>T</caption>'
        '<thead><tr><th scope="col">navn</th></tr></thead>'
        '<tbody><tr><th scope="row">a</th><td>1</td></tr>'
        '<tr><th scope="row">–</th><td>2</td></tr></tbody></table></div>'
        "<p>n</p></div>"
    )


def test_another_column_may_head_the_rows() -> None:
    shown = html_table("T", COLUMNS, [(1, "a")], language="da", named_by=1)
    assert '<tr><td>1</td><th scope="row">a</th></tr>' in shown


def test_other_languages_than_danish_have_english_heads_and_are_marked_so() -> None:
    shown = html_table("T", COLUMNS, [], notes=["n"], language="kl")
    assert '<thead lang="en"><tr><th scope="col">name</th>' in shown
    assert '<p lang="en">n</p>' in shown
    assert '<div class="statskompetencer" lang="kl">' in shown


def test_nothing_gets_through_unescaped() -> None:
    evil = "<script>\"'&"
    shown = html_table(
        evil, {"da": [evil], "en": [evil]}, [(evil, evil)], notes=[evil], language='"><script>'
    )
    assert "<script>" not in shown
    assert shown.count("&lt;script&gt;&quot;&#x27;&amp;") == 6


@pytest.mark.parametrize(("language", "more"), [("da", "3 rækker mere."), ("en", "3 more rows.")])
def test_at_most_so_many_rows_are_shown_and_the_rest_is_counted(language: str, more: str) -> None:
    rows = [(n,) for n in range(MOST_ROWS + 3)]
    shown = html_table("T", COLUMNS, rows, language=language)
    assert shown.count('<tr><th scope="row">') == MOST_ROWS
    assert f"<p>{more}</p>" in shown
    assert "mere" not in html_table("T", COLUMNS, rows[:MOST_ROWS], language="da")
    first = html_table("T", COLUMNS, rows[:MOST_ROWS], language=language, of=MOST_ROWS + 3)
    assert f"<p>{more}</p>" in first


def test_a_table_without_rows_says_so() -> None:
    danish = html_table("T", {"da": ["a", "b"], "en": ["c", "d"]}, [], language="da")
    assert '<tbody><tr><td colspan="2">ingen</td></tr></tbody>' in danish
    english = html_table("T", {"da": ["a", "b"], "en": ["c", "d"]}, [], language="kl")
    assert '<tr><td colspan="2" lang="en">none</td></tr>' in english


def test_numbers_are_set_right_short_cells_in_one_line_and_long_texts_wide() -> None:
    rows = [("x" * 15, 1, "2–5", "a" * 121, None), ("y", 20, "7", "b", "")]
    shown = html_table("T", COLUMNS, rows, language="en")
    assert '<table class="n2 s2 n3 s3 w4">' in shown
    assert ".n3 tr > :nth-child(3) { text-align: end }" in shown
    assert ".s2 tbody tr > :nth-child(2) { white-space: nowrap }" in shown
    assert ".w4 tbody tr > :nth-child(4) { min-width: 16rem }" in shown


def test_the_height_is_bounded_and_no_colour_of_a_theme_is_set() -> None:
    (style,) = re.findall(
        "<style>(.*?)</style>", html_table("T", COLUMNS, [], language="en"), re.DOTALL
    )
    assert "max-height" in style
    assert "overflow: auto" in style
    # greys that let the ground through, or colours of the surroundings
    assert set(re.findall("#[0-9a-f]+", style)) == {"#8881", "#8883", "#8884", "#888a"}
    assert set(re.findall(r"(?<![\w-])color: (\w+)", style)) == {"inherit"}


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
            find_gaps(PROFILE, ROLE)[0],
            "id, kompetence, kræves, har, under mindstekrav",
            "id, competency, asked, held, below the minimum",
        ),
        (
            find_group_gaps([PROFILE], ROLE)[0],
            "id, kompetence, mangler, ikke vurderet, opfylder, trin i alt",
            "id, competency, short, not assessed, met, steps in all",
        ),
        (
            find_post_gaps([Profile("al", {"DS11": 0}, roles=["r"])], [ROLE]),
            "rolle, personer, nogen mangler i, ikke vurderet i, tungest vejer",
            "role, people, somebody short in, not assessed in, what weighs most",
        ),
        (PROFILE.ratings, "id, kompetence, niveau", "id, competency, level"),
        (
            Scale.default(),
            "niveau, navn, tæller som at have",
            "level, name, counts as holding",
        ),
        (
            COVERAGE["DS11"],
            "id, kompetence, status, fra niveau, har, kræves, ikke vurderet",
            "id, competency, status, from level, holders, needed, not assessed",
        ),
        (
            COVERAGE["DS"],
            "id, område, repræsenteret, af, svageste status",
            "id, branch, held, of, worst status",
        ),
        (
            COVERAGE.units[0],
            "enhed, personer, nogen har, nogen er ikke vurderet i",
            "unit, people, somebody holds, somebody was not assessed in",
        ),
        (
            COVERAGE.key_people[0],
            "id, kompetence der ville mangle",
            "id, competency that would be missing",
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
        assert row.count("<td>") == len(heads.split(", ")) - 1
        assert row.count('<th scope="row">') == 1


def test_what_a_unit_contributes_has_no_language_of_its_own() -> None:
    assert COVERAGE.units[0].to_html("kl") == COVERAGE.units[0].to_html("en")
    assert '<th scope="row">U</th><td>1</td><td>1 of 1</td><td>0 of 1</td>' in (
        COVERAGE.units[0].to_html("en")
    )
    (alone,) = check_coverage([PROFILE], TARGET).units
    assert '<th scope="row">–</th><td>1</td><td>0 af 1</td><td>1 af 1</td>' in alone._repr_html_()


def test_a_person_without_a_unit_and_one_without_a_hole_are_shown() -> None:
    assert "<caption>al (U)</caption>" in COVERAGE.key_people[0]._repr_html_()
    assert "<caption>cy</caption>" in KeyPerson("cy", None, ()).to_html("en")
    assert repr(COVERAGE.key_people[0]) == "<KeyPerson al (U): DS11>"
    assert repr(KeyPerson("cy", None, ())) == "<KeyPerson cy: –>"


def test_a_branch_shows_both_bounds_and_that_nothing_is_demanded_of_it() -> None:
    people = [Profile("a", {"DS11": 2}), Profile("b", {"DS12": 0})]
    found = check_coverage(people, Target({"DS11": 1, "DS12": 1}))
    assert "<td>1–2</td><td>2</td><td>possible</td>" in found["DS"].to_html("en")
    assert "<td>0</td><td>0</td><td></td>" in found["PV"].to_html("en")
    assert repr(found["DS"]) == "<BranchCoverage DS: 1 to 2 of 2 held; worst: possible>"
    assert repr(found["PV"]) == "<BranchCoverage PV: 0 to 0 of 0 held; worst: nothing demanded>"
    assert repr(found["DS11"]) == (
        "<CompetencyCoverage DS11: fragile, 1 of 1 needed from level 2, 1 not assessed, "
        "0 not relevant>"
    )


def test_a_scale_shows_its_descriptions_and_whose_it_is() -> None:
    assert "<p>Skalaen er projektets egen; den officielle model har ingen niveauer.</p>" in (
        Scale.binary()._repr_html_()
    )
    levels = [Level(0, {"en": "no"}), Level(1, {"en": "yes"}, {"en": "<can> do it"})]
    assert repr(levels[1]) == "<Level 1 “yes”>"
    own = Scale("s", levels, holds_from=1).to_html()
    assert '<tr><th scope="row">1</th><td>yes</td><td>&lt;can&gt; do it</td><td>yes</td>' in own
    assert "project" not in own
    with pytest.raises(UnknownLanguageError):
        Scale("s", levels, holds_from=1).to_html("da")


def test_ratings_without_their_profile_show_levels_as_numbers() -> None:
    ratings = Profile("bo", {"DS11": 2, "DS12": Unrated.NOT_RELEVANT}).ratings
    shown = ratings._repr_html_()
    assert "<td>Agere cybersikkert</td><td>2</td>" in shown
    assert "<td>ikke relevant</td>" in shown
    assert "<caption>Ratings</caption>" in ratings.to_html("en")


def test_single_results_show_themselves_in_the_default_language() -> None:
    gaps, group = find_gaps(PROFILE, ROLE), find_group_gaps([PROFILE], ROLE)
    for thing in (gaps[0], group[0], COVERAGE["DS11"], COVERAGE["DS"], COVERAGE.key_people[0]):
        assert thing._repr_html_() == thing.to_html("da")
        with pytest.raises(UnknownLanguageError):
            thing.to_html("kl")
