"""The files that the package brings; loaded late, since finding them costs time."""

from __future__ import annotations

from importlib_resources import files

_ROOT = files("statskompetencer") / "data"


def data(*path: str) -> bytes:
    """The content of a bundled file."""
    return _ROOT.joinpath(*path).read_bytes()


def folders(*path: str) -> tuple[str, ...]:
    """The names of the folders in a bundled folder, sorted."""
    return tuple(sorted(item.name for item in _ROOT.joinpath(*path).iterdir() if item.is_dir()))
