"""Profiles as frames, and frames as profiles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from statskompetencer._binding import bound, default_binding, listing
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT, is_level
from statskompetencer._extras import optional
from statskompetencer._text import nearest, shown
from statskompetencer.exceptions import InvalidValueError
from statskompetencer.profiles import Profile
from statskompetencer.profiles import Ratings as Codes

from ._check import checked
from ._engine import collected
from ._ratings import Columns, read

if TYPE_CHECKING:
    from datetime import date

    from statskompetencer.framework import Framework
    from statskompetencer.levels import Scale

_BACKENDS = ("pandas", "polars", "pyarrow", "duckdb")


def from_profiles(profiles: Iterable[Profile], backend: Any = "pandas") -> Any:  # noqa: ANN401 - a session; a frame
    """Profiles as a frame of ratings in the long form.

    Args:
        profiles: Profiles of one framework and scale.
        backend: ``"pandas"``, ``"polars"``, ``"pyarrow"``, ``"duckdb"``, or a connection of
            DuckDB or a session of Spark.

    Returns:
        A frame with `person`, `unit`, `competency`, `level`, `relevant`, `rater` and `date`:
        one row a rating; for a person without any one row that names nothing else. Posts are
        not in it.

    Raises:
        BindingError: Profiles of different frameworks or scales.
        InvalidValueError: There is no such backend.
        MissingExtraError: It is not installed.

    Example:
        >>> from statskompetencer import Profile
        >>> found = from_profiles([Profile("M1", {"DS11": 3}, unit="Jura")])
        >>> found[["person", "unit", "competency"]].values.tolist()
        [['M1', 'Jura', 'DS11']]

    .. versionadded:: 0.1.0
    """
    given = listing(profiles, Profile)
    if given:
        bound(given, Profile, given[0].framework, given[0].scale)
    columns = _as_columns(given)
    if hasattr(backend, "createDataFrame"):
        rows = [*zip(*columns.values(), strict=True)]
        return backend.createDataFrame(rows, _SPARK_SCHEMA)
    if isinstance(backend, str) and backend not in _BACKENDS:
        raise InvalidValueError(
            f"{shown(backend)} is not an engine that a frame can be made for",
            danish=f"{shown(backend)} er ikke en motor, der kan laves en tabel til",
            place="backend",
            found=backend,
            allowed=_BACKENDS,
            nearest=nearest(backend, _BACKENDS),
        )
    if backend == "pandas":
        return _as_pandas(columns)
    if backend == "polars":
        optional("polars", "frames", "a frame of Polars", "en tabel i Polars")
        return nw.from_dict(columns, schema=_schema(), backend="polars").to_native()
    pa = optional("pyarrow", "frames", "a frame of Arrow", "en tabel i Arrow")
    kinds = [
        pa.string(),
        pa.string(),
        pa.string(),
        pa.int64(),
        pa.bool_(),
        pa.string(),
        pa.date32(),
    ]
    made = pa.table(columns, schema=pa.schema([*zip(columns, kinds, strict=True)]))
    if backend == "pyarrow":
        return made
    duckdb = optional("duckdb", "frames", "a relation of DuckDB", "en relation i DuckDB")
    connection = duckdb.default_connection() if backend == "duckdb" else backend
    return connection.from_arrow(made)


_SPARK_SCHEMA = (
    "person string, unit string, competency string, level bigint, relevant boolean, "
    "rater string, date date"
)


def _schema() -> dict[str, Any]:
    text = dict.fromkeys(("person", "unit", "competency"), nw.String)
    return {**text, "level": nw.Int64, "relevant": nw.Boolean, "rater": nw.String, "date": nw.Date}


def _as_columns(profiles: Iterable[Profile]) -> dict[str, list[Any]]:
    names = ("person", "unit", "competency", "level", "relevant", "rater", "date")
    rows: list[tuple[Any, ...]] = []
    for profile in profiles:
        rater, day = profile.rater and profile.rater.value, profile.assessed_on
        said = [
            (profile.id, profile.unit, id_, code if is_level(code) else None, is_level(code))
            for id_, code in zip(
                profile.framework.competency_ids, profile.ratings.codes, strict=True
            )
            if code != NOT_ASSESSED
        ]
        nothing = [(profile.id, profile.unit, None, None, True)]
        rows += [(*row, rater, day) for row in said or nothing]
    return {name: [row[n] for row in rows] for n, name in enumerate(names)}


def _as_pandas(columns: dict[str, list[Any]]) -> Any:  # noqa: ANN401 - a frame of pandas
    pandas = optional("pandas", "frames", "a frame of pandas", "en tabel i pandas")
    texts = ("person", "unit", "competency", "rater")
    series = {
        name: pandas.Series(values, dtype="str")
        for name, values in columns.items()
        if name in texts
    }
    series["level"] = pandas.Series(columns["level"], dtype="float64")
    series["relevant"] = pandas.Series(columns["relevant"], dtype="bool")
    series["date"] = pandas.to_datetime(pandas.Series(columns["date"], dtype="object"))
    return pandas.DataFrame({name: series[name] for name in columns})


def to_profiles(  # noqa: PLR0913 - what a frame of ratings does not say itself
    frame: Any,  # noqa: ANN401 - a frame of any engine
    framework: Framework | None = None,
    scale: Scale | None = None,
    *,
    people: Any = None,  # noqa: ANN401 - a frame of any engine
    columns: Columns | None = None,
    check: bool = True,
) -> tuple[Profile, ...]:
    """A frame of ratings as profiles, one a person; a lazy frame is worked out for it.

    It brings the data to this process. Filter a large frame first.

    Args:
        frame: Ratings in the long form, of any engine.
        framework: What they speak of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.
        people: One row a person (`person`): these get a profile also where there is no row
            of ratings for them.
        columns: For columns that are called otherwise what they hold.
        check: Whether the frame is checked first.

    Returns:
        One profile a person, in the order of the ids. A rater and a day are kept where all
        ratings of the person have the same. Ids that are numbers become texts.

    Raises:
        InvalidInputError: The frame was checked, and holds these errors.

    Example:
        >>> import pandas as pd
        >>> ratings = pd.DataFrame({"person": ["a"], "competency": ["DS11"], "level": [3]})
        >>> to_profiles(ratings)[0]["DS11"]
        3

    .. versionadded:: 0.1.0
    """
    framework, scale = default_binding(framework, scale)
    ratings = read(frame, framework, scale, columns, people=people)
    checked(ratings, verify=check)
    here = collected(
        ratings.data.with_columns(rated=ratings.rated, not_relevant=ratings.not_relevant)
    )
    fields = ("person", "unit", "rater", "date")
    about = [_values(here, name) if ratings.has(name) else [None] * len(here) for name in fields]
    said = [_values(here, name) for name in ("competency", "level", "rated", "not_relevant")]
    found: dict[str, _Person] = {}
    if ratings.people is not None:
        for person in _values(collected(ratings.people), "person"):
            found[str(person)] = _Person(len(framework))
    for row in zip(*about, *said, strict=True):
        person, unit, rater, day, competency, level, rated, not_relevant = row
        one = found.get(str(person)) or found.setdefault(str(person), _Person(len(framework)))
        one.about.add((unit, rater, day))
        if rated:
            one.codes[framework.positions[competency]] = int(level)
        elif not_relevant:
            one.codes[framework.positions[competency]] = NOT_RELEVANT
    return tuple(_profile(person, found[person], framework, scale) for person in sorted(found))


class _Person:
    """What the rows say of one person."""

    __slots__ = ("about", "codes")

    def __init__(self, size: int) -> None:
        self.codes = bytearray([NOT_ASSESSED]) * size
        self.about: set[tuple[str | None, str | None, date | None]] = set()


def _profile(person: str, one: _Person, framework: Framework, scale: Scale) -> Profile:
    units, raters, days = ({values[n] for values in one.about} or {None} for n in range(3))
    return Profile(
        person,
        Codes(framework, bytes(one.codes)),
        framework=framework,
        scale=scale,
        unit=_only(units),
        rater=_only(raters),
        assessed_on=_only(days),
    )


def _only(values: set[Any]) -> Any:  # noqa: ANN401 - any cell
    return next(iter(values)) if len(values) == 1 else None


def _values(frame: nw.DataFrame[Any], name: str) -> list[Any]:
    """The values of a column as Python has them, with None for nothing."""
    column = frame[name]
    blank = column.is_null().to_list()
    return [None if none else value for value, none in zip(column.to_list(), blank, strict=True)]
