"""How it was worked out, and what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer._binding import framework_key
from statskompetencer.catalog import load
from statskompetencer.example_roles import load_roles
from statskompetencer.group_gaps import GroupGaps
from statskompetencer.levels import Scale

from ._blocks import Facts, Piece, Section
from ._setting import origin

if TYPE_CHECKING:
    from statskompetencer.roles import Role

    from ._setting import Setting


def method(setting: Setting) -> Section:
    """The method and the limits."""
    say, coverage = setting.say, setting.coverage
    framework, scale = coverage.framework, coverage.target.scale
    bundled = framework.id == load().id
    levels = ", ".join(scale.word(level, say.titles) for level in scale)
    level_texts = [say("method_levels_are", levels=levels)]
    if bundled and scale in {Scale.default(), Scale.binary()}:
        level_texts.append(say("method_own_levels"))
    title_texts = [framework.titles_note(say.titles)]
    if bundled:
        title_texts.append(say("method_titles_bundled"))
    people = [say("method_named" if setting.people else "method_counted")]
    if setting.least > 1:
        people.append(say("method_pooled", least=say.number(setting.least)))
    if not setting.people:
        people.append(say("method_told"))
    roles = _roles(setting)
    pairs: list[tuple[str, tuple[Piece, ...]]] = [
        (say("method_levels"), (" ".join(level_texts),)),
        (say("method_unknown"), (say("method_unknown_is"),)),
        (say("method_statuses"), (say("method_status_is"),)),
        (say("method_ratings"), (say("method_ratings_are"),)),
        *([(say("method_roles"), (_of_roles(roles, setting),))] if roles else []),
        (say("method_titles"), (" ".join(title_texts), *origin(framework, say))),
        (say("method_people"), (" ".join(people),)),
    ]
    return Section("method", say("method"), (Facts(tuple(pairs)),))


def _roles(setting: Setting) -> list[Role]:
    gaps = setting.gaps
    held = [] if gaps is None or isinstance(gaps, GroupGaps) else [role for role, _ in gaps.by_role]
    every = [*held, *(ranking.role for ranking in setting.matches)]
    return [*{role.id: role for role in every}.values()]


def _of_roles(roles: list[Role], setting: Setting) -> str:
    say = setting.say
    examples = {role.id: role for role in load_roles()}
    same = [role for role in roles if _is(role, examples.get(role.id))]
    if not same:
        return say("method_roles_own")
    return say("method_roles_examples", number=len(same), total=len(roles))


def _is(role: Role, example: Role | None) -> bool:
    """Whether a role asks for what an example does, be it in an adapted framework."""
    return (
        example is not None
        and framework_key(role.framework) == framework_key(example.framework)
        and role == example
    )
