"""What is not installed is named, with the command that installs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from statskompetencer import InvalidValueError, MissingExtraError, Profile
from statskompetencer.bulk import RatingMatrix

MATRIX = RatingMatrix.from_profiles([Profile("a", {"PV11": 1})])


@pytest.mark.parametrize(
    ("module", "install", "ask"),
    [
        ("pyarrow", '"statskompetencer[parquet]"', lambda _path: RatingMatrix.from_arrow([1])),
        ("pyarrow", '"statskompetencer[parquet]"', RatingMatrix.from_parquet),
        ("pyarrow", '"statskompetencer[parquet]"', RatingMatrix.load),
        ("pyarrow", '"statskompetencer[parquet]"', MATRIX.save),
        ("narwhals", '"statskompetencer[frames]"', lambda _path: RatingMatrix.from_frame([1])),
        ("narwhals", '"statskompetencer[frames]"', lambda _path: MATRIX.coverage().to_frame()),
        ("polars", "polars", lambda _path: MATRIX.coverage().to_frame("polars")),
    ],
)
def test_what_is_missing_is_named(module, install, ask, monkeypatch, tmp_path) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError) as caught:
        ask(tmp_path / "people.parquet")
    assert f" needs {module}: pip install {install}" in caught.value.explain("en")
    assert f" kræver {module}: pip install {install}" in caught.value.explain("da")


def test_a_library_of_frames_that_is_not_known_is_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"'panda'.*“pandas”"):
        MATRIX.gaps(role_of()).to_frame("panda")


def role_of():
    from statskompetencer import Role  # noqa: PLC0415 - used here alone

    return Role("r", {"PV11": 1})


def test_without_numpy_the_extra_is_named() -> None:
    program = "import sys; sys.modules['numpy'] = None; import statskompetencer.bulk"
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert 'pip install "statskompetencer[bulk]"' in done.stderr


def test_a_matrix_needs_numpy_and_nothing_else() -> None:
    program = (
        "import sys\n"
        "from statskompetencer import Profile, Role\n"
        "from statskompetencer.bulk import RatingMatrix\n"
        "made = RatingMatrix.from_profiles([Profile('a', {'PV11': 1})]).indexed()\n"
        "made.top(Role('r', {'PV11': 1}), 1).to_rows(), made.cube().coverage().to_dict()\n"
        "print({'pyarrow', 'narwhals', 'pandas', 'polars'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert done.stdout.split() == [b"set()"]
