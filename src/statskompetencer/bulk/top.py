"""Who of all people of a matrix meets each of many roles best."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from statskompetencer._columns import NOT_RELEVANT
from statskompetencer.matching import Ranking
from statskompetencer.roles import Role, find_role

from ._arrays import BLOCK, kept, span
from ._frames import to_frame
from ._measures import POSSIBLE, STEPS_MET, VERDICT, YES, as_numbers
from ._parallel import in_parts
from ._sums import Sums
from .matches import VERDICTS

if TYPE_CHECKING:
    from .matrix import RatingMatrix  # noqa: TC004 - imports this module; a hint of a private field

Numbers = NDArray[np.int64]

_KEPT = 256
"""So many more candidates than asked for are gathered before the worst are let go."""
_MANY = 1024
"""Of so many candidates in a block it is quicker to ask first whether they qualify."""
_SAMPLE = 4096
"""So many people, at least, are looked at first."""


@frozen(repr=False, eq=False)
class Top:
    """The best matches of each role, role after role, best first.

    Of each role all are here who share place `k` or a better one, as in
    `statskompetencer.Ranking.top`. All arrays are in one order; those of a role stand from
    ``offsets[n]`` to ``offsets[n + 1]``.

    Attributes:
        roles: What is asked for.
        k: Up to which place.
        ranked: How many people were ranked.
        offsets: Where the people of each role begin, and where the last ones end.
        people: The numbers of the people in the matrix.
        places: Their places for the role, from 1; equal matches share one (1, 1, 3).
        qualified: 2 where every minimum is met, 1 where that is possible, 0 where one is missed.
        steps_met: The weighted number of asked steps that are met, at least.
        steps_met_upper: The same, at most.
        short: How many requirements are rated and not met.
        unknown: How many requirements have no level.

    .. versionadded:: 0.1.0
    """

    roles: tuple[Role, ...]
    k: int
    ranked: int
    offsets: Numbers = field(converter=kept)
    people: Numbers = field(converter=kept)
    places: Numbers = field(converter=kept)
    qualified: Numbers = field(converter=kept)
    steps_met: Numbers = field(converter=kept)
    steps_met_upper: Numbers = field(converter=kept)
    short: Numbers = field(converter=kept)
    unknown: Numbers = field(converter=kept)
    _matrix: RatingMatrix

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the people."""
        return [*self._matrix.ids.take(self.people)]

    def ranking(self, role: Role | str) -> Ranking:
        """The best of one role as `statskompetencer.rank` gives them, with their profiles.

        Args:
            role: One of the roles, by id or title, or itself.

        Raises:
            UnknownNameError: There is no such role.
        """
        name = role if isinstance(role, str) else role.id
        found = find_role(name, self.roles)
        number = next(n for n, one in enumerate(self.roles) if one is found)
        part = slice(self.offsets[number], self.offsets[number + 1])
        profiles = tuple(self._matrix.profile_at(n) for n in self.people[part].tolist())
        return Ranking(found, profiles, tuple(self.places[part].tolist()), self.ranked)

    def __len__(self) -> int:
        return len(self.people)

    def _columns(self) -> dict[str, list[Any]]:
        ids = [
            role.id
            for role, number in zip(self.roles, np.diff(self.offsets).tolist(), strict=True)
            for _ in range(number)
        ]
        asked = np.repeat([role.steps_asked for role in self.roles], np.diff(self.offsets)).astype(
            np.int64
        )
        shares = (
            np.divide(steps, asked, out=np.ones(len(self)), where=asked > 0)
            for steps in (self.steps_met, self.steps_met_upper)
        )
        lower, upper = (share.tolist() for share in shares)
        return {
            "person": self.ids,
            "role": ids,
            "place": self.places.tolist(),
            "qualified": [VERDICTS[number].value for number in self.qualified.tolist()],
            "score": lower,
            "score_upper": upper,
            "steps_met": self.steps_met.tolist(),
            "steps_met_upper": self.steps_met_upper.tolist(),
            "steps_asked": asked.tolist(),
            "short": self.short.tolist(),
            "unknown": self.unknown.tolist(),
        }

    def to_rows(self) -> list[dict[str, Any]]:
        """One plain dict a match; people are named, since a ranking is of people."""
        columns = self._columns()
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; people are named."""
        return {
            "k": self.k,
            "ranked": self.ranked,
            "roles": [role.id for role in self.roles],
            "matches": self.to_rows(),
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - a frame of that library
        """A frame with a row a match (needs narwhals).

        Args:
            backend: The library whose frame it is: "pandas", "polars" or "pyarrow".

        Raises:
            MissingExtraError: narwhals or that library is not installed.
        """
        return to_frame(self._columns(), backend)

    def __repr__(self) -> str:
        return (
            f"<Top {self.k} of {self.ranked} people for {len(self.roles)} roles: "
            f"{len(self)} matches>"
        )


class _Best:
    """The best matches with one role so far.

    Args:
        role: What is asked for.
        k: Up to which place.
        matrix: Whose people.
        verdict: The verdict that is known to be needed.
        steps: The steps that are known to be needed besides.
    """

    def __init__(self, role: Role, k: int, matrix: RatingMatrix, verdict: int, steps: int) -> None:
        self._role, self._matrix = role, matrix
        places = [[role.framework.positions[r.competency]] for r in role]
        self._places = np.array(places, np.int64).reshape(-1, 1)
        self._levels, self._weights, self._minimums = (
            np.array([getattr(r, name) for r in role], np.int64).reshape(-1, 1)
            for name in ("level", "weight", "minimum")
        )
        self._open = np.where(self._minimums > 0, POSSIBLE, YES)
        self._k = k
        self._waiting: list[Numbers] = []
        self._number = 0
        self.kept = np.zeros((6, 0), np.int64)
        """For each person: verdict, steps met, at most, not short, not unknown; the person."""
        self.verdict, self.steps = verdict, steps
        """Nobody with a lower verdict, or with this one and fewer steps, can be among the best."""

    def add_some(self, people: Numbers, first: int, last: int) -> None:
        """Take up those of the people of a block who have the steps.

        Args:
            people: Their numbers in the block.
            first: The first person of the block.
            last: The person after its last one.
        """
        if len(people) > _MANY and self.verdict == YES and (self._minimums > 0).any():
            ((_, verdicts),) = self._verdicts.blocks(self._matrix.columns, first, last)
            people = people[verdicts[people, 0] == YES]
        self.add(people + first)

    @cached_property
    def _verdicts(self) -> Sums:
        return Sums([self._role], VERDICT, np.int8)

    def add(self, people: Numbers) -> None:
        """Take up candidates, by their numbers."""
        self._waiting.append(people)
        self._number += len(people)
        if self._number >= max(self._k + _KEPT, self.kept.shape[1]):
            self.settle()

    def settle(self) -> None:
        """Work out the candidates, and let those go who are not among the best."""
        every = np.concatenate([np.zeros(0, np.int64), *self._waiting])
        self._waiting, self._number = [], 0
        starts = range(0, len(every), _SAMPLE)
        parts = [self.kept, *(self._worked_out(every[n : n + _SAMPLE]) for n in starts)]
        found = np.concatenate(parts, axis=1)
        found = found[:, np.lexsort(-found[4::-1])]
        if found.shape[1] >= self._k:
            last = found[:5, self._k - 1 : self._k]
            as_good = (found[:5] == last).all(axis=0)
            found = found[:, : int(np.flatnonzero(as_good)[-1]) + 1]
            self.verdict, self.steps = found[:2, self._k - 1].tolist()
        self.kept = found

    def _worked_out(self, people: Numbers) -> Numbers:
        """What is kept of these people; of no more than fit the cache of a processor at once."""
        held = self._matrix.columns[self._places, people].astype(np.int64)
        unrated = held >= NOT_RELEVANT
        upper = np.minimum(held, self._levels) * self._weights
        verdicts = np.where(held < self._minimums, 0, np.where(unrated, self._open, YES))
        return np.stack(
            [
                np.bitwise_and.reduce(verdicts, axis=0, initial=YES),
                np.where(unrated, 0, upper).sum(axis=0),
                upper.sum(axis=0),
                -(held < self._levels).sum(axis=0),
                -unrated.sum(axis=0),
                people,
            ]
        )


class _Search:
    """The best matches with each role among some people.

    Args:
        matrix: Whose people.
        roles: The roles.
        k: Up to which place.
        sums: The steps that people meet of the roles.
        least: For each role the verdict and the steps that are known to be needed.
    """

    def __init__(
        self,
        matrix: RatingMatrix,
        roles: tuple[Role, ...],
        k: int,
        sums: Sums,
        least: Sequence[tuple[int, int]],
    ) -> None:
        self._columns, self._roles, self._sums = matrix.columns, roles, sums
        self.best = [_Best(role, k, matrix, *of) for role, of in zip(roles, least, strict=True)]
        self._open: list[int] = []
        self._verdicts = Sums([], VERDICT, np.int8)

    def among(self, first: int, last: int) -> list[_Best]:
        """Look at the people with these numbers."""
        for begin, steps in self._sums.blocks(self._columns, first, last):
            end = begin + len(steps)
            fits = steps >= np.array([one.steps for one in self.best], steps.dtype)
            self._judge(fits, begin, end)
            people, numbers = np.divmod(np.flatnonzero(fits), fits.shape[1])
            order = np.argsort(numbers, kind="stable")
            edges = np.searchsorted(numbers, span(0, len(self.best) + 1), sorter=order)
            for number in np.flatnonzero(np.diff(edges)).tolist():
                some = people[order[edges[number] : edges[number + 1]]]
                self.best[number].add_some(some, begin, end)
        for one in self.best:
            one.settle()
        return self.best

    def _judge(self, fits: NDArray[np.bool_], first: int, last: int) -> None:
        """Where a better verdict than the one that is needed may be found, look at them too."""
        open_ = [number for number, one in enumerate(self.best) if one.verdict < YES]
        if not open_:
            return
        if open_ != self._open:
            self._open = open_
            self._verdicts = Sums([self._roles[number] for number in open_], VERDICT, np.int8)
        needed = np.array([self.best[number].verdict for number in open_], np.int8)
        found = self._verdicts.all(self._columns, first, last)
        fits[:, open_] = (found > needed) | (found == needed) & fits[:, open_]


def find_top(matrix: RatingMatrix, roles: tuple[Role, ...], k: int) -> Top:
    """The best of each role; what the arguments are: `RatingMatrix.top`."""
    sums = Sums(roles, STEPS_MET)
    least = _sample(matrix, roles, k, sums)

    def work(first: int, last: int) -> list[_Best]:
        return _Search(matrix, roles, k, sums, least).among(first, last)

    first, *others = in_parts(0, len(matrix), work)
    for one, *more in zip(first, *others, strict=True):
        for other in more:
            one.add(other.kept[5])
        one.settle()
    return _sorted(matrix, roles, k, first)


def _sample(
    matrix: RatingMatrix, roles: tuple[Role, ...], k: int, sums: Sums
) -> list[tuple[int, int]]:
    """For each role a verdict and steps that the best have at least, from the first few people."""
    some = max(_SAMPLE, 4 * k)
    if some > len(matrix) or some > BLOCK:
        return [(0, 0) for _ in roles]
    steps = sums.all(matrix.columns, 0, some).astype(np.int64)
    verdicts = Sums(roles, VERDICT, np.int8).all(matrix.columns, 0, some)
    keys = verdicts * np.int64(sums.most + 1) + steps
    least: list[int] = np.partition(keys, some - k, axis=0)[some - k].tolist()
    return [divmod(key, sums.most + 1) for key in least]


def _sorted(matrix: RatingMatrix, roles: tuple[Role, ...], k: int, best: Sequence[_Best]) -> Top:
    parts: list[Numbers] = []
    places: list[Numbers] = []
    for one in best:
        kept = one.kept[:, matrix.ids.order_of(one.kept[5])]
        kept = kept[:, np.lexsort(-kept[4::-1])]
        differs = (kept[:5, 1:] != kept[:5, :-1]).any(axis=0)
        starts = np.r_[True, differs][: kept.shape[1]]
        numbers = span(1, kept.shape[1] + 1)
        places.append(np.maximum.accumulate(np.where(starts, numbers, 0)))
        parts.append(kept)
    empty = np.zeros((6, 0), np.int64)
    every = np.concatenate([empty, *parts], axis=1)
    return Top(
        roles,
        k,
        len(matrix),
        np.cumsum([0, *(part.shape[1] for part in parts)]),
        every[5].copy(),
        np.concatenate([empty[0], *places]),
        as_numbers(every[0]),
        every[1].copy(),
        every[2].copy(),
        -every[3],
        -every[4],
        matrix,
    )
