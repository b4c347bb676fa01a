"""How pictures look: colours that differ in grey too, and a sign or hatch beside each."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from attrs import frozen
from matplotlib import colormaps
from matplotlib.colors import to_hex, to_rgb

from statskompetencer.coverage_status import CoverageStatus

INK = "#1a1a1a"
"""Text and lines."""
FAINT = "#6b6b6b"
"""Notes and help lines: 5.3:1 on white."""
EDGE = "#5a5a5a"
"""Edges and hatches."""
GRID = "#d5d5d5"
PAPER = "#ffffff"
FONT = "DejaVu Sans"
"""Comes with matplotlib: text takes the same room on every machine."""
UNKNOWN = "□"
"""What is drawn for a character that the font lacks."""


@frozen
class Look:
    """How one kind of thing is drawn.

    Attributes:
        fill: The colour inside.
        sign: One character that says the same as the colour; "" for none.
        hatch: A pattern of matplotlib that says the same; "" for none.
    """

    fill: str
    sign: str
    hatch: str = ""

    @property
    def patch(self) -> dict[str, Any]:
        """What a patch of matplotlib takes to be drawn like this."""
        return {
            "facecolor": self.fill,
            "edgecolor": EDGE,
            "hatch": self.hatch or None,
            "linewidth": 0.5,
        }

    @property
    def ink(self) -> str:
        """The colour of text upon it."""
        return ink_on(self.fill)


# The more there is to do, the darker: a good state looks calm. No two are alike in grey, and
# blue, yellow and dark red stay apart in the common kinds of colour blindness.
STATUS = {
    CoverageStatus.COVERED: Look("#a6cee3", "✓"),
    CoverageStatus.FRAGILE: Look("#ffe08a", "!", "////"),
    CoverageStatus.POSSIBLE: Look("#ffffff", "?", ".."),
    CoverageStatus.SHORT: Look("#f28e2b", "▾", "\\\\\\\\"),
    CoverageStatus.UNCOVERED: Look("#8c1d18", "✗"),
}
NOT_ASSESSED = Look("#ffffff", "?", "..")
NOT_RELEVANT = Look("#e3e3e3", "–", "xx")
NOT_ASKED = Look("#efefef", "")
MET = Look("#a6cee3", "✓")
MISSING = Look("#f28e2b", "▾", "\\\\\\\\")

AREAS = ("#4f83c4", "#d9a441", "#7cb36b", "#b9779f", "#8a8f3c", "#7a78bd", "#c9735f", "#6d8794")
"""A colour for each area, over and over: the first four differ in the common kinds of colour
blindness, and text names them all the same."""
NEUTRAL = ("#d9dde1", "#eceef0")
"""For areas and their subcategories where colour says something else."""


def tint(colour: str, share: float) -> str:
    """So much of a colour (a share), on white."""
    red, green, blue = (1 - share * (1 - part) for part in to_rgb(colour))
    return to_hex((red, green, blue))


@lru_cache(maxsize=256)
def level_look(level: int, top: int) -> Look:
    """How a level is drawn: the higher, the darker, with its number as the sign."""
    return Look(to_hex(colormaps["Blues"](0.04 + 0.81 * level / max(top, 1))), str(level))


def ink_on(fill: str) -> str:
    """Dark or white, whichever is read more easily upon a colour."""
    red, green, blue = (part**2.2 for part in to_rgb(fill))  # from sRGB, nearly
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return INK if (light + 0.05) ** 2 > 1.05 * 0.06 else PAPER
