"""The options that several commands share, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from attrs import evolve, frozen

from ._binding import framework_key
from ._cli_output import progress
from ._cli_words import Words, danish, english
from ._text import nearest
from .catalog import load
from .example_roles import load_roles
from .exceptions import InvalidValueError, StatskompetencerError, UnknownNameError
from .levels import Scale
from .profiles import check_rule
from .provenance import check_language, default_language
from .role_tables import read_roles
from .tables import RatingsFile, read_ratings

if TYPE_CHECKING:
    from .framework import Framework
    from .profiles import Rule
    from .roles import Role


def option(help: str, *names: str, metavar: str | None = None) -> Any:  # noqa: A002, ANN401 - as Typer has it
    """An option that shows no default: its help says what happens without it."""
    return typer.Option(*names, help=help, metavar=metavar, show_default=False)


RatingsPath = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="Ratings: a CSV or Excel file.", show_default=False),
]
Language = Annotated[
    str | None,
    option(
        "Language of the output; by default Danish where the framework has it.",
        "--language",
        metavar="da|en",
    ),
]
AsJson = Annotated[bool, option("Print JSON instead of tables.", "--json")]
People = Annotated[bool, option("Name people by their ids, not only count them.", "--people")]
FrameworkName = Annotated[
    str | None,
    option(
        "A framework of your own (JSON); by default the state's model.",
        "--framework",
        metavar="FILE|NAME",
    ),
]
ScaleName = Annotated[
    str | None,
    option(
        "Levels 0-4, or has/has not; by default the framework's own scale, or 0-4.",
        "--scale",
        metavar="default|binary",
    ),
]
RolesPath = Annotated[
    Path | None,
    option("Roles of your own; by default the example roles.", "--roles", metavar="FILE"),
]
RuleName = Annotated[
    str | None,
    option(
        "Which of two ratings counts: the latest, or agreed before manager before self.",
        "--rule",
        metavar="latest|rater",
    ),
]
ColumnFields = Annotated[
    list[str] | None,
    option(
        "What a column holds, if its heading does not say; may be repeated.",
        "--column",
        metavar="HEADER=FIELD",
    ),
]
Ignored = Annotated[
    list[str] | None,
    option("A column to leave out; may be repeated.", "--ignore", metavar="HEADER"),
]
Sheet = Annotated[
    str | None,
    option("The sheet of an Excel file, if several hold something.", "--sheet", metavar="NAME"),
]
RoleName = Annotated[str | None, option("The role, by id or title.", "--role", metavar="ROLE")]


_SCALES: dict[str, Callable[[], Scale]] = {"default": Scale.default, "binary": Scale.binary}


@frozen(kw_only=True, slots=False)  # slots would mix the properties into the fields' types
class Asked:
    """The options of every command, and what follows from them."""

    as_json: AsJson = False
    language: Language = None
    framework: FrameworkName = None

    @cached_property
    def model(self) -> Framework:
        """The framework that is spoken of."""
        return load(self.framework)

    @cached_property
    def say(self) -> Words:
        """The words in the language of the answer."""
        with of_option("--language"):
            return Words(check_language(self.language, self.model.languages, str(self.model)))

    @property
    def titles_note(self) -> str:
        """How many titles are official."""
        return self.model.titles_note(self.say.language)

    @property
    def error_language(self) -> str:
        """The language asked for, where the framework has it; otherwise the default."""
        try:
            languages = self.model.languages
        except StatskompetencerError:
            languages = ("da", "en")
        if self.language is not None and self.language in languages:
            return self.language
        return default_language(languages)


@frozen(kw_only=True, slots=False)  # slots would mix the properties into the fields' types
class AskedOfLevels(Asked):
    """The options of commands in which levels matter."""

    scale: ScaleName = None

    @cached_property
    def steps(self) -> Scale:
        """The scale of the levels."""
        if self.scale is None:
            return self.model.scale or Scale.default()
        if self.scale not in _SCALES:
            raise UnknownNameError(
                english("unknown_scale", name=self.scale),
                danish=danish("unknown_scale", name=self.scale),
                place="--scale",
                found=self.scale,
                allowed=_SCALES,
                nearest=nearest(self.scale, _SCALES),
            )
        return _SCALES[self.scale]()

    def roles(self, path: Path | None) -> tuple[Role, ...]:
        """The roles of a file; otherwise the examples, if they are for this model and scale."""
        if path is not None:
            return read_roles(path, framework=self.model, scale=self.steps)
        examples = load_roles()
        if framework_key(self.model) != framework_key(examples[0].framework):
            return ()
        if self.steps != Scale.default():
            return ()
        return tuple(evolve(role, framework=self.model) for role in examples)

    def some_roles(self, path: Path | None) -> tuple[Role, ...]:
        """The same, but an error where there are none."""
        roles = self.roles(path)
        if not roles:
            raise bad_option("no_roles" if path is None else "no_role_in_it", "--roles")
        return roles

    def notes(self, *, example_roles: bool = False) -> list[str]:
        """What every reader should know; how many titles are official stands last."""
        own_levels = self.steps in {Scale.default(), Scale.binary()}
        if self.model.id != load().id:  # of whose levels nothing is known here
            own = "own_levels"
        else:
            own = "own_levels_and_roles" if example_roles else "own_levels_of_model"
        return [*([self.say(own)] if own_levels else []), self.titles_note]


@frozen(kw_only=True, slots=False)  # slots would mix the properties into the fields' types
class AskedOfRatings(AskedOfLevels):
    """The options of commands that read ratings."""

    file: RatingsPath
    rule: RuleName = None
    column: ColumnFields = None
    ignore: Ignored = None
    sheet: Sheet = None

    def read(self) -> RatingsFile:
        """The ratings in the file."""
        with of_option("--rule"):
            check_rule(self.rule)
        columns: dict[str, str | None] = dict.fromkeys(self.ignore or [])
        for value in self.column or []:
            header, equals, name = value.rpartition("=")
            if not equals:
                raise bad_option("not_a_column", "--column", value=value)
            columns[header] = name
        with progress(self.say("reading", path=self.file)) as report:
            return read_ratings(
                self.file,
                framework=self.model,
                scale=self.steps,
                columns=columns,
                rule=cast("Rule | None", self.rule),
                sheet=self.sheet,
                progress=report,
            )


def whole(value: str, name: str) -> int:
    """The whole number that an option gives.

    Raises:
        InvalidValueError: It is none.
    """
    try:
        return int(value)
    except ValueError:
        raise bad_option("not_whole", name, value=value) from None


def too_few_heads(headcount: int, people: int) -> InvalidValueError:
    """The error of an organisation that has fewer people than there are in the data."""
    return InvalidValueError(
        english("too_few_heads", value=headcount, people=Words("en").count("person", people)),
        danish=danish("too_few_heads", value=headcount, people=Words("da").count("person", people)),
        place="--headcount",
        found=headcount,
    )


@contextmanager
def of_option(name: str, place: str | None = None) -> Generator[None]:
    """Name an option as the place of an error that is raised within.

    Args:
        name: The option.
        place: Only of an error with this place; None for any.
    """
    try:
        yield
    except StatskompetencerError as error:
        if place in {None, error.place}:
            error.place, error.place_danish = name, ""
        raise


def bad_option(key: str, place: str, **values: object) -> InvalidValueError:
    """The error of an option, in both languages."""
    return InvalidValueError(english(key, **values), danish=danish(key, **values), place=place)
