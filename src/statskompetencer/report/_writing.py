"""A file is written as a whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from secrets import token_hex
from typing import TYPE_CHECKING

from statskompetencer._files import unwritable
from statskompetencer.exceptions import InvalidValueError, UnreadableFileError

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIXES = (".html", ".htm")


def check_free(path: Path, *, overwrite: bool) -> None:
    """Check early that a file may be written there, before all the work.

    Raises:
        InvalidValueError: Its name is not that of a web page: a slip must not replace a table.
        UnreadableFileError: It is there already and must not be replaced, or is a folder; or
            its folder is not there.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError
        there = path.exists()
        if not there and not path.parent.is_dir():
            raise NotADirectoryError if path.parent.exists() else FileNotFoundError
    except (OSError, ValueError) as error:  # a ValueError for a name that no file can have
        raise unwritable(path, error) from None
    _check_suffix(path)
    if there and not overwrite:
        raise UnreadableFileError(
            f"{path} is there already and stays as it is: choose another name, or replace it "
            "with overwrite=True",
            danish=f"{path} findes allerede og bliver ikke ændret: vælg et andet navn, eller "
            "overskriv med overwrite=True",
            found=str(path),
        )


def _check_suffix(path: Path) -> None:
    special = path.exists() and not path.is_file()  # such as /dev/stdout
    if path.suffix.lower() not in _SUFFIXES and not special:
        raise InvalidValueError(
            f"{path.name} does not end in .html",
            danish=f"{path.name} ender ikke på .html",
            place="path",
            found=path.suffix,
            allowed=_SUFFIXES,
        )


def write_whole(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file, or leave what was there as it was.

    Raises:
        UnreadableFileError: It is there already and must not be replaced, or it cannot be
            written.
    """
    check_free(path, overwrite=overwrite)
    try:
        if path.exists() and not path.is_file():  # such as /dev/stdout: not to be replaced
            path.write_bytes(content)
            return
        target = path.resolve()  # a link stays one
        new = target.with_name(f".{token_hex(8)}.tmp")
        try:
            with new.open("xb") as file:
                file.write(content)
            new.replace(target)
        except BaseException:
            with suppress(OSError):
                new.unlink()
            raise
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None
