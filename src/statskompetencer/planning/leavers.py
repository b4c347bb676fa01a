"""What is the worst that can come of people leaving, and who are they?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import field, frozen

from statskompetencer._checks import as_whole, check_whole
from statskompetencer._display import html_table
from statskompetencer._text import composed, counted, listed, nearest, shown
from statskompetencer.entries import Competency
from statskompetencer.exceptions import UnknownNameError
from statskompetencer.framework import Framework  # noqa: TC001 - hints are to be readable at run time
from statskompetencer.profiles import Profile
from statskompetencer.provenance import check_language
from statskompetencer.targets import MOST_PEOPLE, Target

from ._clock import DEFAULT, Clock
from ._leaving import worst
from ._numbers import np
from ._people import NotAssessed, check_reading, default_target, holdings, ordered, profiles_of
from .proof import Proof, proof_word
from .readings import if_counted


@frozen
class Loss:
    """How one competency stands before and after the worst case.

    Attributes:
        competency: Which one.
        level: The level from which somebody counts as a holder.
        needed: How many holders are needed (people).
        holders: How many there are today (people).
        left: How many are left in the worst case (people).

    .. versionadded:: 0.1.0
    """

    competency: Competency
    level: int
    needed: int
    holders: int
    left: int

    @property
    def opens(self) -> bool:
        """Whether it is enough today, and not in the worst case."""
        return self.left < self.needed <= self.holders

    @property
    def missing(self) -> int:
        """How many holders are missing in the worst case (people)."""
        return max(0, self.needed - self.left)

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values, with the title in a language."""
        return {
            "competency": self.competency.id,
            "title": self.competency.title(language),
            "level": self.level,
            "needed": self.needed,
            "holders": self.holders,
            "left": self.left,
            "opens": self.opens,
            "missing": self.missing,
        }


@frozen
class OtherWorst:
    """The worst case if what was not assessed counted the other way.

    Attributes:
        not_assessed: The other way: "held" or "not held".
        below: How many competencies would be below their number of holders.
        missing: How many holders would be missing in all (people).
        proof: How sure that is.

    .. versionadded:: 0.1.0
    """

    not_assessed: NotAssessed
    below: int
    missing: int
    proof: Proof

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "not_assessed": self.not_assessed,
            "below": self.below,
            "missing": self.missing,
            "proof": self.proof.value,
        }


