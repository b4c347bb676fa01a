"""Whether an organisation holds it, where it hangs on one person, and how sure that is."""

from __future__ import annotations

import json
import pickle

import attrs
import pytest

from statskompetencer import (
    BindingError,
    Coverage,
    CoverageStatus,
    Demand,
    DuplicateRatingError,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Scale,
    Target,
    UnknownLanguageError,
    UnknownNameError,
    Unrated,
    _coverage_counts,
    check_coverage,
    load,
)
from statskompetencer.documents import from_dict

MODEL = load()
NOT_RELEVANT = Unrated.NOT_RELEVANT
ENGLISH: Framework = from_dict(
    {
        "format": 1, "id": "mine", "version": "1", "languages": ["en"], "titles": {"en": "Mine"},
        "areas": [
            {"id": "A", "titles": {"en": "First"}, "subcategories": [
                {"id": "AA", "titles": {"en": "Sub"}, "competencies": [
                    {"id": "A1", "titles": {"en": "Do 1"}},
                    {"id": "A2", "titles": {"en": "Do 2"}}]}]},
            {"id": "B", "titles": {"en": "Second"}, "competencies": [
                {"id": "B1", "titles": {"en": "Do 3"}}, {"id": "B2", "titles": {"en": "Do 4"}}]},
        ],
    }
)  # fmt: skip


def person(id_: str = "p", unit: str | None = None, **levels: object) -> Profile:
    return Profile(id_, levels, framework=ENGLISH, unit=unit)


def target(**holders: int) -> Target:
    return Target(holders, framework=ENGLISH)


def holders(h: int, u: int, n: int = 0) -> list[Profile]:
    """So many people who hold A1, who were not assessed, and who do not hold it."""
    levels = [2] * h + [None] * u + [1] * n
    return [person(f"p{number}", A1=level) for number, level in enumerate(levels)]


def status(h: int, u: int, k: int, n: int = 0) -> str:
    return check_coverage(holders(h, u, n), target(A1=k))["A1"].status


# --- one competency ---


@pytest.mark.parametrize(
    ("h", "u", "k", "expected"),
    [
        (2, 0, 1, "covered"), (2, 5, 1, "covered"), (4, 0, 3, "covered"),
        (1, 0, 1, "fragile"), (1, 5, 1, "fragile"), (3, 0, 3, "fragile"),
        (0, 1, 1, "possible"), (0, 9, 1, "possible"), (2, 1, 3, "possible"), (1, 2, 3, "possible"),
        (1, 0, 3, "short"), (0, 1, 3, "short"), (1, 1, 3, "short"),
        (0, 0, 1, "uncovered"), (0, 0, 3, "uncovered"),
    ],
)  # fmt: skip
def test_the_status_follows_from_holders_unknown_and_needed(
    h: int, u: int, k: int, expected: str
) -> None:
    assert status(h, u, k) == expected
    assert status(h, u, k, n=3) == expected  # who is below the level counts for nothing


def test_people_who_are_not_in_the_data_count_as_not_assessed() -> None:
    found = check_coverage(holders(1, 1, 2), target(A1=3), headcount=10)
    assert (found["A1"].unknown, found["A1"].status) == (1 + 6, "possible")
    assert (found.people, found.headcount) == (4, 10)
    assert check_coverage(holders(0, 0, 4), target(A1=1), headcount=4)["A1"].status == "uncovered"


class Whole:
    """A whole number of another library, such as numpy's."""

    def __index__(self) -> int:
        return 4


@pytest.mark.parametrize(
    "headcount", [3, 0, -1, 4.0, "4", True, [], pytest.param(10**5000, id="huge")]
)
def test_a_headcount_is_a_whole_number_not_below_the_people_in_the_data(headcount: object) -> None:
    with pytest.raises(InvalidValueError, match=r"^headcount: .* from 4 to 1000000000$"):
        check_coverage(holders(0, 0, 4), target(A1=1), headcount=headcount)
    assert check_coverage(holders(0, 0, 4), headcount=Whole()).headcount == 4


