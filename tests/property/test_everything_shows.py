"""Law: whatever there is shows itself, in each language of its framework, safely escaped."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import (
    Framework,
    Profile,
    Role,
    Target,
    UnknownLanguageError,
    check_coverage,
    find_gaps,
    find_group_gaps,
    find_post_gaps,
    match,
    rank,
)
from statskompetencer.testing import frameworks, roles, targets, teams

TAGS = {"div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td", "p"}
cases = frameworks().flatmap(
    lambda f: st.tuples(st.just(f), teams(f, min_size=1, max_size=3), roles(f), targets(f))
)


class Tags(HTMLParser):
    """Which tags are really there, and whether each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[str] = Counter()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as in the base
        self.seen[tag] += 1
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def is_safe(shown: str) -> bool:
    parser = Tags()
    parser.feed(shown)
    parser.close()
    once = all(parser.seen[tag] == 1 for tag in ("style", "table", "caption"))
    return once and parser.seen["div"] == 2 and set(parser.seen) <= TAGS and not parser.open


@given(cases)
def test_law(case: tuple[Framework, list[Profile], Role, Target]) -> None:
    framework, people, role, target = case
    coverage = check_coverage(people, target)
    explained = [
        match(people[0], role),
        rank(people, role),
        find_gaps(people[0], role),
        find_group_gaps(people, role),
        find_post_gaps(people, [role]),
        coverage,
    ]
    shown = [
        framework,
        *framework.areas,
        *framework.subcategories,
        *people,
        role,
        target,
        people[0].ratings,
        *find_gaps(people[0], role),
        *find_group_gaps(people, role),
        *coverage,
        *coverage.areas,
        *coverage.key_people,
        *explained,
    ]
    usual = "da" if "da" in framework.languages else framework.languages[0]
    for thing in shown:
        assert repr(thing)
        assert str(thing)
        assert thing._repr_html_() == thing.to_html(usual)
        for language in framework.languages:
            assert is_safe(thing.to_html(language))
        with pytest.raises(UnknownLanguageError):
            thing.to_html("xx")
    for thing in explained:
        assert thing.explain() == thing.explain(usual)
        for language in framework.languages:
            assert thing.explain(language).endswith((".", "…"))
        with pytest.raises(UnknownLanguageError) as caught:
            thing.explain("xx")
        assert caught.value.allowed == framework.languages
