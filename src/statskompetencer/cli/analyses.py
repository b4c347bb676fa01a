"""The commands that analyse ratings: everything at a glance, and each of the three analyses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from statskompetencer._checks import check_whole
from statskompetencer.gaps import find_gaps
from statskompetencer.roles import find_role
from statskompetencer.targets import Target

from . import tables as draw
from .data import check_named, in_order
from .errors import bad_option
from .options import (
    DataOptions,
    Headcount,
    People,
    RoleName,
    RolesPath,
    TargetPath,
    check_headcount,
    of_option,
    option,
    whole,
)
from .program import NO, Answer, command
from .values import match_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from statskompetencer.coverage import Coverage
    from statskompetencer.gaps import Gaps
    from statskompetencer.roles import Role

TOP = 3
"""So many places of a ranking are shown where nothing else is asked for."""


@command
def analyse(asked: DataOptions, *, roles: RolesPath = None, people: People = False) -> Answer:
    """Answer the main questions about a file of ratings.

    Is all of it held, where does that hang on one person, what do the posts lack, and who
    meets the roles? It describes: it ends with 0 whenever it could read.
    """
    say, known = asked.say, asked.roles(roles)
    ratings = asked.data(posts=True)
    found = ratings.coverage(Target.everything(asked.model, asked.steps), None, units=False)
    _check_key_people(found, people=people)
    lacking = ratings.post_gaps(known)
    standings = ratings.standings(known, TOP if people else 0)
    read = ratings.facts()

    def pieces() -> Iterator[draw.Piece]:
        yield from draw.coverage_answer(found, say)
        yield draw.heading(say("read"))
        yield read.explain(say.language)
        yield from draw.branches(found, say)
        yield from draw.weak_points(found, say)
        yield from draw.key_people(found, say, people=people)
        yield from draw.post_gaps(lacking, say)
        yield draw.heading(say("matches"))
        yield from draw.matches(standings, say, named=people)

    def values() -> dict[str, Any]:
        return {
            "data": read.to_dict(),
            "coverage": found.to_dict(say.language, people=people, units=False),
            "gaps": lacking.to_dict(say.language),
            "matches": match_values(standings, say.language, named=people),
        }

    notes = [
        *asked.nobody_note(ratings),
        *asked.hidden_note(people=people),
        *([say("no_decision")] if known else []),
        *asked.notes(example_roles=bool(known) and roles is None),
    ]
    return Answer(pieces, values, notes)


def _check_key_people(found: Coverage, *, people: bool) -> None:
    if people:
        check_named(len(found.key_people))


def _role(name: str, known: Sequence[Role]) -> Role:
    with of_option("--role"):
        return find_role(name, known)


@command
def coverage(  # noqa: PLR0913 - one parameter for each option
    asked: DataOptions,
    *,
    target: TargetPath = None,
    holders: Annotated[
        str | None, option("How many people of each competency (1).", "--holders", metavar="N")
    ] = None,
    level: Annotated[
        str | None, option("The level from which a person counts.", "--level", metavar="L")
    ] = None,
    headcount: Headcount = None,
    by_unit: Annotated[bool, option("Show what each unit contributes.", "--by-unit")] = False,
    people: People = False,
) -> Answer:
    """Check that the organisation holds every competency.

    Ends with 0 if it does, with 1 if it does not or if that is not known, since somebody was
    not assessed.
    """
    say = asked.say
    wanted = asked.target(target, holders=holders, level=level)
    heads = None if headcount is None else whole(headcount, "--headcount")
    ratings = asked.data()
    check_headcount(heads, ratings)
    with of_option("--headcount", "headcount"):
        found = ratings.coverage(wanted, heads, units=by_unit)
    _check_key_people(found, people=people)

    def pieces() -> Iterator[draw.Piece]:
        yield from draw.coverage_answer(found, say)
        yield from draw.every_competency(found, say)
        yield from draw.key_people(found, say, people=people)
        if by_unit:
            yield from draw.units(found, say)

    return Answer(
        pieces,
        lambda: found.to_dict(say.language, people=people, units=by_unit),
        [*asked.nobody_note(ratings), *asked.hidden_note(people=people), *asked.notes()],
        0 if found.complete == "yes" else NO,
    )


@command
def gaps(
    asked: DataOptions,
    *,
    role: RoleName = None,
    roles: RolesPath = None,
    people: People = False,
) -> Answer:
    """Show what people lack for a role, or else for their posts.

    Ends with 0 if everybody meets all that is asked, with 1 if somebody does not or if that
    is not known, since something was not assessed.
    """
    say, known = asked.say, asked.some_roles(roles)
    against = None if role is None else _role(role, known)
    ratings = asked.data(posts=against is None)
    if against is None and len(ratings) and not ratings.has_posts:
        raise bad_option("no_posts", "--role")
    found = ratings.group_gaps(against or known)
    each: list[Gaps] = []
    if people:
        check_named(len(ratings))
        each = [find_gaps(person, against or known) for person in in_order(ratings.profiles())]

    def pieces() -> Iterator[draw.Piece]:
        if not len(ratings):
            yield say("nobody")
            return
        yield from draw.group_gaps(found, against, say)
        if people:
            yield from draw.gaps_by_person(each, say, posts=against is None)

    def values() -> dict[str, Any]:
        named = {"by_person": [one.to_dict(say.language) for one in each]} if people else {}
        return {**found.to_dict(say.language), **named}

    notes = [*asked.hidden_note(people=people), *asked.notes(example_roles=roles is None)]
    return Answer(pieces, values, notes, 0 if found.complete == "yes" else NO)


@command
def match(
    asked: DataOptions,
    *,
    role: RoleName = None,
    roles: RolesPath = None,
    top: Annotated[
        str, option("How many places to show with --people (3).", "--top", metavar="K")
    ] = str(TOP),
    people: People = False,
) -> Answer:
    """Show how many people meet each role, or with --people who."""
    say, known = asked.say, asked.some_roles(roles)
    chosen = known if role is None else (_role(role, known),)
    places = whole(top, "--top")
    check_whole(places, 1, None, "--top")
    ratings = asked.data()
    standings = ratings.standings(chosen, places if people else 0)
    return Answer(
        lambda: draw.matches(standings, say, named=people),
        lambda: {"matches": match_values(standings, say.language, named=people)},
        [
            *asked.nobody_note(ratings),
            *asked.hidden_note(people=people),
            say("no_decision"),
            *asked.notes(example_roles=roles is None),
        ],
    )
