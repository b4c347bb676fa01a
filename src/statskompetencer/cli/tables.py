"""Results as text and tables for a terminal or a pipe, drawn with rich.

Each function gives the pieces of one section, ready for `rich.console.Console.print`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen
from rich.box import Box
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from statskompetencer.branch_coverage import BranchCoverage
from statskompetencer.coverage_status import CoverageStatus, status_word
from statskompetencer.entries import Competency, Entry
from statskompetencer.provenance import Status
from statskompetencer.roles import Role, role_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.table import Column

    from statskompetencer.coverage import Coverage
    from statskompetencer.framework import Framework
    from statskompetencer.gaps import Gaps
    from statskompetencer.group_gaps import GroupGaps
    from statskompetencer.levels import Scale
    from statskompetencer.matching import Ranking
    from statskompetencer.post_gaps import PostGaps

    from .data import Standing
    from .words import Words


Piece = str | Text | Table | Tree
"""What a console prints."""

RULED = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
"""A line of hyphens below the headings: it looks the same in every encoding."""

BETWEEN_COLUMNS = 3
"""So many characters stand between two columns."""

UNITS_A_TABLE = 6
"""So many units stand beside each other in 100 columns without squeezing the titles."""

MOST_SHORT = 2
"""So many gaps are named for a post: the overview stays short, and `gaps` shows all."""

_SIGNS = {
    CoverageStatus.COVERED: ("+", "green"),
    CoverageStatus.FRAGILE: ("!", "yellow"),
    CoverageStatus.POSSIBLE: ("?", "yellow"),
    CoverageStatus.SHORT: ("-", "red"),
    CoverageStatus.UNCOVERED: ("x", "red"),
}
_WORST_FIRST = (
    CoverageStatus.UNCOVERED,
    CoverageStatus.SHORT,
    CoverageStatus.POSSIBLE,
    CoverageStatus.FRAGILE,
)


def clean(text: str) -> str:
    """The same text with nothing in it that a terminal would act upon."""
    return "".join(c if c.isprintable() or c in "\n\xa0" else "\ufffd" for c in text)


def heading(text: str) -> Text:
    """A heading, with an empty line before it."""
    return Text(f"\n{clean(text)}", style="bold")


class _Ruled(Table):
    """A table whose lines are broken between words; a list where there is no room for that."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it as wide as it may be."""
        room = options.max_width - BETWEEN_COLUMNS * (len(self.columns) - 1)
        columns = [_measured(column, console, options) for column in self.columns]
        if sum(column.least for column in columns) > room:
            yield from self._as_list()
            return
        for column, width in zip(self.columns, _fitted(columns, room), strict=True):
            column.width = width
        yield from super().__rich_console__(console, options)

    def _as_list(self) -> Iterator[Padding]:
        for first, *others in zip(*(column.cells for column in self.columns), strict=True):
            padded = first if isinstance(first, Padding) else Padding(first)
            yield padded
            for column, cell in zip(self.columns[1:], others, strict=True):
                if cell:
                    named = Text.assemble(f"{column.header}: ", cell)
                    yield Padding(named, (0, 0, 0, padded.left + 2))


@frozen
class _Widths:
    """How wide a column may be: no word is broken, only its heading is, no line is."""

    least: int
    below_heading: int
    most: int


def _measured(column: Column, console: Console, options: ConsoleOptions) -> _Widths:
    heading = Measurement.get(console, options, column.header)
    cells = [Measurement.get(console, options, cell) for cell in column.cells]
    least = max(heading.minimum, *(cell.minimum for cell in cells), 1)
    below_heading = max(least, *(cell.maximum for cell in cells), 1)
    return _Widths(least, below_heading, max(below_heading, heading.maximum))


