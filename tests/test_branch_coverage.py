"""An area or subcategory shows its own counts, and the worst status among its competencies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from statskompetencer import (
    BranchCoverage,
    Framework,
    check_coverage,
    load,
)

Make = Callable[..., Any]


def test_a_branch_shows_its_own_counts_and_its_worst_status(
    person: Make, target: Make, two_areas: Framework
) -> None:
    people = [person("a", A1=2, A2=0), person("b", A1=2)]
    found = check_coverage(people, target(A1=1, A2=1, B1=1))
    area, sub, second = found["A"], found["AA"], found["Second"]
    assert (area.competencies, area.covered, area.covered_upper, area.status) == (
        2,
        1,
        2,
        "possible",
    )
    assert (sub.branch, sub.status) == (two_areas["AA"], "possible")
    assert (second.competencies, second.covered, second.covered_upper) == (1, 0, 1)
    assert found.areas == (area, second)
    assert found.subcategories == (sub,)


@pytest.mark.parametrize(
    ("levels", "worst"),
    [((2, 2), "fragile"), ((2, None), "possible"), ((2, 0), "uncovered"), ((None, 0), "uncovered")],
)
def test_the_worst_status_counts(
    person: Make, target: Make, levels: tuple[int | None, int | None], worst: str
) -> None:
    found = check_coverage([person(A1=levels[0], A2=levels[1])], target(A1=1, A2=1))
    assert found["A"].status == worst


def test_too_few_is_worse_than_possible_and_better_than_none(person: Make, target: Make) -> None:
    found = check_coverage([person("a", A1=2), person("b", A1=0)], target(A1=2, A2=2))
    assert [e.status for e in found] == ["short", "possible"]
    assert found["A"].status == "short"


def test_a_branch_of_which_nothing_is_demanded_has_no_status(person: Make, target: Make) -> None:
    found = check_coverage([person()], target(A1=1))
    assert (found["B"].status, found["B"].competencies, found["B"].covered) == (None, 0, 0)
    assert found["B"].to_dict()["status"] is None


def test_a_branch_shows_both_bounds_where_they_differ_and_one_number_where_not(
    person: Make, target: Make
) -> None:
    found = check_coverage([person(A1=2, B1=2, B2=2)], target(A1=1, A2=1, B1=1, B2=1))
    assert "<td>1–2</td><td>2</td><td>possible</td>" in found["A"]._repr_html_()
    assert "<td>2</td><td>2</td><td>fragile</td>" in found["B"]._repr_html_()
    assert repr(found["A"]) == "<BranchCoverage A: 1 to 2 of 2 held; worst: possible>"


def test_a_branch_of_the_model_is_shown_in_the_language_that_is_asked_for() -> None:
    entry = BranchCoverage(load()["DS1"], 3, 1, 1, None)
    assert "Cyber- og informationssikkerhed" in entry.to_html()
    assert "Cyber and information security" in entry.to_html("en")
    assert repr(entry).endswith("worst: nothing demanded>")
