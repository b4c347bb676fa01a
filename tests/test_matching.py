"""A match counts weighted steps and keeps its bounds; a ranking shares places."""

from __future__ import annotations

import json
import pickle
from fractions import Fraction

import attrs
import pytest

from statskompetencer import (
    BindingError,
    DuplicateRatingError,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    Match,
    Profile,
    Qualified,
    Ranking,
    Requirement,
    Role,
    Scale,
    UnknownLanguageError,
    Unrated,
    load,
    match,
    rank,
)
from statskompetencer.documents import from_dict
from statskompetencer.matching import qualified_word

MODEL = load()
ENGLISH: Framework = from_dict(
    {
        "format": 1, "id": "mine", "version": "1", "languages": ["en"], "titles": {"en": "Mine"},
        "areas": [{"id": "A", "titles": {"en": "First"}, "competencies": [
            {"id": "A1", "titles": {"en": "Write"}}, {"id": "A2", "titles": {"en": "Read"}},
            {"id": "A3", "titles": {"en": "Count"}}]}],
    }
)  # fmt: skip
ROLE = Role(
    "r", [Requirement("A1", 3, 2, minimum=1), Requirement("A2", 2, 5),
          Requirement("A3", 4, minimum=2)],
    framework=ENGLISH, titles={"en": "Clerk"},
)  # fmt: skip  # 6 + 10 + 4 = 20 weighted steps


def person(id_: str = "p", **levels: object) -> Profile:
    return Profile(id_, levels, framework=ENGLISH)


def ids(requirements: tuple[Requirement, ...]) -> list[str]:
    return [requirement.competency for requirement in requirements]


# --- one person ---


def test_the_score_is_the_weighted_share_of_the_steps_that_are_met() -> None:
    found = match(person(A1=1, A2=4, A3=3), ROLE)
    assert (found.steps_met, found.steps_asked) == (2 * 1 + 5 * 2 + 1 * 3, 20)
    assert found.score == found.score_upper == 0.75
    assert found.score_exact == Fraction(3, 4)


def test_what_is_not_assessed_counts_nothing_and_everything() -> None:
    found = match(person(A1=3, A3=0), ROLE)
    assert (found.steps_met, found.steps_met_upper) == (6, 16)
    assert (found.score, found.score_upper) == (0.3, 0.8)


def test_not_relevant_counts_as_not_assessed_and_is_listed_as_such() -> None:
    found = match(person(A1=3, A2=Unrated.NOT_RELEVANT, A3=0), ROLE)
    assert (found.steps_met, found.steps_met_upper) == (6, 16)
    assert ids(found.unknown) == ["A2"]


def test_more_than_is_asked_counts_no_more() -> None:
    assert match(person(A1=4, A2=4, A3=4), ROLE).steps_met == 20


def test_every_requirement_is_met_short_or_unknown() -> None:
    found = match(person(A1=3, A3=3), ROLE)
    assert (ids(found.met), ids(found.unknown), ids(found.short)) == (["A1"], ["A2"], ["A3"])


def test_an_empty_role_is_met_in_full() -> None:
    found = match(person(), Role("", framework=ENGLISH))
    assert (found.score, found.score_upper, found.score_exact) == (1.0, 1.0, 1)
    assert (found.steps_met, found.steps_asked) == (0, 0)
    assert found.qualified is Qualified.YES


@pytest.mark.parametrize(
    ("levels", "qualified"),
    [
        ({"A1": 1, "A3": 2}, Qualified.YES),
        ({"A1": 1}, Qualified.POSSIBLE),
        ({"A1": 1, "A3": Unrated.NOT_RELEVANT}, Qualified.POSSIBLE),
        ({}, Qualified.POSSIBLE),
        ({"A1": 0}, Qualified.NO),
        ({"A1": 4, "A3": 1}, Qualified.NO),
        ({"A1": 1, "A2": 0, "A3": 2}, Qualified.YES),
    ],
)
def test_qualified_is_whether_every_minimum_is_met(
    levels: dict[str, object], qualified: Qualified
) -> None:
    assert match(person(**levels), ROLE).qualified is qualified


