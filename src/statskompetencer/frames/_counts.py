"""What is counted in one pass over the ratings; all that follows works on a few rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from ._engine import aligned, different, stacked, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ._engine import Frame
    from ._ratings import Ratings


_TEXTS = ("competency", "role", "branch", "by0")
"""The columns of small tables that hold no whole numbers."""


def asked(
    ratings: Ratings,
    columns: Mapping[str, Sequence[object]],
    like: Mapping[str, str] | None = None,
) -> Frame:
    """A small table with one row a competency, on the engine of the ratings.

    Args:
        ratings: The ratings.
        columns: `competency` and others by name; see `_TEXTS`.
        like: For more columns that are joined on those of the ratings.
    """
    kinds = {name: nw.String if name in _TEXTS else nw.Int64 for name in columns}
    keys = {"competency": "competency", **(like or {})}
    return aligned(table(ratings.data, columns, kinds), ratings.data, keys)


def counts(ratings: Ratings, flags: Mapping[str, nw.Expr]) -> Frame:
    """Sums of whole numbers over the rows, by group and competency.

    Args:
        ratings: The ratings.
        flags: For each sum what a row counts.
    """
    flagged = ratings.data.with_columns(**flags)
    summed = sums(flagged, [*ratings.by, "competency"], dict(zip(flags, flags, strict=True)))
    return summed.filter(~nw.col("competency").is_null())


def level_of(levels: Mapping[str, int]) -> nw.Expr:
    """For each row the level that is asked of its competency; 0 where none is.

    Args:
        levels: The level by competency.
    """
    groups: dict[int, list[str]] = {}
    for competency, level in levels.items():
        groups.setdefault(level, []).append(competency)
    expression = nw.lit(0)
    for level, competencies in groups.items():
        named = nw.col("competency").is_in(competencies)
        expression = nw.when(named).then(nw.lit(level)).otherwise(expression)
    return expression


def group_sizes(ratings: Ratings) -> Frame:
    """How many people there are in each group (`people`); one row where there are no groups."""
    if ratings.people is not None:
        members = ratings.people.with_columns(one=nw.lit(1).cast(nw.Int64))
        sizes = sums(members, ratings.by, {"people": "one"})
    elif ratings.by:
        members = different(ratings.who, [*ratings.by, "person"])
        sizes = members.group_by(*ratings.by).agg(nw.len().alias("people"))
        sizes = sizes.with_columns(nw.col("people").cast(nw.Int64))
    else:
        sizes = ratings.who.select(nw.col("person").n_unique().alias("people"))
        sizes = sizes.with_columns(nw.col("people").cast(nw.Int64))
    if ratings.units is not None:
        nobody = ratings.units.select(*ratings.by).with_columns(people=nw.lit(0).cast(nw.Int64))
        sizes = sums(
            stacked(sizes.select(*ratings.by, "people"), nobody), ratings.by, {"people": "people"}
        )
    return sizes


def sums(frame: Frame, keys: Iterable[str], columns: Mapping[str, str]) -> Frame:
    """Sums of whole numbers by group; DuckDB's would be decimal and Polars' of a small type.

    Args:
        frame: What is summed.
        keys: The groups; none for one row.
        columns: For each column of the result that which is summed.
    """
    groups = [*keys]
    totals = [nw.col(old).sum().alias(new) for new, old in columns.items()]
    summed = frame.group_by(*groups).agg(*totals) if groups else frame.select(*totals)
    return summed.with_columns(*(nw.col(name).fill_null(0).cast(nw.Int64) for name in columns))


def flag(condition: nw.Expr) -> nw.Expr:
    """A condition that is never null as 0 or 1: a sum of truth values fails on Spark."""
    return condition.cast(nw.Int64)


def where(condition: nw.Expr, value: Any) -> nw.Expr:  # noqa: ANN401 - an expression or a number
    """The value where a condition holds, and else 0; a whole number."""
    return nw.when(condition).then(value).otherwise(nw.lit(0)).cast(nw.Int64)


def with_nobody(frame: Frame) -> Frame:
    """With 0 people where a join found nobody."""
    return frame.with_columns(people=where(~nw.col("people").is_null(), nw.col("people")))


def with_everything_asked(
    ratings: Ratings, counted: Frame, every: Frame, keys: Sequence[str], measures: Sequence[str]
) -> Frame:
    """Sums by group and competency, with 0 where nobody said anything.

    Groups are never joined on: people without a unit make a group too, and no database takes
    nothing for equal to nothing.

    Args:
        ratings: The ratings.
        counted: Rows by group and competency, with the keys and measures.
        every: One row for all that is asked of a group, with the keys and `people`.
        keys: What is known of a competency.
        measures: What is summed.

    Returns:
        The groups, `competency`, the keys, the measures, and `people`.
    """
    zero = nw.lit(0).cast(nw.Int64)
    columns = [*ratings.by, "competency", *keys, *measures, "people"]
    found = counted.with_columns(people=zero).select(*columns)
    blank = every.with_columns(**dict.fromkeys(measures, zero)).select(*columns)
    both = [*measures, "people"]
    return sums(
        stacked(found, blank),
        [*ratings.by, "competency", *keys],
        dict(zip(both, both, strict=True)),
    )
