"""The bundled frameworks, and an agency's own through the same door."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from statskompetencer import (
    Framework,
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    UnknownNameError,
    UnreadableFileError,
    available,
    catalog,
    documents,
    load,
)

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, framework: Framework) -> Path:
    documents.write(framework, path)
    return path


def own() -> Framework:
    return load().select("PV1", version="2026", id="mine")


def test_the_bundled_framework_is_the_one_of_2019() -> None:
    assert available() == ("digst-digitale-kompetencer/2019",)
    assert catalog.DEFAULT in available()
    assert load().key == ("digst-digitale-kompetencer", "2019")


@pytest.mark.parametrize(
    "which", [None, "digst-digitale-kompetencer", "digst-digitale-kompetencer/2019"]
)
def test_a_bundled_framework_is_loaded_once(which: str | None) -> None:
    assert load(which) is load()


@pytest.mark.parametrize("name", ["mine.json", "mine"])
def test_an_own_framework_is_loaded_from_a_file_whatever_its_name(
    tmp_path: Path, name: str
) -> None:
    path = write(tmp_path / name, own())
    assert load(path) == load(str(path)) == own()


def test_a_path_that_is_like_a_path_is_taken(tmp_path: Path) -> None:
    class Like(os.PathLike):
        def __fspath__(self) -> str:
            return str(tmp_path / "mine.json")

    write(tmp_path / "mine.json", own())
    assert load(Like()) == own()


def test_two_levels_of_somebody_else_come_through_the_same_door(tmp_path: Path) -> None:
    areas = [
        {
            "id": f"{a}",
            "titles": {"en": f"Area {a}"},
            "competencies": [
                {"id": f"{a}.{c}", "titles": {"en": f"Do {a}.{c}"}} for c in range(4 + (a == 0))
            ],
        }
        for a in range(5)
    ]
    document = {"format": 1, "id": "theirs", "version": "3", "languages": ["en"],
                "titles": {"en": "Theirs"}, "areas": areas}  # fmt: skip
    (tmp_path / "theirs.json").write_text(json.dumps(document), "utf-8")
    found = load(tmp_path / "theirs.json")
    assert (len(found.areas), len(found.subcategories), len(found)) == (5, 0, 21)


def test_a_name_that_is_not_bundled_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        load("digst-digitale-kompetence")
    assert caught.value.nearest == ("digst-digitale-kompetencer/2019",)
    assert caught.value.allowed == available()
    assert "ingen model “digst-digitale-kompetence” følger med" in caught.value.explain("da")


@pytest.mark.parametrize("name", ["", "digst-digitale-kompetencer/2018", "a\0b", "x" * 5000])
def test_what_is_neither_bundled_nor_a_file_is_a_miss(name: str) -> None:
    with pytest.raises(UnknownNameError, match="is bundled, and there is no such file"):
        load(name)


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path, str(tmp_path / "none.json")):
        with pytest.raises(UnreadableFileError, match="cannot be read"):
            load(path)


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    for path in (tmp_path, str(tmp_path), "/"):
        with pytest.raises(UnreadableFileError, match="it is a folder") as caught:
            load(path)
        assert "det er en mappe" in caught.value.danish


def test_a_folder_of_the_name_of_a_bundled_framework_does_not_hide_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "digst-digitale-kompetencer").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load("digst-digitale-kompetencer") is load()


@pytest.mark.parametrize("which", [0, 3.5, b"x", ["x"], object()])
def test_what_is_no_name_and_no_path_is_refused(which: object) -> None:
    with pytest.raises(InvalidTypeError, match="is not the path of a file"):
        load(which)


def test_a_file_that_claims_to_be_the_official_model_must_have_all_of_it(tmp_path: Path) -> None:
    document = documents.to_dict(own())
    document |= {"id": "digst-digitale-kompetencer", "version": "2019"}
    path = tmp_path / "claim.json"
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(InvalidInputError) as caught:
        load(path)
    assert str(caught.value) == (
        f"{path}: 1 error\n  areas: digst-digitale-kompetencer 2019 has 4 areas, 12 subcategories, "
        "32 competencies, and {'PV': 9} competencies; found (1, 1, 3) and {'PV': 3}"
    )


def test_nine_competencies_stand_in_projects_and_further_development() -> None:
    model = load()
    moved = model["PV11"]
    fewer = model.select(*(c for c in model if c != moved), version="fewer")
    wrong = fewer.extend(moved, under="SF3", version="2019")
    assert (wrong.key, len(wrong)) == (model.key, 32)
    with pytest.raises(InvalidValueError, match=r"found .4, 12, 32. and ..PV.: 8."):
        catalog.check_counts(wrong)
    catalog.check_counts(model)


def test_the_official_model_without_an_area_is_refused_too() -> None:
    model = load()
    rest = [area for area in model.areas if area.id != "PV"]
    with pytest.raises(InvalidValueError, match=r"found .3, 9, 23. and ..PV.: 0.") as caught:
        catalog.check_counts(Framework(*model.key, model.titles, rest))
    assert "fundet (3, 9, 23)" in caught.value.explain("da")


def test_an_adapted_version_may_have_less() -> None:
    catalog.check_counts(load().select("PV11", version="2019-mine"))
