"""How sure it is that no better plan exists."""

from __future__ import annotations

from enum import StrEnum


class Proof(StrEnum):
    """How sure it is that no better plan exists.

    .. versionadded:: 0.1.0
    """

    CHECKED = "checked"
    """Proven: the bound equals the answer, and was worked out again in whole numbers."""
    SOLVER = "solver"
    """The solver, which reckons with rounded numbers, found that there is no better one."""
    OPEN = "open"
    """Not proven in the time: the best so far; a better one may lie between it and the bound."""


_WORDS = {
    "da": {
        Proof.CHECKED: "bevist bedst",
        Proof.SOLVER: "bedst ifølge løseren, ikke efterregnet",
        Proof.OPEN: "bedste hidtil, ikke bevist",
    },
    "en": {
        Proof.CHECKED: "proven best",
        Proof.SOLVER: "best by the solver’s own word, not checked",
        Proof.OPEN: "best so far, not proven",
    },
}


_WORST_WORDS = {
    "da": {
        Proof.CHECKED: "bevist værst",
        Proof.SOLVER: "værst ifølge løseren, ikke efterregnet",
        Proof.OPEN: "værst hidtil, ikke bevist",
    },
    "en": {
        Proof.CHECKED: "proven worst",
        Proof.SOLVER: "worst by the solver’s own word, not checked",
        Proof.OPEN: "worst so far, not proven",
    },
}


def proof_word(proof: Proof, language: str, *, worst: bool = False) -> str:
    """How sure it is in words: Danish for “da”, otherwise English.

    Args:
        proof: How sure it is.
        language: The language.
        worst: Whether the worst case is spoken of; the best plan otherwise.
    """
    words = _WORST_WORDS if worst else _WORDS
    return words["da" if language == "da" else "en"][proof]


def weaker(*proofs: Proof) -> Proof:
    """The least sure of several steps of one answer."""
    return max(proofs, key=tuple(Proof).index)
