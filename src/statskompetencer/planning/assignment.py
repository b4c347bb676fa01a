"""Who takes which post: the best assignment of people to posts, one post each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from statskompetencer._binding import bound, default_binding, listing
from statskompetencer._checks import as_whole, check_whole
from statskompetencer._display import MOST_ROWS, html_table
from statskompetencer._text import composed, counted, nearest, shown
from statskompetencer.exceptions import (
    DuplicateRatingError,
    InvalidTypeError,
    InvalidValueError,
    UnknownNameError,
)
from statskompetencer.framework import Framework
from statskompetencer.matching import Match, Qualified, qualified_word
from statskompetencer.profiles import Profile
from statskompetencer.provenance import check_language
from statskompetencer.roles import Role, role_title
from statskompetencer.targets import MOST_PEOPLE

from ._clock import DEFAULT, Clock
from ._numbers import np
from ._people import NotAssessed, check_reading, nobody, ordered, profiles_of
from ._scores import NO, POSSIBLE, UNITS, YES, anything_unrated, verdicts_and_units
from ._transport import NEVER, place
from .proof import Proof, proof_word
from .readings import if_counted

Objective: TypeAlias = Literal["qualified", "score"]
"""What is to be as large as possible: who is qualified and then the scores, or the scores."""
_RANKS = {Qualified.NO: NO, Qualified.POSSIBLE: POSSIBLE, Qualified.YES: YES}


@frozen
class Vacancy:
    """A role with a number of places that are to be filled.

    Attributes:
        role: What is asked for.
        places: How many people can take it, from 1.

    Raises:
        InvalidTypeError: It is not a role.
        InvalidValueError: A number below 1, or a role without an id.

    .. versionadded:: 0.1.0
    """

    role: Role
    places: int = field(default=1, converter=as_whole)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.role, Role):
            raise InvalidTypeError(
                f"{shown(self.role)} is not a Role",
                danish=f"{shown(self.role)} er ikke en rolle",
                place="role",
                found=self.role,
            )
        if not self.role.id:
            raise InvalidValueError(
                "a role without an id cannot be filled",
                danish="en rolle uden id kan ikke besættes",
                place="role",
                found=self.role,
            )
        check_whole(self.places, 1, MOST_PEOPLE, "places")


class Reason(StrEnum):
    """Why a person is left out, or a post is left empty.

    .. versionadded:: 0.1.0
    """

    NOT_QUALIFIED = "not qualified"
    """Nobody qualifies for the post, or the person for no post."""
    FORBIDDEN = "forbidden"
    """There would be such pairs, but all of them are forbidden."""
    NEEDED_ELSEWHERE = "needed elsewhere"
    """There are such pairs, but the whole gains nothing by it them."""


_REASONS = {
    "da": {
        Reason.NOT_QUALIFIED: "ikke kvalificeret",
        Reason.FORBIDDEN: "udelukket på forhånd",
        Reason.NEEDED_ELSEWHERE: "helheden vinder intet ved det",
    },
    "en": {
        Reason.NOT_QUALIFIED: "not qualified",
        Reason.FORBIDDEN: "forbidden",
        Reason.NEEDED_ELSEWHERE: "the whole gains nothing by it",
    },
}


@frozen
class LeftOut:
    """A person without a post.

    Attributes:
        profile: Who it is.
        reason: Why.

    .. versionadded:: 0.1.0
    """

    profile: Profile
    reason: Reason


@frozen
class LeftEmpty:
    """Places of a role that nobody takes.

    Attributes:
        role: What was asked for.
        places: How many places are empty.
        reason: Why.

    .. versionadded:: 0.1.0
    """

    role: Role
    places: int
    reason: Reason


@frozen
class OtherAssignment:
    """What would come out if what was not assessed counted the other way.

    Attributes:
        not_assessed: The other way: "held" or "not held".
        filled: How many posts would be filled.
        qualified: How many of them by somebody who is qualified.
        units: The sum of the shares of steps met, in ten-thousandths.
        proof: How sure that is.

    .. versionadded:: 0.1.0
    """

    not_assessed: NotAssessed
    filled: int
    qualified: int
    units: int
    proof: Proof

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "not_assessed": self.not_assessed,
            "filled": self.filled,
            "qualified": self.qualified,
            "units": self.units,
            "proof": self.proof.value,
        }


@frozen(repr=False)
class Assignment:
    """People in posts, one post each.

    Iterating gives the `Match` of each pair, by role and then by id: what explains it. An
    assignment is of people, so they are named.

    Attributes:
        framework: What it speaks of.
        vacancies: What was to be filled, in the order of the ids of the roles.
        matches: The pairs.
        left_out: The people without a post, by id, each with the reason.
        left_empty: The roles with places that nobody takes, each with the reason.
        qualified: How many pairs are of somebody who is qualified.
        units: The sum of the shares of steps met, in ten-thousandths.
        value: What the objective comes to, as one whole number.
        bound: No assignment has a greater value.
        greedy_value: The value if the best pairs are taken one after the other.
        objective: What was to be as large as possible.
        not_assessed: How what was not assessed counted.
        other: What would come out in the other reading; None where all was assessed.

    .. versionadded:: 0.1.0
    """

    framework: Framework
    vacancies: tuple[Vacancy, ...]
    matches: tuple[Match, ...]
    left_out: tuple[LeftOut, ...]
    left_empty: tuple[LeftEmpty, ...]
    qualified: int
    units: int
    value: int
    bound: int
    greedy_value: int
    objective: Objective
    not_assessed: NotAssessed
    other: OtherAssignment | None = field(default=None)

    @property
    def proof(self) -> Proof:
        """How sure it is that no assignment is better."""
        return Proof.CHECKED if self.value == self.bound else Proof.OPEN

    @property
    def proven(self) -> bool:
        """Whether it is proven, in whole numbers, that no assignment is better."""
        return self.value == self.bound

    @property
    def places(self) -> int:
        """How many places there were to fill."""
        return sum(vacancy.places for vacancy in self.vacancies)

    def __iter__(self) -> Iterator[Match]:
        return iter(self.matches)

    def __len__(self) -> int:
        return len(self.matches)

    def __bool__(self) -> bool:
        return True

    def explain(self, language: str | None = None) -> str:
        """The assignment in a few sentences, without naming anybody.

        Raises:
            UnknownLanguageError: The framework is not there in this language.

        Example:
            >>> from statskompetencer import Profile, Requirement, Role
            >>> role = Role("dpo", [Requirement("DS12", 3, minimum=2)])
            >>> people = [Profile("al", {"DS12": 4}), Profile("bo", {"DS12": 3})]
            >>> print(assign(people, [role]).explain("en"))
            1 of 1 post is filled, 1 by somebody who is qualified, out of 2 people (proven best). Without a post: 1 as the whole gains nothing by it.
        """  # noqa: E501 - what is printed is one line
        chosen = check_language(language, self.framework.languages, str(self.framework))
        danish = chosen == "da"
        everybody = len(self.matches) + len(self.left_out)
        people = counted(everybody, chosen, da=("person", "personer"), en=("person", "people"))
        posts = counted(self.places, chosen, da=("stilling", "stillinger"), en=("post", "posts"))
        sure = proof_word(self.proof, chosen)
        verb = "is" if len(self) == 1 else "are"
        says = [
            f"{len(self)} af {posts} er besat, {self.qualified} af en, der er kvalificeret, "
            f"blandt {people} ({sure})."
            if danish
            else f"{len(self)} of {posts} {verb} filled, {self.qualified} by somebody who is "
            f"qualified, out of {people} ({sure})."
        ]
        words = _REASONS["da" if danish else "en"]
        for label, reasons in (
            ("Uden stilling" if danish else "Without a post", self._out_by_reason()),
            ("Ubesatte" if danish else "Empty", self._empty_by_reason()),
        ):
            if reasons:
                link = ", da: " if danish else " as "
                parts = [f"{number}{link}{words[reason]}" for reason, number in reasons.items()]
                says.append(f"{label}: {'; '.join(parts)}.")
        if self.other:
            then = (
                f"var {self.other.filled} besat, {self.other.qualified} af en, der er kvalificeret"
                if danish
                else f"{self.other.filled} would be filled, {self.other.qualified} by somebody "
                "who is qualified"
            )
            says.append(if_counted(self.other.not_assessed, then, self.other.proof, chosen))
        return " ".join(says)

    def _out_by_reason(self) -> dict[Reason, int]:
        return _numbers((left.reason, 1) for left in self.left_out)

    def _empty_by_reason(self) -> dict[Reason, int]:
        return _numbers((left.reason, left.places) for left in self.left_empty)

    def to_dict(self, language: str | None = None, *, people: bool = True) -> dict[str, Any]:
        """Plain values for JSON.

        Args:
            language: The language of the titles; Danish by default.
            people: Whether to name people by their ids; otherwise they are counted.
        """
        out: list[dict[str, Any]] = [
            {"person": left.profile.id, "reason": left.reason.value} for left in self.left_out
        ]
        counted_out = {reason.value: number for reason, number in self._out_by_reason().items()}
        return {
            "framework": list(self.framework.key),
            "objective": self.objective,
            "not_assessed": self.not_assessed,
            "places": self.places,
            "filled": len(self),
            "qualified": self.qualified,
            "units": self.units,
            "value": self.value,
            "bound": self.bound,
            "greedy_value": self.greedy_value,
            "proof": self.proof.value,
            "pairs": self.to_rows(language) if people else len(self),
            "left_out": out if people else counted_out,
            "left_empty": [
                {"role": left.role.id, "places": left.places, "reason": left.reason.value}
                for left in self.left_empty
            ],
            "other": self.other and self.other.to_dict(),
        }

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a pair, with what the match counts."""
        chosen = check_language(language, self.framework.languages, str(self.framework))
        rows: list[dict[str, Any]] = []
        for found in self:
            row = found.to_dict()
            rows.append(
                {
                    "role": found.role.id,
                    "title": role_title(found.role, chosen),
                    "person": found.profile.id,
                    "unit": found.profile.unit,
                    **{key: row[key] for key in ("qualified", "score", "score_upper")},
                    **{key: len(row[key]) for key in ("met", "short", "unknown")},
                }
            )
        return rows

    def __repr__(self) -> str:
        return (
            f"<Assignment of {len(self)} people to {self.places} posts: {self.qualified} "
            f"qualified, {self.units} units ({self.proof.value})>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table of the pairs for a notebook; the people are named.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        rows = [
            (
                role_title(found.role, chosen),
                found.profile.id,
                found.profile.unit,
                qualified_word(found.qualified, chosen),
                f"{found.score:.2f}".replace(".", "," if chosen == "da" else "."),
            )
            for found in self.matches[:MOST_ROWS]
        ]
        columns = {
            "da": ["stilling", "person", "enhed", "kvalificeret", "andel"],
            "en": ["post", "person", "unit", "qualified", "share"],
        }
        title = "Bemanding" if chosen == "da" else "Assignment"
        notes = [self.explain(chosen)]
        return html_table(title, columns, rows, notes=notes, language=chosen, of=len(self))

    def _repr_html_(self) -> str:
        return self.to_html()


