"""Which people take which courses, so that what is asked for is reached at least cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import evolve, field, frozen

from statskompetencer._binding import bound, default_binding, listing
from statskompetencer._checks import as_whole, check_whole
from statskompetencer._columns import is_level
from statskompetencer._display import MOST_ROWS, html_table
from statskompetencer._text import counted, listed
from statskompetencer.coverage import Coverage, check_coverage
from statskompetencer.entries import Competency
from statskompetencer.exceptions import DuplicateRatingError, InvalidValueError
from statskompetencer.framework import Framework
from statskompetencer.group_gaps import GroupGaps, find_group_gaps
from statskompetencer.profiles import Profile, Ratings
from statskompetencer.provenance import check_language
from statskompetencer.roles import Role
from statskompetencer.targets import Target

from ._clock import DEFAULT, Clock
from ._needs import Price
from ._people import (
    NotAssessed,
    check_reading,
    ordered,
    profiles_of,
)
from ._training import Trained, train_for
from ._wanted import Want, Wanted, wanted_for_posts, wanted_for_target
from .courses import Course
from .proof import Proof, proof_word
from .readings import OtherReading, if_counted

MOST_BUDGET = 1_000_000_000_000
"""More than a budget is; what is above it was typed wrong."""


@frozen
class Run:
    """How often a course is held, and for whom.

    Attributes:
        course: Which one.
        people: The ids of those who take a seat, in order.
        runs: How many runs that takes.
        paid: How many seats are paid for: some may be empty, as a run has a least number.
        cost: What it all costs.

    .. versionadded:: 0.1.0
    """

    course: Course
    people: tuple[str, ...]
    runs: int
    paid: int
    cost: int

    def to_dict(self, *, people: bool = True) -> dict[str, Any]:
        """Plain values for JSON; the people are named unless that is not wanted."""
        return {
            "course": self.course.id,
            "title": self.course.title,
            "runs": self.runs,
            "seats": len(self.people),
            "paid": self.paid,
            "cost": self.cost,
            "people": list(self.people) if people else len(self.people),
        }


@frozen
class TrainingNeed:
    """How far a plan comes with one competency.

    Attributes:
        competency: Which one.
        wanted: How many people are to be raised: the missing holders, or the gaps of people.
        reachable: For how many of them there is a course.
        reached: How many the plan raises, of those that are wanted.

    .. versionadded:: 0.1.0
    """

    competency: Competency
    wanted: int
    reachable: int
    reached: int

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values, with the title in a language."""
        return {
            "competency": self.competency.id,
            "title": self.competency.title(language),
            "wanted": self.wanted,
            "reachable": self.reachable,
            "reached": self.reached,
        }


