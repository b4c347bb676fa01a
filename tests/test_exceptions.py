"""Errors are values that say what, where and what instead, in two languages."""

from __future__ import annotations

import ast
import copy
import inspect
import pickle
from pathlib import Path

import pytest

import statskompetencer
from statskompetencer import exceptions
from statskompetencer.exceptions import (
    BindingError,
    DuplicateRatingError,
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    StatskompetencerError,
    UnknownLanguageError,
    UnknownNameError,
    UnreadableFileError,
)

REFINED = {
    UnknownNameError: KeyError,
    UnknownLanguageError: KeyError,
    InvalidValueError: ValueError,
    InvalidTypeError: TypeError,
    BindingError: ValueError,
    DuplicateRatingError: ValueError,
    MissingExtraError: ImportError,
    UnreadableFileError: OSError,
}
FACTS = {
    "danish": "niveau 9 findes ikke",
    "place": 'row 14, column "Niveau"',
    "place_danish": 'række 14, kolonne "Niveau"',
    "found": 9,
    "allowed": ["0", "1"],
    "nearest": ["0"],
}


def facts(error: StatskompetencerError) -> dict[str, object]:
    return {"args": error.args, "type": type(error), **vars(error)}


each_class = pytest.mark.parametrize("cls", [StatskompetencerError, *REFINED])


def test_every_error_of_the_module_is_tested_here() -> None:
    defined = {cls for _, cls in inspect.getmembers(exceptions, inspect.isclass)} - {type}
    ours = {cls for cls in defined if cls.__module__ == exceptions.__name__}
    assert ours == {StatskompetencerError, InvalidInputError, *REFINED}


@pytest.mark.parametrize(("cls", "builtin"), REFINED.items())
def test_an_error_is_caught_as_the_builtin_that_it_refines(
    cls: type[StatskompetencerError], builtin: type[Exception]
) -> None:
    with pytest.raises(builtin):
        raise cls("x")
    assert issubclass(cls, StatskompetencerError)


def test_refused_input_is_a_group_and_a_value_error() -> None:
    assert issubclass(InvalidInputError, ExceptionGroup)
    assert issubclass(InvalidInputError, ValueError)


@each_class
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_pickles_with_all_its_facts(
    cls: type[StatskompetencerError], protocol: int
) -> None:
    error = cls("level 9 is not on the scale", **FACTS)
    again = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301 - made here
    assert facts(again) == facts(error)
    assert str(again) == str(error)


@each_class
def test_an_error_copies_with_all_its_facts(cls: type[StatskompetencerError]) -> None:
    error = cls("level 9 is not on the scale", **FACTS)
    assert facts(copy.copy(error)) == facts(error)
    assert facts(copy.deepcopy(error)) == facts(error)


def test_what_cannot_be_pickled_is_pickled_as_text() -> None:
    error = InvalidTypeError("this is not a text", found=(n for n in "ab"), place="id")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert again.found.startswith("<generator object")
    assert (again.place, again.message) == ("id", "this is not a text")


@each_class
def test_an_error_reads_as_sentences(cls: type[StatskompetencerError]) -> None:
    error = cls("level 9 is not on the scale", **FACTS)
    assert str(error) == (
        'row 14, column "Niveau": level 9 is not on the scale. Did you mean “0”? Allowed: 0, 1.'
    )
    assert error.explain("da") == (
        'række 14, kolonne "Niveau": niveau 9 findes ikke. Mente du “0”? Tilladt: 0, 1.'
    )


@each_class
def test_a_bare_error_is_its_message(cls: type[StatskompetencerError]) -> None:
    error = cls("no level is called “x”")
    assert str(error) == error.message == "no level is called “x”"
    assert error.args == ("no level is called “x”",)
    assert (error.place, error.place_danish, error.danish) == ("", "", "")
    assert (error.found, error.allowed, error.nearest) == (None, (), ())


def test_danish_readers_get_the_english_where_there_is_no_danish() -> None:
    error = InvalidValueError("level 9", place="row 1", place_danish="række 1", nearest=["8"])
    assert error.explain("da") == "row 1: level 9. Did you mean “8”?"


def test_other_languages_than_danish_get_the_english() -> None:
    assert InvalidValueError("level 9", danish="niveau 9").explain("kl") == "level 9"