def assign(  # noqa: PLR0913 - one argument for each thing that can be asked
    profiles: Iterable[Profile],
    vacancies: Iterable[Vacancy | Role],
    *,
    objective: Objective = "qualified",
    least: Qualified | str = Qualified.YES,
    forbidden: Iterable[tuple[str, str]] = (),
    not_assessed: NotAssessed = "not held",
    time_limit: float | None = DEFAULT,
    progress: Callable[[int, int], None] | None = None,
) -> Assignment:
    """The best assignment of people to posts, one post each.

    What is to be as large as possible is how many posts are filled by somebody qualified,
    then how many by somebody possibly qualified, then the sum of the shares of steps met
    (each in ten-thousandths, rounded down); or the sum alone. Somebody who meets no step at
    all of a post is put there only for the verdict. Posts may stay empty and people without
    a post. Of equal people the first by id are taken; the order of the input has no effect.

    An assignment is a place to start a talk from, never a decision about a person.

    Args:
        profiles: One profile a person; put several together with `resolve` first.
        vacancies: The posts: a `Vacancy`, or a role for a single place.
        objective: "qualified" as above, or "score" for the sum of the shares alone.
        least: The worst verdict with which somebody may take a post: "yes", "possible",
            or "no" for anybody.
        forbidden: Pairs of a person's id and a role's id that may not be.
        not_assessed: Whether what was not assessed (or is not relevant to today's job)
            counts as "not held" or as "held".
        time_limit: Seconds after which the best so far comes back; None for no limit.
        progress: Called with the best value and the bound whenever they are known better.

    Raises:
        BindingError: Profiles and roles are for different frameworks or scales.
        DuplicateRatingError: A person or a role is there twice.
        InvalidValueError: No such objective or verdict, or a number outside of its bounds.
        UnknownNameError: A forbidden pair names nobody, or no role.
        MissingExtraError: The extra ``[planning]`` is not installed.

    Example:
        >>> from statskompetencer import Profile, Role
        >>> people = [Profile("al", {"DS11": 4, "DS12": 3}), Profile("bo", {"DS11": 2})]
        >>> found = assign(people, [Role("security", {"DS11": 4}), Role("privacy", {"DS12": 3})])
        >>> [(pair.role.id, pair.profile.id) for pair in found], found.proven
        ([('privacy', 'al'), ('security', 'bo')], True)

    .. versionadded:: 0.1.0
    """
    posts = _check_vacancies(vacancies)
    given = profiles_of(profiles)
    roles = [post.role for post in posts]
    every: list[Role | Profile] = [*roles, *given]
    first = every[0] if every else None
    framework, scale = (first.framework, first.scale) if first else default_binding(None)
    bound(roles, Role, framework, scale)
    people = ordered(given, framework, scale)
    if objective not in ("qualified", "score"):
        raise InvalidValueError(
            f"{shown(objective)} is not an objective",
            danish=f"{shown(objective)} er ikke et mål for bemandingen",
            place="objective",
            found=objective,
            allowed=["qualified", "score"],
            nearest=nearest(objective, ["qualified", "score"]),
        )
    rank = _RANKS[_check_least(least)]
    barred = _check_forbidden(forbidden, people, roles)
    reading = check_reading(not_assessed)
    clock = Clock(time_limit)
    case = _Case(people, posts, objective, rank, barred)
    outcome = case.solve(reading, clock, progress)
    other = None
    if anything_unrated(people, roles):
        way: NotAssessed = "not held" if reading == "held" else "held"
        instead = case.solve(way, clock, None)
        other = OtherAssignment(
            way, len(instead.pairs), instead.qualified, instead.units, instead.proof
        )
    return Assignment(
        framework,
        posts,
        tuple(Match(people[person], roles[role]) for role, person in outcome.pairs),
        tuple(LeftOut(people[person], reason) for person, reason in outcome.left_out),
        tuple(LeftEmpty(roles[role], many, reason) for role, many, reason in outcome.left_empty),
        outcome.qualified,
        outcome.units,
        outcome.value,
        outcome.bound,
        outcome.greedy,
        objective,
        reading,
        other,
    )


