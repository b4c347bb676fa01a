"""Ratings out of data frames, Arrow and Parquet, piece by piece.

What columns hold and what cells say is found out as `statskompetencer.read_ratings` finds it
out in files, and the errors are the same; only their rows are counted from 0, as frames do.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from statskompetencer import Competency
from statskompetencer._cells import (
    DONT_KNOW,
    Levels,
    Reader,
    bare,
    cleaned,
    read_day,
    read_person,
    read_posts,
    read_rater,
    read_unit,
)
from statskompetencer._checks import as_day, as_path, as_whole
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._competency_cells import Competencies
from statskompetencer._headers import RATING_FIELDS, Headers
from statskompetencer._text import shown
from statskompetencer._totals import not_a_value
from statskompetencer.exceptions import (
    InvalidTypeError,
    InvalidValueError,
    StatskompetencerError,
    UnknownNameError,
)
from statskompetencer.profiles import Rater, Unrated, check_posts

from ._incoming import Column, Figures, of_arrow, of_series
from ._names import Names
from ._optional import available, need
from ._pieces import Piece, Pieces
from ._problems import NO_ROW, Problems
from .saving import is_saved, load_matrix, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from os import PathLike

    from numpy.typing import NDArray

    from statskompetencer.framework import Framework
    from statskompetencer.levels import Scale

    from ._arrays import Codes
    from ._coded import Numbers, Vocabulary
    from .matrix import RatingMatrix

T = TypeVar("T")

FIELDS = {**RATING_FIELDS, "relevant": ("Relevant", "Relevant", "er relevant", "is relevant")}
_PIECE = 1 << 18
"""So many rows of a frame are looked at together."""


def read_arrow(  # noqa: PLR0913 - what `RatingMatrix.from_arrow` was given
    kind: type[RatingMatrix],
    data: object,
    framework: Framework,
    scale: Scale,
    *,
    columns: Mapping[str, str | None] | None,
    progress: Callable[[int], None] | None = None,
    name: str,
) -> RatingMatrix:
    """Read Arrow batches; the arguments are those of `RatingMatrix.from_arrow`."""
    pa = need("pyarrow", "reading Arrow", "at læse Arrow")
    reader = _reader(pa, data)
    tables = _Tables(framework, scale, columns, name, reader.schema.names)
    try:
        for batch in reader:
            tables.read([of_arrow(array) for array in batch.columns], batch.num_rows)
            if progress is not None:
                progress(tables.rows)
    except pa.ArrowException as error:
        raise unreadable(name, str(error)) from None
    return tables.matrix(kind)


def _reader(pa: Any, data: Any) -> Any:  # noqa: ANN401 - PyArrow has no types
    """A reader of batches, whatever it is that gives them."""
    try:
        if hasattr(data, "__arrow_c_stream__"):
            return pa.RecordBatchReader.from_stream(data)
        if hasattr(data, "__arrow_c_array__"):
            batch = pa.record_batch(data)
            return pa.RecordBatchReader.from_batches(batch.schema, [batch])
        if hasattr(data, "scanner"):
            return data.scanner().to_reader()
    except (pa.ArrowException, TypeError, ValueError):
        pass  # such as a single column
    raise InvalidTypeError(
        f"{shown(data)} is not a table of Arrow",
        danish=f"{shown(data)} er ikke en tabel i Arrow",
        found=data,
        allowed=["pyarrow.Table", "pyarrow.RecordBatchReader", "__arrow_c_stream__"],
    )


def read_parquet(  # noqa: PLR0913 - what `RatingMatrix.from_parquet` was given
    kind: type[RatingMatrix],
    path: str | PathLike[str],
    framework: Framework,
    scale: Scale,
    *,
    columns: Mapping[str, str | None] | None,
    progress: Callable[[int], None] | None,
    rows: int,
) -> RatingMatrix:
    """Read a Parquet file; the arguments are those of `RatingMatrix.from_parquet`."""
    pa = need("pyarrow", "reading Parquet", "at læse Parquet")
    parquet = need("pyarrow.parquet", "reading Parquet", "at læse Parquet")
    file = as_path(path)
    try:
        with parquet.ParquetFile(file) as opened:
            if is_saved(opened.schema_arrow):
                return load_matrix(kind, path, framework, scale)
            names = opened.schema_arrow.names
            tables = _Tables(framework, scale, columns, file.name, names)
            wanted = [names[place] for place in tables.used]
            for batch in opened.iter_batches(rows, columns=wanted):
                read = {n: of_arrow(batch.column(n)) for n in range(batch.num_columns)}
                places = {names.index(name): read[n] for n, name in enumerate(batch.schema.names)}
                tables.read(places, batch.num_rows)
                if progress is not None:
                    progress(tables.rows)
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, StatskompetencerError):
            raise
        raise unreadable(str(path), str(error)) from None
    return tables.matrix(kind)


def read_frame(
    kind: type[RatingMatrix],
    frame: Any,  # noqa: ANN401 - of any library
    framework: Framework,
    scale: Scale,
    columns: Mapping[str, str | None] | None,
) -> RatingMatrix:
    """Read a data frame; the arguments are those of `RatingMatrix.from_frame`."""
    nw = need("narwhals", "reading data frames", "at læse datarammer")
    try:
        opened = nw.from_native(frame)
        names = [*map(str, opened.collect_schema().names())]
    except TypeError:
        raise InvalidTypeError(
            f"{shown(frame)} is not a data frame",
            danish=f"{shown(frame)} er ikke en dataramme",
            found=frame,
            allowed=["pandas", "polars", "pyarrow", "duckdb"],
        ) from None
    except Exception as error:  # noqa: BLE001 - of the library whose frame it is
        raise unreadable("frame", str(error)) from None
    if isinstance(opened, nw.LazyFrame):
        if hasattr(frame, "__arrow_c_stream__") and available("pyarrow") is not None:
            return read_arrow(kind, frame, framework, scale, columns=columns, name="frame")
        try:
            opened = opened.collect()
        except Exception as error:  # noqa: BLE001 - as above
            raise unreadable("frame", str(error)) from None
    tables = _Tables(framework, scale, columns, "frame", names)
    for start in range(0, len(opened), _PIECE):
        part = opened[start : start + _PIECE]
        tables.read({place: of_series(part[:, place]) for place in tables.used}, len(part))
    return tables.matrix(kind)


class _Tables:
    """The pieces of one table.

    Args:
        framework: What the ratings speak of.
        scale: The scale of the levels.
        columns: What the columns with unusual names hold.
        name: What the table is called.
        names: The names of its columns.
    """

    def __init__(
        self,
        framework: Framework,
        scale: Scale,
        columns: Mapping[str, str | None] | None,
        name: str,
        names: Sequence[str],
    ) -> None:
        self.rows = 0
        self._framework, self._scale = framework, scale
        self._problems = problems = Problems(name)
        problems.names = names
        competencies = Competencies(framework)
        headers = Headers(FIELDS, competencies, columns, wide=True)
        self._layout = headers.lay_out(
            names, lambda column, error: problems.fail(NO_ROW, column, error)
        )
        for place in self._layout.unnamed:
            problems.fail(
                NO_ROW,
                place,
                InvalidValueError(
                    "the column has no name", danish="kolonnen har intet navn", found=""
                ),
            )
        self._is_wide = self._find_form(headers)
        problems.finish()
        fields = self._layout.fields
        self.used = sorted({*fields.values(), *self._layout.competencies})
        self._pieces = Pieces(framework, scale, self._fail_one)
        texts = Reader(Levels(scale))
        self._level = _Meanings(lambda value: _read_level(value, scale, texts))
        named = Reader(competencies)
        self._competency = _Meanings(lambda value: _read_competency(value, framework, named))
        self._relevant = _Meanings(_read_relevant)
        self._abouts: dict[str, tuple[_Meanings[Any], Vocabulary[Any]]] = {
            "unit": (_Meanings(_read_unit), self._pieces.units),
            "posts": (_Meanings(_read_posts), self._pieces.posts),
            "rater": (_Meanings(_read_rater), self._pieces.raters),
            "date": (_Meanings(_read_date), self._pieces.days),
        }

    def _find_form(self, headers: Headers) -> bool:
        """Whether there is one row a person; from what the columns hold."""
        layout, fail = self._layout, self._problems.fail
        wide = "competency" not in layout.fields and bool(layout.competencies)
        beside = (
            [layout.fields[name] for name in ("level", "relevant") if name in layout.fields]
            if wide
            else [*layout.competencies]
        )
        for place in beside:
            fail(
                NO_ROW,
                place,
                InvalidValueError(
                    "columns of single competencies and columns of a rating in one table: "
                    "it is one or the other",
                    danish="kolonner med enkelte kompetencer og kolonner med en vurdering i "
                    "samme tabel: det er enten-eller",
                ),
            )
        if not self._problems.number:
            for field in ["person"] if wide else ["person", "competency", "level"]:
                if field not in layout.fields:
                    usual = headers.usual(field)
                    fail(
                        NO_ROW,
                        -1,
                        UnknownNameError(
                            f"there is no column “{usual[1]}”",
                            danish=f"der er ingen kolonne “{usual[0]}”",
                            found=field,
                            allowed=usual,
                        ),
                    )
        return wide

    def read(self, columns: Mapping[int, Column] | Sequence[Column], rows: int) -> None:
        """Read some rows.

        Args:
            columns: The columns that are used, by their places.
            rows: How many rows there are.
        """
        fields = self._layout.fields
        whom, ids = self._people(columns[fields["person"]])
        abouts = [
            self._about(columns[fields[name]], name, *self._abouts[name])
            if name in fields
            else np.zeros(rows, np.int32)
            for name in self._abouts
        ]
        known = np.flatnonzero(whom >= 0)
        if self._is_wide:
            codes = np.full((len(self._framework), rows), NOT_ASSESSED, np.uint8)
            for column, place in self._layout.competencies.items():
                codes[place] = self._levels(columns[column], column)
            if len(known) < rows:  # refused at the end
                codes, abouts = codes[:, known], [about[known] for about in abouts]
            if len(ids) != rows or len(known) < rows or (np.diff(whom) != 1).any():
                ids = ids.take(whom[known])
            self._pieces.add(Piece(codes, ids, known + self.rows, *abouts))
        else:
            piece = Piece(
                np.zeros((0, 0), np.uint8),
                ids,
                known + self.rows,
                *(about[known] for about in abouts),
            )
            codes = self._long(columns, whom, len(ids))
            self._pieces.add(self._one_row_each(piece, codes, whom[known], ids))
        self.rows += rows

    def _one_row_each(self, piece: Piece, codes: Codes, whom: Numbers, ids: Names) -> Piece:
        """The people of some rows of ratings, each once."""
        rows = np.full(len(ids), -1)
        rows[whom[::-1]] = piece.rows[::-1]
        abouts = self._pieces.one_about(piece, whom, len(ids), ids.__getitem__)
        named = np.flatnonzero(rows >= 0)
        if len(named) < len(ids):  # the value of a dictionary that no row has
            ids, codes = ids.take(named), codes[:, named]
            rows, abouts = rows[named], tuple(about[named] for about in abouts)
        return Piece(codes, ids, rows, *abouts)

    def _long(
        self, columns: Mapping[int, Column] | Sequence[Column], whom: Numbers, people: int
    ) -> Codes:
        """The ratings of each person, out of one row a rating."""
        fields = self._layout.fields
        codes = self._levels(columns[fields["level"]], fields["level"])
        if "relevant" in fields:
            where = fields["relevant"]
            relevant, _ = self._meant(columns[where], where, self._relevant, 1)
            both = np.flatnonzero((relevant == 0) & (codes != NOT_ASSESSED))
            for row in both.tolist():
                self._problems.fail(
                    row + self.rows,
                    where,
                    InvalidValueError(
                        "rated, and said not to be relevant: it is one or the other",
                        danish="vurderet og angivet som ikke relevant: det er enten-eller",
                    ),
                )
            codes[relevant == 0] = NOT_RELEVANT
        where = fields["competency"]
        places, blank = self._meant(columns[where], where, self._competency, -1)
        for row in np.flatnonzero(blank & (codes != NOT_ASSESSED)).tolist():
            self._problems.fail(
                row + self.rows,
                where,
                InvalidValueError("there is no competency", danish="der mangler en kompetence"),
            )
        rated = np.flatnonzero((codes != NOT_ASSESSED) & (places >= 0) & (whom >= 0))
        found = np.full((len(self._framework), people), NOT_ASSESSED, np.uint8)
        found[places[rated], whom[rated]] = codes[rated]
        if np.count_nonzero(found != NOT_ASSESSED) < len(rated):
            self._note_doubles(columns[fields["person"]], places, whom, codes, rated)
        return found

    def _note_doubles(
        self, people: Column, places: Numbers, whom: Numbers, codes: Codes, rated: Numbers
    ) -> None:
        key = whom[rated] * len(self._framework) + places[rated]
        order = np.argsort(key, kind="stable")
        edges = np.flatnonzero(np.r_[True, np.diff(key[order]) != 0, True])
        said = people.values()
        for number in np.flatnonzero(np.diff(edges) > 1).tolist():
            rows = rated[order[edges[number] : edges[number + 1]]]
            first = int(rows[0])
            self._pieces.note_double(
                _read_id(said.different[int(said.codes[first])]),
                int(places[first]),
                [*zip((rows + self.rows).tolist(), codes[rows].tolist(), strict=True)],
            )

    def matrix(self, kind: type[RatingMatrix]) -> RatingMatrix:
        """The matrix of all rows, once it is sure that nothing is wrong with any.

        Raises:
            InvalidInputError: Something is.
        """
        made = self._pieces.matrix(kind)
        self._problems.finish()
        return made

    def _fail_one(self, row: int, place: int | None, error: StatskompetencerError) -> None:
        """Note an error in the column of a competency, or of the unit."""
        layout = self._layout
        if place is None:
            column = layout.fields["unit"]
        elif self._is_wide:
            column = next(c for c, found in layout.competencies.items() if found == place)
        else:
            column = layout.fields["level"]
        self._problems.fail(row, column, error)

    # --- what columns say ---

    def _people(self, column: Column) -> tuple[Numbers, Names]:
        """For each row whom it is about (-1 if that is an error), and the ids of these."""
        where = self._layout.fields["person"]
        said = column.values()
        names, odd = _as_names(said.different)
        codes = said.codes
        if len(odd):
            texts = list(names)
            refused: dict[int, StatskompetencerError] = {}
            for number in odd.tolist():
                try:
                    texts[number] = _read_id(said.different[number])
                except StatskompetencerError as error:
                    texts[number] = "–"
                    refused[number] = error
            self._fail_rows(codes, where, refused)
            codes = np.where(np.isin(codes, [*refused]), -1, codes)
            names = Names.of(texts)
            blank = np.flatnonzero(said.codes < 0)
        else:
            blank = np.flatnonzero(codes < 0)
        if len(blank):
            nothing = InvalidValueError(
                "there is no id of a person", danish="der mangler et id på en person"
            )
            for row in blank.tolist():
                self._problems.fail(row + self.rows, where, nothing)
        return codes, names

    def _levels(self, column: Column, where: int) -> Codes:
        """For each row the code of what is said of a competency."""
        if isinstance(column, Figures):
            numbers, blank = column.numbers, column.blank
            least, most = numbers.min(initial=0), numbers.max(initial=0)
            whole = numbers.dtype.kind != "f" or bool((numbers == np.floor(numbers)).all())
            if least >= 0 and most <= self._scale.max and whole:
                codes = numbers.astype(np.uint8)
                codes[blank] = NOT_ASSESSED
                return codes
        found, _ = self._meant(column, where, self._level, NOT_ASSESSED)
        return found.astype(np.uint8)

    def _about(
        self, column: Column, name: str, meanings: _Meanings[Any], vocabulary: Vocabulary[Any]
    ) -> NDArray[np.int32]:
        """For each row the number of what is said besides ratings."""
        where = self._layout.fields[name]
        counted = _Meanings(lambda value: vocabulary.number(meanings.of(value)))
        found, _ = self._meant(column, where, counted, 0)
        return found.astype(np.int32)

    def _meant(
        self, column: Column, where: int, meanings: _Meanings[int], nothing: int
    ) -> tuple[Numbers, NDArray[np.bool_]]:
        """For each row what it says, and whether it says nothing; what is wrong is noted."""
        said = column.values()
        meant = np.full(len(said.different) + 1, nothing)  # the last one is what -1 finds
        blank = np.zeros(len(meant), np.bool_)
        blank[-1] = True
        refused: dict[int, StatskompetencerError] = {}
        for number, value in enumerate(said.different):
            try:
                if isinstance(value, str) and not bare(value):
                    blank[number] = True
                else:
                    meant[number] = meanings.of(value)
            except StatskompetencerError as error:
                refused[number] = error
        self._fail_rows(said.codes, where, refused)
        return meant[said.codes], blank[said.codes]

    def _fail_rows(
        self, codes: Numbers, where: int, refused: Mapping[int, StatskompetencerError]
    ) -> None:
        """Note what is wrong with these values, in each row that has one."""
        if not refused:
            return
        for row in np.flatnonzero(np.isin(codes, [*refused])).tolist():
            self._problems.fail(row + self.rows, where, refused[int(codes[row])])


class _Meanings(dict[Any, T]):
    """What values mean: each is worked out once and then remembered.

    Args:
        parse: What a value means, or an error.
    """

    def __init__(self, parse: Callable[[Any], T]) -> None:
        super().__init__()
        self._parse = parse

    def of(self, value: Any) -> T:  # noqa: ANN401 - as it stands in a table
        """What a value means.

        Raises:
            StatskompetencerError: It means nothing that is known.
        """
        key = cast("type[object]", type(value)), value  # True, 1 and 1.0 are equal
        if key not in self:
            try:
                self[key] = self._parse(value)
            except StatskompetencerError as error:
                raise error.with_traceback(None) from None
        return self[key]


def _as_names(different: Sequence[Any]) -> tuple[Names, Numbers]:
    """Values as texts, and the numbers of those that have to be looked at one by one."""
    if not isinstance(different, Names):
        made = Names.of(str(value) for value in different)
        return made, np.arange(len(made))
    plain, digits = (np.r_[0, np.cumsum(table[different.data])] for table in (_PLAIN, _DIGITS))
    offsets = different.offsets
    is_plain = plain[offsets[1:]] - plain[offsets[:-1]] == different.lengths
    has_digit = digits[offsets[1:]] > digits[offsets[:-1]]
    long = different.lengths > _LONGEST_WORD
    return different, np.flatnonzero(~(is_plain & (has_digit | long) & (different.lengths > 0)))


_PLAIN = np.array([33 <= byte <= 126 and chr(byte) not in "'#" for byte in range(256)])  # noqa: PLR2004 - what ASCII prints
"""Bytes that an id may consist of without a closer look, if it has a digit or is long."""
_DIGITS = np.array([48 <= byte <= 57 for byte in range(256)])  # noqa: PLR2004 - 0 to 9 in ASCII
_LONGEST_WORD = 20
"""No word for a row of totals is longer."""


def _whole(value: Any) -> Any:  # noqa: ANN401 - as it stands in a table
    """A whole number as int, in whichever form a table has it; the rest as it is."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, Decimal):
        return int(value) if value.is_finite() and value == value.to_integral_value() else value
    return as_whole(value)