# --- the whole ---


def test_the_whole_has_a_lower_and_an_upper_bound() -> None:
    people = [person("a", A1=2, A2=0, B1=3), person("b", A1=2, A2=0, B1=0, B2=NOT_RELEVANT)]
    found = check_coverage(people)
    assert [entry.status for entry in found] == ["covered", "uncovered", "fragile", "possible"]
    assert (found.covered, found.covered_upper, len(found)) == (2, 3, 4)
    assert found.complete == "no"


def test_it_is_complete_possibly_or_not() -> None:
    assert check_coverage([person(A1=2)], target(A1=1)).complete == "yes"
    assert check_coverage([person(A1=2)], target(A1=1, A2=1)).complete == "possible"
    assert check_coverage([person(A1=2, A2=1)], target(A1=1, A2=1)).complete == "no"


def test_the_margin_is_how_many_may_leave_before_a_hole_opens() -> None:
    people = [person(f"p{n}", A1=2, A2=2 if n else 0) for n in range(4)]
    assert check_coverage(people, target(A1=1, A2=1)).margin == 2
    assert check_coverage(people, target(A1=4)).margin == 0
    assert check_coverage(people, target(A1=5)).margin is None
    assert check_coverage(people, target(A1=1, B1=1)).margin is None  # possible is a hole too


def test_everything_is_demanded_where_no_target_is_given() -> None:
    found = check_coverage([person(A1=2)])
    assert found.target == Target.everything(ENGLISH, Scale.default())
    assert len(check_coverage([Profile("p")])) == 32


def test_nobody_holds_nothing() -> None:
    found = check_coverage([])
    assert found.framework is MODEL
    assert (found.people, found.covered, found.covered_upper) == (0, 0, 0)
    assert {entry.status for entry in found} == {"uncovered"}
    assert (found.complete, found.margin, found.key_people, found.units) == ("no", None, (), ())
    assert check_coverage([], headcount=3).complete == "possible"


def test_people_may_come_from_a_generator() -> None:
    assert check_coverage(p for p in holders(2, 0)).people == 2


# --- looking up ---


def test_a_competency_is_looked_up_by_every_name_if_it_is_demanded() -> None:
    found = check_coverage([person()], target(A1=1))
    assert found["A1"] is found["do 1"] is found[ENGLISH["A1"]] is found.entries[0]
    with pytest.raises(UnknownNameError, match="the target demands nothing for B1") as caught:
        found["B1"]
    assert "målet stiller intet krav om B1" in caught.value.explain("da")
    with pytest.raises(UnknownNameError, match="no area, subcategory or competency “XX”"):
        found["XX"]


def test_competencies_are_picked_by_status() -> None:
    found = check_coverage([person(A1=2, A2=0, B1=3)])
    assert [e.competency.id for e in found.with_status("fragile")] == ["A1", "B1"]
    both = found.with_status(CoverageStatus.UNCOVERED, "possible")
    assert [e.competency.id for e in both] == ["A2", "B2"]
    assert found.with_status() == ()


@pytest.mark.parametrize("wrong", ["open", None, [], 3, pytest.param(10**5000, id="huge")])
def test_an_unknown_status_is_refused_with_those_that_there_are(wrong: object) -> None:
    with pytest.raises(InvalidValueError, match="are not all statuses") as caught:
        check_coverage([]).with_status("fragile", wrong)
    assert caught.value.allowed == ("covered", "fragile", "possible", "short", "uncovered")


# --- units ---


def test_each_unit_contributes_its_own_holders_and_unknown() -> None:
    people = [person("a", "Jura", A1=2), person("b", "It", A1=2, A2=2), person("c", A1=0),
              person("d", "It", A1=3)]  # fmt: skip
    found = check_coverage(people, target(A1=1, A2=1))
    assert [(u.unit, u.people, u.holders, u.unknown) for u in found.units] == [
        ("It", 2, (2, 1), (0, 1)), ("Jura", 1, (1, 0), (0, 1)), (None, 1, (0, 0), (0, 1)),
    ]  # fmt: skip
    assert all(unit.own is None for unit in found.units)


