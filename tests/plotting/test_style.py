"""Colours that stay apart in grey and in the common kinds of colour blindness, and ink on them."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from statskompetencer import CoverageStatus
from statskompetencer.plotting._style import (
    AREAS,
    FAINT,
    INK,
    MET,
    MISSING,
    NEUTRAL,
    NOT_ASKED,
    NOT_ASSESSED,
    NOT_RELEVANT,
    PAPER,
    STATUS,
    Look,
    ink_on,
    level_look,
    tint,
)

# What is left of linear light (Viénot, Brettel and Mollon 1999; Machado and others 2009).
BLINDNESS = {
    "protanopia": [(0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)],
    "deuteranopia": [(0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)],
    "tritanopia": [(1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)],
}


def linear(colour: Any) -> np.ndarray:
    parts = np.array(to_rgb(colour))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lightness(light: np.ndarray) -> float:
    """L* of CIELAB, 0 to 100."""
    y = float(light @ (0.2126, 0.7152, 0.0722))
    return 116 * np.cbrt(y) - 16 if y > 0.008856 else 903.3 * y


def lab(light: np.ndarray) -> np.ndarray:
    """CIELAB of linear sRGB (D65)."""
    m = [(0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)]
    x, y, z = (np.cbrt(v) for v in np.array(m) @ light / (0.9505, 1, 1.089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(one: Any, other: Any) -> float:
    low, high = sorted(float(linear(c) @ (0.2126, 0.7152, 0.0722)) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("pair", list(combinations(CoverageStatus, 2)), ids="-".join)
def test_no_two_statuses_are_alike_in_grey(pair: tuple[CoverageStatus, CoverageStatus]) -> None:
    one, other = (lightness(linear(STATUS[status].fill)) for status in pair)
    assert abs(one - other) >= 8


@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("pair", list(combinations(CoverageStatus, 2)), ids="-".join)
def test_no_two_statuses_are_alike_to_the_colour_blind(
    pair: tuple[CoverageStatus, CoverageStatus], kind: str
) -> None:
    one, other = (
        lab(np.clip(np.array(BLINDNESS[kind]) @ linear(STATUS[status].fill), 0, 1))
        for status in pair
    )
    assert np.linalg.norm(one - other) >= 15


def test_no_two_statuses_have_the_same_sign_or_the_same_hatch_beside_a_like_one() -> None:
    assert len({look.sign for look in STATUS.values()}) == len(STATUS)
    hatches = [look.hatch for look in STATUS.values() if look.hatch]
    assert len(set(hatches)) == len(hatches)


@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("pair", list(combinations(AREAS[:4], 2)), ids="-".join)
def test_the_first_four_areas_stay_apart_for_the_colour_blind_in_colour_or_lightness(
    pair: tuple[str, str], kind: str
) -> None:
    one, other = (
        lab(np.clip(np.array(BLINDNESS[kind]) @ linear(tint(colour, 0.75)), 0, 1))
        for colour in pair
    )
    assert np.linalg.norm(one - other) >= 12  # titles name them all the same


@pytest.mark.parametrize(
    "look",
    [
        *STATUS.values(),
        MET,
        MISSING,
        NOT_ASSESSED,
        NOT_RELEVANT,
        *map(level_look, range(5), [4] * 5),
    ],
    ids=lambda look: look.fill,
)
def test_ink_is_read_easily_on_every_look(look: Look) -> None:
    assert contrast(look.fill, look.ink) >= 4.5


@pytest.mark.parametrize("share", [0.22, 0.45, 0.75])
@pytest.mark.parametrize("colour", AREAS)
def test_ink_is_read_easily_on_every_area(colour: str, share: float) -> None:
    assert contrast(tint(colour, share), ink_on(tint(colour, share))) >= 4.5


def test_notes_are_read_easily_on_paper_and_on_what_is_not_asked() -> None:
    assert contrast(FAINT, PAPER) >= 4.5
    assert contrast(FAINT, NOT_ASKED.fill) >= 4.5
    assert all(contrast(INK, fill) >= 4.5 for fill in NEUTRAL)


def test_higher_levels_are_darker_and_bear_their_number() -> None:
    light = [lightness(linear(level_look(level, 4).fill)) for level in range(5)]
    assert light == sorted(light, reverse=True)
    assert all(a - b >= 8 for a, b in pairwise(light))
    assert [level_look(level, 4).sign for level in range(5)] == list("01234")


def test_not_assessed_is_unlike_level_0() -> None:
    zero = level_look(0, 4)
    assert NOT_ASSESSED.sign != zero.sign
    assert NOT_ASSESSED.hatch
    assert not zero.hatch


def test_a_look_says_how_a_patch_is_drawn() -> None:
    plain, hatched = Look("#ffffff", "a").patch, Look("#ffffff", "a", "//").patch
    assert plain["hatch"] is None
    assert hatched["hatch"] == "//"
    assert plain["facecolor"] == "#ffffff"


def test_a_tint_is_so_much_of_a_colour_on_white() -> None:
    assert tint("#000000", 0) == "#ffffff"
    assert tint("#336699", 1) == "#336699"
    assert tint("#000000", 0.2) == "#cccccc"


@pytest.mark.parametrize("number", range(0, 256, 5))
def test_the_better_of_two_inks_is_chosen(number: int) -> None:
    fill = f"#{number:02x}{number:02x}{number:02x}"
    best = max(contrast(fill, INK), contrast(fill, PAPER))
    assert contrast(fill, ink_on(fill)) >= best * 0.9
