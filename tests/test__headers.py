"""What a column holds is told by its header in either language, or by the caller."""

from __future__ import annotations

import pytest

from statskompetencer import (
    Area,
    Competency,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    StatskompetencerError,
    UnknownNameError,
    load,
)
from statskompetencer._competency_cells import Competencies
from statskompetencer._headers import (
    NOWHERE,
    RATING_FIELDS,
    ROLE_FIELDS,
    TARGET_FIELDS,
    Headers,
    Layout,
    field_header,
    header_key,
    text_header,
)

MODEL = Competencies(load())


def ratings(columns: object = None, competencies: Competencies = MODEL) -> Headers:
    return Headers(RATING_FIELDS, competencies, columns, wide=True)


def laid_out(headers: Headers, *cells: str) -> tuple[Layout, dict[int, StatskompetencerError]]:
    errors: dict[int, StatskompetencerError] = {}
    return headers.lay_out(cells, errors.__setitem__), errors


def framework(*ids: str) -> Competencies:
    children = [Competency(id_, {"en": f"Title of {id_}"}) for id_ in ids]
    return Competencies(Framework("mine", "1", {"en": "M"}, [Area("ar", {"en": "A"}, children)]))


@pytest.mark.parametrize(
    ("field", "spellings"),
    {
        "person": "Medarbejder|MEDARBEJDERNR|medarbejder-id|Medarbejder_ID|person|id|Ansat|Employee"
        "|employee id|Employee-ID:",
        "unit": "Enhed|kontor|Afdeling|unit|Office|department",
        "posts": "Stilling|stillinger|Stilling(er)|rolle|Roller|posts|role|Roles|position",
        "rater": "Vurderet af|besvaret  af|Rated by|rater",
        "date": "Dato|vurderet den|Date|assessed on",
        "competency": "Kompetence|competency",
        "level": "niveau|Level|rating|Vurdering*",
    }.items(),
)
def test_usual_headers_in_danish_and_english(field, spellings):
    assert {ratings().field(spelling) for spelling in spellings.split("|")} == {field}


@pytest.mark.parametrize("fields", [RATING_FIELDS, ROLE_FIELDS, TARGET_FIELDS])
def test_no_header_stands_for_two_things_and_each_thing_is_called_by_its_own_name(fields):
    keys = [(header_key(word), name) for name, words in fields.items() for word in words]
    assert len(dict(keys)) == len(set(keys))
    assert {name: dict(keys)[name] for name in fields} == {name: name for name in fields}


@pytest.mark.parametrize("name", ["Navn", "Name", "E-mail", "Brugernavn"])
def test_what_tells_who_somebody_is_does_not_count_as_an_id(name):
    assert ratings().field(name) is None


def test_one_header_twice_can_only_be_deleted():
    _, errors = laid_out(ratings(), *["Medarbejder"] * 27, "Enhed", "DS11", "DS11:")
    assert errors[26].message == (
        "“Medarbejder” and “Medarbejder” are two columns (A, AA) for the same: employee; "
        "delete one of them"
    )
    assert errors[29].danish.endswith("(AC, AD) til det samme: DS11; slet den ene")


@pytest.mark.parametrize(
    "header",
    [
        *("Initialer", "MA-nr.", "Respondent-id", "Svar-ID", "Tjenestenummer", "Lønnummer"),
        *("Ansættelsesnummer", "Medarbejder\nnummer", "Med\xadarbejder", "Respondent"),
    ],
)
def test_more_headers_over_ids(header):
    layout, errors = laid_out(ratings(), header)
    assert (errors, layout.fields) == ({}, {"person": 0})


@pytest.mark.parametrize(
    "header",
    [
        "Vurdér dit niveau [Agere cybersikkert]",
        "Hvor? [Act cyber-securely]",
        "G01Q01[DS11]. Hvor? [Agere cybersikkert]",
        "Q1[DS11]",
        "Q1 Agere cybersikkert",
        "Q1.Agere cybersikkert",
        "30. Agere cybersikkert",
        "Hvor god er du? - Agere cybersikkert",
        "Hvor god er du? Agere cybersikkert",
        "Agere cybersikkert?",
        "Agere cybersikkert:",
        "DS11_Agere cybersikkert",
        "Agere cyber\xadsikkert",
        "DS11 niveau",
        "DS11: Hvor god er du til at passe på?",
        "Data og sikkerhed: Agere cybersikkert",
        "DS1 Data: Agere cybersikkert",
        "PV1x: Agere cybersikkert",
    ],
)
def test_headers_of_survey_programs_name_the_competency(header):
    layout, errors = laid_out(ratings(), "id", header)
    assert errors == {}
    assert layout.competencies == {1: load().positions["DS11"]}


