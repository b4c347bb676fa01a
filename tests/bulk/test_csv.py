"""A CSV file of any size is understood and refused as `read_ratings` does, block by block."""

from __future__ import annotations

import weakref
from pathlib import Path

import pytest

from statskompetencer import (
    InvalidInputError,
    Profile,
    StatskompetencerError,
    Unrated,
    UnreadableFileError,
    read_ratings,
    write_ratings,
)
from statskompetencer.bulk import RatingMatrix, _csv, _problems, _table, reading
from statskompetencer.documents import read

EXAMPLES = Path(__file__).parents[2] / "examples"
PEOPLE = [
    Profile("M1", {"PV11": 1, "DS11": Unrated.NOT_RELEVANT}, unit="Jura", roles=["jurist", "chef"],
            rater="self", assessed_on="2026-01-31"),
    Profile("Åse 2", {"PV11": 0}),
    Profile("'total", {"DS12": 4}, unit="HR og Økonomi"),
]  # fmt: skip


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "ratings.csv"


@pytest.fixture
def row_by_row(monkeypatch):
    """Counts how often a file is read row by row."""
    seen: list[int] = []
    real = _csv._one_by_one

    def counted(*given):
        seen.append(1)
        return real(*given)

    monkeypatch.setattr(_csv, "_one_by_one", counted)
    return seen


def outcome(read_, path: Path, **how) -> object:
    try:
        return read_(path, **how)
    except StatskompetencerError as refused:
        return type(refused), str(refused), refused.explain("da")


def by_objects(path: Path, **how) -> RatingMatrix:
    return RatingMatrix.from_profiles(read_ratings(path, **how))


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.csv")))
@pytest.mark.parametrize("rule", [None, "latest", "rater"])
@pytest.mark.parametrize("block", [1 << 24, 2000])
def test_the_examples_are_read_as_objects_are(name, rule, block, monkeypatch) -> None:
    monkeypatch.setattr(_csv, "_BLOCK", block)
    framework = read(EXAMPLES / "own-framework.json") if name == "own-ratings.csv" else None
    how = {"framework": framework, "rule": rule}
    expected = outcome(by_objects, EXAMPLES / name, **how)
    assert outcome(RatingMatrix.from_csv, EXAMPLES / name, **how) == expected
    assert outcome(RatingMatrix.from_csv, EXAMPLES / name) == outcome(by_objects, EXAMPLES / name)


