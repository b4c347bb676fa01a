"""What if somebody leaves, joins or is trained?"""

from __future__ import annotations

import pytest

from statskompetencer import (
    BindingError,
    DuplicateRatingError,
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Role,
    Scale,
    Target,
    UnknownNameError,
    Unrated,
    check_coverage,
    find_group_gaps,
)
from statskompetencer.planning import join, leave, train, what_if

AL = Profile("al", {"DS11": 3, "DS12": 1})
BO = Profile("bo", {"DS11": 1, "DS13": Unrated.NOT_RELEVANT})
CY = Profile("cy", {"DS12": 2})
PEOPLE = [AL, BO]
TARGET = Target({"DS11": 1, "DS12": 1})


def test_who_leaves_is_gone_and_the_order_is_kept() -> None:
    assert leave([AL, BO, CY], ["bo"]) == (AL, CY)
    assert PEOPLE == [AL, BO]


def test_who_joins_comes_last_and_only_once() -> None:
    assert join(PEOPLE, [CY]) == (AL, BO, CY)
    assert join([], []) == ()
    with pytest.raises(DuplicateRatingError):
        join(PEOPLE, [AL])
    with pytest.raises(BindingError):
        join(PEOPLE, [Profile("dy", scale=Scale.binary())])


def test_training_raises_and_never_lowers() -> None:
    al, bo = train(PEOPLE, {"bo": {"DS11": "erfaren", "DS12": 2, "DS13": 1}, "al": {"DS11": 1}})
    assert (bo["DS11"], bo["DS12"], bo["DS13"]) == (3, 2, 1)
    assert al == AL
    assert BO["DS11"] == 1  # nothing is changed in place
    by_both_names = train([CY], {"cy": {"DS11": 3, CY.framework.competency("DS11").title(): 2}})
    assert by_both_names[0]["DS11"] == 3


def test_the_difference_is_that_of_two_coverages() -> None:
    found = what_if(PEOPLE, TARGET, leave=["al"], join=[CY], train={"cy": {"DS13": 2}})
    after = train(join(leave(PEOPLE, ["al"]), [CY]), {"cy": {"DS13": 2}})
    assert found.profiles == after
    assert found.before == check_coverage(PEOPLE, TARGET)
    assert found.after == check_coverage(after, TARGET)
    assert [one.before.competency.id for one in found.opened] == ["DS11"]
    assert [one.before.competency.id for one in found.closed] == ["DS12"]
    assert [one.before.competency.id for one in found] == ["DS11", "DS12"]
    assert (found.gaps_before, found.people_short) == (None, None)


def test_the_gaps_change_too_where_roles_are_given() -> None:
    role = Role("r", {"DS11": 2})
    found = what_if(PEOPLE, TARGET, train={"bo": {"DS11": 2}}, roles=role)
    assert found.people_short == (1, 0)
    assert found.gaps_after == find_group_gaps(found.profiles, role)
    assert "There are 0 gaps against what the posts ask, and 1 before." in found.explain("en")
    assert "Der er 0 mangler over for stillingernes krav mod 1 før." in found.explain()


def test_nothing_happens() -> None:
    found = what_if(PEOPLE)
    assert (found.changes, found.opened, found.closed) == ((), (), ())
    assert found.before == found.after


def test_a_difference_shows() -> None:
    found = what_if(PEOPLE, TARGET, leave=["al"], join=[CY])
    assert found.explain("en") == (
        "Of 2 competencies 1 is held, and 1 was before (2 people before, 2 after). "
        "Holes that open (1): Act cyber-securely. "
        "Holes that close (1): Act in accordance with GDPR."
    )
    assert "Huller, der åbner sig (1)" in found.explain()
    assert "Huller, der lukkes (1)" in found.explain()
    none = what_if([], TARGET).explain("en")
    assert none == "Of 2 competencies 0 are held, and 0 were before (0 people before, 0 after)."
    assert found.to_dict("en")["opened"] == ["DS11"]
    assert found.to_dict(people=True)["before"]["key_people"][0]["person"] == "al"
    assert found.to_rows("en")[0]["status_after"] == "possible"  # cy was not assessed
    assert found._repr_html_() == found.to_html("da")
    assert "What if" in found.to_html("en")
    assert repr(found) == "<WhatIf: 1 to 1 of 2 held, 1 holes open, 1 close>"


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({"leave": ["alf"]}, UnknownNameError, "leave: nobody has the id 'alf'"),
        ({"leave": [3]}, UnknownNameError, "nobody has the id 3"),
        ({"leave": "al"}, InvalidTypeError, "list of ids"),
        ({"train": {"cy": {"DS11": 2}}}, UnknownNameError, "train: nobody"),
        ({"train": {"al": {"DS11": 9}}}, InvalidValueError, "train"),
        ({"train": {"al": {"DS99": 2}}}, UnknownNameError, "train"),
        ({"train": {"al": 3}}, InvalidTypeError, "mapping from competencies"),
        ({"train": ["al"]}, InvalidTypeError, "mapping from people"),
        ({"join": [3]}, InvalidTypeError, "Profile"),
    ],
)
def test_what_cannot_be_is_refused(asked, error, says) -> None:
    with pytest.raises(error, match=says):
        what_if(PEOPLE, TARGET, **asked)