@frozen(repr=False)
class TrainingPlan:
    """Who takes which course, what that costs, and what is reached.

    A plan is of people, so they are named: in `runs`, `to_dict` and `to_rows`, but neither
    in `explain` nor in the table for notebooks.

    Attributes:
        framework: What it speaks of.
        runs: The courses that are held, in the order in which they were given.
        needs: One for each competency in which anything is wanted.
        cost: What it costs.
        lower_bound: No plan that reaches as much costs less.
        budget: What it was to cost at most; None for any cost.
        missing: How much is not reached: holders, or gaps of people.
        missing_bound: So much is not reached by any plan.
        proof: How sure it is that no better plan exists.
        greedy_cost: What the plan costs that greedy choice finds.
        greedy_missing: How much that one does not reach.
        profiles: The people afterwards, in the order of their ids.
        before: The coverage before; None where the plan is for posts.
        after: The coverage after.
        gaps_before: The gaps before; None where the plan is for a coverage target.
        gaps_after: The gaps after.
        not_assessed: How what was not assessed counted.
        other: What would come out in the other reading; None where all was assessed.

    .. versionadded:: 0.1.0
    """

    framework: Framework
    runs: tuple[Run, ...]
    needs: tuple[TrainingNeed, ...]
    cost: int
    lower_bound: int
    budget: int | None
    missing: int
    missing_bound: int
    proof: Proof
    greedy_cost: int
    greedy_missing: int
    profiles: tuple[Profile, ...]
    before: Coverage | None
    after: Coverage | None
    gaps_before: GroupGaps | None
    gaps_after: GroupGaps | None
    not_assessed: NotAssessed
    other: OtherReading | None = field(default=None)

    @property
    def complete(self) -> bool:
        """Whether all that is asked for is reached."""
        return self.missing == 0

    @property
    def proven(self) -> bool:
        """Whether it is proven, in whole numbers, that no plan is better."""
        return self.proof is Proof.CHECKED

    @property
    def seats(self) -> int:
        """How many seats are taken."""
        return sum(len(run.people) for run in self.runs)

    @property
    def out_of_reach(self) -> tuple[TrainingNeed, ...]:
        """The competencies for which there are too few courses, whatever the budget."""
        return tuple(need for need in self.needs if need.reachable < need.wanted)

    def explain(self, language: str | None = None) -> str:
        """The plan in a few sentences, without naming anybody.

        Raises:
            UnknownLanguageError: The framework is not there in this language.

        Example:
            >>> from statskompetencer import Profile, Target
            >>> people = [Profile("al", {"DS12": 1}), Profile("bo", {"DS12": 0})]
            >>> course = Course("gdpr", {"DS12": 3}, seat_cost=2000, run_cost=5000)
            >>> print(training_plan(people, [course], Target({"DS12": 1})).explain("en"))
            1 seat in 1 run, for 7000 in all (proven best), reaches all that is asked for.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        danish = chosen == "da"
        many = sum(run.runs for run in self.runs)
        seats = counted(self.seats, chosen, da=("plads", "pladser"), en=("seat", "seats"))
        runs = counted(many, chosen, da=("hold", "hold"), en=("run", "runs"))
        sure = proof_word(self.proof, chosen)
        wanted = sum(need.wanted for need in self.needs)
        verb = "reaches" if self.seats == 1 else "reach"
        reached = f"{wanted - self.missing} {'af' if danish else 'of'} {wanted}"
        if danish:
            what = "alt, hvad der kræves" if self.complete else f"{reached} af det, der kræves"
            says = [f"{seats} på {runs} til i alt {self.cost} ({sure}) når {what}."]
        else:
            what = "all that is asked for" if self.complete else f"{reached} that are asked for"
            says = [f"{seats} in {runs}, for {self.cost} in all ({sure}), {verb} {what}."]
        if self.out_of_reach:
            parts = [
                f"{need.competency.title(chosen)} "
                f"({need.reachable} {'af' if danish else 'of'} {need.wanted})"
                for need in self.out_of_reach
            ]
            label = "Intet kursus når nok i" if danish else "No course reaches enough in"
            says.append(f"{label}: {listed(parts, chosen)}.")
        if not self.proven:
            says.append(
                f"Ingen plan, der når så meget, koster mindre end {self.lower_bound}."
                if danish
                else f"No plan that reaches as much costs less than {self.lower_bound}."
            )
        if self.other:
            then = (
                f"var prisen {self.other.cost}, og der manglede {self.other.missing}"
                if danish
                else f"the cost would be {self.other.cost}, and {self.other.missing} would be "
                "missing"
            )
            says.append(if_counted(self.other.not_assessed, then, self.other.proof, chosen))
        return " ".join(says)

    def to_dict(self, language: str | None = None, *, people: bool = True) -> dict[str, Any]:
        """Plain values for JSON.

        Args:
            language: The language of the titles; Danish by default.
            people: Whether to name people by their ids; otherwise they are counted.
        """
        return {
            "framework": list(self.framework.key),
            "not_assessed": self.not_assessed,
            "budget": self.budget,
            "cost": self.cost,
            "lower_bound": self.lower_bound,
            "proof": self.proof.value,
            "complete": self.complete,
            "missing": self.missing,
            "missing_bound": self.missing_bound,
            "greedy_cost": self.greedy_cost,
            "greedy_missing": self.greedy_missing,
            "runs": [run.to_dict(people=people) for run in self.runs],
            "needs": [need.to_dict(language) for need in self.needs],
            "before": self.before and self.before.to_dict(language),
            "after": self.after and self.after.to_dict(language),
            "gaps_before": self.gaps_before and self.gaps_before.to_dict(language),
            "gaps_after": self.gaps_after and self.gaps_after.to_dict(language),
            "other": self.other and self.other.to_dict(),
        }

    def to_rows(self) -> list[dict[str, Any]]:
        """One plain dict a seat: the course and the person."""
        return [
            {"course": run.course.id, "title": run.course.title, "person": person}
            for run in self.runs
            for person in run.people
        ]

    def __repr__(self) -> str:
        return (
            f"<TrainingPlan of {self.seats} seats in {sum(run.runs for run in self.runs)} runs: "
            f"cost {self.cost} (bound {self.lower_bound}, {self.proof.value}), "
            f"{self.missing} not reached>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table of the runs for a notebook; nobody is named.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        rows = [
            (run.course.id, run.course.title, run.runs, len(run.people), run.paid, run.cost)
            for run in self.runs[:MOST_ROWS]
        ]
        columns = {
            "da": ["id", "kursus", "hold", "pladser", "betalte pladser", "pris"],
            "en": ["id", "course", "runs", "seats", "seats paid for", "cost"],
        }
        title = "Uddannelsesplan" if chosen == "da" else "Training plan"
        notes = [self.explain(chosen)]
        return html_table(title, columns, rows, notes=notes, language=chosen, of=len(self.runs))

    def _repr_html_(self) -> str:
        return self.to_html()


def training_plan(  # noqa: C901, PLR0913 - one argument, and one check, for each thing asked
    profiles: Iterable[Profile],
    courses: Iterable[Course],
    target: Target | Role | Iterable[Role] | None = None,
    budget: int | None = None,
    *,
    not_assessed: NotAssessed = "not held",
    time_limit: float | None = DEFAULT,
    progress: Callable[[int, int], None] | None = None,
) -> TrainingPlan:
    """Which people take which courses, so that what is asked for is reached at least cost.

    What is asked for is a coverage target, or what each person's own posts ask. Under a
    budget, as much as possible is reached, and that as cheaply as possible. What no course
    can reach is named and left out. A course counts from the level that somebody has today:
    courses are not taken one upon the other. The order of people and courses has no effect
    on what is found, and of equal people the first by id are taken.

    Args:
        profiles: One profile a person; put several together with `resolve` first.
        courses: What there is to take, each id once.
        target: A coverage target; a role that all are measured against; or several roles, of which
            for each person those count that the person holds. All competencies of the
            framework, one holder each, by default.
        budget: What the plan may cost at most, a whole number from 0; None for any cost.
        not_assessed: Whether what was not assessed counts as "not held" or as "held".
        time_limit: Seconds after which the best so far comes back; None for no limit. Where
            something was not assessed, half of them are for the other reading. The greedy
            answer is made and the plan is put together whatever the limit: for the posts of
            190,000 people that alone takes most of a minute.
        progress: Called with the best cost and the bound whenever they are known better.

    Raises:
        BindingError: Profiles, courses and what is asked for are for different frameworks
            or scales.
        DuplicateRatingError: A person or a course is there twice.
        InvalidValueError: A number outside of its bounds, or an empty list of roles.
        UnknownNameError: Somebody holds a post that is not among the roles.
        MissingExtraError: The extra ``[planning]`` is not installed.

    Example:
        >>> from statskompetencer import Profile, Target
        >>> from statskompetencer.planning import Raise
        >>> people = [Profile("al", {"DS12": 1, "DS11": 0}), Profile("bo", {"DS12": 0})]
        >>> both = Course("both", [Raise("DS11", 2), Raise("DS12", 3, requires=1)], seat_cost=9)
        >>> gdpr = Course("gdpr", {"DS12": 2}, seat_cost=5)
        >>> plan = training_plan(people, [both, gdpr], Target({"DS11": 1, "DS12": 2}))
        >>> plan.to_rows()[0], plan.cost, plan.after.covered, plan.proven
        ({'course': 'both', 'title': '', 'person': 'al'}, 14, 2, True)

    .. versionadded:: 0.1.0
    """
    given = profiles_of(profiles)
    offered = listing(courses, Course)
    roles: tuple[Role, ...] = ()
    if isinstance(target, Role):
        roles = (target,)
    elif target is not None and not isinstance(target, Target):
        roles = listing(target, Role)
        if not roles:
            raise InvalidValueError(
                "there is no role to measure against",
                danish="der er ingen rolle at måle mod",
                place="target",
            )
    first: list[Target | Role | Course | Profile] = [*roles[:1], *offered[:1], *given[:1]]
    if isinstance(target, Target):
        first.insert(0, target)
    framework, scale = (first[0].framework, first[0].scale) if first else default_binding(None)
    bound(offered, Course, framework, scale)  # type: ignore[type-var]  # as for roles
    bound(roles, Role, framework, scale)
    people = ordered(given, framework, scale)
    ids = [course.id for course in offered]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise DuplicateRatingError(
                f"course “{id_}” is there twice",
                danish=f"kurset “{id_}” er der to gange",
                place="courses",
                found=id_,
            )
    if budget is not None:
        budget = as_whole(budget)
        check_whole(budget, 0, MOST_BUDGET, "budget")
    reading = check_reading(not_assessed)
    clock = Clock(time_limit)
    by_id = sorted(offered, key=lambda course: course.id)
    if isinstance(target, Role):
        wanted: Wanted = wanted_for_posts(people, by_id, target, framework)
    elif roles:
        wanted = wanted_for_posts(people, by_id, roles, framework)
    else:
        aim = target if isinstance(target, Target) else Target.everything(framework, scale)
        wanted = wanted_for_target(people, by_id, aim)
    prices = [Price(c.seat_cost, c.run_cost, c.least_seats, c.most_seats) for c in by_id]
    needs = wanted.read(reading)
    half = clock.half() if wanted.unknown else clock  # the other half is for the other reading
    found = train_for([need.part for need in needs], prices, budget, half, progress)
    other = None
    if wanted.unknown:
        way: NotAssessed = "not held" if reading == "held" else "held"
        these = wanted.read(way)
        instead = train_for([need.part for need in these], prices, budget, clock)
        beyond = sum(need.wanted - need.part.number for need in these)
        other = OtherReading(way, instead.cost, beyond + instead.missing, instead.proof)
    return _plan(people, offered, by_id, wanted, needs, found, budget, reading, other)


def _plan(  # noqa: PLR0913, PLR0917 - what a plan is made of
    people: tuple[Profile, ...],
    offered: tuple[Course, ...],
    by_id: list[Course],
    wanted: Wanted,
    needs: list[Want],
    found: Trained,
    budget: int | None,
    reading: NotAssessed,
    other: OtherReading | None,
) -> TrainingPlan:
    taken: dict[str, list[int]] = {}
    courses_of: dict[int, list[Course]] = {}
    for person, number in found.seats:
        taken.setdefault(by_id[number].id, []).append(person)
        courses_of.setdefault(person, []).append(by_id[number])
    after = tuple(
        _trained(who, courses_of[person]) if person in courses_of else who
        for person, who in enumerate(people)
    )
    runs: list[Run] = []
    for course in offered:
        if course.id in taken:
            price = Price(course.seat_cost, course.run_cost, course.least_seats, course.most_seats)
            seats = len(taken[course.id])
            many = price.runs(seats)
            names = tuple(people[person].id for person in taken[course.id])
            paid = max(seats, course.least_seats * many)
            runs.append(Run(course, names, many, paid, price.cost(seats)))
    aim = wanted.aim
    framework = aim[0].framework if isinstance(aim, tuple) else aim.framework
    beyond = sum(need.wanted - need.part.number for need in needs)
    target, asked = (aim, None) if isinstance(aim, Target) else (None, aim)
    return TrainingPlan(
        framework,
        tuple(runs),
        _outcomes(needs, found, framework),
        found.cost,
        found.bound,
        budget,
        beyond + found.missing,
        beyond + found.missing_bound,
        found.proof,
        found.greedy[0],
        beyond + found.greedy[1],
        after,
        check_coverage(people, target) if target else None,
        check_coverage(after, target) if target else None,
        find_group_gaps(people, asked) if asked else None,
        find_group_gaps(after, asked) if asked else None,
        reading,
        other,
    )


def _trained(person: Profile, courses: list[Course]) -> Profile:
    """The person once the courses are taken, each from the levels of today."""
    today, framework = person.ratings.codes, person.framework
    codes = bytearray(today)
    for course in courses:
        for r in course:
            place = framework.positions[r.competency]
            level = today[place] if is_level(today[place]) else 0
            if level >= r.requires:
                now = codes[place] if is_level(codes[place]) else 0
                codes[place] = max(now, r.reaches)
    return evolve(person, ratings=Ratings(framework, bytes(codes)))


def _outcomes(needs: list[Want], found: Trained, framework: Framework) -> tuple[TrainingNeed, ...]:
    sums: dict[str, list[int]] = {}
    for need, helped in zip(needs, found.helped, strict=True):
        total = sums.setdefault(need.competency.id, [0, 0, 0])
        total[0] += need.wanted
        total[1] += need.part.number
        total[2] += min(helped, need.part.number)
    ordered_ids = sorted(sums, key=framework.positions.__getitem__)
    return tuple(TrainingNeed(framework.competency(id_), *sums[id_]) for id_ in ordered_ids)
