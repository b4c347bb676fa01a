"""The scores of people with roles as columns: what comes out on every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ._kernel import VERDICTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ._kernel import Kernel

RESULTS = {
    "qualified": "string",
    "score": "double",
    "score_upper": "double",
    "steps_met": "bigint",
    "steps_met_upper": "bigint",
    "steps_asked": "bigint",
    "met": "bigint",
    "short": "bigint",
    "unknown": "bigint",
}
ORDER = {"role_number": "bigint", "first": "bigint", "second": "bigint"}


def scores(kernel: Kernel, codes: NDArray[np.uint8], *, ordered: bool) -> dict[str, NDArray[Any]]:
    """The results for some people, each person with all roles before the next."""
    found = kernel.measures(codes)
    people = len(codes)
    made: dict[str, NDArray[Any]] = {
        "score": kernel.score(found["steps_met"]),
        "score_upper": kernel.score(found["steps_met_upper"]),
        "steps_asked": np.tile(kernel.asked, people),
        **found,
    }
    if ordered:
        made["role_number"] = np.tile(np.arange(len(kernel.ids)), people)
        made["first"], made["second"] = kernel.order(found)
    return {name: values.reshape(-1) for name, values in made.items()}


def names(*, ordered: bool) -> dict[str, str]:
    """The columns beside the person and the role, with their types in SQL."""
    return {**RESULTS, **(ORDER if ordered else {})}


def as_arrow(
    pa: Any,  # noqa: ANN401 - the module
    kernel: Kernel,
    codes: NDArray[np.uint8],
    *,
    ordered: bool,
) -> dict[str, Any]:
    """The same with the role and the verdict as texts of Arrow."""
    made = scores(kernel, codes, ordered=ordered)
    roles = np.tile(np.arange(len(kernel.ids)), len(codes))
    texts = {
        "role": pa.array(kernel.ids, pa.string()).take(pa.array(roles)),
        "qualified": pa.array(VERDICTS, pa.string()).take(pa.array(made.pop("qualified"))),
    }
    return {**texts, **{name: pa.array(values) for name, values in made.items()}}
