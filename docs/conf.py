"""How Sphinx builds the documentation; nothing here reaches for the network."""

import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

import statskompetencer

sys.path.append(str(Path(__file__).parent / "_ext"))

DANISH = {"dansk", "model/print-da"}
ELSEWHERE = ["attrs?", "collections", "datetime", "fractions", "hypothesis", "pathlib", "typing"]

project = "statskompetencer"
author = "the statskompetencer contributors"
copyright = f"2026 {author}"  # noqa: A001 - Sphinx reads this name
version = release = installed_version("statskompetencer")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "model_pages",
    "cli_page",
]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"statskompetencer {release}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_copy_source = False

smartquotes_action = "qe"  # dashes stay as typed: --people is an option
default_role = "py:obj"  # `Profile` in a docstring links to what it names
nitpicky = True
nitpick_ignore = [
    ("py:obj", "ExceptionGroup"),
    # What is imported for type checkers only is shown as it is written.
    ("py:class", "Path"),
    ("py:class", "PathLike"),
    ("py:class", "SearchStrategy"),
    ("py:class", "date"),
]
nitpick_ignore_regex = [
    # Names of other projects could only be resolved by downloading their inventories.
    (r"py:.*", rf"({'|'.join(ELSEWHERE)})\..*"),
    # Type variables have no page.
    (r"py:class", r"statskompetencer\.\w+\.[A-Z]"),
    # Short names of unions are explained in words, in reference/index.md.
    (r"py:class", r"(Asked|DemandLike|Form|Key|LevelLike|RatingLike|RoleLike|Rule|Texts)"),
    # Arguments, which docstrings name as they name things, have no page.
    (r"py:obj", r"[a-z_]+"),
]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
napoleon_numpy_docstring = False

copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True


def keep_sentence(
    _app: Sphinx, what: str, _name: str, _obj: object, _options: object, lines: list[str]
) -> None:
    """Keep napoleon from taking what stands before a colon for the type of an attribute."""
    if what in {"attribute", "data", "property"} and lines:
        lines[0] = f": {lines[0]}"


def speak_danish(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Tell browsers and screen readers which pages are in Danish."""
    if page in DANISH:
        context["language"] = "da"


def miss_nothing(_app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of public names that no page documents."""
    documented = {name for name, *_ in env.get_domain("py").get_objects()}
    for name in statskompetencer.__all__:
        if f"statskompetencer.{name}" not in documented:
            logging.getLogger(__name__).warning("no page documents %s", name)


def setup(app: Sphinx) -> None:
    """Come before napoleon, which is at 500."""
    app.connect("autodoc-process-docstring", keep_sentence, priority=400)
    app.connect("html-page-context", speak_danish)
    app.connect("env-check-consistency", miss_nothing)
