"""Roles and targets are read and written by the same standard as ratings."""

from __future__ import annotations

from pathlib import Path

import pytest

from statskompetencer import (
    BindingError,
    Demand,
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    Requirement,
    Role,
    Scale,
    Target,
    UnknownLanguageError,
    load,
    load_blocks,
    load_roles,
    read_roles,
    read_target,
    write_roles,
    write_target,
)

EXAMPLES = Path(__file__).parents[1] / "examples"
ROLES = "Rolle;Kompetence;Niveau;Vægt;Minimum"


@pytest.fixture
def file(tmp_path: Path):
    """Write lines to a file and give its path."""

    def write(*lines: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "file.csv"
        path.write_text("\n".join(lines), encoding)
        return path

    return write


def errors(read, path: Path, language: str = "en") -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        read(path)
    return [error.explain(language) for error in caught.value.exceptions]


def facts(role: Role) -> tuple[object, ...]:
    """All that a table holds of a role."""
    texts = [{text.language: text.text for text in of} for of in (role.titles, role.descriptions)]
    return role.id, role.requirements, *texts, role.parts


# --- reading roles ---


def test_a_file_of_roles(file):
    path = file(
        "Rolle;Titel;Title;Beskrivelse (da);Dele;Kompetence;Niveau;Vægt;Minimum",
        "dpo;Databeskytter;DPO;Passer på data.;a, b;DS12 Agere i henhold til GDPR;ekspert;3;2",
        "dpo;;;;;Agere cybersikkert;2 - øvet;;",
        "tom;Ingen krav;;;;;;;",
        "dpo;Databeskytter;;;;PV11;1;1;0",
    )
    first, second = read_roles(path)
    assert first.requirements == (
        Requirement("PV11", 1),
        Requirement("DS11", 2),
        Requirement("DS12", 4, weight=3, minimum=2),
    )
    assert (first.title("da"), first.title("en")) == ("Databeskytter", "DPO")
    assert (first.description("da"), first.parts) == ("Passer på data.", ("a", "b"))
    assert (second.id, second.name, len(second)) == ("tom", "Ingen krav", 0)


def test_a_file_of_roles_needs_three_columns_alone(file):
    (role,) = read_roles(file("role,competency,level", "x,DS11,4"))
    assert facts(role)[:3] == ("x", (Requirement("DS11", 4),), {"da": "x", "en": "x"})


def test_columns_of_roles_can_be_named_by_the_caller(file):
    path = file("R;C;L;W;T;Note", "x;DS11;4;7;Navn;?")
    columns = {"R": "role", "C": "competency", "L": "level", "W": "weight", "T": "title (da)"}
    (role,) = read_roles(path, columns={**columns, "Note": None})
    assert (role.requirement("DS11").weight, role.title("da")) == (7, "Navn")


def test_roles_for_a_framework_and_a_scale_of_ones_own(file):
    framework = load(EXAMPLES / "own-framework.json")
    (role,) = read_roles(
        file("role;competency;level", "x;1.1;has"), framework=framework, scale=Scale.binary()
    )
    assert (role.framework, role.scale, role.requirements[0].level) == (
        framework,
        Scale.binary(),
        1,
    )


def test_all_errors_of_a_file_of_roles_come_back_with_their_places(file):
    path = file(
        ROLES,
        "x;DS11;0;;",
        "x;DS99;2;;",
        ";DS11;2;;",
        "x y;DS11;2;;",
        "x;DS12;;1;",
        "x;;2;;",
        "x;DS13;2;101;",
        "x;DS13;2;0;",
        "x;DS13;2;halv;",
        "x;DS13;2;1;3",
        "x;DS21;ved ikke;;",
        "x;;;3;",
    )
    found = [error.partition(": ") for error in errors(read_roles, path)]
    assert [place for place, _, _ in found] == [
        "row 2, column “Niveau”",
        "row 3, column “Kompetence”",
        "row 4, column “Rolle”",
        "row 5, column “Rolle”",
        "row 6, column “Niveau”",
        "row 7, column “Kompetence”",
        "row 8, column “Vægt”",
        "row 9, column “Vægt”",
        "row 10, column “Vægt”",
        "row 11, column “Minimum”",
        "row 12, column “Niveau”",
        "row 13, column “Kompetence”",
        "row 13, column “Niveau”",
    ]
    assert "there is no role" in found[2][2]
    assert "there is no level" in found[4][2]


def test_a_competency_that_a_role_asks_for_twice_is_an_error_that_names_both_rows(file):
    path = file(ROLES, "x;DS11;2;;", "y;DS11;2;;", "x;Agere cybersikkert;2;;")
    (error,) = errors(read_roles, path, "da")
    assert error == "række 4, kolonne “Kompetence”: DS11 er der to gange (række 2, række 4)"


def test_two_titles_of_one_role_are_an_error_that_names_both_rows(file):
    path = file("Rolle;Titel;Kompetence;Niveau", "x;Et;;", "x;;DS11;2", "x;To;DS12;2")
    (error,) = errors(read_roles, path)
    assert error == "row 4, column “Titel”: the role has two of these: “Et” (row 2), “To” (row 4)"


def test_a_title_with_a_control_character_and_parts_that_are_no_ids_are_errors(file):
    path = file("Rolle;Titel;Dele;Kompetence;Niveau", "x;a\x07b;c\u200bd;;")
    found = errors(read_roles, path)
    assert [error.partition(":")[0] for error in found] == [
        "row 2, column “Titel”",
        "row 2, column “Dele”",
    ]


def test_without_its_columns_a_file_of_roles_is_refused(file):
    found = errors(read_roles, file("Vægt", "1"), "da")
    assert [error.partition(". ")[0] for error in found] == [
        "række 1: der er ingen kolonne “Rolle”",
        "række 1: der er ingen kolonne “Kompetence”",
        "række 1: der er ingen kolonne “Niveau”",
    ]


def test_a_competency_cannot_be_a_column_of_a_file_of_roles(file):
    (error,) = errors(read_roles, file("Rolle;Kompetence;Niveau;DS11", "x;DS12;1;1"))
    assert error.startswith("row 1, column “DS11”: it is not known what “DS11” holds")


# --- writing roles ---


@pytest.mark.parametrize("name", ["file.csv", "file.xlsx"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_example_roles_read_back(tmp_path, name, language):
    if name.endswith("xlsx"):
        pytest.importorskip("xlsxwriter")
    given = [*load_roles(), *load_blocks()]
    write_roles(given, tmp_path / name, language=language)
    assert [facts(role) for role in read_roles(tmp_path / name)] == [facts(role) for role in given]


def test_a_file_of_roles_as_it_is_written(tmp_path):
    roles = [
        Role(
            "x",
            [Requirement("DS12", 4, 3, 2), Requirement("DS11", 2)],
            titles={"en": "=X", "da": " Æ"},
            descriptions={"en": "Long.\nLonger."},
            parts=["a", "b"],
        ),
        Role("tom"),
    ]
    path = tmp_path / "file.csv"
    write_roles(roles, path)
    texts = '"Titel (da)";"Titel (en)";"Beskrivelse (en)"'
    assert path.read_bytes().decode("utf-8-sig").split("\r\n") == [
        f'"Rolle";{texts};"Dele";"Kompetence";"Niveau";"Vægt";"Minimum"',
        'x; Æ;\'=X;"Long.\nLonger.";a b;DS11 Agere cybersikkert;2;1;0',
        "x;;;;;DS12 Agere i henhold til GDPR;4;3;2",
        "tom;tom;tom;;;;;;",
        "",
    ]
    assert [facts(role) for role in read_roles(path)] == [facts(role) for role in roles]


def test_no_roles_can_be_written(tmp_path):
    write_roles([], tmp_path / "file.csv", language="en")
    assert read_roles(tmp_path / "file.csv") == ()


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        ([Role("")], "a role has no id"),
        ([Role("x"), Role("y"), Role("x")], "the id “x” is there twice"),
    ],
)
def test_roles_that_would_not_read_back_are_not_written(tmp_path, roles, message):
    with pytest.raises(InvalidValueError, match=message):
        write_roles(roles, tmp_path / "file.csv")
    assert not (tmp_path / "file.csv").exists()


def test_roles_of_two_scales_are_not_written_together(tmp_path):
    with pytest.raises(BindingError):
        write_roles([Role("a"), Role("b", scale=Scale.binary())], tmp_path / "file.csv")


def test_a_language_that_the_framework_does_not_have_is_an_error(tmp_path):
    with pytest.raises(UnknownLanguageError):
        write_roles([Role("a")], tmp_path / "file.csv", language="fr")
    with pytest.raises(UnknownLanguageError):
        write_target(Target.everything(), tmp_path / "file.csv", language="fr")


# --- targets ---


def test_a_file_of_a_target(file):
    path = file("Kompetence;Niveau;Antal", "DS12;ekspert;3", "PV11;;", "Agere cybersikkert;1;2.0")
    target = read_target(path)
    assert target == Target([Demand("PV11", 2), Demand("DS11", 1, 2), Demand("DS12", 4, 3)])


def test_a_target_needs_competencies_alone(file):
    assert read_target(file("Kompetence", "DS11")) == Target({"DS11": 1})


def test_columns_of_a_target_can_be_named_by_the_caller(file):
    path = file("Hvad;Mange;Note", "DS11;3;?")
    columns = {"Hvad": "competency", "Mange": "holders", "Note": None}
    assert read_target(path, columns=columns) == Target({"DS11": 3})


def test_all_errors_of_a_target_come_back_with_their_places(file):
    path = file(
        "Kompetence;Niveau;Antal", "DS11;0;", "DS99;2;", "DS12;2;0", "DS13;9;x", ";2;1", "DS13;;"
    )
    assert [error.partition(":")[0] for error in errors(read_target, path)] == [
        "row 2, column “Niveau”",
        "row 3, column “Kompetence”",
        "row 4, column “Antal”",
        "row 5, column “Niveau”",
        "row 5, column “Antal”",
        "row 6, column “Kompetence”",
    ]


def test_a_competency_that_is_demanded_twice_is_an_error_that_names_both_rows(file):
    (error,) = errors(read_target, file("Kompetence", "DS11", "DS12", "DS11"))
    assert error == "row 4, column “Kompetence”: DS11 is there twice (row 2, row 4)"


def test_a_target_without_a_demand_is_an_error(file):
    (error,) = errors(read_target, file("Kompetence;Antal"))
    assert error.startswith("row 2: there is no demand")


@pytest.mark.parametrize("name", ["file.csv", "file.xlsx"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_target_reads_back(tmp_path, name, language):
    if name.endswith("xlsx"):
        pytest.importorskip("xlsxwriter")
    target = Target([Demand("PV11", 4, 1_000_000_000), Demand("DS11", 1, 2)])
    write_target(target, tmp_path / name, language=language)
    assert read_target(tmp_path / name) == target


def test_a_target_as_it_is_written(tmp_path):
    write_target(Target({"DS11": 3}), tmp_path / "file.csv", language="en", delimiter="\t")
    lines = (tmp_path / "file.csv").read_text("utf-8-sig").splitlines()
    assert lines == ['"Competency"\t"Level"\t"Holders"', "DS11 Act cyber-securely\t2\t3"]


def test_anything_but_a_target_is_refused(tmp_path):
    with pytest.raises(InvalidTypeError):
        write_target({"DS11": 3}, tmp_path / "file.csv")


def test_all_errors_of_a_requirement_come_back_with_what_each_may_be(file):
    with pytest.raises(InvalidInputError) as caught:
        read_roles(file(ROLES, "S;DS99;0;0;200", "S;DS11;2;101;3", "T;DS12;3;;4"))
    assert [
        error.explain().split(". Did")[0].split(", 1 kend")[0] for error in caught.value.errors
    ] == [
        "row 2, column “Kompetence”: no competency “DS99” in " + " ".join(load().key),
        "row 2, column “Niveau”: 0 is not one of the whole numbers from 1 to 4",
        "row 2, column “Vægt”: 0 is not one of the whole numbers from 1 to 100",
        "row 2, column “Minimum”: level 200 is not on the scale. Allowed: 0 ingen",
        "row 3, column “Vægt”: 101 is not one of the whole numbers from 1 to 100",
        "row 3, column “Minimum”: 3 is not one of the whole numbers from 0 to 2",
        "row 4, column “Minimum”: 4 is not one of the whole numbers from 0 to 3",
    ]


def test_all_errors_of_a_demand_come_back_with_what_each_may_be(file):
    with pytest.raises(InvalidInputError) as caught:
        read_target(file("Kompetence;Niveau;Antal", "DS99;0;0"))
    assert [error.place for error in caught.value.errors] == [
        "row 2, column “Kompetence”",
        "row 2, column “Niveau”",
        "row 2, column “Antal”",
    ]
    assert caught.value.errors[1].message == "0 is not one of the whole numbers from 1 to 4"


def test_an_error_of_a_spreadsheet_is_no_title(file):
    with pytest.raises(InvalidInputError) as caught:
        read_roles(file("Rolle;Titel;Kompetence;Niveau", "S;#REF!;DS11;2"))
    (error,) = caught.value.errors
    assert str(error).startswith("row 2, column “Titel”: “#REF!” is an error of the spreadsheet")
