"""What the XML of a workbook tells, and that it is not needed to read one."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from statskompetencer._sheet_xml import NO_FACTS, Merged, xml_facts
from statskompetencer._totals import UNCALCULATED

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(body: str, target: str = "worksheets/a.xml", prefix: str = "") -> bytes:
    declared = f"xmlns{':' if prefix else ''}{prefix.rstrip(':')}"
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="Other" sheetId="1"/><sheet name="Svar" sheetId="2" r:id="r2"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="b.xml"/>'
        f'<Relationship Id="r2" Target="{target}"/></Relationships>',
        "xl/worksheets/a.xml": f'<{prefix}worksheet {declared}="{MAIN}">{body}</{prefix}worksheet>',
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize("target", ["worksheets/a.xml", "/xl/worksheets/a.xml"])
def test_errors_and_formulas_without_a_value_have_their_place(target):
    raw = workbook(
        '<row r="2"><c r="AB2" t="e"><f>A1</f><v>#REF!</v></c><c r="AC2"><f>B1</f></c></row>'
        '<row r="4"><c r="A4" t="e"/><c r="B4" t="str"><f>C1</f><v></v></c></row>',
        target,
    )
    assert xml_facts(raw, "Svar").words == {2: {27: "#REF!", 28: UNCALCULATED}, 4: {0: "#N/A"}}


def test_places_that_are_not_said_are_counted():
    raw = workbook(
        '<x:row><x:c/></x:row><x:row><x:c/><x:c><x:f si="0"/></x:c></x:row>', prefix="x:"
    )
    assert xml_facts(raw, "Svar").words == {2: {1: UNCALCULATED}}


def test_cells_merged_over_rows_are_told_and_those_within_a_row_are_not():
    raw = workbook(
        '<mergeCells><mergeCell ref="B2:C4"/><mergeCell ref="A1:D1"/><mergeCell ref="A9"/>'
        "<mergeCell/></mergeCells>"
    )
    assert xml_facts(raw, "Svar").merged == (Merged("B2:C4", 2, 4, range(1, 3)),)


@pytest.mark.parametrize("sheet", ["Other", "Nowhere"])
def test_of_a_sheet_that_cannot_be_found_nothing_is_told(sheet):
    raw = workbook('<row r="1"><c r="A1" t="e"/></row>')
    assert xml_facts(raw, sheet) == NO_FACTS


@pytest.mark.parametrize(
    "raw", [b"no zip", workbook('<c t="e"'), workbook('<c t="e"/>', "nowhere.xml")]
)
def test_of_what_cannot_be_read_nothing_is_told(raw):
    assert xml_facts(raw, "Svar") == NO_FACTS
