"""Tables read from files: how they are encoded, what parts their cells, and Excel."""

from __future__ import annotations

import csv
import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import Any

from attrs import frozen

from ._extras import optional
from ._files import read_bytes
from ._sheet_xml import Merged, XmlFacts, xml_facts
from ._text import fold, nearest, shown
from .exceptions import (
    InvalidTypeError,
    InvalidValueError,
    UnknownNameError,
    UnreadableFileError,
)

DELIMITERS = (";", ",", "\t")
EXCEL_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OTHER_KINDS = (
    (b"PK\x03\x04", "an Excel workbook (.xlsx) or a zip file", "en Excel-fil (.xlsx) eller zip"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls)", "en gammel Excel-fil (.xls)"),
    (b"%PDF", "a PDF file", "en PDF-fil"),
    (b"\x1f\x8b", "a gzip file", "en gzip-fil"),
)
_CHUNK = 1 << 20
_BLANK = "".join(DELIMITERS) + " "
_MOST_ABOVE = 10
"""So many rows below the first one are looked at for headers that stand lower."""
_SEP_LINE = re.compile(r'"?sep=(.)"?[;,\t]*\s*', re.IGNORECASE)
_UTF8_DANISH = re.compile(rb"\xc3[\xa6\xb8\xa5\x86\x98\x85]")


@frozen
class Sheet:
    """A table that is open for reading.

    Attributes:
        header_row: The number of the row of headers, as a spreadsheet counts, from 1.
        header: The cells of that row.
        rows: The number and the cells of each row below it; read while they are asked for.
        encoding: How the text was encoded; None for Excel.
        delimiter: What parts the cells; None for Excel.
        name: The name of the sheet in a workbook; None for text.
        merged: The cells that are merged over several rows.
    """

    header_row: int
    header: list[str]
    rows: Iterator[tuple[int, list[str]]]
    encoding: str | None = None
    delimiter: str | None = None
    name: str | None = None
    merged: Sequence[Merged] = ()


def is_excel(path: Path) -> bool:
    """Whether a file is a workbook, by its name."""
    return path.suffix.lower() in EXCEL_SUFFIXES


def open_sheet(path: Path, sheet: str | None, known: Callable[[str], bool]) -> Sheet:
    """Open a table.

    Args:
        path: A workbook, by its suffix, or else a CSV file.
        sheet: The name of the sheet; None for the only one, and for CSV.
        known: Whether a header is understood, which tells what parts the cells.

    Raises:
        UnreadableFileError: The file is not there, may not be read, or is not of this kind.
        UnknownNameError: There is no such sheet, or several and none was named.
        InvalidTypeError: The sheet is named by something that is no text.
        InvalidValueError: The quotation marks of the headers do not close, or the headers
            seem to stand in a lower row.
        MissingExtraError: It is a workbook, and the extra for Excel is not installed.
    """
    if sheet is not None and not isinstance(sheet, str):
        raise InvalidTypeError(
            f"{shown(sheet)} is not the name of a sheet",
            danish=f"{shown(sheet)} er ikke navnet på et ark",
            place="sheet",
            found=sheet,
            allowed=["the name, such as “Ark1”"],
        )
    if is_excel(path):
        name, cells, merged = _open_excel(path, sheet)
        below = _below_header(path, enumerate(cells, start=1), known)
        return Sheet(*below, name=name, merged=merged)
    if sheet is not None:
        raise UnknownNameError(
            f"{path.name} is not a workbook and has no sheets",
            danish=f"{path.name} er ikke en projektmappe og har ingen ark",
            found=sheet,
        )
    raw = read_bytes(path)
    encoding = detect_encoding(raw, path.name)
    text = TextIOWrapper(BytesIO(raw), encoding, newline="")
    said = _SEP_LINE.fullmatch(text.readline())
    if not said:
        text.seek(0)
    delimiter = said[1] if said else _sniff(text.read(_CHUNK), known)
    if said and delimiter not in (*DELIMITERS, "|"):
        raise UnreadableFileError(
            f"{path.name} says that “{delimiter}” parts its cells",
            danish=f"{path.name} siger, at “{delimiter}” adskiller cellerne",
            found=delimiter,
            allowed=["; (semicolon)", ", (comma)", "tab", "|"],
        )
    if not said:
        text.seek(0)
    return Sheet(*_below_header(path, _records(text, delimiter), known), encoding, delimiter)


