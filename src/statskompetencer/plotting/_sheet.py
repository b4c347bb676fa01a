"""A sheet that text and boxes are laid out on, in points, before it is known upon what Axes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from ._axes import axes, finished, size_of
from ._fit import LINE, Fitted, fit, text_width, write
from ._style import EDGE, FAINT, GRID, INK, PAPER, Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes

A4 = 7.2 * 72
"""The width that an A4 page has between its margins (points)."""
MARGIN = 6
TITLE = 12
NOTE = 7.5
LEAST = 5.5
"""Sizes of text (points): LEAST is how small it becomes before it is cut."""
BOLD = 1.17
"""So much wider is bold text at the most."""
_WIDTHS = (0.6, 0.75, 0.9, 1.0, 1.2, 1.5, 1.9, 2.5)
"""The widths tried on the caller's Axes, in those of an A4 page."""
_LARGEST = 1.5
"""So much larger than in a figure of its own a picture becomes on large Axes."""
_ENDLESS = 1_000_000
_DOTS = 3
"""How far the dots of a dotted box are from each other (points)."""
_UP = 0.09
"""So much higher than matplotlib puts it (in sizes) a line looks as if it were in the middle."""
_CLOSE = 1.05
"""The line spacing of a text of several lines in a room of its own: it leaves air around it."""
_HIGH = 1.1
"""How high the ground of text upon a hatch is, in sizes of the text."""


@frozen
class Key:
    """An entry of a legend.

    Attributes:
        look: How the thing is drawn; None for a sign without a box.
        word: What it is.
        sign: What stands in the box, by default the sign of the look.
    """

    look: Look | None
    word: str
    sign: str = ""


