"""Every error the library raises.

Each is a `StatskompetencerError` and, at the same time, the builtin error that it
refines, so ``except KeyError`` goes on working. The text says where the bad datum is,
what was found, what is allowed and the nearest valid spelling; the same facts stand in
attributes. ``str(error)`` is English; `StatskompetencerError.explain` gives the Danish
text where there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, cast

from ._text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_LONGEST = 600
"""So many characters of a message are shown, and so many of a list of allowed values."""


def _bounded(text: str) -> str:
    """A text without its middle where it is very long: what is wrong stands at its end."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}"


def _listed(values: Sequence[str], last: str) -> str:
    quoted = [f"“{value}”" for value in values]
    return f" {last} ".join([", ".join(quoted[:-1]), quoted[-1]]) if quoted[1:] else quoted[0]


class StatskompetencerError(Exception):
    """The common base of every error of this library.

    Args:
        message: What is wrong, in English, without the place.
        danish: The same in Danish; where it is not given, Danish readers get the English.
        place: Where the bad datum stands, such as ``row 14, column "Niveau"`` or
            ``areas[1].subcategories[0].id``.
        place_danish: The same in Danish, if it reads differently.
        found: What was found there.
        allowed: What would have been valid, if that is a short list.
        nearest: The valid spellings nearest to what was found, best first.

    Example:
        >>> error = StatskompetencerError("level 9 is too high", place="row 3", allowed=["0-4"])
        >>> print(error)
        row 3: level 9 is too high. Allowed: 0-4.

    .. versionadded:: 0.1.0
    """

    danish: str
    place: str
    place_danish: str
    found: object
    allowed: tuple[str, ...]
    nearest: tuple[str, ...]

    def __init__(  # noqa: PLR0913 - one keyword for each fact an error carries
        self,
        message: str,
        *,
        danish: str = "",
        place: str = "",
        place_danish: str = "",
        found: object = None,
        allowed: Iterable[str] = (),
        nearest: Iterable[str] = (),
    ) -> None:
        super().__init__(message)
        self.danish = danish
        self.place = place
        self.place_danish = place_danish
        self.found = found
        self.allowed = tuple(allowed)
        self.nearest = tuple(nearest)

    @property
    def message(self) -> str:
        """What is wrong, in English, without the place."""
        return str(self.args[0])

    def at(self, place: str, danish: str = "") -> Self:
        """The same error, with the place in which the caller found the datum.

        An outer place stands before an inner one: ``areas[1]`` and ``id`` make
        ``areas[1].id``.
        """
        inner, inner_danish = self.place, self.place_danish or self.place
        self.place_danish = ".".join(filter(None, [danish or place, inner_danish]))
        self.place = ".".join(filter(None, [place, inner]))
        return self

    def explain(self, language: str = "en") -> str:
        """The whole error as sentences: in Danish for ``"da"``, otherwise in English."""
        danish = language == "da" and bool(self.danish)
        place = (self.place_danish or self.place) if danish else self.place
        text = _bounded(self.danish if danish else self.message)
        if place:
            text = f"{_bounded(place)}: {text}"
        extra: list[str] = []
        if self.nearest:
            hint = _listed(self.nearest, "eller" if danish else "or")
            extra.append(f"Mente du {hint}?" if danish else f"Did you mean {hint}?")
        if self.allowed:
            extra.append(
                f"{'Tilladt' if danish else 'Allowed'}: {_bounded(', '.join(self.allowed))}."
            )
        return " ".join([text.rstrip(".") + "." if extra else text, *extra])

    def __str__(self) -> str:
        return self.explain()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle with all facts; what was found goes as text where it cannot be pickled."""
        import pickle  # noqa: PLC0415 - who pickles has it

        how = super().__reduce__()
        try:
            pickle.dumps(self.found)
        except Exception:  # noqa: BLE001 - anything may be found, and fail in any way
            return (*how[:2], {**self.__dict__, "found": shown(self.found)})
        return cast("tuple[Any, ...]", how)


class UnknownNameError(StatskompetencerError, KeyError):
    """No entry, level, role, unit or framework has this id or title.

    Example:
        >>> from statskompetencer import load
        >>> try:
        ...     load()["PV1l"]
        ... except UnknownNameError as error:
        ...     print(error.nearest)
        ('PV1', 'PV11', 'PV12')

    .. versionadded:: 0.1.0
    """


class UnknownLanguageError(UnknownNameError):
    """The framework (or title) does not exist in this language.

    Example:
        >>> from statskompetencer import load
        >>> try:
        ...     load().title("de")
        ... except UnknownLanguageError as error:
        ...     print(error.allowed)
        ('da', 'en')

    .. versionadded:: 0.1.0
    """


class InvalidValueError(StatskompetencerError, ValueError):
    """A value that is outside of what its meaning allows, such as a level above the top.

    Example:
        >>> from statskompetencer import Profile
        >>> try:
        ...     Profile("bo", {"PV11": 9})
        ... except InvalidValueError as error:
        ...     print(error.place)
        ratings['PV11']

    .. versionadded:: 0.1.0
    """


class InvalidTypeError(StatskompetencerError, TypeError):
    """A value of a kind that can never be right here, such as a list for an id.

    Example:
        >>> from statskompetencer import Profile
        >>> try:
        ...     Profile(7)
        ... except InvalidTypeError as error:
        ...     print(error)
        id: 7 is not a text

    .. versionadded:: 0.1.0
    """


class BindingError(StatskompetencerError, ValueError):
    """Things for different frameworks or scales were mixed; the message names both.

    Example:
        >>> from statskompetencer import Profile, Role, Scale, match
        >>> try:
        ...     match(Profile("bo"), Role("r", {"PV11": 1}, scale=Scale.binary()))
        ... except BindingError as error:
        ...     print(error.found)
        statskompetencer-0-4

    .. versionadded:: 0.1.0
    """


class DuplicateRatingError(StatskompetencerError, ValueError):
    """One person has two ratings of one competency and no rule says which one counts.

    Example:
        >>> from statskompetencer import Profile
        >>> try:
        ...     Profile("bo", {"DS11": 1, "Agere cybersikkert": 2})
        ... except DuplicateRatingError as error:
        ...     print(error)
        ratings: DS11 is rated twice, as 'DS11' and 'Agere cybersikkert'

    .. versionadded:: 0.1.0
    """


class MissingExtraError(StatskompetencerError, ImportError):
    """A feature needs an optional package; the message gives the install command.

    Example:
        >>> issubclass(MissingExtraError, ImportError)
        True

    .. versionadded:: 0.1.0
    """


class UnreadableFileError(StatskompetencerError, OSError):
    """A file is not there, may not be read or is not of a kind that can be read.

    Example:
        >>> from statskompetencer import read_ratings
        >>> try:
        ...     read_ratings("nowhere.csv")
        ... except UnreadableFileError as error:
        ...     print(error)
        nowhere.csv cannot be read: there is no such file or folder

    .. versionadded:: 0.1.0
    """


class InvalidInputError(StatskompetencerError, ExceptionGroup[StatskompetencerError], ValueError):
    """Input was refused: holds every error found in it, in its order.

    It is an `ExceptionGroup`, so ``except*`` and tracebacks show each error by itself;
    `errors` is the tuple of them. Nothing of the input was used.

    Example:
        >>> from statskompetencer import Profile, resolve
        >>> try:
        ...     resolve([Profile("bo", {"PV11": 1}), Profile("bo", {"PV11": 2})])
        ... except InvalidInputError as error:
        ...     print(error)
        ratings: 1 error
          person “bo” has 2 ratings of PV11: 1, 2

    .. versionadded:: 0.1.0
    """

    def __new__(
        cls,
        message: str,
        errors: Sequence[StatskompetencerError],
        *,
        danish: str = "",  # noqa: ARG004 - the signature of __init__
    ) -> Self:
        """Make the group first: `ExceptionGroup` takes its members at creation."""
        return super().__new__(cls, message, errors)

    def __init__(
        self, message: str, errors: Sequence[StatskompetencerError], *, danish: str = ""
    ) -> None:
        super().__init__(message, danish=danish)
        self.args = (message, tuple(errors))

    @property
    def errors(self) -> tuple[StatskompetencerError, ...]:
        """Every error, in the order of the input."""
        found: tuple[StatskompetencerError, ...] = self.args[1]
        return found

    @classmethod
    def of(
        cls, errors: Sequence[StatskompetencerError], what: str, *, danish: str | None = None
    ) -> Self:
        """All errors of one thing (a file, a framework), below a line that counts them.

        Args:
            errors: The errors.
            what: The thing.
            danish: The thing in Danish, where it reads differently.
        """
        many = len(errors) != 1
        return cls(
            f"{what}: {len(errors)} error{'s' if many else ''}",
            errors,
            danish=f"{what if danish is None else danish}: {len(errors)} fejl",
        )

    def derive(self, excs: Sequence[StatskompetencerError]) -> InvalidInputError:  # type: ignore[override]  # a narrower member type than the builtin's
        """A group of the same file with only these errors (used by ``except*``)."""
        return InvalidInputError(self.message, excs, danish=self.danish)

    def explain(self, language: str = "en") -> str:
        """All errors, one a line, below a line that counts them."""
        return "\n".join(
            [super().explain(language), *(f"  {error.explain(language)}" for error in self.errors)]
        )
