"""What a group lacks, the most pressing first, without naming anybody."""

from __future__ import annotations

import json
import pickle

import pytest

from statskompetencer import (
    Area,
    Competency,
    DuplicateRatingError,
    Framework,
    InvalidInputError,
    InvalidValueError,
    Profile,
    Requirement,
    Role,
    UnknownNameError,
    Unrated,
    find_gaps,
    find_group_gaps,
)

ENGLISH = Framework(
    "mine",
    "1",
    {"en": "Mine"},
    [Area("A", {"en": "First"}, [Competency(f"A{n}", {"en": f"Do {n}"}) for n in range(1, 7)])],
)


def role(id_: str = "r", *requirements: Requirement, **levels: int) -> Role:
    asked = [*requirements, *(Requirement(key, level) for key, level in levels.items())]
    return Role(id_, asked, framework=ENGLISH)


def person(id_: str = "p", posts: tuple[str, ...] = (), **levels: object) -> Profile:
    return Profile(id_, levels, framework=ENGLISH, roles=posts)


def test_people_who_fall_short_meet_it_and_are_unknown_are_counted() -> None:
    people = [person("a", A1=0), person("b", A1=2), person("c", A1=3), person("d"),
              person("e", A1=Unrated.NOT_RELEVANT)]  # fmt: skip
    (gap,) = find_group_gaps(people, role("r", Requirement("A1", 3, 5)))
    assert (gap.short, gap.met, gap.unknown, gap.people) == (2, 1, 2, 5)
    assert (gap.steps_short, gap.steps_short_upper) == (3 + 1, 4 + 2 * 3)
    assert gap.weighted_short == 10


def test_weight_times_people_short_goes_first_then_unknown_then_the_framework() -> None:
    asked = role(
        "r", Requirement("A1", 1), Requirement("A2", 1), Requirement("A3", 1, 3),
        Requirement("A4", 1), Requirement("A5", 1),
    )  # fmt: skip
    people = [
        person("a", A1=1, A2=0, A3=0, A4=1, A5=1),
        person("b", A1=1, A2=0, A3=1, A5=1),
    ]
    found = find_group_gaps(people, asked)
    assert [gap.competency.id for gap in found] == ["A3", "A2", "A4", "A1", "A5"]
    assert [gap.competency.id for gap in found.open] == ["A3", "A2", "A4"]


def test_each_is_measured_against_the_posts_that_each_holds() -> None:
    roles = [role("a", A1=2), role("b", A1=3, A2=1)]
    people = [
        person("one", ("a",), A1=1),
        person("both", ("b", "a"), A1=1),
        person("both again", ("a", "b"), A1=3, A2=0),
        person("none", A1=0, A2=0),
    ]
    found = find_group_gaps(iter(people), iter(roles))
    assert (found.people, found.without_role, found.roles) == (4, 1, ("a", "b"))
    first, second = found
    assert (first.competency.id, first.short, first.met, first.unknown) == ("A1", 2, 1, 0)
    assert (second.competency.id, second.short, second.met, second.unknown) == ("A2", 1, 0, 1)
    assert first.steps_short == (2 - 1) + (3 - 1)


def test_against_one_role_nobody_is_without() -> None:
    assert find_group_gaps([person()], role("r", A1=1)).without_role == 0


def test_a_group_meets_what_is_asked_or_possibly_or_not() -> None:
    asked = role("r", A1=1, A2=1)
    assert find_group_gaps([person(A1=1, A2=1)], asked).complete == "yes"
    assert find_group_gaps([person(A1=1)], asked).complete == "possible"
    assert find_group_gaps([person(A1=0)], asked).complete == "no"
    assert find_group_gaps([person()], role("r")).complete == "yes"  # nothing is asked
    assert find_group_gaps([], asked).complete == "possible"  # nothing is known


def test_nobody_lacks_nothing() -> None:
    found = find_group_gaps([], role("r", A1=1))
    assert (len(found), found.people, found.open) == (0, 0, ())
    assert found.explain() == "There is nobody to measure."
    assert find_group_gaps([], Role("r", {"DS11": 1})).explain() == "Der er ingen at måle."


def test_a_person_is_counted_once() -> None:
    with pytest.raises(DuplicateRatingError, match="“p” is there twice"):
        find_group_gaps([person(), person()], role("r", A1=1))


def test_a_group_needs_a_role_to_be_measured_against() -> None:
    with pytest.raises(InvalidValueError, match="asked: there is no role to measure") as caught:
        find_group_gaps([person()], [])
    assert "ingen rolle" in caught.value.explain("da")


