"""The commands that write a page to hand on: the report, and the model in print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from statskompetencer.coverage import check_coverage
from statskompetencer.matching import rank
from statskompetencer.post_gaps import find_post_gaps

from .options import (
    Headcount,
    Options,
    People,
    RatingsOptions,
    RolesPath,
    TargetPath,
    check_headcount,
    of_option,
    option,
    whole,
)
from .program import Answer, command

if TYPE_CHECKING:
    from .words import Words

Overwrite = Annotated[bool, option("Replace the file if it is there.", "--overwrite")]


@command
def report(  # noqa: PLR0913 - one parameter for each option
    asked: RatingsOptions,
    *,
    output: Annotated[
        Path | None,
        option(
            "Where to write it (rapport.html or report.html).", "--output", "-o", metavar="FILE"
        ),
    ] = None,
    title: Annotated[str | None, option("The heading.", "--title", metavar="TEXT")] = None,
    target: TargetPath = None,
    headcount: Headcount = None,
    roles: RolesPath = None,
    least: Annotated[
        str | None,
        option(
            "Units and posts of fewer people are not shown by themselves (5).",
            "--least",
            metavar="N",
        ),
    ] = None,
    overwrite: Overwrite = False,
    people: People = False,
) -> Answer:
    """Write a report about a file of ratings: one HTML file to open, print and hand on.

    It has the answer first, then the holes, the whole model, the units, the posts, where
    training helps most, and the limits. It describes: it ends with 0 whenever it could write.
    """
    from statskompetencer.privacy import LEAST  # noqa: PLC0415 - only this command needs it
    from statskompetencer.report import write_report  # noqa: PLC0415 - it needs the extra

    say, known, wanted = asked.say, asked.roles(roles), asked.target(target)
    heads = None if headcount is None else whole(headcount, "--headcount")
    at_least = LEAST if least is None else whole(least, "--least")
    path = output or Path(say("report_name"))
    ratings = asked.read()
    check_headcount(heads, ratings)
    with of_option("--headcount", "headcount"):
        found = check_coverage(ratings, wanted, headcount=heads)
    with (
        of_option("--least", "least"),
        of_option("--title", "title"),
        of_option("--output", "path"),
    ):
        write_report(
            path,
            found,
            find_post_gaps(ratings, known) if known else None,
            matches=[rank(ratings, role) for role in known],
            title=title,
            language=say.language,
            people=people,
            least=at_least,
            overwrite=overwrite,
        )
    notes = [
        *asked.nobody_note(ratings),
        *asked.hidden_note(people=people),
        *asked.notes(example_roles=bool(known) and roles is None),
    ]
    return _written(path, say, notes)


@command
def print_(
    asked: Options,
    *,
    output: Annotated[
        Path | None, option("Where to write it (model.html).", "--output", "-o", metavar="FILE")
    ] = None,
    overwrite: Overwrite = False,
) -> Answer:
    """Write the model with all descriptions as one HTML file that prints well on A4."""
    from statskompetencer.report import write_model  # noqa: PLC0415 - it needs the extra

    say = asked.say
    path = output or Path(say("model_name"))
    with of_option("--output", "path"):
        write_model(path, asked.model, language=say.language, overwrite=overwrite)
    return _written(path, say, [asked.titles_note])


def _written(path: Path, say: Words, notes: list[str]) -> Answer:
    return Answer(lambda: [say("written", path=path)], lambda: {"written": str(path)}, notes)
