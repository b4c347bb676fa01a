"""How a heatmap is laid out: with competencies or with units as the rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from attrs import frozen

from statskompetencer.coverage import Coverage, UnitContribution
from statskompetencer.coverage_status import status_word

from ._fit import LINE, Fitted, fit, text_width
from ._heat_cells import (
    ALL,
    MAYBE,
    MAYBE_MORE,
    MOST_LINES,
    NONE,
    SHADES,
    SOME,
    By,
    Cell,
    Line,
    left_out,
    lines_left_out,
    shade,
    shade_from,
    unit_name,
)
from ._sheet import BOLD, LEAST, MARGIN, Key, Sheet
from ._style import FAINT, INK, STATUS
from ._words import bounds

_Where: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height."""

_COUNT = 6.5
"""The size of the numbers (points)."""
_NAME = 6.6
"""The size of titles and names (points)."""
_HEAD = 7.5
"""The greatest size of the heads of columns (points)."""
_TITLES = 190, 222
"""The least and the wished for width of the titles of rows (points)."""
_UNITS = 150
"""The least width of the names of units that are rows (points)."""
_PEOPLE = 30
_ROWS = 17, 15
"""The height of a row: a competency, a unit (points)."""
_TWO_LINES = 20
"""A column as wide has room for two lines of text that stand upright (points)."""
_LYING = 30
"""A column as wide may have room for text that lies (points)."""


