"""How Sphinx builds the documentation; nothing here reaches for the network."""

import re
import sys
from base64 import b64decode
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

import statskompetencer
import statskompetencer.bulk
import statskompetencer.frames
import statskompetencer.planning
import statskompetencer.plotting

sys.path.append(str(Path(__file__).parent / "_ext"))

ELSEWHERE = [
    "attrs?",
    "collections",
    "datetime",
    "fractions",
    "hypothesis",
    "matplotlib",
    "numpy",
    "os",
    "pathlib",
    "typing",
]

# Whose public names all have a page.
PACKAGES = [
    statskompetencer,
    statskompetencer.bulk,
    statskompetencer.frames,
    statskompetencer.planning,
    statskompetencer.plotting,
]

# What the theme says around a page that is in Danish.
DANISH = {
    "Back to top": "Til toppen",
    "Copyright": "Ophavsret",
    "Home": "Forside",
    "Next": "Næste",
    "On this page": "På denne side",
    "Previous": "Forrige",
    "Search": "Søg",
    "Skip to content": "Gå til indholdet",
}

project = "statskompetencer"
author = "the statskompetencer contributors"
copyright = f"2026 {author}"  # noqa: A001 - Sphinx reads this name
version = release = installed_version("statskompetencer")

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "model_pages",
    "cli_page",
    "notebooks",
    "formulas",
    "dead_links",
]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"statskompetencer {release}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_copy_source = False
html_math_renderer = "mathml"

smartquotes_action = "qe"  # dashes stay as typed: --people is an option
default_role = "py:obj"  # `Profile` in a docstring links to what it names
nitpicky = True
nitpick_ignore = [
    ("py:obj", "ExceptionGroup"),
    # What is imported for type checkers only is shown as it is written.
    ("py:class", "Axes"),
    ("py:class", "Figure"),
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
    (r"py:class", r"(Asked|By|DemandLike|Form|Key|LevelLike|RatingLike|RoleLike|Rule|Shown|Texts)"),
    # Arrays and the machinery of `bulk`: their attributes are told in words.
    (r"py:class", r"(np|statskompetencer\.bulk\._\w+)\..*"),
    (r"py:class", r"(Coded|Codes|Counts|Measure|NDArray|Names|Numbers|Planes|Sums|Whole)"),
    # Arguments, which docstrings name as they name things, have no page.
    (r"py:obj", r"[a-z_]+"),
]

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120  # seconds a cell: many times what the slowest takes
nb_output_stderr = "remove-warn"
nb_merge_streams = True

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


def finish(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Say which pages are in Danish, and let the keyboard scroll what is wide."""
    if page == "model/print-da" or page.startswith("dansk/"):
        context["language"] = "da"
        context["gettext"] = lambda text: DANISH.get(text, text)
    wide = r'<pre(?=>)|<div(?= class="(?:table-wrapper|output text_html"><div>))'
    body = re.sub(wide, r'\g<0> tabindex="0"', context.get("body", ""))
    body = body.replace("</strong> -- ", "</strong> – ").replace("</a> -- ", "</a> – ")
    if app.builder.name == "html":
        body = keep_apart(Path(app.outdir, "_images"), body, context["pathto"])
    context["body"] = body


def keep_apart(folder: Path, body: str, pathto: Callable[..., str]) -> str:
    """Put the pictures of notebooks into files: with all of them in it, a page has megabytes."""

    def keep(found: re.Match[str]) -> str:
        picture = b64decode(found[1])
        name = f"{sha256(picture).hexdigest()[:20]}.svg"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(picture)
        return f'src="{pathto(f"_images/{name}", resource=True)}"'

    return re.sub(r'src="data:image/svg\+xml;base64,([^"]+)"', keep, body)


def miss_nothing(_app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of public names that no page documents."""
    documented = {name for name, *_ in env.get_domain("py").get_objects()}
    for module in PACKAGES:
        for name in module.__all__:
            if f"{module.__name__}.{name}" not in documented:
                logging.getLogger(__name__).warning("no page documents %s", name)


def setup(app: Sphinx) -> None:
    """Come before napoleon, which is at 500."""
    app.connect("autodoc-process-docstring", keep_sentence, priority=400)
    app.connect("html-page-context", finish, priority=900)
    app.connect("env-check-consistency", miss_nothing)
