"""A framework is a frozen tree that is checked when it is built, and looked up in many ways."""

from __future__ import annotations

import copy
import pickle
import re
import unicodedata
from datetime import UTC, date, datetime

import attrs
import pytest

from statskompetencer import (
    Area,
    Competency,
    Framework,
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    Scale,
    Source,
    Status,
    Subcategory,
    Text,
    UnknownLanguageError,
    UnknownNameError,
    load,
)

MODEL = load()


def competency(id_: str, title: str = "") -> Competency:
    return Competency(id_, {"en": title or f"Do {id_}"})


def flat(*areas: Area, **more: object) -> Framework:
    """A framework of two levels in English alone."""
    some = areas or (Area("A", {"en": "First"}, [competency("A1"), competency("A2")]),)
    return Framework("mine", "1", {"en": "Mine"}, some, **more)


# --- what is in it ---


def test_it_is_iterated_and_counted_by_competencies() -> None:
    assert len(MODEL) == len(list(MODEL)) == 32
    assert [c.id for c in MODEL][:4] == ["SF11", "SF12", "SF13", "SF21"]
    assert MODEL.competency_ids == tuple(c.id for c in MODEL.competencies)
    assert MODEL.positions["SF21"] == 3


def test_entries_come_each_before_what_is_in_it() -> None:
    ids = [entry.id for entry in MODEL.entries()]
    assert ids[:6] == ["SF", "SF1", "SF11", "SF12", "SF13", "SF2"]
    assert len(ids) == 48


def test_a_framework_of_two_levels_has_no_subcategories() -> None:
    own = flat()
    assert own.subcategories == ()
    assert own.areas[0].subcategories == ()
    assert [c.id for c in own] == ["A1", "A2"]
    assert own.path("A2") == (own.areas[0], own["A2"])


def test_areas_of_two_and_of_three_levels_stand_side_by_side() -> None:
    own = flat(
        Area("A", {"en": "x"}, [Subcategory("S", {"en": "y"}, [competency("A1")])]),
        Area("B", {"en": "z"}, [competency("B1")]),
    )
    assert own.competency_ids == ("A1", "B1")
    assert [sub.id for sub in own.subcategories] == ["S"]


def test_branches_are_iterated_counted_and_asked_like_the_whole() -> None:
    area, sub = MODEL["PV"], MODEL["PV1"]
    assert (len(area), len(sub)) == (9, 3)
    assert [c.id for c in sub] == ["PV11", "PV12", "PV13"]
    assert "PV11" in sub
    assert MODEL["PV11"] in area
    assert "PV21" not in sub
    assert "SF11" not in area
    assert MODEL["PV1"] not in area  # competencies only


# --- looking up ---


@pytest.mark.parametrize(
    "key",
    ["DS11", "ds11", " DS11 ", "Agere cybersikkert", "AGERE  CYBERSIKKERT", "act cyber-securely",
     MODEL["DS11"], copy.deepcopy(MODEL["DS11"])],
    ids=repr,
)  # fmt: skip
def test_an_entry_is_found_by_id_by_title_and_by_itself(key: object) -> None:
    assert MODEL[key] is MODEL.competency(key) is MODEL["DS11"]
    if not (isinstance(key, str) and key != key.strip()):
        assert key in MODEL


@pytest.mark.parametrize(
    "title",
    [
        "Forstå og følge op på it-økonomien",
        "forstaa og foelge op paa it-oekonomien",
        unicodedata.normalize("NFD", "Forstå og følge op på it-økonomien"),
        "FORSTÅ OG FØLGE OP PÅ IT-ØKONOMIEN",
    ],
)
def test_danish_letters_are_found_in_every_spelling(title: str) -> None:
    assert MODEL[title].id == "SS31"
    assert title in MODEL


def test_a_subclass_of_text_is_a_text() -> None:
    class Name(str):
        __slots__ = ()

    assert MODEL[Name("DS11")].id == "DS11"


