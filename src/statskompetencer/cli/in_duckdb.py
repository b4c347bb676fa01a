"""Ratings in DuckDB, for data that do not fit into memory: it works on the disk besides."""

from __future__ import annotations

import atexit
import csv
from collections.abc import Generator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from itertools import groupby
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
from attrs import frozen

from statskompetencer import (
    Competency,
    CompetencyCoverage,
    CoverageStatus,
    GroupGap,
    GroupGaps,
    KeyPerson,
    Qualified,
    Ranking,
    Role,
    UnitContribution,
    frames,
)
from statskompetencer._checks import check_whole
from statskompetencer._competency_cells import Competencies
from statskompetencer._headers import Headers
from statskompetencer._sheets import DELIMITERS, detect_encoding
from statskompetencer.bulk import RatingMatrix
from statskompetencer.bulk._incoming import texts
from statskompetencer.bulk.coverage import CountedCoverage
from statskompetencer.bulk.reading import FIELDS
from statskompetencer.bulk.saving import is_saved
from statskompetencer.exceptions import InvalidInputError, StatskompetencerError
from statskompetencer.frames._engine import collected
from statskompetencer.targets import MOST_PEOPLE

from .columnar import check_readable, kind_of, open_columnar, pyarrow
from .counted import count_ratings, ignore
from .data import Data, Source, Standing, check_named
from .errors import bad_option
from .words import danish, english

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from statskompetencer.coverage import Coverage
    from statskompetencer.frames import FrameCheck
    from statskompetencer.gaps import Asked
    from statskompetencer.post_gaps import PostGaps
    from statskompetencer.profiles import Profile
    from statskompetencer.tables import RatingsFile
    from statskompetencer.targets import Target

_HEAD = 1 << 16
"""In so many bytes of a CSV file its headers stand."""
_WILD = frozenset("*?[{")
"""In the name of a file these would stand for others, too."""
_NO_SIGN = -997
"""Stands for nothing: files have no number for “not relevant”, and this one is refused."""


