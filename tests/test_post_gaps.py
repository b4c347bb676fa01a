"""What people lack in each of the posts that they hold."""

from __future__ import annotations

import json
import pickle
import re

import pytest

from statskompetencer import (
    Area,
    BindingError,
    Competency,
    DuplicateRatingError,
    Framework,
    InvalidInputError,
    InvalidTypeError,
    Profile,
    Role,
    UnknownLanguageError,
    UnknownNameError,
    find_gaps,
    find_group_gaps,
    find_post_gaps,
    load,
)

ENGLISH = Framework(
    "mine",
    "1",
    {"en": "Mine"},
    [Area("A", {"en": "First"}, [Competency(f"A{n}", {"en": f"Do {n}"}) for n in range(1, 7)])],
)


def role(id_: str, **levels: int) -> Role:
    return Role(id_, levels, framework=ENGLISH)


def person(id_: str = "p", posts: tuple[str, ...] = (), **levels: object) -> Profile:
    return Profile(id_, levels, framework=ENGLISH, roles=posts)


def in_posts() -> list[Profile]:
    """Al and bo hold A, bo holds B too; cy holds what is no role, di holds nothing."""
    return [
        person("al", ("a",), A1=0, A2=1),
        person("bo", ("a", "b"), A1=1),
        person("cy", ("x",), A1=0),
        person("di"),
        person("ek", ("x", "y")),
    ]


ROLE_A, ROLE_B = role("a", A1=1, A2=1), role("b", A1=1)


def test_the_gaps_of_each_role_are_of_those_who_hold_it() -> None:
    found = find_post_gaps(in_posts(), [ROLE_B, ROLE_A, role("c", A1=1)])
    assert [(held.id, gaps.people) for held, gaps in found.by_role] == [("b", 1), ("a", 2)]
    (_, of_b), (_, of_a) = found.by_role
    assert [(gap.competency.id, gap.short, gap.met, gap.unknown) for gap in of_a] == [
        ("A1", 1, 1, 0),
        ("A2", 0, 1, 1),
    ]
    assert of_b == find_group_gaps([in_posts()[1]], ROLE_B)


def test_posts_without_a_role_and_people_without_a_post_are_counted() -> None:
    found = find_post_gaps(in_posts(), [ROLE_A])
    assert found.unknown == (("b", 1), ("x", 2), ("y", 1))
    assert (found.people, found.without) == (5, 1)


def test_a_post_without_a_role_is_one_post_however_it_is_spelt() -> None:
    people = [
        person("al", ("Vagt", "y")),
        person("bo", ("vagt", "VAGT")),
        person("cy", ("y", "vagt")),
        person("di", ("Ækvator",)),
        person("ek", ("aekvator",)),
    ]
    found = find_post_gaps(people, [ROLE_A])
    assert found.unknown == (("Vagt", 3), ("y", 2), ("Ækvator", 2))


def test_a_post_named_twice_in_two_spellings_is_held_once() -> None:
    titled = Role("a", {"A1": 1}, framework=ENGLISH, titles={"en": "The first"})
    ((_, gaps),) = find_post_gaps([person("al", ("a", "the FIRST"), A1=0)], [titled]).by_role
    assert (gaps.people, gaps[0].short) == (1, 1)


def test_roles_that_ask_for_the_same_stay_apart() -> None:
    alike = [role("a", A1=1), role("b", A1=1)]
    found = find_post_gaps([person("al", ("a",)), person("bo", ("b",), A1=1)], alike)
    assert [(held.id, gaps.complete) for held, gaps in found.by_role] == [
        ("a", "possible"),
        ("b", "yes"),
    ]
    assert [find_gaps(person("x", (one,)), alike).role.id for one in ("a", "b", "a")] == [
        "a",
        "b",
        "a",
    ]


def test_a_post_that_may_be_either_of_two_roles_is_an_error_and_not_a_post_without_a_role() -> None:
    both = [
        Role(id_, {"A1": 1}, framework=ENGLISH, titles={"en": title})
        for id_, title in (("a", "Head"), ("b", "Head"), ("c", "Other"))
    ]
    people = [person("al", ("head",)), person("bo", ("other",)), person("cy", ("x",))]
    with pytest.raises(InvalidInputError) as caught:
        find_post_gaps(people, both)
    assert str(caught.value).splitlines() == [
        "posts: 1 error",
        "  “head” is the title of several roles. Allowed: a, b.",
    ]
    assert caught.value.explain("da").startswith("stillinger: 1 fejl")
    (error,) = caught.value.errors
    assert isinstance(error, UnknownNameError)


