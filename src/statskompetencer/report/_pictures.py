"""The pictures of a page, as data URIs."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from typing import TYPE_CHECKING, Literal, cast

from attrs import frozen

from statskompetencer import plotting

from ._blocks import Picture
from ._coverage import MOST_UNITS
from ._posts import MOST_PLACES, pictured_posts, ranked
from ._setting import title_of
from ._svg import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matplotlib.axes import Axes

    from statskompetencer.framework import Framework

    from ._setting import Setting
    from ._words import Words

MOST_BYTES = 1_500_000
"""So much room do all pictures take at most: those of posts and of rankings give way."""
_PIXELS = 96
"""CSS pixels to the inch."""


@frozen
class Pictures:
    """The pictures of a report.

    Attributes:
        wheel: The model with the status of each competency.
        units: What each unit holds; None where there is only one.
        posts: The gaps of each post that is shown, while there is room.
        rankings: The best places of each role, if there is room for all of them; only where
            people are named.
    """

    wheel: Picture
    units: Picture | None
    posts: tuple[Picture, ...]
    rankings: tuple[Picture, ...]


def draw(setting: Setting) -> Pictures:
    """Draw what a report shows."""
    say = setting.say
    wheel = image(
        plotting.plot_wheel(setting.coverage, language=say.titles), "p-wheel", say("wheel")
    )
    units = _heatmap(setting)
    room = MOST_BYTES - len(wheel.data) - (0 if units is None else len(units.data))
    posts = _while_room(_posts(setting), room)
    room -= sum(len(picture.data) for picture in posts)
    rankings = _while_room(_rankings(setting), room)
    every = len(rankings) == len(ranked(setting))
    return Pictures(wheel, units, posts, rankings if every else ())


def draw_model(framework: Framework, say: Words) -> Picture:
    """Draw the model alone."""
    return image(
        plotting.plot_wheel(framework, language=say.titles), "p-wheel", say("print_wheel_caption")
    )


def _heatmap(setting: Setting) -> Picture | None:
    if len(setting.coverage.units) < 2:  # noqa: PLR2004 - one is nothing to compare
        return None
    say = setting.say
    bys: tuple[Literal["competency", "subcategory"], ...] = ("competency", "subcategory")
    for by in bys:
        drawn = plotting.plot_heatmap(setting.coverage, by=by, most=MOST_UNITS, language=say.titles)
        picture = image(drawn, "p-units", say(f"heatmap_{by}"))
        if len(picture.data) < MOST_BYTES // 2:
            return picture
    return None


def _posts(setting: Setting) -> Iterator[Picture]:
    say = setting.say
    for number, post in enumerate(pictured_posts(setting)):
        caption = say("post_picture", role=post.name.text)
        yield image(plotting.plot_gaps(post.gaps, language=say.titles), f"p-post-{number}", caption)


def _rankings(setting: Setting) -> Iterator[Picture]:
    say = setting.say
    for number, ranking in enumerate(ranked(setting)):
        caption = say("ranking_picture", role=title_of(ranking.role, say).text)
        drawn = plotting.plot_ranking(ranking, most=MOST_PLACES, language=say.titles)
        yield image(drawn, f"p-rank-{number}", caption)


def _while_room(pictures: Iterable[Picture], room: int) -> tuple[Picture, ...]:
    kept: list[Picture] = []
    for picture in pictures:
        room -= len(picture.data)
        if room < 0:
            break
        kept.append(picture)
    return tuple(kept)


def image(axes: Axes, anchor: str, caption: str) -> Picture:
    """A picture within the page."""
    image = BytesIO()
    plotting.save(axes, image)
    width, height = axes.get_figure(root=True).get_size_inches()  # type: ignore[union-attr]  # it is in one
    data = b64encode(compact(image.getvalue())).decode("ascii")
    return Picture(
        anchor,
        f"data:image/svg+xml;base64,{data}",
        cast("plotting.Picture", axes).alt_text,
        caption,
        round(width * _PIXELS),
        round(height * _PIXELS),
    )
