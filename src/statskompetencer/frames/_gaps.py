"""What people and groups lack, on whole frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from statskompetencer._binding import bound, listing
from statskompetencer.exceptions import (
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    StatskompetencerError,
    UnknownNameError,
)
from statskompetencer.roles import MOST_WEIGHT, Role, find_role, roles_called

from ._check import checked
from ._counts import asked as table_of
from ._counts import counts, flag, group_sizes, level_of, sums, where, with_everything_asked
from ._engine import aligned, different, first_rows, selected, stacked
from ._ratings import By, Columns, Ratings, alike, no_column, read

if TYPE_CHECKING:
    from ._engine import Frame

_SHOWN = 20
"""So many unknown posts are told one by one."""


def gaps(  # noqa: PLR0913 - what a frame of ratings does not say itself
    frame: Any,  # noqa: ANN401 - a frame of any engine
    asked: Role | Iterable[Role],
    *,
    posts: Any = None,  # noqa: ANN401 - a frame of any engine
    people: Any = None,  # noqa: ANN401 - a frame of any engine
    columns: Columns | None = None,
    check: bool | None = None,
) -> Any:  # noqa: ANN401 - a frame of the same engine
    """What each person lacks; see `find_gaps`.

    Taken for granted, and verified by `check`: one rating a person and competency, levels of
    the scale, and known ids.

    Args:
        frame: Ratings in the long form, of any engine.
        asked: A role that all are measured against; or several, of which for each person
            those count that `posts` says, combined.
        posts: Who holds which post: one row a person and role (`person`, and `role` by its id
            or title; on a frame that is not checked the title as it is written in the role).
        people: One row a person (`person`): those who are measured, also where there is no
            row of ratings for them.
        columns: For columns that are called otherwise what they hold.
        check: Whether the frame is checked first; by default where it is not lazy.

    Returns:
        A frame of the engine of `frame` with one row a gap, in no order: the person,
        `competency`, `asked` and `held` (levels; `held` is null where it was not assessed or
        is not relevant today), `steps_short` and `steps_short_upper` (steps), `weight`,
        `minimum_missed` and `priority`: sorted by person and by it, the gaps stand in the
        order of `find_gaps`.

    Raises:
        InvalidTypeError: This is no frame, or a column is of a kind that cannot be right.
        UnknownNameError: A column is not there; or, on a frame that is checked, somebody
            holds a post that is not among the roles.
        InvalidInputError: The frame was checked, and holds these errors.

    Example:
        >>> import pandas as pd
        >>> from statskompetencer import Role
        >>> ratings = pd.DataFrame({"person": ["bo"], "competency": ["PV11"], "level": [1]})
        >>> found = gaps(ratings, Role("r", {"PV11": 3, "DS12": 2})).sort_values("priority")
        >>> found[["competency", "steps_short", "steps_short_upper"]].values.tolist()
        [['PV11', 2, 2], ['DS12', 0, 2]]

    .. versionadded:: 0.1.0
    """
    roles = _roles(asked, posts)
    ratings = read(frame, roles[0].framework, roles[0].scale, columns, people=people)
    verified = checked(ratings, verify=check)
    wanted = _per_person(ratings, asked, roles, posts, verified=verified)
    # Joins are what costs: what nobody is asked for is left out before. No engine takes no names.
    named = sorted({r.competency for role in roles for r in role}) or [""]
    keys = ["person", "competency", "level"]
    said = ratings.data.select(*keys, *(["relevant"] if ratings.has("relevant") else []))
    held = said.filter(ratings.rated & nw.col("competency").is_in(named)).select(*keys)
    found = wanted.join(held, on=["person", "competency"], how="left")
    del wanted, said, held  # of frames that are no plans these are the largest
    level, goal = nw.col("level"), nw.col("asked")
    blank = level.is_null()
    found = found.filter(blank | (level < goal))
    found = found.with_columns(
        steps_short=where(~blank, goal - level),
        minimum_missed=(level < nw.col("minimum")).fill_null(value=False),
        unknown=flag(blank),
    )
    upper = nw.col("steps_short") + nw.col("unknown") * goal
    found = found.with_columns(steps_short_upper=upper, missed=flag(nw.col("minimum_missed")))
    most = MOST_WEIGHT * (roles[0].scale.max + 1)
    lightest_last = most - nw.col("weight") * nw.col("steps_short_upper")
    pressing = ((nw.lit(1) - nw.col("missed")) * 2 + nw.col("unknown")) * most + lightest_last
    priority = pressing * len(ratings.framework) + nw.col("place")
    found = found.with_columns(priority=priority.cast(nw.Int64)).rename({"level": "held"})
    results = ["person", "competency", "asked", "held", "steps_short", "steps_short_upper"]
    return ratings.result(found, [*results, "weight", "minimum_missed", "priority"])


def group_gaps(  # noqa: PLR0913 - what a frame of ratings does not say itself
    frame: Any,  # noqa: ANN401 - a frame of any engine
    asked: Role | Iterable[Role],
    *,
    by: By = (),
    posts: Any = None,  # noqa: ANN401 - a frame of any engine
    people: Any = None,  # noqa: ANN401 - a frame of any engine
    columns: Columns | None = None,
    check: bool | None = None,
) -> Any:  # noqa: ANN401 - a frame of the same engine
    """What each group lacks, without naming anybody; see `find_group_gaps`.

    Taken for granted, and verified by `check`: one rating a person and competency within a
    group, levels of the scale, and known ids.

    Args:
        frame: Ratings in the long form, of any engine.
        asked: A role that all are measured against; or several, of which for each person
            those count that `posts` says, combined.
        by: The columns that make the groups; none for all people together.
        posts: Who holds which post: one row a person and role (`person`, and `role` by its id
            or title; on a frame that is not checked the title as it is written in the role).
        people: One row a person (`person`, and what makes the groups): those who are
            measured, also where there is no row of ratings for them.
        columns: For columns that are called otherwise what they hold.
        check: Whether the frame is checked first; by default where it is not lazy.

    Returns:
        A frame of the engine of `frame`, in the order of the groups and within them of
        `find_group_gaps`: the groups, `competency`, `people` (of whom it is asked), `short`,
        `met` and `unknown` (people), `steps_short` and `steps_short_upper` (steps in all),
        and `weighted_short` (the weights summed over those who fall short).

    Raises:
        InvalidTypeError: This is no frame, or a column is of a kind that cannot be right.
        UnknownNameError: A column is not there; or, on a frame that is checked, somebody
            holds a post that is not among the roles.
        InvalidInputError: The frame was checked, and holds these errors.

    Example:
        >>> import pandas as pd
        >>> from statskompetencer import Role
        >>> ratings = pd.DataFrame(
        ...     {"person": ["al", "bo"], "competency": ["PV11", "PV11"], "level": [1, 3]}
        ... )
        >>> found = group_gaps(ratings, Role("r", {"PV11": 3}))
        >>> found[["short", "met", "unknown", "steps_short"]].values.tolist()
        [[1, 1, 0, 2]]

    .. versionadded:: 0.1.0
    """
    roles = _roles(asked, posts)
    ratings = read(frame, roles[0].framework, roles[0].scale, columns, by=by, people=people)
    verified = checked(ratings, verify=check)
    if isinstance(asked, Role):
        summed = _of_one_role(ratings, asked)
    else:
        summed = _of_posts(ratings, _per_person(ratings, asked, roles, posts, verified=verified))
    upper = nw.col("steps_short") + nw.col("unknown_steps")
    done = summed.with_columns(steps_short_upper=upper, minus=nw.lit(0) - nw.col("weighted_short"))
    done = done.with_columns(less=nw.lit(0) - nw.col("unknown")).filter(nw.col("people") > 0)
    done = done.sort(*ratings.by, "minus", "less", "place", nulls_last=True)
    measures = ["short", "met", "unknown", "steps_short", "steps_short_upper", "weighted_short"]
    return ratings.result(done, [*ratings.by, "competency", "people", *measures])


def _of_one_role(ratings: Ratings, role: Role) -> Frame:
    """Sums over the counts: nobody is looked at one by one."""
    wanted = table_of(ratings, _requirements(ratings, role))
    levels = {r.competency: r.level for r in role}
    goal, level = level_of(levels), nw.col("level")
    short = ratings.rated & (level < goal)
    flags = {
        "short": flag(short),
        "met": flag(ratings.rated & (level >= goal)),
        "steps_short": where(short, goal - level),
    }
    found = counts(ratings, flags).join(wanted, on="competency", how="inner")
    keys, measures = ("place", "asked", "weight"), ("short", "met", "steps_short")
    every = group_sizes(ratings).join(wanted, how="cross")
    summed = with_everything_asked(ratings, found, every, keys, measures)
    summed = summed.with_columns(
        unknown=nw.col("people") - nw.col("short") - nw.col("met"),
        weighted_short=nw.col("weight") * nw.col("short"),
    )
    return summed.with_columns(unknown_steps=nw.col("unknown") * nw.col("asked"))


def _of_posts(ratings: Ratings, wanted: Frame) -> Frame:
    """Sums over people, of each of whom something else may be asked."""
    if ratings.by:
        members = ratings.people
        if members is None:
            members = different(ratings.who, ["person", *ratings.by])
        wanted = wanted.join(members, on="person", how="inner")
    zero = nw.lit(0).cast(nw.Int64)
    keys = ["person", *ratings.by, "competency"]
    known = ("place", "asked", "weight")
    said = ratings.data.filter(ratings.rated).with_columns(
        step=(nw.col("level") + 1).cast(nw.Int64), **dict.fromkeys(known, zero)
    )
    # Put together by a count and not by a join: to no database is nothing equal to nothing.
    both = stacked(
        wanted.with_columns(step=zero).select(*keys, *known, "step"),
        said.select(*keys, *known, "step"),
    )
    whole = both.group_by(*keys).agg(*(nw.col(name).max() for name in (*known, "step")))
    whole = whole.filter(nw.col("asked") > 0)
    step, goal = nw.col("step"), nw.col("asked")
    blank, short = step == 0, (step > 0) & (step <= goal)
    marked = whole.with_columns(
        people=nw.lit(1).cast(nw.Int64),
        short=where(short, nw.lit(1)),
        unknown=where(blank, nw.lit(1)),
        steps_short=where(short, goal + 1 - step),
        unknown_steps=where(blank, goal),
        weighted_short=where(short, nw.col("weight")),
    )
    measures = ("people", "short", "unknown", "steps_short", "unknown_steps", "weighted_short")
    summed = sums(
        marked,
        [*ratings.by, "competency", "place"],
        dict(zip(measures, measures, strict=True)),
    )
    return summed.with_columns(met=nw.col("people") - nw.col("short") - nw.col("unknown"))


def _roles(asked: Role | Iterable[Role], posts: object) -> tuple[Role, ...]:
    """What is asked, of one framework and scale.

    Raises:
        InvalidValueError: There is no role, or there are several and nobody holds any.
    """
    roles = (asked,) if isinstance(asked, Role) else listing(asked, Role)
    if not roles:
        raise InvalidValueError(
            "there is no role to measure against", danish="der er ingen rolle at måle mod"
        )
    if isinstance(asked, Role) != (posts is None):
        raise InvalidTypeError(
            "one role is asked of everybody, and several of those who hold them: give `posts` "
            "with a list of roles, and with a list only",
            danish="én rolle kræves af alle, og flere af dem, der har dem: angiv `posts` med en "
            "liste af roller, og kun med en liste",
            place="posts",
            found=posts if posts is None else type(posts),
        )
    return bound(roles, Role, roles[0].framework, roles[0].scale)


def _requirements(ratings: Ratings, *roles: Role) -> dict[str, list[Any]]:
    """The requirements of roles as columns."""
    positions = ratings.framework.positions
    rows = [
        (r.competency, positions[r.competency], r.level, r.weight, r.minimum)
        for role in roles
        for r in role
    ]
    names = ("competency", "place", "asked", "weight", "minimum")
    return {name: [row[n] for row in rows] for n, name in enumerate(names)}


def _per_person(
    ratings: Ratings,
    asked: Role | Iterable[Role],
    roles: tuple[Role, ...],
    posts: Any,  # noqa: ANN401 - a frame of any engine
    *,
    verified: bool,
) -> Frame:
    """One row for all that is asked of a person: competency, place, asked, weight, minimum."""
    everybody = ratings.who if ratings.people is None else ratings.people
    persons = different(everybody, ["person"])
    if isinstance(asked, Role):
        return persons.join(table_of(ratings, _requirements(ratings, asked)), how="cross")
    held = _posts(ratings, posts)
    spellings = _checked_posts(held, roles) if verified else _names_of(roles)
    by_id = {role.id: role for role in roles}
    named = {spelling: by_id[id_] for spelling, id_ in spellings.items()}
    requirements = _requirements(ratings, *named.values())
    requirements["role"] = [spelling for spelling, role in named.items() for _ in role]
    wanted = aligned(table_of(ratings, requirements), held, {"role": "role"})
    of_each = held.join(wanted, on="role", how="inner").join(persons, on="person", how="semi")
    return of_each.group_by("person", "competency", "place").agg(
        *(nw.col(name).max() for name in ("asked", "weight", "minimum"))
    )


def _posts(ratings: Ratings, posts: Any) -> Frame:  # noqa: ANN401 - a frame of any engine
    frame = alike(posts, ratings, "posts")
    there = frame.collect_schema().names()
    person = ratings.names["person"]
    if person not in there and "person" in there:
        person = "person"
    for name in (person, "role"):
        if name not in there:
            raise no_column(name, there, "posts")
    kept = selected(frame, {"person": person, "role": "role"})
    kept = kept.with_columns(nw.col("role").cast(nw.String))
    return aligned(kept, ratings.data, {"person": "person"}, "posts")


def _names_of(roles: tuple[Role, ...]) -> dict[str, str]:
    """For each id and title, as it is written in a role, the id of the one role it means."""
    names = [name for role in roles for name in (role.id, *map(str, role.titles))]
    found = {name: roles_called(name, roles) for name in names}
    return {name: some[0].id for name, some in found.items() if len(some) == 1}


def _checked_posts(held: Frame, roles: tuple[Role, ...]) -> dict[str, str]:
    """For each post that somebody holds, in whatever spelling, the id of its role.

    Raises:
        InvalidInputError: Holds an error for each that is not that of one role.
    """
    posts = [row["role"] for row in first_rows(different(held, ["role"]).sort("role"), None)]
    found: dict[str, str] = {}
    errors: list[StatskompetencerError] = []
    for post in posts:
        try:
            found[post] = find_role(post, roles).id
        except (UnknownNameError, InvalidTypeError) as error:
            errors.append(error.at('column "role"', 'kolonnen "role"'))
        if len(errors) == _SHOWN:
            break
    if errors:
        raise InvalidInputError.of(errors, "posts")
    return found
