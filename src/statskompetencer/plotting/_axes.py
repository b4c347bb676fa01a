"""The Axes that a picture is drawn on: the caller's, or one of our own that shows itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import wraps
from html import escape
from typing import ParamSpec, TypeVar

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from statskompetencer._text import shown
from statskompetencer.exceptions import InvalidTypeError

from ._output import bytes_of, settings

P = ParamSpec("P")
T = TypeVar("T")


class Picture(Axes):
    """Axes in a figure of their own, that know their alternative text.

    Notebooks show one as an image with this text when it is the last line of a cell. The
    figure is not one of `matplotlib.pyplot`: nothing has to be closed. For a figure that
    pyplot shows, give a plotting function an ``ax`` of yours.

    Attributes:
        alt_text: What the picture shows, in a sentence or two.

    Example:
        >>> from statskompetencer import load
        >>> from statskompetencer.plotting import Picture, plot_wheel
        >>> isinstance(plot_wheel(load()), Picture)
        True

    .. versionadded:: 0.1.0
    """

    alt_text: str = ""

    def _repr_html_(self) -> str:
        image = bytes_of(root_of(self), "svg", alt_text=self.alt_text)
        data = b64encode(image).decode("ascii")
        return (
            f'<img alt="{escape(self.alt_text)}" src="data:image/svg+xml;base64,{data}" '
            'style="max-width: 100%; height: auto">'
        )


def own_style(draw: Callable[P, T]) -> Callable[P, T]:
    """Draw within `settings`: pictures look the same everywhere, and none is left changed."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> T:
        with settings():
            return draw(*args, **kwargs)

    return drawn


def axes(ax: Axes | None, width: float, height: float) -> Axes:
    """The caller's Axes, or a `Picture` that fills a new figure of this size (inches).

    Raises:
        InvalidTypeError: What the caller gave is no Axes, or they are polar or in space.
    """
    if ax is None:
        return Figure(figsize=(width, height), dpi=100).add_axes((0, 0, 1, 1), axes_class=Picture)
    if not isinstance(ax, Axes):
        raise InvalidTypeError(
            f"{shown(ax)} is not an Axes of matplotlib",
            danish=f"{shown(ax)} er ikke en Axes fra matplotlib",
            place="ax",
            found=ax,
        )
    if ax.name != "rectilinear":
        raise InvalidTypeError(
            f"a picture needs flat Axes, not Axes with the projection “{ax.name}”",
            danish=f"et billede skal have flade akser, ikke akser med projektionen “{ax.name}”",
            place="ax",
            found=ax.name,
            allowed=["rectilinear"],
        )
    ax.set(xscale="linear", yscale="linear")
    return ax


def root_of(ax: Axes) -> Figure:
    """The whole figure that the Axes are in.

    Raises:
        InvalidTypeError: They were taken out of it.
    """
    figure = ax.get_figure(root=True)
    if figure is None:
        raise InvalidTypeError(
            "the Axes were removed from their figure",
            danish="akserne er fjernet fra deres figur",
            place="ax",
            found=ax,
        )
    return figure


def size_of(ax: Axes) -> tuple[float, float]:
    """The width and height of the Axes (points): what text has to fit into."""
    figure = root_of(ax)
    part = ax.figure.transSubfigure
    box = ax.get_position(original=True).transformed(part)
    return box.width * 72 / figure.dpi, box.height * 72 / figure.dpi


def finished(ax: Axes, alt_text: str) -> Axes:
    """The Axes, which know their alternative text if they are our own."""
    if isinstance(ax, Picture):
        ax.alt_text = alt_text
    return ax
