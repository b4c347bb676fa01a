"""Without whom there are too few, on whole frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from ._engine import matchable
from ._entries import demanded, entries, targets_of, verified
from ._ratings import By, Columns, as_names, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statskompetencer.targets import Target

    from ._engine import Frame
    from ._ratings import Ratings


def key_people(  # noqa: PLR0913 - what a frame of ratings does not say itself
    frame: Any,  # noqa: ANN401 - a frame of any engine
    target: Target | None = None,
    *,
    by: By = (),
    people: Any = None,  # noqa: ANN401 - a frame of any engine
    unit_targets: Mapping[str, Target] | None = None,
    columns: Columns | None = None,
    check: bool | None = None,
) -> Any:  # noqa: ANN401 - a frame of the same engine
    """Who holds what just as many as needed hold; see `statskompetencer.Coverage.key_people`.

    It names people: show it only to those who have to know.

    Taken for granted, and verified by `check`: one rating a person and competency within a
    group, levels of the scale, and known ids.

    Args:
        frame: Ratings in the long form, of any engine.
        target: What is demanded of each group; by default one holder of every competency
            of the bundled model.
        by: The columns that make the groups; none for all people together.
        people: One row a person (`person`, and what makes the groups): needed where the
            ratings do not have the columns of `by`.
        unit_targets: Instead of `target` the targets of single units, by unit, where `by` is
            one column.
        columns: For columns that are called otherwise what they hold.
        check: Whether the frame is checked first; by default where it is not lazy.

    Returns:
        A frame of the engine of `frame` with one row a hole that would open: the groups, the
        person, `holes` (how many would open if the person left), and the `competency`. In
        the order of the groups, and within them those with most holes first, then by id.

    Raises:
        InvalidTypeError: This is no frame, or a column is of a kind that cannot be right.
        UnknownNameError: A column is not there; or, on a frame that is checked, a target is
            for a unit in which nobody is.
        InvalidInputError: The frame was checked, and holds these errors.

    Example:
        >>> import pandas as pd
        >>> from statskompetencer import Target
        >>> ratings = pd.DataFrame(
        ...     {"person": [*"abb"], "competency": ["DS11", "DS11", "DS12"], "level": [3, 2, 2]}
        ... )
        >>> found = key_people(ratings, Target({"DS11": 1, "DS12": 1}))
        >>> found[["person", "holes", "competency"]].values.tolist()
        [['b', 1, 'DS12']]

    .. versionadded:: 0.1.0
    """
    wanted = demanded(target, unit_targets, as_names(by))
    first, *_ = targets_of(wanted)
    ratings = read(frame, first.framework, first.scale, columns, by=by, people=people)
    verified(ratings, wanted, check=check)
    needed = entries(ratings, wanted).filter(nw.col("holders") == nw.col("needed"))
    holders = _holders(ratings, needed)
    keys = ["person", *(f"_{n}" for n in range(len(ratings.by)))]
    holes = holders.group_by(*keys).agg(nw.len().alias("holes"))
    holes = holes.with_columns(nw.col("holes").cast(nw.Int64))
    done = holders.join(holes, on=keys, how="inner").with_columns(
        fewest_last=nw.lit(0) - nw.col("holes")
    )
    done = done.sort(*ratings.by, "fewest_last", "person", "place", nulls_last=True)
    return ratings.result(done, [*ratings.by, "person", "holes", "competency"])


def _holders(ratings: Ratings, needed: Frame) -> Frame:
    """Who holds what is needed: a row a person and competency."""
    keys = [*(f"_{n}" for n in range(len(ratings.by))), "competency"]
    small = matchable(needed, ratings.by).select(*keys, "place", "asked")
    rated = ratings.data.filter(ratings.rated)
    joined = matchable(rated, ratings.by).join(small, on=keys, how="inner")
    return joined.filter(nw.col("level") >= nw.col("asked"))
