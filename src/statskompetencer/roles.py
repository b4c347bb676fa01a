"""What is asked for: a requirement for a competency, and roles made of requirements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

from ._binding import (
    bound,
    check_named,
    competency_or_none,
    default_binding,
    framework_key,
    from_fields,
    in_order,
    listing,
    scale_key,
)
from ._checks import as_whole, check_unparted, check_whole
from ._display import html_table
from ._text import fold, nearest, shown
from .entries import Key, check_id
from .exceptions import InvalidTypeError, UnknownNameError
from .framework import Framework
from .levels import TOP_LEVEL, LevelLike, Scale
from .provenance import OWN, Text, Texts, Titled, as_texts, check_language

MOST_WEIGHT = 100
"""The highest weight: enough to tell requirements apart, and every sum stays exact."""


def as_competency_id(value: object) -> str:
    """A converter: the id of a competency."""
    return check_id(value, "competency")


def check_role_id(value: object, place: str = "id") -> str:
    """The id of a role: it may stand among the posts of a person.

    Raises:
        InvalidValueError: It is empty, or has white space, a control character or what parts
            the ids of posts.
        InvalidTypeError: It is not a text.
    """
    id_ = check_id(value, place)
    check_unparted(id_, place)
    return id_


@frozen
class Requirement:
    """One thing that a role asks for.

    Attributes:
        competency: The id of the competency.
        level: The level that the role wants, from 1 (in steps).
        weight: How much a step of it counts, a whole number from 1 to 100.
        minimum: The level that one must have to qualify at all, from 0 to `level`.

    Raises:
        InvalidValueError: A number outside of these bounds.

    Example:
        >>> Requirement("PV11", 3, minimum=2)
        Requirement(competency='PV11', level=3, weight=1, minimum=2)

    .. versionadded:: 0.1.0
    """

    competency: str = field(converter=as_competency_id)
    level: int = field(converter=as_whole)
    weight: int = field(default=1, converter=as_whole)
    minimum: int = field(default=0, converter=as_whole)

    def __attrs_post_init__(self) -> None:
        check_whole(self.level, 1, TOP_LEVEL, "level")
        check_whole(self.weight, 1, MOST_WEIGHT, "weight")
        check_whole(self.minimum, 0, self.level, "minimum")


RoleLike: TypeAlias = Iterable[Requirement] | Mapping[str, "LevelLike | Requirement"]
"""What is accepted for requirements: a list, or a mapping from competency to level."""


@frozen(repr=False, init=False)
class Role(Titled):
    """What is asked for of one person: requirements for some of the competencies.

    Two roles are equal if they ask for the same of the same framework and scale; ids,
    titles and descriptions do not count.

    Args:
        id: What the role is called, without white space, comma, semicolon or bar; "" only
            for the empty role.
        requirements: `Requirement` objects, or a mapping from competency (id or title)
            to level (number or name); each competency at most once.
        framework: What it speaks of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.
        titles: A title in each language; the id where none is given.
        descriptions: A description in each language.
        parts: The ids of the blocks or roles that it was put together from.

    Raises:
        UnknownNameError: No such competency or level.
        InvalidValueError: A level outside of the scale, or below 1.
        DuplicateRatingError: One competency is asked for twice.

    Example:
        >>> role = Role("tester", {"PV23": 3, "PV11": "øvet"})
        >>> [requirement.competency for requirement in role]
        ['PV11', 'PV23']

    .. versionadded:: 0.1.0
    """

    id: str = field(eq=False)
    requirements: tuple[Requirement, ...]
    framework: Framework = field(eq=framework_key)
    scale: Scale = field(eq=scale_key)
    titles: tuple[Text, ...] = field(eq=False)
    descriptions: tuple[Text, ...] = field(eq=False)
    parts: tuple[str, ...] = field(eq=False)

    def __init__(  # noqa: PLR0913 - one argument for each thing known of a role
        self,
        id: str,  # noqa: A002 - the word of the field
        requirements: RoleLike = (),
        *,
        framework: Framework | None = None,
        scale: Scale | None = None,
        titles: Texts = (),
        descriptions: Texts = (),
        parts: Iterable[str] = (),
    ) -> None:
        framework, scale = default_binding(framework, scale)
        asked = _as_requirements(requirements, framework, scale)
        checked = id if id == "" and not asked else check_role_id(id)
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue] - made by attrs
            checked,
            asked,
            framework,
            scale,
            as_texts(titles) or tuple(Text(lang, checked or "–") for lang in framework.languages),
            as_texts(descriptions),
            _as_parts(parts),
        )

    @property
    def steps_asked(self) -> int:
        """The weighted number of steps asked for: the sum of weight times level."""
        return sum(r.weight * r.level for r in self.requirements)

    @cached_property
    def _by_competency(self) -> dict[str, Requirement]:
        return {requirement.competency: requirement for requirement in self.requirements}

    def requirement(self, key: Key) -> Requirement | None:
        """What is asked for of a competency, or None where nothing is.

        Raises:
            UnknownNameError: There is no such competency.
        """
        return self._by_competency.get(self.framework.competency(key).id)

    def __contains__(self, item: object) -> bool:
        """Whether a competency (by id, title or itself) is asked for, or a requirement made."""
        if isinstance(item, Requirement):
            return item in self.requirements
        competency = competency_or_none(self.framework, item)
        return competency is not None and competency.id in self._by_competency

    def __iter__(self) -> Iterator[Requirement]:
        return iter(self.requirements)

    def __len__(self) -> int:
        return len(self.requirements)

    def __bool__(self) -> bool:
        return True

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        from .documents import texts_out  # noqa: PLC0415 - loaded when something is written

        return {
            "id": self.id,
            "framework": list(self.framework.key),
            "scale": list(self.scale.key),
            "titles": texts_out(self.titles, OWN),
            "descriptions": texts_out(self.descriptions, OWN),
            "parts": list(self.parts),
            "requirements": [
                {
                    "competency": r.competency,
                    "level": r.level,
                    "weight": r.weight,
                    "minimum": r.minimum,
                }
                for r in self.requirements
            ],
        }

    @classmethod
    def from_dict(
        cls,
        values: Mapping[str, Any],
        *,
        framework: Framework | None = None,
        scale: Scale | None = None,
    ) -> Role:
        """The role that `to_dict` gave, for the same framework and scale.

        Raises:
            BindingError: It was for another framework or scale.
        """
        from .documents import texts_in  # noqa: PLC0415 - loaded when something is parsed

        framework, scale = default_binding(framework, scale)
        known = ("id", "titles", "descriptions", "parts", "requirements")
        rest = check_named(values, framework, scale, known, ("id",))
        asked = from_fields(Requirement, rest.pop("requirements", ()), "requirements")
        for name in ("titles", "descriptions"):
            rest[name] = texts_in(rest.get(name, {}), name)
        return cls(requirements=asked, framework=framework, scale=scale, **rest)

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a requirement: competency, title, level, weight, minimum."""
        return [
            {
                "role": self.id,
                "competency": r.competency,
                "title": self.framework.competency(r.competency).title(language),
                "level": r.level,
                "weight": r.weight,
                "minimum": r.minimum,
            }
            for r in self.requirements
        ]

    def __repr__(self) -> str:
        return f"<Role {self.id or '–'} “{self.name}”: {len(self)} requirements>"

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        rows = [
            (
                row["competency"],
                row["title"],
                self.scale.word(row["level"], chosen),
                row["weight"],
                self.scale.word(row["minimum"], chosen) if row["minimum"] else "",
            )
            for row in self.to_rows(chosen)
        ]
        columns = {
            "da": ["id", "kompetence", "niveau", "vægt", "mindst"],
            "en": ["id", "competency", "level", "weight", "minimum"],
        }
        description = self.description(chosen) if chosen in self.languages else ""
        notes = [description, self.framework.titles_note(chosen)]
        title = role_title(self, chosen)
        return html_table(title, columns, rows, notes=notes, language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def role_title(role: Role, language: str) -> str:
    """A role's title in a language; its id where it has none there."""
    return role.title(language) if language in role.languages else role.id


def _as_parts(parts: Iterable[str]) -> tuple[str, ...]:
    if isinstance(parts, str) or not isinstance(parts, Iterable):
        raise InvalidTypeError(
            f"{shown(parts)} is not a list of ids",
            danish=f"{shown(parts)} er ikke en liste af id’er",
            place="parts",
            found=parts,
        )
    return tuple(check_role_id(part, "parts") for part in parts)


def _as_requirements(
    requirements: RoleLike, framework: Framework, scale: Scale
) -> tuple[Requirement, ...]:
    def make(competency: str, value: LevelLike | Requirement) -> Requirement:
        if not isinstance(value, Requirement):
            return Requirement(competency, scale.number(value))
        scale.number(value.level)
        return evolve(value, competency=competency)

    return in_order(requirements, Requirement, framework, "requirements", make)


def combine(
    *roles: Role,
    framework: Framework | None = None,
    scale: Scale | None = None,
    id: str | None = None,  # noqa: A002 - the word of the field
    titles: Texts = (),
    descriptions: Texts = (),
) -> Role:
    """One role out of several: of each competency the highest level, weight and minimum.

    So roles are put together from blocks (task, responsibility, field, career stage,
    experience). The order does not count, and a part given twice counts once.

    Args:
        *roles: The parts, for one framework and scale; none gives the empty role.
        framework: The framework, needed only where there are no parts and it is not the
            bundled one.
        scale: The scale, likewise.
        id: What the whole is called; by default the sorted ids of the parts, with "+".
        titles: Its title in each language; by default those of the parts, with "+".
        descriptions: A description in each language.

    Raises:
        BindingError: The parts are for different frameworks or scales.

    Example:
        >>> whole = combine(Role("a", {"PV11": 1, "DS11": 2}), Role("b", {"PV11": 3}))
        >>> whole.id, [(r.competency, r.level) for r in whole]
        ('a+b', [('PV11', 3), ('DS11', 2)])

    .. versionadded:: 0.1.0
    """
    listing(roles, Role)
    if roles and framework is None:
        framework = roles[0].framework
        scale = roles[0].scale if scale is None else scale
    framework, scale = default_binding(framework, scale)
    bound(roles, Role, framework, scale)
    highest: dict[str, Requirement] = {}
    for requirement in (requirement for role in roles for requirement in role):
        other = highest.setdefault(requirement.competency, requirement)
        highest[requirement.competency] = Requirement(
            requirement.competency,
            max(other.level, requirement.level),
            max(other.weight, requirement.weight),
            max(other.minimum, requirement.minimum),
        )
    named = sorted({part for role in roles for part in _ids(role)})
    return Role(
        "+".join(named) if id is None else id,
        highest.values(),
        framework=framework,
        scale=scale,
        titles=titles or _joined_titles(roles),
        descriptions=descriptions,
        parts=named,
    )


def _is_sum(role: Role) -> bool:
    """Whether a role has the id that `combine` gives: the ids of its parts."""
    return bool(role.parts) and role.id == "+".join(role.parts)


def _ids(role: Role) -> tuple[str, ...]:
    """As what a role goes into a combined id: by its parts, unless it has an id of its own."""
    return role.parts if _is_sum(role) else (role.id,) if role.id else ()


def _joined_titles(roles: Iterable[Role]) -> tuple[Text, ...]:
    named = [role for role in roles if role.id]
    if not named:
        return ()
    shared = [lang for lang in named[0].languages if all(lang in r.languages for r in named)]
    parts = {
        lang: sorted(
            {
                part
                for role in named
                for part in (role.title(lang).split(" + ") if _is_sum(role) else [role.title(lang)])
            }
        )
        for lang in shared
    }
    return tuple(Text(lang, " + ".join(titles)) for lang, titles in parts.items())


def roles_called(name: str, roles: Iterable[Role]) -> list[Role]:
    """The roles with this id or, where there is none, with this title in any spelling."""
    known = list(roles)
    return [role for role in known if role.id == name] or [
        role for role in known if role.is_called(name) or fold(role.id) == fold(name)
    ]


def find_role(name: str, roles: Iterable[Role]) -> Role:
    """The role with this id or title (in any language and spelling).

    Raises:
        UnknownNameError: There is none, or the title is that of several.
        InvalidTypeError: The name is not a text, or the roles are not a list of roles.

    Example:
        >>> from statskompetencer import load_roles
        >>> find_role("project manager", load_roles()).id
        'projektleder'

    .. versionadded:: 0.1.0
    """
    known = listing(roles, Role)
    if not isinstance(name, str):
        raise InvalidTypeError(
            f"{shown(name)} is not an id or a title",
            danish=f"{shown(name)} er ikke et id eller en titel",
            found=name,
        )
    fitting = roles_called(name, known)
    if len(fitting) == 1:
        return fitting[0]
    names = [spelling for role in known for spelling in (role.id, *map(str, role.titles))]
    raise UnknownNameError(
        f"“{name}” is the title of several roles" if fitting else f"no role “{name}”",
        danish=f"“{name}” er titlen på flere roller" if fitting else f"der er ingen rolle “{name}”",
        found=name,
        allowed=[role.id for role in fitting or known],
        nearest=() if fitting else nearest(name, names),
    )
