"""A table of ratings, wide or long, understood piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np
from attrs import frozen

from statskompetencer._cells import Levels, Reader, bare
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._headers import NOWHERE, Headers, Layout
from statskompetencer._people import Person
from statskompetencer.exceptions import (
    DuplicateRatingError,
    InvalidValueError,
    StatskompetencerError,
    UnknownNameError,
)

from ._arrays import Codes
from ._choosing import UNDECIDED
from ._coded import Numbers, Vocabulary
from ._incoming import Batch, Blank, Figures
from ._meanings import (
    Meanings,
    as_competency,
    as_date,
    as_id,
    as_level,
    as_posts,
    as_rater,
    as_relevant,
    as_unit,
)
from ._names import Names
from ._pieces import About, Pieces
from ._problems import MOST_ERRORS, NO_ROW, Problems

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from statskompetencer._competency_cells import Competencies
    from statskompetencer.levels import Scale
    from statskompetencer.profiles import Rule

    from .matrix import RatingMatrix

Fail: TypeAlias = Callable[[int, int, StatskompetencerError], None]
T = TypeVar("T", bound=Hashable)

Batches: TypeAlias = Callable[[], Iterable[Batch]]
"""Gives the rows of a table; called again, gives them again, or nothing if it cannot."""

_REFUSED = -1
"""Stands for a value that is an error."""
_REFUSED_CODE = UNDECIDED - 1
_NAMELESS = -2
"""Stands for a competency where none is named."""


@frozen(eq=False)
class _Said:
    """What the rows of a batch say that are about somebody and understood.

    Attributes:
        rows: The number of each row in the table.
        ids: The people.
        whom: For each row the number of the person.
        about: What each says besides ratings.
        codes: For each row the rating; in a wide table a row a competency.
        places: For each row the place of the competency; None in a wide table.
    """

    rows: Numbers
    ids: Names
    whom: Numbers
    about: About
    codes: Codes
    places: Numbers | None


class Table:
    """A table of ratings.

    Args:
        competencies: How competencies are spelt.
        scale: The scale of the levels.
        rule: How to choose between two ratings of the same person and competency.
        headers: How it is told what columns hold.
        layout: What they hold.
        problems: Takes what is wrong.

    Raises:
        InvalidInputError: Columns are wrong already.
    """

    def __init__(  # noqa: PLR0913 - one for each thing that rows are understood by
        self,
        competencies: Competencies,
        scale: Scale,
        rule: Rule | None,
        *,
        headers: Headers,
        layout: Layout,
        problems: Problems,
    ) -> None:
        self._framework = framework = competencies.framework
        self._scale = scale
        self._rule: Rule | None = rule
        self._layout = layout
        self._problems = problems
        self._fail: Fail = problems.fail
        self._is_wide = _find_form(headers, layout, problems)
        problems.finish()
        self.used = sorted({*layout.fields.values(), *layout.competencies})
        self._pieces = pieces = Pieces(framework, scale, rule)
        texts, named = Reader(Levels(scale)), Reader(competencies)
        self._level = Meanings(lambda value: as_level(value, scale, texts))
        self._competency = Meanings(lambda value: as_competency(value, framework, named))
        self._relevant = Meanings(as_relevant)
        self._about = {
            "unit": _numbered(as_unit, pieces.units),
            "posts": _numbered(as_posts, pieces.posts),
            "rater": _numbered(as_rater, pieces.raters),
            "date": _numbered(as_date, pieces.days),
        }

    def read(self, source: Batches, progress: Callable[[int], None] | None) -> None:
        """Read all rows.

        Args:
            source: Gives them.
            progress: Called after each batch with the number of rows read so far.

        Raises:
            InvalidInputError: Holds everything that is wrong with them.
        """
        rows = 0
        for batch in source():
            said = self._understood(batch)
            if said.places is None:
                whom = said.whom
                is_each = len(said.ids) == len(whom) and bool((np.diff(whom) == 1).all())
                ids = said.ids if is_each else said.ids.take(whom)
                self._pieces.add(said.codes, ids, said.about)
            else:
                self._pieces.add_ratings(said.ids, said.whom, said.places, said.codes, said.about)
            rows += len(batch.numbers) - (0 if batch.empty is None else int(batch.empty.sum()))
            if progress is not None:
                progress(rows)
        number, people = self._pieces.undecided(MOST_ERRORS)
        if number:
            self._explain(source, number, people)
        self._problems.finish()

    def matrix(self, kind: type[RatingMatrix]) -> RatingMatrix:
        """The matrix of all rows."""
        return self._pieces.matrix(kind)

    # --- contradictions ---

    def _explain(
        self, source: Batches, number: int, people: Mapping[str, Sequence[int | None]]
    ) -> None:
        """Note what contradicts, with the rows as far as they can be read again.

        Args:
            source: Gives the rows.
            number: How often ratings or units contradict.
            people: Of whom, with the places of the competencies; None is the unit.
        """
        before = self._problems.number
        self._fail = _ignore  # what is wrong with the rows is noted already
        again = {person: Person(person, len(self._framework)) for person in people}
        for batch in source():
            self._gather(self._understood(batch), again)
        for person, places in people.items():
            self._note_contradictions(again[person], places)
        self._problems.fail_unseen(max(0, number - self._problems.number + before))

    def _note_contradictions(self, person: Person, places: Sequence[int | None]) -> None:
        """Note what contradicts of a person; without rows where they were not read again."""
        left = dict.fromkeys(places)

        def note(row: int, place: int | None, error: DuplicateRatingError) -> None:
            left.pop(place, None)
            self._problems.fail(row, self._column(place), error)

        person.profiles(self._framework, self._scale, self._rule, note)
        for place in left:
            error = self._contradiction(person.id, place)
            self._problems.fail(NO_ROW, self._column(place), error)

    def _gather(self, said: _Said, people: Mapping[str, Person]) -> None:
        """Take up what rows say of these people, as a file is read."""
        wanted = np.array([person in people for person in said.ids], np.bool_)
        about, places = said.about, said.places
        units, posts = self._pieces.units.values, self._pieces.posts.values
        raters, days = self._pieces.raters.values, self._pieces.days.values
        for number in np.flatnonzero(wanted[said.whom]).tolist():
            person = people[said.ids[int(said.whom[number])]]
            row = int(said.rows[number])
            besides = (
                units[int(about.units[number])],
                posts[int(about.posts[number])],
                raters[int(about.raters[number])],
                days[int(about.days[number])],
            )
            if places is not None:
                person.add(besides, row, int(places[number]), int(said.codes[number]))
                continue
            for place in self._layout.competencies.values():
                person.add(besides, row, place, int(said.codes[place, number]))

    def _column(self, place: int | None) -> int:
        """The column of a competency, or of the unit."""
        layout = self._layout
        if place is None:
            return layout.place("unit")
        if not self._is_wide:
            return layout.place("level")
        return next(column for column, found in layout.competencies.items() if found == place)

    def _contradiction(self, person: str, place: int | None) -> DuplicateRatingError:
        """What is wrong where the rows cannot be read again."""
        if place is None:
            what, what_danish = "is in several units", "er i flere enheder"
        else:
            id_ = self._framework.competency_ids[place]
            what = f"has several ratings of {id_} that nothing chooses between"
            what_danish = f"har flere vurderinger af {id_}, som intet vælger imellem"
        return DuplicateRatingError(
            f"person “{person}” {what}", danish=f"personen “{person}” {what_danish}", found=person
        )

    # --- what rows say ---

    def _understood(self, batch: Batch) -> _Said:
        """What rows say; what is wrong with them is noted."""
        fields, numbers = self._layout.fields, batch.numbers
        whom, ids = self._people(batch)
        known = whom != _REFUSED
        about: list[NDArray[np.int32]] = []
        for name, meanings in self._about.items():
            if name in fields:
                found, _ = self._meant(batch, fields[name], meanings, nothing=0)
                known &= found != _REFUSED
                about.append(found.astype(np.int32))
            else:
                about.append(np.zeros(len(numbers), np.int32))
        if self._is_wide:
            codes, places = self._wide(batch, known), None
        else:
            codes, places = self._long(batch, known)
        rows = np.flatnonzero(known)
        if len(rows) < len(known):
            whom, codes = whom[rows], codes[..., rows]
            places = None if places is None else places[rows]
            about, numbers = [one[rows] for one in about], numbers[rows]
        return _Said(numbers, ids, whom, About(*about), codes, places)

    def _wide(self, batch: Batch, known: Blank) -> Codes:
        """The ratings of each row; a row without one that is understood is not known."""
        competencies = self._layout.competencies
        codes = np.full((len(self._framework), len(known)), NOT_ASSESSED, np.uint8)
        for column, place in competencies.items():
            codes[place], _ = self._levels(batch, column)
        refused = codes == _REFUSED_CODE
        if refused.any():
            known &= refused.sum(axis=0) < len(competencies)
            codes[refused] = NOT_ASSESSED
        return codes

    def _long(self, batch: Batch, known: Blank) -> tuple[Codes, Numbers]:
        """The rating of each row, and the place of its competency."""
        fields = self._layout.fields
        codes, is_blank = self._levels(batch, fields["level"])
        if "relevant" in fields:
            codes = self._with_relevance(batch, codes)
        where = fields["competency"]
        places, nameless = self._meant(batch, where, self._competency, nothing=_NAMELESS)
        nameless &= ~(is_blank & (codes == NOT_ASSESSED))
        self._fail_in(
            batch.numbers[nameless],
            where,
            InvalidValueError("there is no competency", danish="der mangler en kompetence"),
        )
        known &= (codes != _REFUSED_CODE) & (places != _REFUSED) & ~nameless
        return codes, places

    def _with_relevance(self, batch: Batch, codes: Codes) -> Codes:
        """The ratings of rows that also say whether a competency is relevant."""
        where = self._layout.fields["relevant"]
        relevant, _ = self._meant(batch, where, self._relevant, nothing=1)
        irrelevant = relevant == 0
        rated = irrelevant & (codes < _REFUSED_CODE)
        self._fail_in(
            batch.numbers[rated],
            where,
            InvalidValueError(
                "rated, and said not to be relevant: it is one or the other",
                danish="vurderet og angivet som ikke relevant: det er enten-eller",
            ),
        )
        codes = np.where(irrelevant & (codes != _REFUSED_CODE), NOT_RELEVANT, codes)
        return np.where(rated | (relevant == _REFUSED), _REFUSED_CODE, codes).astype(np.uint8)

    # --- what columns say ---

    def _people(self, batch: Batch) -> tuple[Numbers, Names]:
        """For each row whom it is about, and the ids of these."""
        where = self._layout.fields["person"]
        said = batch.columns[where].values()
        names, odd = _as_names(said.different)
        texts = [*names] if len(odd) else []
        refused: dict[int, StatskompetencerError] = {}
        for number in [*odd.tolist(), _REFUSED]:  # the last one is what -1 finds
            try:
                texts[number] = as_id("" if number == _REFUSED else said.different[number])
            except StatskompetencerError as error:
                refused[number] = error
        there = np.ones(len(batch.numbers), np.bool_) if batch.empty is None else ~batch.empty
        self._fail_rows(batch.numbers[there], where, said.codes[there], refused)
        whom = said.codes
        if len(odd):
            whom = np.where(np.isin(whom, [*refused]), _REFUSED, whom)
            names = Names.of(text or "–" for text in texts)
        return whom, names

    def _levels(self, batch: Batch, where: int) -> tuple[Codes, Blank]:
        """For each row the code of what is said of a competency, and whether it is blank."""
        column = batch.columns[where]
        if isinstance(column, Figures):
            numbers = column.numbers
            least, most = numbers.min(initial=0), numbers.max(initial=0)
            whole = numbers.dtype.kind != "f" or bool((numbers == np.floor(numbers)).all())
            if least >= 0 and most <= self._scale.max and whole:
                codes = numbers.astype(np.uint8)
                codes[column.blank] = NOT_ASSESSED
                return codes, column.blank
        found, blank = self._meant(
            batch, where, self._level, nothing=NOT_ASSESSED, refused=_REFUSED_CODE
        )
        return found.astype(np.uint8), blank

    def _meant(
        self,
        batch: Batch,
        where: int,
        meanings: Meanings[int],
        *,
        nothing: int,
        refused: int = _REFUSED,
    ) -> tuple[Numbers, Blank]:
        """For each row what it says, and whether it says nothing; what is wrong is noted."""
        said = batch.columns[where].values()
        meant = np.full(len(said.different) + 1, nothing)  # the last one is what -1 finds
        blank = np.zeros(len(meant), np.bool_)
        blank[-1] = True
        errors: dict[int, StatskompetencerError] = {}
        for number, value in enumerate(said.different):
            try:
                if isinstance(value, str) and not bare(value):
                    blank[number] = True
                else:
                    meant[number] = meanings.of(value)
            except StatskompetencerError as error:
                errors[number] = error
                meant[number] = refused
        self._fail_rows(batch.numbers, where, said.codes, errors)
        return meant[said.codes], blank[said.codes]

    def _fail_rows(
        self,
        numbers: Numbers,
        where: int,
        codes: Numbers,
        errors: Mapping[int, StatskompetencerError],
    ) -> None:
        """Note what is wrong with these values, in each row that has one."""
        if errors:
            rows = np.flatnonzero(np.isin(codes, [*errors]))
            for row, code in zip(numbers[rows].tolist(), codes[rows].tolist(), strict=True):
                self._fail(row, where, errors[code])

    def _fail_in(self, rows: Numbers, where: int, error: StatskompetencerError) -> None:
        """Note the same error in these rows."""
        for row in rows.tolist():
            self._fail(row, where, error)


def _find_form(headers: Headers, layout: Layout, problems: Problems) -> bool:
    """Whether there is one row a person; from what the columns hold."""
    fail = problems.fail
    wide = "competency" not in layout.fields and bool(layout.competencies)
    beside = (
        [layout.fields[name] for name in ("level", "relevant") if name in layout.fields]
        if wide
        else [*layout.competencies]
    )
    for place in beside:
        fail(
            NO_ROW,
            place,
            InvalidValueError(
                "columns of single competencies and columns of a rating in one table: "
                "it is one or the other",
                danish="kolonner med enkelte kompetencer og kolonner med en vurdering i "
                "samme tabel: det er enten-eller",
            ),
        )
    if not problems.failed:
        for field in ["person"] if wide else ["person", "competency", "level"]:
            if field not in layout.fields:
                usual = headers.usual(field)
                fail(
                    NO_ROW,
                    NOWHERE,
                    UnknownNameError(
                        f"there is no column “{usual[1]}”",
                        danish=f"der er ingen kolonne “{usual[0]}”",
                        found=field,
                        allowed=usual,
                    ),
                )
    return wide


def _numbered(parse: Callable[[Any], T], vocabulary: Vocabulary[T]) -> Meanings[int]:
    """What values mean, as numbers of a vocabulary."""
    return Meanings(lambda value: vocabulary.number(parse(value)))


def _ignore(_row: int, _column: int, _error: StatskompetencerError) -> None:
    """Note nothing."""


def _as_names(different: Sequence[Any]) -> tuple[Names, Numbers]:
    """Values as texts, and the numbers of those that have to be looked at one by one."""
    if not isinstance(different, Names):
        made = Names.of(str(value) for value in different)
        return made, np.arange(len(made))
    plain, digits = (np.r_[0, np.cumsum(table[different.data])] for table in (_PLAIN, _DIGITS))
    offsets = different.offsets
    is_plain = plain[offsets[1:]] - plain[offsets[:-1]] == different.lengths
    has_digit = digits[offsets[1:]] > digits[offsets[:-1]]
    long = different.lengths > _LONGEST_WORD
    return different, np.flatnonzero(~(is_plain & (has_digit | long) & (different.lengths > 0)))


_PLAIN = np.array([33 <= byte <= 126 and chr(byte) not in "'#" for byte in range(256)])  # noqa: PLR2004 - what ASCII prints
"""Bytes that an id may consist of without a closer look, if it has a digit or is long."""
_DIGITS = np.array([48 <= byte <= 57 for byte in range(256)])  # noqa: PLR2004 - 0 to 9 in ASCII
_LONGEST_WORD = 20
"""No word for a row of totals is longer."""
