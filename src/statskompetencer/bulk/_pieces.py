"""Ratings that come in pieces, put together into one matrix in the order of the units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from statskompetencer._columns import NOT_ASSESSED
from statskompetencer.exceptions import DuplicateRatingError

from ._arrays import Codes
from ._coded import Coded, Numbers, Vocabulary, one_each
from ._names import Names

if TYPE_CHECKING:
    from datetime import date

    from statskompetencer.exceptions import StatskompetencerError
    from statskompetencer.framework import Framework
    from statskompetencer.levels import Scale
    from statskompetencer.profiles import Rater

    from .matrix import RatingMatrix

Fail: TypeAlias = "Callable[[int, int | None, StatskompetencerError], object]"
"""Takes a row, the place of a competency (None for the unit), and what is wrong there."""

_TWO_BYTES = 1 << 16
_MOST_NAMED = 4
"""So many rows of a contradiction are named."""
_SETTLE_AT = 1 << 22
"""So many rows at least are gathered before those of the same person are put together."""


@frozen(eq=False)
class Piece:
    """Some rows, each with what it says of a person.

    Attributes:
        codes: The ratings, a row a competency.
        ids: Whom each row is about.
        rows: The number of each in the data.
        units: The number of its unit in the vocabulary; likewise the others.
    """

    codes: Codes
    ids: Names
    rows: Numbers
    units: NDArray[np.int32]
    posts: NDArray[np.int32]
    raters: NDArray[np.int32]
    days: NDArray[np.int32]


class Pieces:
    """Gathers pieces.

    Args:
        framework: What the ratings speak of.
        scale: The scale of the levels.
    """

    def __init__(self, framework: Framework, scale: Scale, fail: Fail | None = None) -> None:
        self._framework = framework
        self._scale = scale
        self._fail = fail
        self._pieces: list[Piece] = []
        self._gathered = 0
        self._settle_at = _SETTLE_AT
        self.units: Vocabulary[str | None] = Vocabulary(None)
        self.posts: Vocabulary[tuple[str, ...]] = Vocabulary(())
        self.raters: Vocabulary[Rater | None] = Vocabulary(None)
        self.days: Vocabulary[date | None] = Vocabulary(None)

    @property
    def vocabularies(self) -> dict[str, Vocabulary[Any]]:
        """The vocabularies by what they are called in a profile."""
        return {
            "unit": self.units,
            "roles": self.posts,
            "rater": self.raters,
            "assessed_on": self.days,
        }

    def add(self, piece: Piece) -> None:
        """Add a piece; now and then the rows of the same person are put together."""
        self._pieces.append(piece)
        self._gathered += len(piece.ids)
        if self._gathered >= self._settle_at:
            self._settle()
            self._settle_at = max(_SETTLE_AT, 2 * self._gathered)

    def matrix(self, made: type[RatingMatrix]) -> RatingMatrix:
        """The matrix of all pieces; they are used up."""
        self._settle()
        (piece,) = self._pieces
        units = self.units.values
        # two bytes are sorted far quicker than four
        kind = np.uint16 if len(units) <= _TWO_BYTES else np.int32
        ranks: NDArray[np.integer[Any]] = np.empty(len(units), kind)
        in_order = sorted(range(len(units)), key=lambda n: (units[n] is None, units[n] or ""))
        ranks[in_order] = np.arange(len(units))
        unit_of = ranks[piece.units]
        order = None
        if (unit_of[1:] < unit_of[:-1]).any():
            order = np.argsort(unit_of, kind="stable")
            unit_of = unit_of[order]
        counts = np.bincount(unit_of, minlength=len(units))
        used = np.flatnonzero(counts)
        self._pieces = []
        codes, ids = piece.codes, piece.ids
        abouts = [piece.posts, piece.raters, piece.days]
        if order is not None:
            ids, abouts = ids.take(order), [about[order] for about in abouts]
            codes = np.stack([column[order] for column in codes])
        return made(
            self._framework,
            self._scale,
            np.ascontiguousarray(codes),
            ids,
            tuple(units[in_order[number]] for number in used.tolist()),
            np.cumsum([0, *counts[used]]),
            Coded(self.posts.values, abouts[0]),
            Coded(self.raters.values, abouts[1]),
            Coded(self.days.values, abouts[2]),
        )

    def _settle(self) -> None:
        """Make one piece of all, with one row a person."""
        pieces, self._pieces = self._pieces, []
        whole = pieces[0] if len(pieces) == 1 else _joined(pieces, len(self._framework))
        found = whole.ids.groups()
        if found is not None:
            whole = self._merged(whole, *found)
        self._pieces = [whole]
        self._gathered = len(whole.ids)

    def _merged(self, piece: Piece, groups: Numbers, people: int) -> Piece:
        """The same with one row a person; what contradicts is noted as an error."""
        order = np.argsort(groups, kind="stable")
        edges = np.flatnonzero(np.r_[True, np.diff(groups[order]) != 0, True])
        starts = edges[:-1]
        codes = np.empty((len(piece.codes), people), np.uint8)
        for place, column in enumerate(piece.codes):
            rated = column[order]
            codes[place] = np.minimum.reduceat(rated, starts)  # not assessed is above all
            ratings = np.add.reduceat(rated != NOT_ASSESSED, starts, dtype=np.int32)
            for person in np.flatnonzero(ratings > 1).tolist():
                rows = order[edges[person] : edges[person + 1]]
                rows = rows[column[rows] != NOT_ASSESSED]
                self.note_double(
                    piece.ids[int(rows[0])],
                    place,
                    [*zip(piece.rows[rows].tolist(), column[rows].tolist(), strict=True)],
                )
        first = order[starts]
        return Piece(
            codes,
            piece.ids.take(first),
            piece.rows[first],
            *self.one_about(piece, groups, people, lambda person: piece.ids[int(first[person])]),
        )

    def one_about(
        self, piece: Piece, groups: Numbers, people: int, who: Callable[[int], str]
    ) -> tuple[NDArray[np.int32], ...]:
        """What is said of each person besides ratings, out of several rows."""

        def unit(person: int, codes: Sequence[int]) -> int:
            named = [code for code in codes if code]
            if len(named) > 1:
                self._note_units(piece, np.flatnonzero(groups == person), who(person))
            return named[0]

        def union(_person: int, codes: Sequence[int]) -> int:
            posts = [post for code in codes for post in self.posts.values[code]]
            return self.posts.number(tuple(dict.fromkeys(posts)))

        def none(_person: int, _codes: Sequence[int]) -> int:
            return 0

        chosen = zip(
            (piece.units, piece.posts, piece.raters, piece.days),
            (unit, union, none, none),
            strict=True,
        )
        return tuple(one_each(groups, codes, people, choose) for codes, choose in chosen)

    def note_double(self, person: str, place: int, said: Sequence[tuple[int, int]]) -> None:
        """Note that a person has several ratings of a competency.

        Args:
            person: The id.
            place: Of which competency.
            said: The rows and the codes.
        """
        id_ = self._framework.competency_ids[place]
        named = {
            language: _named([self._word(code, language) for _, code in said], said, row)
            for language, row in (("en", "row"), ("da", "række"))
        }
        self._note(
            said[1][0],
            place,
            DuplicateRatingError(
                f"person “{person}” has {len(said)} ratings of {id_}: {named['en']}; "
                "say which one counts",
                danish=f"personen “{person}” har {len(said)} vurderinger af {id_}: "
                f"{named['da']}; angiv hvilken der gælder",
                found=person,
            ),
        )

    def _word(self, code: int, language: str) -> str:
        if code <= self._scale.max:
            return str(code)
        return "ikke relevant" if language == "da" else "not relevant"

    def _note_units(self, piece: Piece, rows: Numbers, person: str) -> None:
        first: dict[int, int] = {}
        for row, code in zip(piece.rows[rows].tolist(), piece.units[rows].tolist(), strict=True):
            if code:
                first.setdefault(code, row)
        units = [f"“{self.units.values[code]}”" for code in first]
        said = [(row, code) for code, row in first.items()]
        self._note(
            said[1][0],
            None,
            DuplicateRatingError(
                f"person “{person}” is in several units: {_named(units, said, 'row')}",
                danish=f"personen “{person}” er i flere enheder: {_named(units, said, 'række')}",
                found=person,
            ),
        )

    def _note(self, row: int, place: int | None, error: DuplicateRatingError) -> None:
        if self._fail is None:
            raise error
        self._fail(row, place, error)


def _named(what: Sequence[str], said: Sequence[tuple[int, int]], row: str) -> str:
    """Each of the first few with its row: “2 (row 15), 3 (row 16)”."""
    pairs = zip(what[:_MOST_NAMED], said[:_MOST_NAMED], strict=True)
    shown = [f"{one} ({row} {number})" for one, (number, _) in pairs]
    return ", ".join([*shown, *["…"] * (len(said) > _MOST_NAMED)])


def _joined(pieces: list[Piece], size: int) -> Piece:
    """All pieces as one; each is let go as soon as its ratings are copied."""
    people = sum(len(piece.ids) for piece in pieces)
    codes = np.empty((size, people), np.uint8)
    start = 0
    for number, piece in enumerate(pieces):
        codes[:, start : start + len(piece.ids)] = piece.codes
        start += len(piece.ids)
        pieces[number] = evolve(piece, codes=codes[:, :0])
    nothing = np.zeros(0, np.int32)

    def all_of(name: str) -> NDArray[np.int32]:
        return np.concatenate([nothing, *(getattr(piece, name) for piece in pieces)])

    return Piece(
        codes,
        Names.join([piece.ids for piece in pieces]),
        np.concatenate([np.zeros(0, np.int64), *(piece.rows for piece in pieces)]),
        all_of("units"),
        all_of("posts"),
        all_of("raters"),
        all_of("days"),
    )
