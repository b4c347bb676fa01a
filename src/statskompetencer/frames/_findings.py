"""What is wrong with a frame of ratings, as a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from statskompetencer._display import html_table
from statskompetencer._text import counted
from statskompetencer.exceptions import InvalidInputError, StatskompetencerError

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen
class FrameProblem:
    """One thing that is wrong with a frame of ratings.

    Attributes:
        error: What is wrong, what was found, what is allowed, and the nearest valid spelling.
        rows: How many rows it concerns.
        examples: Some of these rows, each a plain dict from column to value; of a frame that
            is not lazy with its number (`row`, from 0).

    .. versionadded:: 0.1.0
    """

    error: StatskompetencerError
    rows: int
    examples: tuple[dict[str, Any], ...] = field(eq=False)

    def explain(self, language: str = "en") -> str:
        """The error, and how many rows it concerns."""
        rows = counted(self.rows, language, da=("række", "rækker"), en=("row", "rows"))
        return f"{self.error.explain(language)} ({rows})"

    def to_dict(self, language: str = "en", *, people: bool = False) -> dict[str, Any]:
        """Plain values.

        Args:
            language: ``"da"`` for Danish, otherwise English.
            people: Whether to give the rows, which name people.
        """
        return {
            "error": type(self.error).__name__,
            "message": self.error.explain(language),
            "rows": self.rows,
            "examples": [dict(row) for row in self.examples] if people else len(self.examples),
        }


@frozen(repr=False)
class FrameCheck:
    """What `check` found in a frame of ratings.

    Iterating gives the problems, in the order of the columns.

    Attributes:
        rows: How many rows the frame has.
        problems: One for each thing that is wrong; of each kind at most so many values as
            `check` was told, with a last one that counts the others.

    .. versionadded:: 0.1.0
    """

    rows: int
    problems: tuple[FrameProblem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def __iter__(self) -> Iterator[FrameProblem]:
        return iter(self.problems)

    def __len__(self) -> int:
        return len(self.problems)

    def __bool__(self) -> bool:
        return True

    def raise_for_errors(self) -> None:
        """Raise what is wrong, if anything is.

        Raises:
            InvalidInputError: Holds the error of each problem.
        """
        if self.problems:
            raise InvalidInputError.of([problem.error for problem in self], "ratings")

    def explain(self, language: str = "en") -> str:
        """The problems, one a line; nobody is named but where an id is what is wrong."""
        rows = counted(self.rows, language, da=("række", "rækker"), en=("row", "rows"))
        if self.ok:
            return f"{rows}: ingen fejl." if language == "da" else f"{rows}: no errors."
        many = counted(len(self), language, da=("fejl", "fejl"), en=("error", "errors"))
        return "\n".join([f"{rows}: {many}", *(f"  {one.explain(language)}" for one in self)])

    def to_dict(self, language: str = "en", *, people: bool = False) -> dict[str, Any]:
        """Plain values for JSON; with `people` the example rows are given, and not counted."""
        return {
            "rows": self.rows,
            "ok": self.ok,
            "problems": [one.to_dict(language, people=people) for one in self],
        }

    def to_rows(self, language: str = "en") -> list[dict[str, Any]]:
        """One plain dict a problem."""
        return [one.to_dict(language) for one in self]

    def __repr__(self) -> str:
        many = f"{len(self)} errors" if self.problems else "no errors"
        return f"<FrameCheck of {self.rows} rows: {many}>"

    def to_html(self, language: str | None = None) -> str:
        """A table of the problems for a notebook, in Danish by default."""
        chosen = language or "da"
        columns = {"da": ["fejl", "rækker"], "en": ["error", "rows"]}
        rows = [(one.error.explain(chosen), one.rows) for one in self]
        title = "Kontrol" if chosen == "da" else "Check"
        notes = [self.explain(chosen).partition("\n")[0]]
        return html_table(title, columns, rows, notes=notes, language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()
