"""The rows that benchmarks write, and the report that is made of them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import ClassVar

PROPORTION = 1.25
"""What takes up to so many times as long per person still counts as growing in proportion."""
NEEDED = ("statskompetencer", "attrs", "importlib-resources")
ENGINES = ("numpy", "narwhals", "pandas", "polars", "pyarrow", "duckdb", "scipy", "highspy")


@dataclass(frozen=True, kw_only=True)
class Row:
    """What was measured, and what was wanted of it."""

    HEAD: ClassVar[tuple[str, ...]]
    ABOUT: ClassVar[str] = ""
    what: str
    people: int | None = None
    target: float | None = None

    @property
    def reached(self) -> bool | None:
        return None if self.target is None else self.is_enough(self.target)

    def is_enough(self, target: float) -> bool:
        raise NotImplementedError

    @property
    def name(self) -> str:
        return self.what if self.people is None else f"{self.what} ({self.people:,} people)"

    def cells(self) -> Sequence[str]:
        raise NotImplementedError

    def verdict(self, wanted: str) -> str:
        if self.reached is None:
            return ""
        return f"{wanted}: {'reached' if self.reached else 'NOT reached'}"


@dataclass(frozen=True, kw_only=True)
class Comparison(Row):
    """One comparison with a baseline."""

    HEAD = ("what", "time", "baseline", "its time", "ratio", "by the clock", "target")
    seconds: float
    baseline: str
    baseline_seconds: float
    ratio: float
    clock_ratio: float
    slower: bool  # the ratio is how much slower (at most), not how much faster (at least)

    def is_enough(self, target: float) -> bool:
        return self.ratio <= target if self.slower else self.ratio >= target

    @property
    def name(self) -> str:
        return f"{super().name} against {self.baseline}"

    def cells(self) -> Sequence[str]:
        return (
            self.what,
            _time(self.seconds),
            self.baseline,
            _time(self.baseline_seconds),
            f"{_digits(self.ratio)} × {'the time' if self.slower else 'as fast'}",
            f"{_digits(self.clock_ratio)} ×",
            self.verdict(f"{'at most' if self.slower else 'at least'} {self.target} ×"),
        )


@dataclass(frozen=True, kw_only=True)
class Growth(Row):
    """The time of one size, by the person (and role, or competency)."""

    HEAD = ("what", "size", "time", "per", "to the smallest", "to the one before", "target")
    ABOUT = (
        "*time*: processor time, divided by what *per* says; then how many times as long that "
        "is as at the smallest size, and at the size before: 1 is growth in proportion."
    )
    size: str
    per: str
    seconds: float
    to_first: float
    to_previous: float

    def is_enough(self, target: float) -> bool:
        return self.to_previous <= target

    @property
    def name(self) -> str:
        return f"{self.what}, {self.size}"

    def cells(self) -> Sequence[str]:
        return (
            self.what,
            self.size,
            f"{self.seconds * 1e9:.2f} ns",
            self.per,
            f"{self.to_first:.2f} ×",
            f"{self.to_previous:.2f} ×",
            self.verdict(f"at most {self.target} × the one before"),
        )


@dataclass(frozen=True, kw_only=True)
class Memory(Row):
    """What a process of its own needed under a limit."""

    HEAD = ("what", "time", "peak", "beyond the input", "target")
    ABOUT = (
        "Each in a process of its own that may have 8 GB of address space. *time*: on the clock, "
        "the start of the process and the reading of the file included. *peak*: the most "
        "resident memory; but for the reading itself and the command line, it is that after the "
        "matrix was read. *beyond the input*: the peak less the ratings at a byte each, and "
        "nothing else (ids, units and Python itself count)."
    )
    seconds: float
    peak: int
    ratings: int
    failure: str = ""

    @property
    def beyond(self) -> int:
        return self.peak - self.ratings

    def is_enough(self, target: float) -> bool:
        return not self.failure and self.beyond <= target

    def cells(self) -> Sequence[str]:
        if self.failure:
            return (self.what, f"failed: {self.failure}", "", "", self.verdict("to run"))
        return (
            self.what,
            _time(self.seconds),
            _size(self.peak),
            _size(self.beyond),
            self.verdict("" if self.target is None else f"at most {_size(int(self.target))}"),
        )


@dataclass(frozen=True, kw_only=True)
class Planned(Row):
    """How good a plan is."""

    HEAD = ("what", "time", "value", "bound", "proven gap", "by greedy choice", "target")
    ABOUT = (
        "*time*: on the clock. *value*: what the plan costs or is worth. *bound*: none is better "
        "than this, in whole numbers. *proven gap*: how far from the best it may be, as a share "
        "of the value."
    )
    seconds: float
    value: int
    bound: int
    greedy: int

    @property
    def gap(self) -> float:
        return abs(self.value - self.bound) / self.value

    def is_enough(self, target: float) -> bool:
        return self.gap <= target

    def cells(self) -> Sequence[str]:
        return (
            self.what,
            _time(self.seconds),
            f"{self.value:,}",
            f"{self.bound:,}",
            f"{self.gap:.2%}",
            f"{self.greedy:,}",
            self.verdict("" if self.target is None else f"a gap of at most {self.target:.0%}"),
        )


def report(sections: dict[str, tuple[str, list[Row]]], people: int, clock: str, run: str) -> str:
    """Everything as Markdown; each part between marks, by which the documentation takes it.

    Args:
        sections: For each file its first line and its rows.
        people: How many people there are where no other number is named.
        clock: What the times are.
        run: What was run.
    """
    rows = [row for _, section in sections.values() for row in section]
    parts = {"where": [_where(run), _how(people, clock), _verdict(rows)]}
    for name, (title, section) in sections.items():
        parts[name] = [f"**{title}**", *_section(section)]
    marked = (
        (f"<!-- {name} -->", *part, f"<!-- end of {name} -->") for name, part in parts.items()
    )
    return "\n\n".join(line for part in marked for line in part) + "\n"


def _where(run: str) -> str:
    versions = [f"{name} {metadata.version(name)}" for name in (*NEEDED, *filter(_has, ENGINES))]
    return (
        f"{platform.python_implementation()} {platform.python_version()} on {platform.system()} "
        f"{platform.machine()} ({_processor()}), {os.cpu_count()} processors{_memory()}; "
        f"{', '.join(versions)}. What was run: {run}."
    )


def _how(people: int, clock: str) -> str:
    return (
        f"{people:,} people unless another number is named. *time*: the median, of {clock}, summed "
        "over all threads. *ratio*: how many times as fast as the baseline, or how many times "
        "the time of it. *by the clock*: the same of the time that somebody waits. A *target* is "
        "for the ratio."
    )


def _has(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _memory() -> str:
    if not hasattr(os, "sysconf"):
        return ""
    return f", {_size(os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES'))} of memory"


def _processor() -> str:
    """Its name, as far as the system tells it."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _section(rows: list[Row]) -> Iterator[str]:
    """A table for each kind of row and number of people, and what grows out of proportion."""
    for kind in dict.fromkeys(type(row) for row in rows):
        alike = [row for row in rows if type(row) is kind]
        if kind.ABOUT:
            yield kind.ABOUT
        for people in sorted({row.people or 0 for row in alike}):
            if people:
                yield f"*{people:,} people*"
            yield _table(kind.HEAD, _told_once(row for row in alike if (row.people or 0) == people))
    growths = [row for row in rows if isinstance(row, Growth)]
    if growths:
        yield _out_of_proportion(growths)


def _told_once(rows: Iterable[Row]) -> Iterator[Sequence[str]]:
    """The cells, with rows about the same thing together, and that told in the first of them."""
    about: dict[str, list[Row]] = {}
    for row in rows:
        about.setdefault(row.what, []).append(row)
    for first, *others in about.values():
        yield first.cells()
        yield from (("", *row.cells()[1:]) for row in others)


def _out_of_proportion(rows: Sequence[Growth]) -> str:
    found = [f"{r.name} ({r.to_first:.2f} ×)" for r in rows if r.to_first > PROPORTION]
    return (
        f"More than {PROPORTION} × as long as at the smallest size: {'; '.join(found) or 'none'}."
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    padded.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(padded)


def _verdict(rows: Sequence[Row]) -> str:
    aimed = [row for row in rows if row.target is not None]
    if not aimed:
        return "There are no targets at these sizes."
    missed = [row.name for row in aimed if not row.reached]
    first = f"{len(aimed) - len(missed)} of {len(aimed)} targets reached."
    return " ".join([first, *(["Not reached: " + "; ".join(missed) + "."] if missed else [])])


def _time(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _digits(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}" if ratio < 100 else f"{ratio:.0f}"


def _size(size: int) -> str:
    return f"{size / 1e9:.2f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"
