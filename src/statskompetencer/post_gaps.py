"""What do people lack in each of the posts that they hold?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from attrs import frozen

from ._binding import bound, default_binding, listing, one_each
from ._display import html_table
from ._held_roles import people_in, roles_of_posts
from ._text import counted, listed
from .exceptions import InvalidInputError
from .framework import Framework
from .group_gaps import GroupGaps, find_group_gaps, without_post
from .profiles import Profile
from .provenance import check_language
from .roles import Role, role_title, roles_called


@frozen(repr=False)
class PostGaps:
    """What people lack in the posts that they hold, role by role. Nobody is named.

    Attributes:
        framework: What it speaks of.
        people: How many people there are.
        by_role: Each role that somebody holds, with the gaps of those who do; in the order
            in which the roles were given. Who holds two is counted in both.
        unknown: The posts for which there is no role, each in the spelling that comes first
            and with how many people hold it in any.
        without: How many people hold no post at all.

    Example:
        >>> from statskompetencer import Profile, Role, find_post_gaps
        >>> people = [Profile("al", {"DS12": 1}, roles=["dpo"]), Profile("bo")]
        >>> found = find_post_gaps(people, [Role("dpo", {"DS12": 3})])
        >>> print(found.explain("en"))
        Measured against their posts, somebody falls short in 1 of 1 role: dpo (1 person, 1 of 1 competency). 1 without a post was measured against nothing.

    .. versionadded:: 0.1.0
    """  # noqa: E501 - what is printed is one line

    framework: Framework
    people: int
    by_role: tuple[tuple[Role, GroupGaps], ...]
    unknown: tuple[tuple[str, int], ...]
    without: int

    def explain(self, language: str | None = None) -> str:
        """In which roles somebody falls short, in a few sentences, without naming anybody.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        danish = chosen == "da"
        sentences: list[str] = []
        short = [(role, gaps) for role, gaps in self.by_role if any(gap.short for gap in gaps)]
        if self.by_role:
            number = len(self.by_role)
            roles = counted(number, chosen, da=("rolle", "roller"), en=("role", "roles"))
            first = (
                f"Målt mod deres stillinger mangler nogen noget i {len(short)} af {roles}"
                if danish
                else f"Measured against their posts, somebody falls short in "
                f"{len(short)} of {roles}"
            )
            parts = [_short_part(role, gaps, chosen) for role, gaps in short]
            sentences.append(f"{first}: {listed(parts, chosen)}" if parts else first)
        unknown = sum(1 for _, gaps in self.by_role if any(gap.unknown for gap in gaps))
        if unknown:
            roles = counted(unknown, chosen, da=("rolle", "roller"), en=("role", "roles"))
            sentences.append(
                f"I {roles} er nogen ikke vurderet"
                if danish
                else f"In {roles} somebody was not assessed"
            )
        if self.unknown:
            posts = listed([f"{post} ({people})" for post, people in self.unknown], chosen)
            sentences.append(
                f"Stillinger uden en rolle at måle mod: {posts}"
                if danish
                else f"Posts without a role to measure against: {posts}"
            )
        if self.without:
            sentences.append(without_post(self.without, danish=danish))
        nobody = "Ingen har en stilling" if danish else "Nobody holds a post"
        return ". ".join(sentences or [nobody]) + "."

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values for JSON."""
        chosen = check_language(language, self.framework.languages, str(self.framework))
        return {
            "framework": list(self.framework.key),
            "people": self.people,
            "people_without_post": self.without,
            "posts_without_role": dict(self.unknown),
            "roles": [
                {
                    "role": role.id,
                    "title": role_title(role, chosen),
                    **gaps.to_dict(chosen),
                }
                for role, gaps in self.by_role
            ],
        }

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a role and competency."""
        return [
            {"role": role.id, **row}
            for role, gaps in self.by_role
            for row in gaps.to_rows(language)
        ]

    def __repr__(self) -> str:
        held = ", ".join(f"{gaps.people} in {role.id}" for role, gaps in self.by_role)
        return (
            f"<PostGaps of {self.people} people: {held or 'no role held'}; "
            f"{len(self.unknown)} posts without a role, {self.without} people without a post>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        of = "af" if chosen == "da" else "of"
        rows = [
            (
                role_title(role, chosen),
                gaps.people,
                f"{sum(1 for gap in gaps if gap.short)} {of} {len(gaps)}",
                f"{sum(1 for gap in gaps if gap.unknown)} {of} {len(gaps)}",
                gaps[0].competency.title(chosen) if gaps and gaps[0].short else "",
            )
            for role, gaps in self.by_role
        ]
        columns = {
            "da": ["rolle", "personer", "nogen mangler i", "ikke vurderet i", "tungest vejer"],
            "en": ["role", "people", "somebody short in", "not assessed in", "what weighs most"],
        }
        title = "Mangler i stillingerne" if chosen == "da" else "Gaps in the posts"
        notes = [self.explain(chosen), self.framework.titles_note(chosen)]
        return html_table(title, columns, rows, notes=notes, language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def _short_part(role: Role, gaps: GroupGaps, language: str) -> str:
    people = counted(gaps.people, language, da=("person", "personer"), en=("person", "people"))
    number = sum(1 for gap in gaps if gap.short)
    competencies = counted(
        len(gaps),
        language,
        da=("kompetence", "kompetencer"),
        en=("competency", "competencies"),
    )
    of = "af" if language == "da" else "of"
    return f"{role_title(role, language)} ({people}, {number} {of} {competencies})"


def find_post_gaps(profiles: Iterable[Profile], roles: Iterable[Role]) -> PostGaps:
    """What people lack in each of the posts that they hold, role by role.

    Where `find_group_gaps` puts all posts together and refuses one without a role, this
    keeps them apart, and counts the posts without a role.

    Args:
        profiles: One profile a person; put several together with `resolve` first.
        roles: What the posts ask for; a post names a role by its id or title.

    Raises:
        BindingError: Profiles and roles are for different frameworks or scales.
        DuplicateRatingError: A person is there twice.
        InvalidInputError: Somebody holds a post whose title is that of several roles; holds
            an `UnknownNameError` for every such post.

    Example:
        >>> from statskompetencer import Profile, Role, find_post_gaps
        >>> people = [Profile("al", {"DS12": 1}, roles=["dpo"]), Profile("bo", roles=["vagt"])]
        >>> found = find_post_gaps(people, [Role("dpo", {"DS12": 3})])
        >>> [(role.id, gaps.people, gaps[0].short) for role, gaps in found.by_role]
        [('dpo', 1, 1)]
        >>> found.unknown, found.without
        ((('vagt', 1),), 0)

    .. versionadded:: 0.1.0
    """
    listed_roles, people = listing(roles, Role), listing(profiles, Profile)
    if people:
        framework, scale = people[0].framework, people[0].scale
    elif listed_roles:
        framework, scale = listed_roles[0].framework, listed_roles[0].scale
    else:
        framework, scale = default_binding(None)
    listed_roles = bound(listed_roles, Role, framework, scale)
    people = one_each(bound(people, Profile, framework, scale))
    known, unknown = roles_of_posts(people, listed_roles)
    unclear = [error for post, error in unknown.items() if roles_called(post, listed_roles)]
    if unclear:
        raise InvalidInputError.of(unclear, "posts", danish="stillinger")
    holders: dict[int, list[Profile]] = {}
    for person in people:
        for role in {id(known[post]) for post in person.roles if post in known}:
            holders.setdefault(role, []).append(person)
    return PostGaps(
        framework,
        len(people),
        tuple(
            (role, find_group_gaps(holders[id(role)], role))
            for role in listed_roles
            if id(role) in holders
        ),
        people_in(unknown, Counter(person.roles for person in people).items()),
        sum(1 for person in people if not person.roles),
    )
