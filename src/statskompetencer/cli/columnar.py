"""Files of Parquet and Arrow, opened so that they are read batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen

from statskompetencer._extras import optional
from statskompetencer._files import reasons
from statskompetencer.exceptions import StatskompetencerError, UnreadableFileError

KINDS = {".parquet": "Parquet", ".pq": "Parquet", ".arrow": "Arrow", ".feather": "Arrow"}
"""What a file is, by the end of its name."""

_ROWS = 1 << 18
"""So many rows are read at once, at the most."""


@frozen
class Columnar:
    """A file that is open for reading.

    Attributes:
        schema: The schema, as PyArrow has it.
        rows: How many rows there are.
        batches: Reads these columns (all for None) batch by batch.
    """

    schema: Any
    rows: int
    batches: Callable[[Sequence[str] | None], Iterator[Any]]


def kind_of(path: str | Path) -> str | None:
    """Parquet, Arrow, or neither."""
    return KINDS.get(Path(path).suffix.lower())


def check_readable(path: Path) -> None:
    """Check that a file is there, before a library says so in words of its own.

    Raises:
        UnreadableFileError: It is not there, is a folder or may not be read.
    """
    try:
        with path.open("rb"):
            pass
    except (OSError, ValueError) as error:  # a ValueError for a name that no file can have
        raise _unreadable(path, *reasons(error)) from None


def pyarrow(part: str = "") -> Any:  # noqa: ANN401 - a module
    """PyArrow, or a module within it (such as “.parquet”).

    Raises:
        MissingExtraError: It is not installed, or numpy is not.
    """
    feature = "reading files of any size", "at læse filer af enhver størrelse"
    optional("numpy", "parquet", *feature)
    return optional(f"pyarrow{part}", "parquet", *feature)


@contextmanager
def open_columnar(path: Path) -> Generator[Columnar]:
    """Open a file of Parquet or Arrow.

    Raises:
        UnreadableFileError: It is not there, may not be read or is of another kind.
        MissingExtraError: PyArrow is not installed.
    """
    pa = pyarrow()
    check_readable(path)
    kind = kind_of(path) or ""
    try:
        with _parquet(path) if kind == "Parquet" else _arrow(pa, path) as opened:
            yield opened
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, StatskompetencerError):
            raise
        if not path.stat().st_size:
            raise _unreadable(path, "it is empty", "den er tom") from None
        english, danish = f"it is not {kind}, or damaged", f"den er ikke {kind} eller beskadiget"
        raise _unreadable(path, english, danish) from None


@contextmanager
def _parquet(path: Path) -> Generator[Columnar]:
    with pyarrow(".parquet").ParquetFile(path) as file:

        def batches(columns: Sequence[str] | None) -> Iterator[Any]:
            yield from file.iter_batches(_ROWS, columns=columns)

        yield Columnar(file.schema_arrow, file.metadata.num_rows, batches)


@contextmanager
def _arrow(pa: Any, path: Path) -> Generator[Columnar]:  # noqa: ANN401 - PyArrow has no types
    with pa.memory_map(str(path)) as source, pa.ipc.open_file(source) as file:

        def batches(columns: Sequence[str] | None) -> Iterator[Any]:
            for number in range(file.num_record_batches):
                batch = file.get_batch(number)
                kept = batch if columns is None else batch.select(columns)
                yield from (kept.slice(n, _ROWS) for n in range(0, len(kept), _ROWS))

        # only the head of each batch is read for this
        rows = pyarrow(".dataset").dataset(str(path), format="ipc").count_rows()
        yield Columnar(file.schema, rows, batches)


def _unreadable(path: Path, english: str, danish: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{path} cannot be read: {english}",
        danish=f"{path} kan ikke læses: {danish}",
        found=str(path),
    )
