"""What was read of a file of any size: the facts of `RatingsFile`, without its people."""

from __future__ import annotations

from collections import Counter
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import field, frozen

from statskompetencer._cells import DONT_KNOW, Levels, Reader
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._competency_cells import Competencies
from statskompetencer._headers import RATING_FIELDS, Headers
from statskompetencer._sheets import open_sheet
from statskompetencer._text import fold
from statskompetencer.bulk._incoming import Figures, of_arrow
from statskompetencer.bulk._names import Names
from statskompetencer.bulk.reading import FIELDS
from statskompetencer.tables import Form, RatingsFile

from .columnar import kind_of, open_columnar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from statskompetencer._headers import Layout
    from statskompetencer.bulk._arrays import Codes
    from statskompetencer.exceptions import StatskompetencerError

    from .columnar import Columnar
    from .data import Source

_LINES = 10_000
"""So many lines of CSV are counted together."""
_ASCII = 128
"""From this byte on a text is not plain ASCII."""
_LEVEL = 0
"""Stands for any level: they are counted together."""


@frozen(repr=False)
class CountedRatings(RatingsFile):
    """What was read, without profiles; made by `count_ratings`.

    Attributes:
        ids: The ids of the people.
        units: The units.
    """

    ids: Names = field(eq=False)
    units: Names = field(eq=False)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def similar_people(self) -> tuple[tuple[str, ...], ...]:
        """Ids that differ in no more than case and the like: one person spelt in two ways?"""
        return _alike(self.ids)

    @property
    def similar_units(self) -> tuple[tuple[str, ...], ...]:
        """Units that differ in no more than case and the like, in the order of the alphabet."""
        return _alike(self.units)

    def _kind(self, language: str) -> list[str]:
        return super()._kind(language) if self.encoding else [kind_of(self.path) or ""]


def count_ratings(
    source: Source, ids: Names, units: Iterable[str | None], codes: Codes | None = None
) -> CountedRatings:
    """What was read of a file, once it is known that nothing is wrong with it.

    The answers are counted in the file itself: where ratings of the same person are put
    together, a blank is no longer told from “don’t know”.

    Args:
        source: The file.
        ids: The ids of the people.
        units: The units.
        codes: The ratings of a matrix, for the file in which it was saved.
    """
    tally = _Tally(source)
    if kind_of(source.path) is None:
        tally.add_csv(source)
    else:
        with open_columnar(source.path) as opened:
            if codes is None:
                tally.add_columns(opened)
            else:
                tally.add_saved(opened, codes)
    framework, counts = source.framework, tally.counts.tolist()
    return CountedRatings(
        path=str(source.path),
        form=tally.form,
        profiles=(),
        framework=framework,
        scale=source.scale,
        rows=tally.rows,
        rated=sum(counts[:DONT_KNOW]),
        blank=counts[NOT_ASSESSED],
        dont_know=counts[DONT_KNOW],
        not_relevant=counts[NOT_RELEVANT],
        missing=tuple(k for k, place in framework.positions.items() if place not in tally.named),
        ignored=tally.ignored,
        encoding=tally.encoding,
        delimiter=tally.delimiter,
        sheet=None,
        ids=ids,
        units=Names.of(filter(None, units)),
    )


def ignore(_place: int, _error: StatskompetencerError) -> None:
    """Take no notice of what is wrong with a header: it has been told already."""


