"""Posts name roles, and those of one person are put together once for all who hold the same."""

from __future__ import annotations

from statskompetencer import Profile, Role
from statskompetencer._held_roles import people_in, role_for, roles_of_posts

ROLE_A = Role("a", {"DS11": 1, "DS12": 1}, titles={"da": "Den første"})
ROLE_B = Role("b", {"DS11": 1})
"""A part of A, so that they differ; C asks for the same as B and is another role."""
ROLE_C = Role("c", {"DS11": 1})


def test_the_roles_of_the_same_posts_are_put_together_once() -> None:
    people = [Profile(name, roles=["a", "b"]) for name in ("al", "bo")]
    one, two = (role_for(person, [ROLE_A, ROLE_B]) for person in people)
    assert one is two
    assert one.id == "a+b"


def test_one_role_is_asked_of_everybody_whatever_they_hold() -> None:
    assert role_for(Profile("al", roles=["a"]), ROLE_B) is ROLE_B


def test_roles_that_ask_for_the_same_are_told_apart() -> None:
    asked = [ROLE_B, ROLE_C]
    assert [role_for(Profile("al", roles=[post]), asked).id for post in ("b", "c", "b")] == [
        "b",
        "c",
        "b",
    ]


def test_each_post_has_its_role_or_its_error_in_the_order_in_which_they_are_met() -> None:
    people = [Profile("al", roles=["x", "den FØRSTE"]), Profile("bo", roles=["a", "y", "x"])]
    known, unknown = roles_of_posts(people, [ROLE_A, ROLE_B])
    assert list(known) == ["den FØRSTE", "a"]
    assert all(role is ROLE_A for role in known.values())
    assert [(post, error.found) for post, error in unknown.items()] == [("x", "x"), ("y", "y")]


def test_people_are_counted_once_for_a_post_in_several_spellings() -> None:
    held = [(("x", "X"), 2), (("X", "y"), 3), ((), 4), (("z",), 5)]
    assert people_in(["x", "y", "X"], held) == (("x", 5), ("y", 3))
    assert people_in([], held) == ()