def _fitted(columns: Sequence[_Widths], room: int) -> list[int]:
    """The widths of columns; the narrowest grow first, and headings are broken before cells."""
    widths = [column.least for column in columns]
    for most in ([c.below_heading for c in columns], [c.most for c in columns]):
        while sum(widths) < room and widths != most:
            lacking = [place for place, width in enumerate(widths) if width < most[place]]
            widths[min(lacking, key=widths.__getitem__)] += 1
    return widths


def _table(columns: Iterable[str], rows: Iterable[Sequence[object]], say: Words) -> Table:
    """A table; columns are named by the keys of their headings.

    One that starts with “>” is set to the right, as numbers are, and one with “=” after it is
    headed by what it says itself.
    """
    made = _Ruled(box=RULED, pad_edge=False, show_edge=False, header_style="bold")
    for column in columns:
        key = column.removeprefix(">")
        head = key.removeprefix("=") if key.startswith("=") else say(key)
        number = column.startswith(">")
        made.add_column(head, justify="right" if number else "left", overflow="fold")
    for row in rows:
        made.add_row(*(c if isinstance(c, Text | Padding) else clean(str(c)) for c in row))
    return made


def status_cell(status: CoverageStatus, language: str) -> Text:
    """A status as sign and word; the colour only repeats them."""
    sign, style = _SIGNS[status]
    return Text(f"{sign} {status_word(status, language)}", style=style)


def level_name(scale: Scale, number: int, language: str) -> str:
    """A level by number and, where it has one in this language, by name."""
    level = scale[number]
    return f"{number} {level.title(language)}" if language in level.languages else str(number)


# --- coverage ---


def coverage_answer(found: Coverage, say: Words) -> Iterator[Piece]:
    """Whether all is held, and how many competencies stand how."""
    yield say(
        "held",
        answer=say(found.complete),
        bounds=say.bounds(found.covered, found.covered_upper, len(found)),
        among=found.among(say.language),
    )
    counts = [
        f"{status_word(status, say.language)}: {len(entries)}"
        for status in CoverageStatus
        if (entries := found.with_status(status))
    ]
    yield f"{', '.join(counts).capitalize()}."


def _demand(found: Coverage, say: Words) -> Iterator[Piece]:
    """From which level and how many people, where it is the same for every competency."""
    if _is_uniform(found):
        entry = found.entries[0]
        name = level_name(found.target.scale, entry.level, say.language)
        yield say("counts_from", level=name, people=say.count("person", entry.needed))


def _is_uniform(found: Coverage) -> bool:
    return len({(entry.level, entry.needed) for entry in found}) == 1


def branches(found: Coverage, say: Words) -> Iterator[Piece]:
    """The roll-up of each area and subcategory of which something is demanded."""
    rows: list[tuple[object, ...]] = []
    for entry in found.framework.entries():
        branch = found[entry] if not isinstance(entry, Competency) else None
        if isinstance(branch, BranchCoverage) and branch.status:
            bounds = say.bounds(branch.covered, branch.covered_upper, branch.competencies)
            status = status_cell(branch.status, say.language)
            rows.append((_indented(_depth(found.framework, entry), entry, say), bounds, status))
    yield heading(say("coverage"))
    yield from _demand(found, say)
    yield _table(("branch", "represented", "worst"), rows, say)


def every_competency(found: Coverage, say: Words) -> Iterator[Piece]:
    """Each demanded competency below its area and subcategory."""
    demanded = {entry.competency.id: entry for entry in found}
    mixed = not _is_uniform(found)
    numbers = [*(("level", "needed") if mixed else ()), "holders", "unknown"]
    columns = ["competency", "status", *(f">{number}" for number in numbers)]
    rows: list[tuple[object, ...]] = []
    for entry in found.framework.entries():
        title = _indented(_depth(found.framework, entry), entry, say)
        if entry.id in demanded:
            one = demanded[entry.id]
            counts = (getattr(one, number) for number in numbers)
            rows.append((title, status_cell(one.status, say.language), *counts))
        elif not isinstance(entry, Competency) and any(c.id in demanded for c in entry):
            rows.append((title,))
    yield heading(say("coverage"))
    yield from _demand(found, say)
    yield _table(columns, rows, say)


