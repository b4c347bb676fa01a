"""Ranking ten thousand people, against the loops that one would write without the library.

All sides give the same answer: for everybody score, upper score, qualified and place, in
the order of qualified, score, upper score, fewer short, fewer not assessed; who is equal in
all of these shares a place and stands in the order of the ids. That they agree is checked
before anything is timed. Only the library also checks what it is given.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import Enum
from operator import getitem, itemgetter

import pytest

import statskompetencer as s

ENUM, PLAIN = 10, 2  # how much faster than the loops the library is to be
WORDS = ("yes", "possible", "no")


# --- dicts of enum to int, as an object model usually does it ---

Competency = Enum("Competency", {c.id: c.id for c in s.load()})


class Qualified(Enum):
    YES = "yes"
    POSSIBLE = "possible"
    NO = "no"


ORDER = {Qualified.YES: 0, Qualified.POSSIBLE: 1, Qualified.NO: 2}


@dataclass(frozen=True)
class Requirement:
    competency: Competency
    level: int
    weight: int
    minimum: int


@dataclass
class Match:
    person: str
    qualified: Qualified
    score: float
    score_upper: float
    short: int
    unknown: int
    place: int = 0


def match_enums(person: str, held: dict[Competency, int], role: list[Requirement]) -> Match:
    asked = met = met_upper = short = unknown = 0
    qualified = Qualified.YES
    for requirement in role:
        steps = requirement.weight * requirement.level
        asked += steps
        level = held.get(requirement.competency)
        if level is None:
            unknown += 1
            met_upper += steps
            if requirement.minimum and qualified is Qualified.YES:
                qualified = Qualified.POSSIBLE
        else:
            steps = requirement.weight * min(level, requirement.level)
            met += steps
            met_upper += steps
            short += level < requirement.level
            if level < requirement.minimum:
                qualified = Qualified.NO
    return Match(person, qualified, met / asked, met_upper / asked, short, unknown)


def standing(m: Match) -> tuple[float, ...]:
    return ORDER[m.qualified], -m.score, -m.score_upper, m.short, m.unknown


def rank_enums(people, role):
    found = [match_enums(person, held, role) for person, held in people]
    found.sort(key=lambda m: (*standing(m), m.person))
    before, place = None, 0
    for number, m in enumerate(found, 1):
        here = standing(m)
        if here != before:
            before, place = here, number
        m.place = place
    return found


# --- dicts of str to int: the best plain loops that we could write ---


def rank_branches(people, role):
    """The requirements taken apart before the loop, and nothing called in it but `get`."""
    asked = sum(r.weight * r.level for r in role)
    wanted = [(r.competency, r.level, r.weight, r.minimum, r.weight * r.level) for r in role]
    found = []
    for person, held in people:
        get = held.get
        met = open_steps = short = unknown = qualified = 0
        for competency, level, weight, minimum, steps in wanted:
            has = get(competency)
            if has is None:
                unknown += 1
                open_steps += steps
                if minimum and not qualified:
                    qualified = 1
            elif has >= level:
                met += steps
            else:
                short += 1
                met += weight * has
                if has < minimum:
                    qualified = 2
        found.append((qualified, -met, -met - open_steps, short, unknown, person))
    found.sort()
    ranked = []
    before, place = None, 0
    for number, row in enumerate(found, 1):
        here = row[:5]
        if here != before:
            before, place = here, number
        ranked.append((place, row[5], row[0], -row[1] / asked, -row[2] / asked))
    return ranked


def tables(role, top):
    """For each requirement a table from level to what it adds to one whole number.

    The digits of the number, each in a base in which it cannot overflow: minimums missed,
    minimums not assessed, steps met, steps met at most, not short, assessed.
    """
    count, steps = len(role) + 1, sum(r.weight * r.level for r in role) + 1
    known, not_short, most, met, maybe, missed = (
        1,
        count,
        count**2,
        count**2 * steps,
        count**2 * steps**2,
        count**3 * steps**2,
    )
    found = []
    for r in role:
        table = {
            level: known
            + (level >= r.level) * not_short
            + r.weight * min(level, r.level) * (most + met)
            + (level < r.minimum) * missed
            for level in range(top + 1)
        }
        table[None] = table[-1] = not_short + r.weight * r.level * most + bool(r.minimum) * maybe
        found.append((r.competency, table))
    return found, (most, met, maybe, missed)


def in_order(sums, role, bases):
    asked = sum(r.weight * r.level for r in role)
    most, met, maybe, missed = bases
    found = []
    for total, person in sums:
        verdict = 0 if total < maybe else 1 if total < missed else 2
        found.append((verdict * maybe - total % maybe, person))
    found.sort()
    ranked = []
    before, place = None, 0
    for number, (here, person) in enumerate(found, 1):
        if here != before:
            before, place = here, number
            verdict = -(-here // maybe)
            rest = verdict * maybe - here
            low, high = rest // met / asked, rest % met // most / asked
        ranked.append((place, person, verdict, low, high))
    return ranked


def rank_tables(people, role):
    """One look-up and one addition a requirement."""
    looked_up, bases = tables(role, role.scale.max)
    sums = []
    for person, held in people:
        get = held.get
        total = 0
        for competency, table in looked_up:
            total += table[get(competency)]
        sums.append((total, person))
    return in_order(sums, role, bases)


def rank_mapped(people, role):
    """The same with the inner loop in C; the dicts have to be whole, with -1 for no level."""
    looked_up, bases = tables(role, role.scale.max)
    get = itemgetter(*[competency for competency, _ in looked_up])
    columns = [table for _, table in looked_up]
    sums = [(sum(map(getitem, columns, get(held))), person) for person, held in people]
    return in_order(sums, role, bases)


# --- the comparison ---


def of_all() -> s.Role:
    """A role that asks for all 32, with weights up to 100."""
    chance = random.Random(32)
    asked = []
    for competency in s.load():
        level = chance.randint(1, 4)
        minimum = chance.choice([0, 0, 0, 1])
        asked.append(s.Requirement(competency.id, level, chance.randint(1, 100), minimum))
    return s.Role("alle-32", asked)


EXAMPLES = sorted(s.load_roles(), key=len)
ROLES = [EXAMPLES[0], EXAMPLES[len(EXAMPLES) // 2], EXAMPLES[-1], of_all()]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_rank(compare, people, levels, role):
    enums = [(person, {Competency(k): v for k, v in held.items()}) for person, held in levels]
    enum_role = [Requirement(Competency(r.competency), r.level, r.weight, r.minimum) for r in role]
    whole = [(p, {c.id: held.get(c.id, -1) for c in s.load()}) for p, held in levels]

    expected = read_all(s.rank(people, role))
    assert rank_branches(levels, role) == expected
    assert rank_tables(levels, role) == expected
    assert rank_mapped(whole, role) == expected
    assert [
        (m.place, m.person, ORDER[m.qualified], m.score, m.score_upper)
        for m in rank_enums(enums, enum_role)
    ] == expected

    compare(
        f"rank for {role.id} ({len(role)} requirements)",
        lambda: s.rank(people, role),
        {
            "dicts of enum to int": (lambda: rank_enums(enums, enum_role), ENUM),
            "dicts of str to int, branches": (lambda: rank_branches(levels, role), PLAIN),
            "dicts of str to int, tables": (lambda: rank_tables(levels, role), PLAIN),
            "whole dicts of str to int, tables, map": (lambda: rank_mapped(whole, role), PLAIN),
        },
    )


def test_top_ten_read_in_full(compare, people, levels):
    role = EXAMPLES[0]
    compare(
        f"rank for {role.id}, then all of the best ten",
        lambda: s.rank(people, role).top(10).to_rows(),
        {"dicts of str to int, tables": (lambda: rank_tables(levels, role)[:10], None)},
    )


def read_all(ranking):
    return [
        (m.place, m.profile.id, WORDS.index(m.qualified.value), m.score, m.score_upper)
        for m in ranking
    ]


def test_every_match_read(compare, people, levels):
    """What ranking puts off: it keeps no match, and works one out when it is asked for."""
    role = EXAMPLES[0]
    compare(
        f"rank for {role.id}, then the numbers of everybody",
        lambda: read_all(s.rank(people, role)),
        {"dicts of str to int, tables": (lambda: rank_tables(levels, role), None)},
    )


def test_first_ranking_of_new_profiles(compare, answers):
    """Nothing is kept from one ranking to the next; only the processor knows the data by then."""
    role = EXAMPLES[0]
    latest = []

    def build():
        latest[:] = [s.Profile(person, ratings) for person, ratings in answers.items()]
        return list(latest)

    build()
    compare(
        f"rank profiles just built for {role.id}",
        lambda people: s.rank(people, role),
        {"the same profiles again": (lambda: s.rank(latest, role), None)},
        slower=True,
        rounds=7,
        fresh=build,
    )
