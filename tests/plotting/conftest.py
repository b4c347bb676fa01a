"""What the tests of all pictures need: to read a picture, to judge it, and to keep its structure.

The files in snapshots/ hold what is drawn, one line a named part of the SVG. After a wanted
change, write them anew and read the difference before you commit it::

    STATSKOMPETENCER_WRITE_SNAPSHOTS=1 python -m pytest tests/plotting -k snapshot
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

# All of these need the extra; where it is missing tests/test__extras.py says what happens. Where
# no test may be left out they are collected all the same, and fail.
_here = find_spec("matplotlib") or os.environ.get("STATSKOMPETENCER_NO_SKIPS")
collect_ignore_glob = [] if _here else ["test_*.py"]

SNAPSHOTS = Path(__file__).parent / "snapshots"
NAMED_BY_MATPLOTLIB = re.compile(r"^(axes|figure|line2d|patch|text)_\d+$")
FILL = re.compile(r"fill: (#\w+|url|none)")
SVG = "{http://www.w3.org/2000/svg}"
SLACK = 0.75
"""So little two texts may overlap (points): room around letters is part of their box."""


def svg_of(ax: Axes) -> bytes:
    from statskompetencer.plotting import save  # noqa: PLC0415 - needs the extra

    file = BytesIO()
    save(ax, file)
    return file.getvalue()


def structure(svg: bytes) -> Iterator[str]:
    """Each part that the project names: with its text, or the colour or “url” of its hatch."""
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))  # noqa: S314 - our own
    for part in ET.fromstring(svg, parser).iter(f"{SVG}g"):  # noqa: S314 - our own
        name = part.get("id", "")
        if not name or NAMED_BY_MATPLOTLIB.match(name):
            continue
        said = [str(child.text).strip() for child in part if child.tag is ET.Comment]
        path = part.find(f"{SVG}path")
        fill = FILL.search("" if path is None else path.get("style", ""))
        yield f"{name}: {said[0] if said else fill[1] if fill else '-'}".replace("\n", " | ")


@pytest.fixture
def svg() -> Callable[[Axes], bytes]:
    """The SVG of a picture."""
    return svg_of


@pytest.fixture
def is_snapshot() -> Callable[[Axes, str], None]:
    """Assert that a picture has the structure that was kept under a name."""

    def check(ax: Axes, name: str) -> None:
        found = "\n".join(structure(svg_of(ax))) + "\n"
        path = SNAPSHOTS / f"{name}.txt"
        if os.environ.get("STATSKOMPETENCER_WRITE_SNAPSHOTS"):
            SNAPSHOTS.mkdir(exist_ok=True)
            path.write_text(found, "utf-8", newline="\n")
        assert found == path.read_text("utf-8")

    return check


@pytest.fixture
def parts() -> Callable[[Axes], dict[str, Any]]:
    """The artists of a picture by their names."""

    def named(ax: Axes) -> dict[str, Any]:
        found = [artist for artist in ax.get_children() if artist.get_gid()]
        by_name = {str(artist.get_gid()): artist for artist in found}
        assert len(by_name) == len(found), "two parts have the same name"
        return by_name

    return named


@pytest.fixture
def words(parts: Callable[[Axes], dict[str, Any]]) -> Callable[[Axes], dict[str, str]]:
    """The texts of a picture by their names, each on one line."""
    return lambda ax: {
        name: " ".join(part.get_text().split())
        for name, part in parts(ax).items()
        if hasattr(part, "get_text")
    }


@pytest.fixture
def is_readable() -> Callable[[Axes], None]:
    """Assert that no text overlaps another, leaves the figure, or leaves its own cell."""
    import numpy as np  # noqa: PLC0415 - comes with matplotlib, which is an extra
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - likewise

    def check(ax: Axes) -> None:
        figure = ax.get_figure(root=True)
        assert figure is not None
        figure.set_dpi(144)
        renderer = FigureCanvasAgg(figure).get_renderer()
        texts: list[Text] = [text for text in ax.texts if text.get_text().strip()]
        assert texts
        boxes = np.array([text.get_window_extent(renderer).extents for text in texts])
        slack = SLACK * 144 / 72
        left, bottom, right, top = boxes.T
        width, height = figure.get_size_inches() * 144
        for outside in (
            left < -slack,
            bottom < -slack,
            right > width + slack,
            top > height + slack,
        ):
            assert not [texts[n].get_text() for n in np.flatnonzero(outside)]
        apart = (
            (left[:, None] >= right - slack)
            | (right[:, None] <= left + slack)
            | (bottom[:, None] >= top - slack)
            | (top[:, None] <= bottom + slack)
        )
        np.fill_diagonal(apart, val=True)
        assert not [
            (texts[one].get_text(), texts[other].get_text()) for one, other in np.argwhere(~apart)
        ]
        cells = {part.get_gid(): part for part in ax.patches}
        for text, (x0, _, x1, _) in zip(texts, boxes, strict=True):
            cell = cells.get(str(text.get_gid()).replace("count-", "cell-"))
            if cell is not None:
                room = cell.get_window_extent(renderer)
                assert room.x0 - slack <= x0, text.get_text()
                assert x1 <= room.x1 + slack, text.get_text()

    return check
