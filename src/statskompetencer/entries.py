"""What a framework is made of: areas, subcategories and competencies, each with an id."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeAlias, TypeVar, cast

from attrs import field, frozen

from ._display import html_table
from ._text import shown
from ._title_notes import title_status
from .exceptions import InvalidTypeError, InvalidValueError
from .provenance import Text, Titled, as_texts, check_language, check_titles

T = TypeVar("T")

_NOT_IN_IDS = {"Cc", "Cf", "Cs"}
"""Control characters, those that do not show, and halves of characters."""


def check_id(value: object, place: str = "id") -> str:
    """An id: text without white space or control characters, or an error that says so.

    Args:
        value: What is to be one.
        place: Where it stands, for errors.
    """
    if not isinstance(value, str):
        raise InvalidTypeError(
            f"{shown(value)} is not a text",
            danish=f"{shown(value)} er ikke en tekst",
            place=place,
            found=value,
        )
    if not value or any(c.isspace() or unicodedata.category(c) in _NOT_IN_IDS for c in value):
        raise InvalidValueError(
            f"{shown(value)} is not an id: it is empty or has white space or a control character",
            danish=f"{shown(value)} er ikke et id: det er tomt eller har mellemrum eller styretegn",
            place=place,
            found=value,
        )
    return value


# attrs reads the signature of each converter: with functions of one's own that is quick.


def _as_competencies(values: Iterable[Competency]) -> tuple[Competency, ...]:
    return all_of((Competency,), values)


def _as_children(
    values: Iterable[Subcategory] | Iterable[Competency],
) -> tuple[Subcategory, ...] | tuple[Competency, ...]:
    kinds = (Subcategory, Competency)
    return all_of(kinds, cast("Iterable[Competency]", values))


def all_of(kinds: tuple[type, ...], values: Iterable[T]) -> tuple[T, ...]:
    """All values as a tuple, each of one of these kinds, or an error that says so."""
    names = " or ".join(kind.__name__ for kind in kinds)
    if not isinstance(values, Iterable):
        raise InvalidTypeError(
            f"{shown(values)} is not a list of {names}",
            danish=f"{shown(values)} er ikke en liste af {names}",
            found=values,
        )
    found = tuple(values)
    for value in found:
        if not isinstance(value, kinds):
            article = "an" if names.startswith("A") else "a"
            raise InvalidTypeError(
                f"{shown(value)} is not {article} {names}",
                danish=f"{shown(value)} er ikke en {names}",
                found=value,
            )
    return found


def as_id(value: object) -> str:
    """A converter: an id."""
    return check_id(value)


@frozen(repr=False)
class Competency(Titled):
    """Something that a person can do at work, the smallest thing that is rated.

    Attributes:
        id: Unique in its framework, such as ``PV11``.
        titles: One title a language; a mapping such as ``{"da": "…"}`` is taken as well.
        descriptions: At most one description a language.

    Example:
        >>> Competency("X1", {"da": "Bruge sprogmodeller", "en": "Use language models"})
        <Competency X1 “Bruge sprogmodeller”>

    .. versionadded:: 0.1.0
    """

    id: str = field(converter=as_id)
    titles: tuple[Text, ...] = field(converter=as_texts, validator=check_titles)
    descriptions: tuple[Text, ...] = field(default=(), converter=as_texts)

    def __repr__(self) -> str:
        return f"<Competency {self.id} “{self.name}”>"

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook: title, its status, description.

        Raises:
            UnknownLanguageError: It is not there in this language.
        """
        chosen = check_language(language, self.languages, self.id)
        return _entries_html(f"{self.id} {self.title(chosen)}", [self], chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


class _Branch(Titled):
    """What areas and subcategories can do: hold competencies, in the order of the source."""

    __slots__ = ()

    id: str
    children: tuple[Subcategory, ...] | tuple[Competency, ...]

    @property
    def competencies(self) -> tuple[Competency, ...]:
        """All competencies below it, in the order of the source."""
        return tuple(
            competency
            for child in self.children
            for competency in ((child,) if isinstance(child, Competency) else child.children)
        )

    def __iter__(self) -> Iterator[Competency]:
        return iter(self.competencies)

    def __len__(self) -> int:
        return len(self.competencies)

    def __contains__(self, item: object) -> bool:
        return any(item in (competency, competency.id) for competency in self.competencies)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id} “{self.name}”: {len(self)} competencies>"

    def to_html(self, language: str | None = None) -> str:
        """A table of its competencies for a notebook, with the status of each title.

        Raises:
            UnknownLanguageError: It is not there in this language.
        """
        chosen = check_language(language, self.languages, self.id)
        return _entries_html(f"{self.id} {self.title(chosen)}", self.competencies, chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


@frozen(repr=False)
class Subcategory(_Branch):
    """Competencies that belong together, inside of an area.

    Attributes:
        id: Unique in its framework, such as ``PV1``.
        titles: One title a language.
        children: Its competencies, at least one.
        descriptions: At most one description a language.

    Example:
        >>> from statskompetencer import load
        >>> print(load()["DS1"], *(competency.id for competency in load()["DS1"]))
        Cyber- og informationssikkerhed DS11 DS12 DS13

    .. versionadded:: 0.1.0
    """

    id: str = field(converter=as_id)
    titles: tuple[Text, ...] = field(converter=as_texts, validator=check_titles)
    children: tuple[Competency, ...] = field(converter=_as_competencies)
    descriptions: tuple[Text, ...] = field(default=(), converter=as_texts)


@frozen(repr=False)
class Area(_Branch):
    """A main area of a framework.

    Attributes:
        id: Unique in its framework, such as ``PV``.
        titles: One title a language.
        children: Its subcategories; in a framework of two levels, its competencies.
        descriptions: At most one description a language.

    Example:
        >>> from statskompetencer import load
        >>> area = load()["PV"]
        >>> [subcategory.id for subcategory in area.subcategories], len(area), "PV11" in area
        (['PV1', 'PV2', 'PV3'], 9, True)

    .. versionadded:: 0.1.0
    """

    id: str = field(converter=as_id)
    titles: tuple[Text, ...] = field(converter=as_texts, validator=check_titles)
    children: tuple[Subcategory, ...] | tuple[Competency, ...] = field(converter=_as_children)
    descriptions: tuple[Text, ...] = field(default=(), converter=as_texts)

    @property
    def subcategories(self) -> tuple[Subcategory, ...]:
        """Its subcategories; none in a framework of two levels."""
        return tuple(child for child in self.children if isinstance(child, Subcategory))


Entry: TypeAlias = Area | Subcategory | Competency
"""Anything in a framework that has an id."""

Key: TypeAlias = str | Area | Subcategory | Competency
"""What is accepted where an entry is asked for: its id, a title in any language, or itself."""


def _entries_html(title: str, competencies: Iterable[Competency], language: str) -> str:
    rows = [
        (
            c.id,
            c.title(language),
            title_status(c.title_text(language).source.status, language),
            c.description(language),
        )
        for c in competencies
    ]
    columns = {
        "da": ["id", "kompetence", "titlen er", "beskrivelse"],
        "en": ["id", "competency", "the title is", "description"],
    }
    return html_table(title, columns, rows, language=language)


def tree_problems(
    areas: tuple[Area, ...], languages: tuple[str, ...]
) -> Iterator[InvalidValueError]:
    """Every breach of the rules for a framework's tree, in the order of the entries."""
    if not areas:
        yield InvalidValueError(
            "there is nothing in it", danish="der er intet i den", place="areas", found=areas
        )
    seen: dict[str, str] = {}
    for path, entry in walk(areas, "areas"):
        if entry.id in seen:
            yield InvalidValueError(
                f"the id “{entry.id}” is already used at {seen[entry.id]}",
                danish=f"id’et “{entry.id}” er allerede brugt ved {seen[entry.id]}",
                place=f"{path}.id",
                found=entry.id,
            )
        seen.setdefault(entry.id, path)
        missing = [lang for lang in languages if lang not in entry.languages]
        if missing:
            yield InvalidValueError(
                f"“{entry.id}” has no title in {', '.join(missing)}",
                danish=f"“{entry.id}” har ingen titel på {', '.join(missing)}",
                place=f"{path}.titles",
                found=list(entry.languages),
                allowed=languages,
            )
        if isinstance(entry, Competency):
            continue
        kinds = {type(child) for child in entry.children}
        fitting = [{Competency}] if isinstance(entry, Subcategory) else _AREA_KINDS
        if kinds not in fitting:
            yield InvalidValueError(
                f"“{entry.id}” holds {_kinds(kinds)}",
                danish=f"“{entry.id}” indeholder {_kinds(kinds, 'intet')}",
                place=path,
                found=entry.children,
                allowed=["competencies"]
                if isinstance(entry, Subcategory)
                else ["subcategories or competencies, not both"],
            )


_AREA_KINDS: list[set[type]] = [{Subcategory}, {Competency}]


def _kinds(kinds: Iterable[type], nothing: str = "nothing") -> str:
    return ", ".join(sorted(kind.__name__ for kind in kinds)) or nothing


def walk(entries: Iterable[Entry], place: str) -> Iterator[tuple[str, Entry]]:
    """Every entry with its place in a document: ``areas[1].subcategories[0]``."""
    for number, entry in enumerate(entries):
        path = f"{place}[{number}]"
        yield path, entry
        if isinstance(entry, Area | Subcategory) and entry.children:
            below = (
                "subcategories" if isinstance(entry.children[0], Subcategory) else "competencies"
            )
            yield from walk(entry.children, f"{path}.{below}")
