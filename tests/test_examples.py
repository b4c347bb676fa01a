"""Every example in README.md, in docs/ and in the docstrings does what it says."""

from __future__ import annotations

import ast
import doctest
import inspect
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

import statskompetencer

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MODULES = [
    "statskompetencer",
    *(m.name for m in pkgutil.walk_packages(statskompetencer.__path__, "statskompetencer.")),
]
RUN_BY_NOBODY = {"bash", "console", "ipython", "py", "pycon", "python3", "shell"}

each_page = pytest.mark.parametrize(
    "page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix()
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start where examples/ lies as it does for a reader, and where files may be written."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)


@each_page
def test_python_blocks(page: Path) -> None:
    sybil = Sybil([PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS)])
    for example in sybil.parse(page).examples():
        example.evaluate()


@each_page
def test_commands(page: Path) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    lines = "".join(blocks).replace("\\\n", "").splitlines()
    scripts = str(Path(sys.executable).parent)
    environment = os.environ | {"PATH": scripts + os.pathsep + os.environ["PATH"]}
    for line in lines:
        if line.startswith("statskompetencer "):
            done = subprocess.run(  # noqa: S602 - typed into a shell, as readers do
                line, check=False, shell=True, env=environment, capture_output=True
            )
            assert done.returncode in {0, 1}, f"{line}: {done.stderr.decode(errors='replace')}"


@each_page
def test_no_block_is_left_out(page: Path) -> None:
    languages = re.findall(r"^ *`{3,} *(\w+)", page.read_text("utf-8"), re.MULTILINE)
    assert not RUN_BY_NOBODY & set(languages), "write python or sh"


@pytest.mark.parametrize("name", sorted({*statskompetencer.__all__} - {"DATA_VERSION"}))
def test_every_public_name_has_an_example(name: str) -> None:
    assert re.search("^ *>>> ", inspect.getdoc(getattr(statskompetencer, name)), re.MULTILINE)


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    module = import_module(name)
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:  # also the text below an attribute, which doctest itself does not see
            case ast.Expr(ast.Constant(str(text))):
                place = (name, module.__file__, node.lineno - 1)
                runner.run(parser.get_doctest(text, dict(vars(module)), *place))
    assert runner.failures == 0