@pytest.mark.parametrize(
    "header",
    [
        "Q1[DS11]: Agere i henhold til GDPR",
        "DS12 [Agere cybersikkert]",
        "DS11 og DS12",
        "DS11 og ikke Agere i henhold til GDPR, vel",
    ],
)
def test_a_header_that_names_two_competencies_says_two_things(header):
    _, errors = laid_out(ratings(), "id", header)
    assert "says two things: DS1" in errors[1].message
    assert "DS11 er “Agere cybersikkert”" in errors[1].danish
    assert "DS12 er “Agere i henhold til GDPR”" in errors[1].danish


def test_a_header_that_names_another_subcategory_is_not_understood():
    _, errors = laid_out(ratings(), "id", "PV1: Agere cybersikkert")
    assert errors.keys() == {1}


def test_the_title_of_an_area_in_a_question_is_no_other_competency():
    layout, errors = laid_out(ratings(), "id", "Om projekter og videreudvikling: niveau i [DS11]")
    assert (errors, len(layout.competencies)) == ({}, 1)


def test_of_ids_within_ids_the_longest_counts():
    layout, errors = laid_out(ratings(None, framework("1", "1.1")), "id", "Svar paa 1.1 her")
    assert (errors, layout.competencies) == ({}, {1: 1})


def test_an_id_without_a_digit_counts_only_where_it_stands_first_or_in_brackets():
    layout, errors = laid_out(ratings(None, framework("it")), "id", "Kommentar til it")
    assert (layout.competencies, [*errors]) == ({}, [1])


def test_an_error_of_the_spreadsheet_over_a_column_says_so():
    _, errors = laid_out(ratings(), "id", "#REF!")
    assert "“#REF!” is an error of the spreadsheet" in errors[1].message


def test_headers_to_write_in_both_languages():
    assert field_header(RATING_FIELDS, "person", "da") == "Medarbejder"
    assert field_header(RATING_FIELDS, "person", "de") == "Employee"
    assert text_header("title", "pt-BR", "da") == "Titel (pt-BR)"
    assert text_header("description", "da", "en") == "Description (da)"


def test_columns_of_things_and_of_competencies():
    cells = "Medarbejder", "DS12: Agere i henhold til GDPR", " DS11 ", ""
    layout, errors = laid_out(ratings(), *cells)
    assert errors == {}
    assert layout.fields == {"person": 0}
    places = load().positions
    assert layout.competencies == {1: places["DS12"], 2: places["DS11"]}
    assert (layout.unnamed, layout.ignored) == ((3,), ())
    assert (layout.place("person"), layout.place("unit")) == (0, NOWHERE)


def test_an_unknown_column_names_the_nearest_and_how_to_leave_it_out():
    _, errors = laid_out(ratings(), "Medarbejder", "Kontour", "Agere cybersikert")
    assert errors.keys() == {1, 2}
    assert isinstance(errors[1], UnknownNameError)
    assert errors[1].nearest[0] == "kontor"
    assert 'columns={"Kontour": None}' in errors[1].message
    assert 'columns={"Kontour": None}' in errors[1].danish
    assert 'columns={"Kontour": "unit"}' in errors[1].message
    assert 'angiv det, fx columns={"Kontour": "unit"}' in errors[1].danish
    assert errors[1].allowed[:3] == ("person (medarbejder)", "unit (enhed)", "posts (stillinger)")
    assert errors[2].nearest == ("Agere cybersikkert",)


def test_where_no_column_is_a_competency_only_things_are_near():
    headers = Headers(TARGET_FIELDS, MODEL)
    _, errors = laid_out(headers, "Kompetance", "DS11")
    assert errors[0].nearest[0] == "Kompetence"
    assert errors[1].nearest == ()


