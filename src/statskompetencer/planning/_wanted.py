"""What is wanted of a training plan: holders that are missing, or gaps of people in posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from statskompetencer._columns import NOT_RELEVANT
from statskompetencer._held_roles import role_for
from statskompetencer.entries import Competency

from ._needs import Need
from ._numbers import np
from ._people import NotAssessed, codes_of, holdings, levels_of

if TYPE_CHECKING:
    from statskompetencer.framework import Framework
    from statskompetencer.profiles import Profile
    from statskompetencer.roles import Role
    from statskompetencer.targets import Target

    from ._program import Whole
    from .courses import Course


@frozen(eq=False)
class Want:
    """What is wanted of one competency, and what of it courses can do."""

    competency: Competency
    wanted: int
    part: Need


class Wanted:
    """What is asked for, in either reading.

    Attributes:
        unknown: Whether anybody was not assessed in anything that is asked for.
        aim: The coverage target, or what people are measured against.
    """

    def __init__(
        self,
        aim: Target | Role | tuple[Role, ...],
        held: list[Want],
        not_held: list[Want],
        *,
        unknown: bool,
    ) -> None:
        self.aim = aim
        self.unknown = unknown
        self._held = held
        self._not_held = not_held

    def read(self, reading: NotAssessed) -> list[Want]:
        """What is wanted in one reading."""
        return self._held if reading == "held" else self._not_held


def _helpers(courses: list[Course], competency: str, level: int) -> list[tuple[int, int]]:
    """The courses that bring people to a level of a competency, and what they require."""
    return [
        (number, r.requires)
        for number, course in enumerate(courses)
        for r in course
        if r.competency == competency and r.reaches >= level
    ]


def wanted_for_target(people: tuple[Profile, ...], courses: list[Course], target: Target) -> Wanted:
    """What is wanted for a coverage target: the holders that are missing."""
    held, unknown = holdings(people, target)
    today = levels_of(people, target.framework)
    readings: list[list[Want]] = []
    for counts in (held | unknown, held):
        wanted: list[Want] = []
        for number, demand in enumerate(target):
            missing = demand.holders - int(counts[:, number].sum())
            if missing <= 0:
                continue
            level = demand.level or target.scale.holds_from
            column = today[:, target.framework.positions[demand.competency]]
            able = {
                course: np.flatnonzero(~counts[:, number] & (column >= requires))
                for course, requires in _helpers(courses, demand.competency, level)
            }
            helped = {course: whom for course, whom in able.items() if len(whom)}
            everybody = len(np.unique(np.concatenate([*helped.values()]))) if helped else 0
            competency = target.framework.competency(demand.competency)
            wanted.append(Want(competency, missing, Need(min(missing, everybody), helped)))
        readings.append(wanted)
    return Wanted(target, *readings, unknown=bool(unknown.any()))


def wanted_for_posts(
    people: tuple[Profile, ...],
    courses: list[Course],
    asked: Role | tuple[Role, ...],
    framework: Framework,
) -> Wanted:
    """What is wanted for posts: all gaps of people whom the same courses help are one need."""
    codes, today = codes_of(people, len(framework)), levels_of(people, framework)
    measured: dict[int, tuple[Role, list[int]]] = {}
    for number, person in enumerate(people):
        role = role_for(person, asked)
        measured.setdefault(id(role), (role, []))[1].append(number)
    known: dict[tuple[int, tuple[int, ...]], list[Whole]] = {}
    unknown: dict[tuple[int, tuple[int, ...]], list[Whole]] = {}
    for role, numbers in measured.values():
        these = np.array(numbers, dtype=np.int64)
        for r in role:
            place = framework.positions[r.competency]
            helpers = _helpers(courses, r.competency, r.level)
            column = codes[these, place]
            for level in np.unique(column[(column < r.level) | (column >= NOT_RELEVANT)]).tolist():
                whom = these[column == level]
                able = tuple(c for c, requires in helpers if requires <= today[whom[0], place])
                gaps = unknown if level >= NOT_RELEVANT else known
                gaps.setdefault((place, able), []).append(whom)

    def wanted(*readings: dict[tuple[int, tuple[int, ...]], list[Whole]]) -> list[Want]:
        found: list[Want] = []
        for place, able in sorted({key for gaps in readings for key in gaps}):
            whom = np.sort(np.concatenate([w for g in readings for w in g.get((place, able), [])]))
            need = Need(len(whom) if able else 0, dict.fromkeys(able, whom))
            found.append(Want(framework.competencies[place], len(whom), need))
        return found

    return Wanted(asked, wanted(known), wanted(known, unknown), unknown=bool(unknown))