@frozen
class HeatSheet:
    """A heatmap that lays itself out for a width.

    Attributes:
        coverage: What it shows.
        by: What units are set against.
        units: The units that are shown.
        all_lines: The competencies or subcategories.
        language: The language of the words.
    """

    coverage: Coverage
    by: By
    units: Sequence[UnitContribution]
    all_lines: Sequence[Line]
    language: str

    @property
    def lines(self) -> Sequence[Line]:
        """Those that are shown."""
        return self.all_lines[:MOST_LINES]

    @cached_property
    def _cell(self) -> float:
        """The least width of a cell."""
        texts = [cell.text for line in self.lines for cell in line.cells]
        people = [f"{unit.people}" for unit in self.units]
        widest = max((text_width(text) for text in [*texts, *people]), default=0)
        return max(10, 3 + _COUNT * widest)

    @cached_property
    def _whole(self) -> float:
        """The width of a cell of the whole, with its sign."""
        texts = [*(f"✓ {line.whole}" for line in self.lines), f"{self.coverage.people}"]
        return max(36, 8 + BOLD * _COUNT * max(map(text_width, texts)))

    def laid_out(self, width: float) -> Sheet:
        """The sheet: wider than asked for if there is no other way."""
        beside = 2 * MARGIN + _TITLES[0] + self._whole + 4 + len(self.units) * self._cell
        if beside > max(width, self._below) or self._better_as_rows(max(width, beside)):
            return self.units_as_rows(width)
        return self._competencies_as_rows(max(width, beside))

    @property
    def _below(self) -> float:
        """The least width with units as rows."""
        return 2 * MARGIN + _UNITS + _PEOPLE + len(self.lines) * max(self._cell, 15.5)

    def _better_as_rows(self, width: float) -> bool:
        """Whether names of units would be cut above columns, and not before rows."""
        above, _, _ = self._fitted_heads(self._columns(width)[0])
        if all(one.whole for one in above):
            return False
        room = _UNITS - 6, _ROWS[1]
        return all(fit(name, *room, most=_NAME, least=LEAST).whole for name in self._names())

    def _say(self, danish: str, english: str) -> str:
        return danish if self.language == "da" else english

    # --- what both ways have ---

    def _head(self, sheet: Sheet) -> None:
        coverage = self.coverage
        held = bounds(coverage.covered, coverage.covered_upper)
        total = len(coverage)
        sheet.heading(
            self._say("Hvor mange har kompetencen?", "How many hold the competency?")
            if self.by == "competency"
            else self._say(
                "Hvor mange af kompetencerne har enheden?",
                "How many of the competencies does each unit hold?",
            ),
            self._say(
                f"{held} af {total} kompetencer er repræsenteret, {coverage.among('da')}.",
                f"{held} of {total} competencies are held, {coverage.among('en')}.",
            ),
            ""
            if self.units
            else self._say(
                "Der er ingen personer i data, og derfor ingen enheder at vise.",
                "There is nobody in the data, and so there are no units to show.",
            ),
        )
        statuses = {line.status for line in self.lines}
        sheet.legend(
            [
                Key(look, status_word(status, self.language))
                for status, look in STATUS.items()
                if status in statuses
            ],
            self._say("Samlet:", "Overall:"),
        )
        used = [cell.look for line in self.lines for cell in line.cells]
        keys = self._counts() if self.by == "competency" else self._shares()
        keys = [key for key in keys if key.look in used]
        if keys:
            sheet.legend(keys, self._say("I enheden:", "In the unit:"))
        sheet.y += 2

    def _counts(self) -> list[Key]:
        least = shade_from(self.units)
        ranges = [*(bounds(low, high - 1) for low, high in pairwise(least)), f"{least[-1]}+"]
        held = [Key(shade(number), "", text) for number, text in enumerate(ranges, 1)]
        used = {cell.look.fill for line in self.lines for cell in line.cells}
        last = max((n for n in range(1, SHADES + 1) if shade(n).fill in used), default=SHADES)
        held[last - 1] = Key(shade(last), self._say("har den", "hold it"), ranges[last - 1])
        return [
            Key(NONE, self._say("ingen har den", "nobody holds it")),
            Key(
                MAYBE,
                self._say(
                    "ingen vides at have den; nogen er ikke vurderet",
                    "nobody is known to hold it; somebody was not assessed",
                ),
            ),
            *held,
        ]

    def _shares(self) -> list[Key]:
        used = [cell.look for line in self.lines for cell in line.cells]
        more = self._say(
            "kan være flere, for nogen er ikke vurderet",
            "may be more, as somebody was not assessed",
        )
        return [
            Key(NONE, self._say("ingen af dem", "none of them"), "0/3"),
            Key(SOME, self._say("nogle", "some"), "2/3"),
            Key(ALL, self._say("alle", "all"), "3/3"),
            Key(MAYBE, "" if MAYBE_MORE in used else more, "0/3?"),
            Key(MAYBE_MORE, more, "1/3?"),
        ]

    def _foot(self, sheet: Sheet) -> None:
        sheet.y += 6
        units = left_out(self.coverage, self.units, self.language)
        if units:
            sheet.paragraph(units, gid="left-out")
        lines = lines_left_out(self.all_lines, self.by, self.language)
        if lines:
            sheet.paragraph(lines, gid="lines-left-out")

    def _draw_cell(self, sheet: Sheet, where: _Where, cell: Cell, gid: str) -> None:
        left, top, width, height = where
        none = cell.look is NONE
        if not none:
            sheet.box(left, top, width, height, cell.look, gid=f"cell-{gid}")
        sheet.text(
            left + width / 2,
            top + height / 2,
            cell.text,
            _COUNT,
            on=cell.look,
            ha="center",
            color=FAINT if none else cell.look.ink,
            gid=f"count-{gid}",
        )

    def _draw_whole(self, sheet: Sheet, where: _Where, line: Line) -> None:
        left, top, width, height = where
        look = STATUS[line.status]
        sheet.box(left, top, width, height, look, gid=f"cell-{line.id}-whole")
        sign, count = f"sign-{line.id}-whole", f"count-{line.id}-whole"
        size = min(_COUNT, (width - 2) / BOLD / text_width(line.whole))
        if height > _ROWS[0]:  # one above the other
            x = left + width / 2
            sheet.text(
                x, top + 0.3 * height, look.sign, 7.5, on=look, ha="center", weight="bold", gid=sign
            )
            sheet.text(
                x,
                top + 0.72 * height,
                line.whole,
                size,
                on=look,
                ha="center",
                weight="bold",
                gid=count,
            )
        else:
            y, right = top + height / 2, left + width - 5
            sheet.text(left + 8, y, look.sign, 7.5, on=look, ha="center", weight="bold", gid=sign)
            sheet.text(right, y, line.whole, size, on=look, ha="right", weight="bold", gid=count)

    def _names(self) -> list[str]:
        return [unit_name(unit, self.language) for unit in self.units]

    # --- competencies as rows ---

    def _competencies_as_rows(self, width: float) -> Sheet:
        sheet = Sheet(width)
        self._head(sheet)
        cell, titles = self._columns(width)
        left = MARGIN + titles
        first = left + self._whole + 4
        right = first + cell * len(self.units)
        self._unit_heads(sheet, first, cell)
        self._whole_head(sheet, left + self._whole / 2, right)
        for place, unit in enumerate(self.units):
            x = first + (place + 0.5) * cell
            self._people(sheet, x, unit.people, "center", f"{place + 1}")
        sheet.y += 13
        row, area = _ROWS[0], None
        for line in self.lines:
            if line.area is not area:
                area = line.area
                sheet.area(
                    f"{area.id} {area.title(self.language)}", width=titles, gid=f"area-{area.id}"
                )
            title = f"{line.id} {line.title}"
            sheet.name(title, titles - 6, row, size=_NAME, gid=f"title-{line.id}")
            self._draw_whole(sheet, (left, sheet.y, self._whole, row), line)
            for place, one in enumerate(line.cells):
                where = (first + place * cell, sheet.y, cell, row)
                self._draw_cell(sheet, where, one, f"{line.id}-{place + 1}")
            sheet.y += row
            sheet.rule(right=right)
        self._foot(sheet)
        return sheet

    def _columns(self, width: float) -> tuple[float, float]:
        """The width of a cell, and that of the titles of rows."""
        number = len(self.units)
        room = width - 2 * MARGIN - self._whole - 4
        cell = min(56, max(self._cell, (room - _TITLES[1]) / max(number, 1)))
        return cell, min(room - cell * number, 330)

    def _fitted_heads(self, cell: float) -> tuple[list[Fitted], float, int]:
        """The names of units above their columns, their height, and how far they are turned.

        They lie if there is room, and stand upright otherwise.
        """
        names = self._names()
        found = [fit(name, cell - 3, 38, most=_HEAD, least=6) for name in names]
        height, turn = 4 + max((LINE * one.size * one.lines for one in found), default=9), 0
        if cell < _LYING or not all(one.whole and "-\n" not in one.text for one in found):
            longest = 4 + _HEAD * max(map(text_width, names))
            height, turn = min(84 if cell > _TWO_LINES else 120, max(44, longest)), 90
            found = [fit(name, height - 2, cell - 1, most=_HEAD, least=5) for name in names]
        return found, height, turn

    def _unit_heads(self, sheet: Sheet, first: float, cell: float) -> None:
        found, height, turn = self._fitted_heads(cell)
        sheet.y += height
        for place, one in enumerate(found):
            sheet.text(
                first + (place + 0.5) * cell,
                sheet.y - 2,
                one.text,
                one.size,
                ha="center",
                va="bottom",
                rotation=turn,
                multialignment="left" if turn else "center",
                gid=f"unit-{place + 1}",
            )

    def _whole_head(self, sheet: Sheet, x: float, right: float) -> None:
        sheet.text(
            x,
            sheet.y - 6,
            self._say("Samlet", "Overall"),
            7,
            ha="center",
            weight="bold",
            gid="unit-whole",
        )
        sheet.rule(right=right, strong=True)
        sheet.text(MARGIN, sheet.y + 6.5, self._say("Personer", "People"), 7, color=FAINT)
        self._people(sheet, x, self.coverage.people, "center", "whole")

    @staticmethod
    def _people(sheet: Sheet, x: float, people: int, side: str, gid: str) -> None:
        y = sheet.y + 6.5
        sheet.text(x, y, f"{people}", _COUNT, ha=side, color=FAINT, gid=f"people-{gid}")

    # --- units as rows ---

    def units_as_rows(self, width: float) -> Sheet:
        """The sheet with units as rows: wider than asked for if there is no other way."""
        width = max(width, self._below)
        sheet = Sheet(width)
        self._head(sheet)
        number = len(self.lines)
        cell = min(40, (width - 2 * MARGIN - _UNITS - _PEOPLE) / max(number, 1))
        names = width - 2 * MARGIN - _PEOPLE - cell * number
        first = MARGIN + names + _PEOPLE
        right = width - MARGIN
        self._area_heads(sheet, first, cell)
        self._line_heads(sheet, first, cell)
        sheet.rule(right=right, strong=True)
        row = 24.0
        sheet.text(
            MARGIN,
            sheet.y + row / 2,
            self._say("Samlet", "Overall"),
            8,
            weight="bold",
            gid="unit-whole",
        )
        sheet.y += (row - 13) / 2
        self._people(sheet, first - 4, self.coverage.people, "right", "whole")
        sheet.y -= (row - 13) / 2
        for place, line in enumerate(self.lines):
            self._draw_whole(sheet, (first + place * cell, sheet.y, cell, row), line)
        sheet.y += row + 4
        row = _ROWS[1]
        for place, name in enumerate(self._names()):
            gid = f"{place + 1}"
            sheet.rule(right=right)
            sheet.name(name, names - 6, row, size=_NAME, gid=f"unit-{gid}")
            self._people(sheet, first - 4, self.units[place].people, "right", gid)
            for column, line in enumerate(self.lines):
                where = (first + column * cell, sheet.y, cell, row)
                self._draw_cell(sheet, where, line.cells[place], f"{line.id}-{gid}")
            sheet.y += row
        sheet.rule(right=right)
        self._foot(sheet)
        return sheet

    def _area_heads(self, sheet: Sheet, first: float, cell: float) -> None:
        places: dict[str, list[int]] = {}
        for place, line in enumerate(self.lines):
            places.setdefault(line.area.id, []).append(place)
        areas = {line.area.id: line.area for line in self.lines}
        height = 20
        for id_, within in places.items():
            left, right = first + within[0] * cell, first + (within[-1] + 1) * cell
            title = f"{id_} {areas[id_].title(self.language)}"
            found = fit(title, (right - left - 3) / BOLD, height, most=_HEAD, least=5)
            sheet.text(
                (left + right) / 2,
                sheet.y + height - 1,
                found.text,
                found.size,
                ha="center",
                va="bottom",
                weight="bold",
                gid=f"area-{id_}",
            )
            y = sheet.y + height + 1
            sheet.line((left + 1, right - 1), (y, y), color=INK, width=0.8)
        sheet.y += height + 3

    def _line_heads(self, sheet: Sheet, first: float, cell: float) -> None:
        height = 140
        sheet.y += height
        for place, line in enumerate(self.lines):
            most = 7 if cell > _TWO_LINES else 6
            found = fit(f"{line.id} {line.title}", height - 3, cell - 1, most=most, least=5)
            sheet.text(
                first + (place + 0.5) * cell,
                sheet.y - 2,
                found.text,
                found.size,
                ha="center",
                va="bottom",
                rotation=90,
                multialignment="left",
                gid=f"title-{line.id}",
            )
        sheet.text(MARGIN, sheet.y - 6, self._say("Enhed", "Unit"), 7, color=FAINT)
        sheet.text(
            first - 4, sheet.y - 6, self._say("Personer", "People"), 7, color=FAINT, ha="right"
        )
