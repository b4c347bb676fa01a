"""The commands about files: is this one valid, and an empty one to send out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

from statskompetencer.exceptions import InvalidInputError
from statskompetencer.tables import write_template

from . import tables as draw
from .errors import bad_option, error_lines, error_values
from .options import DataOptions, LevelOptions, Options, of_option, option
from .program import NO, Answer, command
from .values import framework_values
from .words import Words

if TYPE_CHECKING:
    from statskompetencer.tables import Form


@command
def check(asked: DataOptions) -> Answer:
    """Check a file and list the errors in it, equal ones once; with --json every one.

    The file may hold ratings or, as .json, a framework. Ends with 0 if it is valid, with 1 if
    it has errors (they are the answer, so they are on stdout), and with 2 if it cannot be read
    at all.
    """
    if asked.file.suffix.lower() == ".json":
        return _check_framework(asked)
    say = asked.say
    try:
        ratings = asked.data()
    except InvalidInputError as error:
        return _invalid(asked.file, error, say)
    read = ratings.facts()
    return Answer(
        lambda: [say("valid_ratings"), read.explain(say.language)],
        lambda: {"valid": True, **read.to_dict(), "errors": []},
        [*asked.nobody_note(ratings), *([asked.titles_note] if read.missing else [])],
    )


def _check_framework(asked: DataOptions) -> Answer:
    # without the bundled model, which may be the very file that is checked
    say = asked.say if asked.framework else Words(asked.error_language)
    checked = Options(framework=str(asked.file), language=asked.language)
    try:
        model = checked.model
    except InvalidInputError as error:
        return _invalid(asked.file, error, say)
    say = checked.say
    return Answer(
        lambda: draw.valid_framework(model, say),
        lambda: {
            "valid": True,
            "path": checked.framework,
            **framework_values(model, say.language),
            "errors": [],
        },
        [checked.titles_note],
    )


def _invalid(file: Path, error: InvalidInputError, say: Words) -> Answer:
    return Answer(
        lambda: draw.whole_lines(error_lines(error, say)),
        lambda: {
            "valid": False,
            "path": str(file),
            "errors": [error_values(one, say.language) for one in error.errors],
        },
        code=NO,
    )


@command
def template(
    asked: LevelOptions,
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
) -> Answer:
    """Write an empty file of ratings to send out.

    No file is ever overwritten.
    """
    say = asked.say
    path = output or Path(say("template_name"))
    if path.exists():
        raise bad_option("exists", "--output", path=path)
    with (
        of_option("--output", "path"),
        of_option("--form", "form"),
        of_option("--person", "people"),
    ):
        write_template(
            path,
            form=cast("Form", form),
            framework=asked.model,
            scale=asked.steps,
            language=say.language,
            people=person or (),
        )
    return Answer(
        lambda: [say("written", path=path)],
        lambda: {"written": str(path)},
        [asked.titles_note],
    )
