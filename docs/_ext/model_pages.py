"""The pages of the model, made from the bundled framework whenever the docs are built.

A page asks for its generated part with a comment of its own, such as
``<!-- model: entries -->``; so what is printed here can never lag behind the data.
"""  # noqa: INP001 - an extension of Sphinx, not a package

from __future__ import annotations

import re
from collections import Counter
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date  # Sphinx itself depends on babel
from sphinx.util import logging

import statskompetencer as s

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from statskompetencer.entries import Entry

MARKER = re.compile(r"^<!-- model: (\w+)(?: (\w+))? -->$", re.MULTILINE)

KINDS = {"areas": s.Area, "subcategories": s.Subcategory, "competencies": s.Competency}
STATUS_WORDS = {
    "da": {
        s.Status.OFFICIAL: "officiel",
        s.Status.TRANSLATED: "oversat",
        s.Status.RECONSTRUCTED: "rekonstrueret",
        s.Status.OWN: "egen",
    },
    "en": {status: status.value for status in s.Status},
}
MARKS = {
    s.Status.OFFICIAL: "●",
    s.Status.TRANSLATED: "◐",
    s.Status.RECONSTRUCTED: "○",
    s.Status.OWN: "◇",
}
PRINTED = {
    "da": {
        "titles": "Titlerne:",
        "key": "● officiel: styrelsens egne ord. ◐ oversat: projektets oversættelse af en "
        "officiel engelsk titel. ○ rekonstrueret: projektets ordvalg til et tema, som "
        "styrelsens sider nævner. "
        "Fordelingen af kompetencerne på underkategorier og alle beskrivelser er projektets egne.",
        "credit": "Model for digitale kompetencer blev udgivet af {publisher} den {day}. "
        "Dette ark er lavet af projektet statskompetencer, ikke af styrelsen, som ikke står "
        "bag det. Modellen på styrelsens side:",
        "locale": "da",
    },
    "en": {
        "titles": "The titles:",
        "key": "● official: the agency’s own words. ◐ translated: this project’s translation "
        "of an official Danish title. ○ reconstructed: this project’s wording of a theme that "
        "the agency’s pages name. The division into subcategories and all descriptions are "
        "this project’s own.",
        "credit": "The model was published in Danish by {publisher} (the Danish Agency for "
        "Digital Government) on {day}. This sheet was made by the project statskompetencer, "
        "not by the agency, which does not endorse it. The model on the agency’s site:",
        "locale": "en_GB",
    },
}


def entries() -> str:
    """Every entry in both languages, with its descriptions and where its titles come from."""
    model = s.load()
    parts = []
    for entry in model.entries():
        marks = "#" * (1 + len(model.path(entry)))
        heading = f'{marks} {entry.id} <span lang="da">{entry.title("da")}</span>'
        parts.append(f"({entry.id})=\n{heading}\n\n{raw(_bilingual(entry))}")
    return "\n".join(parts)


def counts() -> str:
    """How many titles have which status, by kind of entry and language."""
    lines = ["| titles of | language | " + " | ".join(s.Status) + " | in all |"]
    lines.append("|---" * 2 + "|--:" * (len(s.Status) + 1) + "|")
    model = s.load()
    for name, kind in [*KINDS.items(), ("all", s.framework.Entry)]:
        for language in model.languages:
            found = Counter(
                entry.title_text(language).source.status
                for entry in model.entries()
                if isinstance(entry, kind)
            )
            cells = [found[status] for status in s.Status]
            row = [name, language, *map(str, cells), str(sum(cells))]
            lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines)


