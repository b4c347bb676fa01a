"""Does the organisation as a whole hold it, and where does it hang on one person?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, cast

from attrs import field, frozen

from ._binding import bound, listing, one_each
from ._checks import as_whole, check_kind, check_whole
from ._coverage_counts import columns_of, count_entries, holds, unit_counts
from ._display import html_table
from ._text import counted, listed, nearest, shown
from ._unit_targets import checked_unit_targets
from .branch_coverage import BranchCoverage
from .competency_coverage import CompetencyCoverage, entries_html
from .coverage_status import CoverageStatus
from .entries import Area, Competency, Key, Subcategory
from .exceptions import InvalidTypeError, InvalidValueError, UnknownNameError
from .framework import Framework  # noqa: TC001 - hints are to be readable at run time
from .key_people import KeyPerson
from .matching import Complete  # noqa: TC001 - likewise
from .profiles import Profile
from .provenance import check_language
from .targets import MOST_PEOPLE, Target


@frozen(repr=False)
class UnitContribution:
    """What one unit contributes to the whole.

    There is a verdict only where the unit has a target of its own: a small unit need not
    hold everything.

    Attributes:
        unit: The unit; None for the people without one.
        people: How many people are in it.
        holders: For each demanded competency (in the order of the target) how many of its
            people hold it.
        unknown: For each how many of its people were not assessed.
        own: How the unit stands against its own target; None where it has none.

    Example:
        >>> from statskompetencer import Profile, Target, check_coverage
        >>> check_coverage([Profile("a", {"DS11": 2}, unit="Jura")], Target({"DS11": 1})).units[0]
        <UnitContribution Jura: 1 people, holders of 1 of 1 competencies>

    .. versionadded:: 0.1.0
    """

    unit: str | None
    people: int
    holders: tuple[int, ...]
    unknown: tuple[int, ...]
    own: Coverage | None = None

    def __repr__(self) -> str:
        held = sum(1 for holders in self.holders if holders)
        return (
            f"<UnitContribution {self.unit or '–'}: {self.people} people, "
            f"holders of {held} of {len(self.holders)} competencies>"
        )

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values for JSON, with the titles in a language."""
        return {
            "unit": self.unit,
            "people": self.people,
            "holders": list(self.holders),
            "unknown": list(self.unknown),
            "own": self.own and self.own.to_dict(language),
        }

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook: in Danish by default and for ``"da"``, otherwise in English.

        What each competency is called is known to the `Coverage`: see `Coverage.unit_rows`.
        """
        danish = language is None or language == "da"
        of = "af" if danish else "of"
        row = (
            self.unit,
            self.people,
            *(
                f"{sum(1 for people in counts if people)} {of} {len(counts)}"
                for counts in (self.holders, self.unknown)
            ),
        )
        columns = {
            "da": ["enhed", "personer", "nogen har", "nogen er ikke vurderet i"],
            "en": ["unit", "people", "somebody holds", "somebody was not assessed in"],
        }
        title = "Hvad enheden bidrager med" if danish else "What the unit contributes"
        return html_table(title, columns, [row], language="da" if danish else "en")

    def _repr_html_(self) -> str:
        return self.to_html()


@frozen(repr=False)
class Coverage:
    """How an organisation as a whole stands against a target.

    Iterating gives a `CompetencyCoverage` for each demanded competency, in the order of the
    framework; ``coverage["PV11"]`` one of them, ``coverage["PV"]`` the roll-up of a branch.
    People are counted; only `key_people` names any.

    Attributes:
        target: What was demanded.
        profiles: The people in the data.
        headcount: How many people the organisation has, or None where it was not told:
            then everything is said "among the people in the data".
        entries: One for each demanded competency.
        units: What each unit contributes, in the order of the alphabet; those without last.

    Example:
        >>> from statskompetencer import Profile, Target, check_coverage
        >>> found = check_coverage([Profile("a", {"DS11": 2})], Target({"DS11": 1}))
        >>> found.complete, found.margin, "DS11" in found
        ('yes', 0, True)

    .. versionadded:: 0.1.0
    """

    target: Target
    profiles: tuple[Profile, ...]
    headcount: int | None
    entries: tuple[CompetencyCoverage, ...]
    units: tuple[UnitContribution, ...] = field(default=())

    @property
    def framework(self) -> Framework:
        """What it speaks of."""
        return self.target.framework

    @property
    def people(self) -> int:
        """How many people are in the data."""
        return len(self.profiles)

    @property
    def covered(self) -> int:
        """How many competencies have enough holders; the lower bound."""
        return sum(1 for entry in self.entries if entry.holders >= entry.needed)

    @property
    def covered_upper(self) -> int:
        """How many may have, if the people not assessed held them; the upper bound."""
        return sum(1 for entry in self.entries if entry.holders + entry.unknown >= entry.needed)

    @property
    def complete(self) -> Complete:
        """Whether all that is demanded is held: "yes", "possible" or "no"."""
        if self.covered == len(self.entries):
            return "yes"
        return "possible" if self.covered_upper == len(self.entries) else "no"

    @property
    def margin(self) -> int | None:
        """How many holders, at the least, there are beyond what is needed (people).

        So many may leave, whoever they are, before a hole opens. None where one is open.
        """
        least = min(entry.holders - entry.needed for entry in self.entries)
        return None if least < 0 else least

    @cached_property
    def key_people(self) -> tuple[KeyPerson, ...]:
        """Who must not leave: the holders where there are just as many as needed.

        Those with most such competencies first, then by id.
        """
        columns = columns_of(self.profiles, self.target)
        alone: dict[int, list[Competency]] = {}
        for entry in self.entries:
            if entry.status is CoverageStatus.FRAGILE:
                place = self.framework.positions[entry.competency.id]
                for number in columns.who(place, holds(entry.level)):
                    alone.setdefault(number, []).append(entry.competency)
        people = [
            KeyPerson(self.profiles[number].id, self.profiles[number].unit, tuple(competencies))
            for number, competencies in alone.items()
        ]
        return tuple(sorted(people, key=lambda one: (-len(one.competencies), one.person)))

    @cached_property
    def _by_competency(self) -> dict[str, CompetencyCoverage]:
        return {entry.competency.id: entry for entry in self.entries}

    def with_status(self, *statuses: CoverageStatus | str) -> tuple[CompetencyCoverage, ...]:
        """The competencies that stand like this, in the order of the framework.

        Raises:
            InvalidValueError: There is no such status.
        """
        try:
            wanted = {CoverageStatus(status) for status in statuses}
        except ValueError:
            raise InvalidValueError(
                f"{shown(statuses)} are not all statuses",
                danish=f"{shown(statuses)} er ikke alle statusser",
                found=statuses,
                allowed=CoverageStatus,
            ) from None
        return tuple(entry for entry in self.entries if entry.status in wanted)

    def __getitem__(self, key: Key) -> CompetencyCoverage | BranchCoverage:
        entry = self.framework[key]
        if not isinstance(entry, Competency):
            return self._branch(entry)
        if entry.id not in self._by_competency:
            raise UnknownNameError(
                f"the target demands nothing for {entry.id}",
                danish=f"målet stiller intet krav om {entry.id}",
                found=entry.id,
                nearest=nearest(entry.id, self._by_competency),
            )
        return self._by_competency[entry.id]

    def __contains__(self, item: object) -> bool:
        """Whether ``coverage[item]`` is there, or this very entry in it."""
        if isinstance(item, CompetencyCoverage):
            return item in self.entries
        try:
            self[cast("Key", item)]
        except (UnknownNameError, InvalidTypeError):
            return False
        return True

    def __iter__(self) -> Iterator[CompetencyCoverage]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def _branch(self, branch: Area | Subcategory) -> BranchCoverage:
        within = [
            self._by_competency[c.id] for c in branch.competencies if c.id in self._by_competency
        ]
        return BranchCoverage(
            branch,
            len(within),
            sum(1 for entry in within if entry.holders >= entry.needed),
            sum(1 for entry in within if entry.holders + entry.unknown >= entry.needed),
            max((entry.status for entry in within), key=[*CoverageStatus].index, default=None),
        )

    @property
    def areas(self) -> tuple[BranchCoverage, ...]:
        """The roll-up of each area."""
        return tuple(self._branch(area) for area in self.framework.areas)

    @property
    def subcategories(self) -> tuple[BranchCoverage, ...]:
        """The roll-up of each subcategory; none in a framework of two levels."""
        return tuple(self._branch(sub) for sub in self.framework.subcategories)

    def among(self, language: str | None = None) -> str:
        """Of whom this is said: "among the 60 people in the data", or of how many in all."""
        danish = language is None or language == "da"
        spoken = "da" if danish else "en"
        if self.headcount is None:
            words = {"da": ("person", "personer"), "en": ("person", "people")}
            people = counted(self.people, spoken, **words)
            return f"blandt {people} i data" if danish else f"among the {people} in the data"
        words = {"da": ("ansat", "ansatte"), "en": ("employee", "employees")}
        employees = counted(self.headcount, spoken, **words)
        if danish:
            return f"blandt {employees}, hvoraf {self.people} er i data"
        verb = "is" if self.people == 1 else "are"
        return f"among {employees}, of whom {self.people} {verb} in the data"

    def explain(self, language: str | None = None) -> str:
        """The answer in a few sentences, without naming anybody.

        Args:
            language: A language of the framework; the sentences are Danish for ``"da"``
                and English for every other.

        Raises:
            UnknownLanguageError: The framework is not there in this language.

        Example:
            >>> from statskompetencer import Profile, Target, check_coverage
            >>> print(check_coverage([Profile("a", {"DS11": 3})], Target({"DS11": 1})).explain("en"))
            1 of 1 competencies is held, among the 1 person in the data. It hangs on a single person (1): Act cyber-securely.
        """  # noqa: E501 - what is printed is one line
        chosen = check_language(language, self.framework.languages, str(self.framework))
        danish = chosen == "da"
        labels = {
            CoverageStatus.UNCOVERED: ("Ingen har", "Nobody holds"),
            CoverageStatus.SHORT: ("For få har", "Too few hold"),
            CoverageStatus.POSSIBLE: (
                "Måske repræsenteret, for nogen er ikke vurderet",
                "Possibly held, as somebody was not assessed",
            ),
            CoverageStatus.FRAGILE: (
                ("Det hænger på en enkelt person", "It hangs on a single person")
                if all(entry.needed == 1 for entry in self.with_status(CoverageStatus.FRAGILE))
                else ("Netop det nødvendige antal har", "Just as many as needed hold")
            ),
        }
        sentences = [self._first_sentence(chosen)]
        for status, words in labels.items():
            entries = self.with_status(status)
            if entries:
                titles = listed([entry.competency.title(chosen) for entry in entries], chosen)
                sentences.append(f"{words[0 if danish else 1]} ({len(entries)}): {titles}.")
        return " ".join(sentences)

    def _first_sentence(self, language: str) -> str:
        low, high = self.covered, self.covered_upper
        total = len(self.entries)
        if language == "da":
            bounds = f"{low}" if low == high else f"{low} til {high}"
            return f"{bounds} af {total} kompetencer er repræsenteret, {self.among('da')}."
        bounds = f"{low}" if low == high else f"{low} to {high}"
        verb = "is" if bounds == "1" else "are"
        return f"{bounds} of {total} competencies {verb} held, {self.among('en')}."

    def to_dict(
        self, language: str | None = None, *, people: bool = False, units: bool = True
    ) -> dict[str, Any]:
        """Plain values for JSON.

        Args:
            language: The language of the titles; Danish by default.
            people: Whether to name the key people by their ids; otherwise they are counted.
            units: Whether to add what each unit contributes.
        """
        values: dict[str, Any] = {
            "framework": list(self.framework.key),
            "people": self.people,
            "headcount": self.headcount,
            "complete": self.complete,
            "covered": self.covered,
            "covered_upper": self.covered_upper,
            "of": len(self.entries),
            "margin": self.margin,
            "key_people": [one.to_dict() for one in self.key_people]
            if people
            else len(self.key_people),
            "competencies": [entry.to_dict(language) for entry in self.entries],
            "subcategories": [branch.to_dict(language) for branch in self.subcategories],
            "areas": [branch.to_dict(language) for branch in self.areas],
        }
        if units:
            values["units"] = [unit.to_dict(language) for unit in self.units]
        return values

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a competency."""
        return [entry.to_dict(language) for entry in self.entries]

    def unit_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a unit and competency: how many hold it, how many are unknown."""
        return [
            {
                "unit": unit.unit,
                "people": unit.people,
                "competency": entry.competency.id,
                "title": entry.competency.title(language),
                "holders": holders,
                "unknown": unknown,
            }
            for unit in self.units
            for entry, holders, unknown in zip(
                self.entries, unit.holders, unit.unknown, strict=True
            )
        ]

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(entries)} {status.value}"
            for status in CoverageStatus
            if (entries := self.with_status(status))
        )
        return (
            f"<Coverage of {' '.join(self.framework.key)} {self.among('en')}: "
            f"{self.covered} to {self.covered_upper} of {len(self)} held ({counts})>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        notes = [self._first_sentence(chosen), self.framework.titles_note(chosen)]
        return entries_html(self.entries, self.target.scale, notes, chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def check_coverage(
    profiles: Iterable[Profile],
    target: Target | None = None,
    *,
    headcount: int | None = None,
    unit_targets: Mapping[str, Target] | None = None,
) -> Coverage:
    """Whether an organisation as a whole holds what a target demands.

    Args:
        profiles: One profile a person; put several together with `resolve` first.
        target: What is demanded; by default one holder of every competency, for the
            framework and scale of the profiles.
        headcount: How many people the organisation has. Those who are not in the data
            count as not assessed.
        unit_targets: Targets of single units, by unit; only these units get a verdict.

    Returns:
        The counts, statuses and bounds; nobody is named before `Coverage.key_people` is
        asked for.

    Raises:
        BindingError: Profiles and targets are for different frameworks or scales.
        DuplicateRatingError: A person is there twice.
        InvalidValueError: `headcount` is not a whole number from that of the people in the
            data.
        UnknownNameError: A target is for a unit in which nobody is.

    Example:
        >>> from statskompetencer import Profile, Target, check_coverage
        >>> people = [Profile("a", {"DS11": 3, "DS12": 1}), Profile("b", {"DS11": 2})]
        >>> found = check_coverage(people, Target({"DS11": 1, "DS12": 1, "DS13": 1}))
        >>> [entry.status.value for entry in found]
        ['covered', 'possible', 'possible']
        >>> found.covered, found.covered_upper, len(found), found.complete
        (1, 3, 3, 'possible')

    .. versionadded:: 0.1.0
    """
    people = listing(profiles, Profile)
    if target is None:
        target = (
            Target.everything(people[0].framework, people[0].scale)
            if people
            else Target.everything()
        )
    check_kind(target, [Target], "target")
    people = one_each(bound(people, Profile, target.framework, target.scale))
    if headcount is not None:
        headcount = as_whole(headcount)
        check_whole(headcount, len(people), MOST_PEOPLE, "headcount")
    unseen = 0 if headcount is None else headcount - len(people)
    entries = count_entries(people, target, unseen)
    units = _units(people, target, {} if unit_targets is None else unit_targets)
    return Coverage(target, people, headcount, entries, units)


def _units(
    people: tuple[Profile, ...], target: Target, targets: Mapping[str, Target]
) -> tuple[UnitContribution, ...]:
    members: dict[str | None, list[Profile]] = {}
    for person in people:
        members.setdefault(person.unit, []).append(person)
    named = checked_unit_targets(targets, target, members)
    units = sorted(members, key=lambda name: (name is None, name or ""))
    counts = unit_counts([members[unit] for unit in units], target)
    owns = [named.get(unit or "") for unit in units]
    return tuple(
        UnitContribution(
            unit,
            len(members[unit]),
            holders,
            unknown,
            None
            if own is None
            else Coverage(own, tuple(members[unit]), None, count_entries(members[unit], own)),
        )
        for unit, own, (holders, unknown) in zip(units, owns, counts, strict=True)
    )