def weak_points(found: Coverage, say: Words) -> Iterator[Piece]:
    """The competencies that do not stand firmly, the worst first."""
    rows = [
        (
            status_cell(status, say.language),
            entry.competency.id,
            entry.competency.title(say.language),
            entry.holders,
            entry.needed,
            entry.unknown,
        )
        for status in _WORST_FIRST
        for entry in found.with_status(status)
    ]
    yield heading(say("weak"))
    if not rows:
        yield say("nothing_weak")
        return
    columns = ("status", "id", "competency", ">holders", ">needed", ">unknown")
    yield _table(columns, rows, say)
    yield ""
    yield say("status_means")


def key_people(found: Coverage, say: Words, *, people: bool) -> Iterator[Piece]:
    """Without whom there are too few; named only where asked for."""
    fragile = found.with_status(CoverageStatus.FRAGILE)
    yield heading(say("key_people"))
    if not found.key_people:
        yield say("no_key_people")
        return
    yield say(
        "one_key_person" if len(found.key_people) == 1 else "key_people_counted",
        people=say.count("person", len(found.key_people)),
        competencies=say.count("competency", len(fragile)),
    )
    if people:
        rows = [
            (one.person, one.unit or "", _titles(one.competencies, say)) for one in found.key_people
        ]
        yield _table(("person", "unit", "competencies"), rows, say)


def units(found: Coverage, say: Words) -> Iterator[Piece]:
    """What each unit holds, and what is held nowhere else."""
    rows: list[tuple[object, ...]] = []
    for number, unit in enumerate(found.units, 1):
        pairs = list(zip(found, unit.holders, strict=True))
        only = [e.competency.id for e, holders in pairs if holders and holders == e.holders]
        some = say.part(sum(1 for holders in unit.holders if holders), len(found))
        rows.append((number, unit.unit or say("no_unit"), unit.people, some, ", ".join(only)))
    yield heading(say("units"))
    yield _table((">number", "unit", ">people", ">some", "only_here"), rows, say)
    yield ""
    yield say("unit_cells")
    numbered = list(enumerate(found.units, 1))
    for start in range(0, len(numbered), UNITS_A_TABLE):
        group = numbered[start : start + UNITS_A_TABLE]
        rows = [
            (
                entry.competency.id,
                entry.competency.title(say.language),
                *(_holders(unit.holders[place], unit.unknown[place]) for _, unit in group),
            )
            for place, entry in enumerate(found)
        ]
        yield ""
        yield _table(["id", "competency", *(f">={number}" for number, _ in group)], rows, say)


def _holders(holders: int, unknown: int) -> str:
    return f"{holders} +{unknown}" if unknown else str(holders)


def _indented(depth: int, entry: Entry, say: Words) -> Padding:
    return Padding(clean(f"{entry.id} {entry.title(say.language)}"), (0, 0, 0, 2 * depth))


def _depth(framework: Framework, entry: Entry) -> int:
    return len(framework.path(entry)) - 1


def _titles(entries: Iterable[Entry], say: Words) -> str:
    return "\n".join(f"{entry.id} {entry.title(say.language)}" for entry in entries)


# --- gaps ---


def group_gaps(found: GroupGaps, role: Role | None, say: Words) -> Iterator[Piece]:
    """How many people fall short of what is asked: against a role, or against their posts."""
    answer = say(found.complete)
    explained = found.explain(say.language)
    if role is None:
        yield say("asked_of_posts", answer=answer, explained=explained)
    else:
        title = role_title(role, say.language)
        yield say("asked_of_role", answer=answer, role=title, explained=explained)
    rows = [
        (
            gap.competency.id,
            gap.competency.title(say.language),
            gap.short,
            gap.unknown,
            gap.met,
            say.span(gap.steps_short, gap.steps_short_upper),
        )
        for gap in found
    ]
    yield ""
    yield _table(("id", "competency", ">short", ">unknown", ">met", ">steps_short"), rows, say)


