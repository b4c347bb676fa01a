"""What the layer over an engine costs: the analysis against the same written by hand in it.

Run by ``python benchmarks/bench_frames.py [PEOPLE [WORD ...]]`` (100,000 people by default, with
32 ratings each; words choose among the cases). It prints the processor time of each by hand, that
of the library, and their ratio. Not run under pytest: pytest-benchmark would repeat what takes
many seconds more often than is needed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from statskompetencer import Requirement, Role, Target, frames, load

IDS = [*load().competency_ids]
ROLE = Role("r", [Requirement(id_, 1 + n % 4, 1 + n % 3) for n, id_ in enumerate(IDS[:10])])
TARGET = Target.everything()
REPEATS = 2


def ratings(people: int) -> pa.Table:
    """So many people in 500 units, one in ten not assessed and one in fifty not relevant."""
    rng = np.random.default_rng(32)
    size = people * len(IDS)
    person = np.repeat(np.arange(people), len(IDS))
    level = rng.integers(0, 5, size)
    unit = np.repeat(rng.integers(0, 500, people), len(IDS))
    names = pa.array([f"p{n:08d}" for n in range(people)])
    units = pa.array([f"unit {n:03d}" for n in range(500)])
    blank, relevant = rng.random(size) < 0.1, rng.random(size) >= 0.02
    return pa.table(
        {
            "person": names.take(pa.array(person)),
            "unit": units.take(pa.array(unit)),
            "competency": pa.array(IDS).take(pa.array(np.tile(np.arange(len(IDS)), people))),
            "level": pa.array(level, mask=blank | ~relevant),
            "relevant": pa.array(relevant),
        }
    )


def pandas_coverage(frame: pd.DataFrame) -> pd.DataFrame:
    rated = frame["level"].notna() & frame["relevant"]
    flags = frame[["unit", "competency"]].assign(
        holders=(rated & (frame["level"] >= 2)).astype("int64"),
        rated=rated.astype("int64"),
        not_relevant=(~frame["relevant"]).astype("int64"),
    )
    counted = flags.groupby(["unit", "competency"], as_index=False).sum()
    people = frame[["unit", "person"]].drop_duplicates().groupby("unit", as_index=False).size()
    done = counted.merge(people, on="unit")
    done["unknown"] = done["size"] - done["rated"] - done["not_relevant"]
    return done.sort_values(["unit", "competency"])


def polars_coverage(frame: pl.DataFrame) -> pl.DataFrame:
    rated = pl.col("level").is_not_null() & pl.col("relevant")
    plan = frame.lazy()
    counted = plan.group_by("unit", "competency").agg(
        holders=(rated & (pl.col("level") >= 2)).sum(),
        rated=rated.sum(),
        not_relevant=(~pl.col("relevant")).sum(),
    )
    people = plan.select("unit", "person").unique().group_by("unit").len("people")
    done = counted.join(people, on="unit").with_columns(
        unknown=pl.col("people") - pl.col("rated") - pl.col("not_relevant")
    )
    return done.sort("unit", "competency").collect(engine="streaming")


def arrow_coverage(table: pa.Table) -> pa.Table:
    rated = pc.and_(pc.is_valid(table["level"]), table["relevant"])
    holds = pc.and_(rated, pc.fill_null(pc.greater_equal(table["level"], 2), fill_value=False))
    flags = pa.table(
        {
            "unit": table["unit"],
            "competency": table["competency"],
            "holders": holds.cast(pa.int64()),
            "rated": rated.cast(pa.int64()),
            "not_relevant": pc.invert(table["relevant"]).cast(pa.int64()),
        }
    )
    counted = flags.group_by(["unit", "competency"]).aggregate(
        [("holders", "sum"), ("rated", "sum"), ("not_relevant", "sum")]
    )
    pairs = table.select(["unit", "person"]).group_by(["unit", "person"]).aggregate([])
    people = pairs.group_by("unit").aggregate([([], "count_all")])
    return counted.join(people, "unit").sort_by(
        [("unit", "ascending"), ("competency", "ascending")]
    )


def duckdb_coverage(relation: duckdb.DuckDBPyRelation) -> list[Any]:
    sql = """
        SELECT unit, competency, holders, people - rated - not_relevant AS unknown, not_relevant
        FROM (
            SELECT unit, competency,
                count(*) FILTER (level >= 2 AND relevant) AS holders,
                count(*) FILTER (level IS NOT NULL AND relevant) AS rated,
                count(*) FILTER (NOT relevant) AS not_relevant
            FROM ratings GROUP BY ALL
        ) JOIN (
            SELECT unit, count(*) AS people
            FROM (SELECT DISTINCT unit, person FROM ratings) GROUP BY ALL
        ) USING (unit)
        ORDER BY unit, competency
    """
    return relation.query("ratings", sql).fetchall()


def pandas_gaps(frame: pd.DataFrame) -> pd.DataFrame:
    asked = pd.DataFrame(
        [(r.competency, r.level, r.weight) for r in ROLE], columns=["competency", "asked", "weight"]
    )
    people = frame[["person"]].drop_duplicates()
    held = frame.loc[frame["relevant"] & frame["level"].notna(), ["person", "competency", "level"]]
    done = people.merge(asked, how="cross").merge(held, how="left", on=["person", "competency"])
    done = done[done["level"].isna() | (done["level"] < done["asked"])]
    return done.assign(steps_short=(done["asked"] - done["level"]).fillna(0))


def polars_gaps(frame: pl.DataFrame) -> pl.DataFrame:
    asked = pl.LazyFrame(
        [(r.competency, r.level, r.weight) for r in ROLE],
        schema=["competency", "asked", "weight"],
        orient="row",
    )
    plan = frame.lazy()
    held = plan.filter(pl.col("relevant") & pl.col("level").is_not_null())
    done = (
        plan.select("person")
        .unique()
        .join(asked, how="cross")
        .join(held.select("person", "competency", "level"), on=["person", "competency"], how="left")
        .filter(pl.col("level").is_null() | (pl.col("level") < pl.col("asked")))
        .with_columns(steps_short=(pl.col("asked") - pl.col("level")).fill_null(0))
    )
    return done.collect(engine="streaming")


def duckdb_gaps(relation: duckdb.DuckDBPyRelation) -> Any:
    values = ", ".join(f"('{r.competency}', {r.level}, {r.weight})" for r in ROLE)
    sql = f"""
        SELECT person, competency, asked, level, coalesce(asked - level, 0) AS steps_short, weight
        FROM (SELECT DISTINCT person FROM ratings)
        CROSS JOIN (VALUES {values}) AS t(competency, asked, weight)
        LEFT JOIN (SELECT person, competency, level FROM ratings
                   WHERE relevant AND level IS NOT NULL) USING (person, competency)
        WHERE level IS NULL OR level < asked
    """  # noqa: S608 - numbers and ids of our own
    return relation.query("ratings", sql).to_arrow_table()


def seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time, over all threads; the best of a few runs."""
    best = float("inf")
    for _ in range(REPEATS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def main(people: int) -> None:
    table = ratings(people)
    frame, polars = table.to_pandas(), pl.from_arrow(table)
    connection = duckdb.connect()
    connection.register("source", table)
    connection.sql("CREATE TABLE ratings AS SELECT * FROM source")
    relation = connection.table("ratings")
    cover = {"by": "unit", "check": False}
    cases: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "coverage pandas": (
            lambda: pandas_coverage(frame),
            lambda: frames.coverage(frame, TARGET, **cover),
        ),
        "coverage polars": (
            lambda: polars_coverage(polars),
            lambda: frames.coverage(polars, TARGET, **cover),
        ),
        "coverage pyarrow": (
            lambda: arrow_coverage(table),
            lambda: frames.coverage(table, TARGET, **cover),
        ),
        "coverage duckdb": (
            lambda: duckdb_coverage(relation),
            lambda: frames.coverage(relation, TARGET, **cover).fetchall(),
        ),
        "gaps pandas": (lambda: pandas_gaps(frame), lambda: frames.gaps(frame, ROLE, check=False)),
        "gaps polars": (
            lambda: polars_gaps(polars),
            lambda: frames.gaps(polars, ROLE, check=False),
        ),
        "gaps duckdb": (
            lambda: duckdb_gaps(relation),
            lambda: frames.gaps(relation, ROLE, check=False).to_arrow_table(),
        ),
    }
    print(f"{people} people, {len(table)} ratings")  # noqa: T201 - what a benchmark is for
    print(f"{'':<20}{'by hand':>10}{'frames':>10}{'ratio':>8}")  # noqa: T201
    wanted = sys.argv[2:]
    for name, (by_hand, ours) in cases.items():
        if wanted and not any(word in name for word in wanted):
            continue
        hand, own = seconds(by_hand), seconds(ours)
        print(f"{name:<20}{hand:>9.2f}s{own:>9.2f}s{own / hand:>8.2f}", flush=True)  # noqa: T201
    for name, checked in {
        "check pandas": frame,
        "check polars": polars,
        "check pyarrow": table,
        "check duckdb": relation,
    }.items():
        if not wanted or any(word in name for word in wanted):
            print(f"{name:<20}{'':>10}{seconds(lambda: frames.check(checked)):>9.2f}s", flush=True)  # noqa: T201, B023
    for name, some, more in (
        ("match pandas", frame, {}),
        ("match polars", polars, {}),
        ("match pyarrow", table, {}),
        ("match duckdb", relation, {"connection": connection}),
    ):
        if not wanted or any(word in name for word in wanted):

            def work(some: Any = some, more: dict[str, Any] = more) -> object:
                found = frames.match(some, ROLE, check=False, **more)
                return found.to_arrow_table() if name.endswith("duckdb") else found  # noqa: B023

            print(f"{name:<20}{'':>10}{seconds(work):>9.2f}s", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