def test_a_verdict_is_worded_in_both_languages() -> None:
    assert [qualified_word(q, "da") for q in Qualified] == [
        "kvalificeret", "måske kvalificeret", "ikke kvalificeret",
    ]  # fmt: skip
    assert qualified_word(Qualified.POSSIBLE, "en") == "possibly qualified"
    assert qualified_word(Qualified.NO, "de") == "not qualified"


def test_a_match_is_explained_in_a_sentence_or_two() -> None:
    assert match(person("bo", A1=1, A3=3), ROLE).explain() == (
        "bo is qualified for “Clerk”: 5 of 20 steps met (0.25 to 0.75). "
        "Short: Write (1 of 3) and Count (3 of 4). Not assessed: Read."
    )
    assert match(person("bo", A1=3, A2=2, A3=4), ROLE).explain("en") == (
        "bo is qualified for “Clerk”: 20 of 20 steps met (1.00)."
    )


def test_a_match_is_explained_in_danish() -> None:
    role = Role("r", [Requirement("DS11", 2, minimum=1), Requirement("DS12", 2)])
    assert match(Profile("bo", {"DS11": 0}), role).explain() == (
        "bo er ikke kvalificeret til “r”: 0 af 4 trin er opfyldt (0,00 til 0,50). "
        "Mangler: Agere cybersikkert (0 af 2). Ikke vurderet: Agere i henhold til GDPR."
    )


def test_a_language_that_the_framework_does_not_have_is_an_error_that_names_those_it_has() -> None:
    for thing in (match(person(), ROLE), rank([person()], ROLE)):
        for show in (thing.explain, thing.to_html):
            with pytest.raises(UnknownLanguageError) as caught:
                show("da")
            assert str(caught.value) == (
                "Mine (mine 1) is not there in the language 'da'. Allowed: en."
            )


def test_plain_values_of_a_match_go_through_json() -> None:
    values = json.loads(json.dumps(match(person("bo", A1=1, A3=3), ROLE).to_dict()))
    assert values == {
        "person": "bo", "role": "r", "place": None, "qualified": "yes",
        "score": 0.25, "score_upper": 0.75,
        "steps_met": 5, "steps_met_upper": 15, "steps_asked": 20,
        "met": [], "short": ["A1", "A3"], "unknown": ["A2"],
    }  # fmt: skip


def test_rows_of_a_match_have_one_plain_dict_a_requirement() -> None:
    rows = match(person("bo", A1=3, A3=3), ROLE).to_rows()
    assert rows[0] == {
        "person": "bo", "role": "r", "competency": "A1", "title": "Write", "asked": 3,
        "minimum": 1, "weight": 2, "held": 3, "outcome": "met",
    }  # fmt: skip
    assert [(row["held"], row["outcome"]) for row in rows[1:]] == [(None, "unknown"), (3, "short")]


def test_a_match_shows_its_counts() -> None:
    assert repr(match(person("bo", A1=1, A3=3), ROLE)) == (
        "<Match bo with r: yes, 5 to 15 of 20 steps, 2 short, 1 not assessed>"
    )
    assert "with –:" in repr(match(person(), Role("", framework=ENGLISH)))


def test_a_notebook_shows_each_requirement_with_its_outcome() -> None:
    shown = match(person("<b>: x", A1=3, A3=3), ROLE)._repr_html_()
    assert "<caption>&lt;b&gt;: x: Clerk</caption>" in shown
    assert '<th scope="row">A1</th><td>Write</td><td>3</td><td>3</td><td>met</td>' in shown
    assert '<th scope="row">A2</th><td>Read</td><td>2</td><td></td><td>not assessed</td>' in shown
    danish = match(Profile("bo", {"DS11": 1}), Role("r", {"DS11": 2})).to_html()
    assert '<th scope="col">udfald</th>' in danish
    assert "<td>mangler</td>" in danish


