"""Whether the people of a matrix together hold what a target demands, whole and by unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import field, frozen

from statskompetencer import (
    CompetencyCoverage,
    Coverage,
    CoverageStatus,
    KeyPerson,
    UnitContribution,
)
from statskompetencer._binding import check_binding
from statskompetencer._checks import as_whole, check_kind, check_whole
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._unit_targets import checked_unit_targets
from statskompetencer.matching import Complete  # noqa: TC001 - hints are to be readable at run time
from statskompetencer.targets import MOST_PEOPLE, Target

from ._arrays import kept
from ._frames import to_frame
from ._segments import Counts, Segments, at_least, packed

if TYPE_CHECKING:
    from statskompetencer.entries import Competency

    from .matrix import RatingMatrix  # noqa: TC004 - imports this module; a hint of a private field


@frozen(repr=False, eq=False)
class MatrixCoverage:
    """How the people of a matrix stand with a target: counts of people as arrays.

    The counts are those of `statskompetencer.check_coverage` for the same people.

    Attributes:
        target: What was demanded.
        headcount: How many people the organisation has, or None where it was not told.
        units: The units, in the order of the alphabet; None, for those without, last.
        unit_people: For each unit how many people are in it.
        holders: For each unit and demand how many of its people hold it.
        unknown: For each unit and demand how many of its people were not assessed.
        not_relevant: For each unit and demand how many of its people it is not relevant for.

    .. versionadded:: 0.1.0
    """

    target: Target
    headcount: int | None
    units: tuple[str | None, ...]
    unit_people: Counts = field(converter=kept)
    holders: Counts = field(converter=kept)
    unknown: Counts = field(converter=kept)
    not_relevant: Counts = field(converter=kept)
    _matrix: RatingMatrix
    _unit_targets: Mapping[str, Target]

    @property
    def people(self) -> int:
        """How many people are in the data."""
        return int(self.unit_people.sum())

    @cached_property
    def entries(self) -> tuple[CompetencyCoverage, ...]:
        """How the whole stands with each demanded competency, in the framework's order."""
        unseen = 0 if self.headcount is None else self.headcount - self.people
        return tuple(_entries(self.target, self.holders, self.unknown, self.not_relevant, unseen))

    @cached_property
    def summary(self) -> Coverage:
        """The same as `statskompetencer.check_coverage` gives, with what each unit contributes.

        It holds no profiles. Units and entries are objects, one for each: with very many
        units the arrays here are quicker.
        """
        holders, unknown = self.holders.tolist(), self.unknown.tolist()
        units = tuple(
            UnitContribution(
                unit, people, tuple(held), tuple(open_), self._own(number) if own else None
            )
            for number, (unit, people, held, open_) in enumerate(
                zip(self.units, self.unit_people.tolist(), holders, unknown, strict=True)
            )
            for own in [unit is not None and unit in self._unit_targets]
        )
        return self._with(units)

    def _own(self, number: int) -> Coverage:
        """How a unit stands against its own target."""
        part = self._matrix.unit(self.units[number])
        return part.coverage(self._unit_targets[str(self.units[number])]).without_units

    @property
    def without_units(self) -> Coverage:
        """The summary of the whole alone."""
        return self._with(())

    def _with(self, units: tuple[UnitContribution, ...]) -> Coverage:
        find = partial(_key_people, self._matrix, self.entries)
        return CountedCoverage(
            self.target, (), self.headcount, self.entries, units, self.people, find
        )

    @property
    def statuses(self) -> tuple[CoverageStatus, ...]:
        """How the whole stands with each demanded competency."""
        return tuple(entry.status for entry in self.entries)

    @property
    def covered(self) -> int:
        """How many competencies have enough holders; the lower bound."""
        return self.without_units.covered

    @property
    def covered_upper(self) -> int:
        """How many may have, if the people not assessed held them; the upper bound."""
        return self.without_units.covered_upper

    @property
    def complete(self) -> Complete:
        """Whether all that is demanded is held: "yes", "possible" or "no"."""
        return self.without_units.complete

    @property
    def margin(self) -> int | None:
        """How many may leave before a hole opens (people); None where one is open."""
        return self.without_units.margin

    @property
    def key_people(self) -> tuple[KeyPerson, ...]:
        """Who must not leave; those with most such competencies first, then by id."""
        return self.without_units.key_people

    def to_dict(self, language: str | None = None, *, people: bool = False) -> dict[str, Any]:
        """Plain values for JSON, as of `statskompetencer.Coverage.to_dict`.

        Args:
            language: The language of the titles; Danish by default.
            people: Whether to name the key people by their ids; otherwise they are counted.
        """
        return self.summary.to_dict(language, people=people)

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a competency, for the whole."""
        return self.without_units.to_rows(language)

    def unit_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a unit and competency: how many hold it, how many are unknown."""
        return self.summary.unit_rows(language)

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - a frame of that library
        """A frame with a row a unit and competency (needs narwhals).

        Args:
            backend: The library whose frame it is: "pandas", "polars" or "pyarrow".

        Raises:
            MissingExtraError: narwhals or that library is not installed.
        """
        demands = len(self.target)
        ids = [demand.competency for demand in self.target]
        return to_frame(
            {
                "unit": [unit for unit in self.units for _ in range(demands)],
                "people": np.repeat(self.unit_people, demands),
                "competency": ids * len(self.units),
                "holders": self.holders.ravel(),
                "unknown": self.unknown.ravel(),
                "not_relevant": self.not_relevant.ravel(),
            },
            backend,
        )

    def explain(self, language: str | None = None) -> str:
        """The answer in a few sentences, without naming anybody.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        return self.without_units.explain(language)

    def __repr__(self) -> str:
        whole = repr(self.without_units).removeprefix("<Coverage").removesuffix(">")
        return f"<MatrixCoverage{whole}; {len(self.units)} units>"

    def _repr_html_(self) -> str:
        return self.without_units.to_html()


@frozen(repr=False)
class CountedCoverage(Coverage):
    """Coverage that was counted without profiles, as by `MatrixCoverage.summary`."""

    _people: int = 0
    _find_key_people: Callable[[], tuple[KeyPerson, ...]] = field(default=tuple, eq=False)

    @property
    def people(self) -> int:
        """How many people are in the data."""
        return self._people

    @cached_property
    def key_people(self) -> tuple[KeyPerson, ...]:
        """Who must not leave: the holders where there are just as many as needed."""
        found = self._find_key_people()
        return tuple(sorted(found, key=lambda one: (-len(one.competencies), one.person)))


def _key_people(
    matrix: RatingMatrix, entries: tuple[CompetencyCoverage, ...]
) -> tuple[KeyPerson, ...]:
    """The holders of what just as many hold as are needed, in no order."""
    alone: dict[int, list[Competency]] = {}
    for entry in entries:
        if entry.status is CoverageStatus.FRAGILE:
            column = matrix.columns[matrix.framework.positions[entry.competency.id]]
            for number in np.flatnonzero(at_least(column, entry.level)).tolist():
                alone.setdefault(number, []).append(entry.competency)
    return tuple(
        KeyPerson(matrix.ids[number], matrix.unit_of(number), tuple(competencies))
        for number, competencies in alone.items()
    )


def count_coverage(
    matrix: RatingMatrix,
    target: Target | None,
    headcount: int | None,
    unit_targets: Mapping[str, Target] | None,
) -> MatrixCoverage:
    """Count who holds what, unit by unit; what the arguments are: `RatingMatrix.coverage`."""
    target, headcount = check_target(matrix, target, headcount)
    own = checked_unit_targets({} if unit_targets is None else unit_targets, target, matrix.units)
    places = [target.framework.positions[demand.competency] for demand in target]
    levels = [demand.level or target.scale.holds_from for demand in target]
    segments = Segments(matrix.bounds)
    planes = matrix.planes
    if planes is not None:
        asked = zip(places, levels, strict=True)
        holders = segments.count([planes.steps[level - 1, place] for place, level in asked])
        unknown, not_relevant = planes.unknown[places], planes.not_relevant[places]
    else:
        shape = len(target), len(matrix.units)
        holders, unknown, not_relevant = (np.empty(shape, np.int64) for _ in range(3))
        for number, (place, level) in enumerate(zip(places, levels, strict=True)):
            column = matrix.columns[place]
            holders[number], unknown[number], not_relevant[number] = segments.count(
                [
                    packed(at_least(column, level)),
                    packed(column == NOT_ASSESSED),
                    packed(column == NOT_RELEVANT),
                ]
            )
    return MatrixCoverage(
        target,
        headcount,
        matrix.units,
        np.diff(matrix.bounds),
        holders.T,
        unknown.T,
        not_relevant.T,
        matrix,
        own,
    )


def check_target(
    matrix: RatingMatrix, target: Target | None, headcount: int | None
) -> tuple[Target, int | None]:
    """The target (by default everything, once) and the headcount, once they are sound.

    Raises:
        InvalidTypeError: This is not a target.
        BindingError: It is for another framework or scale.
        InvalidValueError: `headcount` is not a whole number from that of the people.
    """
    if target is None:
        target = Target.everything(matrix.framework, matrix.scale)
    check_kind(target, [Target], "target")
    check_binding(target, matrix.framework, matrix.scale)
    if headcount is not None:
        headcount = as_whole(headcount)
        check_whole(headcount, len(matrix), MOST_PEOPLE, "headcount")
    return target, headcount


def _entries(
    target: Target, holders: Counts, unknown: Counts, not_relevant: Counts, unseen: int
) -> list[CompetencyCoverage]:
    sums = (counts.sum(axis=0).tolist() for counts in (holders, unknown, not_relevant))
    return [
        CompetencyCoverage(
            target.framework.competency(demand.competency),
            demand.level or target.scale.holds_from,
            demand.holders,
            held,
            open_ + unseen,
            irrelevant,
        )
        for demand, held, open_, irrelevant in zip(target, *sums, strict=True)
    ]
