"""Frames, Arrow and Parquet become a matrix as files become profiles, with every error named."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from statskompetencer import (
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Rater,
    Scale,
    Unrated,
    UnreadableFileError,
    load,
)
from statskompetencer.bulk import RatingMatrix, _incoming, _pieces, _problems, _table, reading
from statskompetencer.bulk._names import Names

NOT_RELEVANT = Unrated.NOT_RELEVANT
WIDE = {
    "Medarbejder": ["M1", "M2", "Åse 3", "initialer"],
    "Enhed": ["Jura", None, "It ", "Jura"],
    "Stillinger": ["jurist, chef", None, "", "chef"],
    "Vurderet af": ["selv", None, "leder", None],
    "Dato": ["31-01-2026", None, "2026-02-01", ""],
    "PV11": [1, None, 4, 0],
    "DS11 Agere cybersikkert": ["2 - øvet", "ikke relevant", "ved ikke", None],
}
EXPECTED = {
    "M1": Profile("M1", {"PV11": 1, "DS11": 2}, unit="Jura", roles=["jurist", "chef"],
                  rater="self", assessed_on="2026-01-31"),
    "M2": Profile("M2", {"DS11": NOT_RELEVANT}),
    "Åse 3": Profile("Åse 3", {"PV11": 4}, unit="It", rater="manager", assessed_on="2026-02-01"),
    "initialer": Profile("initialer", {"PV11": 0}, unit="Jura", roles=["chef"]),
}  # fmt: skip

FORMS = {
    "pandas": pd.DataFrame,
    "pandas of Arrow": lambda data: pd.DataFrame(data).convert_dtypes(dtype_backend="pyarrow"),
    "pandas of objects": lambda data: pd.DataFrame(data, dtype=object),
    "pandas with an index": lambda data: pd.DataFrame(data, index=[f"i{n}" for n in range(
        len(next(iter(data.values()))))]),
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pyarrow": pa.table,
    "narwhals": lambda data: nw.from_native(pl.DataFrame(data)),
    "duckdb": lambda data: duckdb.from_arrow(pa.table(data)),
}  # fmt: skip


@pytest.fixture(params=FORMS)
def form(request):
    return FORMS[request.param]


@pytest.fixture(params=["with Arrow", "without Arrow"])
def arrow(request, monkeypatch):
    """Where PyArrow is not installed, frames are read without it."""
    if request.param == "without Arrow":
        monkeypatch.setattr(_incoming, "available", lambda _: None)


def by_id(matrix: RatingMatrix) -> dict[str, Profile]:
    return {profile.id: profile for profile in matrix}


def errors_of(read, *values, **named) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        read(*values, **named)
    return [str(error) for error in caught.value.errors]


# --- what is read ---


def test_a_wide_frame_of_any_library_is_read(form) -> None:
    assert by_id(RatingMatrix.from_frame(form(WIDE))) == EXPECTED


@pytest.mark.usefixtures("arrow")
@pytest.mark.parametrize("form", [pd.DataFrame, pl.DataFrame, FORMS["pandas of objects"]])
def test_a_frame_is_read_without_arrow_too(form) -> None:
    assert by_id(RatingMatrix.from_frame(form(WIDE))) == EXPECTED
    numbers = form({"id": [10, 20], "PV11": [1.0, math.nan], "DS11": [3, 0]})
    assert by_id(RatingMatrix.from_frame(numbers)) == {
        "10": Profile("10", {"PV11": 1, "DS11": 3}), "20": Profile("20", {"DS11": 0}),
    }  # fmt: skip


def test_a_long_frame_of_any_library_is_read(form) -> None:
    data = {
        "person": ["b", "a", "b", "c", "b", "a"],
        "competency": ["PV11", "PV11", "Agere cybersikkert", None, "DS12", "DS12"],
        "level": [3, 0, None, None, None, 2],
        "relevant": [True, None, False, None, None, True],
        "unit": ["Jura", "It", None, None, "Jura", "It"],
    }
    found = RatingMatrix.from_frame(form(data))
    assert by_id(found) == {
        "a": Profile("a", {"PV11": 0, "DS12": 2}, unit="It"),
        "b": Profile("b", {"PV11": 3, "DS11": NOT_RELEVANT}, unit="Jura"),
        "c": Profile("c"),
    }
    assert found.units == ("It", "Jura", None)


@pytest.mark.parametrize(
    "data",
    [
        pa.table(WIDE),
        pa.table(WIDE).to_reader(),
        pa.record_batch(WIDE),
        ds.dataset(pa.table(WIDE)),
        pl.DataFrame(WIDE),
        duckdb.from_arrow(pa.table(WIDE)),
        pa.concat_tables([pa.table(WIDE)[:1], pa.table(WIDE)[1:]]),
        pa.table(WIDE)[0:4].cast(
            pa.schema([(name, pa.large_string() if name != "PV11" else pa.int8()) for name in WIDE])
        ),
        pa.table({k: pa.array(v).dictionary_encode() for k, v in WIDE.items()}),
    ],
    ids=[
        "table",
        "reader",
        "batch",
        "dataset",
        "polars",
        "duckdb",
        "chunks",
        "large",
        "dictionary",
    ],
)
def test_whatever_gives_arrow_is_read(data) -> None:
    seen: list[int] = []
    assert by_id(RatingMatrix.from_arrow(data, progress=seen.append)) == EXPECTED
    assert seen[-1] == 4


def test_an_object_that_gives_one_batch_is_read() -> None:
    class One:
        def __arrow_c_array__(self, requested_schema=None):
            return pa.record_batch(WIDE).__arrow_c_array__(requested_schema)

    assert by_id(RatingMatrix.from_arrow(One())) == EXPECTED


@pytest.mark.parametrize("form", ["long", "wide"])
def test_people_stand_as_they_first_appear_whatever_order_a_dictionary_has(form) -> None:
    people = pa.DictionaryArray.from_arrays(pa.array([2, 0, 2, 3]), pa.array(["a", "x", "c", "d"]))
    said = {"competency": ["PV11", "PV11", "DS11", "PV11"], "level": [1, 2, 3, 4]}
    wide = {"PV11": [1, 2, None, 4], "DS11": [None, None, 3, None]}
    found = RatingMatrix.from_arrow(pa.table({"id": people, **(said if form == "long" else wide)}))
    assert found.to_profiles() == (
        Profile("c", {"PV11": 1, "DS11": 3}), Profile("a", {"PV11": 2}), Profile("d", {"PV11": 4}),
    )  # fmt: skip


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
@pytest.mark.parametrize("coded", [False, True])
def test_texts_of_arrow_are_looked_at_without_an_object_for_each(kind, coded) -> None:
    array = pa.array(["b", "æ", None, "b"], kind)
    found = _incoming.of_arrow(array.dictionary_encode() if coded else array)
    assert found.different == Names.of(["b", "æ"])
    assert found.codes.tolist() == [0, 1, -1, 0]


def test_a_dictionary_may_hold_nothing_as_a_value() -> None:
    units = pa.DictionaryArray.from_arrays(pa.array([0, 1, None]), pa.array(["It", None]))
    table = pa.table({"id": ["a", "b", "c"], "unit": units, "PV11": [1, 2, 3]})
    assert [one.unit for one in RatingMatrix.from_arrow(table)] == ["It", None, None]


def test_a_reader_is_used_up_by_reading() -> None:
    reader = pa.table(WIDE).to_reader()
    assert len(RatingMatrix.from_arrow(reader)) == 4
    assert len(RatingMatrix.from_arrow(reader)) == 0


@pytest.mark.parametrize("rows", [1, 2, 1000])
def test_parquet_is_read_piece_by_piece(rows, tmp_path) -> None:
    path = tmp_path / "people.parquet"
    pq.write_table(pa.table({**WIDE, "bemærkning": ["a"] * 4}), path)
    seen: list[int] = []
    found = RatingMatrix.from_parquet(
        path, columns={"bemærkning": None}, rows=rows, progress=seen.append
    )
    assert by_id(found) == EXPECTED
    assert seen == [*range(rows, 4, rows), 4]


def test_many_pieces_of_long_ratings_become_one_row_a_person(
    tmp_path, monkeypatch, make_framework, make_people
) -> None:
    framework = make_framework(5)
    people = make_people(37, framework, Scale.default())
    chance = np.random.default_rng(1)
    rows = [
        (
            one.id,
            key,
            level if isinstance(level, int) else None,
            level is not NOT_RELEVANT,
            one.unit,
        )
        for one in people
        for key, level in one.ratings.items()
    ]
    shuffled = [rows[n] for n in chance.permutation(len(rows)).tolist()]
    names = ("person", "competency", "level", "relevant", "unit")
    path = tmp_path / "long.parquet"
    pq.write_table(pa.table(dict(zip(names, zip(*shuffled, strict=True), strict=True))), path)
    monkeypatch.setattr(_pieces, "_SETTLE_AT", 30)
    found = RatingMatrix.from_parquet(path, framework=framework, rows=10)
    assert by_id(found) == {one.id: one for one in people}


def test_values_of_many_kinds_are_understood() -> None:
    data = {
        "id": ["a", 7, 8.0, Decimal(9), np.int64(10)],
        "unit": [1, "x", 2.0, None, math.nan],
        "posts": [["p", "q"], "r|s", None, ("t",), []],
        "rater": [Rater.SELF, "agreed", "leder", None, None],
        "date": [date(2026, 1, 2), datetime(2026, 1, 3, 4), "04-01-2026", None, pd.NaT],  # noqa: DTZ001 - as frames have them
        "PV11": [NOT_RELEVANT, "øvet", 3.0, Decimal(1), Unrated.NOT_ASSESSED],
    }
    found = by_id(RatingMatrix.from_frame(pd.DataFrame(data, dtype=object)))
    assert list(found) == ["a", "8", "7", "9", "10"]
    assert [one.unit for one in found.values()] == ["1", "2", "x", None, None]
    assert [one.roles for one in found.values()] == [("p", "q"), (), ("r", "s"), ("t",), ()]
    assert [one.rater for one in found.values()] == ["self", "manager", "agreed", None, None]
    assert [str(one.assessed_on)[5:] for one in found.values()][:3] == ["01-02", "01-04", "01-03"]
    assert [one["PV11"] for one in found.values()] == [
        NOT_RELEVANT, 3, 2, 1, Unrated.NOT_ASSESSED,
    ]  # fmt: skip


def test_lists_of_posts_are_read_from_arrow() -> None:
    table = pa.table({"id": ["a", "b"], "posts": [["x", "y"], None], "PV11": [1, 2]})
    assert [one.roles for one in RatingMatrix.from_arrow(table)] == [("x", "y"), ()]


def test_truth_is_a_level_of_a_scale_of_two() -> None:
    frame = pl.DataFrame({"id": ["a1", "b2"], "PV11": [True, False]})
    found = RatingMatrix.from_frame(frame, scale=Scale.binary())
    assert [one["PV11"] for one in found] == [1, 0]
    said = errors_of(RatingMatrix.from_frame, frame)
    assert said[0].startswith("row 0, column “PV11”: True is not a level")


def test_competencies_may_be_objects_or_numbers(make_framework) -> None:
    frame = pd.DataFrame({"id": ["a"], "competency": [load()["PV11"]], "level": [2]}, dtype=object)
    assert RatingMatrix.from_frame(frame).profile_at(0)["PV11"] == 2
    numbered = make_framework(3, name="1")
    long = pl.DataFrame({"id": ["a"], "competency": [11], "level": [2]})
    assert RatingMatrix.from_frame(long, framework=numbered).profile_at(0)["11"] == 2


def test_columns_can_be_called_otherwise_or_left_out() -> None:
    frame = pl.DataFrame({"nr": ["a"], "q1": [2], "navn": ["Anna"]})
    columns = {"nr": "person", "q1": "PV11", "navn": None}
    assert RatingMatrix.from_frame(frame, columns=columns).to_profiles() == (
        Profile("a", {"PV11": 2}),
    )


def test_rows_of_one_person_that_do_not_contradict_are_put_together() -> None:
    frame = pl.DataFrame({
        "id": ["a", "b", "a", "a"], "unit": [None, "It", "Jura", None],
        "posts": ["x", None, "y", "x"], "rater": ["self", "self", "manager", "self"],
        "date": ["2026-01-01", None, "2026-01-01", "2026-01-01"],
        "PV11": [1, 2, None, None], "DS11": [None, None, 3, None],
    })  # fmt: skip
    assert by_id(RatingMatrix.from_frame(frame)) == {
        "a": Profile("a", {"PV11": 1, "DS11": 3}, unit="Jura", roles=["x", "y"],
                     assessed_on="2026-01-01"),
        "b": Profile("b", {"PV11": 2}, unit="It", rater="self"),
    }  # fmt: skip


def test_people_hold_the_posts_of_all_their_rows_in_the_order_of_the_rows() -> None:
    frame = pl.DataFrame({
        "id": ["a", "b", "c", "a", "b", "c"], "posts": ["x", "x", "y", "y|x", "y|x", "x"],
        "PV11": [1, 2, 3, None, None, None],
    })  # fmt: skip
    assert [one.roles for one in RatingMatrix.from_frame(frame)] == [("x", "y")] * 2 + [("y", "x")]


def test_frames_of_nobody_are_read(form) -> None:
    empty = pl.DataFrame(schema={"person": pl.String, "PV11": pl.Int64})
    assert len(RatingMatrix.from_frame(empty)) == 0
    assert len(RatingMatrix.from_arrow(empty)) == 0
    assert len(RatingMatrix.from_frame(empty.lazy())) == 0
    assert len(RatingMatrix.from_frame(empty.to_pandas())) == 0
    nothing = form({"person": ["a"], "PV11": [None]})
    assert RatingMatrix.from_frame(nothing).to_profiles() == (Profile("a"),)


# --- what is wrong ---


def test_every_error_is_named_with_row_and_column() -> None:
    frame = pl.DataFrame({
        "person": ["a1", None, "total", "c", " "], "unit": ["x\x00", None, None, None, None],
        "rater": ["boss", None, None, None, None], "date": ["31-02-2026", None, None, None, None],
        "PV11": ["2", "7", "n/a", "ovet", None],
    }, strict=False)  # fmt: skip
    said = errors_of(RatingMatrix.from_frame, frame)
    assert [line.split(": ")[0] for line in said] == [
        "row 0, column “unit”", "row 0, column “rater”", "row 0, column “date”",
        "row 1, column “person”", "row 1, column “PV11”", "row 2, column “person”",
        "row 2, column “PV11”", "row 3, column “PV11”", "row 4, column “person”",
    ]  # fmt: skip
    assert said[3].endswith("the cell is empty: write the id of the employee")
    assert "level 7 is not on the scale. Allowed: 0 ingen" in said[4]
    assert "looks like a row of totals" in said[5]
    assert "may mean two things" in said[6]
    assert "Did you mean “øvet”" in said[7]
    with pytest.raises(InvalidInputError) as caught:
        RatingMatrix.from_frame(frame)
    assert (
        caught.value.explain("da").splitlines()[4].startswith("  række 1, kolonne “person”: feltet")
    )


def test_levels_outside_of_the_scale_are_errors_of_their_rows() -> None:
    frame = pl.DataFrame({"id": ["a", "b", "c"], "PV11": [5, 1, -1], "DS11": [0.5, None, 4.0]})
    said = errors_of(RatingMatrix.from_frame, frame)
    assert [line.split(". Allowed")[0] for line in said] == [
        "row 0, column “PV11”: level 5 is not on the scale",
        "row 0, column “DS11”: 0.5 is not a level",
        "row 2, column “PV11”: level -1 is not on the scale",
    ]


@pytest.mark.parametrize("value", [254, 255, 300, 2**40, math.inf])
def test_the_codes_of_a_matrix_are_no_levels_of_a_frame(value) -> None:
    said = errors_of(RatingMatrix.from_frame, pl.DataFrame({"id": ["a"], "PV11": [value]}))
    assert len(said) == 1


def test_values_of_the_wrong_kind_are_errors() -> None:
    data = {
        "id": [1.5, True, {"a": 1}, "d"],
        "unit": [True, 1.5, date(2026, 1, 1), [1]],
        "posts": [1, [1], True, "x"],
        "rater": [1, True, None, None],
        "date": [1, True, None, None],
        "competency": [True, [1], "PV11", "PV11"],
        "level": [[1], object, Decimal("0.5"), Decimal("NaN")],
        "relevant": ["ja", 2, True, 0],
    }
    said = errors_of(RatingMatrix.from_frame, pd.DataFrame(data, dtype=object))
    for row in range(3):
        assert sum(line.startswith(f"row {row},") for line in said) >= 3
    assert any("does not say whether it is relevant" in line for line in said)


def test_rated_and_not_relevant_is_a_contradiction() -> None:
    frame = pl.DataFrame({
        "id": ["a", "a"], "competency": ["PV11", "DS11"], "level": [1, 2],
        "relevant": [False, True],
    })  # fmt: skip
    (said,) = errors_of(RatingMatrix.from_frame, frame)
    assert said == (
        "row 0, column “relevant”: rated, and said not to be relevant: it is one or the other"
    )


def test_a_level_without_a_competency_is_an_error() -> None:
    frame = pl.DataFrame({"id": ["a", "b"], "competency": [None, " "], "level": [1, 2]})
    said = errors_of(RatingMatrix.from_frame, frame)
    assert said == [f"row {n}, column “competency”: there is no competency" for n in range(2)]


def test_two_ratings_of_the_same_are_an_error_within_a_piece_and_across(monkeypatch) -> None:
    long = pl.DataFrame({
        "id": ["a", "b", "a", "a", "a"], "competency": ["PV11", "PV11", "PV11", "DS11", "PV11"],
        "level": [1, 2, 1, 2, None], "relevant": [None, None, None, None, False],
    })  # fmt: skip
    expected = (
        "row 2, column “level”: person “a” has 3 ratings of PV11: 1 (row 0), 1 (row 2), "
        'not relevant (row 4); a rule can choose: rule="latest" or rule="rater"'
    )
    assert errors_of(RatingMatrix.from_frame, long) == [expected]
    monkeypatch.setattr(reading, "_PIECE", 1)
    (across,) = errors_of(RatingMatrix.from_frame, long)
    assert across == expected
    wide = pl.DataFrame({"id": ["a", "b", "a"], "PV11": [1, 2, 3], "DS11": [1, None, None]})
    (said,) = errors_of(RatingMatrix.from_frame, wide)
    assert said == (
        "row 2, column “PV11”: person “a” has 2 ratings of PV11: 1 (row 0), 3 (row 2); "
        'a rule can choose: rule="latest" or rule="rater"'
    )


ROUNDS = {
    "id": ["a", "a", "b"], "date": ["2025-01-31", "2026-01-31", None],
    "rater": ["agreed", "self", "self"], "unit": ["Jura", "It", "It"], "PV11": [1, 2, 3],
}  # fmt: skip


@pytest.mark.parametrize(
    "read",
    [
        lambda rows, _path, **how: RatingMatrix.from_frame(pd.DataFrame(rows), **how),
        lambda rows, _path, **how: RatingMatrix.from_arrow(pa.table(rows), **how),
        lambda rows, path, **how: (
            pq.write_table(pa.table(rows), path) or RatingMatrix.from_parquet(path, **how)
        ),
        lambda rows, path, **how: (
            pl.DataFrame(rows).write_csv(path) or RatingMatrix.from_csv(path, **how)
        ),
    ],
    ids=["frame", "arrow", "parquet", "csv"],
)
def test_a_rule_chooses_whatever_is_read(read, tmp_path) -> None:
    path = tmp_path / "rounds"
    latest = by_id(read(ROUNDS, path, rule="latest"))
    assert latest == {
        "a": Profile("a", {"PV11": 2}, unit="It"),
        "b": Profile("b", {"PV11": 3}, unit="It", rater="self"),
    }
    same_unit = {**ROUNDS, "unit": ["It"] * 3}
    assert by_id(read(same_unit, path, rule="rater"))["a"]["PV11"] == 1
    said = errors_of(lambda: read(ROUNDS, path, rule="rater"))
    assert len(said) == 1
    assert "person “a” is in several units: “Jura” (row" in said[0]
    with pytest.raises(InvalidValueError, match=r"'last' is not a rule.*“latest”"):
        read(ROUNDS, path, rule="last")


def test_what_cannot_be_read_twice_names_no_rows() -> None:
    rows = pa.table({**ROUNDS, "rater": ["self"] * 3})
    said = errors_of(RatingMatrix.from_arrow, rows.to_reader())
    assert said == [
        "column “unit”: person “a” is in several units",
        "column “PV11”: person “a” has several ratings of PV11 that nothing chooses between",
    ]

    class Once:
        def __init__(self) -> None:
            self.left = [rows]

        def __arrow_c_stream__(self, requested_schema=None):
            if not self.left:
                raise ValueError("it was read")
            return self.left.pop().__arrow_c_stream__(requested_schema)

    assert errors_of(RatingMatrix.from_arrow, Once()) == said


def test_of_very_many_contradictions_the_first_are_kept_and_all_are_counted(monkeypatch) -> None:
    monkeypatch.setattr(_problems, "MOST_ERRORS", 3)
    monkeypatch.setattr(_table, "MOST_ERRORS", 3)
    frame = pl.DataFrame({"id": ["a", "b", "c", "d", "e"] * 2, "PV11": [1] * 10, "DS11": [2] * 10})
    with pytest.raises(InvalidInputError, match="frame: 10 errors, of which 3 are here") as caught:
        RatingMatrix.from_frame(frame)
    assert str(caught.value.errors[0]).startswith("row 5, column “PV11”: person “a” has 2 ratings")


def test_rows_of_many_days_are_told_apart(monkeypatch) -> None:
    monkeypatch.setattr(_pieces, "_TWO_BYTES", 1)
    found = RatingMatrix.from_frame(pl.DataFrame(ROUNDS), rule="latest")
    assert [one["PV11"] for one in found] == [2, 3]


def test_many_ratings_of_the_same_are_named_in_part() -> None:
    frame = pl.DataFrame({"id": ["a"] * 9, "competency": ["PV11"] * 9, "level": [1] * 9})
    (said,) = errors_of(RatingMatrix.from_frame, frame)
    assert "has 9 ratings of PV11: 1 (row 0), 1 (row 1), 1 (row 2), 1 (row 3), …; a rule" in said


@pytest.mark.parametrize("piece", [1, 100])
def test_a_person_in_two_units_is_an_error(piece, monkeypatch) -> None:
    monkeypatch.setattr(reading, "_PIECE", piece)
    frame = pl.DataFrame({
        "id": ["a", "a", "a"], "unit": ["It", None, "Jura"], "competency": ["PV11", "DS11", "DS12"],
        "level": [1, 2, 3],
    })  # fmt: skip
    (said,) = errors_of(RatingMatrix.from_frame, frame)
    assert said == (
        "row 2, column “unit”: person “a” is in several units: “It” (row 0), “Jura” (row 2)"
    )


def test_columns_that_are_not_understood_are_errors() -> None:
    said = errors_of(RatingMatrix.from_frame, pl.DataFrame({"id": ["a"], "PV1": [1], "PV12x": [2]}))
    assert [line.split(": ")[0] for line in said] == ["column “PV1”", "column “PV12x”"]
    (said,) = errors_of(RatingMatrix.from_frame, pl.DataFrame({"id": ["a"], "": [1], "PV11": [1]}))
    assert said == "column “”: the column has no name"
    said = errors_of(
        RatingMatrix.from_frame, pl.DataFrame({"id": ["a"], "PV11": [1]}), columns={"x": None}
    )
    assert "no column “x”" in said[0]


def test_one_form_or_the_other() -> None:
    either = "it is one or the other"
    wide = pl.DataFrame({"id": ["a"], "PV11": [1], "level": [1], "relevant": [True]})
    said = errors_of(RatingMatrix.from_frame, wide)
    assert [line.split(": ")[0] for line in said] == ["column “level”", "column “relevant”"]
    assert all(either in line for line in said)
    long = pl.DataFrame({"id": ["a"], "competency": ["PV11"], "level": [1], "DS11": [1]})
    (said,) = errors_of(RatingMatrix.from_frame, long)
    assert said.startswith("column “DS11”") and either in said  # noqa: PT018 - one line
    said = errors_of(RatingMatrix.from_frame, pl.DataFrame({"unit": ["a"]}))
    assert [line.split(".")[0] for line in said] == [
        "there is no column “Employee”", "there is no column “Competency”",
        "there is no column “Level”",
    ]  # fmt: skip
    (said,) = errors_of(RatingMatrix.from_frame, pl.DataFrame({"PV11": [1]}))
    assert said.startswith("there is no column “Employee”")


def test_of_very_many_errors_the_first_are_kept_and_all_are_counted(monkeypatch) -> None:
    monkeypatch.setattr(_problems, "MOST_ERRORS", 3)
    frame = pl.DataFrame({"id": [f"p{n}" for n in range(9)], "PV11": [9] * 9})
    with pytest.raises(InvalidInputError, match="frame: 9 errors, of which 3 are here") as caught:
        RatingMatrix.from_frame(frame)
    assert len(caught.value.errors) == 3
    assert caught.value.explain("da").startswith("frame: 9 fejl, hvoraf 3 er her")


def test_what_is_no_table_is_refused(tmp_path) -> None:
    for thing in ([1], "people", pl.Series([1])):
        with pytest.raises(InvalidTypeError, match="is not a data frame"):
            RatingMatrix.from_frame(thing)
    for thing in ([1], "people", pa.array([1]), pa.chunked_array([[1]])):
        with pytest.raises(InvalidTypeError, match="is not a table of Arrow"):
            RatingMatrix.from_arrow(thing)
    with pytest.raises(UnreadableFileError):
        RatingMatrix.from_parquet(tmp_path / "nowhere.parquet")
    path = tmp_path / "people.parquet"
    path.write_bytes(b"no")
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        RatingMatrix.from_parquet(path)
    with pytest.raises(InvalidValueError, match="rows: 0"):
        RatingMatrix.from_parquet(path, rows=0)


def test_errors_in_a_parquet_file_name_it(tmp_path) -> None:
    path = tmp_path / "people.parquet"
    pq.write_table(pa.table({"id": ["a"], "PV11": [9]}), path)
    with pytest.raises(InvalidInputError, match=r"people\.parquet: 1 error"):
        RatingMatrix.from_parquet(path)


def test_a_frame_that_fails_when_it_is_worked_out_is_refused() -> None:
    lazy = pl.LazyFrame({"id": ["a"], "PV11": ["x"]})
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        RatingMatrix.from_frame(lazy.with_columns(pl.col("PV11").cast(pl.Int8, strict=True)))
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        RatingMatrix.from_frame(lazy.select("nothing"))

    def broken():
        yield pa.record_batch({"id": ["a"], "PV11": [1]})
        raise pa.ArrowInvalid("half a batch")

    schema = pa.schema([("id", pa.string()), ("PV11", pa.int64())])
    with pytest.raises(UnreadableFileError, match="half a batch"):
        RatingMatrix.from_arrow(pa.RecordBatchReader.from_batches(schema, broken()))
