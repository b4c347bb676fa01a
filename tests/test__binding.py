"""What is said of a framework and a scale is not mixed with what is said of others."""

from __future__ import annotations

import copy
import json

import attrs
import pytest

from statskompetencer import (
    BindingError,
    Demand,
    DuplicateRatingError,
    InvalidTypeError,
    Profile,
    Requirement,
    Role,
    Scale,
    Source,
    Target,
    load,
)
from statskompetencer._binding import (
    bound,
    check_binding,
    default_binding,
    framework_key,
    from_fields,
    in_order,
    listing,
    one_each,
)

MODEL = load()
NARROW = MODEL.select("DS", version="narrow")
SCALE = Scale.default()


def test_two_frameworks_are_the_same_by_id_version_and_competencies() -> None:
    assert framework_key(attrs.evolve(MODEL, publisher="x")) == framework_key(MODEL)
    assert framework_key(attrs.evolve(NARROW, version="2019")) != framework_key(MODEL)


def test_the_bundled_model_and_the_projects_scale_are_the_last_resort() -> None:
    assert default_binding(None) == (MODEL, SCALE)
    brings = attrs.evolve(NARROW, scale=Scale.binary())
    assert default_binding(brings) == (brings, Scale.binary())
    assert default_binding(brings, SCALE) == (brings, SCALE)


@pytest.mark.parametrize(
    "item",
    [Profile("p"), Role("r", {"DS11": 1}), Target({"DS11": 1})],
    ids=["profile", "role", "target"],
)
def test_the_message_names_both(item: Profile | Role | Target) -> None:
    check_binding(item, copy.deepcopy(MODEL), copy.deepcopy(SCALE))  # equal is enough
    with pytest.raises(BindingError) as caught:
        check_binding(item, NARROW, SCALE)
    assert str(caught.value) == (
        f"{item!r} is for framework digst-digitale-kompetencer 2019, "
        "not for digst-digitale-kompetencer narrow"
    )
    with pytest.raises(BindingError) as caught:
        check_binding(item, MODEL, Scale.binary())
    assert str(caught.value) == f"{item!r} is for scale {SCALE!r}, not for {Scale.binary()!r}"
    assert "er til skalaen" in caught.value.explain("da")
    same_name = attrs.evolve(NARROW, version="2019")
    with pytest.raises(BindingError, match="2019 with other competencies, not for") as caught:
        check_binding(item, same_name, SCALE)
    assert "med andre kompetencer" in caught.value.explain("da")


def test_things_come_as_a_list_of_their_kind() -> None:
    people = [Profile("a"), Profile("b")]
    assert listing(iter(people), Profile) == tuple(people)
    assert bound(iter(people), Profile, MODEL, SCALE) == tuple(people)
    for wrong in (None, 5, people[0], ["a"], [*people, None], "ab"):
        with pytest.raises(InvalidTypeError, match=r"is not a (list of )?Profile"):
            listing(wrong, Profile)


def test_each_person_is_there_once() -> None:
    people = (Profile("a"), Profile("A"), Profile("é"))
    assert one_each(people) is people
    assert one_each(()) == ()
    with pytest.raises(DuplicateRatingError):  # what looks the same is the same
        one_each((*people, Profile("e\u0301")))


def test_an_error_of_one_thing_names_its_place() -> None:
    def make(competency: str, value: object) -> Demand:
        return Demand(competency, holders=value)

    assert in_order({"DS12": 2, "DS11": 1}, Demand, MODEL, "d", make) == (
        Demand("DS11", None, 1),
        Demand("DS12", None, 2),
    )
    with pytest.raises(InvalidTypeError, match=r"d\[5\]: 5 is not an id"):
        in_order({5: 1}, Demand, MODEL, "d", make)


def test_things_are_made_from_plain_dicts() -> None:
    given = [{"competency": "DS11", "level": 2}, {"competency": "DS12", "level": 1, "weight": 3}]
    assert from_fields(Requirement, given, "r") == [
        Requirement("DS11", 2),
        Requirement("DS12", 1, 3),
    ]
    assert from_fields(Requirement, (), "r") == []


@pytest.mark.parametrize("kind", [Profile, Role, Target])
def test_a_scale_is_the_same_whatever_its_levels_are_called(kind: type) -> None:
    """What counts is the id, how many levels there are, and from which one somebody holds."""
    names = [{"da": name} for name in ("nul", "et", "to", "tre", "fire")]
    worded = Scale(SCALE.id, names, holds_from=2, source=Source(note="translated"))
    given = {Profile: {"id": "p"}, Role: {"id": "r"}, Target: {"demands": {"DS11": 1}}}[kind]
    mine, theirs = kind(**given, scale=SCALE), kind(**given, scale=worded)
    check_binding(mine, MODEL, worded)
    assert mine == theirs
    assert hash(mine) == hash(theirs)
    assert kind.from_dict(json.loads(json.dumps(mine.to_dict())), scale=worded) == mine
    for other in (
        Scale("other", names, holds_from=2),
        Scale(SCALE.id, names, holds_from=3),
        Scale(SCALE.id, names[:4], holds_from=2),
    ):
        with pytest.raises(BindingError):
            check_binding(mine, MODEL, other)
        with pytest.raises(BindingError):
            kind.from_dict(mine.to_dict(), scale=other)
