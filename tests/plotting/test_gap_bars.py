"""What the pictures of gaps say, for a group and for a person, and that they can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from statskompetencer import (
    Gaps,
    GroupGaps,
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Requirement,
    Role,
    Scale,
    UnknownLanguageError,
    Unrated,
    find_gaps,
    find_group_gaps,
    load,
    load_roles,
)
from statskompetencer.plotting import gaps_alt_text, plot_gaps
from statskompetencer.plotting._style import MET, MISSING

Words = Callable[[Axes], dict[str, str]]
Parts = Callable[[Axes], dict[str, Any]]
Readable = Callable[[Axes], None]
Snapshot = Callable[[Axes, str], None]

ROLE = Role(
    "r_$1",
    [
        Requirement("PV11", 3, weight=2, minimum=2),
        Requirement("DS11", 2, minimum=1),
        Requirement("DS12", 1),
    ],
    titles={"da": "Tester <b>"},
)
AL = Profile("al", {"PV11": 1, "DS11": 2}, roles=["r_$1"])
BO = Profile("bo", {"PV11": 3, "DS11": 0, "DS12": 1})
CY = Profile("cy", {"DS12": Unrated.NOT_RELEVANT})
EVERYTHING = Role("alt", dict.fromkeys(load().competency_ids, 3))


def group() -> GroupGaps:
    return find_group_gaps([AL, BO, CY], ROLE)


def person() -> Gaps:
    """DS11 is missed below its minimum of 1; the minimum of 2 in PV11 is met; DS12 is unknown."""
    return find_gaps(Profile("bo", {"PV11": 2, "DS11": 0}), ROLE)


# --- a group ---


def test_the_heaviest_stand_first_and_are_kept(words: Words) -> None:
    gaps = find_group_gaps(
        [Profile("a", {"PV11": 2, "DS11": 0})],
        Role("r", [Requirement("PV11", 3), Requirement("DS11", 2, weight=9)]),
    )
    counts = [name for name in words(plot_gaps(gaps)) if name.startswith("count-")]
    assert counts.index("count-DS11-short") < counts.index("count-PV11-short")
    assert "count-PV11-short" not in words(plot_gaps(gaps, most=1))


def test_of_nobody_it_is_not_said_that_nothing_is_asked(words: Words) -> None:
    nobody = find_group_gaps([], ROLE)
    for language, said in {
        "da": "Der er ingen at måle.",
        "en": "There is nobody to measure.",
    }.items():
        assert said in gaps_alt_text(nobody, language=language)
        drawn = " ".join(words(plot_gaps(nobody, language=language)).values())
        assert said in " ".join(drawn.split())


def test_the_numbers_of_a_group_are_those_of_the_result(words: Words) -> None:
    said = words(plot_gaps(group()))
    numbers = [
        [said[f"count-{id_}-{kind}"] for kind in ("short", "unknown", "met")]
        for id_ in ("PV11", "DS11", "DS12")
    ]
    assert numbers == [["1", "1", "1"], ["1", "1", "1"], ["0", "2", "1"]]


def test_bars_are_as_long_as_there_are_people(parts: Parts) -> None:
    found = parts(plot_gaps(group()))
    width = {name: part.get_width() for name, part in found.items() if name.startswith("bar-")}
    assert width["bar-DS12-unknown"] == pytest.approx(2 * width["bar-DS12-met"], rel=0.01)
    assert width["bar-PV11-short"] == pytest.approx(width["bar-PV11-met"], rel=0.01)
    assert "bar-DS12-short" not in width
    short, unknown = found["bar-PV11-short"], found["bar-PV11-unknown"]
    assert short.get_x() + short.get_width() == pytest.approx(unknown.get_x())


def test_competencies_are_in_the_order_of_the_result(parts: Parts) -> None:
    found = parts(plot_gaps(group()))
    places = [found[f"title-{id_}"].get_position()[1] for id_ in ("PV11", "DS11", "DS12")]
    assert places == sorted(places)


def test_short_is_hatched_and_met_is_not(parts: Parts) -> None:
    found = parts(plot_gaps(group()))
    assert found["bar-PV11-short"].get_hatch() == MISSING.hatch
    assert found["bar-PV11-met"].get_hatch() == (MET.hatch or None)
    assert MISSING.hatch


def test_whom_and_what_they_were_measured_against_is_said(words: Words) -> None:
    assert words(plot_gaps(group()))["note-1"] == "3 personer, målt mod én rolle."
    posts = find_group_gaps([AL, BO], [ROLE])
    assert words(plot_gaps(posts, language="en"))["note-1"] == (
        "2 people, measured against one role. 1 without a post was measured against nothing."
    )
    three = find_group_gaps([AL, BO, CY], [ROLE])
    assert words(plot_gaps(three, language="en"))["note-1"].endswith(
        "2 without a post were measured against nothing."
    )
    assert words(plot_gaps(posts))["note-1"].endswith("1 uden stilling er ikke målt mod noget.")
    all_roles = find_group_gaps([Profile("x")], load_roles())
    assert words(plot_gaps(all_roles))["note-1"].startswith("1 person, målt mod 8 roller.")
    assert "against 8 roles." in words(plot_gaps(all_roles, language="en"))["note-1"]


@pytest.mark.parametrize("gaps", [group(), person()], ids=["group", "person"])
def test_a_title_that_is_given_stands_in_picture_and_text(
    words: Words, gaps: Gaps | GroupGaps
) -> None:
    ax: Any = plot_gaps(gaps, title="Jura & _$x$", language="en")
    assert words(ax)["title"] == "Jura & _$x$"
    said = gaps_alt_text(gaps, title="Jura & _$x$", language="en")
    assert said == f"Jura & _$x$: {gaps_alt_text(gaps, language='en')}"
    assert ax.alt_text == said


def test_an_empty_title_is_none() -> None:
    ax: Any = plot_gaps(group(), title="")
    assert ax.alt_text == gaps_alt_text(group())


def test_ids_of_roles_are_not_in_the_picture_of_a_group(words: Words) -> None:
    assert not [text for text in words(plot_gaps(group())).values() if "r_$1" in text]


def test_a_group_without_gaps_is_told_so(words: Words) -> None:
    met = find_group_gaps([Profile("a", {"DS12": 1})], Role("r", {"DS12": 1}))
    assert words(plot_gaps(met))["note-2"] == "Ingen mangler noget: alle opfylder det, der kræves."
    english = words(plot_gaps(met, language="en"))
    assert english["note-2"] == "There is no gap: everybody meets what is asked."
    assert english["count-DS12-met"] == "1"


def test_a_group_of_which_nothing_is_asked_is_told_so(words: Words) -> None:
    nothing = find_group_gaps([AL.with_ratings({})], Role("", ()))
    said = words(plot_gaps(nothing))
    assert said["note-2"] == "Der er ikke stillet krav til nogen."
    assert not [name for name in said if name.startswith("title-")]
    assert words(plot_gaps(nothing, language="en"))["note-2"] == "Nothing is asked of anybody."


# --- a person ---


def test_the_steps_of_a_person_are_those_of_the_result(parts: Parts) -> None:
    names = set(parts(plot_gaps(person())))
    assert {name for name in names if "PV11" in name} == {
        "title-PV11", "held-PV11-1", "held-PV11-2", "missing-PV11-3", "empty-PV11-4",
        "asked-PV11", "minimum-PV11", "outcome-PV11",
    }  # fmt: skip
    assert {name for name in names if "DS11" in name} == {
        "title-DS11", "missing-DS11-1", "missing-DS11-2", "empty-DS11-3", "empty-DS11-4",
        "asked-DS11", "minimum-DS11", "outcome-DS11",
    }  # fmt: skip


def test_boxes_look_as_they_are_called(parts: Parts) -> None:
    found = parts(plot_gaps(person()))
    assert [found[f"held-PV11-{n}"].get_hatch() for n in (1, 2)] == [None, None]
    held, empty = (to_rgb(found[name].get_facecolor()) for name in ("held-PV11-2", "empty-PV11-4"))
    assert held != empty == (1, 1, 1)
    assert found["missing-PV11-3"].get_hatch() == MISSING.hatch


def test_how_many_requirements_a_person_meets_is_said(words: Words) -> None:
    assert words(plot_gaps(person()))["note-1"] == "0 af 3 krav er opfyldt."
    met = find_gaps(Profile("bo", {"PV11": 3, "DS11": 2, "DS12": 0}), ROLE)
    assert words(plot_gaps(met, language="en"))["note-1"] == "2 of 3 requirements are met."


def test_marks_stand_at_the_level_asked_and_at_the_minimum(parts: Parts) -> None:
    found = parts(plot_gaps(person()))
    third, fourth = found["missing-PV11-3"], found["empty-PV11-4"]
    (asked, _), _ = found["asked-PV11"].get_data()
    assert third.get_x() + third.get_width() <= asked <= fourth.get_x()
    tip = found["minimum-PV11"].get_xy()[0][0]
    assert found["held-PV11-2"].get_x() < tip < third.get_x()


def test_an_unknown_level_is_no_row_of_empty_boxes(parts: Parts, words: Words) -> None:
    ax = plot_gaps(person())
    assert "unrated-DS12" in parts(ax)
    assert not [name for name in parts(ax) if name.startswith("empty-DS12")]
    assert words(ax)["sign-DS12"] == "?"


def test_the_outcome_stands_in_words_too(words: Words) -> None:
    said = words(plot_gaps(person()))
    assert said["outcome-DS11"] == "0 af 2 ! under mindstekravet"
    assert said["outcome-PV11"] == "2 af 3"
    assert said["outcome-DS12"] == "? af 1, ikke vurderet"
    english = words(plot_gaps(person(), language="en"))
    assert english["outcome-DS11"] == "0 of 2 ! below the minimum"
    assert english["outcome-DS12"] == "? of 1, not assessed"


def test_a_minimum_that_is_missed_is_bold(parts: Parts) -> None:
    found = parts(plot_gaps(person()))
    assert found["outcome-DS11"].get_weight() == "bold"
    assert found["outcome-PV11"].get_weight() == "normal"


def test_the_person_is_not_named(svg: Callable[[Axes], bytes]) -> None:
    gaps = find_gaps(Profile("Anders-And", {"PV11": 1}), ROLE)
    assert b"Anders" not in svg(plot_gaps(gaps))
    assert "Anders" not in gaps_alt_text(gaps)


@pytest.mark.parametrize(
    ("role", "danish", "english"),
    [
        (Role("r", {"DS11": 1}), "Kravet er opfyldt.", "The requirement is met."),
        (
            Role("r", {"DS11": 1, "DS12": 1}),
            "Alle 2 krav er opfyldt.",
            "All 2 requirements are met.",
        ),
        (Role("", ()), "Der er ikke stillet krav.", "Nothing is asked."),
    ],
)
def test_a_person_without_gaps_is_told_so(
    words: Words, role: Role, danish: str, english: str
) -> None:
    gaps = find_gaps(Profile("a", {"DS11": 3, "DS12": 1}), role)
    assert words(plot_gaps(gaps))["note-1"] == danish
    assert words(plot_gaps(gaps, language="en"))["note-1"] == english
    assert gaps_alt_text(gaps).endswith(danish)
    assert gaps_alt_text(gaps, language="en").endswith(english)


# --- what is left out ---


@pytest.mark.parametrize("gaps", [find_gaps(AL, EVERYTHING), find_group_gaps([AL, BO], EVERYTHING)])
def test_what_is_left_out_is_counted(words: Words, gaps: Gaps | GroupGaps) -> None:
    said = words(plot_gaps(gaps, most=31))
    assert said["left-out"] == "1 kompetence længere nede er ikke vist."
    assert sum(1 for name in said if name.startswith("title-")) == 31
    english = words(plot_gaps(gaps, most=2, language="en"))["left-out"]
    assert english == "30 competencies further down are not shown."
    assert english in gaps_alt_text(gaps, most=2, language="en")
    one = gaps_alt_text(gaps, most=31, language="en")
    assert one.endswith("1 competency further down is not shown.")
    assert "left-out" not in words(plot_gaps(gaps, most=32))


# --- the look ---


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("most", [1, 5, 40])
@pytest.mark.parametrize(
    "gaps",
    [
        find_gaps(AL, EVERYTHING),
        find_group_gaps([AL, BO, CY], EVERYTHING),
        find_group_gaps([Profile(f"{n}", {"DS11": n % 5}) for n in range(1234)], EVERYTHING),
    ],
    ids=["person", "group", "crowd"],
)
def test_it_can_be_read(
    is_readable: Readable, gaps: Gaps | GroupGaps, most: int, language: str
) -> None:
    is_readable(plot_gaps(gaps, most=most, language=language))


@pytest.mark.parametrize(
    "scale", [Scale.binary(), Scale("x", [{"da": f"n{n}ø"} for n in range(80)], holds_from=9)]
)
def test_other_scales_can_be_read(is_readable: Readable, parts: Parts, scale: Scale) -> None:
    gaps = find_gaps(Profile("a", {"DS11": 0}, scale=scale), Role("r", {"DS11": 1}, scale=scale))
    ax = plot_gaps(gaps)
    is_readable(ax)
    assert "missing-DS11-1" in parts(ax)
    assert ("empty-DS11-79" in parts(ax)) == (scale.max == 79)


@pytest.mark.parametrize("language", ["da", "en"])
def test_snapshot(is_snapshot: Snapshot, language: str) -> None:
    is_snapshot(plot_gaps(group(), language=language), f"gaps-group.{language}")
    is_snapshot(plot_gaps(person(), language=language), f"gaps-person.{language}")


def test_the_same_gaps_are_the_same_file_and_no_setting_stays_changed(
    svg: Callable[[Axes], bytes],
) -> None:
    before = dict(rcParams)
    assert svg(plot_gaps(group())) == svg(plot_gaps(group()))
    assert svg(plot_gaps(person())) == svg(plot_gaps(person()))
    assert dict(rcParams) == before


# --- the alternative text ---


def test_alt_text_of_a_group() -> None:
    said = gaps_alt_text(group(), language="en")
    assert said == f"Bars of gaps. {group().explain('en')}"
    assert gaps_alt_text(group()).startswith("Søjler over mangler. Blandt 3 personer")


def test_alt_text_of_a_person() -> None:
    assert gaps_alt_text(person()) == (
        "En persons mangler mod “Tester <b>”. Ikke opfyldt er 2 af 3: Agere cybersikkert (0 af 2, "
        "under mindstekravet) "
        "og Formulere user stories, acceptkriterier og kravspecifikationer (2 af 3). "
        "Ikke vurderet er 1 af 3: Agere i henhold til GDPR."
    )
    only = find_gaps(Profile("a", {"DS11": 0, "DS12": 1}), Role("r", {"DS11": 2, "DS12": 1}))
    assert gaps_alt_text(only, language="en") == (
        "A person’s gaps against “r”. Not met are 1 of 2: Act cyber-securely (0 of 2)."
    )


def test_alt_text_lists_the_first_few_of_many() -> None:
    said = gaps_alt_text(find_gaps(Profile("a"), EVERYTHING), language="en")
    assert said.startswith("A person’s gaps against “alt”. Not assessed are 32 of 32: ")
    assert said.endswith(" and 24 more.")
    assert gaps_alt_text(find_gaps(Profile("a"), EVERYTHING)).endswith(" og 24 mere.")


def test_the_picture_knows_its_alt_text() -> None:
    ax: Any = plot_gaps(group(), language="en")
    assert ax.alt_text == gaps_alt_text(group(), language="en")


# --- errors ---


@pytest.mark.parametrize("make", [plot_gaps, gaps_alt_text])
def test_errors_say_what_is_wrong(make: Callable[..., object]) -> None:
    with pytest.raises(InvalidTypeError, match="gaps: None is not a Gaps or GroupGaps") as caught:
        make(None)
    assert caught.value.explain("da") == "gaps: None er ikke en Gaps eller GroupGaps"
    with pytest.raises(InvalidValueError, match="most: 'ten' is not one of the whole numbers"):
        make(group(), most="ten")
    with pytest.raises(InvalidTypeError, match="title: 3 is not a text") as caught:
        make(group(), title=3)
    assert caught.value.explain("da") == "title: 3 er ikke en tekst"
    with pytest.raises(UnknownLanguageError):
        make(person(), language="se")
