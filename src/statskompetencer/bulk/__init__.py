"""The ratings of very many people in one packed matrix, and the analyses on it.

Up to tens of millions of people on one machine, with the meanings and the numbers of the
object level: `RatingMatrix` is made from profiles, data frames, Arrow or Parquet, and its
methods answer for everybody at once.

Needs the extra ``bulk``; reading and writing Arrow and Parquet needs PyArrow besides, and
data frames narwhals.
"""

from __future__ import annotations

from . import _installed as _installed
from .coverage import MatrixCoverage
from .cube import Cube
from .gaps import PersonGaps, UnitGaps
from .matches import Matches
from .matrix import RatingMatrix
from .top import Top

__all__ = [
    "Cube",
    "Matches",
    "MatrixCoverage",
    "PersonGaps",
    "RatingMatrix",
    "Top",
    "UnitGaps",
]
