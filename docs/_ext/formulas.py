"""Formulas as MathML, which browsers draw by themselves: no script, and nothing from elsewhere."""  # noqa: INP001 - an extension of Sphinx, not a package

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from latex2mathml.converter import convert

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


def inline(page: HTML5Translator, node: nodes.math) -> None:
    """A formula in a line of text."""
    page.body.append(convert(node.astext()))
    raise nodes.SkipNode


def block(page: HTML5Translator, node: nodes.math_block) -> None:
    """A formula of its own, which scrolls where the page is narrow."""
    page.body.append(f'<div class="formula">{convert(node.astext(), display="block")}</div>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Draw formulas so."""
    app.add_html_math_renderer("mathml", (inline, None), (block, None))