def statuses() -> str:
    """Every title with its status."""
    rows = []
    for entry in s.load().entries():
        cells = [f'<th scope="row"><a href="index.html#{entry.id.lower()}">{entry.id}</a></th>']
        for text in entry.titles:
            cells.append(f'<td lang="{text.language}">{escape(text.text)}</td>')
            cells.append(f"<td>{_tag(text, 'en')}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    head = "".join(
        f'<th scope="col">{word}</th>' for word in ("id", "Danish", "status", "English", "status")
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return raw(f'<div class="table-wrapper model-table">{table}</div>')


def note(language: str) -> str:
    """The one line that says how many titles are official."""
    return s.load().titles_note(language)


def listing(language: str) -> str:
    """The titles in one language, as text that the search finds."""
    lines = []
    for area in s.load().areas:
        lines.append(f"\n## {area.id} {area.title(language)}\n")
        for sub in area.subcategories:
            lines.append(f"- {sub.title(language)}")
            lines += [f"  - {each.id} {each.title(language)}" for each in sub.competencies]
    return "\n".join(lines) + "\n"


def sheet(language: str) -> str:
    """The printable form: an overview on one page of A4, then an area a page."""
    model, words = s.load(), PRINTED[language]
    day = format_date(model.published_on, "long", locale=words["locale"])
    credit = words["credit"].format(publisher=escape(model.publisher), day=day)
    url = model.title_text("da").source.url or ""
    overview = "".join(_box(area, language) for area in model.areas)
    pages = "".join(_described(area, language) for area in model.areas)
    return raw(
        f'<div class="model-sheet" lang="{language}">'
        f'<p class="model-note">{words["titles"]} {escape(note(language))}</p>'
        f'<div class="model-overview">{overview}</div>'
        f'<p class="model-key">{words["key"]}</p>'
        f'<p class="model-key">{credit} <a href="{escape(url)}">{escape(url)}</a></p>'
        f"{pages}</div>"
    )


def raw(html: str) -> str:
    """HTML as it is, in a page of Markdown."""
    return f"```{{raw}} html\n{html}\n```\n"


def _tag(text: s.Text, language: str) -> str:
    status = text.source.status
    return f'<span class="status {status}">{STATUS_WORDS[language][status]}</span>'


def _mark(text: s.Text, language: str) -> str:
    status = text.source.status
    word = STATUS_WORDS[language][status]
    return f'<span class="mark" role="img" aria-label="{word}">{MARKS[status]}</span>'


def _bilingual(entry: Entry) -> str:
    columns = []
    for text in entry.titles:
        source = text.source
        read = f' <a href="{escape(source.url)}">{escape(source.url)}</a>' if source.url else ""
        columns.append(
            f'<div><p class="model-title" lang="{text.language}">{escape(text.text)} '
            f"{_tag(text, 'en')}</p>"
            f'<p lang="{text.language}">{escape(entry.description(text.language))}</p>'
            f'<p class="model-source">{escape(source.note)}{read}</p></div>'
        )
    return f'<div class="model-entry">{"".join(columns)}</div>'


def _titles(entries: Iterable[Entry], language: str) -> str:
    items = (
        f"<li>{_mark(entry.title_text(language), language)} <b>{entry.id}</b> "
        f"{escape(entry.title(language))}</li>"
        for entry in entries
    )
    return f"<ul>{''.join(items)}</ul>"


def _heading(entry: Entry, language: str, tag: str) -> str:
    title = f"{entry.id} {escape(entry.title(language))}"
    return f"<{tag}>{title}&nbsp;{_mark(entry.title_text(language), language)}</{tag}>"


def _box(area: s.Area, language: str) -> str:
    inside = "".join(
        _heading(sub, language, "h3") + _titles(sub.competencies, language)
        for sub in area.subcategories
    )
    return f"<section>{_heading(area, language, 'h2')}{inside}</section>"


def _described(area: s.Area, language: str) -> str:
    parts = [_heading(area, language, "h2"), f"<p>{escape(area.description(language))}</p>"]
    for sub in area.subcategories:
        parts.append(_heading(sub, language, "h3"))
        parts.append(f"<p>{escape(sub.description(language))}</p><dl>")
        for competency in sub.competencies:
            parts.append(_heading(competency, language, "dt"))
            parts.append(f"<dd>{escape(competency.description(language))}</dd>")
        parts.append("</dl>")
    titles = f"{PRINTED[language]['titles']} {escape(note(language))}"
    parts.append(f'<p class="model-key">{titles}</p>')
    return f'<section class="model-area">{"".join(parts)}</section>'


MAKERS = {
    "entries": entries,
    "counts": counts,
    "statuses": statuses,
    "note": note,
    "list": listing,
    "sheet": sheet,
}


def fill(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Put what a page asks for in the place of its comments."""
    source[0] = MARKER.sub(
        lambda found: MAKERS[found[1]](*filter(None, found.groups()[1:])), source[0]
    )


def agree(app: Sphinx) -> None:
    """Warn where a README says something else of the titles than the data does."""
    root = Path(app.srcdir).parent
    told = [
        ("README.md", note("da")),
        ("README.md", note("en")),
        ("src/statskompetencer/data/README.md", counts()),
    ]
    for path, text in told:
        if text not in (root / path).read_text("utf-8"):
            logging.getLogger(__name__).warning("%s should say:\n%s", path, text)


def setup(app: Sphinx) -> dict[str, bool]:
    """Fill each page as it is read."""
    app.connect("builder-inited", agree)
    app.connect("source-read", fill)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
