"""The pictures that README.md shows are those that its code makes.

After a change of the pictures that is meant, write them anew with
``STATSKOMPETENCER_WRITE_GOLDEN=1 python -m pytest tests/test_docs_pictures.py``, and look at them.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PICTURES = ROOT / "docs" / "pictures"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the code of README.md has saved its pictures."""
    code = re.search(r"^<!-- pictures -->\n+```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert code, "README.md has no code after <!-- pictures -->"
    folder = tmp_path_factory.mktemp("pictures")
    shutil.copytree(ROOT / "examples", folder / "examples")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        exec(code[1], {})  # noqa: S102 - our own README
    if os.environ.get("STATSKOMPETENCER_WRITE_GOLDEN"):
        for file in folder.glob("*.svg"):
            shutil.copy(file, PICTURES)
    return folder


def said(file: Path) -> tuple[str, Counter[str]]:
    """The alternative text of a picture, and the words in it, however they are broken."""
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))  # noqa: S314 - our own
    root = ET.parse(file, parser).getroot()  # noqa: S314 - our own file
    # Letters are drawn as outlines; what they say stands in a comment before them.
    texts = [node.text or "" for node in root.iter(ET.Comment)]
    return root.findtext("{*}title") or "", Counter(" ".join(texts).split())


def test_each_picture_that_is_shown_is_there_and_no_other() -> None:
    shown = set(re.findall(r"docs/pictures/([\w-]+\.svg)", README))
    assert shown == {file.name for file in PICTURES.iterdir()}
    assert shown == {"wheel.svg", "heatmap.svg"}


@pytest.mark.parametrize("name", ["wheel.svg", "heatmap.svg"])
def test_the_picture_says_what_the_code_makes_it_say(made: Path, name: str) -> None:
    title, words = said(PICTURES / name)
    assert (title, words) == said(made / name)
    assert len(title) > 50
    assert words.total() > 100


@pytest.mark.parametrize("name", ["wheel.svg", "heatmap.svg"])
def test_readers_who_do_not_see_the_picture_get_its_text(name: str) -> None:
    (alt,) = re.findall(rf"!\[([^\]]*)\]\(docs/pictures/{name}\)", README)
    assert alt == said(PICTURES / name)[0]


@pytest.mark.parametrize("name", ["wheel.svg", "heatmap.svg"])
def test_the_pictures_are_small_enough_to_be_kept_in_the_repository(name: str) -> None:
    assert (PICTURES / name).stat().st_size < 500_000
