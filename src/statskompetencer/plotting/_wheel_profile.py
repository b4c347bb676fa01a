"""What the wheel of a profile shows: the levels held, and those that a role asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer._text import counted, listed
from statskompetencer.matching import Match
from statskompetencer.profiles import Profile, Unrated
from statskompetencer.roles import Role, role_title

from ._sheet import Key
from ._steps import step_looks
from ._style import (
    FAINT,
    INK,
    MET,
    MISSING,
    NEUTRAL,
    NOT_ASKED,
    NOT_ASSESSED,
    NOT_RELEVANT,
    PAPER,
    Look,
    level_look,
)
from ._wheel_faces import Cell, Face
from ._words import bounds, competencies

if TYPE_CHECKING:
    from statskompetencer.entries import Competency


class ProfileFace(Face):
    """A wheel with the levels that one person holds, and those that a role asks for."""

    bounds = (0.175, 0.33, 0.51)
    steps = 0.14
    margin = 1.2

    def __init__(self, profile: Profile, role: Role | None, language: str) -> None:
        super().__init__(profile.framework, language)
        self.profile = profile
        self.role = role
        self.match = None if role is None else Match(profile, role)
        self.outlined = role is not None

    def heading(self) -> tuple[str, ...]:
        if self.role is None:
            return self.say("Kompetenceprofil", "Competency profile"), self.model
        title = role_title(self.role, self.language)
        return self.say("Profil mod rollen", "Profile against the role") + f": {title}", self.model

    def _met(self, match: Match) -> str:
        low = len(match.met)
        return bounds(low, low + len(match.unknown), self.say(" til ", " to "))

    def centre(self) -> tuple[tuple[str, float], ...]:
        if self.match is None:
            return (
                (str(len(self.profile.rated)), 1.0),
                (self.say(f"af {len(self.framework)}", f"of {len(self.framework)}"), 0.7),
                (self.say("er vurderet", "are assessed"), 0.48),
            )
        asked = len(self.match.role)
        return (
            (self._met(self.match), 1.0),
            (self.say(f"af {asked}", f"of {asked}"), 0.7),
            (self.say("krav er opfyldt", "are met"), 0.48),
        )

    def keys(self) -> list[Key]:
        scale = self.profile.scale
        words = [(level, scale.word(level, self.language)) for level in range(1, scale.max + 1)]
        if len(words) > 6:  # noqa: PLR2004 - more do not fit into one line
            words = [words[0], words[-1]]
        keys = [Key(level_look(level, scale.max), word, " ") for level, word in words]
        if self.role is not None:
            keys += [
                Key(None, self.say("niveau, der kræves", "level asked for"), "▬"),
                Key(MET, self.say("opfyldt", "met")),
                Key(MISSING, self.say("mangler", "short")),
            ]
        keys += [
            Key(NOT_ASSESSED, self.say("ikke vurderet", "not assessed")),
            Key(NOT_RELEVANT, self.say("ikke relevant i dag", "not relevant today")),
        ]
        if self.role is not None and len(self.role) < len(self.framework):
            keys.append(Key(NOT_ASKED, self.say("kræves ikke", "not asked for"), " "))
        return keys

    def explanation(self) -> str:
        none = self.profile.scale.word(0, self.language)
        if self.role is None:
            return self.say(
                f"Hver ring er et trin, indefra; tallet er niveauet. {none}: intet trin er fyldt.",
                f"Each ring is a step, from the inside; the number is the level. "
                f"{none}: no step is filled.",
            )
        return self.say(
            f"Hver ring er et trin, indefra. 2/3: har niveau 2, der kræves 3. "
            f"{none}: intet trin er fyldt.",
            f"Each ring is a step, from the inside. 2/3: holds level 2, 3 is asked for. "
            f"{none}: no step is filled.",
        )

    def fills(self, place: int, /) -> tuple[str, str]:
        return super().fills(place) if self.role is None else NEUTRAL

    def cell(self, competency: Competency, area: int, /) -> Cell:
        held = self.profile[competency.id]
        requirement = None if self.role is None else self.role.requirement(competency.id)
        asked = requirement.level if requirement else 0
        steps = self._steps(held, asked)
        sign = (
            str(held)
            if isinstance(held, int)
            else (NOT_ASSESSED if held is Unrated.NOT_ASSESSED else NOT_RELEVANT).sign
        )
        if self.role is None:
            plain = super().cell(competency, area)
            return Cell(plain.look, INK, number=sign, steps=steps)
        if not asked:
            return Cell(NOT_ASKED, FAINT, number=sign, steps=steps)
        if not isinstance(held, int):
            look = NOT_ASSESSED if held is Unrated.NOT_ASSESSED else NOT_RELEVANT
            number = f"{sign}/{asked}"
        else:
            look = MET if held >= asked else MISSING
            number = f"{look.sign} {held}/{asked}"
        return Cell(look, INK, PAPER, number, steps, asked / self.profile.scale.max)

    def _steps(self, held: int | Unrated, asked: int) -> tuple[tuple[str, Look], ...]:
        top = self.profile.scale.max
        if not isinstance(held, int):
            look = NOT_ASSESSED if held is Unrated.NOT_ASSESSED else NOT_RELEVANT
            return ((held.name.lower().replace("_", "-"), look),)
        return step_looks(held, asked, top)

    def alt_text(self) -> str:
        if self.match is not None:
            match = self.match
            title = role_title(match.role, self.language)
            asked, met, short = len(match.role), self._met(match), len(match.short)
            unknown = len(match.unknown)
            return self.say(
                f"Hjul over en profil mod rollen “{title}”: {met} af "
                f"{counted(asked, 'da', da=('krav', 'krav'), en=('', ''))} er opfyldt. "
                f"{short} er ikke opfyldt, og {unknown} er ikke vurderet.",
                f"Wheel of a profile against the role “{title}”: {met} of "
                f"{counted(asked, 'en', da=('', ''), en=('requirement', 'requirements'))} "
                f"{'is' if met == '1' else 'are'} met. "
                f"{short} {'is' if short == 1 else 'are'} not met, and "
                f"{unknown} {'is' if unknown == 1 else 'are'} not assessed.",
            )
        profile = self.profile
        levels = [
            f"{number} {self.say('på', 'at')} {profile.scale.word(level, self.language)}"
            for level in range(len(profile.scale))
            if (number := sum(1 for rating in profile.ratings.values() if rating == level))
        ]
        rated = len(profile.rated)
        listing = f" ({listed(levels, self.language)})" if levels else ""
        unknown, irrelevant = len(profile.not_assessed), len(profile.not_relevant)
        return self.say(
            f"Hjul over en profil: {rated} af {competencies(len(self.framework), 'da')} har et "
            f"niveau{listing}. {unknown} er ikke vurderet, og {irrelevant} er "
            f"ikke {'relevant' if irrelevant == 1 else 'relevante'}.",
            f"Wheel of a profile: {rated} of {competencies(len(self.framework), 'en')} "
            f"{'has' if rated == 1 else 'have'} a level{listing}. "
            f"{unknown} {'is' if unknown == 1 else 'are'} not assessed, and "
            f"{irrelevant} {'is' if irrelevant == 1 else 'are'} not relevant.",
        )