@pytest.mark.parametrize("people", [[], [person("di")]])
def test_of_nobody_in_a_post_there_is_nothing_to_show(people: list[Profile]) -> None:
    found = find_post_gaps(people, [ROLE_A])
    assert (found.by_role, found.unknown, found.without) == ((), (), len(people))
    assert found.framework == ENGLISH
    assert found.explain("en").startswith("Nobody holds a post" if not people else "1 without")
    assert "None" not in found.to_html("en")


def test_without_people_and_roles_the_model_is_spoken_of() -> None:
    assert find_post_gaps([], []).framework == load()
    assert find_post_gaps([], []).explain() == "Ingen har en stilling."
    assert find_post_gaps([person("cy", ("x",))], []).unknown == (("x", 1),)


def test_the_gaps_of_posts_are_of_one_framework_and_of_each_person_once() -> None:
    with pytest.raises(BindingError):
        find_post_gaps([person("al", ("r",))], [Role("r", {"DS11": 1})])
    with pytest.raises(BindingError):  # also where nobody holds the role
        find_post_gaps([person("al")], [Role("r", {"DS11": 1})])
    with pytest.raises(DuplicateRatingError):
        find_post_gaps([person("al"), person("al")], [ROLE_A])
    with pytest.raises(InvalidTypeError):
        find_post_gaps([person("al")], ROLE_A)


def test_the_gaps_of_posts_are_explained_without_naming_anybody() -> None:
    assert find_post_gaps(in_posts(), [ROLE_A, ROLE_B]).explain("en") == (
        "Measured against their posts, somebody falls short in 1 of 2 roles: "
        "a (2 people, 1 of 2 competencies). In 1 role somebody was not assessed. Posts without "
        "a role to measure against: x (2) and y (1). 1 without a post was measured against "
        "nothing."
    )
    held = find_post_gaps([Profile("bo", {"DS11": 1}, roles=["r"])], [Role("r", {"DS11": 1})])
    assert held.explain() == "Målt mod deres stillinger mangler nogen noget i 0 af 1 rolle."
    with pytest.raises(UnknownLanguageError):
        find_post_gaps(in_posts(), [ROLE_A]).explain("da")


def test_roles_in_which_nobody_is_known_to_fall_short_are_not_said_to_be_met() -> None:
    unknown = find_post_gaps(
        [Profile("al", roles=["r"]), Profile("bo", roles=["q"]), Profile("cy", roles=["q"])],
        [Role("r", {"DS11": 1}), Role("q", {"DS12": 1})],
    )
    assert unknown.explain("en") == (
        "Measured against their posts, somebody falls short in 0 of 2 roles. "
        "In 2 roles somebody was not assessed."
    )
    assert unknown.explain().endswith("I 2 roller er nogen ikke vurderet.")


def test_plain_values_and_rows_of_posts_go_through_json() -> None:
    found = find_post_gaps(in_posts(), [ROLE_A])
    values = json.loads(json.dumps(found.to_dict("en")))
    assert (values["framework"], values["people"]) == (["mine", "1"], 5)
    assert values["people_without_post"] == 1
    assert values["posts_without_role"] == {"b": 1, "x": 2, "y": 1}
    assert [(one["role"], one["title"], one["people"]) for one in values["roles"]] == [
        ("a", "a", 2)
    ]
    assert [(row["role"], row["competency"], row["short"]) for row in found.to_rows()] == [
        ("a", "A1", 1),
        ("a", "A2", 0),
    ]


def test_the_gaps_of_posts_are_a_value() -> None:
    found = find_post_gaps(in_posts(), [ROLE_A])
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - made here
    assert hash(found) == hash(find_post_gaps(in_posts(), [ROLE_A]))
    assert repr(found) == (
        "<PostGaps of 5 people: 2 in a; 3 posts without a role, 1 people without a post>"
    )


def test_a_notebook_shows_a_row_for_each_role_that_is_held() -> None:
    shown = find_post_gaps(in_posts(), [ROLE_B, ROLE_A])._repr_html_()
    assert "<caption>Gaps in the posts</caption>" in shown
    cells = re.findall("<t[hd][^>]*>(.*?)</t[hd]>", shown)
    assert cells[5:] == ["b", "1", "0 of 1", "0 of 1", "", "a", "2", "1 of 2", "1 of 2", "Do 1"]
