"""What does a person or a group lack against what is asked?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias, overload

from attrs import frozen

from ._binding import bound, check_binding, listing, one_each
from ._columns import Columns, is_level
from ._display import html_table
from ._text import counted, listed
from .exceptions import InvalidValueError
from .framework import Competency, Framework
from .matching import Complete  # noqa: TC001 - hints are to be readable at run time
from .profiles import Profile
from .provenance import check_language
from .roles import Role, combine, find_role, role_title


@frozen
class Gap:
    """One requirement that a person does not meet, or is not known to meet.

    Attributes:
        competency: What is asked for.
        asked: The level asked for.
        held: The level held, or None where it was not assessed or is not relevant today.
        weight: How much a step of it counts (1 to 100).
        minimum_missed: Whether the level held is below what one must have to qualify.

    .. versionadded:: 0.1.0
    """

    competency: Competency
    asked: int
    held: int | None
    weight: int = 1
    minimum_missed: bool = False

    @property
    def steps_short(self) -> int:
        """How many steps are missing at least: 0 where the level is not known."""
        return 0 if self.held is None else self.asked - self.held

    @property
    def steps_short_upper(self) -> int:
        """How many steps may be missing: all that are asked for where the level is not known."""
        return self.asked if self.held is None else self.asked - self.held

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values, with the title in a language."""
        return {
            "competency": self.competency.id,
            "title": self.competency.title(language),
            "asked": self.asked,
            "held": self.held,
            "steps_short": self.steps_short,
            "steps_short_upper": self.steps_short_upper,
            "weight": self.weight,
            "minimum_missed": self.minimum_missed,
        }


