"""The engines behind the frames: what goes in, what comes out, and small tables made there."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import narwhals.stable.v2 as nw
from narwhals.exceptions import DuplicateError

from statskompetencer._extras import optional
from statskompetencer._text import shown
from statskompetencer.exceptions import InvalidTypeError, InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Frame: TypeAlias = "nw.LazyFrame[Any]"
"""A frame as narwhals sees it; also one that is no plan: only what both can is asked of it."""

ENGINES = ("pandas", "Polars", "PyArrow", "DuckDB", "Spark")
"""Those that the tests run on."""

PANDAS = nw.Implementation.PANDAS
POLARS = nw.Implementation.POLARS
PYARROW = nw.Implementation.PYARROW
DUCKDB = nw.Implementation.DUCKDB
SPARK = (nw.Implementation.PYSPARK, nw.Implementation.PYSPARK_CONNECT)
_KNOWN = (PANDAS, POLARS, PYARROW, DUCKDB, *SPARK)


def engine_of(frame: Any) -> nw.Implementation:  # noqa: ANN401 - a frame or series of narwhals
    """The engine of a frame; narwhals' own hint for plans is that of Polars."""
    engine: nw.Implementation = frame.implementation
    return engine


def is_any(kind: object, *kinds: object) -> bool:
    """Whether a type of narwhals is one of these, whatever its parameters."""
    return any(kind == one for one in kinds)


def opened(frame: object, what: str = "frame") -> Frame:
    """A frame of the user's as narwhals sees it.

    Args:
        frame: A native frame, or one of narwhals.
        what: The argument, for errors.

    Raises:
        InvalidTypeError: It is no frame, or one of an engine that is not tested, or has a
            column of which the engine can do nothing.
        InvalidValueError: Two of its columns have the same name.
    """
    native = nw.to_native(cast("Any", frame), pass_through=True)
    try:
        seen = nw.from_native(native, pass_through=False)
    except DuplicateError:
        raise _doubled(getattr(native, "column_names", None) or native.columns, what) from None
    except TypeError:
        raise InvalidTypeError(
            f"{shown(type(frame))} is not a data frame",
            danish=f"{shown(type(frame))} er ikke en tabel",
            place=what,
            found=type(frame),
            allowed=ENGINES,
        ) from None
    if engine_of(seen) not in _KNOWN:
        name = str(engine_of(seen)).lower()
        raise InvalidTypeError(
            f"frames of {name} are not supported, as their results were not tested: hand over a "
            "frame of one of these, or let Spark do what is too much for one machine",
            danish=f"tabeller fra {name} understøttes ikke, da resultaterne ikke er afprøvet: "
            "brug en tabel fra en af disse, eller lad Spark klare det, en maskine ikke kan",
            place=what,
            found=name,
            allowed=ENGINES,
        )
    names = seen.collect_schema().names()
    if len({*names}) < len(names):  # pragma: no cover - of all engines only Spark allows it
        raise _doubled(names, what)
    return _searchable(cast("Frame", seen), what)


def _searchable(frame: Frame, what: str) -> Frame:
    """With plain texts where there are views on them, which PyArrow cannot search.

    Raises:
        InvalidTypeError: They are below pandas, which cannot convert them either.
    """
    if engine_of(frame) is PANDAS:
        for name, kind in frame.to_native().dtypes.items():
            if str(kind).startswith("string_view"):
                raise InvalidTypeError(
                    f"pandas can do nothing with {kind}, which the column “{name}” holds: make "
                    "it text in Arrow first",
                    danish=f"pandas kan ikke bruge {kind}, som kolonnen “{name}” indeholder: "
                    "lav den om til tekst i Arrow først",
                    place=what,
                    found=str(kind),
                )
    if engine_of(frame) is not PYARROW:
        return frame
    made = frame.to_native()
    views = [field.name for field in made.schema if str(field.type) == "string_view"]
    for name in views:
        place, text = made.column_names.index(name), made[name].cast("string")
        made = made.set_column(place, name, text)
    return opened(made) if views else frame


