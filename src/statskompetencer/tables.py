"""Ratings in and out of files: CSV and Excel, one row a person or one row a rating.

What is read is messy by nature: how it is encoded, what parts its cells, how headers,
competencies, levels and days are spelt is found out. What cannot be understood is an error
with its row and column; all errors of a file come back together, nothing is used then, and
nothing is ever left out in silence.

- Rows are counted as a spreadsheet counts them; the headers stand in row 1.
- A row that is blank throughout is no row.
- A column of names is not taken for ids: an id should not tell who somebody is. Leave it out
  with ``columns={"Navn": None}``.
- Days are read with the day first (``15-09-2026``, ``15.09.2026``, ``15/09/2026``) unless
  the year is (``2026-09-15``); a time of day may follow and does not count.
- Blank, “ved ikke” and “not assessed” stand for *not assessed*, “ikke relevant” and
  “not relevant” for *not relevant*; “n/a” could be either and is an error.
- A cell that a spreadsheet would take for a formula is written with an apostrophe before
  it, and read back without.
- A cell that shows an error such as ``#N/A`` is an error, as is a formula without a value
  and a cell that is merged over several rows. In .xls, .xlsb and .ods they cannot be told.
- A row whose id is “i alt”, “total”, “gennemsnit” and the like is an error: it is about
  nobody. Such an id is written with an apostrophe before it, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from attrs import field, frozen

from ._answers import Answers
from ._binding import bound, default_binding, framework_key, listing, scale_key
from ._cells import DONT_KNOW
from ._checks import as_path
from ._columns import NOT_ASSESSED, NOT_RELEVANT
from ._competency_cells import Competencies
from ._display import html_table
from ._headers import RATING_FIELDS, Headers
from ._rating_table import RatingTable
from ._rows import Rows
from ._sheet_output import write_sheet
from ._text import counted, fold, listed, nearest, shown
from .exceptions import InvalidTypeError, InvalidValueError
from .framework import Framework
from .levels import Scale
from .profiles import Profile, Rule, check_person, check_rule, resolve
from .provenance import check_language

if TYPE_CHECKING:
    from os import PathLike

Form: TypeAlias = Literal["long", "wide"]
"""One row a rating (long), or one row a person and one column a competency (wide)."""


@frozen(repr=False)
class RatingsFile(Sequence[Profile]):
    """The people in a file of ratings, and what was read; made by `read_ratings`.

    It is a sequence of profiles, one a person, in the order in which they first appear, and
    so goes straight into `check_coverage`, `rank` and the like. The numbers of answers are
    those of the file, before ratings of the same person were put together.

    Attributes:
        path: The file.
        form: ``"wide"`` (one row a person) or ``"long"`` (one row a rating).
        profiles: One profile a person.
        framework: What the ratings speak of.
        scale: The scale of the levels.
        rows: How many rows there are, without the headers and blank ones.
        rated: How many answers are a level, 0 included.
        blank: How many answers are blank: not assessed.
        dont_know: How many answers say that nobody knows: not assessed, too.
        not_relevant: How many answers say that it is not relevant.
        missing: The ids of the competencies that no column or row speaks of.
        ignored: The columns that were left out because the caller said so.
        encoding: How the text was encoded; None for a workbook.
        delimiter: What parts the cells; None for a workbook.
        sheet: The sheet of a workbook; None for text.

    `similar_people` and `similar_units` tell of spellings that may mean the same.

    Example:
        >>> from statskompetencer import read_ratings
        >>> found = read_ratings("examples/agency.csv")
        >>> found
        <RatingsFile agency.csv: 60 people in 62 rows, 1576 rated, 220 blank, 85 don't know, 103 not relevant; 0 of 32 competencies missing>
        >>> found[0].id
        'M1001'

    .. versionadded:: 0.1.0
    """  # noqa: E501 - what is printed is one line

    path: str
    form: Form
    profiles: tuple[Profile, ...]
    framework: Framework = field(eq=framework_key)
    scale: Scale = field(eq=scale_key)
    rows: int
    rated: int
    blank: int
    dont_know: int
    not_relevant: int
    missing: tuple[str, ...]
    ignored: tuple[str, ...]
    encoding: str | None
    delimiter: str | None
    sheet: str | None

    @overload
    def __getitem__(self, index: int) -> Profile: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Profile, ...]: ...
    def __getitem__(self, index: int | slice) -> Profile | tuple[Profile, ...]:
        return self.profiles[index]

    def __len__(self) -> int:
        return len(self.profiles)

    @property
    def similar_people(self) -> tuple[tuple[str, ...], ...]:
        """Ids that differ in no more than case and the like: one person spelt in two ways?"""
        return _similar(profile.id for profile in self)

    @property
    def similar_units(self) -> tuple[tuple[str, ...], ...]:
        """Units that differ in no more than case and the like, in the order of the file."""
        return _similar(profile.unit or "" for profile in self)

    def explain(self, language: str | None = None) -> str:
        """What was read, in a few sentences, without naming anybody.

        Args:
            language: A language of the framework; the sentences are Danish for ``"da"``
                and English for every other.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        danish = chosen == "da"
        people = counted(len(self), chosen, da=("person", "personer"), en=("person", "people"))
        rows = counted(self.rows, chosen, da=("række", "rækker"), en=("row", "rows"))
        how = ", ".join([_FORM_WORDS[self.form][not danish], *self._kind(chosen)])
        answers = [
            counted(self.rated, chosen, da=("niveau", "niveauer"), en=("level", "levels")),
            counted(self.blank, chosen, da=("tomt", "tomme"), en=("blank", "blank")),
            f"{self.dont_know} “{'ved ikke' if danish else 'don’t know'}”",
            f"{self.not_relevant} “{'ikke relevant' if danish else 'not relevant'}”",
        ]
        begin = "Svarene fordeler sig på" if danish else "The answers are"
        said = [
            f"{self._name}: {rows} {'om' if danish else 'about'} {people} ({how}).",
            f"{begin} {listed(answers, chosen)}.",
        ]
        if self.missing:
            about = "Ingen række eller kolonne om" if danish else "No row or column is about"
            named = [self.framework.competency(key).title(chosen) for key in self.missing]
            named[_MOST_NAMED:] = ["…"] * (len(named) > _MOST_NAMED)
            of = f"{len(self.missing)} {'af' if danish else 'of'} {len(self.framework)}"
            said.append(f"{about} {of}: {', '.join(named)}.")
        if self.ignored:
            columns = listed([f"“{name}”" for name in self.ignored], chosen)
            said.append(f"{'Udeladt' if danish else 'Left out'}: {columns}.")
        return " ".join([*said, *self._spelt_twice(danish=danish)])

    def _spelt_twice(self, *, danish: bool) -> Iterator[str]:
        """What may be the same in two spellings; ids are counted and not named."""
        people = sum(map(len, self.similar_people))
        if people:
            yield (
                f"{people} id’er ligner hinanden så meget, at de kan være samme person."
                if danish
                else f"{people} ids are so alike that they may be the same person."
            )
        for units in self.similar_units:
            named = listed([f"“{unit}”" for unit in units], "da" if danish else "en")
            yield (
                f"Enheden er stavet på flere måder: {named}."
                if danish
                else f"The unit is spelt in several ways: {named}."
            )

    @property
    def _name(self) -> str:
        return as_path(self.path).name

    def _kind(self, language: str) -> list[str]:
        if self.sheet is not None:
            return [f"{'ark' if language == 'da' else 'sheet'} “{self.sheet}”"]
        mark = _DELIMITER_WORDS.get(self.delimiter or "", (f"“{self.delimiter}”",) * 2)
        return [self.encoding or "", mark[language != "da"]]

    def to_dict(self, *, people: bool = False) -> dict[str, Any]:
        """Plain values for JSON: what was read.

        Args:
            people: Whether to name the people, with their ratings; else they are counted.
        """
        return {
            "path": self.path,
            "form": self.form,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "sheet": self.sheet,
            "framework": list(self.framework.key),
            "scale": list(self.scale.key),
            "rows": self.rows,
            "people": [profile.to_dict() for profile in self] if people else len(self),
            "rated": self.rated,
            "blank": self.blank,
            "dont_know": self.dont_know,
            "not_relevant": self.not_relevant,
            "missing": list(self.missing),
            "ignored": list(self.ignored),
            "similar_people": (
                [list(ids) for ids in self.similar_people]
                if people
                else sum(map(len, self.similar_people))
            ),
            "similar_units": [list(units) for units in self.similar_units],
        }

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a person and competency; people are named, as ratings are of them."""
        return [
            {
                "person": profile.id,
                "unit": profile.unit,
                "roles": list(profile.roles),
                "rater": profile.rater and profile.rater.value,
                "assessed_on": profile.assessed_on and profile.assessed_on.isoformat(),
                **row,
            }
            for profile in self
            for row in profile.to_rows(language)
        ]

    def __repr__(self) -> str:
        return (
            f"<RatingsFile {self._name}: {len(self)} people in {self.rows} rows, "
            f"{self.rated} rated, {self.blank} blank, {self.dont_know} don't know, "
            f"{self.not_relevant} not relevant; {len(self.missing)} of {len(self.framework)} "
            "competencies missing>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table of what was read for a notebook; nobody is named.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        danish = chosen == "da"
        values = (len(self), self.rows, self.rated, self.blank, self.dont_know, self.not_relevant)
        facts = zip(_FACT_WORDS["da" if danish else "en"], values, strict=True)
        columns = {"da": ["læst", "antal"], "en": ["read", "number"]}
        notes = [self.explain(chosen), self.framework.titles_note(chosen)]
        return html_table(self._name, columns, [*facts], notes=notes, language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def _similar(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The names that differ in no more than case, Unicode form and the like."""
    spellings: dict[str, dict[str, None]] = {}
    for name in filter(None, names):
        spellings.setdefault(fold(name), {})[name] = None
    return tuple(tuple(same) for same in spellings.values() if len(same) > 1)


