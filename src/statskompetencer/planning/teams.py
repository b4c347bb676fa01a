"""The cheapest people who together meet a target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from statskompetencer._checks import as_whole, check_whole
from statskompetencer._display import html_table
from statskompetencer._text import composed, counted, listed, nearest, shown
from statskompetencer.entries import Competency
from statskompetencer.exceptions import InvalidValueError, UnknownNameError
from statskompetencer.framework import Framework  # noqa: TC001 - hints are to be readable at run time
from statskompetencer.profiles import Profile
from statskompetencer.provenance import check_language
from statskompetencer.targets import MOST_PEOPLE, Target

from ._clock import DEFAULT, Clock
from ._covering import Cover, cover
from ._numbers import np
from ._people import (
    NotAssessed,
    check_reading,
    costs_of,
    default_target,
    holdings,
    ordered,
    places_of,
    profiles_of,
)
from .proof import Proof, proof_word
from .readings import OtherReading, if_counted


@frozen
class TeamCompetency:
    """How a team stands with one competency.

    Attributes:
        competency: Which one.
        level: The level from which somebody counts as a holder.
        needed: How many holders are needed (people).
        holders: The ids of the members who hold it.
        available: How many of the people that could be chosen hold it (people).

    .. versionadded:: 0.1.0
    """

    competency: Competency
    level: int
    needed: int
    holders: tuple[str, ...]
    available: int

    @property
    def missing(self) -> int:
        """How many holders the team lacks (people)."""
        return max(0, self.needed - len(self.holders))

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values, with the title in a language."""
        return {
            "competency": self.competency.id,
            "title": self.competency.title(language),
            "level": self.level,
            "needed": self.needed,
            "holders": list(self.holders),
            "available": self.available,
            "missing": self.missing,
        }


