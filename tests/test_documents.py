"""Frameworks are read from documents and written to them, and every error comes back."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from statskompetencer import (
    Framework,
    InvalidInputError,
    InvalidTypeError,
    Scale,
    Source,
    UnreadableFileError,
    documents,
    load,
)

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = {"status": "official", "url": "https://x.dk/", "read_on": "2026-01-31", "note": "n"}
FULL: dict[str, Any] = {
    "$schema": "framework.schema.json",
    "format": 1,
    "id": "mine",
    "version": "1",
    "data_version": "1.2",
    "languages": ["da", "en"],
    "titles": {"da": "Min", "en": {"text": "Mine", **SOURCE}},
    "descriptions": {"da": "Om den."},
    "publisher": "Styrelsen",
    "published_on": "2019-10-23",
    "terms": "None known.",
    "default_source": {"status": "translated", "url": None, "read_on": None, "note": "by us"},
    "scale": {
        "id": "two",
        "holds_from": 1,
        "levels": [
            {"titles": {"da": "nej", "en": "no"}, "descriptions": {"da": "Kan det ikke."}},
            {"titles": {"da": "ja", "en": {"text": "yes", "status": "own"}}},
        ],
        "source": {"status": "official", "note": "theirs"},
    },
    "areas": [
        {
            "id": "A",
            "titles": {"da": "Første", "en": "First"},
            "descriptions": {"en": {"text": "About it.", "status": "own"}},
            "subcategories": [
                {
                    "id": "A1",
                    "titles": {"da": "Under", "en": "Sub"},
                    "competencies": [
                        {"id": "A11", "titles": {"da": "Skrive", "en": "Write"}},
                        {
                            "id": "A12",
                            "titles": {"da": "Læse", "en": "Read"},
                            "descriptions": {"da": "Læser.", "en": "Reads."},
                        },
                    ],
                }
            ],
        },
        {
            "id": "B",
            "titles": {"da": "Anden", "en": "Second"},
            "competencies": [{"id": "B1", "titles": {"da": "Regne", "en": "Count"}}],
        },
    ],
}
SMALL: dict[str, Any] = {
    "format": 1,
    "id": "mine",
    "version": "1",
    "languages": ["en"],
    "titles": {"en": "Mine"},
    "areas": [
        {
            "id": "A",
            "titles": {"en": "First"},
            "competencies": [{"id": "A1", "titles": {"en": "Write clearly"}}],
        }
    ],
}
VALIDATOR = Draft202012Validator(
    documents.schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
)


def changed(path: str, *value: object) -> dict[str, Any]:
    """FULL with the value at ``a.0.b`` replaced, or taken out where there is no value."""
    document = copy.deepcopy(FULL)
    *way, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    inner: Any = document
    for step in way:
        inner = inner[step]
    if value:
        inner[last] = value[0]
    else:
        del inner[last]
    return document


def refusals(document: object) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        documents.from_dict(document)
    assert all(error.danish for error in caught.value.errors)  # who reads them may be a clerk
    return [str(error) for error in caught.value.errors]


# --- reading ---


def test_every_field_arrives() -> None:
    found = documents.from_dict(FULL)
    assert (found.id, found.version, found.data_version) == ("mine", "1", "1.2")
    assert (found.publisher, found.published_on) == ("Styrelsen", date(2019, 10, 23))
    assert (found.terms, found.description()) == ("None known.", "Om den.")
    assert found.competency_ids == ("A11", "A12", "B1")
    assert [entry.id for entry in found.path("A12")] == ["A", "A1", "A12"]
    assert found["A12"].description("en") == "Reads."


def test_a_text_without_a_source_has_the_usual_one() -> None:
    found = documents.from_dict(FULL)
    assert found.source == Source("translated", note="by us")
    assert found.title_text("da").source == found["B1"].title_text("en").source == found.source
    assert found.title_text("en").source == Source(
        "official", "https://x.dk/", date(2026, 1, 31), "n"
    )
    assert found["A"].descriptions[0].source == Source("own")


def test_texts_are_own_where_there_is_no_usual_source() -> None:
    assert documents.from_dict(SMALL)["A1"].title_text().source == Source("own")


def test_a_scale_arrives_with_a_source_of_its_own() -> None:
    scale = documents.from_dict(FULL).scale
    assert (scale.id, scale.holds_from, scale.languages) == ("two", 1, ("da", "en"))
    assert scale.source == Source("official", note="theirs")
    assert scale[0].title_text("da").source == scale.source
    assert scale[1].title_text("en").source == Source("own")
    assert scale[0].description() == "Kan det ikke."


def test_a_scale_without_a_source_is_own_even_where_titles_are_not() -> None:
    scale = documents.from_dict(changed("scale.source")).scale
    assert scale.source == scale[0].title_text("da").source == Source("own")


def test_a_framework_may_bring_no_scale() -> None:
    assert documents.from_dict(SMALL).scale is None
    assert documents.from_dict(changed("scale", None)).scale is None


def test_tuples_are_lists() -> None:
    document = {**SMALL, "areas": tuple(SMALL["areas"]), "languages": ("en",)}
    assert documents.from_dict(document) == documents.from_dict(SMALL)


# --- writing ---


@pytest.mark.parametrize("document", [FULL, SMALL])
def test_what_is_written_is_read_back_unchanged(document: dict[str, Any]) -> None:
    found = documents.from_dict(document)
    written = documents.to_dict(found)
    assert documents.from_dict(json.loads(json.dumps(written))) == found
    assert documents.to_dict(documents.from_dict(written)) == written


def test_the_bundled_framework_is_written_and_read_back_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    documents.write(load(), path)
    assert documents.read(path) == load()
    raw = path.read_bytes()
    assert raw.endswith(b"}\n")
    assert b"\r" not in raw
    assert "Ærlig"[0].lower().encode() in raw  # letters as they are, not as escapes


def test_only_what_is_there_is_written() -> None:
    assert documents.to_dict(documents.from_dict(SMALL)) == {
        **SMALL,
        "default_source": {"status": "own", "url": None, "read_on": None, "note": ""},
    }


def test_a_text_of_the_usual_source_is_written_as_itself() -> None:
    written = documents.to_dict(documents.from_dict(FULL))
    assert written["titles"] == {"da": "Min", "en": {"text": "Mine", **SOURCE}}
    assert written["areas"][1]["titles"] == {"da": "Anden", "en": "Second"}


def test_a_file_that_cannot_be_written_is_an_error_that_says_why(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "no folder" / "out.json", "a\0.json"):
        with pytest.raises(UnreadableFileError, match="cannot be written: "):
            documents.write(load(), path)
    with pytest.raises(InvalidTypeError, match="is not the path of a file"):
        documents.write(load(), 3)


# --- refusing ---

BROKEN = {
    "no object": ([], ["[] is not an object {…}"]),
    "nothing": (None, ["None is not an object {…}"]),
    "a text": ("x", ["'x' is not an object {…}"]),
    "no format": (changed("format"), ["the field “format” is missing"]),
    "another format": (changed("format", 2), ["format: format 2 is not known. Allowed: 1."]),
    "a yes for a format": (
        changed("format", True),  # noqa: FBT003 - the value itself
        ["format: format True is not known. Allowed: 1."],
    ),
    "no id": (changed("id"), ["the field “id” is missing"]),
    "null for an id": (changed("id", None), ["the field “id” is missing"]),
    "a number for an id": (changed("id", 3), ["id: 3 is not a text"]),
    "a space in an id": (
        changed("areas.1.competencies.0.id", "B 1"),
        [("areas[1].competencies[0].id: 'B 1' is not an id: it is empty or has white space or a "
         "control character")],
    ),
    "a line break after an id": (
        changed("areas.1.id", "B\n"),
        ["areas[1].id: 'B\\n' is not an id: it is empty or has white space or a control character"],
    ),
    "null for the id of a competency": (
        changed("areas.1.competencies.0.id", None),
        ["areas[1].competencies[0]: the field “id” is missing"],
    ),
    "an empty version": (
        changed("version", ""),
        ["version: '' is not an id: it is empty or has white space or a control character"],
    ),
    "no languages": (changed("languages"), ["the field “languages” is missing"]),
    "no list of languages": (
        changed("languages", "da"),
        ["languages: 'da' is not a list […]",
         "languages: the framework is said to be in [], but is titled in ['da', 'en']"],
    ),
    "no titles": (changed("titles"), ["the field “titles” is missing"]),
    "null for titles": (
        changed("areas.0.titles", None), ["areas[0]: the field “titles” is missing"]
    ),
    "titles without a language": (
        changed("areas.0.titles", "First"), ["areas[0].titles: 'First' is not an object {…}"]
    ),
    "titles in no language": (
        changed("areas.1.competencies.0.titles", {}),
        ["areas[1].competencies[0].titles: no title in any language"],
    ),
    "no language code": (
        changed("areas.0.descriptions", {"d å": "x"}),
        ["areas[0].descriptions.d å: 'd å' is not a language code such as “da”"],
    ),
    "an empty title": (
        changed("areas.0.titles.da", " "),
        ["areas[0].titles.da: ' ' is not a text, or an empty one"],
    ),
    "a number for a title": (
        changed("areas.0.titles.da", 3), ["areas[0].titles.da: 3 is not an object {…}"]
    ),
    "a control character in a title": (
        changed("areas.0.titles.da", "a\x1b[2J"),
        ["areas[0].titles.da: 'a\\x1b[2J' has a control character in it"],
    ),
    "a source without its text": (
        changed("areas.0.descriptions.en", {"status": "own"}),
        ["areas[0].descriptions.en: the field “text” is missing"],
    ),
    "null for a text": (
        changed("areas.0.descriptions.en", {"text": None, "status": "own"}),
        ["areas[0].descriptions.en: the field “text” is missing"],
    ),
    "an unknown status": (
        changed("titles.en.status", "offical"),
        [("titles.en: 'offical' is not a status. "
          "Allowed: official, translated, reconstructed, own.")],
    ),
    "null for a status": (
        changed("titles.en.status", None),
        ["titles.en: None is not a status. Allowed: official, translated, reconstructed, own."],
    ),
    "a number for an address": (changed("titles.en.url", 3), ["titles.en.url: 3 is not a text"]),
    "null for a note": (changed("titles.en.note", None), ["titles.en.note: None is not a text"]),
    "a day that is none": (
        changed("titles.en.read_on", "2026-02-30"),
        ["titles.en.read_on: '2026-02-30' is not a date. Allowed: 2026-01-31."],
    ),
    "a number for a day": (
        changed("published_on", 2019), ["published_on: 2019 is not a date. Allowed: 2026-01-31."]
    ),
    "a misspelt field": (
        changed("areas.0.desciptions", {}),
        [("areas[0]: there is no field “desciptions” here. Did you mean “descriptions”? "
         "Allowed: id, titles, descriptions, subcategories, competencies.")],
    ),
    "a misspelt field of a source": (
        changed("default_source.stauts", "own"),
        [("default_source: there is no field “stauts” here. Did you mean “status”? "
         "Allowed: status, url, read_on, note.")],
    ),
    "a list for a source": (
        changed("default_source", []), ["default_source: [] is not an object {…}"]
    ),
    "a number for a publisher": (changed("publisher", 3), ["publisher: 3 is not a text"]),
    "no areas": (changed("areas"), ["the field “areas” is missing"]),
    "an empty list of areas": (changed("areas", []), ["areas: there is nothing in it"]),
    "an object of areas": (
        changed("areas", {}), ["areas: {} is not a list […]"]
    ),
    "a text for an area": (changed("areas.1", "B"), ["areas[1]: 'B' is not an object {…}"]),
    "an empty area": (
        changed("areas.1.competencies", []),
        ["areas[1]: “B” holds nothing. Allowed: subcategories or competencies, not both."],
    ),
    "an area that holds nothing": (
        changed("areas.1.competencies"),
        ["areas[1]: “B” holds nothing. Allowed: subcategories or competencies, not both."],
    ),
    "an area that holds both": (
        changed("areas.0.competencies", [{"id": "X", "titles": {"da": "x", "en": "x"}}]),
        [("areas[0]: “A” holds Competency, Subcategory. "
         "Allowed: subcategories or competencies, not both.")],
    ),
    "an empty subcategory": (
        changed("areas.0.subcategories.0.competencies", []),
        ["areas[0].subcategories[0]: “A1” holds nothing. Allowed: competencies."],
    ),
    "a subcategory without competencies": (
        changed("areas.0.subcategories.0.competencies"),
        ["areas[0].subcategories[0]: the field “competencies” is missing"],
    ),
    "subcategories in subcategories": (
        changed("areas.0.subcategories.0.subcategories", []),
        [("areas[0].subcategories[0]: there is no field “subcategories” here. "
         "Allowed: id, titles, descriptions, competencies.")],
    ),
    "a text for a scale": (
        changed("scale", "five"),
        ["scale: 'five' is not an object {…}"],
    ),
    "a scale that holds from nothing": (
        changed("scale.holds_from", 0),
        ["scale.holds_from: 0 is not a level to hold from. Allowed: 1-1."],
    ),
    "a text for a level to hold from": (
        changed("scale.holds_from", "1"),
        ["scale.holds_from: '1' is not a level to hold from. Allowed: 1-1."],
    ),
    "a scale of one level": (
        changed("scale.levels", FULL["scale"]["levels"][:1]),
        ["scale.levels: levels [0] of scale “two” are not 0, 1, 2 … (2 to 101)"],
    ),
    "a level without a name": (
        changed("scale.levels.1", {}), ["scale.levels[1]: the field “titles” is missing"]
    ),
    "a level with no name in any language": (
        changed("scale.levels.1.titles", {}),
        ["scale.levels[1].titles: no title in any language"],
    ),
    "a level with a number": (
        changed("scale.levels.1.number", 1),
        ["scale.levels[1]: there is no field “number” here. Allowed: titles, descriptions."],
    ),
    "a scale without an id": (changed("scale.id", None), ["scale: the field “id” is missing"]),
    "an empty id of a scale": (
        changed("scale.id", ""),
        ["scale.id: '' is not an id: it is empty or has a control character"],
    ),
}  # fmt: skip
BEYOND_A_SCHEMA = {
    "an id there twice": (
        changed("areas.1.id", "A12"),
        [("areas[1].id: the id “A12” is already used at "
         "areas[0].subcategories[0].competencies[1]")],
    ),
    "a title missing in a language": (
        changed("areas.1.titles.en"),
        ["areas[1].titles: “B” has no title in en. Allowed: da, en."],
    ),
    "other languages than titles": (
        changed("languages", ["en", "da"]),
        [("languages: the framework is said to be in ['en', 'da'], "
         "but is titled in ['da', 'en']")],
    ),
    "a scale that holds from above its top": (
        changed("scale.holds_from", 2),
        ["scale.holds_from: 2 is not a level to hold from. Allowed: 1-1."],
    ),
    "two levels of one name": (
        changed("scale.levels.1.titles.da", "NEJ"),
        ["scale.levels[1]: “NEJ” does not tell level 1 from others"],
    ),
    "levels in different languages": (
        changed("scale.levels.1.titles", {"da": "ja"}),
        ["scale.levels[1]: level 1 has names in da, level 0 in da, en"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", [*BROKEN, *BEYOND_A_SCHEMA])
def test_a_broken_document_is_refused_with_the_place(name: str) -> None:
    document, expected = {**BROKEN, **BEYOND_A_SCHEMA}[name]
    assert refusals(document) == expected


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_refused_is_refused_by_the_schema_too(name: str) -> None:
    document, _ = BROKEN[name]
    assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize("name", BEYOND_A_SCHEMA)
def test_what_a_schema_cannot_say_is_checked_all_the_same(name: str) -> None:
    document, _ = BEYOND_A_SCHEMA[name]
    assert VALIDATOR.is_valid(document)  # or it belongs above


def test_all_errors_come_back_in_the_order_of_the_document() -> None:
    document = changed("format", 9)
    document["id"] = "a b"
    document["areas"][0]["id"] = ""
    document["areas"][0]["subcategories"][0]["competencies"][0]["titles"]["da"] = ""
    document["areas"][1]["competencies"][0]["colour"] = "red"
    document["published_on"] = "yesterday"
    with pytest.raises(InvalidInputError) as caught:
        documents.from_dict(document)
    assert [error.place for error in caught.value.errors] == [
        "format",
        "areas[0].subcategories[0].competencies[0].titles.da",
        "areas[0].id",
        "areas[1].competencies[0]",
        "published_on",
    ]
    assert caught.value.message == "framework “a b”: 5 errors"
    assert caught.value.explain("da").startswith("framework “a b”: 5 fejl\n  format: ")


def test_a_document_is_never_half_read() -> None:
    for path in ("areas.0.subcategories.0.competencies.1.id", "areas.1.competencies.0.titles.en"):
        assert refusals(changed(path, None))


@pytest.mark.parametrize("name", [None, 7, pytest.param(10**5000, id="huge")])
def test_a_refusal_names_a_framework_without_a_name_by_a_question_mark(name: object) -> None:
    with pytest.raises(InvalidInputError, match=r"^framework “[?]”: 1 error"):
        documents.from_dict(changed("id", name))


def test_a_huge_value_does_not_make_a_huge_message() -> None:
    (problem,) = refusals(changed("default_source", [["x"] * 10_000]))
    assert len(problem) < 400


# --- files ---


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_is_read_with_and_without_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "f.json", json.dumps(FULL, ensure_ascii=False), encoding)
    assert documents.read(path) == documents.read(str(path)) == documents.from_dict(FULL)


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(
        UnreadableFileError, match="cannot be read: there is no such file"
    ) as caught:
        documents.read(tmp_path / "none.json")
    assert isinstance(caught.value, OSError)
    assert "kan ikke læses" in caught.value.explain("da")
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        documents.read(tmp_path)


def test_a_name_that_no_file_can_have_is_unreadable() -> None:
    for name in ("a\0.json", "x" * 5000 + ".json"):
        with pytest.raises(UnreadableFileError, match="cannot be read"):
            documents.read(name)


@pytest.mark.parametrize("path", [None, 3, b"x", ["x"]])
def test_what_is_no_path_is_refused(path: object) -> None:
    with pytest.raises(InvalidTypeError, match="is not the path of a file"):
        documents.read(path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1, column 1: this is not JSON: Expecting value"),
        ('{"id": }', "line 1, column 8: this is not JSON: Expecting value"),
        ('{\n"id": "x"\n"y": 1}', "line 3, column 1: this is not JSON: Expecting ',' delimiter"),
        ('{"id": 1, "id": 2}', "the key “id” is there twice in one object"),
        ("[" * 100_000, "this JSON is too deep, or a number in it too long"),
        ('{"format": ' + "1" * 5000 + "}", "this JSON is too deep, or a number in it too long"),
    ],
    ids=["empty", "no value", "comma", "twice", "deep", "long"],
)
def test_a_file_that_is_no_json_is_refused_with_the_place(
    tmp_path: Path, text: str, problem: str
) -> None:
    path = write(tmp_path / "f.json", text)
    with pytest.raises(InvalidInputError) as caught:
        documents.read(path)
    assert caught.value.message == f"{path}: 1 error"
    (error,) = caught.value.errors
    assert str(error).startswith(problem)
    assert error.danish


def test_a_file_in_another_encoding_is_refused_with_the_place(tmp_path: Path) -> None:
    path = write(tmp_path / "f.json", '{"id": "æ"}', "latin-1")
    with pytest.raises(InvalidInputError) as caught:
        documents.read(path)
    (error,) = caught.value.errors
    assert str(error) == "byte 8: the text is not UTF-8"
    assert error.explain("da") == "byte 8: teksten er ikke UTF-8"


def test_the_errors_of_a_file_name_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "f.json", json.dumps(changed("format", 2)))
    with pytest.raises(InvalidInputError) as caught:
        documents.read(path)
    assert str(caught.value) == (f"{path}: 1 error\n  format: format 2 is not known. Allowed: 1.")


# --- the schema ---


def test_the_schema_is_one_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(documents.schema())


def test_the_schema_takes_what_is_read_and_what_is_written() -> None:
    for document in (FULL, SMALL):
        VALIDATOR.validate(document)
        VALIDATOR.validate(documents.to_dict(documents.from_dict(document)))


def test_the_schema_knows_the_same_fields_and_statuses() -> None:
    schema = documents.schema()
    kinds = schema["$defs"]
    assert set(schema["properties"]) == set(documents._FRAMEWORK_KEYS)
    assert set(kinds["scale"]["properties"]) == set(documents._SCALE_KEYS)
    assert set(kinds["source"]["properties"]) == set(documents._SOURCE_KEYS)
    assert set(kinds["text"]["anyOf"][1]["properties"]) == set(documents._TEXT_KEYS)
    assert set(kinds["competency"]["properties"]) == set(documents._ENTRY_KEYS)
    assert set(kinds["status"]["enum"]) == {"official", "translated", "reconstructed", "own"}
    assert schema["properties"]["format"]["const"] == documents.FORMAT


def test_every_part_of_the_schema_has_a_title_and_a_description_for_editors() -> None:
    schema = documents.schema()
    kinds = schema["$defs"]

    def helped(part: dict[str, Any]) -> bool:
        of = kinds[part["$ref"].rpartition("/")[2]] if "$ref" in part else {}
        return {"title", "description"} <= {*part, *of}

    named = {f"$defs.{name}": part for name, part in kinds.items()}
    for name, part in {"": schema, **kinds}.items():
        named |= {f"{name}.{key}": value for key, value in part.get("properties", {}).items()}
    assert [name for name, part in named.items() if not helped(part)] == []


def test_a_scale_of_a_document_may_have_a_hundred_levels_above_nothing() -> None:
    levels = [{"titles": {"da": f"trin {n}", "en": f"step {n}"}} for n in range(101)]
    document = changed("scale.levels", levels)
    VALIDATOR.validate(document)
    found: Framework = documents.from_dict(document)
    assert isinstance(found.scale, Scale)
    assert found.scale.max == 100
    assert not VALIDATOR.is_valid(changed("scale.levels", [*levels, {"titles": {"da": "x"}}]))
