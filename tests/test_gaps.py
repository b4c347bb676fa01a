"""What one person lacks, and what a group lacks, the most pressing first."""

from __future__ import annotations

import json
import pickle

import pytest

from statskompetencer import (
    BindingError,
    DuplicateRatingError,
    Framework,
    Gap,
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Requirement,
    Role,
    Scale,
    UnknownLanguageError,
    UnknownNameError,
    Unrated,
    combine,
    find_gaps,
    find_group_gaps,
    load_roles,
)
from statskompetencer.documents import from_dict

ENGLISH: Framework = from_dict(
    {
        "format": 1, "id": "mine", "version": "1", "languages": ["en"], "titles": {"en": "Mine"},
        "areas": [{"id": "A", "titles": {"en": "First"}, "competencies": [
            {"id": f"A{n}", "titles": {"en": f"Do {n}"}} for n in range(1, 7)]}],
    }
)  # fmt: skip


def role(id_: str = "r", *requirements: Requirement, **levels: int) -> Role:
    return Role(id_, [*requirements, *(Requirement(c, n) for c, n in levels.items())],
                framework=ENGLISH)  # fmt: skip


def person(id_: str = "p", posts: tuple[str, ...] = (), **levels: object) -> Profile:
    return Profile(id_, levels, framework=ENGLISH, roles=posts)


# --- one person ---


def test_a_gap_is_a_requirement_that_is_not_met() -> None:
    found = find_gaps(person(A1=1, A2=3, A3=4), role("r", A1=3, A2=3, A3=1))
    assert list(found) == [Gap(ENGLISH["A1"], 3, 1)]
    assert (found[0].steps_short, found[0].steps_short_upper) == (2, 2)


@pytest.mark.parametrize("state", [None, Unrated.NOT_ASSESSED, Unrated.NOT_RELEVANT])
def test_what_has_no_level_may_be_a_gap_of_nothing_up_to_all(state: object) -> None:
    (gap,) = find_gaps(person(A1=state), role("r", A1=3))
    assert (gap.held, gap.steps_short, gap.steps_short_upper) == (None, 0, 3)
    assert gap.minimum_missed is False


def test_nothing_is_lacking_where_all_is_met() -> None:
    found = find_gaps(person(A1=3), role("r", A1=3))
    assert (len(found), found.steps_short, found.steps_short_upper) == (0, 0, 0)


def test_steps_are_summed_without_weights() -> None:
    asked = role("r", Requirement("A1", 3, 50), Requirement("A2", 4, 7))
    found = find_gaps(person(A1=1), asked)
    assert (found.steps_short, found.steps_short_upper) == (2, 6)


def test_missed_minimums_come_first_then_known_then_weight_times_steps_then_the_framework() -> None:
    asked = role(
        "r",
        Requirement("A1", 4, 100),            # not assessed: 400
        Requirement("A2", 2, 1),              # 1 x 1
        Requirement("A3", 2, 3),              # 3 x 2 = 6
        Requirement("A4", 3, 2),              # 2 x 3 = 6, after A3
        Requirement("A5", 1, 1, minimum=1),   # minimum missed: first, though it weighs least
        Requirement("A6", 4, 2, minimum=4),   # not assessed: no minimum is missed
    )  # fmt: skip
    found = find_gaps(person(A2=1, A3=0, A4=0, A5=0), asked)
    assert [gap.competency.id for gap in found] == ["A5", "A3", "A4", "A2", "A1", "A6"]
    assert [gap.minimum_missed for gap in found] == [True] + [False] * 5


def test_the_gaps_of_a_person_are_a_sequence() -> None:
    found = find_gaps(person(A1=0), role("r", A1=1, A2=1))
    assert (len(found), found[0].held, found[-1].held) == (2, 0, None)
    assert found[:1] == (found[0],)
    assert found[1] in found


