"""What a plan would come to if what was not assessed counted the other way."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from ._people import NotAssessed
from .proof import Proof


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
