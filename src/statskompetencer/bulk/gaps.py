"""What the people of a matrix lack: each of them, all together, and unit by unit."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import field, frozen

from statskompetencer import GroupGap, GroupGaps, PostGaps
from statskompetencer._binding import bound, listing
from statskompetencer._columns import NOT_RELEVANT
from statskompetencer._held_roles import people_in, roles_of_posts
from statskompetencer._unit_targets import no_unit
from statskompetencer.exceptions import InvalidInputError, InvalidValueError
from statskompetencer.profiles import Profile
from statskompetencer.roles import Role, combine, find_role, roles_called

from ._arrays import Whole, frozen_array, kept
from ._frames import to_frame
from ._measures import LEVELS_MET, LEVELS_MET_UPPER
from ._segments import Counts, Segments, at_least, packed
from ._sums import Sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from statskompetencer.exceptions import UnknownNameError
    from statskompetencer.roles import Requirement

    from ._coded import Numbers
    from .matrix import RatingMatrix  # noqa: TC004 - imports this module; a hint of a private field


@frozen(repr=False, eq=False)
class PersonGaps:
    """How many steps (not weighted) each person of a matrix lacks against one role.

    The numbers are those of `statskompetencer.Gaps.steps_short` and its upper bound; each array is
    worked out when it is first asked for, and then kept.

    Attributes:
        role: What is asked for.

    .. versionadded:: 0.1.0
    """

    role: Role
    _matrix: RatingMatrix

    @cached_property
    def steps_short(self) -> Whole:
        """For each person the steps that are missing at least."""
        return self._missing(upper=False)

    @cached_property
    def steps_short_upper(self) -> Whole:
        """For each person the steps that may be missing."""
        return self._missing(upper=True)

    def _missing(self, *, upper: bool) -> Whole:
        planes, matrix = self._matrix.planes, self._matrix
        if planes is not None and planes.has_thermometers:
            return frozen_array(planes.gaps(self.role, upper=upper))
        sums = Sums([self.role], LEVELS_MET if upper else LEVELS_MET_UPPER)
        met: Whole = sums.all(matrix.columns, 0, len(matrix))[:, 0]
        np.subtract(met.dtype.type(sums.most), met, out=met)
        return frozen_array(met)

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the people, in the order of the arrays."""
        return self._matrix.ids

    def __len__(self) -> int:
        return len(self._matrix)

    def _columns(self) -> dict[str, Any]:
        return {
            "person": [*self.ids],
            "role": [self.role.id] * len(self),
            "steps_short": self.steps_short.tolist(),
            "steps_short_upper": self.steps_short_upper.tolist(),
        }

    def to_rows(self) -> list[dict[str, Any]]:
        """One plain dict a person; people are named, as these gaps are theirs."""
        columns = self._columns()
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"role": self.role.id, "people": self.to_rows()}

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - a frame of that library
        """A frame with a row a person (needs narwhals).

        Args:
            backend: The library whose frame it is: "pandas", "polars" or "pyarrow".

        Raises:
            MissingExtraError: narwhals or that library is not installed.
        """
        return to_frame(self._columns(), backend)

    def __repr__(self) -> str:
        return (
            f"<PersonGaps of {len(self)} people against {self.role.id or '–'}: "
            f"{int(self.steps_short.sum(dtype=np.int64))} to "
            f"{int(self.steps_short_upper.sum(dtype=np.int64))} steps short in all>"
        )


