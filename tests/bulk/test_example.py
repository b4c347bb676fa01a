"""The example of large files holds the people of the example that one can read."""

from __future__ import annotations

from pathlib import Path

from statskompetencer.bulk import RatingMatrix

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_parquet_file_is_the_csv_file() -> None:
    written = RatingMatrix.from_csv(EXAMPLES / "agency.csv")
    assert RatingMatrix.load(EXAMPLES / "agency.parquet") == written
    assert RatingMatrix.from_parquet(EXAMPLES / "agency.parquet") == written
