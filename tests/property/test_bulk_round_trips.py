"""Law: what goes into a matrix by way of a frame or a file comes out as it was."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import Profile, Unrated
from statskompetencer._cells import guarded
from statskompetencer.bulk import RatingMatrix
from statskompetencer.testing import frameworks, scales, teams

bindings = st.tuples(frameworks(), scales(max_level=100))


def about(person: Profile) -> dict[str, object]:
    return {
        "person": guarded(person.id),
        "unit": person.unit,
        "posts": guarded("|".join(person.roles)),
        "rater": person.rater and person.rater.value,
        "date": person.assessed_on and person.assessed_on.isoformat(),
    }


@given(bindings.flatmap(lambda both: teams(*both)))
def test_a_file_loses_nothing(people: list[Profile]) -> None:
    matrix = RatingMatrix.from_profiles(people)
    binding = {"framework": matrix.framework, "scale": matrix.scale}
    with TemporaryDirectory() as folder:
        for name in ("people.parquet", "people.arrow"):
            path = Path(folder, name)
            matrix.save(path)
            found = RatingMatrix.load(path, **binding)
            assert found == matrix
            assert found.to_profiles() == matrix.to_profiles()


def alike(people: list[Profile], rows: list[dict[str, object]]) -> None:
    frame = pl.DataFrame(rows, infer_schema_length=None)
    found = RatingMatrix.from_frame(frame)
    assert found == RatingMatrix.from_profiles(people)


@given(teams(min_size=1, max_size=4, units=("Jura", "HR og Økonomi", None)))
def test_a_wide_frame_loses_nothing(people: list[Profile]) -> None:
    rows = [
        {
            **about(person),
            **{
                key: "ikke relevant" if level is Unrated.NOT_RELEVANT else
                str(level) if isinstance(level, int) else None
                for key, level in person.ratings.items()
            },
        }
        for person in people
    ]  # fmt: skip
    alike(people, rows)


@given(teams(min_size=1, max_size=4, units=("Jura", "HR og Økonomi", None)))
def test_a_long_frame_loses_nothing(people: list[Profile]) -> None:
    rows = [
        {
            **about(person),
            "competency": key,
            "level": level if isinstance(level, int) else None,
            "relevant": level is not Unrated.NOT_RELEVANT,
        }
        for person in people
        for key, level in person.ratings.items()
    ]
    alike(people, rows)
