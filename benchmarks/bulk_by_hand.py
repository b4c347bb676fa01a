"""What the packed matrix does, written by hand: with numpy, Polars, DuckDB and pandas.

The scores are the lower ones alone, and the best are as many as were asked for: neither the
upper score nor the verdict nor shared places, which is less than the library gives.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import polars as pl

import statskompetencer as s

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

HOLDS = 2  # the level from which somebody counts
BLOCK = 8192
IDS = s.load().competency_ids

# --- scores: the weighted steps met, a row a person and a column a role ---


def product_scores(columns: np.ndarray, roles: list[s.Role]) -> np.ndarray:
    """As a product of the steps that everybody has and those that the roles ask for."""
    size, people = columns.shape
    weights = np.zeros((4 * size, len(roles)), np.float32)
    for number, role in enumerate(roles):
        for r in role:
            place = role.framework.positions[r.competency]
            weights[4 * place : 4 * place + r.level, number] = r.weight
    scores = np.empty((people, len(roles)), np.float32)
    steps = np.empty((4 * size, BLOCK), np.float32)
    for start in range(0, people, BLOCK):
        block = columns[:, start : start + BLOCK].view(np.int8)  # none is below 0
        here = steps[:, : block.shape[1]]
        for level in range(4):
            np.greater_equal(block, np.int8(level + 1), out=here[level::4], casting="unsafe")
        np.matmul(here.T, weights, out=scores[start : start + BLOCK])
    return scores


def _polars_score(role: s.Role) -> pl.Expr:
    return pl.sum_horizontal(
        pl.col(r.competency).fill_null(0).clip(upper_bound=r.level).cast(pl.Int16) * r.weight
        for r in role
    )


def polars_scores(frame: pl.DataFrame, roles: list[s.Role]) -> pl.DataFrame:
    scores = (_polars_score(role).alias(role.id) for role in roles)
    return frame.lazy().select(scores).collect(engine="streaming")


def _duckdb_score(role: s.Role) -> str:
    steps = (f"least(coalesce({r.competency}, 0), {r.level})::SMALLINT * {r.weight}" for r in role)
    return " + ".join(steps)


def duckdb_scores(relation: duckdb.DuckDBPyRelation, roles: list[s.Role]) -> pa.Table:
    return relation.project(
        ", ".join(f"({_duckdb_score(role)})::SMALLINT AS {role.id}" for role in roles)
    ).to_arrow_table()


def pandas_scores(table: pd.DataFrame, roles: list[s.Role]) -> pd.DataFrame:
    held = table[[*IDS]].fillna(0).astype("int16")
    scores = {
        role.id: sum(held[r.competency].clip(upper=r.level) * r.weight for r in role)
        for role in roles
    }
    return pd.DataFrame(scores, copy=False)


def pandas_scores_clipped_once(table: pd.DataFrame, roles: list[s.Role]) -> pd.DataFrame:
    """With each column clipped once for each level, and all of these kept."""
    held = table[[*IDS]].fillna(0).astype("int16")
    clipped = cache(lambda id_, level: held[id_].clip(upper=level))
    scores = {
        role.id: sum(clipped(r.competency, r.level) * r.weight for r in role) for role in roles
    }
    return pd.DataFrame(scores, copy=False)


# --- the best of each role ---


def product_best(columns: np.ndarray, roles: list[s.Role], best: int) -> list[list[int]]:
    scores = product_scores(columns, roles)
    last = len(scores) - best
    return [
        sorted(one[np.argpartition(one, last)[last:]].astype(int).tolist(), reverse=True)
        for one in np.ascontiguousarray(scores.T)
    ]


def polars_best(frame: pl.DataFrame, roles: list[s.Role], best: int) -> list[list[int]]:
    """In one plan: a plan for each role would clip every column for each of them again."""
    scores = (_polars_score(role).alias(role.id) for role in roles)
    found = (
        frame.lazy()
        .select("person", *scores)
        .select(
            *(pl.col("person").top_k_by(role.id, best).alias(f"who {role.id}") for role in roles),
            *(pl.col(role.id).top_k(best) for role in roles),
        )
        .collect(engine="streaming")
    )
    return [found[role.id].sort(descending=True).to_list() for role in roles]


def duckdb_best(
    relation: duckdb.DuckDBPyRelation, roles: list[s.Role], best: int
) -> list[list[int]]:
    scored = ", ".join(f"({_duckdb_score(role)})::SMALLINT AS {role.id}" for role in roles)
    wanted = ", ".join(
        f"arg_max(person, {role.id}, {best}), max({role.id}, {best})" for role in roles
    )
    ((*found,),) = relation.project(f"person, {scored}").aggregate(wanted).fetchall()
    return [sorted(scores, reverse=True) for scores in found[1::2]]


# --- coverage: a row a unit, the holders of each competency and then the not assessed ---


def polars_coverage(frame: pl.DataFrame) -> np.ndarray:
    held = ((pl.col(id_) >= HOLDS).sum() for id_ in IDS)
    unknown = (pl.col(id_).null_count().alias(f"{id_} unknown") for id_ in IDS)
    counted = frame.lazy().group_by("unit").agg(*held, *unknown).sort("unit")
    return counted.collect(engine="streaming").drop("unit").to_numpy()


def duckdb_coverage(relation: duckdb.DuckDBPyRelation) -> np.ndarray:
    held = ", ".join(f"count(*) FILTER ({id_} >= {HOLDS})" for id_ in IDS)
    unknown = ", ".join(f"count(*) - count({id_})" for id_ in IDS)
    counted = relation.aggregate(f"unit, {held}, {unknown}", "unit").order("unit").fetchall()
    return np.array([counts for _, *counts in counted])


def pandas_coverage(table: pd.DataFrame) -> np.ndarray:
    ratings, unit = table[[*IDS]], table["unit"]
    held, unknown = (part.groupby(unit).sum() for part in (ratings >= HOLDS, ratings.isna()))
    return np.hstack([held, unknown])


# --- gaps: for each person the steps short, at least ---


def polars_gaps(frame: pl.DataFrame, role: s.Role) -> np.ndarray:
    short = (
        (r.level - pl.col(r.competency)).clip(lower_bound=0).fill_null(0).cast(pl.Int16)
        for r in role
    )
    found = frame.lazy().select(short=pl.sum_horizontal(short)).collect(engine="streaming")
    return found["short"].to_numpy()
