"""Where notebooks run: each in a fresh folder that holds a copy of examples/ and nothing else.

So they find the files as a reader does who starts in a clone, and what they write is gone
when they end. Nothing of the user's own Jupyter or IPython settings plays in.
"""  # noqa: INP001 - an extension of Sphinx, not a package

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import matplotlib.font_manager  # noqa: F401 - finds the fonts now, or a notebook would say so

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

EXAMPLES = Path(__file__).parents[2] / "examples"
FIRST = f"__import__('shutil').copytree({str(EXAMPLES)!r}, 'examples')"
SETTINGS = f"""
c = get_config()
c.IPKernelApp.exec_lines = [{FIRST!r}]
c.IPKernelApp.log_level = "ERROR"
"""
ASIDE = {"IPYTHONDIR": "ipython", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime"}


def furnish(app: Sphinx, config: Config) -> None:
    """Give the kernels a home of their own for the time of the build."""
    home = TemporaryDirectory(prefix="statskompetencer-docs-")
    app.connect("build-finished", lambda *_: home.cleanup())
    os.environ |= {name: str(Path(home.name, folder)) for name, folder in ASIDE.items()}
    profile = Path(home.name, "ipython", "profile_default")
    profile.mkdir(parents=True)
    (profile / "ipython_kernel_config.py").write_text(SETTINGS, encoding="utf-8")
    config.nb_execution_in_temp = True


def keep_inside(app: Sphinx) -> None:
    """Keep the executed notebooks in the folder of the build, not beside it."""
    config = app.env.mystnb_config  # type: ignore[attr-defined] - myst-nb puts it there
    inside = str(Path(app.outdir, "_notebooks"))
    app.env.mystnb_config = config.copy(output_folder=inside)  # type: ignore[attr-defined]


def setup(app: Sphinx) -> dict[str, bool]:
    """Come after myst-nb, which is at 500."""
    app.connect("config-inited", furnish)
    app.connect("builder-inited", keep_inside, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
