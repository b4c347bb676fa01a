"""What the commands ask about ratings, whatever reads and counts them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from statskompetencer.coverage import Coverage, check_coverage
from statskompetencer.framework import Framework
from statskompetencer.group_gaps import GroupGaps, find_group_gaps
from statskompetencer.levels import Scale
from statskompetencer.matching import Qualified, Ranking, rank
from statskompetencer.post_gaps import PostGaps, find_post_gaps
from statskompetencer.profiles import Profile, Rule
from statskompetencer.roles import Role
from statskompetencer.tables import RatingsFile

from .errors import bad_option

if TYPE_CHECKING:
    from statskompetencer.gaps import Asked
    from statskompetencer.targets import Target

MOST_NAMED = 10_000
"""So many people at the most are named one by one: more are no longer read by anybody."""


@frozen
class Source:
    """A file of ratings, and how it is to be read.

    Attributes:
        path: The file.
        framework: What the ratings speak of.
        scale: The scale of the levels.
        columns: What columns hold whose headers do not say, or None to leave them out.
        rule: Which of two ratings counts.
        progress: Shows how much is read: takes the number of rows, if it is known.
    """

    path: Path
    framework: Framework
    scale: Scale
    columns: Mapping[str, str | None]
    rule: Rule | None
    progress: Callable[[int | None], AbstractContextManager[Callable[[int], None] | None]]


@frozen
class Standing:
    """How all people stand with one role.

    Attributes:
        role: What is asked for.
        counts: How many qualify, possibly, and not.
        best: Who stands on the first places; nobody where that was not asked for.
    """

    role: Role
    counts: Mapping[Qualified, int]
    best: Ranking

    @property
    def people(self) -> int:
        """How many people were ranked."""
        return sum(self.counts.values())


class Data(ABC):
    """The ratings of a file: what each engine answers."""

    @abstractmethod
    def __len__(self) -> int:
        """How many people there are."""

    @abstractmethod
    def facts(self) -> RatingsFile:
        """What was read; its people are only counted where there may be very many."""

    @property
    @abstractmethod
    def has_posts(self) -> bool:
        """Whether somebody holds a post."""

    @abstractmethod
    def profiles(self) -> Sequence[Profile]:
        """Each person; to be asked for only where there are few."""

    @abstractmethod
    def coverage(self, target: Target, headcount: int | None, *, units: bool) -> Coverage:
        """Whether all together hold what is demanded; and if wanted what units contribute."""

    @abstractmethod
    def group_gaps(self, asked: Asked) -> GroupGaps:
        """What all lack together, for a role or for the posts that they hold."""

    @abstractmethod
    def post_gaps(self, roles: Sequence[Role]) -> PostGaps:
        """What people lack in each of the posts that they hold."""

    @abstractmethod
    def standings(self, roles: Sequence[Role], top: int) -> list[Standing]:
        """How all stand with each role, with those up to a place (0 for nobody)."""


@frozen
class Objects(Data):
    """Ratings as profiles, one object a person: files of a size that people look at.

    Attributes:
        file: The file.
    """

    file: RatingsFile

    def __len__(self) -> int:
        return len(self.file)

    def facts(self) -> RatingsFile:
        """What was read."""
        return self.file

    @property
    def has_posts(self) -> bool:
        """Whether somebody holds a post."""
        return any(person.roles for person in self.file)

    def profiles(self) -> Sequence[Profile]:
        """Each person."""
        return self.file

    def coverage(self, target: Target, headcount: int | None, *, units: bool) -> Coverage:
        """As `check_coverage` gives it, with the units in any case."""
        del units
        return check_coverage(self.file, target, headcount=headcount)

    def group_gaps(self, asked: Asked) -> GroupGaps:
        """As `find_group_gaps` gives it."""
        return find_group_gaps(self.file, asked)

    def post_gaps(self, roles: Sequence[Role]) -> PostGaps:
        """As `find_post_gaps` gives it."""
        return find_post_gaps(self.file, roles)

    def standings(self, roles: Sequence[Role], top: int) -> list[Standing]:
        """As `rank` gives them."""
        rankings = [rank(self.file, role) for role in roles]
        best = [one.top(top) if top else one[:0] for one in rankings]
        check_named(sum(map(len, best)))
        pairs = zip(rankings, best, strict=True)
        return [Standing(one.role, one.counts, first) for one, first in pairs]


def check_named(people: int) -> None:
    """Check that not too many people are to be named.

    Raises:
        InvalidValueError: There are more than `MOST_NAMED`.
    """
    if people > MOST_NAMED:
        raise bad_option("too_many_named", "--people", people=people, most=MOST_NAMED)


def in_order(people: Iterable[Profile]) -> list[Profile]:
    """By unit and id, those without a unit last: the same order whatever reads the file."""
    return sorted(people, key=lambda one: (one.unit is None, one.unit or "", one.id))