def gaps_by_person(found: Sequence[Gaps], say: Words, *, posts: bool) -> Iterator[Piece]:
    """What each person lacks who lacks anything, with the person's id."""
    rows: list[tuple[str, ...]] = []
    for gaps in found:
        short = [
            f"{gap.competency.id}\xa0{gap.held}/{gap.asked}{'!' if gap.minimum_missed else ''}"
            for gap in gaps
            if gap.held is not None
        ]
        unknown = [gap.competency.id for gap in gaps if gap.held is None]
        if gaps:
            post = [role_title(gaps.role, say.language)] if posts else []
            person = gaps.profile
            cells = (person.id, person.unit or "", *post, ", ".join(short), ", ".join(unknown))
            rows.append(cells)
    yield heading(say("gaps_people"))
    if not rows:
        yield say("gaps_none")
        return
    yield say("lacks_mean")
    columns = ("person", "unit", *(["role"] if posts else []), "lacks", "unknown")
    yield _table(columns, rows, say)


def post_gaps(found: PostGaps, say: Words) -> Iterator[Piece]:
    """For each role how many people hold it, and in what most of them fall short."""
    yield heading(say("post_gaps"))
    if not found.by_role and not found.unknown:
        yield say("no_posts")
        return
    rows: list[tuple[object, ...]] = []
    for role, gaps in found.by_role:
        short = [gap for gap in gaps if gap.short]
        unknown = [gap for gap in gaps if gap.unknown]
        title, people = role_title(role, say.language), say.count("person", gaps.people)
        counts = (say("in", part=say.part(len(those), len(gaps))) for those in (short, unknown))
        rows.append((say("held_by", role=title, people=people), *counts))
        rows.extend(
            (
                _indented(1, gap.competency, say),
                say.part(gap.short, gap.people),
                say.part(gap.unknown, gap.people),
            )
            for gap in short[:MOST_SHORT]
        )
    if rows:
        yield say("heaviest")
        yield _table(("post", ">short", ">unknown"), rows, say)
    if found.unknown:
        posts = [f"{post} ({people})" for post, people in found.unknown]
        yield say("unknown_posts", posts=", ".join(posts))
    if found.without:
        yield say("without_post", people=say.count("person", found.without))


# --- matches ---


def matches(standings: Sequence[Standing], say: Words, *, named: bool) -> Iterator[Piece]:
    """For each role how many people qualify; and if wanted who stands on the first places."""
    if not standings:
        yield say("no_roles")
        return
    rows = [(role_title(one.role, say.language), *one.counts.values()) for one in standings]
    yield say("measured", people=say.count("person", standings[0].people))
    yield _table(("role", ">qualified_yes", ">qualified_possible", ">qualified_no"), rows, say)
    yield ""
    yield say("possible_means")
    if named:
        yield heading(say("best_places"))
        yield _best_places([one.best for one in standings], say)
        yield ""
        yield say("ranges_mean")


def _best_places(rankings: Iterable[Ranking], say: Words) -> Table:
    rows: list[tuple[object, ...]] = []
    for ranking in rankings:
        rows.append((role_title(ranking.role, say.language),))
        for found in ranking:
            steps = say.span(found.steps_met, found.steps_met_upper)
            cells = (
                Padding(clean(found.profile.id), (0, 0, 0, 2)),
                found.place,
                found.profile.unit or "",
                say(found.qualified.value),
                say.part(steps, found.steps_asked),
            )
            rows.append(cells)
    columns = ("role_and_person", ">place", "unit", "qualified_yes", ">steps")
    return _table(columns, rows, say)


# --- the model and the roles ---


