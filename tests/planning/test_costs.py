"""What people cost, from a file."""

from __future__ import annotations

import pytest

from statskompetencer import InvalidInputError
from statskompetencer.planning import read_costs


def written(tmp_path, text):
    path = tmp_path / "costs.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_row_is_a_person_and_a_cost(tmp_path) -> None:
    path = written(tmp_path, "Employee,Cost\nbo,3\nal,0\n\n'=cy,1000000000\n")
    assert read_costs(path) == {"bo": 3, "al": 0, "=cy": 1_000_000_000}


def test_headers_of_ones_own(tmp_path) -> None:
    path = written(tmp_path, "Hvem;Dage;Note\nbo;3;god\n")
    columns = {"Hvem": "person", "Dage": "cost", "Note": None}
    assert read_costs(path, columns=columns) == {"bo": 3}


def test_every_error_of_a_file_comes_back_with_its_row_and_column(tmp_path) -> None:
    path = written(
        tmp_path, "Medarbejder;Pris\nal;1,5\nbo;-1\n;2\ncy;\ndy;2000000000\ney;1\ney;1\n"
    )
    with pytest.raises(InvalidInputError) as caught:
        read_costs(path)
    assert [(error.place, error.found) for error in caught.value.errors] == [
        ("row 2, column “Pris”", "1,5"),
        ("row 3, column “Pris”", "-1"),
        ("row 4, column “Medarbejder”", ""),
        ("row 5, column “Pris”", ""),
        ("row 6, column “Pris”", 2_000_000_000),
        ("row 8, column “Medarbejder”", "ey"),
    ]
    assert "personen “ey” er der to gange (række 7, række 8)" in caught.value.explain("da")
    assert "there is no cost" in caught.value.explain("en")


def test_a_column_that_is_needed_is_missed(tmp_path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_costs(written(tmp_path, "Medarbejder;Note\nal;1\n"), columns={"Note": None})
    assert "there is no column “Cost”" in caught.value.explain("en")
