"""A matrix in a file of Arrow or Parquet, and out of it.

The file is a table that other programs can read: the person, what is said of them, and one
column of levels a competency. What a matrix is bound to stands in the metadata of the schema.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from statskompetencer._checks import as_path
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._extras import optional
from statskompetencer._files import reasons, unwritable
from statskompetencer._text import shown
from statskompetencer.exceptions import (
    BindingError,
    DuplicateRatingError,
    InvalidValueError,
    StatskompetencerError,
    UnreadableFileError,
)
from statskompetencer.profiles import Rater

from ._arrays import span
from ._incoming import figures, of_arrow, texts
from ._pieces import About, Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from os import PathLike
    from pathlib import Path

    from numpy.typing import NDArray

    from statskompetencer.framework import Framework
    from statskompetencer.levels import Scale

    from ._names import Names
    from .matrix import RatingMatrix

_KEY = b"statskompetencer"
_FORMAT = 1
_ROWS = 1 << 18
_ABOUT = ("person", "unit", "posts", "rater", "date", "not_relevant")


def save_matrix(matrix: RatingMatrix, path: str | PathLike[str]) -> None:
    """Write a matrix; the arguments are those of `RatingMatrix.save`."""
    pa = optional("pyarrow", "parquet", "saving a matrix", "at gemme en matrix")
    file = as_path(path)
    is_parquet = _is_parquet(file)
    schema = _schema(pa, matrix.framework, matrix.scale)
    try:
        with file.open("wb") as opened, _writer(pa, opened, schema, is_parquet=is_parquet) as out:
            for start in range(0, len(matrix), _ROWS):
                out.write_batch(_batch(pa, matrix, schema, start))
    except (pa.ArrowException, OSError, ValueError) as error:  # ValueError: no name of a file
        raise unwritable(file, error) from None


def _writer(pa: Any, opened: BinaryIO, schema: Any, *, is_parquet: bool) -> Any:  # noqa: ANN401 - PyArrow has no types
    """What takes the batches of a file."""
    if is_parquet:
        parquet = optional("pyarrow.parquet", "parquet", "saving a matrix", "at gemme en matrix")
        return parquet.ParquetWriter(opened, schema, compression="zstd")
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    return pa.ipc.new_file(opened, schema, options=options)


def load_matrix(
    kind: type[RatingMatrix], path: str | PathLike[str], framework: Framework, scale: Scale
) -> RatingMatrix:
    """Read a matrix; the arguments are those of `RatingMatrix.load`."""
    pa = optional("pyarrow", "parquet", "loading a matrix", "at hente en matrix")
    file = as_path(path)
    is_parquet = _is_parquet(file)
    try:
        if is_parquet:
            parquet = optional(
                "pyarrow.parquet", "parquet", "loading a matrix", "at hente en matrix"
            )
            with parquet.ParquetFile(file) as opened:
                schema, batches = opened.schema_arrow, opened.iter_batches(_ROWS)
                return from_saved(kind, file, schema, batches, (framework, scale))
        with pa.OSFile(str(file), "rb") as source, pa.ipc.open_file(source) as opened:
            batches = map(opened.get_batch, range(opened.num_record_batches))
            return from_saved(kind, file, opened.schema, batches, (framework, scale))
    except StatskompetencerError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        raise unreadable(str(path), error) from None


def from_saved(  # noqa: PLR0913 - what is read, and for whom
    kind: type[RatingMatrix],
    file: Path,
    schema: Any,  # noqa: ANN401 - as above
    batches: Iterable[Any],
    binding: tuple[Framework, Scale],
    *,
    progress: Callable[[int], None] | None = None,
) -> RatingMatrix:
    """The matrix in a file that is open.

    Raises:
        BindingError: It is for another framework or scale.
        UnreadableFileError: `save_matrix` did not write it like that.
        DuplicateRatingError: A person is there twice.
    """
    framework, scale = binding
    _check_binding(file, schema, framework, scale)
    pieces = Pieces(framework, scale)
    rows = 0
    for batch in batches:
        _take(pieces, file, framework, batch, scale.max)
        rows += batch.num_rows
        if progress is not None:
            progress(rows)
    _, twice = pieces.undecided(1)
    if twice:
        person = next(iter(twice))
        raise DuplicateRatingError(
            f"person “{person}” is there twice",
            danish=f"personen “{person}” findes to gange",
            place=file.name,
            found=person,
        )
    return pieces.matrix(kind)


def unreadable(name: str, why: str | Exception) -> UnreadableFileError:
    """That something cannot be read, with the reason in one line."""
    why = " ".join(why.split()) if isinstance(why, str) else why
    english, danish = reasons(why) if isinstance(why, OSError | ValueError) else (str(why),) * 2
    return UnreadableFileError(
        f"{name} cannot be read: {english}", danish=f"{name} kan ikke læses: {danish}", found=name
    )


def is_saved(schema: Any) -> bool:  # noqa: ANN401 - PyArrow has no types
    """Whether a table with this schema was written by `save_matrix`."""
    return _KEY in (schema.metadata or {})


def _is_parquet(file: Path) -> bool:
    suffix = file.suffix.lower()
    if suffix not in (".parquet", ".arrow", ".feather"):
        raise InvalidValueError(
            f"{shown(file.name)} does not say by its end what kind of file it is",
            danish=f"{shown(file.name)} siger ikke med sin endelse, hvilken slags fil det er",
            place="path",
            found=str(file),
            allowed=[".parquet", ".arrow", ".feather"],
        )
    return suffix == ".parquet"


def _schema(pa: Any, framework: Framework, scale: Scale) -> Any:  # noqa: ANN401 - PyArrow has no types
    """The columns of the file."""
    texts = pa.dictionary(pa.int32(), pa.string())
    kinds = (
        pa.large_string(),
        texts,
        pa.list_(pa.string()),
        texts,
        pa.date32(),
        pa.binary(-(-len(framework) // 8)),
    )
    fields = _fields(framework, kinds, pa.uint8())
    return pa.schema(fields, {_KEY: json.dumps(_binding(framework, scale)).encode()})


def _fields(framework: Framework, kinds: Iterable[Any], level: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - as above
    """The names of the columns, with what they hold."""
    about = zip(_ABOUT, kinds, strict=True)
    return [*about, *((_name(id_), level) for id_ in framework.competency_ids)]


def _name(id_: str) -> str:
    """The name of the column of a competency: none of the other columns."""
    return f"[{id_}]" if id_ in _ABOUT else id_


def _binding(framework: Framework, scale: Scale) -> dict[str, Any]:
    """What a matrix is bound to, as plain values; what levels are called does not count."""
    return {
        "format": _FORMAT,
        "framework": list(framework.key),
        "competencies": list(framework.competency_ids),
        "scale": list(scale.key),
    }


def _batch(pa: Any, matrix: RatingMatrix, schema: Any, start: int) -> Any:  # noqa: ANN401 - as above
    """The rows of some people."""
    stop = min(start + _ROWS, len(matrix))
    numbers = span(start, stop)
    codes = matrix.columns[:, start:stop]
    units = np.searchsorted(matrix.bounds, numbers, side="right") - 1
    named = [unit for unit in matrix.units if unit is not None]  # those without one come last
    posts, raters, days = (
        np.zeros(len(numbers), np.int32) if said.codes is None else said.codes[start:stop]
        for said in (matrix.posts, matrix.raters, matrix.days)
    )
    words = [rater.value for rater in matrix.raters.values if rater]
    irrelevant = np.packbits(codes == NOT_RELEVANT, axis=0, bitorder="little").T
    kind = schema.field("not_relevant").type
    arrays = [
        _ids(pa, matrix.ids.take(numbers)),
        _texts(pa, named, np.where(units < len(named), units, -1)),
        pa.array([[*held] for held in matrix.posts.values], pa.list_(pa.string())).take(
            pa.array(posts)
        ),
        _texts(pa, words, raters - 1),
        pa.array(matrix.days.values, pa.date32()).take(pa.array(days)),
        pa.FixedSizeBinaryArray.from_buffers(
            kind, len(numbers), [None, pa.py_buffer(np.ascontiguousarray(irrelevant))]
        )
        if irrelevant.any()
        else pa.nulls(len(numbers), kind),
        *(pa.array(row, pa.uint8(), mask=row >= NOT_RELEVANT) for row in codes),
    ]
    return pa.record_batch(arrays, schema=schema)


def _ids(pa: Any, names: Names) -> Any:  # noqa: ANN401 - as above
    """The ids of people."""
    return pa.LargeStringArray.from_buffers(
        len(names), pa.py_buffer(names.offsets), pa.py_buffer(names.data)
    )


def _texts(pa: Any, different: list[str], codes: NDArray[Any]) -> Any:  # noqa: ANN401 - as above
    """Texts of which each different one is kept once; -1 is none."""
    indices = pa.array(codes.astype(np.int32), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(different, pa.string()))


def _check_binding(file: Path, schema: Any, framework: Framework, scale: Scale) -> None:  # noqa: ANN401 - as above
    """Check that a file was written by `save_matrix` for this framework and scale."""
    metadata: dict[bytes, bytes] = schema.metadata or {}
    try:
        held: dict[str, Any] = json.loads(metadata[_KEY])
        format_, found = held["format"], (held["framework"], held["scale"])
    except (KeyError, TypeError, ValueError):
        raise unreadable(
            file.name, "it is no saved matrix (tables are read with from_parquet or from_arrow)"
        ) from None
    if format_ != _FORMAT:
        raise unreadable(file.name, f"it has the format {shown(format_)}, not {_FORMAT}")
    wanted = list(framework.key), list(scale.key)
    if held != _binding(framework, scale):
        same = found == wanted
        note, note_danish = (
            " with other competencies" if same else "",
            " med andre kompetencer" if same else "",
        )
        theirs, mine = [*map(shown, found)], [*map(shown, wanted)]
        raise BindingError(
            f"this is for framework {theirs[0]}{note} and scale {theirs[1]}, "
            f"not for {mine[0]} and {mine[1]}",
            danish=f"dette er til modellen {theirs[0]}{note_danish} og skalaen {theirs[1]}, "
            f"ikke til {mine[0]} og {mine[1]}",
            place=file.name,
            found=found,
        )
    if schema.names != [name for name, _ in _fields(framework, [None] * len(_ABOUT), None)]:
        raise unreadable(file.name, "its columns are not those that were saved")


def _take(pieces: Pieces, file: Path, framework: Framework, batch: Any, top: int) -> None:  # noqa: ANN401 - as above
    """Take up some rows of a saved matrix."""
    size, width = len(framework), -(-len(framework) // 8)
    rows = batch.num_rows
    codes = np.empty((size, rows), np.uint8)
    for place in range(size):
        column = figures(batch.column(len(_ABOUT) + place))
        codes[place] = np.where(column.blank, NOT_ASSESSED, column.numbers)
    if ((codes > top) & (codes < NOT_ASSESSED)).any():
        raise unreadable(file.name, "it has a level that is not on the scale")
    marks = batch.column(_ABOUT.index("not_relevant"))
    if marks.null_count < rows:
        data = np.frombuffer(marks.buffers()[1], np.uint8)
        bits = data.reshape(-1, width)[marks.offset : marks.offset + rows]
        irrelevant = np.unpackbits(bits, axis=1, count=size, bitorder="little").T
        codes[irrelevant.astype(np.bool_)] = NOT_RELEVANT
    about = About(
        _numbers(batch.column(1), pieces.units.number),
        _post_numbers(batch.column(_ABOUT.index("posts")), pieces),
        _numbers(batch.column(3), lambda word: pieces.raters.number(Rater(word))),
        _numbers(batch.column(4), pieces.days.number),
    )
    ids = texts(batch.column(0))
    if not ids.lengths.all():
        raise unreadable(file.name, "there is a person without an id")
    pieces.add(codes, ids, about)


def _post_numbers(column: Any, pieces: Pieces) -> NDArray[np.int32]:  # noqa: ANN401 - as above
    """The numbers of the posts that people hold."""
    if not len(column.flatten()):
        return np.zeros(len(column), np.int32)
    every: list[list[str]] = column.to_pylist()
    return np.array([pieces.posts.number(tuple(held)) for held in every], np.int32)


def _numbers(column: Any, number: Callable[[Any], int]) -> NDArray[np.int32]:  # noqa: ANN401 - as above
    """The numbers of the values of a column in a vocabulary; 0 for none."""
    said = of_arrow(column).values()
    numbers = [number(value) for value in said.different]
    return np.array([*numbers, 0], np.int32)[said.codes]
