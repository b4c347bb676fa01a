"""The files that the package brings; loaded late, since finding them costs time."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from typing import TYPE_CHECKING

from importlib_resources import files
from importlib_resources.readers import FileReader

if TYPE_CHECKING:
    from pathlib import Path

    from importlib_resources.abc import Traversable, TraversableResources


def _package() -> Path | Traversable:
    """The folder of the package, also where it is not a folder of plain files."""
    loader = __spec__.loader
    if not isinstance(loader, SourceFileLoader):
        return files("statskompetencer")
    # The reader that `files` comes to for plain files. On its way it imports the standard
    # library's readers only to put them aside, which would take a twentieth of load().
    reader: TraversableResources = FileReader(loader)  # type: ignore[no-untyped-call] # has no type hints
    return reader.files()


_ROOT = _package() / "data"


def data(*path: str) -> bytes:
    """The content of a bundled file."""
    return _ROOT.joinpath(*path).read_bytes()


def folders(*path: str) -> tuple[str, ...]:
    """The names of the folders in a bundled folder, sorted."""
    return tuple(sorted(item.name for item in _ROOT.joinpath(*path).iterdir() if item.is_dir()))
