"""The roles of the posts that people hold."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from ._binding import bound
from ._text import fold
from .exceptions import UnknownNameError
from .roles import Role, combine, find_role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .framework import Framework
    from .levels import Scale
    from .profiles import Profile

T = TypeVar("T")


def role_for(profile: Profile, asked: Role | Iterable[Role]) -> Role:
    """The role given, or those of the roles that the person holds, as one."""
    if isinstance(asked, Role):
        return asked
    roles = bound(asked, Role, profile.framework, profile.scale)
    held = _Very(profile.framework), _Very(profile.scale)
    return _posts_as_one(profile.roles, tuple(map(_Very, roles)), *held)


class _Very(Generic[T]):
    """This very object: roles that ask for the same are equal, whatever they are called."""

    def __init__(self, it: T) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Very) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


@lru_cache(maxsize=512)
def _posts_as_one(
    posts: tuple[str, ...],
    roles: tuple[_Very[Role], ...],
    framework: _Very[Framework],
    scale: _Very[Scale],
) -> Role:
    """The roles of these posts as one; kept, since many people hold the same posts."""
    known = [role.it for role in roles]
    held = [find_role(post, known) for post in posts]
    return combine(*held, framework=framework.it, scale=scale.it)


def roles_of_posts(
    profiles: Iterable[Profile], roles: Iterable[Role]
) -> tuple[dict[str, Role], dict[str, UnknownNameError]]:
    """The role of every post that somebody holds, and the error of each that has none."""
    known: dict[str, Role] = {}
    unknown: dict[str, UnknownNameError] = {}
    for post in dict.fromkeys(post for person in profiles for post in person.roles):
        try:
            known[post] = find_role(post, roles)
        except UnknownNameError as error:
            unknown[post] = error
    return known, unknown


def people_in(
    posts: Iterable[str], held: Iterable[tuple[Iterable[str], int]]
) -> tuple[tuple[str, int], ...]:
    """How many people hold each of these posts, in whatever spelling; named by the first.

    Args:
        posts: The posts.
        held: What posts people hold together, and how many people hold just these.
    """
    names: dict[str, str] = {}
    for post in posts:
        names.setdefault(fold(post), post)
    people: Counter[str] = Counter()
    for together, number in held:
        for key in {fold(post) for post in together}:
            people[key] += number
    return tuple((name, people[key]) for key, name in names.items())
