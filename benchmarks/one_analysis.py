"""Read a Parquet file into a matrix and run one analysis: ``one_analysis.py FILE NAME``."""

from __future__ import annotations

import sys
from pathlib import Path

import made

from statskompetencer.bulk import RatingMatrix

ROLES = made.roles(100, 32)


def in_blocks(matrix: RatingMatrix) -> None:
    """All that there is to a match, a block of people at a time."""
    for block in matrix.match_blocks(ROLES):
        _ = block.steps_met, block.steps_met_upper, block.qualified, block.short


def gaps(matrix: RatingMatrix) -> object:
    """Both bounds for everybody."""
    found = matrix.gaps(ROLES[0])
    return found.steps_short, found.steps_short_upper


ANALYSES = {
    "reading the file": None,
    "coverage of 500 units": RatingMatrix.coverage,
    "coverage of 500 units, with the index made": lambda matrix: matrix.indexed().coverage(),
    "total gap of each, both bounds": gaps,
    "the 10 best of 100 roles": lambda matrix: matrix.top(ROLES, 10),
    "scores, verdicts and counts with 100 roles, in blocks": in_blocks,
}

if __name__ == "__main__":
    file, name = sys.argv[1:]
    matrix = RatingMatrix.from_parquet(file)
    analysis = ANALYSES[name]
    if analysis is not None:
        Path("/proc/self/clear_refs").write_text("5")  # begin the peak anew: Linux
        analysis(matrix)