def test_a_match_is_a_value() -> None:
    found = match(person(A1=1), ROLE)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - made here
    assert hash(found) == hash(Match(person(A1=1), ROLE))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.place = 1


@pytest.mark.parametrize("thing", [None, 5, "bo", [person()], MODEL])
def test_a_match_is_of_a_profile_and_a_role(thing: object) -> None:
    with pytest.raises(InvalidTypeError, match="is not a Profile"):
        match(thing, ROLE)
    with pytest.raises(InvalidTypeError, match="is not a Role"):
        match(person(), thing)
    with pytest.raises(InvalidTypeError, match="is not a Role"):
        rank([person()], thing)


def test_profile_and_role_are_for_one_framework_and_scale() -> None:
    others = [
        Profile("p"),
        Profile("p", framework=ENGLISH, scale=Scale.binary()),
        Profile("p", framework=attrs.evolve(ENGLISH, version="2")),
        Profile("p", framework=attrs.evolve(ENGLISH, id="other")),
    ]
    for other in others:
        with pytest.raises(BindingError, match=r"<Profile p: .* is for (framework|scale)"):
            match(other, ROLE)
        with pytest.raises(BindingError):
            rank([person("a"), other], ROLE)


def test_another_wording_of_the_framework_is_no_other_framework() -> None:
    reworded = attrs.evolve(ENGLISH, titles={"en": "Ours"}, publisher="We")
    other = Profile("p", {"A1": 3}, framework=reworded)
    assert match(other, ROLE).steps_met == rank([other], ROLE)[0].steps_met == 6


# --- many people ---


def places(ranking: Ranking) -> list[tuple[int, str]]:
    return [(found.place, found.profile.id) for found in ranking]


def test_qualified_goes_before_score() -> None:
    people = [
        person("no", A1=0, A2=2, A3=4),
        person("possible", A1=1),
        person("yes", A1=1, A2=0, A3=2),
    ]
    assert places(rank(people, ROLE)) == [(1, "yes"), (2, "possible"), (3, "no")]


def test_the_score_goes_before_the_upper_score_before_fewer_short_before_fewer_unknown() -> None:
    plain = Role("r", [Requirement("A1", 4), Requirement("A2", 2), Requirement("A3", 2)],
                 framework=ENGLISH)  # fmt: skip
    people = [
        person("score", A1=4, A2=0, A3=0),       # 4, upper 4
        person("upper", A1=3),                   # 3, upper 7
        person("two short", A1=2, A2=1, A3=0),   # 3, upper 3, 3 short
        person("one short", A1=0, A2=2, A3=1),   # 3, upper 3, 2 short
        person("upper again", A1=3, A2=0),       # 3, upper 5
    ]  # fmt: skip
    assert [id_ for _, id_ in places(rank(people, plain))] == [
        "score", "upper", "upper again", "one short", "two short",
    ]  # fmt: skip


def test_of_people_equal_so_far_those_with_fewer_not_assessed_come_first() -> None:
    # Both met 6 of 14 steps, 8 at most, and fall short of one requirement: only what was
    # not assessed tells them apart, two steps in one requirement or in two.
    four = from_dict(
        {
            "format": 1, "id": "four", "version": "1", "languages": ["en"], "titles": {"en": "x"},
            "areas": [{"id": "A", "titles": {"en": "x"}, "competencies": [
                {"id": f"A{n}", "titles": {"en": f"Do {n}"}} for n in range(1, 6)]}],
        }
    )  # fmt: skip
    role = Role("r", {"A1": 4, "A2": 2, "A3": 1, "A4": 1, "A5": 4}, framework=four)
    one = Profile("z", {"A1": 4, "A3": 1, "A4": 1, "A5": 0}, framework=four)
    two = Profile("a", {"A1": 4, "A2": 2, "A5": 0}, framework=four)
    assert (match(one, role).steps_met, match(two, role).steps_met) == (6, 6)
    assert (match(one, role).steps_met_upper, match(two, role).steps_met_upper) == (8, 8)
    assert (len(match(one, role).short), len(match(two, role).short)) == (1, 1)
    assert places(rank([two, one], role)) == [(1, "z"), (2, "a")]


