"""How a ranking is laid out: a row a person, with the score as a line between its bounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen
from matplotlib.lines import Line2D

from statskompetencer._text import counted
from statskompetencer.matching import Match, Qualified, Ranking, qualified_word, rounded
from statskompetencer.roles import role_title

from ._fit import text_width
from ._sheet import BOLD, MARGIN, Key, Sheet
from ._style import FAINT, INK, MET, NOT_ASSESSED, PAPER, Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_TIED = 40
"""So many more than asked for are shown where they share the last place."""
_VERDICT = {
    Qualified.YES: MET,
    Qualified.POSSIBLE: NOT_ASSESSED,
    Qualified.NO: Look("#d0d0d0", "✗"),
}
_ROW = 15
_PLACE = 8
_PERSON = 7.5
_WORD = 7
"""Sizes of text (points)."""
_LONGEST_ID = 110
"""The width that an id gets at the most (points)."""
_LEAST_LINE = 90
"""The least width from 0 to 1 (points)."""
_QUARTERS = (0, 0.25, 0.5, 0.75, 1)


def shown_of(ranking: Ranking, most: int) -> Ranking:
    """Those with the first places; ties are not cut, up to a bound."""
    return ranking.top(most)[: most + MOST_TIED]


def left_out(ranking: Ranking, most: int, language: str) -> list[str]:
    """How many are not shown, in all and of those who share the last place that is."""
    shown = shown_of(ranking, most)
    danish = language == "da"
    said: list[str] = []
    number = ranking.ranked - len(shown)
    if number:
        people = counted(number, language, da=("person", "personer"), en=("person", "people"))
        verb = "is" if number == 1 else "are"
        said.append(
            f"{people} længere nede er ikke vist."
            if danish
            else f"{people} further down {verb} not shown."
        )
    tied = len(ranking.top(most)) - len(shown)
    if tied:
        place = shown.places[-1]
        said.append(
            f"{tied} af dem deler plads {place} med de sidste her."
            if danish
            else f"{tied} of them {'shares' if tied == 1 else 'share'} place {place} with the "
            "last ones here."
        )
    return said


def share_word(share: float, language: str) -> str:
    """A share (0 to 1) with two decimals; 1.00 and 0.00 stand for all and nothing alone."""
    return _decimal(rounded(share), language)


def ranking_sheet(ranking: Ranking, most: int, language: str, width: float) -> Sheet:
    """A row a person; wider than asked for if there is no other way."""
    danish = language == "da"
    table = _Table(shown_of(ranking, most), language)
    sheet = Sheet(max(width, table.least))
    title = role_title(ranking.role, language)
    sheet.heading(
        f"Hvem opfylder kravene til “{title}”?"
        if danish
        else f"Who meets what “{title}” asks for?",
        ranking.explain(language),
        "Score: andelen (0 til 1) af de trin, rollen kræver, vægtet."
        if danish
        else "Score: the share (0 to 1) of the steps that the role asks for, weighted.",
    )
    if table.ranking:
        table.draw(sheet)
    sheet.y += 6
    for number, text in enumerate(left_out(ranking, most, language), 1):
        sheet.paragraph(text, after=1, gid=f"left-out-{number}")
    sheet.paragraph(
        "En rangliste er et sted at begynde en samtale, aldrig en afgørelse om et menneske."
        if danish
        else "A ranking is a place to start a talk from, never a decision about a person.",
        color=FAINT,
        gid="foot",
    )
    return sheet


def _decimal(text: str, language: str) -> str:
    return text.replace(".", ",") if language == "da" else text


def _bounds(lower: str, upper: str) -> str:
    return lower if lower == upper else f"{lower}–{upper}"


@frozen
class _Row:
    """What is written of one person."""

    found: Match
    place: str
    verdict: str
    share: str
    steps: str


def _widest(texts: Sequence[str], size: float) -> float:
    return size * max(map(text_width, texts), default=0)


@frozen
class _Table:
    """The rows, and how wide each of their parts is."""

    ranking: Ranking
    language: str

    def _say(self, danish: str, english: str) -> str:
        return danish if self.language == "da" else english

    @cached_property
    def _shared(self) -> set[int]:
        places = self.ranking.places
        return {place for place in places if places.count(place) > 1}

    @cached_property
    def _rows(self) -> list[_Row]:
        of = self._say("af", "of")
        return [
            _Row(
                found,
                f"{found.place}{'=' if found.place in self._shared else ''}",
                qualified_word(found.qualified, self.language),
                _bounds(
                    share_word(found.score, self.language),
                    share_word(found.score_upper, self.language),
                ),
                f"{_bounds(f'{found.steps_met}', f'{found.steps_met_upper}')} {of} "
                f"{found.steps_asked}",
            )
            for found in self.ranking
        ]

    @cached_property
    def _widths(self) -> tuple[float, float, float, float, float]:
        """Of place, person, verdict, score, and steps (points)."""
        rows = self._rows
        people = _widest([row.found.profile.id for row in rows], _PERSON)
        return (
            8 + max(_widest([row.place for row in rows], _PLACE * BOLD), _widest(["Plads"], _WORD)),
            8 + max(min(_LONGEST_ID, people), _widest(["Person"], _WORD)),
            26 + _widest([row.verdict for row in rows], _WORD),
            14 + max(_widest([row.share for row in rows], _PERSON), _widest(["Score"], _WORD)),
            8 + max(_widest([row.steps for row in rows], _WORD), _widest(["Steps"], _WORD)),
        )

    @property
    def least(self) -> float:
        """The least width of a sheet (points)."""
        return 2 * MARGIN + sum(self._widths) + _LEAST_LINE

    def draw(self, sheet: Sheet) -> None:
        """Draw it below what is on a sheet."""
        sheet.legend(self._keys())
        places, people, verdicts, shares, steps = self._widths
        person = MARGIN + places
        verdict = person + people
        zero = verdict + verdicts
        step = sheet.width - MARGIN
        share = step - steps
        one = share - shares
        heads = [
            (MARGIN, self._say("Plads", "Place"), "left"),
            (person, "Person", "left"),
            *(
                (zero + part * (one - zero), _decimal(f"{part:g}", self.language), "center")
                for part in _QUARTERS
            ),
            (share, "Score", "right"),
            (step, self._say("Trin", "Steps"), "right"),
        ]
        for x, text, side in heads:
            sheet.text(x, sheet.y + 5, text, _WORD, color=FAINT, ha=side)
        sheet.y += 11
        sheet.rule(strong=True)
        bottom = sheet.y + _ROW * len(self._rows)
        for part in _QUARTERS:
            x = zero + part * (one - zero)
            sheet.line((x, x), (sheet.y, bottom), width=0.5)
        for number, row in enumerate(self._rows, 1):
            y = sheet.y + _ROW / 2
            sheet.text(MARGIN, y, row.place, _PLACE, weight="bold", gid=f"place-{number}")
            sheet.fitted(person, y, row.found.profile.id, people - 6, _ROW, gid=f"person-{number}")
            self._draw_verdict(sheet, verdict, y, row, number)
            low, high = (
                zero + part * (one - zero) for part in (row.found.score, row.found.score_upper)
            )
            sheet.line((low, high), (y, y), color=INK, width=1.6, gid=f"score-{number}")
            _dot(sheet, high, y, PAPER, f"upper-{number}")
            _dot(sheet, low, y, INK, f"lower-{number}")
            sheet.text(share, y, row.share, _PERSON, ha="right", gid=f"share-{number}")
            gid = f"steps-{number}"
            sheet.text(step, y, row.steps, _WORD, ha="right", color=FAINT, gid=gid)
            sheet.y += _ROW
            sheet.rule()

    def _keys(self) -> list[Key]:
        keys = [
            Key(
                None,
                self._say(
                    "score, når ikke vurderet tæller som ikke opfyldt",
                    "score if what is not assessed counts as not met",
                ),
                "●",
            ),
            Key(None, self._say("når det tæller som opfyldt", "if it counts as met"), "○"),
        ]
        if self._shared:
            keys.append(Key(None, self._say("delt plads", "shared place"), "="))
        return keys

    @staticmethod
    def _draw_verdict(sheet: Sheet, x: float, y: float, row: _Row, number: int) -> None:
        look = _VERDICT[row.found.qualified]
        sheet.box(x, y - 4.5, 12, 9, look, gid=f"verdict-{number}")
        sheet.text(x + 6, y, look.sign, 6.5, on=look, ha="center", gid=f"sign-{number}")
        sheet.text(x + 16, y, row.verdict, _WORD, gid=f"word-{number}")


def _dot(sheet: Sheet, x: float, y: float, fill: str, gid: str) -> None:
    def draw(ax: Axes, scale: float) -> None:
        ax.add_artist(
            Line2D(
                [x],
                [y],
                marker="o",
                markersize=6 * scale,
                markerfacecolor=fill,
                markeredgecolor=INK,
                markeredgewidth=1.2 * scale,
                linestyle="none",
                gid=gid,
                clip_on=False,
            )
        )

    sheet.put(draw)
