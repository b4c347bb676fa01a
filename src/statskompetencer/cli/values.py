"""Results as plain values for JSON: people are counted, and named only where asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from statskompetencer.entries import Competency, Entry
from statskompetencer.roles import role_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statskompetencer.framework import Framework
    from statskompetencer.provenance import Text

    from .data import Standing


def match_values(
    standings: Iterable[Standing], language: str, *, named: bool
) -> list[dict[str, Any]]:
    """For each role how many qualify; and if wanted who stands on the first places."""
    return [
        {
            "role": one.role.id,
            "title": role_title(one.role, language),
            "people": one.people,
            "counts": {verdict.value: number for verdict, number in one.counts.items()},
            **({"matches": [found.to_dict() for found in one.best]} if named else {}),
        }
        for one in standings
    ]


def framework_values(framework: Framework, language: str) -> dict[str, Any]:
    """How much there is in a framework, and how many titles have which status."""
    statuses = framework.title_statuses(language)
    return {
        "framework": list(framework.key),
        "areas": len(framework.areas),
        "subcategories": len(framework.subcategories),
        "competencies": len(framework),
        "titles": {status.value: number for status, number in statuses.items()},
    }


def hit_values(framework: Framework, entry: Entry, language: str) -> dict[str, Any]:
    """One entry shortly: what it is called and where it stands."""
    return {
        "id": entry.id,
        "kind": type(entry).__name__.lower(),
        "title": entry.title(language),
        "path": [above.id for above in framework.path(entry)],
    }


def entry_values(framework: Framework, entry: Entry, language: str) -> dict[str, Any]:
    """One entry in full, with all of its texts and their sources."""
    children = () if isinstance(entry, Competency) else entry.children
    return {
        **hit_values(framework, entry, language),
        "titles": {text.language: _text_values(text) for text in entry.titles},
        "descriptions": {text.language: _text_values(text) for text in entry.descriptions},
        "children": [child.id for child in children],
    }


def _text_values(text: Text) -> dict[str, Any]:
    source = text.source
    return {
        "text": text.text,
        "status": source.status.value,
        "url": source.url,
        "read_on": source.read_on and source.read_on.isoformat(),
        "note": source.note,
    }
