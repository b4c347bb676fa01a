"""A target says which level counts and how many holders an organisation needs."""

from __future__ import annotations

import copy
import json
import pickle

import attrs
import pytest

from statskompetencer import (
    BindingError,
    Demand,
    DuplicateRatingError,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    Scale,
    Target,
    UnknownLanguageError,
    UnknownNameError,
    load,
)
from statskompetencer.documents import from_dict

MODEL = load()
ENGLISH: Framework = from_dict(
    {
        "format": 1, "id": "mine", "version": "1", "languages": ["en"], "titles": {"en": "Mine"},
        "areas": [{"id": "A", "titles": {"en": "First"}, "competencies": [
            {"id": "A1", "titles": {"en": "Write"}}, {"id": "A2", "titles": {"en": "Read"}}]}],
    }
)  # fmt: skip


class Whole:
    """A whole number of another library, such as numpy's."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


def mine(demands: object, **more: object) -> Target:
    return Target(demands, framework=ENGLISH, **more)


# --- demands ---


def test_one_holder_at_the_level_that_counts_is_needed_unless_told() -> None:
    assert (Demand("DS11").level, Demand("DS11").holders) == (None, 1)


def test_demands_take_whole_numbers_of_other_libraries() -> None:
    assert Demand("DS11", Whole(3), Whole(2)) == Demand("DS11", 3, 2)
    assert Target({"DS11": Whole(2)}).demands == (Demand("DS11", 2, 2),)


@pytest.mark.parametrize("level", [0, -1, True, 1.5, "2"])
def test_a_level_that_counts_is_a_whole_number_from_one(level: object) -> None:
    with pytest.raises(InvalidValueError, match=r"^level: .* from 1 to 100$"):
        Demand("DS11", level)


@pytest.mark.parametrize(
    "holders", [0, -1, True, 1.5, "2", None, pytest.param(10**5000, id="huge")]
)
def test_a_number_of_holders_is_a_whole_number_of_people(holders: object) -> None:
    with pytest.raises(InvalidValueError, match=r"^holders: .* from 1 to 1000000000$"):
        Demand("DS11", holders=holders)


def test_a_demand_names_a_competency_by_an_id() -> None:
    with pytest.raises(InvalidValueError, match="is not an id"):
        Demand("Realisere gevinster")


# --- targets ---


def test_a_target_fills_in_the_level_from_which_somebody_holds() -> None:
    assert Target({"DS11": 2}).demands == (Demand("DS11", 2, 2),)
    assert Target([Demand("DS11")], scale=Scale.binary()).demands == (Demand("DS11", 1, 1),)


def test_demands_stand_in_the_order_of_the_framework() -> None:
    target = Target(iter([Demand("DS11", 3), Demand("SF11", 1, 2)]))
    assert [demand.competency for demand in target] == ["SF11", "DS11"]
    assert len(target) == 2
    assert target == Target([Demand("SF11", 1, 2), Demand("DS11", 3)])


@pytest.mark.parametrize("key", ["DS12", "agere i henhold til gdpr", MODEL["DS12"]], ids=repr)
def test_a_mapping_from_any_name_to_holders_makes_a_target(key: object) -> None:
    assert Target({key: 3}).demands == (Demand("DS12", 2, 3),)
    assert Target({key: Demand("DS12", 4, 3)}).demands == (Demand("DS12", 4, 3),)


def test_a_demand_stands_under_its_own_competency() -> None:
    with pytest.raises(InvalidValueError, match=r"demands\['PV11'\]: .* is not for PV11"):
        Target({"PV11": Demand("DS12")})


def test_everything_demands_each_competency_once() -> None:
    target = Target.everything()
    assert [d.competency for d in target] == list(MODEL.competency_ids)
    assert {(d.level, d.holders) for d in target} == {(2, 1)}
    assert target.framework is MODEL
    assert target.scale is Scale.default()


def test_everything_takes_a_level_by_name_and_a_number_of_holders() -> None:
    target = Target.everything(ENGLISH, Scale.default(), level="expert", holders=3)
    assert target.demands == (Demand("A1", 4, 3), Demand("A2", 4, 3))
    brings = attrs.evolve(ENGLISH, scale=Scale.binary())
    assert Target.everything(brings).scale is Scale.binary()


def test_what_is_demanded_of_one_competency() -> None:
    target = Target({"DS12": 3})
    assert target.demand("agere i henhold til gdpr") == Demand("DS12", 2, 3)
    assert target.demand("DS11") is None
    with pytest.raises(UnknownNameError):
        target.demand("XX")


@pytest.mark.parametrize(
    ("demands", "error", "message"),
    [
        ({}, InvalidValueError, "demands: a target names at least one competency"),
        ([], InvalidValueError, "demands: a target names at least one competency"),
        ({"XX": 1}, UnknownNameError, r"demands\['XX'\]: no competency “XX”"),
        ({"PV1": 1}, UnknownNameError, r"demands\['PV1'\]"),
        ({"PV11": 0}, InvalidValueError, r"demands\['PV11'\].holders: 0 is not one of"),
        ({"PV11": None}, InvalidValueError, r"demands\['PV11'\].holders: None is not one of"),
        ([Demand("PV11", 5)], InvalidValueError, r"demands\[0\]: level 5 is not on the scale"),
        (["PV11"], InvalidTypeError, "'PV11' is not a Demand"),
        (Demand("PV11"), InvalidTypeError, "is not a list of Demands"),
        (None, InvalidTypeError, "None is not a list of Demands"),
    ],
)
def test_demands_are_checked_with_their_place(
    demands: object, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        Target(demands)


def test_a_competency_is_named_once() -> None:
    with pytest.raises(DuplicateRatingError, match=r"demands\[1\]: DS12 is there twice"):
        Target([Demand("DS12"), Demand("ds12", 3)])


def test_everything_checks_its_level_and_holders() -> None:
    with pytest.raises(UnknownNameError, match="no level is called"):
        Target.everything(level="ekspret")
    with pytest.raises(InvalidValueError, match="holders: 0"):
        Target.everything(holders=0)
    with pytest.raises(InvalidValueError, match="level: 0"):
        Target.everything(level=0)
    with pytest.raises(InvalidTypeError, match="is not a Framework"):
        Target.everything("digst")


def test_targets_are_equal_by_what_they_demand() -> None:
    assert mine({"A1": 2}) == mine([Demand("A1", 2, 2)])
    assert hash(mine({"A1": 2})) == hash(mine([Demand("A1", 2, 2)]))
    assert mine({"A1": 2}) != mine({"A1": 1})
    assert mine({"A1": 1}) != mine({"A1": 1}, scale=Scale.binary())


# --- plain values ---

FULL = mine([Demand("A1", 3, 2), Demand("A2")])


def test_plain_values_say_all_that_is_demanded() -> None:
    assert FULL.to_dict() == {
        "framework": ["mine", "1"],
        "scale": ["statskompetencer-0-4", 4, 2],
        "demands": [
            {"competency": "A1", "level": 3, "holders": 2},
            {"competency": "A2", "level": 2, "holders": 1},
        ],
    }


def test_a_target_survives_json_pickle_and_copy() -> None:
    values = json.loads(json.dumps(FULL.to_dict()))
    assert Target.from_dict(values, framework=ENGLISH) == FULL
    assert pickle.loads(pickle.dumps(FULL)) == FULL  # noqa: S301 - made here
    assert copy.deepcopy(FULL).demand("A1") == FULL.demand("A1")


def test_plain_values_of_another_framework_or_scale_are_refused() -> None:
    with pytest.raises(BindingError):
        Target.from_dict(FULL.to_dict())
    with pytest.raises(BindingError):
        Target.from_dict(FULL.to_dict(), framework=ENGLISH, scale=Scale.binary())


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({}, InvalidValueError, "the field “demands” is missing"),
        ({"demands": None}, InvalidTypeError, "demands: None is not a list"),
        ({"demands": []}, InvalidValueError, "a target names at least one competency"),
        ({"demands": ["PV11"]}, InvalidTypeError, r"demands\[0\]: 'PV11' is not a mapping"),
        ({"demands": [{"competency": "PV11", "holder": 1}]}, UnknownNameError,
         r"demands\[0\]: there is no field 'holder'. Did you mean “holders”"),
        ({"demands": [{"holders": 1}]}, InvalidValueError,
         r"demands\[0\]: the field “competency” is missing"),
        (5, InvalidTypeError, "5 is not a mapping"),
    ],
)  # fmt: skip
def test_plain_values_are_checked(values: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        Target.from_dict(values)


def test_rows_have_one_plain_dict_a_demand() -> None:
    assert FULL.to_rows() == [
        {"competency": "A1", "title": "Write", "level": 3, "holders": 2},
        {"competency": "A2", "title": "Read", "level": 2, "holders": 1},
    ]


# --- how it shows ---


def test_a_target_shows_how_much_it_demands() -> None:
    assert repr(FULL) == "<Target for mine 1: 2 of 2 competencies, 3 holdings needed>"


def test_a_notebook_shows_what_is_demanded_in_danish_or_english() -> None:
    target = Target.everything()
    danish, english = target._repr_html_(), target.to_html("en")
    assert "<caption>Mål</caption>" in danish
    assert "<caption>Target</caption>" in english
    assert danish.count("<td>2 øvet</td>") == english.count("<td>2 working</td>") == 32
    assert "13 of 48 English titles are official" in english
    with pytest.raises(UnknownLanguageError):
        target.to_html("de")
    assert '<div class="statskompetencer" lang="en">' in FULL._repr_html_()


def test_in_asks_whether_a_target_demands_a_competency() -> None:
    target = Target({"DS11": 1})
    assert "DS11" in target
    assert "Agere cybersikkert" in target
    assert target.framework["DS11"] in target
    assert target.demands[0] in target
    for other in ("DS12", "DS", "no such", 5, None, Demand("DS11", 2, 9)):
        assert other not in target


def test_the_place_of_a_competency_that_is_no_id_is_named() -> None:
    with pytest.raises(InvalidValueError, match=r"^competency: 'D S' is not an id"):
        Demand("D S")
