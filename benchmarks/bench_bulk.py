"""A matrix of very many people, against copying it, and against what one would write by hand.

By hand means with a matrix product of numpy, with Polars (its streaming engine) and with
pandas. They give the lower score alone: neither the upper one nor the verdict nor shared places,
which is less than the library gives where the best are asked for.

For 100,000 and a million people; with STATSKOMPETENCER_BENCH_LARGE=1 also for ten million, with
a limit of 8 GB on the memory of the process, and without pandas and Polars, whose tables of
scores would not fit. OPENBLAS_CORETYPE and the like slow the matrix product down where they name
another processor: unset them.
"""

from __future__ import annotations

import os
import random
import resource

import numpy as np
import pandas as pd
import polars as pl
import pytest

import statskompetencer as s
from statskompetencer.bulk import RatingMatrix

ROLES, UNITS, BEST = 100, 500, 10
PACKED, INDEXED, GAPS = 5, 0.6, 1.5  # how many copies of the matrix they may take
PRODUCT, PANDAS, POLARS, POLARS_TOP = 2, 25, 4, 3  # how much faster than these it is to be
LARGE = bool(os.environ.get("STATSKOMPETENCER_BENCH_LARGE"))
SIZES = [100_000, 1_000_000, *([10_000_000] if LARGE else [])]
LIMIT = 8 << 30
BLOCK = 8192
IDS = [c.id for c in s.load()]


@pytest.fixture(scope="module", params=SIZES, ids="{}-people".format)
def people(request):
    return request.param


