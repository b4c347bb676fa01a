"""What people lack in the posts that they hold, role by role."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ._cli_words import danish, english
from .exceptions import InvalidInputError, InvalidValueError, UnknownNameError
from .gaps import GroupGaps, find_group_gaps
from .roles import Role, find_role, role_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .profiles import Profile


@frozen
class PostGaps:
    """What people lack in their posts.

    Attributes:
        by_role: Each role that somebody holds, with the gaps of those who do.
        unknown: The posts for which there is no role, each with how many people hold it.
        without: How many people hold no post at all.
    """

    by_role: tuple[tuple[Role, GroupGaps], ...]
    unknown: dict[str, int]
    without: int

    def to_dict(self, language: str) -> dict[str, Any]:
        """Plain values for JSON; nobody is named."""
        return {
            "people_without_post": self.without,
            "posts_without_role": self.unknown,
            "roles": [
                {"role": role.id, "title": role_title(role, language), **gaps.to_dict(language)}
                for role, gaps in self.by_role
            ],
        }


def find_post_gaps(profiles: Sequence[Profile], roles: Iterable[Role]) -> PostGaps:
    """What people lack in each of their posts; a post without a role is counted."""
    known, unknown = _roles_of_posts(profiles, roles)
    held = [
        (role, [person for person in profiles if any(known.get(p) is role for p in person.roles)])
        for role in roles
    ]
    return PostGaps(
        tuple((role, find_group_gaps(holders, role)) for role, holders in held if holders),
        dict(Counter(post for person in profiles for post in person.roles if post in unknown)),
        sum(1 for person in profiles if not person.roles),
    )


def check_posts(profiles: Iterable[Profile], roles: Iterable[Role], what: str) -> None:
    """Check that there is a role for every post that somebody holds.

    Args:
        profiles: The people.
        roles: The roles.
        what: Where the people were read from.

    Raises:
        InvalidInputError: Names every post for which there is none.
        InvalidValueError: Nobody holds a post.
    """
    known, unknown = _roles_of_posts(profiles, roles)
    if not known and not unknown:
        raise InvalidValueError(english("no_posts"), danish=danish("no_posts"))
    if unknown:
        raise InvalidInputError.of(list(unknown.values()), what)


def _roles_of_posts(
    profiles: Iterable[Profile], roles: Iterable[Role]
) -> tuple[dict[str, Role], dict[str, UnknownNameError]]:
    known: dict[str, Role] = {}
    unknown: dict[str, UnknownNameError] = {}
    for post in dict.fromkeys(post for person in profiles for post in person.roles):
        try:
            known[post] = find_role(post, roles)
        except UnknownNameError as error:
            unknown[post] = error
    return known, unknown
