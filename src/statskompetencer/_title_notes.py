"""How far titles can be relied on, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .provenance import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

_ONE = {
    "da": {
        Status.OFFICIAL: "officiel",
        Status.TRANSLATED: "oversat af projektet fra en officiel titel",
        Status.RECONSTRUCTED: "rekonstrueret af projektet",
        Status.OWN: "egen",
    },
    "en": {
        Status.OFFICIAL: "official",
        Status.TRANSLATED: "translated by the project from an official title",
        Status.RECONSTRUCTED: "reconstructed by the project",
        Status.OWN: "own",
    },
}
_SEVERAL = {"da": {**_ONE["da"], Status.OWN: "egne"}, "en": _ONE["en"]}


def title_status(status: Status, language: str) -> str:
    """What a title is: in Danish for “da”, otherwise in English."""
    return _ONE["da" if language == "da" else "en"][status]


def titles_note(counts: Mapping[Status, int], language: str) -> str:
    """One line on the titles in a language: in Danish for “da”, otherwise in English."""
    words = _SEVERAL["da" if language == "da" else "en"]
    total, official = sum(counts.values()), counts[Status.OFFICIAL]
    first = {
        "da": f"{official} af {total} danske titler er officielle",
        "en": f"{official} of {total} English titles are official",
    }.get(language, f"{official} of {total} titles in “{language}” are official")
    other = [
        f"{number} {words[status]}"
        for status, number in counts.items()
        if number and status is not Status.OFFICIAL
    ]
    return "; ".join([first, *other]) + "."
