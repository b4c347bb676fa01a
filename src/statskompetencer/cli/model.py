"""The commands about the model and the roles: show, search, list."""

from __future__ import annotations

from typing import Annotated

import typer

from statskompetencer import documents
from statskompetencer.roles import find_role

from . import tables as draw
from .options import LevelOptions, Options, RolesPath  # noqa: TC001 - read when the command is made
from .program import NO, Answer, command
from .values import entry_values, hit_values


@command
def show(
    asked: Options,
    entry: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help="An entry, by id or title; by default all.", show_default=False
        ),
    ] = None,
) -> Answer:
    """Show the model as a tree, or one entry of it in full."""
    model, say = asked.model, asked.say
    if entry is None:
        # as JSON it is the framework's own document, which `load` takes as it stands
        return Answer(
            lambda: [*draw.framework_tree(model, say), "", asked.titles_note],
            lambda: documents.to_dict(model),
        )
    found = model[entry]
    return Answer(
        lambda: draw.one_entry(model, found, say),
        lambda: entry_values(model, found, say.language),
        [asked.titles_note],
    )


@command
def search(
    asked: Options,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="Words or parts of words.", show_default=False),
    ],
) -> Answer:
    """Find entries by words in their titles and descriptions.

    In all languages, or in the one asked for; parts of words count. Ends with 1 if nothing is
    found.
    """
    model, say = asked.model, asked.say
    wanted = " ".join(words)
    found = model.search(wanted, asked.language)
    return Answer(
        lambda: [draw.hits(model, found, say) if found else say("no_hits", words=wanted)],
        lambda: {"hits": [hit_values(model, one, say.language) for one in found]},
        [asked.titles_note] if found else [],
        0 if found else NO,
    )


@command
def roles(
    asked: LevelOptions,
    role: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help="A role, by id or title; by default all.", show_default=False
        ),
    ] = None,
    *,
    file: RolesPath = None,
) -> Answer:
    """List the roles, or show what one of them asks for."""
    say, known = asked.say, asked.some_roles(file)
    notes = asked.notes(example_roles=file is None)
    if role is None:
        return Answer(
            lambda: [draw.role_list(known, say)],
            lambda: {"roles": [one.to_dict() for one in known]},
            notes,
        )
    one = find_role(role, known)
    return Answer(lambda: draw.one_role(one, say), one.to_dict, notes)
