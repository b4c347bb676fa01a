"""Sectors of rings, and text that is set in them."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path

from statskompetencer.plotting._sectors import How, Sector, Way, set_all

TITLE = "Planlægge og gennemføre organisatorisk implementering"


def radii(path: Path) -> np.ndarray:
    return np.hypot(*np.asarray(path.vertices)[:-1].T)


@given(
    st.floats(0, 2 * pi),
    st.floats(0.001, 2 * pi),
    st.floats(0, 200),
    st.floats(0.01, 100),
    st.floats(0, 3),
)
def test_the_outline_lies_within_the_ring(
    start: float, span: float, inner: float, thick: float, gap: float
) -> None:
    path = Sector(start, start + span, inner, inner + thick).path((0, 0), gap)
    assert np.isfinite(path.vertices).all()
    if span <= pi / 4:  # one piece of a curve, whose handles stand out a little further
        assert radii(path).min() >= inner * 0.999
        assert radii(path).max() <= (inner + thick) * 1.03


def test_a_sector_is_drawn_clockwise_from_the_top_with_y_downwards() -> None:
    right = Sector(pi / 4, 3 * pi / 4, 50, 100).path((0, 0), 0)
    assert right.contains_point((75, 0))
    assert not right.contains_point((-75, 0))
    top = Sector(-pi / 4, pi / 4, 50, 100).path((0, 0), 0)
    assert top.contains_point((0, -75))
    assert not top.contains_point((0, 75))


def test_a_gap_is_as_wide_at_both_ends() -> None:
    path = Sector(0, pi / 2, 50, 100).path((0, 0), 4)
    x = np.asarray(path.vertices)[:-1, 0]
    assert sorted(x)[:2] == pytest.approx([2, 2])  # the edge at the top: half a gap off it


def test_a_whole_ring_has_a_hole() -> None:
    path = Sector(0, 2 * pi, 50, 100).path((10, 20), 0)
    assert path.contains_point((10, -55))
    assert list(path.codes).count(Path.MOVETO) == 2
    assert Sector(0, 2 * pi, 50, 100).middle == 0


def lines(text: str, sector: Sector, *ways: Way, **how: float) -> tuple[str, ...]:
    return set_all({"a": (sector, text)}, most=8, least=6, ways=ways, **how)["a"].lines


SLICE = Sector(0, pi / 16, 150, 255)


def test_text_along_a_spoke_is_broken_into_lines_of_about_the_same_length() -> None:
    assert (
        lines(TITLE, SLICE, "radial")
        == (
            "Planlægge og",
            "gennemføre",
            "organisatorisk",
            "implementering",
        )
        or len(lines(TITLE, SLICE, "radial")) == 3
    )


@given(
    st.floats(0.02, 6.2),
    st.floats(1, 200),
    st.floats(1, 150),
    st.sampled_from([TITLE, "PV11", "a"]),
)
def test_the_box_of_text_along_a_spoke_lies_within_its_sector(
    span: float, inner: float, thick: float, text: str
) -> None:
    sector = Sector(0, span, inner, inner + thick)
    for setting in set_all({"a": (sector, text)}, most=8, least=6, ways=["radial"]).values():
        half = max(map(setting.how.width, setting.lines)) / 2
        side = setting.how.height(len(setting.lines)) / 2
        near, far = setting.radius - half, setting.radius + half
        assert near >= inner
        assert np.hypot(far, side) <= sector.outer
        assert np.arctan2(side, near) <= span / 2


@given(
    st.floats(0.02, 2 * pi), st.floats(1, 200), st.floats(1, 150), st.sampled_from([TITLE, "PV11"])
)
def test_bent_text_lies_within_its_sector(
    span: float, inner: float, thick: float, text: str
) -> None:
    sector = Sector(0, span, inner, inner + thick)
    for setting in set_all({"a": (sector, text)}, most=8, least=6, ways=["bent"]).values():
        side = setting.how.height(len(setting.lines)) / 2
        assert inner <= setting.radius - side
        assert setting.radius + side <= sector.outer
        widest = max(map(setting.how.width, setting.lines))
        assert widest <= (setting.radius - side + setting.how.size / 2) * span


def test_text_across_a_spoke_is_one_line_in_the_middle_of_the_ring() -> None:
    cell = Sector(0, pi / 16, 240, 253)
    setting = set_all({"a": (cell, "✓ 3–5")}, most=8, least=6, ways=["across"])["a"]
    assert (setting.lines, setting.radius) == (("✓ 3–5",), 246.5)
    assert not set_all({"a": (cell, TITLE)}, most=8, least=6, ways=["across"])
    assert not set_all({"a": (Sector(0, 1, 2, 5), "1")}, most=8, least=6, ways=["across"])


def test_all_texts_have_the_size_of_the_one_with_least_room() -> None:
    found = set_all(
        {"long": (SLICE, TITLE), "short": (SLICE, "Data")}, most=12, least=6, ways=["radial"]
    )
    assert found["long"].how.size == found["short"].how.size < 12


def test_what_does_not_fit_at_the_least_size_is_left_out() -> None:
    found = set_all(
        {"long": (SLICE, "x" * 400), "short": (SLICE, "Data")}, most=8, least=6, ways=["radial"]
    )
    assert list(found) == ["short"]
    assert found["short"].how.size == 6


def test_the_best_way_that_fits_is_taken() -> None:
    wide = Sector(0, pi, 100, 150)
    assert (
        set_all({"a": (wide, "Data")}, most=8, least=6, ways=["bent", "radial"])["a"].way == "bent"
    )
    narrow = Sector(0, 0.1, 100, 150)
    assert (
        set_all({"a": (narrow, "Data")}, most=8, least=6, ways=["bent", "radial"])["a"].way
        == "radial"
    )


def test_words_are_parted_at_their_joints_only_where_nothing_else_fits() -> None:
    word = "informationssikkerhed"
    assert lines(word, Sector(0, 0.5, 90, 190), "radial") == (word,)
    assert lines(word, Sector(0, 0.5, 90, 148), "radial") == ("informations-", "sikkerhed")


def test_nothing_set_is_nothing_found() -> None:
    assert set_all({}, most=8, least=6, ways=["radial"]) == {}


def test_a_text_may_have_so_many_lines_at_most() -> None:
    assert How(6).broken("et to tre", 8, 2) is None
    assert How(6).broken("et to tre", 10, 3) == ("et", "to", "tre")
