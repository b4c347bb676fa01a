"""Ratings of millions of people, in a packed matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from statskompetencer.bulk import RatingMatrix
from statskompetencer.bulk.matches import VERDICTS
from statskompetencer.bulk.saving import is_saved
from statskompetencer.matching import Ranking

from .columnar import kind_of, open_columnar, pyarrow
from .counted import count_ratings
from .data import Data, Source, Standing, check_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statskompetencer.coverage import Coverage
    from statskompetencer.gaps import Asked
    from statskompetencer.group_gaps import GroupGaps
    from statskompetencer.post_gaps import PostGaps
    from statskompetencer.profiles import Profile
    from statskompetencer.roles import Role
    from statskompetencer.tables import RatingsFile
    from statskompetencer.targets import Target


@frozen
class Packed(Data):
    """Ratings in a matrix, one byte each.

    Attributes:
        matrix: The ratings.
        source: Where they come from.
        is_saved: Whether the file is one that `RatingMatrix.save` wrote.
    """

    matrix: RatingMatrix
    source: Source
    is_saved: bool = False

    def __len__(self) -> int:
        return len(self.matrix)

    def facts(self) -> RatingsFile:
        """What was read; its people are only counted."""
        matrix = self.matrix
        saved = matrix.columns if self.is_saved else None
        return count_ratings(self.source, matrix.ids, matrix.units, saved)

    @property
    def has_posts(self) -> bool:
        """Whether somebody holds a post."""
        return any(self.matrix.posts.said())

    def profiles(self) -> Sequence[Profile]:
        """Each person."""
        return self.matrix.to_profiles()

    def coverage(self, target: Target, headcount: int | None, *, units: bool) -> Coverage:
        """As `check_coverage` gives it."""
        found = self.matrix.coverage(target, headcount=headcount)
        return found.summary if units else found.without_units

    def group_gaps(self, asked: Asked) -> GroupGaps:
        """As `find_group_gaps` gives it."""
        return self.matrix.group_gaps(asked).whole

    def post_gaps(self, roles: Sequence[Role]) -> PostGaps:
        """As `find_post_gaps` gives it."""
        return self.matrix.post_gaps(roles)

    def standings(self, roles: Sequence[Role], top: int) -> list[Standing]:
        """As `rank` gives them; the scores of all are never there at once."""
        if not roles:
            return []
        counts = np.zeros((len(VERDICTS), len(roles)), np.int64)
        for block in self.matrix.match_blocks(roles):
            for number in range(len(VERDICTS)):
                counts[number] += (block.qualified == number).sum(axis=0)
        best = self.matrix.top(roles, top) if top else None
        check_named(0 if best is None else len(best))
        return [
            Standing(
                role,
                {v: int(n) for v, n in zip(VERDICTS[::-1], column[::-1], strict=True)},
                Ranking(role, (), (), len(self)) if best is None else best.ranking(role),
            )
            for role, column in zip(roles, counts.T, strict=True)
        ]


def read_packed(source: Source) -> Packed:
    """Read a file of Parquet, Arrow or CSV into a matrix.

    Raises:
        UnreadableFileError: It is not there, may not be read or is of another kind.
        InvalidInputError: Holds the errors in it.
        MissingExtraError: What reads it is not installed.
    """
    path, kind = source.path, kind_of(source.path)
    how: dict[str, Any] = {"framework": source.framework, "scale": source.scale}
    also: dict[str, Any] = {**how, "columns": source.columns, "rule": source.rule}
    if kind is None:
        with source.progress(None) as report:
            return Packed(RatingMatrix.from_csv(path, **also, progress=report), source)
    with open_columnar(path) as opened, source.progress(opened.rows) as report:
        saved = is_saved(opened.schema)
        if kind == "Parquet":
            matrix = RatingMatrix.from_parquet(path, **also, progress=report)
        elif saved:
            matrix = RatingMatrix.load(path, **how)
        else:
            arrow = pyarrow(".dataset").dataset(str(path), format="ipc")
            matrix = RatingMatrix.from_arrow(arrow, **also, progress=report, name=path.name)
        return Packed(matrix, source, is_saved=saved)
