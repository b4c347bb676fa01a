"""How the command line writes: to a terminal, a pipe or a file, whatever its encoding."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn
from rich.text import Text

from .tables import Piece, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

WIDTH = 100
"""The width of what is written into a pipe or file, in characters."""

_NEVER_FAIL = {"backslashreplace", "ignore", "namereplace", "replace", "xmlcharrefreplace"}
"""What a stream may do with letters that it lacks; “surrogateescape” fails on most of them."""

READER_GONE = 141
"""The exit code where nobody reads the pipe any more, as shells count a broken pipe."""


def write(pieces: Iterable[Piece]) -> None:
    """Write text and tables to stdout: nothing of them if one cannot be made.

    A terminal gets its own width and colours; a pipe or file gets `WIDTH` characters a line,
    no colours, and no spaces at the end of a line.
    """
    ready = list(pieces)
    if sys.stdout.isatty():
        _print(ready, Console(markup=False, emoji=False, highlight=False))
        return
    console = Console(
        file=io.TextIOWrapper(io.BytesIO(), _encoding()),  # rich asks what it can encode
        width=WIDTH,
        force_terminal=False,
        color_system=None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    with console.capture() as captured:
        _print(ready, console)
    _write_text("".join(f"{line.rstrip()}\n" for line in captured.get().split("\n")[:-1]))


def _print(pieces: list[Piece], console: Console) -> None:
    for piece in pieces:
        whole = isinstance(piece, Text) and bool(piece.no_wrap)
        console.print(clean(piece) if isinstance(piece, str) else piece, soft_wrap=whole)


def write_json(values: dict[str, Any]) -> None:
    """Write plain values to stdout; letters that its encoding may lack are escaped."""
    ascii_only = not _encoding().lower().startswith("utf")
    _write_text(json.dumps(values, ensure_ascii=ascii_only, indent=2) + "\n")


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"  # a text buffer has none


def _write_text(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # what is left in the buffer goes nowhere, or Python would fail on it at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(READER_GONE) from None
        raise


def complain(text: str) -> None:
    """Write what is wrong to stderr."""
    sys.stderr.write(f"{clean(text)}\n")


def never_fail_to_write() -> None:
    """Let stdout and stderr replace letters that they lack, and be there if they were closed."""
    # None where the stream was closed before the start, and under pythonw
    sys.stdout, sys.stderr = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors not in _NEVER_FAIL:
            stream.reconfigure(errors="replace")


@contextmanager
def progress(title: str, rows: int | None = None) -> Generator[Callable[[int], None] | None]:
    """Show on stderr how much is read, if that is a terminal; it vanishes at the end.

    Args:
        title: What is read.
        rows: How many rows there are; None where that is not known before the end.
    """
    if not sys.stderr.isatty():
        yield None
        return
    done = TextColumn("{task.completed:.0f}")
    columns = (done,) if rows is None else (BarColumn(), TaskProgressColumn(), done)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        *columns,
        console=Console(stderr=True),
        transient=True,
    ) as shown:
        task = shown.add_task(clean(title), total=rows)
        yield lambda number: shown.update(task, completed=number)


@contextmanager
def standing(title: str) -> Generator[Callable[[str], None] | None]:
    """Show on stderr how something stands, if that is a terminal; it vanishes at the end.

    Args:
        title: What is shown before how it stands.
    """
    if not sys.stderr.isatty():
        yield None
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
    ) as shown:
        task = shown.add_task(clean(title), total=None)
        yield lambda how: shown.update(task, description=clean(f"{title} {how}"))
