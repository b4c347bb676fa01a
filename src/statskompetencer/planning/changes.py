"""What if somebody leaves, joins or is trained: new profiles, and the difference as a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, cast

from attrs import field, frozen

from statskompetencer._binding import bound, listing, one_each
from statskompetencer._display import html_table
from statskompetencer._text import composed, listed, shown
from statskompetencer.competency_coverage import CompetencyCoverage
from statskompetencer.coverage import Coverage, check_coverage
from statskompetencer.exceptions import InvalidTypeError, StatskompetencerError
from statskompetencer.framework import Framework  # noqa: TC001 - hints are to be readable at run time
from statskompetencer.gaps import Asked  # noqa: TC001 - as above
from statskompetencer.group_gaps import GroupGaps, find_group_gaps
from statskompetencer.levels import LevelLike
from statskompetencer.profiles import Profile
from statskompetencer.provenance import check_language
from statskompetencer.targets import Target  # noqa: TC001 - as above

from ._people import nobody

Trained: TypeAlias = Mapping[str, Mapping[str, LevelLike]]
"""By a person's id the levels that training brings, by competency (id or title)."""


def leave(profiles: Iterable[Profile], ids: Iterable[str]) -> tuple[Profile, ...]:
    """The people without those who leave.

    Args:
        profiles: One profile a person.
        ids: The ids of those who leave.

    Raises:
        UnknownNameError: Nobody has one of the ids.
        InvalidTypeError: This is not a list of ids.

    Example:
        >>> leave([Profile("al"), Profile("bo")], ["al"])
        (<Profile bo: 0 rated, 32 not assessed, 0 not relevant>,)

    .. versionadded:: 0.1.0
    """
    people = one_each(listing(profiles, Profile))
    if isinstance(ids, str) or not isinstance(ids, Iterable):
        raise InvalidTypeError(
            f"{shown(ids)} is not a list of ids",
            danish=f"{shown(ids)} er ikke en liste af id’er",
            place="leave",
            found=ids,
        )
    known = {person.id for person in people}
    gone = {_known(id_, known, "leave") for id_ in ids}
    return tuple(person for person in people if person.id not in gone)


def join(profiles: Iterable[Profile], newcomers: Iterable[Profile]) -> tuple[Profile, ...]:
    """The people and those who join them.

    Args:
        profiles: One profile a person.
        newcomers: The profiles of those who join, with ids of their own.

    Raises:
        DuplicateRatingError: Somebody is there already.
        BindingError: They are for another framework or scale.

    Example:
        >>> len(join([Profile("al")], [Profile("bo"), Profile("cy")]))
        3

    .. versionadded:: 0.1.0
    """
    people = (*listing(profiles, Profile), *listing(newcomers, Profile))
    if people:
        bound(people, Profile, people[0].framework, people[0].scale)
    return one_each(people)


def train(profiles: Iterable[Profile], trained: Trained) -> tuple[Profile, ...]:
    """The people, with what training brings them.

    Training takes nothing away: who is above the level already stays there. What was not
    assessed, or not relevant, is then at the level that training brings.

    Args:
        profiles: One profile a person.
        trained: By a person's id the levels that training brings, by competency.

    Raises:
        UnknownNameError: Nobody has one of the ids, or no such competency or level.
        InvalidTypeError: This is not such a mapping.
        InvalidValueError: A level outside of the scale.

    Example:
        >>> people = train([Profile("al", {"DS11": 1, "DS12": 4})], {"al": {"DS11": 3, "DS12": 2}})
        >>> people[0]["DS11"], people[0]["DS12"]
        (3, 4)

    .. versionadded:: 0.1.0
    """
    people = one_each(listing(profiles, Profile))
    if not isinstance(trained, Mapping):
        raise InvalidTypeError(
            f"{shown(trained)} is not a mapping from people to levels",
            danish=f"{shown(trained)} siger ikke for hver person, hvilke niveauer",
            place="train",
            found=trained,
        )
    known = {person.id for person in people}
    brings = {_known(id_, known, "train"): levels for id_, levels in trained.items()}
    return tuple(
        _trained(person, brings[person.id]) if person.id in brings else person for person in people
    )


