"""Coverage of whole frames, by any groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import narwhals.stable.v2 as nw

from statskompetencer._binding import default_binding
from statskompetencer._checks import as_whole, check_whole
from statskompetencer._text import nearest, shown
from statskompetencer.exceptions import InvalidTypeError, InvalidValueError
from statskompetencer.targets import MOST_PEOPLE, Target

from ._check import checked
from ._counts import asked, counts, flag, level_of, where, with_everything_asked
from ._engine import matchable
from ._ratings import By, Columns, Ratings, no_column, read

if TYPE_CHECKING:
    from ._engine import Frame

Per: TypeAlias = Literal["competency", "subcategory", "area", "whole"]
"""What a row of coverage is about."""

_STATUSES = ("covered", "fragile", "possible", "short", "uncovered")


def coverage(  # noqa: PLR0913 - what a frame of ratings does not say itself
    frame: Any,  # noqa: ANN401 - a frame of any engine
    target: Target | None = None,
    *,
    by: By = (),
    per: Per = "competency",
    headcount: int | str | None = None,
    people: Any = None,  # noqa: ANN401 - a frame of any engine
    units: Any = None,  # noqa: ANN401 - a frame of any engine, or names
    columns: Columns | None = None,
    check: bool | None = None,
) -> Any:  # noqa: ANN401 - a frame of the same engine
    """Whether each group as a whole holds what a target demands; see `check_coverage`.

    Taken for granted, and verified by `check`: one rating a person and competency within a
    group, and known ids.

    Args:
        frame: Ratings in the long form, of any engine.
        target: What is demanded of each group; by default one holder of every competency
            of the bundled model.
        by: The columns that make the groups, such as ``"unit"`` or ``["ministry",
            "round"]``; none for all people together.
        per: What a row is about: a competency, the roll-up of a subcategory or an area (of
            those that the target demands something in), or the whole of a group.
        headcount: How many people there are, with those not in the data: a number where
            there are no groups, otherwise the name of a column of `units`. Those who are
            not in the data count as not assessed.
        people: One row a person (`person`, and what makes the groups): those of whom it is
            said, also where there is no row of ratings for them.
        units: The groups that are reported on also where nobody is in them: names, or a
            frame with the columns of `by`.
        columns: For columns that are called otherwise what they hold: ``{"Niveau":
            "level"}``; None to leave one out.
        check: Whether the frame is checked first; by default where it is not lazy.

    Returns:
        A frame of the engine of `frame`. Per competency, in the order of the groups and of
        the framework: the groups, `competency`, `status`, `level` (from which somebody
        counts), `needed`, `holders`, `unknown`, `not_relevant` and `people` (numbers of
        people). Per subcategory or area: `branch`, `status` (the worst), `competencies`,
        `covered` and `covered_upper` (numbers of competencies). Per whole: `people`,
        `complete`, `covered`, `covered_upper`, `competencies` and `margin` (people).

    Raises:
        InvalidTypeError: This is no frame, or a column is of a kind that cannot be right.
        UnknownNameError: A column is not there.
        InvalidInputError: The frame was checked, and holds these errors.

    Example:
        >>> import pandas as pd
        >>> ratings = pd.DataFrame(
        ...     {"person": ["a", "b"], "competency": ["DS11", "DS11"], "level": [3, 1]}
        ... )
        >>> found = coverage(ratings, Target({"DS11": 1, "DS12": 1}))
        >>> found[["competency", "status", "holders", "unknown"]].values.tolist()
        [['DS11', 'fragile', 1, 0], ['DS12', 'possible', 0, 2]]

    .. versionadded:: 0.1.0
    """
    if target is None:
        target = Target.everything(*default_binding(None))
    if not isinstance(target, Target):
        raise InvalidTypeError(f"{shown(target)} is not a Target", place="target", found=target)
    if per not in ("competency", "subcategory", "area", "whole"):
        kinds = ["competency", "subcategory", "area", "whole"]
        raise InvalidValueError(
            f"{shown(per)} is nothing that a row can be about",
            danish=f"{shown(per)} er ikke noget, en række kan handle om",
            place="per",
            found=per,
            allowed=kinds,
            nearest=nearest(per, kinds),
        )
    ratings = read(
        frame, target.framework, target.scale, columns, by=by, people=people, units=units
    )
    checked(ratings, verify=check)
    entries = _with_unseen(_entries(ratings, target), ratings, headcount)
    if per == "competency":
        return _per_competency(entries, ratings)
    if per == "whole":
        return _whole(entries, ratings)
    return _branches(entries, ratings, target, per)


def _entries(ratings: Ratings, target: Target) -> Frame:
    """The groups, competency, place, level, needed, holders, unknown, not_relevant, people."""
    positions = target.framework.positions
    wanted = asked(
        ratings,
        {
            "competency": [demand.competency for demand in target],
            "place": [positions[demand.competency] for demand in target],
            "asked": [demand.level for demand in target],
            "needed": [demand.holders for demand in target],
        },
    )
    levels = {demand.competency: demand.level or 0 for demand in target}
    least = min(levels.values())  # one for all competencies is the usual case, and quicker
    goal = nw.lit(least) if least == max(levels.values()) else level_of(levels)
    flags = {
        "holders": flag(ratings.rated & (nw.col("level") >= goal)),
        "rated": flag(ratings.rated),
    }
    if ratings.has("relevant"):
        flags["not_relevant"] = flag(ratings.not_relevant)
    found = counts(ratings, flags).join(wanted, on="competency", how="inner")
    if not ratings.has("relevant"):
        found = found.with_columns(not_relevant=nw.lit(0).cast(nw.Int64))
    keys, measures = ("place", "asked", "needed"), ("holders", "rated", "not_relevant")
    entries = with_everything_asked(ratings, found, wanted, keys, measures)
    return entries.with_columns(unknown=nw.col("people") - nw.col("rated") - nw.col("not_relevant"))


def _with_unseen(entries: Frame, ratings: Ratings, headcount: int | str | None) -> Frame:
    """The people who are not in the data as people not assessed."""
    if headcount is None:
        return entries
    if isinstance(headcount, str):
        there = [] if ratings.units is None else ratings.units.collect_schema().names()
        if headcount not in there or ratings.units is None:
            raise no_column(headcount, there, "headcount")
        size = ratings.units.select(*ratings.by, nw.col(headcount).cast(nw.Int64).alias("size"))
        return _with_sizes(entries, size, ratings)
    if ratings.by:
        raise InvalidValueError(
            "one number cannot be that of each group: name a column of `units` instead",
            danish="ét tal kan ikke være hver gruppes: navngiv i stedet en kolonne i `units`",
            place="headcount",
            found=headcount,
        )
    whole = as_whole(headcount)
    check_whole(whole, 0, MOST_PEOPLE, "headcount")
    more = nw.lit(whole).cast(nw.Int64) - nw.col("people")
    return entries.with_columns(unknown=nw.col("unknown") + more)


def _with_sizes(entries: Frame, size: Frame, ratings: Ratings) -> Frame:
    """Groups with a headcount; those without one keep to the people in the data."""
    keys = [f"_{n}" for n in range(len(ratings.by))]
    size = matchable(size, ratings.by).select(*keys, "size")
    joined = matchable(entries, ratings.by).join(size, on=keys, how="left")
    more = where(~nw.col("size").is_null(), nw.col("size") - nw.col("people"))
    return joined.with_columns(more=more).with_columns(unknown=nw.col("unknown") + nw.col("more"))


def _rank_of_status() -> nw.Expr:
    """The status as its place from best (0) to worst (4)."""
    held, possible = nw.col("holders"), nw.col("holders") + nw.col("unknown")
    needed = nw.col("needed")
    return (
        nw.when(held > needed)
        .then(nw.lit(0))
        .otherwise(
            nw.when(held == needed)
            .then(nw.lit(1))
            .otherwise(
                nw.when(possible >= needed)
                .then(nw.lit(2))
                .otherwise(nw.when(possible > 0).then(nw.lit(3)).otherwise(nw.lit(4)))
            )
        )
        .cast(nw.Int64)
    )


def _named(column: str, names: tuple[str, ...]) -> nw.Expr:
    """Whole numbers from 0 as the names of what they stand for."""
    expression = nw.lit(names[-1])
    for number, name in [*enumerate(names[:-1])][::-1]:
        expression = nw.when(nw.col(column) == number).then(nw.lit(name)).otherwise(expression)
    return expression


def _per_competency(entries: Frame, ratings: Ratings) -> Any:  # noqa: ANN401 - a frame of any engine
    ranked = entries.with_columns(rank=_rank_of_status())
    done = ranked.with_columns(status=_named("rank", _STATUSES))
    done = done.sort(*ratings.by, "place", nulls_last=True)
    return ratings.result(
        done.rename({"asked": "level"}),
        [
            *ratings.by,
            "competency",
            "status",
            "level",
            "needed",
            "holders",
            "unknown",
            "not_relevant",
            "people",
        ],
    )


_COUNTED = {"competencies": "one", "covered": "lower", "covered_upper": "upper"}


def _flagged(entries: Frame) -> Frame:
    """With what is summed over competencies: one, lower, upper, rank, spare."""
    possible = nw.col("holders") + nw.col("unknown")
    return entries.with_columns(
        one=nw.lit(1).cast(nw.Int64),
        lower=where(nw.col("holders") >= nw.col("needed"), nw.lit(1)),
        upper=where(possible >= nw.col("needed"), nw.lit(1)),
        rank=_rank_of_status(),
        spare=nw.col("holders") - nw.col("needed"),
    )


def _whole(entries: Frame, ratings: Ratings) -> Any:  # noqa: ANN401 - a frame of any engine
    keys = [*ratings.by, "people"]
    flagged = _flagged(entries)
    least = flagged.group_by(*keys).agg(
        *(nw.col(old).sum().alias(new) for new, old in _COUNTED.items()),
        nw.col("spare").min().alias("margin"),
    )
    whole = least.with_columns(
        *(nw.col(name).cast(nw.Int64) for name in _COUNTED),
    ).with_columns(
        margin=nw.when(nw.col("margin") >= 0).then(nw.col("margin")),
        complete=nw.when(nw.col("covered") == nw.col("competencies"))
        .then(nw.lit("yes"))
        .otherwise(
            nw.when(nw.col("covered_upper") == nw.col("competencies"))
            .then(nw.lit("possible"))
            .otherwise(nw.lit("no"))
        ),
    )
    return ratings.result(
        whole.sort(*keys, nulls_last=True) if ratings.by else whole,
        [*keys, "complete", "covered", "covered_upper", "competencies", "margin"],
    )


def _branches(entries: Frame, ratings: Ratings, target: Target, per: Per) -> Any:  # noqa: ANN401 - a frame of any engine
    framework = target.framework
    branches = framework.areas if per == "area" else framework.subcategories
    inside = [
        (competency.id, branch.id, number)
        for number, branch in enumerate(branches)
        for competency in branch.competencies
        if target.demand(competency) is not None
    ]
    if not inside:
        raise InvalidValueError(
            "the target demands nothing in a subcategory",
            danish="målet stiller intet krav i en underkategori",
            place="per",
            found=per,
        )
    ids, names, places = zip(*inside, strict=True)
    branch = asked(ratings, {"competency": ids, "branch": names, "branch_place": places})
    flagged = _flagged(entries).join(branch, on="competency", how="inner")
    keys = [*ratings.by, "branch", "branch_place"]
    rolled = flagged.group_by(*keys).agg(
        *(nw.col(old).sum().alias(new) for new, old in _COUNTED.items()),
        nw.col("rank").max().alias("rank"),
    )
    rolled = rolled.with_columns(
        *(nw.col(name).cast(nw.Int64) for name in _COUNTED), status=_named("rank", _STATUSES)
    ).sort(*ratings.by, "branch_place", nulls_last=True)
    return ratings.result(
        rolled, [*ratings.by, "branch", "status", "competencies", "covered", "covered_upper"]
    )
