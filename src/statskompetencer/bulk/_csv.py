"""CSV of any size, in blocks that PyArrow parses, or row by row where they are odd.

A block is parsed by PyArrow if it can mean only one thing: each row has as many cells as there
are headers, quotation marks enclose whole cells, and lines end in the same way. From the first
block that is not so, rows are read as `statskompetencer.read_ratings` reads them, so that
both understand and refuse the same.
"""

from __future__ import annotations

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import StringIO
from itertools import chain, dropwhile, islice
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from attrs import evolve

from statskompetencer._sheets import open_sheet

from ._arrays import span
from ._incoming import Batch, Blank, Column, of_arrow
from ._optional import available

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from statskompetencer._headers import Headers
    from statskompetencer._rows import Rows
    from statskompetencer._sheets import Sheet

    from ._coded import Numbers
    from ._names import Names

_BLOCK = 1 << 24
"""So many bytes are parsed together."""
_ROWS = 1 << 16
"""So many rows, read one by one, are looked at together."""
_HEAD = 1 << 20
"""In so many bytes the headers are looked for."""
_BOM = b"\xef\xbb\xbf"
_QUOTE, _LINE_END = 34, 10


def batches(path: Path, rows: Rows, headers: Headers) -> Iterator[Batch]:
    """The rows of a CSV file below its headers.

    Args:
        path: The file.
        rows: The file opened, with nothing read yet; what is odd in it is noted there.
        headers: How it is told what columns hold.
    """
    rows.sheet = sheet = evolve(rows.sheet, rows=iter(()))  # lets go of the file as a whole
    read = sheet.header_row
    with suppress(_OddError):
        for block in _blocks(path, sheet):
            batch = _parsed(block, rows, read + 1)
            yield batch
            read += len(batch.numbers)
        return
    yield from _one_by_one(path, rows, headers, read)


class _OddError(Exception):
    """From here on rows may mean more than one thing."""


# --- row by row ---


def _one_by_one(path: Path, rows: Rows, headers: Headers, read: int) -> Iterator[Batch]:
    """The rows below one that is read already."""
    left = dropwhile(lambda row: row[0] <= read, open_sheet(path, None, headers.known).rows)
    rows.sheet = evolve(rows.sheet, rows=left)
    pa = available("pyarrow")
    every = iter(rows)
    while part := [*islice(every, _ROWS)]:
        numbers = np.array([number for number, _ in part])
        columns = zip(*(cells for _, cells in part), strict=True)
        yield Batch(
            {place: of_arrow(pa.array(cells)) for place, cells in enumerate(columns)}, numbers
        )


# --- block by block ---


def _blocks(path: Path, sheet: Sheet) -> Iterator[bytes]:
    """The rows below the headers, some at a time, in UTF-8."""
    if sheet.encoding is None or sheet.delimiter is None:
        raise _OddError  # a workbook
    blocks = _whole_rows(_texts(path, sheet.encoding))
    first = next(blocks)
    start = _body_start(first, sheet, sheet.delimiter)
    for block in chain([first[start:]], blocks):
        _check_clean(block, sheet.delimiter)
        if block:
            yield block


def _texts(path: Path, encoding: str) -> Iterator[bytes]:
    """A file in UTF-8, piece by piece."""
    is_utf8 = encoding in {"utf-8", "utf-8-sig"}
    decoder = getincrementaldecoder(encoding)()
    with path.open("rb") as opened:
        if encoding == "utf-8-sig":
            opened.read(len(_BOM))
        while raw := opened.read(_BLOCK):
            yield raw if is_utf8 else decoder.decode(raw).encode()


def _whole_rows(texts: Iterable[bytes]) -> Iterator[bytes]:
    """The same cut where rows end."""
    rest = b""
    for text in texts:
        rest += text
        end = _last_end(rest)
        if end:
            yield rest[:end]
            rest = rest[end:]
        elif len(rest) > _BLOCK:
            raise _OddError
    if rest:
        yield rest