@frozen(repr=False)
class Team:
    """The cheapest people who together meet a target, or come as near to it as any do.

    Iterating gives a `TeamCompetency` for each competency of the target. A team is of
    people, so its members are named.

    Attributes:
        target: What was demanded.
        members: Who is in it, in the order of their ids.
        entries: Who holds what, one for each competency of the target.
        cost: What they cost together.
        lower_bound: No team that lacks as little costs less.
        missing: How many holders it lacks in all (people); 0 where the target is met.
        missing_bound: Any team that was asked for lacks so many.
        missing_units: Units that were to be represented, and are not.
        proof: How sure it is that no better team exists.
        greedy_cost: What the team costs that greedy choice finds.
        greedy_missing: How many holders that one lacks.
        people: Among how many people it was looked for.
        size: How many members there were to be at most; None for any number.
        not_assessed: How what was not assessed counted.
        other: What would come out if it counted the other way; None where nothing that
            matters was not assessed.

    .. versionadded:: 0.1.0
    """

    target: Target
    members: tuple[Profile, ...]
    entries: tuple[TeamCompetency, ...]
    cost: int
    lower_bound: int
    missing: int
    missing_bound: int
    missing_units: tuple[str, ...]
    proof: Proof
    greedy_cost: int
    greedy_missing: int
    people: int
    size: int | None
    not_assessed: NotAssessed
    other: OtherReading | None = field(default=None)

    @property
    def framework(self) -> Framework:
        """What it speaks of."""
        return self.target.framework

    @property
    def complete(self) -> bool:
        """Whether the target is met."""
        return self.missing == 0

    @property
    def proven(self) -> bool:
        """Whether it is proven, in whole numbers, that no better team exists."""
        return self.proof is Proof.CHECKED

    @property
    def out_of_reach(self) -> tuple[TeamCompetency, ...]:
        """The competencies that nobody, or too few, could hold in any team."""
        return tuple(entry for entry in self.entries if entry.available < entry.needed)

    def __iter__(self) -> Iterator[TeamCompetency]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.members)

    def __bool__(self) -> bool:
        return True

    def explain(self, language: str | None = None, *, people: bool = True) -> str:
        """The team in a few sentences.

        Args:
            language: A language of the framework; the sentences are Danish for ``"da"``
                and English for every other.
            people: Whether to name the members by their ids.

        Raises:
            UnknownLanguageError: The framework is not there in this language.

        Example:
            >>> from statskompetencer import Profile, Target
            >>> people = [Profile("al", {"DS11": 3}), Profile("bo", {"DS11": 2, "DS12": 2})]
            >>> print(smallest_team(people, Target({"DS11": 1, "DS12": 1})).explain("en"))
            1 of 2 people meets the target (cost 1, proven best): bo. If what was not assessed counted as held, nothing would change.
        """  # noqa: E501 - what is printed is one line
        chosen = check_language(language, self.framework.languages, str(self.framework))
        danish = chosen == "da"
        among = counted(self.people, chosen, da=("person", "personer"), en=("person", "people"))
        sure = proof_word(self.proof, chosen)
        price = f"{'pris' if danish else 'cost'} {self.cost}, {sure}"
        ids = listed([member.id for member in self.members], chosen) or "–"
        names = f": {ids}" if people else ""
        if self.complete:
            verb = "meets" if len(self) == 1 else "meet"
            says = (
                f"{len(self)} af {among} opfylder målet ({price}){names}."
                if danish
                else f"{len(self)} of {among} {verb} the target ({price}){names}."
            )
        else:
            many = counted(len(self), chosen, da=("person", "personer"), en=("person", "people"))
            says = (
                f"Ingen fundet gruppe blandt {among} opfylder målet. Den bedste er på {many} "
                f"({price}){names}."
                if danish
                else f"No team found among {among} meets the target. The best is of {many} "
                f"({price}){names}."
            )
        return " ".join([says, *self._holes(chosen), *self._notes(chosen)])

    def _holes(self, language: str) -> list[str]:
        danish = language == "da"
        of = "af" if danish else "of"
        found: list[str] = []
        beyond = self.out_of_reach
        if beyond:
            parts = [
                f"{entry.competency.title(language)} ({entry.available} {of} {entry.needed})"
                for entry in beyond
            ]
            label = "For få har" if danish else "Too few hold"
            found.append(f"{label}: {listed(parts, language)}.")
        lacking = [entry for entry in self.entries if entry.missing and entry not in beyond]
        if lacking:
            parts = [
                f"{entry.competency.title(language)} ({len(entry.holders)} {of} {entry.needed})"
                for entry in lacking
            ]
            label = "Gruppen mangler" if danish else "The team lacks"
            found.append(f"{label}: {listed(parts, language)}.")
        if self.missing_units:
            label = "Ikke repræsenteret" if danish else "Not represented"
            found.append(f"{label}: {listed(self.missing_units, language)}.")
        return found

    def _notes(self, language: str) -> list[str]:
        danish = language == "da"
        found: list[str] = []
        if not self.proven:
            found.append(
                f"Ingen gruppe koster mindre end {self.lower_bound}."
                if danish
                else f"No team costs less than {self.lower_bound}."
            )
        if self.other:
            found.append(self._other_sentence(self.other, language))
        return found

    def _other_sentence(self, other: OtherReading, language: str) -> str:
        danish = language == "da"
        same = (other.cost, other.missing) == (self.cost, self.missing)
        if same and self.proven and other.proof is Proof.CHECKED:
            then = "var alt det samme" if danish else "nothing would change"
        elif danish:
            then = f"var prisen {other.cost}, og der manglede {other.missing} i alt"
        else:
            then = f"the cost would be {other.cost}, and {other.missing} would be missing in all"
        return if_counted(other.not_assessed, then, other.proof, language)

    def to_dict(self, language: str | None = None, *, people: bool = True) -> dict[str, Any]:
        """Plain values for JSON.

        Args:
            language: The language of the titles; Danish by default.
            people: Whether to name the members by their ids; otherwise they are counted.
        """
        members = [member.id for member in self.members]
        return {
            "framework": list(self.framework.key),
            "people": self.people,
            "size": self.size,
            "not_assessed": self.not_assessed,
            "complete": self.complete,
            "members": members if people else len(members),
            "cost": self.cost,
            "lower_bound": self.lower_bound,
            "proof": self.proof.value,
            "missing": self.missing,
            "missing_bound": self.missing_bound,
            "missing_units": list(self.missing_units),
            "greedy_cost": self.greedy_cost,
            "greedy_missing": self.greedy_missing,
            "other": self.other and self.other.to_dict(),
            "competencies": self.to_rows(language, people=people),
        }

    def to_rows(self, language: str | None = None, *, people: bool = True) -> list[dict[str, Any]]:
        """One plain dict a competency: who of the team holds it, or how many do."""
        rows = [entry.to_dict(language) for entry in self.entries]
        return rows if people else [{**row, "holders": len(row["holders"])} for row in rows]

    def __repr__(self) -> str:
        return (
            f"<Team of {len(self)} of {self.people} people: cost {self.cost} "
            f"(bound {self.lower_bound}, {self.proof.value}), {self.missing} holders missing>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        rows = [
            (
                entry.competency.id,
                entry.competency.title(chosen),
                self.target.scale.word(entry.level, chosen),
                entry.needed,
                ", ".join(entry.holders),
                entry.available,
            )
            for entry in self.entries
        ]
        columns = {
            "da": ["id", "kompetence", "fra niveau", "kræves", "i gruppen", "kan vælges"],
            "en": ["id", "competency", "from level", "needed", "in the team", "available"],
        }
        title = "Mindste gruppe" if chosen == "da" else "Smallest team"
        notes = [self.explain(chosen), self.framework.titles_note(chosen)]
        return html_table(title, columns, rows, notes=notes, language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def smallest_team(  # noqa: PLR0913 - one argument for each thing that can be asked of a team
    profiles: Iterable[Profile],
    target: Target | None = None,
    *,
    costs: Mapping[str, int] | None = None,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    size: int | None = None,
    units: Iterable[str] = (),
    not_assessed: NotAssessed = "not held",
    time_limit: float | None = DEFAULT,
    progress: Callable[[int, int], None] | None = None,
) -> Team:
    """The cheapest people who together meet a target of levels and numbers of holders.

    Where no team can, the one that lacks the fewest holders, and of these the cheapest.
    Among people who hold the same and cost the same those first by id are taken, and the
    search goes through the people by id: the order of the input has no effect.

    Args:
        profiles: One profile a person; put several together with `resolve` first.
        target: What is demanded; all competencies, one holder each, by default.
        costs: By id what a person costs, a whole number from 0; 1 where none is given.
        include: Ids of people who are in the team whatever they hold.
        exclude: Ids of people who are not to be in it.
        size: How many members there may be at most, from 1.
        units: Units of which somebody is to be in it.
        not_assessed: Whether what was not assessed counts as "not held" or as "held".
        time_limit: Seconds after which the best so far comes back; None for no limit.
        progress: Called with the best cost and the bound whenever they are known better.

    Returns:
        The team, with its cost, a lower bound and how sure that is.

    Raises:
        BindingError: Profiles and target are for different frameworks or scales.
        DuplicateRatingError: A person is there twice.
        InvalidValueError: A number outside of its bounds, somebody who is to be in and not
            to be in, or more people who are to be in than the size allows.
        UnknownNameError: Nobody has such an id, or is in such a unit.
        MissingExtraError: The extra ``[planning]`` is not installed.

    Example:
        >>> from statskompetencer import Profile, Target
        >>> people = [
        ...     Profile("al", {"DS11": 3, "DS12": 2}),
        ...     Profile("bo", {"DS12": 2, "DS13": 2}),
        ...     Profile("cy", {"DS11": 2, "DS13": 4}),
        ... ]
        >>> team = smallest_team(people, Target({"DS11": 1, "DS12": 1, "DS13": 1}))
        >>> [member.id for member in team.members], team.cost, team.lower_bound, team.proven
        (['al', 'bo'], 2, 2, True)

    .. versionadded:: 0.1.0
    """
    given = profiles_of(profiles)
    target = default_target(given, target)
    people = ordered(given, target.framework, target.scale)
    reading = check_reading(not_assessed)
    clock = Clock(time_limit)
    price = costs_of(costs, people)
    fixed = places_of(include, people, "include")
    barred = places_of(exclude, people, "exclude")
    for number in fixed:
        if number in barred:
            raise InvalidValueError(
                f"“{people[number].id}” is both to be in the team and not to be in it",
                danish=f"“{people[number].id}” skal både være med og ikke være med",
                place="include",
                found=people[number].id,
            )
    room = None if size is None else _room(size, len(fixed))
    wanted = _check_units(units, people)
    in_units = np.array([[person.unit == unit for unit in wanted] for person in people], dtype=bool)
    in_units = in_units.reshape(len(people), len(wanted))
    held, unknown = holdings(people, target)
    needs = np.array([*(demand.holders for demand in target), *(1 for _ in wanted)], dtype=np.int64)
    free = np.ones(len(people), dtype=bool)
    free[[*fixed, *barred]] = False
    candidates = np.flatnonzero(free)

    def choose(*, counting_unknown: bool) -> tuple[Any, Cover]:
        counts = held | unknown if counting_unknown else held
        holds = np.hstack([counts, in_units])
        left = np.maximum(needs - holds[fixed].sum(axis=0), 0)
        watch = progress if counting_unknown == (reading == "held") else None
        return counts, cover(holds[candidates], left, price[candidates], room, clock, watch)

    counts, found = choose(counting_unknown=reading == "held")
    base = int(price[fixed].sum())
    other = None
    reachable = np.append(candidates, fixed).astype(np.int64)
    if unknown[reachable].any():
        _, instead = choose(counting_unknown=reading != "held")
        other = OtherReading(
            "not held" if reading == "held" else "held",
            base + instead.cost,
            instead.missing,
            instead.proof,
        )
    chosen = sorted([*fixed, *(int(candidates[number]) for number in found.members)])
    entries = tuple(
        TeamCompetency(
            target.framework.competency(demand.competency),
            demand.level or target.scale.holds_from,
            demand.holders,
            tuple(people[one].id for one in chosen if counts[one, number]),
            int(counts[reachable, number].sum()),
        )
        for number, demand in enumerate(target)
    )
    present = {people[number].unit for number in chosen}
    return Team(
        target,
        tuple(people[number] for number in chosen),
        entries,
        base + found.cost,
        base + found.bound,
        found.missing,
        found.missing_bound,
        tuple(unit for unit in wanted if unit not in present),
        found.proof,
        base + found.greedy[0],
        found.greedy[1],
        len(people) - len(barred),
        None if room is None else room + len(fixed),
        reading,
        other,
    )


def _room(size: int, fixed: int) -> int:
    size = as_whole(size)
    check_whole(size, 1, MOST_PEOPLE, "size")
    if size < fixed:
        raise InvalidValueError(
            f"{fixed} people are to be in the team, and it has room for {size}",
            danish=f"{fixed} personer skal være med, og der er plads til {size}",
            place="size",
            found=size,
        )
    return size - fixed


def _check_units(units: Iterable[str], people: tuple[Profile, ...]) -> tuple[str, ...]:
    if isinstance(units, str) or not isinstance(units, Iterable):
        raise InvalidValueError(
            f"{shown(units)} is not a list of units",
            danish=f"{shown(units)} er ikke en liste af enheder",
            place="units",
            found=units,
        )
    known = {person.unit for person in people if person.unit is not None}
    found: set[str] = set()
    for unit in units:
        name = composed(unit) if isinstance(unit, str) else None
        if name is None or name not in known:
            raise UnknownNameError(
                f"nobody is in a unit {shown(unit)}",
                danish=f"ingen er i en enhed {shown(unit)}",
                place="units",
                found=unit,
                nearest=nearest(unit, known),
                allowed=sorted(known),
            )
        found.add(name)
    return tuple(sorted(found))
