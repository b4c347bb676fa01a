"""Columns of other libraries' tables in one form: numbers, or the different values and where."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, cast

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ._coded import Numbers
from ._names import Names
from ._optional import available

Blank: TypeAlias = NDArray[np.bool_]


@frozen(eq=False)
class Figures:
    """A column of numbers; made by `numbered`.

    Attributes:
        numbers: Whole numbers, or floats; 0 where there is none.
        blank: Where there is none.
    """

    numbers: NDArray[Any]
    blank: Blank

    def values(self) -> Values:
        """The same, as different values."""
        different, codes = np.unique(self.numbers, return_inverse=True)
        return Values(different.tolist(), np.where(self.blank, -1, codes))


@frozen(eq=False)
class Values:
    """A column of anything.

    Attributes:
        different: The different values; as `Names` where all are texts that nobody has
            looked at yet, some of which may be empty.
        codes: For each row which of them it is; -1 for none.
    """

    different: Sequence[Any]
    codes: Numbers

    def values(self) -> Values:
        """Itself."""
        return self


Column: TypeAlias = Figures | Values


@frozen(eq=False)
class Batch:
    """Some rows of a table.

    Attributes:
        columns: The columns that are used, by their places.
        numbers: The number of each row in the table.
        empty: Where a row has nothing in it, so that it is none; None if each has something.
    """

    columns: Mapping[int, Column]
    numbers: Numbers
    empty: Blank | None = None


def numbered(numbers: NDArray[Any], blank: Blank) -> Figures:
    """A column of numbers, of which those that are blank or not a number are none."""
    if numbers.dtype.kind == "f":
        blank = blank | np.isnan(numbers)
    if blank.any():
        numbers = np.where(blank, numbers.dtype.type(0), numbers)
    return Figures(numbers, blank)


def of_objects(objects: Iterable[object]) -> Values:
    """A column of Python's own objects."""
    numbers: dict[Hashable, int] = {}
    different: list[object] = []
    codes: list[int] = []
    for one in objects:
        if one is None or one != one:  # noqa: PLR0124 - not a number is the one unlike itself
            codes.append(-1)
            continue
        value = tuple(cast("list[object]", one)) if isinstance(one, list) else one
        try:
            number = numbers.setdefault((type(value), value), len(numbers))
        except TypeError:  # cannot be looked up, so cannot be right: as an error will show it
            value = repr(value)
            number = numbers.setdefault((type(value), value), len(numbers))
        if number == len(different):
            different.append(value)
        codes.append(number)
    return Values(different, np.array(codes, np.int64))


def of_arrow(array: Any) -> Column:  # noqa: ANN401 - an array of PyArrow, which has no types
    """A column of Arrow."""
    pa = available("pyarrow")
    kind = array.type
    if pa.types.is_null(kind):
        return Values([], np.full(len(array), -1))
    if pa.types.is_integer(kind) or pa.types.is_float32(kind) or pa.types.is_float64(kind):
        return figures(array)
    if pa.types.is_dictionary(kind):
        return _dictionary(array.dictionary, array.indices)
    try:
        found = array.dictionary_encode()
    except pa.ArrowNotImplementedError:  # types without a dictionary, such as lists
        return of_objects(array.to_pylist())
    return _dictionary(found.dictionary, found.indices)


def figures(array: Any) -> Figures:  # noqa: ANN401 - as above
    """A column of numbers of Arrow."""
    bits, data = array.buffers()
    first, last = array.offset, array.offset + len(array)
    numbers = np.frombuffer(data or b"", array.type.to_pandas_dtype())[first:last]
    blank = np.zeros(len(array), np.bool_)
    if array.null_count:
        valid = np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little", count=last)
        blank = valid[first:] == 0
    return numbered(numbers, blank)


def _dictionary(dictionary: Any, indices: Any) -> Values:  # noqa: ANN401 - as above
    pa = available("pyarrow")
    places = figures(indices)
    codes = np.where(places.blank, -1, places.numbers.astype(np.int64))
    if dictionary.null_count:  # a value of the dictionary itself may be none
        codes[np.isin(codes, np.flatnonzero(dictionary.is_null()))] = -1
        return Values(["" if one is None else one for one in dictionary.to_pylist()], codes)
    kind, kinds = dictionary.type, pa.types
    if kinds.is_string(kind) or kinds.is_large_string(kind) or kinds.is_string_view(kind):
        return Values(texts(dictionary), codes)
    return Values(dictionary.to_pylist(), codes)


def texts(array: Any) -> Names:  # noqa: ANN401 - as above
    """The texts of a column of Arrow in which there is one in each row."""
    size = len(array)
    if not size:
        return Names.of(())
    pa = available("pyarrow")
    large = array.cast(pa.large_string())
    _, offsets, data = large.buffers()
    where = np.frombuffer(offsets, np.int64)[large.offset :][: size + 1]
    return Names(np.frombuffer(data or b"", np.uint8)[where[0] : where[-1]], where - where[0])


def of_series(series: Any) -> Column:  # noqa: ANN401 - a series of narwhals
    """A column of a frame that narwhals knows."""
    pa = available("pyarrow")
    if pa is not None:
        try:
            found = series.to_arrow()
            return of_arrow(found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found)
        except (pa.ArrowException, TypeError, ValueError):
            pass  # such as a column with texts and numbers, which Arrow does not have
    blank = np.asarray(series.is_null().to_numpy(), np.bool_)
    numbers = np.asarray(series.to_numpy())
    if numbers.dtype.kind in "iuf":
        return numbered(numbers, blank)
    objects = zip(series.to_list(), blank.tolist(), strict=True)
    return of_objects(None if is_blank else one for one, is_blank in objects)