@pytest.fixture(scope="module", autouse=True)
def limit(people):
    """No more memory than this, for the largest."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    if people == 10_000_000:
        resource.setrlimit(resource.RLIMIT_AS, (LIMIT, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.fixture(scope="module")
def frame(people):
    """Levels of everybody, of which 17 % are not there; the people in no order of the units."""
    chance = np.random.default_rng(32)
    columns = {
        "person": pl.select(pl.format("p{}", pl.int_range(people))).to_series(),
        "unit": pl.Series(chance.integers(0, UNITS, people, np.int16)),
    }
    for id_ in IDS:
        levels = pl.Series(chance.integers(0, 5, people, np.uint8))
        columns[id_] = levels.set(pl.Series(chance.random(people, np.float32) < 0.17), None)
    return pl.DataFrame(columns)


@pytest.fixture(scope="module")
def matrix(frame):
    return RatingMatrix.from_frame(frame)


@pytest.fixture(scope="module")
def indexed(matrix):
    made = matrix.indexed()
    _ = made.gaps(
        s.Role("r", {"PV11": 1})
    ).steps_short  # what this needs of the index is made when first used
    return made


def some_roles(size: int, heaviest: int) -> list[s.Role]:
    chance = random.Random(32)
    return [
        s.Role(
            f"r{number}",
            [
                s.Requirement(id_, chance.randint(1, 4), chance.randint(1, heaviest))
                for id_ in chance.sample(IDS, size)
            ],
        )
        for number in range(ROLES)
    ]


ASKED = {
    "32 requirements": some_roles(32, 1),
    "32 requirements, weights 1 to 5": some_roles(32, 5),
    "12 requirements, weights 1 to 5": some_roles(12, 5),
}


@pytest.fixture(params=ASKED)
def asked(request):
    return request.param, ASKED[request.param]


# --- by hand ---


def score_by_product(columns, roles, out):
    """The steps met, as a product of what everybody has and what the roles ask for."""
    size, people = columns.shape
    weights = np.zeros((4 * size, len(roles)), np.float32)
    for number, role in enumerate(roles):
        for r in role:
            place = s.load().positions[r.competency]
            weights[4 * place : 4 * place + r.level, number] = r.weight
    steps = np.empty((4 * size, BLOCK), np.float32)
    for start in range(0, people, BLOCK):
        block = columns[:, start : start + BLOCK].view(np.int8)
        here = steps[:, : block.shape[1]]
        for level in range(4):
            np.greater_equal(block, np.int8(level + 1), out=here[level::4], casting="unsafe")
        np.matmul(here.T, weights, out=out[start : start + BLOCK])
    return out


def of_role(role):
    """The steps met, as an expression of Polars."""
    return pl.sum_horizontal(
        pl.col(r.competency).fill_null(0).clip(upper_bound=r.level).cast(pl.Int16) * r.weight
        for r in role
    )


def score_by_polars(lazy, roles):
    return lazy.select(of_role(role).alias(role.id) for role in roles).collect(engine="streaming")


def score_by_pandas(table, roles):
    return {
        role.id: sum(
            table[r.competency].clip(upper=r.level).fillna(0) * r.weight for r in role
        ).astype("int16")
        for role in roles
    }


def best_by_polars(lazy, roles):
    best = [lazy.select("person", score=of_role(role)).top_k(BEST, by="score") for role in roles]
    return pl.collect_all(best, engine="streaming")


# --- the comparisons ---


def copies(matrix, most):
    return {"a copy of the matrix": (matrix.columns.copy, most)}


def named(people, what):
    return f"{people:,} people: {what}"


def test_coverage(compare, people, matrix):
    target = s.Target.everything()
    held = (matrix.columns >= 2) & (matrix.columns < 254)
    assert (matrix.coverage(target).holders.sum(axis=0) == held.sum(axis=1)).all()
    compare(
        named(people, f"coverage of {UNITS} units"),
        lambda: matrix.coverage(target),
        copies(matrix, PACKED),
        slower=True,
    )


def test_coverage_indexed(compare, people, matrix, indexed):
    target = s.Target.everything()
    assert (matrix.coverage(target).holders == indexed.coverage(target).holders).all()
    compare(
        named(people, f"coverage of {UNITS} units, indexed"),
        lambda: indexed.coverage(target),
        copies(matrix, INDEXED),
        slower=True,
    )


def test_coverage_from_the_cube(compare, people, matrix):
    cube, target = matrix.cube(), s.Target.everything()
    assert (matrix.coverage(target).holders == cube.coverage(target).holders).all()
    compare(
        named(people, f"coverage of {UNITS} units, from the cube"),
        lambda: cube.coverage(target),
        copies(matrix, None),
        slower=True,
    )


def test_index(compare, people, matrix):
    compare(
        named(people, "make the index"), matrix.indexed, copies(matrix, None), slower=True, rounds=5
    )


HOW = [("packed", 1), ("packed", 2), ("indexed", 1), ("indexed", 2)]


@pytest.mark.parametrize("how_and_bounds", HOW)
def test_gaps(compare, people, matrix, indexed, how_and_bounds):
    how, bounds = how_and_bounds
    role = ASKED["32 requirements"][0]
    assert (matrix.gaps(role).steps_short == indexed.gaps(role).steps_short).all()
    source = indexed if how == "indexed" else matrix
    names = ("steps_short", "steps_short_upper")[:bounds]

    def total():
        found = source.gaps(role)
        return [getattr(found, name) for name in names]

    what = "total gap of each" if bounds == 1 else "total gap of each, both bounds"
    most = GAPS if (how, bounds) == ("indexed", 1) else None
    compare(named(people, f"{what}, {how}"), total, copies(matrix, most), slower=True)


def test_scores(compare, people, frame, matrix, asked):
    name, roles = asked
    if people > 1_000_000:
        pytest.skip("a table of all scores is not kept: the best and blocks are")
    out = np.empty((people, ROLES), np.float32)
    lazy, table = frame.lazy(), frame.to_pandas()
    steps = {
        int(id_[1:]): row
        for id_, row in zip(matrix.ids, matrix.match(roles).steps_met, strict=True)
    }
    in_order = np.stack([steps[number] for number in range(1000)])
    assert (in_order == score_by_polars(lazy.head(1000), roles).to_numpy()).all()
    by_pandas = score_by_pandas(table.head(1000), roles)
    assert (in_order == pd.DataFrame(by_pandas).to_numpy()).all()
    assert (matrix.match(roles).steps_met == score_by_product(matrix.columns, roles, out)).all()
    targets = (PRODUCT, POLARS, PANDAS)
    baselines = {
        "a matrix product": (lambda: score_by_product(matrix.columns, roles, out), targets[0]),
        "Polars, streaming": (lambda: score_by_polars(lazy, roles), targets[1]),
    }
    if name == "32 requirements":
        baselines["pandas"] = (lambda: score_by_pandas(table, roles), targets[2])
    what = named(people, f"scores of {ROLES} roles, {name}")
    compare(what, lambda: matrix.match(roles).steps_met, baselines, rounds=3)


def test_scores_in_copies(compare, people, matrix, asked):
    name, roles = asked
    if people > 1_000_000:
        pytest.skip("a table of all scores is not kept: the best and blocks are")
    what = named(people, f"scores of {ROLES} roles, {name}")
    copy = copies(matrix, None)
    compare(what, lambda: matrix.match(roles).steps_met, copy, slower=True, rounds=3)


def everything(block):
    return block.steps_met, block.steps_met_upper, block.qualified, block.short


def test_everything_in_blocks(compare, people, matrix):
    roles = ASKED["12 requirements, weights 1 to 5"]
    compare(
        named(people, f"both scores, verdicts and counts of {ROLES} roles, in blocks"),
        lambda: [None for block in matrix.match_blocks(roles) if everything(block) is None],
        copies(matrix, None),
        slower=True,
        rounds=3,
    )


def test_best(compare, people, frame, matrix, asked):
    name, roles = asked
    if people > 1_000_000:
        pytest.skip(
            "Polars would not stay within the memory: the copy of the matrix is the measure"
        )
    lazy = frame.lazy()
    found = matrix.top(roles, BEST)
    for number, best in enumerate(best_by_polars(lazy, roles)):
        part = found.steps_met[found.offsets[number] : found.offsets[number + 1]]
        assert sorted(best["score"], reverse=True) == part[:BEST].tolist()
    compare(
        named(people, f"the {BEST} best of {ROLES} roles, {name}"),
        lambda: matrix.top(roles, BEST),
        {"Polars, streaming": (lambda: best_by_polars(lazy, roles), POLARS_TOP)},
        rounds=3,
    )


def test_best_in_copies(compare, people, matrix, asked):
    name, roles = asked
    what = named(people, f"the {BEST} best of {ROLES} roles, {name}")
    copy = copies(matrix, None)
    compare(what, lambda: matrix.top(roles, BEST), copy, slower=True, rounds=3)
