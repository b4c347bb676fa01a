"""The packed matrix of very many people, against the same by hand and against copying it.

By hand means with numpy, Polars, DuckDB and pandas, as in `bulk_by_hand`. All answers are new
arrays, allocated within the time that is taken: those of the matrix product too.
"""

from __future__ import annotations

from types import SimpleNamespace

import bulk_by_hand as by_hand
import duckdb
import made
import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest

import statskompetencer as s

ROLES, BEST = 100, 10
PACKED, INDEXED, ONE_BOUND = 5, 0.6, 1.5  # how many copies of the matrix they may take
PRODUCT, PANDAS, POLARS, POLARS_BEST = 2, 25, 4, 3  # how much faster than these it is to be
AIMED = 1_000_000
"""The targets are for so many people and more; of more no table of all scores is made."""
SOME = 1000
"""So many people have to have the same scores where a baseline takes long."""
DENSE = "32 requirements each"
ASKED = {
    DENSE: made.roles(ROLES, 32),
    "12 requirements each, weights 1 to 5": made.roles(ROLES, 12, 5),
}
ROLE, TARGET = ASKED[DENSE][0], s.Target.everything()
COVERAGE = f"coverage of {made.UNITS} units"
SCORES, TOP = f"scores with {ROLES} roles", f"the {BEST} best of {ROLES} roles"


@pytest.fixture(scope="module")
def matrix(matrix_of, size):
    return matrix_of(size)


@pytest.fixture(scope="module")
def indexed(matrix):
    found = matrix.indexed()
    _ = found.gaps(s.Role("r", {"PV11": 1})).steps_short  # makes what gaps need of the index
    return found


@pytest.fixture(scope="module")
def given(file_of, size):
    """The same people as a table of PyArrow, a frame of Polars and a relation of DuckDB."""
    table = pq.read_table(file_of("wide", size))
    with duckdb.connect() as connection:
        connection.register("source", table)
        connection.execute("CREATE TABLE people AS SELECT * FROM source")
        relation = connection.table("people")
        yield SimpleNamespace(table=table, polars=pl.from_arrow(table), duckdb=relation)


@pytest.fixture(params=ASKED)
def asked(request):
    return request.param, ASKED[request.param]


