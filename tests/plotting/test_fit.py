"""Text that is broken into lines and made smaller, and is as wide as it was measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import rcParams
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from statskompetencer.plotting._fit import LINE, ExactText, Fitted, fit, text_width, wrapped, write

SHY = "\u00ad"


def test_text_that_fits_has_the_greatest_size_and_one_line() -> None:
    assert fit("kort", 100, 20, most=8, least=5) == Fitted("kort", 8, whole=True)


def test_text_is_broken_at_spaces_before_it_is_made_smaller() -> None:
    found = fit("Sikre datakvalitet", 11 * 8 * 0.6, 2 * LINE * 8, most=8, least=5)
    assert found == Fitted("Sikre\ndatakvalitet", 8, whole=True)
    assert found.lines == 2


def test_text_is_made_smaller_in_quarters_of_a_point() -> None:
    width = text_width("datakvalitet") * 7.3
    assert fit("datakvalitet", width, 20, most=8, least=5).size == 7.25


def test_a_long_danish_word_is_parted_where_it_is_joined_and_only_at_the_least_size() -> None:
    width = text_width("digitaliserings-") * 5 + 0.1
    found = fit("digitaliseringspotentialer", width, 40, most=8, least=5)
    assert found == Fitted("digitaliserings-\npotentialer", 5, whole=True)


def test_a_word_without_a_joint_is_parted_anywhere() -> None:
    found = fit("xxxxxxxxxx", text_width("xxxx-") * 5 + 0.1, 40, most=8, least=5)
    assert found == Fitted("xxxx-\nxxxx-\nxx", 5, whole=True)


def test_what_does_not_fit_at_all_is_cut_with_an_ellipsis() -> None:
    found = fit("et to tre fire fem", text_width("to tre…") * 5, LINE * 5 + 0.1, most=8, least=5)
    assert found == Fitted("et to…", 5, whole=False)
    assert fit("ord", 1, 1, most=8, least=5) == Fitted("…", 5, whole=False)


def test_the_ellipsis_follows_no_hyphen() -> None:
    found = fit("xxxxxxxxxx", text_width("xxxx-") * 5 + 0.1, LINE * 5 + 0.1, most=8, least=5)
    assert found == Fitted("xx…", 5, whole=False)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("a b", 50, ["a b"]),
        ("a\nb  c", 50, ["a", "b c"]),
        (f"data{SHY}etik", 50, ["dataetik"]),
        ("datakvalitet", 3, None),
        ("en datakvalitet", 3, None),
    ],
)
def test_text_is_wrapped_at_spaces_and_its_own_breaks(
    text: str, width: float, lines: list[str] | None
) -> None:
    assert wrapped(text, width) == lines


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("forandringsprocesser", ["forandrings-", "processer"]),
        ("informationssikkerhed", ["informations-", "sikkerhed"]),
        ("kvalitetsudvikling", ["kvalitets-", "udvikling"]),
        ("frihedsrettigheder", ["friheds-", "rettigheder"]),
        ("selskabskapital", ["selskabs-", "kapital"]),
        (f"arkitektur{SHY}principper", ["arkitektur-", "principper"]),
    ],
)
def test_words_are_parted_at_joints_and_soft_hyphens(word: str, parts: list[str]) -> None:
    width = max(map(text_width, parts)) + 0.01
    assert wrapped(word, width) is None
    assert wrapped(word, width, at_joints=True) == parts


@pytest.mark.parametrize("word", ["kravspecifikationer", "leverandører", "heds", "Ringsted"])
def test_other_words_are_not_parted_at_joints(word: str) -> None:
    assert wrapped(word, text_width(word) * 0.8, at_joints=True) is None


def test_the_first_part_of_a_word_fills_the_line_that_is_begun() -> None:
    width = text_width("en informations-") + 0.01
    assert wrapped("en informationssikkerhed", width, at_joints=True) == [
        "en informations-",
        "sikkerhed",
    ]


def test_a_part_that_does_not_fit_the_line_that_is_begun_starts_a_new_one() -> None:
    width = text_width("informations-") + 0.01
    assert wrapped("en informationssikkerhed nu", width, at_joints=True) == [
        "en",
        "informations-",
        "sikkerhed nu",
    ]


def test_several_joints_in_one_word_are_used_as_needed() -> None:
    word = "forvaltningsinformationssikkerhed"
    assert wrapped(word, text_width("forvaltningsinformations-") + 0.01, at_joints=True) == [
        "forvaltningsinformations-",
        "sikkerhed",
    ]


@given(
    st.text("abcæøå -", max_size=60),
    st.floats(0.5, 30),
    st.booleans(),
    st.booleans(),
)
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(
    text: str,
    width: float,
    at_joints: bool,  # noqa: FBT001 - drawn by hypothesis
    parting: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    lines = wrapped(text, width, at_joints=at_joints, parting=parting)
    if lines is not None:
        assert all(text_width(line) <= width for line in lines)
        joined = "".join(lines).replace("-", "").replace(" ", "")
        assert joined == text.replace("-", "").replace(" ", "")


@given(st.text("abcæøå ", max_size=60), st.floats(5, 200), st.floats(5, 60))
def test_what_is_fitted_fits(text: str, width: float, height: float) -> None:
    found = fit(text, width, height, most=8, least=5)
    assert 5 <= found.size <= 8
    assert found.lines * LINE * found.size <= max(height, LINE * 5) + 1e-9
    for line in found.text.split("\n"):
        assert line == "…" or text_width(line) * found.size <= width + 1e-9


def test_bold_text_is_wider() -> None:
    assert text_width("Data og sikkerhed", bold=True) > text_width("Data og sikkerhed")


@pytest.fixture
def ax() -> Any:
    return Figure(figsize=(4, 2), dpi=100).add_axes((0, 0, 1, 1))


def test_written_text_starts_no_formula(ax: Any) -> None:
    text = write(ax, 0.5, 0.5, "$x$ for $y$", 7)
    assert isinstance(text, ExactText)
    assert not text.get_parse_math()
    assert list(ax.texts) == [text]
    assert (text.get_fontsize(), text.get_position()) == (7, (0.5, 0.5))


def test_written_text_may_be_placed_in_other_coordinates(ax: Any) -> None:
    assert write(ax, 0, 0, "a", 7, transform=ax.transAxes).get_transform() == ax.transAxes


@pytest.mark.parametrize("dpi", [72, 100, 150, 300])
@pytest.mark.parametrize("size", [5, 6.1, 8])
def test_written_text_is_as_wide_as_it_was_measured(ax: Any, dpi: int, size: float) -> None:
    text = write(ax, 0, 0, "Udarbejde digitaliseringsklar lovgivning", size)
    ax.figure.set_dpi(dpi)
    wide = text.get_window_extent(FigureCanvasAgg(ax.figure).get_renderer()).width * 72 / dpi
    assert wide == pytest.approx(text_width(text.get_text()) * size, rel=0.01)


def test_drawing_text_leaves_the_settings_as_they_were(
    ax: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    before = rcParams["text.hinting"]
    text = write(ax, 0, 0, "a", 7)

    def draw(*_args: Any, **_how: Any) -> None:
        seen.append(rcParams["text.hinting"])
        raise RuntimeError

    renderer = FigureCanvasAgg(ax.figure).get_renderer()
    monkeypatch.setattr(renderer, "draw_text", draw)
    with pytest.raises(RuntimeError):
        text.draw(renderer)
    assert seen == ["none"]
    assert rcParams["text.hinting"] == before != "none"


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_characters_that_the_font_lacks_are_drawn_as_a_box(
    ax: Any, svg: Callable[[Any], bytes], weight: str
) -> None:
    assert write(ax, 0.5, 0.5, "Ærø 漢🦄\nit", 7, weight=weight).get_text() == "Ærø □□\nit"
    assert "Ærø □□" in svg(ax).decode()  # and matplotlib warns of nothing
    assert text_width("漢", bold=weight == "bold") == text_width("□", bold=weight == "bold")


def test_written_text_is_drawn(ax: Any, svg: Callable[[Any], bytes]) -> None:
    write(ax, 0.5, 0.5, "Ærø", 7, gid="ø")
    assert "<!-- Ærø -->" in svg(ax).decode()
