"""What a person has, as steps, and what a role asks for beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer._binding import check_binding
from statskompetencer._checks import check_kind
from statskompetencer._text import counted
from statskompetencer.matching import Match, match, qualified_word
from statskompetencer.profiles import Profile, Unrated
from statskompetencer.provenance import check_language
from statskompetencer.roles import Requirement, Role, role_title

from ._axes import own_style
from ._fit import text_width
from ._sheet import BOLD, MARGIN, Sheet, drawn, titles_width
from ._steps import ROW, TITLE, Steps, step_keys, write_outcome
from ._style import FAINT, MET, MISSING, NOT_ASSESSED
from ._words import first_few

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from statskompetencer.entries import Area, Competency

_MOST_ROWS = 200
"""So many competencies are shown; how many are not is said."""


@own_style
def plot_profile(
    profile: Profile,
    role: Role | None = None,
    *,
    language: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the levels that a person holds, against those that a role asks for if there is one.

    A row a competency and a box a step, filled to the level held: levels are ordinal, so
    they are neither averaged nor joined by lines. A bar marks the level asked for and a
    triangle the minimum; steps that are missing are hatched. With a role only what it asks
    for is drawn, and how many other competencies the person holds is said. Not assessed and
    not relevant look different from 0. Who the person is, is not said.

    Args:
        profile: What the person has.
        role: What is asked for.
        language: A language of the framework (Danish by default); the words are Danish for
            ``"da"`` and English for every other.
        ax: Where to draw; by default on a figure of its own, of the size that it needs.

    Raises:
        InvalidTypeError: `profile` is no `statskompetencer.Profile`, `role` no
            `statskompetencer.Role`, or `ax` no Axes.
        BindingError: They are for different frameworks or scales.
        UnknownLanguageError: The framework is not there in this language.

    Example:
        >>> from statskompetencer import Profile, Role
        >>> from statskompetencer.plotting import plot_profile
        >>> ax = plot_profile(Profile("bo", {"DS11": 1}), Role("r", {"DS11": 3}), language="en")
        >>> print(ax.alt_text)
        A person’s levels against “r”, as steps. Of 1 requirement: 0 met, 1 short, 0 not assessed; qualified. Short: Act cyber-securely (1 of 3).

    .. versionadded:: 0.1.0
    """  # noqa: E501 - what is printed is one line
    chosen = _checked(profile, role, language)

    def build(width: float) -> Sheet:
        return _levels(profile, role, chosen, width)

    return drawn(ax, build, profile_alt_text(profile, role, language=chosen))


def profile_alt_text(
    profile: Profile, role: Role | None = None, *, language: str | None = None
) -> str:
    """What `plot_profile` shows, in a few sentences, without naming the person.

    Args:
        profile: What the person has.
        role: What is asked for.
        language: A language of the framework (Danish by default).

    Raises:
        InvalidTypeError: `profile` is no `statskompetencer.Profile`, or `role` no
            `statskompetencer.Role`.
        BindingError: They are for different frameworks or scales.
        UnknownLanguageError: The framework is not there in this language.

    Example:
        >>> from statskompetencer import Profile
        >>> print(profile_alt_text(Profile("bo", {"DS11": 3, "DS12": 0}), language="en"))
        A person’s levels as steps. Of 32 competencies: 2 rated, 30 not assessed, 0 not relevant. Held (from 2 working): 1.

    .. versionadded:: 0.1.0
    """  # noqa: E501 - what is printed is one line
    chosen = _checked(profile, role, language)
    danish = chosen == "da"
    if role is None:
        lead = "En persons niveauer som trin." if danish else "A person’s levels as steps."
        return f"{lead} {_states(profile, chosen)} {_held(profile, chosen)}"
    found = match(profile, role)
    title = role_title(role, chosen)
    sentences = [
        f"En persons niveauer mod “{title}”, som trin."
        if danish
        else f"A person’s levels against “{title}”, as steps.",
        _standing(found, chosen),
    ]
    for label, requirements in [
        ("Mangler" if danish else "Short", found.short),
        ("Ikke vurderet" if danish else "Not assessed", found.unknown),
    ]:
        if requirements:
            parts = [_named(profile, requirement, chosen) for requirement in requirements]
            sentences.append(f"{label}: {first_few(parts, chosen)}.")
    return " ".join(sentences)


def _checked(profile: Profile, role: Role | None, language: str | None) -> str:
    check_kind(profile, [Profile], "profile")
    if role is not None:
        check_kind(role, [Role], "role")
        check_binding(profile, role.framework, role.scale)
    framework = profile.framework
    return check_language(language, framework.languages, str(framework))


def _named(profile: Profile, requirement: Requirement, language: str) -> str:
    title = profile.framework.competency(requirement.competency).title(language)
    held = profile.level(requirement.competency)
    if held is None:
        return title
    return f"{title} ({held} {'af' if language == 'da' else 'of'} {requirement.level})"


def _states(profile: Profile, language: str) -> str:
    rated, unknown, other = map(len, (profile.rated, profile.not_assessed, profile.not_relevant))
    total = len(profile.framework)
    if language == "da":
        return (
            f"Af {total} kompetencer: {rated} vurderet, {unknown} ikke vurderet, "
            f"{other} ikke relevant."
        )
    return f"Of {total} competencies: {rated} rated, {unknown} not assessed, {other} not relevant."


def _held(profile: Profile, language: str) -> str:
    held = sum(1 for competency in profile.rated if profile.holds(competency))
    word = profile.scale.word(profile.scale.holds_from, language)
    return f"Har (fra {word}): {held}." if language == "da" else f"Held (from {word}): {held}."