def _trained(person: Profile, levels: object) -> Profile:
    where = f"train[{shown(person.id)}]"
    if not isinstance(levels, Mapping):
        raise InvalidTypeError(
            f"{shown(levels)} is not a mapping from competencies to levels",
            danish=f"{shown(levels)} er ikke et objekt med niveauer for kompetencer",
            place=where,
            found=levels,
        )
    new: dict[str, int] = {}
    for key, level in cast("Mapping[str, LevelLike]", levels).items():
        try:
            id_ = person.framework.competency(key).id
            new[id_] = max(person.scale.number(level), person.level(id_) or 0, new.get(id_, 0))
        except StatskompetencerError as error:
            raise error.at(where) from None
    return person.with_ratings(new)


def _known(id_: object, known: set[str], place: str) -> str:
    key = composed(id_) if isinstance(id_, str) else None
    if key is None or key not in known:
        raise nobody(id_, known, place)
    return key


@frozen
class Change:
    """How one competency stands before and after.

    Attributes:
        before: How it stood.
        after: How it stands then.

    .. versionadded:: 0.1.0
    """

    before: CompetencyCoverage
    after: CompetencyCoverage

    @property
    def opens(self) -> bool:
        """Whether there were enough holders, and then are not."""
        return self.before.missing == 0 < self.after.missing

    @property
    def closes(self) -> bool:
        """Whether there were not enough holders, and then are."""
        return self.after.missing == 0 < self.before.missing

    def to_dict(self, language: str | None = None) -> dict[str, Any]:
        """Plain values, with the title in a language."""
        return {
            "competency": self.before.competency.id,
            "title": self.before.competency.title(language),
            "needed": self.before.needed,
            "holders_before": self.before.holders,
            "holders_after": self.after.holders,
            "status_before": self.before.status.value,
            "status_after": self.after.status.value,
        }


@frozen(repr=False)
class WhatIf:
    """What changes if people leave, join or are trained; nothing is changed in place.

    Iterating gives a `Change` for each competency of the target that stands differently.

    Attributes:
        profiles: The people afterwards.
        before: The coverage before.
        after: The coverage after.
        gaps_before: What the people lacked against roles; None where none were given.
        gaps_after: What they lack then.

    .. versionadded:: 0.1.0
    """

    profiles: tuple[Profile, ...]
    before: Coverage
    after: Coverage
    gaps_before: GroupGaps | None = field(default=None)
    gaps_after: GroupGaps | None = field(default=None)

    @property
    def framework(self) -> Framework:
        """What it speaks of."""
        return self.before.framework

    @property
    def changes(self) -> tuple[Change, ...]:
        """The competencies that stand differently, in the order of the framework."""
        pairs = zip(self.before, self.after, strict=True)
        return tuple(
            Change(before, after)
            for before, after in pairs
            if (before.holders, before.unknown) != (after.holders, after.unknown)
        )

    @property
    def opened(self) -> tuple[Change, ...]:
        """Those where there were enough holders, and then are not."""
        return tuple(change for change in self.changes if change.opens)

    @property
    def closed(self) -> tuple[Change, ...]:
        """Those where there were not enough holders, and then are."""
        return tuple(change for change in self.changes if change.closes)

    @property
    def people_short(self) -> tuple[int, int] | None:
        """How many times somebody falls short of a requirement, before and after."""
        if self.gaps_before is None or self.gaps_after is None:
            return None
        return sum(gap.short for gap in self.gaps_before), sum(g.short for g in self.gaps_after)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def explain(self, language: str | None = None) -> str:
        """The difference in a few sentences, without naming anybody.

        Raises:
            UnknownLanguageError: The framework is not there in this language.

        Example:
            >>> people = [Profile("al", {"DS11": 3}), Profile("bo", {"DS12": 3})]
            >>> found = what_if(people, Target({"DS11": 1, "DS12": 1}), leave=["al"])
            >>> print(found.explain("en"))
            Of 2 competencies 1 is held, and 2 were before (2 people before, 1 after). Holes that open (1): Act cyber-securely.
        """  # noqa: E501 - what is printed is one line
        chosen = check_language(language, self.framework.languages, str(self.framework))
        danish = chosen == "da"
        before, after = self.before, self.after
        says = [
            f"Af {len(before)} kompetencer er {after.covered} repræsenteret mod "
            f"{before.covered} før ({before.people} personer før, {after.people} efter)."
            if danish
            else f"Of {len(before)} competencies {after.covered} "
            f"{'is' if after.covered == 1 else 'are'} held, and {before.covered} "
            f"{'was' if before.covered == 1 else 'were'} before "
            f"({before.people} people before, {after.people} after)."
        ]
        for changes, words in (
            (self.opened, ("Huller, der åbner sig", "Holes that open")),
            (self.closed, ("Huller, der lukkes", "Holes that close")),
        ):
            if changes:
                titles = listed([one.before.competency.title(chosen) for one in changes], chosen)
                says.append(f"{words[0 if danish else 1]} ({len(changes)}): {titles}.")
        if self.people_short:
            was, then = self.people_short
            says.append(
                f"Der er {then} mangler over for stillingernes krav mod {was} før."
                if danish
                else f"There are {then} gaps against what the posts ask, and {was} before."
            )
        return " ".join(says)

    def to_dict(self, language: str | None = None, *, people: bool = False) -> dict[str, Any]:
        """Plain values for JSON.

        Args:
            language: The language of the titles; Danish by default.
            people: Whether to name key people by their ids; otherwise they are counted.
        """
        return {
            "framework": list(self.framework.key),
            "before": self.before.to_dict(language, people=people),
            "after": self.after.to_dict(language, people=people),
            "opened": [one.before.competency.id for one in self.opened],
            "closed": [one.before.competency.id for one in self.closed],
            "gaps_before": self.gaps_before and self.gaps_before.to_dict(language),
            "gaps_after": self.gaps_after and self.gaps_after.to_dict(language),
            "changes": [one.to_dict(language) for one in self.changes],
        }

    def to_rows(self, language: str | None = None) -> list[dict[str, Any]]:
        """One plain dict a competency that stands differently."""
        return [one.to_dict(language) for one in self.changes]

    def __repr__(self) -> str:
        return (
            f"<WhatIf: {self.before.covered} to {self.after.covered} of {len(self.before)} held, "
            f"{len(self.opened)} holes open, {len(self.closed)} close>"
        )

    def to_html(self, language: str | None = None) -> str:
        """A table for a notebook, in a language of the framework (Danish by default).

        Raises:
            UnknownLanguageError: The framework is not there in this language.
        """
        chosen = check_language(language, self.framework.languages, str(self.framework))
        rows = [
            (
                row["competency"],
                row["title"],
                row["needed"],
                row["holders_before"],
                row["holders_after"],
            )
            for row in self.to_rows(chosen)
        ]
        columns = {
            "da": ["id", "kompetence", "kræves", "før", "efter"],
            "en": ["id", "competency", "needed", "before", "after"],
        }
        title = "Hvad nu hvis" if chosen == "da" else "What if"
        notes = [self.explain(chosen), self.framework.titles_note(chosen)]
        return html_table(title, columns, rows, notes=notes, language=chosen)

    def _repr_html_(self) -> str:
        return self.to_html()