@pytest.fixture
def against(compare, size):
    """Compare at this size, in fewer rounds where it is large."""

    def against(what, run, baselines, *, rounds, **how):
        aimed = {
            name: (work, target if size >= AIMED else None)
            for name, (work, target) in baselines.items()
        }
        rounds = min(rounds, max(1, rounds * AIMED // size))
        compare(what, run, aimed, rounds=rounds, people=size, **how)

    return against


@pytest.fixture
def in_copies(against, matrix):
    """Say how many copies of the matrix something takes."""

    def in_copies(what, run, most=None, *, rounds=31):
        copy = {"a copy of the matrix": (matrix.columns.copy, most)}
        against(what, run, copy, slower=True, rounds=rounds)

    return in_copies


@pytest.fixture
def all_scores(size):
    if size > AIMED:
        pytest.skip("a table of all scores is not kept: the best and blocks are")


def test_coverage(in_copies, matrix):
    in_copies(f"{COVERAGE}, packed", lambda: matrix.coverage(TARGET), PACKED)


def test_coverage_indexed(in_copies, matrix, indexed):
    assert (matrix.coverage(TARGET).holders == indexed.coverage(TARGET).holders).all()
    in_copies(f"{COVERAGE}, indexed", lambda: indexed.coverage(TARGET), INDEXED)


def test_coverage_from_the_cube(in_copies, matrix):
    cube = matrix.cube()
    assert (matrix.coverage(TARGET).holders == cube.coverage(TARGET).holders).all()
    in_copies(f"{COVERAGE}, from the cube", lambda: cube.coverage(TARGET))


def test_coverage_by_hand(against, size, matrix, given):
    works = {
        "Polars, streaming": lambda: by_hand.polars_coverage(given.polars),
        "DuckDB": lambda: by_hand.duckdb_coverage(given.duckdb),
    }
    if size <= AIMED:
        in_pandas = given.table.to_pandas()
        works["pandas"] = lambda: by_hand.pandas_coverage(in_pandas)
    found = matrix.coverage(TARGET)
    for work in works.values():
        assert (work() == np.hstack([found.holders, found.unknown])).all()
    baselines = {name: (work, None) for name, work in works.items()}
    against(f"{COVERAGE}, packed", lambda: matrix.coverage(TARGET), baselines, rounds=5, warm=True)


def test_index(in_copies, matrix):
    in_copies("making the index", matrix.indexed, rounds=5)


@pytest.mark.parametrize("bounds", [1, 2])
@pytest.mark.parametrize("how", ["packed", "indexed"])
def test_gaps(in_copies, matrix, indexed, how, bounds):
    names = ("steps_short", "steps_short_upper")[:bounds]
    for name in names:
        assert (getattr(matrix.gaps(ROLE), name) == getattr(indexed.gaps(ROLE), name)).all()
    source = indexed if how == "indexed" else matrix

    def total():
        found = source.gaps(ROLE)
        return [getattr(found, name) for name in names]

    what = f"total gap of each, {how}, {('one bound', 'both bounds')[bounds - 1]}"
    in_copies(what, total, ONE_BOUND if (how, bounds) == ("indexed", 1) else None)


def test_gaps_by_hand(against, matrix, given):
    def total():
        return matrix.gaps(ROLE).steps_short

    assert (total()[in_order(matrix)] == by_hand.polars_gaps(given.polars, ROLE)).all()
    baselines = {"Polars, streaming": (lambda: by_hand.polars_gaps(given.polars, ROLE), None)}
    against("total gap of each, packed, one bound", total, baselines, rounds=5, warm=True)


@pytest.mark.usefixtures("all_scores")
def test_scores(against, matrix, given, asked):
    name, roles = asked
    baselines = {
        "a matrix product": (lambda: by_hand.product_scores(matrix.columns, roles), PRODUCT),
        "Polars, streaming": (lambda: by_hand.polars_scores(given.polars, roles), POLARS),
        "DuckDB": (lambda: by_hand.duckdb_scores(given.duckdb, roles), None),
    }
    (product, _), *engines = baselines.values()
    found = matrix.match(roles).steps_met
    assert (product() == found).all()
    of_file = found[in_order(matrix)]
    for work, _ in engines:
        assert (pl.DataFrame(work()).to_numpy() == of_file).all()
    what = f"{SCORES}, {name}"
    against(what, lambda: matrix.match(roles).steps_met, baselines, rounds=3, warm=True)


@pytest.mark.usefixtures("all_scores")
def test_scores_by_pandas(against, matrix, given):
    roles, table = ASKED[DENSE], given.table.to_pandas()
    first = matrix.match(roles).steps_met[in_order(matrix)[:SOME]]
    for work in (by_hand.pandas_scores, by_hand.pandas_scores_clipped_once):
        assert (work(table.head(SOME), roles) == first).all(axis=None)
    baselines = {
        "pandas": (lambda: by_hand.pandas_scores(table, roles), PANDAS),
        "pandas, clipped once": (lambda: by_hand.pandas_scores_clipped_once(table, roles), None),
    }
    what = f"{SCORES}, {DENSE}"
    against(what, lambda: matrix.match(roles).steps_met, baselines, rounds=1, warm=True)


@pytest.mark.usefixtures("all_scores")
def test_scores_in_copies(in_copies, matrix, asked):
    name, roles = asked
    in_copies(f"{SCORES}, {name}", lambda: matrix.match(roles).steps_met, rounds=5)


def everything(block):
    return block.steps_met, block.steps_met_upper, block.qualified, block.short


def test_everything_in_blocks(in_copies, matrix):
    roles = ASKED["12 requirements each, weights 1 to 5"]
    in_copies(
        f"both scores, verdicts and counts with {ROLES} roles, in blocks",
        lambda: [None for block in matrix.match_blocks(roles) if everything(block) is None],
        rounds=3,
    )


@pytest.mark.usefixtures("all_scores")
def test_best(against, matrix, given, asked):
    name, roles = asked
    baselines = {
        "Polars, streaming": (lambda: by_hand.polars_best(given.polars, roles, BEST), POLARS_BEST),
        "DuckDB": (lambda: by_hand.duckdb_best(given.duckdb, roles, BEST), None),
        "a matrix product": (lambda: by_hand.product_best(matrix.columns, roles, BEST), None),
    }
    found = matrix.top(roles, BEST)
    scores = np.split(found.steps_met, found.offsets[1:-1])
    for work, _ in baselines.values():
        assert work() == [sorted(one.tolist(), reverse=True)[:BEST] for one in scores]
    what = f"{TOP}, {name}"
    against(what, lambda: matrix.top(roles, BEST), baselines, rounds=3, warm=True)


def test_best_in_copies(in_copies, matrix, asked):
    name, roles = asked
    in_copies(f"{TOP}, {name}", lambda: matrix.top(roles, BEST), rounds=3)


def in_order(matrix):
    """The numbers of the people in the order of the file, which is that of their ids."""
    return np.argsort([*matrix.ids])
