"""Coverage, group gaps, building profiles and reading a file, against plain loops."""

from __future__ import annotations

import csv

import pytest

import statskompetencer as s

ROWS = 2_000
SHOWN = {s.Unrated.NOT_RELEVANT: "ikke relevant", None: ""}


def cover_plain(people, holds_from, ids):
    """For each competency how many hold it, how many were not assessed."""
    holders, unknown = dict.fromkeys(ids, 0), dict.fromkeys(ids, 0)
    for _, answers in people:
        get = answers.get
        for key in ids:
            level = get(key)
            if level is None:
                unknown[key] += 1
            elif level >= holds_from:
                holders[key] += 1
    return holders, unknown


def test_coverage(compare, people, answers):
    ids = [c.id for c in s.load()]
    plain = [
        (person, {key: level if isinstance(level, int) else -1 for key, level in given.items()})
        for person, given in answers.items()
    ]
    holders, unknown = cover_plain(plain, 2, ids)
    found = s.check_coverage(people)
    assert {e.competency.id: (e.holders, e.unknown) for e in found} == {
        key: (holders[key], unknown[key]) for key in ids
    }
    compare(
        "check coverage",
        lambda: s.check_coverage(people),
        {"dicts of str to int": (lambda: cover_plain(plain, 2, ids), None)},
    )


def gaps_plain(people, role):
    """For each requirement how many fall short, how many are unknown, the steps short."""
    wanted = [(r.competency, r.level) for r in role]
    short, unknown, steps = ({key: 0 for key, _ in wanted} for _ in range(3))
    for _, held in people:
        get = held.get
        for key, asked in wanted:
            level = get(key)
            if level is None:
                unknown[key] += 1
            elif level < asked:
                short[key] += 1
                steps[key] += asked - level
    return short, unknown, steps


def test_group_gaps(compare, people, levels):
    role = max(s.load_roles(), key=len)
    expected = gaps_plain(levels, role)
    found = sorted(s.find_group_gaps(people, role), key=lambda gap: gap.competency.id)
    assert [
        {g.competency.id: n for g, n in zip(found, column, strict=True)}
        for column in zip(*((g.short, g.unknown, g.steps_short) for g in found), strict=True)
    ] == list(expected)
    compare(
        f"find the gaps of a group to {role.id} ({len(role)} requirements)",
        lambda: s.find_group_gaps(people, role),
        {"dicts of str to int": (lambda: gaps_plain(levels, role), None)},
    )


def build_plain(answers, places, top):
    """The same bytes, checked no further than a careful loop does."""
    built = []
    for person, given in answers.items():
        codes = bytearray(b"\xff" * len(places))
        for key, level in given.items():
            if level is s.Unrated.NOT_RELEVANT:
                code = 254
            elif 0 <= level <= top:
                code = level
            else:
                raise ValueError(level)
            codes[places[key]] = code
        built.append((person, bytes(codes)))
    return built


def build(answers):
    return [s.Profile(person, given) for person, given in answers.items()]


def test_building_profiles(compare, answers):
    places = s.load().positions
    assert build_plain(answers, places, 4) == [(p.id, p.ratings.codes) for p in build(answers)]
    compare(
        "build profiles",
        lambda: build(answers),
        {"a loop that checks keys and levels": (lambda: build_plain(answers, places, 4), None)},
        slower=True,
        rounds=7,
    )


@pytest.fixture
def wide(tmp_path, answers):
    """A file with one row a person and one column a competency."""
    path = tmp_path / "ratings.csv"
    ids = [c.id for c in s.load()]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Medarbejder", *ids])
        for person, given in list(answers.items())[:ROWS]:
            cells = (given.get(key) for key in ids)
            writer.writerow([person, *(SHOWN.get(cell, cell) for cell in cells)])
    return path


def split_cells(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_reading_a_wide_file(compare, wide, people):
    read = s.read_ratings(wide)
    assert list(read) == list(people[:ROWS])
    assert len(split_cells(wide)) == ROWS + 1
    compare(
        f"read a wide CSV of {ROWS:,} people",
        lambda: s.read_ratings(wide),
        {"csv.reader alone": (lambda: split_cells(wide), None)},
        slower=True,
        rounds=7,
    )
