"""Who holds what: units by competencies or subcategories, with counts in the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer._checks import check_kind
from statskompetencer._text import counted
from statskompetencer.coverage import Coverage
from statskompetencer.provenance import check_language

from ._axes import own_style
from ._given import check_one_of, checked_most
from ._heat_cells import MOST_LINES, By, largest, left_out, lines_left_out, lines_of, named
from ._heat_sheet import HeatSheet
from ._sheet import drawn
from ._words import bounds, competencies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from statskompetencer.coverage import UnitContribution

_BY = ("competency", "subcategory")


@own_style
def plot_heatmap(
    coverage: Coverage,
    *,
    by: By = "competency",
    most: int = 60,
    language: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw what each unit contributes, and how the whole organisation stands.

    By competency a cell says how many people of the unit hold it. By subcategory it says how
    many of the demanded competencies somebody in the unit holds, such as “2/3”: holders are
    never summed over competencies. “?” on dots is where more may be held, as somebody was not
    assessed. Units have no verdict: a small unit need not hold everything.

    Competencies are the rows, and units where they are so many that this is narrower. Where an
    area has no subcategories, it stands for itself.

    Args:
        coverage: What `statskompetencer.check_coverage` found.
        by: What units are set against: ``"competency"`` or ``"subcategory"``.
        most: How many units are shown; the largest are, and it is said how many are not.
        language: A language of the framework (Danish by default); the words are Danish for
            ``"da"`` and English for every other.
        ax: Where to draw; by default on a figure of its own, of the size that it needs.

    Returns:
        The Axes that was drawn on.

    Raises:
        InvalidTypeError: `coverage` is no `statskompetencer.Coverage`, or `ax` no Axes.
        InvalidValueError: `by` is neither, or `most` is not a whole number from 1.
        UnknownLanguageError: The framework is not there in this language.

    Example:
        >>> from statskompetencer import Profile, check_coverage
        >>> from statskompetencer.plotting import plot_heatmap
        >>> people = [Profile("a", {"PV11": 3}, unit="Jura"), Profile("b", unit="It")]
        >>> plot_heatmap(check_coverage(people), by="subcategory").alt_text[:43]
        'Varmekort over 2 enheder og 12 underkategor'

    .. versionadded:: 0.1.0
    """
    chosen, most = _checked(coverage, by, most, language)
    units = largest(coverage, most)
    sheet = HeatSheet(coverage, by, units, lines_of(coverage, by, units, chosen), chosen)
    alt_text = heatmap_alt_text(coverage, by=by, most=most, language=chosen)
    return drawn(ax, sheet.laid_out, alt_text, sheet.units_as_rows)


def heatmap_alt_text(
    coverage: Coverage, *, by: By = "competency", most: int = 60, language: str | None = None
) -> str:
    """What `plot_heatmap` shows, in a few sentences.

    Args:
        coverage: What `statskompetencer.check_coverage` found.
        by: What units are set against: ``"competency"`` or ``"subcategory"``.
        most: How many units are shown.
        language: A language of the framework (Danish by default).

    Raises:
        InvalidTypeError: `coverage` is no `statskompetencer.Coverage`.
        InvalidValueError: `by` is neither, or `most` is not a whole number from 1.
        UnknownLanguageError: The framework is not there in this language.

    Example:
        >>> from statskompetencer import Profile, Target, check_coverage
        >>> people = [Profile("a", {"PV11": 3}, unit="Jura"), Profile("b", {"PV11": 0}, unit="It")]
        >>> print(heatmap_alt_text(check_coverage(people, Target({"PV11": 1})), language="en"))
        Heatmap of 2 units by 1 competency, among the 2 people in the data. Overall 1 of 1 competency is held. A single unit holds 0 to 1 of 1.

    .. versionadded:: 0.1.0
    """  # noqa: E501 - what is printed is one line
    chosen, most = _checked(coverage, by, most, language)
    danish = chosen == "da"
    shown = largest(coverage, most)
    lines = lines_of(coverage, by, shown, chosen)
    units = counted(len(shown), chosen, da=("enhed", "enheder"), en=("unit", "units"))
    held, total = bounds(coverage.covered, coverage.covered_upper), len(coverage)
    are = "is" if total == 1 else "are"
    sentences = [
        f"Varmekort over {units} og {named(len(lines), by, chosen)}, {coverage.among('da')}."
        if danish
        else f"Heatmap of {units} by {named(len(lines), by, chosen)}, {coverage.among('en')}.",
        f"Samlet er {held} af {competencies(total, chosen)} repræsenteret."
        if danish
        else f"Overall {held} of {competencies(total, chosen)} {are} held.",
        _in_a_unit(shown, total, chosen),
    ]
    maybe = (
        sum(1 for unit in shown for unknown in unit.unknown[:MOST_LINES] if unknown)
        if by == "competency"
        else sum(1 for line in lines[:MOST_LINES] for cell in line.cells if cell.look.hatch)
    )
    if maybe:
        cells = counted(maybe, chosen, da=("felt", "felter"), en=("cell", "cells"))
        sentences.append(
            f"I {cells} kan der være flere, for nogen er ikke vurderet."
            if danish
            else f"In {cells} there may be more, as somebody was not assessed."
        )
    sentences += [left_out(coverage, shown, chosen), lines_left_out(lines, by, chosen)]
    return " ".join(filter(None, sentences))


def _checked(coverage: Coverage, by: str, most: int, language: str | None) -> tuple[str, int]:
    check_kind(coverage, [Coverage], "coverage")
    check_one_of(by, _BY, "by")
    framework = coverage.framework
    return check_language(language, framework.languages, str(framework)), checked_most(most)


def _in_a_unit(units: Sequence[UnitContribution], total: int, language: str) -> str:
    """How many of the competencies somebody holds in a unit; units are not ranked."""
    if len(units) <= 1:
        return ""
    held = [sum(1 for holders in unit.holders if holders) for unit in units]
    least, most = min(held), max(held)
    if language == "da":
        span = f"{least}" if least == most else f"{least} til {most}"
        return f"Den enkelte enhed har {span} af {total}."
    span = f"{least}" if least == most else f"{least} to {most}"
    return f"A single unit holds {span} of {total}."
