"""Encoding, delimiter and kind of a file are found out, and what is no table says so."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest

from statskompetencer import (
    InvalidTypeError,
    InvalidValueError,
    UnknownNameError,
    UnreadableFileError,
    _sheets,
)
from statskompetencer._sheets import is_excel, open_sheet

xlsxwriter = pytest.importorskip("xlsxwriter")
python_calamine = pytest.importorskip("python_calamine")

HEADERS = {"id", "Enhed", "Kompetence", "æ, ø"}
TEXT = 'id;Enhed;Kompetence\r\nM1;Jura og Råd;"a;b"\r\n'
CELLS = [["id", "Enhed", "Kompetence"], ["M1", "Jura og Råd", "a;b"]]


def opened(path: Path, sheet: str | None = None):
    return open_sheet(path, sheet, HEADERS.__contains__)


def read(path: Path, sheet: str | None = None) -> list[list[str]]:
    found = opened(path, sheet)
    return [found.header, *(cells for _, cells in found.rows)]


@pytest.fixture
def csv(tmp_path: Path):
    """Write a file and give its path."""

    def write(content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / "file.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def workbook(tmp_path: Path):
    """Write a workbook of these sheets and give its path."""

    def write(*sheets: tuple[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> Path:
        path = tmp_path / "file.xlsx"
        with xlsxwriter.Workbook(path) as book:
            day = book.add_format({"num_format": "dd-mm-yyyy"})
            moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
            clock = book.add_format({"num_format": "hh:mm"})
            for name, rows in sheets:
                sheet = book.add_worksheet(name)
                if name in hidden:
                    sheet.hide()
                for row, cells in enumerate(rows):
                    for column, cell in enumerate(cells):
                        if isinstance(cell, datetime):
                            sheet.write_datetime(row, column, cell, moment)
                        elif isinstance(cell, date):
                            sheet.write_datetime(row, column, cell, day)
                        elif isinstance(cell, time):
                            sheet.write_datetime(row, column, cell, clock)
                        elif cell is not None:
                            sheet.write(row, column, cell)
        return path

    return write


# --- encodings ---


@pytest.mark.parametrize(
    ("written", "found"),
    {
        "utf-8": "utf-8",
        "utf-8-sig": "utf-8-sig",
        "utf-16": "utf-16",
        "utf-16-le": "utf-16-le",
        "utf-16-be": "utf-16-be",
        "cp1252": "cp1252",
    }.items(),
)
def test_the_encoding_is_found_out(csv, written, found):
    path = csv(TEXT, written)
    assert opened(path).encoding == found
    assert read(path) == CELLS


def test_utf16_of_the_other_byte_order_has_its_mark_read(csv):
    assert read(csv(b"\xfe\xff" + TEXT.encode("utf-16-be"))) == CELLS


def test_what_a_byte_order_mark_says_has_to_be_so(csv):
    with pytest.raises(UnreadableFileError, match=r"line 2: .*is not text in utf-8-sig"):
        opened(csv(b"\xef\xbb\xbfid\nM\xe6"))


def test_a_byte_that_windows_1252_does_not_have_is_an_error_with_its_line(csv):
    with pytest.raises(UnreadableFileError) as caught:
        opened(csv(b"id\nM\xe6\nM\x81\n"))
    assert caught.value.place == "line 3"
    assert caught.value.place_danish == "linje 3"
    assert "cp1252" in caught.value.message


def test_text_that_is_utf8_only_in_part_is_not_read_as_other_letters(csv):
    with pytest.raises(UnreadableFileError, match=r"line 3: .*not text in utf-8"):
        opened(csv("id\nMø\n".encode() + b"M\xe6\n"))


def test_an_error_far_into_a_long_file_has_its_line(csv, monkeypatch):
    monkeypatch.setattr(_sheets, "_CHUNK", 4)
    with pytest.raises(UnreadableFileError, match="line 5"):
        opened(csv(b"id\nM1\nM2\nM3\nM\x81\nM4\n"))


def test_letters_that_stand_across_the_border_of_two_parts_are_whole(csv, monkeypatch):
    monkeypatch.setattr(_sheets, "_CHUNK", 3)
    assert read(csv("id;æøåæøå\n")) == [["id", "æøåæøå"]]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04...", "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0...", "an old Excel file"),
        (b"%PDF-1.7", "a PDF file"),
        (b"\x1f\x8b...", "a gzip file"),
        (b"id\nM1\0\n", "line 2: file.csv is not text"),
        (b"\xff\xfe" + "id\0".encode("utf-16-le"), "not text in utf-16"),
        (b"\xff\xfei", "not text in utf-16"),
    ],
)
def test_a_file_of_another_kind_is_an_error_that_says_which(csv, content, kind):
    with pytest.raises(UnreadableFileError, match=kind):
        opened(csv(content))


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", " ;;\n\t\n", "sep=;\n"])
def test_a_file_with_nothing_in_it_says_so(csv, content):
    with pytest.raises(UnreadableFileError, match=r"there is nothing in file\.csv"):
        opened(csv(content))


def test_a_file_that_is_not_there_is_an_error_with_the_reason(tmp_path):
    with pytest.raises(UnreadableFileError, match="there is no such file") as caught:
        opened(tmp_path / "none.csv")
    assert "kan ikke læses" in caught.value.danish


def test_a_name_that_no_file_can_have_is_an_error_with_the_reason():
    with pytest.raises(UnreadableFileError, match="null"):
        opened(Path("a\0b.csv"))


# --- what parts the cells ---


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_what_parts_the_cells_is_found_out_from_the_headers(csv, delimiter):
    path = csv(delimiter.join(["id", "Enhed", '"æ, ø"']) + "\n")
    assert opened(path).delimiter == delimiter
    assert read(path) == [["id", "Enhed", "æ, ø"]]


def test_headers_that_are_understood_count_more_than_many(csv):
    assert opened(csv("id;Kompetence, som vi, og andre, kalder den\n")).delimiter == ";"


def test_where_no_header_is_understood_the_most_cells_count(csv):
    assert opened(csv("a,b,c;d\n")).delimiter == ","


def test_a_single_column_needs_nothing_to_part_it(csv):
    assert read(csv("id\nM1\n")) == [["id"], ["M1"]]


def test_a_header_may_have_line_breaks_and_delimiters_in_quotes(csv):
    assert read(csv('id,"a;b;\nc;d",Enhed\n')) == [["id", "a;b;\nc;d", "Enhed"]]


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"])
def test_a_first_line_as_excel_writes_it_is_followed_and_not_counted(csv, first):
    found = opened(csv(f"{first}\r\n{TEXT}", "utf-8-sig"))
    assert (found.delimiter, found.header_row, found.header) == (";", 1, CELLS[0])
    assert list(found.rows) == [(2, CELLS[1])]


def test_such_a_line_may_name_a_bar_or_a_tab(csv):
    assert read(csv("sep=|\nid|a;b\n")) == [["id", "a;b"]]
    assert read(csv("sep=\t\nid\ta;b\n")) == [["id", "a;b"]]


def test_such_a_line_may_not_name_anything_else(csv):
    with pytest.raises(UnreadableFileError, match="“x” parts its cells") as caught:
        opened(csv("sep=x\nid\n"))
    assert caught.value.allowed[0] == "; (semicolon)"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_counted_as_a_spreadsheet_counts_them(csv, end):
    text = end.join(["", "id;Enhed", "", 'M1;"a\nb"', "M2;c", ""])
    found = opened(csv(text))
    assert found.header_row == 2
    assert list(found.rows) == [(3, []), (4, ["M1", "a\nb"]), (5, ["M2", "c"])]


@pytest.mark.parametrize(
    "text", ['id;Enhed\nM1;x\nM2;"y\nM3;z\n', 'id;Enhed\nM1;x\nM2;"y"z\nM3;z\n']
)
def test_a_quotation_mark_that_does_not_close_swallows_no_rows(csv, text):
    found = opened(csv(text))
    assert next(found.rows) == (2, ["M1", "x"])
    with pytest.raises(InvalidValueError, match=r"row 3: a quotation mark") as caught:
        next(found.rows)
    assert caught.value.place_danish == "række 3"


def test_a_quotation_mark_that_does_not_close_in_the_headers(csv):
    with pytest.raises(InvalidValueError, match=r"row 1: a quotation mark"):
        opened(csv('"id;Enhed\n'))


def test_csv_has_no_sheets(csv):
    with pytest.raises(UnknownNameError, match="has no sheets"):
        opened(csv(TEXT), "Data")


# --- workbooks ---


def test_a_workbook_is_known_by_its_name():
    names = ["a.xlsx", "a.XLS", "a.ods", "a.csv", "a.txt", "xlsx"]
    assert [is_excel(Path(name)) for name in names] == [True, True, True, False, False, False]


def test_cells_of_a_workbook_read_as_they_would_be_typed(workbook):
    cells = [
        *("007", 1001, 1001.5, 2.0, True, date(2026, 9, 15)),
        *(datetime(2026, 9, 15, 10, 23), time(10, 23), None, "'=x", 10**12),  # noqa: DTZ001
    ]
    assert read(workbook(("Data", [["id"], cells]))) == [
        ["id", *[""] * 10],
        [
            *("007", "1001", "1001.5", "2", "True", "2026-09-15"),
            *("2026-09-15 10:23:00", "10:23:00", "", "'=x", "1000000000000"),
        ],
    ]


def test_a_point_in_time_at_midnight_is_a_day():
    assert _sheets._as_text(datetime(2026, 9, 15)) == "2026-09-15"  # noqa: DTZ001


def test_rows_of_a_workbook_are_counted_from_the_top(workbook):
    found = opened(workbook(("Data", [[], [], [None, "id"], [None, "M1"]])))
    assert (found.header_row, found.header) == (3, ["id"])
    assert list(found.rows) == [(4, ["M1"])]
    assert (found.encoding, found.delimiter, found.name) == (None, None, "Data")


def test_empty_and_hidden_sheets_do_not_count(workbook):
    path = workbook(("Tom", []), ("Skjult", [["x"]]), ("Data", [["id"]]), hidden=("Skjult",))
    assert opened(path).name == "Data"


def test_of_several_sheets_one_has_to_be_named(workbook):
    path = workbook(("Data", [["id"]]), ("Mere", [["Enhed"]]))
    with pytest.raises(UnknownNameError, match="several sheets") as caught:
        opened(path)
    assert caught.value.allowed == ("Data", "Mere")
    assert read(path, "mere") == [["Enhed"]]


def test_a_hidden_sheet_can_be_named(workbook):
    path = workbook(("Data", [["id"]]), ("Skjult", [["x"]]), hidden=("Skjult",))
    assert read(path, "Skjult") == [["x"]]


def test_a_sheet_that_is_not_there_names_the_nearest(workbook):
    with pytest.raises(UnknownNameError, match="no sheet “Dato”") as caught:
        opened(workbook(("Data", [["id"]]), ("Tom", [])), "Dato")
    assert (caught.value.nearest, caught.value.allowed) == (("Data",), ("Data", "Tom"))


def test_a_workbook_with_nothing_in_it_says_so(workbook):
    with pytest.raises(UnreadableFileError, match="there is nothing in"):
        opened(workbook(("Data", [])))


def test_a_named_sheet_with_nothing_in_it_says_so(workbook):
    with pytest.raises(UnreadableFileError, match="there is nothing in"):
        opened(workbook(("Data", [["id"]]), ("Tom", [])), "Tom")


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"])
@pytest.mark.parametrize("content", [b"", b"id;Enhed\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook_is_an_error_of_the_library(tmp_path, suffix, content):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=f"file{suffix} is not a whole workbook"):
        opened(path)


def test_a_workbook_that_is_cut_off_is_an_error_of_the_library(workbook):
    path = workbook(("Data", [["id"]]))
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(UnreadableFileError, match="is not a whole workbook"):
        opened(path)


class Panic(BaseException):
    """How a breakdown inside of the package that reads workbooks shows."""


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (Panic("broken"), "is not a whole workbook"),
        (python_calamine.PasswordError("locked"), "is locked with a password"),
    ],
)
def test_whatever_goes_wrong_inside_is_an_error_of_the_library(
    workbook, monkeypatch, raised, expected
):
    class Workbook:
        @staticmethod
        def from_filelike(_content):
            raise raised

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Workbook)
    with pytest.raises(UnreadableFileError, match=expected):
        opened(workbook(("Data", [["id"]])))


def test_whoever_breaks_off_reading_is_obeyed(workbook, monkeypatch):
    class Workbook:
        @staticmethod
        def from_filelike(_content):
            raise KeyboardInterrupt

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Workbook)
    with pytest.raises(KeyboardInterrupt):
        opened(workbook(("Data", [["id"]])))


def test_a_sheet_of_libreoffice_is_read(tmp_path):
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in ("id", "Råd")
    )
    content = (
        f'<office:document-content xmlns:office="{office}office:1.0" '
        f'xmlns:table="{office}table:1.0" xmlns:text="{office}text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Ark1"><table:table-row>{cells}'
        "</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    path = tmp_path / "file.ods"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", "<manifest/>")
    assert read(path) == [["id", "Råd"]]


@pytest.mark.parametrize("name", ["f.csv", "f.xlsx"])
@pytest.mark.parametrize("sheet", [0, 1.5, ["a"], b"a"])
def test_a_sheet_is_named_by_a_text(tmp_path: Path, name: str, sheet: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"^sheet: .* is not the name of a sheet") as caught:
        open_sheet(tmp_path / name, sheet, bool)
    assert "er ikke navnet på et ark" in caught.value.explain("da")
