"""A cell says one thing, or it is an error; formulas are written so that none is run."""

from __future__ import annotations

from datetime import date

import pytest

from statskompetencer import InvalidValueError, Rater, Scale, UnknownNameError
from statskompetencer._cells import (
    DONT_KNOW,
    MOST_SUGGESTIONS,
    Levels,
    Reader,
    cleaned,
    guarded,
    read_day,
    read_person,
    read_posts,
    read_rater,
    read_text,
    read_unit,
    read_whole,
    unguarded,
)
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._totals import UNCALCULATED

LEVELS = Levels(Scale.default())


def scale(*names: str) -> Scale:
    return Scale("mine", [{"en": name} for name in names], holds_from=1)


# --- what is written before it ---


@pytest.mark.parametrize(
    "text", ["=1+1", "+45", "-1", "@x", "\tx", "\rx", "\nx", "\uff1dx", "'", "'=x"]
)
def test_what_starts_like_a_formula_gets_an_apostrophe_and_loses_it_again(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "M1", "1=2", "ÆØÅ", "“x”"])
def test_other_text_is_written_as_it_is(text):
    assert guarded(text) == text


@pytest.mark.parametrize("cell", ["'", "'tis", "'1"])
def test_an_apostrophe_before_anything_else_is_kept(cell):
    assert unguarded(cell) == cell


def test_space_around_and_non_breaking_spaces_do_not_count():
    assert cleaned(" \xa0Jura\xa0og Råd \t") == "Jura og Råd"


def test_the_apostrophe_is_looked_for_after_the_space():
    assert cleaned("  '=x ") == "=x"


# --- reading each spelling once ---


def test_a_spelling_is_worked_out_once_whether_it_is_right_or_wrong():
    seen: list[str] = []

    def parse(cell: str) -> int:
        seen.append(cell)
        if cell == "bad":
            raise InvalidValueError("no", found=cell)
        return len(cell)

    reader = Reader(parse)
    assert [reader[" ab "], reader[" ab "]] == [2, 2]
    errors = []
    for _ in range(2):
        with pytest.raises(InvalidValueError) as caught:
            reader["bad"]
        errors.append(caught.value)
    assert seen == ["ab", "bad"]
    assert errors[0] is not errors[1], "each place has an error of its own"
    assert errors[0].found == errors[1].found == "bad"


# --- people, units, posts, texts, numbers ---


def test_an_id_is_text_as_it_stands():
    assert [read_person(cell) for cell in ("007", "1e5", "M 1")] == ["007", "1e5", "M 1"]


def test_a_missing_person_is_an_error():
    with pytest.raises(InvalidValueError, match="the cell is empty: write the id of the employee"):
        read_person("")


def test_an_id_with_an_invisible_character_is_an_error():
    with pytest.raises(InvalidValueError, match=r"M1.*u200b"):
        read_person("M1\u200b")


def test_a_unit_may_be_missing():
    assert (read_unit(""), read_unit("Jura")) == (None, "Jura")


@pytest.mark.parametrize("cell", ["a,b", "a; b", "a |b", ",a,,b,"])
def test_posts_are_parted_by_comma_semicolon_or_bar(cell):
    assert read_posts(cell) == ("a", "b")


def test_no_posts():
    assert read_posts("") == ()


def test_space_around_a_text_counts_but_blank_is_no_text():
    assert (read_text(" a "), read_text("'=a"), read_text("  ")) == (" a ", "=a", "")


def test_a_whole_number_may_have_zeros_after_its_point():
    assert [read_whole(cell) for cell in ("", "2", "2.0", "2,00")] == [None, 2, 2, 2]


@pytest.mark.parametrize("cell", ["2.5", "-1", "two", "1e3"])
def test_anything_else_is_no_whole_number(cell):
    with pytest.raises(InvalidValueError, match="not a whole number"):
        read_whole(cell)


# --- raters and days ---


@pytest.mark.parametrize(
    ("cell", "rater"),
    [
        ("", None),
        ("selv", Rater.SELF),
        ("SELF", Rater.SELF),
        ("egen  vurdering", Rater.SELF),
        ("Leder", Rater.MANAGER),
        ("naermeste leder", Rater.MANAGER),
        ("manager", Rater.MANAGER),
        ("Aftalt", Rater.AGREED),
        ("fælles", Rater.AGREED),
        ("agreed", Rater.AGREED),
    ],
)
def test_raters_in_both_languages(cell, rater):
    assert read_rater(cell) is rater


def test_an_unknown_rater_names_the_known_ones():
    with pytest.raises(InvalidValueError) as caught:
        read_rater("lder")
    assert caught.value.nearest[0] == "leder"
    assert caught.value.allowed == ("selv (self)", "leder (manager)", "aftalt (agreed)")