def test_branches_are_found_but_are_no_competencies() -> None:
    assert MODEL["Data og sikkerhed"] is MODEL["DS"]
    with pytest.raises(UnknownNameError, match="no competency “DS1” in digst-digitale"):
        MODEL.competency("DS1")
    with pytest.raises(UnknownNameError, match="no competency “Data og sikkerhed”"):
        MODEL.competency("Data og sikkerhed")


def test_a_notebook_shows_a_competency_with_status_and_description() -> None:
    shown = MODEL.competency("DS11")._repr_html_()
    assert "<caption>DS11 Agere cybersikkert</caption>" in shown
    assert "<td>officiel</td>" in shown
    assert MODEL.competency("DS11").description("en") in MODEL.competency("DS11").to_html("en")


def test_a_miss_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        MODEL["Realisere gevinst"]
    assert caught.value.nearest[0] == "Realisere gevinster"
    assert str(caught.value).startswith(
        "no area, subcategory or competency “Realisere gevinst” in "
        "digst-digitale-kompetencer 2019. "
        "Did you mean “Realisere gevinster”"
    )
    assert caught.value.explain("da").startswith(
        "der er intet område, ingen underkategori eller kompetence “Realisere gevinst” i "
    )


def test_a_miss_is_a_key_error_and_names_no_branch_where_a_competency_is_asked_for() -> None:
    with pytest.raises(KeyError) as caught:
        MODEL.competency("PV1")
    assert set(caught.value.nearest) <= set(MODEL.competency_ids)


@pytest.mark.parametrize("key", [None, 3, 0.5, b"DS11", ["DS11"], {"DS11"}, MODEL, Scale.default()])
def test_what_is_no_name_is_no_key(key: object) -> None:
    assert key not in MODEL
    for look in (MODEL.__getitem__, MODEL.competency, MODEL.parent, MODEL.path, MODEL.below):
        with pytest.raises(InvalidTypeError, match="is not an id or a title"):
            look(key)


@pytest.mark.parametrize("key", ["", " ", "\0", "\ud800", "x" * 100_000])
def test_a_text_that_is_no_name_is_a_miss(key: str) -> None:
    assert key not in MODEL
    with pytest.raises(UnknownNameError):
        MODEL[key]


def test_the_title_of_several_is_an_error_that_names_their_ids() -> None:
    own = flat(Area("A", {"en": "Same"}, [competency("A1", "same"), competency("A2", "SAME")]))
    assert "Same" in own
    with pytest.raises(UnknownNameError, match="is the title of several") as caught:
        own.competency("Same")
    assert caught.value.allowed == ("A1", "A2")
    with pytest.raises(UnknownNameError) as caught:
        own["Same"]
    assert caught.value.allowed == ("A", "A1", "A2")
    assert "brug id’et" in caught.value.explain("da")


def test_a_title_that_an_area_shares_with_one_competency_still_finds_the_competency() -> None:
    own = flat(Area("A", {"en": "Same"}, [competency("A1", "same")]))
    assert own.competency("Same").id == "A1"
    assert own["A"].id == "A"


def test_an_id_goes_before_a_title() -> None:
    own = flat(Area("A", {"en": "x"}, [competency("A1", "A2"), competency("A2", "A1")]))
    assert own["A1"].name == "A2"
    assert own["A2"].name == "A1"


@pytest.mark.parametrize(
    "id_", ["+", "a|b", "1.1", "<script>", "é", "e\u0301", "日本", "🙂", "A" * 300]
)
def test_foreign_ids_may_be_any_text_without_white_space(id_: str) -> None:
    own = flat(Area("root", {"en": "x"}, [Competency(id_, {"en": "y"})]))
    assert own[id_].id == id_
    assert own.competency("Y").id == id_


def test_ids_in_two_unicode_forms_are_two_ids() -> None:
    nfc, nfd = "é", "e\u0301"
    own = flat(Area("A", {"en": "x"}, [competency(nfc), competency(nfd)]))
    assert own[nfc].id == nfc
    assert own[nfd].id == nfd
    with pytest.raises(UnknownNameError, match="the title of several"):
        own["É"]


