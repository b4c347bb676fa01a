"""A matrix goes into a file and comes out as it was, for the same framework and scale."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from statskompetencer import (
    BindingError,
    Competency,
    DuplicateRatingError,
    InvalidValueError,
    Profile,
    Scale,
    Unrated,
    UnreadableFileError,
)
from statskompetencer.bulk import RatingMatrix, saving

PEOPLE = [
    Profile("cy", {"PV11": 2}),
    Profile("bo", {"PV11": Unrated.NOT_RELEVANT, "DS11": 4}, unit="Jura", roles=["x", "y"]),
    Profile("Åse", {"PV11": 0}, unit="It", rater="self", assessed_on="2026-01-31"),
]


@pytest.fixture(params=["people.parquet", "people.arrow", "people.FEATHER"])
def path(request, tmp_path):
    return tmp_path / request.param


@pytest.mark.parametrize("people", [PEOPLE, PEOPLE[:1], []])
def test_all_comes_back(path, people) -> None:
    matrix = RatingMatrix.from_profiles(people)
    matrix.save(path)
    found = RatingMatrix.load(path)
    assert found == matrix
    assert found.to_profiles() == matrix.to_profiles()
    matrix.save(path)  # a file that is there is replaced
    assert RatingMatrix.load(path) == matrix


def test_many_come_back_in_several_batches(path, monkeypatch, make_framework, make_people) -> None:
    framework = make_framework(9)
    matrix = RatingMatrix.from_profiles(make_people(50, framework, Scale.default()))
    monkeypatch.setattr(saving, "_ROWS", 7)
    matrix.save(path)
    assert RatingMatrix.load(path, framework=framework) == matrix


def test_competencies_may_be_called_as_other_columns_are(path, make_framework) -> None:
    framework = make_framework(1, name="person")
    matrix = RatingMatrix.from_profiles([Profile("a", {"person0": 1}, framework=framework)])
    named = make_framework(1).extend(Competency("unit", {"en": "Unite"}), under="A", version="2")
    other = RatingMatrix.from_profiles([Profile("a", {"unit": 1}, framework=named)])
    for one in (matrix, other):
        one.save(path)
        assert RatingMatrix.load(path, framework=one.framework) == one


def test_other_programs_see_levels_and_nothing_else(tmp_path) -> None:
    path = tmp_path / "people.parquet"
    RatingMatrix.from_profiles(PEOPLE).save(path)
    table = pq.read_table(path)
    assert table["person"].to_pylist() == ["Åse", "bo", "cy"]
    assert table["unit"].to_pylist() == ["It", "Jura", None]
    assert table["posts"].to_pylist() == [[], ["x", "y"], []]
    assert table["PV11"].to_pylist() == [0, None, 2]
    assert table["DS11"].to_pylist() == [None, 4, None]


def test_what_is_for_something_else_is_refused(path, make_framework) -> None:
    RatingMatrix.from_profiles(PEOPLE).save(path)
    with pytest.raises(BindingError) as caught:
        RatingMatrix.load(path, scale=Scale.binary())
    assert caught.value.message == (
        "this is for framework ['digst-digitale-kompetencer', '2019'] and scale "
        "['statskompetencer-0-4', 4, 2], not for ['digst-digitale-kompetencer', '2019'] and "
        "['statskompetencer-binary', 1, 1]"
    )
    with pytest.raises(BindingError, match=r"not for .*mine"):
        RatingMatrix.load(path, framework=make_framework(32))
    with pytest.raises(BindingError, match=r"4, 2\], not for .*4, 3\]"):
        RatingMatrix.load(path, scale=Scale("statskompetencer-0-4", Scale.default(), holds_from=3))
    narrowed = make_framework(3, "digst-digitale-kompetencer", "2019")
    with pytest.raises(BindingError, match="'2019'] with other competencies and scale") as caught:
        RatingMatrix.load(path, framework=narrowed)
    assert "andre kompetencer" in caught.value.explain("da")


def test_what_levels_are_called_does_not_count(path) -> None:
    matrix = RatingMatrix.from_profiles(PEOPLE)
    matrix.save(path)
    renamed = [{"en": f"step {n}"} for n in range(5)]
    scale = Scale("statskompetencer-0-4", renamed, holds_from=2)
    found = RatingMatrix.load(path, scale=scale)
    assert found == matrix
    assert found.scale is scale


def test_a_table_of_ratings_is_no_saved_matrix(tmp_path) -> None:
    path = tmp_path / "people.parquet"
    pq.write_table(pa.table({"person": ["a"], "PV11": [1]}), path)
    with pytest.raises(UnreadableFileError, match=r"no saved matrix.*from_parquet"):
        RatingMatrix.load(path)


def changed(tmp_path, change):
    path = tmp_path / "people.parquet"
    RatingMatrix.from_profiles(PEOPLE).save(path)
    pq.write_table(change(pq.read_table(path)), path)
    return path


def test_a_file_that_was_changed_is_refused(tmp_path) -> None:
    path = changed(tmp_path, lambda table: table.drop_columns("unit"))
    with pytest.raises(UnreadableFileError, match="columns are not those that were saved"):
        RatingMatrix.load(path)

    def raised(table):
        place = table.schema.get_field_index("PV11")
        return table.set_column(place, table.schema.field("PV11"), pa.array([9, 1, 1], pa.uint8()))

    with pytest.raises(UnreadableFileError, match="level that is not on the scale"):
        RatingMatrix.load(changed(tmp_path, raised))

    def newer(table):
        held = {**json.loads(table.schema.metadata[b"statskompetencer"]), "format": 2}
        return table.replace_schema_metadata({"statskompetencer": json.dumps(held)})

    with pytest.raises(UnreadableFileError, match="format 2, not 1"):
        RatingMatrix.load(changed(tmp_path, newer))
    for broken in ("[1]", "{}", "no"):
        path = changed(
            tmp_path,
            lambda table, text=broken: table.replace_schema_metadata({"statskompetencer": text}),
        )
        with pytest.raises(UnreadableFileError, match="no saved matrix"):
            RatingMatrix.load(path)


def test_a_person_without_an_id_or_an_unknown_rater_is_refused(tmp_path) -> None:
    def without(table):
        place = table.schema.get_field_index("person")
        ids = pa.array([None, "a", "b"], pa.large_string())
        return table.set_column(place, table.schema.field("person"), ids)

    with pytest.raises(UnreadableFileError, match="a person without an id"):
        RatingMatrix.load(changed(tmp_path, without))

    def rated(table):
        place = table.schema.get_field_index("rater")
        raters = pa.array(["boss"] * 3).dictionary_encode()
        return table.set_column(place, table.schema.field("rater"), raters)

    with pytest.raises(UnreadableFileError, match="boss"):
        RatingMatrix.load(changed(tmp_path, rated))


def test_a_file_with_somebody_twice_is_refused(tmp_path) -> None:
    path = changed(tmp_path, lambda table: pa.concat_tables([table, table]))
    with pytest.raises(DuplicateRatingError, match="person “Åse” is there twice"):
        RatingMatrix.load(path)


def test_what_is_wrong_with_a_saved_matrix_is_said_by_every_reader(tmp_path) -> None:
    path = changed(tmp_path, lambda table: table.drop_columns("unit"))
    with pytest.raises(UnreadableFileError, match=r"people\.parquet cannot be read: its columns"):
        RatingMatrix.from_parquet(path)


def test_a_file_that_is_not_there_or_not_of_the_kind_is_refused(path, tmp_path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file") as caught:
        RatingMatrix.load(path)
    assert "findes ikke" in caught.value.explain("da")
    path.write_bytes(b"no")
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        RatingMatrix.load(path)
    with pytest.raises(UnreadableFileError, match="cannot be written: there is no such file"):
        RatingMatrix.from_profiles(PEOPLE).save(tmp_path / "nowhere" / path.name)
    with pytest.raises(InvalidValueError, match=r"people\.csv.*\.parquet"):
        RatingMatrix.from_profiles(PEOPLE).save(tmp_path / "people.csv")


def test_a_saved_matrix_is_also_read_as_parquet(tmp_path) -> None:
    path = tmp_path / "people.parquet"
    matrix = RatingMatrix.from_profiles(PEOPLE)
    matrix.save(path)
    seen: list[int] = []
    renamed = path.rename(tmp_path / "people.pq")
    assert RatingMatrix.from_parquet(renamed, progress=seen.append, rows=2) == matrix
    assert seen == [2, 3]
    path = renamed
    assert np.array_equal(RatingMatrix.from_parquet(path).columns, matrix.columns)
