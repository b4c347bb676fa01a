"""What the analyses take for granted, verified on the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import narwhals.stable.v2 as nw

from statskompetencer._binding import default_binding
from statskompetencer._text import nearest, shown
from statskompetencer.exceptions import (
    DuplicateRatingError,
    InvalidValueError,
    StatskompetencerError,
    UnknownNameError,
)
from statskompetencer.profiles import Rater

from ._engine import collected, first_rows
from ._findings import FrameCheck, FrameProblem
from ._ratings import By, Columns, Ratings, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from statskompetencer.framework import Framework
    from statskompetencer.levels import Scale

    from ._engine import Frame

_MOST = 20
"""So many wrong values of a kind are told one by one."""
_EXAMPLES = 3
"""So many rows are shown of each."""
_BAD_TEXT = r"^\s|\s$|  |[\x00-\x1f\x7f]"
"""Space around it or doubled, or a control character."""
_RATERS = [rater.value for rater in Rater]


def check(  # noqa: PLR0913 - what a frame of ratings does not say itself
    frame: Any,  # noqa: ANN401 - a frame of any engine
    framework: Framework | None = None,
    scale: Scale | None = None,
    *,
    by: By = (),
    people: Any = None,  # noqa: ANN401 - a frame of any engine
    units: Any = None,  # noqa: ANN401 - a frame of any engine, or names
    columns: Columns | None = None,
    most: int = _MOST,
) -> FrameCheck:
    """Verify on the engine what the analyses take for granted.

    Found are: ids that are none; people, competencies and groups that are not on the lists;
    levels outside of the scale or between two steps; a level beside *not relevant* or
    without a competency; raters that there are not; two ratings of the same person and
    competency (within a group: rounds are told apart by `by`); a person in two units; and
    people who are listed twice. A row without competency and level only says that the
    person is there.

    A lazy frame is worked out for this, a few times; what comes back are counts and some rows.

    Args:
        frame: Ratings in the long form, of any engine.
        framework: What they speak of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.
        by: The columns that make the groups of the analysis that is to follow.
        people: The list of people, if there is one.
        units: The list of groups, if there is one.
        columns: For columns that are called otherwise what they hold: ``{"Niveau":
            "level"}``; None to leave one out.
        most: How many wrong values of each kind are told one by one.

    Returns:
        What is wrong, with the number of rows and some of them; see
        `FrameCheck.raise_for_errors`.

    Raises:
        InvalidTypeError: This is no frame, or a column is of a kind that cannot be right.
        UnknownNameError: A column is not there.

    Example:
        >>> import pandas as pd
        >>> ratings = pd.DataFrame(
        ...     {"person": ["a", "a"], "competency": ["DS11", "DS1x"], "level": [3, 9]}
        ... )
        >>> print(check(ratings).explain())
        2 rows: 2 errors
          column "competency": no competency “DS1x” in digst-digitale-kompetencer 2019. Did you mean “DS11”, “DS12” or “DS13”? (1 row)
          column "level": 9 is not a level. Allowed: 0-4. (1 row)

    .. versionadded:: 0.1.0
    """  # noqa: E501 - what is printed is one line
    framework, scale = default_binding(framework, scale)
    ratings = read(frame, framework, scale, columns, by=by, people=people, units=units)
    return _Checks(ratings, most).all()


def checked(ratings: Ratings, *, verify: bool | None, one_each: bool = True) -> bool:
    """Verify a frame before it is analysed, unless it is lazy or the caller said otherwise.

    Args:
        ratings: The frame.
        verify: What the caller said.
        one_each: Whether there is to be one rating a person and competency, and one unit.

    Returns:
        Whether it was verified.

    Raises:
        InvalidInputError: Holds what is wrong with it.
    """
    wanted = not ratings.is_lazy if verify is None else verify
    if wanted:
        _Checks(ratings, _MOST).all(one_each=one_each).raise_for_errors()
    return wanted


class _Checks:
    def __init__(self, ratings: Ratings, most: int) -> None:
        self._ratings = ratings
        self._most = most
        self._data = ratings.data
        self._scale = ratings.scale
        self._framework = ratings.framework

    def all(self, *, one_each: bool = True) -> FrameCheck:
        """Everything that is wrong; unless only one each is wanted, several are right."""
        rows = first_rows(self._data.select(nw.len().alias("rows")), 1)[0]["rows"]
        problems = [
            *self._texts("person"),
            *self._texts("unit"),
            *self._competencies(),
            *self._levels(),
            *self._raters(),
            *(self._doubles() if one_each else ()),
            *(self._units() if one_each else ()),
            *self._lists(),
        ]
        return FrameCheck(int(rows), tuple(problems))

    # --- the columns one by one ---

    def _texts(self, field: str) -> Iterator[FrameProblem]:
        """Ids of people and names of units that are none."""
        ratings = self._ratings
        if not ratings.has(field):
            return
        bad = nw.col(field).is_null() if field == "person" else nw.lit(value=False)
        if self._data.collect_schema()[field] == nw.String:
            # pandas may have lost the type of a column without a value while it grouped.
            text = nw.col(field).cast(nw.String)
            wrong = (text == nw.lit("")) | text.str.contains(_BAD_TEXT)
            bad = bad | wrong.fill_null(value=False)
        elif field != "person":
            return

        def error(value: Any) -> StatskompetencerError:  # noqa: ANN401 - a cell
            if value is None or value == "":
                what = ("there is no id", "der mangler et id") if field == "person" else (
                    "the name is empty: leave the cell out", "navnet er tomt: udelad det"
                )  # fmt: skip
                return InvalidValueError(what[0], danish=what[1], found=value)
            return InvalidValueError(
                f"{shown(value)} is not an id: with space around it or doubled, or with control "
                "characters",
                danish=f"{shown(value)} er ikke et id: med mellemrum omkring eller dobbelt, eller "
                "med styretegn",
                found=value,
            )

        yield from self._values(field, bad, error, alone=True)

    def _competencies(self) -> Iterator[FrameProblem]:
        ids = self._framework.competency_ids
        of = " ".join(self._framework.key)
        said = self._ratings.rated | self._ratings.not_relevant
        column = nw.col("competency")
        # Whether nothing is one of them, some engines deny and some do not know.
        blank = column.is_null()

        def error(value: Any) -> StatskompetencerError:  # noqa: ANN401 - a cell
            if value is None:
                return InvalidValueError(
                    "there is no competency", danish="der mangler en kompetence", found=value
                )
            names = [name for c in self._framework for name in (c.id, *map(str, c.titles))]
            return UnknownNameError(
                f"no competency “{value}” in {of}",
                danish=f"der er ingen kompetence “{value}” i {of}",
                found=value,
                nearest=nearest(value, names),
            )

        yield from self._values("competency", blank & said, error)
        yield from self._values("competency", ~blank & ~column.is_in([*ids]), error, alone=True)

    def _levels(self) -> Iterator[FrameProblem]:
        top = self._scale.max
        level = nw.col("level")
        bad = ~((level >= 0) & (level <= top))
        if not self._data.collect_schema()["level"].is_integer():
            bad = bad | (level != level.round(0))
        bad = ~level.is_null() & bad.fill_null(value=False)
        yield from self._values(
            "level",
            bad,
            lambda value: InvalidValueError(
                f"{shown(value)} is not a level",
                danish=f"{shown(value)} er ikke et niveau",
                found=value,
                allowed=[f"0-{top}"],
            ),
        )
        if self._ratings.has("relevant"):
            yield from self._values(
                "relevant",
                ~level.is_null() & self._ratings.not_relevant,
                lambda value: InvalidValueError(
                    "there is a level beside “not relevant”: it is one or the other",
                    danish="der er et niveau ved siden af “ikke relevant”: det er enten-eller",
                    found=value,
                ),
            )

    def _raters(self) -> Iterator[FrameProblem]:
        if self._ratings.has("rater"):
            bad = ~nw.col("rater").is_null() & ~nw.col("rater").is_in(_RATERS)
            yield from self._values(
                "rater",
                bad,
                lambda value: InvalidValueError(
                    f"{shown(value)} is not a rater",
                    danish=f"{shown(value)} er ikke en, der vurderer",
                    found=value,
                    allowed=_RATERS,
                    nearest=nearest(value, _RATERS),
                ),
                alone=True,
            )

    def _values(
        self,
        field: str,
        bad: nw.Expr,
        error: Callable[[Any], StatskompetencerError],
        *,
        alone: bool = False,
    ) -> Iterator[FrameProblem]:
        """A problem for each wrong value of a column, the most frequent first.

        Args:
            field: The column.
            bad: What is wrong.
            error: What is wrong with a value.
            alone: Whether the column alone tells; then each value is looked at once.
        """
        name = self._ratings.names[field]
        rows = self._data if alone else self._data.filter(bad)
        values = rows.group_by(field).agg(nw.len().alias("rows"))
        values = values.filter(bad) if alone else values
        yield from self._problems(
            values,
            [field],
            lambda row: error(row[field]).at(f'column "{name}"', f'kolonnen "{name}"'),
            lambda row: bad & _is(field, row[field]),
            f'column "{name}"',
            f'kolonnen "{name}"',
        )

    def _problems(  # noqa: PLR0913, PLR0917 - what makes a problem
        self,
        values: Frame,
        keys: list[str],
        error: Callable[[dict[str, Any]], StatskompetencerError],
        where: Callable[[dict[str, Any]], nw.Expr | None],
        place: str,
        place_danish: str,
    ) -> Iterator[FrameProblem]:
        """A problem for each of the first rows of `values`, and one that counts the others."""
        order = values.sort(
            "rows", *keys, descending=[True, *(False for _ in keys)], nulls_last=True
        )
        found = first_rows(order, self._most + 1)
        shown_rows = found[: self._most]
        for row in shown_rows:
            yield FrameProblem(error(row), int(row["rows"]), self._examples(where(row)))
        if len(found) > self._most:
            totals = values.select(
                nw.len().alias("values"), nw.col("rows").sum().cast(nw.Int64).alias("rows")
            )
            (total,) = first_rows(totals, 1)
            rest = int(total["values"]) - self._most
            rows = int(total["rows"]) - sum(int(row["rows"]) for row in shown_rows)
            yield FrameProblem(
                InvalidValueError(
                    f"{rest} more of the same kind",
                    danish=f"{rest} mere af samme slags",
                    place=place,
                    place_danish=place_danish,
                    found=rest,
                ),
                rows,
                (),
            )

    def _examples(self, where: nw.Expr | None) -> tuple[dict[str, Any], ...]:
        if where is None:
            return ()
        data = self._data
        if not self._ratings.is_lazy:
            data = cast("Frame", collected(data).with_row_index("row"))
        names = self._ratings.names
        return tuple(
            {names.get(key, key): value for key, value in row.items()}
            for row in first_rows(data.filter(where), _EXAMPLES)
        )

    # --- rows against each other ---

    def _doubles(self) -> Iterator[FrameProblem]:
        ratings = self._ratings
        keys = ["person", "competency", *ratings.by]
        said = self._data.filter(ratings.rated | ratings.not_relevant)
        counted = said.group_by(*keys).agg(nw.len().alias("rows"))
        several = counted.filter(nw.col("rows") > 1, ~nw.col("competency").is_null())
        name = ratings.names["person"]
        yield from self._problems(
            several,
            keys,
            lambda row: DuplicateRatingError(
                f"person “{row['person']}” has {row['rows']} ratings of {row['competency']}; put "
                'them together first: resolve(frame, "latest") or resolve(frame, "rater")',
                danish=f"personen “{row['person']}” har {row['rows']} vurderinger af "
                f'{row["competency"]}; saml dem først: resolve(frame, "latest") eller '
                'resolve(frame, "rater")',
                place=f'column "{name}"',
                place_danish=f'kolonnen "{name}"',
                found=row["person"],
            ),
            lambda row: _all_of(keys, row) & (ratings.rated | ratings.not_relevant),
            f'column "{name}"',
            f'kolonnen "{name}"',
        )

    def _units(self) -> Iterator[FrameProblem]:
        ratings = self._ratings
        if not ratings.has("unit"):
            return
        unit = ratings.names["unit"]
        rounds = [key for key in ratings.by if ratings.names[key] != unit]
        keys = ["person", *rounds]
        different = self._data.group_by(*keys, "unit").agg(nw.len().alias("rows"))
        several = different.group_by(*keys).agg(
            nw.len().alias("units"), nw.col("rows").sum().alias("rows")
        )
        several = several.filter(nw.col("units") > 1, ~nw.col("person").is_null())
        yield from self._problems(
            several,
            keys,
            lambda row: DuplicateRatingError(
                f"person “{row['person']}” is in several units (or in one and in none)",
                danish=f"personen “{row['person']}” er i flere enheder (eller i én og i ingen)",
                place=f'column "{unit}"',
                place_danish=f'kolonnen "{unit}"',
                found=row["person"],
            ),
            lambda row: _all_of(keys, row),
            f'column "{unit}"',
            f'kolonnen "{unit}"',
        )

    # --- against the lists of people and groups ---

    def _lists(self) -> Iterator[FrameProblem]:
        ratings = self._ratings
        name = ratings.names["person"]
        if ratings.people is not None:
            yield from self._listed_twice(ratings.people, ["person"], "people")
            yield from self._nobody(ratings.people)
            yield from self._not_listed(ratings.people, ["person"], name, "people")
        if ratings.units is not None:
            yield from self._listed_twice(ratings.units, [*ratings.by], "units")
        if ratings.units is not None and ratings.people is None:
            names = ", ".join(ratings.names[key] for key in ratings.by)
            yield from self._not_listed(ratings.units, [*ratings.by], names, "units")

    def _nobody(self, people: Frame) -> Iterator[FrameProblem]:
        """Rows of the list of people that name nobody."""
        blank = people.filter(nw.col("person").is_null())
        (found,) = first_rows(blank.select(nw.len().alias("rows")), 1)
        if found["rows"]:
            error = InvalidValueError(
                "there is no id", danish="der mangler et id", place="people", found=None
            )
            yield FrameProblem(error, int(found["rows"]), ())

    def _listed_twice(self, listed: Frame, keys: list[str], what: str) -> Iterator[FrameProblem]:
        """People or groups that are on the list of them several times."""

        def error(row: dict[str, Any]) -> StatskompetencerError:
            found = ", ".join(str(row[key]) for key in keys)
            return DuplicateRatingError(
                f"“{found}” is listed {row['rows']} times",
                danish=f"“{found}” er opført {row['rows']} gange",
                place=what,
                found=found,
            )

        some = listed
        if keys == ["person"]:
            some = listed.filter(~nw.col("person").is_null())
        rows = some.group_by(*keys).agg(nw.len().alias("rows"))
        yield from self._problems(
            rows.filter(nw.col("rows") > 1), keys, error, lambda _: None, what, what
        )

    def _not_listed(
        self, listed: Frame, keys: list[str], name: str, what: str
    ) -> Iterator[FrameProblem]:
        """Rows about people or groups that are not on the list of them."""
        some = self._data
        for key in keys:  # nothing is not joined on: people without a unit may stay
            some = some.filter(~nw.col(key).is_null())
        unlisted = some.join(listed.select(*keys), on=keys, how="anti")
        values = unlisted.group_by(*keys).agg(nw.len().alias("rows"))
        known: list[str] = []
        if len(keys) == 1 and what == "units":
            known = [str(row[keys[0]]) for row in collected(listed).rows(named=True)]

        def error(row: dict[str, Any]) -> StatskompetencerError:
            found = ", ".join(str(row[key]) for key in keys)
            return UnknownNameError(
                f"“{found}” is not on the list of {what}",
                danish=f"“{found}” står ikke på listen {what}",
                place=f'column "{name}"',
                place_danish=f'kolonnen "{name}"',
                found=found,
                nearest=nearest(found, known),
            )

        yield from self._problems(
            values,
            keys,
            error,
            lambda row: _all_of(keys, row),
            f'column "{name}"',
            f'kolonnen "{name}"',
        )


def _is(key: str, value: Any) -> nw.Expr:  # noqa: ANN401 - a cell
    if value is None:
        return nw.col(key).is_null()
    return (nw.col(key) == nw.lit(value)).fill_null(value=False)


def _all_of(keys: list[str], row: dict[str, Any]) -> nw.Expr:
    expression = nw.lit(value=True)
    for key in keys:
        expression = expression & _is(key, row[key])
    return expression
