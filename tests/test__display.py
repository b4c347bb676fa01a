"""Tables for notebooks are escaped, bounded and in one language."""

from __future__ import annotations

from statskompetencer._display import html_table

COLUMNS = {"da": ["navn"], "en": ["name"]}


def test_a_table_has_caption_head_body_and_notes() -> None:
    shown = html_table("T", COLUMNS, [("a", 1), (None, 2)], notes=["n", ""], language="da")
    assert shown == (
        '<div lang="da"><table><caption>T</caption>'
        '<thead><tr><th scope="col">navn</th></tr></thead>'
        "<tbody><tr><td>a</td><td>1</td></tr><tr><td></td><td>2</td></tr></tbody></table>"
        "<p>n</p></div>"
    )


def test_other_languages_than_danish_have_english_heads() -> None:
    assert '<th scope="col">name</th>' in html_table("T", COLUMNS, [], language="kl")


def test_nothing_gets_through_unescaped() -> None:
    evil = "<script>\"'&"
    shown = html_table(
        evil, {"da": [evil], "en": [evil]}, [(evil,)], notes=[evil], language='"><script>'
    )
    assert "<script>" not in shown
    assert shown.count("&lt;script&gt;&quot;&#x27;&amp;") == 4


def test_what_is_left_out_is_counted() -> None:
    rows = [(n,) for n in range(5)]
    danish = html_table("T", COLUMNS, rows, language="da", most=2)
    assert danish.count("<tr><td>") == 2
    assert "<p>3 rækker mere</p>" in danish
    assert "<p>3 more rows</p>" in html_table("T", COLUMNS, rows, language="en", most=2)
    assert "<p>8 more rows</p>" in html_table("T", COLUMNS, rows, language="en", most=2, of=10)
    assert "more" not in html_table("T", COLUMNS, rows, language="en", most=5)
