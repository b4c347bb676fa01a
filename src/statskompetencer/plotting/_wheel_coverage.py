"""What the wheel of a coverage shows: the status of each competency, and how many hold it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from statskompetencer._text import counted, listed
from statskompetencer.coverage_status import CoverageStatus, status_word

from ._sheet import Key
from ._style import FAINT, NEUTRAL, NOT_ASKED, STATUS
from ._wheel_faces import Cell, Face
from ._words import bounds, competencies

if TYPE_CHECKING:
    from statskompetencer.coverage import Coverage
    from statskompetencer.entries import Area, Competency, Subcategory

_RIM = 5.5
"""How wide the outermost ring with the hatches is (points)."""


class CoverageFace(Face):
    """A wheel coloured by the status of each competency."""

    bounds = (0.18, 0.35, 0.55)
    rim = _RIM
    margin = 1.6
    outlined = True

    def __init__(self, coverage: Coverage, language: str) -> None:
        super().__init__(coverage.framework, language)
        self.coverage = coverage
        self.by_id = {entry.competency.id: entry for entry in coverage}
        self.branches = {one.branch.id: one for one in (*coverage.areas, *coverage.subcategories)}
        self.needed = {entry.needed for entry in coverage}

    def heading(self) -> tuple[str, ...]:
        among = self.coverage.among(self.language)
        return (
            self.say("Dækning", "Coverage") + f": {self.model}",
            among[:1].upper() + among[1:],
        )

    def _held(self) -> str:
        return bounds(self.coverage.covered, self.coverage.covered_upper, self.say(" til ", " to "))

    def centre(self) -> tuple[tuple[str, float], ...]:
        return (
            (self._held(), 1.0),
            (self.say(f"af {len(self.coverage)}", f"of {len(self.coverage)}"), 0.7),
            (self.say("er repræsenteret", "are held"), 0.48),
        )

    def _counts(self) -> Iterator[tuple[CoverageStatus, int]]:
        for status in CoverageStatus:
            yield status, len(self.coverage.with_status(status))

    def keys(self) -> list[Key]:
        keys = [
            Key(STATUS[status], f"{status_word(status, self.language)} ({number})")
            for status, number in self._counts()
        ]
        left = len(self.framework) - len(self.coverage)
        if left:
            keys.append(Key(NOT_ASKED, self.say(f"kræves ikke ({left})", f"not demanded ({left})")))
        return keys

    def explanation(self) -> str:
        parts = [
            self.say(
                "Tallene er, hvor mange der har kompetencen",
                "The numbers are how many people hold the competency",
            )
        ]
        if any(entry.unknown for entry in self.coverage):
            parts.append(
                self.say(
                    "3–5: mindst 3, og op til 5, hvis de, der ikke er vurderet, har den",
                    "3–5: at least 3, and up to 5 if those not assessed hold it",
                )
            )
        if len(self.needed) == 1:
            needed = counted(
                next(iter(self.needed)),
                self.language,
                da=("person", "personer"),
                en=("person", "people"),
            )
            parts.append(self.say(f"der kræves {needed} til hver", f"{needed} needed for each"))
        else:
            parts.append(self.say("/2: der kræves 2", "/2: 2 are needed"))
        return "; ".join(parts) + "."

    def fills(self, _place: int, /) -> tuple[str, str]:
        return NEUTRAL

    def branch_count(self, branch: Area | Subcategory) -> str:
        found = self.branches[branch.id]
        held = bounds(found.covered, found.covered_upper)
        return f"{held} {self.say('af', 'of')} {found.competencies}" if found.competencies else "–"

    def cell(self, competency: Competency, _area: int, /) -> Cell:
        entry = self.by_id.get(competency.id)
        if entry is None:
            return Cell(NOT_ASKED, FAINT)
        look = STATUS[entry.status]
        count = bounds(entry.holders, entry.holders + entry.unknown)
        needed = f"/{entry.needed}" if len(self.needed) > 1 else ""
        return Cell(look, look.ink, number=f"{look.sign} {count}{needed}")

    def alt_text(self) -> str:
        counts = [
            f"{number} {status_word(status, self.language)}"
            for status, number in self._counts()
            if number
        ]
        total, among = len(self.coverage), self.coverage.among(self.language)
        held = self._held()
        return self.say(
            f"Hjul over dækningen: {held} af {competencies(total, 'da')} er repræsenteret, "
            f"{among}. Kompetencerne er: {listed(counts, 'da')}.",
            f"Wheel of coverage: {held} of {competencies(total, 'en')} "
            f"{'is' if held == '1' else 'are'} held, {among}. "
            f"The competencies are: {listed(counts, 'en')}.",
        )