def what_if(  # noqa: PLR0913 - one argument for each thing that may happen
    profiles: Iterable[Profile],
    target: Target | None = None,
    *,
    leave: Iterable[str] = (),
    join: Iterable[Profile] = (),
    train: Trained | None = None,
    roles: Asked | None = None,
) -> WhatIf:
    """What changes in coverage and gaps if people leave, join or are trained.

    First those leave who leave, then those join who join, then people are trained, also
    those who have just joined.

    Args:
        profiles: One profile a person; put several together with `resolve` first.
        target: What is demanded; all competencies, one holder each, by default.
        leave: The ids of those who leave.
        join: The profiles of those who join.
        train: By a person's id the levels that training brings.
        roles: What people are measured against, as in `find_group_gaps`; None for nothing.

    Raises:
        BindingError: Profiles and target are for different frameworks or scales.
        DuplicateRatingError: A person is there twice.
        UnknownNameError: Nobody has such an id, or no such competency or level.

    Example:
        >>> people = [Profile("al", {"DS11": 3}), Profile("bo", {"DS11": 1})]
        >>> found = what_if(people, Target({"DS11": 1}), leave=["al"], train={"bo": {"DS11": 2}})
        >>> found.before.covered, found.after.covered, found.opened
        (1, 1, ())

    .. versionadded:: 0.1.0
    """
    people = listing(profiles, Profile)
    changed = _train(_join(_leave(people, leave), join), {} if train is None else train)
    before = check_coverage(people, target)
    return WhatIf(
        changed,
        before,
        check_coverage(changed, before.target),
        None if roles is None else find_group_gaps(people, roles),
        None if roles is None else find_group_gaps(changed, roles),
    )


_leave, _join, _train = leave, join, train
