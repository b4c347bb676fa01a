"""What an organisation as a whole is to hold: which level counts, and by how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeAlias

from attrs import field, frozen

from ._binding import (
    check_named,
    competency_or_none,
    default_binding,
    framework_key,
    from_fields,
    in_order,
    scale_key,
)
from ._checks import as_whole, check_whole
from ._display import html_table
from .entries import Key  # noqa: TC001 - hints are to be readable at run time
from .exceptions import InvalidValueError
from .framework import Framework
from .levels import TOP_LEVEL, LevelLike, Scale
from .provenance import check_language
from .roles import as_competency_id

MOST_PEOPLE = 1_000_000_000
"""More people than any organisation has; what is above it was typed wrong."""


@frozen
class Demand:
    """What is demanded of an organisation for one competency.

    Attributes:
        competency: The id of the competency.
        level: The level from which somebody counts as a holder, from 1; None for the
            scale's `holds_from` (a target fills it in).
        holders: How many holders are needed, a whole number of people from 1.

    Raises:
        InvalidValueError: A number below 1.

    Example:
        >>> Demand("DS11", level=3, holders=2)
        Demand(competency='DS11', level=3, holders=2)

    .. versionadded:: 0.1.0
    """

    competency: str = field(converter=as_competency_id)
    level: int | None = field(default=None, converter=as_whole)
    holders: int = field(default=1, converter=as_whole)

    def __attrs_post_init__(self) -> None:
        if self.level is not None:
            check_whole(self.level, 1, TOP_LEVEL, "level")
        check_whole(self.holders, 1, MOST_PEOPLE, "holders")


DemandLike: TypeAlias = Iterable[Demand] | Mapping[str, "int | Demand"]
"""What is accepted for demands: a list, or a mapping from competency to holders needed."""


@frozen(repr=False, init=False)
class Target:
    """For each competency that it names: which level counts, and how many holders are needed.

    Args:
        demands: `Demand` objects, or a mapping from competency (id or title) to the number
            of holders needed; each competency at most once, at least one in all.
        framework: What it speaks of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.

    Raises:
        UnknownNameError: No such competency.
        InvalidValueError: A level outside of the scale, or no demand at all.
        DuplicateRatingError: One competency is named twice.

    Example:
        >>> target = Target({"DS11": 2, "SF21": 1})
        >>> [(demand.competency, demand.level, demand.holders) for demand in target]
        [('SF21', 2, 1), ('DS11', 2, 2)]

    .. versionadded:: 0.1.0
    """

    demands: tuple[Demand, ...]
    framework: Framework = field(eq=framework_key)
    scale: Scale = field(eq=scale_key)

    def __init__(
        self,
        demands: DemandLike,
        *,
        framework: Framework | None = None,
        scale: Scale | None = None,
    ) -> None:
        framework, scale = default_binding(framework, scale)
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue] - made by attrs
            _as_demands(demands, framework, scale), framework, scale
        )

    @classmethod
    def everything(
        cls,
        framework: Framework | None = None,
        scale: Scale | None = None,
        *,
        level: LevelLike | None = None,
        holders: int = 1,
    ) -> Target:
        """All competencies of the framework, as the official model asks of an organisation.

        Args:
            framework: The bundled model by default.
            scale: The framework's, or the project's default.
            level: The level that counts, by number or name; by default `Scale.holds_from`.
            holders: How many holders are needed of each, from 1.

        Example:
            >>> len(Target.everything())
            32
        """
        framework, scale = default_binding(framework, scale)
        counts = None if level is None else scale.number(level)
        demands = [Demand(id_, counts, holders) for id_ in framework.competency_ids]
        return cls(demands, framework=framework, scale=scale)

    @cached_property
    def _by_competency(self) -> dict[str, Demand]:
        return {demand.competency: demand for demand in self.demands}

    def demand(self, key: Key) -> Demand | None:
        """What is demanded for a competency, or None where nothing is.

        Raises:
            UnknownNameError: There is no such competency.
        """
        return self._by_competency.get(self.framework.competency(key).id)

    def __contains__(self, item: object) -> bool:
        """Whether something is demanded for a competency, or this very demand made."""
        if isinstance(item, Demand):
            return item in self.demands
        competency = competency_or_none(self.framework, item)
        return competency is not None and competency.id in self._by_competency

    def __iter__(self) -> Iterator[Demand]:
        return iter(self.demands)

    def __len__(self) -> int:
        return len(self.demands)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "framework": list(self.framework.key),
            "scale": list(self.scale.key),
            "demands": [
                {"competency": d.competency, "level": d.level, "holders": d.holders} for d in self
            ],
        }

    @classmethod
    def from_dict(
        cls,
        values: Mapping[str, Any],
        *,
        framework: Framework | None = None,
        scale: Scale | None = None,
    ) -> Target:
        """The target that `to_dict` gave, for the same framework and scale.

        Raises:
            BindingError: It was for another framework or scale.
        """
        framework, scale = default_binding(framework, scale)
        rest = check_named(values, framework, scale, ("demands",), ("demands",))
        demands = from_fields(Demand, rest["demands"], "demands")
        return cls(demands, framework=framework, scale=scale)

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a demand: competency, title, level, holders."""
        return [
            {
                "competency": d.competency,
                "title": self.framework.competency(d.competency).title(language),
                "level": d.level,
                "holders": d.holders,
            }
            for d in self
        ]

    def __repr__(self) -> str:
        holders = sum(demand.holders for demand in self)
        return (
            f"<Target for {' '.join(self.framework.key)}: {len(self)} of "
            f"{len(self.framework)} competencies, {holders} holdings needed>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        rows = [
            (row["competency"], row["title"], self.scale.word(row["level"], chosen), row["holders"])
            for row in self.to_rows(chosen)
        ]
        columns = {
            "da": ["id", "kompetence", "fra niveau", "mindst antal"],
            "en": ["id", "competency", "from level", "holders needed"],
        }
        title = "Mål" if chosen == "da" else "Target"
        notes = [self.framework.titles_note(chosen)]
        return html_table(title, columns, rows, notes=notes, language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def _as_demands(demands: DemandLike, framework: Framework, scale: Scale) -> tuple[Demand, ...]:
    def make(competency: str, value: int | Demand) -> Demand:
        demand = value if isinstance(value, Demand) else Demand(competency, holders=value)
        level = scale.holds_from if demand.level is None else scale.number(demand.level)
        return Demand(competency, level, demand.holders)

    found = in_order(demands, Demand, framework, "demands", make)
    if not found:
        raise InvalidValueError(
            "a target names at least one competency",
            danish="et mål nævner mindst én kompetence",
            place="demands",
        )
    return found