class _Tally:
    """How many answers say what.

    Args:
        source: The file.

    Attributes:
        counts: How many answers have which code.
        named: The places of the competencies that the file speaks of.
    """

    def __init__(self, source: Source) -> None:
        self.counts = np.zeros(256, np.int64)
        self.named: set[int] = set()
        self.rows = 0
        self.form: Form = "wide"
        self.ignored: tuple[str, ...] = ()
        self.encoding: str | None = None
        self.delimiter: str | None = None
        competencies = Competencies(source.framework)
        fields = RATING_FIELDS if kind_of(source.path) is None else FIELDS
        self._headers = Headers(fields, competencies, source.columns, wide=True)
        self._levels = Reader(Levels(source.scale))
        self._competencies = Reader(competencies)

    def _lay_out(self, names: Sequence[str]) -> Layout:
        layout = self._headers.lay_out(names, ignore)
        self.ignored = layout.ignored
        if "competency" in layout.fields:
            self.form = "long"
        else:
            self.named |= {*layout.competencies.values()}
        return layout

    def _add(self, codes: NDArray[np.integer[Any]]) -> None:
        self.counts += np.bincount(codes, minlength=256)

    # --- Parquet and Arrow ---

    def add_saved(self, opened: Columnar, codes: Codes) -> None:
        """Count what `RatingMatrix.save` wrote: it has every competency, and no words."""
        self.rows = opened.rows
        self.named |= {*range(len(codes))}
        for column in codes:
            self._add(column)

    def add_columns(self, opened: Columnar) -> None:
        """Count the answers in columns."""
        names = opened.schema.names
        layout = self._lay_out(names)
        if self.form == "wide":
            for batch in opened.batches([names[place] for place in layout.competencies]):
                self.rows += batch.num_rows
                for column in batch.columns:
                    self._add(self._codes(column))
            return
        wanted = [name for name in ("competency", "level", "relevant") if name in layout.fields]
        for batch in opened.batches([names[layout.fields[name]] for name in wanted]):
            self.rows += batch.num_rows
            columns = {n: batch.column(names[layout.fields[n]]) for n in wanted}
            self._add_long(**columns)

    def _add_long(self, competency: Any, level: Any, relevant: Any = None) -> None:  # noqa: ANN401 - PyArrow has no types
        codes = self._codes(level)
        if relevant is not None:
            said = of_arrow(relevant).values()
            codes[np.array([*said.different, True], np.bool_)[said.codes] == 0] = NOT_RELEVANT
        asked = of_arrow(competency).values()
        names = [str(name).strip() for name in asked.different]
        used = np.unique(asked.codes[asked.codes >= 0]).tolist()
        self.named |= {self._competencies[names[number]] for number in used if names[number]}
        blank = np.array([*(not name for name in names), True])[asked.codes]
        self._add(codes[~blank | (codes != NOT_ASSESSED)])

    def _codes(self, column: Any) -> NDArray[np.integer[Any]]:  # noqa: ANN401 - as above
        """The code of each answer in a column."""
        said = of_arrow(column)
        if isinstance(said, Figures):
            return np.where(said.blank, NOT_ASSESSED, _LEVEL)
        codes = [self._levels[it] if isinstance(it, str) else _LEVEL for it in said.different]
        return np.array([*codes, NOT_ASSESSED])[said.codes]

    # --- CSV ---

    def add_csv(self, source: Source) -> None:
        """Count the answers in lines."""
        sheet = open_sheet(source.path, None, self._headers.known)
        self.encoding, self.delimiter = sheet.encoding, sheet.delimiter
        layout = self._lay_out(sheet.header)
        while lines := [*islice(sheet.rows, _LINES)]:
            rows = [cells for _, cells in lines if any(map(str.strip, cells))]
            self.rows += len(rows)
            columns = [*zip_longest(sheet.header, *rows, fillvalue="")]
            if self.form == "wide":
                for place in layout.competencies:
                    for cell, number in Counter(columns[place][1:]).items():
                        self.counts[self._levels[cell]] += number
                continue
            asked, level = (columns[layout.fields[name]][1:] for name in ("competency", "level"))
            for (name, cell), number in Counter(zip(asked, level, strict=True)).items():
                if name.strip() or cell.strip():  # else the row only says that somebody is there
                    self.named.add(self._competencies[name])
                    self.counts[self._levels[cell]] += number


def _alike(names: Names) -> tuple[tuple[str, ...], ...]:
    """The names that differ in no more than case, Unicode form and the like.

    Only what is not plain ASCII is folded name by name: there may be millions.
    """
    high = np.flatnonzero(names.data >= _ASCII)
    odd = np.unique(np.searchsorted(names.offsets, high, side="right") - 1)
    plain = np.setdiff1d(np.arange(len(names)), odd, assume_unique=True)
    capital = (names.data >= ord("A")) & (names.data <= ord("Z"))
    lower = Names(names.data + np.uint8(ord("a") - ord("A")) * capital, names.offsets)
    folded = [lower.take(plain), Names.of(fold(name) for name in names.take(odd))]
    found = Names.join(folded).groups()
    if found is None:
        return ()
    groups = np.empty(len(names), np.int64)
    groups[np.concatenate([plain, odd])] = found[0]
    several = np.flatnonzero(np.bincount(groups)[groups] > 1)
    same: dict[int, list[str]] = {}
    for group, name in zip(groups[several].tolist(), names.take(several), strict=True):
        same.setdefault(group, []).append(name)
    return tuple(map(tuple, same.values()))
