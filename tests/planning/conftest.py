"""Without the other solver there is nothing to compare with: `nox -s solvers` brings it."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore = [] if find_spec("ortools") else ["test_another_solver.py"]