@frozen(repr=False)
class Gaps(Sequence[Gap]):
    """What one person lacks against a role, the most pressing first.

    A sequence of `Gap` objects: those where a minimum is missed, then the known before
    those not assessed, then by weight times steps, then in the order of the framework.

    Attributes:
        profile: What the person has.
        role: What is asked for; for the posts that the person holds, all of them combined.
        gaps: The gaps in their order.

    .. versionadded:: 0.1.0
    """

    profile: Profile
    role: Role
    gaps: tuple[Gap, ...]

    @overload
    def __getitem__(self, index: int) -> Gap: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Gap, ...]: ...
    def __getitem__(self, index: int | slice) -> Gap | tuple[Gap, ...]:
        return self.gaps[index]

    def __iter__(self) -> Iterator[Gap]:
        return iter(self.gaps)

    def __len__(self) -> int:
        return len(self.gaps)

    @property
    def steps_short(self) -> int:
        """How many steps (not weighted) are missing at least."""
        return sum(gap.steps_short for gap in self)

    @property
    def steps_short_upper(self) -> int:
        """How many steps (not weighted) may be missing."""
        return sum(gap.steps_short_upper for gap in self)

    def explain(self, language: str | None = None) -> str:
        """The gaps in a sentence or two.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = _language(self.role.framework, language)
        danish = chosen == "da"
        of = "af" if danish else "of"
        person, title = self.profile.id, role_title(self.role, chosen)
        if not self.role.requirements:
            return (
                f"Der er ikke stillet krav til {person}."
                if danish
                else f"Nothing is asked of {person}."
            )
        if not self:
            return (
                f"{person} opfylder alle {len(self.role)} krav til “{title}”."
                if danish
                else f"{person} meets all {len(self.role)} requirements of “{title}”."
            )
        short = [gap for gap in self if gap.held is not None]
        counts = f"{len(short)} {of} {len(self.role)}"
        sentences = [
            f"{person} mangler noget i {counts} krav til “{title}”"
            if danish
            else f"{person} falls short of {counts} requirements of “{title}”"
        ]
        if short:
            parts = [
                f"{gap.competency.title(chosen)} ({gap.held} {of} {gap.asked})" for gap in short
            ]
            sentences[0] += f": {listed(parts, chosen)}"
        unknown = [gap.competency.title(chosen) for gap in self if gap.held is None]
        if unknown:
            sentences.append(
                f"{'Ikke vurderet' if danish else 'Not assessed'}: {listed(unknown, chosen)}"
            )
        return ". ".join(sentences) + "."

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "person": self.profile.id,
            "role": self.role.id,
            "steps_short": self.steps_short,
            "steps_short_upper": self.steps_short_upper,
            "gaps": [gap.to_dict(language) for gap in self],
        }

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a gap."""
        shared = {"person": self.profile.id, "role": self.role.id}
        return [{**shared, **gap.to_dict(language)} for gap in self]

    def __repr__(self) -> str:
        unknown = sum(1 for gap in self if gap.held is None)
        return (
            f"<Gaps of {self.profile.id} against {self.role.id or '–'}: "
            f"{len(self) - unknown} short, {unknown} not assessed, of {len(self.role)}>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = _language(self.role.framework, language)
        danish = chosen == "da"
        rows = [
            (
                gap.competency.id,
                gap.competency.title(chosen),
                gap.asked,
                ("ikke vurderet" if danish else "not assessed") if gap.held is None else gap.held,
                ("ja" if danish else "yes") if gap.minimum_missed else "",
            )
            for gap in self
        ]
        columns = {
            "da": ["id", "kompetence", "kræves", "har", "under mindstekrav"],
            "en": ["id", "competency", "asked", "held", "below the minimum"],
        }
        title = f"{self.profile.id}: {role_title(self.role, chosen)}"
        notes = [self.explain(chosen), self.role.framework.titles_note(chosen)]
        return html_table(title, columns, rows, notes=notes, language=chosen, most=len(rows))

    def _repr_html_(self) -> str:
        return self.to_html()


@frozen
class GroupGap:
    """How a group stands with one competency, against what is asked of its people.

    Attributes:
        competency: What is asked for.
        short: How many people are rated and fall short.
        met: How many people meet what is asked of them.
        unknown: How many people of whom it is asked were not assessed.
        steps_short: How many steps are missing in all, at least.
        steps_short_upper: How many steps may be missing in all.
        weighted_short: The weights summed over the people who fall short: with one role,
            its weight times `short`.

    .. versionadded:: 0.1.0
    """

    competency: Competency
    short: int
    met: int
    unknown: int
    steps_short: int
    steps_short_upper: int
    weighted_short: int

    @property
    def people(self) -> int:
        """How many people it is asked of."""
        return self.short + self.met + self.unknown

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values, with the title in a language."""
        return {
            "competency": self.competency.id,
            "title": self.competency.title(language),
            "people": self.people,
            "short": self.short,
            "met": self.met,
            "unknown": self.unknown,
            "steps_short": self.steps_short,
            "steps_short_upper": self.steps_short_upper,
            "weighted_short": self.weighted_short,
        }


@frozen(repr=False)
class GroupGaps(Sequence[GroupGap]):
    """How a group stands with each competency that is asked of anybody in it.

    A sequence of `GroupGap` objects: by weight times people who fall short, then by people
    not assessed, then in the order of the framework. Competencies without a gap are there
    too, at the end. Nobody is named.

    Attributes:
        framework: What it speaks of.
        people: How many people there are.
        without_role: How many of them hold no post, so that nothing was asked of them.
        roles: The ids of the roles that were asked for.
        gaps: One for each competency that is asked of anybody.

    .. versionadded:: 0.1.0
    """

    framework: Framework
    people: int
    without_role: int
    roles: tuple[str, ...]
    gaps: tuple[GroupGap, ...]

    @overload
    def __getitem__(self, index: int) -> GroupGap: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[GroupGap, ...]: ...
    def __getitem__(self, index: int | slice) -> GroupGap | tuple[GroupGap, ...]:
        return self.gaps[index]

    def __iter__(self) -> Iterator[GroupGap]:
        return iter(self.gaps)

    def __len__(self) -> int:
        return len(self.gaps)

    @property
    def open(self) -> tuple[GroupGap, ...]:
        """Those where somebody falls short or was not assessed."""
        return tuple(gap for gap in self if gap.short or gap.unknown)

    @property
    def complete(self) -> Complete:
        """Whether everybody meets what is asked: "yes", "possible" or "no"."""
        if any(gap.short for gap in self):
            return "no"
        return "possible" if any(gap.unknown for gap in self) else "yes"

    def explain(self, language: str | None = None) -> str:
        """The gaps in a sentence or two, without naming anybody.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = _language(self.framework, language)
        danish = chosen == "da"
        of = "af" if danish else "of"
        people = counted(self.people, chosen, da=("person", "personer"), en=("person", "people"))
        short = [gap for gap in self if gap.short]
        if not self:
            return (
                f"Der er ikke stillet krav til nogen af {people}."
                if danish
                else f"Nothing is asked of any of {people}."
            )
        sentences = [
            f"Blandt {people} mangler nogen noget i {len(short)} af {len(self)} kompetencer"
            if danish
            else f"Among {people}, somebody falls short in {len(short)} of {len(self)} competencies"
        ]
        if short:
            parts = [
                f"{gap.competency.title(chosen)} ({gap.short} {of} {gap.people})"
                for gap in short[:3]
            ]
            heaviest = "tungest vejer" if danish else "what weighs most"
            sentences[0] += f"; {heaviest}: {listed(parts, chosen)}"
        unknown = sum(1 for gap in self if gap.unknown)
        if unknown:
            sentences.append(
                f"I {unknown} kompetencer er nogen ikke vurderet"
                if danish
                else f"In {unknown} competencies somebody was not assessed"
            )
        if self.without_role:
            sentences.append(
                f"{self.without_role} uden stilling er ikke målt mod noget"
                if danish
                else f"{self.without_role} without a post were measured against nothing"
            )
        return ". ".join(sentences) + "."

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "framework": list(self.framework.key),
            "people": self.people,
            "without_role": self.without_role,
            "roles": list(self.roles),
            "complete": self.complete,
            "gaps": [gap.to_dict(language) for gap in self],
        }

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a competency."""
        return [gap.to_dict(language) for gap in self]

    def __repr__(self) -> str:
        return (
            f"<GroupGaps of {self.people} people against {', '.join(self.roles) or '–'}: "
            f"{sum(1 for gap in self if gap.short)} of {len(self)} competencies short, "
            f"{sum(1 for gap in self if gap.unknown)} with people not assessed>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = _language(self.framework, language)
        rows = [
            (
                gap.competency.id,
                gap.competency.title(chosen),
                gap.short,
                gap.unknown,
                gap.met,
                gap.steps_short
                if gap.steps_short == gap.steps_short_upper
                else f"{gap.steps_short}–{gap.steps_short_upper}",
            )
            for gap in self
        ]
        columns = {
            "da": ["id", "kompetence", "mangler", "ikke vurderet", "opfylder", "trin i alt"],
            "en": ["id", "competency", "short", "not assessed", "met", "steps in all"],
        }
        title = "Mangler" if chosen == "da" else "Gaps"
        notes = [self.explain(chosen), self.framework.titles_note(chosen)]
        return html_table(title, columns, rows, notes=notes, language=chosen, most=len(rows))

    def _repr_html_(self) -> str:
        return self.to_html()


Asked: TypeAlias = Role | Iterable[Role]
"""What people are measured against: one role for all, or the roles that they hold."""


def find_gaps(profile: Profile, asked: Asked) -> Gaps:
    """What one person lacks.

    Args:
        profile: What the person has.
        asked: A role; or several, of which those count that the person holds
            (`Profile.roles`, by id or title), combined.

    Raises:
        BindingError: Profile and role are for different frameworks or scales.
        UnknownNameError: The person holds a post that is not among the roles.

    Example:
        >>> from statskompetencer import Profile, Role, find_gaps
        >>> found = find_gaps(Profile("bo", {"PV11": 1}), Role("r", {"PV11": 3, "DS12": 2}))
        >>> [(gap.competency.id, gap.held, gap.steps_short_upper) for gap in found]
        [('PV11', 1, 2), ('DS12', None, 2)]

    .. versionadded:: 0.1.0
    """
    listing([profile], Profile)
    role = _role_for(profile, asked)
    check_binding(profile, role.framework, role.scale)
    gaps = [
        Gap(
            role.framework.competency(r.competency),
            r.level,
            held,
            r.weight,
            held is not None and held < r.minimum,
        )
        for r in role
        if (held := profile.level(r.competency)) is None or held < r.level
    ]
    gaps.sort(key=lambda g: (not g.minimum_missed, g.held is None, -g.weight * g.steps_short_upper))
    return Gaps(profile, role, tuple(gaps))


def find_group_gaps(profiles: Iterable[Profile], asked: Asked) -> GroupGaps:
    """What a group lacks: per competency how many people fall short, meet it, are unknown.

    Args:
        profiles: One profile a person; put several together with `resolve` first.
        asked: A role that all are measured against; or several, of which for each person
            those count that the person holds.

    Raises:
        BindingError: Profiles and roles are for different frameworks or scales.
        DuplicateRatingError: A person is there twice.
        UnknownNameError: Somebody holds a post that is not among the roles.
        InvalidValueError: There is neither a profile nor a role.

    Example:
        >>> from statskompetencer import Profile, Role, find_group_gaps
        >>> people = [Profile("al", {"PV11": 1}), Profile("bo", {"PV11": 3}), Profile("cy")]
        >>> found = find_group_gaps(people, Role("r", {"PV11": 3}))
        >>> found[0].short, found[0].met, found[0].unknown, found[0].steps_short
        (1, 1, 1, 2)

    .. versionadded:: 0.1.0
    """
    roles = (asked,) if isinstance(asked, Role) else listing(asked, Role)
    if not roles:
        raise InvalidValueError(
            "there is no role to measure against", danish="der er ingen rolle at måle mod"
        )
    framework, scale = roles[0].framework, roles[0].scale
    roles = bound(roles, Role, framework, scale)
    people = one_each(bound(profiles, Profile, framework, scale))
    groups: dict[tuple[str, ...], list[Profile]] = {}
    for person in people:
        posts = () if isinstance(asked, Role) else person.roles
        groups.setdefault(posts, []).append(person)
    without = 0 if isinstance(asked, Role) else len(groups.get((), ()))
    sums: dict[int, list[int]] = {}
    for group in groups.values():
        role = _role_for(group[0], asked if isinstance(asked, Role) else roles)
        columns = Columns((p.ratings.codes for p in group), len(framework), scale.max)
        for r in role:
            place = framework.positions[r.competency]
            total = sums.setdefault(place, [0] * 6)
            total[:] = map(sum, zip(total, _stand(columns, place, r.level, r.weight), strict=True))
    gaps = [GroupGap(framework.competencies[place], *sums[place]) for place in sorted(sums)]
    gaps.sort(key=lambda gap: (-gap.weighted_short, -gap.unknown))
    return GroupGaps(framework, len(people), without, tuple(role.id for role in roles), tuple(gaps))


def _stand(columns: Columns, place: int, asked: int, weight: int) -> tuple[int, ...]:
    """Short, met, unknown, steps short at least and at most, weighted short."""
    at_level = [columns.count(place, lambda code: code == level) for level in range(asked)]  # noqa: B023 - called at once
    short = sum(at_level)
    met = columns.count(place, lambda code: is_level(code) and code >= asked)
    unknown = columns.people - short - met
    steps = sum(n * (asked - level) for level, n in enumerate(at_level))
    return short, met, unknown, steps, steps + unknown * asked, weight * short


def _role_for(profile: Profile, asked: Asked) -> Role:
    """The role given, or those of the roles that the person holds, as one."""
    if isinstance(asked, Role):
        return asked
    roles = bound(asked, Role, profile.framework, profile.scale)
    held = [find_role(post, roles) for post in profile.roles]
    return combine(*held, framework=profile.framework, scale=profile.scale)


def _language(framework: Framework, language: str | None) -> str:
    return check_language(language, framework.languages, str(framework))