@pytest.mark.parametrize(
    "cell",
    [
        "2026-09-05",
        "2026-9-5",
        "05-09-2026",
        "5.9.2026",
        "05/09/2026",
        "2026-09-05T10:23:59.123Z",
        "2026-09-05 10:23 +02:00",
        "05-09-2026 10.23",
    ],
)
def test_the_day_comes_first_unless_the_year_does_and_the_time_does_not_count(cell):
    assert read_day(cell) == date(2026, 9, 5)


def test_no_day():
    assert read_day("") is None


@pytest.mark.parametrize(
    "cell", ["31-02-2026", "09/15/2026", "15-09-26", "15.09-2026", "2026", "46280", "15. september"]
)
def test_what_is_no_day_is_an_error_that_shows_how_days_are_written(cell):
    with pytest.raises(InvalidValueError) as caught:
        read_day(cell)
    assert "2026-09-15" in caught.value.allowed


# --- levels ---


@pytest.mark.parametrize(
    "cell",
    [
        *("2", "2.0", "2,0", "02", "øvet", "ØVET", "oevet", "working", "2 - øvet", "2: Øvet"),
        *("2 (øvet)", "øvet (2)", "Øvet [2]", "2 – working", "2. øvet", "2 = øvet", "øvet 2"),
        *("2.0 - øvet", "2øvet"),
    ],
)
def test_a_level_is_a_number_a_name_or_both(cell):
    assert LEVELS(cell) == 2


@pytest.mark.parametrize(
    "cell",
    [
        *("ved ikke", "Ved ej", "don't know", "don’t know", "dont know", "do not know"),
        *("ikke vurderet", "Ikke besvaret", "not assessed", "not answered", "?", "-", "–"),
    ],
)
def test_an_answer_that_is_none(cell):
    assert LEVELS(cell) == DONT_KNOW


@pytest.mark.parametrize("cell", ["ikke relevant", "IRRELEVANT", "not relevant", "Not  applicable"])
def test_not_relevant(cell):
    assert LEVELS(cell) == NOT_RELEVANT


def test_blank_is_not_assessed_and_nought_is_a_level():
    assert (LEVELS(""), LEVELS("0"), LEVELS("ingen")) == (NOT_ASSESSED, 0, 0)


@pytest.mark.parametrize("cell", ["n/a", "N/A", "n.a.", "NA", "i/a"])
def test_what_may_mean_two_things_is_an_error_that_says_which(cell):
    with pytest.raises(InvalidValueError, match="“not relevant” or “not assessed”") as caught:
        LEVELS(cell)
    assert "“ikke relevant” eller “ved ikke”" in caught.value.danish


@pytest.mark.parametrize("cell", ["2 - ekspert", "ekspert (2)", "2: expert"])
def test_number_and_name_that_contradict_each_other_are_an_error_that_names_both(cell):
    with pytest.raises(InvalidValueError, match="2 øvet or 4 ekspert"):
        LEVELS(cell)


@pytest.mark.parametrize("cell", ["7", "7 - øvet", "1234567890"])
def test_a_number_above_the_scale_is_an_error_that_shows_the_scale(cell):
    with pytest.raises(InvalidValueError) as caught:
        LEVELS(cell)
    assert caught.value.allowed[-1] == "4 ekspert"


@pytest.mark.parametrize("cell", ["ekspret", "2.5", "-1", "2 - noget", "9" * 5000, "2-3", "3+"])
def test_what_is_no_level_is_an_error_that_shows_the_scale(cell):
    with pytest.raises(UnknownNameError) as caught:
        LEVELS(cell)
    assert caught.value.allowed[0] == "0 ingen"


def test_a_misspelt_level_names_the_nearest():
    with pytest.raises(UnknownNameError) as caught:
        LEVELS("ekspret")
    assert caught.value.nearest[0] == "ekspert"
    with pytest.raises(UnknownNameError) as caught:
        LEVELS("ikke relevamt")
    assert caught.value.nearest[0] == "ikke relevant"


def test_after_many_misspelt_levels_no_time_is_spent_on_the_nearest():
    levels = Levels(Scale.default())
    near = []
    for number in range(MOST_SUGGESTIONS + 1):
        with pytest.raises(UnknownNameError) as caught:
            levels(f"ekspert{'x' * (number % 2)}!")
        near.append(caught.value.nearest)
    assert all(near[:-1])
    assert near[-1] == ()


def test_where_only_a_level_is_asked_for_a_reason_for_none_is_an_error():
    levels = Levels(Scale.default(), states=False)
    assert (levels("2"), levels("")) == (2, NOT_ASSESSED)
    for cell in ("ved ikke", "ikke relevant", "n/a"):
        with pytest.raises(UnknownNameError):
            levels(cell)


def test_the_names_of_the_scale_come_before_the_usual_words():
    levels = Levels(scale("-", "+", "n/a", "irrelevant", "(fuldt)"))
    assert [levels(cell) for cell in ("-", "+", "n/a", "irrelevant")] == [0, 1, 2, 3]
    assert levels("4 (fuldt)") == 4
    assert levels("ved ikke") == DONT_KNOW


