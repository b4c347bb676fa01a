"""What is written reads back unchanged, and no spreadsheet runs it."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest

from statskompetencer import InvalidValueError, UnreadableFileError, _sheet_output
from statskompetencer._sheet_output import write_sheet
from statskompetencer._sheets import open_sheet

python_calamine = pytest.importorskip("python_calamine")

HEADER = ["id", "Enhed, kontor", "niveau; trin"]
ROWS = [["M1", "Jura og Råd", 3], ["=1+1", None, None], ["007", 'a "b"\r\nc', 0]]
BACK = [["M1", "Jura og Råd", "3"], ["'=1+1", "", ""], ["007", 'a "b"\r\nc', "0"]]


def read(path: Path) -> list[list[str]]:
    sheet = open_sheet(path, None, HEADER.__contains__)
    return [sheet.header, *(cells for _, cells in sheet.rows)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "UTF-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_reads_back(tmp_path, delimiter, encoding):
    path = tmp_path / "file.csv"
    write_sheet(path, HEADER, ROWS, delimiter=delimiter, encoding=encoding)
    assert read(path) == [HEADER, *BACK]


def test_a_workbook_reads_back(tmp_path):
    path = tmp_path / "file.xlsx"
    write_sheet(path, HEADER, ROWS)
    assert read(path) == [HEADER, *BACK]


def test_csv_is_as_excel_wants_it(tmp_path):
    path = tmp_path / "file.csv"
    write_sheet(path, ["id"], [["å"]])
    assert path.read_bytes() == b'\xef\xbb\xbf"id"\r\n\xc3\xa5\r\n'


def test_numbers_are_numbers_and_texts_are_texts_in_a_workbook(tmp_path):
    path = tmp_path / "file.xlsx"
    write_sheet(path, ["id", "niveau"], [["1", 1]])
    book = python_calamine.CalamineWorkbook.from_path(path)
    assert list(book.get_sheet_by_index(0).iter_rows())[1] == ["1", 1.0]


def test_no_cell_of_either_kind_starts_like_a_formula(tmp_path):
    texts = ["=x", "+x", "-x", "@x", "\tx", "\rx"]
    for name in ("file.csv", "file.xlsx"):
        write_sheet(tmp_path / name, texts, [texts])
        assert {cell[0] for row in read(tmp_path / name) for cell in row} == {"'"}


def test_a_list_to_choose_from_stands_in_the_workbook(tmp_path):
    path = tmp_path / "file.xlsx"
    write_sheet(
        path, ["id", "a", "b"], [], choices={1: [["ja", "nej"], ["j"]], 2: [["x,y"], ["z"]]}
    )
    book = path.read_bytes()
    assert read(path) == [["id", "a", "b"]]
    assert validations(book) == {"B2:B1001": '"ja,nej"', "C2:C1001": '"z"'}


@pytest.mark.parametrize("words", [["a,b"], ['a"b'], ["x" * 256]])
def test_a_list_that_excel_cannot_hold_is_left_out(tmp_path, words):
    path = tmp_path / "file.xlsx"
    write_sheet(path, ["id", "a"], [["M1", None]], choices={1: [words]})
    assert validations(path.read_bytes()) == {}


def test_a_list_goes_as_far_down_as_the_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(_sheet_output, "_EMPTY_ROWS", 2)
    path = tmp_path / "file.xlsx"
    write_sheet(path, ["id", "a"], [["M1", None]] * 3, choices={1: [["x"]]})
    assert validations(path.read_bytes()) == {"B2:B4": '"x"'}


def validations(book: bytes) -> dict[str, str]:
    xml = zipfile.ZipFile(BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    found = re.findall(r'<dataValidation [^>]*sqref="(.*?)"[^>]*><formula1>(.*?)</formula1>', xml)
    assert "showErrorMessage" not in xml, "a lone number may be typed as well"
    return {where: unescape(words) for where, words in found}


# --- what cannot be written ---


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16-le", "nonsense", "", None, 3])
def test_only_encodings_that_are_told_apart_when_read_are_written(tmp_path, encoding):
    with pytest.raises(InvalidValueError) as caught:
        write_sheet(tmp_path / "file.csv", HEADER, ROWS, encoding=encoding)
    assert caught.value.allowed == ("utf-8-sig", "utf-8", "utf-16", "cp1252")


@pytest.mark.parametrize("delimiter", ["|", "", ";;", None])
def test_only_delimiters_that_are_told_apart_when_read_are_written(tmp_path, delimiter):
    with pytest.raises(InvalidValueError, match="does not part cells"):
        write_sheet(tmp_path / "file.csv", HEADER, ROWS, delimiter=delimiter)


def test_a_character_that_the_encoding_does_not_have_is_named(tmp_path):
    path = tmp_path / "file.csv"
    with pytest.raises(InvalidValueError, match="'→' cannot be written in cp1252") as caught:
        write_sheet(path, ["id"], [["→"]], encoding="cp1252")
    assert caught.value.allowed == ("utf-8-sig",)
    assert not path.exists()


@pytest.mark.parametrize("text", ["\xc3\xa6", "x\xc3\xb8\xc3"])
def test_text_that_would_read_back_as_another_is_not_written(tmp_path, text):
    path = tmp_path / "file.csv"
    with pytest.raises(InvalidValueError, match="some text cannot be written in cp1252"):
        write_sheet(path, ["id"], [[text]], encoding="cp1252")
    assert not path.exists()


@pytest.mark.parametrize("suffix", [".xls", ".xlsm", ".xlsb", ".ods", ".pdf", ""])
def test_what_is_no_table_that_is_written_is_refused(tmp_path, suffix):
    path = tmp_path / f"file{suffix}"
    with pytest.raises(InvalidValueError, match=f"{suffix or 'file'} is not a kind") as caught:
        write_sheet(path, HEADER, ROWS)
    assert caught.value.allowed == (".csv", ".txt", ".tsv", ".xlsx")
    assert not path.exists()


def test_the_headers_of_a_workbook_can_be_read(tmp_path):
    path = tmp_path / "file.xlsx"
    write_sheet(path, ["id", "x" * 200], [["a", 1]])
    with zipfile.ZipFile(path) as book:
        sheet, styles = (book.read(f"xl/{name}.xml") for name in ("worksheets/sheet1", "styles"))
    assert b'wrapText="1"' in styles
    assert b'min="2" max="2" width="24.7' in sheet
    assert b'min="1" max="1" width="14.7' in sheet
    assert b'state="frozen"' in sheet


def test_a_header_is_no_total_and_a_cell_below_it_may_be(tmp_path):
    path = tmp_path / "file.csv"
    write_sheet(path, ["Antal", "=x"], [["Antal", "=x"], ["#REF!", "'"]])
    assert path.read_text("utf-8-sig").splitlines() == ['"Antal";"\'=x"', "'Antal;'=x", "'#REF!;''"]


def test_a_cell_that_excel_cannot_hold_is_an_error(tmp_path):
    path = tmp_path / "file.xlsx"
    with pytest.raises(InvalidValueError, match="has 32768 characters"):
        write_sheet(path, ["id"], [["x" * 32_768]])
    assert not path.exists()
    write_sheet(path, ["id"], [["x" * 32_767]])
    assert read(path)[1] == ["x" * 32_767]


@pytest.mark.parametrize("text", ["a\ufffe", "\uffff"])
def test_a_character_that_excel_cannot_hold_is_an_error(tmp_path, text):
    with pytest.raises(InvalidValueError, match="cannot be written in Excel"):
        write_sheet(tmp_path / "file.xlsx", ["id"], [[text]])


@pytest.mark.parametrize(("name", "most"), [("_MOST_ROWS", 2), ("_MOST_COLUMNS", 2)])
def test_more_than_a_sheet_holds_is_an_error(tmp_path, monkeypatch, name, most):
    monkeypatch.setattr(_sheet_output, name, most)
    with pytest.raises(InvalidValueError, match="4 rows and 3 columns are too many for Excel"):
        write_sheet(tmp_path / "file.xlsx", HEADER, ROWS)


def test_where_nothing_can_be_written_the_reason_is_given(tmp_path):
    with pytest.raises(
        UnreadableFileError, match=r"cannot be written: there is no such file"
    ) as caught:
        write_sheet(tmp_path / "none" / "file.csv", HEADER, ROWS)
    assert "kan ikke skrives" in caught.value.danish


def test_a_name_that_no_file_can_have_is_an_error_with_the_reason():
    with pytest.raises(UnreadableFileError, match="null"):
        write_sheet(Path("a\0b.csv"), HEADER, ROWS)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_whatever_might_part_cells_is_quoted(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "f.csv"
    cells = ["a,b", "a;b", "a\tb", "a|b", 'a"b', "a\nb", "ab", None, 7]
    write_sheet(path, [*"ABCDEFGHI"], [cells], delimiter=delimiter, encoding="utf-8")
    _, row = path.read_bytes().decode().split("\r\n", 1)
    quoted = ['"a,b"', '"a;b"', '"a\tb"', '"a|b"', '"a""b"', '"a\nb"', "ab", "", "7"]
    assert row == delimiter.join(quoted) + "\r\n"