def test_a_unit_has_a_verdict_only_where_it_has_a_target_of_its_own() -> None:
    people = [person("a", "Jura", A1=2), person("b", "It", A1=2, A2=2)]
    found = check_coverage(people, target(A1=1, A2=1), headcount=9,
                           unit_targets={"It": target(A2=1, B1=1)})  # fmt: skip
    it, jura = found.units
    assert isinstance(it.own, Coverage)
    assert [e.status for e in it.own] == ["fragile", "possible"]
    assert (it.own.people, it.own.headcount, jura.own) == (1, None, None)
    assert found["A2"].unknown == 1 + 7  # the headcount is that of the whole


def test_a_target_for_a_unit_in_which_nobody_is_is_an_error() -> None:
    with pytest.raises(
        UnknownNameError, match=r"nobody is in a unit 'Jurra'. Did you mean “Jura”"
    ) as caught:
        check_coverage(
            [person("a", "Jura"), person("b"), person("c", "It")],
            unit_targets={"Jurra": target(A1=1)},
        )
    assert caught.value.allowed == ("It", "Jura")
    assert caught.value.place == "unit_targets"
    assert "ingen er i en enhed 'Jurra'" in caught.value.explain("da")


def test_a_unit_is_the_same_in_every_unicode_form() -> None:
    found = check_coverage([person("a", unit="Råd")], unit_targets={"Ra\u030ad": target(A1=1)})
    assert found.units[0].own is not None


def test_a_unit_says_shortly_what_it_contributes() -> None:
    unit = check_coverage([person("a", unit="Jura", A1=2, A2=0)]).units[0]
    assert repr(unit) == "<UnitContribution Jura: 1 people, holders of 1 of 4 competencies>"


@pytest.mark.parametrize("unit", [None, 3, ("Jura",)])
def test_people_without_a_unit_have_no_target_of_their_own(unit: object) -> None:
    with pytest.raises(UnknownNameError, match="nobody is in a unit"):
        check_coverage([person("a")], unit_targets={unit: target(A1=1)})


@pytest.mark.parametrize("targets", [[], "Jura", 5, [("Jura", target(A1=1))]])
def test_targets_of_units_come_as_a_mapping(targets: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"unit_targets: .* is not a mapping"):
        check_coverage([person("a", "Jura")], unit_targets=targets)


def test_a_target_of_a_unit_is_a_target_of_the_same_framework() -> None:
    with pytest.raises(InvalidTypeError, match=r"unit_targets\['Jura'\]: 3 is not a Target"):
        check_coverage([person("a", "Jura")], unit_targets={"Jura": 3})
    with pytest.raises(BindingError):
        check_coverage([person("a", "Jura")], unit_targets={"Jura": Target.everything()})


# --- refusals ---


@pytest.mark.parametrize("people", [None, 5, "ab", person(), [None], {"a": person()}])
def test_people_come_as_a_list_of_profiles(people: object) -> None:
    with pytest.raises(InvalidTypeError, match="Profile"):
        check_coverage(people)


@pytest.mark.parametrize("wrong", [0, "A1", {"A1": 1}, [Demand("A1")], Demand("A1")])
def test_a_target_is_a_target(wrong: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"target: .* is not a Target"):
        check_coverage([person()], wrong)


def test_a_person_is_counted_once() -> None:
    with pytest.raises(DuplicateRatingError, match="“p” is there twice"):
        check_coverage([person(), person()])


def test_people_and_target_are_for_one_framework_and_scale() -> None:
    with pytest.raises(BindingError):
        check_coverage([person()], Target.everything())
    with pytest.raises(BindingError):
        check_coverage([person("a"), Profile("b")])
    with pytest.raises(BindingError):
        check_coverage([person()], Target.everything(ENGLISH, Scale.binary()))


