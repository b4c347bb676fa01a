"""What things are bound to: the framework and the scale they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ._text import nearest
from .exceptions import (
    BindingError,
    DuplicateRatingError,
    InvalidTypeError,
    StatskompetencerError,
    UnknownNameError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .framework import Framework, Key
    from .levels import Scale
    from .profiles import Profile
    from .roles import Requirement, Role
    from .targets import Demand, Target


A = TypeVar("A")
B = TypeVar("B", bound="Profile | Role | Target")
C = TypeVar("C", "Requirement", "Demand")


def framework_key(framework: Framework) -> tuple[str, str, tuple[str, ...]]:
    """By what two frameworks are the same: id, version and competencies, not the wording."""
    return *framework.key, framework.competency_ids


def default_binding(
    framework: Framework | None, scale: Scale | None = None
) -> tuple[Framework, Scale]:
    """The given framework and scale; otherwise the bundled one and the framework's scale."""
    from .levels import Scale  # noqa: PLC0415 - used only where nothing was given

    if framework is None:
        from .catalog import load  # noqa: PLC0415 - as above

        framework = load()
    return framework, scale or framework.scale or Scale.default()


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
    if item.scale is not scale and item.scale != scale:
        raise BindingError(
            f"{item!r} is for scale {item.scale!r}, not for {scale!r}",
            danish=f"{item!r} er til skalaen {item.scale!r}, ikke til {scale!r}",
            found=item.scale.id,
        )


def check_named(
    values: Mapping[str, Any], framework: Framework, scale: Scale, fields: Sequence[str]
) -> dict[str, Any]:
    """The fields of a plain dict, once its framework and scale are the given ones.

    Raises:
        BindingError: It names another framework or scale.
        UnknownNameError: It has a field that is not known.
        InvalidTypeError: It is not a mapping.
    """
    if not isinstance(values, Mapping):
        raise InvalidTypeError(f"{values!r} is not a mapping", found=values)
    named = values.get("framework", framework.key), values.get("scale", scale.id)
    if (tuple(named[0]), named[1]) != (framework.key, scale.id):
        raise BindingError(
            f"this is for framework {' '.join(map(str, named[0]))} and scale {named[1]}, "
            f"not for {' '.join(framework.key)} and {scale.id}",
            found=named,
        )
    rest = {key: value for key, value in values.items() if key not in {"framework", "scale"}}
    for key in rest:
        if key not in fields:
            raise UnknownNameError(
                f"there is no field “{key}”",
                found=key,
                allowed=fields,
                nearest=nearest(key, fields),
            )
    return rest


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
        where = f"{place}[{key!r}]"
        try:
            named = key if isinstance(given, Mapping) else value.competency
            competency = framework.competency(cast("Key", named))
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
    if isinstance(items, kind) or not isinstance(items, Iterable):
        raise InvalidTypeError(f"{items!r} is not a list of {kind.__name__}s", found=items)
    checked = tuple(items)
    for item in checked:
        if not isinstance(item, kind):
            raise InvalidTypeError(f"{item!r} is not a {kind.__name__}", found=item)
    return checked


def bound(items: Iterable[B], kind: type[B], framework: Framework, scale: Scale) -> tuple[B, ...]:
    """All items as a tuple, each of the right kind and bound to this framework and scale.

    Raises:
        InvalidTypeError: One is of another kind, or this is not a list of them.
        BindingError: One speaks of another framework or scale.
    """
    checked = listing(items, kind)
    for item in checked:
        if item.framework is not framework or item.scale is not scale:
            check_binding(item, framework, scale)
    return checked


def one_each(profiles: tuple[Profile, ...]) -> tuple[Profile, ...]:
    """The same profiles, once it is sure that no person is there twice.

    Raises:
        DuplicateRatingError: A person is; names the first and how the two become one.
    """
    if len({profile.id for profile in profiles}) < len(profiles):
        seen: set[str] = set()
        for profile in profiles:
            if profile.id in seen:
                raise DuplicateRatingError(
                    f"person “{profile.id}” is there twice; put the ratings together first: "
                    'resolve(profiles), resolve(profiles, "latest") or resolve(profiles, "rater")',
                    danish=f"personen “{profile.id}” findes to gange; saml vurderingerne først: "
                    'resolve(profiles), resolve(profiles, "latest") eller '
                    'resolve(profiles, "rater")',
                    found=profile.id,
                )
            seen.add(profile.id)
    return profiles
