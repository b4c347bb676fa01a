"""How matplotlib is set while it draws and writes: the same bytes for the same picture."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from matplotlib import style

from ._style import PAPER, UNKNOWN

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from matplotlib.figure import Figure

_SETTINGS: dict[str, Any] = {
    "hatch.linewidth": 0.5,
    "svg.fonttype": "path",  # text as outlines: the same where the font is not installed
    "svg.hashsalt": "statskompetencer",  # otherwise ids are random
}
# Without these it writes the time into a file.
METADATA: dict[str, dict[str, str | None]] = {
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
    "png": {},
}
"""By the format, which is also the ending of the file."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OUTLINE = re.compile(rb' d="[^"]*"')
_TOO_FINE = re.compile(rb"(\.\d\d)\d+")
"""Places of a number beyond hundredths of a point."""


def settings() -> AbstractContextManager[None]:
    """Matplotlib's own settings and the project's, whatever those of the user are; they stay."""
    return style.context(["default", _SETTINGS])


def bytes_of(figure: Figure, form: str, *, alt_text: str | None, dpi: float = 200) -> bytes:
    """A figure in one of the formats of `METADATA`, with its text as the title."""
    title = {"Title": _NOT_IN_XML.sub(UNKNOWN, alt_text)} if alt_text else {}
    drawn = BytesIO()
    with settings():
        figure.savefig(
            drawn,
            format=form,
            dpi=dpi if form == "png" else "figure",
            facecolor=PAPER,
            metadata={**METADATA[form], **title},
        )
    content = drawn.getvalue()
    if form != "svg":
        return content
    # half as large without what nobody can see
    return _OUTLINE.sub(lambda outline: _TOO_FINE.sub(rb"\1", outline[0]), content)
