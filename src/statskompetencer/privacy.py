"""Small groups: what is counted of so few people that it would point at persons is pooled."""

from __future__ import annotations

from itertools import count

from attrs import evolve

from ._checks import as_whole, check_kind, check_whole
from .coverage import Coverage, UnitContribution
from .provenance import check_language
from .targets import MOST_PEOPLE

LEAST = 5
"""So many people, at the least, are shown as a group of their own (people)."""

_POOLED = {"da": "Mindre enheder (samlet)", "en": "Smaller units (pooled)"}


def pool_small_units(
    coverage: Coverage, least: int = LEAST, language: str | None = None
) -> Coverage:
    """The same coverage, with the units of few people put together into one.

    Units of fewer than `least` people are pooled. If the pool would itself be of fewer, the
    next smallest units join it until it is not: otherwise what is known of all units together,
    less what is shown, would be known of those few. So no unit of the result is of fewer
    people than `least`, unless it is the only one. The people without a unit are a unit like
    the others here.

    Counts of the whole stay as they are. The profiles of pooled people have the pool for
    their unit; the pool stands last, and has no target of its own.

    Args:
        coverage: How an organisation stands.
        least: How many people a unit needs to be shown by itself, from 1 (which pools none).
        language: A language of the framework: the name of the pool is Danish for ``"da"``
            and English for every other. Danish by default.

    Raises:
        InvalidTypeError: `coverage` is none.
        InvalidValueError: `least` is not a whole number from 1.
        UnknownLanguageError: The framework is not there in this language.

    Example:
        >>> from statskompetencer import Profile, check_coverage
        >>> units = {"Jura": 6, "HR": 3, "It": 2}
        >>> people = [
        ...     Profile(f"{unit}{n}", unit=unit) for unit in units for n in range(units[unit])
        ... ]
        >>> pooled = pool_small_units(check_coverage(people))
        >>> [(unit.unit, unit.people) for unit in pooled.units]
        [('Jura', 6), ('Mindre enheder (samlet)', 5)]

    .. versionadded:: 0.1.0
    """
    check_kind(coverage, [Coverage], "coverage")
    least = check_least(least)
    chosen = check_language(language, coverage.framework.languages, str(coverage.framework))
    pooled = _too_small(coverage.units, least)
    if len(pooled) < 2:  # noqa: PLR2004 - a pool is of two units, or nothing is hidden
        return coverage
    names = {unit.unit for unit in pooled}
    kept = tuple(unit for unit in coverage.units if unit.unit not in names)
    name = _new_name("da" if chosen == "da" else "en", {unit.unit for unit in kept})
    pool = UnitContribution(
        name,
        sum(unit.people for unit in pooled),
        tuple(map(sum, zip(*(unit.holders for unit in pooled), strict=True))),
        tuple(map(sum, zip(*(unit.unknown for unit in pooled), strict=True))),
    )
    profiles = tuple(
        evolve(profile, unit=name) if profile.unit in names else profile
        for profile in coverage.profiles
    )
    return evolve(coverage, profiles=profiles, units=(*kept, pool))


def check_least(least: object) -> int:
    """The least number of people that are shown as a group.

    Raises:
        InvalidValueError: It is not a whole number from 1.
    """
    whole = as_whole(least)
    check_whole(whole, 1, MOST_PEOPLE, "least")
    return int(whole)


def _too_small(units: tuple[UnitContribution, ...], least: int) -> list[UnitContribution]:
    """The units to pool: those of few people, and the next smallest until they are enough."""
    by_size = sorted(units, key=lambda unit: (unit.people, unit.unit is not None, unit.unit or ""))
    pooled: list[UnitContribution] = []
    people = 0
    for unit in by_size:
        if unit.people >= least and (not pooled or people >= least):
            break
        pooled.append(unit)
        people += unit.people
    return pooled


def _new_name(language: str, taken: set[str | None]) -> str:
    """What the pool is called: as no unit is called that stands beside it."""
    name = _POOLED[language]
    numbered = (f"{name} {number}" for number in count(2))
    return name if name not in taken else next(one for one in numbered if one not in taken)
