"""Ratings are read from messy files without losing anything, and all errors come together."""

from __future__ import annotations

import pickle
import zipfile
from datetime import date
from pathlib import Path

import pytest

from statskompetencer import (
    Area,
    BindingError,
    Competency,
    DuplicateRatingError,
    Framework,
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Rater,
    RatingsFile,
    Scale,
    StatskompetencerError,
    UnknownLanguageError,
    UnknownNameError,
    Unrated,
    UnreadableFileError,
    check_coverage,
    load,
    read_ratings,
    write_ratings,
    write_template,
)

EXAMPLES = Path(__file__).parents[1] / "examples"
MODEL = load()
LONG = "Medarbejder;Kompetence;Niveau"


@pytest.fixture
def file(tmp_path: Path):
    """Write lines to a file and give its path."""

    def write(*lines: str, encoding: str = "utf-8", name: str = "ratings.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding)
        return path

    return write


def errors(path: Path, language: str = "en", **settings: object) -> list[str]:
    """The errors in a file as its readers see them."""
    with pytest.raises(InvalidInputError) as caught:
        read_ratings(path, **settings)
    return [error.explain(language) for error in caught.value.exceptions]


def own_framework() -> Framework:
    return load(EXAMPLES / "own-framework.json")


# --- the example ---


def test_the_example_agency_is_read_as_it_is():
    ratings = read_ratings(EXAMPLES / "agency.csv")
    assert (len(ratings), ratings.rows, ratings.form) == (60, 62, "wide")
    assert (ratings.encoding, ratings.delimiter, ratings.sheet) == ("cp1252", ";", None)
    answers = ratings.rated + ratings.blank + ratings.dont_know + ratings.not_relevant
    assert answers == 62 * 32
    assert (ratings.missing, ratings.ignored) == ((), ())
    assert len({profile.unit for profile in ratings}) == 5


def test_the_example_agency_in_a_sentence():
    ratings = read_ratings(EXAMPLES / "agency.csv")
    assert ratings.explain("en") == (
        "agency.csv: 62 rows about 60 people (one column a competency, cp1252, semicolon). "
        f"The answers are {ratings.rated} levels, {ratings.blank} blank, "
        f"{ratings.dont_know} “don’t know” and {ratings.not_relevant} “not relevant”."
    )


def test_two_sittings_of_one_person_in_the_example_are_put_together():
    person = next(p for p in read_ratings(EXAMPLES / "agency.csv") if p.id == "M1004")
    assert (person.level("SF31"), person.level("SS32"), person.level("DS11")) == (2, 0, 2)
    assert (person.rater, person.assessed_on) == (Rater.SELF, date(2026, 9, 29))
    assert person.unit == "Sagsbehandling Øst"


def test_what_is_read_goes_straight_into_an_analysis():
    ratings = read_ratings(EXAMPLES / "agency.csv")
    assert check_coverage(ratings).people == 60


def test_ten_mistakes_come_back_as_ten_errors_with_row_and_column():
    found = errors(EXAMPLES / "ten-mistakes.csv", "da")
    places = [
        *("række 3, kolonne “Kompetence”", "række 4, kolonne “Kompetence”"),
        *("række 6, kolonne “Niveau”", "række 7, kolonne “Niveau”", "række 8, kolonne “Niveau”"),
        *("række 9, kolonne “Medarbejder”", "række 10, kolonne “Dato”"),
        *("række 12, kolonne “Vurderet af”", "række 14, kolonne “Enhed”"),
        "række 16, kolonne “Niveau”",
    ]
    assert [error.partition(": ")[0] for error in found] == places
    assert "Mente du “Agere cybersikkert”?" in found[0]
    assert "“Jura og Råd” (række 13), “Borgerservice” (række 14)" in found[8]
    assert "2 (række 15), 3 (række 16)" in found[9]


def test_the_error_of_a_file_names_it_and_counts():
    with pytest.raises(InvalidInputError) as caught:
        read_ratings(EXAMPLES / "ten-mistakes.csv")
    assert caught.value.explain("da").startswith("ten-mistakes.csv: 10 fejl")
    assert pickle.loads(pickle.dumps(caught.value)).explain("da") == caught.value.explain("da")  # noqa: S301 - our own


# --- the two forms ---


def test_a_long_file(file):
    path = file(
        "Medarbejder;Enhed;Stillinger;Kompetence;Niveau;Vurderet af;Dato",
        "M1;Jura;a, b;DS11;2 - øvet;Leder;15-09-2026",
        "M2;It;;Agere i henhold til GDPR;Ikke relevant;;",
        "M1;Jura;b;PV11 Formulere user stories, acceptkriterier og kravspecifikationer;;Leder;"
        "15.09.2026",
        "M2;It;;DS11;ved ikke;;",
    )
    first, second = ratings = read_ratings(path)
    assert ratings.form == "long"
    assert (first.id, first.unit, first.roles) == ("M1", "Jura", ("a", "b"))
    assert (first.rater, first.assessed_on) == (Rater.MANAGER, date(2026, 9, 15))
    assert (first["DS11"], first["PV11"]) == (2, Unrated.NOT_ASSESSED)
    assert (second["DS12"], second["DS11"]) == (Unrated.NOT_RELEVANT, Unrated.NOT_ASSESSED)
    facts = ratings.rows, ratings.rated, ratings.blank, ratings.dont_know, ratings.not_relevant
    assert facts == (4, 1, 1, 1, 1)
    assert set(ratings.missing) == set(MODEL.competency_ids) - {"DS11", "DS12", "PV11"}


def test_a_wide_file_in_english(file):
    path = file(
        "Employee,Department,Rated by,DS12 Act in accordance with GDPR,[DS11]",
        'M1,"Law, and more",self,expert,',
        "M2,,,not relevant,0",
    )
    first, second = ratings = read_ratings(path)
    assert (ratings.form, ratings.delimiter) == ("wide", ",")
    assert (first["DS12"], first["DS11"]) == (4, Unrated.NOT_ASSESSED)
    assert (first.unit, first.rater) == ("Law, and more", Rater.SELF)
    assert (second["DS12"], second["DS11"]) == (Unrated.NOT_RELEVANT, 0)
    facts = ratings.rows, ratings.rated, ratings.blank, ratings.dont_know, ratings.not_relevant
    assert facts == (2, 2, 1, 0, 1)


def test_a_file_for_a_framework_and_a_scale_of_ones_own(file):
    framework, scale = own_framework(), Scale.binary()
    path = file("employee;1.1;1.2: Explain decisions in plain language", "M1;has;1")
    ratings = read_ratings(path, framework=framework, scale=scale)
    assert (ratings[0]["1.1"], ratings[0]["1.2"]) == (1, 1)
    assert (ratings.framework, ratings.scale) == (framework, scale)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_encoding_gives_the_same_people(file, encoding):
    path = file(LONG, "Må1;Sikre datakvalitet;øvet", encoding=encoding)
    ratings = read_ratings(path)
    assert (ratings[0].id, ratings[0]["DS22"], ratings.encoding) == ("Må1", 2, encoding)


def test_a_row_with_a_person_alone_is_a_person_without_ratings(file):
    ratings = read_ratings(file(LONG + ";Enhed", "M1;;;Jura", "M2;DS11;1;"))
    assert [(p.id, p.unit, len(p.rated)) for p in ratings] == [("M1", "Jura", 0), ("M2", None, 1)]
    assert (ratings.rows, ratings.blank) == (2, 0)


def test_blank_rows_are_no_rows_and_still_count_for_the_place(file):
    path = file("", LONG, ";;", "", "M1;DS11;9", " ; ;\t")
    assert errors(path)[0].startswith("row 5, column “Niveau”: level 9")


def test_short_rows_have_blank_cells_at_their_end(file):
    ratings = read_ratings(file(LONG + ";Enhed", "M1;DS11", "M2"))
    assert (len(ratings), ratings.blank, ratings[1].unit) == (2, 1, None)


def test_a_file_with_headers_alone_has_nobody_in_it(file):
    ratings = read_ratings(file(LONG))
    assert (len(ratings), ratings.rows, len(ratings.missing)) == (0, 0, 32)


def test_ids_stay_text(file):
    ratings = read_ratings(file(LONG, "007;DS11;1", "7;DS11;1", "1e5;DS11;1", "1.0;DS11;1"))
    assert [profile.id for profile in ratings] == ["007", "7", "1e5", "1.0"]


def test_the_caller_tells_what_columns_hold(file):
    path = file("Navn;Kode;Svar-id;Q1", "Bo;M1;77;2")
    columns = {"Navn": None, "svar id": None, "Kode": "person", "Q1": "DS11"}
    ratings = read_ratings(path, columns=columns)
    assert (ratings[0].id, ratings[0]["DS11"]) == ("M1", 2)
    assert ratings.ignored == ("Navn", "Svar-id")


def test_progress_is_told_by_the_thousand_and_at_the_end(file):
    seen: list[int] = []
    path = file(LONG, *(f"M{number};DS11;1" for number in range(2500)))
    read_ratings(path, progress=seen.append)
    assert seen == [1000, 2000, 2500]


# --- workbooks ---


def test_a_workbook_is_read_with_numbers_and_days_as_they_are(tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "file.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Svar")
        sheet.write_row(0, 0, ["Medarbejder", "Dato", "DS11"])
        sheet.write_row(1, 0, [1001, None, 2])
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.write_datetime(1, 1, date(2026, 9, 15), day)
    ratings = read_ratings(path)
    assert (ratings[0].id, ratings[0]["DS11"]) == ("1001", 2)
    assert ratings[0].assessed_on == date(2026, 9, 15)
    assert (ratings.encoding, ratings.delimiter, ratings.sheet) == (None, None, "Svar")
    assert "(en kolonne pr. kompetence, ark “Svar”)" in ratings.explain("da")
    assert "(one column a competency, sheet “Svar”)" in ratings.explain("en")
    with pytest.raises(UnknownNameError, match="no sheet “Ark1”"):
        read_ratings(path, sheet="Ark1")


# --- several rows of one person ---


def test_rows_that_do_not_overlap_are_put_together(file):
    path = file(
        LONG + ";Vurderet af;Dato",
        "M1;DS11;1;selv;01-09-2026",
        "M1;DS12;2;leder;02-09-2026",
        "M1;DS11;;leder;02-09-2026",
    )
    (person,) = read_ratings(path)
    assert (person["DS11"], person["DS12"]) == (1, 2)
    assert (person.rater, person.assessed_on) == (None, None)  # they are not those of all


def test_two_ratings_are_an_error_even_if_they_say_the_same(file):
    (error,) = errors(file(LONG, "M1;DS11;1", "M2;DS11;1", "M1;DS11;1"))
    assert error == (
        "row 4, column “Niveau”: person “M1” has 2 ratings of DS11: 1 (row 2), 1 (row 4); "
        'a rule can choose: rule="latest" or rule="rater"'
    )


def test_the_latest_rating_counts_if_that_is_the_rule(file):
    path = file(
        LONG + ";Dato", "M1;DS11;3;02-09-2026", "M1;DS11;1;01-09-2026", "M1;DS11;ikke relevant;"
    )
    assert read_ratings(path, rule="latest")[0]["DS11"] == 3


def test_the_best_rater_counts_if_that_is_the_rule(file):
    path = file(LONG + ";Vurderet af", "M1;DS11;3;selv", "M1;DS11;1;aftalt", "M1;DS11;2;leder")
    assert read_ratings(path, rule="rater")[0]["DS11"] == 1


def test_what_the_rule_cannot_decide_is_an_error_that_says_so(file):
    path = file(LONG + ";Dato", "M1;DS11;3;02-09-2026", "M1;DS11;ikke relevant;02-09-2026")
    (english,), (danish,) = errors(path, rule="latest"), errors(path, "da", rule="latest")
    assert english.endswith("3 (row 2), not relevant (row 3); the rule “latest” does not decide it")
    assert danish.endswith("3 (række 2), ikke relevant (række 3); reglen “latest” afgør det ikke")


def test_ratings_that_say_the_same_need_no_decision_once_there_is_a_rule(file):
    path = file(LONG + ";Dato", "M1;DS11;3;02-09-2026", "M1;DS11;3;02-09-2026")
    assert read_ratings(path, rule="latest")[0]["DS11"] == 3


def test_two_ratings_in_a_wide_file_have_the_column_of_the_competency(file):
    path = file("id;DS12;DS11", "M1;1;2", "M1;;3")
    (error,) = errors(path, "da")
    assert error.startswith("række 3, kolonne “DS11”: personen “M1” har 2 vurderinger af DS11")
    assert 'en regel kan vælge: rule="latest" eller rule="rater"' in error


def test_of_a_hundred_ratings_only_the_first_rows_are_named(file):
    (error,) = errors(file(LONG, *["M1;DS11;1"] * 100))
    assert "has 100 ratings of DS11: 1 (row 2), 1 (row 3), 1 (row 4), 1 (row 5), …;" in error


def test_one_error_for_each_competency_that_is_rated_twice(file):
    path = file("id;DS12;DS11", "M1;1;2", "M1;3;3")
    assert [error.partition(":")[0] for error in errors(path)] == [
        "row 3, column “DS12”",
        "row 3, column “DS11”",
    ]


def test_two_units_are_an_error_that_names_both_rows(file):
    path = file(LONG + ";Enhed", "M1;DS11;1;It", "M1;DS12;1;", "M1;DS13;1;Jura", "M1;DS21;1;It")
    (error,) = errors(path)
    assert error == (
        "row 4, column “Enhed”: person “M1” is in several units: “It” (row 2), “Jura” (row 4)"
    )


def test_under_the_rule_of_the_latest_the_newest_unit_counts(file):
    path = file(LONG + ";Enhed;Dato", "M1;DS11;1;It;02-09-2026", "M1;DS12;1;Jura;01-09-2026")
    assert read_ratings(path, rule="latest")[0].unit == "It"
    assert len(errors(path, rule="rater")) == 1


def test_two_units_on_the_same_day_are_an_error_under_any_rule(file):
    path = file(LONG + ";Enhed;Dato", "M1;DS11;1;It;02-09-2026", "M1;DS12;1;Jura;02-09-2026")
    assert "several units" in errors(path, rule="latest")[0]


def test_a_row_with_an_error_contradicts_nothing(file):
    path = file(LONG + ";Dato", "M1;DS11;1;", "M1;DS11;2;31-02-2026", "M1;DS11;9;")
    found = errors(path)
    assert [error.partition(":")[0] for error in found] == [
        "row 3, column “Dato”",
        "row 4, column “Niveau”",
    ]


def test_an_unknown_rule_is_an_error_before_anything_is_read(tmp_path):
    with pytest.raises(InvalidValueError, match="is not a rule"):
        read_ratings(tmp_path / "none.csv", rule="newest")


# --- errors ---


def test_all_errors_of_a_row_come_back_in_the_order_of_its_columns(file):
    path = file("Dato;id;Vurderet af;Kompetence;Niveau;Enhed", "x;;x;x;x;\u200b")
    places = [error.partition(":")[0] for error in errors(path)]
    columns = ["Dato", "id", "Vurderet af", "Kompetence", "Niveau", "Enhed"]
    assert places == [f"row 2, column “{column}”" for column in columns]


def test_all_errors_of_a_wide_row_come_back_even_without_a_person(file):
    places = [error.partition(":")[0] for error in errors(file("id;DS11;DS12;SS11", ";x;7;1"))]
    assert places == [f"row 2, column “{column}”" for column in ("id", "DS11", "DS12")]


def test_errors_in_the_headers_come_with_those_in_the_rows(file):
    found = errors(file(LONG + ";Svar-id", "M1;DS11;9;1"))
    assert [error.partition(":")[0] for error in found] == [
        "row 1, column “Svar-id”",
        "row 2, column “Niveau”",
    ]


def test_a_row_about_nobody_is_an_error_even_without_a_rating(file):
    (error,) = errors(file(LONG + ";Enhed", ";;;Jura"))
    assert error == "row 2, column “Medarbejder”: the cell is empty: write the id of the employee"


def test_a_level_without_a_competency_and_posts_that_are_none(file):
    found = errors(file(LONG + ";Stillinger", "M1;;2;", "M1;DS11;1;a\u200b"))
    assert "there is no competency" in found[0]
    assert found[1].startswith("row 3, column “Stillinger”: ")


@pytest.mark.parametrize("row", ["M1;DS11;1;;x", "M1;DS11;1;x", "M1;DS11;1;;;;x"])
def test_what_stands_outside_of_the_headers_is_an_error(file, row):
    (error,) = errors(file(LONG + ";", row))
    assert error.endswith("“x” stands in a column without a header")
    place = row.split(";").index("x")
    assert error.startswith(f"row 2, column {place + 1} ({'ABCDEFG'[place]}):")


def test_blank_cells_outside_of_the_headers_are_none(file):
    assert len(read_ratings(file(LONG + ";;", "M1;DS11;1;; ;;;"))) == 1


def test_a_quotation_mark_that_does_not_close_comes_after_the_errors_before_it(file):
    found = errors(file(LONG, "M1;DS11;9", 'M2;DS11;"1', "M3;DS11;8"))
    assert [error.partition(":")[0] for error in found] == ["row 2, column “Niveau”", "row 3"]
    assert "nothing below was read" in found[1]


def test_a_quotation_mark_that_does_not_close_in_the_headers(file):
    (error,) = errors(file('"Medarbejder;Kompetence;Niveau', "M1;DS11;1"))
    assert error.startswith("row 1: a quotation mark")


def test_without_a_column_for_the_person_nothing_is_read(file):
    (error,) = errors(file("Kompetence;Niveau", "DS11;9"), "da")
    assert error.startswith("række 1: der er ingen kolonne “Medarbejder”. Tilladt: Medarbejder, ")
    (error,) = errors(file("Enhed;DS11", "It;9"))
    assert error.startswith("row 1: there is no column “Employee”")


def test_a_misspelt_header_is_one_error_and_not_two(file):
    (error,) = errors(file("Medarbejdr;Kompetence;Niveau", "M1;DS11;9"))
    assert "Did you mean “Medarbejder”" in error


def test_without_a_competency_anywhere_nothing_is_read(file):
    found = errors(file("id;Enhed", "M1;It"))
    assert [error.partition(".")[0] for error in found] == [
        "row 1: there is no column “Competency”",
        "row 1: there is no column “Level”",
    ]


def test_the_two_forms_do_not_mix(file):
    (error,) = errors(file("id;Kompetence;Niveau;DS11", "M1;DS12;1;1"))
    assert error.startswith("row 1, column “DS11”: a single competency beside a column")
    (error,) = errors(file("id;Niveau;DS11", "M1;1;1"))
    assert error.startswith("row 1, column “Niveau”: levels beside columns of single")


def test_the_errors_hold_no_trace_into_the_reader(file):
    with pytest.raises(InvalidInputError) as caught:
        read_ratings(file(LONG, "M1;DS11;9"))
    assert caught.value.exceptions[0].__traceback__ is None


def test_what_is_no_table_is_an_error_of_the_library(file, tmp_path):
    with pytest.raises(UnreadableFileError, match="a PDF file"):
        read_ratings(file("%PDF-1.7"))
    with pytest.raises(InvalidTypeError, match="not the path of a file"):
        read_ratings(3)
    with pytest.raises(UnreadableFileError):
        read_ratings(tmp_path)


# --- what was read, as a value ---


def small(file) -> RatingsFile:
    path = file("id;DS11;DS12;Svar", "M1;2;;x", "M2;ved ikke;ikke relevant;y")
    return read_ratings(path, columns={"Svar": None})


def test_it_is_a_sequence_of_profiles(file):
    ratings = small(file)
    assert isinstance(ratings[0], Profile)
    assert ratings[1:] == (ratings[1],)
    assert [profile.id for profile in reversed(ratings)] == ["M2", "M1"]
    assert ratings[0] in ratings


def test_it_says_what_was_read_in_sentences_without_naming_anybody(file):
    ratings = small(file)
    assert ratings.explain("da") == (
        "ratings.csv: 2 rækker om 2 personer (en kolonne pr. kompetence, utf-8, semikolon). "
        "Svarene fordeler sig på 1 niveau, 1 tomt, 1 “ved ikke” og 1 “ikke relevant”. "
        "Ingen række eller kolonne om 30 af 32: "
        + ", ".join(c.title("da") for c in MODEL.competencies[:5])
        + ", …. Udeladt: “Svar”."
    )
    assert ratings.explain("en").endswith("Left out: “Svar”.")
    assert ratings.explain() == ratings.explain("da")
    assert "M1" not in ratings.explain("en") + repr(ratings) + ratings.to_html()


def test_few_missing_competencies_are_all_named(file):
    ids = [key for key in MODEL.competency_ids if key not in {"DS11", "DS12"}]
    ratings = read_ratings(file(";".join(["id", *ids]), "M1"))
    assert "No row or column is about 2 of 32: Act cyber-securely, " in ratings.explain("en")
    assert "…" not in ratings.explain("en")


def test_a_bar_is_named_as_it_is(file):
    ratings = read_ratings(file("sep=|", "id|DS11", "M1|2"))
    assert "utf-8, “|”" in ratings.explain("da")


def test_a_language_that_the_framework_does_not_have_is_an_error(file):
    for ask in (RatingsFile.explain, RatingsFile.to_html, RatingsFile.to_rows):
        with pytest.raises(UnknownLanguageError):
            ask(small(file), "fr")


def test_as_plain_values_people_are_counted_unless_asked_for(file):
    ratings = small(file)
    values = ratings.to_dict()
    assert values.pop("path").endswith("ratings.csv")
    assert values == {
        "form": "wide",
        "encoding": "utf-8",
        "delimiter": ";",
        "sheet": None,
        "framework": list(MODEL.key),
        "scale": list(Scale.default().key),
        "rows": 2,
        "people": 2,
        "rated": 1,
        "blank": 1,
        "dont_know": 1,
        "not_relevant": 1,
        "missing": [key for key in MODEL.competency_ids if key not in {"DS11", "DS12"}],
        "ignored": ["Svar"],
        "similar_people": 0,
        "similar_units": [],
    }
    assert ratings.to_dict(people=True)["people"] == [profile.to_dict() for profile in ratings]


def test_rows_for_a_data_frame_have_a_row_for_each_person_and_competency(file):
    path = file(LONG + ";Enhed;Stilling;Dato;Vurderet af", "M1;DS11;2;It;a;2026-09-15;selv")
    rows = read_ratings(path).to_rows("en")
    assert len(rows) == 32
    assert next(row for row in rows if row["level"] is not None) == {
        "person": "M1",
        "unit": "It",
        "roles": ["a"],
        "rater": "self",
        "assessed_on": "2026-09-15",
        "competency": "DS11",
        "title": "Act cyber-securely",
        "level": 2,
        "state": "rated",
    }
    (blank, *_) = read_ratings(file(LONG, "M1")).to_rows()
    assert (blank["rater"], blank["assessed_on"]) == (None, None)


def test_it_shows_what_it_is(file):
    assert repr(small(file)) == (
        "<RatingsFile ratings.csv: 2 people in 2 rows, 1 rated, 1 blank, 1 don't know, "
        "1 not relevant; 30 of 32 competencies missing>"
    )


def test_a_notebook_shows_a_table_in_either_language(file):
    ratings = small(file)
    assert '<th scope="row">tomme</th><td>1</td>' in ratings._repr_html_()
    assert '<th scope="row">blank</th><td>1</td>' in ratings.to_html("en")
    assert MODEL.titles_note("en") in ratings.to_html("en")


def test_what_was_read_is_a_value(file):
    first, second = small(file), small(file)
    assert first == second
    assert pickle.loads(pickle.dumps(first)) == second  # noqa: S301 - our own


# --- writing ---


def people() -> list[Profile]:
    return [
        Profile(
            "=M1",
            {"DS11": 3, "DS12": Unrated.NOT_RELEVANT, "PV11": 0},
            unit="Jura og Råd",
            roles=["b", "@a"],
            rater="agreed",
            assessed_on="2026-09-05",
        ),
        Profile("007"),
    ]


@pytest.mark.parametrize("language", ["da", "en", None])
@pytest.mark.parametrize("form", ["long", "wide"])
@pytest.mark.parametrize("name", ["file.csv", "file.xlsx"])
def test_what_is_written_reads_back(tmp_path, name, form, language):
    if name.endswith("xlsx"):
        pytest.importorskip("xlsxwriter")
    path = tmp_path / name
    write_ratings(people(), path, form=form, language=language)
    ratings = read_ratings(path)
    assert [*ratings] == people()
    assert ratings.form == form


def test_a_long_file_as_it_is_written(tmp_path):
    path = tmp_path / "file.csv"
    write_ratings(people(), str(path))
    assert path.read_text("utf-8-sig").splitlines() == [
        '"Medarbejder";"Enhed";"Stillinger";"Vurderet af";"Dato";"Kompetence";"Niveau"',
        '\'=M1;Jura og Råd;"b, @a";Aftalt;2026-09-05;PV11;0',
        '\'=M1;Jura og Råd;"b, @a";Aftalt;2026-09-05;DS11;3',
        '\'=M1;Jura og Råd;"b, @a";Aftalt;2026-09-05;DS12;ikke relevant',
        "007;;;;;;",
    ]


def test_a_wide_file_as_it_is_written(tmp_path):
    path = tmp_path / "file.csv"
    write_ratings(people(), path, form="wide", language="en", delimiter=",", encoding="utf-16")
    head, first, second = path.read_text("utf-16").splitlines()
    assert head.startswith('"Employee","Unit","Posts","Rated by","Date","SF11 ')
    assert first.startswith('\'=M1,Jura og Råd,"b, @a",Agreed,2026-09-05,,')
    assert first.split(",")[-8:] == ["3", "not relevant", *[""] * 6]
    assert second == "007" + "," * 36


def test_what_was_read_can_be_written(tmp_path):
    ratings = read_ratings(EXAMPLES / "agency.csv")
    write_ratings(ratings, tmp_path / "file.csv")
    assert read_ratings(tmp_path / "file.csv").profiles == ratings.profiles


def test_nobody_can_be_written(tmp_path):
    write_ratings([], tmp_path / "file.csv", form="wide")
    ratings = read_ratings(tmp_path / "file.csv")
    assert (len(ratings), ratings.missing) == (0, ())


def test_a_file_for_a_framework_without_danish_has_english_headers(tmp_path):
    framework = own_framework()
    profile = Profile("M1", {"1.1": 2}, framework=framework)
    write_ratings([profile], tmp_path / "file.csv", form="wide")
    assert (tmp_path / "file.csv").read_text("utf-8-sig").startswith('"Employee"')
    assert read_ratings(tmp_path / "file.csv", framework=framework)[0] == profile
    with pytest.raises(UnknownLanguageError):
        write_ratings([profile], tmp_path / "file.csv", language="da")


def test_a_competency_that_is_called_like_a_usual_header_reads_back(tmp_path):
    competencies = [Competency("employee", {"en": "id"}), Competency("level", {"en": "date"})]
    framework = Framework("f", "1", {"en": "F"}, [Area("a", {"en": "A"}, competencies)])
    profile = Profile("M1", {"employee": 1, "level": 2}, framework=framework)
    for form in ("wide", "long"):
        write_ratings([profile], tmp_path / "file.csv", form=form)
        assert [*read_ratings(tmp_path / "file.csv", framework=framework)] == [profile]


def test_profiles_of_two_scales_are_not_written_together(tmp_path):
    with pytest.raises(BindingError):
        write_ratings([Profile("a"), Profile("b", scale=Scale.binary())], tmp_path / "file.csv")


@pytest.mark.parametrize("form", ["widee", "", None, ["wide"]])
def test_there_are_two_forms(tmp_path, form):
    with pytest.raises(InvalidValueError) as caught:
        write_ratings([], tmp_path / "file.csv", form=form)
    assert caught.value.allowed == ("long", "wide")
    with pytest.raises(InvalidValueError):
        write_template(tmp_path / "file.csv", form=form)


# --- templates ---


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("form", ["long", "wide"])
@pytest.mark.parametrize("name", ["file.csv", "file.xlsx"])
def test_a_template_reads_back_with_nothing_assessed(tmp_path, name, form, language):
    if name.endswith("xlsx"):
        pytest.importorskip("xlsxwriter")
    path = tmp_path / name
    write_template(path, form=form, people=["M1", "007"], language=language)
    ratings = read_ratings(path)
    assert [*ratings] == [Profile("M1"), Profile("007")]
    assert (ratings.form, ratings.blank, ratings.missing) == (form, 64, ())


def test_a_template_has_id_and_title_of_each_competency(tmp_path):
    path = tmp_path / "file.csv"
    write_template(path)
    (line,) = path.read_text("utf-8-sig").splitlines()
    assert '"DS11 Agere cybersikkert"' in line
    write_template(path, form="long", people=["M1"], language="en")
    lines = path.read_text("utf-8-sig").splitlines()
    assert len(lines) == 33
    assert "M1;;;;;DS11 Act cyber-securely;" in lines


def test_a_template_for_nobody_is_headers_alone(tmp_path):
    write_template(tmp_path / "file.csv", form="long")
    assert len(read_ratings(tmp_path / "file.csv")) == 0


@pytest.mark.parametrize("form", ["long", "wide"])
def test_a_workbook_to_fill_in_has_lists_to_choose_from(tmp_path, form):
    pytest.importorskip("xlsxwriter")
    path = tmp_path / "file.xlsx"
    write_template(path, form=form, people=["M1"])
    with zipfile.ZipFile(path) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    last = "G" if form == "long" else "AK"
    assert "0 - ingen,1 - kendskab,2 - øvet,3 - erfaren,4 - ekspert,ved ikke,ikke relevant" in xml
    assert f'sqref="{last}2:{last}1001"' in xml
    assert xml.count("<dataValidation ") == (2 if form == "long" else 33)
    assert "Selv,Leder,Aftalt" in xml


def test_long_names_of_levels_give_way_to_numbers_in_such_a_list(tmp_path):
    pytest.importorskip("xlsxwriter")
    scale = Scale("lang", [{"da": "x" * 100 + str(n)} for n in "abc"], holds_from=1)
    path = tmp_path / "file.xlsx"
    write_template(path, scale=scale)
    with zipfile.ZipFile(path) as book:
        assert "0,1,2,ved ikke" in book.read("xl/worksheets/sheet1.xml").decode()


def test_a_template_for_a_framework_of_ones_own(tmp_path):
    framework = own_framework()
    write_template(tmp_path / "file.csv", framework=framework, people=["M1"])
    (person,) = read_ratings(tmp_path / "file.csv", framework=framework)
    assert person == Profile("M1", framework=framework)


@pytest.mark.parametrize(
    ("people", "error"),
    [
        (["M1", "M1"], InvalidValueError),
        ([""], InvalidValueError),
        ([7], InvalidTypeError),
        ("M1", InvalidTypeError),
        (7, InvalidTypeError),
    ],
)
def test_people_of_a_template_are_different_ids(tmp_path, people, error):
    with pytest.raises(error) as caught:
        write_template(tmp_path / "file.csv", people=people)
    assert isinstance(caught.value, StatskompetencerError)
    assert not (tmp_path / "file.csv").exists()


def test_a_contradiction_is_an_error_about_ratings(file):
    with pytest.raises(InvalidInputError) as caught:
        read_ratings(file(LONG, "M1;DS11;1", "M1;DS11;2"))
    assert [type(error) for error in caught.value.exceptions] == [DuplicateRatingError]


def test_people_and_units_in_two_spellings_are_told_without_naming_anybody(file):
    path = file(LONG + ";Enhed", "Ma1;DS11;2;Jura", "mA1;DS11;2;JURA", "ma1;DS11;2;It", "b;DS11;1;")
    ratings = read_ratings(path)
    assert len(ratings) == 4
    assert ratings.similar_people == (("Ma1", "mA1", "ma1"),)
    assert ratings.similar_units == (("Jura", "JURA"),)
    assert ratings.explain("da").endswith(
        "3 id’er ligner hinanden så meget, at de kan være samme person. "
        "Enheden er stavet på flere måder: “Jura” og “JURA”."
    )
    english = ratings.explain("en")
    assert "3 ids are so alike that they may be the same person. The unit is spelt" in english
    assert "ma1" not in english.casefold()
    assert ratings.to_dict()["similar_people"] == 3
    assert ratings.to_dict()["similar_units"] == [["Jura", "JURA"]]
    assert ratings.to_dict(people=True)["similar_people"] == [["Ma1", "mA1", "ma1"]]


def test_one_person_in_two_unicode_forms_is_one(file):
    ratings = read_ratings(file(LONG, "\u00e5;DS11;2", "a\u030a;DS12;3"))
    assert [(one.id, one["DS11"], one["DS12"]) for one in ratings] == [("\u00e5", 2, 3)]
    assert ratings.similar_people == ()


def test_a_title_above_the_headers_is_an_error_that_says_where_they_stand(file):
    for above in (["Kompetencer", "15-09-2026"], ["Kompetencer,,", ""]):
        (error,) = errors(file(*above, "Medarbejder,DS11,DS12", "M1,1,2"))
        assert error == "row 1: the headers seem to stand in row 3: delete the rows above it"


def test_an_open_quotation_mark_near_the_top_comes_after_the_errors_above_it(file):
    found = errors(file(LONG, "M1;DS11;9", 'M2;"DS11;2'))
    assert [error.partition(": ")[0] for error in found] == ["row 2, column “Niveau”", "row 3"]


def test_bars_part_cells_where_the_headers_say_so(file):
    ratings = read_ratings(file("Medarbejder|Enhed|DS11", "M1|a;b|2"))
    assert (ratings.delimiter, ratings[0].unit, ratings[0]["DS11"]) == ("|", "a;b", 2)


def test_a_line_break_in_a_cell_does_not_break_the_message(file):
    (error,) = errors(file(LONG, 'M1;DS11;"2\n3"'))
    assert "“2 ⏎ 3”" in error
    assert "\n" not in error
    (error,) = errors(file('Medarbejder;DS11;"Har du\r\nmere?"'))
    assert 'columns={"Har du mere?": None}' in error


def test_a_cell_that_is_too_long_says_so(file):
    (error,) = errors(file(LONG, f'M1;DS11;"{"x" * 140_000}"'))
    assert error == "row 2: a cell has more than 131072 characters; nothing below was read"


def test_errors_in_ten_thousand_cells_share_their_texts(file):
    ids = MODEL.competency_ids[:10]
    with pytest.raises(InvalidInputError) as caught:
        read_ratings(file(";".join(["id", *ids]), *[f"M{n}" + ";x" * 10 for n in range(1000)]))
    assert len(caught.value.exceptions) == 10_000
    assert len({id(error.message) for error in caught.value.errors}) == 1
    assert len({id(error.allowed) for error in caught.value.errors}) == 1


# --- what only the XML of a workbook tells ---


@pytest.fixture
def book(tmp_path: Path):
    """Write a workbook with these cells, formulas with their values, and merged ranges."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")

    def write(*rows: list[object], merged: tuple[str, ...] = ()) -> Path:
        path = tmp_path / "ratings.xlsx"
        with xlsxwriter.Workbook(path) as made:
            sheet = made.add_worksheet("Svar")
            for cells in merged:
                sheet.merge_range(cells, "")
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, tuple):
                        sheet.write_formula(number, column, *cell)
                    elif cell is not None:
                        sheet.write(number, column, cell)
        return path

    return write


def test_errors_of_a_spreadsheet_are_errors_even_throughout_a_row(book):
    wrong = "=NA()", None, "#N/A"
    found = errors(
        book(
            ["id", "Enhed", "DS11"],
            [wrong, None, wrong],
            ["M1", ("=A1", None, "#REF!"), 2],
            ["M2", None, ("=1+1", None, 2)],
            [None, wrong, None],
        )
    )
    assert [error.partition(" is an error")[0] for error in found] == [
        "row 2, column “id”: “#N/A”",
        "row 2, column “DS11”: “#N/A”",
        "row 3, column “Enhed”: “#REF!”",
        "row 5, column “id”: the cell is empty: write the id of the employee",
        "row 5, column “Enhed”: “#N/A”",
    ]


def test_a_formula_without_a_value_is_an_error_even_in_the_last_row(book):
    path = book(["id", "DS11"], ["M1", 2], [("=A1&A2", None, "x"), ("=1+1", None, 7)])
    rewritten(path, (b"<v>7</v>", b""), (b"<v>x</v>", b""))
    found = errors(path)
    assert [error.partition(" yet")[0] for error in found] == [
        f"row 3, column “{name}”: the formula here has no value" for name in ("id", "DS11")
    ]


def test_cells_that_are_merged_over_several_rows_are_an_error(book):
    rows = ["id", "Enhed", "DS11", "Note"], ["M1", "Jura", 1, "x"], ["M2", None, 2]
    path = book(*rows, merged=("B2:B3", "D2:D3", "E1:F1"))
    with pytest.raises(InvalidInputError) as caught:
        read_ratings(path, columns={"Note": None})
    (error,) = caught.value.errors
    assert error.explain().startswith("row 2, column “Enhed”: the cells B2:B3 are merged, and")
    assert "cellerne B2:B3 er flettet" in error.danish


def test_cells_merged_within_the_headers_or_within_a_row_are_no_error(book):
    path = book([], ["id", "DS11"], ["M1", 2], merged=("A1:B1", "C3:D3"))
    assert read_ratings(path)[0]["DS11"] == 2


def rewritten(path: Path, *changes: tuple[bytes, bytes]) -> None:
    """Change the XML of the only sheet of a workbook."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for before, after in changes:
        assert before in parts["xl/worksheets/sheet1.xml"]
        text = parts["xl/worksheets/sheet1.xml"].replace(before, after)
        parts["xl/worksheets/sheet1.xml"] = text
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