@pytest.mark.parametrize(
    "id_", ["", " ", "a b", "a\n", "a\tb", "\xa0", "a\u2028", "\0", "\x7f", "a\u200b", "a\ud800"]
)
def test_ids_have_no_white_space_and_no_character_that_does_not_show(id_: str) -> None:
    with pytest.raises(InvalidValueError, match="is not an id") as caught:
        competency(id_)
    assert caught.value.place == "id"
    assert "er ikke et id" in caught.value.explain("da")


@pytest.mark.parametrize("id_", [None, 1, b"a", ["a"], pytest.param(10**5000, id="huge")])
def test_ids_are_texts(id_: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"id: .* is not a text"):
        Competency(id_, {"en": "x"})


# --- up and down ---


def test_the_way_up_and_down() -> None:
    assert MODEL.parent("DS12") is MODEL["DS1"]
    assert MODEL.parent("DS1") is MODEL["DS"]
    assert MODEL.parent("DS") is None
    assert [entry.id for entry in MODEL.path("Agere cybersikkert")] == ["DS", "DS1", "DS11"]
    assert MODEL.path("DS") == (MODEL["DS"],)
    assert [c.id for c in MODEL.below("SS1")] == ["SS11", "SS12"]
    assert MODEL.below("DS12") == (MODEL["DS12"],)


def test_the_same_id_with_other_words_is_another_entry() -> None:
    other = Competency("DS11", {"da": "Noget andet", "en": "Something else"})
    assert other not in MODEL
    with pytest.raises(UnknownNameError, match="look it up by its id") as caught:
        MODEL[other]
    assert "which has <Competency DS11 “Agere cybersikkert”>" in str(caught.value)
    assert "slå den op med id’et" in caught.value.explain("da")
    with pytest.raises(UnknownNameError, match=r"is not in digst-digitale-kompetencer 2019$"):
        MODEL[competency("X1")]


# --- searching ---


def ids(hits: tuple[object, ...]) -> list[str]:
    return [hit.id for hit in hits]


def test_hits_in_ids_come_before_those_in_titles_before_those_in_descriptions() -> None:
    own = Framework(
        "mine",
        "1",
        {"en": "x"},
        [
            Area(
                "A",
                {"en": "x"},
                [
                    Competency("A1", {"en": "x"}, {"en": "about data"}),
                    Competency("A2", {"en": "Use data"}),
                    Competency("data", {"en": "x"}),
                    Competency("A3", {"en": "Data again"}),
                ],
            )
        ],
    )
    assert ids(own.search("DATA")) == ["data", "A2", "A3", "A1"]


def test_all_words_must_be_there_but_not_in_one_place() -> None:
    own = flat(
        Area(
            "A",
            {"en": "x"},
            [
                Competency("A1", {"en": "Write code"}, {"en": "with tests"}),
                Competency("A2", {"en": "Write"}, {"en": "code"}),
            ],
        )
    )
    assert ids(own.search("tests write")) == ["A1"]
    assert ids(own.search("A2 code")) == ["A2"]
    assert own.search("write nothing") == ()


def test_parts_of_words_and_other_spellings_are_hits() -> None:
    assert "SS31" in ids(MODEL.search("OEKONOMI"))
    assert ids(MODEL.search("gevinst realis"))[0] == "PV33"


def test_a_search_in_one_language_leaves_the_other_out() -> None:
    assert ids(MODEL.search("benefits", "en"))[0] == "PV33"
    assert MODEL.search("benefits", "da") == ()
    assert ids(MODEL.search("DS11", "da"))[0] == "DS11"


def test_a_search_needs_a_word_and_a_language_that_is_there() -> None:
    for words in ("", "  \n"):
        with pytest.raises(InvalidValueError, match="there is no word to look for"):
            MODEL.search(words)
    with pytest.raises(InvalidTypeError, match="None is not a text"):
        MODEL.search(None)
    with pytest.raises(UnknownLanguageError, match="Allowed: da, en"):
        MODEL.search("data", "de")


# --- how far it can be relied on ---


