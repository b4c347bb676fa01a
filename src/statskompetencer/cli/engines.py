"""Which engine reads and counts: chosen by the file, or by name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from statskompetencer._sheets import is_excel
from statskompetencer.exceptions import MissingExtraError

from .columnar import kind_of, pyarrow
from .errors import bad_option, unknown

if TYPE_CHECKING:
    from pathlib import Path

    from .data import Data, Source

ENGINES = ("auto", "objects", "matrix", "duckdb")
"""The engines by name; which one “auto” is, the file decides."""

LARGE_CSV = 4 << 20
"""A CSV file of so many bytes or more goes into a matrix: that of some 50,000 people."""


def engine_for(file: Path, name: str, *, posts: bool = False) -> str:
    """The engine that reads a file.

    Args:
        file: The file.
        name: The engine that was asked for.
        posts: Whether the posts that people hold are looked at.

    Raises:
        UnknownNameError: There is no such engine.
        InvalidValueError: It does not read files of this kind, or does not look at posts.
    """
    if name not in ENGINES:
        raise unknown("unknown_engine", "--engine", name, ENGINES)
    if posts and name == "duckdb":
        raise bad_option("not_duckdb_posts", "--engine")
    if is_excel(file) and name not in {"auto", "objects"}:
        raise bad_option("not_excel", "--engine", engine=name)
    if kind_of(file) is not None:
        if name == "objects":
            raise bad_option("not_by_objects", "--engine", file=file)
        return "matrix" if name == "auto" else name
    return ("matrix" if _is_large(file) else "objects") if name == "auto" else name


def _is_large(file: Path) -> bool:
    """Whether a matrix is worth while, and there is what it takes."""
    try:
        large = file.stat().st_size >= LARGE_CSV
    except (OSError, ValueError):  # which the reader says in its own words
        return False
    return large and not is_excel(file) and all(map(_is_there, ("numpy", "pyarrow")))


def _is_there(module: str) -> bool:
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def read_source(source: Source, engine: str) -> Data:
    """Read a file by an engine other than the objects; its packages are loaded here.

    Raises:
        UnreadableFileError: It is not there, may not be read or is of another kind.
        InvalidInputError: Holds the errors in it.
        MissingExtraError: What reads it is not installed.
    """
    if engine == "matrix":
        pyarrow()  # or the name of the extra is not said
        from .packed import read_packed  # noqa: PLC0415 - needs an extra

        return read_packed(source)
    for module in ("numpy", "narwhals", "pyarrow", "duckdb"):
        if not _is_there(module):
            command = 'pip install "statskompetencer[frames,parquet]" duckdb'
            raise MissingExtraError(
                f"--engine duckdb needs {module}: {command}",
                danish=f"--engine duckdb kræver {module}: {command}",
                found=module,
            )
    from .in_duckdb import read_in_duckdb  # noqa: PLC0415 - as above

    return read_in_duckdb(source)
