"""The model's printable version: every entry with its description and where its title is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer._title_notes import title_status
from statskompetencer.catalog import load
from statskompetencer.entries import Competency, Subcategory
from statskompetencer.provenance import Status

from ._blocks import (
    Block,
    Entry,
    Mark,
    Name,
    Overview,
    Overviews,
    Page,
    Paragraph,
    Piece,
    Point,
    Points,
    Section,
)
from ._setting import name_of, origin, title_of

if TYPE_CHECKING:
    from statskompetencer import entries as e
    from statskompetencer import framework as f

    from ._blocks import Picture
    from ._words import Words

SIGNS = {
    Status.OFFICIAL: "●",
    Status.TRANSLATED: "◐",
    Status.RECONSTRUCTED: "○",
    Status.OWN: "◇",
}


def model_page(framework: f.Framework, picture: Picture, say: Words, footer: str) -> Page:
    """The whole model as a page: an overview, the wheel, and then each area on its own sheet."""
    return Page(
        say.language,
        title_of(framework, say),
        _lines(framework, say),
        (
            Section(
                "overview",
                say("overview"),
                (
                    Overviews(tuple(_overview(area, say) for area in framework.areas)),
                    _legend(framework, say),
                ),
            ),
            Section("wheel", say("print_wheel"), (picture,), fresh=True),
            *(_area(area, say) for area in framework.areas),
        ),
        (footer,),
        say("skip_model"),
        say("contents"),
        contents_at=0,
        numbered=False,
    )


def _lines(framework: f.Framework, say: Words) -> tuple[tuple[Piece, ...], ...]:
    lines: list[tuple[Piece, ...]] = []
    description = framework.description(say.titles)
    if description:
        lines.append((_told(description, say),))
    if framework.publisher and framework.published_on:
        day = say.day(framework.published_on)
        lines.append((say("print_lead", publisher=framework.publisher, day=day),))
    elif framework.publisher:
        lines.append((say("print_lead_publisher", publisher=framework.publisher),))
    note = framework.titles_note(say.titles)
    bundled = framework.id == load().id
    lines.append((f"{note} {say('method_titles_bundled')}" if bundled else note,))
    lines.append(origin(framework, say))
    return tuple(filter(None, lines))


def _told(text: str, say: Words) -> Name:
    return Name(text, "", "" if say.titles == say.language else say.titles)


def _legend(framework: f.Framework, say: Words) -> Points:
    counts = framework.title_statuses(say.titles)
    return Points(
        tuple(
            Point(
                f"{say(f'status_{status.value}')} ({say.number(counts[status])})",
                say(f"means_{status.value}"),
                mark=Mark(f"title-{status.value}", SIGNS[status], ""),
            )
            for status in Status
            if counts[status]
        )
    )


def _entry(entry: e.Entry, say: Words, level: int, *, described: bool = True) -> Entry:
    status = entry.title_text(say.titles).source.status
    return Entry(
        name_of(entry, say),
        title_status(status, say.language),
        SIGNS[status],
        entry.description(say.titles) if described else "",
        level,
    )


def _overview(area: e.Area, say: Words) -> Overview:
    def short(entry: e.Entry) -> Entry:
        return _entry(entry, say, 0, described=False)

    groups = [
        (short(child), tuple(map(short, child.competencies)))
        if isinstance(child, Subcategory)
        else (None, (short(child),))
        for child in area.children
    ]
    return Overview(short(area), tuple(groups))


def _area(area: e.Area, say: Words) -> Section:
    blocks: list[Block] = []
    top = _entry(area, say, 0)
    blocks.append(Paragraph((top.sign, " ", top.status), quiet=True))
    if top.description:
        blocks.append(Paragraph((_told(top.description, say),)))
    for child in area.children:
        blocks.append(_entry(child, say, 3))
        if not isinstance(child, Competency):
            blocks += [_entry(competency, say, 4) for competency in child.competencies]
    return Section(f"area-{area.id}", name_of(area, say), tuple(blocks), fresh=True)
