"""The commands that plan: teams, posts, training, and what happens if people leave."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the hints
from typing import TYPE_CHECKING, Annotated, Any

from statskompetencer.tables import read_ratings

from . import tables as draw
from .errors import bad_option
from .options import (
    People,
    RatingsOptions,
    RolesPath,
    TargetPath,
    of_option,
    option,
    whole,
)
from .output import standing
from .program import NO, Answer, command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from statskompetencer.levels import LevelLike
    from statskompetencer.planning._people import NotAssessed

Holders = Annotated[
    str | None, option("How many people of each competency (1).", "--holders", metavar="N")
]
Held = Annotated[bool, option("Count what was not assessed as held.", "--if-held")]
Seconds = Annotated[
    str | None,
    option("After so many seconds the best so far is given (60).", "--seconds", metavar="N"),
]
Ids = list[str] | None


def _reading(held: bool) -> NotAssessed:  # noqa: FBT001 - as the option gives it
    return "held" if held else "not held"


def _limit(seconds: str | None) -> float:
    return 60.0 if seconds is None else float(whole(seconds, "--seconds"))


def _solved(asked: RatingsOptions, plan: Callable[[Callable[[int, int], None] | None], Any]) -> Any:  # noqa: ANN401 - whatever is planned
    """A plan; the best so far and the bound show on stderr, if that is a terminal."""
    say = asked.say
    with standing(say("planning")) as report:
        if report is None:
            return plan(None)
        return plan(lambda value, bound: report(say("best_and_bound", value=value, bound=bound)))


@command
def team(  # noqa: PLR0913 - one parameter for each option
    asked: RatingsOptions,
    *,
    target: TargetPath = None,
    holders: Holders = None,
    size: Annotated[str | None, option("At most so many people.", "--size", metavar="N")] = None,
    include: Annotated[
        Ids, option("A person who is to be in; may be repeated.", "--include", metavar="ID")
    ] = None,
    exclude: Annotated[
        Ids, option("A person who is not to be in; may be repeated.", "--exclude", metavar="ID")
    ] = None,
    unit: Annotated[
        Ids, option("A unit to be represented; may be repeated.", "--unit", metavar="UNIT")
    ] = None,
    costs: Annotated[
        Path | None, option("What people cost (1), a row a person.", "--costs", metavar="FILE")
    ] = None,
    if_held: Held = False,
    seconds: Seconds = None,
    people: People = False,
) -> Answer:
    """Find the fewest people, or the cheapest, who together meet a target, and prove it.

    Ends with 0 if they meet it, with 1 if no team that was found does.
    """
    from statskompetencer.planning import (  # noqa: PLC0415 - it needs the extra
        read_costs,
        smallest_team,
    )

    say, wanted = asked.say, asked.target(target, holders=holders)
    room = None if size is None else whole(size, "--size")
    limit, prices = _limit(seconds), None if costs is None else read_costs(costs)
    ratings = asked.read()
    with of_option("--size", "size"), of_option("--unit", "units"), of_option("--costs", "costs"):
        found = _solved(
            asked,
            lambda watch: smallest_team(
                ratings,
                wanted,
                costs=prices,
                include=include or (),
                exclude=exclude or (),
                size=room,
                units=unit or (),
                not_assessed=_reading(if_held),
                time_limit=limit,
                progress=watch,
            ),
        )

    def pieces() -> Iterator[draw.Piece]:
        yield found.explain(say.language, people=people)
        rows = found.to_rows(say.language, people=people)
        yield draw.plan_table(
            ("id", "title", ">needed", "in_team", ">available"),
            [
                (
                    row["competency"],
                    row["title"],
                    row["needed"],
                    ", ".join(row["holders"]) if people else row["holders"],
                    row["available"],
                )
                for row in rows
            ],
            say,
        )

    notes = [*asked.nobody_note(ratings), *asked.hidden_note(people=people), *asked.notes()]
    values = lambda: found.to_dict(say.language, people=people)  # noqa: E731 - one line
    return Answer(pieces, values, notes, 0 if found.complete else NO)


@command
def assign(  # noqa: PLR0913 - one parameter for each option
    asked: RatingsOptions,
    *,
    roles: RolesPath = None,
    places: Annotated[
        Ids, option("How many of a role (1); may be repeated.", "--places", metavar="ROLE=N")
    ] = None,
    forbid: Annotated[
        Ids, option("A pair that may not be; may be repeated.", "--forbid", metavar="ID=ROLE")
    ] = None,
    least: Annotated[
        str | None,
        option("Who may take a post at all (yes).", "--least", metavar="yes|possible|no"),
    ] = None,
    if_held: Held = False,
    seconds: Seconds = None,
    people: People = False,
) -> Answer:
    """Find the best assignment of people to posts, one post each.

    Ends with 0 if every post is filled, with 1 if one is not.
    """
    from statskompetencer.planning import Vacancy, assign  # noqa: PLC0415 - it needs the extra

    say, known = asked.say, asked.some_roles(roles)
    many = {
        role: whole(number, "--places") for role, number in _pairs(places, "--places", "not_places")
    }
    unknown = [role for role in many if role not in {one.id for one in known}]
    if unknown:
        raise bad_option("no_such_role", "--places", value=unknown[0])
    limit, ratings = _limit(seconds), asked.read()
    with of_option("--forbid", "forbidden"), of_option("--least", "least"):
        found = _solved(
            asked,
            lambda watch: assign(
                ratings,
                [Vacancy(role, many.get(role.id, 1)) for role in known],
                least=least or "yes",
                forbidden=_pairs(forbid, "--forbid", "not_forbid"),
                not_assessed=_reading(if_held),
                time_limit=limit,
                progress=watch,
            ),
        )

    def pieces() -> Iterator[draw.Piece]:
        yield found.explain(say.language)
        filled = [pair.role.id for pair in found]
        rows = (
            [
                (row["title"], row["person"], f"{row['score']:.2f}")
                for row in found.to_rows(say.language)
            ]
            if people
            else [(one.role.id, filled.count(one.role.id), one.places) for one in found.vacancies]
        )
        columns = ("role", "person", ">score") if people else ("role", ">filled", ">places")
        yield draw.plan_table(columns, rows, say)

    notes = [
        *asked.nobody_note(ratings),
        *asked.hidden_note(people=people),
        say("no_decision"),
        *asked.notes(example_roles=roles is None),
    ]
    values = lambda: found.to_dict(say.language, people=people)  # noqa: E731 - one line
    return Answer(pieces, values, notes, 0 if len(found) == found.places else NO)


@command
def train(  # noqa: PLR0913 - one parameter for each option
    asked: RatingsOptions,
    *,
    courses: Annotated[Path, option("The catalogue of courses.", "--courses", metavar="FILE")],
    target: TargetPath = None,
    holders: Holders = None,
    for_posts: Annotated[
        bool, option("What people’s own posts ask, instead of a target.", "--for-posts")
    ] = False,
    roles: RolesPath = None,
    budget: Annotated[
        str | None, option("It may cost at most so much.", "--budget", metavar="N")
    ] = None,
    if_held: Held = False,
    seconds: Seconds = None,
    people: People = False,
) -> Answer:
    """Find the cheapest courses that reach a target, or the most that a budget reaches.

    Ends with 0 if all that is asked for is reached, with 1 if not.
    """
    from statskompetencer.planning import (  # noqa: PLC0415 - it needs the extra
        read_courses,
        training_plan,
    )

    say = asked.say
    aim = asked.some_roles(roles) if for_posts else asked.target(target, holders=holders)
    most = None if budget is None else whole(budget, "--budget")
    limit = _limit(seconds)
    offered = read_courses(courses, framework=asked.model, scale=asked.steps)
    ratings = asked.read()
    with of_option("--budget", "budget"):
        plan = _solved(
            asked,
            lambda watch: training_plan(
                ratings,
                offered,
                aim,
                most,
                not_assessed=_reading(if_held),
                time_limit=limit,
                progress=watch,
            ),
        )

    def pieces() -> Iterator[draw.Piece]:
        yield plan.explain(say.language)
        yield draw.plan_table(
            ("id", "title", ">runs", ">seats", ">paid", ">cost", *(["people"] if people else [])),
            [
                (
                    run.course.id,
                    run.course.title,
                    run.runs,
                    len(run.people),
                    run.paid,
                    run.cost,
                    *([", ".join(run.people)] if people else []),
                )
                for run in plan.runs
            ],
            say,
        )

    notes = [
        *asked.nobody_note(ratings),
        *asked.hidden_note(people=people),
        *asked.notes(example_roles=for_posts and roles is None),
    ]
    values = lambda: plan.to_dict(say.language, people=people)  # noqa: E731 - one line
    return Answer(pieces, values, notes, 0 if plan.complete else NO)


@command
def what_if(  # noqa: PLR0913 - one parameter for each option
    asked: RatingsOptions,
    *,
    target: TargetPath = None,
    holders: Holders = None,
    leave: Annotated[
        Ids, option("A person who leaves; may be repeated.", "--leave", metavar="ID")
    ] = None,
    join: Annotated[
        Path | None, option("Ratings of people who join.", "--join", metavar="FILE")
    ] = None,
    train: Annotated[
        Ids,
        option(
            "What training brings to a person; may be repeated.",
            "--train",
            metavar="ID:COMPETENCY=LEVEL",
        ),
    ] = None,
    people: People = False,
) -> Answer:
    """Show what changes if people leave, join or are trained.

    Ends with 0 if no hole opens, with 1 if one does.
    """
    from statskompetencer.planning import what_if  # noqa: PLC0415 - it needs the extra

    say, wanted = asked.say, asked.target(target, holders=holders)
    trained: dict[str, dict[str, LevelLike]] = {}
    for named, level in _pairs(train, "--train", "not_training"):
        person, colon, competency = named.partition(":")
        if not colon:
            raise bad_option("not_training", "--train", value=f"{named}={level}")
        number: LevelLike = int(level) if level.isdecimal() else level
        trained.setdefault(person, {})[competency] = number
    newcomers = () if join is None else read_ratings(
        join, framework=asked.model, scale=asked.steps
    )  # fmt: skip
    ratings = asked.read()
    with of_option("--leave", "leave"):
        found = what_if(ratings, wanted, leave=leave or (), join=newcomers, train=trained)

    def pieces() -> Iterator[draw.Piece]:
        yield found.explain(say.language)
        yield draw.plan_table(
            ("id", "title", ">needed", ">before", ">after"),
            [
                (one["competency"], one["title"], one["needed"], one["holders_before"],
                 one["holders_after"])
                for one in found.to_rows(say.language)
            ],
            say,
        )  # fmt: skip

        yield from draw.key_people(found.after, say, people=people)

    notes = [*asked.nobody_note(ratings), *asked.hidden_note(people=people), *asked.notes()]
    values = lambda: found.to_dict(say.language, people=people)  # noqa: E731 - one line
    return Answer(pieces, values, notes, NO if found.opened else 0)


@command
def resilience(  # noqa: PLR0913 - one parameter for each option
    asked: RatingsOptions,
    *,
    target: TargetPath = None,
    holders: Holders = None,
    leavers: Annotated[
        str | None, option("How many people leave (1).", "--leavers", metavar="N")
    ] = None,
    unit: Annotated[
        str | None, option("Look at this unit alone.", "--unit", metavar="UNIT")
    ] = None,
    if_held: Held = False,
    seconds: Seconds = None,
    people: People = False,
) -> Answer:
    """Find the worst that can come of people leaving, whoever they are.

    Ends with 0 if it is proven that no competency falls below its number, otherwise with 1.
    """
    from statskompetencer.planning import resilience  # noqa: PLC0415 - it needs the extra

    say, wanted = asked.say, asked.target(target, holders=holders)
    many = 1 if leavers is None else whole(leavers, "--leavers")
    limit, ratings = _limit(seconds), asked.read()
    with of_option("--leavers", "leavers"), of_option("--unit", "unit"):
        found = _solved(
            asked,
            lambda watch: resilience(
                ratings,
                wanted,
                leavers=many,
                unit=unit,
                not_assessed=_reading(if_held),
                time_limit=limit,
                progress=watch,
            ),
        )

    def pieces() -> Iterator[draw.Piece]:
        yield found.explain(say.language)
        if people:
            yield say("worst_case", people=", ".join(one.id for one in found.worst) or "–")
        yield draw.plan_table(
            ("id", "title", ">needed", ">holders", ">left"),
            [
                (one.competency.id, one.competency.title(say.language), one.needed, one.holders,
                 one.left)
                for one in found
                if one.left != one.holders or one.missing
            ],
            say,
        )  # fmt: skip

    notes = [*asked.nobody_note(ratings), *asked.hidden_note(people=people), *asked.notes()]
    values = lambda: found.to_dict(say.language, people=people)  # noqa: E731 - one line
    return Answer(pieces, values, notes, 0 if found.proven and not found.below else NO)


def _pairs(values: Iterable[str] | None, name: str, key: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for value in values or ():
        first, equals, second = value.rpartition("=")
        if not equals:
            raise bad_option(key, name, value=value)
        found.append((first, second))
    return found