def test_a_branch_or_a_contradiction_over_a_column_says_so():
    _, errors = laid_out(ratings(), "PV1", "DS12 Agere cybersikkert", "Id")
    assert "is a subcategory" in errors[0].message
    assert "says two things" in errors[1].message
    assert 2 not in errors


def test_a_title_of_several_over_a_column_gives_their_ids():
    twins = Competencies(
        Framework(
            "m",
            "1",
            {"en": "M"},
            [Area("ar", {"en": "A"}, [Competency(id_, {"en": "Twin"}) for id_ in "xy"])],
        )
    )
    _, errors = laid_out(ratings(None, twins), "Twin")
    assert errors[0].allowed == ("x", "y")


def test_two_columns_for_the_same_thing_are_an_error_that_names_both():
    _, errors = laid_out(ratings(), "Kontor", "Enhed")
    assert errors[1].message == (
        "“Kontor” and “Enhed” are two columns (A, B) for the same: unit; "
        'leave one out: columns={"Kontor": None} or columns={"Enhed": None}'
    )
    assert errors[1].danish == (
        "“Kontor” og “Enhed” er to kolonner (A, B) til det samme: enhed; "
        'udelad den ene: columns={"Kontor": None} eller columns={"Enhed": None}'
    )


def test_two_columns_for_the_same_competency_are_an_error_that_names_both():
    _, errors = laid_out(ratings(), "DS11", "Agere cybersikkert")
    assert errors[1].message.startswith(
        "“DS11” and “Agere cybersikkert” are two columns (A, B) for the same: DS11; leave"
    )


def test_two_columns_of_the_same_text_are_an_error():
    headers = Headers(ROLE_FIELDS, MODEL, texts=True)
    _, errors = laid_out(headers, "Titel (da)", "Titel")
    assert errors[1].message.partition("; ")[0].endswith("the same: title da")


# --- what the caller says ---


def test_the_caller_says_what_a_column_holds_or_leaves_it_out():
    columns = {"Min kolonne": "person", "Q7": "DS11", "Svar-id": None, "Hvornår": "Vurderet den"}
    layout, errors = laid_out(ratings(columns), "min KOLONNE", "Q7", "svar_id", "Hvornår")
    assert errors == {}
    assert layout.fields == {"person": 0, "date": 3}
    assert layout.competencies == {1: load().positions["DS11"]}
    assert layout.ignored == ("svar_id",)


def test_the_caller_may_say_that_a_usual_header_means_something_else():
    layout, errors = laid_out(ratings({"Rolle": "unit", "Enhed": None}), "Rolle", "Enhed")
    assert (errors, layout.fields, layout.ignored) == ({}, {"unit": 0}, ("Enhed",))


def test_an_exact_header_comes_before_a_like_one():
    layout, errors = laid_out(ratings({"q-1": "unit", "q_1": "person"}), "q_1", "q-1")
    assert (errors, layout.fields) == ({}, {"person": 0, "unit": 1})


def test_a_column_without_a_header_can_be_left_out_too():
    layout, errors = laid_out(ratings({"": None}), "Id", "")
    assert (errors, layout.unnamed, layout.ignored) == ({}, (), ("",))


def test_headers_of_nothing_but_punctuation_are_not_alike():
    layout, errors = laid_out(ratings({"--": None}), "--", "-", "")
    assert errors.keys() == {1}
    assert (layout.ignored, layout.unnamed) == (("--",), (2,))


def test_a_column_that_is_not_there_names_the_nearest():
    _, errors = laid_out(ratings({"Svarid": None}), "Svar-id", "")
    error = errors[NOWHERE]
    assert error.message == "there is no column “Svarid”"
    assert (error.nearest, error.allowed) == (("Svar-id",), ("Svar-id",))


def test_what_the_caller_says_has_to_be_known():
    _, errors = laid_out(ratings({"X": "persn"}), "X")
    assert errors[0].nearest[0] == "person"
    assert 'columns={"X": None}' in errors[0].message


@pytest.mark.parametrize("columns", ["X", {"X": 1}, {1: "person"}, [("X", None)]])
def test_anything_but_a_mapping_of_texts_is_refused(columns):
    with pytest.raises(InvalidTypeError) as caught:
        ratings(columns)
    assert caught.value.place == "columns"


