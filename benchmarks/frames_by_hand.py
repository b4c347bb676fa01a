"""What `statskompetencer.frames` does, written by hand in each engine's own way.

As somebody would write it who knows the engine well. A person and competency without a row count
as not assessed, as in the library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import duckdb

    import statskompetencer as s

HOLDS = 2  # the level from which somebody counts
FIELDS = ("competency", "asked", "weight", "minimum")


def asked_of(role: s.Role) -> pa.Table:
    """A row a requirement."""
    rows = [(r.competency, r.level, r.weight, r.minimum) for r in role]
    return pa.table(dict(zip(FIELDS, zip(*rows, strict=True), strict=True)))


# --- coverage of units: holders, not assessed and not relevant, by unit and competency ---


def pandas_coverage(frame: pd.DataFrame) -> pd.DataFrame:
    rated = frame["level"].notna() & frame["relevant"]
    flags = frame[["unit", "competency"]].assign(
        holders=(rated & (frame["level"] >= HOLDS)).astype("int64"),
        rated=rated.astype("int64"),
        not_relevant=(~frame["relevant"]).astype("int64"),
    )
    counted = flags.groupby(["unit", "competency"], as_index=False).sum()
    people = frame[["unit", "person"]].drop_duplicates().groupby("unit", as_index=False).size()
    done = counted.merge(people, on="unit")
    done["unknown"] = done["size"] - done["rated"] - done["not_relevant"]
    return done.sort_values(["unit", "competency"])


def polars_coverage(frame: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    rated = pl.col("level").is_not_null() & pl.col("relevant")
    plan = frame.lazy()
    counted = plan.group_by("unit", "competency").agg(
        holders=(rated & (pl.col("level") >= HOLDS)).sum().cast(pl.Int64),
        rated=rated.sum().cast(pl.Int64),
        not_relevant=(~pl.col("relevant")).sum().cast(pl.Int64),
    )
    people = plan.select("unit", "person").unique().group_by("unit").len("people")
    done = counted.join(people, on="unit").with_columns(
        unknown=pl.col("people").cast(pl.Int64) - pl.col("rated") - pl.col("not_relevant")
    )
    return done.sort("unit", "competency").collect(engine="streaming")


def pyarrow_coverage(table: pa.Table) -> pa.Table:
    rated = pc.and_(pc.is_valid(table["level"]), table["relevant"])
    holds = pc.and_(rated, pc.fill_null(pc.greater_equal(table["level"], HOLDS), fill_value=False))
    flags = pa.table(
        {
            "unit": table["unit"],
            "competency": table["competency"],
            "holders": holds.cast(pa.int64()),
            "rated": rated.cast(pa.int64()),
            "not_relevant": pc.invert(table["relevant"]).cast(pa.int64()),
        }
    )
    sums = [(name, "sum") for name in ("holders", "rated", "not_relevant")]
    counted = flags.group_by(["unit", "competency"]).aggregate(sums)
    pairs = table.select(["unit", "person"]).group_by(["unit", "person"]).aggregate([])
    people = pairs.group_by("unit").aggregate([([], "count_all")])
    done = counted.join(people, "unit").sort_by([(n, "ascending") for n in ("unit", "competency")])
    known = pc.add(done["rated_sum"], done["not_relevant_sum"])
    unknown = pc.subtract(done["count_all"], known)
    return done.rename_columns({f"{name}_sum": name for name, _ in sums}).append_column(
        "unknown", unknown
    )


def duckdb_coverage(relation: duckdb.DuckDBPyRelation) -> pa.Table:
    sql = f"""
        SELECT unit, competency, holders, people - rated - not_relevant AS unknown, not_relevant
        FROM (
            SELECT unit, competency,
                count(*) FILTER (level >= {HOLDS} AND relevant) AS holders,
                count(*) FILTER (level IS NOT NULL AND relevant) AS rated,
                count(*) FILTER (NOT relevant) AS not_relevant
            FROM ratings GROUP BY ALL
        ) JOIN (
            SELECT unit, count(*) AS people
            FROM (SELECT DISTINCT unit, person FROM ratings) GROUP BY ALL
        ) USING (unit)
        ORDER BY unit, competency
    """  # noqa: S608 - a number of our own
    return relation.query("ratings", sql).to_arrow_table()


# --- gaps: one row a person and requirement that is not met, or not known to be ---


def pandas_gaps(frame: pd.DataFrame, role: s.Role) -> pd.DataFrame:
    asked = asked_of(role).to_pandas()
    people = frame[["person"]].drop_duplicates()
    rated = frame["relevant"] & frame["level"].notna() & frame["competency"].isin(ids_of(role))
    held = frame.loc[rated, ["person", "competency", "level"]]
    done = people.merge(asked, how="cross").merge(held, how="left", on=["person", "competency"])
    done = done[done["level"].isna() | (done["level"] < done["asked"])]
    short = done["asked"] - done["level"]
    return done.assign(
        steps_short=short.fillna(0).astype("int64"),
        steps_short_upper=short.fillna(done["asked"]).astype("int64"),
        minimum_missed=done["level"] < done["minimum"],
    )


def polars_gaps(frame: pl.DataFrame, role: s.Role) -> pl.DataFrame:
    asked = pl.from_arrow(asked_of(role)).lazy()
    plan, level = frame.lazy(), pl.col("level")
    held = plan.filter(
        pl.col("relevant") & level.is_not_null(), pl.col("competency").is_in(ids_of(role))
    )
    short = pl.col("asked") - level
    return (
        plan.select("person")
        .unique()
        .join(asked, how="cross")
        .join(held.select("person", "competency", "level"), on=["person", "competency"], how="left")
        .filter(level.is_null() | (level < pl.col("asked")))
        .with_columns(
            steps_short=short.fill_null(0),
            steps_short_upper=short.fill_null(pl.col("asked")),
            minimum_missed=(level < pl.col("minimum")).fill_null(value=False),
        )
        .collect(engine="streaming")
    )


def pyarrow_gaps(table: pa.Table, role: s.Role) -> pa.Table:
    asked = asked_of(role)
    people = table.select(["person"]).group_by("person").aggregate([])["person"]
    each = np.tile(np.arange(len(asked)), len(people))
    wanted = asked.take(each).append_column(
        "person", people.take(np.repeat(np.arange(len(people)), len(asked)))
    )
    rated = pc.and_(pc.is_valid(table["level"]), table["relevant"])
    wanted_here = pc.is_in(table["competency"], asked["competency"].combine_chunks())
    held = table.select(["person", "competency", "level"]).filter(pc.and_(rated, wanted_here))
    done = wanted.join(held, ["person", "competency"])
    unmet = pc.or_kleene(pc.is_null(done["level"]), pc.less(done["level"], done["asked"]))
    done = done.filter(unmet)
    short = pc.subtract(done["asked"], done["level"])
    missed = pc.fill_null(pc.less(done["level"], done["minimum"]), fill_value=False)
    return (
        done.append_column("steps_short", pc.fill_null(short, 0))
        .append_column("steps_short_upper", pc.coalesce(short, done["asked"]))
        .append_column("minimum_missed", missed)
    )


def duckdb_gaps(relation: duckdb.DuckDBPyRelation, role: s.Role) -> pa.Table:
    sql = f"""
        SELECT person, competency, asked, level, weight,
            coalesce(asked - level, 0) AS steps_short,
            coalesce(asked - level, asked) AS steps_short_upper,
            coalesce(level < minimum, false) AS minimum_missed
        FROM (SELECT DISTINCT person FROM ratings)
        CROSS JOIN (VALUES {values(role)}) AS t({", ".join(FIELDS)})
        LEFT JOIN (
            SELECT person, competency, level FROM ratings
            WHERE relevant AND level IS NOT NULL AND competency IN {ids_of(role)}
        ) USING (person, competency)
        WHERE level IS NULL OR level < asked
    """  # noqa: S608 - numbers and ids of our own
    return relation.query("ratings", sql).to_arrow_table()


def ids_of(role: s.Role) -> tuple[str, ...]:
    return tuple(r.competency for r in role)


def values(role: s.Role) -> str:
    return ", ".join(str((*row.values(),)) for row in asked_of(role).to_pylist())


# --- matches: one row a person, with what the library says of a match ---


def pandas_match(frame: pd.DataFrame, role: s.Role) -> pd.DataFrame:
    rated = frame["relevant"] & frame["level"].notna()
    asks = ids_of(role)
    held = frame[rated & frame["competency"].isin(asks)].pivot(
        index="person", columns="competency", values="level"
    )
    people = frame["person"].unique()
    held = held.reindex(index=people, columns=asks).to_numpy()
    level, weight, minimum = (
        np.array([getattr(r, name) for r in role]) for name in ("level", "weight", "minimum")
    )
    unknown = np.isnan(held)
    steps = np.nan_to_num(np.minimum(held, level)) @ weight
    upper = steps + unknown @ (level * weight)
    met, missed = (held >= level).sum(axis=1), (held < minimum).any(axis=1)
    open_ = (unknown & (minimum > 0)).any(axis=1)
    return pd.DataFrame(
        {
            "person": people,
            "qualified": np.select([missed, open_], ["no", "possible"], "yes"),
            "score": steps / role.steps_asked,
            "score_upper": upper / role.steps_asked,
            "steps_met": steps.astype("int64"),
            "steps_met_upper": upper.astype("int64"),
            "met": met,
            "short": len(role) - met - unknown.sum(axis=1),
            "unknown": unknown.sum(axis=1),
        }
    )


def polars_match(frame: pl.DataFrame, role: s.Role) -> pl.DataFrame:
    level, asked, weight, minimum = map(pl.col, ("level", "asked", "weight", "minimum"))
    rated = level.is_not_null() & pl.col("relevant")
    needed = sum(r.minimum > 0 for r in role)
    return (
        frame.lazy()
        .join(pl.from_arrow(asked_of(role)).lazy(), on="competency", how="left")
        .group_by("person")
        .agg(
            steps_met=pl.when(rated).then(pl.min_horizontal(level, asked) * weight).sum(),
            rated_steps=pl.when(rated).then(asked * weight).sum(),
            met=(rated & (level >= asked)).sum().cast(pl.Int64),
            short=(rated & (level < asked)).sum().cast(pl.Int64),
            missed=(rated & (level < minimum)).any(),
            known=(rated & (minimum > 0)).sum(),
        )
        .with_columns(
            steps_met_upper=pl.col("steps_met") + role.steps_asked - pl.col("rated_steps"),
            unknown=len(role) - pl.col("met") - pl.col("short"),
            qualified=pl.when("missed")
            .then(pl.lit("no"))
            .otherwise(
                pl.when(pl.col("known") < needed).then(pl.lit("possible")).otherwise(pl.lit("yes"))
            ),
        )
        .with_columns(
            score=pl.col("steps_met") / role.steps_asked,
            score_upper=pl.col("steps_met_upper") / role.steps_asked,
        )
        .drop("rated_steps", "missed", "known")
        .collect(engine="streaming")
    )


def pyarrow_match(table: pa.Table, role: s.Role) -> pa.Table:
    needed = sum(r.minimum > 0 for r in role)
    data = table.drop_columns("unit").join(asked_of(role), "competency")
    rated = pc.and_(pc.is_valid(data["level"]), data["relevant"])
    level, asked, weight, minimum = (data[name] for name in ("level", "asked", "weight", "minimum"))
    measures = {
        "steps_met": pc.multiply(pc.min_element_wise(level, asked, skip_nulls=False), weight),
        "rated": pc.multiply(asked, weight),
        "met": pc.greater_equal(level, asked).cast(pa.int64()),
        "short": pc.less(level, asked).cast(pa.int64()),
        "missed": pc.less(level, minimum).cast(pa.int64()),
        "known": pc.greater(minimum, 0).cast(pa.int64()),
    }
    measures = {name: pc.if_else(rated, values, 0) for name, values in measures.items()}
    sums = (
        pa.table({"person": data["person"], **measures})
        .group_by("person")
        .aggregate([(name, "sum") for name in measures])
        .rename_columns({f"{name}_sum": name for name in measures})
    )
    sums = {name: pc.fill_null(sums[name], 0) for name in measures} | {"person": sums["person"]}
    upper = pc.subtract(pc.add(sums["steps_met"], role.steps_asked), sums.pop("rated"))
    possible = pc.less(sums.pop("known"), needed)
    missed = pc.greater(sums.pop("missed"), 0)
    return pa.table(
        {
            **sums,
            "steps_met_upper": upper,
            "unknown": pc.subtract(len(role), pc.add(sums["met"], sums["short"])),
            "qualified": pc.if_else(missed, "no", pc.if_else(possible, "possible", "yes")),
            "score": pc.divide(sums["steps_met"].cast(pa.float64()), role.steps_asked),
            "score_upper": pc.divide(upper.cast(pa.float64()), role.steps_asked),
        }
    )


def duckdb_match(relation: duckdb.DuckDBPyRelation, role: s.Role) -> pa.Table:
    total, size, needed = role.steps_asked, len(role), sum(r.minimum > 0 for r in role)
    sql = f"""
        SELECT person, steps_met, steps_met_upper, met, short, size - met - short AS unknown,
            CASE WHEN missed > 0 THEN 'no' WHEN known < needed THEN 'possible' ELSE 'yes'
            END AS qualified,
            steps_met / {total} AS score, steps_met_upper / {total} AS score_upper
        FROM (
            SELECT person,
                coalesce(sum(least(level, asked) * weight) FILTER (rated), 0) AS steps_met,
                steps_met + {total} - coalesce(sum(asked * weight) FILTER (rated), 0)
                    AS steps_met_upper,
                count(*) FILTER (rated AND level >= asked) AS met,
                count(*) FILTER (rated AND level < asked) AS short,
                count(*) FILTER (rated AND level < minimum) AS missed,
                count(*) FILTER (rated AND minimum > 0) AS known,
                {size} AS size, {needed} AS needed
            FROM (SELECT *, level IS NOT NULL AND relevant AS rated FROM ratings)
            LEFT JOIN (VALUES {values(role)}) AS t({", ".join(FIELDS)}) USING (competency)
            GROUP BY person
        )
    """  # noqa: S608 - numbers and ids of our own
    return relation.query("ratings", sql).to_arrow_table()
