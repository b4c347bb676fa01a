"""The bundled frameworks, and the door for an agency's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ._text import nearest
from .exceptions import InvalidInputError, InvalidValueError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable

    from .framework import Framework

DEFAULT = "digst-digitale-kompetencer/2019"
"""The Danish state's model, in the version of 2019."""

_KNOWN_COUNTS = {DEFAULT: ((4, 12, 32), {"PV": 9})}
"""What the publisher says of how much there is, in all and in an area."""


@cache
def available() -> tuple[str, ...]:
    """The bundled frameworks, as ``id/version``.

    Example:
        >>> available()
        ('digst-digitale-kompetencer/2019',)

    .. versionadded:: 0.1.0
    """
    from ._resources import folders  # noqa: PLC0415 - no resources machinery before it is needed

    return tuple(f"{name}/{version}" for name in folders() for version in folders(name))


def load(which: str | Path | None = None) -> Framework:
    """A framework: the Danish state's model by default, or one's own from a JSON file.

    Args:
        which: One of `available` (the version may be left out: then the newest), or the
            path of a JSON file; None for the Danish state's model.

    Returns:
        The framework; a bundled one is loaded once and is then always the same object.

    Raises:
        UnknownNameError: Nothing is bundled under this name.
        UnreadableFileError: The file is not there, may not be read, or is a folder.
        InvalidInputError: The file is not a framework; holds every error in it.

    Example:
        >>> import statskompetencer as s
        >>> s.load()
        <Framework digst-digitale-kompetencer 2019: 4 areas, 12 subcategories, 32 competencies; 13 of 48 titles (da) are official>

    .. versionadded:: 0.1.0
    """  # noqa: E501 - the repr is one line
    if which is None:
        return _bundled(DEFAULT)
    if isinstance(which, str) and not which.endswith(".json") and not _is(Path.is_file, which):
        fitting = [name for name in available() if which in {name, name.split("/")[0]}]
        if fitting:
            return _bundled(fitting[-1])
        if not which or not _is(Path.is_dir, which):
            raise UnknownNameError(
                f"no framework “{which}” is bundled, and there is no such file",
                danish=f"ingen model “{which}” følger med, og der er ingen sådan fil",
                found=which,
                nearest=nearest(which, available()),
                allowed=available(),
            )
    from . import documents  # noqa: PLC0415 - parsing is loaded when something is parsed

    framework = documents.read(which)
    try:
        check_counts(framework)
    except InvalidValueError as error:
        raise InvalidInputError.of([error], str(which)) from None
    return framework


def _is(kind: Callable[[Path], bool], name: str) -> bool:
    try:
        return kind(Path(name))
    except (OSError, ValueError):  # no file can have such a name
        return False


@cache
def _bundled(name: str) -> Framework:
    import json  # noqa: PLC0415 - as above

    from . import documents  # noqa: PLC0415 - as above
    from ._resources import data  # noqa: PLC0415 - as above

    framework = documents.from_dict(json.loads(data(*name.split("/"), "framework.json")))
    check_counts(framework)
    return framework


def check_counts(framework: Framework) -> None:
    """Check that a framework of a known id and version has as much in it as its publisher says.

    Raises:
        InvalidValueError: It has not.
    """
    known = _KNOWN_COUNTS.get("/".join(framework.key))
    if known is None:
        return
    expected, within = known
    found = len(framework.areas), len(framework.subcategories), len(framework)
    found_within = {key: len(framework.below(key)) if key in framework else 0 for key in within}
    if (found, found_within) != (expected, within):
        raise InvalidValueError(
            f"{framework.id} {framework.version} has {expected[0]} areas, {expected[1]} "
            f"subcategories, {expected[2]} competencies, and {within} competencies; "
            f"found {found} and {found_within}",
            danish=f"{framework.id} {framework.version} har {expected[0]} områder, "
            f"{expected[1]} underkategorier, {expected[2]} kompetencer og {within} "
            f"kompetencer; fundet {found} og {found_within}",
            place="areas",
            found=found,
        )
