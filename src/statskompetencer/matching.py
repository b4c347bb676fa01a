"""How well does a profile meet a role, and who meets it best?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from attrs import frozen

from ._binding import bound, check_binding, listing, one_each
from ._checks import as_whole, check_whole
from ._columns import Columns, is_level
from ._display import MOST_ROWS, html_table
from ._text import counted, listed
from .profiles import Profile
from .provenance import check_language
from .roles import Requirement, Role, role_title

if TYPE_CHECKING:
    from .framework import Framework


Complete: TypeAlias = Literal["yes", "possible", "no"]
"""Whether all that is asked for is there; possible where something was not assessed."""


class Qualified(StrEnum):
    """Whether every minimum of a role is met.

    Example:
        >>> asked = Role("r", [Requirement("PV11", 3, minimum=2)])
        >>> [match(Profile("bo", {"PV11": n}), asked).qualified.value for n in (None, 1, 2)]
        ['possible', 'no', 'yes']

    .. versionadded:: 0.1.0
    """

    YES = "yes"
    """Every minimum is met."""
    POSSIBLE = "possible"
    """No minimum is missed, but some of them were not assessed."""
    NO = "no"
    """At least one minimum is missed."""


_BY_NUMBER = (Qualified.YES, Qualified.POSSIBLE, Qualified.NO)
_WORDS = {
    "da": {
        Qualified.YES: "kvalificeret",
        Qualified.POSSIBLE: "måske kvalificeret",
        Qualified.NO: "ikke kvalificeret",
    },
    "en": {
        Qualified.YES: "qualified",
        Qualified.POSSIBLE: "possibly qualified",
        Qualified.NO: "not qualified",
    },
}


def qualified_word(qualified: Qualified, language: str) -> str:
    """The verdict in words: Danish for “da”, otherwise English."""
    return _WORDS["da" if language == "da" else "en"][qualified]


@frozen(repr=False)
class Match:
    """How well one profile meets one role.

    Attributes:
        profile: What the person has.
        role: What is asked for.
        place: The place in a ranking, from 1; None outside of one.

    Example:
        >>> found = match(Profile("bo", {"PV11": 1}), Role("r", {"PV11": 3, "DS12": 1}))
        >>> found.steps_met, found.steps_met_upper, found.steps_asked
        (1, 2, 4)
        >>> [requirement.competency for requirement in found.unknown]
        ['DS12']

    .. versionadded:: 0.1.0
    """

    profile: Profile
    role: Role
    place: int | None = None

    @cached_property
    def _held(self) -> list[tuple[Requirement, int | None]]:
        """Each requirement with the level held, None where there is none."""
        codes, places = self.profile.ratings.codes, self.role.framework.positions
        held = ((r, codes[places[r.competency]]) for r in self.role.requirements)
        return [(r, code if is_level(code) else None) for r, code in held]

    @property
    def steps_met(self) -> int:
        """The weighted number of asked steps that are met; not assessed counts as none."""
        return sum(r.weight * min(held or 0, r.level) for r, held in self._held)

    @property
    def steps_met_upper(self) -> int:
        """The same if all that was not assessed met what is asked."""
        return self.steps_met + sum(r.weight * r.level for r in self.unknown)

    @property
    def steps_asked(self) -> int:
        """The weighted number of steps asked for."""
        return self.role.steps_asked

    @property
    def score(self) -> float:
        """The weighted share (0 to 1) of the asked steps that are met; a lower bound.

        Not assessed counts as not met here; `score_upper` is the other bound. An empty
        role is met in full.
        """
        asked = self.steps_asked
        return self.steps_met / asked if asked else 1.0

    @property
    def score_upper(self) -> float:
        """The share (0 to 1) if all that was not assessed met what is asked."""
        asked = self.steps_asked
        return self.steps_met_upper / asked if asked else 1.0

    @property
    def score_exact(self) -> Fraction:
        """The score as a fraction of whole numbers."""
        return Fraction(self.steps_met, self.steps_asked) if self.steps_asked else Fraction(1)

    @property
    def qualified(self) -> Qualified:
        """Whether every minimum is met: yes, possible (some not assessed) or no."""
        with_minimum = [(r, held) for r, held in self._held if r.minimum]
        if any(held is not None and held < r.minimum for r, held in with_minimum):
            return Qualified.NO
        unknown = any(held is None for _, held in with_minimum)
        return Qualified.POSSIBLE if unknown else Qualified.YES

    @property
    def met(self) -> tuple[Requirement, ...]:
        """The requirements that are met in full, in the order of the framework."""
        return tuple(r for r, held in self._held if held is not None and held >= r.level)

    @property
    def short(self) -> tuple[Requirement, ...]:
        """The requirements that are rated and not met."""
        return tuple(r for r, held in self._held if held is not None and held < r.level)

    @property
    def unknown(self) -> tuple[Requirement, ...]:
        """The requirements that were not assessed, or said not to be relevant today."""
        return tuple(r for r, held in self._held if held is None)

    def explain(self, language: str | None = None) -> str:
        """The match in a sentence or two.

        Args:
            language: A language of the framework; the sentences are Danish for ``"da"``
                and English for every other.

        Raises:
            UnknownLanguageError: The framework is not there in this language.

        Example:
            >>> print(match(Profile("bo", {"PV11": 1}), Role("r", {"PV11": 3})).explain("en"))
            bo is qualified for “r”: 1 of 3 steps met (0.33). Short: Formulate user stories, acceptance criteria and requirements specifications (1 of 3).
        """  # noqa: E501 - what is printed is one line
        framework = self.role.framework
        chosen = check_language(language, framework.languages, str(framework))
        danish = chosen == "da"
        title = role_title(self.role, chosen)
        verdict = qualified_word(self.qualified, chosen)
        steps = f"{self.steps_met} {'af' if danish else 'of'} {self.steps_asked}"
        share = _share(self.score, self.score_upper, chosen)
        first = (
            f"{self.profile.id} er {verdict} til “{title}”: {steps} trin er opfyldt ({share})."
            if danish
            else f"{self.profile.id} is {verdict} for “{title}”: {steps} steps met ({share})."
        )
        sentences = [first]
        if self.short:
            parts = [
                f"{framework.competency(r.competency).title(chosen)} "
                f"({self.profile.level(r.competency)} {'af' if danish else 'of'} {r.level})"
                for r in self.short
            ]
            sentences.append(f"{'Mangler' if danish else 'Short'}: {listed(parts, chosen)}.")
        if self.unknown:
            names = [framework.competency(r.competency).title(chosen) for r in self.unknown]
            label = "Ikke vurderet" if danish else "Not assessed"
            sentences.append(f"{label}: {listed(names, chosen)}.")
        return " ".join(sentences)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "person": self.profile.id,
            "role": self.role.id,
            "place": self.place,
            "qualified": self.qualified.value,
            "score": self.score,
            "score_upper": self.score_upper,
            "steps_met": self.steps_met,
            "steps_met_upper": self.steps_met_upper,
            "steps_asked": self.steps_asked,
            "met": [r.competency for r in self.met],
            "short": [r.competency for r in self.short],
            "unknown": [r.competency for r in self.unknown],
        }

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a requirement: what is asked, what is held, and the outcome."""
        names = {True: "met", False: "short", None: "unknown"}
        return [
            {
                "person": self.profile.id,
                "role": self.role.id,
                "competency": r.competency,
                "title": self.role.framework.competency(r.competency).title(language),
                "asked": r.level,
                "minimum": r.minimum,
                "weight": r.weight,
                "held": self.profile.level(r.competency),
                "outcome": names[self.profile.holds(r.competency, r.level)],
            }
            for r in self.role
        ]

    def __repr__(self) -> str:
        return (
            f"<Match {self.profile.id} with {self.role.id or '–'}: {self.qualified.value}, "
            f"{self.steps_met} to {self.steps_met_upper} of {self.steps_asked} steps, "
            f"{len(self.short)} short, {len(self.unknown)} not assessed>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.role.framework.languages, str(self.role.framework))
        words = {
            "da": {"met": "opfyldt", "short": "mangler", "unknown": "ikke vurderet"},
            "en": {"met": "met", "short": "short", "unknown": "not assessed"},
        }["da" if chosen == "da" else "en"]
        rows = [
            (row["competency"], row["title"], row["asked"], row["held"], words[row["outcome"]])
            for row in self.to_rows(chosen)
        ]
        columns = {
            "da": ["id", "kompetence", "kræves", "har", "udfald"],
            "en": ["id", "competency", "asked", "held", "outcome"],
        }
        title = f"{self.profile.id}: {role_title(self.role, chosen)}"
        notes = [self.explain(chosen), self.role.framework.titles_note(chosen)]
        return html_table(title, columns, rows, notes=notes, language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


_STEPS = {
    "da": "Trin: de niveauer, der kræves, ganget med kravenes vægt.",
    "en": "Steps: the levels asked for, times the weight of the requirement.",
}


def _bounds(lower: int, upper: int) -> str:
    return f"{lower}" if lower == upper else f"{lower}–{upper}"


def _share(lower: float, upper: float, language: str) -> str:
    texts = dict.fromkeys(map(rounded, (lower, upper)))
    joined = " til ".join(texts) if language == "da" else " to ".join(texts)
    return joined.replace(".", ",") if language == "da" else joined


def rounded(share: float) -> str:
    """With two decimals: 1.00 and 0.00 stand for all and nothing alone."""
    text = f"{share:.2f}"
    if share < 1 and text == "1.00":
        return "0.99"
    return "0.01" if share > 0 and text == "0.00" else text


def match(profile: Profile, role: Role) -> Match:
    """How well a profile meets a role.

    The score is the weighted share of the asked steps that are met:
    ``sum(weight * min(held, asked)) / sum(weight * asked)``. What was not assessed, or is
    not relevant today, counts as nothing in `Match.score` and as met in full in
    `Match.score_upper`.

    Args:
        profile: What the person has.
        role: What is asked for.

    Raises:
        BindingError: They are for different frameworks or scales.

    Example:
        >>> anna = Profile("anna", {"PV11": 1, "DS12": 4})
        >>> found = match(anna, Role("r", [Requirement("PV11", 3), Requirement("DS12", 3)]))
        >>> found.steps_met, found.steps_asked, found.qualified.value
        (4, 6, 'yes')

    .. versionadded:: 0.1.0
    """
    listing([profile], Profile)
    listing([role], Role)
    check_binding(profile, role.framework, role.scale)
    return Match(profile, role)


@frozen(repr=False)
class Ranking(Sequence[Match]):
    """Matches with one role, best first.

    A sequence of `Match` objects with their places; they are made when they are asked for.

    Attributes:
        role: What is asked for.
        profiles: The people in their order.
        places: Their places, from 1; equal matches share one (1, 1, 3).
        ranked: How many people were ranked: more than are here after `top` or a slice.

    Example:
        >>> people = [Profile("bo", {"PV11": 1}), Profile("al", {"PV11": 3}), Profile("cy")]
        >>> found = rank(people, Role("r", {"PV11": 3}))
        >>> found
        <Ranking of 3 people for r: 3 yes, 0 possible, 0 no>
        >>> [one.profile.id for one in found.top(1)]
        ['al']

    .. versionadded:: 0.1.0
    """

    role: Role
    profiles: tuple[Profile, ...]
    places: tuple[int, ...]
    ranked: int

    @overload
    def __getitem__(self, index: int) -> Match: ...
    @overload
    def __getitem__(self, index: slice) -> Ranking: ...
    def __getitem__(self, index: int | slice) -> Match | Ranking:
        if isinstance(index, slice):
            return Ranking(self.role, self.profiles[index], self.places[index], self.ranked)
        return Match(self.profiles[index], self.role, self.places[index])

    def __iter__(self) -> Iterator[Match]:
        return (self[number] for number in range(len(self)))

    def __len__(self) -> int:
        return len(self.profiles)

    def top(self, k: int) -> Ranking:
        """All who share place `k` or a better one; more than `k` where places are shared.

        Raises:
            InvalidValueError: `k` is not a whole number from 1.
        """
        k = as_whole(k)
        check_whole(k, 1, None, "k")
        kept = sum(1 for place in self.places if place <= k)
        return self[:kept]

    @property
    def counts(self) -> dict[Qualified, int]:
        """How many of the people here are qualified, possibly qualified and not."""
        return dict(zip(_BY_NUMBER, self._counts, strict=True))

    @cached_property
    def _counts(self) -> tuple[int, ...]:
        verdicts = _columns(self.profiles, self.role).verdicts(_asked(self.role))
        return tuple(verdicts.count(verdict) for verdict in (2, 1, 0))

    def explain(self, language: str | None = None) -> str:
        """The ranking in a sentence, without naming anybody.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        framework: Framework = self.role.framework
        chosen = check_language(language, framework.languages, str(framework))
        title = role_title(self.role, chosen)
        yes, possible, no = self._counts
        people = counted(self.ranked, chosen, da=("person", "personer"), en=("person", "people"))
        part = len(self) < self.ranked
        if chosen == "da":
            whom = f"Her er {len(self)} af {people}; af dem" if part else f"Af {people}"
            return (
                f"{whom} er {yes} kvalificeret til “{title}”, {possible} måske "
                f"(noget er ikke vurderet) og {no} ikke."
            )
        whom = f"These are {len(self)} of {people}; of them" if part else f"Of {people}"
        return (
            f"{whom}, {yes} qualify for “{title}”, {possible} possibly "
            f"(something is not assessed) and {no} do not."
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; people are named, since a ranking is of people."""
        return {
            "role": self.role.id,
            "framework": list(self.role.framework.key),
            "ranked": self.ranked,
            "counts": {qualified.value: n for qualified, n in self.counts.items()},
            "matches": [m.to_dict() for m in self],
        }

    def to_rows(self) -> list[dict[str, Any]]:
        """One plain dict a person: place, verdict, both scores, and the counts."""
        rows: list[dict[str, Any]] = []
        for found in self:
            row = found.to_dict()
            row.update({key: len(row[key]) for key in ("met", "short", "unknown")})
            rows.append(row)
        return rows

    def __repr__(self) -> str:
        counts = ", ".join(f"{n} {qualified.value}" for qualified, n in self.counts.items())
        part = f"{len(self)} of " if len(self) < self.ranked else ""
        return f"<Ranking of {part}{self.ranked} people for {self.role.id or '–'}: {counts}>"

    def to_html(self, language: str | None = None) -> str:
        """A table of the people for a notebook; they are named, since a ranking is of people.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.role.framework.languages, str(self.role.framework))
        rows = [
            (
                row["place"],
                row["person"],
                qualified_word(Qualified(row["qualified"]), chosen),
                _share(row["score"], row["score_upper"], chosen),
                f"{_bounds(row['steps_met'], row['steps_met_upper'])} / {row['steps_asked']}",
                row["short"],
                row["unknown"],
            )
            for row in self[:MOST_ROWS].to_rows()
        ]
        columns = {
            "da": ["plads", "person", "kvalificeret", "andel", "trin", "mangler", "ikke vurderet"],
            "en": ["place", "person", "qualified", "share", "steps", "short", "not assessed"],
        }
        title = role_title(self.role, chosen)
        notes = [self.explain(chosen), _STEPS["da" if chosen == "da" else "en"]]
        return html_table(
            title, columns, rows, notes=notes, language=chosen, of=len(self), named_by=1
        )

    def _repr_html_(self) -> str:
        return self.to_html()


def rank(profiles: Iterable[Profile], role: Role) -> Ranking:
    """Who meets a role best.

    Ordered by qualified (yes, possible, no), then score, then upper score, then fewer
    short, then fewer not assessed; scores are compared as whole numbers. Who is equal on
    all of these shares a place (1, 1, 3); ids only order the display.

    A ranking is a place to start a talk from, never a decision about a person.

    Args:
        profiles: One profile a person; put several together with `resolve` first.
        role: What is asked for.

    Raises:
        BindingError: Profiles and role are for different frameworks or scales.
        DuplicateRatingError: A person is there twice.

    Example:
        >>> people = [Profile("bo", {"PV11": 2}), Profile("al", {"PV11": 3})]
        >>> [(m.place, m.profile.id) for m in rank(people, Role("r", {"PV11": 3}))]
        [(1, 'al'), (2, 'bo')]

    .. versionadded:: 0.1.0
    """
    listing([role], Role)
    people = one_each(bound(profiles, Profile, role.framework, role.scale))
    keys = _columns(people, role).match_keys(_asked(role))
    tied: dict[int, list[Profile]] = {}
    for person, key in zip(people, keys, strict=True):
        tied.setdefault(key, []).append(person)
    by_id = attrgetter("id")
    ranked: list[Profile] = []
    places: list[int] = []
    for key in sorted(tied, reverse=True):
        group, place = tied[key], len(ranked) + 1
        if len(group) == 1:  # most groups are: quicker than to sort them
            ranked.append(group[0])
            places.append(place)
        else:
            group.sort(key=by_id)
            ranked += group
            places += [place] * len(group)
    return Ranking(role, tuple(ranked), tuple(places), len(ranked))


def _columns(people: Iterable[Profile], role: Role) -> Columns:
    codes = [person.ratings.codes for person in people]
    return Columns(codes, len(role.framework), role.scale.max)


def _asked(role: Role) -> list[tuple[int, Requirement]]:
    return [(role.framework.positions[r.competency], r) for r in role]
