"""Ratings out of data frames, Arrow, Parquet and CSV, piece by piece.

What columns hold and what cells say is found out as `statskompetencer.read_ratings` finds it
out in files, and the errors are the same; only that rows of frames are counted from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from statskompetencer._binding import default_binding
from statskompetencer._checks import as_path
from statskompetencer._competency_cells import Competencies
from statskompetencer._extras import optional
from statskompetencer._headers import RATING_FIELDS, Headers
from statskompetencer._rows import Rows
from statskompetencer._text import shown
from statskompetencer.exceptions import (
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    StatskompetencerError,
)
from statskompetencer.framework import Framework
from statskompetencer.levels import Scale
from statskompetencer.profiles import Rule, check_rule
from statskompetencer.tables import read_ratings

from ._arrays import span
from ._csv import batches
from ._incoming import Batch, of_arrow, of_series
from ._optional import available
from ._problems import NO_ROW, FileProblems, Problems
from ._table import Table
from .saving import from_saved, is_saved, unreadable

if TYPE_CHECKING:
    from os import PathLike

    from .matrix import RatingMatrix

FIELDS = {**RATING_FIELDS, "relevant": ("Relevant", "Relevant", "er relevant", "is relevant")}
"""What columns of frames can hold; in a file a cell says in words that it is not relevant."""
_PIECE = 1 << 18
"""So many rows of a frame are looked at together."""
_WHOLE = 1 << 26
"""A file of so many bytes at most is read once more to tell all that is wrong with it."""


@frozen
class Asked:
    """What a reader was asked for.

    Attributes:
        framework: What the ratings speak of.
        scale: The scale of the levels.
        columns: What the columns with unusual names hold.
        rule: How to choose between two ratings of the same person and competency.
        progress: Called now and then with the number of rows read so far.
    """

    framework: Framework
    scale: Scale
    columns: Mapping[str, str | None] | None
    rule: Rule | None
    progress: Callable[[int], None] | None = None

    @classmethod
    def of(
        cls,
        framework: Framework | None,
        scale: Scale | None,
        columns: Mapping[str, str | None] | None,
        rule: Rule | None,
        progress: Callable[[int], None] | None = None,
    ) -> Asked:
        """What was asked for, with the usual framework and scale where none was given.

        Raises:
            InvalidTypeError: What is given is not a framework, or not a scale.
            InvalidValueError: There is no such rule.
        """
        check_rule(rule)
        return cls(*default_binding(framework, scale), columns, rule, progress)

    def table(self, name: str, names: Sequence[str]) -> Table:
        """A table with columns of these names."""
        problems = Problems(name, names)
        competencies = Competencies(self.framework)
        headers = Headers(FIELDS, competencies, self.columns, wide=True)
        layout = headers.lay_out(names, lambda column, error: problems.fail(NO_ROW, column, error))
        for place in layout.unnamed:
            problems.fail(
                NO_ROW,
                place,
                InvalidValueError(
                    "the column has no name", danish="kolonnen har intet navn", found=""
                ),
            )
        return Table(
            competencies, self.scale, self.rule, headers=headers, layout=layout, problems=problems
        )


def read_arrow(kind: type[RatingMatrix], data: object, asked: Asked, name: str) -> RatingMatrix:
    """Read Arrow batches; `RatingMatrix.from_arrow` says what is wrong."""
    pa = optional("pyarrow", "parquet", "reading Arrow", "at læse Arrow")
    first = _reader(pa, data)
    table = asked.table(name, first.schema.names)
    readers = iter([first])

    def batches() -> Iterator[Batch]:
        try:
            reader = next(readers, None) or _reader(pa, data)
        except InvalidTypeError:  # it gives its batches once
            return
        start = 0
        for batch in reader:
            columns = {place: of_arrow(batch.column(place)) for place in table.used}
            yield Batch(columns, span(start, start + batch.num_rows))
            start += batch.num_rows

    try:
        table.read(batches, asked.progress)
    except pa.ArrowException as error:
        raise unreadable(name, error) from None
    return table.matrix(kind)


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


def read_parquet(
    kind: type[RatingMatrix], path: str | PathLike[str], asked: Asked, rows: int
) -> RatingMatrix:
    """Read a Parquet file; `RatingMatrix.from_parquet` says what is wrong."""
    pa = optional("pyarrow", "parquet", "reading Parquet", "at læse Parquet")
    parquet = optional("pyarrow.parquet", "parquet", "reading Parquet", "at læse Parquet")
    file = as_path(path)
    try:
        with parquet.ParquetFile(file) as opened:
            schema = opened.schema_arrow
            if is_saved(schema):
                saved = opened.iter_batches(rows)
                binding = asked.framework, asked.scale
                return from_saved(kind, file, schema, saved, binding, progress=asked.progress)
            names = schema.names
            table = asked.table(file.name, names)
            wanted = [names[place] for place in table.used]

            def batches() -> Iterator[Batch]:
                start = 0
                for batch in opened.iter_batches(rows, columns=wanted):
                    columns = {
                        names.index(name): of_arrow(batch.column(number))
                        for number, name in enumerate(batch.schema.names)
                    }
                    yield Batch(columns, span(start, start + batch.num_rows))
                    start += batch.num_rows
                pa.default_memory_pool().release_unused()  # before the pieces are joined

            table.read(batches, asked.progress)
    except StatskompetencerError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        raise unreadable(str(path), error) from None
    return table.matrix(kind)


def read_frame(kind: type[RatingMatrix], frame: Any, asked: Asked) -> RatingMatrix:  # noqa: ANN401 - of any library
    """Read a data frame; `RatingMatrix.from_frame` says what is wrong."""
    nw = optional("narwhals", "frames", "reading data frames", "at læse datarammer")
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
        raise unreadable("frame", error) from None
    if isinstance(opened, nw.LazyFrame):
        if hasattr(frame, "__arrow_c_stream__") and available("pyarrow") is not None:
            return read_arrow(kind, frame, asked, "frame")
        try:
            opened = opened.collect()
        except Exception as error:  # noqa: BLE001 - as above
            raise unreadable("frame", error) from None
    table = asked.table("frame", names)

    def batches() -> Iterator[Batch]:
        for start in range(0, len(opened), _PIECE):
            part = opened[start : start + _PIECE]
            columns = {place: of_series(part[:, place]) for place in table.used}
            yield Batch(columns, span(start, start + len(part)))

    table.read(batches, asked.progress)
    return table.matrix(kind)


def read_csv(kind: type[RatingMatrix], path: str | PathLike[str], asked: Asked) -> RatingMatrix:
    """Read a CSV file; `RatingMatrix.from_csv` says what is wrong."""
    optional("pyarrow.csv", "parquet", "reading CSV of any size", "at læse CSV af enhver størrelse")
    file = as_path(path)
    competencies = Competencies(asked.framework)
    headers = Headers(RATING_FIELDS, competencies, asked.columns, wide=True)
    rows = Rows(file, None, headers)
    problems = FileProblems(file.name, rows)
    try:
        table = Table(
            competencies,
            asked.scale,
            asked.rule,
            headers=headers,
            layout=rows.layout,
            problems=problems,
        )
    except InvalidInputError:
        if file.stat().st_size <= _WHOLE:  # to tell what is wrong besides with its rows
            read_ratings(
                file, framework=asked.framework, scale=asked.scale, columns=asked.columns,
                rule=asked.rule,
            )  # fmt: skip
        raise
    firsts = iter([rows])
    table.read(
        lambda: batches(file, next(firsts, None) or Rows(file, None, headers), headers),
        asked.progress,
    )
    return table.matrix(kind)
