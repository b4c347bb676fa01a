"""How gaps are laid out: bars of people for a group, boxes of steps for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer._text import counted
from statskompetencer.group_gaps import without_post
from statskompetencer.profiles import Unrated
from statskompetencer.roles import role_title

from ._fit import text_width
from ._sheet import BOLD, MARGIN, Key, Sheet, titles_width
from ._steps import ROW, TITLE, Steps, step_keys, write_outcome
from ._style import FAINT, INK, MET, MISSING, NOT_ASSESSED, Look
from ._words import competencies, further_down

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statskompetencer.gaps import Gap, Gaps
    from statskompetencer.group_gaps import GroupGap, GroupGaps

_BAR = 10
"""How high a bar is (points)."""
_NUMBER = 7.5


def rest(number: int, most: int, language: str) -> str:
    """How many competencies are not shown; "" if all are."""
    left_out = number - most
    return further_down(left_out, competencies(left_out, language), language)


def nothing_asked_or_missing(gaps: Gaps, language: str) -> str:
    """What is said of a person without gaps."""
    number = len(gaps.role)
    if not number:
        return "Der er ikke stillet krav." if language == "da" else "Nothing is asked."
    if number == 1:
        return "Kravet er opfyldt." if language == "da" else "The requirement is met."
    if language == "da":
        return f"Alle {number} krav er opfyldt."
    return f"All {number} requirements are met."


# --- a group ---


def group_sheet(
    gaps: GroupGaps, title: str | None, most: int, language: str, width: float
) -> Sheet:
    """A bar a competency, as long as there are people it is asked of."""
    danish = language == "da"
    sheet = Sheet(width)
    sheet.heading(
        title or ("Hvor mange mangler noget?" if danish else "How many fall short?"),
        _measured(gaps, language),
        _order(gaps, language),
    )
    if gaps:
        _bars(sheet, gaps[:most], language)
    sheet.y += 6
    left_out = rest(len(gaps), most, language)
    if left_out:
        sheet.paragraph(left_out, gid="left-out")
    return sheet


def _measured(gaps: GroupGaps, language: str) -> str:
    """Who was measured against what."""
    danish = language == "da"
    people = counted(gaps.people, language, da=("person", "personer"), en=("person", "people"))
    number = len(gaps.roles)
    roles = counted(number, language, da=("rolle", "roller"), en=("role", "roles"))
    if number == 1:
        roles = "én rolle" if danish else "one role"
    first = f"{people}, målt mod {roles}." if danish else f"{people}, measured against {roles}."
    if not gaps.without_role:
        return first
    return f"{first} {without_post(gaps.without_role, danish=danish)}."


def _order(gaps: GroupGaps, language: str) -> str:
    danish = language == "da"
    if not gaps.people:
        return "Der er ingen at måle." if danish else "There is nobody to measure."
    if not gaps:
        return "Der er ikke stillet krav til nogen." if danish else "Nothing is asked of anybody."
    if not gaps.open:
        return (
            "Ingen mangler noget: alle opfylder det, der kræves."
            if danish
            else "There is no gap: everybody meets what is asked."
        )
    return (
        "Øverst det, der vejer tungest: vægt gange personer, der mangler noget."
        if danish
        else "First what weighs most: weight times people who fall short."
    )


def _bars(sheet: Sheet, gaps: Sequence[GroupGap], language: str) -> None:
    danish = language == "da"
    kinds = (
        ("short", MISSING, "mangler noget" if danish else "fall short"),
        ("unknown", NOT_ASSESSED, "ikke vurderet" if danish else "not assessed"),
        ("met", MET, "opfylder" if danish else "meet it"),
    )
    sheet.legend([Key(look, word) for _, look, word in kinds])
    longest = max(gap.people for gap in gaps)
    column = 8 + _NUMBER * max(text_width("00"), text_width(f"{longest}"))
    columns = [sheet.width - MARGIN - 4 - column * place for place in (2, 1, 0)]
    titles = titles_width(sheet.width)
    left = MARGIN + titles
    room = columns[0] - column - left
    head = sheet.y + 5
    sheet.text(MARGIN, head, "Kompetence" if danish else "Competency", 7, color=FAINT)
    asked = "Personer, som den kræves af" if danish else "People it is asked of"
    sheet.text(left, head, asked, 7, color=FAINT)
    for x, (_, look, _) in zip(columns, kinds, strict=True):
        sheet.text(x, head, look.sign, _NUMBER, ha="right", weight="bold")
    sheet.y += 12
    sheet.rule(strong=True)
    for gap in gaps:
        id_, x = gap.competency.id, left
        title = f"{id_} {gap.competency.title(language)}"
        sheet.name(title, titles - 8, ROW, size=TITLE, gid=f"title-{id_}")
        middle = sheet.y + ROW / 2
        numbers = gap.short, gap.unknown, gap.met
        for number, right, (kind, look, _) in zip(numbers, columns, kinds, strict=True):
            wide = room * number / longest
            if number:
                _bar(sheet, (x, middle, wide), look, f"bar-{id_}-{kind}")
            x += wide
            sheet.text(
                right,
                middle,
                f"{number}",
                _NUMBER,
                ha="right",
                color=INK if number else FAINT,
                gid=f"count-{id_}-{kind}",
            )
        sheet.y += ROW
        sheet.rule()


def _bar(sheet: Sheet, where: tuple[float, float, float], look: Look, gid: str) -> None:
    x, middle, width = where
    sheet.box(x, middle - _BAR / 2, width, _BAR, look, gid=gid)


# --- a person ---


def person_sheet(gaps: Gaps, title: str | None, most: int, language: str, width: float) -> Sheet:
    """A row a gap and a box a step."""
    danish = language == "da"
    sheet = Sheet(width)
    role = role_title(gaps.role, language)
    met, total = len(gaps.role) - len(gaps), len(gaps.role)
    said = (
        f"{met} af {total} krav er opfyldt."
        if danish
        else f"{met} of {total} requirements are met."
    )
    sheet.heading(
        title or (f"Mangler i forhold til “{role}”" if danish else f"Gaps against “{role}”"),
        said if gaps else nothing_asked_or_missing(gaps, language),
    )
    if gaps:
        _boxes(sheet, gaps, most, language)
    sheet.y += 6
    left_out = rest(len(gaps), most, language)
    if left_out:
        sheet.paragraph(left_out, gid="left-out")
    return sheet


def _boxes(sheet: Sheet, gaps: Gaps, most: int, language: str) -> None:
    shown = gaps[:most]
    minimums = {requirement.competency: requirement.minimum for requirement in gaps.role}
    sheet.legend(
        step_keys(
            language,
            missing=any(gap.held is not None for gap in shown),
            asked=True,
            minimum=any(minimums[gap.competency.id] for gap in shown),
            states=[Unrated.NOT_ASSESSED for gap in shown if gap.held is None],
        )
    )
    words = [_outcome(gap, language) for gap in shown]
    outcome = min(0.3 * sheet.width, 12 + 7 * BOLD * max(map(text_width, words)))
    titles = titles_width(sheet.width)
    left = MARGIN + titles
    steps = Steps(left, sheet.width - MARGIN - outcome - left, gaps.role.scale)
    steps.heads(sheet, language)
    sheet.rule(strong=True)
    for gap, word in zip(shown, words, strict=True):
        id_ = gap.competency.id
        title = f"{id_} {gap.competency.title(language)}"
        sheet.name(title, titles - 8, ROW, size=TITLE, gid=f"title-{id_}")
        middle = sheet.y + ROW / 2
        held = Unrated.NOT_ASSESSED if gap.held is None else gap.held
        steps.row(sheet, middle, id_, held, asked=gap.asked, minimum=minimums[id_])
        write_outcome(sheet, middle, id_, word, outcome, bold=gap.minimum_missed)
        sheet.y += ROW
        sheet.rule()


def _outcome(gap: Gap, language: str) -> str:
    danish = language == "da"
    of = "af" if danish else "of"
    if gap.held is None:
        return f"? {of} {gap.asked}, {'ikke vurderet' if danish else 'not assessed'}"
    text = f"{gap.held} {of} {gap.asked}"
    if gap.minimum_missed:
        return f"{text} ! {'under mindstekravet' if danish else 'below the minimum'}"
    return text
