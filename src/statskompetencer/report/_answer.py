"""The answer, and of whom it was asked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from statskompetencer.coverage_status import CoverageStatus
from statskompetencer.profiles import Rater

from ._blocks import Answer, Block, Facts, Name, Notice, Piece, Point, Points, Section, Tile
from ._posts import training_gaps
from ._setting import MOST_NAMES, mark_of, name_of, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from statskompetencer.coverage import Coverage

    from ._setting import Setting
    from ._words import Words

_SIGNS = {"yes": "✓", "possible": "?", "no": "✗"}
_WEAK = (
    CoverageStatus.UNCOVERED,
    CoverageStatus.SHORT,
    CoverageStatus.POSSIBLE,
    CoverageStatus.FRAGILE,
)
_HEAVIEST = 3
"""So many of the gaps in posts are named in the answer."""


def answer(setting: Setting) -> Section:
    """Is all of it held, which not, and where does it hang on one person?"""
    coverage, say = setting.coverage, setting.say
    blocks: list[Block] = []
    if not coverage.people:
        blocks.append(Notice(say("nobody")))
    elif coverage.people < setting.least:
        people = say.count("person", coverage.people)
        blocks.append(Notice(say("few", people=people)))
    blocks.append(_verdict(coverage, say))
    points = [*_points(coverage, say), *_heaviest(setting)]
    if points:
        blocks.append(Points(tuple(points)))
    return Section("answer", say("answer"), tuple(blocks))


def _verdict(coverage: Coverage, say: Words) -> Answer:
    low, high, total = coverage.covered, coverage.covered_upper, len(coverage)
    key = "held_one" if low == high == 1 else "held"
    sentence = say(key, bounds=say.part(low, high, total), among=coverage.among(say.language))
    if low == high:
        bounds = say("bounds_yes" if low == total else "bounds_no")
    else:
        key = "bounds_open_all" if high == total else "bounds_open"
        bounds = say(key, lower=say.number(low), upper=say.number(high))
    tiles = tuple(
        Tile(
            mark_of(status, say),
            say.number(len(coverage.with_status(status))),
            say(f"{status.value}_means"),
        )
        for status in CoverageStatus
    )
    verdict = coverage.complete
    return Answer(verdict, _SIGNS[verdict], say(verdict), sentence, bounds, tiles)


def _points(coverage: Coverage, say: Words) -> Iterator[Point]:
    for status in _WEAK:
        entries = coverage.with_status(status)
        if not entries:
            continue
        by_more = status is CoverageStatus.FRAGILE and any(one.needed > 1 for one in entries)
        label = say(
            f"point_{status.value}{'_more' if by_more else ''}", number=say.number(len(entries))
        )
        names = [name_of(entry.competency, say) for entry in entries]
        yield Point(
            label,
            say(f"hint_{status.value}"),
            tuple(names[:MOST_NAMES]),
            _more(len(names), say),
            mark_of(status, say),
        )


def _more(number: int, say: Words) -> str:
    left = number - MOST_NAMES
    return say("more", number=say.number(left)) if left > 0 else ""


def _heaviest(setting: Setting) -> Iterator[Point]:
    say = setting.say
    short = [gap for gap in training_gaps(setting) if gap.short][:_HEAVIEST]
    if short:
        names = [
            Name(f"{gap_name.text} ({say.part(gap.short, gap.short, gap.people)})", gap_name.id)
            for gap in short
            for gap_name in [name_of(gap.competency, say)]
        ]
        yield Point(say("point_training"), say("hint_training"), names=tuple(names))


def asked(setting: Setting) -> Section:
    """What was asked, of whom, by whom it was rated, and when."""
    coverage, say = setting.coverage, setting.say
    pairs: list[tuple[str, tuple[Piece, ...]]] = [
        (say("model"), _model(coverage, say)),
        (say("target"), (_target(coverage, say),)),
        (say("people"), (_people(coverage, say),)),
        (say("units"), (_units(setting),)),
    ]
    if coverage.people:
        pairs += [
            (say("ratings"), (_ratings(coverage, say),)),
            (say("raters"), (_raters(coverage, say),)),
            (say("days"), (_days(coverage, say),)),
        ]
    return Section("asked", say("asked"), (Facts(tuple(pairs)),))


def _model(coverage: Coverage, say: Words) -> tuple[Piece, ...]:
    framework = coverage.framework
    counts = say(
        "model_is",
        areas=say.number(len(framework.areas)),
        competencies=say.number(len(framework)),
        key=" ".join(framework.key),
    )
    return title_of(framework, say), counts


def _target(coverage: Coverage, say: Words) -> str:
    scale = coverage.target.scale
    needed = sorted({entry.needed for entry in coverage})
    levels = sorted({entry.level for entry in coverage})
    words = dict.fromkeys(scale.word(level, say.titles) for level in (levels[0], levels[-1]))
    people = say.count("person", needed[-1])
    if len(needed) > 1:
        people = say("span", lower=say.number(needed[0]), upper=people)
    return say(
        "target_is",
        competencies=say("part", number=len(coverage), total=len(coverage.framework)),
        people=people,
        level=" – ".join(words),
    )


def _people(coverage: Coverage, say: Words) -> str:
    people = say.count("person", coverage.people)
    if coverage.headcount is None:
        return say("people_are", people=people)
    rest = coverage.headcount - coverage.people
    return say(
        "people_of",
        people=people,
        headcount=say.number(coverage.headcount),
        rest=say.number(rest),
    )


def _units(setting: Setting) -> str:
    coverage, say = setting.coverage, setting.say
    if all(unit.unit is None for unit in coverage.units):
        return say("no_units")
    pooled = setting.units - len(coverage.units)
    number = say.number(setting.units)
    if not pooled:
        return number
    return say(
        "units_pooled",
        number=number,
        pooled=say.number(pooled + 1),
        least=say.number(setting.least),
    )


def _ratings(coverage: Coverage, say: Words) -> str:
    unseen = 0 if coverage.headcount is None else coverage.headcount - coverage.people
    total = coverage.people * len(coverage)
    unknown = sum(entry.unknown - unseen for entry in coverage)
    not_relevant = sum(entry.not_relevant for entry in coverage)
    return say(
        "ratings_are",
        share=say.share(total - unknown - not_relevant, total),
        unknown=say.number(unknown),
        not_relevant=say.number(not_relevant),
    )


def _raters(coverage: Coverage, say: Words) -> str:
    counts = Counter(profile.rater for profile in coverage.profiles)
    if not any(counts[rater] for rater in Rater):
        return say("no_units")
    raters: Sequence[Rater | None] = (*Rater, None)
    return "; ".join(
        say(f"rater_{rater}", people=say.number(counts[rater])) for rater in raters if counts[rater]
    )


def _days(coverage: Coverage, say: Words) -> str:
    days = [profile.assessed_on for profile in coverage.profiles if profile.assessed_on]
    if not days:
        return say("days_none")
    first, last = say.day(min(days)), say.day(max(days))
    told = first if first == last else say("days_between", first=first, last=last)
    without = coverage.people - len(days)
    return "; ".join([told, *([say("days_some", people=say.number(without))] if without else [])])
