"""One competency is held by so many, and may be held by so many who were not assessed."""

from __future__ import annotations

import json

from statskompetencer import (
    CompetencyCoverage,
    Demand,
    Profile,
    Scale,
    Target,
    Unrated,
    check_coverage,
    load,
)
from statskompetencer.competency_coverage import entries_html

NOT_RELEVANT = Unrated.NOT_RELEVANT
MODEL = load()


def person(id_: str = "p", **levels: object) -> Profile:
    return Profile(id_, levels)


def target(**holders: int) -> Target:
    return Target(holders)


def test_holders_hold_from_the_level_that_counts() -> None:
    people = [person("a", DS11=1), person("b", DS11=2), person("c", DS11=4)]
    assert check_coverage(people, target(DS11=1))["DS11"].holders == 2
    for level, expected in [(1, 3), (2, 2), (3, 1), (4, 1)]:
        found = check_coverage(people, Target([Demand("DS11", level)]))
        assert (found["DS11"].level, found["DS11"].holders) == (level, expected)


def test_who_it_is_not_relevant_for_is_neither_a_holder_nor_a_possible_one() -> None:
    found = check_coverage([person("a", DS11=NOT_RELEVANT), person("b")], target(DS11=1, DS12=1))
    one, two = found["DS11"], found["DS12"]
    assert (one.holders, one.unknown, one.not_relevant) == (0, 1, 1)
    assert (two.holders, two.unknown, two.not_relevant) == (0, 2, 0)
    assert check_coverage([person(DS11=NOT_RELEVANT)], target(DS11=1))["DS11"].status == "uncovered"


def test_so_many_holders_are_missing_at_most() -> None:
    unseen = [person(f"p{n}") for n in range(5)]
    found = check_coverage([person("h", DS11=2), *unseen], target(DS11=3, DS12=1))
    assert (found["DS11"].missing, found["DS12"].missing) == (2, 1)
    holders = [person(f"p{n}", DS11=2) for n in range(3)]
    assert check_coverage(holders, target(DS11=1))["DS11"].missing == 0


def test_an_entry_says_its_counts() -> None:
    entry = CompetencyCoverage(MODEL["DS11"], 2, 2, 1, 3, 4)
    assert repr(entry) == (
        "<CompetencyCoverage DS11: possible, 1 of 2 needed from level 2, 3 not assessed, "
        "4 not relevant>"
    )
    assert json.loads(json.dumps(entry.to_dict("en"))) == {
        "competency": "DS11",
        "title": "Act cyber-securely",
        "status": "possible",
        "level": 2,
        "needed": 2,
        "holders": 1,
        "unknown": 3,
        "not_relevant": 4,
    }


def test_a_table_of_entries_names_levels_where_their_scale_is_known() -> None:
    entry = CompetencyCoverage(MODEL["DS11"], 2, 2, 1, 3, 0)
    start = '<th scope="row">DS11</th><td>Agere cybersikkert</td><td>måske dækket</td>'
    assert f"{start}<td>2</td><td>1</td><td>2</td><td>3</td>" in entry._repr_html_()
    assert f"{start}<td>2 øvet</td>" in entries_html([entry], Scale.default(), [], "da")
