"""Results as data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from statskompetencer._extras import optional
from statskompetencer._text import nearest, shown
from statskompetencer.exceptions import InvalidValueError

from ._optional import need

if TYPE_CHECKING:
    from collections.abc import Mapping

BACKENDS = ("pandas", "polars", "pyarrow")


def to_frame(columns: Mapping[str, Any], backend: str) -> Any:  # noqa: ANN401 - a frame of that library
    """A frame of the library `backend` with these columns.

    Raises:
        InvalidValueError: There is no such library.
        MissingExtraError: narwhals or that library is not installed.
    """
    if backend not in BACKENDS:
        raise InvalidValueError(
            f"{shown(backend)} is not a library of data frames that is known here",
            danish=f"{shown(backend)} er ikke et datarammebibliotek, som kendes her",
            place="backend",
            found=backend,
            allowed=BACKENDS,
            nearest=nearest(backend, BACKENDS),
        )
    narwhals = optional("narwhals", "frames", "a data frame", "en dataramme")
    need(backend, f"a data frame of {backend}", f"en dataramme fra {backend}")
    return narwhals.from_dict(dict(columns), backend=backend).to_native()
