"""What wheels show: a model, and what there is in every wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from statskompetencer._text import counted, listed

from ._style import AREAS, INK, Look, tint
from ._words import competencies

if TYPE_CHECKING:
    from statskompetencer.entries import Area, Competency, Subcategory
    from statskompetencer.framework import Framework

    from ._sheet import Key


@frozen
class Cell:
    """How one competency is shown.

    Attributes:
        look: Its colour and hatch.
        ink: The colour of its title.
        ground: The colour below its title; "" for that of the look.
        number: What stands at its rim.
        steps: The looks of its steps, from the inside out.
        asked: The step that is asked for, as a share of all; 0 for none.
    """

    look: Look
    ink: str
    ground: str = ""
    number: str = ""
    steps: tuple[tuple[str, Look], ...] = ()
    asked: float = 0


class Face:
    """What a wheel shows."""

    bounds: tuple[float, ...] = (0.18, 0.365, 0.6)
    """The inner radius of areas, subcategories, and what is beyond them (shares of the whole)."""
    steps = 0.0
    """How much of the radius the steps take."""
    rim = 0.0
    """How wide the rim with hatches is (points)."""
    margin = 3.0
    """What is kept free before and after a line of text (points)."""
    outlined = False
    """Whether competencies have an edge: where some are white."""

    def __init__(self, framework: Framework, language: str) -> None:
        self.framework = framework
        self.language = language
        self.danish = language == "da"

    def say(self, danish: str, english: str) -> str:
        return danish if self.danish else english

    @property
    def model(self) -> str:
        return self.framework.title(self.language)

    def heading(self) -> tuple[str, ...]:
        return ()

    def centre(self) -> tuple[tuple[str, float], ...]:
        """The lines in the middle, with their sizes relative to the largest."""
        return tuple((line, 1.0) for line in _in_lines(self.model))

    def keys(self) -> list[Key]:
        return []

    def explanation(self) -> str:
        return ""

    def fills(self, place: int, /) -> tuple[str, str]:
        """The colours of an area (given by its place) and of its subcategories."""
        colour = AREAS[place % len(AREAS)]
        return tint(colour, 0.75), tint(colour, 0.45)

    def branch_count(self, _branch: Area | Subcategory) -> str:
        """What stands below the title of an area or subcategory."""
        return ""

    def cell(self, _competency: Competency, area: int, /) -> Cell:
        return Cell(Look(tint(AREAS[area % len(AREAS)], 0.22), ""), INK)

    def origin(self) -> str:
        """Whose drawing it is, and how official the titles are."""
        publisher = self.framework.publisher
        note = (
            self.say(
                f"Projektet statskompetencers egen tegning, ikke en af {publisher}.",
                f"The statskompetencer project’s own drawing, not one of {publisher}.",
            )
            if publisher
            else self.say(
                "Tegnet med projektet statskompetencer.", "Drawn by the statskompetencer project."
            )
        )
        return f"{note} {self.framework.titles_note(self.language)}"

    def alt_text(self) -> str:
        areas = len(self.framework.areas)
        within = len(self.framework.subcategories)
        parts = [
            counted(areas, self.language, da=("område", "områder"), en=("area", "areas")),
            *(
                [
                    counted(
                        within,
                        self.language,
                        da=("underkategori", "underkategorier"),
                        en=("subcategory", "subcategories"),
                    )
                ]
                if within
                else []
            ),
            competencies(len(self.framework), self.language),
        ]
        return (
            self.say(
                f"Hjul over {self.model}: {listed(parts, 'da')}.",
                f"Wheel of the {self.model}: {listed(parts, 'en')}.",
            )
            + f" {self.framework.titles_note(self.language)}"
        )


def _in_lines(text: str) -> list[str]:
    """A short text, two words a line at most where they are short."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < 10:  # noqa: PLR2004 - about square
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
