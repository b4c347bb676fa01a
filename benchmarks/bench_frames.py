"""Data frames on each engine, against the same written by hand in that engine.

By hand is what `frames_by_hand` has. What it costs to check a frame is told besides: the
analyses take the check as done (``check=False``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import duckdb
import frames_by_hand as by_hand
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import statskompetencer as s
from statskompetencer import frames

MOST = 1.25  # how many times the time by hand an analysis may take
AIMED = 1_000_000
"""The target is for so many people and more; of more only coverage is run, and from the file."""
IDS = s.load().competency_ids
ROLE = s.Role("r", [s.Requirement(c, 1 + n % 4, 1 + n % 3, n % 2) for n, c in enumerate(IDS[:10])])
TARGET = s.Target.everything()
SAME = {
    "coverage": ("unit", "competency", "holders", "unknown", "not_relevant"),
    "gaps": ("competency", "steps_short", "steps_short_upper", "weight", "minimum_missed"),
    "match": ("qualified", "steps_met", "steps_met_upper", "met", "short", "unknown", "score"),
}
"""In which columns the answers have to be the same: the rest is summed by the texts."""


@dataclass(frozen=True)
class Engine:
    """How a file of ratings is opened, and how an answer is had and looked at."""

    read: Callable[[Any], Any]
    scan: Callable[[Any], Any] | None = None  # without holding it in memory
    done: Callable[[Any], Any] = lambda answer: answer
    arrow: Callable[[Any], pa.Table] = lambda answer: answer
    more: dict[str, Any] = field(default_factory=dict)  # what `match` has to be told besides


def _in_duckdb(path: Any) -> duckdb.DuckDBPyRelation:
    CONNECTION.execute("DROP TABLE IF EXISTS ratings")
    CONNECTION.read_parquet(str(path)).create("ratings")
    return CONNECTION.table("ratings")


def _as_arrow(answer: Any) -> pa.Table:
    return answer if isinstance(answer, pa.Table) else answer.to_arrow_table()


CONNECTION = duckdb.connect()
ENGINES = {
    "pandas": Engine(
        read=pd.read_parquet,
        arrow=lambda answer: pa.Table.from_pandas(answer, preserve_index=False),
    ),
    "polars": Engine(
        read=pl.read_parquet,
        scan=pl.scan_parquet,
        done=lambda answer: answer.lazy().collect(engine="streaming"),
        arrow=lambda answer: answer.to_arrow(),
    ),
    "pyarrow": Engine(read=pq.read_table),
    "duckdb": Engine(
        read=_in_duckdb,
        scan=lambda path: CONNECTION.read_parquet(str(path)),
        done=_as_arrow,
        more={"connection": CONNECTION},
    ),
}


@pytest.fixture(scope="module", params=ENGINES)
def engine(request):
    return request.param


@pytest.fixture(scope="module")
def ratings(engine, size, file_of):
    """The frame of an engine; of very many people only a plan over the file."""
    path, chosen = file_of("long", size), ENGINES[engine]
    if size <= AIMED:
        return chosen.read(path)
    if chosen.scan is None:
        pytest.skip(f"{32 * size:,} ratings are not held in the memory by {engine}")
    return chosen.scan(path)


@pytest.fixture
def against_hand(compare, engine, size, ratings):
    """Compare an analysis with the one by hand, once they gave the same."""

    def against_hand(analysis, *given, **options):
        chosen, hand = ENGINES[engine], getattr(by_hand, f"{engine}_{analysis}")
        asked = () if analysis == "coverage" else given

        def by_library():
            found = getattr(frames, analysis)(ratings, *given, check=False, **options)
            return chosen.done(found)

        def as_written():
            return hand(ratings, *asked)

        columns = SAME[analysis]
        assert sums(chosen.arrow(by_library()), columns) == sums(
            chosen.arrow(as_written()), columns
        )
        baselines = {"by hand": (as_written, MOST if size >= AIMED else None)}
        rounds = 5 if size < AIMED else max(1, 2 * AIMED // size)
        what = f"{analysis}, {engine}"
        compare(what, by_library, baselines, slower=True, rounds=rounds, warm=True, people=size)

    return against_hand


def sums(table, columns):
    """How many rows there are by the texts, and the sums of the numbers there."""
    table = table.select(columns)
    texts = [name for name in columns if name in ("unit", "competency", "qualified")]
    numbers = [name for name in columns if name not in texts]
    same = pa.schema(
        [(name, pa.string()) for name in texts] + [(name, pa.float64()) for name in numbers]
    )
    counted = (
        table.cast(same)
        .group_by(texts)
        .aggregate([([], "count_all"), *((name, "sum") for name in numbers)])
        .sort_by([(name, "ascending") for name in texts])
    )
    return [
        [round(value, 3) if isinstance(value, float) else value for value in row.values()]
        for row in counted.to_pylist()
    ]


def test_coverage(against_hand):
    against_hand("coverage", TARGET, by="unit")


@pytest.fixture
def held(size):
    if size > AIMED:
        pytest.skip("a row for each person and more is the answer: only coverage is run")


@pytest.mark.usefixtures("held")
def test_gaps(against_hand):
    against_hand("gaps", ROLE)


@pytest.mark.usefixtures("held")
def test_match(against_hand, engine):
    against_hand("match", ROLE, **ENGINES[engine].more)


@pytest.mark.usefixtures("held")
def test_check(compare, engine, size, ratings):
    assert frames.check(ratings).ok
    hand = getattr(by_hand, f"{engine}_coverage")
    compare(
        f"the check, {engine}",
        lambda: frames.check(ratings),
        {"coverage by hand": (lambda: hand(ratings), None)},
        slower=True,
        rounds=1 if size >= AIMED else 5,
        warm=True,
        people=size,
    )