@frozen(repr=False, eq=False)
class UnitGaps:
    """How the units of a matrix stand with each competency that is asked of anybody.

    Arrays with a row a unit and a column a competency; nobody is named. The numbers are those
    of `statskompetencer.find_group_gaps` for the people of each unit.

    Attributes:
        roles: The ids of the roles that were asked for.
        competencies: The ids of the competencies, in the framework's order.
        units: The units, in the order of the alphabet; None, for those without, last.
        unit_people: For each unit how many people are in it.
        without_role: For each unit how many of them hold no post.
        short: How many people are rated and fall short.
        met: How many people meet what is asked of them.
        unknown: How many people of whom it is asked were not assessed.
        steps_short: How many steps are missing in all, at least.
        steps_short_upper: How many steps may be missing in all.
        weighted_short: The weights summed over the people who fall short.

    .. versionadded:: 0.1.0
    """

    roles: tuple[str, ...]
    competencies: tuple[str, ...]
    units: tuple[str | None, ...]
    unit_people: Counts = field(converter=kept)
    without_role: Counts = field(converter=kept)
    short: Counts = field(converter=kept)
    met: Counts = field(converter=kept)
    unknown: Counts = field(converter=kept)
    steps_short: Counts = field(converter=kept)
    steps_short_upper: Counts = field(converter=kept)
    weighted_short: Counts = field(converter=kept)
    _matrix: RatingMatrix

    @cached_property
    def whole(self) -> GroupGaps:
        """All people together, as `statskompetencer.find_group_gaps` gives it."""
        return self._group(slice(None))

    def unit(self, name: str | None) -> GroupGaps:
        """The people of one unit, as `statskompetencer.find_group_gaps` gives it.

        Competencies that are asked of nobody in the unit are not in it.

        Args:
            name: The unit; None for the people without one.

        Raises:
            UnknownNameError: Nobody is in such a unit.
        """
        if name not in self.units:
            raise no_unit(self.units, name, "name")
        number = self.units.index(name)
        return self._group(slice(number, number + 1))

    def _group(self, part: slice) -> GroupGaps:
        framework = self._matrix.framework
        sums = np.stack([getattr(self, name)[part].sum(axis=0) for name in _COUNTS], axis=1)
        gaps = [
            GroupGap(framework.competency(id_), *numbers)
            for id_, numbers in zip(self.competencies, sums.tolist(), strict=True)
            if any(numbers[:3])
        ]
        gaps.sort(key=lambda gap: (-gap.weighted_short, -gap.unknown))
        return GroupGaps(
            framework,
            int(self.unit_people[part].sum()),
            int(self.without_role[part].sum()),
            self.roles,
            tuple(gaps),
        )

    def _columns(self) -> dict[str, Any]:
        size = len(self.competencies)
        return {
            "unit": [unit for unit in self.units for _ in range(size)],
            "competency": [*self.competencies] * len(self.units),
            **{name: getattr(self, name).ravel().tolist() for name in _COUNTS},
        }

    def to_rows(self) -> list[dict[str, Any]]:
        """One plain dict a unit and competency."""
        columns = self._columns()
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values for JSON: the whole, and the counts of each unit."""
        return {**self.whole.to_dict(language), "units": self.to_rows()}

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - a frame of that library
        """A frame with a row a unit and competency (needs narwhals).

        Args:
            backend: The library whose frame it is: "pandas", "polars" or "pyarrow".

        Raises:
            MissingExtraError: narwhals or that library is not installed.
        """
        return to_frame(self._columns(), backend)

    def __repr__(self) -> str:
        whole = repr(self.whole).removeprefix("<GroupGaps").removesuffix(">")
        return f"<UnitGaps{whole}; {len(self.units)} units>"

    def _repr_html_(self) -> str:
        return self.whole.to_html()


_COUNTS = ("short", "met", "unknown", "steps_short", "steps_short_upper", "weighted_short")


def find_unit_gaps(matrix: RatingMatrix, asked: Role | Iterable[Role]) -> UnitGaps:
    """Who lacks what, unit by unit; what the arguments are: `RatingMatrix.group_gaps`."""
    roles = (asked,) if isinstance(asked, Role) else listing(asked, Role)
    if not roles:
        raise InvalidValueError(
            "there is no role to measure against", danish="der er ingen rolle at måle mod"
        )
    roles = bound(roles, Role, matrix.framework, matrix.scale)
    without = np.zeros(len(matrix.units), np.int64)
    if not isinstance(asked, Role):
        _, unknown = _roles_held(matrix, roles)
        if unknown:
            raise InvalidInputError.of([*unknown.values()], "posts", danish="stillinger")
        idle = np.flatnonzero(_post_codes(matrix) == 0)
        ends = np.searchsorted(idle, matrix.bounds)
        without += ends[1:] - ends[:-1]
    return _unit_gaps(matrix, roles, _groups(matrix, asked, roles), np.diff(matrix.bounds), without)


def _roles_held(
    matrix: RatingMatrix, roles: Iterable[Role]
) -> tuple[dict[str, Role], dict[str, UnknownNameError]]:
    """The role of every post that somebody holds, and the error of each that has none."""
    return roles_of_posts((Profile("-", roles=held) for held in matrix.posts.said()), roles)


def count_post_gaps(matrix: RatingMatrix, roles: Iterable[Role]) -> PostGaps:
    """What people lack in each of their posts; what the argument is: `RatingMatrix.post_gaps`."""
    listed = bound(listing(roles, Role), Role, matrix.framework, matrix.scale)
    known, unknown = _roles_held(matrix, listed)
    unclear = [error for post, error in unknown.items() if roles_called(post, listed)]
    if unclear:
        raise InvalidInputError.of(unclear, "posts", danish="stillinger")
    codes, every = _post_codes(matrix), matrix.posts.values
    people: list[int] = np.bincount(codes, minlength=len(every)).tolist()
    by_role: list[tuple[Role, GroupGaps]] = []
    for role in listed:
        asked = [n for n, held in enumerate(every) if any(known.get(post) is role for post in held)]
        numbers = np.flatnonzero(np.isin(codes, asked))
        if len(numbers):
            where = np.diff(np.searchsorted(numbers, matrix.bounds))
            gaps = _unit_gaps(matrix, (role,), [(role, numbers)], where, np.zeros_like(where))
            by_role.append((role, gaps.whole))
    return PostGaps(
        matrix.framework,
        len(matrix),
        tuple(by_role),
        people_in(unknown, zip(every, people, strict=True)),
        people[0],
    )


def _unit_gaps(
    matrix: RatingMatrix,
    roles: tuple[Role, ...],
    groups: Iterable[tuple[Role, Numbers | None]],
    people: Counts,
    without: Counts,
) -> UnitGaps:
    """Count, unit by unit, of those who are asked for a role."""
    units = len(matrix.units)
    sums: dict[int, Counts] = {}
    for role, numbers in groups:
        for r in role:
            place = matrix.framework.positions[r.competency]
            total = sums.setdefault(place, np.zeros((6, units), np.int64))
            total += _stand(matrix, numbers, place, r)
    places = sorted(sums)
    counts = np.stack([np.zeros((6, units), np.int64), *(sums[place] for place in places)])[1:]
    short, met, unknown, steps, steps_upper, weighted = np.moveaxis(counts, 0, 2)
    ids = matrix.framework.competency_ids
    return UnitGaps(
        tuple(role.id for role in roles),
        tuple(ids[place] for place in places),
        matrix.units,
        people,
        without,
        short,
        met,
        unknown,
        steps,
        steps_upper,
        weighted,
        matrix,
    )


def _post_codes(matrix: RatingMatrix) -> NDArray[np.int32]:
    codes = matrix.posts.codes
    return np.zeros(len(matrix), np.int32) if codes is None else codes


def _groups(
    matrix: RatingMatrix, asked: Role | Iterable[Role], roles: tuple[Role, ...]
) -> Iterator[tuple[Role, Numbers | None]]:
    """Who is asked for what: a role and the people, or None for all."""
    if isinstance(asked, Role):
        yield asked, None
        return
    codes = _post_codes(matrix)
    order = np.argsort(codes, kind="stable")
    differ = np.flatnonzero(np.diff(codes[order])) + 1
    edges: list[int] = [0, *differ.tolist(), len(codes)] if len(codes) else []
    for start, stop in pairwise(edges):
        numbers = order[start:stop]
        held = [find_role(post, roles) for post in matrix.posts[int(numbers[0])]]
        yield combine(*held, framework=matrix.framework, scale=matrix.scale), numbers


def _stand(matrix: RatingMatrix, numbers: Numbers | None, place: int, r: Requirement) -> Counts:
    """By unit: short, met, unknown, steps short at least and at most, weighted short."""
    column, planes, bounds = matrix.columns[place], matrix.planes, matrix.bounds
    if numbers is not None:
        column, planes, bounds = (
            column[numbers],
            None,
            np.searchsorted(numbers, bounds).astype(np.int64),
        )
    segments = Segments(bounds)
    if planes is None:
        (unknown,) = segments.count([packed(column >= NOT_RELEVANT)])
        bits = [packed(at_least(column, level)) for level in range(1, r.level + 1)]
    else:
        unknown = planes.unknown[place] + planes.not_relevant[place]
        bits = [*planes.steps[: r.level, place]]
    rated = np.diff(bounds) - unknown
    held = segments.count(bits)
    steps = r.level * rated - held.sum(axis=0)
    short = rated - held[-1]
    return np.stack([short, held[-1], unknown, steps, steps + r.level * unknown, r.weight * short])
