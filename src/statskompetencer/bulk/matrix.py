"""The ratings of very many people, one byte each, and what is asked of them all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import evolve, field, frozen

from statskompetencer._binding import bound, default_binding, framework_key, listing, one_each
from statskompetencer._checks import as_whole, check_whole
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._text import composed
from statskompetencer._unit_targets import no_unit
from statskompetencer.framework import Framework
from statskompetencer.levels import Scale
from statskompetencer.profiles import Profile, Rater, Ratings
from statskompetencer.roles import Role

from ._arrays import BLOCK, Codes, kept, same, span
from ._coded import Coded
from ._names import Names, Numbers
from ._pieces import About, Pieces
from ._planes import Planes
from ._rebuilt import Rebuilt
from .coverage import MatrixCoverage, count_coverage
from .cube import Cube, count_cube
from .gaps import PersonGaps, UnitGaps, count_post_gaps, find_unit_gaps
from .matches import Matches
from .top import Top, find_top

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from statskompetencer import KeyPerson, PostGaps
    from statskompetencer.profiles import Rule
    from statskompetencer.targets import Target

    from ._measures import Measure
    from ._sums import Sums


@frozen(repr=False, eq=False)
class RatingMatrix(Rebuilt):
    """What very many people have: one byte for each person and competency.

    The people stand in the order of their units (by code point, those without a unit last),
    and within a unit in the order in which they were given. It is made by `from_profiles`,
    `from_frame`, `from_arrow`, `from_parquet` or `load`, never changes, and its analyses give
    the numbers of `statskompetencer.match`, `rank`, `find_gaps`, `find_group_gaps` and
    `check_coverage` for the same people.

    Attributes:
        framework: What the ratings speak of.
        scale: The scale of the levels.
        columns: The ratings: a row a competency (in the framework's order), a column a
            person; the level, 254 for not relevant, 255 for not assessed.
        ids: The ids of the people.
        units: The units, in order; None, for the people without one, last.
        bounds: Where each unit begins among the people, and where the last one ends.
        posts: The posts that the people hold.
        raters: Who rated.
        days: The days of the ratings.
        planes: The index, if `indexed` made one.

    Example:
        >>> from statskompetencer import Profile, Role
        >>> people = [Profile("bo", {"PV11": 1}, unit="Jura"), Profile("al", {"PV11": 3})]
        >>> matrix = RatingMatrix.from_profiles(people)
        >>> matrix
        <RatingMatrix of 2 people in 2 units × 32 competencies>
        >>> matrix.match([Role("r", {"PV11": 3})]).steps_met.tolist()
        [[1], [3]]

    .. versionadded:: 0.1.0
    """

    framework: Framework
    scale: Scale
    columns: Codes = field(converter=kept)
    ids: Names
    units: tuple[str | None, ...]
    bounds: Numbers = field(converter=kept)
    posts: Coded[tuple[str, ...]]
    raters: Coded[Rater | None]
    days: Coded[date | None]
    planes: Planes | None = None

    # --- in and out ---

    @classmethod
    def from_profiles(
        cls,
        profiles: Iterable[Profile],
        *,
        framework: Framework | None = None,
        scale: Scale | None = None,
    ) -> RatingMatrix:
        """The ratings of these people.

        Args:
            profiles: One profile a person; put several together with `resolve` first.
            framework: What they speak of; by default what the first profile speaks of.
            scale: The scale of the levels; by default that of the first profile.

        Raises:
            BindingError: Profiles are for different frameworks or scales.
            DuplicateRatingError: A person is there twice.

        Example:
            >>> len(RatingMatrix.from_profiles([Profile("anna", {"PV11": 3})]))
            1
        """
        given = listing(profiles, Profile)
        if given and framework is None:
            framework = given[0].framework
            scale = given[0].scale if scale is None else scale
        framework, scale = default_binding(framework, scale)
        people = one_each(bound(given, Profile, framework, scale))
        pieces = Pieces(framework, scale)
        raw = b"".join(person.ratings.codes for person in people)
        codes = np.frombuffer(raw, np.uint8).reshape(len(people), len(framework)).T
        about = About(
            *(
                np.array([vocabulary.number(getattr(one, name)) for one in people], np.int32)
                for name, vocabulary in (
                    ("unit", pieces.units),
                    ("roles", pieces.posts),
                    ("rater", pieces.raters),
                    ("assessed_on", pieces.days),
                )
            )
        )
        pieces.add(codes, Names.of(person.id for person in people), about)
        return pieces.matrix(cls)

    @classmethod
    def from_arrow(  # noqa: PLR0913 - one argument for each thing a table does not say itself
        cls,
        data: object,
        *,
        framework: Framework | None = None,
        scale: Scale | None = None,
        columns: Mapping[str, str | None] | None = None,
        rule: Rule | None = None,
        progress: Callable[[int], None] | None = None,
        name: str = "data",
    ) -> RatingMatrix:
        """Read ratings from Arrow, batch by batch (needs PyArrow).

        The table is wide (one row a person and one column a competency) or long (one row a
        rating), and its columns are found by their names as `read_ratings` finds them. Rows of
        the same person are put together as `resolve` does it.

        Args:
            data: Whatever gives Arrow batches: a table, a record batch or a reader of them of
                PyArrow, a dataset, or an object with ``__arrow_c_stream__`` such as a frame of
                Polars or a relation of DuckDB.
            framework: What the ratings speak of; the bundled model by default.
            scale: The scale of the levels; the framework's, or the project's default.
            columns: For names that are not usual what the column holds (``"person"``,
                ``"unit"``, ``"posts"``, ``"rater"``, ``"date"``, ``"competency"``, ``"level"``,
                ``"relevant"``, or a competency), or None to leave it out.
            rule: How to choose between two ratings of the same person and competency:
                ``"latest"`` or ``"rater"``; None if there may not be two. It takes up to two
                bytes more for each person and competency, as soon as a person is in two rows.
            progress: Called after each batch with the number of rows read so far.
            name: What the data are called in errors.

        Raises:
            InvalidInputError: Holds the errors in the data, each with row (counted from 0) and
                column, in their order. Where ratings contradict, the rows are known only if
                the data can be read twice, as a reader cannot.
            InvalidValueError: There is no such rule.
            InvalidTypeError: This gives no Arrow batches.
            MissingExtraError: PyArrow is not installed.

        Example:
            >>> import pyarrow
            >>> table = pyarrow.table({
            ...     "person": ["bo", "bo"], "date": ["2025-03-01", "2026-03-01"], "PV11": [1, 3]})
            >>> RatingMatrix.from_arrow(table, rule="latest").profile_at(0)["PV11"]
            3
        """
        from .reading import Asked, read_arrow  # noqa: PLC0415 - readers are loaded when used

        return read_arrow(cls, data, Asked.of(framework, scale, columns, rule, progress), name)

    @classmethod
    def from_parquet(  # noqa: PLR0913 - as above
        cls,
        path: str | PathLike[str],
        *,
        framework: Framework | None = None,
        scale: Scale | None = None,
        columns: Mapping[str, str | None] | None = None,
        rule: Rule | None = None,
        progress: Callable[[int], None] | None = None,
        rows: int = 1 << 18,
    ) -> RatingMatrix:
        """Read ratings from a Parquet file, piece by piece (needs PyArrow).

        Args:
            path: The file; one that `save` wrote is taken as it is.
            framework: As in `from_arrow`.
            scale: As in `from_arrow`.
            columns: As in `from_arrow`.
            rule: As in `from_arrow`.
            progress: As in `from_arrow`.
            rows: How many rows are read at once.

        Raises:
            UnreadableFileError: The file is not there, may not be read, or is not Parquet.
            InvalidInputError: Holds the errors in the file, each with row (counted from 0)
                and column, in their order.
            InvalidValueError: There is no such rule, or `rows` is not a whole number from 1.
            MissingExtraError: PyArrow is not installed.

        Example:
            >>> import pyarrow.parquet
            >>> table = pyarrow.table({"person": ["bo"], "PV11": [3]})
            >>> pyarrow.parquet.write_table(table, "ratings.parquet")
            >>> RatingMatrix.from_parquet("ratings.parquet")
            <RatingMatrix of 1 person in 1 unit × 32 competencies>
        """
        from .reading import Asked, read_parquet  # noqa: PLC0415 - as above

        rows = as_whole(rows)
        check_whole(rows, 1, None, "rows")
        return read_parquet(cls, path, Asked.of(framework, scale, columns, rule, progress), rows)

    @classmethod
    def from_csv(  # noqa: PLR0913 - as above
        cls,
        path: str | PathLike[str],
        *,
        framework: Framework | None = None,
        scale: Scale | None = None,
        columns: Mapping[str, str | None] | None = None,
        rule: Rule | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> RatingMatrix:
        r"""Read ratings from a CSV file of any size, piece by piece (needs PyArrow).

        All is understood and refused as `statskompetencer.read_ratings` does: encoding, what
        parts the cells, headers, competencies, levels, words for what is not assessed or not
        relevant, rows of the same person. Where a block of the file is odd (rows of different
        lengths, quotation marks within a cell), it is read from there row by row, which takes
        some times as long.

        Args:
            path: The file.
            framework: As in `from_arrow`.
            scale: As in `from_arrow`.
            columns: As in `from_arrow`; for a file there is no ``"relevant"``.
            rule: As in `from_arrow`.
            progress: As in `from_arrow`.

        Raises:
            UnreadableFileError: The file is not there, may not be read, or is not a table.
            InvalidInputError: Holds the errors in the file, each with row (as a spreadsheet
                counts them, the headers are row 1) and column, in its order.
            InvalidValueError: There is no such rule.
            MissingExtraError: PyArrow is not installed.

        Example:
            >>> from pathlib import Path
            >>> lines = "Medarbejder;Kompetence;Niveau", "M1;PV11;2 - øvet", "M1;DS11;"
            >>> _ = Path("ratings.csv").write_text("\n".join(lines), "utf-8")
            >>> RatingMatrix.from_csv("ratings.csv").profile_at(0)["PV11"]
            2
        """
        from .reading import Asked, read_csv  # noqa: PLC0415 - as above

        return read_csv(cls, path, Asked.of(framework, scale, columns, rule, progress))

    @classmethod
    def from_frame(
        cls,
        frame: object,
        *,
        framework: Framework | None = None,
        scale: Scale | None = None,
        columns: Mapping[str, str | None] | None = None,
        rule: Rule | None = None,
    ) -> RatingMatrix:
        """Read ratings from a data frame, wide or long.

        Args:
            frame: A frame of pandas, Polars, PyArrow, DuckDB or whatever else narwhals knows
                (which is needed), eager or lazy. An index of pandas is not looked at.
            framework: As in `from_arrow`.
            scale: As in `from_arrow`.
            columns: As in `from_arrow`.
            rule: As in `from_arrow`.

        Raises:
            InvalidInputError: Holds the errors in the frame, each with row (counted from 0)
                and column, in their order.
            InvalidValueError: There is no such rule.
            InvalidTypeError: This is not a data frame.
            UnreadableFileError: A lazy frame fails when it is worked out.
            MissingExtraError: narwhals is not installed.

        Example:
            >>> import pandas as pd
            >>> frame = pd.DataFrame({"person": ["bo"], "unit": ["Jura"], "PV11": [3]})
            >>> RatingMatrix.from_frame(frame).units
            ('Jura',)
        """
        from .reading import Asked, read_frame  # noqa: PLC0415 - as above

        return read_frame(cls, frame, Asked.of(framework, scale, columns, rule))

    @classmethod
    def load(
        cls,
        path: str | PathLike[str],
        *,
        framework: Framework | None = None,
        scale: Scale | None = None,
    ) -> RatingMatrix:
        """The matrix that `save` wrote, for the same framework and scale (needs PyArrow).

        Args:
            path: The file.
            framework: What it has to speak of; the bundled model by default.
            scale: The scale that it has to have; the framework's, or the project's default.

        Raises:
            BindingError: It is for another framework or scale.
            UnreadableFileError: The file is not there, may not be read, or `save` did not
                write it.
            DuplicateRatingError: Somebody changed the file, and a person is there twice.
            InvalidValueError: The suffix is not one that `save` takes.
            MissingExtraError: PyArrow is not installed.

        Example:
            >>> matrix = RatingMatrix.from_profiles([Profile("bo", {"PV11": 1})])
            >>> matrix.save("people.parquet")
            >>> RatingMatrix.load("people.parquet") == matrix
            True
        """
        from .saving import load_matrix  # noqa: PLC0415 - as above

        return load_matrix(cls, path, *default_binding(framework, scale))

    def save(self, path: str | PathLike[str]) -> None:
        """Write everything to a file that `load` reads (needs PyArrow).

        It is a wide table, one column of levels a competency, which other programs can read
        too: there *not assessed* and *not relevant* are both null, and a column of its own
        tells them apart. A file that is there is replaced.

        Args:
            path: The file: Arrow for the suffix .arrow or .feather, Parquet for .parquet.

        Raises:
            InvalidValueError: The suffix is another one.
            UnreadableFileError: The file cannot be written.
            MissingExtraError: PyArrow is not installed.

        Example:
            >>> RatingMatrix.from_profiles([Profile("bo", {"PV11": 1})]).save("people.arrow")
        """
        from .saving import save_matrix  # noqa: PLC0415 - as above

        save_matrix(self, path)

    def to_profiles(self) -> tuple[Profile, ...]:
        """A profile of each person, in the order of the matrix.

        Example:
            >>> people = [Profile("bo", unit="Jura"), Profile("al", unit="It")]
            >>> [one.id for one in RatingMatrix.from_profiles(people).to_profiles()]
            ['al', 'bo']
        """
        return tuple(self)

    def profile_at(self, number: int) -> Profile:
        """The profile of the person with this number, counted from 0.

        Example:
            >>> RatingMatrix.from_profiles([Profile("bo", {"PV11": 1})]).profile_at(0)["PV11"]
            1
        """
        number = range(len(self))[number]
        return Profile(
            self.ids[number],
            Ratings(self.framework, self.columns[:, number].tobytes()),
            framework=self.framework,
            scale=self.scale,
            unit=self.unit_of(number),
            roles=self.posts[number],
            rater=self.raters[number],
            assessed_on=self.days[number],
        )

    def unit_of(self, number: int) -> str | None:
        """The unit of the person with this number, counted from 0.

        Example:
            >>> matrix = RatingMatrix.from_profiles([Profile("bo", unit="Jura")])
            >>> matrix.unit_of(0)
            'Jura'
        """
        number = range(len(self))[number]
        return self.units[int(np.searchsorted(self.bounds, number, side="right")) - 1]

    def unit(self, name: str | None) -> RatingMatrix:
        """The people of one unit.

        Args:
            name: The unit; None for the people without one.

        Raises:
            UnknownNameError: Nobody is in such a unit.

        Example:
            >>> people = [Profile("bo", unit="Jura"), Profile("al", unit="It")]
            >>> RatingMatrix.from_profiles(people).unit("It").ids[0]
            'al'
        """
        wanted = composed(name) if isinstance(name, str) else name
        if wanted not in self.units:
            raise no_unit(self.units, name, "name")
        place = self.units.index(wanted)
        start, stop = self.bounds[place : place + 2].tolist()
        numbers = span(start, stop)
        return evolve(
            self,
            columns=self.columns[:, start:stop],
            ids=self.ids.take(numbers),
            units=(wanted,),
            bounds=np.array([0, stop - start]),
            posts=self.posts.take(numbers),
            raters=self.raters.take(numbers),
            days=self.days.take(numbers),
            planes=None,
        )

    # --- what is asked of all at once ---

    def indexed(self) -> RatingMatrix:
        """The same matrix with an index, for many questions about coverage and gaps.

        To make it takes as long as a few questions, and a bit for each person, competency and
        level; to ask for gaps of single people adds a few bytes a person at the first time.

        Example:
            >>> matrix = RatingMatrix.from_profiles([Profile("anna", {"PV11": 3})]).indexed()
            >>> matrix.coverage().covered
            1
        """
        if self.planes is not None:
            return self
        return evolve(self, planes=Planes(self.columns, self.bounds, self.scale.max))

    def match(self, roles: Role | Iterable[Role]) -> Matches:
        """How well everybody meets roles; each array is worked out when it is asked for.

        Args:
            roles: One role or several.

        Raises:
            BindingError: A role is for another framework or scale.

        Example:
            >>> matrix = RatingMatrix.from_profiles([Profile("bo", {"PV11": 1})])
            >>> found = matrix.match(Role("r", {"PV11": 3, "DS11": 2}))
            >>> found.steps_met.tolist(), found.steps_met_upper.tolist(), found.steps_asked
            ([[1]], [[3]], array([5], dtype=int16))
        """
        return Matches(self._roles(roles), 0, len(self), self, {})

    def match_blocks(self, roles: Role | Iterable[Role], people: int = BLOCK) -> Iterator[Matches]:
        """The same in blocks, so that never more than one has to be kept.

        Args:
            roles: One role or several.
            people: How many people there are in a block.

        Raises:
            BindingError: A role is for another framework or scale.
            InvalidValueError: `people` is not a whole number from 1.

        Example:
            >>> people = [Profile("al", {"PV11": 2}), Profile("bo", {"PV11": 1})]
            >>> blocks = RatingMatrix.from_profiles(people).match_blocks(Role("r", {"PV11": 2}), 1)
            >>> [block.steps_met.tolist() for block in blocks]
            [[[2]], [[1]]]
        """
        people = as_whole(people)
        check_whole(people, 1, None, "people")
        checked = self._roles(roles)
        tables: dict[Measure, Sums] = {}
        return (
            Matches(checked, start, min(start + people, len(self)), self, tables)
            for start in range(0, len(self), people)
        )

    def top(self, roles: Role | Iterable[Role], k: int) -> Top:
        """Who meets each role best, without keeping the scores of all.

        In the order of `statskompetencer.rank`; all who share place `k` are there.

        Args:
            roles: One role or several.
            k: Up to which place.

        Raises:
            BindingError: A role is for another framework or scale.
            InvalidValueError: `k` is not a whole number from 1.

        Example:
            >>> people = [Profile("bo", {"PV11": 2}), Profile("al", {"PV11": 3})]
            >>> found = RatingMatrix.from_profiles(people).top(Role("r", {"PV11": 3}), 1)
            >>> found.ids, found.places.tolist()
            (['al'], [1])
        """
        k = as_whole(k)
        check_whole(k, 1, None, "k")
        return find_top(self, self._roles(roles), k)

    def gaps(self, role: Role) -> PersonGaps:
        """How many steps each person lacks against a role, at least and at most.

        Raises:
            BindingError: The role is for another framework or scale.

        Example:
            >>> matrix = RatingMatrix.from_profiles([Profile("bo", {"PV11": 1})])
            >>> found = matrix.gaps(Role("r", {"PV11": 3, "DS11": 2}))
            >>> found.steps_short.tolist(), found.steps_short_upper.tolist()
            ([2], [4])
        """
        (checked,) = self._roles([role])
        return PersonGaps(checked, self)

    def group_gaps(self, asked: Role | Iterable[Role]) -> UnitGaps:
        """What all lack together, per competency, and unit by unit.

        Args:
            asked: A role that all are measured against; or several, of which for each person
                those count that the person holds.

        Raises:
            BindingError: A role is for another framework or scale.
            InvalidInputError: Somebody holds a post that is not among the roles; holds a
                `statskompetencer.UnknownNameError` for every such post.
            InvalidValueError: There is no role.

        Example:
            >>> people = [Profile("al", {"PV11": 1}), Profile("bo", {"PV11": 3}), Profile("cy")]
            >>> found = RatingMatrix.from_profiles(people).group_gaps(Role("r", {"PV11": 3}))
            >>> found.whole[0].short, found.whole[0].met, found.whole[0].unknown
            (1, 1, 1)
        """
        return find_unit_gaps(self, asked)

    def post_gaps(self, roles: Iterable[Role]) -> PostGaps:
        """What people lack in each of the posts that they hold, as `find_post_gaps` gives it.

        Args:
            roles: What the posts ask for.

        Raises:
            BindingError: A role is for another framework or scale.
            InvalidInputError: Somebody holds a post whose title is that of several roles; holds
                a `statskompetencer.UnknownNameError` for every such post.

        Example:
            >>> people = [Profile("al", {"PV11": 1}, roles=["r"]), Profile("bo")]
            >>> found = RatingMatrix.from_profiles(people).post_gaps([Role("r", {"PV11": 3})])
            >>> [(role.id, gaps.people) for role, gaps in found.by_role], found.without
            ([('r', 1)], 1)
        """
        return count_post_gaps(self, roles)

    def coverage(
        self,
        target: Target | None = None,
        *,
        headcount: int | None = None,
        unit_targets: Mapping[str, Target] | None = None,
    ) -> MatrixCoverage:
        """Whether all together hold what a target demands, and what each unit contributes.

        Args:
            target: What is demanded; by default one holder of every competency.
            headcount: How many people the organisation has. Those who are not in the data
                count as not assessed.
            unit_targets: Targets of single units, by unit; only these units get a verdict.

        Raises:
            BindingError: A target is for another framework or scale.
            InvalidValueError: `headcount` is not a whole number from that of the people.
            UnknownNameError: A target is for a unit in which nobody is.

        Example:
            >>> from statskompetencer import Target
            >>> people = [Profile("a", {"DS11": 3, "DS12": 1}), Profile("b", {"DS11": 2})]
            >>> found = RatingMatrix.from_profiles(people).coverage(Target({"DS11": 1, "DS12": 1}))
            >>> found.holders.tolist(), found.unknown.tolist(), found.complete
            ([[2, 0]], [[0, 1]], 'possible')
        """
        return count_coverage(self, target, headcount, unit_targets)

    def key_people(self, target: Target | None = None) -> tuple[KeyPerson, ...]:
        """Who must not leave: the holders where there are just as many as needed.

        Those with most such competencies first, then by id.

        Args:
            target: What is demanded; by default one holder of every competency.

        Raises:
            BindingError: The target is for another framework or scale.

        Example:
            >>> from statskompetencer import Target
            >>> people = [Profile("al", {"PV11": 2}), Profile("bo", {"PV11": 1})]
            >>> matrix = RatingMatrix.from_profiles(people)
            >>> [one.person for one in matrix.key_people(Target({"PV11": 1}))]
            ['al']
        """
        return self.coverage(target).key_people

    def cube(self) -> Cube:
        """The counts by unit, competency and level that answer any target afterwards.

        Example:
            >>> cube = RatingMatrix.from_profiles([Profile("anna", {"PV11": 3})]).cube()
            >>> int(cube.holders("øvet").sum()), cube.coverage().covered
            (1, 1)
        """
        return count_cube(self)

    def _roles(self, roles: Role | Iterable[Role]) -> tuple[Role, ...]:
        several = [roles] if isinstance(roles, Role) else roles
        return bound(listing(several, Role), Role, self.framework, self.scale)

    # --- as a value ---

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Profile]:
        return (self.profile_at(number) for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RatingMatrix):
            return NotImplemented
        return (
            framework_key(self.framework) == framework_key(other.framework)
            and self.scale.key == other.scale.key
            and self.units == other.units
            and same(self.bounds, other.bounds)
            and self.ids == other.ids
            and same(self.columns, other.columns)
            and self.posts == other.posts
            and self.raters == other.raters
            and self.days == other.days
        )

    __hash__ = None  # type: ignore[assignment]  # arrays have no hash

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without the index, which is made anew."""
        if self.planes is None:
            return super().__reduce__()
        return RatingMatrix.indexed, (evolve(self, planes=None),)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: what there is, without naming anybody.

        Example:
            >>> RatingMatrix.from_profiles([Profile("bo", unit="Jura")]).to_dict()["units"]
            [{'unit': 'Jura', 'people': 1}]
        """
        return {
            "framework": list(self.framework.key),
            "scale": list(self.scale.key),
            "people": len(self),
            "units": [
                {"unit": unit, "people": people}
                for unit, people in zip(self.units, np.diff(self.bounds).tolist(), strict=True)
            ],
            "not_assessed": int((self.columns == NOT_ASSESSED).sum()),
            "not_relevant": int((self.columns == NOT_RELEVANT).sum()),
        }

    def __repr__(self) -> str:
        people, units = len(self), len(self.units)
        return (
            f"<RatingMatrix of {people} {'person' if people == 1 else 'people'} in {units} "
            f"{'unit' if units == 1 else 'units'} × {len(self.framework)} competencies"
            f"{', indexed' if self.planes is not None else ''}>"
        )
