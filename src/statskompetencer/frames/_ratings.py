"""A frame of ratings: which column is what, and whether it can be that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias, cast

import narwhals.stable.v2 as nw
from attrs import frozen

from statskompetencer._text import nearest, shown
from statskompetencer.exceptions import InvalidTypeError, InvalidValueError, UnknownNameError
from statskompetencer.framework import Framework
from statskompetencer.levels import Scale

from ._engine import (
    PANDAS,
    Frame,
    aligned,
    engine_of,
    is_any,
    is_blank,
    is_lazy,
    native,
    opened,
    planned,
    selected,
    table,
)

Columns: TypeAlias = Mapping[str, "str | None"]
"""For columns that are called otherwise what they hold, or None to leave them out."""

By: TypeAlias = str | Sequence[str]
"""The columns that make the groups: one, several, or none for all people together."""

NEEDED = ("person", "competency", "level")
OPTIONAL = ("unit", "rater", "date", "relevant")
FIELDS = (*NEEDED, *OPTIONAL)


@frozen
class Ratings:
    """A frame of ratings under the names that the analyses use.

    Attributes:
        data: The columns person, competency, level, those optional ones that are there, and
            the groups as by0, by1 …
        names: For each of these columns how the user calls it.
        by: The columns of the groups: by0, by1 …
        who: Of the same rows the person and the groups alone, as a plan of its own: where two
            branches share one, Polars keeps in memory what they share.
        people: One row a person, with the groups; None where nobody listed them.
        units: One row a group; None where nobody listed them.
        framework: What the ratings speak of.
        scale: The scale of the levels.
        is_lazy: Whether the user's frame is a plan, and so are the results.
    """

    data: Frame
    names: Mapping[str, str]
    by: tuple[str, ...]
    who: Frame
    people: Frame | None
    units: Frame | None
    framework: Framework
    scale: Scale
    is_lazy: bool

    def has(self, field: str) -> bool:
        """Whether there is such a column."""
        return field in self.names

    @property
    def not_relevant(self) -> nw.Expr:
        """Whether a row says that the competency is not relevant; never null."""
        if not self.has("relevant"):
            return nw.lit(value=False)
        return (~nw.col("relevant")).fill_null(value=False)

    @property
    def rated(self) -> nw.Expr:
        """Whether a row gives a level; never null."""
        if not self.has("relevant"):
            return ~nw.col("level").is_null()
        return ~nw.col("level").is_null() & nw.col("relevant").fill_null(value=True)

    def result(self, frame: Frame, results: Iterable[str]) -> Any:  # noqa: ANN401 - a frame of any engine
        """A result for the user, with people, competencies and groups under their names.

        Args:
            frame: The result.
            results: Its columns in their order.

        Raises:
            InvalidValueError: The user's name of a group is that of a column of the result.
        """
        columns = [*results]
        kept = {"person", "competency", *self.by}
        names = [self.names[name] if name in kept else name for name in columns]
        twice = [name for name in names if names.count(name) > 1]
        if twice:
            raise InvalidValueError(
                f"the result would have two columns “{twice[0]}”: rename that of the frame",
                danish=f"resultatet ville få to kolonner “{twice[0]}”: omdøb tabellens",
                place="by",
                found=twice[0],
            )
        named = frame.select(
            nw.col(column).alias(name) for column, name in zip(columns, names, strict=True)
        )
        return native(named, eager=not self.is_lazy, like=self.data)


def read(  # noqa: PLR0913 - what a frame of ratings does not say itself
    frame: object,
    framework: Framework,
    scale: Scale,
    columns: Columns | None = None,
    *,
    by: By = (),
    people: object = None,
    units: object = None,
    size: str | None = None,
) -> Ratings:
    """A frame of ratings under the names that the analyses use.

    Args:
        frame: A frame of any engine.
        framework: What the ratings speak of.
        scale: The scale of the levels.
        columns: What the columns with unusual names hold.
        by: The columns that make the groups.
        people: A frame with one row a person.
        units: The groups: names, or a frame.
        size: The column of `units` that says how many people there are.

    Raises:
        InvalidTypeError: It is no frame, or a column is of a kind that cannot be right.
        UnknownNameError: A column is not there.
    """
    given = opened(frame)
    seen = planned(given)
    names = _named(seen, columns)
    groups = as_names(by)
    listed = None if people is None else alike(people, given, "people")
    own = _groups_in(seen, groups, listed)
    relevant = names.get("relevant")
    if relevant is not None and _is_untyped(seen, relevant):
        del names["relevant"]  # nothing is said in it
    kept = {**{field: names[field] for field in FIELDS if field in names}, **own}
    data = _typed(selected(seen, kept), kept)
    whose = {"person": names["person"], **own}
    who = _typed(selected(seen, whose), whose)
    keys = {f"by{n}": name for n, name in enumerate(groups)}
    members = None
    if listed is not None:
        members = _people(listed, names["person"], keys, data, in_both=own)
        missing = [key for key in keys if key not in own]
        if missing:
            data = data.join(members.select("person", *missing), on="person", how="inner")
    return Ratings(
        data,
        {**names, **keys},
        tuple(keys),
        who,
        members,
        None if units is None else _units(units, groups, data, given, size),
        framework,
        scale,
        is_lazy(given),
    )


def as_names(by: By) -> tuple[str, ...]:
    """The names of columns that were given as one or several.

    Raises:
        InvalidTypeError: One is not a text.
        InvalidValueError: One is there twice.
    """
    names = (by,) if isinstance(by, str) else tuple(by)
    for name in names:
        if not isinstance(name, str):
            raise InvalidTypeError(
                f"{shown(name)} is not the name of a column",
                danish=f"{shown(name)} er ikke navnet på en kolonne",
                place="by",
                found=name,
            )
    if len({*names}) < len(names):
        raise InvalidValueError(
            f"{shown(names)} has a column twice",
            danish=f"{shown(names)} har en kolonne to gange",
            place="by",
            found=names,
        )
    return names


def no_column(name: str, known: Iterable[str], place: str) -> UnknownNameError:
    """The error for a column that is not there."""
    some = [*map(str, known)]  # pandas has columns that are not called by a text
    return UnknownNameError(
        f"there is no column “{name}”",
        danish=f"der er ingen kolonne “{name}”",
        place=place,
        found=name,
        nearest=nearest(name, some),
        allowed=some,
    )


def _named(frame: Frame, columns: Columns | None) -> dict[str, str]:
    """For each field the column that holds it."""
    there = frame.collect_schema().names()
    given: Columns = {} if columns is None else columns
    check_mapping(given)
    named = _given(there, given)
    for field in FIELDS:
        if field in there and field not in given:
            if field in named:
                raise InvalidValueError(
                    f"“{named[field]}” is said to hold the {field}, and there is a column of "
                    f'that name: leave one out, as in columns={{"{field}": None}}',
                    danish=f"“{named[field]}” siges at indeholde {field}, og der er en kolonne "
                    f'af det navn: udelad en, som i columns={{"{field}": None}}',
                    place="columns",
                    found=field,
                )
            named[field] = field
    for field in NEEDED:
        if field not in named:
            error = no_column(field, there, "frame")
            error.danish += f'; navngiv den: columns={{"…": "{field}"}}'
            error.args = (f'{error.message}; say which it is: columns={{"…": "{field}"}}',)
            raise error
    return named


def check_mapping(columns: object) -> None:
    """Check that what columns hold is said by a mapping.

    Raises:
        InvalidTypeError: It is not.
    """
    if not isinstance(columns, Mapping):
        raise InvalidTypeError(
            f"{shown(columns)} is not a mapping from columns to what they hold",
            danish=f"{shown(columns)} er ikke et objekt med kolonners indhold",
            place="columns",
            found=columns,
        )


def _given(there: Sequence[str], given: Columns) -> dict[str, str]:
    """For each field that the caller named the column that holds it."""
    named: dict[str, str] = {}
    for header, field in given.items():
        if header not in there:
            raise no_column(header, there, "columns")
        if field is None:
            continue
        if field not in FIELDS:
            raise UnknownNameError(
                f"{shown(field)} is nothing that a column can hold",
                danish=f"{shown(field)} er ikke noget, en kolonne kan indeholde",
                place=f"columns[{shown(header)}]",
                found=field,
                nearest=nearest(field, FIELDS),
                allowed=FIELDS,
            )
        if field in named:
            raise InvalidValueError(
                f"two columns are said to hold the {field}: “{named[field]}” and “{header}”",
                danish=f"to kolonner siges at indeholde {field}: “{named[field]}” og “{header}”",
                place="columns",
                found=header,
            )
        named[field] = header
    return named


def _groups_in(frame: Frame, groups: Sequence[str], people: Frame | None) -> dict[str, str]:
    """The groups that the ratings themselves have: by0, by1 …, with their columns."""
    there = frame.collect_schema().names()
    listed = [] if people is None else people.collect_schema().names()
    for name in groups:
        if name not in there and name not in listed:
            raise no_column(name, dict.fromkeys([*there, *listed]), "by")
    return {f"by{n}": name for n, name in enumerate(groups) if name in there}


def _typed(frame: Frame, kept: Mapping[str, str]) -> Frame:
    """The columns as types that can be reckoned with."""
    schema = frame.collect_schema()
    changes: list[nw.Expr] = []
    for field, name in kept.items():
        kind = schema[field]
        if field in ("level", "relevant", "date"):
            changes += _number(frame, field, name, kind)
        elif is_any(kind, nw.Categorical, nw.Enum):
            changes.append(nw.col(field).cast(nw.String))
        elif not _can_be(field, kind):
            if not is_blank(frame, field):
                raise _wrong_kind(name, field, kind, "text", "tekst")
            changes.append(nw.lit(None, dtype=nw.String).alias(field))
    return frame.with_columns(*changes) if changes else frame


def _is_untyped(frame: Frame, column: str) -> bool:
    """Whether a column is not one of truths, as nothing is in it."""
    return frame.collect_schema()[column] != nw.Boolean and is_blank(frame, column)


def _can_be(field: str, kind: Any) -> bool:  # noqa: ANN401 - a type of narwhals
    """Whether a column that is no number holds values that can be told apart."""
    if field == "competency":
        return bool(kind == nw.String)
    if not field.startswith("by"):
        return bool(kind == nw.String or kind.is_integer())
    return not (kind.is_nested() or is_any(kind, nw.Unknown, nw.Object))


def _number(frame: Frame, field: str, name: str, kind: Any) -> list[nw.Expr]:  # noqa: ANN401 - a type of narwhals
    """What makes levels, dates and “relevant” fit to be compared."""
    wanted: dict[str, tuple[Any, str, str]] = {
        "level": (nw.Float64 if engine_of(frame) is PANDAS else nw.Int64, "a number", "et tal"),
        "relevant": (nw.Boolean, "true or false", "sand eller falsk"),
        "date": (nw.Datetime, "a date", "en dato"),
    }
    to, english, danish = wanted[field]
    fits = {
        "level": kind.is_numeric(),
        "relevant": kind == nw.Boolean,
        "date": is_any(kind, nw.Date, nw.Datetime),
    }
    if not fits[field]:
        if is_blank(frame, field):
            return [nw.lit(None, dtype=to).alias(field)]
        raise _wrong_kind(name, field, kind, english, danish)
    return [number(field, kind)] if field == "level" else []


def number(column: str, kind: Any) -> nw.Expr:  # noqa: ANN401 - a type of narwhals
    """A column of numbers that leaves room to reckon; what is not a number is nothing.

    pandas takes it so, and what it hands over to another engine may carry it there.
    """
    if kind.is_integer():
        roomy = is_any(kind, nw.Int64, nw.UInt64, nw.Int128, nw.UInt128)
        return nw.col(column) if roomy else nw.col(column).cast(nw.Int64)
    return nw.col(column).cast(nw.Float64).fill_nan(None)


def _wrong_kind(name: str, field: str, kind: object, english: str, danish: str) -> InvalidTypeError:
    field = "group" if field.startswith("by") else field
    return InvalidTypeError(
        f"the {field} is {english}, and this column holds {kind}: convert it first",
        danish=f"her skal stå {danish}, og kolonnen indeholder {kind}: konverter den først",
        place=f'column "{name}"',
        place_danish=f'kolonnen "{name}"',
        found=str(kind),
    )


def alike(frame: object, other: Frame | Ratings, what: str) -> Frame:
    """A second frame, which has to be of the engine of the first and as lazy."""
    seen = opened(frame, what)
    if isinstance(other, Ratings):
        mine, lazy = engine_of(other.data), other.is_lazy
    else:
        mine, lazy = engine_of(other), is_lazy(other)
    if engine_of(seen) is not mine or is_lazy(seen) != lazy:
        kinds = [
            f"{'lazy ' * is_lazy_}{implementation.value}"
            for is_lazy_, implementation in ((is_lazy(seen), engine_of(seen)), (lazy, mine))
        ]
        raise InvalidTypeError(
            "a frame of {} beside ratings of {}: hand over both as the same".format(*kinds),
            danish="en tabel fra {} ved siden af vurderinger fra {}: brug den samme til "
            "begge".format(*kinds),
            place=what,
            found=type(frame),
        )
    return planned(seen)


def _people(
    frame: Frame,
    person: str,
    keys: Mapping[str, str],
    data: Frame,
    *,
    in_both: Iterable[str],
) -> Frame:
    there = frame.collect_schema().names()
    if person not in there and "person" in there:
        person = "person"
    if person not in there:
        raise no_column(person, there, "people")
    for name in keys.values():
        if name not in there:
            raise no_column(name, there, "people")
    kept = selected(frame, {"person": person, **keys})
    schema = kept.collect_schema()
    coded = [key for key in keys if is_any(schema[key], nw.Categorical, nw.Enum)]
    kept = kept.with_columns(nw.col(key).cast(nw.String) for key in coded) if coded else kept
    both = ["person", *in_both]
    return aligned(kept, data, dict(zip(both, both, strict=True)), "people")


def _units(
    units: Any,  # noqa: ANN401 - a frame of any engine, or names
    groups: Sequence[str],
    data: Frame,
    seen: Frame,
    size: str | None,
) -> Frame:
    """One row a group that is to be reported on, with its `size` where that is asked for."""
    if len(groups) == 1 and isinstance(units, list | tuple | set | frozenset | str):
        names = [*cast("Iterable[object]", units)]
        if isinstance(units, str) or not all(isinstance(name, str) for name in names):
            raise InvalidTypeError(
                f"{shown(names)} is not a list of names",
                danish=f"{shown(names)} er ikke en liste med navne",
                place="units",
                found=names,
            )
        made = table(data, {"by0": names}, {"by0": nw.String})
    else:
        if not groups:
            raise InvalidValueError(
                "there are no groups to list: say with `by` which columns make them",
                danish="der er ingen grupper: angiv med `by`, hvilke kolonner der danner dem",
                place="units",
            )
        frame = alike(units, seen, "units")
        there = frame.collect_schema().names()
        for name in groups:
            if name not in there:
                raise no_column(name, there, "units")
        kept = {f"by{n}": name for n, name in enumerate(groups)}
        made = selected(frame, kept if size not in there else {**kept, "size": str(size)})
    keys = [f"by{n}" for n in range(len(groups))]
    return aligned(made, data, dict(zip(keys, keys, strict=True)), "units")
