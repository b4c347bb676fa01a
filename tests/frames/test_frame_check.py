"""Every error of a frame is told with its rows, on every engine."""

from __future__ import annotations

import pickle

import pytest

from statskompetencer import InvalidInputError, Scale, load
from statskompetencer.exceptions import DuplicateRatingError, UnknownNameError
from statskompetencer.frames import check


def told(found) -> list[str]:
    return found.explain().splitlines()[1:]


def one_row(engine, **columns):
    row = {"person": "a", "competency": "DS11", "level": 2, **columns}
    return engine.make(**{name: [value] for name, value in row.items()})


def test_nothing_is_wrong_with_all_three_states_and_a_row_that_names_a_person(agency):
    found = check(agency)
    assert (found.ok, found.rows, len(found), [*found]) == (True, 8, 0, [])
    assert found.explain() == "8 rows: no errors."
    assert found.explain("da") == "8 rækker: ingen fejl."
    assert repr(found) == "<FrameCheck of 8 rows: no errors>"
    found.raise_for_errors()


def test_an_unknown_competency_is_told_with_the_nearest_and_how_many_rows(engine):
    frame = engine.make(
        person=["a", "b", "c"], competency=["DS1x", "DS1x", "DS11"], level=[1, 2, 3]
    )
    found = check(frame)
    (problem,) = found
    assert isinstance(problem.error, UnknownNameError)
    assert problem.rows == 2
    assert problem.explain().startswith(
        'column "competency": no competency “DS1x” in digst-digitale-kompetencer 2019. Did you'
    )
    assert problem.error.explain("da").startswith('kolonnen "competency": der er ingen kompetence')
    people = sorted(row["person"] for row in problem.examples)
    assert people == ["a", "b"]
    if engine.is_lazy:
        assert all("row" not in row for row in problem.examples)
    else:
        assert sorted(row["row"] for row in problem.examples) == [0, 1]


NO_ID = "is not an id: with space around it or doubled, or with control characters"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"person": None}, "there is no id"),
        ({"person": ""}, "there is no id"),
        ({"person": " a"}, f"' a' {NO_ID}"),
        ({"person": "a  b"}, f"'a  b' {NO_ID}"),
        ({"unit": ""}, "the name is empty: leave the cell out"),
        ({"unit": "J\t"}, f"'J\\t' {NO_ID}"),
        ({"competency": None}, "there is no competency"),
        ({"level": 5}, "5 is not a level. Allowed: 0-4."),
        ({"level": -1}, "-1 is not a level. Allowed: 0-4."),
        ({"level": 1.5}, "1.5 is not a level. Allowed: 0-4."),
        ({"relevant": False}, "there is a level beside “not relevant”: it is one or the other"),
        (
            {"rater": "manger"},
            "'manger' is not a rater. Did you mean “manager”? Allowed: self, manager, agreed.",
        ),
    ],
)
def test_each_kind_of_wrong_cell_is_told(engine, columns, expected):
    (line,) = told(check(one_row(engine, **columns)))
    (name,) = columns
    said = line.strip().replace("5.0", "5").replace("-1.0", "-1")
    assert said == f'column "{name}": {expected} (1 row)'


def test_levels_that_are_whole_numbers_in_a_column_of_floats_are_right(engine):
    frame = engine.make(person=["a", "b"], competency=["DS11", "DS11"], level=[2.0, None])
    assert check(frame).ok


def test_two_ratings_of_one_competency_are_told_unless_rounds_tell_them_apart(engine):
    frame = engine.make(
        person=["a", "a", "a"], round=[1, 2, 1], competency=["DS11"] * 3, level=[1, 2, None]
    )
    (problem,) = check(frame)
    assert isinstance(problem.error, DuplicateRatingError)
    assert problem.rows == 2
    assert problem.explain() == (
        'column "person": person “a” has 2 ratings of DS11; put them together first: '
        'resolve(frame, "latest") or resolve(frame, "rater") (2 rows)'
    )
    assert {row["level"] for row in problem.examples} == {1, 2}
    assert check(frame, by="round").ok


def test_a_rating_and_not_relevant_are_two(engine):
    frame = engine.make(
        person=["a", "a"], competency=["DS11"] * 2, level=[1, None], relevant=[True, False]
    )
    assert len(check(frame)) == 1


