"""The program: what a command answers, how a function becomes a command, and how it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer
from attrs import NOTHING, fields, frozen

from statskompetencer import DATA_VERSION, __version__
from statskompetencer.exceptions import StatskompetencerError

from .errors import error_lines
from .output import complain, never_fail_to_write, write, write_json
from .tables import Piece
from .words import Words

if TYPE_CHECKING:
    from .options import Options

NO, BAD_INPUT = 1, 2
"""The exit codes where the answer is no or not known to be yes, and where input is bad."""

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
class Answer:
    """What a command has to say: pieces to print, the same as plain values, an exit code."""

    pieces: Callable[[], Iterable[Piece]]
    values: Callable[[], dict[str, Any]]
    notes: Sequence[str] = ()
    code: int = 0


def command(function: Callable[..., Answer]) -> Callable[..., None]:
    """Make a command of a function: print its answer, or every error of its input.

    The function takes an `Options` first: its fields become options, after those of the
    function itself. The command has the name of the function; a “_” at its end, which keeps
    it apart from a name of Python, is left out, and one inside is a hyphen.
    """
    first, *own = signature(function, eval_str=True).parameters.values()
    options_type: type[Options] = first.annotation
    shared = get_type_hints(options_type, include_extras=True)
    given = [
        Parameter(
            field.name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty if field.default is NOTHING else field.default,
            annotation=shared[field.name],
        )
        for field in fields(options_type)
    ]

    def run_command(**options: Any) -> None:  # noqa: ANN401 - whatever the command takes
        asked = options_type(**{parameter.name: options.pop(parameter.name) for parameter in given})
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
    return app.command(function.__name__.rstrip("_").replace("_", "-"))(run_command)


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