class Sheet:
    """What is drawn: x to the right and y down from the upper left corner, in points.

    Attributes:
        width: How wide it is.
        y: How far down it is filled.
    """

    def __init__(self, width: float) -> None:
        self.width = width
        self.y: float = MARGIN
        self._parts: list[Callable[[Axes, float], object]] = []

    @property
    def height(self) -> float:
        """How high it is."""
        return _short(self.y + MARGIN)

    def put(self, part: Callable[[Axes, float], object]) -> None:
        """Add something that draws itself on Axes, with its lines at a scale."""
        self._parts.append(part)

    def draw(self, ax: Axes, scale: float) -> None:
        """Draw it on Axes whose data coordinates are those of the sheet."""
        for part in self._parts:
            part(ax, scale)

    # --- parts ---

    def box(  # noqa: PLR0913 - a place, a size, and a look
        self, x: float, y: float, width: float, height: float, look: Look, *, gid: str = ""
    ) -> None:
        """A box with a fill, an edge and a hatch."""
        left, right, top, bottom = map(_short, (x, x + width, y, y + height))

        dotted = look.hatch and not look.hatch.strip(".")

        def draw(ax: Axes, scale: float) -> None:
            how: dict[str, Any] = {**look.patch, "linewidth": 0.5 * scale, "clip_on": False}
            if dotted:
                how["hatch"] = None
            size = right - left, bottom - top
            ax.add_artist(Rectangle((left, top), *size, gid=gid or None, **how))

        self.put(draw)
        if dotted:
            self._dots(left, right, top, bottom)

    def _dots(self, left: float, right: float, top: float, bottom: float) -> None:
        """Dots as dashes without length: as a hatch they would take 250 kB of an SVG."""
        lines = max(1, int((bottom - top) / _DOTS))
        first = (top + bottom - (lines - 1) * _DOTS) / 2
        path: list[tuple[float, float]] = []
        for line in range(lines):
            start = min(left + (_DOTS if line % 2 else _DOTS / 2), (left + right) / 2)
            y = first + line * _DOTS
            path += [(start, y), (max(start + 0.01, right - 0.75), y)]
        codes = [Path.MOVETO, Path.LINETO] * (len(path) // 2)

        def draw(ax: Axes, scale: float) -> None:
            ax.add_artist(
                PathPatch(
                    Path(path, codes),
                    edgecolor=EDGE,
                    fill=False,
                    linewidth=0.9 * scale,
                    linestyle=(0, (0.01, _DOTS / 0.9)),
                    capstyle="round",
                    clip_on=False,
                )
            )

        self.put(draw)

    def line(
        self,
        x: tuple[float, float],
        y: tuple[float, float],
        *,
        color: str = GRID,
        width: float = 0.6,
        gid: str = "",
        **how: Any,  # noqa: ANN401 - what matplotlib's Line2D takes
    ) -> None:
        """A straight line."""

        def draw(ax: Axes, scale: float) -> None:
            ax.add_artist(
                Line2D(
                    x,
                    y,
                    color=color,
                    linewidth=width * scale,
                    gid=gid or None,
                    solid_capstyle="butt",
                    clip_on=False,
                    **how,
                )
            )

        self.put(draw)

    def text(  # noqa: PLR0913 - a place and a look
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        on: Look | None = None,
        gid: str = "",
        **how: Any,  # noqa: ANN401 - what matplotlib's Text takes
    ) -> None:
        """Text as it stands; `on` a hatch it gets a ground of its own, so that it can be read."""
        style = {"va": "center_baseline", "ha": "left", **how}
        if on is not None:
            style.setdefault("color", on.ink)
            if on.hatch:
                wide = BOLD * text_width(text) * size + 2
                left = x - wide * {"left": 0, "center": 0.5, "right": 1}[style["ha"]]
                self._ground(left, y, wide, _HIGH * size, on.fill)
        if style["va"] == "center_baseline":
            y -= _UP * size

        def draw(ax: Axes, scale: float) -> None:
            write(ax, _short(x), _short(y), text, size * scale, gid=gid or None, **style)

        self.put(draw)

    def _ground(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        left, right = _short(x), _short(x + width)
        top, bottom = _short(y - height / 2), _short(y + height / 2)

        def draw(ax: Axes, _scale: float) -> None:
            ax.add_artist(
                Rectangle((left, top), right - left, bottom - top, facecolor=fill, clip_on=False)
            )

        self.put(draw)

    def fitted(  # noqa: PLR0913 - a place, a room, and a look
        self,
        x: float,
        y: float,
        text: str,
        width: float,
        height: float,
        *,
        most: float = 7.5,
        least: float = LEAST,
        gid: str = "",
        **how: Any,  # noqa: ANN401 - what matplotlib's Text takes
    ) -> Fitted:
        """Text in a room whose left edge is at x and whose middle is at y."""
        found = fit(text, width, height, most=most, least=least)
        if found.lines > 1:
            how = {"va": "center", "linespacing": _CLOSE, **how}
        self.text(x, y, found.text, found.size, gid=gid, **how)
        return found

    def name(self, text: str, width: float, height: float, *, size: float, gid: str) -> None:
        """What a row is about, at its left, in as many lines as fit into its height."""
        y = self.y + height / 2
        self.fitted(MARGIN, y, text, width, height, most=size, gid=gid)

    def area(self, text: str, *, width: float | None = None, gid: str) -> None:
        """The title of an area above its rows."""
        room = (self.width - 2 * MARGIN if width is None else width) / BOLD
        self.fitted(MARGIN, self.y + 9, text, room, 12, most=8, weight="bold", gid=gid)
        self.y += 16

    def rule(self, *, right: float | None = None, strong: bool = False) -> None:
        """A line below what is there."""
        ends = MARGIN, self.width - MARGIN if right is None else right
        look: dict[str, Any] = {"color": INK, "width": 0.8} if strong else {}
        self.line(ends, (self.y, self.y), **look)

    def paragraph(  # noqa: PLR0913 - text and its look
        self,
        text: str,
        *,
        size: float = NOTE,
        bold: bool = False,
        color: str = INK,
        after: float = 3,
        gid: str = "",
    ) -> None:
        """Text over the whole width, in as many lines as it needs, below what is there."""
        room = (self.width - 2 * MARGIN) / (BOLD if bold else 1)
        found = fit(text, room, _ENDLESS, most=size, least=size)
        self.text(
            MARGIN,
            self.y,
            found.text,
            size,
            va="top",
            color=color,
            weight="bold" if bold else "normal",
            gid=gid,
        )
        self.y += found.lines * LINE * size + after

    def heading(self, title: str, *notes: str) -> None:
        """The title, and below it of whom or what it is said."""
        self.paragraph(title, size=TITLE, bold=True, gid="title")
        for number, note in enumerate(filter(None, notes), 1):
            self.paragraph(note, size=8, color=FAINT, gid=f"note-{number}")
        self.y += 3

    def legend(self, keys: Sequence[Key], lead: str = "") -> None:
        """Boxes with what they mean, in as many lines as they need."""
        size, height = NOTE, 9
        x, y = float(MARGIN), self.y + height / 2
        if lead:
            self.text(x, y, lead, size, color=FAINT)
            x += text_width(lead) * size + 6
        start = x
        for key in keys:
            sign = key.sign or (key.look.sign if key.look else "")
            box = max(14, text_width(sign) * 6.5 + 5)
            word = fit(
                key.word,
                self.width - MARGIN - start - box - 4,
                LINE * size + 0.1,
                most=size,
                least=5,
            )
            wide = box + (4 + text_width(word.text) * word.size if key.word else -9)
            if x > start and x + wide > self.width - MARGIN:
                x, y = start, y + height + 4
            if key.look:
                self.box(x, y - height / 2, box, height, key.look)
            self.text(x + box / 2, y, sign, 6.5, on=key.look, ha="center")
            self.text(x + box + 4, y, word.text, word.size)
            x += wide + 12
        self.y = y + height / 2 + 6


def titles_width(width: float) -> float:
    """The width of the titles of rows on a sheet (points): they take a part of what is more."""
    return min(0.45 * width, 220 + 0.35 * max(0, width - A4))


def _short(points: float) -> float:
    """A place with few decimals: files become smaller, and nobody sees it."""
    return round(4 * points) / 4


def drawn(
    ax: Axes | None,
    build: Callable[[float], Sheet],
    alt_text: str,
    *others: Callable[[float], Sheet],
) -> Axes:
    """A sheet on Axes: a figure of its own, or as large as it can be on those of the caller.

    Args:
        ax: Those of the caller, or None.
        build: Lays the sheet out for a width (points); it may come out wider.
        alt_text: What the picture shows.
        others: Other ways to lay it out, for Axes of the caller on which they are larger; each
            is tried at the width of an A4 page.
    """
    if ax is None:
        sheet, scale = build(A4), 1.0
        ax = axes(None, sheet.width / 72, sheet.height / 72)
        width, height = sheet.width, sheet.height
    else:
        ax = axes(ax, 1, 1)
        width, height = size_of(ax)
        sheets = [*(build(A4 * factor) for factor in _WIDTHS), *(way(A4) for way in others)]
        scales = [min(width / s.width, height / s.height, _LARGEST) for s in sheets]
        scale = max(scales)
        sheet = sheets[scales.index(scale)]
        width, height = width / scale, height / scale
    ax.set(xlim=(0, width), ylim=(height, 0), facecolor=PAPER)
    ax.set_axis_off()
    sheet.draw(ax, scale)
    return finished(ax, alt_text)
