"""Courses: what they raise, from where, and what they cost; and how they are read from files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from statskompetencer._binding import default_binding, framework_key, in_order
from statskompetencer._cells import Levels, Reader, read_text, read_whole
from statskompetencer._checks import as_path, as_whole, check_text, check_whole
from statskompetencer._columns import NOT_ASSESSED
from statskompetencer._competency_cells import Competencies
from statskompetencer._headers import NOWHERE, Headers
from statskompetencer._rows import BAD, Bad, Rows
from statskompetencer.entries import check_id
from statskompetencer.exceptions import (
    DuplicateRatingError,
    InvalidValueError,
    StatskompetencerError,
)
from statskompetencer.framework import Framework
from statskompetencer.levels import TOP_LEVEL, LevelLike, Scale
from statskompetencer.targets import MOST_PEOPLE

from ._people import MOST_COST

if TYPE_CHECKING:
    from os import PathLike

COURSE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "course": ("Kursus", "Course", "kursus-id", "course id", "id"),
    "title": ("Titel", "Title", "kursustitel", "course title"),
    "competency": ("Kompetence", "Competency", "kompetence-id", "competency id"),
    "requires": ("Kræver", "Requires", "kræver niveau", "forudsætter", "from level"),
    "reaches": ("Når", "Reaches", "når niveau", "til niveau", "to level"),
    "seat_cost": ("Pris pr. plads", "Cost per seat", "pris pr. deltager", "seat cost"),
    "run_cost": ("Pris pr. hold", "Cost per run", "run cost"),
    "least_seats": ("Mindst pladser", "Least seats", "mindste antal pladser"),
    "most_seats": ("Flest pladser", "Most seats", "største antal pladser", "pladser", "seats"),
}
"""For each thing that a column can hold its usual headers."""
_NUMBERS = {
    "seat_cost": (0, 0, MOST_COST),
    "run_cost": (0, 0, MOST_COST),
    "least_seats": (1, 1, MOST_PEOPLE),
    "most_seats": (1_000, 1, MOST_PEOPLE),
}
"""What is meant where nothing is said, the least and the most."""


@frozen
class Raise:
    """What a course does to one competency.

    Attributes:
        competency: The id of the competency.
        reaches: The level that one has afterwards, from 1.
        requires: The level that one must have before, from 0 and below `reaches`.

    Raises:
        InvalidValueError: A level outside of these bounds.

    Example:
        >>> Raise("DS11", 3, requires=1)
        Raise(competency='DS11', reaches=3, requires=1)

    .. versionadded:: 0.1.0
    """

    competency: str = field(converter=check_id)
    reaches: int = field(converter=as_whole)
    requires: int = field(default=0, converter=as_whole)

    def __attrs_post_init__(self) -> None:
        check_whole(self.reaches, 1, TOP_LEVEL, "reaches")
        check_whole(self.requires, 0, self.reaches - 1, "requires")


@frozen(repr=False, init=False)
class Course:
    """A course: it raises competencies, and costs something per seat and per run.

    Who takes a seat has, of each competency that the course raises, afterwards the level
    that it reaches, if the level before was at least what it requires. What was not
    assessed, or is not relevant, counts as level 0 for this. Nobody takes a course twice.

    Args:
        id: What the course is called, without white space.
        raises: `Raise` objects, or a mapping from competency (id or title) to the level
            that is reached; each competency once, at least one in all.
        title: What people call it.
        seat_cost: What a seat costs, a whole number from 0.
        run_cost: What a run costs besides its seats, a whole number from 0.
        least_seats: So many seats of a run are paid for at least, also where fewer are
            taken; from 1.
        most_seats: How many seats a run has at most.
        framework: What it speaks of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.

    Raises:
        UnknownNameError: No such competency or level.
        InvalidValueError: A number outside of its bounds, or nothing is raised.
        DuplicateRatingError: One competency is raised twice.

    Example:
        >>> Course("gdpr", {"DS12": 3}, seat_cost=2000, run_cost=10000, most_seats=20)
        <Course gdpr: raises 1, 2000 a seat, 10000 a run of 1 to 20>

    .. versionadded:: 0.1.0
    """

    id: str
    raises: tuple[Raise, ...]
    title: str = field(validator=check_text)
    seat_cost: int
    run_cost: int
    least_seats: int
    most_seats: int
    framework: Framework = field(eq=framework_key)
    scale: Scale

    def __init__(  # noqa: PLR0913 - one argument for each thing known of a course
        self,
        id: str,  # noqa: A002 - the word of the field
        raises: Iterable[Raise] | Mapping[str, LevelLike | Raise],
        *,
        title: str = "",
        seat_cost: int = 0,
        run_cost: int = 0,
        least_seats: int = 1,
        most_seats: int = 1_000,
        framework: Framework | None = None,
        scale: Scale | None = None,
    ) -> None:
        framework, scale = default_binding(framework, scale)
        bound_scale = scale

        def make(competency: str, value: LevelLike | Raise) -> Raise:
            if not isinstance(value, Raise):
                return Raise(competency, bound_scale.number(value))
            bound_scale.number(value.reaches)
            return evolve(value, competency=competency)

        raised = in_order(raises, Raise, framework, "raises", make)  # type: ignore[type-var]  # as for requirements
        if not raised:
            raise InvalidValueError(
                "a course raises at least one competency",
                danish="et kursus løfter mindst én kompetence",
                place="raises",
            )
        numbers = {
            "seat_cost": as_whole(seat_cost),
            "run_cost": as_whole(run_cost),
            "least_seats": as_whole(least_seats),
            "most_seats": as_whole(most_seats),
        }
        for name, value in numbers.items():
            check_whole(value, *_NUMBERS[name][1:], name)
        check_whole(numbers["most_seats"], numbers["least_seats"], None, "most_seats")
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue] - made by attrs
            check_id(id), raised, title, **numbers, framework=framework, scale=scale
        )

    def __iter__(self) -> Iterator[Raise]:
        return iter(self.raises)

    def __len__(self) -> int:
        return len(self.raises)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "id": self.id,
            "title": self.title,
            "seat_cost": self.seat_cost,
            "run_cost": self.run_cost,
            "least_seats": self.least_seats,
            "most_seats": self.most_seats,
            "raises": [
                {"competency": r.competency, "requires": r.requires, "reaches": r.reaches}
                for r in self
            ],
        }

    def __repr__(self) -> str:
        return (
            f"<Course {self.id}: raises {len(self)}, {self.seat_cost} a seat, "
            f"{self.run_cost} a run of {self.least_seats} to {self.most_seats}>"
        )


def read_courses(
    path: str | PathLike[str],
    *,
    framework: Framework | None = None,
    scale: Scale | None = None,
    columns: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
) -> tuple[Course, ...]:
    r"""Read a catalogue of courses from CSV or a workbook: one row a competency of a course.

    The columns are the course's id, the competency, the level that it reaches and the level
    that it requires (0 where blank); and, in any of the course's rows, its title, what a
    seat and a run cost (0 where blank), how many seats of a run are paid for at least (1)
    and how many there are at most (1,000).

    Args:
        path: The file; what ends with .xlsx, .xlsm, .xlsb, .xls or .ods is a workbook.
        framework: What the courses speak of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.
        columns: For headers that are not usual what the column holds (``"course"``,
            ``"title"``, ``"competency"``, ``"requires"``, ``"reaches"``, ``"seat_cost"``,
            ``"run_cost"``, ``"least_seats"``, ``"most_seats"``), or None to leave it out.
        sheet: The sheet of a workbook; None for the only one with something in it.

    Returns:
        The courses, in the order in which they first appear.

    Raises:
        UnreadableFileError: The file is not there, may not be read, or is not a table.
        InvalidInputError: Holds all errors in the file, each with row and column.
        UnknownNameError: There is no such sheet, or several and none was named.
        MissingExtraError: It is a workbook, and the extra is not installed.

    Example:
        >>> from pathlib import Path
        >>> lines = "Kursus;Kompetence;Kræver;Når;Pris pr. plads", "gdpr;DS12;1;3;2500"
        >>> _ = Path("courses.csv").write_text("\n".join(lines), "utf-8")
        >>> read_courses("courses.csv")
        (<Course gdpr: raises 1, 2500 a seat, 0 a run of 1 to 1000>,)

    .. versionadded:: 0.1.0
    """
    framework, scale = default_binding(framework, scale)
    competencies = Competencies(framework)
    rows = Rows(as_path(path), sheet, Headers(COURSE_FIELDS, competencies, columns))
    rows.require("course", "competency", "reaches")
    reader = _CourseRows(rows, competencies, scale)
    for number, cells in rows:
        reader.read(number, cells)
    reader.check_seats()
    rows.finish()
    return tuple(
        Course(id_, written.raises.values(), **written.facts(), framework=framework, scale=scale)
        for id_, written in reader.courses.items()
    )


class _Written:
    """What the rows of one course say."""

    def __init__(self) -> None:
        self.raises: dict[int, Raise] = {}
        self.rows: dict[int, int] = {}
        self.said: dict[str, tuple[int, Any]] = {}

    def facts(self) -> dict[str, Any]:
        """What is said of the course as a whole."""
        return {name: value for name, (_, value) in self.said.items()}


class _CourseRows:
    """Reads rows of courses, and notes what is wrong with them."""

    def __init__(self, rows: Rows, competencies: Competencies, scale: Scale) -> None:
        self.courses: dict[str, _Written] = {}
        self._rows = rows
        self._ids = Reader(_read_course_id)
        self._competency_ids = competencies.framework.competency_ids
        self._competencies = Reader(competencies)
        self._levels = Reader(Levels(scale, states=False))
        self._texts = Reader(read_text, str)
        self._numbers = Reader(read_whole)

    def read(self, number: int, cells: list[str]) -> None:
        """Read one row."""
        rows, place_of = self._rows, self._rows.layout.place
        id_ = rows.value(number, cells, place_of("course"), self._ids)
        written = _Written() if id_ is BAD else self.courses.setdefault(id_, _Written())
        self._read_facts(number, cells, written)
        place = rows.value(number, cells, place_of("competency"), self._competencies)
        reaches = self._level(number, cells, "reaches", 1)
        requires = self._level(number, cells, "requires", 0)
        if place is BAD or reaches is BAD or requires is BAD:
            return
        if requires >= reaches:
            self._fail(
                number,
                "requires",
                InvalidValueError(
                    f"the course requires {requires} and reaches {reaches}: nothing is raised",
                    danish=f"kurset kræver {requires} og når {reaches}: intet løftes",
                    found=requires,
                ),
            )
            return
        first = written.rows.setdefault(place, number)
        competency = self._competency_ids[place]
        if first == number:
            written.raises[place] = Raise(competency, reaches, requires)
            return
        self._fail(
            number,
            "competency",
            DuplicateRatingError(
                f"{competency} is there twice (row {first}, row {number})",
                danish=f"{competency} er der to gange (række {first}, række {number})",
                found=competency,
            ),
        )

    def check_seats(self) -> None:
        """Note where a run has fewer seats at most than at least."""
        for written in self.courses.values():
            row, most = written.said.get("most_seats", (0, _NUMBERS["most_seats"][0]))
            other, least = written.said.get("least_seats", (0, _NUMBERS["least_seats"][0]))
            if least > most:
                self._fail(
                    max(row, other),
                    "most_seats" if row else "least_seats",
                    InvalidValueError(
                        f"a run has at most {most} seats, and {least} are paid for at least",
                        danish=f"et hold har højst {most} pladser, og mindst {least} betales",
                        found=most,
                    ),
                )

    def _level(self, number: int, cells: list[str], field_: str, least: int) -> int | Bad:
        column = self._rows.layout.place(field_)
        level = self._rows.value(number, cells, column, self._levels)
        if level == NOT_ASSESSED and not least:
            return 0
        if level == NOT_ASSESSED:
            missing = InvalidValueError("there is no level", danish="der mangler et niveau")
            return self._fail(number, field_, missing)
        if level is not BAD and level < least:
            return self._fail(
                number,
                field_,
                InvalidValueError(
                    f"{level} is not a level from {least}",
                    danish=f"{level} er ikke et niveau fra {least}",
                    found=level,
                ),
            )
        return level

    def _read_facts(self, number: int, cells: list[str], written: _Written) -> None:
        rows, place_of = self._rows, self._rows.layout.place
        said: dict[str, Any] = {
            "title": rows.value(number, cells, place_of("title"), self._texts) or None
        }
        for name in _NUMBERS:
            said[name] = rows.value(number, cells, place_of(name), self._numbers)
        for name, value in said.items():
            if value is None or value is BAD:
                continue
            try:
                if name in _NUMBERS:
                    check_whole(value, *_NUMBERS[name][1:], "")
            except StatskompetencerError as error:
                self._fail(number, name, error)
                continue
            first, before = written.said.setdefault(name, (number, value))
            if before != value:
                self._fail(number, name, _two_facts(before, first, value, number))

    def _fail(self, number: int, field_: str, error: StatskompetencerError) -> Bad:
        column = self._rows.layout.place(field_)
        return self._rows.fail(number, column if column >= 0 else NOWHERE, error)


def _read_course_id(cell: str) -> str:
    if not cell:
        raise InvalidValueError("there is no course", danish="der mangler et kursus", found=cell)
    return check_id(cell)


def _two_facts(before: object, first: int, said: object, number: int) -> InvalidValueError:
    return InvalidValueError(
        f"the course has two of these: “{before}” (row {first}), “{said}” (row {number})",
        danish=f"kurset har to af disse: “{before}” (række {first}), “{said}” (række {number})",
        found=said,
    )