def _below_header(
    path: Path, rows: Iterator[tuple[int, list[str]]], known: Callable[[str], bool]
) -> tuple[int, list[str], Iterator[tuple[int, list[str]]]]:
    """The row and the cells of the headers, and the rows below them.

    Raises:
        InvalidValueError: The headers seem to stand in a lower row.
    """
    top, header = _first(path, rows)
    least = max(2, 2 * sum(map(known, header)) + 1)
    ahead, failure = _ahead(rows)
    for number, cells in ahead:
        if sum(map(known, cells)) >= least:
            raise InvalidValueError(
                f"the headers seem to stand in row {number}: delete the rows above it",
                danish=f"overskrifterne ser ud til at stå i række {number}: slet rækkerne over",
                place=f"row {top}",
                place_danish=f"række {top}",
                found=header,
            )
    return top, header, chain(ahead, rows, failure)


def _ahead(
    rows: Iterator[tuple[int, list[str]]],
) -> tuple[list[tuple[int, list[str]]], Iterator[tuple[int, list[str]]]]:
    """The next few rows, and what raises the error below them if there is one."""
    ahead: list[tuple[int, list[str]]] = []
    try:
        ahead.extend(islice(rows, _MOST_ABOVE))
    except InvalidValueError as error:
        return ahead, _raising(error)
    return ahead, iter(())


def _raising(error: InvalidValueError) -> Iterator[tuple[int, list[str]]]:
    raise error
    yield


