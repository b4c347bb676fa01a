"""The command line: each command asks the library one or two things and prints the answer.

Help is in English. What is printed is in the language of ``--language``: Danish by default
where the framework has it. Exit codes: 0 yes, or simply done; 1 the answer is no, or is not
known to be yes, as of a file with nobody in it; 2 bad input, with the errors on stderr and
nothing on stdout; 130 after Ctrl-C; 141 where the reader of a pipe has gone.

People are counted. Their ids are printed only with ``--people``, as text and as JSON alike;
only an error about a person's own rows names that person.

Needs the extra ``cli``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast, get_type_hints

import typer
from attrs import NOTHING, fields, frozen

from . import DATA_VERSION, __version__, documents
from . import _cli_tables as draw
from ._cli_errors import error_lines, error_values
from ._cli_options import (
    Asked,
    AskedOfLevels,
    AskedOfRatings,
    People,
    RoleName,
    RolesPath,
    bad_option,
    of_option,
    option,
    too_few_heads,
    whole,
)
from ._cli_output import complain, never_fail_to_write, write, write_json
from ._cli_posts import check_posts, find_post_gaps
from ._cli_values import (
    entry_values,
    framework_values,
    hit_values,
    match_values,
)
from ._cli_words import Words
from .coverage import check_coverage
from .exceptions import InvalidInputError, StatskompetencerError
from .gaps import find_gaps, find_group_gaps
from .matching import rank
from .role_tables import read_target
from .roles import check_whole, find_role
from .tables import write_template
from .targets import Target

if TYPE_CHECKING:
    from .framework import Framework
    from .levels import Scale
    from .roles import Role
    from .tables import Form, RatingsFile

NO, BAD_INPUT = 1, 2
"""The exit codes where the answer is no or not known to be yes, and where input is bad."""

TOP = 3
"""So many places of a ranking are shown where nothing else is asked for."""

app = typer.Typer(
    name="statskompetencer",
    help="Digital competencies by the Danish state's model: whether the organisation as a whole "
    "holds all of it, what is missing, and who meets which role.",
    epilog="Exit codes: 0 yes or done; 1 no, or not known to be yes; 2 bad input.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@frozen
class _Answer:
    """What a command has to say: pieces to print, the same as plain values, an exit code."""

    pieces: Callable[[], Iterable[draw.Piece]]
    values: Callable[[], dict[str, Any]]
    notes: Sequence[str] = ()
    code: int = 0


def _command(function: Callable[..., _Answer]) -> Callable[..., None]:
    """Make a command of a function: print its answer, or every error of its input.

    The function takes an `Asked` first: its fields become options, after those of the
    function itself.
    """
    first, *own = signature(function, eval_str=True).parameters.values()
    asked_type: type[Asked] = first.annotation
    shared = get_type_hints(asked_type, include_extras=True)
    given = [
        Parameter(
            field.name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty if field.default is NOTHING else field.default,
            annotation=shared[field.name],
        )
        for field in fields(asked_type)
    ]

    def run_command(**options: Any) -> None:  # noqa: ANN401 - whatever the command takes
        asked = asked_type(**{parameter.name: options.pop(parameter.name) for parameter in given})
        try:
            answer = function(asked, **options)
            if asked.as_json:
                notes = {"notes": list(answer.notes)} if answer.notes else {}
                write_json({**answer.values(), **notes})
            else:
                write([*answer.pieces(), *(["", *answer.notes] if answer.notes else [])])
        except StatskompetencerError as error:
            say = Words(asked.error_language)
            complain("\n".join(error_lines(error, say)))
            raise typer.Exit(BAD_INPUT) from None
        except OSError as error:
            words = Words(asked.error_language)
            complain(words("cannot_write", reason=error.strerror or error))
            raise typer.Exit(BAD_INPUT) from None
        raise typer.Exit(answer.code)

    parameters = sorted([*own, *given], key=lambda one: one.default is not Parameter.empty)
    run_command.__name__ = function.__name__
    run_command.__doc__ = function.__doc__
    run_command.__annotations__ = {one.name: one.annotation for one in parameters}
    run_command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # Typer asks for it
    return app.command()(run_command)


# --- the three analyses ---


@_command
def analyse(asked: AskedOfRatings, *, roles: RolesPath = None, people: People = False) -> _Answer:
    """Answer the main questions about a file of ratings.

    Is all of it held, where does that hang on one person, what do the posts lack, and who
    meets the roles? It describes: it ends with 0 whenever it could read.
    """
    say, known = asked.say, asked.roles(roles)
    ratings = asked.read()
    found = check_coverage(ratings, Target.everything(asked.model, asked.steps))
    lacking = find_post_gaps(ratings, known)
    rankings = [rank(ratings, role) for role in known]
    top = TOP if people else 0

    def pieces() -> Iterator[draw.Piece]:
        yield from draw.coverage_answer(found, say)
        yield draw.heading(say("read"))
        yield ratings.explain(say.language)
        yield from draw.branches(found, say)
        yield from draw.weak_points(found, say)
        yield from draw.key_people(found, say, people=people)
        yield from draw.post_gaps(lacking, say)
        yield draw.heading(say("matches"))
        yield from draw.matches(rankings, say, top=top)

    def values() -> dict[str, Any]:
        return {
            "data": ratings.to_dict(),
            "coverage": found.to_dict(say.language, people=people),
            "gaps": lacking.to_dict(say.language),
            "matches": match_values(rankings, say.language, top=top),
        }

    notes = [
        *_nobody(ratings, say),
        *_hidden(say, people=people),
        *([say("no_decision")] if known else []),
        *asked.notes(example_roles=bool(known) and roles is None),
    ]
    return _Answer(pieces, values, notes)


def _hidden(say: Words, *, people: bool) -> list[str]:
    return [] if people else [say("hidden")]


def _nobody(ratings: RatingsFile, say: Words) -> list[str]:
    return [] if ratings else [say("nobody")]


def _role(name: str, known: Sequence[Role]) -> Role:
    with of_option("--role"):
        return find_role(name, known)


def _everything(model: Framework, steps: Scale, level: str | None, holders: str | None) -> Target:
    needed = 1 if holders is None else whole(holders, "--holders")
    with of_option("--level"):
        counts = None if level is None else steps.number(level)
    with of_option("--level", "level"), of_option("--holders", "holders"):
        return Target.everything(model, steps, level=counts, holders=needed)


@_command
def coverage(  # noqa: PLR0913 - one parameter for each option
    asked: AskedOfRatings,
    *,
    target: Annotated[
        Path | None,
        option(
            "Which level and how many people for which competency; by default one of each.",
            "--target",
            metavar="FILE",
        ),
    ] = None,
    holders: Annotated[
        str | None, option("How many people of each competency (1).", "--holders", metavar="N")
    ] = None,
    level: Annotated[
        str | None, option("The level from which a person counts.", "--level", metavar="L")
    ] = None,
    headcount: Annotated[
        str | None,
        option(
            "How many people the organisation has; those not in the file count as not assessed.",
            "--headcount",
            metavar="N",
        ),
    ] = None,
    by_unit: Annotated[bool, option("Show what each unit contributes.", "--by-unit")] = False,
    people: People = False,
) -> _Answer:
    """Check that the organisation holds every competency.

    Ends with 0 if it does, with 1 if it does not or if that is not known, since somebody was
    not assessed.
    """
    if target is not None and (holders is not None or level is not None):
        raise bad_option("both_targets", "--target")
    say, model, steps = asked.say, asked.model, asked.steps
    heads = None if headcount is None else whole(headcount, "--headcount")
    wanted = (
        _everything(model, steps, level, holders)
        if target is None
        else read_target(target, framework=model, scale=steps)
    )
    ratings = asked.read()
    if heads is not None and heads < len(ratings):
        raise too_few_heads(heads, len(ratings))
    with of_option("--headcount", "headcount"):
        found = check_coverage(ratings, wanted, headcount=heads)

    def pieces() -> Iterator[draw.Piece]:
        yield from draw.coverage_answer(found, say)
        yield from draw.every_competency(found, say)
        yield from draw.key_people(found, say, people=people)
        if by_unit:
            yield from draw.units(found, say)

    return _Answer(
        pieces,
        lambda: found.to_dict(say.language, people=people),
        [*_nobody(ratings, say), *_hidden(say, people=people), *asked.notes()],
        0 if found.complete == "yes" else NO,
    )


@_command
def gaps(
    asked: AskedOfRatings,
    *,
    role: RoleName = None,
    roles: RolesPath = None,
    people: People = False,
) -> _Answer:
    """Show what people lack for a role, or else for their posts.

    Ends with 0 if everybody meets all that is asked, with 1 if somebody does not or if that
    is not known, since something was not assessed.
    """
    say, known = asked.say, asked.some_roles(roles)
    against = None if role is None else _role(role, known)
    ratings = asked.read()
    if against is None and ratings:
        check_posts(ratings, known, str(asked.file))
    found = find_group_gaps(ratings, against or known)
    each = [find_gaps(person, against or known) for person in ratings] if people else []

    def pieces() -> Iterator[draw.Piece]:
        if not ratings:
            yield say("nobody")
            return
        yield from draw.group_gaps(found, against, say)
        if people:
            yield from draw.gaps_by_person(each, say, posts=against is None)

    def values() -> dict[str, Any]:
        named = {"by_person": [one.to_dict(say.language) for one in each]} if people else {}
        # of nobody all would be met, and yet nothing is known
        complete = {} if ratings else {"complete": "possible"}
        return {**found.to_dict(say.language), **complete, **named}

    notes = [*_hidden(say, people=people), *asked.notes(example_roles=roles is None)]
    return _Answer(pieces, values, notes, 0 if ratings and found.complete == "yes" else NO)


@_command
def match(
    asked: AskedOfRatings,
    *,
    role: RoleName = None,
    roles: RolesPath = None,
    top: Annotated[
        str, option("How many places to show with --people (3).", "--top", metavar="K")
    ] = str(TOP),
    people: People = False,
) -> _Answer:
    """Show how many people meet each role, or with --people who."""
    say, known = asked.say, asked.some_roles(roles)
    chosen = known if role is None else (_role(role, known),)
    places = whole(top, "--top")
    check_whole(places, 1, None, "--top")
    ratings = asked.read()
    rankings = [rank(ratings, one) for one in chosen]
    shown = places if people else 0
    return _Answer(
        lambda: draw.matches(rankings, say, top=shown),
        lambda: {"matches": match_values(rankings, say.language, top=shown)},
        [
            *_nobody(ratings, say),
            *_hidden(say, people=people),
            say("no_decision"),
            *asked.notes(example_roles=roles is None),
        ],
    )


# --- files ---


@_command
def check(asked: AskedOfRatings) -> _Answer:
    """Check a file and list the errors in it, equal ones once; with --json every one.

    The file may hold ratings or, as .json, a framework. Ends with 0 if it is valid, with 1 if
    it has errors (they are the answer, so they are on stdout), and with 2 if it cannot be read
    at all.
    """
    if asked.file.suffix.lower() == ".json":
        return _check_framework(asked)
    say = asked.say
    try:
        ratings = asked.read()
    except InvalidInputError as error:
        return _invalid(asked.file, error, say)
    return _Answer(
        lambda: [say("valid_ratings"), ratings.explain(say.language)],
        lambda: {"valid": True, **ratings.to_dict(), "errors": []},
        _nobody(ratings, say),
    )


def _check_framework(asked: AskedOfRatings) -> _Answer:
    # without the bundled model, which may be the very file that is checked
    say = asked.say if asked.framework else Words(asked.error_language)
    checked = Asked(framework=str(asked.file), language=asked.language)
    try:
        model = checked.model
    except InvalidInputError as error:
        return _invalid(asked.file, error, say)
    say = checked.say
    return _Answer(
        lambda: draw.valid_framework(model, say),
        lambda: {
            "valid": True,
            "path": checked.framework,
            **framework_values(model, say.language),
            "errors": [],
        },
        [checked.titles_note],
    )


def _invalid(file: Path, error: InvalidInputError, say: Words) -> _Answer:
    return _Answer(
        lambda: draw.whole_lines(error_lines(error, say)),
        lambda: {
            "valid": False,
            "path": str(file),
            "errors": [error_values(one, say.language) for one in error.errors],
        },
        code=NO,
    )


@_command
def template(
    asked: AskedOfLevels,
    *,
    output: Annotated[
        Path | None,
        option(
            "Where to write it (skabelon.csv or template.csv).", "--output", "-o", metavar="FILE"
        ),
    ] = None,
    form: Annotated[
        str,
        option(
            "wide (the default): a row for each person; long: a row for each rating.",
            "--form",
            metavar="wide|long",
        ),
    ] = "wide",
    person: Annotated[
        list[str] | None,
        option("Somebody who is to be rated; may be repeated.", "--person", metavar="ID"),
    ] = None,
) -> _Answer:
    """Write an empty file of ratings to send out.

    No file is ever overwritten.
    """
    say = asked.say
    path = output or Path(say("template_name"))
    if path.exists():
        raise bad_option("exists", "--output", path=path)
    with of_option("--form", "form"), of_option("--person", "people"):
        write_template(
            path,
            form=cast("Form", form),
            framework=asked.model,
            scale=asked.steps,
            language=say.language,
            people=person or (),
        )
    return _Answer(
        lambda: [say("written", path=path)],
        lambda: {"written": str(path)},
        [asked.titles_note],
    )


# --- the model and the roles ---


@_command
def show(
    asked: Asked,
    entry: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help="An entry, by id or title; by default all.", show_default=False
        ),
    ] = None,
) -> _Answer:
    """Show the model as a tree, or one entry of it in full."""
    model, say = asked.model, asked.say
    if entry is None:
        # as JSON it is the framework's own document, which `load` takes as it stands
        return _Answer(
            lambda: [*draw.framework_tree(model, say), "", asked.titles_note],
            lambda: documents.to_dict(model),
        )
    found = model[entry]
    return _Answer(
        lambda: draw.one_entry(model, found, say),
        lambda: entry_values(model, found, say.language),
        [asked.titles_note],
    )


@_command
def search(
    asked: Asked,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="Words or parts of words.", show_default=False),
    ],
) -> _Answer:
    """Find entries by words in their titles and descriptions.

    In all languages, or in the one asked for; parts of words count. Ends with 1 if nothing is
    found.
    """
    model, say = asked.model, asked.say
    wanted = " ".join(words)
    found = model.search(wanted, asked.language)
    return _Answer(
        lambda: [draw.hits(model, found, say) if found else say("no_hits", words=wanted)],
        lambda: {"hits": [hit_values(model, one, say.language) for one in found]},
        [asked.titles_note] if found else [],
        0 if found else NO,
    )


@_command
def roles(
    asked: AskedOfLevels,
    role: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help="A role, by id or title; by default all.", show_default=False
        ),
    ] = None,
    *,
    file: RolesPath = None,
) -> _Answer:
    """List the roles, or show what one of them asks for."""
    say, known = asked.say, asked.some_roles(file)
    notes = asked.notes(example_roles=file is None)
    if role is None:
        return _Answer(
            lambda: [draw.role_list(known, say)],
            lambda: {"roles": [one.to_dict() for one in known]},
            notes,
        )
    one = find_role(role, known)
    return _Answer(lambda: draw.one_role(one, say), one.to_dict, notes)


# --- the program ---


def _show_version(value: bool) -> None:  # noqa: FBT001 - as Typer calls it
    if value:
        typer.echo(f"statskompetencer {__version__}, data {DATA_VERSION}")
        raise typer.Exit


@app.callback()
def _program(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    del version  # _show_version has seen to it


def run(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: What follows the name of the program; by default what it was started with.

    Returns:
        The exit code.

    Example:
        >>> run(["search", "xyzzy"])
        Intet fundet for “xyzzy”.
        1

    .. versionadded:: 0.1.0
    """
    never_fail_to_write()
    code: object = 0
    try:
        app(arguments, prog_name="statskompetencer")
    except SystemExit as end:  # as Typer always ends
        code = end.code
    return code if isinstance(code, int) else 0
