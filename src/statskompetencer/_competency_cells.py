"""Which competency a cell or a header names: by id, by title, or by both at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ._cells import MOST_SUGGESTIONS
from ._text import fold, nearest
from .exceptions import InvalidValueError, StatskompetencerError, UnknownNameError
from .framework import Area, Competency, Entry, Framework, Subcategory

_AFTER_ID = " :-–—.,)"
_BRACKETS = (("[", "]"), ("(", ")"))


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
        titles = {language: _title(named, language) for language in ("da", "en")}
        others = [entry for entry in self._by_title.get(rest, ()) if entry != named]
        also = {
            language: f", “{_title(entry, language)}” {verb} {entry.id}"
            for language, verb in (("da", "er"), ("en", "is"))
            for entry in others[:1]
        }
        return InvalidValueError(
            f"“{cell}” says two things: {named.id} is “{titles['en']}”{also.get('en', '')}",
            danish=f"“{cell}” siger to ting: {named.id} er “{titles['da']}”{also.get('da', '')}",
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
