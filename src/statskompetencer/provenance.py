"""Where each title comes from, and so how far it can be relied on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, cast

from attrs import field, frozen

from ._checks import as_day, check_encodable, check_kind, check_text, wrong_kind
from ._text import fold, shown
from .exceptions import InvalidTypeError, InvalidValueError, UnknownLanguageError

if TYPE_CHECKING:
    from attrs import Attribute

DEFAULT_LANGUAGE = "da"


class Status(StrEnum):
    """How a text stands to the publisher's own words.

    Example:
        >>> from statskompetencer import load
        >>> load()["DS11"].title_text("da").source.status is Status.OFFICIAL
        True

    .. versionadded:: 0.1.0
    """

    OFFICIAL = "official"
    """Word for word from a page of the publisher."""
    TRANSLATED = "translated"
    """A translation, not the publisher's, of a title that is official in another language."""
    RECONSTRUCTED = "reconstructed"
    """Own wording of a theme that the publisher names; the official title is not known."""
    OWN = "own"
    """Somebody else's work from the start, such as an agency's addition."""


def _status(value: Status | str) -> Status:
    try:
        return Status(value)
    except ValueError:
        raise InvalidValueError(
            f"{shown(value)} is not a status",
            danish=f"{shown(value)} er ikke en status",
            found=value,
            allowed=[s.value for s in Status],
        ) from None


def _read_on(value: date | str | None) -> date | None:
    return as_day(value, "read_on")


def _check_url(instance: object, attribute: Attribute[str | None], value: str | None) -> None:
    if value is not None:
        check_text(instance, attribute, value)


@frozen
class Source:
    """Where a text comes from.

    Attributes:
        status: How the text stands to the publisher's own words.
        url: The page it was read on, or None.
        read_on: The day it was read there, or None where the day is not recorded.
        note: What else a reader should know.

    Raises:
        InvalidValueError: There is no such status, or the day is not one.
        InvalidTypeError: Address or note is not a text.

    Example:
        >>> Source("translated", note="from the English title").status.value
        'translated'

    .. versionadded:: 0.1.0
    """

    status: Status = field(default=Status.OWN, converter=_status)
    url: str | None = field(default=None, validator=_check_url)
    read_on: date | None = field(default=None, converter=_read_on)
    note: str = field(default="", validator=check_text)


OWN = Source()


def _check_language(_instance: object, _attribute: object, value: str) -> None:
    if not isinstance(value, str) or not value.isascii() or not value.replace("-", "").isalnum():
        raise InvalidValueError(
            f"{shown(value)} is not a language code such as “da”",
            danish=f"{shown(value)} er ikke en sprogkode som “da”",
            found=value,
        )


_CONTROL = frozenset(map(chr, (*range(32), *range(127, 160)))) - frozenset("\t\n\r")
"""What moves the cursor of a terminal, and what a spreadsheet cannot hold."""


def _check_text(_instance: object, _attribute: object, value: str) -> None:
    if not isinstance(value, str) or not value.strip():
        raise InvalidValueError(
            f"{shown(value)} is not a text, or an empty one",
            danish=f"{shown(value)} er ikke en tekst, eller den er tom",
            found=value,
        )
    check_encodable(value)
    if not value.isprintable() and not _CONTROL.isdisjoint(value):  # the first is quick
        raise InvalidValueError(
            f"{shown(value)} has a control character in it",
            danish=f"{shown(value)} har et styretegn i sig",
            found=value,
        )


def check_source(_instance: object, _attribute: object, value: object) -> None:
    """A validator: the value is a `Source`."""
    check_kind(value, [Source], "source")


@frozen
class Text:
    """One text in one language, with its source.

    Attributes:
        language: A language code such as ``da``.
        text: The text itself; never empty.
        source: Where it comes from; own, unless told.

    Raises:
        InvalidValueError: The text is empty, or the code is not one.

    Example:
        >>> Text("da", "Bruge sprogmodeller").source.status.value
        'own'

    .. versionadded:: 0.1.0
    """

    language: str = field(validator=_check_language)
    text: str = field(validator=_check_text)
    source: Source = field(default=OWN, validator=check_source)

    def __str__(self) -> str:
        return self.text


