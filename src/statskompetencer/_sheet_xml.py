"""What a reader of workbooks does not tell: errors, formulas without a value, merged cells.

Known for .xlsx and .xlsm alone, whose sheets are XML in a zip file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from posixpath import join, normpath
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse
from zipfile import BadZipFile, ZipFile

from attrs import frozen

from ._totals import UNCALCULATED

_WORTH_A_LOOK = re.compile(rb"""\bt=["']e["']|</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>|mergeCell\b""")
"""Of a sheet without these nothing need be known; to look closely takes long."""
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@frozen
class Merged:
    """Cells that are merged into one."""

    cells: str
    first_row: int
    last_row: int
    columns: range


@frozen
class XmlFacts:
    """What the XML of a sheet tells.

    Attributes:
        words: By row, from 1, and column, from 0, what stands for a value that is none.
        merged: The cells that are merged over several rows.
    """

    words: dict[int, dict[int, str]]
    merged: tuple[Merged, ...]


NO_FACTS = XmlFacts({}, ())


def xml_facts(raw: bytes, sheet: str) -> XmlFacts:
    """What the XML tells of a sheet; nothing where it cannot be found.

    Args:
        raw: The workbook.
        sheet: The name of the sheet.
    """
    try:
        with ZipFile(BytesIO(raw)) as book:
            path = _path(book, sheet)
            xml = b"" if path is None else book.read(path)
        return _look(xml) if _WORTH_A_LOOK.search(xml) else NO_FACTS
    # RuntimeError: what zipfile raises for packings and locks that it cannot open
    except (BadZipFile, KeyError, ParseError, RuntimeError, ValueError):
        return NO_FACTS


def _path(book: ZipFile, sheet: str) -> str | None:
    ids = {
        one.get("name"): next((v for k, v in one.items() if k.endswith("}id")), "")
        for one in fromstring(book.read("xl/workbook.xml")).iter()  # noqa: S314 - expat bounds what entities become
        if _tag(one) == "sheet"
    }
    for one in fromstring(book.read("xl/_rels/workbook.xml.rels")):  # noqa: S314 - as above
        if one.get("Id") == ids.get(sheet):
            return normpath(join("/xl", one.get("Target", ""))).lstrip("/")
    return None


def _look(xml: bytes) -> XmlFacts:
    words: dict[int, dict[int, str]] = {}
    merged: list[Merged] = []
    row, column = 0, -1
    for event, one in iterparse(BytesIO(xml), ("start", "end")):  # noqa: S314 - as above
        tag = _tag(one)
        if (event, tag) == ("start", "row"):
            row, column = int(one.get("r") or row + 1), -1
        elif (event, tag) == ("end", "c"):
            place = _CELL.fullmatch(one.get("r", ""))
            column = _number(place[1]) if place else column + 1
            if word := _word(one):
                words.setdefault(row, {})[column] = word
        elif (event, tag) == ("end", "mergeCell"):
            merged += _over_rows(one.get("ref", ""))
        elif (event, tag) == ("end", "row"):
            one.clear()
    return XmlFacts(words, tuple(merged))


def _word(cell: Element) -> str:
    """What stands for the value of a cell that has none, or nothing."""
    inside = {_tag(part): part.text or "" for part in cell}
    if cell.get("t") == "e":
        return inside.get("v", "").strip() or "#N/A"
    return UNCALCULATED if "f" in inside and "v" not in inside else ""


def _over_rows(cells: str) -> Iterator[Merged]:
    ends = [_CELL.fullmatch(end) for end in cells.split(":")]
    if len(ends) == 2 and ends[0] and ends[1]:  # noqa: PLR2004 - the first and the last cell
        (left, top), (right, bottom) = ends[0].groups(), ends[1].groups()
        if int(top) < int(bottom):
            columns = range(_number(left), _number(right) + 1)
            yield Merged(cells, int(top), int(bottom), columns)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _tag(one: Element) -> str:
    return one.tag.rpartition("}")[2]
