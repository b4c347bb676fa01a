"""How does an organisation stand with an area or subcategory?"""

from __future__ import annotations

from typing import Any

from attrs import frozen

from ._display import html_table
from .coverage_status import CoverageStatus, status_word
from .entries import Area, Subcategory
from .provenance import check_language


@frozen(repr=False)
class BranchCoverage:
    """How an organisation stands with an area or subcategory: its own counts.

    Holders are never summed over competencies: one person may hold several.

    Attributes:
        branch: The area or subcategory.
        competencies: How many of its competencies the target demands.
        covered: How many of these have enough holders; the lower bound.
        covered_upper: How many may have, counting people not assessed; the upper bound.
        status: The worst status among them; None if the target demands none of them.

    Example:
        >>> from statskompetencer import Profile, Target, check_coverage
        >>> check_coverage([Profile("a", {"DS11": 2})], Target({"DS11": 1, "DS12": 1}))["DS"]
        <BranchCoverage DS: 1 to 2 of 2 held; worst: possible>

    .. versionadded:: 0.1.0
    """

    branch: Area | Subcategory
    competencies: int
    covered: int
    covered_upper: int
    status: CoverageStatus | None

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values, with the title in a language."""
        return {
            "branch": self.branch.id,
            "title": self.branch.title(language),
            "status": self.status and self.status.value,
            "competencies": self.competencies,
            "covered": self.covered,
            "covered_upper": self.covered_upper,
        }

    def __repr__(self) -> str:
        worst = self.status.value if self.status else "nothing demanded"
        return (
            f"<BranchCoverage {self.branch.id}: {self.covered} to {self.covered_upper} of "
            f"{self.competencies} held; worst: {worst}>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the branch (Danish by default).

        Raises:
            UnknownLanguageError: The branch has no title in this language.
        """
        chosen = check_language(language, self.branch.languages, self.branch.id)
        low, high = self.covered, self.covered_upper
        row = (
            self.branch.id,
            self.branch.title(chosen),
            low if low == high else f"{low}–{high}",
            self.competencies,
            status_word(self.status, chosen),
        )
        columns = {
            "da": ["id", "område", "repræsenteret", "af", "svageste status"],
            "en": ["id", "branch", "held", "of", "worst status"],
        }
        title = "Dækning" if chosen == "da" else "Coverage"
        return html_table(title, columns, [row], language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()
