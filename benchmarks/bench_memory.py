"""Peak memory with the largest number of people, in processes that may have 8 GB."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from one_analysis import ANALYSES
from tables import Memory

LIMIT = 8 << 30
MOST = 2_000_000_000  # bytes beyond the input
AIMED = 10_000_000
COMPETENCIES = 32
HERE = Path(__file__).parent
FILE = object()
"""Stands for the file among the arguments of a program."""
PEAKS = Path("/proc/self/clear_refs")

pytestmark = pytest.mark.skipif(not PEAKS.exists(), reason=f"only with {PEAKS}, so on Linux")


@pytest.fixture
def within(note, file_of, sizes):
    """Run a program of Python on the file under the limit, and note what it took."""
    people = max(sizes)
    path = file_of("wide", people)

    def within(what, *arguments):
        program = [str(path) if argument is FILE else argument for argument in arguments]
        limited = [sys.executable, str(HERE / "limited.py"), str(LIMIT), sys.executable]
        done = subprocess.run([*limited, *program], check=True, capture_output=True, text=True)
        note(
            Memory(
                what=what,
                people=people,
                target=MOST if people >= AIMED else None,
                ratings=people * COMPETENCIES,
                **json.loads(done.stdout),
            )
        )

    return within


@pytest.mark.parametrize("analysis", ANALYSES)
def test_analysis(within, analysis):
    within(analysis, str(HERE / "one_analysis.py"), FILE, analysis)


def test_command_line(within):
    within("statskompetencer coverage FILE.parquet", "-m", "statskompetencer", "coverage", FILE)
