"""Tables for notebooks: escaped, bounded in rows and height, without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_ROWS = 60
"""So many rows are shown: more than the model has competencies, and still quick to draw."""

_SHORT, _LONG = 14, 120
"""Cells of a column of so few characters stay in one line; one with a text of more is wide."""

# Lines and grounds are see-through greys and text has the colour of its surroundings, so that
# both dark and light themes are right. Only the heads, below which rows are scrolled, need a
# ground of their own: that of Jupyter, Visual Studio Code or the docs.
_STYLE = """div.statskompetencer { max-width: 62rem; margin: .4em 0 }
div.statskompetencer > div { width: fit-content; max-width: 100%; max-height: 26rem;
  overflow: auto; box-sizing: border-box; border: 1px solid #8884;
  border-radius: 4px }
div.statskompetencer > div:focus-visible { outline: 2px solid currentColor; outline-offset: 1px }
div.statskompetencer table { border-collapse: separate; border-spacing: 0; margin: 0; width: auto;
  border: 0; font-size: .875rem; font-variant-numeric: tabular-nums; line-height: 1.35;
  color: inherit; table-layout: auto }
div.statskompetencer caption { caption-side: top; text-align: start; font-weight: 600;
  font-size: 1rem; font-style: normal; padding: .5em .7em; margin: 0; color: inherit }
div.statskompetencer :is(th, td) { text-align: start; vertical-align: top; padding: .35em .7em;
  border: 0; border-bottom: 1px solid #8883; font-weight: 400; white-space: normal;
  overflow-wrap: break-word; max-width: 42rem; color: inherit }
div.statskompetencer thead th { position: sticky; top: 0; font-weight: 600;
  vertical-align: bottom; border-bottom: 1px solid #888a; backdrop-filter: blur(1.5em);
  background: var(--jp-layout-color0, var(--vscode-editor-background,
    var(--color-background-primary, transparent))) }
div.statskompetencer tbody tr, div.statskompetencer tbody tr:is(:nth-child(odd), :hover) {
  background: none }
div.statskompetencer tbody tr:nth-child(even) { background: #8881 }
div.statskompetencer tbody tr:last-child > * { border-bottom: 0 }
div.statskompetencer p { margin: .5em .1em 0; font-size: .875rem; line-height: 1.4;
  max-width: 46rem }
@media print { div.statskompetencer > div { max-height: none; overflow: visible } }
"""
_COLUMN_STYLES = {
    "n": "tr > :nth-child({0}) {{ text-align: end }}",
    "s": "tbody tr > :nth-child({0}) {{ white-space: nowrap }}",
    "w": "tbody tr > :nth-child({0}) {{ min-width: 16rem }}",
}
"""How columns of numbers, of short cells and of long texts are set; by class of the table."""


def html_table(  # noqa: PLR0913 - what a table is made of
    title: str,
    columns: Mapping[str, Sequence[str]],
    rows: Iterable[Sequence[object]],
    *,
    notes: Sequence[str] = (),
    language: str,
    of: int | None = None,
    named_by: int = 0,
) -> str:
    """An HTML table of at most `MOST_ROWS` rows; what is left out is counted below it.

    It scrolls within itself where it is high or wide, by the keyboard too.

    Args:
        title: The caption.
        columns: The column heads in Danish and in English; other languages get the English.
        rows: The cells of each row; None shows as nothing.
        notes: Lines below the table.
        language: The language of what is shown.
        of: How many rows there are, where only the first were worked out.
        named_by: The column whose cells head their rows.
    """
    from html import escape  # noqa: PLC0415 - only notebooks need it

    spoken = "da" if language == "da" else "en"
    # heads and sentences are English in all other languages
    mark = "" if spoken == language else f' lang="{spoken}"'

    def cell(number: int, value: object) -> str:
        text = "" if value is None else escape(str(value))
        return f'<th scope="row">{text or "–"}</th>' if number == named_by else f"<td>{text}</td>"

    given = list(rows)
    shown = given[:MOST_ROWS]
    left_out = (len(given) if of is None else of) - len(shown)
    if left_out > 0:
        rest = f"{left_out} rækker mere" if spoken == "da" else f"{left_out} more rows"
        notes = [*notes, f"{rest}."]
    classes = [
        f"{kind}{number}"
        for number, cells in enumerate(zip(*shown, strict=True), 1)
        for kind in _kinds_of_column([str(cell) for cell in cells if cell not in {None, ""}])
    ]
    rules = "".join(
        f"div.statskompetencer .{name} {_COLUMN_STYLES[name[0]].format(name[1:])}\n"
        for name in classes
    )
    set_so = f' class="{" ".join(classes)}"' if classes else ""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns[spoken])
    body = "".join(
        f"<tr>{''.join(cell(number, value) for number, value in enumerate(row))}</tr>"
        for row in shown
    )
    if not shown:
        none = "ingen" if spoken == "da" else "none"
        body = f'<tr><td colspan="{len(columns[spoken])}"{mark}>{none}</td></tr>'
    below = "".join(f"<p{mark}>{escape(note)}</p>" for note in notes if note)
    # a group and no region: many regions would crowd the list of a page's landmarks
    return (
        f'<div class="statskompetencer" lang="{escape(language)}">'
        f"<style>{_STYLE}{rules}</style>"
        f'<div role="group" aria-label="{escape(title)}" tabindex="0">'
        f"<table{set_so}><caption>{escape(title)}</caption>"
        f"<thead{mark}><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{below}</div>"
    )


def _kinds_of_column(texts: Sequence[str]) -> str:
    """Which of `_COLUMN_STYLES` fit a column; spans such as “2–5” are numbers too."""
    if not texts:
        return ""
    longest = max(map(len, texts))
    numbers = all(text.replace("–", "").isdecimal() for text in texts)
    return "n" * numbers + "s" * (longest <= _SHORT) + "w" * (longest > _LONG)
