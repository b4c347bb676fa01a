"""Pictures as files: the same bytes for the same picture."""

from __future__ import annotations

from math import inf
from os import PathLike, fspath
from pathlib import Path
from typing import IO

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from statskompetencer._files import unwritable
from statskompetencer._text import nearest, shown
from statskompetencer.exceptions import InvalidTypeError, InvalidValueError

from ._axes import Picture, root_of
from ._given import check_text
from ._output import METADATA, bytes_of

_MOST_PIXELS = 65_535
"""So wide or high matplotlib can draw at most, in every version."""


def save(
    picture: Axes | Figure,
    file: str | PathLike[str] | IO[bytes],
    *,
    alt_text: str | None = None,
    dpi: float = 200,
) -> None:
    """Save a picture, as the same bytes for the same picture and version of matplotlib.

    Text is kept as outlines, so that it looks the same where its font is not installed. What
    the font lacks, such as Chinese characters and most emoji, is drawn as “□”; the alternative text
    has it.

    Args:
        picture: What a plotting function returned, or its figure.
        file: Where to: the ending says the format, ``.svg``, ``.png`` or ``.pdf``. A file
            that is open for writing bytes gets SVG.
        alt_text: What the picture shows, kept as the title of the file; by default that of
            the plotting function, if it drew on a figure of its own.
        dpi: The pixels per inch of a PNG, which may be 65,535 pixels wide and high.

    Raises:
        InvalidTypeError: `picture` is no Axes or Figure, or `alt_text` is no text.
        InvalidValueError: The ending is none of these, `dpi` is not a number above 0, or a PNG
            would become too large.
        UnreadableFileError: The file cannot be written.

    Example:
        >>> from io import BytesIO
        >>> from statskompetencer import load
        >>> from statskompetencer.plotting import plot_wheel, save
        >>> one, other = BytesIO(), BytesIO()
        >>> save(plot_wheel(load()), one)
        >>> save(plot_wheel(load()), other)
        >>> one.getvalue() == other.getvalue()
        True

    .. versionadded:: 0.1.0
    """
    figure = root_of(picture) if isinstance(picture, Axes) else picture
    if not isinstance(figure, Figure):
        raise InvalidTypeError(
            f"{shown(picture)} is not an Axes or Figure of matplotlib",
            danish=f"{shown(picture)} er ikke en Axes eller Figure fra matplotlib",
            place="picture",
            found=picture,
        )
    if alt_text is None and isinstance(picture, Picture):
        alt_text = picture.alt_text
    check_text(alt_text, "alt_text")
    form = _form(file)
    _check_resolution(dpi, figure, form)
    try:
        content = bytes_of(figure, form, alt_text=alt_text, dpi=dpi)
    except MemoryError:
        raise InvalidValueError(
            f"at {shown(dpi)} dots per inch the picture takes more memory than there is",
            danish=f"med {shown(dpi)} punkter pr. tomme tager billedet mere hukommelse, end der er",
            place="dpi",
            found=dpi,
        ) from None
    if not isinstance(file, str | PathLike):
        file.write(content)
        return
    try:
        Path(file).write_bytes(content)
    except (OSError, ValueError) as error:  # a ValueError for a name that no file can have
        raise unwritable(Path(file), error) from None


def _check_resolution(dpi: float, figure: Figure, form: str) -> None:
    if isinstance(dpi, bool) or not isinstance(dpi, int | float) or not 0 < dpi < inf:
        raise InvalidValueError(
            f"{shown(dpi)} is not a number above 0",
            danish=f"{shown(dpi)} er ikke et tal over 0",
            place="dpi",
            found=dpi,
        )
    longest = max(figure.get_size_inches())
    if form == "png" and longest * dpi > _MOST_PIXELS:
        pixels = round(longest * dpi)
        raise InvalidValueError(
            f"the picture would be {pixels} pixels wide or high, more than {_MOST_PIXELS}",
            danish=f"billedet ville blive {pixels} pixel bredt eller højt, mere end {_MOST_PIXELS}",
            place="dpi",
            found=dpi,
            allowed=[f"{int(_MOST_PIXELS / longest)} or less"],
        )


def _form(file: str | PathLike[str] | IO[bytes]) -> str:
    if not isinstance(file, str | PathLike):
        return "svg"
    suffix = Path(fspath(file)).suffix.lower().removeprefix(".")
    if suffix not in METADATA:
        raise InvalidValueError(
            f"{shown(str(file))} does not end in .svg, .png or .pdf",
            danish=f"{shown(str(file))} ender ikke på .svg, .png eller .pdf",
            place="file",
            found=suffix,
            allowed=METADATA,
            nearest=nearest(suffix, METADATA),
        )
    return suffix