def framework_tree(framework: Framework, say: Words) -> Iterator[Piece]:
    """The whole model; official titles have a mark."""

    def label(entry: Entry) -> str:
        text = entry.title_text(say.language)
        mark = " *" if text.source.status is Status.OFFICIAL else ""
        return clean(f"{entry.id} {text}{mark}")

    title = f"{framework.title(say.language)} ({' '.join(framework.key)})"
    tree = Tree(clean(title))
    nodes = {"": tree}
    for entry in framework.entries():
        parent = framework.parent(entry)
        nodes[entry.id] = nodes[parent.id if parent else ""].add(label(entry))
    yield tree
    if framework.official_titles(say.language):
        yield ""
        yield say("official")


def one_entry(framework: Framework, entry: Entry, say: Words) -> Iterator[Piece]:
    """One entry: where it stands, what it says, and where its titles come from."""
    yield Text(clean(f"{entry.id} {entry.title(say.language)}"), style="bold")
    above = [f"{e.title(say.language)} ({e.id})" for e in framework.path(entry)[:-1]]
    if above:
        yield f"{say('where')}: {' › '.join(above)}"
    if entry.description(say.language):
        yield ""
        yield entry.description(say.language)
    if not isinstance(entry, Competency):
        yield heading(say("holds"))
        yield _titles(entry.children, say)
    yield heading(say("sources"))
    for text in entry.titles:
        source = text.source
        status = say.status(source.status.value)
        read_on = say("read_on", day=source.read_on) if source.read_on else ""
        named = say("source", language=say.language_name(text.language), title=text)
        yield f"{named} – {status}{read_on}"
        if source.url:  # whole, so that it can be clicked or copied
            yield Text(clean(source.url), no_wrap=True)


def hits(framework: Framework, found: Iterable[Entry], say: Words) -> Table:
    """Entries with the branch in which they stand."""
    rows = [
        (
            entry.id,
            entry.title(say.language),
            " › ".join(e.title(say.language) for e in framework.path(entry)[:-1]),
        )
        for entry in found
    ]
    return _table(("id", "title", "where"), rows, say)


def role_list(roles: Iterable[Role], say: Words) -> Table:
    """Roles with how much they ask."""
    rows = [
        (
            role.id,
            role_title(role, say.language),
            len(role),
            role.description(say.language) if say.language in role.languages else "",
        )
        for role in roles
    ]
    return _table(("id", "title", ">requirements", "description"), rows, say)


def one_role(role: Role, say: Words) -> Iterator[Piece]:
    """One role in full."""
    yield Text(clean(f"{role_title(role, say.language)} ({role.id})"), style="bold")
    if say.language in role.languages and role.description(say.language):
        yield role.description(say.language)
    if role.parts:
        yield say("parts", parts=", ".join(role.parts))
    rows = [
        (
            r.competency,
            role.framework.competency(r.competency).title(say.language),
            level_name(role.scale, r.level, say.language),
            level_name(role.scale, r.minimum, say.language) if r.minimum else "–",
            r.weight,
        )
        for r in role
    ]
    yield ""
    yield _table(("id", "competency", "level", "minimum", ">weight"), rows, say)


def valid_framework(framework: Framework, say: Words) -> Iterator[Piece]:
    """How much there is in a framework that has no error."""
    counts = {
        "area": len(framework.areas),
        "subcategory": len(framework.subcategories),
        "competency": len(framework),
    }
    named = [say.count(noun, number) for noun, number in counts.items() if number]
    yield say("valid_framework")
    yield f"{framework.title(say.language)} ({' '.join(framework.key)}): {', '.join(named)}."


def whole_lines(lines: Iterable[str]) -> Iterator[Piece]:
    """Lines that are not broken, however long."""
    for line in lines:
        yield Text(clean(line), no_wrap=True)


def plan_table(columns: Iterable[str], rows: Iterable[Sequence[object]], say: Words) -> Table:
    """A table of a plan; columns as everywhere here, “>” before those of numbers."""
    return _table(columns, rows, say)