def test_every_post_that_is_not_among_the_roles_is_named_in_one_error() -> None:
    people = [person("p", ("a", "c")), person("q", ("b",)), person("s", ("b",))]
    with pytest.raises(InvalidInputError) as caught:
        find_group_gaps(people, [role("a", A1=1)])
    assert all(isinstance(error, UnknownNameError) for error in caught.value.errors)
    assert [error.found for error in caught.value.errors] == ["c", "b"]
    assert caught.value.explain().splitlines()[0] == "posts: 2 errors"
    assert caught.value.explain("da").splitlines()[0] == "stillinger: 2 fejl"


def test_gaps_of_a_group_are_explained_without_naming_anybody() -> None:
    people = [person("bo", ("a",), A1=0), person("al", ("a",), A1=1), person("cy")]
    assert find_group_gaps(people, [role("a", A1=1, A2=1)]).explain("en") == (
        "Among 3 people, somebody falls short in 1 of 2 competencies; what weighs most: "
        "Do 1 (1 of 2). "
        "In 1 competency somebody was not assessed. "
        "1 without a post was measured against nothing."
    )
    assert find_group_gaps([person(A1=1)], role("a", A1=1)).explain() == (
        "Among 1 person, somebody falls short in 0 of 1 competencies."
    )


def test_three_gaps_of_a_group_are_named_and_the_rest_is_counted() -> None:
    asked = role("r", A1=1, A2=1, A3=1, A4=1)
    assert find_group_gaps([person(A1=0, A2=0, A3=0, A4=0)], asked).explain() == (
        "Among 1 person, somebody falls short in 4 of 4 competencies; "
        "what weighs most: Do 1 (1 of 1), Do 2 (1 of 1) and Do 3 (1 of 1)."
    )


def test_gaps_of_a_group_are_explained_in_danish() -> None:
    roles = [Role("r", {"DS11": 1, "DS12": 1})]
    people = [Profile("bo", {"DS11": 0}, roles=["r"]), Profile("al")]
    assert find_group_gaps(people, roles).explain() == (
        "Blandt 2 personer mangler nogen noget i 1 af 2 kompetencer; tungest vejer: "
        "Agere cybersikkert "
        "(1 af 1). I 1 kompetence er nogen ikke vurderet. 1 uden stilling er ikke målt mod noget."
    )
    assert find_group_gaps(people[1:], roles).explain("da") == (
        "Der er ikke stillet krav til nogen af 1 person."
    )


def test_plain_values_and_rows_of_a_group_go_through_json() -> None:
    found = find_group_gaps([person("bo", A1=1)], role("r", Requirement("A1", 3, 2)))
    values = json.loads(json.dumps(found.to_dict()))
    row = {
        "competency": "A1", "title": "Do 1", "people": 1, "short": 1, "met": 0, "unknown": 0,
        "steps_short": 2, "steps_short_upper": 2, "weighted_short": 2,
    }  # fmt: skip
    assert values == {
        "framework": ["mine", "1"], "people": 1, "without_role": 0, "roles": ["r"],
        "complete": "no", "gaps": [row],
    }  # fmt: skip
    assert found.to_rows("en") == [row]


def test_gaps_of_a_group_are_a_sequence_and_a_value() -> None:
    found = find_group_gaps([person(A1=0)], role("r", A1=1, A2=1))
    assert (found[0].competency.id, found[1:]) == ("A1", (found[1],))
    assert found[0] in found
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - made here
    one = find_gaps(person(A1=0), role("r", A1=1))
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - made here


def test_gaps_of_a_group_show_their_counts() -> None:
    found = find_group_gaps([person(A1=0)], role("r", A1=1, A2=1))
    assert repr(found) == (
        "<GroupGaps of 1 people against r: 1 of 2 competencies short, 1 with people not assessed>"
    )


def test_a_notebook_shows_both_bounds_of_the_steps_of_a_group() -> None:
    people = [Profile("a"), Profile("b", {"DS11": 1})]
    assert "<td>2–5</td>" in find_group_gaps(people, Role("r", {"DS11": 3})).to_html("en")


def test_a_notebook_shows_the_counts_of_a_group() -> None:
    shown = find_group_gaps([person(A1=0)], role("r", A1=2, A2=1))._repr_html_()
    assert '<th scope="row">A1</th><td>Do 1</td><td>1</td><td>0</td><td>0</td><td>2</td>' in shown
    assert "<caption>Gaps</caption>" in shown
    danish = find_group_gaps([Profile("bo")], Role("r", {"DS11": 2})).to_html()
    assert "<caption>Mangler</caption>" in danish