@frozen(eq=False)
class _Outcome:
    pairs: list[tuple[int, int]]
    left_out: list[tuple[int, Reason]]
    left_empty: list[tuple[int, int, Reason]]
    qualified: int
    units: int
    value: int
    bound: int
    greedy: int

    @property
    def proof(self) -> Proof:
        return Proof.CHECKED if self.value == self.bound else Proof.OPEN


class _Case:
    """What is to be assigned, in either reading."""

    def __init__(
        self,
        people: tuple[Profile, ...],
        posts: tuple[Vacancy, ...],
        objective: Objective,
        rank: int,
        barred: set[tuple[int, int]],
    ) -> None:
        self._people = people
        self._roles = [post.role for post in posts]
        self._posts = posts
        self._places = np.array([min(post.places, len(people)) for post in posts], dtype=np.int64)
        self._objective = objective
        self._rank = rank
        self._barred = barred

    def solve(
        self,
        reading: NotAssessed,
        clock: Clock,
        progress: Callable[[int, int], None] | None,
    ) -> _Outcome:
        """The best assignment in one reading."""
        number, most = len(self._people), int(self._places.sum())
        bars: dict[int, list[int]] = {}
        for person, role in self._barred:
            bars.setdefault(role, []).append(person)
        columns: list[Any] = []
        verdicts: list[Any] = []
        able = np.zeros((2, number), dtype=bool)
        posts_able: list[tuple[bool, bool]] = []
        candidates = np.zeros(number, dtype=bool)
        weight = min(number, most) * UNITS + 1 if self._objective == "qualified" else 0
        steps = np.array([0, weight, weight * (min(number, most) + 1)], dtype=np.int64)
        for role, (verdict, units) in enumerate(
            verdicts_and_units(self._people, self._roles, reading)
        ):
            value = steps[verdict] + units
            value[(verdict < self._rank) | (value == 0)] = NEVER
            able[0] |= value > 0
            could = bool((value > 0).any())
            value[bars.get(role, [])] = NEVER
            able[1] |= value > 0
            posts_able.append((could, bool((value > 0).any())))
            # those who are not among the best for any role are in some best assignment left out
            candidates[np.argsort(-value, kind="stable")[:most]] = True
            columns.append(value)
            verdicts.append(verdict)
        chosen = np.flatnonzero(candidates)
        values = np.array([value[chosen] for value in columns], dtype=np.int64)
        values = values.reshape(len(columns), len(chosen)).T
        found = place(np.ascontiguousarray(values), self._places, clock, progress)
        role_of = np.full(number, -1)
        role_of[chosen] = found.role
        pairs = sorted((int(role_of[one]), int(one)) for one in np.flatnonzero(role_of >= 0))
        ranks = [int(verdicts[role][person]) for role, person in pairs]
        total = sum(int(columns[role][person]) for role, person in pairs)
        filled = np.bincount(role_of[role_of >= 0], minlength=len(columns))
        return _Outcome(
            pairs,
            [
                (int(one), _reason(could=bool(able[0, one]), may=bool(able[1, one])))
                for one in np.flatnonzero(role_of < 0)
            ],
            [
                (role, left, _reason(could=posts_able[role][0], may=posts_able[role][1]))
                for role, post in enumerate(self._posts)
                if (left := post.places - int(filled[role]))
            ],
            sum(rank == YES for rank in ranks),
            total - sum(int(steps[rank]) for rank in ranks),
            found.value,
            found.bound,
            found.greedy,
        )


