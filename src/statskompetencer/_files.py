"""Files that cannot be read or written, said in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .exceptions import UnreadableFileError

if TYPE_CHECKING:
    from pathlib import Path

_REASONS: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("there is no such file or folder", "filen eller mappen findes ikke"),
    IsADirectoryError: ("it is a folder", "det er en mappe"),
    NotADirectoryError: ("a part of the path is not a folder", "en del af stien er ikke en mappe"),
    PermissionError: (
        "it is locked or you lack the right to it",
        "den er låst, eller du mangler rettighed til den",
    ),
    FileExistsError: ("it is there already", "den findes allerede"),
}


def reasons(error: OSError | ValueError) -> tuple[str, str]:
    """Why a file could not be used, in English and Danish; a rare reason as the system says it."""
    said = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return next(
        (words for kind, words in _REASONS.items() if isinstance(error, kind)), (said, said)
    )


def read_bytes(path: Path) -> bytes:
    """What is in a file.

    Raises:
        UnreadableFileError: It is not there or may not be read.
    """
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:  # a ValueError for a name that no file can have
        english, danish = reasons(error)
        raise UnreadableFileError(
            f"{path} cannot be read: {english}",
            danish=f"{path} kan ikke læses: {danish}",
            found=str(path),
        ) from None


def unwritable(path: Path, error: OSError | ValueError) -> UnreadableFileError:
    """The error for a file that could not be written."""
    english, danish = reasons(error)
    return UnreadableFileError(
        f"{path} cannot be written: {english}",
        danish=f"{path} kan ikke skrives: {danish}",
        found=str(path),
    )