def _doubled(names: Iterable[object], what: str) -> InvalidValueError:
    """The error for two columns of one name."""
    some = [*names]
    name = next(name for name in some if some.count(name) > 1)
    return InvalidValueError(
        f"several columns are called “{name}”: rename all but one",
        danish=f"flere kolonner hedder “{name}”: omdøb alle undtagen en",
        place=what,
        found=name,
    )


def is_lazy(frame: Frame) -> bool:
    """Whether nothing has been worked out yet."""
    return isinstance(frame, nw.LazyFrame)


def planned(frame: Frame) -> Frame:
    """The frame, of Polars as a plan: it runs a plan several times as fast as single steps."""
    return frame.lazy() if engine_of(frame) is POLARS else frame


def native(frame: Frame, *, eager: bool, like: Frame | None = None) -> Any:  # noqa: ANN401 - a frame of any engine
    """The frame as its engine has it; of pandas with a new index.

    Args:
        frame: The frame.
        eager: Whether a plan of Polars is to be run.
        like: For pandas a frame with types of the kind (numpy, nullable, Arrow) that the
            new columns get.
    """
    if eager and engine_of(frame) is POLARS:
        return _run(frame).to_native()
    if engine_of(frame) is PANDAS:
        made = nw.maybe_reset_index(cast("nw.DataFrame[Any]", frame)).to_native()
        return made if like is None else _of_flavour(made, like.to_native())
    return frame.to_native()


def stacked(*frames: Frame) -> Frame:
    """The rows of several frames of one engine and schema."""
    return nw.concat(frames, how="vertical")


def collected(frame: Frame) -> nw.DataFrame[Any]:
    """The frame once it is worked out."""
    return _run(frame) if is_lazy(frame) else cast("nw.DataFrame[Any]", frame)


def _run(frame: Frame) -> nw.DataFrame[Any]:
    if engine_of(frame) is POLARS:
        pl = nw.get_native_namespace(frame)
        # What two branches share is only the renamed columns: to keep it costs more than it saves.
        flags = pl.QueryOptFlags(comm_subplan_elim=False)
        plan = frame.to_native()
        made = plan.collect(engine="streaming", optimizations=flags)
        return nw.from_native(made, eager_only=True)
    return frame.collect()


def selected(frame: Frame, columns: Mapping[str, str]) -> Frame:
    """Some columns of the user's, each under a name of ours.

    Here and nowhere else names that others chose get to an engine: narwhals hands them over
    as they are, and a dot or a quotation mark means something to Spark and to DuckDB 1.

    Args:
        frame: The user's frame.
        columns: For each new name the old one.
    """
    if engine_of(frame) is DUCKDB:
        named = (f"{_quoted(old)} AS {_quoted(new)}" for new, old in columns.items())
        return opened(frame.to_native().project(", ".join(named)))
    if engine_of(frame) in SPARK:  # pragma: no cover - run by `nox -s spark`
        ticked = (f"{_ticked(old)} AS {_ticked(new)}" for new, old in columns.items())
        return opened(frame.to_native().selectExpr(*ticked))
    return frame.select(nw.col(old).alias(new) for new, old in columns.items())


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def _ticked(name: str) -> str:  # pragma: no cover - run by `nox -s spark`
    return "`{}`".format(name.replace("`", "``"))


def _spark_text(text: str) -> str:  # pragma: no cover - run by `nox -s spark`
    return "'{}'".format(text.replace("\\", "\\\\").replace("'", "\\'"))


def unpivoted(frame: Frame, others: Sequence[str], levels: Sequence[str]) -> Frame:
    """One row for each of some columns: the others, `competency` (the column) and `level`."""
    if engine_of(frame) in SPARK:  # pragma: no cover - run by `nox -s spark`
        pairs = ", ".join(f"{_spark_text(name)}, {_ticked(name)}" for name in levels)
        stack = f"stack({len(levels)}, {pairs}) AS (competency, level)"
        return opened(frame.to_native().selectExpr(*map(_ticked, others), stack))
    if engine_of(frame) is not DUCKDB:
        return frame.unpivot(
            on=[*levels], index=[*others], variable_name="competency", value_name="level"
        )
    # narwhals would look for the relation on the default connection.
    quoted = ", ".join(map(_quoted, levels))
    columns = f"(level FOR competency IN ({quoted}))"
    return queried(frame, lambda rows: f"FROM {rows} UNPIVOT INCLUDE NULLS {columns}")