def test_not_relevant_is_written_with_a_word_that_no_level_has():
    assert LEVELS.not_relevant("da") == "ikke relevant"
    assert LEVELS.not_relevant("en") == "not relevant"
    assert Levels(scale("none", "ikke relevant")).not_relevant("da") == "irrelevant"


def test_if_all_these_words_are_levels_it_cannot_be_written():
    with pytest.raises(InvalidValueError, match="no word is left"):
        Levels(scale("ikke relevant", "irrelevant", "i/r")).not_relevant("da")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("steps", [Scale.default(), Scale.binary(), scale("a", "b - c", "3d")])
def test_what_may_be_chosen_from_a_list_reads_back(language, steps):
    levels = Levels(steps)
    expected = [*range(len(steps)), DONT_KNOW, NOT_RELEVANT]
    for choices in levels.choices(language):
        assert [levels(choice) for choice in choices] == expected


@pytest.mark.parametrize(
    "cell", ["Niveau 2", "level 2", "TRIN 2", "trin: 2", "2.", "(2)", "[2]", "Niveau 2 - øvet"]
)
def test_more_ways_to_write_a_level(cell):
    assert LEVELS(cell) == 2


def test_a_word_for_levels_is_a_name_where_the_scale_calls_levels_so():
    levels = Levels(scale("Trin 1", "Trin 2", "Trin 3"))
    assert levels("trin 2") == 1
    with pytest.raises(UnknownNameError):
        levels("niveau 2")


def test_not_relevant_in_short():
    assert LEVELS("I/R") == NOT_RELEVANT


def test_noughts_after_a_name_are_no_number():
    with pytest.raises(UnknownNameError, match="no level is called “øvet00”"):
        LEVELS("øvet00")


@pytest.mark.parametrize("cell", ["none", "None", " NONE"])
def test_none_alone_may_be_a_level_or_no_answer(cell):
    with pytest.raises(InvalidValueError, match="may be level 0 or no answer: write 0") as caught:
        Reader(LEVELS)[cell]
    assert "kan være niveau 0 eller intet svar" in caught.value.danish
    assert LEVELS("0 - none") == 0


def test_none_is_no_level_where_none_is_called_so():
    with pytest.raises(UnknownNameError):
        Levels(Scale.binary())("none")


def test_yes_and_no_on_a_scale_of_two_levels_alone():
    levels = Levels(Scale.binary())
    assert [levels(cell) for cell in ("ja", "Yes", "nej", "NO")] == [1, 1, 0, 0]
    assert Levels(Scale.binary(), states=False)("ja") == 1
    assert Levels(scale("yes", "no"))("yes") == 0
    with pytest.raises(UnknownNameError):
        LEVELS("ja")


def test_a_cross_on_a_scale_of_two_levels_says_what_to_write():
    with pytest.raises(InvalidValueError, match="write 1 where somebody has it") as caught:
        Levels(Scale.binary())("X")
    assert "skriv 1, hvor nogen har den" in caught.value.danish


@pytest.mark.parametrize(
    "cell", ["I alt", "ialt", "TOTAL:", "Gennemsnit", "antal svar", "Max.", "grand  total"]
)
def test_a_row_of_totals_is_about_nobody(cell):
    with pytest.raises(InvalidValueError, match="looks like a row of totals: delete") as caught:
        read_person(cell)
    assert "ligner en række med totaler: slet rækken" in caught.value.danish
    assert read_person(guarded(cell)) == " ".join(cell.split())


@pytest.mark.parametrize("cell", ["'Total", "Totalis", "Sum 1", "x" * 30])
def test_other_ids_are_ids(cell):
    assert read_person(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["#N/A", " #REF! ", "#i/t", "#VÆRDI!", "#DIV/0!"])
def test_an_error_of_a_spreadsheet_is_no_value_anywhere(cell):
    for parse in (read_person, read_unit, read_day, LEVELS):
        with pytest.raises(InvalidValueError, match="is an error of the spreadsheet") as caught:
            Reader(parse)[cell]
        assert "er en fejl i regnearket" in caught.value.danish
    with pytest.raises(InvalidValueError, match="is an error of the spreadsheet"):
        read_text(cell)
    assert Reader(read_unit)[f"'{cell.strip()}"] == cell.strip()


def test_what_only_starts_like_such_an_error_is_a_text():
    assert Reader(read_unit)["#1"] == "#1"


def test_a_formula_without_a_value_says_what_to_do():
    with pytest.raises(InvalidValueError, match="has no value yet: open the file") as caught:
        Reader(read_unit)[UNCALCULATED]
    assert "åbn filen i et regneark, og gem den" in caught.value.danish


def test_each_place_gets_an_error_of_its_own_that_shares_its_texts():
    reader = Reader(LEVELS)
    found = []
    for _ in range(2):
        with pytest.raises(UnknownNameError) as caught:
            reader["æble"]
        found.append(caught.value)
    first, second = found
    assert first is not second
    assert first.message is second.message
    assert (first.danish, first.allowed) == (second.danish, second.allowed)
