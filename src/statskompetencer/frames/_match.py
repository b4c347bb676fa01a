"""How well people meet roles, on whole frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import numpy as np

from statskompetencer._binding import bound, listing
from statskompetencer._checks import as_whole, check_whole
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer.exceptions import DuplicateRatingError, InvalidValueError
from statskompetencer.roles import Role

from ._check import checked
from ._engine import DUCKDB, PANDAS, POLARS, PYARROW, arrow_text, engine_of, opened
from ._kernel import VERDICTS, Kernel
from ._packing import factorized, packed, wide
from ._plans import in_duckdb, in_polars, on_spark
from ._ratings import Columns, Ratings, read
from ._scores import RESULTS, scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ._engine import Frame


def match(  # noqa: PLR0913 - what a frame of ratings does not say itself
    frame: Any,  # noqa: ANN401 - a frame of any engine
    roles: Role | Iterable[Role],
    *,
    people: Any = None,  # noqa: ANN401 - a frame of any engine
    columns: Columns | None = None,
    check: bool | None = None,
    connection: Any = None,  # noqa: ANN401 - a connection of DuckDB
) -> Any:  # noqa: ANN401 - a frame of the same engine
    """How well each person meets each role; see `statskompetencer.match`.

    People and roles are not joined: the ratings are packed, a byte each, and scored in
    blocks. Spark does so on its workers (which need this library, numpy and PyArrow), DuckDB
    in a function that is made known to its connection, Polars within the plan.

    Taken for granted, and verified by `check`: one rating a person and competency, levels of
    the scale, and known ids.

    Args:
        frame: Ratings in the long form, of any engine.
        roles: What is asked for: one role or several, with different ids.
        people: One row a person (`person`): those who are scored, also where there is no
            row of ratings for them.
        columns: For columns that are called otherwise what they hold.
        check: Whether the frame is checked first; by default where it is not lazy.
        connection: The connection of a relation of DuckDB, where it is not the default one.

    Returns:
        A frame of the engine of `frame` with one row a person and role, in no order: the
        person, `role`, `qualified` ("yes", "possible", "no"), `score` and `score_upper`
        (shares from 0 to 1), `steps_met`, `steps_met_upper` and `steps_asked` (weighted
        steps), and `met`, `short` and `unknown` (numbers of requirements).

    Raises:
        InvalidTypeError: This is no frame, or a column is of a kind that cannot be right.
        UnknownNameError: A column is not there.
        InvalidValueError: There is no role; or the connection is not that of the relation.
        InvalidInputError: The frame was checked, and holds these errors.

    Example:
        >>> import pandas as pd
        >>> from statskompetencer import Role
        >>> ratings = pd.DataFrame({"person": ["bo"], "competency": ["PV11"], "level": [1]})
        >>> found = match(ratings, Role("r", {"PV11": 3, "DS12": 1}))
        >>> found[["steps_met", "steps_met_upper", "steps_asked", "unknown"]].values.tolist()
        [[1, 2, 4, 1]]

    .. versionadded:: 0.1.0
    """
    asked = _roles(roles)
    ratings = read(frame, asked[0].framework, asked[0].scale, columns, people=people)
    checked(ratings, verify=check)
    scored = _scored(ratings, asked, connection)
    return ratings.result(scored, ["person", "role", *RESULTS])


def rank(  # noqa: PLR0913 - what a frame of ratings does not say itself
    frame: Any,  # noqa: ANN401 - a frame of any engine
    roles: Role | Iterable[Role],
    *,
    top: int | None = None,
    people: Any = None,  # noqa: ANN401 - a frame of any engine
    columns: Columns | None = None,
    check: bool | None = None,
    connection: Any = None,  # noqa: ANN401 - a connection of DuckDB
) -> Any:  # noqa: ANN401 - a frame of the same engine
    """Who meets each role best; see `statskompetencer.rank`.

    A ranking is a place to start a talk from, never a decision about a person.

    Args:
        frame: Ratings in the long form, of any engine.
        roles: What is asked for: one role or several, with different ids.
        top: All who share this place or a better one; None for everybody.
        people: One row a person (`person`): those who are ranked, also where there is no
            row of ratings for them.
        columns: For columns that are called otherwise what they hold.
        check: Whether the frame is checked first; by default where it is not lazy.
        connection: The connection of a relation of DuckDB, where it is not the default one.

    Returns:
        A frame of the engine of `frame`: the `place` (from 1; equal matches share one) and
        the columns of `match`, in the order of the roles, the places and the ids.

    Raises:
        InvalidTypeError: This is no frame, or a column is of a kind that cannot be right.
        UnknownNameError: A column is not there.
        InvalidValueError: There is no role, or `top` is not a whole number from 1.
        InvalidInputError: The frame was checked, and holds these errors.

    Example:
        >>> import pandas as pd
        >>> from statskompetencer import Role
        >>> ratings = pd.DataFrame(
        ...     {"person": ["bo", "al"], "competency": ["PV11", "PV11"], "level": [2, 3]}
        ... )
        >>> rank(ratings, Role("r", {"PV11": 3}))[["place", "person"]].values.tolist()
        [[1, 'al'], [2, 'bo']]

    .. versionadded:: 0.1.0
    """
    asked = _roles(roles)
    most = as_whole(top)
    if most is not None:
        check_whole(most, 1, None, "top")
    ratings = read(frame, asked[0].framework, asked[0].scale, columns, people=people)
    checked(ratings, verify=check)
    scored = _scored(ratings, asked, connection, ordered=True)
    placed = scored if _is_there(ratings) else _placed(scored)
    if most is not None:
        placed = placed.filter(nw.col("place") <= most)
    placed = placed.sort("role_number", "place", "person")
    return ratings.result(placed, ["place", "person", "role", *RESULTS])


def _placed(scored: Frame) -> Frame:
    """With the place of each match: one more than there are better ones for the role.

    There are few different matches with a role, however many people there are: places are
    counted on these, so that no engine has to put everybody in a row.
    """
    keys = ["role_number", "first", "second"]
    tied = scored.group_by(*keys).agg(nw.len().alias("tied"))
    tied = tied.with_columns(nw.col("tied").cast(nw.Int64))
    before = nw.col("tied").cum_sum().over("role_number", order_by=["first", "second"])
    places = tied.with_columns(place=(before - nw.col("tied") + 1).cast(nw.Int64))
    return scored.join(places.select(*keys, "place"), on=keys, how="inner")


def _roles(roles: Role | Iterable[Role]) -> tuple[Role, ...]:
    """What is asked for, of one framework and scale, each id once."""
    asked = (roles,) if isinstance(roles, Role) else listing(roles, Role)
    if not asked:
        raise InvalidValueError(
            "there is no role to measure against", danish="der er ingen rolle at måle mod"
        )
    ids = [role.id for role in asked]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise DuplicateRatingError(
                f"role “{id_}” is there twice",
                danish=f"rollen “{id_}” er der to gange",
                place="roles",
                found=id_,
            )
    return bound(asked, Role, asked[0].framework, asked[0].scale)


def _scored(
    ratings: Ratings,
    roles: tuple[Role, ...],
    connection: Any,  # noqa: ANN401 - a connection of DuckDB
    *,
    ordered: bool = False,
) -> Frame:
    """The person, role and measures, and if wanted what a ranking orders by."""
    kernel = Kernel(roles, ratings.framework)
    if _is_there(ratings):
        return _at_once(ratings, kernel, ordered=ordered)
    rows = wide(ratings, ["person"], kernel.places, NOT_RELEVANT)
    if ratings.people is not None:
        rows = ratings.people.select("person").join(rows, on="person", how="left")
    if engine_of(rows) is POLARS:
        return in_polars(rows, kernel, ordered=ordered)
    if engine_of(rows) is DUCKDB:
        return in_duckdb(rows, kernel, connection, ordered=ordered)
    return on_spark(rows, kernel, ordered=ordered)  # pragma: no cover - by `nox -s spark`


def _is_there(ratings: Ratings) -> bool:
    """Whether the engine has no plans, so that all people are scored at once."""
    return engine_of(ratings.data) in (PANDAS, PYARROW)


# --- frames that are there ---


def _at_once(ratings: Ratings, kernel: Kernel, *, ordered: bool) -> Frame:
    """On pandas and PyArrow: all people at once."""
    first, codes = packed(ratings, ["person"], kernel.places)
    data: Any = ratings.data
    persons = data["person"][first]
    if ratings.people is not None:
        persons, codes = _listed(ratings, persons, codes)
    made = scores(kernel, codes, ordered=ordered)
    people, roles = len(codes), len(kernel.ids)
    if ordered:
        made["place"] = _places(made["first"], made["second"], roles)
    person = persons[np.repeat(np.arange(people), roles)]
    texts = {
        "role": np.tile(np.arange(roles), people),
        "qualified": made.pop("qualified"),
    }
    named = {"role": kernel.ids, "qualified": VERDICTS}
    if engine_of(data) is PYARROW:
        pa = nw.get_native_namespace(data)
        arrays = {"person": person.to_native()}
        for name, numbers in texts.items():
            arrays[name] = pa.array([*named[name]]).take(pa.array(numbers))
        arrays |= {name: pa.array(values) for name, values in made.items()}
        return opened(pa.table(arrays))
    pandas = nw.get_native_namespace(data)
    native = person.to_native().reset_index(drop=True)
    frame = pandas.DataFrame({"person": native})
    arrow = type(native.dtype).__name__ == "ArrowDtype"
    for name, numbers in texts.items():
        values = pandas.Series([*named[name]], dtype=arrow_text(pandas) if arrow else "str")
        frame[name] = values.take(numbers).reset_index(drop=True)
    for name, values in made.items():
        kind = {"i": "int64[pyarrow]", "f": "double[pyarrow]"}[values.dtype.kind]
        frame[name] = pandas.Series(values, dtype=kind if arrow else None)
    return opened(frame)


def _places(first: NDArray[np.int64], second: NDArray[np.int64], roles: int) -> NDArray[np.int64]:
    """The place of each match among those with its role, from what a ranking orders by."""
    first, second = first.reshape(-1, roles), second.reshape(-1, roles)
    places = np.empty(first.shape, dtype=np.int64)
    for role in range(roles):
        order = np.lexsort((second[:, role], first[:, role]))
        a, b = first[order, role], second[order, role]
        new = np.ones(len(order), dtype=bool)
        new[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
        starts = np.where(new, np.arange(1, len(order) + 1), 0)
        places[order, role] = np.maximum.accumulate(starts)
    return places.reshape(-1)


def _listed(
    ratings: Ratings,
    persons: Any,  # noqa: ANN401 - a series of narwhals
    codes: NDArray[np.uint8],
) -> tuple[Any, NDArray[np.uint8]]:
    """The people on the list in its order, with what was said of them."""
    people: Any = ratings.people
    listed = people["person"]
    both, _ = factorized(nw.concat([listed.to_frame(), persons.to_frame()])["person"])
    of = np.full(int(both.max(initial=-1)) + 1, len(codes))
    of[both[len(listed) :]] = np.arange(len(codes))
    nobody = np.full((1, codes.shape[1]), NOT_ASSESSED, dtype=np.uint8)
    return listed, np.concatenate([codes, nobody])[of[both[: len(listed)]]]
