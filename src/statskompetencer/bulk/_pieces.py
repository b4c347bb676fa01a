"""Ratings that come in pieces, put together into one matrix in the order of the units."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from statskompetencer._columns import NOT_ASSESSED
from statskompetencer.profiles import Rater

from ._arrays import Codes
from ._choosing import UNDECIDED, UNDECIDED_UNIT, Groups
from ._coded import Coded, Numbers, Vocabulary
from ._names import Names

if TYPE_CHECKING:
    from statskompetencer.framework import Framework
    from statskompetencer.levels import Scale
    from statskompetencer.profiles import Rule

    from .matrix import RatingMatrix

Grounds: TypeAlias = NDArray[np.integer[Any]]
"""Numbers of the days or raters that a rule goes by."""

_TWO_BYTES = 1 << 16
_SETTLE_AT = 1 << 22
"""So many rows at least are gathered before those of the same person are put together."""
_NO_GROUND: Grounds = np.zeros(1, np.int32)
_TRUST = {None: 1, Rater.SELF: 2, Rater.MANAGER: 3, Rater.AGREED: 4}


@frozen(eq=False)
class About:
    """What rows say of people besides ratings, as numbers of the vocabularies of `Pieces`.

    Attributes:
        units: The unit of each.
        posts: The posts.
        raters: Who rated.
        days: The day of the rating.
    """

    units: NDArray[np.int32]
    posts: NDArray[np.int32]
    raters: NDArray[np.int32]
    days: NDArray[np.int32]

    def take(self, numbers: Numbers) -> About:
        """What these rows say."""
        return About(
            self.units[numbers], self.posts[numbers], self.raters[numbers], self.days[numbers]
        )


@frozen(eq=False)
class Piece:
    """Some people, each with what is said of them.

    Attributes:
        codes: The ratings, a row a competency; `UNDECIDED` where several contradict.
        ids: Whom each column is about.
        about: What is said besides.
        grounds: Which day or rater, by the number in the vocabulary, each rating is from, and
            in the last row the unit; None if it is what `about` says, or if no rule asks.
    """

    codes: Codes
    ids: Names
    about: About
    grounds: Grounds | None = None


class Pieces:
    """Gathers pieces.

    Args:
        framework: What the ratings speak of.
        scale: The scale of the levels.
        rule: How to choose between two ratings of the same person and competency.
    """

    def __init__(self, framework: Framework, scale: Scale, rule: Rule | None = None) -> None:
        self._framework = framework
        self._scale = scale
        self._rule = rule
        self._pieces: list[Piece] = []
        self._gathered = 0
        self._settle_at = _SETTLE_AT
        self.units: Vocabulary[str | None] = Vocabulary(None)
        self.posts: Vocabulary[tuple[str, ...]] = Vocabulary(())
        self.raters: Vocabulary[Rater | None] = Vocabulary(None)
        self.days: Vocabulary[date | None] = Vocabulary(None)

    def add(self, codes: Codes, ids: Names, about: About) -> None:
        """Add rows of people.

        Args:
            codes: The ratings, a row a competency and a column a person.
            ids: The people; the same may be there several times.
            about: What is said of each besides.
        """
        self._add(Piece(codes, ids, about))

    def add_ratings(
        self, ids: Names, whom: Numbers, places: Numbers, codes: Codes, about: About
    ) -> None:
        """Add rows of single ratings.

        Args:
            ids: The people.
            whom: For each row the number of the person.
            places: For each row the place of the competency.
            codes: For each row the rating; one that is not assessed may have any place.
            about: For each row what it says besides.
        """
        if not len(whom):
            return
        groups = _by_first_row(whom, len(ids))
        ids = ids.take(whom[groups.first])
        size, people = len(self._framework), groups.number
        found = np.full((size, people), NOT_ASSESSED, np.uint8)
        rated = np.flatnonzero(codes != NOT_ASSESSED)
        said, where, who = codes[rated], places[rated], groups.of[rated]
        found[where, who] = said
        grounds = self._own_grounds(about)
        kept = np.zeros((size + 1, people), self._kind)
        kept[where, who] = grounds[rated]
        if np.count_nonzero(found != NOT_ASSESSED) < len(rated):
            key = where * people + who
            _, one, same = np.unique(key, return_index=True, return_inverse=True)
            where, who = where[one], who[one]
            chosen = self._chosen(Groups(same, len(one)), said, grounds[rated])
            found[where, who], kept[where, who] = chosen
        together, kept[-1] = self._together(groups, about, grounds)
        self._add(Piece(found, ids, together, kept if self._rule else None))

    def undecided(self, most: int) -> tuple[int, dict[str, list[int | None]]]:
        """How often several ratings or units of a person contradict, and of whom.

        Args:
            most: So many people are named.

        Returns:
            The number; and for each of the first people the places of the competencies, and
            None for the unit.
        """
        whole = self._settle()
        in_units = whole.about.units == UNDECIDED_UNIT
        times = in_units.astype(np.int64)
        for column in whole.codes:
            times += column == UNDECIDED
        people: dict[str, list[int | None]] = {}
        for number in np.flatnonzero(times)[:most].tolist():
            places: list[int] = np.flatnonzero(whole.codes[:, number] == UNDECIDED).tolist()
            people[whole.ids[number]] = [*places, *[None] * bool(in_units[number])]
        return int(times.sum()), people

    def matrix(self, made: type[RatingMatrix]) -> RatingMatrix:
        """The matrix of all pieces, in which nothing is undecided; they are used up."""
        piece = self._settle()
        units = self.units.values
        # two bytes are sorted far quicker than four
        kind = np.uint16 if len(units) <= _TWO_BYTES else np.int32
        ranks: NDArray[np.integer[Any]] = np.empty(len(units), kind)
        in_order = sorted(range(len(units)), key=lambda n: (units[n] is None, units[n] or ""))
        ranks[in_order] = np.arange(len(units))
        unit_of = ranks[piece.about.units]
        order = None
        if (unit_of[1:] < unit_of[:-1]).any():
            order = np.argsort(unit_of, kind="stable")
            unit_of = unit_of[order]
        counts = np.bincount(unit_of, minlength=len(units))
        used = np.flatnonzero(counts)
        self._pieces = []
        codes, ids, about = piece.codes, piece.ids, piece.about
        del piece  # or what is not in order is kept besides
        if order is not None:
            ids, about = ids.take(order), about.take(order)
            codes, unordered = np.empty_like(codes), codes
            for column, before in zip(codes, unordered, strict=True):
                column[:] = before[order]
            del unordered
        return made(
            self._framework,
            self._scale,
            np.ascontiguousarray(codes),
            ids,
            tuple(units[in_order[number]] for number in used.tolist()),
            np.cumsum([0, *counts[used]]),
            Coded(self.posts.values, about.posts),
            Coded(self.raters.values, about.raters),
            Coded(self.days.values, about.days),
        )

    # --- putting together ---

    def _add(self, piece: Piece) -> None:
        """Add a piece; now and then the rows of the same person are put together."""
        self._pieces.append(piece)
        self._gathered += len(piece.ids)
        if self._gathered >= self._settle_at:
            self._settle()
            self._settle_at = max(_SETTLE_AT, 2 * self._gathered)

    def _settle(self) -> Piece:
        """Make one piece of all, with each person once."""
        pieces, self._pieces = self._pieces, []
        whole = pieces[0] if len(pieces) == 1 else self._joined(pieces)
        found = whole.ids.groups()
        if found is not None:
            whole = self._merged(whole, Groups(*found))
        self._pieces = [whole]
        self._gathered = len(whole.ids)
        return whole

    def _joined(self, pieces: list[Piece]) -> Piece:
        """All pieces as one; each is let go as soon as its ratings are copied."""
        people = sum(len(piece.ids) for piece in pieces)
        size = len(self._framework)
        codes = np.empty((size, people), np.uint8)
        has_grounds = any(piece.grounds is not None for piece in pieces)
        grounds = np.empty((size + 1 if has_grounds else 0, people), self._kind)
        start = 0
        for number, piece in enumerate(pieces):
            here = slice(start, start + len(piece.ids))
            codes[:, here] = piece.codes
            grounds[:, here] = self._grounds(piece)
            start = here.stop
            pieces[number] = evolve(piece, codes=codes[:, :0], grounds=None)
        nothing = np.zeros(0, np.int32)

        def every(name: str) -> NDArray[np.int32]:
            return np.concatenate([nothing, *(getattr(piece.about, name) for piece in pieces)])

        about = About(every("units"), every("posts"), every("raters"), every("days"))
        ids = Names.join([piece.ids for piece in pieces])
        return Piece(codes, ids, about, grounds if has_grounds else None)

    def _merged(self, piece: Piece, groups: Groups) -> Piece:
        """The same with each person once."""
        size, people = len(piece.codes), groups.number
        codes = np.empty((size, people), np.uint8)
        grounds = np.broadcast_to(self._grounds(piece), (size + 1, len(piece.ids)))
        kept = np.empty((size + 1 if self._rule else 0, people), self._kind)
        for place, column in enumerate(piece.codes):
            codes[place], best = self._chosen(groups, column, grounds[place])
            kept[place : place + 1] = best
        about, best = self._together(groups, piece.about, grounds[-1])
        kept[-1:] = best
        ids = piece.ids.take(groups.first)
        return Piece(codes, ids, about, kept if self._rule else None)

    def _chosen(self, groups: Groups, codes: Codes, grounds: Grounds) -> tuple[Codes, Grounds]:
        """Of several ratings of the same the one that counts, and its ground."""
        if self._rule is None:
            return groups.single(codes, NOT_ASSESSED), _NO_GROUND
        weights = self._weights()
        return groups.heaviest(codes, grounds, weights, nothing=NOT_ASSESSED, undecided=UNDECIDED)

    def _together(self, groups: Groups, about: About, grounds: Grounds) -> tuple[About, Grounds]:
        """What is said of people besides ratings, and the ground of the unit."""
        units, best = self._units(groups, about.units, grounds)
        posts = self._posts(groups, about.posts)
        return About(units, posts, groups.only(about.raters, 0), groups.only(about.days, 0)), best

    def _units(
        self, groups: Groups, units: NDArray[np.int32], grounds: Grounds
    ) -> tuple[NDArray[np.int32], Grounds]:
        """The unit of each person: the only one, or under a rule the one of the latest day."""
        weights = self._weights()
        if self._rule != "latest":
            if groups.are_alike(units):
                return units[groups.first], _NO_GROUND
            grounds, weights = np.zeros(len(units), np.int32), np.ones(1, np.int32)
        return groups.heaviest(units, grounds, weights, nothing=0, undecided=UNDECIDED_UNIT)

    def _posts(self, groups: Groups, posts: NDArray[np.int32]) -> NDArray[np.int32]:
        """All posts of each person, in the order of the rows."""
        found = posts[groups.first]
        differ = np.unique(groups.of[posts != found[groups.of]])
        rows = np.flatnonzero(np.isin(groups.of, differ))
        said: dict[int, dict[int, None]] = {}
        for person, number in zip(groups.of[rows].tolist(), posts[rows].tolist(), strict=True):
            said.setdefault(person, {})[number] = None
        unions: dict[tuple[int, ...], int] = {}
        values = self.posts.values
        for person, numbers in said.items():
            key = tuple(numbers)
            if key not in unions:
                held = dict.fromkeys(post for number in key for post in values[number])
                unions[key] = self.posts.number(tuple(held))
            found[person] = unions[key]
        return found

    # --- what a rule goes by ---

    def _grounds(self, piece: Piece) -> Grounds:
        """For each rating, or for all of a person, the number of what the rule goes by."""
        return self._own_grounds(piece.about) if piece.grounds is None else piece.grounds

    def _own_grounds(self, about: About) -> Grounds:
        """For each row the number of what the rule goes by."""
        return about.raters if self._rule == "rater" else about.days

    def _weights(self) -> NDArray[np.int32]:
        """How much counts what the rule goes by, by its number."""
        if self._rule == "rater":
            return np.array([_TRUST[rater] for rater in self.raters.values], np.int32)
        return np.array([(day or date.min).toordinal() for day in self.days.values], np.int32)

    @property
    def _kind(self) -> type[np.uint16 | np.int32]:
        """A type that holds the numbers of all days and raters so far."""
        return np.uint16 if len(self.days.values) <= _TWO_BYTES else np.int32


def _by_first_row(whom: Numbers, number: int) -> Groups:
    """The rows by person, in the order in which the people first appear."""
    first = np.full(number, len(whom))
    first[whom[::-1]] = np.arange(len(whom) - 1, -1, -1)
    rank = np.empty(number, np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(number)
    return Groups(rank[whom], int((first < len(whom)).sum()))
