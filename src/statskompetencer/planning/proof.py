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
    """Time ran out: the best so far; a better one may lie between it and the bound."""


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


def proof_word(proof: Proof, language: str) -> str:
    """How sure it is in words: Danish for “da”, otherwise English."""
    return _WORDS["da" if language == "da" else "en"][proof]


def weaker(*proofs: Proof) -> Proof:
    """The least sure of several steps of one answer."""
    return max(proofs, key=tuple(Proof).index)
