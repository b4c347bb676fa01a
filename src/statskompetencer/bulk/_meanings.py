"""What single values of tables mean, in whichever form a frame has them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, cast

from statskompetencer import Competency
from statskompetencer._cells import (
    DONT_KNOW,
    Reader,
    bare,
    cleaned,
    read_day,
    read_person,
    read_posts,
    read_rater,
    read_unit,
)
from statskompetencer._checks import as_day, as_whole
from statskompetencer._columns import NOT_ASSESSED, NOT_RELEVANT
from statskompetencer._text import shown
from statskompetencer._totals import not_a_value
from statskompetencer.exceptions import InvalidTypeError, StatskompetencerError
from statskompetencer.profiles import Rater, Unrated, check_posts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from statskompetencer.framework import Framework
    from statskompetencer.levels import Scale

T = TypeVar("T")


class Meanings(dict[Any, T]):
    """What values mean: each is worked out once and then remembered.

    Args:
        parse: What a value means, or an error.
    """

    def __init__(self, parse: Callable[[Any], T]) -> None:
        super().__init__()
        self._parse = parse

    def of(self, value: Any) -> T:  # noqa: ANN401 - as it stands in a table
        """What a value means.

        Raises:
            StatskompetencerError: It means nothing that is known.
        """
        key = cast("type[object]", type(value)), value  # True, 1 and 1.0 are equal
        if key not in self:
            try:
                self[key] = self._parse(value)
            except StatskompetencerError as error:
                raise error.with_traceback(None) from None
        return self[key]


def _whole(value: Any) -> Any:  # noqa: ANN401 - as it stands in a table
    """A whole number as int, in whichever form a table has it; the rest as it is."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, Decimal):
        return int(value) if value.is_finite() and value == value.to_integral_value() else value
    return as_whole(value)


def as_id(value: Any) -> str:  # noqa: ANN401 - as above
    """The id of a person."""
    value = _whole(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value, "id", read_person, bare)


def as_level(value: Any, scale: Scale, texts: Reader[int]) -> int:  # noqa: ANN401 - as above
    """The code of what is said of a competency; texts are read by `texts`."""
    if isinstance(value, str):
        code = texts[value]
        return NOT_ASSESSED if code == DONT_KNOW else code
    if isinstance(value, Unrated):
        return NOT_RELEVANT if value is Unrated.NOT_RELEVANT else NOT_ASSESSED
    return scale.number(cast("int", _whole(value)))


def as_competency(value: Any, framework: Framework, texts: Reader[int]) -> int:  # noqa: ANN401 - as above
    """The place of a competency; texts are read by `texts`."""
    if isinstance(value, Competency):
        return framework.positions[framework.competency(value).id]
    return texts[value if isinstance(value, str) else str(_whole(value))]


def as_relevant(value: Any) -> int:  # noqa: ANN401 - as above
    """Whether a competency is relevant: 1 or 0."""
    if isinstance(value, bool) or value in (0, 1):
        return int(value)
    raise InvalidTypeError(
        f"{shown(value)} does not say whether it is relevant",
        danish=f"{shown(value)} siger ikke, om det er relevant",
        found=value,
        allowed=["True", "False"],
    )


def as_unit(value: Any) -> str | None:  # noqa: ANN401 - as above
    """The name of a unit, or None."""
    value = _whole(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value, "unit", read_unit)


def as_posts(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    """The ids of posts."""
    if isinstance(value, tuple):
        return check_posts(cast("Iterable[str]", value))
    return _text(value, "roles", read_posts)


def as_rater(value: Any) -> Rater | None:  # noqa: ANN401 - as above
    """Who rated, or None."""
    return _text(value, "rater", read_rater)


def as_date(value: Any) -> date | None:  # noqa: ANN401 - as above
    """A day, or None."""
    return _text(value, "date", read_day) if isinstance(value, str) else as_day(value)


def _text(
    value: object, field: str, parse: Callable[[str], T], clean: Callable[[str], str] = cleaned
) -> T:
    """What a text means, as in a file."""
    if isinstance(value, str):
        not_a_value(bare(value))
        return parse(clean(value))
    raise InvalidTypeError(
        f"{shown(value)} is not a text",
        danish=f"{shown(value)} er ikke en tekst",
        place=field,
        found=value,
    )
