"""Spellings: what counts as the same, and what is near."""

from __future__ import annotations

import unicodedata

import pytest

from statskompetencer._text import composed, counted, fold, listed, nearest, shown


@pytest.mark.parametrize(
    "spelling",
    [
        "Forstå og følge op på it-økonomien",
        "FORSTÅ OG FØLGE OP PÅ IT-ØKONOMIEN",
        "forstaa og foelge op paa it-oekonomien",
        unicodedata.normalize("NFD", "Forstå og følge op på it-økonomien"),
        "  Forstå\tog følge\n op på it-økonomien ",
        "For\u00adstå og følge op på it-økonomien",
        "Forst\N{ANGSTROM SIGN} og følge op på it-økonomien",
    ],
)
def test_case_unicode_form_white_space_and_danish_letters_do_not_count(spelling: str) -> None:
    assert fold(spelling) == "forstaa og foelge op paa it-oekonomien"


def test_other_letters_count() -> None:
    assert fold("resume") != fold("resumé")


def test_the_nearest_spelling_comes_first_and_far_ones_do_not_come() -> None:
    known = ["Sikre datakvalitet", "Realisere gevinster", "Dele og genbruge data"]
    assert nearest("realisér gevinst", known) == ("Realisere gevinster",)
    assert nearest("xyzzy", known) == ()


def test_of_ids_that_are_equally_near_those_that_begin_alike_come_first() -> None:
    known = ["PV31", "PV21", "PV11", "PV12", "PV13", "SF14"]
    assert nearest("PV14", known) == ("PV11", "PV12", "PV13")


def test_a_part_of_a_name_is_near_it_and_a_letter_or_two_are_not() -> None:
    known = ["Projektleder", "Jurist i lovforberedelse"]
    assert nearest("jurist", known) == ("Jurist i lovforberedelse",)
    assert nearest("i", known) == ()
    assert nearest("ju", ["ju-jitsu for alle", "xx"]) == ()


def test_people_and_units_are_kept_composed_and_with_single_spaces() -> None:
    assert composed("A\u030ase   og  Bo") == "Åse og Bo"


def test_at_most_so_many_are_named() -> None:
    assert len(nearest("aab", ["aabb", "aabc", "aabd", "aabe"])) == 3
    assert len(nearest("aab", ["aabb", "aabc", "aabd", "aabe"], most=1)) == 1


@pytest.mark.parametrize(
    "found", [None, 3, pytest.param(10**5000, id="huge"), ["x"], "x" * 100_000]
)
def test_nothing_is_near_to_what_is_no_name(found: object) -> None:
    assert nearest(found, ["abc"]) == ()


@pytest.mark.parametrize(
    ("words", "danish", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a og b", "a and b"),
        (["a", "b", "c"], "a, b og c", "a, b and c"),
    ],
)
def test_words_are_listed_as_a_sentence_lists_them(
    words: list[str], danish: str, english: str
) -> None:
    assert listed(words, "da") == danish
    assert listed(words, "en") == english


@pytest.mark.parametrize(("number", "noun"), [(0, "people"), (1, "person"), (2, "people")])
def test_a_noun_follows_its_number(number: int, noun: str) -> None:
    words = {"da": ("person", "personer"), "en": ("person", "people")}
    assert counted(number, "en", **words) == f"{number} {noun}"
    assert counted(2, "da", **words) == "2 personer"


def test_a_value_is_shown_as_python_shows_it() -> None:
    assert shown("x") == "'x'"
    assert shown([1]) == "[1]"


def test_a_long_value_is_cut() -> None:
    assert shown("x" * 1000) == "'" + "x" * 199 + " …"


def test_a_number_too_long_to_write_out_is_described() -> None:
    assert shown(10**5000) == "a value of type int, too long to show,"