def _last_end(text: bytes) -> int:
    """Where the last whole row ends, or 0; the text begins with a row."""
    end = text.rfind(b"\n")
    if end < 0 or b'"' not in text:
        return end + 1
    quotes = np.flatnonzero(_bytes(text) == _QUOTE)
    while end >= 0:
        before = int(np.searchsorted(quotes, end))
        if before % 2 == 0:
            return end + 1
        end = text.rfind(b"\n", 0, int(quotes[before - 1]))
    return 0


def _body_start(block: bytes, sheet: Sheet, delimiter: str) -> int:
    """Where the rows below the headers begin."""
    text = block[:_HEAD].decode(errors="ignore")
    for has_separator_line in (False, True):  # a line such as “sep=;” is no row
        lines = StringIO(text, newline="")
        if has_separator_line:
            lines.readline()
        records = csv.reader(iter(lines.readline, ""), delimiter=delimiter)
        if [*islice(records, sheet.header_row - 1, sheet.header_row)] == [sheet.header]:
            return len(text[: lines.tell()].encode())
    raise _OddError


def _check_clean(block: bytes, delimiter: str) -> None:
    """Check that a block can be read in one way only: that of PyArrow is the one of `csv`."""
    text = _bytes(block)
    ends = np.flatnonzero(text == _LINE_END)
    clean = block.count(b"\r") == block.count(b"\r\n")
    if b'"' in block:
        quotes = np.flatnonzero(text == _QUOTE)
        clean &= _quotes_enclose(text, quotes, delimiter)
        ends = ends[np.searchsorted(quotes, ends) % 2 == 0]
    longest = np.diff(ends, prepend=-1, append=len(block)).max()
    if not clean or longest > csv.field_size_limit():
        raise _OddError


def _quotes_enclose(text: NDArray[np.uint8], quotes: Numbers, delimiter: str) -> bool:
    """Whether each quotation mark stands at an edge of a cell, or doubled within one."""
    if len(quotes) % 2:
        return False
    edges = np.zeros(256, np.bool_)
    edges[[*b'"\r\n', ord(delimiter)]] = True
    around = np.r_[np.uint8(_LINE_END), text, np.uint8(_LINE_END)]
    opening, closing = quotes[::2], quotes[1::2]
    return bool(edges[around[opening]].all() and edges[around[closing + 2]].all())


def _bytes(text: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(text, np.uint8)


def _parsed(block: bytes, rows: Rows, first: int) -> Batch:
    """The rows of a block.

    Args:
        block: Whole rows.
        rows: The file.
        first: The number of the first row.
    """
    pa, read = available("pyarrow"), available("pyarrow.csv")
    layout = rows.layout
    names = [*map(str, range(len(layout.names)))]
    words = pa.dictionary(pa.int32(), pa.string())
    used = {*layout.fields.values(), *layout.competencies}
    looked_at = {*used, *layout.unnamed}
    kinds = {name: words if int(name) in looked_at else pa.string() for name in names}
    try:
        table = read.read_csv(
            pa.py_buffer(block),
            read_options=read.ReadOptions(column_names=names, block_size=len(block) + 1),
            parse_options=read.ParseOptions(
                delimiter=rows.sheet.delimiter, newlines_in_values=True, ignore_empty_lines=False
            ),
            convert_options=read.ConvertOptions(column_types=kinds, strings_can_be_null=False),
        )
    except pa.ArrowInvalid:  # such as rows of different lengths
        raise _OddError from None
    every = [column.combine_chunks() for column in table.columns]
    if any(_has_text(every[place].dictionary) for place in layout.unnamed):
        raise _OddError
    columns = {place: of_arrow(every[place]) for place in used}
    empty = _empty(every, columns[layout.fields["person"]])
    return Batch(columns, span(first, first + table.num_rows), empty)


def _empty(every: Sequence[Any], people: Column) -> Blank | None:
    """Where a row has nothing in it; None if each has something."""
    said = people.values()
    nobody = cast("Names", said.different).blank()
    if not nobody.any():
        return None
    empty = nobody[said.codes]
    rows = np.flatnonzero(empty)
    cells = zip(*(column.take(rows).to_pylist() for column in every), strict=True)
    empty[rows] = [not _has_text(row) for row in cells]
    return empty


def _has_text(cells: Iterable[Any]) -> bool:
    """Whether anything stands in some cells."""
    return any(str(cell).strip() for cell in cells)
