"""Ratings in the long form as one byte a person and competency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import numpy as np

from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT

from ._engine import PANDAS, PYARROW, engine_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ._engine import Frame
    from ._ratings import Ratings


def wide(ratings: Ratings, keys: Sequence[str], places: Sequence[int], not_relevant: int) -> Frame:
    """One row a person (or other keys) and one column (c0, c1 …) a competency, as a plan.

    Args:
        ratings: The ratings.
        keys: What a row is about.
        places: The places of the competencies.
        not_relevant: What stands for it.
    """
    other = nw.lit(None)
    if ratings.has("relevant"):
        other = nw.when(ratings.not_relevant).then(nw.lit(not_relevant))
    value = nw.when(ratings.rated).then(nw.col("level")).otherwise(other)
    competencies = ratings.framework.competency_ids
    data = ratings.data.select(*keys, "competency", value.cast(nw.Int64).alias("value"))
    columns = {
        f"c{number}": nw.when(nw.col("competency") == competencies[place]).then(nw.col("value"))
        for number, place in enumerate(places)
    }
    aggregates = [nw.col(name).max() for name in columns]
    return data.with_columns(**columns).group_by(*keys).agg(*aggregates)


def packed(
    ratings: Ratings, keys: Sequence[str], places: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """The ratings of a frame that is there, as bytes.

    Args:
        ratings: The ratings, on pandas or PyArrow.
        keys: What a row is about.
        places: The places of the competencies.

    Returns:
        For each person (or other keys) the number of the first row, and one byte a
        competency: the level, 254 or 255.
    """
    data: Any = ratings.data
    number, people = _numbered([data[key] for key in keys])
    first = np.full(people, len(number), dtype=np.int64)
    np.minimum.at(first, number, np.arange(len(number)))
    order = np.argsort(first, kind="stable")
    back = np.empty_like(order)
    back[order] = np.arange(people)
    codes = np.full((people, len(places)), NOT_ASSESSED, dtype=np.uint8)
    columns = {
        ratings.framework.competency_ids[place]: column for column, place in enumerate(places)
    }
    named, values = factorized(data["competency"])
    column = np.array([columns.get(value, -1) for value in values] + [-1])[named]
    said = data.select(
        rated=ratings.rated, not_relevant=ratings.not_relevant, level=nw.col("level")
    )
    rated = said["rated"].to_numpy().astype(bool) & (column >= 0)
    levels = said["level"].fill_null(0).to_numpy()
    codes[back[number[rated]], column[rated]] = levels[rated].astype(np.uint8)
    if ratings.has("relevant"):
        other = said["not_relevant"].to_numpy().astype(bool) & (column >= 0)
        codes[back[number[other]], column[other]] = NOT_RELEVANT
    return first[order], codes


def factorized(series: Any) -> tuple[NDArray[np.int64], list[Any]]:  # noqa: ANN401 - a series of narwhals
    """A whole number for each value (-1 for nothing), and the values that they stand for."""
    if engine_of(series) is PANDAS:
        pandas = series.__native_namespace__()
        numbers, values = pandas.factorize(series.to_native())
        return numbers.astype(np.int64), [*values]
    assert engine_of(series) is PYARROW  # noqa: S101 - others make plans
    coded = series.to_native().combine_chunks().dictionary_encode()
    numbers = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return numbers.astype(np.int64), coded.dictionary.to_pylist()


def _numbered(keys: Sequence[Any]) -> tuple[NDArray[np.int64], int]:
    """A whole number for each different row of the keys, and how many there are."""
    number, values = factorized(keys[0])
    number, size = number + 1, len(values) + 1
    for key in keys[1:]:
        next_, values = factorized(key)
        number = number * (len(values) + 1) + next_ + 1
        different, number = np.unique(number, return_inverse=True)
        size = len(different)
    used = np.zeros(size, dtype=np.int64)
    used[number] = 1
    dense = np.cumsum(used) - 1
    return dense[number], int(used.sum())
