"""What the benchmarks share: the people, and how a time is set against named baselines."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from statistics import median

import pytest

import statskompetencer as s

sys.path.append(str(Path(__file__).parent))  # what the benchmarks share is found beside them

from tables import PROPORTION, Comparison, Growth, Row, report
from timing import CLOCK, Times, clock, ratio

PEOPLE = 10_000
ROUNDS = 31
NOT_ASSESSED, NOT_RELEVANT = 0.12, 0.05  # the share of all answers
SEED = 32

SECTIONS = pytest.StashKey[dict[str, tuple[str, list[Row]]]]()
RUN = pytest.StashKey[str]()
Run = Callable[..., object]
Baselines = Mapping[str, tuple[Run, float | None]]


def pytest_addoption(parser: pytest.Parser) -> None:
    sizes = "1e5,1e6,1e7" if os.environ.get("STATSKOMPETENCER_BENCH_LARGE") else "1e5,1e6"
    group = parser.getgroup("statskompetencer")
    group.addoption("--rounds", type=int, help=f"at most so many rounds; usual: {ROUNDS}")
    group.addoption("--sizes", default=sizes, help="how many people, where it is very many")
    group.addoption("--markdown", metavar="PATH", help="write the tables to a file too")


def pytest_configure(config: pytest.Config) -> None:
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "not known"
    rounds = config.getoption("rounds")
    chosen = f"sizes {config.getoption('sizes')}" + (f", {rounds} rounds at most" if rounds else "")
    config.stash[RUN] = f"{chosen}; the load of the machine before: {busy}"
    # A processor that is named there for other work would slow the matrix product down;
    # OpenBLAS looks at them when numpy is loaded, which is when the benchmarks are.
    for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        os.environ.pop(name, None)


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.benchmark(timer=clock))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "size" in metafunc.fixturenames:
        sizes = _sizes(metafunc.config)
        metafunc.parametrize("size", sizes, ids="{:.0e}".format, scope="module")


def _sizes(config: pytest.Config) -> list[int]:
    return [int(float(size)) for size in config.getoption("sizes").split(",")]


@pytest.fixture(scope="session")
def sizes(request):
    return _sizes(request.config)


# --- what was measured ---


@pytest.fixture
def note(request):
    """Add a row to the table of this file."""
    name = request.path.stem.removeprefix("bench_")
    title = request.module.__doc__.partition("\n")[0].rstrip(".")
    sections = request.config.stash.setdefault(SECTIONS, {})
    _, rows = sections.setdefault(name, (title, []))
    return rows.append


@pytest.hookimpl(trylast=True)  # below the table of pytest-benchmark
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    sections = {name: told for name, told in config.stash.get(SECTIONS, {}).items() if told[1]}
    if not sections:
        return
    run = f"{', '.join(sections)}; {config.stash[RUN]}"
    written = report(sections, PEOPLE, CLOCK, run)
    terminalreporter.section("ratios")
    terminalreporter.write(written)
    path = config.getoption("markdown")
    if path:
        Path(path).write_text(written, encoding="utf-8", newline="\n")


@pytest.fixture
def rounds_of(request):
    """How many rounds there are: as many as are good for something, at most those asked for."""
    chosen = request.config.getoption("rounds")
    return lambda wanted: min(wanted or chosen or ROUNDS, chosen or wanted or ROUNDS)


@pytest.fixture
def compare(benchmark, rounds_of, note):
    """Time something against baselines, in rounds in which each has its turn.

    Processor time is what counts, since on a busy machine a long run is interrupted more often
    than a short one; the time on the clock is noted beside.
    """

    def compare(  # noqa: PLR0913 - one argument for each thing about a comparison
        what: str,
        run: Run,
        baselines: Baselines,
        *,
        slower: bool = False,
        rounds: int | None = None,
        warm: bool = False,
        fresh: Callable[[], object] | None = None,
        people: int | None = None,
    ) -> None:
        ours = Times()
        theirs = {name: Times() for name in baselines}

        def their_turn():
            for name, (baseline, _) in baselines.items():
                theirs[name].of(baseline)
            return None if fresh is None else ((fresh(),), {})

        benchmark.pedantic(
            lambda *given: ours.of(run, *given),
            setup=their_turn,
            rounds=rounds_of(rounds),
            warmup_rounds=0 if warm else 1,
        )
        if benchmark.stats is None:  # --benchmark-disable: only to see that it runs
            return
        counted = slice(0 if warm else 1, None)
        for name, (_, target) in baselines.items():
            processor, by_clock = (
                (mine[counted], other[counted])
                for mine, other in (
                    (ours.processor, theirs[name].processor),
                    (ours.clock, theirs[name].clock),
                )
            )
            row = Comparison(
                what=what,
                people=people,
                target=target,
                seconds=median(processor[0]),
                baseline=name,
                baseline_seconds=median(processor[1]),
                ratio=ratio(*(processor if slower else processor[::-1])),
                clock_ratio=ratio(*(by_clock if slower else by_clock[::-1])),
                slower=slower,
            )
            benchmark.extra_info[name] = row.ratio
            note(row)

    return compare


@pytest.fixture
def grow(rounds_of, note):
    """Time one thing at growing sizes, in rounds in which each size has its turn.

    What is short is repeated within a round.
    """

    def grow(
        what: str,
        per: str,
        works: Mapping[str, tuple[Run, int]],
        *,
        target_at: str = "",
        rounds: int = 5,
    ) -> None:
        times, repeats = {size: Times() for size in works}, {}
        for size, (work, _) in works.items():
            times[size].of(work)
            (warm_up,) = times[size].processor
            repeats[size] = max(1, min(20, int(0.2 / warm_up)))
        for _ in range(rounds_of(rounds)):
            for size, (work, _) in works.items():
                times[size].of(repeated, work, repeats[size])
        one = {
            size: [seconds / repeats[size] / number for seconds in times[size].processor[1:]]
            for size, (_, number) in works.items()
        }
        first = previous = next(iter(one.values()))
        for size, each in one.items():
            note(
                Growth(
                    what=what,
                    size=size,
                    per=per,
                    seconds=median(each),
                    to_first=ratio(each, first),
                    to_previous=ratio(each, previous),
                    target=PROPORTION if size == target_at and each is not first else None,
                )
            )
            previous = each

    return grow


def repeated(work: Run, times: int) -> None:
    for _ in range(times):
        work()


# --- very many people ---


@pytest.fixture(scope="session")
def file_of(tmp_path_factory):
    """A Parquet file of so many made-up people, written piece by piece, once a session."""
    import made  # noqa: PLC0415 - it needs numpy and PyArrow, which few of the files do

    folder = tmp_path_factory.mktemp("parquet")

    def file_of(form: str, people: int) -> Path:
        path = folder / f"{form}-{people}.parquet"
        if not path.exists():
            made.write({"wide": made.wide, "long": made.long}[form](people), path)
        return path

    yield file_of
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def matrix_of(file_of):
    """The matrix of so many made-up people; a byte for each of their ratings."""
    from statskompetencer.bulk import RatingMatrix  # noqa: PLC0415 - as above

    return cache(lambda people: RatingMatrix.from_parquet(file_of("wide", people)))


# --- ten thousand people ---


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
