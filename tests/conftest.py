"""What holds for every test: how hypothesis searches, and that nothing is left out."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

import statskompetencer

# No deadline and no check for slowness: how long an example takes is up to the machine.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples in every run and nothing remembered in between: nox asks for this one.
settings.register_profile(
    "repeatable", settings.get_profile("patient"), derandomize=True, database=None
)
# For laws that are cheap to try and dear to break: nox asks for it where plans are tested.
settings.register_profile("thousands", settings.get_profile("repeatable"), max_examples=2_000)
settings.load_profile("patient")


def pytest_report_header() -> str:
    """Say which package is tested, so that a source folder cannot pass for the wheel."""
    return f"statskompetencer {statskompetencer.__version__} in {statskompetencer.__path__[0]}"


def _forbidden_skips(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("STATSKOMPETENCER_NO_SKIPS"):
        return 0
    return len(reporter.stats.get("skipped", []))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if a test was skipped where every test has to run."""
    if session.exitstatus == pytest.ExitCode.OK and _forbidden_skips(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say so."""
    if skipped := _forbidden_skips(terminalreporter.config):
        terminalreporter.write_line(f"{skipped} skipped: a failure under STATSKOMPETENCER_NO_SKIPS")