def _reason(*, could: bool, may: bool) -> Reason:
    if may:
        return Reason.NEEDED_ELSEWHERE
    return Reason.FORBIDDEN if could else Reason.NOT_QUALIFIED


def _numbers(found: Iterable[tuple[Reason, int]]) -> dict[Reason, int]:
    counts: dict[Reason, int] = {}
    for reason, number in found:
        counts[reason] = counts.get(reason, 0) + number
    return counts


def _check_vacancies(vacancies: Iterable[Vacancy | Role]) -> tuple[Vacancy, ...]:
    if isinstance(vacancies, str | Vacancy | Role) or not isinstance(vacancies, Iterable):
        raise InvalidTypeError(
            f"{shown(vacancies)} is not a list of Vacancies",
            danish=f"{shown(vacancies)} er ikke en liste af stillinger",
            place="vacancies",
            found=vacancies,
        )
    posts = listing([Vacancy(one) if isinstance(one, Role) else one for one in vacancies], Vacancy)
    ids = [post.role.id for post in posts]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise DuplicateRatingError(
                f"role “{id_}” is there twice; say how many places it has: Vacancy(role, 2)",
                danish=f"rollen “{id_}” er der to gange; angiv antal pladser: Vacancy(role, 2)",
                place="vacancies",
                found=id_,
            )
    return tuple(sorted(posts, key=lambda post: post.role.id))


