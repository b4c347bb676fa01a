"""Scores within the plan of an engine: a function that it runs on pieces of the rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import numpy as np

from statskompetencer._columns import NOT_ASSESSED
from statskompetencer._extras import optional
from statskompetencer.exceptions import InvalidValueError

from ._engine import opened, queried
from ._kernel import VERDICTS, Kernel
from ._scores import as_arrow, names, scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ._engine import Frame

_NUMBERS = itertools.count()
"""Each function that is made known to a database gets a name of its own."""


def _codes(columns: Iterable[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    return np.stack([*columns], axis=1)


def in_polars(rows: Frame, kernel: Kernel, *, ordered: bool) -> Frame:
    """A step in the plan of Polars."""
    pl = nw.get_native_namespace(rows)
    kinds = {"string": pl.String, "double": pl.Float64, "bigint": pl.Int64}
    plan = rows.to_native()
    schema = {"person": plan.collect_schema()["person"], "role": pl.String}
    schema |= {name: kinds[kind] for name, kind in names(ordered=ordered).items()}
    # Nothing may be pushed through: other columns come out, and more rows.
    scored = plan.map_batches(
        partial(polars_piece, kernel, schema, ordered=ordered),
        schema=schema,
        streamable=True,
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=False,
    )
    return opened(scored)


def polars_piece(
    kernel: Kernel,
    schema: Mapping[str, Any],
    piece: Any,  # noqa: ANN401 - a frame of Polars
    *,
    ordered: bool,
) -> Any:  # noqa: ANN401 - a frame of Polars
    """The scores of the people in a piece: the person, and the code of each competency."""
    pl = optional("polars", "frames", "scoring in Polars", "vurdering i Polars")
    filled = piece.select(pl.exclude("person").fill_null(NOT_ASSESSED).cast(pl.UInt8))
    codes = _codes(column.to_numpy() for column in filled.iter_columns())
    made = scores(kernel, codes, ordered=ordered)
    people, roles = len(piece), len(kernel.ids)
    verdicts = pl.Series(VERDICTS, dtype=pl.String).gather(made.pop("qualified"))
    role = pl.Series(kernel.ids, dtype=pl.String).gather(np.tile(np.arange(roles), people))
    person = piece["person"].gather(np.repeat(np.arange(people), roles))
    columns = {"person": person, "role": role, "qualified": verdicts, **made}
    return pl.DataFrame(columns, schema=schema)


def in_duckdb(
    rows: Frame,
    kernel: Kernel,
    connection: Any,  # noqa: ANN401 - a connection of DuckDB
    *,
    ordered: bool,
) -> Frame:
    """A function of DuckDB, known to the connection under a name of its own."""
    duckdb = nw.get_native_namespace(rows)
    known = duckdb.default_connection() if connection is None else connection
    kinds = {"string": "VARCHAR", "double": "DOUBLE", "bigint": "BIGINT"}
    fields = {"role": "string", **names(ordered=ordered)}
    name = f"statskompetencer_match_{next(_NUMBERS)}"
    struct = duckdb.struct_type({key: kinds[kind] for key, kind in fields.items()})

    def piece(column: Any) -> Any:  # noqa: ANN401 - arrays of Arrow
        # No partial: DuckDB counts the parameters, and would count those of a partial too.
        return duckdb_piece(kernel, column, ordered=ordered)  # pragma: no cover - in its threads

    known.create_function(
        name,
        piece,
        [duckdb.list_type("UTINYINT")],
        duckdb.list_type(struct),
        type="arrow",
    )
    width = range(len(kernel.places))
    codes = ", ".join(f"coalesce(c{n}, {NOT_ASSESSED})::UTINYINT" for n in width)
    scored = f"SELECT person, unnest({name}([{codes}]), recursive := true)"
    try:
        return queried(rows, lambda coded: f"{scored} FROM {coded}")
    except duckdb.CatalogException:
        raise InvalidValueError(
            "the relation is of another connection than the one that can score: hand that over, "
            "as in match(relation, roles, connection=connection)",
            danish="relationen hører til en anden forbindelse end den, der kan vurdere: angiv den, "
            "som i match(relation, roles, connection=connection)",
            place="connection",
            found=connection,
        ) from None


def duckdb_piece(kernel: Kernel, column: Any, *, ordered: bool) -> Any:  # noqa: ANN401 - arrays of Arrow
    """For each list of codes the list of the scores with all roles."""
    pa = optional("pyarrow", "frames", "scoring in DuckDB", "vurdering i DuckDB")
    flat = pa.chunked_array([column]) if isinstance(column, pa.Array) else column
    width, roles = len(kernel.places), len(kernel.ids)
    codes = flat.combine_chunks().flatten().to_numpy(zero_copy_only=False).reshape(-1, width)
    made = as_arrow(pa, kernel, codes, ordered=ordered)
    fields = ["role", *names(ordered=ordered)]
    structs = pa.StructArray.from_arrays([made[name] for name in fields], fields)
    ends = np.arange(0, len(codes) * roles + 1, roles, dtype=np.int32)
    return pa.ListArray.from_arrays(pa.array(ends), structs)


def on_spark(
    rows: Frame, kernel: Kernel, *, ordered: bool
) -> Frame:  # pragma: no cover - run by `nox -s spark`
    """A function that the workers of Spark run."""
    plan = rows.to_native()
    fields = {"role": "string", **names(ordered=ordered)}
    kind = plan.schema["person"].dataType.simpleString()
    columns = [f"person {kind}", *(f"`{name}` {sql}" for name, sql in fields.items())]
    work = partial(spark_pieces, kernel, ordered=ordered)
    return opened(plan.mapInArrow(work, ", ".join(columns)))


def spark_pieces(kernel: Kernel, batches: Iterable[Any], *, ordered: bool) -> Iterator[Any]:
    """The scores of the people in each batch: the person, and the code of each competency."""
    pa = optional("pyarrow", "frames", "scoring on Spark", "vurdering i Spark")
    fields = ["role", *names(ordered=ordered)]
    for batch in batches:
        columns = [batch.column(name) for name in batch.schema.names if name != "person"]
        filled = (column.fill_null(NOT_ASSESSED) for column in columns)
        codes = _codes(column.to_numpy(zero_copy_only=False).astype(np.uint8) for column in filled)
        made = as_arrow(pa, kernel, codes, ordered=ordered)
        numbers = np.repeat(np.arange(len(codes)), len(kernel.ids))
        person = batch.column("person").take(pa.array(numbers))
        arrays = [person, *(made[name] for name in fields)]
        yield pa.RecordBatch.from_arrays(arrays, ["person", *fields])
