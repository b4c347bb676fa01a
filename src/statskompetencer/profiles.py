"""What people have: one profile a person, one of three states a competency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum, StrEnum
from typing import Any, Literal, TypeAlias, TypeVar, cast

from attrs import evolve, field, frozen

from ._binding import (
    bound,
    check_named,
    competency_or_none,
    default_binding,
    framework_key,
    listing,
    scale_key,
)
from ._checks import as_day, check_unparted
from ._columns import NOT_ASSESSED, NOT_RELEVANT, is_level
from ._display import html_table
from ._text import composed, nearest, shown
from .entries import Competency, Key  # noqa: TC001 - hints are to be readable at run time
from .exceptions import (
    BindingError,
    DuplicateRatingError,
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    StatskompetencerError,
)
from .framework import Framework
from .levels import LevelLike, Scale
from .provenance import check_language

T = TypeVar("T")


class Unrated(Enum):
    """Why there is no level.

    Example:
        >>> Profile("bo", {"PV11": 0, "PV12": Unrated.NOT_RELEVANT})["PV12"].value
        'not relevant'

    .. versionadded:: 0.1.0
    """

    NOT_ASSESSED = "not assessed"
    """Nobody has said anything. This is not zero."""
    NOT_RELEVANT = "not relevant"
    """Not relevant to today's job; says nothing about fitness for another."""


class Rater(StrEnum):
    """Who rated.

    Example:
        >>> Profile("bo", {"PV11": 2}, rater="manager").rater is Rater.MANAGER
        True

    .. versionadded:: 0.1.0
    """

    SELF = "self"
    MANAGER = "manager"
    AGREED = "agreed"


Rule: TypeAlias = Literal["latest", "rater"]
"""How to choose between two ratings: the latest (undated is oldest), or by who rated
(agreed before manager before self)."""

_RATER_RANK = {Rater.AGREED: 3, Rater.MANAGER: 2, Rater.SELF: 1, None: 0}
_CODES = {Unrated.NOT_ASSESSED: NOT_ASSESSED, Unrated.NOT_RELEVANT: NOT_RELEVANT}
_UNRATED = {code: state for state, code in _CODES.items()}
_WORDS = {
    "da": {"not assessed": "ikke vurderet", "not relevant": "ikke relevant"},
    "en": {"not assessed": "not assessed", "not relevant": "not relevant"},
}


@frozen(repr=False)
class Ratings(Mapping[str, "int | Unrated"]):
    """For every competency of a framework its level, or why there is none.

    A read-only mapping from competency id to level (a whole number of steps) or `Unrated`,
    complete and in the order of the framework. It takes little room: one byte each.

    Raises:
        InvalidTypeError: There is no framework, or the codes are not bytes.
        InvalidValueError: There is not one code for each competency.

    Example:
        >>> ratings = Profile("bo", {"PV11": 3}).ratings
        >>> ratings["PV11"], ratings["PV12"].value, len(ratings)
        (3, 'not assessed', 32)

    .. versionadded:: 0.1.0
    """

    framework: Framework = field(eq=framework_key)
    codes: bytes
    """One byte a competency in the framework's order: the level, 254 or 255."""

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.framework, Framework) or not isinstance(self.codes, bytes):
            raise InvalidTypeError(
                f"{shown(self.framework)} and {shown(self.codes)} are not a Framework and bytes",
                danish=f"{shown(self.framework)} og {shown(self.codes)} er ikke en Framework og "
                "bytes",
                found=self.codes,
            )
        if len(self.codes) != len(self.framework):
            raise InvalidValueError(
                f"{len(self.codes)} codes for {len(self.framework)} competencies",
                danish=f"{len(self.codes)} koder til {len(self.framework)} kompetencer",
                found=self.codes,
            )

    def __getitem__(self, key: Key) -> int | Unrated:
        positions = self.framework.positions
        place = positions.get(key) if isinstance(key, str) else None
        if place is None:
            place = positions[self.framework.competency(key).id]
        code = self.codes[place]
        return _UNRATED.get(code, code)

    def __contains__(self, key: object) -> bool:
        return competency_or_none(self.framework, key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self.framework.competency_ids)

    def __len__(self) -> int:
        return len(self.codes)

    def __repr__(self) -> str:
        by_id = {key: v if isinstance(v, int) else v.name for key, v in self.items()}
        return f"<Ratings {by_id}>"

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Levels stand as numbers: the scale that names them is known to a `Profile`.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        return _ratings_html("Vurderinger", "Ratings", self, None, language)

    def _repr_html_(self) -> str:
        return self.to_html()