def _check_least(least: Qualified | str) -> Qualified:
    try:
        return Qualified(least)
    except ValueError:
        words = [qualified.value for qualified in Qualified]
        raise InvalidValueError(
            f"{shown(least)} is not a verdict",
            danish=f"{shown(least)} er ikke en vurdering af, om nogen er kvalificeret",
            place="least",
            found=least,
            allowed=words,
            nearest=nearest(least, words),
        ) from None


def _check_forbidden(
    forbidden: Iterable[tuple[str, str]], people: tuple[Profile, ...], roles: list[Role]
) -> set[tuple[int, int]]:
    if isinstance(forbidden, str) or not isinstance(forbidden, Iterable):
        raise _not_pairs(forbidden)
    persons = {person.id: number for number, person in enumerate(people)}
    named = {role.id: number for number, role in enumerate(roles)}
    found: set[tuple[int, int]] = set()
    for pair in forbidden:
        if not isinstance(pair, tuple | list) or len(pair) != 2:  # noqa: PLR2004 - a pair
            raise _not_pairs(pair)
        person, role = pair
        key = composed(person) if isinstance(person, str) else ""
        if key not in persons:
            raise nobody(person, persons, "forbidden")
        if role not in named:
            raise UnknownNameError(
                f"no post is of a role {shown(role)}",
                danish=f"ingen stilling er af en rolle {shown(role)}",
                place="forbidden",
                found=role,
                nearest=nearest(role, named),
                allowed=named,
            )
        found.add((persons[key], named[role]))
    return found


def _not_pairs(found: object) -> InvalidTypeError:
    return InvalidTypeError(
        f"{shown(found)} is not a pair of a person’s id and a role’s id",
        danish=f"{shown(found)} er ikke et par af en persons id og en rolles id",
        place="forbidden",
        found=found,
    )