def test_of_several_roles_those_count_that_the_person_holds() -> None:
    roles = [role("a", A1=1), role("b", A1=3, A2=1), role("c", A6=4)]
    found = find_gaps(person("p", ("a", "b"), A1=2), iter(roles))
    assert found.role == combine(*roles[:2])
    assert [(gap.competency.id, gap.asked) for gap in found] == [("A1", 3), ("A2", 1)]


def test_a_post_may_be_held_by_the_title_of_its_role() -> None:
    roles = load_roles()
    found = find_gaps(Profile("p", roles=["Jurist i lovforberedelse"]), roles)
    assert found.role == roles[0]


def test_who_holds_no_post_is_asked_for_nothing() -> None:
    found = find_gaps(person(), [role("a", A1=1)])
    assert (len(found), found.role.id) == (0, "")
    assert found.explain() == "Nothing is asked of p."
    assert len(find_gaps(person(), [])) == 0


def test_a_post_that_is_not_among_the_roles_is_an_error() -> None:
    with pytest.raises(UnknownNameError, match="no role “b”") as caught:
        find_gaps(person("p", ("b",)), [role("a", A1=1)])
    assert caught.value.allowed == ("a",)


@pytest.mark.parametrize("asked", [None, 5, "a", ["a"], [None], ENGLISH])
def test_what_is_asked_is_a_role_or_a_list_of_roles(asked: object) -> None:
    with pytest.raises(InvalidTypeError, match="Role"):
        find_gaps(person(), asked)
    with pytest.raises(InvalidTypeError, match="Role"):
        find_group_gaps([person()], asked)


@pytest.mark.parametrize("who", [None, 5, "p", [person()]])
def test_gaps_are_of_a_profile(who: object) -> None:
    with pytest.raises(InvalidTypeError, match="is not a Profile"):
        find_gaps(who, role("r", A1=1))


def test_profiles_and_roles_are_for_one_framework_and_scale() -> None:
    asked = role("r", A1=1)
    binary = Role("s", {"A1": 1}, framework=ENGLISH, scale=Scale.binary())
    for who, what in [(Profile("p"), asked), (person(), binary), (person(), [asked, binary])]:
        with pytest.raises(BindingError):
            find_gaps(who, what)
        with pytest.raises(BindingError):
            find_group_gaps([who], what)


def test_gaps_are_explained_in_english() -> None:
    asked = role("r", A1=3, A2=1, A3=2, A4=1)
    assert find_gaps(person("bo", A1=1, A2=0, A3=2), asked).explain() == (
        "bo falls short of 2 of 4 requirements of “r”: Do 1 (1 of 3) and Do 2 (0 of 1). "
        "Not assessed: Do 4."
    )
    assert find_gaps(person("bo", A1=3, A2=1, A3=2), asked).explain("en") == (
        "bo falls short of 0 of 4 requirements of “r”. Not assessed: Do 4."
    )
    assert find_gaps(person("bo", A1=3, A2=1, A3=2, A4=1), asked).explain() == (
        "bo meets all 4 requirements of “r”."
    )


def test_gaps_are_explained_in_danish() -> None:
    asked = Role("r", {"DS11": 2, "DS12": 1})
    assert find_gaps(Profile("bo", {"DS11": 1}), asked).explain() == (
        "bo mangler noget i 1 af 2 krav til “r”: Agere cybersikkert (1 af 2). "
        "Ikke vurderet: Agere i henhold til GDPR."
    )
    assert find_gaps(Profile("bo", {"DS11": 2, "DS12": 1}), asked).explain("da") == (
        "bo opfylder alle 2 krav til “r”."
    )
    assert find_gaps(Profile("bo"), []).explain() == "Der er ikke stillet krav til bo."


def test_a_language_that_the_framework_does_not_have_is_an_error_that_names_those_it_has() -> None:
    for found in (find_gaps(person(A1=0), role("r", A1=1)),
                  find_group_gaps([person(A1=0)], role("r", A1=1))):  # fmt: skip
        for show in (found.explain, found.to_html, found.to_rows, found.to_dict):
            with pytest.raises(UnknownLanguageError, match="Allowed: en"):
                show("da")