_MOST_NAMED = 5
"""So many missing competencies are named in a sentence; all are in `RatingsFile.missing`."""
_FORM_WORDS = {
    "wide": ("en kolonne pr. kompetence", "one column a competency"),
    "long": ("en række pr. vurdering", "one row a rating"),
}
_DELIMITER_WORDS = {
    ";": ("semikolon", "semicolon"),
    ",": ("komma", "comma"),
    "\t": ("tabulator", "tab"),
}
_FACT_WORDS = {
    "da": ("personer", "rækker", "niveauer", "tomme", "ved ikke", "ikke relevant"),
    "en": ("people", "rows", "levels", "blank", "don’t know", "not relevant"),
}


def read_ratings(  # noqa: PLR0913 - one argument for each thing a file does not say itself
    path: str | PathLike[str],
    *,
    framework: Framework | None = None,
    scale: Scale | None = None,
    columns: Mapping[str, str | None] | None = None,
    rule: Rule | None = None,
    sheet: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> RatingsFile:
    r"""Read ratings from CSV or a workbook (extra ``[excel]``), as other programs export them.

    Encoding (UTF-8, UTF-16, Windows-1252), what parts the cells (semicolon, comma, tab, bar), and
    the form (one row a person and one column a competency, or one row a rating) are found
    out. Headers are Danish or English. Competencies are named by id, title, or both; levels
    by number, name, or both.

    Args:
        path: The file; what ends with .xlsx, .xlsm, .xlsb, .xls or .ods is a workbook.
        framework: What the ratings speak of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.
        columns: For headers that are not usual what the column holds (``"person"``,
            ``"unit"``, ``"posts"``, ``"rater"``, ``"date"``, ``"competency"``, ``"level"``, or
            a competency), or None to leave it out.
        rule: How to choose between two ratings of the same person and competency:
            ``"latest"`` or ``"rater"``; None if there may not be two.
        sheet: The sheet of a workbook; None for the only one with something in it.
        progress: Called now and then, and at the end, with the number of rows read so far.

    Returns:
        The profiles, one a person, and what was read.

    Raises:
        UnreadableFileError: The file is not there, may not be read, or is not a table.
        InvalidInputError: Holds all errors in the file, each with row and column, in its
            order.
        UnknownNameError: There is no such sheet, or several and none was named.
        MissingExtraError: It is a workbook, and the extra is not installed.

    Example:
        >>> from pathlib import Path
        >>> lines = "Medarbejder;Kompetence;Niveau", "M1;PV11;2 - øvet", "M1;Agere cybersikkert;"
        >>> _ = Path("ratings.csv").write_text("\n".join(lines), "utf-8")
        >>> ratings = read_ratings("ratings.csv")
        >>> ratings[0]["PV11"], ratings.rated, ratings.blank
        (2, 1, 1)

    .. versionadded:: 0.1.0
    """
    check_rule(rule)
    framework, scale = default_binding(framework, scale)
    file = as_path(path)
    competencies = Competencies(framework)
    rows = Rows(file, sheet, Headers(RATING_FIELDS, competencies, columns, wide=True), progress)
    form = _form(rows)
    answers = Answers(rows, competencies, scale)
    if form == "wide":
        answers.read_wide()
    else:
        answers.read_long()
    profiles = answers.profiles(rule)
    rows.finish()
    return RatingsFile(
        path=str(file),
        form=form,
        profiles=resolve(profiles, rule),
        framework=framework,
        scale=scale,
        rows=rows.read,
        rated=sum(answers.counts[:DONT_KNOW]),
        blank=answers.counts[NOT_ASSESSED],
        dont_know=answers.counts[DONT_KNOW],
        not_relevant=answers.counts[NOT_RELEVANT],
        missing=tuple(
            key for key, place in framework.positions.items() if place not in answers.named
        ),
        ignored=rows.layout.ignored,
        encoding=rows.sheet.encoding,
        delimiter=rows.sheet.delimiter,
        sheet=rows.sheet.name,
    )


def _form(rows: Rows) -> Form:
    """The form, from what the columns hold; where it cannot be told, all is refused."""
    layout, top = rows.layout, rows.sheet.header_row
    if "competency" not in layout.fields and layout.competencies:
        rows.require("person")
        if "level" in layout.fields:
            rows.fail(
                top,
                layout.fields["level"],
                InvalidValueError(
                    "levels beside columns of single competencies: it is one or the other",
                    danish="niveauer ved siden af kolonner med enkelte kompetencer: "
                    "det er enten-eller",
                ),
            )
        return "wide"
    if layout.competencies:
        for column in layout.competencies:
            rows.fail(
                top,
                column,
                InvalidValueError(
                    "a single competency beside a column of competencies: it is one or the other",
                    danish="en enkelt kompetence ved siden af en kolonne med kompetencer: "
                    "det er enten-eller",
                ),
            )
    rows.require("person", "competency", "level")
    return "long"


def write_ratings(  # noqa: PLR0913 - one argument for each thing about the file
    profiles: Iterable[Profile],
    path: str | PathLike[str],
    *,
    form: Form = "long",
    language: str | None = None,
    delimiter: str = ";",
    encoding: str = "utf-8-sig",
) -> None:
    """Write profiles as CSV, or as Excel (.xlsx, extra ``[excel]``); `read_ratings` reads them.

    Nothing is lost: ratings, *not relevant*, unit, posts, rater and day come back as they
    were. Levels are written as numbers. A file that is there is replaced.

    Args:
        profiles: Profiles of one framework and scale.
        path: The file; Excel for the suffix .xlsx; CSV for .csv, .txt, .tsv.
        form: ``"long"`` (one row a rating) or ``"wide"`` (one row a person).
        language: A language of the framework; headers are Danish for ``"da"`` and English
            for every other. Danish by default.
        delimiter: What parts the cells of CSV: semicolon, comma or tab.
        encoding: ``"utf-8-sig"`` (which Excel understands), ``"utf-8"``, ``"utf-16"`` or
            ``"cp1252"``.

    Raises:
        BindingError: Profiles of different frameworks or scales.
        InvalidValueError: No such form, delimiter or encoding, or a text that the encoding
            does not have.
        UnknownLanguageError: The framework is not there in this language.
        UnreadableFileError: The file cannot be written.
        MissingExtraError: It is a workbook, and the extra is not installed.

    Example:
        >>> from pathlib import Path
        >>> write_ratings([Profile("M1", {"DS11": 3}, unit="Jura")], "ratings.csv")
        >>> Path("ratings.csv").read_text("utf-8-sig").splitlines()[1]
        'M1;Jura;;;;DS11;3'

    .. versionadded:: 0.1.0
    """
    _check_form(form)
    given = listing(profiles, Profile)
    framework, scale = (given[0].framework, given[0].scale) if given else default_binding(None)
    bound(given, Profile, framework, scale)
    chosen = check_language(language, framework.languages, str(framework))
    table = RatingTable(framework, scale, chosen)
    write_sheet(
        as_path(path),
        table.header(form),
        table.wide(given) if form == "wide" else table.long(given),
        delimiter=delimiter,
        encoding=encoding,
    )


def write_template(  # noqa: PLR0913 - one argument for each thing about the file
    path: str | PathLike[str],
    *,
    form: Form = "wide",
    framework: Framework | None = None,
    scale: Scale | None = None,
    language: str | None = None,
    people: Iterable[str] = (),
    delimiter: str = ";",
    encoding: str = "utf-8-sig",
) -> None:
    """Write an empty file of ratings to send out, which `read_ratings` reads when filled in.

    In Excel the answers can be chosen from a list. A file that is there is replaced.

    Args:
        path: The file; Excel for the suffix .xlsx (extra ``[excel]``), otherwise CSV.
        form: ``"wide"`` (one row a person) or ``"long"`` (one row a person and competency).
        framework: What is to be rated; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.
        language: A language of the framework, for titles and headers; Danish by default.
        people: The ids of the people who are to be rated; none gives the headers alone.
        delimiter: What parts the cells of CSV: semicolon, comma or tab.
        encoding: ``"utf-8-sig"``, ``"utf-8"``, ``"utf-16"`` or ``"cp1252"``.

    Raises:
        InvalidValueError: No such form, delimiter or encoding, a text that the encoding does
            not have, or an id that is not one or is there twice.
        InvalidTypeError: `people` is not a list of texts.
        UnknownLanguageError: The framework is not there in this language.
        UnreadableFileError: The file cannot be written.
        MissingExtraError: It is a workbook, and the extra is not installed.

    Example:
        >>> write_template("template.csv", people=["M1", "M2"], language="en")
        >>> [person.id for person in read_ratings("template.csv")]
        ['M1', 'M2']

    .. versionadded:: 0.1.0
    """
    _check_form(form)
    framework, scale = default_binding(framework, scale)
    chosen = check_language(language, framework.languages, str(framework))
    table = RatingTable(framework, scale, chosen)
    blank = [Profile(person, framework=framework, scale=scale) for person in _check_people(people)]
    write_sheet(
        as_path(path),
        table.header(form),
        table.wide(blank) if form == "wide" else table.questions(blank),
        delimiter=delimiter,
        encoding=encoding,
        choices=table.choices(form),
    )


def _check_form(form: object) -> None:
    if form not in ("long", "wide"):
        raise InvalidValueError(
            f"{shown(form)} is not a form of a table",
            danish=f"{shown(form)} er ikke en form for en tabel",
            place="form",
            found=form,
            allowed=["long", "wide"],
            nearest=nearest(form, ["long", "wide"]),
        )


def _check_people(people: Iterable[str]) -> list[str]:
    if isinstance(people, str) or not isinstance(people, Iterable):
        raise InvalidTypeError(
            f"{shown(people)} is not a list of ids",
            danish=f"{shown(people)} er ikke en liste af id’er",
            place="people",
            found=people,
        )
    ids = [check_person(person) for person in people]
    twice = [person for person, number in Counter(ids).items() if number > 1]
    if twice:
        raise InvalidValueError(
            f"“{twice[0]}” is there twice",
            danish=f"“{twice[0]}” er der to gange",
            place="people",
            found=twice[0],
        )
    return ids
