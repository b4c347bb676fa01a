"""What a heatmap says, in both ways of laying it out, and that it can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib import rcParams
from matplotlib.axes import Axes

from statskompetencer import (
    Area,
    Competency,
    Coverage,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Target,
    UnknownLanguageError,
    Unrated,
    check_coverage,
    load,
)
from statskompetencer.plotting import heatmap_alt_text, plot_heatmap
from statskompetencer.plotting._heat_cells import MOST_LINES, shade_from

Words = Callable[[Axes], dict[str, str]]
Parts = Callable[[Axes], dict[str, Any]]
Readable = Callable[[Axes], None]
Snapshot = Callable[[Axes, str], None]

IDS = load().competency_ids
LONG = "Kontoret for Digital Forretningsudvikling, Porteføljestyring og Ældreområdets Udbud"


TARGET = Target({"PV11": 1, "DS11": 1, "DS12": 1, "DS13": 1})


def few(**more: Any) -> Coverage:
    """Three units against four competencies, with every kind of cell."""
    return check_coverage(
        [
            Profile("a", {"PV11": 2, "DS11": 3, "DS12": 0}, unit="It $x^2$ <b>"),
            Profile("b", {"PV11": 0, "DS11": 2, "DS12": 1}, unit="It $x^2$ <b>"),
            Profile("c", {"DS11": 0, "DS12": Unrated.NOT_RELEVANT, "DS13": 4}, unit="Jura_Æ"),
            Profile("d", {"DS12": 0}),
        ],
        TARGET,
        **more,
    )


def many(units: int, people: int = 1, target: Target | None = None) -> Coverage:
    """Units of long names, each with people who hold, do not hold, and are not assessed."""
    levels = (3, 0, None)
    return check_coverage(
        [
            Profile(
                f"p{unit}-{person}",
                {id_: levels[(unit + place) % 3] for place, id_ in enumerate(IDS)},
                unit=f"{LONG} {unit}" if unit % 2 else f"Øst {unit}",
            )
            for unit in range(units)
            for person in range(people)
        ],
        target,
    )


def uneven(units: int) -> Coverage:
    """Units of 1 to 5 people, no two neighbours alike; nobody is known to hold PV11."""
    people = [
        Profile(
            f"p{unit}-{person}",
            {
                id_: (0, 2, 3)[(unit + person + place) % 3]
                for place, id_ in enumerate(("DS11", "DS12", "DS13"))
                if (unit * place + person) % 4
            },
            unit=f"Enhed {unit:02}",
        )
        for unit in range(units)
        for person in range(1 + unit % 5)
    ]
    return check_coverage(people, TARGET)


def cells(said: dict[str, str], line: str, units: int) -> list[str]:
    names = ["whole", *(f"{number}" for number in range(1, units + 1))]
    return [said[f"count-{line}-{name}"] for name in names]


# --- the numbers ---


def test_by_competency_cells_count_the_holders_and_question_marks_stand_for_not_assessed(
    words: Words,
) -> None:
    said = words(plot_heatmap(few()))
    assert cells(said, "PV11", 3) == ["1", "1", "?", "?"]
    assert cells(said, "DS11", 3) == ["2", "2", "0", "?"]
    assert cells(said, "DS12", 3) == ["0", "0", "0", "0"]  # not relevant is no possible holder
    assert cells(said, "DS13", 3) == ["1", "?", "1", "?"]


def test_by_subcategory_cells_count_competencies_and_not_holders(words: Words) -> None:
    said = words(plot_heatmap(few(), by="subcategory"))
    assert cells(said, "PV1", 3) == ["1/1", "1/1", "0/1?", "0/1?"]
    assert cells(said, "DS1", 3) == ["2/3", "1/3?", "1/3", "0/3?"]
    assert "count-DS2-1" not in said  # the target demands nothing of it


def test_a_competency_that_is_held_is_no_question_where_others_were_not_assessed(
    words: Words,
) -> None:
    people = [Profile("a", {"DS11": 3}, unit="x"), Profile("b", unit="x")]
    coverage = check_coverage(people, Target({"DS11": 1}))
    assert words(plot_heatmap(coverage))["count-DS11-1"] == "1"
    assert words(plot_heatmap(coverage, by="subcategory"))["count-DS1-1"] == "1/1"


def test_the_whole_has_the_sign_of_its_status(words: Words) -> None:
    said = words(plot_heatmap(few()))
    signs = [said[f"sign-{line}-whole"] for line in ("PV11", "DS11", "DS12", "DS13")]
    assert signs == ["!", "✓", "✗", "!"]
    assert words(plot_heatmap(few(), by="subcategory"))["sign-DS1-whole"] == "✗"


def test_the_whole_shows_bounds_where_somebody_was_not_assessed(words: Words) -> None:
    said = words(plot_heatmap(few(headcount=5), by="subcategory"))
    assert said["count-DS1-whole"] == "2–3/3"
    assert said["sign-DS1-whole"] == "?"


def test_units_are_named_with_their_people_and_those_without_unit_too(words: Words) -> None:
    said = words(plot_heatmap(few()))
    assert [said[f"unit-{n}"] for n in (1, 2, 3)] == ["It $x^2$ <b>", "Jura_Æ", "uden enhed"]
    assert [said[f"people-{n}"] for n in ("whole", 1, 2, 3)] == ["4", "2", "1", "1"]
    assert words(plot_heatmap(few(), language="en"))["unit-3"] == "without unit"


def test_not_assessed_is_dotted_and_0_is_an_empty_cell(parts: Parts) -> None:
    found = parts(plot_heatmap(few()))
    assert "cell-DS11-2" not in found
    assert found["count-DS11-2"].get_text() == "0"
    ax = plot_heatmap(few())
    place = parts(ax)["cell-DS11-3"]
    left, top = place.get_xy()
    within = [
        patch
        for patch in ax.patches
        if patch.get_linestyle() != "-" and hasattr(patch, "get_path") and patch is not place
        if left <= patch.get_path().vertices[0][0] <= left + place.get_width()
        and top <= patch.get_path().vertices[0][1] <= top + place.get_height()
    ]
    assert within, "no dots in the cell"


def test_a_darker_shade_says_more_holders(parts: Parts) -> None:
    coverage = check_coverage(
        [
            Profile(f"{unit}-{n}", {"DS11": 3}, unit=unit)
            for unit, people in (("a", 1), ("b", 3), ("c", 7), ("d", 12))
            for n in range(people)
        ],
        Target({"DS11": 1}),
    )
    found = parts(plot_heatmap(coverage))
    red = [found[f"cell-DS11-{n}"].get_facecolor()[0] for n in (1, 2, 3, 4)]
    assert red == sorted(red, reverse=True)
    assert len(set(red)) == 4
    assert found["count-DS11-1"].get_color() != found["count-DS11-4"].get_color()


@pytest.mark.parametrize(
    ("people", "darkest"), [(1, 10), (40, 10), (41, 50), (200, 50), (900, 200)]
)
def test_shades_reach_as_far_as_units_are_large(people: int, darkest: int) -> None:
    crowd = [Profile(f"{n}", {"DS11": 3}, unit="a") for n in range(people)]
    coverage = check_coverage(crowd, Target({"DS11": 1}))
    assert shade_from(coverage.units)[-1] == darkest


def test_of_all_shades_the_legend_has_those_that_are_there() -> None:
    texts = [text.get_text() for text in plot_heatmap(few(), language="en").texts]
    assert "hold it" in texts
    assert "10+" not in texts
    assert "2–4" in texts


# --- what is left out ---


@pytest.mark.parametrize("units", [4, 32], ids=["columns", "rows"])
def test_each_number_by_competency_is_that_of_the_result(words: Words, units: int) -> None:
    coverage = uneven(units)
    said = words(plot_heatmap(coverage, language="en"))
    assert said["note-1"].startswith(f"{coverage.covered}–{coverage.covered_upper} of 4 compet")
    assert said["people-whole"] == f"{coverage.people}"
    for column, unit in enumerate(coverage.units, 1):
        assert said[f"unit-{column}"] == unit.unit
        assert said[f"people-{column}"] == f"{unit.people}"
        for row, entry in enumerate(coverage):
            none = "?" if unit.unknown[row] else "0"
            found = said[f"count-{entry.competency.id}-{column}"]
            assert found == (f"{unit.holders[row]}" if unit.holders[row] else none)
    for entry in coverage:
        assert said[f"count-{entry.competency.id}-whole"] == f"{entry.holders}"


@pytest.mark.parametrize("units", [4, 32], ids=["columns", "rows"])
def test_each_number_by_subcategory_is_that_of_the_result(words: Words, units: int) -> None:
    coverage = uneven(units)
    said = words(plot_heatmap(coverage, by="subcategory", language="en"))
    places = {"PV1": [0], "DS1": [1, 2, 3]}
    for column, unit in enumerate(coverage.units, 1):
        assert said[f"people-{column}"] == f"{unit.people}"
        for branch, within in places.items():
            held = sum(unit.holders[place] > 0 for place in within)
            more = any(unit.unknown[place] and not unit.holders[place] for place in within)
            expected = f"{held}/{len(within)}{'?' if more else ''}"
            assert said[f"count-{branch}-{column}"] == expected
    for one in coverage.subcategories:
        if one.competencies:
            bounds = sorted({one.covered, one.covered_upper})
            expected = "–".join(map(str, bounds)) + f"/{one.competencies}"
            assert said[f"count-{one.branch.id}-whole"] == expected


def test_of_more_units_the_largest_are_shown_in_their_order_and_the_rest_is_counted(
    words: Words,
) -> None:
    sizes = {"a": 1, "b": 3, "c": 1, "d": 2}
    coverage = check_coverage(
        [Profile(f"{unit}{n}", unit=unit) for unit, people in sizes.items() for n in range(people)],
        TARGET,
    )
    said = words(plot_heatmap(coverage, most=2))
    assert [said["unit-1"], said["unit-2"]] == ["b", "d"]
    assert "unit-3" not in said
    assert said["left-out"] == (
        "2 mindre enheder med 2 personer i alt er ikke vist, men tæller med i det samlede."
    )
    assert said["people-whole"] == "7"
    assert "left-out" not in words(plot_heatmap(coverage, most=4))
    english = words(plot_heatmap(coverage, most=3, language="en"))["left-out"]
    assert english == "1 smaller unit with 1 person in all is not shown, but counted overall."
    both = words(plot_heatmap(coverage, most=2, language="en"))["left-out"]
    assert both.startswith("2 smaller units with 2 people in all are")
    assert english in heatmap_alt_text(coverage, most=3, language="en")


def test_very_many_competencies_are_cut_and_it_is_said(words: Words) -> None:
    areas = [
        Area(
            f"A{n}", {"da": f"Område {n}"}, [Competency(f"C{n}-{m}", {"da": "k"}) for m in range(9)]
        )
        for n in range(23)
    ]
    framework = Framework("f", "1", {"da": "F"}, areas)
    coverage = check_coverage([Profile("a", framework=framework)], Target.everything(framework))
    said = words(plot_heatmap(coverage))
    assert sum(1 for name in said if name.startswith("title-C")) == MOST_LINES == 200
    assert said["lines-left-out"] == "7 kompetencer længere nede er ikke vist."
    # in words it is said too, and what may be held is counted where it is shown
    told = heatmap_alt_text(coverage)
    assert told.startswith("Varmekort over 1 enhed og 207 kompetencer")
    assert told.endswith(
        "I 200 felter kan der være flere, for nogen er ikke vurderet. "
        "7 kompetencer længere nede er ikke vist."
    )
    narrow = framework.select("A0", "A1", version="2")
    above = check_coverage([], Target.everything(narrow))
    assert "længere nede" not in heatmap_alt_text(above)
    # without subcategories the areas stand for themselves
    by_area = words(plot_heatmap(coverage, by="subcategory"))
    assert by_area["count-A3-whole"] == "0–9/9"
    assert by_area["count-A3-1"] == "0/9?"


def test_with_nobody_in_the_data_the_picture_says_so(words: Words) -> None:
    said = words(plot_heatmap(check_coverage([]), language="en"))
    assert said["note-2"] == "There is nobody in the data, and so there are no units to show."
    assert "unit-1" not in said
    assert said["count-PV11-whole"] == "0"
    assert said["sign-PV11-whole"] == "✗"
    told = heatmap_alt_text(check_coverage([], headcount=3))
    assert told == (
        "Varmekort over 0 enheder og 32 kompetencer, blandt 3 ansatte, hvoraf 0 er i data. "
        "Samlet er 0–32 af 32 kompetencer repræsenteret."
    )


# --- the look ---


@pytest.mark.parametrize("by", ["competency", "subcategory"])
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("units", [0, 1, 5, 60])
def test_it_can_be_read(is_readable: Readable, units: int, language: str, by: Any) -> None:
    is_readable(plot_heatmap(many(units), by=by, language=language))


def test_units_with_hundreds_of_people_find_room_for_their_numbers(
    is_readable: Readable, words: Words
) -> None:
    ax = plot_heatmap(many(25, 120, TARGET))
    is_readable(ax)
    assert words(ax)["people-1"] == "120"
    assert words(ax)["people-whole"] == "3000"


def test_few_units_are_columns_and_many_are_rows(parts: Parts) -> None:
    few_units, many_units = (parts(plot_heatmap(many(units, target=TARGET))) for units in (5, 30))
    assert few_units["unit-1"].get_position()[1] == few_units["unit-2"].get_position()[1]
    assert many_units["unit-1"].get_position()[0] == many_units["unit-2"].get_position()[0]


def test_units_are_rows_where_their_names_would_be_cut_above_columns(words: Words) -> None:
    said = words(plot_heatmap(many(20)))
    assert {said[f"unit-{n + 1}"] for n in range(20)} == {u.unit for u in many(20).units}


def test_short_names_lie_and_long_ones_stand(parts: Parts) -> None:
    assert parts(plot_heatmap(few()))["unit-1"].get_rotation() == 0
    assert parts(plot_heatmap(many(5, target=TARGET)))["unit-1"].get_rotation() == 90


def test_up_to_the_usual_number_of_units_it_fits_the_width_of_a4() -> None:
    figure = plot_heatmap(many(18, target=TARGET)).get_figure(root=True)
    assert figure is not None
    assert figure.get_size_inches()[0] == pytest.approx(7.2)


@pytest.mark.parametrize("by", ["competency", "subcategory"])
def test_snapshot(is_snapshot: Snapshot, by: Any) -> None:
    is_snapshot(plot_heatmap(few(), by=by), f"heatmap-{by}.da")
    crowd = many(32, target=TARGET)
    is_snapshot(plot_heatmap(crowd, by=by, most=30, language="en"), f"heatmap-{by}-rows.en")


def test_the_same_heatmap_is_the_same_file_and_no_setting_stays_changed(
    svg: Callable[[Axes], bytes],
) -> None:
    before = dict(rcParams)
    rcParams["font.size"] = 31
    try:
        one = svg(plot_heatmap(few()))
        assert rcParams["font.size"] == 31
    finally:
        rcParams.update(before)
    assert one == svg(plot_heatmap(few()))
    assert dict(rcParams) == before


# --- the alternative text ---


def test_alt_text() -> None:
    assert heatmap_alt_text(few()) == (
        "Varmekort over 3 enheder og 4 kompetencer, blandt 4 personer i data. Samlet er 3 af 4 "
        "kompetencer repræsenteret. Den enkelte enhed har 0 til 2 af 4. "
        "I 5 felter kan der være flere, for nogen er ikke vurderet."
    )
    assert heatmap_alt_text(few(), by="subcategory", language="en") == (
        "Heatmap of 3 units by 2 subcategories, among the 4 people in the data. Overall 3 of 4 "
        "competencies are held. A single unit holds 0 to 2 of 4. "
        "In 4 cells there may be more, as somebody was not assessed."
    )


def test_alt_text_counts_cells_with_holders_where_there_may_be_more() -> None:
    mixed = [Profile("a", {"PV11": 2}, unit="x"), Profile("b", unit="x"), Profile("c", unit="y")]
    said = heatmap_alt_text(check_coverage(mixed, Target({"PV11": 1})), language="en")
    assert "In 2 cells there may be more" in said


def test_alt_text_ranks_no_units_and_says_what_equal_ones_hold() -> None:
    equal = check_coverage([Profile("a", unit="x"), Profile("b", unit="y")])
    assert "Den enkelte enhed har 0 af 32." in heatmap_alt_text(equal)
    assert "A single unit holds 0 of 32." in heatmap_alt_text(equal, language="en")
    assert "unit holds" not in heatmap_alt_text(check_coverage([Profile("a")]), language="en")


def test_the_picture_knows_its_alt_text() -> None:
    ax: Any = plot_heatmap(few(), language="en")
    assert ax.alt_text == heatmap_alt_text(few(), language="en")


# --- errors ---


@pytest.mark.parametrize("make", [plot_heatmap, heatmap_alt_text])
def test_errors_say_what_is_wrong(make: Callable[..., object]) -> None:
    with pytest.raises(InvalidTypeError, match="coverage: 3 is not a Coverage"):
        make(3)
    with pytest.raises(InvalidValueError, match=r"by: 'unit' is none of these.*competency"):
        make(few(), by="unit")
    with pytest.raises(InvalidValueError, match="Did you mean “subcategory”"):
        make(few(), by="subcategori")
    with pytest.raises(InvalidValueError, match="by: 7 is none"):
        make(few(), by=7)
    for most in (0, 2.5, True):
        with pytest.raises(InvalidValueError, match=r"most: .* whole numbers from 1"):
            make(few(), most=most)
    with pytest.raises(UnknownLanguageError, match="'de'"):
        make(few(), language="de")