_NAMES = itertools.count()


def queried(frame: Frame, sql: Callable[[str], str]) -> Frame:
    """A query of DuckDB over a relation.

    Args:
        frame: The relation.
        sql: Takes the name under which the query finds it. Each has one of its own: in a plan
            of DuckDB 1 that has a name twice, it means itself.
    """
    name = f"_statskompetencer_{next(_NAMES)}"
    return opened(frame.to_native().query(name, sql(name)))


def different(frame: Frame, columns: Sequence[str]) -> Frame:
    """The different rows of some columns.

    On databases and PyArrow narwhals' `unique` numbers all rows, which takes several times as
    long as a grouping.
    """
    if engine_of(frame) in (PANDAS, POLARS):
        return frame.select(*columns).unique()
    return frame.group_by(*columns).agg(nw.len().alias("_rows")).select(*columns)


def matchable(frame: Frame, keys: Sequence[str]) -> Frame:
    """With texts of the keys (_0, _1 …) that can be joined on where there is nothing, too."""
    return frame.with_columns(
        nw.concat_str(nw.lit("+"), nw.col(key).cast(nw.String)).fill_null("-").alias(f"_{n}")
        for n, key in enumerate(keys)
    )


def first_rows(frame: Frame, most: int | None) -> list[dict[str, Any]]:
    """The first rows (or all) as plain dicts, with None for what is not there."""
    some = frame if most is None else frame.head(most)
    return [
        {name: _plain(value) for name, value in row.items()}
        for row in collected(some).rows(named=True)
    ]


def _plain(value: Any) -> Any:  # noqa: ANN401 - any cell
    if type(value).__name__ in ("NAType", "NaTType"):  # of pandas; the first has no truth
        return None
    if value != value:  # noqa: PLR0124 - not a number is the one unlike itself
        return None
    return value.item() if type(value).__module__ == "numpy" else value


def table(like: Frame, columns: Mapping[str, Sequence[object]], kinds: Mapping[str, Any]) -> Frame:
    """A small table made on the engine of another frame, as lazy or eager as that.

    Args:
        like: The frame whose engine is meant.
        columns: The values by column: whole numbers and texts.
        kinds: The narwhals type of each column.
    """
    if engine_of(like) is DUCKDB:
        return _duckdb_table(like, columns, kinds)
    if engine_of(like) in SPARK:  # pragma: no cover - run by `nox -s spark`
        session = like.to_native().sparkSession
        schema = ", ".join(f"`{name}` {_sql_type(kinds[name], _SPARK)}" for name in columns)
        rows = [*zip(*columns.values(), strict=True)]
        return opened(session.createDataFrame(rows, schema))
    made = nw.from_dict(
        {name: [*values] for name, values in columns.items()},
        schema=dict(kinds),
        backend=cast("Any", engine_of(like)),
    )
    if engine_of(like) is PANDAS:
        return opened(_of_flavour(made.to_native(), like.to_native()))
    return planned(cast("Frame", made))


def is_blank(frame: Frame, column: str) -> bool:
    """Whether a column has no value, as far as that is known without running a plan."""
    if not is_lazy(frame):
        return bool(cast("nw.DataFrame[Any]", frame)[column].is_null().all())
    if engine_of(frame) is POLARS:
        return str(frame.to_native().collect_schema()[column]) == "Null"
    if engine_of(frame) is DUCKDB:
        relation = frame.to_native()
        return str(relation.types[relation.columns.index(column)]) in ("NULL", '"NULL"')
    kind = frame.to_native().schema[column].dataType  # pragma: no cover - by `nox -s spark`
    return bool(kind.typeName() == "void")  # pragma: no cover - likewise


