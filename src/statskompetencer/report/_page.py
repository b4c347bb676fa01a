"""A page as HTML: one file that asks for nothing, and may run nothing."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from importlib_resources import files

from statskompetencer._extras import optional

if TYPE_CHECKING:
    from ._blocks import Page

_FEATURE = "writing a report", "at skrive en rapport"


def check_extra() -> None:
    """Check that what a report needs is installed.

    Raises:
        MissingExtraError: It is not; names what to install.
    """
    for module in ("jinja2", "matplotlib"):
        optional(module, "report", *_FEATURE)


def html(page: Page) -> bytes:
    """The page as it is written to a file."""
    template, style, policy = _template()
    return str(template.render(page=page, style=style, policy=policy)).encode()


@cache
def _template() -> tuple[Any, str, str]:
    """The template, its style sheet, and the policy that allows this sheet and nothing else."""
    jinja2 = optional("jinja2", "report", *_FEATURE)
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = _source("page.css")
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return environment.get_template("page.html"), style, policy


def _source(name: str) -> str:
    text = files("statskompetencer.report").joinpath("templates", name).read_text("utf-8")
    return text.replace("\r\n", "\n")