def _standing(found: Match, language: str) -> str:
    total, met, short, unknown = (
        len(part) for part in (found.role, found.met, found.short, found.unknown)
    )
    verdict = qualified_word(found.qualified, language)
    if language == "da":
        return (
            f"Af {total} krav: {met} opfyldt, {short} ikke nået, {unknown} ikke vurderet; "
            f"{verdict}."
        )
    asked = counted(total, language, da=("krav", "krav"), en=("requirement", "requirements"))
    return f"Of {asked}: {met} met, {short} short, {unknown} not assessed; {verdict}."


def _levels(profile: Profile, role: Role | None, language: str, width: float) -> Sheet:
    danish = language == "da"
    sheet = Sheet(width)
    if role is None:
        sheet.heading(
            "Niveauer i alle kompetencer" if danish else "Levels in all competencies",
            f"{_states(profile, language)} {_held(profile, language)}",
        )
    else:
        title = role_title(role, language)
        sheet.heading(
            f"Niveauer i forhold til “{title}”" if danish else f"Levels against “{title}”",
            _standing(match(profile, role), language)
            if role.requirements
            else ("Rollen stiller ingen krav." if danish else "The role asks for nothing."),
        )
    rows = [
        (area, competency)
        for area in profile.framework.areas
        for competency in area.competencies
        if role is None or role.requirement(competency)
    ]
    if rows:
        _rows(sheet, profile, role, rows[:_MOST_ROWS], language)
    sheet.y += 6
    if rows[_MOST_ROWS:]:
        number = len(rows) - _MOST_ROWS
        sheet.paragraph(
            f"{number} kompetencer mere er ikke vist."
            if danish
            else f"{number} more competencies are not shown.",
            gid="left-out",
        )
    if role is not None:
        asked = {requirement.competency for requirement in role}
        others = [c for c in profile.rated if c.id not in asked]
        held = sum(1 for competency in others if profile.holds(competency))
        word = profile.scale.word(profile.scale.holds_from, language)
        sheet.paragraph(
            f"Af de {len(profile.framework) - len(asked)} kompetencer, som rollen ikke kræver, "
            f"er {len(others)} vurderet, og {held} af dem på mindst {word}."
            if danish
            else f"Of the {len(profile.framework) - len(asked)} competencies that the role does "
            f"not ask for, {len(others)} are rated, {held} of them at {word} or above.",
            color=FAINT,
            gid="others",
        )
    return sheet


def _rows(
    sheet: Sheet,
    profile: Profile,
    role: Role | None,
    rows: list[tuple[Area, Competency]],
    language: str,
) -> None:
    ratings = {competency.id: profile[competency.id] for _, competency in rows}
    asked = {r.competency: r for r in role} if role else {}
    sheet.legend(
        step_keys(
            language,
            missing=any(
                isinstance(held, int) and id_ in asked and held < asked[id_].level
                for id_, held in ratings.items()
            ),
            asked=role is not None,
            minimum=any(r.minimum for r in asked.values()),
            states=[rating for rating in ratings.values() if isinstance(rating, Unrated)],
        )
    )
    words = {id_: _outcome(rating, asked.get(id_), language) for id_, rating in ratings.items()}
    outcome = (
        min(0.26 * sheet.width, 12 + 7 * BOLD * max(text_width(word) for word, _ in words.values()))
        if role
        else 0
    )
    titles = titles_width(sheet.width) - 12
    number = 8 + 8 * BOLD * text_width(f"{profile.scale.max}")
    left = MARGIN + titles + number
    steps = Steps(left, sheet.width - MARGIN - outcome - left, profile.scale)
    steps.heads(sheet, language)
    sheet.rule(strong=True)
    last = None
    for area, competency in rows:
        if area is not last:
            last = area
            sheet.area(f"{area.id} {area.title(language)}", gid=f"area-{area.id}")
        id_, rating = competency.id, ratings[competency.id]
        middle = sheet.y + ROW / 2
        title = f"{id_} {competency.title(language)}"
        sheet.name(title, titles - 8, ROW, size=TITLE, gid=f"title-{id_}")
        if isinstance(rating, int):
            sheet.text(
                left - 6, middle, f"{rating}", 8, ha="right", weight="bold", gid=f"held-{id_}"
            )
        requirement = asked.get(id_)
        steps.row(
            sheet,
            middle,
            id_,
            rating,
            asked=requirement.level if requirement else 0,
            minimum=requirement.minimum if requirement else 0,
            word="" if requirement else words[id_][0][2:],
        )
        if requirement:
            word, bold = words[id_]
            write_outcome(sheet, middle, id_, word, outcome, bold=bold)
        sheet.y += ROW
        sheet.rule()


def _outcome(
    rating: int | Unrated, requirement: Requirement | None, language: str
) -> tuple[str, bool]:
    """What comes of it in words, and whether it is to stand out."""
    danish = language == "da"
    if isinstance(rating, Unrated):
        if rating is Unrated.NOT_ASSESSED:
            return f"{NOT_ASSESSED.sign} {'ikke vurderet' if danish else 'not assessed'}", False
        return f"– {'ikke relevant' if danish else 'not relevant'}", False
    if requirement is None:
        return "", False
    if rating < requirement.minimum:
        return f"! {'under mindstekravet' if danish else 'below the minimum'}", True
    if rating < requirement.level:
        short = requirement.level - rating
        steps = counted(short, language, da=("trin", "trin"), en=("step", "steps"))
        return f"{MISSING.sign} {f'mangler {steps}' if danish else f'{steps} short'}", False
    return f"{MET.sign} {'opfyldt' if danish else 'met'}", False
