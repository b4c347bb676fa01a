"""Sectors of rings, and text set in them so that nobody has to read upside down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import asin, cos, degrees, hypot, pi, sin, sqrt, tan
from typing import Any, Literal, TypeAlias

import numpy as np
from attrs import evolve, frozen
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray  # noqa: TC002 - likewise

from ._fit import drawable, text_width, wrapped, write
from ._style import FONT

Way: TypeAlias = Literal["radial", "bent", "across"]
"""Along a spoke, bent along the ring, or straight across the spoke (one line)."""
_TO_NEXT_LINE = 1.16
"""From line to line, in font sizes, as matplotlib sets them at a line spacing of 1.2."""
_ACROSS = 0.08
"""What is kept free beside a line of text, in font sizes."""
_WIDEST = 1.4
"""A sector whose half is wider (radians) is as good as a half-plane for text along a spoke."""
_LONGEST_BOW = 1.7 * pi
"""Text that is bent further round (radians) runs into its own beginning."""
_DESCENT, _MIDDLE = 0.21, 0.36
"""How far letters reach below their line, and half-way up them, in font sizes."""
_HALF_TURN = 180 + 1e-6
_LEVEL = 1e-6
_STEP = 0.25
"""Font sizes are tried in these steps (points)."""


@frozen
class Sector:
    """A part of a ring.

    Attributes:
        start: Where it begins (radians, clockwise from the top).
        stop: Where it ends.
        inner: Its inner radius (points).
        outer: Its outer radius (points).
    """

    start: float
    stop: float
    inner: float
    outer: float

    @property
    def span(self) -> float:
        """How wide it is (radians)."""
        return self.stop - self.start

    @property
    def full(self) -> bool:
        """Whether it is the whole ring."""
        return self.span > 2 * pi - 1e-6

    @property
    def middle(self) -> float:
        """The angle of its middle; the top for a whole ring."""
        return 0.0 if self.full else (self.start + self.stop) / 2

    def between(self, inner: float, outer: float) -> Sector:
        """The same angles in another ring."""
        return evolve(self, inner=inner, outer=outer)

    def path(self, centre: tuple[float, float], gap: float) -> Path:
        """Its outline, half a gap (points) inside of its edges, where y runs downwards."""
        gap = min(gap, (self.outer - self.inner) / 2)
        rim, codes = self._arc(self.outer - gap / 2, gap)
        hole, below = self._arc(self.inner + gap / 2, gap)
        turn = int(Path.MOVETO if self.full else Path.LINETO)
        points = np.concatenate([rim, hole[::-1], [(0, 0)]]) * (1, -1) + centre
        return Path(points, [*codes, turn, *below[1:], int(Path.CLOSEPOLY)])

    def _arc(self, radius: float, gap: float) -> tuple[NDArray[np.float64], list[int]]:
        inset = asin(gap / 2 / radius) if radius > gap / 2 else pi / 2
        inset = 0.0 if self.full else min(inset, self.span / 4)
        arc = Path.arc(90 - degrees(self.stop - inset), 90 - degrees(self.start + inset))
        return np.asarray(arc.vertices) * radius, np.asarray(arc.codes).tolist()


@frozen
class How:
    """How text is set.

    Attributes:
        size: The font size (points).
        bold: Whether it is bold.
        at_joints: Whether words may be parted where they are joined.
        lines: How many lines there may be.
        margin: What is kept free before and after a line (points).
    """

    size: float
    bold: bool = False
    at_joints: bool = False
    lines: int = 6
    margin: float = 1.6

    def width(self, text: str) -> float:
        """How wide a line is (points)."""
        return text_width(text, bold=self.bold) * self.size

    def height(self, lines: int) -> float:
        """How high so many lines are (points)."""
        return self.size * (1 + (lines - 1) * _TO_NEXT_LINE)

    def broken(self, text: str, width: float, most: int) -> tuple[str, ...] | None:
        """Lines of about the same length; None if there would be more than `most`.

        Args:
            text: What is to be broken.
            width: The room of a line (points).
            most: How many lines there may be.
        """
        lines = self._wrapped(text, width)
        if lines is None or len(lines) > most:
            return None
        while True:  # narrower, as long as it takes no more lines
            narrower = self._wrapped(text, max(map(self.width, lines)) - 0.1)
            if narrower is None or len(narrower) > len(lines):
                return tuple(lines)
            lines = narrower

    def _wrapped(self, text: str, width: float) -> list[str] | None:
        return wrapped(text, width / self.size, bold=self.bold, at_joints=self.at_joints)


@frozen
class Setting:
    """Text as it is set in a sector.

    Attributes:
        lines: Its lines.
        how: How it is set.
        way: How the lines run.
        radius: The distance of its middle from the centre (points).
    """

    lines: tuple[str, ...]
    how: How
    way: Way
    radius: float


def set_all(  # noqa: PLR0913 - how text may be set
    texts: Mapping[str, tuple[Sector, str]],
    *,
    most: float,
    least: float,
    ways: Sequence[Way],
    bold: bool = False,
    lines: int = 6,
    margin: float = 1.6,
) -> dict[str, Setting]:
    """Set all texts in one size, the greatest at which each fits its sector.

    Where that is none, those that fit at the least size are set, and the others left out.

    Args:
        texts: Sectors and their texts, by any key.
        most: The greatest font size (points).
        least: The least font size (points).
        ways: How lines may run, the best first.
        bold: Whether they are bold.
        lines: How many lines each may have.
        margin: What is kept free before and after a line (points).
    """
    found: dict[str, Setting] = {}
    for at_joints in (False, True):
        size = most
        while size >= least:
            found = {}
            how = How(size, bold, at_joints, lines, margin)
            for key, (sector, text) in texts.items():
                setting = next(
                    filter(None, (_SETTERS[way](sector, text, how) for way in ways)), None
                )
                if setting is not None:
                    found[key] = setting
                elif size - _STEP >= least:
                    break  # one that does not fit: smaller
            if len(found) == len(texts):
                return found
            size -= _STEP
    return found


def _radial(sector: Sector, text: str, how: How) -> Setting | None:
    half = min(sector.span / 2, _WIDEST)
    for lines in range(1, how.lines + 1):
        side = how.height(lines) / 2 + _ACROSS * how.size * (1 if lines == 1 else 2)
        near = max(sector.inner + how.margin, side / tan(half))
        if side >= sector.outer - how.margin:
            return None
        far = sqrt((sector.outer - how.margin) ** 2 - side**2)
        broken = how.broken(text, far - near, lines) if far > near else None
        if broken is not None:
            return Setting(broken, how, "radial", (near + far) / 2)
    return None


def _bent(sector: Sector, text: str, how: How) -> Setting | None:
    middle = (sector.inner + sector.outer) / 2
    span = min(sector.span, _LONGEST_BOW)
    for lines in range(1, how.lines + 1):
        tall = how.height(lines)
        if tall + how.margin > sector.outer - sector.inner:
            return None
        shortest = (middle - tall / 2 + how.size / 2) * span  # through the innermost line
        broken = how.broken(text, shortest - 1.5 * how.margin, lines)
        if broken is not None:
            return Setting(broken, how, "bent", middle)
    return None


def _across(sector: Sector, text: str, how: How) -> Setting | None:
    half = min(sector.span / 2, _WIDEST)
    middle = (sector.inner + sector.outer) / 2
    low = middle - how.size / 2
    wide = how.width(text) / 2 + how.margin / 2
    fits = (
        low >= sector.inner
        and wide <= low * tan(half)
        and hypot(middle + how.size / 2, wide) <= sector.outer + how.size / 4  # no ink there
    )
    return Setting((text,), how, "across", middle) if fits else None


_SETTERS = {"radial": _radial, "bent": _bent, "across": _across}


@frozen
class Canvas:
    """Where rings are drawn.

    Attributes:
        ax: The Axes; y runs downwards.
        centre: The centre of the rings, in data coordinates.
        scale: How many points a unit of the data coordinates is.
    """

    ax: Axes
    centre: tuple[float, float]
    scale: float

    def draw(self, sector: Sector, gid: str, *, gap: float, **how: Any) -> None:  # noqa: ANN401 - what matplotlib's patches take
        """Draw a sector, half a gap (points) inside of its edges."""
        style = {"linewidth": 0, "zorder": 1, **how}
        style["linewidth"] *= self.scale
        self.ax.add_artist(PathPatch(sector.path(self.centre, gap), gid=gid, **style))

    def write(self, sector: Sector, setting: Setting, gid: str, ink: str) -> None:
        """Write text in a sector as it was set."""
        if setting.way == "bent":
            path = _bent_path(sector.middle, setting, self.centre)
            how = {"facecolor": ink, "linewidth": 0, "zorder": 3}
            self.ax.add_artist(PathPatch(path, gid=gid, **how))
            return
        angle = sector.middle
        turned = 90 - degrees(angle) if setting.way == "radial" else -degrees(angle)
        if (turned + 90) % 360 > _HALF_TURN:  # upside down
            turned += 180
        write(
            self.ax,
            self.centre[0] + setting.radius * sin(angle),
            self.centre[1] - setting.radius * cos(angle),
            "\n".join(setting.lines),
            setting.how.size * self.scale,
            color=ink,
            gid=gid,
            ha="center",
            va="center",
            weight="bold" if setting.how.bold else "normal",
            rotation=turned,
            rotation_mode="anchor",
            zorder=3,
        )


def _bent_path(angle: float, setting: Setting, centre: tuple[float, float]) -> Path:
    """The outlines of the letters, bent along a ring; below the centre they turn round."""
    how, size = setting.how, setting.how.size
    outwards = 1 if cos(angle) > -_LEVEL else -1
    font = FontProperties(family=FONT, weight="bold" if how.bold else "normal")
    scale = size / text_to_path.FONT_SCALE
    points: list[NDArray[np.float64]] = []
    codes: list[int] = []
    top = how.height(len(setting.lines)) / 2
    for number, line in enumerate(setting.lines):
        outlines, kinds = text_to_path.get_text_path(font, drawable(line), ismath=False)
        x, y = np.asarray(outlines).T * scale
        base = top - (1 - _DESCENT + number * _TO_NEXT_LINE) * size
        about = setting.radius + outwards * (base + _MIDDLE * size)
        radius = setting.radius + outwards * (base + y)
        turn = angle + outwards * (x - how.width(line) / 2) / about
        points.append(np.column_stack([np.sin(turn), -np.cos(turn)]) * radius[:, None] + centre)
        codes.extend(np.asarray(kinds).tolist())
    return Path(np.concatenate(points), codes)