def test_equal_people_share_a_place_and_stand_by_id() -> None:
    people = [person("b", A1=2), person("é", A1=2), person("B", A1=2), person("a", A1=3),
              person("c", A1=0)]  # fmt: skip
    assert places(rank(people, ROLE)) == [(1, "a"), (2, "B"), (2, "b"), (2, "é"), (5, "c")]


def test_the_top_keeps_all_who_share_a_place() -> None:
    people = [person("b", A1=2), person("c", A1=2), person("a", A1=3), person("d", A1=1)]
    ranking = rank(people, ROLE)
    assert [id_ for _, id_ in places(ranking.top(1))] == ["a"]
    assert [id_ for _, id_ in places(ranking.top(2))] == ["a", "b", "c"]
    assert [id_ for _, id_ in places(ranking.top(3))] == ["a", "b", "c"]
    assert ranking.top(4) == ranking.top(99) == ranking


def test_a_part_of_a_ranking_says_of_how_many_it_is_a_part() -> None:
    part = rank([person("b", A1=2), person("c", A1=2), person("a", A1=3)], ROLE)[:1]
    assert (len(part), part.ranked, part.to_dict()["ranked"]) == (1, 3, 3)
    assert repr(part).startswith("<Ranking of 1 of 3 people for ")
    assert part.explain("en").startswith("These are 1 of 3 people; of them, ")
    model = load()
    role = Role("r", {"DS11": 1}, framework=model)
    danish = rank([Profile("a", {"DS11": 1}), Profile("b")], role).top(1).explain("da")
    assert danish.startswith("Her er 1 af 2 personer; af dem er 1 kvalificeret til ")


def test_a_notebook_shows_both_bounds_of_the_steps() -> None:
    shown = rank([Profile("a"), Profile("b", {"DS11": 1})], Role("r", {"DS11": 3})).to_html("en")
    assert "<td>0–3 / 3</td>" in shown
    assert "<td>1 / 3</td>" in shown
    assert "<p>Steps: the levels asked for, times the weight of the requirement.</p>" in shown


class Whole:
    """A whole number of another library, such as numpy's."""

    def __index__(self) -> int:
        return 1


@pytest.mark.parametrize("k", [0, -1, True, 1.0, "1", None])
def test_the_top_is_a_whole_number_of_places(k: object) -> None:
    with pytest.raises(InvalidValueError, match=r"^k: .* is not one of the whole numbers from 1$"):
        rank([person()], ROLE).top(k)
    assert len(rank([person()], ROLE).top(Whole())) == 1


def test_a_ranking_is_a_sequence_of_matches_with_places() -> None:
    ranking = rank([person("b", A1=2), person("a", A1=3)], ROLE)
    assert len(ranking) == 2
    assert ranking[0] == Match(person("a", A1=3), ROLE, 1)
    assert ranking[-1].profile.id == "b"
    assert isinstance(ranking[:1], Ranking)
    assert list(ranking[1:]) == [ranking[1]]
    assert ranking[0] in ranking
    assert list(reversed(ranking)) == [ranking[1], ranking[0]]
    with pytest.raises(IndexError):
        ranking[2]


def test_nobody_is_ranked_without_a_fuss() -> None:
    empty = rank([], ROLE)
    assert (len(empty), list(empty), empty.top(3)) == (0, [], empty)
    assert empty.explain() == (
        "Of 0 people, 0 qualify for “Clerk”, 0 possibly (something is not assessed) and 0 do not."
    )
    assert repr(empty) == "<Ranking of 0 people for r: 0 yes, 0 possible, 0 no>"
    assert "Clerk" in empty._repr_html_()


def test_people_may_come_from_a_generator() -> None:
    assert len(rank((person(f"p{n}") for n in range(3)), ROLE)) == 3


def test_a_person_is_ranked_once() -> None:
    with pytest.raises(
        DuplicateRatingError, match="person “b” is there twice; put the ratings"
    ) as caught:
        rank([person("a"), person("b"), person("b")], ROLE)
    assert 'resolve(profiles, "latest")' in str(caught.value)
    assert "findes to gange" in caught.value.explain("da")


