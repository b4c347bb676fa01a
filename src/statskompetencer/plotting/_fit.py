"""Text that is broken into lines and made smaller until it fits its room."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen
from matplotlib import get_data_path, rcParams
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from ._style import FONT, INK, UNKNOWN

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.transforms import Bbox

LINE = 1.2
"""The height of a line, in font sizes."""
_MEASURED_AT = 100
_SOFT_HYPHEN = "\u00ad"
_JOINT = re.compile(r"(?<=\w\w)(ings|tions|heds|tets|skabs|doms)(?=\w{4})")
"""These endings of nouns take an “s” where another noun is joined on."""


@frozen
class Fitted:
    """Text that fits.

    Attributes:
        text: The text, with line breaks; ends in “…” where it had to be cut.
        size: The font size (points).
        whole: Whether all of it is there.
    """

    text: str
    size: float
    whole: bool

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.text.count("\n") + 1


def fit(text: str, width: float, height: float, *, most: float, least: float) -> Fitted:
    """Break text into lines, and take the greatest font size at which they fit.

    Words that are too long for a line are parted with a hyphen only at the least size. What
    does not fit even then is cut.

    Args:
        text: What is to be written.
        width: The room of a line (points).
        height: The room of all lines (points).
        most: The greatest font size (points).
        least: The least font size (points).
    """
    size = most
    while size >= least:
        lines = wrapped(text, width / size)
        if lines is not None and len(lines) * LINE * size <= height:
            return Fitted("\n".join(lines), size, whole=True)
        size -= 0.25
    lines = wrapped(text, width / least, at_joints=True)
    lines = lines or wrapped(text, width / least, parting=True)
    room = max(1, int(height / (LINE * least)))
    if lines is None:  # not even a letter fits
        return Fitted("…", least, whole=False)
    if len(lines) <= room:
        return Fitted("\n".join(lines), least, whole=True)
    last = lines[room - 1]
    while last and text_width(f"{last}…") > width / least:
        last = last[:-1]
    return Fitted("\n".join([*lines[: room - 1], f"{last.rstrip(' -')}…"]), least, whole=False)


@lru_cache(maxsize=1)
def _drawable() -> frozenset[int]:
    """The characters that the font has, normal and bold."""
    folder = Path(get_data_path(), "fonts", "ttf")
    faces = (folder / f"{FONT.replace(' ', '')}{weight}.ttf" for weight in ("", "-Bold"))
    normal, bold = (FT2Font(str(face)).get_charmap().keys() for face in faces)
    return frozenset((normal & bold) | {ord("\n")})


@lru_cache(maxsize=4096)
def drawable(text: str) -> str:
    """Text with a box for each character that the font lacks: matplotlib would warn of them."""
    known = _drawable()
    return "".join(sign if ord(sign) in known else UNKNOWN for sign in text)


@lru_cache(maxsize=4096)
def text_width(text: str, *, bold: bool = False) -> float:
    """How wide a text is, in font sizes."""
    font = FontProperties(family=FONT, weight="bold" if bold else "normal", size=_MEASURED_AT)
    width, _, _ = text_to_path.get_text_width_height_descent(drawable(text), font, ismath=False)
    return width / _MEASURED_AT


def wrapped(
    text: str, width: float, *, bold: bool = False, at_joints: bool = False, parting: bool = False
) -> list[str] | None:
    """The lines of a text, or None if a word is wider than a line.

    Args:
        text: What is to be broken into lines; its own line breaks stay.
        width: The room of a line (font sizes).
        bold: Whether it is bold.
        at_joints: Whether a word that is wider than a line is parted at its soft hyphens and
            where a Danish compound is joined (“digitaliserings-potentialer”).
        parting: Whether such a word is parted anywhere.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            rest = word.replace(_SOFT_HYPHEN, "")
            begun = f"{line} " if line else ""
            if text_width(begun + rest, bold=bold) <= width:
                line = begun + rest
                continue
            if text_width(rest, bold=bold) <= width:
                lines.append(line)
                line = rest
                continue
            parts = list(rest) if parting else _parts(word) if at_joints else [rest]
            broken = None if parting else _joined(begun, parts, width, bold=bold)
            if broken is None and line:
                lines.append(line)
            broken = broken or _joined("", parts, width, bold=bold)
            if broken is None:
                return None
            lines += broken[:-1]
            line = broken[-1]
        lines.append(line)
    return lines


def _parts(word: str) -> list[str]:
    return _JOINT.sub(rf"\1{_SOFT_HYPHEN}", word).split(_SOFT_HYPHEN)


def _joined(begun: str, parts: list[str], width: float, *, bold: bool) -> list[str] | None:
    """Lines of the parts of a word, after what is begun; None if a part is wider than a line."""
    lines: list[str] = []
    line = begun
    for number, part in enumerate(parts):
        end = "" if number == len(parts) - 1 else "-"
        if text_width(line + part + end, bold=bold) <= width:
            line += part
            continue
        if line in {"", begun} or text_width(part + end, bold=bold) > width:
            return None
        lines.append(f"{line}-")
        line = part
    return [*lines, line]


class ExactText(Text):
    """Text as wide as it was measured.

    Otherwise letters are moved to whole pixels, which makes text of a few points up to a
    twelfth wider or narrower.
    """

    def draw(self, renderer: RendererBase) -> None:
        """Draw it."""
        with _unhinted():
            super().draw(renderer)

    def get_window_extent(
        self, renderer: RendererBase | None = None, dpi: float | None = None
    ) -> Bbox:
        """The room that it takes (pixels)."""
        with _unhinted():
            return super().get_window_extent(renderer, dpi)


@contextmanager
def _unhinted() -> Generator[None]:
    before = rcParams["text.hinting"]
    rcParams["text.hinting"] = "none"
    try:
        yield
    finally:
        rcParams["text.hinting"] = before


def write(ax: Axes, x: float, y: float, text: str, size: float, **how: Any) -> Text:  # noqa: ANN401 - what matplotlib's Text takes
    """Write text as it stands: a “$” in a name starts no formula, and a box is what is unknown.

    Args:
        ax: Where.
        x: The place, in data coordinates unless `how` has a transform.
        y: Likewise.
        text: What.
        size: The font size (points).
        how: What else `matplotlib.text.Text` takes.
    """
    style: dict[str, Any] = {
        "transform": ax.transData,
        "clip_on": False,
        "family": FONT,
        "color": INK,
        "linespacing": LINE,
        "parse_math": False,
        **how,
    }
    written = ExactText(x, y, drawable(text), size=size, **style)
    ax.add_artist(written)
    return written
