"""A role asks for levels of some competencies, and is put together from blocks."""

from __future__ import annotations

import copy
import json
import pickle

import attrs
import pytest

from statskompetencer import (
    BindingError,
    DuplicateRatingError,
    Framework,
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    Requirement,
    Role,
    Scale,
    Source,
    Text,
    UnknownLanguageError,
    UnknownNameError,
    combine,
    find_role,
    load,
    load_roles,
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

    def __repr__(self) -> str:  # names the test, so it has no address in it
        return f"Whole({self.value})"


def mine(id_: str = "r", requirements: object = (), **more: object) -> Role:
    return Role(id_, requirements, framework=ENGLISH, **more)


# --- requirements ---


def test_a_requirement_weighs_one_and_has_no_minimum_unless_told() -> None:
    asked = Requirement("PV11", 3)
    assert (asked.weight, asked.minimum) == (1, 0)


def test_requirements_take_whole_numbers_of_other_libraries() -> None:
    asked = Requirement("PV11", Whole(3), Whole(2), Whole(1))
    assert asked == Requirement("PV11", 3, 2, 1)
    assert {type(value) for value in attrs.astuple(asked)[1:]} == {int}


@pytest.mark.parametrize(
    "level", [0, -1, 101, True, 1.0, "3", None, [], pytest.param(10**5000, id="huge")]
)
def test_a_requirement_asks_for_a_level_from_one(level: object) -> None:
    with pytest.raises(
        InvalidValueError, match="is not one of the whole numbers from 1 to 100"
    ) as caught:
        Requirement("PV11", level)
    assert caught.value.place == "level"
    assert "er ikke et af de hele tal fra 1 til 100" in caught.value.explain("da")


@pytest.mark.parametrize("weight", [0, 101, -1, 0.5, True, "1", None])
def test_a_weight_is_a_whole_number_from_1_to_100(weight: object) -> None:
    with pytest.raises(InvalidValueError, match=r"^weight: .* from 1 to 100$"):
        Requirement("PV11", 3, weight)
    assert Requirement("PV11", 3, 100).weight == 100


@pytest.mark.parametrize("minimum", [-1, 4, True, None, 1.5])
def test_a_minimum_is_not_above_what_is_asked(minimum: object) -> None:
    with pytest.raises(InvalidValueError, match=r"^minimum: .* from 0 to 3$"):
        Requirement("PV11", 3, minimum=minimum)
    assert Requirement("PV11", 3, minimum=3).minimum == 3


def test_a_requirement_names_a_competency_by_an_id() -> None:
    with pytest.raises(InvalidValueError, match="is not an id"):
        Requirement("Realisere gevinster", 2)
    with pytest.raises(InvalidTypeError, match="is not a text"):
        Requirement(MODEL["PV11"], 2)


# --- roles ---


def test_requirements_stand_in_the_order_of_the_framework() -> None:
    role = Role("r", [Requirement("DS11", 1), Requirement("SF11", 2)])
    assert [asked.competency for asked in role] == ["SF11", "DS11"]
    assert len(role) == 2
    assert role == Role("r", iter([Requirement("SF11", 2), Requirement("DS11", 1)]))


@pytest.mark.parametrize("level", [3, "3", "erfaren", 3.0, Scale.default()[3], Whole(3)], ids=repr)
@pytest.mark.parametrize("key", ["DS12", "agere i henhold til gdpr", MODEL["DS12"]], ids=repr)
def test_a_mapping_from_any_name_to_any_level_makes_a_role(key: object, level: object) -> None:
    assert Role("r", {key: level}).requirements == (Requirement("DS12", 3),)


def test_a_mapping_may_hold_requirements_of_the_same_competency() -> None:
    asked = Requirement("DS12", 3, 5, 2)
    assert Role("r", {"Agere i henhold til GDPR": asked}).requirements == (asked,)
    with pytest.raises(InvalidValueError, match=r"requirements\['PV11'\]: .* is not for PV11"):
        Role("r", {"PV11": asked})


def test_an_id_in_another_spelling_becomes_the_id() -> None:
    assert Role("r", [Requirement("ds12", 1)]).requirements == (Requirement("DS12", 1),)


def test_steps_asked_are_weighted() -> None:
    assert Role("r", [Requirement("PV11", 3, 2), Requirement("PV12", 1, 5)]).steps_asked == 11
    assert Role("r").steps_asked == 0


def test_what_is_asked_of_one_competency() -> None:
    role = Role("r", {"DS12": 3})
    assert role.requirement("agere i henhold til gdpr") == Requirement("DS12", 3)
    assert role.requirement("DS11") is None
    with pytest.raises(UnknownNameError):
        role.requirement("XX")


def test_an_empty_role_is_a_role() -> None:
    empty = Role("")
    assert (empty.id, len(empty), empty.name) == ("", 0, "–")
    assert bool(empty) is True
    assert repr(empty) == "<Role – “–”: 0 requirements>"
    with pytest.raises(InvalidValueError, match="'' is not an id"):
        Role("", {"PV11": 1})


@pytest.mark.parametrize(
    ("requirements", "error", "message"),
    [
        ({"XX": 1}, UnknownNameError, r"requirements\['XX'\]: no competency “XX”"),
        ({"PV1": 1}, UnknownNameError, r"requirements\['PV1'\]: no competency “PV1”"),
        ({None: 1}, InvalidTypeError, r"requirements\[None\]: None is not an id"),
        ({"PV11": 5}, InvalidValueError, r"requirements\['PV11'\]: level 5 is not on the scale"),
        ({"PV11": 0}, InvalidValueError, r"requirements\['PV11'\].level: 0 is not one of"),
        ({"PV11": None}, InvalidTypeError, r"requirements\['PV11'\]: None is not a level"),
        ([Requirement("PV11", 5)], InvalidValueError, r"requirements\[0\]: level 5 is not on"),
        ([Requirement("XX", 1)], UnknownNameError, r"requirements\[0\]: no competency “XX”"),
        (["PV11"], InvalidTypeError, "'PV11' is not a Requirement"),
        ("PV11", InvalidTypeError, "'PV11' is not a list of Requirements"),
        (Requirement("PV11", 1), InvalidTypeError, "is not a list of Requirements"),
        (None, InvalidTypeError, "None is not a list of Requirements"),
        (5, InvalidTypeError, "5 is not a list of Requirements"),
    ],
)
def test_requirements_are_checked_with_their_place(
    requirements: object, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        Role("r", requirements)


def test_a_competency_is_asked_for_once() -> None:
    with pytest.raises(
        DuplicateRatingError, match=r"requirements\[1\]: DS12 is there twice"
    ) as caught:
        Role("r", [Requirement("DS12", 1), Requirement("ds12", 2)])
    assert "DS12 er der to gange" in caught.value.explain("da")
    with pytest.raises(DuplicateRatingError):
        Role("r", {"DS12": 1, "Agere i henhold til GDPR": 1})


@pytest.mark.parametrize("parts", ["ab", None, 5])
def test_parts_come_as_a_list_of_ids(parts: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"parts: .* is not a list of ids"):
        Role("r", parts=parts)
    with pytest.raises(InvalidTypeError, match="3 is not a text"):
        Role("r", parts=[3])


def test_a_role_is_titled_by_its_id_where_it_has_no_title() -> None:
    role = Role("leder", {"PV11": 1})
    assert role.title("da") == role.title("en") == role.name == "leder"
    own = Role("leder", {"PV11": 1}, titles={"en": "Head"}, descriptions={"en": "Leads."})
    assert own.name == "Head"
    assert own.description("en") == "Leads."
    with pytest.raises(UnknownLanguageError):
        own.title("da")


def test_roles_are_equal_by_what_they_ask_for() -> None:
    role = Role("a", {"PV11": 1}, titles={"da": "A"}, descriptions={"da": "x"}, parts=["p"])
    assert role == Role("b", {"PV11": 1})
    assert hash(role) == hash(Role("b", {"PV11": 1}))
    assert role != Role("a", {"PV11": 2})
    assert role != Role("a", [Requirement("PV11", 1, weight=2)])
    assert role != Role("a", {"PV11": 1}, framework=MODEL.select("PV", version="2019-pv"))
    assert mine("a", {"A1": 1}) != mine("a", {"A1": 1}, scale=Scale.binary())


# --- plain values ---

FULL = mine(
    "leder", [Requirement("A1", 3, 5, 2), Requirement("A2", 1)], titles={"en": "Head"},
    descriptions={"en": "Leads."}, parts=["x", "y"],
)  # fmt: skip


def test_plain_values_say_all_that_is_asked() -> None:
    assert FULL.to_dict() == {
        "id": "leder",
        "framework": ["mine", "1"],
        "scale": ["statskompetencer-0-4", 4, 2],
        "titles": {"en": "Head"},
        "descriptions": {"en": "Leads."},
        "parts": ["x", "y"],
        "requirements": [
            {"competency": "A1", "level": 3, "weight": 5, "minimum": 2},
            {"competency": "A2", "level": 1, "weight": 1, "minimum": 0},
        ],
    }


@pytest.mark.parametrize("role", [FULL, mine(), mine("")])
def test_a_role_survives_json_pickle_and_copy(role: Role) -> None:
    again = [
        Role.from_dict(json.loads(json.dumps(role.to_dict())), framework=ENGLISH),
        pickle.loads(pickle.dumps(role)),  # noqa: S301 - made here
        copy.deepcopy(role),
        copy.copy(role),
    ]
    for other in again:
        assert other == role
        assert other.to_dict() == role.to_dict()
        assert other.requirement("A1") == role.requirement("A1")


def test_plain_values_of_another_framework_or_scale_are_refused() -> None:
    with pytest.raises(BindingError, match="this is for framework"):
        Role.from_dict(FULL.to_dict())
    with pytest.raises(BindingError):
        Role.from_dict(FULL.to_dict(), framework=ENGLISH, scale=Scale.binary())


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({}, InvalidValueError, "the field “id” is missing"),
        ({"id": "r", "title": {}}, UnknownNameError,
         "there is no field 'title'. Did you mean “titles”"),
        ({"id": "r", "requirements": {"PV11": 1}}, InvalidTypeError,
         "requirements: .* is not a list"),
        ({"id": "r", "requirements": [3]}, InvalidTypeError,
         r"requirements\[0\]: 3 is not a mapping"),
        ({"id": "r", "requirements": [{"level": 1}]}, InvalidValueError,
         r"requirements\[0\]: the field “competency” is missing"),
        ({"id": "r", "requirements": [{"competency": "PV11"}]}, InvalidValueError,
         r"requirements\[0\]: the field “level” is missing"),
        ({"id": "r", "requirements": [{"competency": "PV11", "level": 1, "wieght": 1}]},
         UnknownNameError, r"requirements\[0\]: there is no field 'wieght'. Did you mean “weight”"),
        ({"id": "r", "requirements": [{"competency": "PV11", "level": 0}]}, InvalidValueError,
         r"requirements\[0\].level: 0 is not one of"),
        ("r", InvalidTypeError, "'r' is not a mapping"),
    ],
)  # fmt: skip
def test_plain_values_are_checked(values: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        Role.from_dict(values)


def test_titles_keep_their_source_in_plain_values() -> None:
    told = mine("r", titles=[Text("en", "Head", Source("official", "https://x.dk/"))])
    again = Role.from_dict(json.loads(json.dumps(told.to_dict())), framework=ENGLISH)
    assert again.titles == told.titles


def test_every_error_of_titles_in_plain_values_comes_back() -> None:
    values = {"id": "r", "titles": {"d å": "x", "en": {"text": ""}}}
    with pytest.raises(InvalidInputError) as caught:
        Role.from_dict(values, framework=ENGLISH)
    assert [error.place for error in caught.value.errors] == ["titles.d å", "titles.en"]


def test_rows_have_one_plain_dict_a_requirement() -> None:
    assert FULL.to_rows() == [
        {
            "role": "leder",
            "competency": "A1",
            "title": "Write",
            "level": 3,
            "weight": 5,
            "minimum": 2,
        },
        {
            "role": "leder",
            "competency": "A2",
            "title": "Read",
            "level": 1,
            "weight": 1,
            "minimum": 0,
        },
    ]
    assert Role("r", {"DS11": 1}).to_rows("en")[0]["title"] == "Act cyber-securely"


def test_a_notebook_shows_what_is_asked_in_danish_or_english() -> None:
    role = load_roles()[0]
    danish, english = role._repr_html_(), role.to_html("en")
    assert "<caption>Jurist i lovforberedelse</caption>" in danish
    assert "<caption>Lawyer in law preparation</caption>" in english
    assert "3 erfaren" in danish
    assert "3 practitioner" in english
    assert (
        danish.count('<tr><th scope="row">') == english.count('<tr><th scope="row">') == len(role)
    )
    assert f"<p>{role.description('en')}</p>" in english
    assert "13 of 48 English titles are official" in english


def test_a_role_without_a_title_in_the_language_of_its_framework_shows_by_its_id() -> None:
    danish_role = mine("<r>", {"A1": 2}, titles={"da": "Rolle"}, descriptions={"da": "x"})
    shown = danish_role._repr_html_()
    assert "<caption>&lt;r&gt;</caption>" in shown
    assert "Rolle" not in shown
    assert "<td></td></tr>" in shown  # no minimum
    with pytest.raises(UnknownLanguageError, match="Allowed: en"):
        danish_role.to_html("da")


# --- putting roles together ---


def test_the_highest_level_weight_and_minimum_count_each_by_itself() -> None:
    whole = combine(
        mine("a", [Requirement("A1", 3, 1, 0), Requirement("A2", 1)]),
        mine("b", [Requirement("A1", 2, 7, 2)]),
    )
    assert whole.requirements == (Requirement("A1", 3, 7, 2), Requirement("A2", 1))
    assert (whole.id, whole.parts) == ("a+b", ("a", "b"))


def test_the_order_does_not_count_and_a_part_given_twice_counts_once() -> None:
    a, b = mine("a", {"A1": 1}, titles={"en": "Aa"}), mine("b", {"A2": 2}, titles={"en": "Bb"})
    for whole in (combine(a, b), combine(b, a), combine(a, b, a), combine(combine(b, a), a)):
        assert whole == combine(a, b)
        assert (whole.id, whole.parts, whole.name) == ("a+b", ("a", "b"), "Aa + Bb")


def test_nothing_put_together_is_the_empty_role() -> None:
    assert combine() == Role("")
    assert combine().id == ""
    empty = combine(framework=ENGLISH, scale=Scale.binary())
    assert (empty.framework, empty.scale) == (ENGLISH, Scale.binary())
    assert combine(mine("a", {"A1": 1}), mine("")).id == "a"


def test_one_role_put_together_with_itself_is_itself() -> None:
    for role in (FULL, mine("C++", {"A1": 1}), mine("a+b", {"A1": 1}, titles={"en": "B + A"})):
        for whole in (combine(role), combine(role, role)):
            assert (whole, whole.id, whole.name) == (role, role.id, role.name)


def test_an_id_with_a_plus_in_it_stays_whole() -> None:
    whole = combine(mine("C++", {"A1": 1}), mine("a&b", {"A2": 1}), mine("+", {"A2": 2}))
    assert whole.parts == ("+", "C++", "a&b")
    assert whole.id == "++C+++a&b"
    assert combine(whole, mine("C++", {"A1": 1})).parts == whole.parts


def test_a_role_with_an_id_of_its_own_goes_in_by_that_id() -> None:
    own = combine(mine("a", {"A1": 1}), mine("b", {"A2": 1}), id="leder", titles={"en": "Head"})
    assert (own.id, own.parts, own.name) == ("leder", ("a", "b"), "Head")
    both = combine(own, mine("c", {"A1": 2}))
    assert (both.id, both.parts, both.name) == ("c+leder", ("c", "leder"), "Head + c")


def test_only_languages_that_all_parts_have_are_in_the_title() -> None:
    a = mine("a", {"A1": 1}, titles={"da": "Ada", "en": "Aen"})
    b = mine("b", {"A1": 1}, titles={"en": "Ben"})
    assert combine(a, b).languages == ("en",)
    assert combine(a, mine("c", titles={"de": "C"})).name == "a+c"


def test_a_description_is_given_and_not_put_together() -> None:
    whole = combine(FULL, mine("b", {"A1": 1}), descriptions={"en": "Both."})
    assert whole.description() == "Both."
    assert combine(FULL).descriptions == ()


def test_parts_for_two_frameworks_or_scales_are_refused() -> None:
    with pytest.raises(BindingError) as caught:
        combine(mine("a", {"A1": 1}), Role("b", {"PV11": 1}))
    assert "is for framework digst-digitale-kompetencer 2019, not for mine 1" in str(caught.value)
    assert "er til modellen digst-digitale-kompetencer 2019, ikke til mine 1" in (
        caught.value.explain("da")
    )
    with pytest.raises(BindingError, match="is for scale"):
        combine(mine("a", {"A1": 1}), mine("b", {"A1": 1}, scale=Scale.binary()))
    with pytest.raises(BindingError):
        combine(mine("a", {"A1": 1}), framework=MODEL)
    with pytest.raises(BindingError):
        combine(mine("a", {"A1": 1}), scale=Scale.binary())
    other = attrs.evolve(ENGLISH, areas=ENGLISH.select("A1", version="x").areas)
    with pytest.raises(
        BindingError, match="for framework mine 1 with other competencies, not for mine 1"
    ):
        combine(mine("a", {"A1": 1}), Role("b", {"A1": 1}, framework=other))


@pytest.mark.parametrize("part", [None, "a", 5, MODEL, [FULL]])
def test_parts_are_roles(part: object) -> None:
    with pytest.raises(InvalidTypeError, match="is not a Role"):
        combine(part)
    with pytest.raises(InvalidTypeError, match="is not a Role"):
        combine(FULL, part)


# --- finding a role ---


def test_a_role_is_found_by_id_and_by_title_in_any_spelling() -> None:
    roles = load_roles()
    for name in ("jurist-lovforberedelse", "JURIST-lovforberedelse", "jurist i lovforberedelse",
                 "Lawyer in law preparation"):  # fmt: skip
        assert find_role(name, iter(roles)) is roles[0]


def test_an_id_goes_before_a_title() -> None:
    a, b = mine("a", titles={"en": "b"}), mine("b", titles={"en": "a"})
    assert find_role("a", [a, b]) is a
    assert find_role("b", [a, b]) is b


def test_a_miss_names_the_nearest_and_all_that_there_are() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_role("projektledr", load_roles())
    assert caught.value.nearest[0] in {"projektleder", "Projektleder"}
    assert len(caught.value.allowed) == 8
    assert "der er ingen rolle “projektledr”" in caught.value.explain("da")
    with pytest.raises(UnknownNameError, match=r"no role “x”$"):
        find_role("x", [])


def test_a_title_of_several_roles_is_an_error_that_names_their_ids() -> None:
    same = [mine("a", titles={"en": "Head"}), mine("b", titles={"en": "HEAD"}), mine("c")]
    with pytest.raises(UnknownNameError, match="is the title of several roles") as caught:
        find_role("head", same)
    assert caught.value.allowed == ("a", "b")
    assert caught.value.nearest == ()
    assert "er titlen på flere roller" in caught.value.explain("da")


@pytest.mark.parametrize("name", [None, 3, FULL, ["leder"]])
def test_a_name_is_a_text(name: object) -> None:
    with pytest.raises(InvalidTypeError, match="is not an id or a title"):
        find_role(name, [FULL])


@pytest.mark.parametrize("roles", [None, FULL, ["leder"], 5])
def test_roles_come_as_a_list(roles: object) -> None:
    with pytest.raises(InvalidTypeError, match="Role"):
        find_role("leder", roles)


@pytest.mark.parametrize("mark", [",", ";", "|"])
def test_a_role_has_an_id_that_may_stand_among_the_posts_of_a_person(mark: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^id: “a.b” has one of , ; \|") as caught:
        Role(f"a{mark}b", {"PV11": 1})
    assert "adskiller id’er" in caught.value.danish
    with pytest.raises(InvalidValueError, match=r"^parts: “a.b” has one of"):
        Role("x", {"PV11": 1}, parts=[f"a{mark}b"])


def test_in_asks_whether_a_role_asks_for_a_competency() -> None:
    role = Role("r", {"PV11": 1})
    assert "PV11" in role
    assert role.framework["PV11"] in role
    assert role.framework.competency("PV11").title("en") in role
    assert role.requirements[0] in role
    for other in ("PV12", "PV", "no such", 5, None, Requirement("PV11", 2)):
        assert other not in role


def test_the_place_of_a_competency_that_is_no_id_is_named() -> None:
    with pytest.raises(InvalidValueError, match=r"^competency: 'P V' is not an id"):
        Requirement("P V", 1)
    with pytest.raises(InvalidTypeError, match=r"^competency: 5 is not a text"):
        Requirement(5, 1)