@pytest.mark.parametrize("people", [None, 5, person(), ["bo"], [None], {"bo": person()}])
def test_people_come_as_a_list_of_profiles(people: object) -> None:
    with pytest.raises(InvalidTypeError, match="Profile"):
        rank(people, ROLE)


def test_verdicts_are_counted() -> None:
    ranking = rank([person("a", A1=0), person("b"), person("c", A1=1, A3=2), person("d")], ROLE)
    assert ranking.counts == {Qualified.YES: 1, Qualified.POSSIBLE: 2, Qualified.NO: 1}
    assert ranking.explain("en") == (
        "Of 4 people, 1 qualify for “Clerk”, 2 possibly (something is not assessed) and 1 do not."
    )
    assert repr(ranking) == "<Ranking of 4 people for r: 1 yes, 2 possible, 1 no>"


def test_a_ranking_is_explained_in_danish_without_naming_anybody() -> None:
    said = rank([Profile("bo", {"DS11": 2})], Role("r", {"DS11": 2})).explain()
    assert said == (
        "Af 1 person er 1 kvalificeret til “r”, 0 måske (noget er ikke vurderet) og 0 ikke."
    )


def test_plain_values_and_rows_of_a_ranking_name_people_and_places() -> None:
    ranking = rank([person("b", A1=2), person("a", A1=3)], ROLE)
    values = json.loads(json.dumps(ranking.to_dict()))
    assert values["counts"] == {"yes": 0, "possible": 2, "no": 0}
    assert [found["person"] for found in values["matches"]] == ["a", "b"]
    assert (values["role"], values["framework"]) == ("r", ["mine", "1"])
    rows = ranking.to_rows()
    columns = ("place", "person", "met", "short", "unknown")
    assert [tuple(row[column] for column in columns) for row in rows] == [
        (1, "a", 1, 0, 2), (2, "b", 0, 1, 2),
    ]  # fmt: skip


def test_a_notebook_shows_the_first_and_counts_the_rest() -> None:
    shown = rank([person(f"<{n:02}>", A1=n % 5) for n in range(70)], ROLE)._repr_html_()
    assert shown.count("<tr><td>") == 60
    assert "<p>10 more rows.</p>" in shown
    assert "&lt;03&gt;" in shown
    assert "<03>" not in shown
    danish = rank([Profile("bo", {"DS11": 2})], Role("r", {"DS11": 2})).to_html()
    assert (
        '<td>1</td><th scope="row">bo</th><td>kvalificeret</td><td>1,00</td><td>2 / 2</td>'
        in danish
    )


def test_a_ranking_is_a_value() -> None:
    ranking = rank([person("b", A1=2), person("a", A1=3)], ROLE)
    assert pickle.loads(pickle.dumps(ranking)) == ranking  # noqa: S301 - made here
    assert rank([person("a", A1=3), person("b", A1=2)], ROLE) == ranking


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ({"A1": 4, "A3": 4}, "1.00"),
        ({"A1": 4, "A3": 3}, "0.99"),  # 399 of 400
        ({"A1": 0, "A3": 1}, "0.01"),  # 1 of 400
        ({"A1": 0, "A3": 0}, "0.00"),
    ],
)
def test_all_and_nothing_are_said_only_of_all_and_nothing(
    levels: dict[str, int], said: str
) -> None:
    asked = Role("r", [Requirement("A1", 4, 99), Requirement("A3", 4, 1)], framework=ENGLISH)
    who = person("p", **levels)
    assert f"({said})." in match(who, asked).explain("en")
    assert f"<td>{said}</td>" in rank([who], asked).to_html("en")


def test_who_changes_the_counts_of_a_ranking_changes_no_ranking() -> None:
    ranking = rank([person("p", A1=3)], ROLE)
    before = dict(ranking.counts)
    ranking.counts.clear()
    assert ranking.counts == before
