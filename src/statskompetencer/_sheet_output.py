"""Tables written to files: CSV and Excel, so that no spreadsheet runs what is in them."""

from __future__ import annotations

import csv
from codecs import lookup
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, TypeAlias

from ._cells import guarded, starts_a_formula
from ._extras import optional
from ._files import unwritable
from ._sheets import DELIMITERS, detect_encoding, is_excel
from .exceptions import InvalidValueError, UnreadableFileError

if TYPE_CHECKING:
    from pathlib import Path

ENCODINGS = ("utf-8-sig", "utf-8", "utf-16", "cp1252")
"""What text is written in: what can be told apart when it is read."""

_MOST_LETTERS = 32_767
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_MOST_CHOICE_LETTERS = 255
"""What Excel holds in a cell, in a sheet, and in a list to choose from."""

_NARROWEST, _WIDEST = 14, 24
"""How wide a column is, in characters; longer headers are broken into lines."""
_SUFFIXES = (".csv", ".txt", ".tsv", ".xlsx")

_PARTING = {*DELIMITERS, "|", '"', "\r", "\n"}
"""With one of these in it a cell of CSV is quoted, whatever parts the cells of this file."""

_EMPTY_ROWS = 1000
"""To how many rows of an empty table a list to choose from belongs."""

Cell: TypeAlias = str | int | None


def write_sheet(  # noqa: PLR0913 - one argument for each thing about the file
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    delimiter: str = ";",
    encoding: str = "utf-8-sig",
    choices: Mapping[int, Sequence[Sequence[str]]] | None = None,
) -> None:
    """Write a table: Excel for the suffix .xlsx, CSV for .csv, .txt and .tsv.

    Args:
        path: Where; what is there is replaced, once the whole table is made.
        header: The headers.
        rows: The cells of each row; None for a blank one.
        delimiter: What parts the cells of CSV: semicolon, comma or tab.
        encoding: How CSV is encoded, one of `ENCODINGS`.
        choices: For places of columns the lists of answers to choose from in Excel, the
            best first; the first one that Excel can hold is taken.

    Raises:
        InvalidValueError: A cell cannot be written so that it reads back, there is no such
            encoding or delimiter, or the suffix is another one.
        UnreadableFileError: The file cannot be written.
        MissingExtraError: It is a workbook, and the extra for Excel is not installed.
    """
    _check_suffix(path)
    table = [[guarded(cell) if isinstance(cell, str) else cell for cell in cells] for cells in rows]
    table.insert(0, [f"'{name}" if starts_a_formula(name) else name for name in header])
    if is_excel(path):
        raw = _workbook(table, choices or {})
    else:
        raw = _csv(path, table, delimiter, _encoding(encoding))
    try:
        path.write_bytes(raw)
    except (OSError, ValueError) as error:  # a ValueError for a name that no file can have
        raise unwritable(path, error) from None


def _check_suffix(path: Path) -> None:
    if path.suffix.lower() not in _SUFFIXES:
        raise InvalidValueError(
            f"{path.suffix or path.name} is not a kind of table that is written",
            danish=f"{path.suffix or path.name} er ikke en slags tabel, der skrives",
            place="path",
            found=path.suffix,
            allowed=_SUFFIXES,
        )


def _encoding(name: str) -> str:
    try:
        found = lookup(name).name
    except (LookupError, TypeError):
        found = ""
    if found not in ENCODINGS:
        raise InvalidValueError(
            f"“{name}” is not an encoding to write in",
            danish=f"“{name}” er ikke en tegnkodning at skrive i",
            place="encoding",
            found=name,
            allowed=ENCODINGS,
        )
    return found


def _csv(path: Path, table: Sequence[Sequence[Cell]], delimiter: str, encoding: str) -> bytes:
    if delimiter not in DELIMITERS:
        raise InvalidValueError(
            f"“{delimiter}” does not part cells",
            danish=f"“{delimiter}” adskiller ikke celler",
            place="delimiter",
            found=delimiter,
            allowed=["; (semicolon)", ", (comma)", "tab"],
        )
    text = StringIO(newline="")
    # quoted throughout, so that a comma in a title cannot be taken for what parts headers
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerow(table[0])
    for cells in table[1:]:
        # likewise what another program may take for what parts cells
        text.write(delimiter.join(_quoted(cell) for cell in cells) + "\r\n")
    written = text.getvalue()
    try:
        raw = written.encode(encoding)
        if raw.decode(detect_encoding(raw, path.name)) == written:
            return raw
    except UnicodeEncodeError as error:
        raise _unwritable(repr(written[error.start]), encoding) from None
    except UnreadableFileError:
        pass
    raise _unwritable("", encoding)


def _quoted(cell: Cell) -> str:
    """A cell as CSV has it: between quotation marks where anything in it might part cells."""
    said = "" if cell is None else str(cell)
    return f'"{said.replace(chr(34), 2 * chr(34))}"' if _PARTING & {*said} else said


def _workbook(
    table: Sequence[Sequence[Cell]], choices: Mapping[int, Sequence[Sequence[str]]]
) -> bytes:
    xlsxwriter = optional("xlsxwriter", "excel", "writing Excel files", "at skrive Excel-filer")
    if len(table) > _MOST_ROWS or len(table[0]) > _MOST_COLUMNS:
        raise InvalidValueError(
            f"{len(table)} rows and {len(table[0])} columns are too many for Excel; write CSV",
            danish=f"{len(table)} rækker og {len(table[0])} kolonner er for meget til Excel; "
            "skriv CSV",
            found=(len(table), len(table[0])),
        )
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 1)
    over = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    as_text = book.add_format({"num_format": "@"})  # 007 stays 007
    for column, name in enumerate(table[0]):
        width = min(max(len(str(name)) + 2, _NARROWEST), _WIDEST)
        sheet.set_column(column, column, width, None if column else as_text)
    for place, lists in choices.items():
        for words in lists:
            if len(",".join(words)) <= _MOST_CHOICE_LETTERS and not set('",') & {*"".join(words)}:
                # what is not on the list may be typed all the same: a lone number is right too
                rule = {"validate": "list", "source": [*words], "show_error": False}
                sheet.data_validation(1, place, max(len(table) - 1, _EMPTY_ROWS), place, rule)
                break
    for row, cells in enumerate(table):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                _check_cell(cell)
                sheet.write_string(row, column, cell, None if row else over)
            elif cell is not None:
                sheet.write_number(row, column, cell)
    book.close()
    return buffer.getvalue()


def _check_cell(text: str) -> None:
    if len(text) > _MOST_LETTERS:
        raise InvalidValueError(
            f"“{text[:40]}…” has {len(text)} characters, and Excel holds {_MOST_LETTERS} in a cell",
            danish=f"“{text[:40]}…” har {len(text)} tegn, og Excel kan have {_MOST_LETTERS} "
            "i en celle",
            found=text,
        )
    if "\ufffe" in text or "\uffff" in text:
        raise _unwritable("U+FFFE or U+FFFF", "Excel")


def _unwritable(what: str, encoding: str) -> InvalidValueError:
    return InvalidValueError(
        f"{what or 'some text'} cannot be written in {encoding} so that it reads back",
        danish=f"{what or 'noget tekst'} kan ikke skrives i {encoding}, så det læses tilbage",
        place="encoding",
        found=what,
        allowed=["utf-8-sig"],
    )