# --- how it shows ---


def mixed() -> Coverage:
    people = [person("bo", "It", A1=2, A2=0, B1=2), person("al", A1=2, A2=0)]
    return check_coverage(people, target(A1=1, A2=1, B1=1, B2=1))


def test_coverage_is_explained_in_a_few_sentences_without_naming_anybody() -> None:
    assert mixed().explain() == (
        "2 to 3 of 4 competencies are held, among the 2 people in the data. "
        "Nobody holds (1): Do 2. Possibly held, as somebody was not assessed (1): Do 4. "
        "It hangs on a single person (1): Do 3."
    )
    few = check_coverage([person(A1=2, A2=2, B1=0)], target(A1=2, B1=2, A2=1), headcount=1)
    assert few.explain("en") == (
        "1 of 3 competencies is held, among 1 employee, of whom 1 is in the data. "
        "Nobody holds (1): Do 3. Too few hold (1): Do 1. It hangs on a single person (1): Do 2."
    )
    two = check_coverage(holders(2, 0), target(A1=2))
    assert two.explain().endswith("Just as many as needed hold (1): Do 1.")


def test_coverage_is_explained_in_danish() -> None:
    people = [Profile("bo", {"DS11": 2, "DS12": 0})]
    found = check_coverage(
        people, Target({"DS11": 1, "DS12": 2, "DS13": 1, "DS21": 2}), headcount=1
    )
    assert found.explain() == (
        "1 til 2 af 4 kompetencer er repræsenteret, blandt 1 ansat, hvoraf 1 er i data. "
        "Ingen har (1): Agere i henhold til GDPR. For få har (1): Anvende data til at løse "
        "kerneopgaven. Måske repræsenteret, for nogen er ikke vurderet (1): Arbejde efter ISO/IEC "
        "27001. Det hænger på en enkelt person (1): Agere cybersikkert."
    )
    enough = check_coverage([Profile(i, {"DS11": 2}) for i in "ab"], Target({"DS11": 2}))
    assert enough.explain("da") == (
        "1 af 1 kompetencer er repræsenteret, blandt 2 personer i data. "
        "Netop det nødvendige antal har (1): Agere cybersikkert."
    )


def test_every_result_says_among_whom() -> None:
    assert mixed().among() == "blandt 2 personer i data"
    assert mixed().among("en") == "among the 2 people in the data"
    more = check_coverage([person()], headcount=9)
    assert more.among("da") == "blandt 9 ansatte, hvoraf 1 er i data"
    assert more.among("en") == "among 9 employees, of whom 1 is in the data"
    assert repr(mixed()) == (
        "<Coverage of mine 1 among the 2 people in the data: 2 to 3 of 4 held "
        "(1 covered, 1 fragile, 1 possible, 1 uncovered)>"
    )


def test_a_language_that_the_framework_does_not_have_is_an_error_that_names_those_it_has() -> None:
    found = mixed()
    for show in (found.explain, found.to_html, found.to_rows, found.to_dict, found.unit_rows):
        with pytest.raises(UnknownLanguageError, match="Allowed: en"):
            show("da")


def test_plain_values_count_people_and_name_them_only_where_asked() -> None:
    values = json.loads(json.dumps(mixed().to_dict()))
    assert {key: values[key] for key in values if not isinstance(values[key], list)} == {
        "people": 2, "headcount": None, "complete": "no", "covered": 2, "covered_upper": 3,
        "of": 4, "margin": None, "key_people": 1,
    }  # fmt: skip
    assert values["framework"] == ["mine", "1"]
    assert values["competencies"][0] == {
        "competency": "A1", "title": "Do 1", "status": "covered", "level": 2, "needed": 1,
        "holders": 2, "unknown": 0, "not_relevant": 0,
    }  # fmt: skip
    assert values["areas"][0] == {
        "branch": "A", "title": "First", "status": "uncovered", "competencies": 2, "covered": 1,
        "covered_upper": 1,
    }  # fmt: skip
    assert [branch["branch"] for branch in values["subcategories"]] == ["AA"]
    assert values["units"][0] == {
        "unit": "It", "people": 1, "holders": [1, 0, 1, 0], "unknown": [0, 0, 0, 1], "own": None,
    }  # fmt: skip
    assert '"bo"' not in json.dumps(values)
    assert mixed().to_dict(people=True)["key_people"] == [
        {"person": "bo", "unit": "It", "competencies": ["B1"]}
    ]


