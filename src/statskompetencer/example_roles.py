"""Roles to begin with, put together from blocks: the project's own examples.

The official model has no role profiles. It says that what one person needs depends on
tasks, responsibilities and professional field, and on career stage and experience: these
are the kinds of blocks here.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from ._resources import data
from .catalog import DEFAULT, load
from .provenance import Source, Text
from .roles import Requirement, Role, combine


def load_roles() -> tuple[Role, ...]:
    """The example roles for the bundled model, on the project's default scale.

    Example:
        >>> [role.id for role in load_roles()][:2]
        ['jurist-lovforberedelse', 'projektleder']

    .. versionadded:: 0.1.0
    """
    return _load()[1]


def load_blocks() -> tuple[Role, ...]:
    """The blocks that the example roles are put together from with `combine`.

    Example:
        >>> [block.id for block in load_blocks()][:2]
        ['faelles-medarbejder', 'ansvar-ledelse']

    .. versionadded:: 0.1.0
    """
    return _load()[0]


@cache
def _load() -> tuple[tuple[Role, ...], tuple[Role, ...]]:
    document = json.loads(data(*DEFAULT.split("/"), "roles.json"))
    source = Source(**document["default_source"])
    blocks = {block["id"]: _block(block, source) for block in document["blocks"]}
    roles = [
        combine(
            *(blocks[part] for part in role["blocks"]),
            id=role["id"],
            titles=_texts(role["titles"], source),
            descriptions=_texts(role["descriptions"], source),
        )
        for role in document["roles"]
    ]
    return tuple(blocks.values()), tuple(roles)


def _block(block: dict[str, Any], source: Source) -> Role:
    asked = [Requirement(**requirement) for requirement in block["requirements"]]
    return Role(block["id"], asked, framework=load(), titles=_texts(block["titles"], source))


def _texts(texts: dict[str, str], source: Source) -> tuple[Text, ...]:
    return tuple(Text(language, text, source) for language, text in texts.items())
