"""Without whom are there too few?"""

from __future__ import annotations

from typing import Any

from attrs import frozen

from ._display import html_table
from .entries import Competency
from .provenance import check_language


@frozen(repr=False)
class KeyPerson:
    """Somebody without whom there are too few holders of a competency.

    Attributes:
        person: The person's id.
        unit: Where the person works.
        competencies: The holes that would open if the person left, in the framework's order.

    Example:
        >>> from statskompetencer import Profile, Target, check_coverage
        >>> (only,) = check_coverage([Profile("a", {"DS11": 2})], Target({"DS11": 1})).key_people
        >>> only.person, [competency.id for competency in only.competencies]
        ('a', ['DS11'])

    .. versionadded:: 0.1.0
    """

    person: str
    unit: str | None
    competencies: tuple[Competency, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "person": self.person,
            "unit": self.unit,
            "competencies": [competency.id for competency in self.competencies],
        }

    def __repr__(self) -> str:
        where = f" ({self.unit})" if self.unit else ""
        ids = ", ".join(competency.id for competency in self.competencies)
        return f"<KeyPerson {self.person}{where}: {ids or '–'}>"

    def to_html(self, language: str | None = None) -> str:
        """A table of the holes for a notebook, in a language of the competencies.

        Raises:
            UnknownLanguageError: The competencies have no titles in this language.
        """
        languages = self.competencies[0].languages if self.competencies else ("da", "en")
        chosen = check_language(language, languages, self.person)
        rows = [(competency.id, competency.title(chosen)) for competency in self.competencies]
        columns = {
            "da": ["id", "kompetence der ville mangle"],
            "en": ["id", "competency that would be missing"],
        }
        title = f"{self.person} ({self.unit})" if self.unit else self.person
        return html_table(title, columns, rows, language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()