@frozen
class InDuckDB(Data):
    """Ratings that stay in DuckDB, which counts them when it is asked.

    Attributes:
        frame: The ratings in the long form, as a relation.
        source: Where they come from.
        has_units: Whether there is a column of units.
        connection: The connection of the relation.
    """

    frame: Any
    source: Source
    has_units: bool
    connection: Any

    @property
    def _seen(self) -> Any:  # noqa: ANN401 - a plan of narwhals
        return nw.from_native(self.frame)

    def _rows(self, frame: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - of the engine, or as narwhals sees it
        with _told():
            return [*collected(nw.from_native(frame, pass_through=True)).rows(named=True)]

    def _different(self, column: str) -> Any:  # noqa: ANN401 - a plan of narwhals
        return self._seen.group_by(column).agg(nw.len().alias("rows")).select(column)

    @cached_property
    def _people(self) -> int:
        (counted,) = self._rows(self._different("person").select(nw.len().alias("people")))
        return int(counted["people"])

    def __len__(self) -> int:
        return self._people

    def facts(self) -> RatingsFile:
        """What was read; its people are only counted."""
        units: list[str | None] = []
        if self.has_units:
            units = [row["unit"] for row in self._rows(self._different("unit").sort("unit"))]
        with _told():
            people: Any = collected(self._different("person"))
        return count_ratings(self.source, texts(people["person"].to_arrow()), units)

    @property
    def has_posts(self) -> bool:
        """Refused: `engine_for` lets no command ask for posts here."""
        raise _cannot("posts")

    def profiles(self) -> Sequence[Profile]:
        """Each person."""
        return self._profiles(self.frame)

    def _profiles(self, frame: Any) -> tuple[Profile, ...]:  # noqa: ANN401 - of the engine
        with _told():
            return frames.to_profiles(frame, self.source.framework, self.source.scale, check=False)

    def coverage(self, target: Target, headcount: int | None, *, units: bool) -> Coverage:
        """As `check_coverage` gives it."""
        unseen = 0
        if headcount is not None:
            check_whole(headcount, len(self), MOST_PEOPLE, "headcount")
            unseen = headcount - len(self)
        whole = self._rows(frames.coverage(self.frame, target, check=False))
        entries = [
            CompetencyCoverage(
                self.source.framework.competency(row["competency"]),
                row["level"],
                row["needed"],
                row["holders"],
                row["unknown"] + unseen,
                row["not_relevant"],
            )
            for row in whole
        ]
        by_unit = whole if units and len(self) else []
        if by_unit and self.has_units:
            by_unit = self._rows(frames.coverage(self.frame, target, by="unit", check=False))
        groups = groupby(by_unit, key=lambda row: (row.get("unit"), row["people"]))
        contributions = [
            UnitContribution(
                *who,
                tuple(row["holders"] for row in rows),
                tuple(row["unknown"] for row in rows),
            )
            for who, of_unit in groups
            for rows in [[*of_unit]]
        ]
        return CountedCoverage(
            target,
            (),
            headcount,
            tuple(entries),
            tuple(contributions),
            len(self),
            lambda: self._key_people(entries),
        )

    def _key_people(self, entries: Iterable[CompetencyCoverage]) -> tuple[KeyPerson, ...]:
        alone: dict[tuple[str, str | None], list[Competency]] = {}
        for entry in entries:
            if entry.status is CoverageStatus.FRAGILE:
                held = nw.col("competency") == entry.competency.id, nw.col("level") >= entry.level
                for row in self._rows(self._seen.filter(*held)):
                    who = row["person"], row.get("unit")
                    alone.setdefault(who, []).append(entry.competency)
        return tuple(KeyPerson(*who, tuple(holes)) for who, holes in alone.items())

    def group_gaps(self, asked: Asked) -> GroupGaps:
        """As `find_group_gaps` gives it, for one role."""
        if not isinstance(asked, Role):
            raise _cannot("posts")
        framework = self.source.framework
        names = ("short", "met", "unknown", "steps_short", "steps_short_upper", "weighted_short")
        gaps = [
            GroupGap(framework.competency(row["competency"]), *(row[name] for name in names))
            for row in self._rows(frames.group_gaps(self.frame, asked, check=False))
        ]
        return GroupGaps(framework, len(self), 0, (asked.id,), tuple(gaps))

    def post_gaps(self, roles: Sequence[Role]) -> PostGaps:
        """Refused likewise."""
        del roles
        raise _cannot("posts")

    def standings(self, roles: Sequence[Role], top: int) -> list[Standing]:
        """As `rank` gives them."""
        how: dict[str, Any] = {"check": False, "connection": self.connection}
        scored = nw.from_native(frames.match(self.frame, roles, **how))
        counted = scored.group_by("role", "qualified").agg(nw.len().alias("people"))
        counts = {
            (row["role"], row["qualified"]): int(row["people"]) for row in self._rows(counted)
        }
        best = self._best(roles, top, how) if top else {}
        return [
            Standing(
                role,
                {verdict: counts.get((role.id, verdict.value), 0) for verdict in Qualified},
                best.get(role.id) or Ranking(role, (), (), len(self)),
            )
            for role in roles
        ]

    def _best(self, roles: Sequence[Role], top: int, how: dict[str, Any]) -> dict[str, Ranking]:
        """Those on the first places of each role, with their profiles."""
        ranked = nw.from_native(frames.rank(self.frame, roles, top=top, **how))
        (total,) = self._rows(ranked.select(nw.len().alias("people")))
        check_named(int(total["people"]))
        rows = self._rows(ranked.select("role", "place", "person"))
        wanted = [*dict.fromkeys(row["person"] for row in rows)]
        named = self._profiles(self._seen.filter(nw.col("person").is_in(wanted)).to_native())
        people = {person.id: person for person in named}
        best: dict[str, Ranking] = {}
        for role in roles:
            first = sorted((r["place"], r["person"]) for r in rows if r["role"] == role.id)
            profiles = tuple(people[person] for _, person in first)
            best[role.id] = Ranking(role, profiles, tuple(p for p, _ in first), len(self))
        return best


def read_in_duckdb(source: Source) -> InDuckDB:
    """Let DuckDB open a file, and check there what the analyses take for granted.

    Raises:
        UnreadableFileError: It is not there, may not be read or is of another kind.
        InvalidInputError: Holds the errors in it.
        InvalidValueError: DuckDB cannot read this; names the way round.
    """
    if source.rule is not None:
        raise _cannot("rule")
    if _WILD & {*str(source.path)}:
        raise _cannot("name")
    with _told():
        connection = _connect()
        opened, is_text = _opened(source, connection)
        frame, has_units = _long(source, nw.from_native(opened), is_text=is_text)
        found = frames.check(frame, source.framework, source.scale)
    _raise_for(found, source)
    return InDuckDB(frame, source, has_units, connection)


def _connect() -> Any:  # noqa: ANN401 - DuckDB has types of its own
    """A database in memory; what does not fit goes into a folder that is gone in the end."""
    scratch = mkdtemp(prefix="statskompetencer-")
    atexit.register(rmtree, scratch, ignore_errors=True)
    return import_module("duckdb").connect(config={"temp_directory": scratch})


def _opened(source: Source, connection: Any) -> tuple[Any, bool]:  # noqa: ANN401 - as above
    """The file as DuckDB has it, and whether all of it is text."""
    path = source.path
    if kind_of(path) is None:
        header, mark = _csv_header(source)
        _check_headers(source, pyarrow().schema([(name, "string") for name in header]))
        options: dict[str, Any] = {"all_varchar": True, "header": True, "delimiter": mark}
        return connection.read_csv(str(path), **options), True
    with open_columnar(path) as columnar:
        if is_saved(columnar.schema):
            raise _cannot("saved")
        _check_headers(source, columnar.schema)
    if kind_of(path) == "Parquet":
        return connection.read_parquet(str(path)), False
    return connection.from_arrow(pyarrow(".dataset").dataset(str(path), format="ipc")), False


def _csv_header(source: Source) -> tuple[list[str], str]:
    """The headers of CSV, and what parts the cells."""
    path = source.path
    check_readable(path)
    with path.open("rb") as file:
        head = file.readline(_HEAD)
    if detect_encoding(head, path.name) not in {"utf-8", "utf-8-sig"}:
        raise _cannot("encoding")
    line = head.decode("utf-8-sig")
    headers = Headers(FIELDS, Competencies(source.framework), source.columns, wide=True)
    every = [(next(csv.reader([line], delimiter=mark)), mark) for mark in (*DELIMITERS, "|")]
    return max(every, key=lambda one: sum(map(headers.known, one[0])))


def _check_headers(source: Source, schema: Any) -> None:  # noqa: ANN401 - of PyArrow
    """Check that it is known what each column holds, as a matrix of no rows finds it out.

    Raises:
        InvalidInputError: Holds an error for each of which it is not.
    """
    RatingMatrix.from_arrow(
        schema.empty_table(),
        framework=source.framework,
        scale=source.scale,
        columns=source.columns,
        name=source.path.name,
    )


def _long(source: Source, seen: Any, *, is_text: bool) -> tuple[Any, bool]:  # noqa: ANN401 - a plan of narwhals
    """The ratings in the long form under their usual names, and whether units are there."""
    schema = seen.collect_schema()
    names = schema.names()
    headers = Headers(FIELDS, Competencies(source.framework), source.columns, wide=True)
    layout = headers.lay_out(names, ignore)  # they have been checked
    ids = source.framework.competency_ids
    about = [name for name in ("person", "unit", "competency") if name in layout.fields]
    levels = {names[place]: ids[number] for place, number in layout.competencies.items()}
    if "competency" in layout.fields:
        levels = {names[layout.fields["level"]]: "level"}
    for name in levels:
        if not is_text and not schema[name].is_numeric():
            raise _cannot("levels", column=name)
    kept = [nw.col(names[layout.fields[name]]).cast(nw.String).alias(name) for name in about]
    kept += [
        (nw.col(name).cast(nw.Int64) if is_text else nw.col(name)).alias(known)
        for name, known in levels.items()
    ]
    if "relevant" in layout.fields:
        kept.append(nw.col(names[layout.fields["relevant"]]).alias("relevant"))
    native = seen.select(*kept).to_native()
    if "competency" not in layout.fields:
        native = frames.to_long(native, source.framework, source.scale, not_relevant=_NO_SIGN)
        signs = nw.from_native(native).filter(~nw.col("relevant"))
        if collected(signs.head(1)).rows():
            raise _cannot("sign", sign=_NO_SIGN)
    return native, "unit" in layout.fields


def _raise_for(found: FrameCheck, source: Source) -> None:
    """Raise what is wrong, each with how many rows it concerns.

    Raises:
        InvalidInputError: Something is.
    """
    errors: list[StatskompetencerError] = []
    for problem in found:
        error, rows = problem.error, f"{problem.rows}"
        error.args = (english("in_rows", message=error.message, rows=rows),)
        error.danish = error.danish and danish("in_rows", message=error.danish, rows=rows)
        errors.append(error)
    if errors:
        raise InvalidInputError.of(errors, source.path.name)


def _cannot(what: str, **values: object) -> StatskompetencerError:
    """The error for what DuckDB cannot do, with the way round."""
    return bad_option(f"not_duckdb_{what}", "--engine", **values)


@contextmanager
def _told() -> Generator[None]:
    """What DuckDB itself says is wrong, as an error of ours."""
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in {"duckdb", "_duckdb", "narwhals"}:
            raise
        said = str(error).strip().partition("\n")[0]
        raise _cannot("said", said=said) from None
