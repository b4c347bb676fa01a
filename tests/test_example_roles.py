"""The example roles are put together from blocks, and say that they are the project's own."""

from __future__ import annotations

import pytest

from statskompetencer import (
    InvalidValueError,
    Profile,
    Role,
    Scale,
    Status,
    combine,
    load,
    load_blocks,
    load_roles,
    match,
)

ROLES, BLOCKS = load_roles(), load_blocks()
each_role = pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)


def test_there_are_about_eight_roles_and_they_are_loaded_once() -> None:
    assert [role.id for role in ROLES] == [
        "jurist-lovforberedelse", "projektleder", "kontraktansvarlig", "systemejer",
        "fuldmaegtig-politik", "dataanalytiker", "kontorchef", "fagtester",
    ]  # fmt: skip
    assert load_roles() is ROLES
    assert load_blocks() is BLOCKS


@each_role
def test_a_role_is_its_blocks_combined(role: Role) -> None:
    parts = [block for block in BLOCKS if block.id in role.parts]
    assert len(parts) == len(role.parts) >= 3
    assert role == combine(*parts)


@pytest.mark.parametrize("role", [*ROLES, *BLOCKS], ids=lambda role: role.id)
def test_roles_and_blocks_are_for_the_bundled_model_and_the_projects_scale(role: Role) -> None:
    assert role.framework is load()
    assert role.scale is Scale.default()
    assert role.languages == ("da", "en")
    assert len(role) > 0
    assert {text.source.status for text in role.titles} == {Status.OWN}
    assert all("example" in text.source.note for text in role.titles)


@each_role
def test_each_role_says_in_both_languages_what_one_does_in_it(role: Role) -> None:
    assert {text.language for text in role.descriptions} == {"da", "en"}
    assert {text.source.status for text in role.descriptions} == {Status.OWN}


@each_role
def test_nobody_needs_all_competencies_and_everybody_must_have_some(role: Role) -> None:
    assert 3 <= len(role) <= 20
    assert any(requirement.minimum for requirement in role)
    assert match(Profile("nobody", dict.fromkeys(load().competency_ids, 0)), role).qualified == "no"
    expert = Profile("expert", dict.fromkeys(load().competency_ids, 4))
    assert match(expert, role).score == 1


def test_no_two_roles_ask_for_the_same() -> None:
    assert len(set(ROLES)) == len(ROLES)


def test_a_role_that_a_person_holds_is_named_by_an_id_that_a_post_may_have() -> None:
    for role in ROLES:
        assert Profile("x", roles=[role.id]).roles == (role.id,)
    with pytest.raises(InvalidValueError):
        Profile("x", roles=["a|b"])