def _read_id(value: Any) -> str:  # noqa: ANN401 - as it stands in a table
    value = _whole(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value, "id", read_person, bare)


def _read_level(value: Any, scale: Scale, texts: Reader[int]) -> int:  # noqa: ANN401 - as above
    if isinstance(value, str):
        code = texts[value]
        return NOT_ASSESSED if code == DONT_KNOW else code
    if isinstance(value, Unrated):
        return NOT_RELEVANT if value is Unrated.NOT_RELEVANT else NOT_ASSESSED
    return scale.number(cast("int", _whole(value)))


def _read_competency(value: Any, framework: Framework, texts: Reader[int]) -> int:  # noqa: ANN401 - as above
    if isinstance(value, Competency):
        return framework.positions[framework.competency(value).id]
    return texts[value if isinstance(value, str) else str(_whole(value))]


def _read_relevant(value: Any) -> int:  # noqa: ANN401 - as above
    if isinstance(value, bool) or value in (0, 1):
        return int(value)
    raise InvalidTypeError(
        f"{shown(value)} does not say whether it is relevant",
        danish=f"{shown(value)} siger ikke, om det er relevant",
        found=value,
        allowed=["True", "False"],
    )


def _read_unit(value: Any) -> str | None:  # noqa: ANN401 - as above
    value = _whole(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value, "unit", read_unit)


def _read_posts(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    if isinstance(value, tuple):
        return check_posts(cast("Iterable[str]", value))
    return _text(value, "roles", read_posts)


def _read_rater(value: Any) -> Rater | None:  # noqa: ANN401 - as above
    return _text(value, "rater", read_rater)


def _read_date(value: Any) -> date | None:  # noqa: ANN401 - as above
    return _text(value, "date", read_day) if isinstance(value, str) else as_day(value)


def _text(
    value: object, field: str, parse: Callable[[str], T], clean: Callable[[str], str] = cleaned
) -> T:
    """What a text means, as in a file."""
    if isinstance(value, str):
        not_a_value(bare(value))
        return parse(clean(value))
    raise InvalidTypeError(
        f"{shown(value)} is not a text",
        danish=f"{shown(value)} er ikke en tekst",
        place=field,
        found=value,
    )