def aligned(frame: Frame, like: Frame, names: Mapping[str, str], what: str = "frame") -> Frame:
    """The frame with columns of the very types that another frame of the engine has.

    Args:
        frame: The frame.
        like: The other one.
        names: For each column of `frame` that of `like` whose type it gets.
        what: The argument, for errors.

    Raises:
        InvalidTypeError: The one holds texts and the other numbers, or the like.
    """
    mine, others = frame.collect_schema(), like.collect_schema()
    for a, b in names.items():
        if _sort_of(mine[a]) != _sort_of(others[b]):
            raise InvalidTypeError(
                f"a column holds {mine[a]} here and {others[b]} in the ratings: convert one",
                danish=f"en kolonne indeholder {mine[a]} her og {others[b]} i vurderingerne: "
                "konverter den ene",
                place=what,
                found=str(mine[a]),
            )
    if engine_of(frame) is PANDAS:
        theirs = like.to_native().dtypes
        return opened(frame.to_native().astype({a: theirs[b] for a, b in names.items()}))
    if engine_of(frame) is PYARROW:
        made, theirs = frame.to_native(), like.to_native().schema
        for a, b in names.items():
            cast_to = made[a].cast(theirs.field(b).type)
            made = made.set_column(made.schema.get_field_index(a), a, cast_to)
        return opened(made)
    return frame.with_columns(
        nw.col(a).cast(others[b]) for a, b in names.items() if mine[a] != others[b]
    )


def _sort_of(kind: Any) -> str:  # noqa: ANN401 - a type of narwhals
    """What values are compared as."""
    if is_any(kind, nw.String, nw.Categorical, nw.Enum):
        return "text"
    return "whole" if kind.is_integer() else str(kind)


_DUCKDB = {"Int64": "BIGINT", "String": "VARCHAR", "Boolean": "BOOLEAN", "Date": "DATE"}
_SPARK = {"Int64": "bigint", "String": "string", "Boolean": "boolean", "Date": "date"}


def _sql_type(kind: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 - a type of narwhals
    return names[kind.__name__]


def _duckdb_table(
    like: Frame, columns: Mapping[str, Sequence[object]], kinds: Mapping[str, Any]
) -> Frame:
    def literal(value: object) -> str:
        if isinstance(value, int):
            return str(value)
        quoted = str(value).replace("'", "''")
        return f"'{quoted}'"

    names = ", ".join(f'"{name}"' for name in columns)
    rows = [*zip(*columns.values(), strict=True)]
    values = ", ".join(f"({', '.join(map(literal, row))})" for row in rows)
    empty = f"({', '.join('NULL' for _ in columns)})"
    types = ", ".join(
        f'"{name}"::{_sql_type(kinds[name], _DUCKDB)} AS "{name}"' for name in columns
    )
    some = "" if rows else " WHERE false"
    sql = f"SELECT {types} FROM (VALUES {values or empty}) AS t({names}){some}"  # noqa: S608 - quoted above
    return queried(like, lambda _rows: sql)


def arrow_text(pandas: Any) -> Any:  # noqa: ANN401 - the module; a type of pandas
    """The type of texts in a frame of pandas on Arrow."""
    return pandas.ArrowDtype(optional("pyarrow", "frames", "Arrow types in pandas").string())


def _of_flavour(made: Any, like: Any) -> Any:  # noqa: ANN401 - frames of pandas
    """A frame of pandas with types of the kind that another has: numpy, nullable or Arrow."""
    theirs = {type(kind).__name__ for kind in like.dtypes}
    if "ArrowDtype" in theirs:
        text = arrow_text(nw.dependencies.get_pandas())
        kinds = {
            "i": "int64[pyarrow]", "f": "double[pyarrow]", "b": "bool[pyarrow]", "O": text
        }  # fmt: skip
    elif theirs & {"Int8Dtype", "Int16Dtype", "Int32Dtype", "Int64Dtype"}:
        kinds = {"i": "Int64", "b": "boolean"}
    else:
        return made
    mine = {name: kind for name, kind in made.dtypes.items() if name not in like.columns}
    return made.astype({name: kinds[k.kind] for name, k in mine.items() if k.kind in kinds})
