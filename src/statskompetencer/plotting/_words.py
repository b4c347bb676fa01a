"""Words that several pictures say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer._text import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_LISTED = 8


def first_few(words: Sequence[str], language: str) -> str:
    """Words as a sentence lists them; of many the first, and how many there are besides."""
    left_out = len(words) - _MOST_LISTED
    if left_out <= 0:
        return listed(words, language)
    more = f"{left_out} mere" if language == "da" else f"{left_out} more"
    return listed([*words[:_MOST_LISTED], more], language)


def competencies(number: int, language: str) -> str:
    """So many competencies."""
    return counted(
        number, language, da=("kompetence", "kompetencer"), en=("competency", "competencies")
    )


def bounds(lower: int, upper: int, to: str = "–") -> str:
    """Two bounds, or one number where they are the same."""
    return f"{lower}" if lower == upper else f"{lower}{to}{upper}"


def further_down(number: int, what: str, language: str) -> str:
    """That so many, which are called so, are not shown; "" if all are."""
    if number <= 0:
        return ""
    if language == "da":
        return f"{what} længere nede er ikke vist."
    return f"{what} further down {'is' if number == 1 else 'are'} not shown."
