"""What holds for every test: how hypothesis searches, and that nothing is left out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

import statskompetencer
from statskompetencer import Area, Competency, Framework, Profile, Subcategory, Target

if TYPE_CHECKING:
    from pathlib import Path

# No deadline and no check for slowness: how long an example takes is up to the machine.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples in every run and nothing remembered in between: nox asks for this one.
settings.register_profile(
    "repeatable", settings.get_profile("patient"), derandomize=True, database=None
)
# For laws that are cheap to try and dear to break: nox asks for it where plans are tested.
settings.register_profile("thousands", settings.get_profile("repeatable"), max_examples=2_000)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def two_areas() -> Framework:
    """One area with a subcategory, A1 and A2; one without, B1 and B2; in English only."""
    first = [Competency("A1", {"en": "Do 1"}), Competency("A2", {"en": "Do 2"})]
    second = [Competency("B1", {"en": "Do 3"}), Competency("B2", {"en": "Do 4"})]
    areas = [
        Area("A", {"en": "First"}, [Subcategory("AA", {"en": "Sub"}, first)]),
        Area("B", {"en": "Second"}, second),
    ]
    return Framework("mine", "1", {"en": "Mine"}, areas)


@pytest.fixture
def person(two_areas: Framework) -> Callable[..., Profile]:
    """Makes profiles for the two areas: `person("a", "Jura", A1=2)`."""

    def make(id_: str = "p", unit: str | None = None, **levels: object) -> Profile:
        return Profile(id_, levels, framework=two_areas, unit=unit)

    return make


@pytest.fixture
def target(two_areas: Framework) -> Callable[..., Target]:
    """Makes targets for the two areas: `target(A1=1)`."""

    def make(**holders: int) -> Target:
        return Target(holders, framework=two_areas)

    return make


class Done(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run_in(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path], Callable[..., Done]]:
    """Goes to a folder and gives what runs commands there, their output going into a pipe."""
    from statskompetencer import cli  # noqa: PLC0415 - needs an extra, which others do without

    def start(folder: Path) -> Callable[..., Done]:
        monkeypatch.chdir(folder)

        def run(*arguments: object) -> Done:
            code = cli.run([str(argument) for argument in arguments])
            return Done(code, *capsys.readouterr())

        return run

    return start


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
