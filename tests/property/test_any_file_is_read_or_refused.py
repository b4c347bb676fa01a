"""Whatever is in a file, it is read or refused with errors of the library that have a place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st

from statskompetencer import (
    InvalidInputError,
    StatskompetencerError,
    read_ratings,
    read_roles,
    read_target,
)

READERS = (read_ratings, read_roles, read_target)
HEADERS = [
    *("Medarbejder", "Enhed", "Stillinger", "Vurderet af", "Dato", "Kompetence", "Niveau", "DS11"),
    *("DS12 Agere i henhold til GDPR", "[PV11]", "Rolle", "Titel", "Dele", "Vægt", "Minimum"),
    *("Antal", "PV1", "", "Noget", "DS11 Realisere gevinster"),
]
CELLS = [
    *(
        "",
        "M1",
        "M2",
        "DS11",
        "DS12",
        "PV1",
        "2",
        "9",
        "2 - øvet",
        "2 - ekspert",
        "ved ikke",
        "n/a",
    ),
    *("ikke relevant", "selv", "15-09-2026", "31-02-2026", "=1", "'", "a, b", "a;b", '"', "\x00"),
    *("\u200b", "\ud7ff", "9" * 5000, "\n", "\r", "æ"),
]


def refusal(read: Callable[[Path], object], path: Path) -> StatskompetencerError | None:
    try:
        read(path)
    except StatskompetencerError as error:
        return error
    return None


def check(content: bytes, name: str = "file.csv") -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        for read in READERS:
            refused = refusal(read, path)
            if isinstance(refused, InvalidInputError):
                assert refused.exceptions
                assert all(error.place and error.danish for error in refused.exceptions)
            elif refused is not None:
                assert refused.danish


@given(st.binary(max_size=200))
@example(b"\xff\xfe\xff")
@example(b"\xef\xbb\xbf\xff")
def test_any_bytes(content):
    check(content)


@given(st.text(max_size=100), st.sampled_from(["utf-8", "utf-16", "utf-16-be", "utf-8-sig"]))
def test_any_text(content, encoding):
    check(content.encode(encoding, "surrogatepass"))


@given(
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=8),
    st.lists(st.lists(st.sampled_from(CELLS), max_size=9), max_size=6),
    st.sampled_from([";", ",", "\t"]),
)
def test_any_table(headers, rows, delimiter):
    check("\r\n".join(map(delimiter.join, chain([headers], rows))).encode())


@given(st.binary(max_size=200), st.sampled_from(["", "PK\x03\x04", "\xd0\xcf\x11\xe0"]))
def test_any_bytes_that_are_called_a_workbook(content, start):
    for name in ("file.xlsx", "file.xls", "file.ods", "file.xlsb"):
        check(start.encode("latin-1") + content, name)
