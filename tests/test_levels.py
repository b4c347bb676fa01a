"""A scale is ordered levels with a name in each language, and the level that counts."""

from __future__ import annotations

import pickle

import pytest

from statskompetencer import (
    InvalidTypeError,
    InvalidValueError,
    Level,
    Scale,
    Source,
    Status,
    Text,
    UnknownLanguageError,
    UnknownNameError,
)

DEFAULT = Scale.default()


class Whole:
    """A whole number of another library, such as numpy's."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value

    def __repr__(self) -> str:  # names the test, so it has no address in it
        return f"Whole({self.value})"


def scale(*names: str, holds_from: int = 1) -> Scale:
    return Scale("mine", [{"en": name} for name in names], holds_from=holds_from)


# --- the scales that come with it ---


def test_the_default_has_five_levels_and_holds_from_working() -> None:
    assert [level.title("en") for level in DEFAULT] == [
        "none", "awareness", "working", "practitioner", "expert",
    ]  # fmt: skip
    assert [level.name for level in DEFAULT] == [
        "ingen", "kendskab", "øvet", "erfaren", "ekspert",
    ]  # fmt: skip
    assert (DEFAULT.max, len(DEFAULT), DEFAULT.holds_from) == (4, 5, 2)
    assert DEFAULT.languages == ("da", "en")


def test_the_binary_scale_is_has_and_has_not() -> None:
    binary = Scale.binary()
    assert [level.title("en") for level in binary] == ["has not", "has"]
    assert (binary.max, binary.holds_from) == (1, 1)


@pytest.mark.parametrize("own", [Scale.default(), Scale.binary()])
def test_the_scales_of_the_project_say_that_they_are_its_own(own: Scale) -> None:
    assert own.source.status is Status.OWN
    assert "official model has no levels" in own.source.note
    assert all(text.source == own.source for level in own for text in level.titles)


def test_the_scales_of_the_project_are_made_once() -> None:
    assert Scale.default() is DEFAULT
    assert Scale.binary() is Scale.binary()
    assert Scale.default() != Scale.binary()


# --- looking up a level ---


@pytest.mark.parametrize(
    "level",
    [2, 2.0, "2", " 2 ", "øvet", "ØVET", "oevet", "working",
     DEFAULT[2], Whole(2), "٢"],
    ids=repr,
)  # fmt: skip
def test_a_level_is_found_by_number_name_and_itself(level: object) -> None:
    assert DEFAULT.number(level) == 2
    assert type(DEFAULT.number(level)) is int
    assert DEFAULT[level] is DEFAULT.levels[2]


@pytest.mark.parametrize(
    "number",
    [-1, 5, 5.0, "5", "999999999", 1e300, pytest.param(10**5000, id="huge"), Whole(9)],
)
def test_a_number_beyond_the_scale_is_refused_with_its_levels(number: object) -> None:
    with pytest.raises(InvalidValueError, match="is not on the scale") as caught:
        DEFAULT.number(number)
    assert caught.value.allowed == tuple(str(level) for level in DEFAULT)
    assert "findes ikke på skalaen" in caught.value.explain("da")


@pytest.mark.parametrize("name", ["-1", "2.0", "", "9" * 5000, "\0", "\ud800", "²"])
def test_a_text_that_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(UnknownNameError, match="no level is called"):
        DEFAULT.number(name)


def test_the_nearest_names_are_offered() -> None:
    with pytest.raises(UnknownNameError) as caught:
        DEFAULT.number("practicioner")
    assert caught.value.nearest == ("practitioner",)
    with pytest.raises(UnknownNameError, match="Did you mean “kendskab”"):
        DEFAULT.number("kendsgab")


@pytest.mark.parametrize(
    "level", [None, [], [2], {}, b"2", 1.5, float("nan"), float("inf"), 2j, object, True, False]
)
def test_what_is_neither_a_number_nor_a_name_is_refused(level: object) -> None:
    with pytest.raises(InvalidTypeError, match="is not a level") as caught:
        DEFAULT.number(level)
    assert "None for not assessed" in caught.value.allowed


def test_true_and_false_are_levels_of_has_and_has_not_alone() -> None:
    assert Scale.binary().number(True) == 1  # noqa: FBT003 - the value itself
    assert Scale.binary().number(False) == 0  # noqa: FBT003 - the value itself


def test_a_level_of_another_scale_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="is not one of scale “statskompetencer-0-4”"):
        DEFAULT.number(Scale.binary()[1])


def test_an_equal_level_of_an_equal_scale_is_taken() -> None:
    again = pickle.loads(pickle.dumps(DEFAULT))  # noqa: S301 - made here
    assert again == DEFAULT
    assert DEFAULT.number(again[3]) == 3


# --- how it shows ---


def test_a_level_shows_its_number_and_name() -> None:
    assert str(DEFAULT[3]) == "3 erfaren"
    assert DEFAULT.word(3, "en") == "3 practitioner"
    assert DEFAULT.word("expert", "da") == "4 ekspert"


def test_a_level_without_a_name_in_a_language_shows_its_usual_one() -> None:
    assert DEFAULT.word(3, "de") == "3 erfaren"
    with pytest.raises(UnknownLanguageError):
        DEFAULT[3].title("de")


def test_a_scale_shows_its_levels() -> None:
    assert repr(scale("no", "yes")) == "<Scale mine: 0 no, 1 yes; holds from 1>"


# --- one's own ---


def test_names_in_each_language_make_a_scale() -> None:
    own = Scale("x", [{"da": "nej"}, Level(1, {"da": "ja"}, {"da": "Kan det."})], holds_from=1)
    assert [level.number for level in own] == [0, 1]
    assert own[1].description() == "Kan det."


def test_level_and_scale_take_whole_numbers_of_other_libraries() -> None:
    assert type(Level(Whole(1), {"en": "x"}).number) is int
    assert type(scale("no", "yes", holds_from=Whole(1)).holds_from) is int


def test_a_scale_may_have_a_hundred_levels_above_nothing_and_no_more() -> None:
    assert scale(*(f"step {n}" for n in range(101))).max == 100
    with pytest.raises(InvalidValueError, match=r"are not 0, 1, 2 … \(2 to 101\)"):
        scale(*(f"step {n}" for n in range(102)))


@pytest.mark.parametrize("numbers", [[], [0], [1, 2], [0, 2], [1, 0], [0, 0]])
def test_the_levels_are_numbered_from_nothing_without_a_hole(numbers: list[int]) -> None:
    levels = [Level(number, {"en": f"step {place}"}) for place, number in enumerate(numbers)]
    with pytest.raises(InvalidValueError, match=r"levels: levels .* are not 0, 1, 2"):
        Scale("x", levels, holds_from=1)


@pytest.mark.parametrize("number", [True, 1.0, "1", None])
def test_the_number_of_a_level_is_a_whole_number(number: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"number: .* is not a number"):
        Level(number, {"en": "x"})


def test_a_level_has_a_name() -> None:
    with pytest.raises(InvalidValueError, match="titles: no title in any language"):
        Level(0, {})


@pytest.mark.parametrize(
    "level", [0, 3, -1, True, 1.0, "1", None, pytest.param(10**5000, id="huge")]
)
def test_it_holds_from_one_of_its_levels_but_not_from_nothing(level: object) -> None:
    with pytest.raises(InvalidValueError, match="is not a level to hold from") as caught:
        scale("a", "b", "c", holds_from=level)
    assert caught.value.place == "holds_from"
    assert caught.value.allowed == ("1-2",)


@pytest.mark.parametrize("levels", [None, 3, object()])
def test_levels_come_as_a_list(levels: object) -> None:
    with pytest.raises(InvalidTypeError, match="is not a list of levels"):
        Scale("x", levels, holds_from=1)


def test_a_bare_name_says_nothing_about_its_language() -> None:
    with pytest.raises(InvalidTypeError, match="says nothing about its language"):
        Scale("x", ["no", "yes"], holds_from=1)


def test_no_two_levels_share_a_name_in_any_spelling_or_language() -> None:
    with pytest.raises(InvalidValueError, match=r"levels\[1\]: “NO” does not tell level 1"):
        scale("no", "NO")
    with pytest.raises(InvalidValueError, match="“nej” does not tell level 1"):
        Scale("x", [{"da": "nej", "en": "no"}, {"da": "ja", "en": "nej"}], holds_from=1)


def test_one_level_may_have_the_same_name_in_two_languages() -> None:
    own = Scale("x", [{"da": "nej", "en": "no"}, {"da": "expert", "en": "expert"}], holds_from=1)
    assert own.number("Expert") == 1


def test_a_bare_number_is_no_name() -> None:
    with pytest.raises(InvalidValueError, match="“2” does not tell level 1 from others"):
        scale("no", "2")


def test_all_levels_have_names_in_the_same_languages() -> None:
    with pytest.raises(InvalidValueError, match="level 1 has names in da, level 0 in en"):
        Scale("x", [{"en": "no"}, {"da": "ja"}], holds_from=1)


@pytest.mark.parametrize(
    ("id_", "error"),
    [("", InvalidValueError), (" ", InvalidValueError), ("a\n", InvalidValueError),
     (None, InvalidTypeError), (3, InvalidTypeError), (["x"], InvalidTypeError),
     ("a\ud800", InvalidValueError)],
)  # fmt: skip
def test_the_id_of_a_scale_is_a_text_without_control_characters(
    id_: object, error: type[Exception]
) -> None:
    with pytest.raises(error, match=r"^id: "):
        Scale(id_, [{"en": "no"}, {"en": "yes"}], holds_from=1)


def test_the_source_of_a_scale_is_a_source() -> None:
    with pytest.raises(InvalidTypeError, match="source: 'own' is not a Source"):
        Scale("x", [{"en": "no"}, {"en": "yes"}], holds_from=1, source="own")


def test_scales_are_equal_by_all_that_they_say() -> None:
    assert scale("no", "yes") == scale("no", "yes")
    assert hash(scale("no", "yes")) == hash(scale("no", "yes"))
    assert scale("no", "yes") != scale("no", "maybe")
    told = Scale("mine", [{"en": Text("en", "no")}, {"en": "yes"}], holds_from=1)
    assert told == scale("no", "yes")
    assert Scale("mine", told.levels, holds_from=1, source=Source("official")) != told