def test_the_own_verdict_of_a_unit_is_in_the_language_that_is_asked_for() -> None:
    found = check_coverage(
        [Profile("a", {"DS11": 2}, unit="It")], unit_targets={"It": Target({"DS11": 1})}
    )
    (unit,) = found.to_dict("en")["units"]
    assert unit["own"]["competencies"][0]["title"] == "Act cyber-securely"
    (unit,) = found.to_dict()["units"]
    assert unit["own"]["competencies"][0]["title"] == "Agere cybersikkert"


def test_rows_have_one_plain_dict_a_competency_and_one_a_unit_and_competency() -> None:
    found = mixed()
    assert [row["status"] for row in found.to_rows("en")] == [
        "covered", "uncovered", "fragile", "possible",
    ]  # fmt: skip
    rows = found.unit_rows()
    assert len(rows) == 2 * 4
    assert rows[2] == {
        "unit": "It", "people": 1, "competency": "B1", "title": "Do 3", "holders": 1, "unknown": 0,
    }  # fmt: skip
    assert rows[-1]["unit"] is None


def test_a_notebook_shows_each_competency_without_naming_anybody() -> None:
    shown = mixed()._repr_html_()
    assert "<caption>Coverage</caption>" in shown
    assert '<th scope="row">B1</th><td>Do 3</td><td>fragile</td>' in shown
    assert "<td>2 working</td><td>1</td><td>1</td><td>1</td>" in shown
    assert "2 to 3 of 4 competencies are held, among the 2 people in the data." in shown
    assert ">bo<" not in shown
    danish = check_coverage([Profile("x", {"DS11": 2})]).to_html()
    assert "<caption>Dækning</caption>" in danish
    assert "<td>sårbar</td>" in danish
    assert danish.count('<tr><th scope="row">') == 32
    assert "13 af 48 danske titler er officielle" in danish


def test_coverage_is_a_value() -> None:
    assert pickle.loads(pickle.dumps(mixed())) == mixed()  # noqa: S301 - made here
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        mixed().headcount = 3


def test_in_asks_whether_there_is_something_by_this_name() -> None:
    found = check_coverage([Profile("a")], Target({"DS11": 1}))
    assert "DS11" in found
    assert "Agere cybersikkert" in found
    assert "PV" in found  # found["PV"] says that nothing is demanded there
    assert found["DS11"] in found
    assert found.framework["DS11"] in found
    for other in ("DS12", "no such", 5, None, attrs.evolve(found["DS11"], needed=9)):
        assert other not in found


def test_plain_values_have_the_units_unless_they_are_left_out() -> None:
    found = check_coverage([Profile("a", unit="U")], Target({"DS11": 1}))
    assert [one["unit"] for one in found.to_dict()["units"]] == ["U"]
    assert found.to_dict(units=False) == {
        key: value for key, value in found.to_dict().items() if key != "units"
    }


def test_units_are_counted_in_one_pass_however_many_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[int] = []

    original = _coverage_counts.columns_of

    def counted(people: object, target: Target) -> object:
        columns = original(people, target)
        made.append(columns.people)
        return columns

    monkeypatch.setattr(_coverage_counts, "columns_of", counted)
    people = [Profile(f"p{n}", {"DS11": n % 4}, unit=f"U{n}") for n in range(50)]
    assert len(check_coverage(people, Target({"DS11": 1})).units) == 50
    assert made == [50, 50]  # of all people for the whole, and for the units
