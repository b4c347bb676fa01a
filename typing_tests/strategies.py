"""What type checkers infer for the strategies."""

from __future__ import annotations

from typing import assert_type

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import statskompetencer as s
from statskompetencer import testing

assert_type(testing.ids(), SearchStrategy[str])
assert_type(testing.person_ids(), SearchStrategy[str])
assert_type(testing.titles(["da"]), SearchStrategy[tuple[s.Text, ...]])
assert_type(testing.scales(max_level=100), SearchStrategy[s.Scale])
assert_type(testing.frameworks(depth=2, scale=testing.scales()), SearchStrategy[s.Framework])
assert_type(testing.frameworks(scale=st.none()), SearchStrategy[s.Framework])
assert_type(testing.profiles(), SearchStrategy[s.Profile])
assert_type(
    testing.profiles(testing.frameworks(), s.Scale.binary(), unit=st.none(), id="x"),
    SearchStrategy[s.Profile],
)
assert_type(testing.teams(s.load(), roles=s.load_roles()), SearchStrategy[list[s.Profile]])
assert_type(testing.roles(id=testing.ids()), SearchStrategy[s.Role])
assert_type(testing.targets(max_holders=2), SearchStrategy[s.Target])
assert_type(
    testing.frameworks().flatmap(lambda f: st.tuples(testing.profiles(f), testing.roles(f))),
    SearchStrategy[tuple[s.Profile, s.Role]],
)
