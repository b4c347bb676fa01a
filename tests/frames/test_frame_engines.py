"""What goes in comes out, a plan stays a plan, and what cannot be read is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from statskompetencer import InvalidInputError, Role, Target, load
from statskompetencer.exceptions import InvalidTypeError, InvalidValueError, UnknownNameError
from statskompetencer.frames import (
    check,
    coverage,
    gaps,
    group_gaps,
    match,
    rank,
    resolve,
    to_long,
    to_profiles,
    to_wide,
)

DAY = dt.date(2026, 1, 31)
ROLE = Role("r", {"DS11": 3})
TARGET = Target({"DS11": 1})

ANALYSES = {
    "coverage": lambda frame, _: coverage(frame, TARGET),
    "coverage per whole": lambda frame, _: coverage(frame, TARGET, by="person", per="whole"),
    "gaps": lambda frame, _: gaps(frame, ROLE),
    "group_gaps": lambda frame, _: group_gaps(frame, ROLE),
    "match": lambda frame, engine: match(frame, ROLE, connection=engine.connection),
    "rank": lambda frame, engine: rank(frame, ROLE, connection=engine.connection),
    "resolve": lambda frame, _: resolve(frame, "rater"),
    "to_wide": lambda frame, _: to_wide(frame),
}


@pytest.mark.parametrize("name", ANALYSES)
def test_what_goes_in_comes_out(engine, name):
    frame = engine.make(person=["a"], competency=["DS11"], level=[2], rater=["self"])
    found = ANALYSES[name](frame, engine)
    assert type(found) is type(frame)
    if engine.name == "pandas-arrow":
        assert {type(kind).__name__ for kind in found.dtypes} <= {"ArrowDtype"}
    if engine.name.startswith("pandas"):
        assert [*found.index] == [*range(len(found))]


def test_the_long_form_comes_from_the_same_engine(engine):
    frame = engine.make(person=["a"], DS11=[2])
    assert type(to_long(frame)) is type(frame)


@pytest.mark.parametrize("name", ANALYSES)
def test_a_plan_of_polars_is_not_run(name):
    pl = pytest.importorskip("polars")

    def fail(_: object) -> object:
        raise AssertionError("the plan was run")

    schema = {"person": pl.String, "competency": pl.String, "level": pl.Int64, "rater": pl.String}
    plan = pl.LazyFrame(schema=schema).map_batches(fail, schema=schema)

    class _None:
        connection = None

    assert isinstance(ANALYSES[name](plan, _None), pl.LazyFrame)
    with pytest.raises(Exception, match="the plan was run"):
        ANALYSES[name](plan, _None).collect()


@pytest.mark.parametrize("name", ANALYSES)
def test_a_relation_of_duckdb_is_not_run(name):
    duckdb = pytest.importorskip("duckdb")

    class _Connection:
        connection = duckdb.connect()

    relation = _Connection.connection.sql(
        "SELECT error('it was run')::VARCHAR AS person, 'DS11' AS competency, 2 AS level, "
        "'self' AS rater"
    )
    found = ANALYSES[name](relation, _Connection)
    with pytest.raises(Exception, match="it was run"):
        found.fetchall()


def test_frames_of_narwhals_are_taken_and_come_out_native(engine):
    import narwhals as main
    import narwhals.stable.v2 as nw

    frame = engine.make(person=["a"], competency=["DS11"], level=[2])
    for wrapped in (nw.from_native(frame), main.from_native(frame)):
        assert type(coverage(wrapped, TARGET)) is type(frame)


def test_texts_with_few_values_are_taken_as_texts(engine):
    frame = engine.make(person=["a"], unit=["J"], competency=["DS11"], level=[2])
    if engine.name.startswith("pandas"):
        frame = frame.astype({"unit": "category", "competency": "category", "person": "category"})
    elif engine.name.startswith("polars"):
        import polars as pl

        frame = frame.with_columns(pl.col("unit", "competency", "person").cast(pl.Categorical))
    elif engine.name == "pyarrow":
        for n, name in enumerate(["person", "unit", "competency"]):
            frame = frame.set_column(n, name, frame[name].dictionary_encode())
    people = engine.make(person=["a"], unit=["J"])
    if engine.name.startswith("pandas"):
        people = people.astype({"unit": "category"})
    assert engine.rows(coverage(frame, TARGET, by="unit")) == [
        ("J", "DS11", "fragile", 2, 1, 1, 0, 0, 1)
    ]
    assert engine.rows(coverage(frame, TARGET, by="unit", people=people))[0][:3] == (
        "J", "DS11", "fragile",
    )  # fmt: skip


def test_quotes_in_ids_and_names_are_no_trouble(engine):
    frame = engine.make(
        **{"pe'rson": ["o'b\"r"], "un'it": ["J\"'"], "competency": ["DS11"], "level": [2]}
    )
    found = coverage(frame, TARGET, by="un'it", units=["J\"'", "K'"], columns={"pe'rson": "person"})
    assert [row[:3] for row in engine.rows(found)] == [
        ('J"\'', "DS11", "fragile"), ("K'", "DS11", "uncovered"),
    ]  # fmt: skip


def test_what_is_no_frame_is_refused():
    with pytest.raises(InvalidTypeError, match=r"frame: .*list.* is not a data frame. Allowed: pa"):
        coverage([1, 2])
    pl = pytest.importorskip("polars")
    with pytest.raises(InvalidTypeError, match="is not a data frame"):
        coverage(pl.Series([1]))


def test_an_engine_that_is_not_tested_is_refused_with_the_way_round():
    pa = pytest.importorskip("pyarrow")
    import narwhals.stable.v2 as nw

    from statskompetencer.frames import _engine

    known = _engine._KNOWN
    table = pa.table({"person": ["a"]})
    try:
        _engine._KNOWN = tuple(one for one in known if one is not nw.Implementation.PYARROW)
        with pytest.raises(InvalidTypeError, match=r"frames of pyarrow are not supported.*Spark"):
            coverage(table)
    finally:
        _engine._KNOWN = known


def test_a_second_frame_of_another_engine_is_refused(engine):
    frame = engine.make(person=["a"], competency=["DS11"], level=[2])
    pa = pytest.importorskip("pyarrow")
    other = pa.table({"person": ["a"]})
    if engine.name == "pyarrow":
        other = other.to_pandas()
    with pytest.raises(InvalidTypeError, match="hand over both as the same"):
        coverage(frame, TARGET, people=other)
    with pytest.raises(InvalidTypeError, match="hand over both as the same"):
        gaps(frame, [ROLE], posts=other)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"level": ["2"]}, 'column "level": the level is a number, and this column holds String'),
        ({"relevant": ["ja"]}, 'column "relevant": the relevant is true or false'),
        ({"date": ["2026-01-31"]}, 'column "date": the date is a date'),
        ({"person": [1.5]}, 'column "person": the person is text'),
        ({"competency": [1.5]}, 'column "competency": the competency is text'),
    ],
)
def test_a_column_of_a_kind_that_cannot_be_right_is_refused(engine, columns, message):
    usual = {"person": ["a"], "competency": ["DS11"], "level": [2]}
    with pytest.raises(InvalidTypeError, match=message):
        coverage(engine.make(**{**usual, **columns}), TARGET)


def test_columns_are_named_by_what_they_hold(engine):
    frame = engine.make(person=["a"], competency=["DS11"], level=[2], x=[1])
    with pytest.raises(UnknownNameError, match="no column “z”"):
        coverage(frame, TARGET, columns={"z": "level"})
    with pytest.raises(UnknownNameError, match="'lvel' is nothing that a column can hold"):
        coverage(frame, TARGET, columns={"x": "lvel"})
    with pytest.raises(InvalidValueError, match="there is a column of that name: leave one out"):
        coverage(frame, TARGET, columns={"x": "level"})
    with pytest.raises(InvalidValueError, match="two columns are said to hold the level"):
        coverage(frame, TARGET, columns={"x": "level", "level": "level"})
    with pytest.raises(InvalidTypeError, match="is not a mapping"):
        coverage(frame, TARGET, columns=["level"])
    left_out = coverage(frame, TARGET, columns={"x": "level", "level": None})
    assert engine.rows(left_out) == [("DS11", "uncovered", 2, 1, 0, 0, 0, 1)]
    with pytest.raises(UnknownNameError, match="no column “level”; say which it is: columns="):
        coverage(engine.make(person=["a"], competency=["DS11"]), TARGET)


ODD = {
    'pe"r\'so`n': "person", "Niv. eau": "level", "comp;--": "competency", "select": "date",
}  # fmt: skip
"""Names that databases would have to quote."""


@pytest.mark.parametrize("name", [*ANALYSES, "check", "to_profiles"])
def test_columns_may_have_any_name(engine, name):
    frame = engine.make(
        **{
            'pe"r\'so`n': ["a"], "comp;--": ["DS11"], "Niv. eau": [2], "select": [DAY],
            "1 un%it": ["J"],
        }
    )  # fmt: skip
    by, settled = {"by": "1 un%it"}, {"columns": ODD}
    score = {"connection": engine.connection, **settled}
    run = {
        "coverage": lambda: coverage(frame, TARGET, **by, **settled),
        "coverage per whole": lambda: coverage(frame, TARGET, per="whole", **by, **settled),
        "gaps": lambda: gaps(frame, ROLE, **settled),
        "group_gaps": lambda: group_gaps(frame, ROLE, **by, **settled),
        "match": lambda: match(frame, ROLE, **score),
        "rank": lambda: rank(frame, ROLE, **score),
        "resolve": lambda: resolve(frame, "latest", **by, **settled),
        "to_wide": lambda: to_wide(frame, **by, **settled),
        "check": lambda: check(frame, **by, **settled),
        "to_profiles": lambda: to_profiles(frame, **settled),
    }
    found = run[name]()
    if name == "check":
        assert found.ok
    elif name == "to_profiles":
        assert [one.id for one in found] == ["a"]
    else:
        assert len(engine.rows(found)) == 1
        assert ('pe"r\'so`n' in engine.columns(found)) == (name not in {
            "coverage", "coverage per whole", "group_gaps",
        })  # fmt: skip


def test_a_wide_frame_may_have_any_names(engine):
    frame = engine.make(**{'pe"r': ["a"], 'x"; y': [2]})
    found = to_long(frame, columns={'x"; y': "DS11"})
    assert engine.rows(found) == [("a", "DS11", 2, True)]


def _with_types(engine, **kinds):
    import pyarrow as pa

    columns = {"person": ["a", "b"], "competency": ["DS11", "DS11"], "level": [3, None]}
    arrays = {
        name: pa.array(columns[name], kinds.get(name, pa.int64() if name == "level" else None))
        for name in columns
    }
    return engine.make_from_arrow(pa.table(arrays))


@pytest.mark.parametrize("kind", ["int8", "int32", "float32", "float64", "decimal128(5, 1)"])
def test_levels_may_be_numbers_of_any_size(engine, kind):
    import pyarrow as pa

    made = pa.decimal128(5, 1) if kind.startswith("decimal") else getattr(pa, kind)()
    frame = _with_types(engine, level=made)
    if engine.name == "pandas" and kind.startswith("decimal"):  # objects, to pandas
        with pytest.raises(InvalidTypeError, match="this column holds Object: convert it first"):
            coverage(frame, TARGET)
        return
    found = coverage(frame, TARGET, check=True)
    assert engine.rows(found) == [("DS11", "fragile", 2, 1, 1, 1, 0, 2)]
    ranked = rank(frame, ROLE, connection=engine.connection, check=True)
    assert [row[:2] for row in engine.rows(ranked)] == [(1, "a"), (2, "b")]
    lacks = gaps(frame, Role("r", {"DS11": 4}))
    assert [row[3] for row in engine.sorted_rows(lacks, 0)] == [3, None]
    wide = to_wide(frame, load().select("DS11", version="x"))
    assert engine.sorted_rows(wide, 0) == [("a", 3), ("b", None)]


def test_what_is_not_a_number_is_no_level(engine):
    frame = engine.make(
        person=["a", "b"], competency=["DS11", "DS11"], level=[3.0, float("nan")], date=[DAY, DAY]
    )
    assert check(frame).ok
    assert engine.rows(coverage(frame, TARGET)) == [("DS11", "fragile", 2, 1, 1, 1, 0, 2)]
    ranked = rank(frame, ROLE, connection=engine.connection)
    assert [row[0:3:2] for row in engine.rows(ranked)] == [(1, "r"), (2, "r")]
    assert [row[2] for row in engine.sorted_rows(resolve(frame, "latest"), 0)] == [3, None]


def test_dates_may_be_times_of_a_zone(engine):
    import pyarrow as pa

    days = pa.array([dt.datetime(2026, 1, 1, 9), dt.datetime(2026, 1, 2, 9)])  # noqa: DTZ001 - of the zone below
    table = pa.table({
        "person": ["a", "a"], "competency": ["DS11", "DS11"], "level": [3, 2],
        "date": days.cast(pa.timestamp("us", "UTC")),
    })  # fmt: skip
    found = resolve(engine.make_from_arrow(table), "latest")
    assert engine.rows(found) == [("a", "DS11", 2, True)]


def test_an_empty_frame_of_which_no_type_is_known_has_nobody(engine):
    import pyarrow as pa

    frame = engine.make_from_arrow(
        pa.table({name: pa.nulls(0) for name in ("person", "competency", "level", "unit")})
    )
    if engine.name == "duckdb" and "INTEGER" in map(str, frame.types):
        with pytest.raises(InvalidTypeError, match="the competency is text"):
            check(frame)  # to DuckDB 1 nothing is a whole number
        return
    assert check(frame).ok
    assert engine.rows(coverage(frame, TARGET, by="unit")) == []
    assert engine.rows(rank(frame, ROLE, connection=engine.connection)) == []


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"level": [True]}, 'column "level": the level is a number, and this column holds Bool'),
        ({"person": [True]}, 'column "person": the person is text'),
        ({"competency": [1]}, 'column "competency": the competency is text'),
        ({"unit": [1.5]}, 'column "unit": the unit is text'),
        ({"round": [[1]]}, 'column "round": the group is text'),
    ],
)
def test_columns_of_other_kinds_are_refused_by_what_they_hold(engine, columns, message):
    import pyarrow as pa

    usual = {"person": ["a"], "competency": ["DS11"], "level": [2], "round": [1]}
    frame = engine.make_from_arrow(pa.table({**usual, **columns}))
    with pytest.raises(InvalidTypeError, match=message):
        coverage(frame, TARGET, by="round")


def test_lists_that_hold_numbers_where_the_ratings_hold_texts_are_refused(engine):
    frame = engine.make(person=["a"], unit=["J"], competency=["DS11"], level=[2])
    wrong = r"a column holds .* here and String in the ratings: convert one"
    with pytest.raises(InvalidTypeError, match=f"^people: {wrong}"):
        coverage(frame, TARGET, people=engine.make(person=[1]))
    with pytest.raises(InvalidTypeError, match=f"^units: {wrong}"):
        coverage(frame, TARGET, by="unit", units=engine.make(unit=[1]))
    with pytest.raises(InvalidTypeError, match=f"^posts: {wrong}"):
        gaps(frame, [ROLE], posts=engine.make(person=[1], role=["r"]))
    numbered = engine.make(person=["a"], unit=[7], competency=["DS11"], level=[2])
    with pytest.raises(InvalidTypeError, match=r"^units: a column holds String here and Int"):
        coverage(numbered, TARGET, by="unit", units=["J"])
    with pytest.raises(InvalidTypeError, match="a column holds String here and Int"):
        coverage(numbered, by="unit", unit_targets={"J": TARGET}, check=False)


def test_two_columns_of_one_name_are_refused():
    pd = pytest.importorskip("pandas")
    pa = pytest.importorskip("pyarrow")
    frame = pd.DataFrame([["a", "DS11", 1, 2]], columns=["person", "competency", "level", "level"])
    table = pa.table([["a"], ["DS11"], [1], [2]], names=[*frame.columns])
    for doubled in (frame, table):
        with pytest.raises(InvalidValueError, match="frame: several columns are called “level”"):
            coverage(doubled, TARGET)
    with pytest.raises(InvalidValueError, match="people: several columns are called “person”"):
        coverage(frame.iloc[:, :3], TARGET, people=frame.iloc[:, [0, 0]])


def test_names_of_pandas_that_are_no_texts_are_told_as_texts():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"person": ["a"], "competency": ["DS11"], "level": [2]})
    with pytest.raises(UnknownNameError, match=r"Allowed: .*person"):
        coverage(pd.concat({"k": frame}, axis=1), TARGET)
    numbered = frame.rename(columns={"level": 0})
    assert coverage(numbered, TARGET, columns={0: "level"})["holders"].tolist() == [1]


def test_an_index_of_pandas_that_repeats_itself_is_no_trouble():
    pd = pytest.importorskip("pandas")
    one = pd.DataFrame({"person": ["a"], "competency": ["DS11"], "level": [2]})
    frame = pd.concat([one, one.assign(person="b", level=1)])
    assert gaps(frame, ROLE).sort_values("person")["held"].tolist() == [2, 1]
    assert rank(frame, ROLE)["person"].tolist() == ["a", "b"]


def test_columns_of_which_pandas_does_not_say_what_they_hold_are_refused_unless_blank():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"person": ["a"], "competency": ["DS11"], "level": [2]})
    for level in ([2 + 0j], pd.arrays.SparseArray([2]), pd.Series([2], dtype=object)):
        with pytest.raises(InvalidTypeError, match="the level is a number"):
            coverage(frame.assign(level=level), TARGET)
    with pytest.raises(InvalidTypeError, match='column "DS11": levels are numbers'):
        to_long(pd.DataFrame({"person": ["a"], "DS11": pd.Series([2], dtype=object)}))
    blank = pd.DataFrame({"person": ["a"], "DS11": pd.Series([None], dtype=object)})
    assert to_long(blank)["level"].isna().tolist() == [True]
    unit = frame.assign(unit=[float("nan")])  # as a column without a value is read from a file
    assert coverage(unit, TARGET, by="unit")["holders"].tolist() == [1]


def test_texts_of_arrow_that_it_cannot_search_are_taken():
    pa = pytest.importorskip("pyarrow")
    pd = pytest.importorskip("pandas")
    table = pa.table(
        {"person": pa.array(["a"], pa.string_view()), "competency": ["DS11"], "level": [2]}
    )
    assert check(table).ok
    assert len(rank(table, ROLE)) == 1
    with pytest.raises(InvalidTypeError, match="pandas can do nothing with string_view"):
        check(table.to_pandas(types_mapper=pd.ArrowDtype))


def test_truth_in_a_column_of_objects_is_refused_and_a_blank_one_says_nothing():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"person": ["a"], "competency": ["DS11"], "level": [2]})
    mixed = frame.assign(relevant=pd.Series([True], dtype="object"))
    with pytest.raises(InvalidTypeError, match="the relevant is true or false"):
        coverage(mixed, TARGET)
    blank = frame.assign(
        relevant=pd.Series([None], dtype="object"), unit=pd.Series([None], dtype="object")
    )
    assert coverage(blank, TARGET, by="unit")["holders"].tolist() == [1]
    nothing = frame.assign(level=pd.Series([None], dtype="object"))
    assert coverage(nothing, TARGET)["unknown"].tolist() == [1]


def test_nullable_whole_numbers_of_pandas_stay_so():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {"person": ["a"], "competency": ["DS11"], "level": pd.array([2], dtype="Int64")}
    )
    assert str(gaps(frame, ROLE)["held"].dtype) == "Int64"
    assert coverage(frame, TARGET)["holders"].tolist() == [1]


def test_decimals_of_a_database_are_levels():
    duckdb = pytest.importorskip("duckdb")
    relation = duckdb.sql("SELECT 'a' AS person, 'DS11' AS competency, 2::DECIMAL(9, 2) AS level")
    assert coverage(relation, TARGET, check=True).fetchall()[0][:2] == ("DS11", "fragile")
    wrong = relation.project("person, competency, (level + 0.5)::DECIMAL(9, 2) AS level")
    with pytest.raises(InvalidInputError):
        coverage(wrong, TARGET, check=True)


def test_what_is_nothing_in_nullable_types_of_pandas_is_nothing_in_examples():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {
            "person": ["a"],
            "competency": ["XX"],
            "level": pd.array([None], dtype="Int64"),
            "date": pd.to_datetime([None]),
            "rater": pd.array([None], dtype="string"),
        }
    )
    (problem,) = check(frame)
    (row,) = problem.examples
    assert (row["level"], row["date"], row["rater"]) == (None, None, None)


def test_columns_that_have_no_type_as_nothing_is_in_them_say_nothing():
    pa = pytest.importorskip("pyarrow")
    nothing = pa.nulls(1)
    table = pa.table(
        {
            "person": ["a"], "competency": ["DS11"], "level": nothing, "unit": nothing,
            "relevant": nothing, "rater": nothing, "date": nothing,
        }
    )  # fmt: skip
    assert check(table).ok
    assert coverage(table, TARGET, by="unit").to_pylist()[0]["unknown"] == 1
    pl = pytest.importorskip("polars")
    assert coverage(pl.from_arrow(table), TARGET, by="unit")["unknown"].to_list() == [1]


def test_lists_may_call_people_person_where_the_ratings_do_not(engine):
    frame = engine.make(MA=["a"], competency=["DS11"], level=[2])
    names = {"MA": "person"}
    people = engine.make(person=["a", "b"], ministry=["X", "X"])
    found = coverage(frame, TARGET, by="ministry", people=people, columns=names)
    assert engine.rows(found) == [("X", "DS11", "fragile", 2, 1, 1, 1, 0, 2)]
    posts = engine.make(person=["a"], role=["r"])
    lacks = gaps(frame, [ROLE], posts=posts, columns=names)
    assert [row[:4] for row in engine.rows(lacks)] == [("a", "DS11", 3, 2)]
    assert engine.columns(lacks)[0] == "MA"
    by_both = {"by": "ministry", "columns": names}
    frame = engine.make(MA=["a"], ministry=["X"], competency=["DS11"], level=[2])
    with pytest.raises(UnknownNameError, match="people: there is no column “ministry”"):
        coverage(frame, TARGET, people=engine.make(person=["a"]), **by_both)


def test_units_may_be_numbers(engine):
    frame = engine.make(person=["a"], unit=[7], competency=["DS11"], level=[2])
    assert engine.rows(coverage(frame, TARGET, by="unit", check=True))[0][:2] == (7, "DS11")
