"""Values that stay read-only on their way through pickle and copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import fields

if TYPE_CHECKING:
    from attrs import AttrsInstance


class Rebuilt:
    """A value that pickles by what it is made of: arrays as such would come back writeable."""

    __slots__ = ()

    def __reduce__(self: AttrsInstance) -> tuple[Any, ...]:
        """Make it anew."""
        return type(self), tuple(getattr(self, field.name) for field in fields(type(self)))
