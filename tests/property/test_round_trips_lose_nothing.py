"""Law: to_dict and from_dict, JSON, pickle and copies lose nothing."""

from __future__ import annotations

import copy
import json
import pickle
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from statskompetencer import Framework, Profile, Role, Scale, Target, documents
from statskompetencer.testing import frameworks, profiles, roles, scales, targets

T = TypeVar("T", Framework, Scale, Profile, Role, Target)
VALIDATOR = Draft202012Validator(
    documents.schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
)


def copies(thing: T) -> list[T]:
    packed = [pickle.loads(pickle.dumps(thing, n)) for n in (2, pickle.HIGHEST_PROTOCOL)]  # noqa: S301 - made here
    return [copy.copy(thing), copy.deepcopy(thing), *packed]


def through_json(values: object) -> object:
    return json.loads(json.dumps(values, ensure_ascii=False).encode())


def check(thing: T, again: T) -> None:
    assert again == thing
    assert hash(again) == hash(thing)
    assert repr(again) == repr(thing)


@given(frameworks())
def test_frameworks(framework: Framework) -> None:
    written = documents.to_dict(framework)
    again = documents.from_dict(through_json(written))
    for other in (*copies(framework), again):
        check(framework, other)
        assert other.competency_ids == framework.competency_ids
    assert documents.to_dict(again) == written


@given(frameworks())
def test_what_is_written_of_a_framework_is_valid_by_the_schema(framework: Framework) -> None:
    VALIDATOR.validate(documents.to_dict(framework))


@given(scales(max_level=100))
def test_scales(scale: Scale) -> None:
    for other in copies(scale):
        check(scale, other)
        assert all(scale.number(level) == level.number for level in other)


@given(frameworks().flatmap(profiles))
def test_profiles(profile: Profile) -> None:
    values = through_json(profile.to_dict())
    again = Profile.from_dict(values, framework=profile.framework, scale=profile.scale)
    for other in (*copies(profile), again):
        check(profile, other)
        assert other.to_rows() == profile.to_rows()


@given(frameworks().flatmap(roles))
def test_roles(role: Role) -> None:
    again = Role.from_dict(through_json(role.to_dict()), framework=role.framework, scale=role.scale)
    for other in (*copies(role), again):
        check(role, other)
        assert (other.id, other.parts) == (role.id, role.parts)  # what equality leaves out
        assert (other.titles, other.descriptions) == (role.titles, role.descriptions)


@given(frameworks().flatmap(targets))
def test_targets(target: Target) -> None:
    again = Target.from_dict(
        through_json(target.to_dict()), framework=target.framework, scale=target.scale
    )
    for other in (*copies(target), again):
        check(target, other)


@given(st.tuples(frameworks(), scales()).flatmap(lambda both: profiles(*both)))
def test_a_scale_that_the_framework_does_not_bring(profile: Profile) -> None:
    values = through_json(profile.to_dict())
    assert Profile.from_dict(values, framework=profile.framework, scale=profile.scale) == profile
