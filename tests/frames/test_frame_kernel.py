"""Scores by look-up are those of people one by one, also where numbers get long."""

from __future__ import annotations

import random

import pytest

from statskompetencer import Area, Competency, Framework, Profile, Ratings, Requirement, Role, Scale
from statskompetencer import match as match_one

np = pytest.importorskip("numpy")
pytest.importorskip("narwhals")

from statskompetencer.frames._kernel import MEASURES, VERDICTS, Kernel  # noqa: E402 - if it is there
from statskompetencer.frames._plans import duckdb_piece, polars_piece, spark_pieces  # noqa: E402
from statskompetencer.frames._scores import names  # noqa: E402

ROLES = [
    Role("r", [Requirement("PV11", 3, 2, 1), Requirement("DS11", 2)]),
    Role("s", {"DS11": 1}),
]
KERNEL = Kernel(ROLES, ROLES[0].framework)
EXPECTED = [
    ("a", "r", "yes", 6, 8),
    ("a", "s", "yes", 0, 1),
    ("b", "r", "no", 2, 2),
    ("b", "s", "yes", 1, 1),
]
"""Of a, who has level 3 and nothing, and of b, who has level 0 and 4."""


def test_only_the_competencies_that_are_asked_for_are_looked_at():
    assert [ROLES[0].framework.competency_ids[place] for place in KERNEL.places] == ["PV11", "DS11"]
    assert Kernel([Role("")], ROLES[0].framework).places == [0]


@pytest.mark.parametrize("size", [1, 40, 1100])
def test_measures_are_those_of_matches_however_many_digits_they_need(size):
    rng = random.Random(size)
    entries = [Competency(f"C{n}", {"en": "x"}) for n in range(size)]
    framework = Framework("f", "1", {"en": "x"}, [Area("A", {"en": "x"}, entries)])
    scale = Scale("s", [{"en": f"step {n}"} for n in range(101)], holds_from=50)
    role = Role(
        "r",
        [Requirement(id_, 100, 100, rng.choice([0, 0, 0, 1])) for id_ in framework.competency_ids],
        framework=framework,
        scale=scale,
    )
    codes = [bytes(rng.choices([*range(101), 254, 255, 255], k=size)) for _ in range(5)]
    codes += [bytes([100]) * size, bytes([255]) * size, bytes([0]) * size]
    people = [
        Profile(str(n), Ratings(framework, code), framework=framework, scale=scale)
        for n, code in enumerate(codes)
    ]
    table = np.frombuffer(b"".join(codes), np.uint8).reshape(-1, size)
    found = Kernel([role], framework).measures(table)
    assert sorted(found) == sorted(MEASURES)
    for n, one in enumerate(people):
        wanted = match_one(one, role)
        assert VERDICTS[found["qualified"][n, 0]] == wanted.qualified
        assert found["steps_met"][n, 0] == wanted.steps_met
        assert found["steps_met_upper"][n, 0] == wanted.steps_met_upper
        counts = [found[name][n, 0] for name in ("met", "short", "unknown")]
        assert counts == [len(wanted.met), len(wanted.short), len(wanted.unknown)]


def test_a_piece_of_polars_is_scored():
    pl = pytest.importorskip("polars")
    schema = {"person": pl.String, "role": pl.String} | {
        name: {"string": pl.String, "double": pl.Float64, "bigint": pl.Int64}[kind]
        for name, kind in names(ordered=True).items()
    }
    piece = pl.DataFrame({"person": ["a", "b"], "c0": [3, 0], "c1": [None, 4]})
    found = polars_piece(KERNEL, schema, piece, ordered=True)
    columns = ("person", "role", "qualified", "steps_met", "steps_met_upper")
    assert found.select(columns).rows() == EXPECTED
    assert found.schema == pl.Schema(schema)
    empty = polars_piece(KERNEL, schema, piece.clear(), ordered=True)
    assert (empty.height, empty.schema) == (0, pl.Schema(schema))


@pytest.mark.parametrize("chunked", [False, True])
def test_a_piece_of_duckdb_is_scored(chunked):
    pa = pytest.importorskip("pyarrow")
    column = pa.array([[3, 255], [0, 4]], pa.list_(pa.uint8()))
    found = duckdb_piece(KERNEL, pa.chunked_array([column]) if chunked else column, ordered=False)
    rows = [
        (person, row) for person, some in zip("ab", found.to_pylist(), strict=True) for row in some
    ]
    assert [
        (person, row["role"], row["qualified"], row["steps_met"], row["steps_met_upper"])
        for person, row in rows
    ] == EXPECTED


def test_batches_of_spark_are_scored():
    pa = pytest.importorskip("pyarrow")
    batches = [
        pa.RecordBatch.from_pydict({"person": ["a"], "c0": [3], "c1": pa.nulls(1, pa.int64())}),
        pa.RecordBatch.from_pydict({"person": ["b"], "c0": [0], "c1": [4]}),
        pa.RecordBatch.from_pydict(
            {name: pa.array([], kind) for name, kind in
             (("person", pa.string()), ("c0", pa.int64()), ("c1", pa.int64()))}
        ),
    ]  # fmt: skip
    found = [*spark_pieces(KERNEL, iter(batches), ordered=False)]
    assert [batch.num_rows for batch in found] == [2, 2, 0]
    rows = [row for batch in found for row in batch.to_pylist()]
    assert [
        (row["person"], row["role"], row["qualified"], row["steps_met"], row["steps_met_upper"])
        for row in rows
    ] == EXPECTED
    assert found[0].schema.names == ["person", "role", *names(ordered=False)]
