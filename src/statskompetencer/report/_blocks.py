"""What a page is made of: sections of blocks, which the templates set as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeAlias

from attrs import evolve, field, frozen


@frozen
class Name:
    """What something is called.

    Attributes:
        text: Its title.
        id: Its id, which stands before it; "" for none.
        language: The language of the title where that is not the page's; otherwise "".
    """

    kind: ClassVar[str] = "name"
    text: str
    id: str = ""
    language: str = ""


@frozen
class Mark:
    """A status: a sign on its colour, and a word.

    Attributes:
        status: Which, as the style sheet names it.
        sign: One character that says the same as the colour.
        word: The status in words.
    """

    kind: ClassVar[str] = "mark"
    status: str
    sign: str
    word: str


@frozen
class Code:
    """Something to type."""

    kind: ClassVar[str] = "code"
    text: str


@frozen
class Link:
    """The address of a page."""

    kind: ClassVar[str] = "link"
    url: str


Piece: TypeAlias = str | Name | Mark | Code | Link
Cell: TypeAlias = Piece | tuple[Piece, ...]


@frozen
class Column:
    """A column of a table; numbers stand at its right."""

    title: str
    number: bool = False


@frozen
class Table:
    """A table with a caption; the first cell of each row is its header.

    Attributes:
        id: Of the caption, unlike any other in the page.
        caption: What it shows.
        columns: The columns.
        rows: The cells of each row.
        note: A line below it; () for none.
    """

    kind: ClassVar[str] = "table"
    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: tuple[Piece, ...] = ()


@frozen
class Picture:
    """An image within the page.

    Attributes:
        id: Of the caption, unlike any other in the page.
        data: The image as a data URI.
        alt: What it shows, in words.
        caption: What it is.
        width: How wide it is drawn (CSS pixels).
        height: How high.
    """

    kind: ClassVar[str] = "picture"
    id: str
    data: str
    alt: str
    caption: str
    width: int
    height: int


@frozen
class Heading:
    """A heading within a section."""

    kind: ClassVar[str] = "heading"
    text: Name | str


@frozen
class Paragraph:
    """A paragraph; a quiet one is a note."""

    kind: ClassVar[str] = "paragraph"
    pieces: tuple[Piece, ...]
    quiet: bool = False


@frozen
class Notice:
    """A paragraph that nobody should miss."""

    kind: ClassVar[str] = "notice"
    text: str


@frozen
class Facts:
    """Names of things with what is known of them."""

    kind: ClassVar[str] = "facts"
    pairs: tuple[tuple[str, tuple[Piece, ...]], ...]


@frozen
class Point:
    """A statement, and the things that it is of.

    Attributes:
        label: The statement.
        hint: What follows from it; "" for nothing.
        names: The things.
        more: How many more there are, as a sentence; "" for none.
        mark: The status that it speaks of.
    """

    label: str
    hint: str = ""
    names: tuple[Piece, ...] = ()
    more: str = ""
    mark: Mark | None = None


@frozen
class Points:
    """A list of statements."""

    kind: ClassVar[str] = "points"
    points: tuple[Point, ...]


@frozen
class Tile:
    """How many things have a status, and what that means."""

    mark: Mark
    number: str
    meaning: str


@frozen
class Answer:
    """The answer to the whole question.

    Attributes:
        verdict: ``yes``, ``possible`` or ``no``.
        sign: One character that says the same.
        word: The same in the language of the page.
        sentence: The answer with its counts.
        bounds: What the two bounds are.
        tiles: How many competencies have which status.
    """

    kind: ClassVar[str] = "answer"
    verdict: str
    sign: str
    word: str
    sentence: str
    bounds: str
    tiles: tuple[Tile, ...]


@frozen
class Fold:
    """Blocks that are folded away on a screen, and open in print."""

    kind: ClassVar[str] = "fold"
    summary: str
    blocks: tuple[Block, ...]


@frozen
class Entry:
    """An entry of a framework with its description.

    Attributes:
        name: What it is called.
        status: How its title stands to the publisher's own words.
        sign: One character that says the same.
        description: Its description; "" for none.
        level: Of the heading: 3 or 4; 0 for none.
    """

    kind: ClassVar[str] = "entry"
    name: Name
    status: str
    sign: str
    description: str
    level: int


@frozen
class Overview:
    """An area at a glance: its subcategories, each with its competencies.

    Attributes:
        area: The area.
        groups: Each subcategory with its competencies; None where there is none.
    """

    area: Entry
    groups: tuple[tuple[Entry | None, tuple[Entry, ...]], ...]


@frozen
class Overviews:
    """All areas at a glance."""

    kind: ClassVar[str] = "overviews"
    areas: tuple[Overview, ...]


Block: TypeAlias = (
    Answer
    | Entry
    | Facts
    | Fold
    | Heading
    | Notice
    | Overviews
    | Paragraph
    | Picture
    | Points
    | Table
)


@frozen
class Section:
    """A numbered part of a page.

    Attributes:
        id: For links to it.
        title: Its heading.
        blocks: What stands in it.
        number: Its number; 0 until the page is put together.
        fresh: Whether it begins a new sheet in print.
    """

    id: str
    title: Name | str
    blocks: tuple[Block, ...]
    number: int = 0
    fresh: bool = False


def _numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(evolve(section, number=number) for number, section in enumerate(sections, 1))


@frozen
class Page:
    """A whole page.

    Attributes:
        language: The language of its words.
        title: Its heading.
        lines: What stands below the heading.
        sections: Its parts, in their order.
        footer: What stands at its end.
        skip: The text of the link past the contents.
        contents: The heading of the contents.
        contents_at: Before which section the contents stand.
        numbered: Whether the sections have numbers.
    """

    language: str
    title: Name | str
    lines: tuple[tuple[Piece, ...], ...]
    sections: tuple[Section, ...] = field(converter=_numbered)
    footer: tuple[Piece, ...]
    skip: str
    contents: str
    contents_at: int = 1
    numbered: bool = True
