"""How Sphinx builds the documentation; nothing here reaches for the network."""

from importlib.metadata import version as installed_version

from sphinx.application import Sphinx

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
]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"statskompetencer {release}"

default_role = "any"  # `Profile` in a docstring links to what it names, or fails the build
nitpicky = True
nitpick_ignore = [
    # What is imported for type checkers only is shown as it is written.
    ("py:class", "Path"),
    ("py:class", "date"),
]
nitpick_ignore_regex = [
    # Names of other projects could only be resolved by downloading their inventories.
    (r"py:.*", rf"({'|'.join(ELSEWHERE)})\..*"),
    # Type variables have no page.
    (r"py:class", r"statskompetencer\.\w+\.[A-Z]"),
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


def setup(app: Sphinx) -> None:
    """Come before napoleon, which is at 500."""
    app.connect("autodoc-process-docstring", keep_sentence, priority=400)
