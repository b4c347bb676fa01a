"""A level as boxes, one a step: ordinal levels are counted, never averaged or joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen
from matplotlib.patches import Polygon

from statskompetencer.levels import Scale
from statskompetencer.profiles import Unrated

from ._fit import LINE, fit
from ._sheet import BOLD, MARGIN, Key
from ._style import (
    FAINT,
    INK,
    MISSING,
    NOT_ASSESSED,
    NOT_RELEVANT,
    PAPER,
    Look,
    level_look,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from ._sheet import Sheet

HEIGHT = 9
"""How high a box is (points)."""
ROW = 19
"""How high a row of boxes is, with the marks above and below (points)."""
TITLE = 6.75
"""The size of the title of a row; two lines of it fit (points)."""
_GAP = 1.5
_NUMBERED = 9
"""Boxes from this width have their number below the names of the levels."""
EMPTY = Look(PAPER, "")


def step_looks(held: int, asked: int, top: int) -> tuple[tuple[str, Look], ...]:
    """What each step is called and how it looks, from the first to the highest level."""
    return tuple(
        ("held", level_look(step, top))
        if step <= held
        else ("missing", MISSING)
        if step <= asked
        else ("empty", EMPTY)
        for step in range(1, top + 1)
    )


@frozen
class Steps:
    """Where the boxes of each row stand.

    Attributes:
        x: Their left edge (points).
        width: How wide all of them are (points).
        scale: The levels.
    """

    x: float
    width: float
    scale: Scale

    @property
    def _step(self) -> float:
        return self.width / self.scale.max

    def heads(self, sheet: Sheet, language: str) -> None:
        """Write the names of the levels above the boxes, as far as there is room."""
        names = [self.scale.word(level, language) for level in range(1, len(self.scale))]
        room = self._step - 2
        fitting = [fit(name, room, 9, most=7, least=6) for name in names]
        if not all(found.whole for found in fitting):
            fitting = [fit(name, room, 17, most=7, least=5.5) for name in names]
        if not all(found.whole and "-\n" not in found.text for found in fitting):
            every = 1 if self._step >= _NUMBERED else self.scale.max
            names = [str(n) if n % every == 0 or n == 1 else "" for n in range(1, len(self.scale))]
            fitting = [fit(name, max(room, 12), 9, most=7, least=5) for name in names]
        size = min(found.size for found in fitting)
        lines = max(found.lines for found in fitting)
        for place, found in enumerate(fitting):
            for number, text in enumerate(reversed(found.text.split("\n"))):
                sheet.text(
                    self.x + (place + 0.5) * self._step,
                    sheet.y + (lines - number) * size * LINE - 2,
                    text,
                    size,
                    ha="center",
                    va="baseline",
                    color=FAINT,
                    gid=f"level-{place + 1}" if number == 0 else "",
                )
        sheet.y += lines * size * LINE + 2

    def row(  # noqa: PLR0913 - what is held, asked and at least asked
        self,
        sheet: Sheet,
        y: float,
        id: str,  # noqa: A002 - the word of the field
        held: int | Unrated,
        *,
        asked: int = 0,
        minimum: int = 0,
        word: str = "",
    ) -> None:
        """Draw one row: filled to the level held, hatched from there to the level asked.

        Args:
            sheet: Where.
            y: The middle of the row.
            id: What the parts are called by.
            held: The level, or why there is none.
            asked: The level asked for; 0 for none.
            minimum: The level that one must have; 0 for none.
            word: What is said in the boxes where there is no level, beside its sign.
        """
        top, bottom = y - HEIGHT / 2, y + HEIGHT / 2
        if isinstance(held, Unrated):
            look = NOT_ASSESSED if held is Unrated.NOT_ASSESSED else NOT_RELEVANT
            sheet.box(self.x, top, self.width - _GAP, HEIGHT, look, gid=f"unrated-{id}")
            # in the middle of a step: marks stand between two
            middle = self.x + (self.scale.max // 2 + 0.5) * self._step
            sheet.text(
                middle if not word else self.x + self.width / 2,
                y,
                f"{look.sign} {word}".rstrip(),
                6.75,
                on=look,
                ha="center",
                gid=f"sign-{id}",
            )
        else:
            for step, (kind, look) in enumerate(step_looks(held, asked, self.scale.max), 1):
                sheet.box(
                    self.x + (step - 1) * self._step,
                    top,
                    self._step - min(_GAP, 0.3 * self._step),
                    HEIGHT,
                    look,
                    gid=f"{kind}-{id}-{step}",
                )
        if asked:
            x = self.x + asked * self._step - _GAP / 2
            sheet.line((x, x), (top - 2.5, bottom + 2.5), color=INK, width=2.2, gid=f"asked-{id}")
        if minimum:
            _triangle(sheet, self.x + minimum * self._step - _GAP / 2, bottom, gid=f"minimum-{id}")


def write_outcome(  # noqa: PLR0913 - a place and a look
    sheet: Sheet,
    y: float,
    id: str,  # noqa: A002 - the word of the field
    word: str,
    width: float,
    *,
    bold: bool,
) -> None:
    """Write what comes of a row at the right edge, in so much width (points)."""
    sheet.fitted(
        sheet.width - MARGIN - width + 8,
        y,
        word,
        (width - 8) / BOLD,
        ROW,
        most=7,
        weight="bold" if bold else "normal",
        gid=f"outcome-{id}",
    )


def _triangle(sheet: Sheet, x: float, y: float, *, gid: str) -> None:
    def draw(ax: Axes, _scale: float) -> None:
        ax.add_artist(
            Polygon(
                [(x, y - 3.5), (x - 3.2, y + 3), (x + 3.2, y + 3)],
                facecolor=INK,
                edgecolor=PAPER,
                linewidth=0.5,
                gid=gid,
            )
        )

    sheet.put(draw)


def step_keys(
    language: str,
    *,
    missing: bool = False,
    asked: bool = False,
    minimum: bool = False,
    states: Sequence[Unrated] = (),
) -> list[Key]:
    """The legend of boxes, with what is there in a picture."""
    danish = language == "da"
    keys = [
        (True, Key(level_look(3, 4), "har" if danish else "held", " ")),
        (missing, Key(MISSING, "mangler" if danish else "short")),
        (asked, Key(None, "kræves" if danish else "asked for", "┃")),
        (minimum, Key(None, "mindstekrav" if danish else "minimum", "▲")),
        (
            Unrated.NOT_ASSESSED in states,
            Key(
                NOT_ASSESSED,
                "ikke vurderet (ikke det samme som 0)"
                if danish
                else "not assessed (not the same as 0)",
            ),
        ),
        (
            Unrated.NOT_RELEVANT in states,
            Key(
                NOT_RELEVANT,
                "ikke relevant for jobbet i dag" if danish else "not relevant to today’s job",
            ),
        ),
    ]
    return [key for there, key in keys if there]
