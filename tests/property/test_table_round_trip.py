"""What is written to a table reads back as it was: ratings in both forms, roles and targets."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statskompetencer import (
    Profile,
    Role,
    read_ratings,
    read_roles,
    read_target,
    write_ratings,
    write_roles,
    write_target,
    write_template,
)
from statskompetencer.testing import frameworks, ids, person_ids, profiles, roles, targets

if TYPE_CHECKING:
    from datetime import date

forms = st.sampled_from(["long", "wide"])
delimiters = st.sampled_from([";", ",", "\t"])
encodings = st.sampled_from(["utf-8-sig", "utf-8", "utf-16"])


@st.composite
def people(draw: st.DrawFn, framework=None) -> list[Profile]:
    """Different people of one framework, with everything that a profile can have."""
    persons = draw(st.lists(dangerous(person_ids()), max_size=4, unique=True))
    unit = st.none() | dangerous(person_ids())
    return [draw(profiles(framework, id=person, unit=unit)) for person in persons]


def dangerous(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts, some of which a spreadsheet would run or take for a number or a day."""
    special = ["=1+1", "+45", "-1", "@x", "'", "'=x", "007", "1e5", "1.0", "2026-09-15", "–", "?"]
    special += ["ialt", "total:", "'Total", "#REF!", "#n/a", "None"]
    return texts | st.sampled_from(special)


def facts(role: Role) -> tuple[object, ...]:
    """All that a table holds of a role."""
    texts = [{text.language: text.text for text in of} for of in (role.titles, role.descriptions)]
    return role.id, role.requirements, *texts, role.parts


@given(
    frameworks().flatmap(lambda f: st.tuples(st.just(f), people(f))), forms, delimiters, encodings
)
def test_ratings_in_csv(case, form, delimiter, encoding):
    framework, given_people = case
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        write_ratings(given_people, path, form=form, delimiter=delimiter, encoding=encoding)
        if given_people:
            ratings = read_ratings(path, framework=framework)
            assert [*ratings] == given_people
            assert (ratings.form, ratings.delimiter) == (form, delimiter)


@settings(max_examples=25)
@given(people(), forms)
def test_ratings_in_a_workbook(given_people, form):
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.xlsx"
        write_ratings(given_people, path, form=form)
        assert [*read_ratings(path)] == given_people


@given(st.dates(), st.sampled_from(["da", "en"]), forms)
def test_every_day_of_the_calendar(tmp_path_factory, day: date, language, form):
    path = tmp_path_factory.getbasetemp() / "day.csv"
    write_ratings([Profile("a", assessed_on=day)], path, form=form, language=language)
    assert read_ratings(path)[0].assessed_on == day


@given(frameworks(), st.lists(dangerous(person_ids()), max_size=3, unique=True), forms, delimiters)
def test_a_template_reads_back_with_nothing_assessed(framework, persons, form, delimiter):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        write_template(path, form=form, framework=framework, people=persons, delimiter=delimiter)
        expected = [Profile(person, framework=framework) for person in persons]
        assert [*read_ratings(path, framework=framework)] == expected


role_ids = dangerous(ids()).filter(lambda id_: not {*",;|"} & {*id_})


@given(
    frameworks().flatmap(
        lambda f: st.tuples(
            st.just(f),
            st.lists(roles(f, id=role_ids), max_size=3, unique_by=lambda r: r.id),
        )
    ),
    delimiters,
    encodings,
)
def test_roles(case, delimiter, encoding):
    framework, given_roles = case
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        write_roles(given_roles, path, delimiter=delimiter, encoding=encoding)
        if given_roles:
            back = read_roles(path, framework=framework)
            assert [facts(role) for role in back] == [facts(role) for role in given_roles]


@given(frameworks().flatmap(lambda f: st.tuples(st.just(f), targets(f))), delimiters, encodings)
def test_a_target(case, delimiter, encoding):
    framework, target = case
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        write_target(target, path, delimiter=delimiter, encoding=encoding)
        assert read_target(path, framework=framework) == target
