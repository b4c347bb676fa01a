"""The analyses on whole data frames, on the engine that they are on; extra ``[frames]``.

Ratings stand in the long form, one row a person and competency: `person`, `competency` (by
its id), `level` (a whole number; null for *not assessed*), and where there are such columns
`relevant` (false for *not relevant*), `unit`, `rater` and `date`. A person and competency
without a row are *not assessed*; a row that names only a person says that they are there.
Columns that are called otherwise are named with ``columns={"Niveau": "level"}``.

What goes in comes out: a frame of pandas, Polars or PyArrow gives one of the same kind, a
Polars `LazyFrame` stays a plan, a relation of DuckDB stays in DuckDB and a frame of Spark on
its cluster. The numbers are those of the object level to the last digit.

    >>> import pandas as pd
    >>> from statskompetencer import Target, frames
    >>> ratings = pd.DataFrame({
    ...     "person": ["M1", "M2"], "competency": ["DS11", "DS11"], "level": [3, 1]})
    >>> frames.coverage(ratings, Target({"DS11": 2}))["status"].tolist()
    ['short']
"""

from __future__ import annotations

from . import _installed as _installed
from ._check import check
from ._coverage import Per, coverage
from ._findings import FrameCheck, FrameProblem
from ._forms import to_long, to_wide
from ._gaps import gaps, group_gaps
from ._key_people import key_people
from ._match import match, rank
from ._profiles import from_profiles, to_profiles
from ._ratings import By, Columns
from ._resolve import resolve

__all__ = [
    "By",
    "Columns",
    "FrameCheck",
    "FrameProblem",
    "Per",
    "check",
    "coverage",
    "from_profiles",
    "gaps",
    "group_gaps",
    "key_people",
    "match",
    "rank",
    "resolve",
    "to_long",
    "to_profiles",
    "to_wide",
]
