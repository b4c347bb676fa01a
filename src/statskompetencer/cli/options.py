"""The options that several commands share, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sized
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from attrs import evolve, frozen

from statskompetencer._binding import framework_key
from statskompetencer.catalog import load
from statskompetencer.example_roles import load_roles
from statskompetencer.exceptions import InvalidValueError, StatskompetencerError
from statskompetencer.levels import Scale
from statskompetencer.profiles import check_rule
from statskompetencer.provenance import check_language, default_language
from statskompetencer.role_tables import read_roles, read_target
from statskompetencer.tables import RatingsFile, read_ratings
from statskompetencer.targets import Target

from .columnar import kind_of
from .data import Objects, Source
from .engines import engine_for, read_source
from .errors import bad_option, unknown
from .output import progress
from .words import Words, danish, english

if TYPE_CHECKING:
    from statskompetencer.framework import Framework
    from statskompetencer.profiles import Rule
    from statskompetencer.roles import Role

    from .data import Data


def option(help: str, *names: str, metavar: str | None = None) -> Any:  # noqa: A002, ANN401 - as Typer has it
    """An option that shows no default: its help says what happens without it."""
    return typer.Option(*names, help=help, metavar=metavar, show_default=False)


RatingsPath = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="Ratings: a CSV or Excel file.", show_default=False),
]
DataPath = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="Ratings: CSV, Excel, Parquet or Arrow (Feather).", show_default=False
    ),
]
EngineName = Annotated[
    str,
    option(
        "What reads and counts; by default objects for Excel and small CSV, and matrix for all "
        "else.",
        "--engine",
        metavar="auto|objects|matrix|duckdb",
    ),
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
TargetPath = Annotated[
    Path | None,
    option(
        "Which level and how many people for which competency; by default one of each.",
        "--target",
        metavar="FILE",
    ),
]
Headcount = Annotated[
    str | None,
    option(
        "How many people the organisation has; those not in the file count as not assessed.",
        "--headcount",
        metavar="N",
    ),
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
class Options:
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
        model = self.model  # its own errors are not of the language
        with of_option("--language"):
            return Words(check_language(self.language, model.languages, str(model)))

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
class LevelOptions(Options):
    """The options of commands in which levels matter."""

    scale: ScaleName = None

    @cached_property
    def steps(self) -> Scale:
        """The scale of the levels."""
        if self.scale is None:
            return self.model.scale or Scale.default()
        if self.scale not in _SCALES:
            raise unknown("unknown_scale", "--scale", self.scale, _SCALES)
        return _SCALES[self.scale]()

    def roles(self, path: Path | None) -> tuple[Role, ...]:
        """The roles of a file; otherwise the examples, if they are for this model and scale."""
        if path is not None:
            return read_roles(path, framework=self.model, scale=self.steps)
        examples = load_roles()
        if framework_key(self.model) != framework_key(examples[0].framework):
            return ()
        if self.steps.key != Scale.default().key:
            return ()
        return tuple(evolve(r, framework=self.model, scale=self.steps) for r in examples)

    def some_roles(self, path: Path | None) -> tuple[Role, ...]:
        """The same, but an error where there are none."""
        roles = self.roles(path)
        if not roles:
            raise bad_option("no_roles" if path is None else "no_role_in_it", "--roles")
        return roles

    def target(
        self, path: Path | None, *, holders: str | None = None, level: str | None = None
    ) -> Target:
        """The target of a file; otherwise all competencies, by default one holder of each."""
        if path is not None:
            if holders is not None or level is not None:
                raise bad_option("both_targets", "--target")
            return read_target(path, framework=self.model, scale=self.steps)
        needed = 1 if holders is None else whole(holders, "--holders")
        with of_option("--level"):
            counts = None if level is None else self.steps.number(level)
        with of_option("--level", "level"), of_option("--holders", "holders"):
            return Target.everything(self.model, self.steps, level=counts, holders=needed)

    def notes(self, *, example_roles: bool = False) -> list[str]:
        """What every reader should know; how many titles are official stands last."""
        own_levels = self.steps.key in {Scale.default().key, Scale.binary().key}
        if self.model.id != load().id:  # of whose levels nothing is known here
            own = "own_levels"
        else:
            own = "own_levels_and_roles" if example_roles else "own_levels_of_model"
        return [*([self.say(own)] if own_levels else []), self.titles_note]


@frozen(kw_only=True, slots=False)  # slots would mix the properties into the fields' types
class RatingsOptions(LevelOptions):
    """The options of commands that read ratings."""

    file: RatingsPath
    rule: RuleName = None
    column: ColumnFields = None
    ignore: Ignored = None
    sheet: Sheet = None

    @property
    def columns(self) -> dict[str, str | None]:
        """What columns hold whose headers do not say, or None to leave them out."""
        columns: dict[str, str | None] = dict.fromkeys(self.ignore or [])
        for value in self.column or []:
            header, equals, name = value.rpartition("=")
            if not equals:
                raise bad_option("not_a_column", "--column", value=value)
            columns[header] = name
        return columns

    @property
    def choice(self) -> Rule | None:
        """How to choose between two ratings."""
        with of_option("--rule"):
            check_rule(self.rule)
        return cast("Rule | None", self.rule)

    def read(self) -> RatingsFile:
        """The ratings in a file of CSV or Excel, with a profile of each person."""
        if kind_of(self.file) is not None:
            raise bad_option("not_by_report", "FILE", file=self.file)
        rule, columns = self.choice, self.columns
        with self.progress() as report:
            return read_ratings(
                self.file,
                framework=self.model,
                scale=self.steps,
                columns=columns,
                rule=rule,
                sheet=self.sheet,
                progress=report,
            )

    def progress(
        self, rows: int | None = None
    ) -> AbstractContextManager[Callable[[int], None] | None]:
        """Shows how much is read, out of so many rows if that is known."""
        return progress(self.say("reading", path=self.file), rows)

    def nobody_note(self, ratings: Sized) -> list[str]:
        """That there is nobody in the file, if so."""
        return [] if len(ratings) else [self.say("nobody")]

    def hidden_note(self, *, people: bool) -> list[str]:
        """How to have people named, where they are not."""
        return [] if people else [self.say("hidden")]


@frozen(kw_only=True, slots=False)  # slots would mix the properties into the fields' types
class DataOptions(RatingsOptions):
    """The options of commands that read ratings of any size, by an engine."""

    file: DataPath
    engine: EngineName = "auto"

    def data(self, *, posts: bool = False) -> Data:
        """The ratings in the file, by the engine that fits or was asked for.

        Args:
            posts: Whether the posts that people hold are looked at.
        """
        engine = engine_for(self.file, self.engine, posts=posts)
        if engine == "objects":
            return Objects(self.read())
        if self.sheet is not None:
            raise bad_option("no_sheets", "--sheet", file=self.file.name)
        source = Source(self.file, self.model, self.steps, self.columns, self.choice, self.progress)
        return read_source(source, engine)


def whole(value: str, name: str) -> int:
    """The whole number that an option gives.

    Raises:
        InvalidValueError: It is none.
    """
    try:
        return int(value)
    except ValueError:
        raise bad_option("not_whole", name, value=value) from None


def check_headcount(headcount: int | None, ratings: Sized) -> None:
    """Check that an organisation has not fewer people than there are in the data.

    Raises:
        InvalidValueError: It has.
    """
    people = len(ratings)
    if headcount is None or headcount >= people:
        return
    raise InvalidValueError(
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
