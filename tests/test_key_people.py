"""Key people are the holders where there are just as many as needed, with their holes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from statskompetencer import (
    KeyPerson,
    UnknownLanguageError,
    check_coverage,
    load,
)

Make = Callable[..., Any]


def test_key_people_are_the_holders_where_just_as_many_as_needed_are_there(
    person: Make, target: Make
) -> None:
    people = [
        person("a", "Jura", A1=2, A2=3, B1=2),
        person("b", A1=1, A2=2, B1=2, B2=2),
        person("c", "It", A1=2, A2=4, B1=0),
    ]
    found = check_coverage(people, target(A1=2, A2=2, B1=1, B2=1))
    assert [entry.status for entry in found] == ["fragile", "covered", "covered", "fragile"]
    assert [(key.person, key.unit) for key in found.key_people] == [
        ("a", "Jura"), ("b", None), ("c", "It"),
    ]  # fmt: skip
    holes = [[c.id for c in key.competencies] for key in found.key_people]
    assert holes == [["A1"], ["B2"], ["A1"]]


def test_who_would_open_most_holes_comes_first_then_by_id(person: Make) -> None:
    people = [person("a", A1=2), person("z", A2=2, B1=2), person("b", B2=2)]
    assert [key.person for key in check_coverage(people).key_people] == ["z", "a", "b"]


def test_there_are_no_key_people_where_a_hole_is_open_already(person: Make, target: Make) -> None:
    assert check_coverage([person(A1=2)], target(A1=2)).key_people == ()


def test_a_key_person_shows_the_holes_by_title() -> None:
    one = KeyPerson("<bo>", "Jura", (load()["DS11"], load()["PV11"]))
    assert repr(one) == "<KeyPerson <bo> (Jura): DS11, PV11>"
    assert "<caption>&lt;bo&gt; (Jura)</caption>" in one._repr_html_()
    assert '<th scope="row">DS11</th><td>Agere cybersikkert</td>' in one.to_html()
    assert '<th scope="row">DS11</th><td>Act cyber-securely</td>' in one.to_html("en")
    with pytest.raises(UnknownLanguageError, match="Allowed: da, en"):
        one.to_html("de")
    assert json.loads(json.dumps(one.to_dict())) == {
        "person": "<bo>",
        "unit": "Jura",
        "competencies": ["DS11", "PV11"],
    }


def test_a_key_person_may_be_without_unit_and_holes() -> None:
    nothing = KeyPerson("bo", None, ())
    assert repr(nothing) == "<KeyPerson bo: –>"
    assert ">ingen<" in nothing.to_html()
