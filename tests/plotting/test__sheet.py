"""Laying out: on a figure of its own and on Axes that are given; legends and text upon hatches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from statskompetencer import InvalidTypeError, Profile, Role, find_gaps, find_group_gaps, load, rank
from statskompetencer.plotting import plot_gaps, plot_heatmap, plot_profile, plot_ranking
from statskompetencer.plotting._sheet import A4, MARGIN, Key, Sheet, drawn
from statskompetencer.plotting._style import MET, MISSING, NOT_ASSESSED

Readable = Callable[[Axes], None]

PROFILE = Profile("a", {"DS11": 1, "PV11": 0})
ROLE = Role("r", dict.fromkeys(load().competency_ids[:12], 3))


def ax_of(width: float, height: float) -> Axes:
    return Figure(figsize=(width, height)).add_axes((0, 0, 1, 1))


def plain(width: float) -> Sheet:
    sheet = Sheet(width)
    sheet.text(MARGIN, 20, "et ord", 8, gid="word")
    sheet.y = 100
    return sheet


def size(ax: Axes) -> float:
    return {text.get_gid(): text.get_fontsize() for text in ax.texts}["word"]


def test_a_figure_of_its_own_has_the_size_of_the_sheet() -> None:
    ax: Any = drawn(None, plain, "said")
    assert tuple(ax.figure.get_size_inches() * 72) == pytest.approx((A4, 106))
    assert ax.alt_text == "said"
    assert size(ax) == 8


def test_on_small_axes_text_is_smaller_and_on_large_ones_larger_within_bounds() -> None:
    assert size(drawn(ax_of(2, 20), plain, "")) == pytest.approx(8 * 2 * 72 / (0.6 * A4))
    assert size(drawn(ax_of(20, 0.5), plain, "")) == pytest.approx(8 * 36 / 106)
    assert size(drawn(ax_of(40, 40), plain, "")) == 12


def test_the_axes_that_were_given_come_back() -> None:
    ax = ax_of(6, 6)
    assert plot_profile(PROFILE, ax=ax) is ax
    assert not hasattr(ax, "alt_text")


@pytest.mark.parametrize("figsize", [(3, 2), (12, 3), (2, 9), (16, 16)])
@pytest.mark.parametrize(
    "plot",
    [
        lambda ax: plot_profile(PROFILE, ROLE, ax=ax),
        lambda ax: plot_gaps(find_gaps(PROFILE, ROLE), ax=ax),
        lambda ax: plot_ranking(rank([PROFILE, Profile("b" * 60)], ROLE), ax=ax),
    ],
    ids=["profile", "gaps", "ranking"],
)
def test_nothing_leaves_the_axes_that_were_given(
    plot: Callable[[Axes], Axes], figsize: tuple[float, float]
) -> None:
    figure = Figure(figsize=figsize)
    ax = plot(figure.add_axes((0.5, 0.25, 0.5, 0.5)))
    figure.canvas.draw()
    room = ax.get_window_extent()
    for text in ax.texts:
        box = text.get_window_extent()
        assert room.x0 - 1 <= box.x0, text.get_text()
        assert box.x1 <= room.x1 + 1, text.get_text()
        assert room.y0 - 1 <= box.y0, text.get_text()
        assert box.y1 <= room.y1 + 1, text.get_text()


@pytest.mark.parametrize(
    "plot", [plot_profile, lambda _, ax: plot_heatmap(_coverage(), ax=ax)], ids=["profile", "heat"]
)
def test_what_is_no_axes_is_refused(plot: Callable[..., object]) -> None:
    with pytest.raises(InvalidTypeError, match="ax: 3 is not an Axes of matplotlib"):
        plot(PROFILE, ax=3)


def _coverage(units: int = 1) -> Any:
    from statskompetencer import check_coverage  # noqa: PLC0415 - the name is that of a module too

    name = "Kontoret for Porteføljestyring og Ældreområdets Udbud"
    return check_coverage([Profile(f"{n}", {"DS11": 1}, unit=f"{name} {n}") for n in range(units)])


# --- parts ---


def test_a_legend_takes_as_many_lines_as_it_needs(is_readable: Readable) -> None:
    keys = [Key(MISSING, "et langt ord for noget, der mangler " * 2) for _ in range(5)]

    def build(width: float) -> Sheet:
        sheet = Sheet(width)
        sheet.legend([*keys, Key(None, "uden felt", "|"), Key(MET, "", "1")], "Forklaring:")
        return sheet

    ax = drawn(None, build, "")
    is_readable(ax)
    tops = {text.get_position()[1] for text in ax.texts if text.get_text().startswith("et langt")}
    assert len(tops) == 5


def test_a_word_of_a_legend_that_is_wider_than_the_sheet_is_cut(is_readable: Readable) -> None:
    def build(width: float) -> Sheet:
        sheet = Sheet(width)
        sheet.legend([Key(MET, "uendeligt " * 60)])
        return sheet

    ax = drawn(None, build, "")
    is_readable(ax)
    assert [text.get_text()[-1] for text in ax.texts][-1] == "…"


@pytest.mark.parametrize("side", ["left", "center", "right"])
def test_text_upon_a_hatch_has_a_ground_without_one(side: str) -> None:
    def build(width: float) -> Sheet:
        sheet = Sheet(width)
        sheet.box(10, 10, 80, 20, MISSING, gid="box")
        sheet.text(50, 20, "12", 8, on=MISSING, ha=side)
        sheet.text(50, 40, "12", 8, on=MET)
        sheet.y = 60
        return sheet

    ax = drawn(None, build, "")
    box, ground = ax.patches
    assert box.get_hatch()
    assert not ground.get_hatch()
    assert ground.get_facecolor() == box.get_facecolor()
    figure: Any = ax.get_figure(root=True)
    figure.canvas.draw()
    text = ax.texts[0].get_window_extent()
    room = ground.get_window_extent()
    assert room.x0 <= text.x0
    assert text.x1 <= room.x1


def test_dots_stay_inside_of_their_box_however_narrow_it_is() -> None:
    for width in (0.4, 2, 3, 30):

        def build(_: float, width: float = width) -> Sheet:
            sheet = Sheet(A4)
            sheet.box(10, 10, width, 9, NOT_ASSESSED)
            sheet.y = 40
            return sheet

        box, dots = drawn(None, build, "").patches
        assert not box.get_hatch(), "a hatch of dots would take 250 kB"
        across = [x for x, _ in dots.get_path().vertices]
        assert across
        assert min(across) >= box.get_x()
        assert max(across) <= box.get_x() + max(width, 0.5)


def test_text_upon_a_hatch_leaves_the_edge_of_its_box_whole() -> None:
    def build(width: float) -> Sheet:
        sheet = Sheet(width)
        sheet.box(10, 15.5, 80, 9, MISSING)
        sheet.text(50, 20, "12", 6.75, on=MISSING, ha="center")
        sheet.y = 60
        return sheet

    box, ground = drawn(None, build, "").patches
    above = ground.get_y() - box.get_y()
    below = box.get_y() + box.get_height() - ground.get_y() - ground.get_height()
    assert above == pytest.approx(below, abs=0.25)
    assert above >= 0.5


@pytest.mark.parametrize(
    "plot",
    [
        lambda: plot_profile(PROFILE, ROLE),
        lambda: plot_gaps(find_gaps(PROFILE, ROLE)),
        lambda: plot_gaps(find_group_gaps([PROFILE], ROLE)),
        lambda: plot_heatmap(_coverage(6)),
        lambda: plot_heatmap(_coverage(40)),
    ],
    ids=["profile", "person", "group", "heat", "heat-units"],
)
def test_titles_of_two_lines_have_air_to_the_lines_between_rows(plot: Callable[[], Axes]) -> None:
    ax = plot()
    figure: Any = ax.get_figure(root=True)
    figure.canvas.draw()
    scale = 72 / figure.dpi
    rules = [
        line.get_window_extent().y0 * scale
        for line in ax.lines
        if line.get_ydata()[0] == line.get_ydata()[1] and line.get_xdata()[0] == MARGIN
    ]
    names = [
        text
        for text in ax.texts
        if str(text.get_gid()).startswith(("title-", "unit-"))
        and "\n" in text.get_text()
        and not text.get_rotation()
        and text.get_ha() == "left"
    ]
    assert names
    for text in names:
        box = text.get_window_extent()
        bottom, top = box.y0 * scale, box.y1 * scale
        assert min(abs(rule - edge) for rule in rules for edge in (bottom, top)) >= 1
        assert not [rule for rule in rules if bottom < rule < top], text.get_text()


def test_a_heatmap_on_wide_axes_has_its_units_as_rows_where_it_becomes_larger() -> None:
    wide, high = (
        {str(text.get_gid()): text for text in plot_heatmap(_coverage(3), ax=ax).texts}
        for ax in (ax_of(13, 4), ax_of(6, 9))
    )
    assert wide["unit-1"].get_position()[0] == wide["unit-2"].get_position()[0]
    assert high["unit-1"].get_position()[1] == high["unit-2"].get_position()[1]


def test_a_paragraph_is_broken_to_the_width(is_readable: Readable) -> None:
    def build(width: float) -> Sheet:
        sheet = Sheet(width)
        sheet.heading("En lang overskrift, " * 8, "og en note, " * 30, "")
        sheet.paragraph("Æ" * 300, bold=True)
        return sheet

    ax = drawn(None, build, "")
    is_readable(ax)
    assert "\n" in ax.texts[0].get_text()
