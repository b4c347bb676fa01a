"""How an organisation stands with one competency: the five statuses, and their words."""

from __future__ import annotations

from enum import StrEnum


class CoverageStatus(StrEnum):
    """How an organisation stands with one competency, from best to worst.

    With h holders, u people not assessed and k holders needed:

    Example:
        >>> from statskompetencer import Profile, Target, check_coverage
        >>> check_coverage([Profile("a", {"DS11": 2})], Target({"DS11": 1}))["DS11"].status.value
        'fragile'

    .. versionadded:: 0.1.0
    """

    COVERED = "covered"
    """h > k: it stands even if one holder leaves."""
    FRAGILE = "fragile"
    """h = k: the loss of one person breaks it."""
    POSSIBLE = "possible"
    """h < k <= h + u: it may be held, by people who were not assessed."""
    SHORT = "short"
    """0 < h + u < k: there are some, but too few even if all that is not assessed were held."""
    UNCOVERED = "uncovered"
    """h = u = 0: nobody holds it."""


_WORDS = {
    "da": {
        CoverageStatus.COVERED: "dækket",
        CoverageStatus.FRAGILE: "sårbar",
        CoverageStatus.POSSIBLE: "måske dækket",
        CoverageStatus.SHORT: "for få",
        CoverageStatus.UNCOVERED: "udækket",
    },
    "en": {status: status.value for status in CoverageStatus},
}


def status_word(status: CoverageStatus | None, language: str) -> str:
    """The status in words: Danish for “da”, otherwise English; "" for None."""
    return "" if status is None else _WORDS["da" if language == "da" else "en"][status]


def status_of(holders: int, unknown: int, needed: int) -> CoverageStatus:
    """How it stands with so many holders, people not assessed, and holders needed."""
    if holders > needed:
        return CoverageStatus.COVERED
    if holders == needed:
        return CoverageStatus.FRAGILE
    if holders + unknown >= needed:
        return CoverageStatus.POSSIBLE
    return CoverageStatus.SHORT if holders + unknown else CoverageStatus.UNCOVERED
