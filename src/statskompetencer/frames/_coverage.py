"""Coverage of whole frames, by any groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import narwhals.stable.v2 as nw

from statskompetencer._checks import as_whole, check_whole
from statskompetencer._text import nearest, shown
from statskompetencer.exceptions import InvalidTypeError, InvalidValueError
from statskompetencer.targets import MOST_PEOPLE

from ._counts import asked, where
from ._engine import first_rows, matchable
from ._entries import demanded, entries, targets_of, verified
from ._ratings import By, Columns, Ratings, as_names, no_column, number, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from statskompetencer.targets import Target

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
    unit_targets: Mapping[str, Target] | None = None,
    columns: Columns | None = None,
    check: bool | None = None,
) -> Any:  # noqa: ANN401 - a frame of the same engine
    """Whether each group as a whole holds what a target demands; see `check_coverage`.

    Taken for granted, and verified by `check`: one rating a person and competency within a
    group, levels of the scale, and known ids.

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
            not in the data count as not assessed. A group without a number, and on a frame
            that is not checked one with too small a number, keeps to the people in the data.
        people: One row a person (`person`, and what makes the groups): those of whom it is
            said, also where there is no row of ratings for them.
        units: The groups that are reported on also where nobody is in them: names, or a
            frame with the columns of `by`.
        unit_targets: Instead of `target` the targets of single units, by unit, where `by` is
            one column: there is a verdict on these alone, each against its own.
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
        InvalidValueError: There are fewer people than the data has, as far as it was checked.
        InvalidInputError: The frame was checked, and holds these errors.

    Example:
        >>> import pandas as pd
        >>> from statskompetencer import Target
        >>> ratings = pd.DataFrame(
        ...     {"person": ["a", "b"], "competency": ["DS11", "DS11"], "level": [3, 1]}
        ... )
        >>> found = coverage(ratings, Target({"DS11": 1, "DS12": 1}))
        >>> found[["competency", "status", "holders", "unknown"]].values.tolist()
        [['DS11', 'fragile', 1, 0], ['DS12', 'possible', 0, 2]]

    .. versionadded:: 0.1.0
    """
    wanted = demanded(target, unit_targets, as_names(by))
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
    first, *_ = targets = targets_of(wanted)
    size = headcount if isinstance(headcount, str) else None
    ratings = read(
        frame,
        first.framework,
        first.scale,
        columns,
        by=by,
        people=people,
        units=units,
        size=size,
    )
    sure = verified(ratings, wanted, check=check)
    counted = _with_unseen(entries(ratings, wanted), ratings, headcount, verified=sure)
    if per == "competency":
        return _per_competency(counted, ratings)
    if per == "whole":
        return _whole(counted, ratings)
    return _branches(counted, ratings, targets, per)


def _with_unseen(
    counted: Frame, ratings: Ratings, headcount: int | str | None, *, verified: bool
) -> Frame:
    """The people who are not in the data as people not assessed."""
    if headcount is None:
        return counted
    if isinstance(headcount, str):
        sized = _with_sizes(counted, ratings, headcount)
    else:
        sized = counted.with_columns(more=_beyond(ratings, headcount))
    if verified:
        _check_sizes(sized, ratings)
    unseen = sized.with_columns(unseen=where(nw.col("more") > 0, nw.col("more")))
    return unseen.with_columns(unknown=nw.col("unknown") + nw.col("unseen"))


def _beyond(ratings: Ratings, headcount: int) -> nw.Expr:
    """How many more there are than people in the data."""
    if ratings.by:
        raise InvalidValueError(
            "one number cannot be that of each group: name a column of `units` instead",
            danish="ét tal kan ikke være hver gruppes: navngiv i stedet en kolonne i `units`",
            place="headcount",
            found=headcount,
        )
    whole = as_whole(headcount)
    check_whole(whole, 0, MOST_PEOPLE, "headcount")
    return nw.lit(whole).cast(nw.Int64) - nw.col("people")


def _with_sizes(counted: Frame, ratings: Ratings, column: str) -> Frame:
    """With `more` people in groups with a headcount; the others keep to those in the data."""
    if ratings.units is None or "size" not in ratings.units.collect_schema():
        raise no_column(column, [], "headcount")
    there = ratings.units.collect_schema()
    if not there["size"].is_numeric():
        raise InvalidTypeError(
            f"a headcount is a number, and the column “{column}” holds {there['size']}: convert it "
            "first",
            danish=f"et antal ansatte er et tal, og kolonnen “{column}” indeholder "
            f"{there['size']}: konverter den først",
            place="headcount",
            found=column,
        )
    keys = [f"_{n}" for n in range(len(ratings.by))]
    sizes = ratings.units.with_columns(size=number("size", there["size"]))
    sizes = matchable(sizes, ratings.by)
    sizes = sizes.group_by(*keys).agg(nw.col("size").max())
    joined = matchable(counted, ratings.by).join(sizes, on=keys, how="left")
    return joined.with_columns(
        more=where(~nw.col("size").is_null(), nw.col("size") - nw.col("people"))
    )


def _check_sizes(counted: Frame, ratings: Ratings) -> None:
    """Check that no group has fewer people than there are in the data.

    Raises:
        InvalidValueError: One has.
    """
    few = counted.filter(nw.col("more") < 0).select(*ratings.by, "people", "more")
    for row in first_rows(few, 1):
        size, group = int(row["people"] + row["more"]), [str(row[key]) for key in ratings.by]
        place = f"headcount of {', '.join(group)}" if group else "headcount"
        raise InvalidValueError(
            f"{size} are fewer than the {row['people']} people in the data",
            danish=f"{size} er færre end de {row['people']} personer i data",
            place=place,
            found=size,
        )


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
    for place, name in [*enumerate(names[:-1])][::-1]:
        expression = nw.when(nw.col(column) == place).then(nw.lit(name)).otherwise(expression)
    return expression


def _per_competency(counted: Frame, ratings: Ratings) -> Any:  # noqa: ANN401 - a frame of any engine
    ranked = counted.with_columns(rank=_rank_of_status())
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


def _flagged(counted: Frame) -> Frame:
    """With what is summed over competencies: one, lower, upper, rank, spare."""
    possible = nw.col("holders") + nw.col("unknown")
    return counted.with_columns(
        one=nw.lit(1).cast(nw.Int64),
        lower=where(nw.col("holders") >= nw.col("needed"), nw.lit(1)),
        upper=where(possible >= nw.col("needed"), nw.lit(1)),
        rank=_rank_of_status(),
        spare=nw.col("holders") - nw.col("needed"),
    )


def _whole(counted: Frame, ratings: Ratings) -> Any:  # noqa: ANN401 - a frame of any engine
    keys = [*ratings.by, "people"]
    flagged = _flagged(counted)
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


def _branches(counted: Frame, ratings: Ratings, targets: Sequence[Target], per: Per) -> Any:  # noqa: ANN401 - a frame of any engine
    framework = ratings.framework
    branches = framework.areas if per == "area" else framework.subcategories
    inside = [
        (competency.id, branch.id, number)
        for number, branch in enumerate(branches)
        for competency in branch.competencies
        if any(target.demand(competency) is not None for target in targets)
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
    flagged = _flagged(counted).join(branch, on="competency", how="inner")
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
