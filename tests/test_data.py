"""What holds for all data that ships, whoever edits it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import statskompetencer
from statskompetencer import (
    Area,
    Competency,
    Scale,
    Status,
    available,
    documents,
    load,
    load_blocks,
    load_roles,
)

DATA = Path(statskompetencer.__path__[0]) / "data"
MODEL = load()
ENTRIES = list(MODEL.entries())
LANGUAGES = ("da", "en")

each_bundled = pytest.mark.parametrize("name", available())
each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) (?=[A-ZÆØÅ])", text)


# --- every bundled framework ---


@each_bundled
def test_a_bundled_file_is_valid_by_the_schema(name: str) -> None:
    document = json.loads((DATA / name / "framework.json").read_text("utf-8"))
    Draft202012Validator(
        documents.schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
    ).validate(document)


@each_bundled
def test_a_bundled_framework_stands_in_the_folder_of_its_id_and_version(name: str) -> None:
    assert "/".join(load(name).key) == name


@each_bundled
def test_a_bundled_framework_loses_nothing_when_it_is_written(name: str) -> None:
    found = load(name)
    assert documents.from_dict(documents.to_dict(found)) == found


def test_every_json_file_is_utf_8_ends_with_a_line_break_and_has_no_key_twice() -> None:
    files = sorted(DATA.rglob("*.json"))
    assert len(files) == 3
    for path in files:
        assert documents.read_json(path)
        assert path.read_bytes().endswith(b"}\n")
        assert b"\r" not in path.read_bytes()


def test_a_readme_stands_beside_the_data_and_knows_its_counts() -> None:
    readme = (DATA / "README.md").read_text("utf-8")
    for language in LANGUAGES:
        row = " | ".join(str(n) for n in [*MODEL.title_statuses(language).values(), len(ENTRIES)])
        assert f"| all | {language} | {row} |" in readme
    assert statskompetencer.DATA_VERSION in readme


# --- the model of 2019 ---


def test_it_has_4_areas_12_subcategories_and_32_competencies() -> None:
    assert (len(MODEL.areas), len(MODEL.subcategories), len(MODEL.competencies)) == (4, 12, 32)
    assert [len(area.subcategories) for area in MODEL.areas] == [3, 3, 3, 3]


def test_nine_competencies_stand_in_projects_and_further_development() -> None:
    assert MODEL["PV"].name == "Projekter og videreudvikling"
    assert len(MODEL.below("PV")) == 9


def test_it_says_who_published_it_and_when() -> None:
    assert MODEL.publisher == "Digitaliseringsstyrelsen"
    assert MODEL.published_on.isoformat() == "2019-10-23"
    assert "No licence" in MODEL.terms
    assert MODEL.scale is None  # the model has no levels


def test_the_data_version_is_the_one_that_the_package_tells() -> None:
    assert MODEL.data_version == statskompetencer.DATA_VERSION
    assert MODEL.data_version.startswith(f"{MODEL.version}.")


@each_entry
def test_the_id_of_a_parent_is_the_beginning_of_the_id_of_its_child(
    entry: Area | Competency,
) -> None:
    parent = MODEL.parent(entry)
    if parent is None:
        assert re.fullmatch("[A-Z]{2}", entry.id)
    else:
        place = parent.children.index(entry) + 1
        assert entry.id == f"{parent.id}{place}"


@each_entry
def test_every_entry_has_title_and_description_in_both_languages(entry: Competency) -> None:
    assert entry.languages == LANGUAGES
    assert tuple(text.language for text in entry.descriptions) == LANGUAGES


@each_entry
@each_language
def test_a_description_has_two_to_four_sentences(entry: Competency, language: str) -> None:
    text = entry.description(language)
    assert 2 <= len(sentences(text)) <= 4
    assert text == " ".join(text.split())
    assert text.endswith(".")
    assert len(text) <= 600


@each_language
def test_no_two_titles_and_no_two_descriptions_are_the_same(language: str) -> None:
    titles = Counter(entry.title(language).casefold() for entry in ENTRIES)
    assert max(titles.values()) == 1
    said = [s for entry in ENTRIES for s in sentences(entry.description(language))]
    assert max(Counter(said).values()) == 1


@each_entry
def test_a_description_is_told_apart_from_its_title_and_from_its_translation(
    entry: Competency,
) -> None:
    assert entry.description("da") != entry.description("en")
    for language in LANGUAGES:
        assert entry.title(language) != entry.description(language)


@each_language
def test_it_is_known_how_many_titles_are_official(language: str) -> None:
    assert MODEL.title_statuses(language) == {
        Status.OFFICIAL: 13,
        Status.TRANSLATED: 6,
        Status.RECONSTRUCTED: 29,
        Status.OWN: 0,
    }


def test_the_official_titles_are_those_that_were_read() -> None:
    def official(language: str, kind: type) -> set[str]:
        return {
            entry.id
            for entry in ENTRIES
            if isinstance(entry, kind)
            and entry.title_text(language).source.status is Status.OFFICIAL
        }

    assert official("da", Area) == official("en", Area) == {"SF", "PV", "SS", "DS"}
    assert official("da", Competency) == {"PV11", "PV12", "SS11", "SS12", "DS11", "DS12"}
    assert official("en", Competency) == set()


@each_entry
@each_language
def test_a_title_is_as_official_as_its_source_shows(entry: Competency, language: str) -> None:
    other = "en" if language == "da" else "da"
    mine, theirs = entry.title_text(language).source, entry.title_text(other).source
    assert mine.note
    if mine.status is Status.OFFICIAL:
        assert mine.url.startswith(
            {"da": "https://digst.dk/", "en": "https://en.digst.dk/"}[language]
        )
    elif mine.status is Status.TRANSLATED:  # with the page of what it was translated from
        assert theirs.status is Status.OFFICIAL
        assert mine.url == theirs.url
    else:  # of what was never seen there is no page, and its translation is no better
        assert mine.url is mine.read_on is None
        assert mine.status is theirs.status is Status.RECONSTRUCTED


@each_entry
def test_descriptions_are_the_projects_own(entry: Competency) -> None:
    assert {text.source.status for text in entry.descriptions} == {Status.OWN}
    assert all("not a text of the agency" in text.source.note for text in entry.descriptions)


@each_language
def test_the_model_says_in_itself_that_titles_are_not_all_official(language: str) -> None:
    note = MODEL.titles_note(language)
    assert "13" in note
    assert "48" in note
    assert MODEL.description(language)


# --- the example roles ---


def roles_document() -> dict[str, Any]:
    path = DATA / "digst-digitale-kompetencer" / "2019" / "roles.json"
    return json.loads(path.read_text("utf-8"))


def test_the_roles_are_for_this_framework_and_this_scale() -> None:
    document = roles_document()
    assert tuple(document["framework"]) == MODEL.key
    assert document["scale"] == Scale.default().id
    assert document["default_source"]["status"] == "own"
    assert "no role profiles" in document["default_source"]["note"]


def test_roles_and_blocks_have_the_fields_that_are_read() -> None:
    document = roles_document()
    assert set(document) == {"format", "framework", "scale", "default_source", "blocks", "roles"}
    for block in document["blocks"]:
        assert set(block) == {"id", "kind", "titles", "requirements"}
        for asked in block["requirements"]:
            assert set(asked) == {"competency", "level", "weight", "minimum"}
    for role in document["roles"]:
        assert set(role) == {"id", "titles", "descriptions", "blocks"}


def test_no_two_roles_or_blocks_have_one_id_or_title() -> None:
    every = [*load_roles(), *load_blocks()]
    for spelling in (lambda r: r.id, lambda r: r.title("da"), lambda r: r.title("en")):
        assert max(Counter(map(spelling, every)).values()) == 1


def test_every_block_is_used_and_every_kind_of_block_is_there() -> None:
    document = roles_document()
    used = {part for role in document["roles"] for part in role["blocks"]}
    assert used == {block["id"] for block in document["blocks"]}
    assert {block["kind"] for block in document["blocks"]} == {
        "task", "responsibility", "field", "career", "experience",
    }  # fmt: skip


def test_roles_ask_for_known_competencies_within_the_scale() -> None:
    for role in (*load_roles(), *load_blocks()):
        for asked in role:
            assert asked.competency in MODEL.competency_ids
            assert 0 <= asked.minimum <= asked.level <= Scale.default().max
            assert asked.level >= 1
            assert 1 <= asked.weight <= 100


def test_the_requirements_of_a_block_stand_in_the_order_of_the_model() -> None:
    for block in roles_document()["blocks"]:
        places = [MODEL.positions[asked["competency"]] for asked in block["requirements"]]
        assert places == sorted(places)


def test_together_the_roles_ask_for_every_competency() -> None:
    asked = {requirement.competency for role in load_roles() for requirement in role}
    assert asked == set(MODEL.competency_ids)
