"""Two ratings of the same person and competency put together by a rule, on the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from statskompetencer._binding import default_binding
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._text import shown
from statskompetencer.exceptions import InvalidValueError
from statskompetencer.profiles import Rule, check_rule

from ._check import checked
from ._engine import different, matchable, native, stacked
from ._ratings import By, Columns, Ratings, read

if TYPE_CHECKING:
    from statskompetencer.framework import Framework
    from statskompetencer.levels import Scale

    from ._engine import Frame

_BASE = 1000
"""More than there are codes of a rating."""
_RANKS = {"agreed": 3, "manager": 2, "self": 1}


def resolve(  # noqa: PLR0913 - what a frame of ratings does not say itself
    frame: Any,  # noqa: ANN401 - a frame of any engine
    rule: Rule,
    *,
    framework: Framework | None = None,
    scale: Scale | None = None,
    by: By = (),
    columns: Columns | None = None,
    check: bool | None = None,
) -> Any:  # noqa: ANN401 - a frame of the same engine
    """One rating a person and competency, chosen by a rule; see `statskompetencer.resolve`.

    ``"latest"`` takes the one of the latest `date` (undated is oldest), ``"rater"`` that of
    the best `rater` (agreed before manager before self). Where a rule leaves several that say
    different things, it leaves them in the frame: `check` tells of them, and on a frame that
    is not lazy they are an error at once.

    Args:
        frame: Ratings in the long form, of any engine.
        rule: ``"latest"`` or ``"rater"``.
        framework: What they speak of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.
        by: Columns that tell rounds apart: within each value of them there is one rating.
        columns: For columns that are called otherwise what they hold.
        check: Whether the frame is checked first, and the result for what is left of several
            ratings; by default where it is not lazy.

    Returns:
        A frame of the engine of `frame`: the person, the unit if there is one (under
        ``"latest"`` that of the latest day), the columns of `by`, the competency, `level`
        and `relevant`. Raters and dates are left out: what was put together no longer knows
        which rating is whose.

    Raises:
        InvalidValueError: There is no such rule, or no column that it could go by.
        InvalidInputError: The frame or the result was checked, and holds these errors.

    Example:
        >>> import pandas as pd
        >>> ratings = pd.DataFrame(
        ...     {"person": ["a", "a"], "competency": ["DS11", "DS11"], "level": [3, 2],
        ...      "rater": ["self", "agreed"]}
        ... )
        >>> resolve(ratings, "rater")["level"].tolist()
        [2]

    .. versionadded:: 0.1.0
    """
    check_rule(rule)
    framework, scale = default_binding(framework, scale)
    ratings = read(frame, framework, scale, columns, by=by)
    needed = {"latest": "date", "rater": "rater"}.get(rule)
    if needed is None or not ratings.has(needed):
        raise InvalidValueError(
            f"the rule {shown(rule)} needs a column “{needed or 'date or rater'}”",
            danish=f"reglen {shown(rule)} kræver en kolonne “{needed or 'date eller rater'}”",
            place="rule",
            found=rule,
        )
    verify = not ratings.is_lazy if check is None else check
    checked(ratings, verify=verify, one_each=False)
    done = _resolved(ratings, rule)
    names = ratings.names
    fields = ["person", *(["unit"] if ratings.has("unit") else [])]
    groups = [key for key in ratings.by if names[key] not in [names[field] for field in fields]]
    kept = {key: names[key] for key in [*fields, *groups, "competency", "level"]}
    kept["relevant"] = names.get("relevant", "relevant")
    out = done.select(nw.col(key).alias(name) for key, name in kept.items())
    again = {name: key for key, name in kept.items() if key not in groups}
    checked(read(out, framework, scale, again, by=by), verify=verify)
    return native(out, eager=not ratings.is_lazy, like=ratings.data)


def _resolved(ratings: Ratings, rule: Rule) -> Frame:
    keys = ["person", *ratings.by, "competency"]
    rank = _day() if rule == "latest" else _rater()
    code = (
        nw.when(ratings.rated)
        .then(nw.col("level"))
        .otherwise(
            nw.when(ratings.not_relevant).then(nw.lit(NOT_RELEVANT)).otherwise(nw.lit(NOT_ASSESSED))
        )
    )
    coded = ratings.data.with_columns(rank=rank, code=code.cast(nw.Int64))
    # What is not assessed is no rating and yields to any, however late.
    blank = nw.col("code") == NOT_ASSESSED
    base = nw.when(blank).then(nw.lit(0)).otherwise(nw.col("rank") + 1).cast(nw.Int64) * _BASE
    coded = coded.with_columns(
        highest=base + nw.col("code"), lowest=base + (_BASE - 1) - nw.col("code")
    )
    # The highest key tells the best rank and the highest code in it; the other the lowest.
    best = coded.group_by(*keys).agg(nw.col("highest").max(), nw.col("lowest").max())
    best = best.with_columns(high=_digits("highest"), low=(_BASE - 1) - _digits("lowest"))
    one = best.with_columns(code=nw.col("high")).select(*keys, "code")
    other = best.filter(nw.col("high") != nw.col("low")).with_columns(code=nw.col("low"))
    both = stacked(one, other.select(*keys, "code"))
    said = both.with_columns(
        level=nw.when(nw.col("code") < NOT_RELEVANT).then(nw.col("code")),
        relevant=nw.col("code") != NOT_RELEVANT,
    )
    return _with_units(said, ratings, rule) if ratings.has("unit") else said


def _with_units(said: Frame, ratings: Ratings, rule: Rule) -> Frame:
    """The unit of each person; several where the rule does not decide."""
    unit = ratings.names["unit"]
    rounds = [key for key in ratings.by if ratings.names[key] != unit]
    if len(rounds) < len(ratings.by):
        key = next(key for key in ratings.by if ratings.names[key] == unit)
        return said.with_columns(unit=nw.col(key))
    there = ratings.data.filter(~nw.col("unit").is_null())
    rank = _day() if rule == "latest" else nw.lit(0).cast(nw.Int64)
    keys = ["person", *(f"_{n}" for n in range(len(rounds)))]
    units = different(matchable(there.with_columns(rank=rank), rounds), [*keys, "unit", "rank"])
    best = units.group_by(*keys).agg(nw.col("rank").max())
    chosen = different(units.join(best, on=[*keys, "rank"], how="inner"), [*keys, "unit"])
    return matchable(said, rounds).join(chosen, on=keys, how="left")


def _digits(column: str) -> nw.Expr:
    """What is left when whole bases are taken off; pandas has no remainder on Arrow types."""
    return (nw.col(column) - (nw.col(column) // _BASE) * _BASE).cast(nw.Int64)


def _day() -> nw.Expr:
    """A whole number that grows with the day; 0 for none."""
    day = nw.col("date").dt
    year, month, number = (
        part.fill_null(0).cast(nw.Int64) for part in (day.year(), day.month(), day.day())
    )
    return (year * 12 + month) * 31 + number


def _rater() -> nw.Expr:
    """A whole number that grows with the trust in who rated; 0 for nobody."""
    expression = nw.lit(0)
    for name, rank in _RANKS.items():
        expression = nw.when(nw.col("rater") == name).then(nw.lit(rank)).otherwise(expression)
    return expression.cast(nw.Int64)
