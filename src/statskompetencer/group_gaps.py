"""What does a group lack against what is asked of its people?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from attrs import frozen

from ._binding import bound, listing, one_each
from ._columns import Columns, is_level
from ._display import html_table
from ._held_roles import roles_of_posts
from ._text import counted, listed
from .entries import Competency
from .exceptions import InvalidInputError, InvalidValueError
from .framework import Framework
from .gaps import Asked  # noqa: TC001 - hints are to be readable at run time
from .matching import Complete  # noqa: TC001 - hints are to be readable at run time
from .profiles import Profile
from .provenance import check_language
from .roles import Role, combine


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

    Example:
        >>> from statskompetencer import Profile, Role, find_group_gaps
        >>> people = [Profile("al", {"PV11": 1}), Profile("bo", {"PV11": 3})]
        >>> (gap,) = find_group_gaps(people, Role("r", {"PV11": 3}))
        >>> gap.short, gap.met, gap.people
        (1, 1, 2)

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

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the competency (Danish by default).

        Raises:
            UnknownLanguageError: The competency has no title in this language.
        """
        chosen = check_language(language, self.competency.languages, self.competency.id)
        title = "Mangler i gruppen" if chosen == "da" else "Gap of a group"
        return _group_gaps_html(title, [self], [], chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def _group_gaps_html(
    title: str, gaps: Iterable[GroupGap], notes: Sequence[str], language: str
) -> str:
    rows = [
        (
            gap.competency.id,
            gap.competency.title(language),
            gap.short,
            gap.unknown,
            gap.met,
            gap.steps_short
            if gap.steps_short == gap.steps_short_upper
            else f"{gap.steps_short}–{gap.steps_short_upper}",
        )
        for gap in gaps
    ]
    columns = {
        "da": ["id", "kompetence", "mangler", "ikke vurderet", "opfylder", "trin i alt"],
        "en": ["id", "competency", "short", "not assessed", "met", "steps in all"],
    }
    return html_table(title, columns, rows, notes=notes, language=language)


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

    Example:
        >>> from statskompetencer import Profile, Role, find_group_gaps
        >>> found = find_group_gaps([Profile("al", {"PV11": 1})], Role("r", {"PV11": 3}))
        >>> found.complete, [gap.competency.id for gap in found.open]
        ('no', ['PV11'])

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
        """Whether everybody meets what is asked: "yes", "possible" or "no".

        Of nobody it is "possible": none falls short, and yet nothing is known. Where people
        are asked for nothing, it is "yes", as with an empty role.
        """
        if any(gap.short for gap in self):
            return "no"
        return "possible" if not self.people or any(gap.unknown for gap in self) else "yes"

    def explain(self, language: str | None = None) -> str:
        """The gaps in a sentence or two, without naming anybody.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        danish = chosen == "da"
        of = "af" if danish else "of"
        people = counted(self.people, chosen, da=("person", "personer"), en=("person", "people"))
        short = [gap for gap in self if gap.short]
        if not self.people:
            return "Der er ingen at måle." if danish else "There is nobody to measure."
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
            number = counted(
                unknown,
                chosen,
                da=("kompetence", "kompetencer"),
                en=("competency", "competencies"),
            )
            sentences.append(
                f"I {number} er nogen ikke vurderet"
                if danish
                else f"In {number} somebody was not assessed"
            )
        if self.without_role:
            sentences.append(without_post(self.without_role, danish=danish))
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
        chosen = check_language(language, self.framework.languages, str(self.framework))
        title = "Mangler" if chosen == "da" else "Gaps"
        notes = [self.explain(chosen), self.framework.titles_note(chosen)]
        return _group_gaps_html(title, self, notes, chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def without_post(people: int, *, danish: bool) -> str:
    """That so many people hold no post, so that nothing was asked of them."""
    if danish:
        return f"{people} uden stilling er ikke målt mod noget"
    were = "was" if people == 1 else "were"
    return f"{people} without a post {were} measured against nothing"


def find_group_gaps(profiles: Iterable[Profile], asked: Asked) -> GroupGaps:
    """What a group lacks: per competency how many people fall short, meet it, are unknown.

    Args:
        profiles: One profile a person; put several together with `resolve` first.
        asked: A role that all are measured against; or several, of which for each person
            those count that the person holds.

    Raises:
        BindingError: Profiles and roles are for different frameworks or scales.
        DuplicateRatingError: A person is there twice.
        InvalidInputError: Somebody holds a post that is not among the roles; holds an
            `UnknownNameError` for every such post.
        InvalidValueError: There is no role.

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
            "there is no role to measure against",
            danish="der er ingen rolle at måle mod",
            place="asked",
            found=asked,
        )
    framework, scale = roles[0].framework, roles[0].scale
    roles = bound(roles, Role, framework, scale)
    people = one_each(bound(profiles, Profile, framework, scale))
    of_posts: dict[str, Role] = {}
    if not isinstance(asked, Role):
        of_posts, unknown = roles_of_posts(people, roles)
        if unknown:
            raise InvalidInputError.of(list(unknown.values()), "posts", danish="stillinger")
    groups: dict[tuple[str, ...], list[Profile]] = {}
    for person in people:
        posts = () if isinstance(asked, Role) else person.roles
        groups.setdefault(posts, []).append(person)
    without = 0 if isinstance(asked, Role) else len(groups.get((), ()))
    sums: dict[int, list[int]] = {}
    for posts, group in groups.items():
        held = (of_posts[post] for post in posts)
        role = (
            asked if isinstance(asked, Role) else combine(*held, framework=framework, scale=scale)
        )
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