RatingLike: TypeAlias = LevelLike | Unrated | None
"""What is accepted for a rating: a level, why there is none, or None for not assessed."""


@frozen(repr=False, init=False)
class Profile:
    """What one person has: for every competency a level, *not assessed* or *not relevant*.

    Not assessed is not zero: 0 is a rating. *Not relevant* (to today's job) counts as not
    assessed against a role; in coverage it is neither a holder nor a possible one.

    Args:
        id: The person, by an opaque id; better no name and no civil registration number.
        ratings: For competencies (by id or title) the level (number or name), an
            `Unrated`, or None for not assessed. What is not named is not assessed.
        framework: What it speaks of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.
        unit: Where the person works.
        roles: The ids of the posts that the person holds.
        rater: Who rated.
        assessed_on: The day of the rating; a text such as ``2026-01-31`` is taken too.

    Raises:
        UnknownNameError: No such competency or level.
        InvalidValueError: A level outside of the scale, or an id that is not one.
        InvalidTypeError: A value of a kind that cannot be right.
        DuplicateRatingError: One competency is named twice, by id and by title.
        BindingError: The ratings are `Ratings` for another framework.

    Example:
        >>> anna = Profile("anna", {"PV11": 3, "Agere i henhold til GDPR": "øvet"}, unit="Jura")
        >>> anna["PV11"], anna["DS12"], anna["SF11"]
        (3, 2, <Unrated.NOT_ASSESSED: 'not assessed'>)

    .. versionadded:: 0.1.0
    """

    id: str
    ratings: Ratings
    framework: Framework = field(eq=framework_key)
    scale: Scale = field(eq=scale_key)
    unit: str | None
    roles: tuple[str, ...]
    rater: Rater | None
    assessed_on: date | None

    def __init__(  # noqa: PLR0913 - one argument for each thing known of a person
        self,
        id: str,  # noqa: A002 - the word of the field
        ratings: Mapping[str, RatingLike] | Ratings | None = None,
        *,
        framework: Framework | None = None,
        scale: Scale | None = None,
        unit: str | None = None,
        roles: Iterable[str] = (),
        rater: Rater | str | None = None,
        assessed_on: date | str | None = None,
    ) -> None:
        if framework is None and isinstance(ratings, Ratings):
            framework = ratings.framework
        framework, scale = default_binding(framework, scale)
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue] - made by attrs
            check_person(id),
            _as_ratings({} if ratings is None else ratings, framework, scale),
            framework,
            scale,
            _check_unit(unit),
            check_posts(roles),
            None if rater is None else _as_rater(rater),
            as_day(assessed_on, "assessed_on"),
        )

    def __getitem__(self, key: Key) -> int | Unrated:
        return self.ratings[key]

    def __contains__(self, key: object) -> bool:
        """Whether ``profile[key]`` is there: whether the framework has this competency."""
        return key in self.ratings

    def level(self, key: Key) -> int | None:
        """The level of a competency, or None where it was not assessed or is not relevant.

        Raises:
            UnknownNameError: No such competency.
        """
        rating = self.ratings[key]
        return rating if isinstance(rating, int) else None

    def holds(self, key: Key, level: LevelLike | None = None) -> bool | None:
        """Whether the person holds a competency at a level (default: the scale's).

        Returns:
            True or False; None where it is not assessed or not relevant.
        """
        held = self.level(key)
        asked = self.scale.holds_from if level is None else self.scale.number(level)
        return None if held is None else held >= asked

    @property
    def rated(self) -> tuple[Competency, ...]:
        """The competencies that have a level, 0 included, in the order of the framework."""
        return self._with(is_level)

    @property
    def not_assessed(self) -> tuple[Competency, ...]:
        """The competencies that nobody has said anything about."""
        return self._with(lambda code: code == NOT_ASSESSED)

    @property
    def not_relevant(self) -> tuple[Competency, ...]:
        """The competencies that are not relevant to the person's job of today."""
        return self._with(lambda code: code == NOT_RELEVANT)

    def _with(self, fits: Callable[[int], bool]) -> tuple[Competency, ...]:
        codes = self.ratings.codes
        return tuple(c for c, code in zip(self.framework, codes, strict=True) if fits(code))

    def with_ratings(self, ratings: Mapping[str, RatingLike]) -> Profile:
        """The same person with some ratings replaced.

        Example:
            >>> Profile("bo", {"PV11": 1}).with_ratings({"PV11": 2, "DS11": 4})["PV11"]
            2
        """
        new = _as_ratings(ratings, self.framework, self.scale).codes
        named = {self.framework.competency(key).id for key in ratings}
        codes = bytes(
            fresh if id_ in named else old
            for id_, old, fresh in zip(
                self.framework.competency_ids, self.ratings.codes, new, strict=True
            )
        )
        return evolve(self, ratings=Ratings(self.framework, codes))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; only what was assessed or is not relevant is named."""
        return {
            "id": self.id,
            "framework": list(self.framework.key),
            "scale": list(self.scale.key),
            "unit": self.unit,
            "roles": list(self.roles),
            "rater": self.rater and self.rater.value,
            "assessed_on": self.assessed_on and self.assessed_on.isoformat(),
            "ratings": {
                key: rating if isinstance(rating, int) else rating.value
                for key, rating in self.ratings.items()
                if rating is not Unrated.NOT_ASSESSED
            },
        }

    @classmethod
    def from_dict(
        cls,
        values: Mapping[str, Any],
        *,
        framework: Framework | None = None,
        scale: Scale | None = None,
    ) -> Profile:
        """The profile that `to_dict` gave, for the same framework and scale.

        Raises:
            BindingError: It was for another framework or scale.
        """
        framework, scale = default_binding(framework, scale)
        rest = check_named(values, framework, scale, _FIELDS, ("id",))
        ratings = rest.get("ratings", {})
        if isinstance(ratings, Mapping):
            rest["ratings"] = {
                key: Unrated.NOT_RELEVANT if rating == "not relevant" else rating
                for key, rating in cast("Mapping[str, Any]", ratings).items()
            }
        return cls(**rest, framework=framework, scale=scale)

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a competency: id, title, level (None without one), state."""
        return [
            {
                "competency": competency.id,
                "title": competency.title(language),
                "level": rating if isinstance(rating, int) else None,
                "state": "rated" if isinstance(rating, int) else rating.value,
            }
            for competency, rating in zip(self.framework, self.ratings.values(), strict=True)
        ]

    def __repr__(self) -> str:
        codes = self.ratings.codes
        return (
            f"<Profile {self.id}{f' ({self.unit})' if self.unit else ''}: "
            f"{len(codes) - codes.count(NOT_ASSESSED) - codes.count(NOT_RELEVANT)} rated, "
            f"{codes.count(NOT_ASSESSED)} not assessed, "
            f"{codes.count(NOT_RELEVANT)} not relevant>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        return _ratings_html(self.id, self.id, self.ratings, self.scale, language)

    def _repr_html_(self) -> str:
        return self.to_html()


def _ratings_html(
    danish: str, english: str, ratings: Ratings, scale: Scale | None, language: str | None
) -> str:
    framework = ratings.framework
    chosen = check_language(language, framework.languages, str(framework))
    words = _WORDS["da" if chosen == "da" else "en"]

    def said(rating: int | Unrated) -> object:
        if isinstance(rating, Unrated):
            return words[rating.value]
        return rating if scale is None else scale.word(rating, chosen)

    rows = [
        (competency.id, competency.title(chosen), said(rating))
        for competency, rating in zip(framework, ratings.values(), strict=True)
    ]
    columns = {"da": ["id", "kompetence", "niveau"], "en": ["id", "competency", "level"]}
    title = danish if chosen == "da" else english
    notes = [framework.titles_note(chosen)]
    return html_table(title, columns, rows, notes=notes, language=chosen)


_FIELDS = ("id", "unit", "roles", "rater", "assessed_on", "ratings")


def _as_ratings(
    ratings: Mapping[str, RatingLike] | Ratings, framework: Framework, scale: Scale
) -> Ratings:
    if isinstance(ratings, Ratings):
        if framework_key(ratings.framework) != framework_key(framework):
            mine, theirs = " ".join(ratings.framework.key), " ".join(framework.key)
            raise BindingError(
                f"the ratings are for framework {mine}, not for {theirs}",
                danish=f"vurderingerne er til modellen {mine}, ikke til {theirs}",
                place="ratings",
                found=ratings.framework.key,
            )
        highest = max((c for c in ratings.codes if is_level(c)), default=0)
        scale.number(highest)
        return ratings
    if not isinstance(ratings, Mapping):
        raise InvalidTypeError(
            f"{shown(ratings)} is not a mapping from competencies to levels",
            danish=f"{shown(ratings)} er ikke et objekt med niveauer for kompetencer",
            place="ratings",
            found=ratings,
        )
    codes = bytearray([NOT_ASSESSED]) * len(framework)
    positions = framework.positions
    seen: dict[int, object] = {}
    for key, rating in ratings.items():
        try:
            place = positions.get(key)  # the usual case: by id
            if place is None:
                place = positions[framework.competency(key).id]
            codes[place] = _as_code(rating, scale)
        except StatskompetencerError as error:
            raise error.at(f"ratings[{shown(key)}]") from None
        if place in seen:
            id_ = framework.competency_ids[place]
            raise DuplicateRatingError(
                f"{id_} is rated twice, as {seen[place]!r} and {key!r}",
                danish=f"{id_} er vurderet to gange, som {seen[place]!r} og {key!r}",
                place="ratings",
                found=key,
            )
        seen[place] = key
    return Ratings(framework, bytes(codes))


def _as_code(rating: RatingLike, scale: Scale) -> int:
    if rating is None:
        return NOT_ASSESSED
    if isinstance(rating, Unrated):
        return _CODES[rating]
    return scale.number(rating)


def check_person(value: object) -> str:
    """A person's id: some text without control characters or space around it.

    Composed (NFC) and with single spaces, so that what looks the same is the same.
    """
    if not isinstance(value, str):
        raise InvalidTypeError(
            f"{shown(value)} is not a text",
            danish=f"{shown(value)} er ikke en tekst",
            place="id",
            found=value,
        )
    if not value or value != value.strip() or not value.isprintable():
        raise InvalidValueError(
            f"{shown(value)} is not an id: empty, with space around it, or with control characters",
            danish=f"{shown(value)} er ikke et id: tomt, med mellemrum omkring eller med styretegn",
            place="id",
            found=value,
        )
    return composed(value)


def _check_unit(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return check_person(value)
    except StatskompetencerError as error:
        error.place = "unit"
        raise


def check_posts(value: Iterable[str]) -> tuple[str, ...]:
    """The ids of posts, each once, in the order in which they were given."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise InvalidTypeError(
            f"{shown(value)} is not a list of ids",
            danish=f"{shown(value)} er ikke en liste af id’er",
            place="roles",
            found=value,
        )
    try:
        posts = tuple(dict.fromkeys(map(check_person, value)))
    except StatskompetencerError as error:
        error.place = "roles"
        raise
    for post in posts:
        check_unparted(post, "roles")
    return posts


def _as_rater(value: Rater | str) -> Rater:
    try:
        return Rater(value)
    except ValueError:
        raise InvalidValueError(
            f"{shown(value)} is not a rater",
            danish=f"{shown(value)} er ikke en, der vurderer",
            place="rater",
            found=value,
            allowed=[rater.value for rater in Rater],
            nearest=nearest(value, [rater.value for rater in Rater]),
        ) from None


def resolve(profiles: Iterable[Profile], rule: Rule | None = None) -> tuple[Profile, ...]:
    """One profile a person: the ratings of the same person put together.

    Per person and competency one rating counts. Where there are two, the rule chooses:
    ``"latest"`` (undated is oldest) or ``"rater"`` (agreed before manager before self).
    What no rule decides is an error, unless all that are left say the same.

    Args:
        profiles: Profiles of one framework and scale, several a person or one.
        rule: How to choose; None if no competency may be rated twice.

    Returns:
        One profile a person, in the order in which the people first appear. It carries
        all their posts, the day and the rater where all ratings have the same, and the
        unit (under ``"latest"`` that of the latest day). What was put together no longer
        knows which rating is of which day or rater: use a rule once, on all ratings.

    Raises:
        InvalidInputError: Holds every `DuplicateRatingError`: which person, which
            competency, which ratings.
        BindingError: Profiles of different frameworks or scales.

    Example:
        >>> mine = Profile("anna", {"PV11": 3}, rater="self")
        >>> ours = Profile("anna", {"PV11": 2, "DS12": 2}, rater="agreed")
        >>> resolve([mine, ours], "rater")[0]["PV11"]
        2

    .. versionadded:: 0.1.0
    """
    check_rule(rule)
    given = listing(profiles, Profile)
    if not given:
        return ()
    bound(given, Profile, given[0].framework, given[0].scale)
    people: dict[str, list[Profile]] = {}
    for profile in given:
        people.setdefault(profile.id, []).append(profile)
    errors: list[StatskompetencerError] = []
    resolved = [_one(group, rule, errors) for group in people.values()]
    if errors:
        raise InvalidInputError.of(errors, "ratings")
    return tuple(resolved)


def check_rule(rule: object) -> None:
    """Check the name of a rule.

    Raises:
        InvalidValueError: There is no such rule.
    """
    if rule not in [None, "latest", "rater"]:
        raise InvalidValueError(
            f"{shown(rule)} is not a rule",
            danish=f"{shown(rule)} er ikke en regel",
            found=rule,
            allowed=["latest", "rater"],
            nearest=nearest(rule, ["latest", "rater"]),
        )


def choose(candidates: list[tuple[T, Profile]], rule: Rule | None) -> T | None:
    """The one value that counts, by the rule; None if there is none that it decides for.

    A single value needs no rule. With a rule, the best that are left may be several as
    long as they say the same.
    """
    if len(candidates) == 1:
        return candidates[0][0]
    if rule is None:
        return None
    ranks = [
        (p.assessed_on or date.min).toordinal() if rule == "latest" else _RATER_RANK[p.rater]
        for _, p in candidates
    ]
    best = {value for (value, _), rank in zip(candidates, ranks, strict=True) if rank == max(ranks)}
    return best.pop() if len(best) == 1 else None


def _one(group: list[Profile], rule: Rule | None, errors: list[StatskompetencerError]) -> Profile:
    first = group[0]
    if len(group) == 1:
        return first
    codes = bytearray([NOT_ASSESSED]) * len(first.framework)
    for place, competency in enumerate(first.framework):
        rated = [
            (code, profile)
            for profile in group
            if (code := profile.ratings.codes[place]) != NOT_ASSESSED
        ]
        chosen = choose(rated, rule) if rated else NOT_ASSESSED
        if chosen is None:
            errors.append(_two_ratings(first.id, competency, rated))
        else:
            codes[place] = chosen
    units = [(profile.unit, profile) for profile in group if profile.unit is not None]
    unit = units[0][0] if len({unit for unit, _ in units}) == 1 else None
    if len({unit for unit, _ in units}) > 1:
        unit = choose(units, "latest") if rule == "latest" else None
        if unit is None:
            names = ", ".join(dict.fromkeys(str(unit) for unit, _ in units))
            errors.append(
                DuplicateRatingError(
                    f"person “{first.id}” is in several units: {names}",
                    danish=f"personen “{first.id}” er i flere enheder: {names}",
                    found=first.id,
                )
            )
    raters = {profile.rater for profile in group}
    days = {profile.assessed_on for profile in group}
    return evolve(
        first,
        ratings=Ratings(first.framework, bytes(codes)),
        unit=unit,
        roles=tuple(post for profile in group for post in profile.roles),
        rater=raters.pop() if len(raters) == 1 else None,
        assessed_on=days.pop() if len(days) == 1 else None,
    )


def _two_ratings(
    person: str, competency: Competency, rated: list[tuple[int, Profile]]
) -> DuplicateRatingError:
    said = [
        " ".join(
            [
                str(code) if is_level(code) else "not relevant",
                f"({', '.join(map(str, filter(None, [profile.rater, profile.assessed_on])))})"
                if profile.rater or profile.assessed_on
                else "",
            ]
        ).strip()
        for code, profile in rated
    ]
    said_da = [text.replace("not relevant", "ikke relevant") for text in said]
    return DuplicateRatingError(
        f"person “{person}” has {len(rated)} ratings of {competency.id}: {', '.join(said)}",
        danish=f"personen “{person}” har {len(rated)} vurderinger af {competency.id}: "
        f"{', '.join(said_da)}",
        found=person,
    )
