"""The model itself: areas, subcategories and competencies, frozen and in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from attrs import evolve, field, frozen

from ._checks import as_day, check_kind, check_text
from ._display import html_table
from ._text import fold, nearest, shown
from ._title_notes import titles_note
from .entries import (
    Area,
    Competency,
    Entry,
    Key,
    Subcategory,
    all_of,
    as_id,
    check_id,
    tree_problems,
    walk,
)
from .exceptions import InvalidInputError, InvalidTypeError, InvalidValueError, UnknownNameError
from .provenance import (
    OWN,
    Source,
    Status,
    Text,
    Texts,
    Titled,
    as_texts,
    check_language,
    check_source,
    check_titles,
    default_language,
)

if TYPE_CHECKING:
    from .levels import Scale  # noqa: TC004 - load() is quicker without, and most bring no scale


def _as_areas(values: Iterable[Area]) -> tuple[Area, ...]:
    return all_of((Area,), values)


def _as_version(value: object) -> str:
    return check_id(value, "version")


def _published_on(value: date | str | None) -> date | None:
    return as_day(value, "published_on")


def _check_scale(_instance: object, _attribute: object, value: Scale | None) -> None:
    if value is not None:
        from .levels import Scale  # noqa: PLC0415 - most frameworks bring no scale

        check_kind(value, [Scale], "scale")


@frozen(repr=False, cache_hash=True)
class Framework(Titled):
    """A model of competencies: areas, subcategories and competencies in their order.

    Iterating gives the competencies, ``len()`` their number, ``in`` asks for an entry by
    id or title, and ``framework["…"]`` looks an entry up: by id, or by title in any
    language, without regard to case, Unicode form, or Danish letters typed as ae, oe, aa.

    Attributes:
        id: The framework's own id, without white space.
        version: The version of the framework, as its publisher counts.
        titles: Its title in each of its languages.
        areas: The areas, at least one.
        descriptions: What it is, in each language.
        data_version: The version of this data about it (corrections of titles count it
            up, while `version` stays).
        scale: The scale that the framework itself brings, or None.
        publisher: Who published it.
        published_on: When it was published.
        terms: What is known of the terms of use.
        source: Where its texts come from unless they say otherwise.

    Raises:
        InvalidInputError: An id is there twice, a branch is empty, or a title is missing
            in one of the framework's languages; holds every such error with its place.

    Example:
        >>> from statskompetencer import load
        >>> model = load()
        >>> len(model.areas), len(model.subcategories), len(model)
        (4, 12, 32)
        >>> model["agere cybersikkert"].id
        'DS11'

    .. versionadded:: 0.1.0
    """

    id: str = field(converter=as_id)
    version: str = field(converter=_as_version)
    titles: tuple[Text, ...] = field(converter=as_texts, validator=check_titles)
    areas: tuple[Area, ...] = field(converter=_as_areas)
    descriptions: tuple[Text, ...] = field(default=(), converter=as_texts, kw_only=True)
    data_version: str = field(default="", kw_only=True, validator=check_text)
    scale: Scale | None = field(default=None, kw_only=True, validator=_check_scale)
    publisher: str = field(default="", kw_only=True, validator=check_text)
    published_on: date | None = field(default=None, kw_only=True, converter=_published_on)
    terms: str = field(default="", kw_only=True, validator=check_text)
    source: Source = field(default=OWN, kw_only=True, validator=check_source)

    def __attrs_post_init__(self) -> None:
        problems = [*tree_problems(self.areas, self.languages)]
        if problems:
            raise InvalidInputError.of(problems, f"framework {self.id} {self.version}")

    # --- what is in it ---

    @property
    def key(self) -> tuple[str, str]:
        """Id and version: what profiles, roles and targets are bound to."""
        return self.id, self.version

    @cached_property
    def _index(self) -> _Index:
        return _Index(self.areas)

    @property
    def subcategories(self) -> tuple[Subcategory, ...]:
        """All subcategories in order; none in a framework of two levels."""
        return tuple(sub for area in self.areas for sub in area.subcategories)

    @property
    def competencies(self) -> tuple[Competency, ...]:
        """All competencies in order."""
        return self._index.competencies

    @property
    def competency_ids(self) -> tuple[str, ...]:
        """The ids of all competencies in order."""
        return tuple(self._index.positions)

    @property
    def positions(self) -> Mapping[str, int]:
        """For every competency's id its place in the order, from 0."""
        return self._index.positions

    def entries(self) -> Iterator[Entry]:
        """Every area, subcategory and competency, each before what is in it."""
        return iter(self._index.entries)

    def __iter__(self) -> Iterator[Competency]:
        return iter(self.competencies)

    def __len__(self) -> int:
        return len(self.competencies)

    def __contains__(self, key: object) -> bool:
        if isinstance(key, str):
            return key in self._index.by_id or fold(key) in self._index.spellings
        return isinstance(key, Entry) and self._index.by_id.get(key.id) == key

    def __getitem__(self, key: Key) -> Entry:
        return self._find(key, (Area, Subcategory, Competency))

    def competency(self, key: Key) -> Competency:
        """The competency with this id or title.

        Raises:
            UnknownNameError: There is none, or the title is that of several; names the
                nearest ones.

        Example:
            >>> from statskompetencer import load
            >>> load().competency("Realisere gevinster").id
            'PV33'
        """
        return cast("Competency", self._find(key, (Competency,)))

    def _find(self, key: Key, kinds: tuple[type[Entry], ...]) -> Entry:
        if not isinstance(key, str | Entry):
            raise InvalidTypeError(
                f"{shown(key)} is not an id or a title",
                danish=f"{shown(key)} er ikke et id eller en titel",
                found=key,
            )
        exact = self._index.by_id.get(key if isinstance(key, str) else key.id)
        if isinstance(exact, kinds) and (isinstance(key, str) or exact == key):
            return exact
        if not isinstance(key, str):
            raise UnknownNameError(
                f"{key!r} is not in {self.id} {self.version}"
                + (f", which has {exact!r}; look it up by its id" if exact else ""),
                danish=f"{key!r} er ikke i {self.id} {self.version}"
                + (f", som har {exact!r}; slå den op med id’et" if exact else ""),
                found=key,
            )
        name = key
        spelt = self._index.spellings.get(fold(name), ())
        fitting = [entry for entry in spelt if isinstance(entry, kinds)]
        if len(fitting) == 1:
            return fitting[0]
        only = kinds == (Competency,)
        kind = "competency" if only else "area, subcategory or competency"
        danish = (
            "ingen kompetence" if only else "intet område, ingen underkategori eller kompetence"
        )
        if fitting:
            ids = [entry.id for entry in fitting]
            raise UnknownNameError(
                f"“{name}” is the title of several; say which by its id",
                danish=f"“{name}” er titlen på flere; brug id’et",
                found=name,
                allowed=ids,
            )
        raise UnknownNameError(
            f"no {kind} “{name}” in {self.id} {self.version}",
            danish=f"der er {danish} “{name}” i {self.id} {self.version}",
            found=name,
            nearest=self._nearest(name, kinds),
        )

    def _nearest(self, name: str, kinds: tuple[type[Entry], ...]) -> tuple[str, ...]:
        names = [
            name
            for entry in self.entries()
            if isinstance(entry, kinds)
            for name in (entry.id, *map(str, entry.titles))
        ]
        return nearest(name, names)

    # --- up and down the tree ---

    def parent(self, key: Key) -> Area | Subcategory | None:
        """The branch that an entry stands in; None for an area."""
        return self._index.parents.get(self[key].id)

    def path(self, key: Key) -> tuple[Entry, ...]:
        """The way down to an entry: its area first, itself last.

        Example:
            >>> from statskompetencer import load
            >>> " > ".join(entry.id for entry in load().path("DS12"))
            'DS > DS1 > DS12'
        """
        entry = self[key]
        parent = self.parent(entry)
        return (entry,) if parent is None else (*self.path(parent), entry)

    def below(self, key: Key) -> tuple[Competency, ...]:
        """The competencies in a branch, or the competency itself as the only one."""
        entry = self[key]
        return (entry,) if isinstance(entry, Competency) else entry.competencies

    def search(self, words: str, language: str | None = None) -> tuple[Entry, ...]:
        """The entries whose id, title or description has all of these words.

        Parts of words count. Hits in the id come first, then those in the title, then
        those in the description; each in the order of the framework.

        Args:
            words: One or more words, in any case and with Danish letters in any spelling.
            language: Where to look; in all languages for None.

        Raises:
            InvalidValueError: There is no word to look for.
            UnknownLanguageError: The framework is not there in this language.

        Example:
            >>> from statskompetencer import load
            >>> [hit.id for hit in load().search("user stories")][0]
            'PV11'
        """
        if not isinstance(words, str):
            raise InvalidTypeError(
                f"{shown(words)} is not a text",
                danish=f"{shown(words)} er ikke en tekst",
                found=words,
            )
        parts = fold(words).split()
        if not parts:
            raise InvalidValueError(
                "there is no word to look for", danish="der er intet ord at søge efter", found=words
            )
        if language is not None:
            check_language(language, self.languages, f"{self.id} {self.version}")

        def place(entry: Entry) -> int | None:
            where = (
                [entry.id],
                [t.text for t in entry.titles if language in {None, t.language}],
                [t.text for t in entry.descriptions if language in {None, t.language}],
            )
            text = ""
            for number, texts in enumerate(where):
                text += fold("\n".join(texts)) + "\n"
                if all(part in text for part in parts):
                    return number
            return None

        hits = [(place(entry), entry) for entry in self.entries()]
        return tuple(entry for rank in range(3) for found, entry in hits if found == rank)

    # --- how far it can be relied on ---

    def title_statuses(self, language: str | None = None) -> dict[Status, int]:
        """How many titles have which status, over areas, subcategories and competencies.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.languages, f"{self.id} {self.version}")
        counts = Counter(e.title_text(chosen).source.status for e in self.entries())
        return {status: counts[status] for status in Status}

    def official_titles(self, language: str | None = None) -> int:
        """How many titles are word for word the publisher's."""
        return self.title_statuses(language)[Status.OFFICIAL]

    def titles_note(self, language: str | None = None) -> str:
        """One plain line that says how many titles are official; for every print of them.

        Example:
            >>> from statskompetencer import load
            >>> print(load().titles_note("en").split(";")[0])
            13 of 48 English titles are official
        """
        chosen = check_language(language, self.languages, f"{self.id} {self.version}")
        return titles_note(self.title_statuses(chosen), chosen)

    # --- the agency's own ---

    def select(self, *keys: Key, version: str, id: str | None = None) -> Framework:  # noqa: A002 - the field's name
        """A narrower framework: these competencies, and those of these branches.

        Args:
            *keys: Competencies, subcategories or areas to keep; their order does not count.
            version: The version of the new framework; it must differ from this one's.
            id: The id of the new framework, if it is to have its own.

        Raises:
            UnknownNameError: There is no such entry.
            InvalidValueError: The version is this one's.
            InvalidInputError: Nothing is left.

        Example:
            >>> from statskompetencer import load
            >>> len(load().select("DS", "PV11", version="2026-styrelsen"))
            9
        """
        kept = {c.id for key in keys for c in self.below(key)}

        def narrowed(entry: Entry) -> Entry | None:
            if isinstance(entry, Competency):
                return entry if entry.id in kept else None
            children = [below for child in entry.children if (below := narrowed(child))]
            return _with_children(entry, children) if children else None

        return self._adapted(filter(None, map(narrowed, self.areas)), version, id)

    def extend(
        self,
        *entries: Entry,
        under: Key | None = None,
        version: str,
        id: str | None = None,  # noqa: A002 - the field's name
    ) -> Framework:
        """A wider framework: with more entries, after those that are there.

        Args:
            *entries: What is new, of the kind that stands there.
            under: The area or subcategory that gets them; None for new areas.
            version: The version of the new framework; it must differ from this one's.
            id: The id of the new framework, if it is to have its own.

        Raises:
            UnknownNameError: There is no such branch.
            InvalidTypeError: An entry is of a kind that cannot stand there.
            InvalidValueError: The branch is a competency, or the version is this one's.
            InvalidInputError: An id is already used, subcategories and competencies are
                mixed, or an entry has no title in one of the framework's languages.
        """
        if under is None:
            return self._adapted([*self.areas, *entries], version, id)
        branch = self[under]
        if isinstance(branch, Competency):
            raise InvalidValueError(
                f"“{branch.id}” is a competency: nothing stands below it",
                danish=f"“{branch.id}” er en kompetence: der står intet under den",
                found=branch,
            )

        def widened(entry: Area | Subcategory | Competency) -> Entry:
            if entry.id == branch.id:
                return _with_children(branch, (*branch.children, *entries))
            if isinstance(entry, Area):
                return _with_children(entry, [widened(child) for child in entry.children])
            return entry

        return self._adapted([widened(area) for area in self.areas], version, id)

    def retitle(
        self,
        titles: Mapping[str, Texts],
        *,
        version: str,
        id: str | None = None,  # noqa: A002 - the field's name
    ) -> Framework:
        """The same framework with some titles replaced; plain text counts as one's own.

        Args:
            titles: For each entry (by id or title) the new titles by language; languages
                that are not named keep theirs.
            version: The version of the new framework; it must differ from this one's.
            id: The id of the new framework, if it is to have its own.

        Raises:
            UnknownNameError: There is no such entry.
            InvalidValueError: An entry is named twice, or the version is this one's.
        """
        if not isinstance(titles, Mapping):
            raise InvalidTypeError(
                f"{shown(titles)} is not a mapping from entries to titles",
                danish=f"{shown(titles)} er ikke et objekt med titler",
                found=titles,
            )
        new: dict[str, tuple[Text, ...]] = {}
        for key, texts in titles.items():
            entry_id = self[key].id
            if entry_id in new:
                raise InvalidValueError(
                    f"“{entry_id}” is named twice",
                    danish=f"“{entry_id}” er nævnt to gange",
                    found=key,
                )
            new[entry_id] = as_texts(texts)

        def retitled(entry: Entry) -> Entry:
            if entry.id in new:
                replaced = {text.language: text for text in (*entry.titles, *new[entry.id])}
                entry = evolve(entry, titles=replaced)
            if isinstance(entry, Competency):
                return entry
            return _with_children(entry, [retitled(child) for child in entry.children])

        return self._adapted([retitled(area) for area in self.areas], version, id)

    def _adapted(self, areas: Iterable[Entry], version: str, new_id: str | None) -> Framework:
        if version == self.version and new_id in {None, self.id}:
            raise InvalidValueError(
                f"{self.id} {version} exists: what differs from it needs its own version",
                danish=f"{self.id} {version} findes: det, der afviger, skal have sin egen version",
                place="version",
                found=version,
            )
        # What differs from the publisher's is not the publisher's.
        source = Source(note=f"Adapted from {self.id} {self.version}.")
        return evolve(
            self,
            areas=cast("Iterable[Area]", areas),
            version=version,
            id=self.id if new_id is None else new_id,
            titles=[evolve(text, source=source) for text in self.titles],
            data_version="",
            publisher="",
            published_on=None,
        )

    # --- how it shows ---

    def __str__(self) -> str:
        return f"{self.name} ({self.id} {self.version})"

    def __repr__(self) -> str:
        parts = [f"{len(self.areas)} areas"]
        if self.subcategories:
            parts.append(f"{len(self.subcategories)} subcategories")
        parts.append(f"{len(self)} competencies")
        chosen = default_language(self.languages)
        total = sum(1 for _ in self.entries())
        official = f"{self.official_titles(chosen)} of {total} titles ({chosen}) are official"
        return f"<Framework {self.id} {self.version}: {', '.join(parts)}; {official}>"

    def to_html(self, language: str | None = None) -> str:
        """A table of all competencies for a notebook.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.languages, str(self))
        rows = [
            (c.id, " › ".join(entry.title(chosen) for entry in self.path(c)))
            for c in self.competencies
        ]
        columns = {"da": ["id", "kompetence"], "en": ["id", "competency"]}
        caption = f"{self.title(chosen)} ({self.id} {self.version})"
        notes = [self.titles_note(chosen)]
        return html_table(caption, columns, rows, notes=notes, language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def _with_children(branch: Area | Subcategory, children: Iterable[Entry]) -> Area | Subcategory:
    """The branch with other children; that they are of a fitting kind is checked there."""
    return evolve(branch, children=cast("Iterable[Competency]", children))


class _Index:
    """What is looked up often in a framework, worked out once."""

    def __init__(self, areas: tuple[Area, ...]) -> None:
        self.entries = tuple(entry for _, entry in walk(areas, "areas"))
        self.competencies = tuple(e for e in self.entries if isinstance(e, Competency))
        # read-only: everything is looked up in it
        self.positions = MappingProxyType(
            {c.id: place for place, c in enumerate(self.competencies)}
        )
        self.by_id = {entry.id: entry for entry in self.entries}
        self.parents = {
            child.id: branch
            for branch in self.entries
            if not isinstance(branch, Competency)
            for child in branch.children
        }

    @cached_property
    def spellings(self) -> dict[str, tuple[Entry, ...]]:
        """For every id and title, as it is compared, the entries that have it."""
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            for name in {fold(name) for name in (entry.id, *map(str, entry.titles))}:
                found[name] = (*found.get(name, ()), entry)
        return found
