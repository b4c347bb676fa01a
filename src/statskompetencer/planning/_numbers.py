"""The optional packages that planning stands on, loaded in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from statskompetencer._extras import optional

if TYPE_CHECKING:
    import numpy as np
else:
    np = optional("numpy", "planning", "planning", "planlægning")

highspy: Any = optional("highspy", "planning", "planning", "planlægning")
sparse: Any = optional("scipy.sparse", "planning", "planning", "planlægning")

__all__ = ["highspy", "np", "sparse"]
