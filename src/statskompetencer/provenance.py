"""Where each title comes from, and so how far it can be relied on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeAlias, cast

from attrs import field, frozen

from ._text import fold
from .exceptions import InvalidTypeError, InvalidValueError, UnknownLanguageError

DEFAULT_LANGUAGE = "da"


class Status(StrEnum):
    """How a text stands to the publisher's own words.

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
            f"“{value}” is not a status", found=value, allowed=[s.value for s in Status]
        ) from None


@frozen
class Source:
    """Where a text comes from.

    Attributes:
        status: How the text stands to the publisher's own words.
        url: The page it was read on, or None.
        read_on: The day it was read there, or None where the day is not recorded.
        note: What else a reader should know.

    Example:
        >>> Source("translated", note="from the English title").status.value
        'translated'

    .. versionadded:: 0.1.0
    """

    status: Status = field(default=Status.OWN, converter=_status)
    url: str | None = None
    read_on: date | None = None
    note: str = ""


OWN = Source()


def _check_language(_instance: object, _attribute: object, value: str) -> None:
    if not isinstance(value, str) or not value.isascii() or not value.replace("-", "").isalnum():
        raise InvalidValueError(f"{value!r} is not a language code such as “da”", found=value)


def _check_text(_instance: object, _attribute: object, value: str) -> None:
    if not isinstance(value, str) or not value.strip():
        raise InvalidValueError(f"{value!r} is not a text", found=value)


@frozen
class Text:
    """One text in one language, with its source.

    Attributes:
        language: A language code such as ``da``.
        text: The text itself; never empty.
        source: Where it comes from; own, unless told.

    Raises:
        InvalidValueError: The text is empty, or the code is not one.

    .. versionadded:: 0.1.0
    """

    language: str = field(validator=_check_language)
    text: str = field(validator=_check_text)
    source: Source = OWN

    def __str__(self) -> str:
        return self.text


Texts: TypeAlias = Iterable[Text] | Mapping[str, "str | Text"]
"""What is accepted for titles: Text objects, or a mapping from language to text."""


def as_texts(value: Texts) -> tuple[Text, ...]:
    """Titles or descriptions as a tuple, one text a language."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise InvalidTypeError(
            f"{value!r} says nothing about its language", found=value, allowed=['{"da": "…"}']
        )
    texts = (
        _from_mapping(cast("Mapping[str, str | Text]", value))
        if isinstance(value, Mapping)
        else tuple(value)
    )
    for text in texts:
        if not isinstance(text, Text):
            raise InvalidTypeError(f"{text!r} is not a Text", found=text)
    languages = [text.language for text in texts]
    if len(set(languages)) < len(languages):
        raise InvalidValueError(f"two texts in one language: {', '.join(languages)}")
    return texts


def _from_mapping(texts: Mapping[str, str | Text]) -> tuple[Text, ...]:
    return tuple(
        text if isinstance(text, Text) else Text(language, text) for language, text in texts.items()
    )


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
            f"{of} is not there in “{language}”",
            danish=f"{of} findes ikke på “{language}”",
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
        return fold(name) in {fold(text.text) for text in self.titles}

    def __str__(self) -> str:
        return self.name
