"""Frameworks as JSON documents: the only place where they are parsed and written.

The format is described by the JSON Schema that `schema` returns. Objects keep their
meaning on the way out and in: ``from_dict(to_dict(framework)) == framework``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ._checks import as_day, as_path
from ._files import read_bytes, unwritable
from ._text import nearest, shown
from .entries import Area, Competency, Entry, Subcategory, tree_problems
from .exceptions import (
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    StatskompetencerError,
    UnknownNameError,
)
from .framework import Framework
from .provenance import OWN, Source, Text

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from .levels import Scale

FORMAT = 1
"""The version of the format itself."""

T = TypeVar("T")
Document = dict[str, Any]

_SOURCE_KEYS = ("status", "url", "read_on", "note")
_TEXT_KEYS = ("text", *_SOURCE_KEYS)
_ENTRY_KEYS = ("id", "titles", "descriptions")
_SCALE_KEYS = ("id", "levels", "holds_from", "source")
_FRAMEWORK_KEYS = (
    "$schema",
    "format",
    *_ENTRY_KEYS,
    "version",
    "data_version",
    "languages",
    "publisher",
    "published_on",
    "terms",
    "default_source",
    "scale",
    "areas",
)


def from_dict(document: Mapping[str, Any]) -> Framework:
    """The framework that a document describes.

    Args:
        document: A mapping in the format of `schema`, as ``json.load`` gives it.

    Raises:
        InvalidInputError: Holds every error of the document, each with its place such as
            ``areas[1].subcategories[0].id``.

    Example:
        >>> from statskompetencer.documents import from_dict
        >>> small = {"format": 1, "id": "mine", "version": "1", "languages": ["en"],
        ...     "titles": {"en": "Mine"}, "areas": [{"id": "A", "titles": {"en": "First"},
        ...     "competencies": [{"id": "A1", "titles": {"en": "Write clearly"}}]}]}
        >>> from_dict(small)["write clearly"]
        <Competency A1 “Write clearly”>

    .. versionadded:: 0.1.0
    """
    parser = _Parser()
    framework = parser.framework(document)
    if parser.errors or framework is None:
        name = document.get("id") if isinstance(document, dict) else None
        shown_name = name if isinstance(name, str) else "?"
        raise InvalidInputError.of(parser.errors, f"framework “{shown_name}”")
    return framework


def to_dict(framework: Framework) -> Document:
    """The framework as a document of plain dicts, lists and strings, ready for JSON.

    .. versionadded:: 0.1.0
    """
    document: Document = {"format": FORMAT, "id": framework.id, "version": framework.version}
    own = framework.source
    optional = {
        "data_version": framework.data_version,
        "languages": list(framework.languages),
        "titles": texts_out(framework.titles, own),
        "descriptions": texts_out(framework.descriptions, own),
        "publisher": framework.publisher,
        "published_on": framework.published_on and framework.published_on.isoformat(),
        "terms": framework.terms,
        "default_source": _source_out(own),
        "scale": framework.scale and _scale_out(framework.scale),
    }
    document.update({key: value for key, value in optional.items() if value})
    document["areas"] = [_entry_out(area, own) for area in framework.areas]
    return document


def read(path: str | Path) -> Framework:
    """The framework in a JSON file (UTF-8, with or without BOM).

    Raises:
        UnreadableFileError: The file is not there or may not be read.
        InvalidInputError: It is not JSON, or the document has errors; holds all of them.

    .. versionadded:: 0.1.0
    """
    path = as_path(path)
    document = read_json(path)
    try:
        return from_dict(document)
    except InvalidInputError as errors:
        raise InvalidInputError.of(errors.errors, str(path)) from None


def write(framework: Framework, path: str | Path) -> None:
    """Write a framework as a JSON file that `read` gives back unchanged.

    Raises:
        UnreadableFileError: The file cannot be written.

    .. versionadded:: 0.1.0
    """
    path = as_path(path)
    text = json.dumps(to_dict(framework), ensure_ascii=False, indent=2)
    try:
        path.write_bytes(f"{text}\n".encode())
    except (OSError, ValueError) as error:  # a ValueError for a name that no file can have
        raise unwritable(path, error) from None


def schema() -> Document:
    """The JSON Schema (draft 2020-12) of the format.

    .. versionadded:: 0.1.0
    """
    from ._resources import data  # noqa: PLC0415 - no resources machinery before it is needed

    loaded: Document = json.loads(data("framework.schema.json"))
    return loaded


def read_json(path: Path) -> Any:  # noqa: ANN401 - JSON can be anything
    """What a JSON file holds; no key is lost because it is there twice."""
    raw = read_bytes(path)
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_unique_keys)
    except InvalidValueError as error:
        problem = error
    except UnicodeDecodeError as error:
        problem = InvalidValueError(
            "the text is not UTF-8", danish="teksten er ikke UTF-8", place=f"byte {error.start}"
        )
    except json.JSONDecodeError as error:
        problem = InvalidValueError(
            f"this is not JSON: {error.msg}",
            danish=f"dette er ikke JSON: {error.msg}",
            place=f"line {error.lineno}, column {error.colno}",
            place_danish=f"linje {error.lineno}, kolonne {error.colno}",
        )
    except (RecursionError, ValueError):
        problem = InvalidValueError(
            "this JSON is too deep, or a number in it too long",
            danish="denne JSON er for dyb, eller et tal i den er for langt",
        )
    raise InvalidInputError.of([problem], str(path))


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InvalidValueError(
            f"the key “{twice}” is there twice in one object",
            danish=f"nøglen “{twice}” findes to gange i det samme objekt",
            found=twice,
        )
    return dict(pairs)


def _source_out(source: Source) -> Document:
    out: Document = {"status": source.status.value, "url": source.url}
    out["read_on"] = source.read_on and source.read_on.isoformat()
    return {**out, "note": source.note}


def texts_in(value: object, place: str) -> tuple[Text, ...]:
    """Titles or descriptions from plain values.

    Raises:
        InvalidInputError: Holds every error in them.
    """
    parser = _Parser()
    found = parser.texts(value, place)
    if parser.errors:
        raise InvalidInputError.of(parser.errors, place)
    return found


def texts_out(texts: Sequence[Text], usual: Source) -> Document:
    """Titles or descriptions as plain values; a source is written where it is not the usual."""
    return {
        text.language: text.text
        if text.source == usual
        else {"text": text.text, **_source_out(text.source)}
        for text in texts
    }


def _scale_out(scale: Scale) -> Document:
    return {
        "id": scale.id,
        "holds_from": scale.holds_from,
        "levels": [
            {
                "titles": texts_out(level.titles, scale.source),
                "descriptions": texts_out(level.descriptions, scale.source),
            }
            for level in scale
        ],
        "source": _source_out(scale.source),
    }


def _entry_out(entry: Entry, usual: Source) -> Document:
    out: Document = {"id": entry.id, "titles": texts_out(entry.titles, usual)}
    if entry.descriptions:
        out["descriptions"] = texts_out(entry.descriptions, usual)
    if not isinstance(entry, Competency):
        is_deep = isinstance(entry.children[0], Subcategory)
        below = "subcategories" if is_deep else "competencies"
        out[below] = [_entry_out(child, usual) for child in entry.children]
    return out


class _Parser:
    """Reads a document and goes on after an error, so that all of them come back."""

    def __init__(self) -> None:
        self.errors: list[StatskompetencerError] = []
        self.usual = OWN

    def problem(self, error: StatskompetencerError, place: str) -> None:
        self.errors.append(error.at(place))

    def build(self, place: str, make: type[T], *values: Any, **named: Any) -> T | None:  # noqa: ANN401 - passed through
        """Make the object, or note why it cannot be made; None where a part is missing."""
        if None in values:
            return None
        try:
            return make(*values, **named)
        except StatskompetencerError as error:
            self.problem(error, place)
            return None

    def mapping(
        self, value: object, place: str, known: Sequence[str], needed: Sequence[str] = ()
    ) -> Mapping[str, Any]:
        """The value as an object of these keys; {} after an error."""
        if not isinstance(value, Mapping):
            self.problem(_wrong_kind(value, "an object {…}", "et objekt {…}"), place)
            return {}
        found = cast("Mapping[str, Any]", value)
        for key in found:
            if known and key not in known:
                self.problem(
                    UnknownNameError(
                        f"there is no field “{key}” here",
                        danish=f"der er intet felt “{key}” her",
                        found=key,
                        nearest=nearest(key, known),
                        allowed=known,
                    ),
                    place,
                )
        for key in needed:
            if found.get(key) is None:
                self.problem(
                    InvalidValueError(
                        f"the field “{key}” is missing", danish=f"feltet “{key}” mangler"
                    ),
                    place,
                )
        return {key: item for key, item in found.items() if item is not None or key not in needed}

    def items(self, value: object, place: str) -> list[tuple[str, Any]]:
        if isinstance(value, list | tuple):
            found = enumerate(cast("Sequence[Any]", value))
            return [(f"{place}[{number}]", item) for number, item in found]
        self.problem(_wrong_kind(value, "a list […]", "en liste […]"), place)
        return []

    def string(self, document: Mapping[str, Any], key: str, place: str = "") -> str:
        value = document.get(key, "")
        if isinstance(value, str):
            return value
        where = ".".join(filter(None, [place, key]))
        self.problem(_wrong_kind(value, "a text", "en tekst"), where)
        return ""

    def day(self, document: Mapping[str, Any], key: str, place: str = "") -> date | None:
        try:
            return as_day(document.get(key), key)
        except InvalidValueError as error:
            self.problem(error, place)
            return None

    def source(self, value: Mapping[str, Any], place: str, usual: Source) -> Source:
        if not any(key in value for key in _SOURCE_KEYS):
            return usual
        read_on = self.day(value, "read_on", place)
        note = self.string(value, "note", place)
        url = None if value.get("url") is None else self.string(value, "url", place)
        status = value.get("status", usual.status)
        made = self.build(place, Source, status=status, url=url, read_on=read_on, note=note)
        return made or usual

    def texts(self, value: object, place: str) -> tuple[Text, ...]:
        found: list[Text] = []
        for language, item in self.mapping(value, place, ()).items():
            where = f"{place}.{language}"
            if isinstance(item, str):
                text = self.build(where, Text, language, item, self.usual)
            else:
                parts = self.mapping(item, where, _TEXT_KEYS, ("text",))
                source = self.source(parts, where, self.usual)
                text = self.build(where, Text, language, parts.get("text"), source)
            found.extend([text] if text else [])
        return tuple(found)

    def titles(self, value: Mapping[str, Any], place: str) -> tuple[Text, ...] | None:
        """The titles, or None after an error in them: what has no title is not built."""
        before = len(self.errors)
        titles = self.texts(value.get("titles"), f"{place}.titles" if place else "titles")
        return titles if len(self.errors) == before else None

    def competency(self, value: object, place: str) -> Competency | None:
        found = self.mapping(value, place, _ENTRY_KEYS, ("id", "titles"))
        return self.build(place, Competency, *self._named(found, place))

    def subcategory(self, value: object, place: str) -> Subcategory | None:
        known = (*_ENTRY_KEYS, "competencies")
        found = self.mapping(value, place, known, ("id", "titles", "competencies"))
        entry_id, titles, descriptions = self._named(found, place)
        children = self._children(found, "competencies", place)
        return self.build(place, Subcategory, entry_id, titles, children, descriptions)

    def area(self, value: object, place: str) -> Area | None:
        known = (*_ENTRY_KEYS, "subcategories", "competencies")
        found = self.mapping(value, place, known, ("id", "titles"))
        entry_id, titles, descriptions = self._named(found, place)
        kinds = [kind for kind in ("subcategories", "competencies") if kind in found]
        children = [child for kind in kinds for child in self._children(found, kind, place)]
        return self.build(place, Area, entry_id, titles, children, descriptions)

    def _named(self, found: Mapping[str, Any], place: str) -> tuple[Any, Any, Any]:
        descriptions = self.texts(found.get("descriptions", {}), f"{place}.descriptions")
        return (
            found.get("id"),
            self.titles(found, place) if "titles" in found else None,
            descriptions,
        )

    def _children(self, found: Mapping[str, Any], kind: str, place: str) -> list[Any]:
        one = self.subcategory if kind == "subcategories" else self.competency
        items = self.items(found.get(kind, []), f"{place}.{kind}")
        return [child for where, item in items if (child := one(item, where)) is not None]

    def scale(self, value: object) -> Scale | None:
        if value is None:
            return None
        from .levels import Level, Scale  # noqa: PLC0415 - most frameworks bring no scale

        found = self.mapping(value, "scale", _SCALE_KEYS, ("id", "levels", "holds_from"))
        around, self.usual = self.usual, OWN
        source = self.source(
            self.mapping(found.get("source", {}), "scale.source", _SOURCE_KEYS), "scale.source", OWN
        )
        self.usual = source
        levels = []
        for number, (place, item) in enumerate(self.items(found.get("levels", []), "scale.levels")):
            parts = self.mapping(item, place, ("titles", "descriptions"), ("titles",))
            titles = self.titles(parts, place) if "titles" in parts else None
            descriptions = self.texts(parts.get("descriptions", {}), f"{place}.descriptions")
            levels.append(self.build(place, Level, number, titles, descriptions))
        self.usual = around
        if None in levels:
            return None
        return self.build(
            "scale",
            Scale,
            found.get("id"),
            levels,
            holds_from=found.get("holds_from"),
            source=source,
        )

    def framework(self, document: object) -> Framework | None:
        needed = ("format", "id", "version", "languages", "titles", "areas")
        found = self.mapping(document, "", _FRAMEWORK_KEYS, needed)
        if "format" in found and (found["format"] != FORMAT or isinstance(found["format"], bool)):
            self.problem(
                InvalidValueError(
                    f"format {shown(found['format'])} is not known",
                    danish=f"formatet {shown(found['format'])} kendes ikke",
                    allowed=[str(FORMAT)],
                ),
                "format",
            )
        self.usual = self.source(
            self.mapping(found.get("default_source", {}), "default_source", _SOURCE_KEYS),
            "default_source",
            OWN,
        )
        titles = self.titles(found, "") if "titles" in found else None
        languages = [code for _, code in self.items(found.get("languages", []), "languages")]
        if titles is not None and "languages" in found:
            self._check_languages(languages, titles)
        before = len(self.errors)
        areas = [
            self.area(item, place) for place, item in self.items(found.get("areas", []), "areas")
        ]
        whole = tuple(area for area in areas if area is not None)
        if titles is not None and "areas" in found and len(self.errors) == before:
            self.errors.extend(tree_problems(whole, tuple(text.language for text in titles)))
        named = {
            "descriptions": self.texts(found.get("descriptions", {}), "descriptions"),
            "data_version": self.string(found, "data_version"),
            "scale": self.scale(found.get("scale")),
            "publisher": self.string(found, "publisher"),
            "published_on": self.day(found, "published_on"),
            "terms": self.string(found, "terms"),
            "source": self.usual,
        }
        if self.errors:
            return None
        return self.build("", Framework, found["id"], found["version"], titles, whole, **named)

    def _check_languages(self, languages: list[Any], titles: tuple[Text, ...]) -> None:
        there = [text.language for text in titles]
        if languages != there:
            self.problem(
                InvalidValueError(
                    f"the framework is said to be in {shown(languages)}, but is titled in {there}",
                    danish=f"modellen siges at være på {shown(languages)}, "
                    f"men har titler på {there}",
                    found=languages,
                ),
                "languages",
            )


def _wrong_kind(value: object, english: str, danish: str) -> InvalidTypeError:
    return InvalidTypeError(
        f"{shown(value)} is not {english}", danish=f"{shown(value)} er ikke {danish}", found=value
    )
