"""Tables for notebooks: escaped, bounded, without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_STYLE = "<style>div.statskompetencer :is(th, td) { text-align: left }</style>"
"""Notebooks set all cells to the right, sentences too."""
MOST_ROWS = 60


def html_table(  # noqa: PLR0913 - what a table is made of
    title: str,
    columns: Mapping[str, Sequence[str]],
    rows: Iterable[Sequence[object]],
    *,
    notes: Sequence[str] = (),
    language: str,
    most: int = MOST_ROWS,
    of: int | None = None,
) -> str:
    """An HTML table of at most so many rows; what is left out is counted below it.

    Args:
        title: The caption.
        columns: The column heads in Danish and in English; other languages get the English.
        rows: The cells of each row; None shows as nothing.
        notes: Lines below the table.
        language: The language of what is shown.
        most: How many rows are shown.
        of: How many rows there are, where only the first were worked out.
    """
    from html import escape  # noqa: PLC0415 - only notebooks need it

    def cell(value: object) -> str:
        return f"<td>{'' if value is None else escape(str(value))}</td>"

    shown = list(rows)
    left_out = (len(shown) if of is None else of) - most
    if left_out > 0:
        notes = [
            *notes,
            f"{left_out} rækker mere" if language == "da" else f"{left_out} more rows",
        ]
    head = "".join(
        f'<th scope="col">{escape(column)}</th>'
        for column in columns["da" if language == "da" else "en"]
    )
    body = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in shown[:most])
    below = "".join(f"<p>{escape(note)}</p>" for note in notes if note)
    return (
        f'<div class="statskompetencer" lang="{escape(language)}">{_STYLE}'
        f"<table><caption>{escape(title)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}</div>"
    )
