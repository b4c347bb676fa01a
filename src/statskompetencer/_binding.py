"""What things are bound to: the framework and the scale they speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import NOTHING, fields

from ._checks import check_kind, wrong_kind
from ._text import nearest, shown
from .exceptions import (
    BindingError,
    DuplicateRatingError,
    InvalidTypeError,
    InvalidValueError,
    StatskompetencerError,
    UnknownNameError,
)
from .framework import Framework
from .levels import Scale

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .entries import Competency, Key
    from .profiles import Profile
    from .roles import Requirement, Role
    from .targets import Demand, Target


A = TypeVar("A")
B = TypeVar("B", bound="Profile | Role | Target")
C = TypeVar("C", "Requirement", "Demand")


def framework_key(framework: Framework) -> tuple[str, str, tuple[str, ...]]:
    """By what two frameworks are the same: id, version and competencies, not the wording."""
    return *framework.key, framework.competency_ids


def scale_key(scale: Scale) -> tuple[str, int, int]:
    """By what two scales are the same: id, levels and what counts, not the wording."""
    return scale.key


def default_binding(
    framework: Framework | None, scale: Scale | None = None
) -> tuple[Framework, Scale]:
    """The given framework and scale; otherwise the bundled one and the framework's scale.

    Raises:
        InvalidTypeError: What is given is not a framework, or not a scale.
    """
    if framework is None:
        from .catalog import load  # noqa: PLC0415 - used only where nothing was given

        framework = load()
    check_kind(framework, [Framework], "framework")
    if scale is None:
        scale = framework.scale or Scale.default()
    check_kind(scale, [Scale], "scale")
    return framework, scale


def competency_or_none(framework: Framework, key: object) -> Competency | None:
    """The competency with this id or title, or None where there is no single one."""
    try:
        return framework.competency(cast("Key", key))
    except (UnknownNameError, InvalidTypeError):
        return None


def check_binding(item: Profile | Role | Target, framework: Framework, scale: Scale) -> None:
    """Check that an item speaks of this framework and this scale.

    Raises:
        BindingError: It does not.
    """
    if item.framework is not framework:
        mine, theirs = framework_key(item.framework), framework_key(framework)
        if mine != theirs:
            same = mine[:2] == theirs[:2]
            note = " with other competencies" if same else ""
            note_da = " med andre kompetencer" if same else ""
            raise BindingError(
                f"{item!r} is for framework {' '.join(mine[:2])}{note}, "
                f"not for {' '.join(theirs[:2])}",
                danish=f"{item!r} er til modellen {' '.join(mine[:2])}{note_da}, "
                f"ikke til {' '.join(theirs[:2])}",
                found=mine[:2],
            )
    if item.scale is not scale and item.scale.key != scale.key:
        raise BindingError(
            f"{item!r} is for scale {item.scale!r}, not for {scale!r}",
            danish=f"{item!r} er til skalaen {item.scale!r}, ikke til {scale!r}",
            found=item.scale.id,
        )


def check_named(
    values: Mapping[str, Any],
    framework: Framework,
    scale: Scale,
    known: Sequence[str],
    needed: Sequence[str],
) -> dict[str, Any]:
    """The fields of a plain dict, once its framework and scale are the given ones.

    Args:
        values: The plain dict.
        framework: The framework that it has to be for, if it names one.
        scale: The scale that it has to be for, if it names one.
        known: The fields that it may have.
        needed: Those that it must have.

    Raises:
        BindingError: It names another framework or scale.
        UnknownNameError: It has a field that is not known.
        InvalidValueError: It lacks a field.
        InvalidTypeError: It is not a mapping.
    """
    values = _check_fields(values, ("framework", "scale", *known), needed)
    named = values.get("framework", framework.key), values.get("scale", scale.key)
    if tuple(map(_as_key, named)) != (framework.key, scale.key):
        theirs, mine = map(shown, named), (shown(list(framework.key)), shown(list(scale.key)))
        raise BindingError(
            "this is for framework {} and scale {}, not for {} and {}".format(*theirs, *mine),
            danish="dette er til modellen {} og skalaen {}, ikke til {} og {}".format(
                *map(shown, named), *mine
            ),
            found=named,
        )
    return {key: value for key, value in values.items() if key in known}


def _as_key(value: object) -> object:
    """A key as it is compared: in JSON it is a list."""
    return tuple(cast("list[object]", value)) if isinstance(value, list) else value


def _check_fields(values: object, known: Sequence[str], needed: Sequence[str]) -> dict[str, Any]:
    if not isinstance(values, Mapping):
        raise InvalidTypeError(
            f"{shown(values)} is not a mapping",
            danish=f"{shown(values)} er ikke et objekt med felter",
            found=values,
        )
    found = dict(cast("Mapping[str, Any]", values))
    for key in found:
        if key not in known:
            raise UnknownNameError(
                f"there is no field {shown(key)}",
                danish=f"der er intet felt {shown(key)}",
                found=key,
                allowed=known,
                nearest=nearest(key, known),
            )
    for key in needed:
        if key not in found:
            raise InvalidValueError(
                f"the field “{key}” is missing", danish=f"feltet “{key}” mangler", found=found
            )
    return found


def from_fields(kind: type[C], given: object, place: str) -> list[C]:
    """Things made from a list of plain dicts of their fields.

    Raises:
        InvalidTypeError: This is not a list of mappings.
        UnknownNameError: One has a field that is not known.
        InvalidValueError: One lacks a field.
    """
    if not isinstance(given, list | tuple):
        raise InvalidTypeError(
            f"{shown(given)} is not a list",
            danish=f"{shown(given)} er ikke en liste",
            place=place,
            found=given,
        )
    known = [field.name for field in fields(kind)]
    needed = [field.name for field in fields(kind) if field.default is NOTHING]
    made: list[C] = []
    for number, item in enumerate(cast("Sequence[Any]", given)):
        where = f"{place}[{number}]"
        try:
            made.append(kind(**_check_fields(item, known, needed)))
        except StatskompetencerError as error:
            raise error.at(where) from None
    return made


def in_order(
    given: Iterable[C] | Mapping[str, Any],
    kind: type[C],
    framework: Framework,
    place: str,
    make: Callable[[str, Any], C],
) -> tuple[C, ...]:
    """Things said of competencies, each competency once, in the order of the framework.

    Args:
        given: A list of them, or a mapping from competency (id or title) to what is said.
        kind: What they are.
        framework: Whose competencies they speak of.
        place: Where they stand, for errors.
        make: From a competency's id and what is said of it (maybe the thing itself).
    """
    pairs: list[tuple[object, Any]] = (
        list(cast("Mapping[Any, Any]", given).items())
        if isinstance(given, Mapping)
        else list(enumerate(listing(given, kind)))
    )
    found: dict[int, C] = {}
    for key, value in pairs:
        where = f"{place}[{shown(key)}]"
        try:
            named = key if isinstance(given, Mapping) else value.competency
            competency = framework.competency(cast("Key", named))
            if isinstance(value, kind) and framework.competency(value.competency) != competency:
                raise InvalidValueError(
                    f"{value!r} is not for {competency.id}",
                    danish=f"{value!r} er ikke til {competency.id}",
                    found=value,
                )
            item = make(competency.id, value)
        except StatskompetencerError as error:
            raise error.at(where) from None
        position = framework.positions[competency.id]
        if position in found:
            raise DuplicateRatingError(
                f"{competency.id} is there twice",
                danish=f"{competency.id} er der to gange",
                place=where,
                found=value,
            )
        found[position] = item
    return tuple(found[position] for position in sorted(found))


def listing(items: Iterable[A], kind: type[A]) -> tuple[A, ...]:
    """All items as a tuple, each of the right kind.

    Raises:
        InvalidTypeError: One is not, or this is not a list of them.
    """
    checked = _all(items, kind)
    for item in checked:
        if not isinstance(item, kind):
            raise wrong_kind(item, [kind])
    return checked


def bound(items: Iterable[B], kind: type[B], framework: Framework, scale: Scale) -> tuple[B, ...]:
    """All items as a tuple, each of the right kind and bound to this framework and scale.

    Raises:
        InvalidTypeError: One is of another kind, or this is not a list of them.
        BindingError: One speaks of another framework or scale.
    """
    checked = _all(items, kind)
    for item in checked:  # may be many: one pass over them for both checks
        if not isinstance(item, kind):
            raise wrong_kind(item, [kind])
        if item.framework is not framework or item.scale is not scale:
            check_binding(item, framework, scale)
    return checked


def _all(items: Iterable[A], kind: type[A]) -> tuple[A, ...]:
    if isinstance(items, kind | str | bytes) or not isinstance(items, Iterable):
        raise InvalidTypeError(
            f"{shown(items)} is not a list of {kind.__name__}s",
            danish=f"{shown(items)} er ikke en liste af {kind.__name__}",
            found=items,
        )
    return tuple(items)


def one_each(profiles: tuple[Profile, ...]) -> tuple[Profile, ...]:
    """The same profiles, once it is sure that no person is there twice.

    Raises:
        DuplicateRatingError: A person is; names the first and how the two become one.
    """
    if len({profile.id for profile in profiles}) < len(profiles):
        times = Counter(profile.id for profile in profiles)
        twice = next(person for person, number in times.items() if number > 1)
        raise DuplicateRatingError(
            f"person “{twice}” is there twice; put the ratings together first: "
            'resolve(profiles), resolve(profiles, "latest") or resolve(profiles, "rater")',
            danish=f"personen “{twice}” findes to gange; saml vurderingerne først: "
            'resolve(profiles), resolve(profiles, "latest") eller resolve(profiles, "rater")',
            found=twice,
        )
    return profiles
