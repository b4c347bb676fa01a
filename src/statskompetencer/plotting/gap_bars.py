"""What is missing: people per competency for a group, steps per requirement for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer._checks import check_kind
from statskompetencer.gaps import Gaps
from statskompetencer.group_gaps import GroupGaps
from statskompetencer.provenance import check_language
from statskompetencer.roles import role_title

from ._axes import own_style
from ._gap_sheets import group_sheet, nothing_asked_or_missing, person_sheet, rest
from ._given import check_text, checked_most
from ._sheet import drawn
from ._words import first_few

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ._sheet import Sheet


@own_style
def plot_gaps(
    gaps: Gaps | GroupGaps,
    *,
    title: str | None = None,
    most: int = 40,
    language: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw what a group or a person lacks, in the order of the result.

    For a group: a bar a competency, as long as there are people it is asked of, parted into
    those who fall short, those not assessed and those who meet it, with the numbers beside
    it. For a person: a box a step, filled to the level held and hatched from there to the
    level asked, with a triangle at the minimum. Who the person is, is not said.

    Args:
        gaps: What `statskompetencer.find_gaps` or `statskompetencer.find_group_gaps` found.
        title: What stands above the picture, such as the title of the role that a group was
            measured against: the gaps of a group know only the ids of roles, which are not
            shown. By default a question, and for a person the title of the role.
        most: How many competencies are shown; how many are not is said.
        language: A language of the framework (Danish by default); the words are Danish for
            ``"da"`` and English for every other.
        ax: Where to draw; by default on a figure of its own, of the size that it needs.

    Raises:
        InvalidTypeError: `gaps` is neither, `title` no text, or `ax` no Axes.
        InvalidValueError: `most` is not a whole number from 1.
        UnknownLanguageError: The framework is not there in this language.

    Example:
        >>> from statskompetencer import Profile, Role, find_group_gaps
        >>> from statskompetencer.plotting import plot_gaps
        >>> people = [Profile("al", {"PV11": 1}), Profile("bo", {"PV11": 3}), Profile("cy")]
        >>> ax = plot_gaps(find_group_gaps(people, Role("r", {"PV11": 3})), language="en")
        >>> print(ax.alt_text)
        Bars of gaps. Among 3 people, somebody falls short in 1 of 1 competencies; what weighs most: Formulate user stories, acceptance criteria and requirements specifications (1 of 3). In 1 competency somebody was not assessed.

    .. versionadded:: 0.1.0
    """  # noqa: E501 - what is printed is one line
    chosen, most = _checked(gaps, title, most, language)

    def build(width: float) -> Sheet:
        if isinstance(gaps, GroupGaps):
            return group_sheet(gaps, title, most, chosen, width)
        return person_sheet(gaps, title, most, chosen, width)

    return drawn(ax, build, gaps_alt_text(gaps, title=title, most=most, language=chosen))


def gaps_alt_text(
    gaps: Gaps | GroupGaps,
    *,
    title: str | None = None,
    most: int = 40,
    language: str | None = None,
) -> str:
    """What `plot_gaps` shows, in a few sentences, without naming anybody.

    Args:
        gaps: What `statskompetencer.find_gaps` or `statskompetencer.find_group_gaps` found.
        title: What stands above the picture.
        most: How many competencies are shown.
        language: A language of the framework (Danish by default).

    Raises:
        InvalidTypeError: `gaps` is neither, or `title` no text.
        InvalidValueError: `most` is not a whole number from 1.
        UnknownLanguageError: The framework is not there in this language.

    Example:
        >>> from statskompetencer import Profile, Role, find_gaps
        >>> print(gaps_alt_text(find_gaps(Profile("bo", {"DS11": 3}), Role("r", {"DS11": 3}))))
        En persons mangler mod “r”. Kravet er opfyldt.

    .. versionadded:: 0.1.0
    """
    chosen, most = _checked(gaps, title, most, language)
    danish = chosen == "da"
    if isinstance(gaps, GroupGaps):
        lead = "Søjler over mangler." if danish else "Bars of gaps."
        said = gaps.explain(chosen)
    else:
        role = role_title(gaps.role, chosen)
        lead = (
            f"En persons mangler mod “{role}”." if danish else f"A person’s gaps against “{role}”."
        )
        said = _person(gaps, chosen) if gaps else nothing_asked_or_missing(gaps, chosen)
    head = f"{title}:" if title else ""
    return " ".join(filter(None, [head, lead, said, rest(len(gaps), most, chosen)]))


def _person(gaps: Gaps, language: str) -> str:
    danish = language == "da"
    of = "af" if danish else "of"
    below = ", under mindstekravet" if danish else ", below the minimum"
    short = [
        f"{gap.competency.title(language)} ({gap.held} {of} {gap.asked}"
        f"{below if gap.minimum_missed else ''})"
        for gap in gaps
        if gap.held is not None
    ]
    unknown = [gap.competency.title(language) for gap in gaps if gap.held is None]
    return " ".join(
        f"{word} {len(titles)} {of} {len(gaps.role)}: {first_few(titles, language)}."
        for word, titles in [
            ("Ikke opfyldt er" if danish else "Not met are", short),
            ("Ikke vurderet er" if danish else "Not assessed are", unknown),
        ]
        if titles
    )


def _checked(
    gaps: Gaps | GroupGaps, title: str | None, most: int, language: str | None
) -> tuple[str, int]:
    check_kind(gaps, [Gaps, GroupGaps], "gaps")
    check_text(title, "title")
    framework = gaps.framework if isinstance(gaps, GroupGaps) else gaps.role.framework
    return check_language(language, framework.languages, str(framework)), checked_most(most)
