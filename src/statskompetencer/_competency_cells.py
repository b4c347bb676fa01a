"""Which competency a cell or a header names: by id, by title, or by both at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ._cells import MOST_SUGGESTIONS
from ._text import fold, nearest
from .entries import Area, Competency, Entry, Subcategory
from .exceptions import InvalidValueError, StatskompetencerError, UnknownNameError

if TYPE_CHECKING:
    from .framework import Framework

_AFTER_ID = " :-–—.,)"
_BRACKETS = (("[", "]"), ("(", ")"))
_NUMBERING = re.compile(
    r"(?:q|spm\.?|spørgsmål|question)?[ ]?\d{1,3}(?:[.):]\s*|\s+)", re.IGNORECASE
)
_LAST_BRACKETS = re.compile(r"[\[(]([^\[\]()]*)[\])][\s.:?]*$")
_LAST_PART = re.compile(r".*(?: - |: |\? |_)(.+)", re.DOTALL)
_WORD = r"(?<![^\W_]){}(?![^\W_])"


class Competencies:
    """The spellings of the competencies of a framework.

    Args:
        framework: Whose competencies.
    """

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._suggested = 0
        self._titles = {e.id: {fold(text.text) for text in e.titles} for e in framework.entries()}
        self._by_id: dict[str, list[Entry]] = {}
        self._by_title: dict[str, list[Entry]] = {}
        for entry in framework.entries():
            self._by_id.setdefault(fold(entry.id), []).append(entry)
            for title in self._titles[entry.id]:
                self._by_title.setdefault(title, []).append(entry)

    def __call__(self, cell: str) -> int:
        """The place of the competency in the framework's order.

        Raises:
            StatskompetencerError: There is none, it cannot be told which, or it is a
                subcategory or an area.
        """
        if not cell:
            raise InvalidValueError(
                "there is no competency", danish="der mangler en kompetence", found=cell
            )
        competency = self.find(cell)
        if competency is None:
            raise self.problem(cell)
        return self.framework.positions[competency.id]

    def find(self, cell: str) -> Competency | None:
        """The only competency that the cell can mean, or None."""
        meant = self._meant(cell)
        return meant[0] if len(meant) == 1 else None

    def find_in(self, header: str) -> Competency | None:
        """The only competency that a header of a survey can mean, or None.

        Besides what `find` takes: a number and more text before the competency, where the
        competency is what stands last or in the last brackets; and an id (one with a digit
        in it) anywhere. All readings must agree, and no other entry may be named.
        """
        found = self.find(header)
        if found is None:
            mentioned = self._mentioned(header)
            found = mentioned[0] if len(mentioned) == 1 else None
        return found

    def _mentioned(self, header: str) -> list[Competency]:
        """All competencies that a header names in one way or another."""
        text = _NUMBERING.sub("", header, count=1) if _NUMBERING.match(header) else header
        text = text.rstrip(" ?.:*")
        readings = [header.rstrip(" ?.:*"), text]
        readings += [
            part[1]
            for pattern in (_LAST_BRACKETS, _LAST_PART)
            if (part := pattern.match(text) or pattern.search(text))
        ]
        meant = {c.id: c for reading in readings for c in self._meant(reading.strip(" ?.:*"))}
        folded = fold(header)
        ids = _whole_words((id_ for id_ in self._by_id if re.search(r"\d", id_)), folded)
        inside = [entry for id_ in ids for entry in self._by_id[id_]]
        meant |= {one.id: one for one in _competencies(inside)}
        if not meant:
            return []
        titled = (
            e for title in _whole_words(self._by_title, folded) for e in self._by_title[title]
        )
        meant |= {one.id: one for one in _competencies(titled)}
        for branch in inside:
            if isinstance(branch, Area | Subcategory):
                within = {one.id: one for one in branch.competencies}
                if meant.keys().isdisjoint(within):
                    meant |= within
        return [*meant.values()]

    def spelt(
        self,
        competency: Competency,
        language: str | None,
        is_taken: Callable[[str], object] = lambda _: None,
    ) -> str:
        """Id and title as one writes them, in the first form that reads back; or the id.

        Args:
            competency: One of the framework's.
            language: The language of the title.
            is_taken: Whether a spelling stands for something else.
        """
        id_, title = competency.id, competency.title(language)
        for form in (f"{id_} {title}", f"[{id_}] {title}", f"[{id_}]"):
            if self.find(form) == competency and not is_taken(form):
                return form
        return id_

    def problem(self, cell: str) -> StatskompetencerError:
        """Why a cell does not name one competency."""
        folded = fold(cell)
        if meant := self._meant(cell):
            return UnknownNameError(
                f"“{cell}” may be several competencies; say which by its id",
                danish=f"“{cell}” kan være flere kompetencer; brug id’et",
                found=cell,
                allowed=[competency.id for competency in meant],
            )
        splits = sorted(self._splits(folded), key=lambda split: -len(split[0].id))
        for entry, rest in splits:
            if isinstance(entry, Competency):
                return self._contradiction(cell, entry, rest)
        if len(mentioned := self._mentioned(cell)) > 1:
            return self._several(cell, mentioned)
        whole = (*self._by_id.get(folded, ()), *self._by_title.get(folded, ()))
        named = (e for e, rest in splits if not rest or rest in self._titles[e.id])
        branches = [e for e in (*whole, *named) if isinstance(e, Area | Subcategory)]
        if branches:
            return _too_wide(cell, branches[0])
        of = " ".join(self.framework.key)
        return UnknownNameError(
            f"no competency “{cell}” in {of}",
            danish=f"der er ingen kompetence “{cell}” i {of}",
            found=cell,
            nearest=self.nearest(cell),
        )

    def nearest(self, cell: str, others: Iterable[str] = ()) -> tuple[str, ...]:
        """The ids, titles and other spellings nearest to this one, while that is quick."""
        self._suggested += 1
        if self._suggested > MOST_SUGGESTIONS:
            return ()
        names = (name for c in self.framework for name in (c.id, *map(str, c.titles)))
        return nearest(cell, [*others, *names])

    def _meant(self, cell: str) -> list[Competency]:
        """The competencies that a cell may mean; where ids differ in case only, it counts."""
        folded = fold(cell)
        whole = (*self._by_id.get(folded, ()), *self._by_title.get(folded, ()))
        parts = (e for e, rest in self._splits(folded) if not rest or rest in self._titles[e.id])
        found = _competencies(whole) or _competencies(parts)
        if len(found) > 1:
            exact = [c for c in found if c.id == cell] or [c for c in found if c.id in cell]
            return exact or found
        return found

    def _splits(self, folded: str) -> Iterator[tuple[Entry, str]]:
        """Every reading of a text as an id and what stands before or after it."""
        for spelling, entries in self._by_id.items():
            if spelling not in folded:
                continue
            rests: list[str] = []
            after = folded.removeprefix(spelling)
            if after != folded and after[:1] in _AFTER_ID:
                rests += [after.strip(), after.lstrip(_AFTER_ID), after.strip(_AFTER_ID)]
            for opening, closing in _BRACKETS:
                bracketed = f"{opening}{spelling}{closing}"
                if folded.startswith(bracketed):
                    after = folded.removeprefix(bracketed)
                    rests += [after.strip(), after.lstrip(_AFTER_ID)]
                if folded.endswith(bracketed):
                    rests.append(folded.removesuffix(bracketed).strip())
            yield from ((entry, rest) for entry in entries for rest in dict.fromkeys(rests))

    def _contradiction(self, cell: str, named: Competency, rest: str) -> InvalidValueError:
        others = [entry for entry in self._by_title.get(rest, ()) if entry != named]
        others = others or [c for c in self._mentioned(cell) if c != named]
        if others:
            return self._several(cell, [named, others[0]])
        return InvalidValueError(
            f"“{cell}” is {named.id} and something else, for {named.id} is "
            f"“{_title(named, 'en')}”: write {named.id} alone",
            danish=f"“{cell}” er {named.id} og noget andet, for {named.id} er "
            f"“{_title(named, 'da')}”: skriv {named.id} alene",
            found=cell,
        )

    def _several(self, cell: str, named: Sequence[Entry]) -> InvalidValueError:
        said = {
            language: ", ".join(f"{one.id} {verb} “{_title(one, language)}”" for one in named[:2])
            for language, verb in (("da", "er"), ("en", "is"))
        }
        return InvalidValueError(
            f"“{cell}” says two things: {said['en']}",
            danish=f"“{cell}” siger to ting: {said['da']}",
            found=cell,
        )


def _too_wide(cell: str, branch: Area | Subcategory) -> InvalidValueError:
    area = isinstance(branch, Area)
    return InvalidValueError(
        f"“{cell}” is {'an area' if area else 'a subcategory'}; what is rated is a competency",
        danish=f"“{cell}” er {'et område' if area else 'en underkategori'}; "
        "det, der vurderes, er en kompetence",
        found=cell,
        allowed=[competency.id for competency in branch.competencies],
    )


def _title(entry: Entry, language: str) -> str:
    return entry.title(language if language in entry.languages else None)


def _competencies(entries: Iterable[Entry]) -> list[Competency]:
    return list({e.id: e for e in entries if isinstance(e, Competency)}.values())


def _whole_words(spellings: Iterable[str], text: str) -> list[str]:
    """The spellings that stand in a text as words, and not as a part of another of them."""
    found = [
        spelling
        for spelling in spellings
        if spelling in text and re.search(_WORD.format(re.escape(spelling)), text)
    ]
    return [one for one in found if not any(one != other and one in other for other in found)]
