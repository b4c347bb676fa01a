"""What does one person lack against what is asked?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias, overload

from attrs import frozen

from ._binding import check_binding, listing
from ._columns import is_level
from ._display import html_table
from ._held_roles import role_for
from ._text import listed
from .entries import Competency
from .profiles import Profile
from .provenance import check_language
from .roles import Role, role_title


@frozen
class Gap:
    """One requirement that a person does not meet, or is not known to meet.

    Attributes:
        competency: What is asked for.
        asked: The level asked for.
        held: The level held, or None where it was not assessed or is not relevant today.
        weight: How much a step of it counts (1 to 100).
        minimum_missed: Whether the level held is below what one must have to qualify.

    Example:
        >>> from statskompetencer import Profile, Role, find_gaps
        >>> gap = find_gaps(Profile("bo", {"PV11": 1}), Role("r", {"PV11": 3}))[0]
        >>> gap.competency.id, gap.asked, gap.held, gap.steps_short
        ('PV11', 3, 1, 2)

    .. versionadded:: 0.1.0
    """

    competency: Competency
    asked: int
    held: int | None
    weight: int = 1
    minimum_missed: bool = False

    @property
    def steps_short(self) -> int:
        """How many steps are missing at least: 0 where the level is not known."""
        return 0 if self.held is None else self.asked - self.held

    @property
    def steps_short_upper(self) -> int:
        """How many steps may be missing: all that are asked for where the level is not known."""
        return self.asked if self.held is None else self.asked - self.held

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values, with the title in a language."""
        return {
            "competency": self.competency.id,
            "title": self.competency.title(language),
            "asked": self.asked,
            "held": self.held,
            "steps_short": self.steps_short,
            "steps_short_upper": self.steps_short_upper,
            "weight": self.weight,
            "minimum_missed": self.minimum_missed,
        }

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the competency (Danish by default).

        Raises:
            UnknownLanguageError: The competency has no title in this language.
        """
        chosen = check_language(language, self.competency.languages, self.competency.id)
        return _gaps_html("Mangler" if chosen == "da" else "Gap", [self], [], chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def _gaps_html(title: str, gaps: Iterable[Gap], notes: Sequence[str], language: str) -> str:
    danish = language == "da"
    not_assessed = "ikke vurderet" if danish else "not assessed"
    rows = [
        (
            gap.competency.id,
            gap.competency.title(language),
            gap.asked,
            not_assessed if gap.held is None else gap.held,
            ("ja" if danish else "yes") if gap.minimum_missed else "",
        )
        for gap in gaps
    ]
    columns = {
        "da": ["id", "kompetence", "kræves", "har", "under mindstekrav"],
        "en": ["id", "competency", "asked", "held", "below the minimum"],
    }
    return html_table(title, columns, rows, notes=notes, language=language)


@frozen(repr=False)
class Gaps(Sequence[Gap]):
    """What one person lacks against a role, the most pressing first.

    A sequence of `Gap` objects: those where a minimum is missed, then the known before
    those not assessed, then by weight times steps, then in the order of the framework.

    Attributes:
        profile: What the person has.
        role: What is asked for; for the posts that the person holds, all of them combined.
        gaps: The gaps in their order.

    Example:
        >>> from statskompetencer import Profile, Role, find_gaps
        >>> find_gaps(Profile("bo", {"PV11": 1}), Role("r", {"PV11": 3, "DS12": 1}))
        <Gaps of bo against r: 1 short, 1 not assessed, of 2>

    .. versionadded:: 0.1.0
    """

    profile: Profile
    role: Role
    gaps: tuple[Gap, ...]

    @overload
    def __getitem__(self, index: int) -> Gap: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Gap, ...]: ...
    def __getitem__(self, index: int | slice) -> Gap | tuple[Gap, ...]:
        return self.gaps[index]

    def __iter__(self) -> Iterator[Gap]:
        return iter(self.gaps)

    def __len__(self) -> int:
        return len(self.gaps)

    @property
    def steps_short(self) -> int:
        """How many steps (not weighted) are missing at least."""
        return sum(gap.steps_short for gap in self)

    @property
    def steps_short_upper(self) -> int:
        """How many steps (not weighted) may be missing."""
        return sum(gap.steps_short_upper for gap in self)

    def explain(self, language: str | None = None) -> str:
        """The gaps in a sentence or two.

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.role.framework.languages, str(self.role.framework))
        danish = chosen == "da"
        of = "af" if danish else "of"
        person, title = self.profile.id, role_title(self.role, chosen)
        if not self.role.requirements:
            return (
                f"Der er ikke stillet krav til {person}."
                if danish
                else f"Nothing is asked of {person}."
            )
        if not self:
            return (
                f"{person} opfylder alle {len(self.role)} krav til “{title}”."
                if danish
                else f"{person} meets all {len(self.role)} requirements of “{title}”."
            )
        short = [gap for gap in self if gap.held is not None]
        counts = f"{len(short)} {of} {len(self.role)}"
        sentences = [
            f"{person} mangler noget i {counts} krav til “{title}”"
            if danish
            else f"{person} falls short of {counts} requirements of “{title}”"
        ]
        if short:
            parts = [
                f"{gap.competency.title(chosen)} ({gap.held} {of} {gap.asked})" for gap in short
            ]
            sentences[0] += f": {listed(parts, chosen)}"
        unknown = [gap.competency.title(chosen) for gap in self if gap.held is None]
        if unknown:
            sentences.append(
                f"{'Ikke vurderet' if danish else 'Not assessed'}: {listed(unknown, chosen)}"
            )
        return ". ".join(sentences) + "."

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "person": self.profile.id,
            "role": self.role.id,
            "steps_short": self.steps_short,
            "steps_short_upper": self.steps_short_upper,
            "gaps": [gap.to_dict(language) for gap in self],
        }

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a gap."""
        shared = {"person": self.profile.id, "role": self.role.id}
        return [{**shared, **gap.to_dict(language)} for gap in self]

    def __repr__(self) -> str:
        unknown = sum(1 for gap in self if gap.held is None)
        return (
            f"<Gaps of {self.profile.id} against {self.role.id or '–'}: "
            f"{len(self) - unknown} short, {unknown} not assessed, of {len(self.role)}>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.role.framework.languages, str(self.role.framework))
        title = f"{self.profile.id}: {role_title(self.role, chosen)}"
        notes = [self.explain(chosen), self.role.framework.titles_note(chosen)]
        return _gaps_html(title, self, notes, chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


Asked: TypeAlias = Role | Iterable[Role]
"""What people are measured against: one role for all, or the roles that they hold."""


def find_gaps(profile: Profile, asked: Asked) -> Gaps:
    """What one person lacks.

    Args:
        profile: What the person has.
        asked: A role; or several, of which those count that the person holds
            (`Profile.roles`, by id or title), combined.

    Raises:
        BindingError: Profile and role are for different frameworks or scales.
        UnknownNameError: The person holds a post that is not among the roles.

    Example:
        >>> from statskompetencer import Profile, Role, find_gaps
        >>> found = find_gaps(Profile("bo", {"PV11": 1}), Role("r", {"PV11": 3, "DS12": 2}))
        >>> [(gap.competency.id, gap.held, gap.steps_short_upper) for gap in found]
        [('PV11', 1, 2), ('DS12', None, 2)]

    .. versionadded:: 0.1.0
    """
    listing([profile], Profile)
    role = role_for(profile, asked)
    check_binding(profile, role.framework, role.scale)
    codes, places = profile.ratings.codes, role.framework.positions
    competencies = role.framework.competencies
    gaps: list[Gap] = []
    for r in role.requirements:
        place = places[r.competency]
        code = codes[place]
        held = code if is_level(code) else None
        if held is None or held < r.level:
            missed = held is not None and held < r.minimum
            gaps.append(Gap(competencies[place], r.level, held, r.weight, missed))
    gaps.sort(key=lambda g: (not g.minimum_missed, g.held is None, -g.weight * g.steps_short_upper))
    return Gaps(profile, role, tuple(gaps))
