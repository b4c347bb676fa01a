"""What the benchmarks share: the people, and how a time is set against named baselines."""

from __future__ import annotations

import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest

import statskompetencer as s

PEOPLE = 10_000
NOT_ASSESSED, NOT_RELEVANT = 0.12, 0.05  # the share of all answers
SEED = 32

try:
    import resource
except ImportError:  # Windows: the time on the clock, so let nothing else run there
    clock = time.perf_counter
    CLOCK = "time on the clock"
else:

    def clock() -> float:
        """The processor time of this process, and of those that it started and saw end."""
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    CLOCK = "processor time"


Run = Callable[..., object]
Baselines = Mapping[str, tuple[Run, float | None]]


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("statskompetencer")
    group.addoption("--rounds", type=int, default=31, help="rounds of each comparison")
    group.addoption("--markdown", metavar="PATH", help="write the table of ratios to a file too")


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.benchmark(timer=clock))


@dataclass(frozen=True)
class Row:
    """One comparison: what was timed, against what, and the wanted ratio."""

    what: str
    seconds: float
    baseline: str
    baseline_seconds: float
    ratio: float
    target: float | None
    slower: bool  # the ratio is how much slower (at most), not how much faster (at least)

    @property
    def reached(self) -> bool | None:
        if self.target is None:
            return None
        return self.ratio <= self.target if self.slower else self.ratio >= self.target

    def cells(self) -> list[str]:
        bound = "at most" if self.slower else "at least"
        return [
            self.what,
            _time(self.seconds),
            self.baseline,
            _time(self.baseline_seconds),
            f"{self.ratio:.2f} × {'the time' if self.slower else 'as fast'}",
            "" if self.target is None else f"{bound} {self.target:g} ×",
            {True: "reached", False: "NOT reached", None: ""}[self.reached],
        ]


ROWS = pytest.StashKey[list[Row]]()


@pytest.fixture
def compare(benchmark, request):
    """Time something against baselines, in rounds in which each has its turn.

    The ratio is the median of the ratios of the rounds: what slows the machine in a round
    slows both sides of it. Processor time is taken, since on a busy machine a long run is
    interrupted more often than a short one.
    """

    def compare(  # noqa: PLR0913 - one argument for each thing about a comparison
        what: str,
        run: Run,
        baselines: Baselines,
        *,
        slower: bool = False,
        rounds: int | None = None,
        fresh: Callable[[], object] | None = None,
    ) -> None:
        times: dict[str, list[float]] = {name: [] for name in baselines}

        def their_turn():
            for name, (baseline, _) in baselines.items():
                start = clock()
                result = baseline()
                times[name].append(clock() - start)
                del result  # after the clock has stopped, as for what is compared
            return None if fresh is None else ((fresh(),), {})

        rounds = rounds or request.config.getoption("rounds")
        benchmark.pedantic(run, setup=their_turn, rounds=rounds, warmup_rounds=1)
        if benchmark.stats is None:  # --benchmark-disable: only to see that it runs
            return
        ours = benchmark.stats.stats.data
        for name, (_, target) in baselines.items():
            theirs = times[name][1:]  # without the warm-up
            pairs = zip(ours, theirs, strict=True)
            ratio = statistics.median(a / b if slower else b / a for a, b in pairs)
            medians = statistics.median(ours), statistics.median(theirs)
            row = Row(what, medians[0], name, medians[1], ratio, target, slower)
            benchmark.extra_info[name] = ratio
            request.config.stash.setdefault(ROWS, []).append(row)

    return compare


@pytest.hookimpl(trylast=True)  # below the table of pytest-benchmark
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    rows = config.stash.get(ROWS, [])
    if not rows:
        return
    report = "\n".join([_where(), "", *_table(rows), "", _verdict(rows)])
    terminalreporter.section("ratios")
    terminalreporter.write_line(report)
    path = config.getoption("markdown")
    if path:
        Path(path).write_text(report + "\n", encoding="utf-8", newline="\n")


def _where() -> str:
    versions = ", ".join(
        f"{name} {metadata.version(name)}"
        for name in ("statskompetencer", "attrs", "importlib-resources")
    )
    return (
        f"{platform.python_implementation()} {platform.python_version()} on {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} processors; {versions}. {PEOPLE:,} "
        f"people unless another number is named; medians of {CLOCK}."
    )


def _table(rows: list[Row]) -> list[str]:
    head = ["what", "time", "baseline", "its time", "ratio", "target", ""]
    lines = [head, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    padded.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return padded


def _verdict(rows: list[Row]) -> str:
    aimed = [row for row in rows if row.target is not None]
    missed = [f"{row.what} against {row.baseline}" for row in aimed if not row.reached]
    first = f"{len(aimed) - len(missed)} of {len(aimed)} targets reached."
    return " ".join([first, *(["Not reached: " + "; ".join(missed) + "."] if missed else [])])


def _time(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


@pytest.fixture(scope="session")
def answers() -> dict[str, dict[str, int | s.Unrated]]:
    """For each person what was answered; what is not there was not assessed."""
    chance = random.Random(SEED)
    ids = [f"p{number:05d}" for number in range(PEOPLE)]
    chance.shuffle(ids)  # the order of a file need not be that of the ids

    def answer() -> int | s.Unrated:
        relevant = chance.random() >= NOT_RELEVANT / (1 - NOT_ASSESSED)
        return chance.randint(0, 4) if relevant else s.Unrated.NOT_RELEVANT

    return {
        person: {c.id: answer() for c in s.load() if chance.random() >= NOT_ASSESSED}
        for person in ids
    }


@pytest.fixture(scope="session")
def people(answers) -> tuple[s.Profile, ...]:
    return tuple(s.Profile(person, ratings) for person, ratings in answers.items())


@pytest.fixture(scope="session")
def levels(answers) -> list[tuple[str, dict[str, int]]]:
    """The same as plain dicts of the levels; what is not there has none."""
    return [
        (person, {key: level for key, level in ratings.items() if isinstance(level, int)})
        for person, ratings in answers.items()
    ]
