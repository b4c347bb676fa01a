"""Every link inside the site leads somewhere: checked in the pages as they were built.

Sphinx checks what it resolves itself. This also sees what the theme, the generated pages and
the notebooks put in, down to the anchor. A page that would load anything from another site is
found, too.
"""  # noqa: INP001 - an extension of Sphinx, not a package

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOADED = {"audio", "iframe", "img", "link", "script", "source", "video"}  # unlike <a>


class _Page(HTMLParser):
    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.names: Counter[str] = Counter()
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            if key in {"href", "src"}:
                self.links.append((tag, value or ""))
            elif key == "id" or (key == "name" and tag == "a"):
                self.names[value or ""] += 1


def dead_links(folder: Path) -> list[str]:
    """What is wrong with the links of the pages in a folder, one line each."""
    folder = folder.resolve()
    pages = {file: _Page(file) for file in sorted(folder.rglob("*.html"))}
    found = []
    for file, page in pages.items():
        where = file.relative_to(folder).as_posix()
        found += [f"{where}: the id {name!r} twice" for name, n in page.names.items() if n > 1]
        for tag, link in page.links:
            url = urlsplit(link)
            if url.scheme or url.netloc:
                if tag in LOADED and url.scheme != "data":
                    found.append(f"{where}: loads {link} from elsewhere")
                continue
            target = (file.parent / unquote(url.path)).resolve() if url.path else file
            if not target.is_file() or not target.is_relative_to(folder):
                found.append(f"{where}: no file for {link!r}")
            elif url.fragment and unquote(url.fragment) not in pages[target].names:
                found.append(f"{where}: no anchor for {link!r}")
    return found


def check(app: Sphinx, problem: Exception | None) -> None:
    """Warn of each; with ``-W`` the build fails."""
    from sphinx.util import logging  # noqa: PLC0415 - so that the tests need no Sphinx

    if problem is None and app.builder.name == "html":
        for line in dead_links(Path(app.outdir)):
            logging.getLogger(__name__).warning("%s", line)


def setup(app: Sphinx) -> dict[str, bool]:
    """Check when all is written."""
    app.connect("build-finished", check)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