@frozen(repr=False)
class Resilience:
    """The worst case of some people leaving.

    Iterating gives a `Loss` for each competency of the target. Who would have to leave is
    in `worst`; only `to_dict` with ``people=True`` names them.

    Attributes:
        target: What was demanded.
        leavers: How many people leave.
        unit: The unit that was looked at; None for all the people.
        people: How many people there are.
        worst: The people whose leaving is worst, in the order of their ids; fewer than
            `leavers` where it does not matter who else leaves.
        entries: One for each competency of the target.
        below: How many competencies are below their number of holders in the worst case.
        missing: How many holders are missing in all in the worst case (people).
        below_bound: In no case are more below.
        missing_bound: Where as many are below, no more are missing.
        proof: How sure it is that nothing is worse.
        greedy_below: How many are below if the most harmful leave one after the other.
        not_assessed: How what was not assessed counted.
        other: The worst case in the other reading; None where all was assessed.

    .. versionadded:: 0.1.0
    """

    target: Target
    leavers: int
    unit: str | None
    people: int
    worst: tuple[Profile, ...]
    entries: tuple[Loss, ...]
    below: int
    missing: int
    below_bound: int
    missing_bound: int
    proof: Proof
    greedy_below: int
    not_assessed: NotAssessed
    other: OtherWorst | None = field(default=None)

    @property
    def framework(self) -> Framework:
        """What it speaks of."""
        return self.target.framework

    @property
    def proven(self) -> bool:
        """Whether it is proven, in whole numbers, that nothing is worse."""
        return self.proof is Proof.CHECKED

    @property
    def holds(self) -> bool:
        """Whether nothing opens, whoever leaves; only certain where it is proven."""
        return not self.opened

    @property
    def opened(self) -> tuple[Loss, ...]:
        """The competencies that are enough today, and not in the worst case."""
        return tuple(entry for entry in self.entries if entry.opens)

    def __iter__(self) -> Iterator[Loss]:
        return iter(self.entries)

    def explain(self, language: str | None = None) -> str:
        """The worst case in a few sentences, without naming anybody.

        Raises:
            UnknownLanguageError: The framework is not there in this language.

        Example:
            >>> from statskompetencer import Profile, Target
            >>> people = [Profile("al", {"DS11": 3}), Profile("bo", {"DS11": 2})]
            >>> print(resilience(people, Target({"DS11": 2})).explain("en"))
            If the worst 1 of 2 people leaves, 1 of 1 competencies is below its number, with 1 holder missing (proven worst). These open (1): Act cyber-securely.
        """  # noqa: E501 - what is printed is one line
        chosen = check_language(language, self.framework.languages, str(self.framework))
        danish = chosen == "da"
        people = counted(self.people, chosen, da=("person", "personer"), en=("person", "people"))
        lacks = counted(self.missing, chosen, da=("indehaver", "indehavere"),
                        en=("holder", "holders"))  # fmt: skip
        sure = proof_word(self.proof, chosen, worst=True)
        if danish:
            first = (
                f"Hvis de {self.leavers} af {people}, det er værst at miste, rejser, er "
                f"{self.below} af {len(self.entries)} kompetencer under det nødvendige antal, og "
                f"der mangler {lacks} ({sure})."
            )
        else:
            go = "leaves" if self.leavers == 1 else "leave"
            verb, their = ("is", "its number") if self.below == 1 else ("are", "their number")
            first = (
                f"If the worst {self.leavers} of {people} {go}, {self.below} of "
                f"{len(self.entries)} competencies {verb} below {their}, with {lacks} missing "
                f"({sure})."
            )
        says = [first]
        if self.opened:
            titles = listed([entry.competency.title(chosen) for entry in self.opened], chosen)
            label = "Disse huller åbner sig" if danish else "These open"
            says.append(f"{label} ({len(self.opened)}): {titles}.")
        if not self.proven:
            says.append(
                f"Højst {self.below_bound} kan komme under."
                if danish
                else f"At most {self.below_bound} can fall below."
            )
        if self.other:
            then = f"var det {self.other.below}" if danish else f"it would be {self.other.below}"
            other = self.other
            says.append(if_counted(other.not_assessed, then, other.proof, chosen, worst=True))
        return " ".join(says)

    def to_dict(self, language: str | None = None, *, people: bool = False) -> dict[str, Any]:
        """Plain values for JSON.

        Args:
            language: The language of the titles; Danish by default.
            people: Whether to name who would have to leave; otherwise they are counted.
        """
        return {
            "framework": list(self.framework.key),
            "people": self.people,
            "unit": self.unit,
            "leavers": self.leavers,
            "worst": [one.id for one in self.worst] if people else len(self.worst),
            "below": self.below,
            "missing": self.missing,
            "below_bound": self.below_bound,
            "missing_bound": self.missing_bound,
            "proof": self.proof.value,
            "greedy_below": self.greedy_below,
            "not_assessed": self.not_assessed,
            "other": self.other and self.other.to_dict(),
            "competencies": [entry.to_dict(language) for entry in self.entries],
        }

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a competency."""
        return [entry.to_dict(language) for entry in self.entries]

    def __repr__(self) -> str:
        return (
            f"<Resilience of {self.people} people without {self.leavers}: {self.below} of "
            f"{len(self.entries)} below (at most {self.below_bound}, {self.proof.value}), "
            f"{self.missing} holders missing>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        danish = chosen == "da"
        rows = [
            (
                entry.competency.id,
                entry.competency.title(chosen),
                entry.needed,
                entry.holders,
                entry.left,
                ("ja" if danish else "yes") if entry.opens else "",
            )
            for entry in self.entries
        ]
        columns = {
            "da": ["id", "kompetence", "kræves", "har", "tilbage", "hul åbner sig"],
            "en": ["id", "competency", "needed", "holders", "left", "opens"],
        }
        title = "Robusthed" if danish else "Resilience"
        notes = [self.explain(chosen), self.framework.titles_note(chosen)]
        return html_table(title, columns, rows, notes=notes, language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def resilience(  # noqa: PLR0913 - one argument for each thing that can be asked
    profiles: Iterable[Profile],
    target: Target | None = None,
    *,
    leavers: int = 1,
    unit: str | None = None,
    not_assessed: NotAssessed = "not held",
    time_limit: float | None = DEFAULT,
    progress: Callable[[int, int], None] | None = None,
) -> Resilience:
    """The worst case of some people leaving, whoever they are.

    The worst is where most competencies are below their number of holders, and of these
    cases where most holders are missing. Among people who hold the same, the first by id
    are named; the order of the input has no effect.

    Args:
        profiles: One profile a person; put several together with `resolve` first.
        target: What is demanded; all competencies, one holder each, by default.
        leavers: How many people leave, from 1; all of them where there are no more.
        unit: Look at the people of this unit alone, and at what they hold.
        not_assessed: Whether what was not assessed counts as "not held" or as "held".
        time_limit: Seconds after which the worst found so far comes back; None for no limit.
        progress: Called with how many competencies are below their number in the worst
            case so far, and at most in any, whenever they are known better.

    Raises:
        BindingError: Profiles and target are for different frameworks or scales.
        DuplicateRatingError: A person is there twice.
        InvalidValueError: A number outside of its bounds.
        UnknownNameError: Nobody is in such a unit.
        MissingExtraError: The extra ``[planning]`` is not installed.

    Example:
        >>> from statskompetencer import Profile, Target
        >>> people = [
        ...     Profile("al", {"DS11": 3, "DS12": 2}),
        ...     Profile("bo", {"DS11": 2}),
        ...     Profile("cy", {"DS12": 2}),
        ... ]
        >>> found = resilience(people, Target({"DS11": 2, "DS12": 2}))
        >>> found.below, [person.id for person in found.worst], found.proven
        (2, ['al'], True)

    .. versionadded:: 0.1.0
    """
    given = profiles_of(profiles)
    target = default_target(given, target)
    people = ordered(given, target.framework, target.scale)
    reading = check_reading(not_assessed)
    clock = Clock(time_limit)
    leavers = as_whole(leavers)
    check_whole(leavers, 1, MOST_PEOPLE, "leavers")
    if unit is not None:
        unit, people = _within(unit, people)
    held, unknown = holdings(people, target)
    needs = np.array([demand.holders for demand in target], dtype=np.int64)
    many = min(leavers, len(people))
    counts = held | unknown if reading == "held" else held
    found = worst(counts, needs, many, clock, progress)
    other = None
    if unknown.any():
        instead = worst(held if reading == "held" else held | unknown, needs, many, clock)
        other = OtherWorst(
            "not held" if reading == "held" else "held",
            instead.below,
            instead.missing,
            instead.proof,
        )
    holders = counts.sum(axis=0)
    left = holders - counts[list(found.leavers)].sum(axis=0)
    entries = tuple(
        Loss(
            target.framework.competency(demand.competency),
            demand.level or target.scale.holds_from,
            demand.holders,
            int(holders[number]),
            int(left[number]),
        )
        for number, demand in enumerate(target)
    )
    return Resilience(
        target,
        leavers,
        unit,
        len(people),
        tuple(people[number] for number in found.leavers),
        entries,
        found.below,
        found.missing,
        *found.bound,
        found.proof,
        found.greedy[0],
        reading,
        other,
    )


def _within(unit: object, people: tuple[Profile, ...]) -> tuple[str, tuple[Profile, ...]]:
    name = composed(unit) if isinstance(unit, str) else ""
    within = tuple(person for person in people if person.unit == name)
    if not within:
        known = {person.unit for person in people if person.unit is not None}
        raise UnknownNameError(
            f"nobody is in a unit {shown(unit)}",
            danish=f"ingen er i en enhed {shown(unit)}",
            place="unit",
            found=unit,
            nearest=nearest(unit, known),
            allowed=sorted(known),
        )
    return name, within