def test_title_statuses_are_counted_over_all_entries() -> None:
    own = flat(
        Area(
            "A",
            [Text("en", "x", Source("official"))],
            [Competency("A1", [Text("en", "y", Source("translated"))]), competency("A2")],
        )
    )
    assert own.title_statuses() == {
        Status.OFFICIAL: 1,
        Status.TRANSLATED: 1,
        Status.RECONSTRUCTED: 0,
        Status.OWN: 1,
    }
    assert own.official_titles("en") == 1
    assert own.titles_note() == (
        "1 of 3 English titles are official; "
        "1 translated by the project from an official title; 1 own."
    )


def test_the_note_on_titles_is_in_danish_where_danish_is_asked_for() -> None:
    own = Framework(
        "mine", "1", {"da": "x"}, [Area("A", {"da": "x"}, [Competency("A1", {"da": "y"})])]
    )
    assert own.titles_note() == "0 af 2 danske titler er officielle; 2 egne."
    with pytest.raises(UnknownLanguageError):
        own.titles_note("en")
    with pytest.raises(UnknownLanguageError):
        own.title_statuses("en")


# --- it is checked when it is built ---


def problems(*areas: Area, titles: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        Framework("mine", "1", titles or {"en": "Mine"}, areas)
    assert caught.value.message.startswith("framework mine 1: ")
    return [str(error) for error in caught.value.errors]


def test_a_framework_has_something_in_it() -> None:
    assert problems() == ["areas: there is nothing in it"]


def test_no_branch_is_empty() -> None:
    assert problems(Area("A", {"en": "x"}, [])) == [
        "areas[0]: “A” holds nothing. Allowed: subcategories or competencies, not both."
    ]
    assert problems(Area("A", {"en": "x"}, [Subcategory("S", {"en": "x"}, [])])) == [
        "areas[0].subcategories[0]: “S” holds nothing. Allowed: competencies."
    ]


def test_subcategories_and_competencies_are_not_mixed_in_one_area() -> None:
    mixed = [Subcategory("S", {"en": "x"}, [competency("A1")]), competency("A2")]
    assert problems(Area("A", {"en": "x"}, mixed)) == [
        (
            "areas[0]: “A” holds Competency, Subcategory. "
            "Allowed: subcategories or competencies, not both."
        )
    ]


def test_an_id_is_used_once_over_all_levels() -> None:
    sub = Subcategory("A", {"en": "x"}, [competency("A1"), competency("A1")])
    assert problems(Area("A", {"en": "x"}, [sub]), Area("B", {"en": "x"}, [competency("A1")])) == [
        "areas[0].subcategories[0].id: the id “A” is already used at areas[0]",
        (
            "areas[0].subcategories[0].competencies[1].id: the id “A1” is already used at "
            "areas[0].subcategories[0].competencies[0]"
        ),
        (
            "areas[1].competencies[0].id: the id “A1” is already used at "
            "areas[0].subcategories[0].competencies[0]"
        ),
    ]


def test_every_entry_has_a_title_in_each_language() -> None:
    assert problems(
        Area("A", {"da": "x", "en": "x"}, [Competency("A1", {"de": "y"})]),
        titles={"da": "x", "en": "x"},
    ) == ["areas[0].competencies[0].titles: “A1” has no title in da, en. Allowed: da, en."]


def test_an_entry_may_have_a_title_in_more_languages() -> None:
    own = flat(Area("A", {"en": "x", "da": "y"}, [competency("A1")]))
    assert own.languages == ("en",)
    assert own["Y"].id == "A"


@pytest.mark.parametrize("kind", [Competency, Subcategory, Area, Framework])
def test_everything_has_a_title(kind: type) -> None:
    arguments = {Competency: ("X", {}), Framework: ("X", "1", {}, flat().areas)}
    with pytest.raises(InvalidValueError, match="titles: no title in any language"):
        kind(*arguments.get(kind, ("X", {}, [])))


@pytest.mark.parametrize("children", [None, 3, object()])
def test_children_come_as_a_list(children: object) -> None:
    with pytest.raises(InvalidTypeError, match="is not a list of Subcategory or Competency"):
        Area("A", {"en": "x"}, children)
    with pytest.raises(InvalidTypeError, match="is not a list of Competency"):
        Subcategory("A", {"en": "x"}, children)
    with pytest.raises(InvalidTypeError, match="is not a list of Area"):
        Framework("f", "1", {"en": "x"}, children)


def test_children_are_of_a_kind_that_can_stand_there() -> None:
    sub = Subcategory("S", {"en": "x"}, [competency("A1")])
    with pytest.raises(InvalidTypeError, match="is not a Competency"):
        Subcategory("T", {"en": "x"}, [sub])
    with pytest.raises(InvalidTypeError, match="'A1' is not a Subcategory or Competency"):
        Area("A", {"en": "x"}, ["A1"])
    with pytest.raises(InvalidTypeError, match="is not an Area"):
        Framework("f", "1", {"en": "x"}, [competency("A1")])


def test_children_may_come_from_a_generator() -> None:
    area = Area("A", {"en": "x"}, (competency(f"A{n}") for n in range(3)))
    assert len(flat(area)) == len(area.children) == 3


@pytest.mark.parametrize(
    ("field", "value"),
    [("data_version", 1), ("publisher", None), ("terms", ["x"]), ("source", None),
     ("scale", "five"), ("scale", 0), ("publisher", b"x")],
)  # fmt: skip
def test_what_is_told_of_a_framework_is_of_its_kind(field: str, value: object) -> None:
    with pytest.raises(InvalidTypeError, match=f"{field}: "):
        flat(**{field: value})


def test_a_day_of_publication_is_a_date() -> None:
    assert flat(published_on="2019-10-23").published_on == date(2019, 10, 23)
    moment = datetime(2019, 10, 23, 9, tzinfo=UTC)
    assert type(flat(published_on=moment).published_on) is date
    with pytest.raises(InvalidValueError, match="published_on: 2019 is not a date"):
        flat(published_on=2019)


@pytest.mark.parametrize("field", ["id", "version"])
@pytest.mark.parametrize("value", ["", "a b", "1\n"])
def test_id_and_version_have_no_white_space(field: str, value: str) -> None:
    with pytest.raises(InvalidValueError, match="is not an id"):
        Framework(
            **{
                "id": "f",
                "version": "1",
                "titles": {"en": "x"},
                "areas": flat().areas,
                field: value,
            }
        )


# --- it is a value ---


def test_it_is_frozen_and_hashable_all_the_way_down() -> None:
    assert hash(MODEL) == hash(copy.deepcopy(MODEL))
    for thing in (MODEL, MODEL["PV"], MODEL["PV1"], MODEL["PV11"], MODEL["PV11"].titles[0]):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            thing.id = "x"
        hash(thing)


def test_it_is_equal_to_its_copies_and_answers_like_them() -> None:
    for again in (copy.copy(MODEL), copy.deepcopy(MODEL), pickle.loads(pickle.dumps(MODEL))):  # noqa: S301 - made here
        assert again == MODEL
        assert again.path("DS12") == MODEL.path("DS12")
        assert MODEL["DS11"] in again


def test_another_word_makes_another_value() -> None:
    other = MODEL.retitle({"PV11": {"da": "Skrive krav"}}, version="2019-x")
    assert other != MODEL
    assert flat(publisher="a") != flat(publisher="b")


# --- the agency's own ---


def test_a_narrower_framework_keeps_the_order_and_drops_empty_branches() -> None:
    own = MODEL.select("PV11", "DS1", "Styring og samarbejde", version="2026")
    assert [area.id for area in own.areas] == ["PV", "SS", "DS"]
    assert [sub.id for sub in own.areas[0].subcategories] == ["PV1"]
    assert own.competency_ids == (
        "PV11", "SS11", "SS12", "SS21", "SS22", "SS23", "SS31", "SS32", "DS11", "DS12", "DS13",
    )  # fmt: skip
    assert own.key == ("digst-digitale-kompetencer", "2026")
    assert own.data_version == ""
    assert own["PV11"] == MODEL["PV11"]


def test_a_framework_of_two_levels_is_narrowed_too() -> None:
    own = flat(
        Area("A", {"en": "x"}, [competency("A1"), competency("A2")]),
        Area("B", {"en": "x"}, [competency("B1")]),
    ).select("A2", version="2", id="narrow")
    assert (own.id, own.competency_ids, len(own.areas)) == ("narrow", ("A2",), 1)


def test_nothing_selected_is_refused() -> None:
    with pytest.raises(InvalidInputError) as caught:
        MODEL.select(version="2026")
    assert "areas: there is nothing in it" in str(caught.value)


def test_what_is_selected_must_be_there() -> None:
    with pytest.raises(UnknownNameError, match="no area, subcategory or competency “XX”"):
        MODEL.select("PV", "XX", version="2026")


def test_an_adapted_framework_does_not_look_like_the_publishers() -> None:
    own = MODEL.select("DS", version="2026-own")
    assert (own.publisher, own.published_on, own.data_version) == ("", None, "")
    assert {text.source.status for text in own.titles} == {Status.OWN}
    assert own.titles[0].source.note == "Adapted from digst-digitale-kompetencer 2019."
    assert own["DS11"] == MODEL["DS11"]  # what was kept keeps its source


def test_an_adapted_framework_needs_a_version_or_an_id_of_its_own() -> None:
    for adapt in (MODEL.select, MODEL.extend):
        with pytest.raises(InvalidValueError, match=r"version: .* needs its own version"):
            adapt(*(["PV"] if adapt == MODEL.select else []), version="2019")
    with pytest.raises(InvalidValueError, match="needs its own version"):
        MODEL.select("PV", version="2019", id=MODEL.id)
    assert MODEL.select("PV", version="2019", id="mine").key == ("mine", "2019")


@pytest.mark.parametrize("id_", ["", "a b"])
def test_an_id_of_its_own_is_an_id(id_: str) -> None:
    with pytest.raises(InvalidValueError, match="is not an id"):
        MODEL.select("PV", version="2026", id=id_)


def test_a_wider_framework_has_the_new_after_the_old() -> None:
    new = Competency("DS14", {"da": "Bruge sprogmodeller", "en": "Use language models"})
    own = MODEL.extend(new, under="DS1", version="2026")
    assert own.competency_ids[-8:] == (
        "DS12", "DS13", "DS14", "DS21", "DS22", "DS23", "DS31", "DS32",
    )  # fmt: skip
    assert own.parent("bruge sprogmodeller").id == "DS1"
    assert len(MODEL) == 32


def test_areas_and_subcategories_are_added_too() -> None:
    both = {"da": "x", "en": "x"}
    sub = Subcategory("DS4", both, [Competency("DS41", both)])
    own = MODEL.extend(sub, under="DS", version="2026")
    assert [s.id for s in own["DS"].subcategories] == ["DS1", "DS2", "DS3", "DS4"]
    area = Area("AI", both, [Competency("AI1", both)])
    assert MODEL.extend(area, version="2026").competency_ids[-1] == "AI1"


def test_what_is_added_must_fit() -> None:
    both = {"da": "x", "en": "x"}
    for new, under, problem in [
        (Competency("PV11", both), "DS1", "the id “PV11” is already used"),
        (competency("DS14"), "DS1", "“DS14” has no title in da"),
        (Competency("DS4", both), "DS", "subcategories or competencies, not both"),
    ]:
        with pytest.raises(InvalidInputError) as caught:
            MODEL.extend(new, under=under, version="2026")
        assert problem in str(caught.value)
    with pytest.raises(InvalidTypeError, match="Area"):
        MODEL.extend(Competency("X", both), version="2026")
    with pytest.raises(InvalidTypeError, match="is not a Competency"):
        MODEL.extend(Subcategory("X", both, []), under="DS1", version="2026")
    with pytest.raises(InvalidValueError, match="“DS11” is a competency: nothing stands below it"):
        MODEL.extend(Competency("X", both), under="DS11", version="2026")
    with pytest.raises(UnknownNameError):
        MODEL.extend(Competency("X", both), under="nowhere", version="2026")


def test_titles_are_replaced_one_language_at_a_time() -> None:
    own = MODEL.retitle(
        {
            "PV11": {"da": "Skrive krav"},
            "Data og sikkerhed": {"en": "Data"},
            "DS1": {"da": "Sikker"},
        },
        version="2026",
    )
    assert own["PV11"].title_text("da") == Text("da", "Skrive krav")
    assert own["PV11"].title_text("en") == MODEL["PV11"].title_text("en")
    assert (own["DS"].title("en"), own["DS1"].name) == ("Data", "Sikker")
    assert own.official_titles() == MODEL.official_titles() - 1


def test_an_entry_is_retitled_once() -> None:
    with pytest.raises(InvalidValueError, match="“PV” is named twice"):
        MODEL.retitle({"PV": {"da": "x"}, "pv": {"da": "y"}}, version="2026")


@pytest.mark.parametrize("titles", [None, "PV11", ["PV11"], 5])
def test_new_titles_come_as_a_mapping(titles: object) -> None:
    with pytest.raises(InvalidTypeError, match="is not a mapping from entries to titles"):
        MODEL.retitle(titles, version="2026")


def test_only_what_is_there_is_retitled() -> None:
    with pytest.raises(UnknownNameError):
        MODEL.retitle({"XX": {"da": "x"}}, version="2026")


# --- how it shows ---


def test_it_says_what_is_in_it_and_how_much_is_official() -> None:
    assert repr(MODEL) == (
        "<Framework digst-digitale-kompetencer 2019: 4 areas, 12 subcategories, 32 competencies; "
        "13 of 48 titles (da) are official>"
    )
    assert repr(flat()) == (
        "<Framework mine 1: 1 areas, 2 competencies; 0 of 3 titles (en) are official>"
    )
    assert str(flat()) == "Mine (mine 1)"
    assert repr(MODEL["PV1"]) == "<Subcategory PV1 “Kravformulering”: 3 competencies>"
    assert repr(competency("A1")) == "<Competency A1 “Do A1”>"


@pytest.mark.parametrize("thing", [MODEL, MODEL["PV"], MODEL["PV1"]])
def test_a_notebook_shows_a_table_in_danish_or_english(thing: Framework | Area) -> None:
    danish, english = thing.to_html(), thing.to_html("en")
    assert thing._repr_html_() == danish
    assert danish.startswith('<div class="statskompetencer" lang="da">')
    assert english.startswith('<div class="statskompetencer" lang="en">')
    assert '<th scope="col">kompetence</th>' in danish
    assert '<th scope="col">competency</th>' in english
    assert MODEL["PV11"].title("en") in english
    assert MODEL["PV11"].title("da") not in english
    with pytest.raises(UnknownLanguageError, match="Allowed: da, en"):
        thing.to_html("de")


def test_a_notebook_shows_which_titles_of_a_branch_are_official() -> None:
    rows = re.findall(">(\\w+)</th><td>.*?</td><td>(.*?)</td>", MODEL["PV1"].to_html("en"))
    assert rows == [
        ("PV11", "translated by the project from an official title"),
        ("PV12", "translated by the project from an official title"),
        ("PV13", "reconstructed by the project"),
    ]
    assert "<td>officiel</td>" in MODEL["PV1"].to_html()


def test_a_framework_without_danish_shows_in_its_first_language() -> None:
    own = flat(Area("A", {"en": "First"}, [Competency("<b>", {"en": "<script>alert(1)</script>"})]))
    shown = own._repr_html_()
    assert '<div class="statskompetencer" lang="en">' in shown
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown + own.areas[0]._repr_html_()
    assert "<b>" not in shown
    with pytest.raises(UnknownLanguageError, match="Allowed: en"):
        own.to_html("da")


def test_a_large_framework_is_cut_and_says_so() -> None:
    own = flat(Area("A", {"en": "x"}, [competency(f"A{n}") for n in range(63)]))
    shown = own.to_html()
    assert shown.count('<tr><th scope="row">') == 60
    assert "<p>3 more rows.</p>" in shown


def test_the_positions_cannot_be_changed_and_survive_a_copy() -> None:
    positions = MODEL.positions
    with pytest.raises(TypeError):
        positions["DS11"] = 0
    for same in (copy.deepcopy(MODEL), pickle.loads(pickle.dumps(MODEL))):  # noqa: S301 - made here
        assert same.positions == positions
