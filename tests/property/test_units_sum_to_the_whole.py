"""Law: what the units contribute adds up to what the whole has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statskompetencer import Profile, Target, check_coverage
from statskompetencer.testing import frameworks, targets, teams

cases = frameworks().flatmap(lambda f: st.tuples(teams(f), targets(f)))


@given(cases)
def test_law(case: tuple[list[Profile], Target]) -> None:
    people, target = case
    found = check_coverage(people, target)
    assert sum(unit.people for unit in found.units) == len(people)
    for place, entry in enumerate(found):
        assert sum(unit.holders[place] for unit in found.units) == entry.holders
        assert sum(unit.unknown[place] for unit in found.units) == entry.unknown


@given(cases)
def test_a_unit_alone_is_its_people_alone(case: tuple[list[Profile], Target]) -> None:
    people, target = case
    units = {person.unit for person in people if person.unit is not None}
    found = check_coverage(people, target, unit_targets=dict.fromkeys(units, target))
    for unit in found.units:
        alone = check_coverage([p for p in people if p.unit == unit.unit], target)
        assert unit.holders == tuple(entry.holders for entry in alone)
        assert unit.unknown == tuple(entry.unknown for entry in alone)
        assert (unit.own is None) == (unit.unit is None)
        if unit.own is not None:
            assert unit.own.entries == alone.entries