def test_a_full_stop_is_not_doubled() -> None:
    assert str(InvalidValueError("It is so.", allowed=["a"])) == "It is so. Allowed: a."


@pytest.mark.parametrize(
    ("nearest", "english", "danish"),
    [
        (["a"], "“a”", "“a”"),
        (["a", "b"], "“a” or “b”", "“a” eller “b”"),
        (["a", "b", "c"], "“a”, “b” or “c”", "“a”, “b” eller “c”"),
    ],
)
def test_the_nearest_spellings_are_offered(nearest: list[str], english: str, danish: str) -> None:
    error = UnknownNameError("no x", danish="intet x", nearest=nearest)
    assert str(error) == f"no x. Did you mean {english}?"
    assert error.explain("da") == f"intet x. Mente du {danish}?"


def test_an_outer_place_stands_before_an_inner_one() -> None:
    error = InvalidValueError("bad", danish="galt", place="id")
    assert error.at("areas[1]") is error
    assert error.place == error.place_danish == "areas[1].id"
    assert str(error) == "areas[1].id: bad"


def test_a_place_may_read_differently_in_danish() -> None:
    error = InvalidValueError("bad", danish="galt").at("row 3", "række 3")
    assert str(error) == "row 3: bad"
    assert error.explain("da") == "række 3: galt"


def test_no_place_around_leaves_the_inner_one() -> None:
    assert InvalidValueError("bad", place="id").at("").place == "id"


def test_a_long_message_keeps_its_beginning_and_its_end() -> None:
    error = InvalidValueError(
        "a" * 5000 + " is not an id", place="b" * 5000, allowed=["c" * 5000, "d"]
    )
    text = str(error)
    assert len(text) < 2000
    assert text.startswith("bbb")
    assert "aaa is not an id. Allowed: ccc" in text
    assert text.endswith("c, d.")
    assert len(error.message) > 5000  # nothing is lost in the attribute


# --- many errors at once ---


def refused() -> InvalidInputError:
    errors = [
        InvalidValueError("level 9", danish="niveau 9", place="row 3", place_danish="række 3"),
        UnknownNameError("no “x”", danish="intet “x”", nearest=["y"]),
    ]
    return InvalidInputError.of(errors, "file.csv")


def test_a_refusal_counts_and_lists_its_errors() -> None:
    assert str(refused()) == ("file.csv: 2 errors\n  row 3: level 9\n  no “x”. Did you mean “y”?")
    assert refused().explain("da") == (
        "file.csv: 2 fejl\n  række 3: niveau 9\n  intet “x”. Mente du “y”?"
    )


def test_one_error_is_one_error() -> None:
    one = InvalidInputError.of([InvalidValueError("bad")], "x")
    assert (one.message, one.danish) == ("x: 1 error", "x: 1 fejl")


def test_a_refusal_holds_its_errors_in_order() -> None:
    group = refused()
    assert group.errors == group.exceptions
    assert [type(error) for error in group.errors] == [InvalidValueError, UnknownNameError]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_refusal_pickles_with_all_its_errors(protocol: int) -> None:
    group = refused()
    again = pickle.loads(pickle.dumps(group, protocol))  # noqa: S301 - made here
    assert type(again) is InvalidInputError
    assert str(again) == str(group)
    assert again.explain("da") == group.explain("da")
    assert [facts(error) for error in again.errors] == [facts(error) for error in group.errors]


def test_except_star_splits_a_refusal_and_keeps_what_it_was_about() -> None:
    caught: list[BaseException] = []
    try:
        raise refused()
    except* UnknownNameError as names:
        caught.append(names)
    except* InvalidValueError as values:
        caught.append(values)
    assert [type(group) for group in caught] == [InvalidInputError, InvalidInputError]
    assert caught[0].explain("da") == "file.csv: 2 fejl\n  intet “x”. Mente du “y”?"
    assert [type(error) for error in caught[1].errors] == [InvalidValueError]


def errors_without_danish() -> list[str]:
    own = {name for name, value in vars(exceptions).items() if inspect.isclass(value)}
    return [
        f"{path.name}:{node.lineno}"
        for path in sorted(Path(statskompetencer.__path__[0]).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in own
        and "danish" not in {keyword.arg for keyword in node.keywords}
    ]


def test_every_error_that_is_raised_has_a_danish_text() -> None:
    assert errors_without_danish() == []