Texts: TypeAlias = Iterable[Text] | Mapping[str, "str | Text"]
"""What is accepted for titles: Text objects, or a mapping from language to text."""


def as_texts(value: Texts) -> tuple[Text, ...]:
    """Titles or descriptions as a tuple, one text a language."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise InvalidTypeError(
            f"{shown(value)} says nothing about its language",
            danish=f"{shown(value)} siger intet om sit sprog",
            found=value,
            allowed=['{"da": "…"}'],
        )
    texts = (
        _from_mapping(cast("Mapping[str, str | Text]", value))
        if isinstance(value, Mapping)
        else tuple(value)
    )
    for text in texts:
        if not isinstance(text, Text):
            raise wrong_kind(text, [Text])
    languages = [text.language for text in texts]
    if len(set(languages)) < len(languages):
        raise InvalidValueError(
            f"two texts in one language: {', '.join(languages)}",
            danish=f"to tekster på ét sprog: {', '.join(languages)}",
            found=languages,
        )
    return texts


def check_titles(_instance: object, _attribute: object, value: tuple[Text, ...]) -> None:
    """A validator: there is a title in at least one language."""
    if not value:
        raise InvalidValueError(
            "no title in any language", danish="ingen titel på noget sprog", place="titles"
        )


def _from_mapping(texts: Mapping[str, str | Text]) -> tuple[Text, ...]:
    found: list[Text] = []
    for language, text in texts.items():
        if isinstance(text, Text) and text.language != language:
            raise InvalidValueError(
                f"{text!r} stands under the language {shown(language)}",
                danish=f"{text!r} står under sproget {shown(language)}",
                found=text,
            )
        found.append(text if isinstance(text, Text) else Text(language, text))
    return tuple(found)


def default_language(languages: Iterable[str]) -> str:
    """Danish where there is Danish, otherwise the first."""
    known = tuple(languages)
    return DEFAULT_LANGUAGE if DEFAULT_LANGUAGE in known else known[0]


def check_language(language: str | None, languages: Iterable[str], of: str) -> str:
    """The language to use: the default for None; an error for one that is not there."""
    known = tuple(languages)
    if language is None:
        return default_language(known)
    if language not in known:
        raise UnknownLanguageError(
            f"{of} is not there in the language {shown(language)}",
            danish=f"{of} findes ikke på sproget {shown(language)}",
            found=language,
            allowed=known,
        )
    return language


class Titled:
    """What all things with titles and descriptions can do."""

    __slots__ = ()

    titles: tuple[Text, ...]
    descriptions: tuple[Text, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there is a title in."""
        return tuple(text.language for text in self.titles)

    @property
    def name(self) -> str:
        """The title in Danish, or in the first language where there is no Danish."""
        return self.title()

    def title(self, language: str | None = None) -> str:
        """The title in a language (Danish by default).

        Raises:
            UnknownLanguageError: There is no title in this language.
        """
        return self.title_text(language).text

    def title_text(self, language: str | None = None) -> Text:
        """The title with its source.

        Raises:
            UnknownLanguageError: There is no title in this language.
        """
        chosen = check_language(language, self.languages, f"“{self.titles[0].text}”")
        return next(text for text in self.titles if text.language == chosen)

    def description(self, language: str | None = None) -> str:
        """The description in a language (Danish by default), or "" where none was written.

        Raises:
            UnknownLanguageError: There is neither title nor description in this language.
        """
        chosen = check_language(language, self.languages, f"“{self.titles[0].text}”")
        return next((text.text for text in self.descriptions if text.language == chosen), "")

    def is_called(self, name: str) -> bool:
        """Whether this is one of the titles, in the forms in which spellings are compared."""
        return isinstance(name, str) and fold(name) in {fold(text.text) for text in self.titles}

    def __str__(self) -> str:
        return self.name