def test_a_person_in_two_units_is_told(engine):
    frame = engine.make(
        person=["a", "a", "b", "b"], unit=["J", "K", "J", None],
        competency=["DS11", "DS12", "DS11", "DS12"], level=[1, 2, 3, 4],
    )  # fmt: skip
    assert [line.strip() for line in told(check(frame))] == [
        'column "unit": person “a” is in several units (or in one and in none) (2 rows)',
        'column "unit": person “b” is in several units (or in one and in none) (2 rows)',
    ]
    assert len(check(frame, by="unit")) == 2


def test_a_person_may_change_units_between_rounds(engine):
    frame = engine.make(
        person=["a", "a"], unit=["J", "K"], round=[1, 2], competency=["DS11"] * 2, level=[1, 2]
    )
    assert check(frame, by=["round", "unit"]).ok
    assert not check(frame).ok


def test_who_is_not_on_the_list_of_people_is_told_and_who_is_there_twice(engine):
    frame = engine.make(person=["a", "x"], competency=["DS11"] * 2, level=[1, 2])
    people = engine.make(person=["a", "b", "b", None])
    assert [line.strip() for line in told(check(frame, people=people))] == [
        "people: “b” is listed 2 times (2 rows)",
        "people: there is no id (1 row)",
        'column "person": “x” is not on the list of people (1 row)',
    ]


def test_a_unit_that_is_not_on_the_list_is_told_with_the_nearest(engine):
    frame = engine.make(
        person=["a", "b"], unit=["Jura", None], competency=["DS11"] * 2, level=[1, 2]
    )
    found = check(frame, by="unit", units=["Jurat", "It"])
    assert [line.strip() for line in told(found)] == [
        'column "unit": “Jura” is not on the list of units. Did you mean “Jurat”? (1 row)'
    ]
    assert check(frame, by="unit", units=["Jura"]).ok


def test_of_many_wrong_values_the_first_are_told_and_the_others_counted(engine):
    frame = engine.make(
        person=[f"p{n}" for n in range(6)],
        competency=["x1", "x1", "x2", "x3", "x3", "x3"],
        level=[1] * 6,
    )
    found = check(frame, most=2)
    assert [problem.rows for problem in found] == [3, 2, 1]
    assert told(found)[-1].strip() == 'column "competency": 1 more of the same kind (1 row)'


def test_all_errors_come_together_as_one_that_can_be_raised_and_pickled(engine):
    frame = engine.make(person=["", "b"], competency=["DS99", "DS11"], level=[1, 9])
    found = check(frame)
    with pytest.raises(InvalidInputError) as caught:
        found.raise_for_errors()
    assert [type(error).__name__ for error in caught.value.errors] == [
        "InvalidValueError", "UnknownNameError", "InvalidValueError",
    ]  # fmt: skip
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 - made here
    assert again.to_dict(people=True) == found.to_dict(people=True)


def test_another_scale_and_framework_are_checked_by_their_own(engine):
    small = load().select("DS", version="x")
    frame = engine.make(person=["a", "a"], competency=["PV11", "DS11"], level=[1, 2])
    found = check(frame, small, Scale.binary())
    assert [line.strip()[:30] for line in told(found)] == [
        'column "competency": no compet', 'column "level": 2 is not a lev',
    ] or [line.strip()[:30] for line in told(found)] == [
        'column "competency": no compet', 'column "level": 2.0 is not a l',
    ]  # fmt: skip


def test_a_row_that_is_told_has_the_users_names(engine):
    frame = engine.make(MA=["a"], Kompetence=["XX"], Niveau=[2])
    names = {"MA": "person", "Kompetence": "competency", "Niveau": "level"}
    (problem,) = check(frame, columns=names)
    assert problem.error.place == 'column "Kompetence"'
    (row,) = problem.examples
    assert {name: row[name] for name in names} == {"MA": "a", "Kompetence": "XX", "Niveau": 2}


def test_what_was_found_is_a_value_that_shows_itself(engine):
    found = check(engine.make(person=["<b>"], competency=["<i>"], level=[2]))
    assert repr(found) == "<FrameCheck of 1 rows: 1 errors>"
    assert bool(found) is True
    assert found.to_dict()["problems"][0]["examples"] == 1
    assert found.to_dict(people=True)["problems"][0]["examples"][0]["person"] == "<b>"
    assert found.to_rows("da") == [found.problems[0].to_dict("da")]
    html = found._repr_html_()
    assert 'lang="da"' in html
    assert "&lt;i&gt;" in html
    assert "<i>" not in html
    assert "1 række: 1 fejl" in html
    assert "1 row: 1 error" in found.to_html("en")