@pytest.mark.parametrize("form", ["long", "wide"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("block", [1 << 24, 2000])
def test_what_was_written_is_read_in_blocks(  # noqa: PLR0913, PLR0917 - what makes up a file
    form, mark, coding, block, path, monkeypatch, row_by_row
) -> None:
    monkeypatch.setattr(_csv, "_BLOCK", block)
    write_ratings(PEOPLE, path, form=form, delimiter=mark, encoding=coding)
    assert RatingMatrix.from_csv(path) == RatingMatrix.from_profiles(PEOPLE)
    assert not row_by_row


HEADERS = "Medarbejder;Enhed;PV11;DS11\n"
CLEAN = {
    "line ends of Windows": HEADERS.replace("\n", "\r\n") + "M1;Jura;1;2\r\nM2;;3;\r\n",
    "no end of the last line": HEADERS + "M1;Jura;1;2\nM2;;3;",
    "a line that names the separator": "sep=;\n" + HEADERS + "M1;Jura;1;2\nM2;;3;\n",
    "a blank line first": "\n" + HEADERS + "M1;Jura;1;2\nM2;;3;\n",
    "blank lines between and last": HEADERS + "M1;Jura;1;2\n\n;;;\n ; ;;\nM2;;3;\n\n\n",
    "quoted cells": HEADERS + '"M1";"Jura";"1";"2"\n"M2";"";"3";""\n',
    "quoted line ends": HEADERS + '"M1";"Jura\n";"\n1";2\n"M2";"a ""b"" c; d";3;\n',
    "headers in quotation marks": '"Medarbejder";"Enhed";"PV11 - ""Krav""";DS11\n'.replace(
        ' - ""Krav""', "") + "M1;Jura;1;2\n",
    "a column without a header and nothing in it": (
        "Medarbejder;Enhed;PV11;DS11;\n" + "M1;Jura;1;2;\nM2;;3;; \n"
    ),
    "no rows": HEADERS,
    "nothing but headers": HEADERS.strip(),
}  # fmt: skip
ODD = {
    "short rows": HEADERS + "M1;Jura;1;2\nM2;;3\n",
    "long rows of nothing": HEADERS + "M1;Jura;1;2;;\nM2;;3;\n",
    "a quotation mark within a cell": HEADERS + 'M1;Ju"ra;1;2\nM2;;3;\n',
    "line ends of an old Mac": HEADERS.replace("\n", "\r") + "M1;Jura;1;2\rM2;;3;\r",
    "different line ends": HEADERS + "M1;Jura;1;2\rM2;;3;\n",
}
REFUSED = {
    "text beside the headers": HEADERS + "M1;Jura;1;2;x\nM2;;9;\n",
    "text below no header": "Medarbejder;;PV11\nM1;x;1\nM2;;9\n",
    "a quotation mark that is not closed": HEADERS + 'M1;Jura;7;2\nM2;"x;3;\n',
    "text behind a quotation mark": HEADERS + 'M1;"Jura"x;1;2\nM2;;9;\n',
    "a cell that is too long": HEADERS + "M1;" + "x" * 140_000 + ";7;2\nM2;;3;\n",
}


@pytest.mark.parametrize("name", CLEAN)
def test_what_can_mean_one_thing_is_read_in_blocks(name, path, row_by_row) -> None:
    path.write_text(CLEAN[name], "utf-8", newline="")
    assert outcome(RatingMatrix.from_csv, path) == outcome(by_objects, path)
    assert isinstance(outcome(by_objects, path), RatingMatrix)
    assert not row_by_row


@pytest.mark.parametrize("name", [*ODD, *REFUSED])
@pytest.mark.parametrize("before", [0, 500])
def test_what_is_odd_is_read_row_by_row_from_there(
    name, before, path, row_by_row, monkeypatch
) -> None:
    monkeypatch.setattr(_csv, "_BLOCK", 1000)
    monkeypatch.setattr(_csv, "_ROWS", 7)
    head, _, rest = {**ODD, **REFUSED}[name].partition("\r" if "Mac" in name else "\n")
    end = "\r" if "Mac" in name else "\n"
    wide = head.count(";") - 1
    many = "".join(f"x{n};Jura{';1' * wide}{end}" for n in range(before))
    path.write_text(f"{head}{end}{many}{rest}", "utf-8", newline="")
    seen: list[int] = []
    found = outcome(RatingMatrix.from_csv, path, progress=seen.append)
    assert found == outcome(by_objects, path)
    assert isinstance(found, RatingMatrix) == (name in ODD)
    assert row_by_row
    assert seen == sorted(seen)
    assert not before or seen[-1] >= before > seen[0]


def test_a_cell_that_is_too_long_is_refused_in_a_block_too(path, row_by_row) -> None:
    path.write_text(REFUSED["a cell that is too long"], "utf-8")
    found = outcome(RatingMatrix.from_csv, path)
    assert found == outcome(by_objects, path)
    assert "row 2: a cell has more than 131072 characters" in found[1]
    assert row_by_row


@pytest.mark.parametrize(
    ("above", "row"),
    [
        ("", "M1;Jura;1;2\n"),
        ("\n\n\n", "M1;Jura;1;2\n"),
        ("", '"\nM1"' + ";Jura" + ";1;2\n"),
        ("", '"M1' + "\n" * 60 + '";Jura;1;2\n'),
    ],
)
@pytest.mark.parametrize("block", [10, 30])
def test_rows_longer_than_a_block_are_read(above, row, block, path, monkeypatch) -> None:
    monkeypatch.setattr(_csv, "_BLOCK", block)
    path.write_text(above + HEADERS + row, "utf-8")
    assert RatingMatrix.from_csv(path) == by_objects(path)


def test_the_file_as_a_whole_is_let_go_before_its_rows_are_read(path, monkeypatch) -> None:
    opened: list[weakref.ref[object]] = []

    class Watched(reading.Rows):
        def __init__(self, *given) -> None:
            super().__init__(*given)
            opened.append(weakref.ref(self.sheet))

    monkeypatch.setattr(reading, "Rows", Watched)
    path.write_text(HEADERS + "M1;Jura;1;2\n", "utf-8")
    left: list[object] = []
    RatingMatrix.from_csv(path, progress=lambda _: left.append(opened[0]()))
    assert left == [None]


def test_contradictions_are_named_with_their_rows_in_whatever_block(path, monkeypatch) -> None:
    monkeypatch.setattr(_csv, "_BLOCK", 60)
    rows = [f"x{n};Jura;1;2" for n in range(30)]
    path.write_text(HEADERS + "\n".join([*rows, "x3;It;2;", "", "x7;;;4", "x3;It;0"]), "utf-8")
    found = outcome(RatingMatrix.from_csv, path)
    assert found == outcome(by_objects, path)
    assert "row 32, column “PV11”: person “x3” has 3 ratings of PV11: 1 (row 5), 2" in found[1]
    assert "row 34, column “DS11”: person “x7” has 2 ratings" in found[1]


def test_wrong_headers_come_with_all_that_is_wrong_besides_if_the_file_is_small(
    path, monkeypatch
) -> None:
    path.write_text("Medarbejder;PV11;Hvad\nM1;9;\n", "utf-8")
    assert outcome(RatingMatrix.from_csv, path) == outcome(by_objects, path)
    monkeypatch.setattr(reading, "_WHOLE", 3)
    with pytest.raises(InvalidInputError) as caught:
        RatingMatrix.from_csv(path)
    (error,) = caught.value.errors
    assert error.place == "row 1, column “Hvad”"
    path.write_text("PV11;DS11\n1;2\n", "utf-8")
    assert "row 1: there is no column “Employee”" in outcome(RatingMatrix.from_csv, path)[1]


def test_of_very_many_errors_the_first_are_kept_and_all_are_counted(path, monkeypatch) -> None:
    for module in (_problems, _table):
        monkeypatch.setattr(module, "MOST_ERRORS", 3)
    path.write_text(HEADERS + "M1;;7;8\n" * 5 + "M2;;1;2;x\n", "utf-8")
    with pytest.raises(InvalidInputError, match="csv: 11 errors, of which 4 are here") as caught:
        RatingMatrix.from_csv(path)
    assert "ratings.csv: 11 fejl, hvoraf 4 er her" in caught.value.explain("da")


def test_a_workbook_is_read_row_by_row(tmp_path, row_by_row) -> None:
    path = tmp_path / "ratings.xlsx"
    write_ratings(PEOPLE, path)
    assert RatingMatrix.from_csv(path) == RatingMatrix.from_profiles(PEOPLE)
    assert row_by_row


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00\x01", b"Medarbejder\n"])
def test_what_is_no_table_is_refused(content, path) -> None:
    with pytest.raises(UnreadableFileError):
        RatingMatrix.from_csv(path)
    path.write_bytes(content)
    with pytest.raises(StatskompetencerError) as caught:
        RatingMatrix.from_csv(path)
    assert (type(caught.value), str(caught.value)) == outcome(by_objects, path)[:2]
