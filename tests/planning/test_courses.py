"""Courses, and how they are read from files."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from statskompetencer import (
    DuplicateRatingError,
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    UnknownNameError,
)
from statskompetencer.planning import Course, Raise, read_courses

if TYPE_CHECKING:
    from pathlib import Path


def test_a_course_says_what_it_raises_and_costs() -> None:
    course = Course("gdpr", {"DS12": "erfaren", "DS11": Raise("DS11", 2, requires=1)}, seat_cost=5)
    assert course.raises == (Raise("DS11", 2, 1), Raise("DS12", 3, 0))
    assert (len(course), [r.reaches for r in course]) == (2, [2, 3])
    assert (course.seat_cost, course.run_cost, course.least_seats, course.most_seats) == (
        *(5, 0, 1),
        1000,
    )
    assert repr(course) == "<Course gdpr: raises 2, 5 a seat, 0 a run of 1 to 1000>"
    assert course.to_dict()["raises"][1] == {"competency": "DS12", "requires": 0, "reaches": 3}
    assert pickle.loads(pickle.dumps(course)) == course  # noqa: S301 - just made


@pytest.mark.parametrize(
    ("given", "error", "says"),
    [
        ({"raises": {}}, InvalidValueError, "at least one"),
        ({"raises": {"DS99": 2}}, UnknownNameError, "DS99"),
        ({"raises": {"DS12": 9}}, InvalidValueError, "DS12"),
        ({"raises": [Raise("DS12", 9)]}, InvalidValueError, "raises"),
        ({"raises": [Raise("DS12", 2), Raise("DS12", 3)]}, DuplicateRatingError, "twice"),
        ({"id": "a b"}, InvalidValueError, "id"),
        ({"title": 3}, InvalidTypeError, "title"),
        ({"seat_cost": -1}, InvalidValueError, "seat_cost"),
        ({"run_cost": 1.5}, InvalidValueError, "run_cost"),
        ({"least_seats": 0}, InvalidValueError, "least_seats"),
        ({"least_seats": 5, "most_seats": 4}, InvalidValueError, "most_seats"),
    ],
)
def test_what_cannot_be_is_refused(given, error, says) -> None:
    with pytest.raises(error, match=says):
        Course(**{"id": "c", "raises": {"DS12": 2}, **given})


def test_a_course_raises_above_what_it_requires() -> None:
    with pytest.raises(InvalidValueError, match="requires"):
        Raise("DS12", 2, requires=2)


def written(folder: Path, *lines: str) -> Path:
    path = folder / "courses.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_catalogue_is_read_one_row_a_competency(tmp_path) -> None:
    path = written(
        tmp_path,
        "Kursus;Titel;Kompetence;Kræver;Når;Pris pr. plads;Pris pr. hold;Mindst pladser;"
        "Flest pladser",
        "sec;Sikkerhed;DS11;;2;1500;20000;6;20",
        "sec;;DS12;kendskab;øvet;;;;",
        "one;;SF11;0;1;;;;",
    )
    first, second = read_courses(path)
    assert first == Course(
        "sec",
        [Raise("DS11", 2), Raise("DS12", 2, requires=1)],
        title="Sikkerhed",
        seat_cost=1500,
        run_cost=20_000,
        least_seats=6,
        most_seats=20,
    )
    assert second == Course("one", {"SF11": 1})


def test_english_headers_and_headers_of_ones_own(tmp_path) -> None:
    path = written(tmp_path, "Course,Skill,Reaches,Note", "a,DS11,2,x")
    (course,) = read_courses(path, columns={"Skill": "competency", "Note": None})
    assert course.raises == (Raise("DS11", 2),)


def test_every_error_of_a_file_comes_back_with_its_row_and_column(tmp_path) -> None:
    path = written(
        tmp_path,
        "Kursus;Kompetence;Kræver;Når;Pris pr. plads;Mindst pladser;Flest pladser",
        ";DS11;;2;;;",
        "a;DS99;;2;;;",
        "a;DS11;;;;;",
        "a;DS11;;0;;;",
        "a;DS11;3;2;;;",
        "a;DS11;;2;100;;",
        "a;DS11;;3;200;;",
        "b;DS11;;2;dyr;9;4",
        "c;DS11;;7;2000000000;;",
        "d;DS11;;2;;2000;",
    )
    with pytest.raises(InvalidInputError) as caught:
        read_courses(path)
    assert [error.place for error in caught.value.errors] == [
        "row 2, column “Kursus”",
        "row 3, column “Kompetence”",
        "row 4, column “Når”",
        "row 5, column “Når”",
        "row 6, column “Kræver”",
        "row 8, column “Kompetence”",
        "row 8, column “Pris pr. plads”",
        "row 9, column “Pris pr. plads”",
        "row 9, column “Flest pladser”",
        "row 10, column “Når”",
        "row 10, column “Pris pr. plads”",
        "row 11, column “Mindst pladser”",
    ]
    assert all(error.danish for error in caught.value.errors)


def test_a_column_that_is_needed_is_missed(tmp_path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_courses(written(tmp_path, "Kursus;Kompetence", "a;DS11"))
    assert "there is no column “Reaches”" in str(caught.value.errors[0])