def test_plain_values_and_rows_of_gaps_go_through_json() -> None:
    found = find_gaps(person("bo", A1=1), role("r", Requirement("A1", 3, 2, 2), A2=1))
    values = json.loads(json.dumps(found.to_dict()))
    gap = {
        "competency": "A1", "title": "Do 1", "asked": 3, "held": 1, "steps_short": 2,
        "steps_short_upper": 2, "weight": 2, "minimum_missed": True,
    }  # fmt: skip
    assert {key: values[key] for key in ("person", "role", "steps_short", "steps_short_upper")} == {
        "person": "bo", "role": "r", "steps_short": 2, "steps_short_upper": 3,
    }  # fmt: skip
    assert values["gaps"][0] == gap
    assert found.to_rows()[0] == {"person": "bo", "role": "r", **gap}
    assert len(found.to_rows("en")) == 2


def test_gaps_show_their_counts() -> None:
    found = find_gaps(person("bo", A1=1), role("r", A1=3, A2=1, A3=1))
    assert repr(found) == "<Gaps of bo against r: 1 short, 2 not assessed, of 3>"
    assert repr(find_gaps(person(), [])) == "<Gaps of p against –: 0 short, 0 not assessed, of 0>"


def test_a_notebook_shows_each_gap() -> None:
    found = find_gaps(person("<bo>", A1=1), role("r", Requirement("A1", 3, 1, 2), A2=1))
    shown = found._repr_html_()
    assert "<td>A1</td><td>Do 1</td><td>3</td><td>1</td><td>yes</td>" in shown
    assert "<td>A2</td><td>Do 2</td><td>1</td><td>not assessed</td><td></td>" in shown
    assert "<bo>" not in shown
    danish = find_gaps(Profile("bo", {"DS11": 0}), Role("r", [Requirement("DS11", 2, 1, 1)]))
    assert "<td>0</td><td>ja</td>" in danish.to_html()


# --- a group ---


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
    assert find_group_gaps([], asked).complete == "yes"


def test_nobody_lacks_nothing() -> None:
    found = find_group_gaps([], role("r", A1=1))
    assert (len(found), found.people, found.open) == (0, 0, ())
    assert found.explain() == "Nothing is asked of any of 0 people."


def test_a_person_is_counted_once() -> None:
    with pytest.raises(DuplicateRatingError, match="“p” is there twice"):
        find_group_gaps([person(), person()], role("r", A1=1))


def test_a_group_needs_a_role_to_be_measured_against() -> None:
    with pytest.raises(InvalidValueError, match="there is no role to measure against") as caught:
        find_group_gaps([person()], [])
    assert "ingen rolle" in caught.value.explain("da")


def test_a_post_of_anybody_that_is_not_among_the_roles_is_an_error() -> None:
    with pytest.raises(UnknownNameError, match="no role “b”"):
        find_group_gaps([person("p", ("a",)), person("q", ("b",))], [role("a", A1=1)])


def test_gaps_of_a_group_are_explained_without_naming_anybody() -> None:
    people = [person("bo", ("a",), A1=0), person("al", ("a",), A1=1), person("cy")]
    assert find_group_gaps(people, [role("a", A1=1, A2=1)]).explain("en") == (
        "Among 3 people, somebody falls short in 1 of 2 competencies; what weighs most: "
        "Do 1 (1 of 2). "
        "In 1 competencies somebody was not assessed. "
        "1 without a post were measured against nothing."
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
        "(1 af 1). I 1 kompetencer er nogen ikke vurderet. 1 uden stilling er ikke målt mod noget."
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
    assert "<td>A1</td><td>Do 1</td><td>1</td><td>0</td><td>0</td><td>2</td>" in shown
    assert "<caption>Gaps</caption>" in shown
    danish = find_group_gaps([Profile("bo")], Role("r", {"DS11": 2})).to_html()
    assert "<caption>Mangler</caption>" in danish
