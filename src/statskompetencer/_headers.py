"""What the columns of a table hold, told by their headers or by a mapping."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from ._cells import cleaned
from ._text import fold, nearest
from ._totals import not_a_value
from .exceptions import (
    InvalidTypeError,
    InvalidValueError,
    StatskompetencerError,
    UnknownNameError,
)

if TYPE_CHECKING:
    from ._competency_cells import Competencies
    from .entries import Competency

Fields = Mapping[str, Sequence[str]]
"""For each thing that a column can hold its usual headers; the first two (in Danish and
in English) are those that are written."""

NOWHERE = -1
"""The place of a column that is not there: each row gets one more, blank, cell."""

RATING_FIELDS: Fields = {
    "person": (
        *("Medarbejder", "Employee", "medarbejder-id", "medarbejderid", "medarbejdernr"),
        *(
            "medarbejder nr",
            "medarbejdernummer",
            "medarbejder nummer",
            "person",
            "person-id",
            "personid",
            "id",
        ),
        *("ansat", "ansat-id", "ansat nr", "employee id", "employee no", "employee number"),
        *("staff id", "staff no", "staff number", "ma nr", "medarb nr", "initialer", "initials"),
        *("tjenestenummer", "tjenestenr", "ansættelsesnummer", "lønnummer", "lønnr"),
        *("respondent", "respondent id", "svar id", "response id"),
    ),
    "unit": (
        *("Enhed", "Unit", "kontor", "afdeling", "sektion", "organisatorisk enhed"),
        *("office", "department", "section", "organisational unit"),
    ),
    "posts": (
        *("Stillinger", "Posts", "stilling", "stilling(er)", "rolle", "roller", "rolle(r)"),
        *("post", "post(s)", "role", "roles", "role(s)", "position", "positions", "position(s)"),
    ),
    "rater": ("Vurderet af", "Rated by", "besvaret af", "vurderer", "rater", "assessed by"),
    "date": (
        *("Dato", "Date", "vurderet den", "vurderingsdato", "besvaret den", "svardato"),
        *("assessed on", "rated on", "date of assessment"),
    ),
    "competency": (
        *("Kompetence", "Competency", "kompetence-id", "competency id", "competence"),
        *("competence id",),
    ),
    "level": ("Niveau", "Level", "vurdering", "rating"),
}
"""A name is not among them: an id should not tell who somebody is."""
ROLE_FIELDS: Fields = {
    "role": ("Rolle", "Role", "rolle-id", "role id", "id", "stilling", "post", "position"),
    "parts": ("Dele", "Parts", "blokke", "byggeklodser", "blocks"),
    "competency": RATING_FIELDS["competency"],
    "level": ("Niveau", "Level"),
    "weight": ("Vægt", "Weight"),
    "minimum": ("Minimum", "Minimum", "mindst", "mindsteniveau", "minimum level"),
}
TARGET_FIELDS: Fields = {
    "competency": RATING_FIELDS["competency"],
    "level": ("Niveau", "Level", "fra niveau", "from level"),
    "holders": (
        *("Antal", "Holders", "antal personer", "mindst antal", "people", "number of holders"),
    ),
}
_TEXTS = {"title": ("Titel", "Title"), "description": ("Beskrivelse", "Description")}
_TEXT_HEADER = re.compile(
    r"(?P<kind>titel|title|beskrivelse|description)"
    r"(?: ?\((?P<long>[a-z0-9-]+)\)|[ _-](?P<short>[a-z]{2}))?",
    re.IGNORECASE | re.ASCII,
)
_LANGUAGES = {"dansk": "da", "danish": "da", "engelsk": "en", "english": "en"}


def field_header(fields: Fields, name: str, language: str) -> str:
    """The header to write over a column."""
    return fields[name][language != "da"]


def text_header(name: str, text_language: str, language: str) -> str:
    """The header to write over texts in one language, such as “Titel (en)”."""
    return f"{_TEXTS[name][language != 'da']} ({text_language})"


_UNSEEN = re.compile("[\xad\u200b\ufeff]")
"""Soft hyphens and the like, which programs put into long headers."""


def header_name(cell: str) -> str:
    """The text of a header in one line, without what nobody sees."""
    return " ".join(_UNSEEN.sub("", cleaned(cell)).split())


def letters(column: int) -> str:
    """What a spreadsheet calls a column: A, B … Z, AA …, counted from 0."""
    text = ""
    while column >= 0:
        text = chr(ord("A") + column % 26) + text
        column = column // 26 - 1
    return text


def header_key(text: str) -> str:
    """The form in which headers are compared: punctuation stands for a space."""
    return " ".join(re.sub(r"[-_./:*()]", " ", fold(text)).split())


@frozen
class Layout:
    """What stands where in a table.

    Attributes:
        names: The headers.
        fields: For each thing that has a column the place of it.
        competencies: For each place of a column of one competency, which competency.
        ignored: The headers of the columns that the caller left out.
        unnamed: The places of columns without a header: nothing may stand in them.
    """

    names: tuple[str, ...]
    fields: dict[str, int]
    competencies: dict[int, int]
    ignored: tuple[str, ...]
    unnamed: tuple[int, ...]

    def place(self, field: str) -> int:
        """Where a thing stands, or `NOWHERE`."""
        return self.fields.get(field, NOWHERE)


class Headers:
    """How to tell what a column holds.

    Args:
        fields: The things that columns can hold, with their usual headers.
        competencies: The spellings of the competencies.
        columns: For headers of the caller's own what they hold, or None to leave the
            column out.
        wide: Whether a column can hold one competency.
        texts: Whether a column can hold titles or descriptions in a language.

    Raises:
        InvalidTypeError: `columns` is not such a mapping.
    """

    def __init__(
        self,
        fields: Fields,
        competencies: Competencies,
        columns: Mapping[str, str | None] | None = None,
        *,
        wide: bool = False,
        texts: bool = False,
    ) -> None:
        self._fields = fields
        self._competencies = competencies
        self._wide = wide
        self._texts = texts
        self._words = {header_key(w): name for name, words in fields.items() for w in words}
        given: Mapping[str, str | None] = {} if columns is None else columns
        if not isinstance(given, Mapping) or not all(
            isinstance(key, str) and isinstance(value, str | None) for key, value in given.items()
        ):
            raise InvalidTypeError(
                f"{given!r} does not say for each column what it holds",
                danish=f"{given!r} siger ikke for hver kolonne, hvad den indeholder",
                place="columns",
                found=given,
                allowed=['{"Min kolonne": "person", "Svar-id": None}'],
            )
        self._known: dict[str, bool] = {}
        self._columns = {header_name(key): value for key, value in given.items()}
        self._column_keys = {header_key(key) or key: key for key in self._columns}

    def known(self, cell: str) -> bool:
        """Whether it can be told what a column with this header holds."""
        if cell not in self._known:
            name = header_name(cell)
            means = self._column(name) is not None or self.field(name) or self._competency(name)
            self._known[cell] = bool(means)
        return self._known[cell]

    def field(self, name: str) -> str | None:
        """The thing that a header stands for by its usual name, or None."""
        text = _TEXT_HEADER.fullmatch(name) if self._texts else None
        if text is None:
            return self._words.get(header_key(name))
        word = text["kind"].casefold()
        usual = "da" if word in {"titel", "beskrivelse"} else "en"
        language = text["long"] or text["short"] or usual
        kind = "title" if word.startswith("tit") else "description"
        return f"{kind} {_LANGUAGES.get(language.casefold(), language)}"

    def usual(self, field: str) -> Sequence[str]:
        """The usual headers over a thing, the Danish and the English one first."""
        return self._fields[field]

    def lay_out(
        self, cells: Sequence[str], fail: Callable[[int, StatskompetencerError], object]
    ) -> Layout:
        """What each column holds.

        Args:
            cells: The headers.
            fail: Takes the place of a column, and what is wrong with it.
        """
        names = tuple(header_name(cell) for cell in cells)
        columns = [self._column(name) for name in names]
        for unused in [column for column in self._columns if column not in columns]:
            fail(NOWHERE, _no_column(unused, names))
        ignored: list[str] = []
        unnamed: list[int] = []
        meanings: dict[int, list[str | int]] = {}
        unknown: list[tuple[int, str]] = []
        for place, (name, column) in enumerate(zip(names, columns, strict=True)):
            says = name if column is None else self._columns[column]
            if says is None:
                ignored.append(name)
            elif not says:
                unnamed.append(place)
            elif meant := self._meanings(says, mapped=column is not None):
                meanings[place] = meant
            else:
                unknown.append((place, says))
        taken = {meant[0] for meant in meanings.values()}
        for place, says in unknown:
            fail(place, self._unknown(says, names[place], taken))
        found: dict[str | int, int] = {}
        for place, meant in meanings.items():
            name = names[place]
            what = _only(meant, meanings.values())
            if what is None:
                fail(place, self._two_meanings(name, *meant))
                continue
            first = found.setdefault(what, place)
            if first != place:
                fail(place, self._twice(what, names, first, place))
        return Layout(
            names,
            {what: place for what, place in found.items() if isinstance(what, str)},
            {place: what for what, place in found.items() if isinstance(what, int)},
            tuple(ignored),
            tuple(unnamed),
        )

    def _column(self, name: str) -> str | None:
        """The caller's own name for a column, or None."""
        return name if name in self._columns else self._column_keys.get(header_key(name) or name)

    def _competency(self, name: str) -> Competency | None:
        return self._competencies.find_in(name) if self._wide else None

    def _meanings(self, says: str, *, mapped: bool) -> list[str | int]:
        """What a header may stand for: a thing, the place of a competency, both, or nothing."""
        field, competency = self.field(says), self._competency(says)
        if field and competency and mapped:
            field, competency = (field, None) if says in self._fields else (None, competency)
        places = self._competencies.framework.positions
        return [*([field] if field else []), *([places[competency.id]] if competency else [])]

    def _unknown(self, says: str, name: str, taken: Container[object]) -> StatskompetencerError:
        try:
            not_a_value(says)
        except InvalidValueError as error:
            return error
        if self._wide:
            problem = self._competencies.problem(says)
            if isinstance(problem, InvalidValueError) or problem.allowed:
                return problem
        words = [word for words in self._fields.values() for word in words]
        near = self._competencies.nearest(says, words) if self._wide else nearest(says, words)
        meant = self._likely(near, taken)
        say, leave = f'columns={{"{name}": "{meant}"}}', f'columns={{"{name}": None}}'
        return UnknownNameError(
            f"it is not known what “{says}” holds; say it, such as {say}, "
            f"or leave the column out: {leave}",
            danish=f"det vides ikke, hvad “{says}” indeholder; angiv det, fx {say}, "
            f"eller udelad kolonnen: {leave}",
            found=says,
            nearest=near,
            allowed=[_named(field, words) for field, words in self._fields.items()],
        )

    def _likely(self, near: Sequence[str], taken: Container[object]) -> str:
        """What an unknown column may hold: what is nearest, or else what is not there yet."""
        competencies = self._competencies
        positions = competencies.framework.positions
        for name in near:
            field = self.field(name)
            if field and field not in taken:
                return field
            found = self._competency(name)
            if found and positions[found.id] not in taken:
                return f"[{found.id}]"
        return next((field for field in self._fields if field not in taken), [*self._fields][-1])

    def _two_meanings(self, name: str, field: str | int, place: str | int) -> InvalidValueError:
        id_ = self._competencies.framework.competency_ids[int(place)]
        return InvalidValueError(
            f"“{name}” is a usual header and also names the competency {id_}; say which",
            danish=f"“{name}” er en almindelig overskrift og også navn for kompetencen {id_}; "
            "angiv hvilken",
            found=name,
            allowed=[f'columns={{"{name}": "{what}"}}' for what in (field, f"[{id_}]")],
        )

    def _twice(
        self, what: str | int, names: Sequence[str], first: int, second: int
    ) -> InvalidValueError:
        danish = what
        if isinstance(what, int):
            what = danish = self._competencies.framework.competency_ids[what]
        elif what in self._fields:
            danish, what = (self._fields[what][number].lower() for number in (0, 1))
        one, two = names[first], names[second]
        where = f"{letters(first)}, {letters(second)}"
        leave = f'columns={{"{one}": None}}', f'columns={{"{two}": None}}'
        same = header_key(one) == header_key(two)
        return InvalidValueError(
            f"“{one}” and “{two}” are two columns ({where}) for the same: {what}; "
            + ("delete one of them" if same else f"leave one out: {leave[0]} or {leave[1]}"),
            danish=f"“{one}” og “{two}” er to kolonner ({where}) til det samme: {danish}; "
            + ("slet den ene" if same else f"udelad den ene: {leave[0]} eller {leave[1]}"),
            found=two,
        )


def _named(field: str, words: Sequence[str]) -> str:
    """A thing that a column can hold as one writes it, with its Danish word: “unit (enhed)”."""
    danish = words[0].lower()
    return field if danish == field else f"{field} ({danish})"


def _no_column(column: str, names: Sequence[str]) -> UnknownNameError:
    return UnknownNameError(
        f"there is no column “{column}”",
        danish=f"der er ingen kolonne “{column}”",
        found=column,
        nearest=nearest(column, names),
        allowed=filter(None, names),
    )


def _only(meant: Sequence[str | int], all_meant: Iterable[Sequence[str | int]]) -> str | int | None:
    """The one thing that a header stands for, seen together with the others; or None.

    A header may be a usual one and also the id of a competency. It is what no other column
    is; and in a table with a column of competencies no column is a single one.
    """
    every = [*all_meant]
    certain = {others[0] for others in every if len(others) == 1}
    left = [what for what in meant if what not in certain]
    if len(left) > 1 and not {"competency", "level"} <= {others[0] for others in every}:
        return None
    return left[0] if left else meant[0]
