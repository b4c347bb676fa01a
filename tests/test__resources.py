"""The files of the package are found in a folder and in a zip."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import statskompetencer
from statskompetencer import _resources

if TYPE_CHECKING:
    import pytest


def test_data_and_folders_are_those_beside_the_code() -> None:
    root = Path(statskompetencer.__path__[0]) / "data"
    assert _resources.data("framework.schema.json") == (root / "framework.schema.json").read_bytes()
    assert _resources.folders() == ("digst-digitale-kompetencer",)
    assert _resources.folders("digst-digitale-kompetencer") == ("2019",)


def test_a_package_of_another_loader_is_asked_for_its_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_resources.__spec__, "loader", object())
    assert _resources._package().joinpath("data", "README.md").is_file()


def test_the_package_works_from_within_a_zip(tmp_path: Path) -> None:
    root = Path(statskompetencer.__path__[0])
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in root.rglob("*"):
            if "__pycache__" not in path.parts and ".mypy_cache" not in path.parts:
                archive.write(path, Path(root.name, path.relative_to(root)))
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'all.zip')!r}); "
        "import statskompetencer as s; assert '.zip' in s.__file__, s.__file__; "
        "print(len(s.load()), s.available(), len(s.load_roles()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["32", "('digst-digitale-kompetencer/2019',)", "8"]