def _first(path: Path, rows: Iterable[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    for number, cells in rows:
        if any(cell.strip().strip(_BLANK) for cell in cells):
            return number, cells
    raise _nothing(path)


def _nothing(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        f"there is nothing in {path.name}",
        danish=f"der er intet i {path.name}",
        found=str(path),
    )


# --- text ---


def detect_encoding(raw: bytes, name: str) -> str:
    """How text is encoded: UTF-8, UTF-16 (both with or without BOM) or Windows-1252.

    Raises:
        UnreadableFileError: It is not text, or in none of these.
    """
    for start, kind, kind_danish in _OTHER_KINDS:
        if raw.startswith(start):
            raise UnreadableFileError(
                f"{name} is {kind}, not a CSV file",
                danish=f"{name} er {kind_danish}, ikke en CSV-fil",
                found=name,
            )
    for bom, encoding in (*_BOMS, *_utf16_without_bom(raw)):
        if raw.startswith(bom):
            return _checked(raw, encoding, name)
    if b"\0" in raw:
        raise _not_text(raw, raw.index(b"\0"), name)
    bad = _undecodable(raw, "utf-8")
    if bad is None:
        return "utf-8"
    if _UTF8_DANISH.search(raw):  # as Windows-1252 they would be other letters
        raise _not_text(raw, bad, name, "utf-8")
    return _checked(raw, "cp1252", name)


def _utf16_without_bom(raw: bytes) -> list[tuple[bytes, str]]:
    even, odd = raw[:_CHUNK:2], raw[1:_CHUNK:2]
    if odd.count(0) * 2 > len(odd) and not even.count(0):
        return [(b"", "utf-16-le")]
    if even.count(0) * 2 > len(even) and not odd.count(0):
        return [(b"", "utf-16-be")]
    return []


def _undecodable(raw: bytes, encoding: str) -> int | None:
    """Where the first byte is that cannot be decoded, or about; None if all can."""
    decoder = getincrementaldecoder(encoding.removesuffix("-sig"))()  # places count the BOM
    for start in range(0, len(raw), _CHUNK):
        chunk = raw[start : start + _CHUNK]
        try:
            text = decoder.decode(chunk, final=start + _CHUNK >= len(raw))
        except UnicodeDecodeError as error:
            return start + error.start
        if "\0" in text:
            return start
    return None


def _checked(raw: bytes, encoding: str, name: str) -> str:
    bad = _undecodable(raw, encoding)
    if bad is not None:
        raise _not_text(raw, bad, name, encoding)
    return encoding


def _not_text(raw: bytes, place: int, name: str, encoding: str = "") -> UnreadableFileError:
    line = raw.count(b"\n", 0, place) + 1
    which = f" in {encoding}" if encoding else ""
    which_danish = f" i {encoding}" if encoding else ""
    return UnreadableFileError(
        f"{name} is not text{which}; save it as CSV in UTF-8",
        danish=f"{name} er ikke tekst{which_danish}; gem den som CSV i UTF-8",
        place=f"line {line}",
        place_danish=f"linje {line}",
        found=name,
    )


def _sniff(head: str, known: Callable[[str], bool]) -> str:
    """What parts the cells: with which the most headers are understood, or else the most."""

    def fits(delimiter: str) -> tuple[int, int]:
        records = _records(StringIO(head, newline=""), delimiter)
        try:
            _, cells = _first(Path(), records)
        except (InvalidValueError, UnreadableFileError):
            return -1, 0
        lower, _ = _ahead(records)
        return max(sum(map(known, row)) for row in (cells, *(row for _, row in lower))), len(cells)

    return max((*DELIMITERS, "|"), key=fits)


def _records(text: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    row = 1
    try:
        for cells in reader:
            yield row, cells
            row += 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise InvalidValueError(
                f"a cell has more than {csv.field_size_limit()} characters; nothing below was read",
                danish=f"en celle har mere end {csv.field_size_limit()} tegn; "
                "intet herunder er læst",
                place=f"row {row}",
                place_danish=f"række {row}",
            ) from None
        raise InvalidValueError(
            'a quotation mark (") is not closed, or text follows it; nothing below was read',
            danish='et anførselstegn (") er ikke lukket, eller der står tekst efter det; '
            "intet herunder er læst",
            place=f"row {row}",
            place_danish=f"række {row}",
        ) from None


# --- workbooks ---


def _open_excel(path: Path, sheet: str | None) -> tuple[str, Iterator[list[str]], Sequence[Merged]]:
    calamine = optional("python_calamine", "excel", "reading Excel files", "at læse Excel-filer")
    raw = read_bytes(path)
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(raw))
        visible = {
            one.name: one.visible == calamine.SheetVisibleEnum.Visible
            for one in book.sheets_metadata
            if one.typ == calamine.SheetTypeEnum.WorkSheet
        }
        tables = {name: book.get_sheet_by_name(name) for name in visible}
    except (KeyboardInterrupt, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of its Rust code is no Exception
        locked = isinstance(error, calamine.PasswordError)
        raise UnreadableFileError(
            f"{path.name} {'is locked with a password' if locked else 'is not a whole workbook'}",
            danish=f"{path.name} "
            f"{'er låst med en adgangskode' if locked else 'er ikke en hel projektmappe'}",
            found=str(path),
        ) from None
    filled = [name for name in tables if visible[name] and tables[name].start is not None]
    if sheet is None and not filled:
        raise _nothing(path)
    fitting = filled if sheet is None else _called(sheet, tables)
    if len(fitting) != 1:
        example = (filled or [*tables])[0]
        raise UnknownNameError(
            f"{path.name} has {'several sheets' if sheet is None else f'no sheet “{sheet}”'}; "
            f'say which one to read, such as sheet="{example}"',
            danish=f"{path.name} har {'flere ark' if sheet is None else f'intet ark “{sheet}”'}; "
            f'angiv hvilket der skal læses, fx sheet="{example}"',
            found=sheet,
            nearest=nearest(sheet or "", tables),
            allowed=filled if sheet is None else tables,
        )
    facts = xml_facts(raw, fitting[0])
    return fitting[0], _excel_rows(tables[fitting[0]], facts), facts.merged


def _called(sheet: str, names: Iterable[str]) -> list[str]:
    known = [*names]
    return [name for name in known if name == sheet] or [
        name for name in known if fold(name) == fold(sheet)
    ]


def _excel_rows(table: Any, facts: XmlFacts) -> Iterator[list[str]]:  # noqa: ANN401 - from a package without types
    values = () if table.start is None else table.iter_rows()  # some versions break on no cell
    rows = ([_as_text(cell) for cell in cells] for cells in values)
    last = max(facts.words, default=0)
    number = 0
    while (cells := next(rows, None)) is not None or number < last:
        number += 1
        cells = cells or []
        for column, word in facts.words.get(number, {}).items():
            cells += [""] * (column + 1 - len(cells))
            cells[column] = word
        yield cells


def _as_text(value: object) -> str:
    """A cell as one would have typed it: 1001 and not 1001.0, a day without a time."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, date) else str(value)
