"""The people of a plan: in one order, and what they hold as a table of bits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, TypeAlias

from statskompetencer._binding import bound, listing, one_each
from statskompetencer._checks import as_whole, check_whole
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._text import composed, nearest, shown
from statskompetencer.exceptions import InvalidTypeError, InvalidValueError, UnknownNameError
from statskompetencer.profiles import Profile
from statskompetencer.targets import Target

from ._numbers import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from statskompetencer.framework import Framework
    from statskompetencer.levels import Scale

    Bits = NDArray[np.bool_]

NotAssessed: TypeAlias = Literal["not held", "held"]
"""How a plan counts what was not assessed."""

MOST_COST = 1_000_000_000
"""More than a person, a seat or a run costs; what is above it was typed wrong."""


def ordered(profiles: Iterable[Profile], framework: Framework, scale: Scale) -> tuple[Profile, ...]:
    """The people in the order of their ids, so that the order of the input has no effect."""
    people = one_each(bound(profiles, Profile, framework, scale))
    return tuple(sorted(people, key=attrgetter("id")))


def check_target(target: object) -> Target:
    """The target.

    Raises:
        InvalidTypeError: It is none.
    """
    if not isinstance(target, Target):
        raise InvalidTypeError(
            f"{shown(target)} is not a Target",
            danish=f"{shown(target)} er ikke et mål",
            place="target",
            found=target,
        )
    return target


def default_target(profiles: tuple[Profile, ...], target: Target | None) -> Target:
    """The target given; otherwise all competencies of what the people are rated in."""
    if target is not None:
        return check_target(target)
    first = profiles[:1]
    return Target.everything(first[0].framework, first[0].scale) if first else Target.everything()


def profiles_of(profiles: Iterable[Profile]) -> tuple[Profile, ...]:
    """The profiles, once it is sure that they are."""
    return listing(profiles, Profile)


def check_reading(value: object) -> NotAssessed:
    """How what was not assessed counts.

    Raises:
        InvalidValueError: There is no such way.
    """
    if value not in ("not held", "held"):
        raise InvalidValueError(
            f"{shown(value)} does not say how what was not assessed counts",
            danish=f"{shown(value)} siger ikke, hvordan det, der ikke er vurderet, tæller",
            place="not_assessed",
            found=value,
            allowed=["not held", "held"],
            nearest=nearest(value, ["not held", "held"]),
        )
    return value


def holdings(people: tuple[Profile, ...], target: Target) -> tuple[Bits, Bits]:
    """Who holds what, and what of whom was not assessed: people by demands of the target."""
    codes = codes_of(people, len(target.framework))
    held = np.zeros((len(people), len(target)), dtype=bool)
    unknown = np.zeros_like(held)
    for number, demand in enumerate(target):
        column = codes[:, target.framework.positions[demand.competency]]
        least = demand.level or target.scale.holds_from
        held[:, number] = (column >= least) & (column < NOT_RELEVANT)
        unknown[:, number] = column == NOT_ASSESSED
    return held, unknown


def codes_of(people: tuple[Profile, ...], size: int) -> NDArray[np.uint8]:
    """The codes of all ratings: people by competencies of the framework."""
    raw = b"".join([person.ratings.codes for person in people])
    return np.frombuffer(raw, dtype=np.uint8).reshape(len(people), size)


def levels_of(people: tuple[Profile, ...], framework: Framework) -> NDArray[np.uint8]:
    """Everybody's levels, 0 where there is none: people by competencies of the framework."""
    codes = codes_of(people, len(framework))
    return np.where(codes < NOT_RELEVANT, codes, np.uint8(0))


def places_of(ids: Iterable[str], people: tuple[Profile, ...], place: str) -> list[int]:
    """Where in the list these people are, each once, in its order.

    Raises:
        InvalidTypeError: This is not a list of ids.
        UnknownNameError: Nobody has one of them.
    """
    if isinstance(ids, str) or not isinstance(ids, Iterable):
        raise InvalidTypeError(
            f"{shown(ids)} is not a list of ids",
            danish=f"{shown(ids)} er ikke en liste af id’er",
            place=place,
            found=ids,
        )
    given = list(ids)
    if not given:
        return []
    where = {person.id: number for number, person in enumerate(people)}
    found: set[int] = set()
    for id_ in given:
        key = composed(id_) if isinstance(id_, str) else None
        if key is None or key not in where:
            raise nobody(id_, where, place)
        found.add(where[key])
    return sorted(found)


def costs_of(
    costs: Mapping[str, int] | None, people: tuple[Profile, ...], place: str = "costs"
) -> NDArray[np.int64]:
    """What each person costs: 1 unless told otherwise.

    Raises:
        InvalidTypeError: This is not a mapping.
        InvalidValueError: A cost is not a whole number from 0.
        UnknownNameError: Nobody has one of the ids.
    """
    found = np.ones(len(people), dtype=np.int64)
    if costs is None:
        return found
    if not isinstance(costs, Mapping):
        raise InvalidTypeError(
            f"{shown(costs)} is not a mapping from people to costs",
            danish=f"{shown(costs)} siger ikke for hver person, hvad det koster",
            place=place,
            found=costs,
        )
    where = {person.id: number for number, person in enumerate(people)}
    for id_, cost in costs.items():
        key = composed(id_) if isinstance(id_, str) else None
        if key is None or key not in where:
            raise nobody(id_, where, place)
        checked = as_whole(cost)
        check_whole(checked, 0, MOST_COST, f"{place}[{shown(id_)}]")
        found[where[key]] = checked
    return found


def nobody(id_: object, known: Iterable[str], place: str) -> UnknownNameError:
    """The error where nobody has an id."""
    return UnknownNameError(
        f"nobody has the id {shown(id_)}",
        danish=f"ingen har id’et {shown(id_)}",
        place=place,
        found=id_,
        nearest=nearest(id_, known),
    )
