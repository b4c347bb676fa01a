"""One suite for all engines: what a test gets is an engine, and what it expects is the same."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from attrs import frozen

NAMES = ("pandas", "pandas-arrow", "polars", "polars-lazy", "pyarrow", "duckdb", "spark")
MODULES = {"pandas-arrow": "pandas", "polars-lazy": "polars", "spark": "pyspark"}
LAZY = {"polars-lazy", "duckdb", "spark"}


@frozen
class Engine:
    """How tests make frames of an engine, and read them."""

    name: str
    make_from_arrow: Callable[[Any], Any]
    connection: Any = None
    session: Any = None

    @property
    def is_lazy(self) -> bool:
        return self.name in LAZY

    @property
    def backend(self) -> Any:
        """What `from_profiles` takes; pandas stands for both kinds of pandas."""
        if self.name == "duckdb":
            return self.connection
        return self.session or self.name.partition("-")[0]

    def make(self, **columns: Sequence[object]) -> Any:
        """A frame with these columns; a column without any value gets the usual type."""
        return self.make_from_arrow(arrow_table(columns))

    def rows(self, frame: Any) -> list[tuple[Any, ...]]:
        """The rows as plain tuples, None for nothing, in the order of the frame."""
        import narwhals.stable.v2 as nw

        here = nw.from_native(frame)
        if isinstance(here, nw.LazyFrame):
            here = here.collect()
        columns = []
        for name in here.columns:
            blank = here[name].is_null().to_list()
            values = here[name].to_list()
            columns.append([None if no else v for v, no in zip(values, blank, strict=True)])
        return [*zip(*columns, strict=True)]

    def sorted_rows(self, frame: Any, *keys: int) -> list[tuple[Any, ...]]:
        """The rows in the order of these columns."""
        return sorted(self.rows(frame), key=lambda row: [row[key] for key in keys])

    def columns(self, frame: Any) -> list[str]:
        """The names of the columns."""
        import narwhals.stable.v2 as nw

        return nw.from_native(frame).collect_schema().names()


def arrow_table(columns: dict[str, Sequence[object]]) -> Any:
    import pyarrow as pa

    usual = {"level": pa.int64(), "relevant": pa.bool_(), "date": pa.date32()}

    def kind(name: str, values: Sequence[object]) -> Any:
        some = [value for value in values if value is not None]
        if not some:
            return usual.get(name, pa.string())
        kinds = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), dt.date: pa.date32()}
        return kinds.get(type(some[0]), pa.string())

    return pa.table(
        {name: pa.array([*values], kind(name, [*values])) for name, values in columns.items()}
    )


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.shuffle.partitions", "1")
        # Frames of a few rows: to compile code for each plan takes far longer than to do without.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def _as_pandas(table: Any) -> Any:
    """As pandas has it of itself: numbers with holes are floats, truths with holes nullable."""
    import pandas as pd

    frame = table.to_pandas(date_as_object=False)
    for name in frame.columns:
        if str(table.schema.field(name).type) == "bool":
            frame[name] = pd.array(table[name].to_pylist(), dtype="boolean")
    return frame


def _as_pandas_on_arrow(table: Any) -> Any:
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _as_polars(table: Any) -> Any:
    import polars as pl

    return pl.from_arrow(table)


@pytest.fixture(params=[pytest.param(n, marks=[pytest.mark.spark] * (n == "spark")) for n in NAMES])
def engine(request: pytest.FixtureRequest) -> Engine:
    name: str = request.param
    for module in ("narwhals", "numpy", "pyarrow", MODULES.get(name, name)):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed")
    if name == "spark":
        session = request.getfixturevalue("spark")
        return Engine(name, session.createDataFrame, session=session)
    if name == "duckdb":
        import duckdb

        connection = duckdb.connect()
        return Engine(name, connection.from_arrow, connection=connection)
    makers = {
        "pandas": _as_pandas,
        "pandas-arrow": _as_pandas_on_arrow,
        "polars": _as_polars,
        "polars-lazy": lambda table: _as_polars(table).lazy(),
        "pyarrow": lambda table: table,
    }
    return Engine(name, makers[name])


@pytest.fixture
def agency(engine: Engine) -> Any:
    """Four people in two units and none, with all three states; one of whom nothing is said."""
    return engine.make(
        person=["a", "a", "a", "b", "c", "c", "c", "d"],
        unit=["J", "J", "J", "J", None, None, None, "I"],
        competency=["PV11", "PV12", "DS11", "PV11", "PV11", "PV12", "DS11", None],
        level=[3, None, 2, 1, 2, 0, None, None],
        relevant=[True, False, None, None, True, None, None, None],
    )
