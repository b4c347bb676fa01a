"""Wheels as they are laid out and drawn: rings, the titles in them, and what stands around."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import pi
from typing import TYPE_CHECKING

from ._fit import text_width, write
from ._sectors import Canvas, Sector, Setting, Way, set_all
from ._sheet import MARGIN, Sheet
from ._style import EDGE, FAINT, INK, NOT_ASKED, ink_on

if TYPE_CHECKING:
    from statskompetencer.entries import Area, Subcategory
    from statskompetencer.framework import Framework

    from ._wheel_faces import Cell, Face

TITLE = 8.0
"""The greatest size of a title (points)."""
LEAST = 6.0
"""The least size of a title (points)."""
SHORT = 5.0
"""The least size of an id or a number (points)."""
_MOST_LEFT_OUT = 0.25
"""Where more titles than this share do not fit, ids stand for all of them."""
_BESIDE = 4
"""What is kept free before and after a number together (points)."""
_MANY = 6
"""So many lines a text may have where it fits in no other way."""
_EDGE = 0.35
"""How wide the edge of a cell is (points)."""
_LINE = 1.25
"""How high a line in the middle is, in font sizes."""
_WIDE = 1.3
"""Sectors that are so much wider than high (a share) have text along the ring."""


class WheelSheet(Sheet):
    """A sheet with a wheel on it.

    Attributes:
        diameter: How large the wheel is (points of the sheet).
    """

    diameter = 0.0


def laid_out(face: Face, width: float, height: float | None, scale: float) -> WheelSheet:
    """The sheet with everything; without a height it is as high as it needs to be."""
    notes: list[str] = []
    while True:
        room = width - 2 * MARGIN
        if height is not None:
            room = min(room, height - _sheet(face, width, notes, None).height)
        wheel = _Wheel(face, max(room, 1) / 2, scale)
        if set(wheel.notes) <= set(notes):
            return _sheet(face, width, wheel.notes, wheel)
        notes = [*dict.fromkeys([*notes, *wheel.notes])]  # they take room from the wheel


def _sheet(face: Face, width: float, notes: Sequence[str], wheel: _Wheel | None) -> WheelSheet:
    sheet = WheelSheet(width)
    if heading := face.heading():
        sheet.heading(*heading)
    if wheel is not None:
        centre = width / 2, sheet.y + wheel.radius
        sheet.put(lambda ax, scale: wheel.draw(Canvas(ax, centre, scale)))
        sheet.diameter = 2 * wheel.radius
        sheet.y += sheet.diameter
    sheet.y += 8
    if keys := face.keys():
        sheet.legend(keys)
    said = filter(None, [face.explanation(), *notes, face.origin()])
    for number, note in enumerate(said, 1):
        sheet.paragraph(note, size=6.5, color=FAINT, after=1, gid=f"foot-{number}")
    return sheet


class _Wheel:
    """The rings, laid out for a radius (points of the sheet)."""

    def __init__(self, face: Face, radius: float, scale: float) -> None:
        self.face = face
        self.radius = radius
        self.notes: list[str] = []
        least, short = LEAST / scale, SHORT / scale
        hole, within, beyond = (share * radius for share in face.bounds)
        if not face.framework.subcategories:
            within = beyond = (within + beyond) / 2
        self.hole = hole
        spokes = dict(_spokes(face.framework))
        self.cells: dict[str, Cell] = {}
        self.areas: list[tuple[Area, Sector]] = []
        self.subs: list[tuple[int, Subcategory, Sector]] = []
        self.sectors: dict[str, Sector] = {}
        for place, area in enumerate(face.framework.areas):
            self.areas.append((area, _over(area, spokes, hole, within)))
            for sub in area.subcategories:
                self.subs.append((place, sub, _over(sub, spokes, within, beyond)))
            for competency in area.competencies:
                self.cells[competency.id] = face.cell(competency, place)
                self.sectors[competency.id] = Sector(*spokes[competency.id], beyond, radius)
        self.rim = min(face.rim, radius * 0.05)
        self.number_width, self.numbers = self._set_numbers(short)
        inner = beyond + face.steps * radius
        outer = radius - self.rim - self.number_width
        self.inner, self.outer = inner, outer
        self.branches = self._set_branches(least, short)
        self.titles = self._set_titles(least, short)
        self._note_what_is_left_out()

    def _set_numbers(self, short: float) -> tuple[float, dict[str, Setting]]:
        texts = {id_: cell.number for id_, cell in self.cells.items() if cell.number}
        if not texts:
            return 0.0, {}
        outer = self.radius - self.rim

        def cells(width: float) -> dict[str, tuple[Sector, str]]:
            return {
                id_: (self.sectors[id_].between(outer - width, outer), text)
                for id_, text in texts.items()
            }

        across = min(12.0, self.radius * 0.1)
        least = max(short, 6.0)
        found = set_all(
            cells(across), most=8, least=least, ways=["across"], bold=True, margin=_BESIDE
        )
        if len(found) == len(texts):
            return across, found
        widest = max(text_width(text, bold=True) for text in texts.values())
        size = max(7.0, short)
        while size >= short:
            width = widest * size + 4.5
            if width < self.radius * 0.3:
                found = set_all(cells(width), most=size, least=size, ways=["radial"], bold=True)
                if len(found) == len(texts):
                    return width, found
            size -= 0.25
        self.notes.append(
            self.face.say("Der er ikke plads til tallene.", "There is no room for the numbers.")
        )
        return 0.0, {}

    def _set_branches(self, least: float, short: float) -> dict[str, Setting]:
        areas = {area.id: (sector, area) for area, sector in self.areas}
        subs = {sub.id: (sector, sub) for _, sub, sector in self.subs}
        ways = _ways([sector for sector, _ in subs.values()])
        return self._set_level(areas, 10, least, short, ("bent", "radial"), 2) | self._set_level(
            subs, 7.5, least, short, ways, 3
        )

    def _set_level(  # noqa: PLR0913, PLR0917 - how text may be set
        self,
        level: Mapping[str, tuple[Sector, Area | Subcategory]],
        most: float,
        least: float,
        short: float,
        ways: tuple[Way, ...],
        few: int,
    ) -> dict[str, Setting]:
        """Set the titles of branches: if it can be with their counts, and all in one way."""
        titles = {id_: (sector, self._title(id_)) for id_, (sector, _) in level.items()}
        counts = {id_: self.face.branch_count(branch) for id_, (_, branch) in level.items()}
        counted = {
            id_: (sector, f"{title}\n{counts[id_]}".rstrip("\n"))
            for id_, (sector, title) in titles.items()
        }
        bold = level.keys() <= {area.id for area, _ in self.areas}
        found: dict[str, Setting] = {}
        for texts, lines in ((counted, few + any(counts.values())), (titles, few)):
            for some, most_lines in ((ways[:1], lines), (ways, _MANY)):
                found = set_all(
                    texts,
                    most=most,
                    least=least,
                    ways=some,
                    bold=bold,
                    lines=most_lines,
                    margin=self.face.margin,
                )
                if len(found) == len(texts):
                    return found
        return _with_ids(titles, found, most=least, least=short, ways=ways, bold=bold)

    def _title(self, id_: str) -> str:
        """A title without line breaks of its own."""
        return " ".join(self.face.framework[id_].title(self.face.language).split())

    def _set_titles(self, least: float, short: float) -> dict[str, Setting]:
        texts = {
            competency.id: (
                self.sectors[competency.id].between(self.inner, self.outer),
                self._title(competency.id),
            )
            for competency in self.face.framework
        }
        ways = _ways([sector for sector, _ in texts.values()])
        found = set_all(texts, most=TITLE, least=least, ways=ways, margin=self.face.margin)
        return _with_ids(texts, found, most=TITLE, least=short, ways=ways)

    def _note_what_is_left_out(self) -> None:
        say = self.face.say
        set_ = self.branches | self.titles
        named = [entry.id for entry in self.face.framework.entries()]
        if any(set_[id_].lines == (id_,) != (self._title(id_),) for id_ in named if id_ in set_):
            self.notes.append(
                say(
                    "Et id står, hvor der ikke er plads til titlen.",
                    "An id stands where there is no room for the title.",
                )
            )
        if any(id_ not in set_ for id_ in named):
            self.notes.append(
                say("Der er ikke plads til at nævne alle.", "There is no room to name all of them.")
            )

    def draw(self, canvas: Canvas) -> None:
        """Draw it."""
        fills = [self.face.fills(place) for place in range(len(self.areas))]
        for place, (area, sector) in enumerate(self.areas):
            self._branch(canvas, "area", area.id, sector, fills[place][0])
        for place, sub, sector in self.subs:
            self._branch(canvas, "subcategory", sub.id, sector, fills[place][1])
        for id_, cell in self.cells.items():
            self._competency(canvas, id_, cell)
        self._centre(canvas)

    def _branch(self, canvas: Canvas, kind: str, id_: str, sector: Sector, fill: str) -> None:
        canvas.draw(sector, f"{kind}-{id_}", gap=1.6, facecolor=fill)
        if id_ in self.branches:
            canvas.write(sector, self.branches[id_], f"title-{id_}", ink_on(fill))

    def _competency(self, canvas: Canvas, id_: str, cell: Cell) -> None:
        sector, rim = self.sectors[id_], self.radius - self.rim
        edge = {"edgecolor": EDGE, "linewidth": _EDGE} if self.face.outlined else {}
        fill = cell.ground or cell.look.fill
        whole = sector.between(self.inner, rim)
        canvas.draw(whole, f"competency-{id_}", gap=1.2, facecolor=fill, **edge)
        if cell.ground:
            band = sector.between(self.outer, rim)
            canvas.draw(band, f"number-{id_}", gap=1.2, facecolor=cell.look.fill, **edge)
        if self.rim:
            hatched = {**cell.look.patch, "linewidth": _EDGE}
            canvas.draw(sector.between(rim, self.radius), f"status-{id_}", gap=1.2, **hatched)
        self._steps(canvas, id_, cell)
        if id_ in self.titles:
            canvas.write(sector, self.titles[id_], f"title-{id_}", cell.ink)
        if id_ in self.numbers:
            ink = FAINT if cell.look is NOT_ASKED else cell.look.ink
            canvas.write(sector, self.numbers[id_], f"count-{id_}", ink)

    def _steps(self, canvas: Canvas, id_: str, cell: Cell) -> None:
        sector = self.sectors[id_]
        room = self.inner - sector.inner
        for step, (kind, look) in enumerate(cell.steps):
            low, high = (sector.inner + room * n / len(cell.steps) for n in (step, step + 1))
            canvas.draw(
                sector.between(low, high),
                f"{kind}-{id_}-{step + 1}",
                gap=min(1.2, (high - low) / 4),
                **{**look.patch, "linewidth": _EDGE},
            )
        if cell.asked:
            at = sector.inner + room * cell.asked
            mark = sector.between(at - 1.3, at + 1.3)
            canvas.draw(mark, f"asked-{id_}", gap=0.2, facecolor=INK, zorder=2)

    def _centre(self, canvas: Canvas) -> None:
        lines = self.face.centre()
        widest = max(text_width(line, bold=True) * share for line, share in lines)
        total = sum(share for _, share in lines) * _LINE
        size = min(1.55 * self.hole / widest, 1.5 * self.hole / total, 20.0)
        if size * canvas.scale * min(share for _, share in lines) < SHORT:
            return
        x, y = canvas.centre
        y -= total * size / 2
        for number, (line, share) in enumerate(lines, 1):
            y += _LINE * share * size / 2
            write(
                canvas.ax,
                x,
                y,
                line,
                size * share * canvas.scale,
                gid=f"centre-{number}",
                ha="center",
                va="center_baseline",
                weight="bold",
                zorder=3,
            )
            y += _LINE * share * size / 2


def _spokes(framework: Framework) -> Iterator[tuple[str, tuple[float, float]]]:
    """Where each competency begins and stops (radians), with room between branches."""
    number = len(framework)
    several = len(framework.areas) > 1
    between_areas = min(0.024, 0.5 * pi / number) if several else 0.0
    between_subs = between_areas / 3
    subs = sum(max(0, len(area.subcategories) - 1) for area in framework.areas)
    gaps = between_areas * (len(framework.areas) if several else 0) + between_subs * subs
    wide = (2 * pi - gaps) / number
    at = between_areas / 2
    for area in framework.areas:
        for place, branch in enumerate(area.subcategories or (area,)):
            at += between_subs if place else 0
            for competency in branch.competencies:
                yield competency.id, (at, at + wide)
                at += wide
        at += between_areas


def _with_ids(  # noqa: PLR0913 - how text may be set
    texts: dict[str, tuple[Sector, str]],
    found: dict[str, Setting],
    *,
    most: float,
    least: float,
    ways: Sequence[Way],
    bold: bool = False,
) -> dict[str, Setting]:
    """The titles that were set, with ids for those that were not, or only ids if that is many."""
    if len(found) < len(texts) * (1 - _MOST_LEFT_OUT):
        found = {}
    rest = {id_: (sector, id_) for id_, (sector, _) in texts.items() if id_ not in found}
    return found | set_all(rest, most=most, least=least, ways=ways, bold=bold)


def _ways(sectors: Sequence[Sector]) -> tuple[Way, ...]:
    """How text runs best in sectors: along the ring where they are wide."""
    wide = [s.span * (s.inner + s.outer) / 2 > _WIDE * (s.outer - s.inner) for s in sectors]
    return ("bent", "radial") if all(wide) else ("radial", "bent")


def _over(
    branch: Area | Subcategory,
    spokes: dict[str, tuple[float, float]],
    inner: float,
    outer: float,
) -> Sector:
    below = branch.competencies
    return Sector(spokes[below[0].id][0], spokes[below[-1].id][1], inner, outer)
