"""What a report is made of, and how things are called in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from statskompetencer.coverage import Coverage
from statskompetencer.coverage_status import CoverageStatus, status_word
from statskompetencer.group_gaps import GroupGaps
from statskompetencer.matching import Ranking
from statskompetencer.post_gaps import PostGaps

from ._blocks import Code, Column, Link, Mark, Name, Piece, Table
from ._words import Words

if TYPE_CHECKING:
    from statskompetencer.competency_coverage import CompetencyCoverage
    from statskompetencer.entries import Entry
    from statskompetencer.framework import Framework
    from statskompetencer.provenance import Titled

    from ._blocks import Cell

SIGNS = {
    CoverageStatus.COVERED: "✓",
    CoverageStatus.FRAGILE: "!",
    CoverageStatus.POSSIBLE: "?",
    CoverageStatus.SHORT: "▾",
    CoverageStatus.UNCOVERED: "✗",
}
"""The signs of the pictures; told here again, since these need matplotlib."""

MOST_ROWS = 100
"""So many rows of a table of units, posts or people are shown: more nobody reads."""
MOST_COMPETENCIES = 200
"""So many rows of a table of competencies are shown."""
MOST_NAMES = 6
"""So many names stand in a sentence of the answer."""


@frozen
class Setting:
    """What is reported, of whom and how.

    Attributes:
        coverage: How the organisation stands, its small units pooled.
        units: How many units there were before.
        gaps: What people lack in their posts or against a role; None where that is not shown.
        matches: Who meets which role.
        people: Whether people are named.
        least: How many people are shown as a group, at the least.
        made_on: The day of the report.
        say: The words.
    """

    coverage: Coverage
    units: int
    gaps: PostGaps | GroupGaps | None
    matches: tuple[Ranking, ...]
    people: bool
    least: int
    made_on: date
    say: Words

    def unit(self, unit: str | None) -> str:
        """What the unit of a person is called: that of the pool where it was pooled."""
        shown = {one.unit for one in self.coverage.units}
        if unit not in shown and len(shown) < self.units:
            unit = self.coverage.units[-1].unit
        return self.say("no_unit") if unit is None else unit


def name_of(entry: Entry, say: Words) -> Name:
    """An entry of the framework, with its id."""
    language = "" if say.titles == say.language else say.titles
    return Name(entry.title(say.titles), entry.id, language)


def title_of(titled: Titled, say: Words) -> Name:
    """What something is called, in the language of the titles where it has one there."""
    for language in (say.titles, say.language):
        if language in titled.languages:
            return Name(titled.title(language), "", "" if language == say.language else language)
    text = titled.title_text()
    return Name(text.text, "", text.language)


def origin(framework: Framework, say: Words) -> tuple[Piece, ...]:
    """Where the publisher shows the framework; () where that is not known."""
    urls = [text.source.url or "" for text in framework.titles]
    url = next((url for url in urls if url.startswith(("https://", "http://"))), "")
    return (say("source"), Link(url)) if url else ()


def mark_of(status: CoverageStatus, say: Words) -> Mark:
    """A status as it is shown."""
    return Mark(status.value, SIGNS[status], status_word(status, say.language))


def numbers(*titles: str) -> tuple[Column, ...]:
    """Columns of numbers."""
    return tuple(Column(title, number=True) for title in titles)


def table(  # noqa: PLR0913 - what a table is made of
    anchor: str,
    caption: str,
    columns: Iterable[Column],
    rows: Iterable[Sequence[Cell]],
    say: Words,
    *,
    command: str,
    most: int = MOST_ROWS,
    of: int | None = None,
) -> Table:
    """A table of at most so many rows, with the number left out and how to get them.

    Where only the first rows were worked out, `of` is how many there are.
    """
    every = [tuple(row) for row in rows]
    left_out = (len(every) if of is None else of) - most
    note: tuple[Piece, ...] = ()
    if left_out > 0:
        key = "left_out_one" if left_out == 1 else "left_out"
        note = say(key, number=say.number(left_out)), Code(command)
    return Table(anchor, caption, tuple(columns), tuple(every[:most]), note)


def standing(entries: Iterable[CompetencyCoverage], anchor: str, caption: str, say: Words) -> Table:
    """A table of how some competencies stand."""
    columns = (
        Column(say("col_competency")),
        Column(say("col_status")),
        *numbers(say("col_holders"), say("col_needed"), say("col_unknown")),
    )
    rows = [
        (
            name_of(entry.competency, say),
            mark_of(entry.status, say),
            say.number(entry.holders),
            say.number(entry.needed),
            say.number(entry.unknown),
        )
        for entry in entries
    ]
    command = f"statskompetencer coverage {say('file')} --json"
    return table(anchor, caption, columns, rows, say, command=command, most=MOST_COMPETENCIES)
