"""The Axes of a picture: the caller's, or one that knows its alternative text."""

from __future__ import annotations

import base64
import re
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

import statskompetencer as s
from statskompetencer.plotting import Picture
from statskompetencer.plotting._axes import axes, finished, own_style, root_of, size_of


def test_a_picture_of_its_own_fills_a_figure_of_its_size() -> None:
    ax = axes(None, 4, 3)
    assert isinstance(ax, Picture)
    assert tuple(root_of(ax).get_size_inches()) == (4, 3)
    assert size_of(ax) == pytest.approx((4 * 72, 3 * 72))


def test_the_axes_of_the_caller_are_used() -> None:
    figure = Figure(figsize=(10, 5))
    ax = figure.add_axes((0.1, 0.2, 0.5, 0.6))
    assert axes(ax, 1, 1) is ax
    assert size_of(ax) == pytest.approx((0.5 * 10 * 72, 0.6 * 5 * 72))


def test_axes_in_a_part_of_a_figure_have_the_size_that_they_take_of_the_whole() -> None:
    figure = Figure(figsize=(10, 5))
    left, _ = figure.subfigures(1, 2)
    ax = left.add_axes((0, 0, 1, 1))
    assert root_of(ax) is figure
    assert size_of(ax) == pytest.approx((5 * 72, 5 * 72))


def test_what_is_no_axes_is_refused() -> None:
    with pytest.raises(s.InvalidTypeError, match="is not an Axes of matplotlib") as found:
        axes("ax", 1, 1)  # type: ignore[arg-type]  # what is tested
    assert found.value.place == "ax"
    assert "er ikke en Axes fra matplotlib" in found.value.explain("da")


@pytest.mark.parametrize("projection", ["polar", "3d", "mollweide"])
def test_axes_that_are_not_flat_are_refused(projection: str) -> None:
    ax = Figure().add_subplot(projection=projection)
    with pytest.raises(
        s.InvalidTypeError, match=f"Axes with the projection “{projection}”"
    ) as found:
        axes(ax, 1, 1)
    assert found.value.place == "ax"
    assert found.value.allowed == ("rectilinear",)
    assert f"projektionen “{projection}”" in found.value.explain("da")


def test_a_logarithmic_scale_of_the_callers_axes_is_set_back() -> None:
    ax = Figure().add_subplot()
    ax.set(xscale="log", yscale="log")
    axes(ax, 1, 1)
    assert (ax.get_xscale(), ax.get_yscale()) == ("linear", "linear")


def test_axes_that_were_taken_out_of_their_figure_are_refused() -> None:
    ax = Figure().add_axes((0, 0, 1, 1))
    ax.remove()
    with pytest.raises(s.InvalidTypeError, match="were removed from their figure"):
        root_of(ax)


def test_only_a_picture_keeps_the_alternative_text() -> None:
    own, other = axes(None, 1, 1), Figure().add_axes((0, 0, 1, 1))
    assert finished(own, "Et hjul") is own
    assert own.alt_text == "Et hjul"
    assert finished(other, "Et hjul") is other
    assert not hasattr(other, "alt_text")


def test_a_notebook_shows_a_picture_as_an_image_with_its_escaped_text() -> None:
    ax: Any = finished(axes(None, 1, 1), 'Om "<script>" & co.')
    html = ax._repr_html_()
    found = re.fullmatch(
        r'<img alt="Om &quot;&lt;script&gt;&quot; &amp; co\." '
        r'src="data:image/svg\+xml;base64,([^"]+)" style="[^"]+">',
        html,
    )
    assert found
    assert b"<svg" in base64.b64decode(found[1])


def test_a_picture_is_drawn_in_the_projects_own_style_and_the_users_comes_back() -> None:
    @own_style
    def draw(sign: str) -> tuple[str, Any]:
        """Draw."""
        return sign, mpl.rcParams["axes.facecolor"]

    with mpl.style.context("dark_background"):
        assert draw("a") == ("a", "white")
        assert mpl.rcParams["axes.facecolor"] == "black"
    assert draw.__doc__ == "Draw."


def test_the_users_style_comes_back_after_an_error() -> None:
    @own_style
    def draw() -> None:
        raise KeyError

    with mpl.style.context("dark_background"):
        with pytest.raises(KeyError):
            draw()
        assert mpl.rcParams["axes.facecolor"] == "black"
