"""What one person lacks, the most pressing first."""

from __future__ import annotations

import json

import pytest

from statskompetencer import (
    Area,
    BindingError,
    Competency,
    Framework,
    Gap,
    InvalidTypeError,
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
    assert '<th scope="row">A1</th><td>Do 1</td><td>3</td><td>1</td><td>yes</td>' in shown
    assert '<th scope="row">A2</th><td>Do 2</td><td>1</td><td>not assessed</td><td></td>' in shown
    assert "<bo>" not in shown
    danish = find_gaps(Profile("bo", {"DS11": 0}), Role("r", [Requirement("DS11", 2, 1, 1)]))
    assert "<td>0</td><td>ja</td>" in danish.to_html()
