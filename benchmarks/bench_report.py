"""The report, against the analyses that it shows and the drawing of its pictures.

Drawing ends where a picture can be put into a page: it is SVG, made as small as it gets.
"""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

import statskompetencer as s
from statskompetencer.report import _pictures, write_report

UNITS = 200


@pytest.fixture
def organisation(people):
    """The same people, in units and in the posts of the example roles."""
    roles = s.load_roles()
    return [
        evolve(person, unit=f"Unit {number % UNITS}", roles=[roles[number % len(roles)].id])
        for number, person in enumerate(people)
    ]


def analyse(people):
    roles = s.load_roles()
    return {
        "coverage": s.check_coverage(people),
        "gaps": s.find_post_gaps(people, roles),
        "matches": [s.rank(people, role) for role in roles],
    }


def test_report(compare, organisation, tmp_path, monkeypatch):
    drawn = []

    def draw(setting):
        drawn.append(setting)
        return real(setting)

    real = _pictures.draw
    monkeypatch.setattr(_pictures, "draw", draw)
    results = analyse(organisation)
    path = tmp_path / "report.html"

    def write():
        write_report(path, **results, made_on=date(2026, 1, 31), overwrite=True)

    write()
    assert f"{len(organisation):,}".replace(",", ".") in path.read_text("utf-8")
    assert path.stat().st_size < 2_000_000
    setting = drawn[0]
    compare(
        f"write a report ({UNITS} units)",
        write,
        {
            "the analyses shown and drawing its pictures": (
                lambda: (analyse(organisation), real(setting)),
                3,
            )
        },
        slower=True,
        rounds=3,
    )
