"""Files that cannot be read or written, said in plain words."""

import errno
import os
import re
from pathlib import Path

import pytest

from statskompetencer import Area, Competency, Framework, UnreadableFileError, documents
from statskompetencer._files import read_bytes, reasons, unwritable


@pytest.mark.parametrize(
    ("code", "english", "danish"),
    [
        (errno.ENOENT, "there is no such file or folder", "filen eller mappen findes ikke"),
        (errno.EISDIR, "it is a folder", "det er en mappe"),
        (errno.EACCES, "it is locked", "den er låst"),
    ],
)
def test_a_usual_reason_is_said_in_both_languages(code: int, english: str, danish: str) -> None:
    said = reasons(OSError(code, os.strerror(code)))
    assert said[0].startswith(english)
    assert said[1].startswith(danish)


def test_a_rare_reason_is_said_as_the_system_says_it() -> None:
    assert reasons(OSError(errno.ENOSPC, "disk full")) == ("disk full", "disk full")
    assert reasons(ValueError("embedded null byte")) == ("embedded null byte",) * 2
    assert reasons(OSError("odd")) == ("odd", "odd")


def test_what_is_in_a_file_is_read_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\xff\r\n\0")
    assert read_bytes(path) == b"\xff\r\n\0"


def test_the_error_names_the_file_and_the_reason(tmp_path: Path) -> None:
    missing = tmp_path / "æ.csv"
    with pytest.raises(UnreadableFileError, match=re.escape(str(missing))) as caught:
        read_bytes(missing)
    assert caught.value.explain("da") == f"{missing} kan ikke læses: filen eller mappen findes ikke"
    error = unwritable(missing, IsADirectoryError(errno.EISDIR, "x"))
    assert error.explain("en") == f"{missing} cannot be written: it is a folder"
    assert error.explain("da") == f"{missing} kan ikke skrives: det er en mappe"


def test_a_framework_that_cannot_be_written_is_an_error_with_the_reason(tmp_path: Path) -> None:
    own = Framework(
        "mine", "1", {"en": "x"}, [Area("A", {"en": "x"}, [Competency("A1", {"en": "y"})])]
    )
    with pytest.raises(UnreadableFileError, match="cannot be written: there is no such file"):
        documents.write(own, tmp_path / "none" / "own.json")
