"""What a plan would come to if what was not assessed counted the other way."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from ._people import NotAssessed
from .proof import Proof, proof_word


@frozen
class OtherReading:
    """What a plan would come to if what was not assessed counted the other way.

    Attributes:
        not_assessed: The other way: "held" or "not held".
        cost: What the plan would cost.
        missing: How much it would lack: holders, or in a training plan for posts gaps of people.
        proof: How sure it is that no better one exists.

    .. versionadded:: 0.1.0
    """

    not_assessed: NotAssessed
    cost: int
    missing: int
    proof: Proof

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "not_assessed": self.not_assessed,
            "cost": self.cost,
            "missing": self.missing,
            "proof": self.proof.value,
        }


def if_counted(
    reading: NotAssessed, then: str, proof: Proof, language: str, *, worst: bool = False
) -> str:
    """The sentence that says what would come out if what was not assessed counted so.

    Args:
        reading: How it would count.
        then: What would come out, in words.
        proof: How sure that is; told where it is not proven.
        language: Danish for “da”, otherwise English.
        worst: Whether a worst case is spoken of.
    """
    danish = language == "da"
    counts = {
        "held": ("counted as held", "talte som noget, man har"),
        "not held": ("did not count", "ikke talte"),
    }[reading][danish]
    sure = "" if proof is Proof.CHECKED else f" ({proof_word(proof, language, worst=worst)})"
    begins = "Hvis det, der ikke er vurderet," if danish else "If what was not assessed"
    return f"{begins} {counts}, {then}{sure}."
