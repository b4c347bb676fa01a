"""How does an organisation stand with one competency?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from ._display import html_table
from .coverage_status import CoverageStatus, status_of, status_word
from .entries import Competency
from .levels import Scale  # noqa: TC001 - hints are to be readable at run time
from .provenance import check_language


@frozen(repr=False)
class CompetencyCoverage:
    """How an organisation stands with one competency.

    Attributes:
        competency: Which one.
        level: The level from which somebody counts as a holder.
        needed: How many holders are needed (people).
        holders: How many there are (people).
        unknown: How many people were not assessed, and so may be holders.
        not_relevant: How many people it is said not to be relevant for.

    Example:
        >>> from statskompetencer import Profile, Target, check_coverage
        >>> people = [Profile("a", {"DS11": 2}), Profile("b")]
        >>> entry = check_coverage(people, Target({"DS11": 2}))["DS11"]
        >>> entry.status.value, entry.holders, entry.needed, entry.unknown
        ('possible', 1, 2, 1)

    .. versionadded:: 0.1.0
    """

    competency: Competency
    level: int
    needed: int
    holders: int
    unknown: int
    not_relevant: int

    @property
    def status(self) -> CoverageStatus:
        """How it stands."""
        return status_of(self.holders, self.unknown, self.needed)

    @property
    def missing(self) -> int:
        """How many holders are missing at most: nobody not assessed counts (people)."""
        return max(0, self.needed - self.holders)

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values, with the title in a language."""
        return {
            "competency": self.competency.id,
            "title": self.competency.title(language),
            "status": self.status.value,
            "level": self.level,
            "needed": self.needed,
            "holders": self.holders,
            "unknown": self.unknown,
            "not_relevant": self.not_relevant,
        }

    def __repr__(self) -> str:
        return (
            f"<CompetencyCoverage {self.competency.id}: {self.status.value}, {self.holders} of "
            f"{self.needed} needed from level {self.level}, {self.unknown} not assessed, "
            f"{self.not_relevant} not relevant>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the competency (Danish by default).

        Raises:
            UnknownLanguageError: The competency has no title in this language.
        """
        chosen = check_language(language, self.competency.languages, self.competency.id)
        return entries_html([self], None, [], chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def entries_html(
    entries: Iterable[CompetencyCoverage], scale: Scale | None, notes: Sequence[str], language: str
) -> str:
    """A table for a notebook; levels have their names where the scale is known."""
    rows = [
        (
            entry.competency.id,
            entry.competency.title(language),
            status_word(entry.status, language),
            entry.level if scale is None else scale.word(entry.level, language),
            entry.holders,
            entry.needed,
            entry.unknown,
        )
        for entry in entries
    ]
    columns = {
        "da": ["id", "kompetence", "status", "fra niveau", "har", "kræves", "ikke vurderet"],
        "en": ["id", "competency", "status", "from level", "holders", "needed", "not assessed"],
    }
    title = "Dækning" if language == "da" else "Coverage"
    return html_table(title, columns, rows, notes=notes, language=language)
