"""What is missing in the posts, where training helps most, and who meets which role."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from attrs import frozen

from statskompetencer.entries import Competency
from statskompetencer.group_gaps import GroupGap, GroupGaps
from statskompetencer.matching import Qualified, qualified_word
from statskompetencer.post_gaps import PostGaps

from ._blocks import Block, Column, Fold, Heading, Name, Paragraph, Piece, Point, Points, Section
from ._setting import MOST_COMPETENCIES, MOST_ROWS, name_of, numbers, table, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from statskompetencer.matching import Ranking

    from ._blocks import Cell, Picture, Table
    from ._setting import Setting
    from ._words import Words

MOST_POSTS = 12
"""So many posts are shown with what they ask for; the others in the overview only."""
MOST_PLACES = 3
"""So many places of a ranking are shown."""
MOST_SHARING = 20
"""So many people are on them at most; where places are shared there may be very many."""


@frozen
class Post:
    """The gaps of the people in one post.

    Attributes:
        name: What it is called.
        gaps: The gaps.
    """

    name: Name
    gaps: GroupGaps


def posts_of(setting: Setting) -> tuple[Post, ...]:
    """The posts, in the order of the roles; one group where people were measured alike."""
    gaps, say = setting.gaps, setting.say
    if gaps is None:
        return ()
    if isinstance(gaps, GroupGaps):
        name = Name(", ".join(gaps.roles)) if len(gaps.roles) == 1 else Name(say("group"))
        return (Post(name, gaps),)
    return tuple(Post(title_of(role, say), group) for role, group in gaps.by_role)


def shown_posts(setting: Setting) -> tuple[Post, ...]:
    """Those of as many people as it takes to be shown by themselves."""
    return tuple(post for post in posts_of(setting) if post.gaps.people >= setting.least)


def pictured_posts(setting: Setting) -> tuple[Post, ...]:
    """Those that are shown with what they ask for: the ones with most gaps, in their order."""
    open_ = [post for post in shown_posts(setting) if post.gaps.open]
    by_gaps = sorted(open_, key=lambda post: -sum(gap.short for gap in post.gaps))[:MOST_POSTS]
    return tuple(post for post in open_ if post in by_gaps)


@frozen
class TrainingGap:
    """How many people in all posts shown fall short in one competency.

    Attributes:
        competency: Which one.
        short: How many fall short (people; who holds two posts counts twice).
        unknown: How many of those of whom it is asked were not assessed.
        people: Of how many it is asked.
        steps: How many steps are missing at least.
        steps_upper: How many may be missing.
    """

    competency: Competency
    short: int
    unknown: int
    people: int
    steps: int
    steps_upper: int


def training_gaps(setting: Setting) -> list[TrainingGap]:
    """Competencies by how many people are short, then by steps, then by what is unknown.

    Only sums over the posts that are shown: anything else would, less what is shown, tell of
    the few people in a post that is not.
    """
    found: dict[str, list[GroupGap]] = {}
    for post in shown_posts(setting):
        for gap in post.gaps.open:
            found.setdefault(gap.competency.id, [])
    for post in shown_posts(setting):
        for gap in post.gaps:
            if gap.competency.id in found:
                found[gap.competency.id].append(gap)
    sums = [
        TrainingGap(
            gaps[0].competency,
            sum(gap.short for gap in gaps),
            sum(gap.unknown for gap in gaps),
            sum(gap.people for gap in gaps),
            sum(gap.steps_short for gap in gaps),
            sum(gap.steps_short_upper for gap in gaps),
        )
        for gaps in found.values()
    ]
    places = setting.coverage.framework.positions
    return sorted(
        sums,
        key=lambda one: (-one.short, -one.steps, -one.unknown, places[one.competency.id]),
    )


def posts(setting: Setting, pictures: Sequence[Picture]) -> Section:
    """The gaps of each post, as an overview and each by itself."""
    say = setting.say
    blocks: list[Block] = []
    if not posts_of(setting):
        blocks.append(Paragraph((say("no_posts"),)))
    elif isinstance(setting.gaps, GroupGaps):
        if not shown_posts(setting):
            blocks.append(Paragraph((say("group_few", least=say.number(setting.least)),)))
    else:
        blocks += [Paragraph((say("posts_intro"),)), *_overview(setting)]
    blocks += _notes(setting)
    pictured = pictured_posts(setting)
    for number, post in enumerate(pictured):
        blocks += [
            Heading(post.name),
            *pictures[number : number + 1],
            Fold(say("figure"), (_requirements(post, number, say),)),
        ]
    if len([post for post in shown_posts(setting) if post.gaps.open]) > len(pictured):
        blocks.append(Paragraph((say("posts_left", number=len(pictured)),), quiet=True))
    title = say("gaps" if isinstance(setting.gaps, GroupGaps) else "posts")
    return Section("posts", title, tuple(blocks), fresh=True)


def _overview(setting: Setting) -> Iterator[Block]:
    say = setting.say
    shown = shown_posts(setting)
    if shown:
        columns = [
            Column(say("col_post")),
            *numbers(say("col_people"), say("col_short_in"), say("col_unknown_in")),
        ]
        rows = [
            (
                post.name,
                say.number(post.gaps.people),
                _in(sum(1 for gap in post.gaps if gap.short), post, say),
                _in(sum(1 for gap in post.gaps if gap.unknown), post, say),
            )
            for post in shown
        ]
        command = f"statskompetencer analyse {say('file')} --json"
        yield table("t-posts", say("posts_caption"), columns, rows, say, command=command)
    few = [post.name for post in posts_of(setting) if post not in shown]
    if few:
        label = say("posts_few", least=say.number(setting.least))
        yield Points((_point(label, few, say),))


def _in(number: int, post: Post, say: Words) -> str:
    return say.part(number, number, len(post.gaps))


def _point(label: str, names: Sequence[Piece], say: Words) -> Point:
    left = len(names) - MOST_ROWS
    more = say("more", number=say.number(left)) if left > 0 else ""
    return Point(label, names=tuple(names[:MOST_ROWS]), more=more)


def _notes(setting: Setting) -> Iterator[Block]:
    gaps, say = setting.gaps, setting.say
    without = 0
    if isinstance(gaps, GroupGaps):
        without = gaps.without_role
    if isinstance(gaps, PostGaps):
        without = gaps.without
        if gaps.unknown:
            yield Points((_point(say("posts_unknown"), [post for post, _ in gaps.unknown], say),))
    if without:
        people = say.count("person", without)
        yield Paragraph((say("without_post", people=people),), quiet=True)


def _requirements(post: Post, number: int, say: Words) -> Table:
    columns = [
        Column(say("col_competency")),
        *numbers(say("col_short"), say("col_unknown"), say("col_met"), say("col_steps")),
    ]
    rows = [
        (
            name_of(gap.competency, say),
            say.number(gap.short),
            say.number(gap.unknown),
            say.number(gap.met),
            say.span(gap.steps_short, gap.steps_short_upper),
        )
        for gap in post.gaps
    ]
    caption = say("post_caption", role=post.name.text)
    roles = "".join(f" --role {quote(role)}" for role in post.gaps.roles[:1])
    command = f"statskompetencer gaps {say('file')}{roles} --json"
    return table(
        f"t-post-{number}", caption, columns, rows, say, command=command, most=MOST_COMPETENCIES
    )


def training(setting: Setting) -> Section:
    """Where training helps most people."""
    say, gaps = setting.say, training_gaps(setting)
    shown, every = len(shown_posts(setting)), len(posts_of(setting))
    if not gaps:
        key = "none_shown" if not shown else "all_met" if shown == every else "all_met_shown"
        return Section("training", say("training"), (Paragraph((say(key),)),))
    blocks: list[Block] = [Paragraph((say("training_intro"),)), _training_table(gaps, say)]
    if not isinstance(setting.gaps, GroupGaps):
        blocks.append(Paragraph((say("training_twice"),), quiet=True))
    if shown < every:
        hidden = say("training_hidden", least=say.number(setting.least))
        blocks.append(Paragraph((hidden,), quiet=True))
    return Section("training", say("training"), tuple(blocks), fresh=True)


def _training_table(gaps: Iterable[TrainingGap], say: Words) -> Table:
    columns = [
        Column(say("col_competency")),
        *numbers(say("col_people_short"), say("col_asked_of"), say("col_steps")),
    ]
    rows = [
        (
            name_of(gap.competency, say),
            say.span(gap.short, gap.short + gap.unknown),
            say.number(gap.people),
            say.span(gap.steps, gap.steps_upper),
        )
        for gap in gaps
    ]
    return table(
        "t-training",
        say("training_caption"),
        columns,
        rows,
        say,
        command=f"statskompetencer gaps {say('file')} --json",
        most=MOST_COMPETENCIES,
    )


def matches(setting: Setting, pictures: Sequence[Picture]) -> Section:
    """How many people meet each role; and where people are named, who does best."""
    say = setting.say
    shown = [one for one in setting.matches if one.ranked >= setting.least]
    blocks: list[Block] = [Paragraph((say("matches_intro"),))]
    if shown:
        columns = [
            Column(say("col_role")),
            *numbers(*(say(f"col_qualified_{verdict.value}") for verdict in Qualified)),
        ]
        rows: list[tuple[Cell, ...]] = [
            (title_of(one.role, say), *(say.number(one.counts[verdict]) for verdict in Qualified))
            for one in shown
        ]
        command = f"statskompetencer match {say('file')} --json"
        blocks.append(
            table("t-matches", say("matches_caption"), columns, rows, say, command=command)
        )
    few = [title_of(one.role, say) for one in setting.matches if one not in shown]
    if few:
        label = say("matches_few", least=say.number(setting.least))
        blocks.append(Points((_point(label, few, say),)))
    for number, one in enumerate(ranked(setting)):
        blocks += [
            Heading(title_of(one.role, say)),
            *pictures[number : number + 1],
            _places(one, number, setting),
        ]
    return Section("matches", say("matches"), tuple(blocks), fresh=True)


def ranked(setting: Setting) -> tuple[Ranking, ...]:
    """The rankings that are shown with the people on their best places."""
    if not setting.people:
        return ()
    shown = [one for one in setting.matches if one.ranked >= setting.least]
    return tuple(one.top(MOST_PLACES) for one in shown[:MOST_POSTS])


def _places(ranking: Ranking, number: int, setting: Setting) -> Table:
    say = setting.say
    columns = [
        Column(say("col_person")),
        Column(say("col_place"), number=True),
        Column(say("col_unit")),
        Column(say("col_qualified")),
        Column(say("col_steps_met"), number=True),
    ]
    rows = [
        (
            found.profile.id,
            say.number(found.place or 0),
            setting.unit(found.profile.unit),
            qualified_word(found.qualified, say.language),
            say.part(found.steps_met, found.steps_met_upper, found.steps_asked),
        )
        for found in ranking[:MOST_SHARING]
    ]
    caption = say("ranking_caption", role=title_of(ranking.role, say).text)
    role = quote(ranking.role.id)
    command = f"statskompetencer match {say('file')} --role {role} --people"
    return table(
        f"t-rank-{number}",
        caption,
        columns,
        rows,
        say,
        command=command,
        most=MOST_SHARING,
        of=len(ranking),
    )
