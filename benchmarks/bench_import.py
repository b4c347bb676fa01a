"""Importing the package and loading the model, each in a fresh process, against attrs.

The environment is the one that runs this: `nox -s bench` makes one with the built wheel
and all extras. A second one is made with what the core needs and nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from importlib import metadata
from pathlib import Path

import pytest

CORE = ("statskompetencer", "attrs", "importlib-resources")
IMPORT, LOAD = 1.2, 1.6  # how much slower than `import attrs` they may be
ROUNDS = 42
CHECK = """
import attrs, os, sys, statskompetencer as s
s.load()
names = "attr", "attrs", "importlib_resources", "statskompetencer"
mine = [module for name, module in sys.modules.items() if name.split(".")[0] in names]
missing = [m.__name__ for m in mine if not os.path.exists(m.__spec__.cached)]
assert not missing, f"not compiled: {missing}"
assert "site-packages" in s.__file__, f"{s.__file__} is not installed"
"""


@pytest.fixture(scope="session", params=["all extras", "core only"])
def python(request, tmp_path_factory) -> Path:
    """The Python of an environment in which everything is compiled."""
    if request.param == "all extras":
        return Path(sys.executable)
    environment = tmp_path_factory.mktemp("core")
    venv.EnvBuilder(symlinks=os.name != "nt").create(environment)
    at = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", "venv", at))
    for name in CORE:
        for path in metadata.files(name) or []:
            if ".." not in path.parts:  # scripts are not needed
                (packages / path).parent.mkdir(parents=True, exist_ok=True)
                (packages / path).write_bytes(path.locate().read_bytes())
    found = sysconfig.get_path("scripts", "venv", at)
    return Path(found, Path(sys.executable).name)


@pytest.fixture
def run(python, tmp_path):
    """Runs a program of one line in a fresh process."""
    # also PYTHONDONTWRITEBYTECODE and PYTHONPATH: what is measured is what is installed
    environ = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}

    def run(program: str) -> None:
        subprocess.run(
            [python, "-c", program], check=True, cwd=tmp_path, env=environ, close_fds=False
        )

    run(CHECK)
    return run


@pytest.mark.parametrize(
    ("program", "most"),
    [
        ("import statskompetencer", IMPORT),
        ("import statskompetencer as s; s.load()", LOAD),
    ],
    ids=["import", "load"],
)
def test_import(compare, request, run, program, most):
    environment = request.node.callspec.params["python"]
    compare(
        f"{program} ({environment})",
        lambda: run(program),
        {
            "import attrs": (lambda: run("import attrs"), most),
            "pass (the interpreter alone)": (lambda: run("pass"), None),
        },
        slower=True,
        rounds=max(request.config.getoption("rounds") or 0, ROUNDS),
    )
