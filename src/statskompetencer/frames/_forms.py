"""One row a rating, or one row a person: frames from one form into the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from statskompetencer._binding import default_binding
from statskompetencer._checks import as_whole
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._text import nearest, shown
from statskompetencer.exceptions import InvalidTypeError, InvalidValueError, UnknownNameError

from ._check import checked
from ._engine import (
    PANDAS,
    PYARROW,
    engine_of,
    is_blank,
    is_lazy,
    native,
    opened,
    planned,
    selected,
    unpivoted,
)
from ._packing import packed, wide
from ._ratings import By, Columns, Ratings, check_mapping, no_column, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statskompetencer.framework import Framework
    from statskompetencer.levels import Scale

    from ._engine import Frame


def to_wide(  # noqa: PLR0913 - what a frame of ratings does not say itself
    frame: Any,  # noqa: ANN401 - a frame of any engine
    framework: Framework | None = None,
    scale: Scale | None = None,
    *,
    by: By = (),
    not_relevant: int = -1,
    columns: Columns | None = None,
    check: bool | None = None,
) -> Any:  # noqa: ANN401 - a frame of the same engine
    """Ratings with one row a person and one column a competency.

    Args:
        frame: Ratings in the long form, of any engine.
        framework: What they speak of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.
        by: More columns that tell rows apart, such as the round.
        not_relevant: The number, outside of the scale, that stands for *not relevant*.
        columns: For columns that are called otherwise what they hold.
        check: Whether the frame is checked first; by default where it is not lazy.

    Returns:
        A frame of the engine of `frame`, in no order: the person, the unit if there is one,
        the columns of `by`, and a column for each competency, named by its id, with the
        level, `not_relevant`, or null for *not assessed*.

    Raises:
        InvalidValueError: `not_relevant` is a level.
        InvalidInputError: The frame was checked, and holds these errors.

    Example:
        >>> import pandas as pd
        >>> ratings = pd.DataFrame({"person": ["a"], "competency": ["DS11"], "level": [3]})
        >>> to_wide(ratings)[["person", "DS11"]].values.tolist()
        [['a', 3]]

    .. versionadded:: 0.1.0
    """
    framework, scale = default_binding(framework, scale)
    sign = _check_sign(not_relevant, scale)
    ratings = read(frame, framework, scale, columns, by=by)
    checked(ratings, verify=check)
    keys, names = _keys(ratings)
    places = range(len(framework))
    if engine_of(ratings.data) in (PANDAS, PYARROW):
        spread = _spread(ratings, keys, places, sign)
    else:
        spread = wide(ratings, keys, places, sign)
    named = [nw.col(key).alias(name) for key, name in zip(keys, names, strict=True)]
    for place, competency in enumerate(framework.competency_ids):
        if competency in names:
            raise InvalidValueError(
                f"the result would have two columns “{competency}”: rename that of the frame",
                danish=f"resultatet ville få to kolonner “{competency}”: omdøb tabellens",
                place="by",
                found=competency,
            )
        named.append(nw.col(f"c{place}").alias(competency))
    return native(spread.select(*named), eager=not ratings.is_lazy)


def _keys(ratings: Ratings) -> tuple[list[str], list[str]]:
    """What a row is about, and how the user calls it."""
    keys = ["person"]
    names = [ratings.names["person"]]
    for key in ("unit", *ratings.by):
        if ratings.has(key) and ratings.names[key] not in names:
            keys.append(key)
            names.append(ratings.names[key])
    return keys, names


def _spread(ratings: Ratings, keys: Sequence[str], places: Sequence[int], sign: int) -> Frame:
    """One row a person and one column a competency, on pandas or PyArrow."""
    first, codes = packed(ratings, keys, places)
    data: Any = ratings.data
    values = codes.astype("int16")
    values[codes == NOT_RELEVANT] = sign
    blank = codes == NOT_ASSESSED
    about = data.select(*keys)[first]
    if engine_of(data) is PYARROW:
        pa = nw.get_native_namespace(data)
        made = about.to_native()
        for place in places:
            column = pa.array(values[:, place], mask=blank[:, place])
            made = made.append_column(f"c{place}", column)
        return opened(made)
    pandas = nw.get_native_namespace(data)
    made = about.to_native().reset_index(drop=True)
    arrow = any(type(kind).__name__ == "ArrowDtype" for kind in data.to_native().dtypes)
    levels = pandas.DataFrame(values, columns=[f"c{place}" for place in places])
    if arrow:
        levels = levels.astype("int16[pyarrow]")
    levels = levels.mask(pandas.DataFrame(blank, columns=levels.columns))
    return opened(pandas.concat([made, levels], axis=1))


def to_long(
    frame: Any,  # noqa: ANN401 - a frame of any engine
    framework: Framework | None = None,
    scale: Scale | None = None,
    *,
    not_relevant: int = -1,
    columns: Mapping[str, str] | None = None,
) -> Any:  # noqa: ANN401 - a frame of the same engine
    """Ratings with one row a person and competency, from a column a competency.

    Nothing is left out: a person has a row for each of these columns, and what other columns
    say stands in each. What may be wrong in the columns `check` tells of the result.

    Args:
        frame: A frame of any engine with one row a person.
        framework: What the ratings speak of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.
        not_relevant: The number, outside of the scale, that stands for *not relevant*.
        columns: For columns that are not called by the id of their competency that id:
            ``{"Agere cybersikkert": "DS11"}``.

    Returns:
        A frame of the engine of `frame`, in no order: all other columns, `competency`,
        `level` and `relevant`.

    Raises:
        UnknownNameError: A column or a competency is not there.
        InvalidValueError: No column is that of a competency, or `not_relevant` is a level.
        InvalidTypeError: This is no frame, or a column of a competency holds no numbers.

    Example:
        >>> import pandas as pd
        >>> found = to_long(pd.DataFrame({"person": ["a"], "DS11": [3], "DS12": [-1]}))
        >>> found[["person", "competency", "relevant"]].values.tolist()
        [['a', 'DS11', True], ['a', 'DS12', False]]

    .. versionadded:: 0.1.0
    """
    framework, scale = default_binding(framework, scale)
    sign = _check_sign(not_relevant, scale)
    given = opened(frame)
    seen = planned(given)
    schema = seen.collect_schema()
    named = _competency_columns(schema.names(), framework, columns)
    others = [name for name in schema.names() if name not in named]
    for name in ("competency", "level", "relevant"):
        if name in others:
            raise InvalidValueError(
                f"the result would have two columns “{name}”: rename that of the frame",
                danish=f"resultatet ville få to kolonner “{name}”: omdøb tabellens",
                place="frame",
                found=name,
            )
    blank = [name for name in named if not schema[name].is_numeric() and is_blank(seen, name)]
    for name in named:
        if not schema[name].is_numeric() and name not in blank:
            raise InvalidTypeError(
                f"levels are numbers, and this column holds {schema[name]}: convert it first",
                danish=f"niveauer er tal, og kolonnen indeholder {schema[name]}: konverter den "
                "først",
                place=f'column "{name}"',
                place_danish=f'kolonnen "{name}"',
                found=str(schema[name]),
            )
    whole = all(schema[name].is_integer() for name in named)
    kind = nw.Int64 if whole else nw.Float64
    kept = {f"x{n}": name for n, name in enumerate(others)}
    ours = {f"c{n}": name for n, name in enumerate(named)}
    levels = [
        (nw.lit(None, dtype=kind) if name in blank else nw.col(key).cast(kind)).alias(named[name])
        for key, name in ours.items()
    ]
    spread = selected(seen, {**kept, **ours}).select(*kept, *levels)
    long = unpivoted(spread, [*kept], [*named.values()])
    is_sign = (nw.col("level") == sign).fill_null(value=False)
    done = long.with_columns(nw.col("competency").cast(nw.String), relevant=~is_sign)
    done = done.with_columns(level=nw.when(nw.col("relevant")).then(nw.col("level")))
    renamed = [nw.col(key).alias(name) for key, name in kept.items()]
    done = done.select(*renamed, "competency", "level", "relevant")
    return native(done, eager=not is_lazy(given))


def _check_sign(sign: object, scale: Scale) -> int:
    """The number that stands for not relevant, once it is sure that it is no level.

    Raises:
        InvalidValueError: It is one, or it is no whole number.
    """
    whole = as_whole(sign)
    if type(whole) is not int or 0 <= whole <= scale.max or abs(whole) > 999:  # noqa: PLR2004 - fits the columns
        raise InvalidValueError(
            f"{shown(sign)} cannot stand for “not relevant”: it is a level, or no whole number",
            danish=f"{shown(sign)} kan ikke stå for “ikke relevant”: det er et niveau eller ikke "
            "et helt tal",
            place="not_relevant",
            found=sign,
        )
    return whole


def _competency_columns(
    there: Sequence[str], framework: Framework, columns: Mapping[str, str] | None
) -> dict[str, str]:
    """For each column that holds levels the id of its competency."""
    given: Mapping[str, str] = {} if columns is None else columns
    check_mapping(given)
    ids = framework.competency_ids
    for header, id_ in given.items():
        if header not in there:
            raise no_column(header, there, "columns")
        if id_ not in ids:
            raise UnknownNameError(
                f"there is no competency {shown(id_)}",
                danish=f"der er ingen kompetence {shown(id_)}",
                place=f"columns[{shown(header)}]",
                found=id_,
                nearest=nearest(id_, ids),
            )
    named = {name: given.get(name, name) for name in there if name in given or name in ids}
    if not named:
        raise InvalidValueError(
            "no column is called by the id of a competency",
            danish="ingen kolonne er navngivet med en kompetences id",
            place="frame",
            found=there,
            nearest=tuple(id_ for name in there for id_ in nearest(name, ids, most=1))[:3],
        )
    if len({*named.values()}) < len(named):
        raise InvalidValueError(
            f"two columns are for one competency: {shown(named)}",
            danish=f"to kolonner er for samme kompetence: {shown(named)}",
            place="columns",
            found=named,
        )
    return named
