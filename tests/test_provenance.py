"""Where a text comes from, and which text is shown in which language."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from statskompetencer import (
    Competency,
    InvalidTypeError,
    InvalidValueError,
    Source,
    Status,
    Text,
    UnknownLanguageError,
)
from statskompetencer.provenance import as_texts, check_language, default_language

BOTH = {"da": "Agere cybersikkert", "en": "Act cyber-securely"}


def test_a_source_takes_a_status_by_its_word() -> None:
    assert Source("official").status is Status.OFFICIAL


def test_a_text_is_own_unless_told() -> None:
    assert Text("da", "x").source == Source() == Source(Status.OWN, None, None, "")


@pytest.mark.parametrize("status", ["Official", "", None, [], pytest.param(10**5000, id="huge")])
def test_an_unknown_status_is_refused_with_those_that_there_are(status: object) -> None:
    with pytest.raises(InvalidValueError, match="is not a status") as caught:
        Source(status)
    assert caught.value.allowed == ("official", "translated", "reconstructed", "own")


@pytest.mark.parametrize("url", [1, b"x", ["x"]])
def test_an_address_is_a_text(url: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"url: .* is not a text"):
        Source(url=url)


def test_a_note_is_a_text() -> None:
    with pytest.raises(InvalidTypeError, match="note: None is not a text"):
        Source(note=None)


@pytest.mark.parametrize(
    "day", ["2026-01-31", date(2026, 1, 31), datetime(2026, 1, 31, 9, tzinfo=UTC)]
)
def test_a_day_of_reading_is_a_date(day: object) -> None:
    read_on = Source(read_on=day).read_on
    assert read_on == date(2026, 1, 31)
    assert type(read_on) is date


@pytest.mark.parametrize("day", ["31-01-2026", 20260131, "2026-02-30", ""])
def test_what_is_no_day_is_refused(day: object) -> None:
    with pytest.raises(InvalidValueError, match=r"read_on: .* is not a date"):
        Source(read_on=day)


@pytest.mark.parametrize("code", ["da", "pt-BR", "zh-Hant", "x1"])
def test_language_codes_are_letters_digits_and_hyphens(code: str) -> None:
    assert Text(code, "x").language == code


@pytest.mark.parametrize("code", ["", "-", "d a", "dånsk", "da\n", None, 1, ["da"]])
def test_what_is_no_language_code_is_refused(code: object) -> None:
    with pytest.raises(InvalidValueError, match="not a language code"):
        Text(code, "x")


@pytest.mark.parametrize("text", ["", "  \n", None, 3, b"x", ["x"]])
def test_a_text_is_not_empty(text: object) -> None:
    with pytest.raises(InvalidValueError, match="not a text, or an empty one"):
        Text("da", text)


def test_a_text_can_be_written_to_any_file() -> None:
    with pytest.raises(InvalidValueError, match="lone surrogate"):
        Text("da", "a\ud800")
    for mark in "\x00\x08\x0b\x1b\x1f\x7f\x9f":
        with pytest.raises(InvalidValueError, match="control character"):
            Text("da", f"a{mark}b")
    assert Text("da", "a\tb\r\nc\xa0d").text == "a\tb\r\nc\xa0d"


def test_the_source_of_a_text_is_a_source() -> None:
    with pytest.raises(InvalidTypeError, match="source: 'own' is not a Source"):
        Text("da", "x", "own")


def test_a_text_shows_as_itself() -> None:
    assert str(Text("da", "Ærlig")) == "Ærlig"


def test_texts_are_taken_from_a_mapping_and_from_a_list() -> None:
    own = Text("en", "x", Source("translated"))
    assert as_texts({"da": "y", "en": own}) == (Text("da", "y"), own)
    assert as_texts(iter([own])) == (own,)


@pytest.mark.parametrize("texts", ["x", 5, None])
def test_a_text_without_its_language_is_refused(texts: object) -> None:
    with pytest.raises(InvalidTypeError, match="says nothing about its language"):
        as_texts(texts)


def test_a_list_of_texts_holds_texts() -> None:
    with pytest.raises(InvalidTypeError, match="'x' is not a Text"):
        as_texts(["x"])


def test_two_texts_in_one_language_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="two texts in one language: da, da"):
        as_texts([Text("da", "x"), Text("da", "y")])


def test_a_text_under_another_language_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="stands under the language 'da'"):
        as_texts({"da": Text("en", "x")})


def test_danish_is_shown_where_there_is_danish_and_the_first_language_otherwise() -> None:
    assert default_language(["en", "da"]) == "da"
    assert default_language(["de", "en"]) == "de"
    assert check_language(None, ["de", "en"], "x") == "de"


def test_a_language_that_is_not_there_is_an_error_that_names_those_that_are() -> None:
    with pytest.raises(UnknownLanguageError) as caught:
        check_language("da", ["en", "de"], "this")
    assert str(caught.value) == "this is not there in the language 'da'. Allowed: en, de."
    assert caught.value.explain("da").startswith("this findes ikke på sproget 'da'.")


@pytest.mark.parametrize("language", ["", "DA", 5, ["da"], pytest.param(10**5000, id="huge")])
def test_what_is_no_language_of_it_is_an_error(language: object) -> None:
    with pytest.raises(UnknownLanguageError):
        check_language(language, ["da"], "this")


def test_a_title_is_danish_by_default_and_english_for_one_argument() -> None:
    entry = Competency("DS11", BOTH)
    assert (entry.name, entry.title(), str(entry)) == ("Agere cybersikkert",) * 3
    assert entry.title("en") == "Act cyber-securely"
    assert entry.languages == ("da", "en")


def test_a_title_knows_where_it_comes_from() -> None:
    official = Text("en", "x", Source("official", "https://digst.dk/"))
    assert Competency("X", [official]).title_text("en").source is official.source


def test_a_description_that_was_not_written_is_empty() -> None:
    entry = Competency("DS11", BOTH, {"en": "Stay safe."})
    assert entry.description() == ""
    assert entry.description("en") == "Stay safe."
    with pytest.raises(UnknownLanguageError):
        entry.description("de")


@pytest.mark.parametrize(
    ("name", "is_called"),
    [("agere  CYBERSIKKERT", True), ("act cyber-securely", True), ("DS11", False), (None, False)],
)
def test_a_name_is_compared_as_spellings_are(name: object, *, is_called: bool) -> None:
    assert Competency("DS11", BOTH).is_called(name) is is_called
