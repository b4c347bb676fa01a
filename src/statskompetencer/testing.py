"""Strategies of hypothesis for tests of code that uses this library; extra ``testing``.

Each function gives a strategy for one kind of value. What is drawn is anything that the
library itself accepts: odd ids, titles in several languages, frameworks of two and of three
levels, scales of up to a hundred levels. As everywhere in the library, the bundled model is
what is meant where no framework is given, so that ``teams()`` and ``roles()`` fit together:

    >>> from hypothesis import given
    >>> from statskompetencer import rank
    >>> @given(teams(), roles())
    ... def test_ranking_loses_nobody(team, role):
    ...     assert len(rank(team, role)) == len(team)
    >>> test_ranking_loses_nobody()

Where a test is to hold for every framework, what depends on one is drawn after it:

    >>> from hypothesis import strategies as st
    >>> cases = frameworks().flatmap(lambda f: st.tuples(teams(f), roles(f)))
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import chain, cycle, filterfalse, pairwise, repeat
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from ._checks import SEPARATORS
from ._columns import NOT_ASSESSED, NOT_RELEVANT
from ._extras import optional
from .catalog import load
from .entries import Area, Competency, Subcategory
from .framework import Framework
from .levels import TOP_LEVEL, Level, Scale
from .profiles import Profile, Rater, Ratings, check_person
from .provenance import Source, Status, Text
from .roles import MOST_WEIGHT, Requirement, Role
from .targets import Demand, Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hypothesis import strategies as st
    from hypothesis.strategies import DrawFn, SearchStrategy
else:
    st = optional(
        "hypothesis.strategies", "testing", "statskompetencer.testing", "statskompetencer.testing"
    )

__all__ = [
    "frameworks",
    "ids",
    "person_ids",
    "profiles",
    "roles",
    "scales",
    "targets",
    "teams",
    "titles",
]

T = TypeVar("T")

_LANGUAGES = ("da", "en", "de", "kl", "pt-BR")


# Kept once made: hypothesis checks each new strategy, which takes longer than drawing from it.
@cache
def ids() -> SearchStrategy[str]:
    """Ids of frameworks and entries: no white space, no control characters.

    .. versionadded:: 0.1.0
    """
    characters = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"))
    return st.text(characters, min_size=1, max_size=8)


@cache
def person_ids() -> SearchStrategy[str]:
    """Ids of people, and names of units: printable, composed (NFC), single spaces inside.

    .. versionadded:: 0.1.0
    """
    characters = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
    texts = st.text(characters, min_size=1, max_size=8)
    return texts.map(str.strip).filter(bool).map(check_person)


def titles(languages: Sequence[str] = ("da", "en")) -> SearchStrategy[tuple[Text, ...]]:
    """A title in each of these languages, with any status.

    .. versionadded:: 0.1.0
    """
    return _titles(tuple(languages))


@cache
def _days() -> SearchStrategy[date | None]:
    return st.none() | st.dates(date(2019, 10, 23), date(2099, 12, 31))


@cache
def _titles(languages: tuple[str, ...]) -> SearchStrategy[tuple[Text, ...]]:
    some = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)
    text = some.filter(lambda title: bool(title.strip()))
    source = st.builds(Source, st.sampled_from(Status), read_on=_days())
    words = st.lists(text, min_size=len(languages), max_size=len(languages))
    return st.tuples(words, source).map(
        lambda drawn: tuple(map(Text, languages, drawn[0], repeat(drawn[1])))
    )


@st.composite
def scales(draw: DrawFn, *, max_level: int = 6, languages: Sequence[str] = ("da", "en")) -> Scale:
    """Scales of at least two levels, holding from any level but 0.

    Args:
        draw: Given by hypothesis.
        max_level: The highest level that there may be, up to 100.
        languages: What the levels have names in.

    .. versionadded:: 0.1.0
    """
    top = draw(st.integers(1, min(max_level, TOP_LEVEL)))
    word = draw(st.sampled_from(["trin", "Niveau", "Æ", "step"]))
    levels = [
        Level(number, tuple(Text(code, f"{word} {code} {number}") for code in languages))
        for number in range(top + 1)
    ]
    return Scale(draw(person_ids()), levels, holds_from=draw(st.integers(1, top)))


@st.composite
def frameworks(  # noqa: PLR0913 - one argument for each thing that a test may want to settle
    draw: DrawFn,
    *,
    depth: Literal[2, 3] | None = None,
    languages: Sequence[str] | None = None,
    scale: Scale | SearchStrategy[Scale | None] | None = None,
    min_competencies: int = 1,
    max_competencies: int = 8,
) -> Framework:
    """Frameworks of two or three levels, in one or more languages, with or without a scale.

    Args:
        draw: Given by hypothesis.
        depth: 2 for areas that hold their competencies directly, 3 for areas that hold
            subcategories, None for either; both may stand side by side in one framework.
        languages: The languages; drawn where they are not given, and then maybe not Danish.
        scale: The scale that the framework brings, or a strategy for it; for None it may
            or may not bring one.
        min_competencies: How many competencies there are at least, from 1.
        max_competencies: How many there are at most.

    .. versionadded:: 0.1.0
    """
    codes = languages or draw(
        st.lists(st.sampled_from(_LANGUAGES), min_size=1, max_size=3, unique=True)
    )
    size = draw(st.integers(min_competencies, max_competencies))
    names = _different(draw(st.lists(ids(), min_size=1, max_size=4, unique=True)))
    words = cycle(draw(st.lists(titles(codes), min_size=1, max_size=4)))

    def grouped(entries: Sequence[T]) -> list[tuple[T, ...]]:
        """The entries in their order, cut into groups of one or more."""
        cuts = draw(st.sets(st.integers(1, len(entries) - 1))) if len(entries) > 1 else set[int]()
        edges = [0, *sorted(cuts), len(entries)]
        return [tuple(entries[a:b]) for a, b in pairwise(edges)]

    areas: list[Area] = []
    for group in grouped([Competency(next(names), next(words)) for _ in range(size)]):
        deep = depth == 3 if depth else draw(st.booleans())  # noqa: PLR2004 - as the argument
        children = (
            [Subcategory(next(names), next(words), part) for part in grouped(group)]
            if deep
            else group
        )
        areas.append(Area(next(names), next(words), children))
    called = draw(titles(codes))
    return Framework(
        next(names),
        draw(ids()),
        called,
        tuple(areas),
        scale=_drawn_or(draw, scale, st.none() | scales(languages=codes)),
        descriptions=draw(st.just(()) | titles(codes)),
        data_version=draw(st.sampled_from(["", "1.2"])),
        publisher=draw(st.sampled_from(["", "Styrelsen"])),
        terms=draw(st.sampled_from(["", "Fri brug."])),
        source=draw(st.sampled_from([Source(), called[0].source])),
        published_on=draw(_days()),
    )


@st.composite
def profiles(  # noqa: PLR0913 - as above
    draw: DrawFn,
    framework: Framework | SearchStrategy[Framework] | None = None,
    scale: Scale | SearchStrategy[Scale] | None = None,
    *,
    id: str | SearchStrategy[str] | None = None,  # noqa: A002 - the word of the field
    unit: str | SearchStrategy[str | None] | None = None,
    roles: Sequence[Role | str] | None = None,
    complete: bool = False,
) -> Profile:
    """Profiles: for every competency a level, *not assessed* or *not relevant*.

    Args:
        draw: Given by hypothesis.
        framework: What they speak of, or a strategy for it; the bundled model by default.
        scale: The scale, or a strategy for it; by default the framework's, or the project's.
        id: The person, or a strategy for it.
        unit: Where the person works, or a strategy for it; some have none by default.
        roles: Of these roles (or ids of posts) the person holds any number; by default the
            posts are drawn and belong to no role.
        complete: Whether every competency has a level.

    .. versionadded:: 0.1.0
    """
    framework, scale = _binding(draw, framework, scale)
    codes = [*range(scale.max + 1)]
    if not complete:  # about every third is not assessed, however many levels there are
        codes += [NOT_ASSESSED, NOT_RELEVANT, NOT_ASSESSED] * (1 + len(codes) // 4)
    table = bytes(codes[number % len(codes)] for number in range(256))
    rated = draw(st.binary(min_size=len(framework), max_size=len(framework))).translate(table)
    if roles is None:
        posts = draw(st.lists(_role_ids(), max_size=3))
    else:
        known = [role if isinstance(role, str) else role.id for role in roles]
        posts = draw(st.lists(st.sampled_from(known), unique=True)) if known else []
    return Profile(
        _drawn_or(draw, id, person_ids()),
        Ratings(framework, rated),
        framework=framework,
        scale=scale,
        unit=_drawn_or(draw, unit, st.none() | person_ids()),
        roles=posts,
        rater=draw(st.none() | st.sampled_from(Rater)),
        assessed_on=draw(_days()),
    )


@st.composite
def teams(  # noqa: PLR0913 - as above
    draw: DrawFn,
    framework: Framework | SearchStrategy[Framework] | None = None,
    scale: Scale | SearchStrategy[Scale] | None = None,
    *,
    min_size: int = 0,
    max_size: int = 6,
    units: Sequence[str | None] = ("Jura", "It", None),
    roles: Sequence[Role | str] | None = None,
    complete: bool = False,
) -> list[Profile]:
    """Lists of profiles of different people, all for one framework and scale.

    Args:
        draw: Given by hypothesis.
        framework: What they speak of, or a strategy for it; the bundled model by default.
        scale: The scale, or a strategy for it; by default the framework's, or the project's.
        min_size: How many people there are at least.
        max_size: How many people there are at most.
        units: Where they work; None is nowhere.
        roles: Of these roles (or ids of posts) each holds any number; as in `profiles`.
        complete: Whether every competency of every person has a level.

    .. versionadded:: 0.1.0
    """
    framework, scale = _binding(draw, framework, scale)
    people = draw(st.lists(person_ids(), min_size=min_size, max_size=max_size, unique=True))
    unit = st.sampled_from(units)
    return [
        draw(profiles(framework, scale, id=one, unit=unit, roles=roles, complete=complete))
        for one in people
    ]


@st.composite
def roles(  # noqa: PLR0913 - as above
    draw: DrawFn,
    framework: Framework | SearchStrategy[Framework] | None = None,
    scale: Scale | SearchStrategy[Scale] | None = None,
    *,
    id: str | SearchStrategy[str] | None = None,  # noqa: A002 - the word of the field
    min_requirements: int = 0,
    max_requirements: int | None = None,
    max_weight: int = MOST_WEIGHT,
) -> Role:
    """Roles: for some competencies a level, a weight and a minimum.

    Args:
        draw: Given by hypothesis.
        framework: What they speak of, or a strategy for it; the bundled model by default.
        scale: The scale, or a strategy for it; by default the framework's, or the project's.
        id: The id, or a strategy for it; by default one that may stand among a person's posts.
        min_requirements: How many requirements there are at least; 0 gives the empty role too.
        max_requirements: How many there are at most; None for as many as competencies.
        max_weight: The highest weight, up to 100.

    .. versionadded:: 0.1.0
    """
    framework, scale = _binding(draw, framework, scale)
    asked = draw(_some(framework, min_requirements, max_requirements))
    levels, weights = st.integers(1, scale.max), st.integers(1, max_weight)
    requirements: list[Requirement] = []
    for competency in asked:
        level = draw(levels)
        minimum = draw(st.integers(0, level))
        requirements.append(Requirement(competency, level, draw(weights), minimum))
    return Role(
        _drawn_or(draw, id, _role_ids()),
        requirements,
        framework=framework,
        scale=scale,
        titles=draw(st.just(()) | titles(framework.languages)),
        descriptions=draw(st.just(()) | titles(framework.languages)),
    )


@st.composite
def targets(  # noqa: PLR0913 - as above
    draw: DrawFn,
    framework: Framework | SearchStrategy[Framework] | None = None,
    scale: Scale | SearchStrategy[Scale] | None = None,
    *,
    min_demands: int = 1,
    max_demands: int | None = None,
    max_holders: int = 4,
) -> Target:
    """Targets: for some competencies a level and how many holders are needed.

    Args:
        draw: Given by hypothesis.
        framework: What they speak of, or a strategy for it; the bundled model by default.
        scale: The scale, or a strategy for it; by default the framework's, or the project's.
        min_demands: How many competencies are named at least, from 1.
        max_demands: How many are named at most; None for all.
        max_holders: The highest number of holders needed (people).

    .. versionadded:: 0.1.0
    """
    framework, scale = _binding(draw, framework, scale)
    named = draw(_some(framework, min_demands, max_demands))
    levels, holders = st.none() | st.integers(1, scale.max), st.integers(1, max_holders)
    demands = [Demand(competency, draw(levels), draw(holders)) for competency in named]
    return Target(demands, framework=framework, scale=scale)


def _different(some: Sequence[str]) -> Iterator[str]:
    """These texts, and then without end more that are like them, no two the same."""
    numbered = map("{0[0]}.{0[1]}".format, enumerate(cycle(some)))  # a number begins but one
    return chain(some, filterfalse(set(some).__contains__, numbered))


@cache
def _role_ids() -> SearchStrategy[str]:
    """Ids of roles that a person may hold as posts."""
    characters = st.characters(exclude_categories=("C", "Z"), exclude_characters=SEPARATORS)
    return st.text(characters, min_size=1, max_size=8).map(check_person)


def _some(framework: Framework, least: int, most: int | None) -> SearchStrategy[list[str]]:
    every = st.sampled_from(framework.competency_ids)
    return st.lists(every, min_size=least, max_size=most, unique=True)


def _drawn(draw: DrawFn, value: T | SearchStrategy[T]) -> T:
    if isinstance(value, st.SearchStrategy):
        return draw(cast("SearchStrategy[T]", value))
    return value


def _binding(
    draw: DrawFn,
    framework: Framework | SearchStrategy[Framework] | None,
    scale: Scale | SearchStrategy[Scale] | None,
) -> tuple[Framework, Scale]:
    found = load() if framework is None else _drawn(draw, framework)
    usual = found.scale or Scale.default()
    return found, usual if scale is None else _drawn(draw, scale)


def _drawn_or(draw: DrawFn, value: T | SearchStrategy[T] | None, default: SearchStrategy[T]) -> T:
    return draw(default) if value is None else _drawn(draw, value)