# --- a header that is also a competency ---


def test_a_usual_header_that_is_also_a_competency_has_to_be_told():
    _, errors = laid_out(ratings(None, framework("unit")), "unit")
    assert isinstance(errors[0], InvalidValueError)
    assert errors[0].allowed == ('columns={"unit": "unit"}', 'columns={"unit": "[unit]"}')


def test_it_is_the_competency_if_another_column_is_the_usual_thing():
    layout, errors = laid_out(ratings(None, framework("unit")), "unit", "Kontor")
    assert (errors, layout.fields, layout.competencies) == ({}, {"unit": 1}, {0: 0})


def test_it_is_the_usual_thing_if_another_column_is_the_competency():
    layout, errors = laid_out(ratings(None, framework("unit")), "unit", "[unit] Title of unit")
    assert (errors, layout.fields, layout.competencies) == ({}, {"unit": 0}, {1: 0})


def test_if_both_have_another_column_it_is_one_too_many():
    _, errors = laid_out(ratings(None, framework("unit")), "unit", "Kontor", "[unit]")
    assert errors[1].message.startswith(
        "“unit” and “Kontor” are two columns (A, B) for the same: unit; "
    )


def test_beside_a_column_of_competencies_no_column_is_a_single_one():
    cells = "Id", "Competency", "Level"
    layout, errors = laid_out(ratings(None, framework("LEVEL", "competency")), *cells)
    assert (errors, layout.fields, layout.competencies) == (
        {},
        {"person": 0, "competency": 1, "level": 2},
        {},
    )


@pytest.mark.parametrize(
    ("says", "fields", "competencies"), [("unit", {"unit": 0}, {}), ("[unit]", {}, {0: 0})]
)
def test_both_ways_of_telling_work(says, fields, competencies):
    layout, errors = laid_out(ratings({"unit": says}, framework("unit")), "unit")
    assert (errors, layout.fields, layout.competencies) == ({}, fields, competencies)


# --- titles by language ---


@pytest.mark.parametrize(
    ("header", "field"),
    {
        "Titel": "title da",
        "title": "title en",
        "Titel (en)": "title en",
        "titel_en": "title en",
        "Titel (dansk)": "title da",
        "Title (Danish)": "title da",
        "Beskrivelse": "description da",
        "Description (pt-BR)": "description pt-BR",
        "Titel (engelsk)": "title en",
        "Titelblad": None,
    }.items(),
)
def test_texts_have_their_language_in_the_header(header, field):
    assert Headers(ROLE_FIELDS, MODEL, texts=True).field(header) == field


def test_where_no_texts_are_asked_for_a_title_is_unknown():
    assert ratings().field("Titel") is None


# --- telling what parts the cells ---


@pytest.mark.parametrize(
    ("cell", "known"),
    [("Medarbejder", True), (" DS11", True), ("Mit", True), ("Noget", False), ("", False)],
)
def test_a_header_is_known_if_it_is_usual_a_competency_or_named_by_the_caller(cell, known):
    assert ratings({"mit": None}).known(cell) is known


def test_the_usual_headers_over_a_thing():
    assert ratings().usual("unit")[:2] == ("Enhed", "Unit")


def test_what_is_proposed_for_an_unknown_column_is_not_there_yet() -> None:
    _, errors = laid_out(ratings(), "Xyzzy", "PV11")
    assert 'columns={"Xyzzy": "person"}' in errors[0].message
    _, errors = laid_out(ratings(), "Medarbejder", "Xyzzy", "PV11")
    assert 'columns={"Xyzzy": "unit"}' in errors[1].message
    _, errors = laid_out(ratings(), "Medarbejder", "Enhed", "Kontour", "Agere cybersikert")
    assert 'columns={"Kontour": "posts"}' in errors[2].message
    assert 'columns={"Agere cybersikert": "[DS11]"}' in errors[3].message
    everything = ["Medarbejder", "Enhed", "Stillinger", "Vurderet af", "Dato", "Niveau"]
    _, errors = laid_out(ratings(), *everything, "Kompetence", "Xyzzy")
    assert 'columns={"Xyzzy": "level"}' in errors[7].message
