from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

CHECKER = Path(__file__).parents[1] / "docs" / "_ext" / "dead_links.py"


def found(folder: Path, **pages: str) -> list[str]:
    """What the check of the built documentation says of these pages."""
    for name, body in pages.items():
        file = folder / f"{name}.html"
        file.write_text(f'<html><body id="top">{body}</body></html>', encoding="utf-8")
    spec = spec_from_file_location("dead_links", CHECKER)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.dead_links(folder)


@pytest.mark.parametrize(
    "body",
    [
        '<a href="b.html">x</a>',
        '<a href="b.html#h">x</a>',
        '<a href="#top">x</a>',
        '<a href="#">x</a>',
        '<a href="b.html#%C3%A6ble">x</a>',
        '<a href="https://example.org/gone#nowhere">links to other sites are not followed</a>',
        '<a href="mailto:dpo@example.org">x</a>',
        '<img src="p.png"><img src="data:image/png;base64,AAAA">',
    ],
)
def test_what_leads_somewhere_is_let_be(tmp_path: Path, body: str) -> None:
    (tmp_path / "p.png").write_bytes(b"")
    assert found(tmp_path, a=body, b='<h1 id="h"></h1><a name="æble"></a>') == []


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('<a href="gone.html">x</a>', "a.html: no file for 'gone.html'"),
        ('<a href="gone.html#h">x</a>', "a.html: no file for 'gone.html#h'"),
        ('<a href="b.html#gone">x</a>', "a.html: no anchor for 'b.html#gone'"),
        ('<a href="#gone">x</a>', "a.html: no anchor for '#gone'"),
        ('<img src="gone.png">', "a.html: no file for 'gone.png'"),
        ('<link href="gone.css">', "a.html: no file for 'gone.css'"),
        ('<a href=".">a folder opens no page without a server</a>', "a.html: no file for '.'"),
        ('<h2 id="top"></h2>', "a.html: the id 'top' twice"),
        (
            '<script src="https://example.org/x.js"></script>',
            "a.html: loads https://example.org/x.js from elsewhere",
        ),
        (
            '<img src="//example.org/x.png">',
            "a.html: loads //example.org/x.png from elsewhere",
        ),
    ],
)
def test_what_leads_nowhere_is_named(tmp_path: Path, body: str, what: str) -> None:
    assert found(tmp_path, a=body, b='<h1 id="h"></h1>') == [what]


def test_nothing_outside_the_site_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("", encoding="utf-8")
    (tmp_path / "site").mkdir()
    assert found(tmp_path / "site", a='<a href="../secret.html">x</a>') == [
        "a.html: no file for '../secret.html'"
    ]
