"""What the picture of a ranking says, and that it can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib import rcParams
from matplotlib.axes import Axes

from statskompetencer import (
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Ranking,
    Requirement,
    Role,
    UnknownLanguageError,
    load,
    load_roles,
    rank,
)
from statskompetencer.plotting import plot_ranking, ranking_alt_text

Words = Callable[[Axes], dict[str, str]]
Parts = Callable[[Axes], dict[str, Any]]
Readable = Callable[[Axes], None]
Snapshot = Callable[[Axes, str], None]

ROLE = Role(
    "r",
    [Requirement("PV11", 3, minimum=1), Requirement("DS11", 1)],
    titles={"da": "Tester $x$", "en": "Tester <i>"},
)


def few() -> Ranking:
    """One of each verdict, and two who share a place: 4 steps are asked for."""
    return rank(
        [
            Profile("yes_$1$", {"PV11": 3, "DS11": 1}),  # 4 of 4
            Profile("tied-a", {"PV11": 2}),  # 2 to 3 of 4
            Profile("tied-b", {"PV11": 2}),
            Profile("maybe<b>", {"DS11": 1}),  # 1 to 4 of 4, the minimum not assessed
            Profile("nix", {"PV11": 0, "DS11": 1}),  # 1 of 4
        ],
        ROLE,
    )


def test_place_verdict_and_both_scores_are_those_of_the_result(words: Words) -> None:
    said = words(plot_ranking(few()))
    rows = [
        [said[f"{kind}-{n}"] for kind in ("place", "person", "sign", "word", "share", "steps")]
        for n in range(1, 6)
    ]
    assert rows == [
        ["1", "yes_$1$", "✓", "kvalificeret", "1,00", "4 af 4"],
        ["2=", "tied-a", "✓", "kvalificeret", "0,50–0,75", "2–3 af 4"],
        ["2=", "tied-b", "✓", "kvalificeret", "0,50–0,75", "2–3 af 4"],
        ["4", "maybe<b>", "?", "måske kvalificeret", "0,25–1,00", "1–4 af 4"],
        ["5", "nix", "✗", "ikke kvalificeret", "0,25", "1 af 4"],
    ]
    english = words(plot_ranking(few(), language="en"))
    assert english["share-4"] == "0.25–1.00"
    assert english["steps-4"] == "1–4 of 4"
    assert english["word-4"] == "possibly qualified"


def test_the_line_goes_from_the_lower_to_the_upper_score(parts: Parts) -> None:
    found = parts(plot_ranking(few()))
    low, high = found["score-2"].get_xdata()
    assert found["lower-2"].get_xdata()[0] == pytest.approx(low)
    assert found["upper-2"].get_xdata()[0] == pytest.approx(high)
    one = found["lower-1"].get_xdata()[0]
    quarter = found["lower-5"].get_xdata()[0]
    zero = quarter - (one - quarter) / 3
    assert low == pytest.approx(zero + 0.5 * (one - zero))
    assert high == pytest.approx(zero + 0.75 * (one - zero))
    assert found["lower-2"].get_markerfacecolor() != found["upper-2"].get_markerfacecolor()


def test_the_mark_of_shared_places_is_explained_where_there_are_any() -> None:
    texts = [text.get_text() for text in plot_ranking(few(), language="en").texts]
    assert "shared place" in texts
    alone = rank([Profile("a")], ROLE)
    texts = [text.get_text() for text in plot_ranking(alone, language="en").texts]
    assert "shared place" not in texts


def test_ties_are_not_cut(words: Words) -> None:
    said = words(plot_ranking(few(), most=2))
    assert [said[f"person-{n}"] for n in (1, 2, 3)] == ["yes_$1$", "tied-a", "tied-b"]
    assert "person-4" not in said
    assert said["left-out-1"] == "2 personer længere nede er ikke vist."
    assert words(plot_ranking(few(), most=4, language="en"))["left-out-1"] == (
        "1 person further down is not shown."
    )
    assert "left-out-1" not in words(plot_ranking(few(), most=5))


def test_very_many_ties_are_cut_and_it_is_said(words: Words) -> None:
    crowd = rank([Profile(f"p{n:02}") for n in range(50)], ROLE)
    said = words(plot_ranking(crowd, most=3))
    assert "person-43" in said
    assert "person-44" not in said
    assert said["left-out-1"] == "7 personer længere nede er ikke vist."
    assert said["left-out-2"] == "7 af dem deler plads 1 med de sidste her."
    english = words(plot_ranking(crowd, most=3, language="en"))
    assert english["left-out-1"] == "7 people further down are not shown."
    assert english["left-out-2"] == "7 of them share place 1 with the last ones here."
    assert english["left-out-2"] in ranking_alt_text(crowd, most=3, language="en")


def test_one_who_is_cut_from_a_tie_is_spoken_of_in_the_singular() -> None:
    crowd = rank([Profile(f"p{n:02}") for n in range(42)], ROLE)
    said = ranking_alt_text(crowd, most=1, language="en")
    assert said.endswith("1 of them shares place 1 with the last ones here.")
    assert "Score of the 41 shown: from 0.00 to 1.00." in said


def test_a_part_of_a_ranking_says_how_many_there_were(words: Words) -> None:
    said = words(plot_ranking(few().top(1)))
    assert said["left-out-1"] == "4 personer længere nede er ikke vist."
    assert said["note-1"].startswith("Her er 1 af 5 personer")


def test_nobody_ranked_is_no_crash(words: Words) -> None:
    said = words(plot_ranking(rank([], ROLE), language="en"))
    assert said["note-1"].startswith("Of 0 people")
    assert "place-1" not in said
    assert ranking_alt_text(rank([], ROLE)).endswith("og 0 ikke.")


def test_it_is_said_that_this_is_no_decision(words: Words) -> None:
    assert words(plot_ranking(few()))["foot"] == (
        "En rangliste er et sted at begynde en samtale, aldrig en afgørelse om et menneske."
    )
    assert words(plot_ranking(few(), language="en"))["foot"] == (
        "A ranking is a place to start a talk from, never a decision about a person."
    )


# --- the look ---


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("people", [0, 1, 5, 60])
def test_it_can_be_read(is_readable: Readable, people: int, language: str) -> None:
    levels = (None, 0, 1, 2, 3, 4)
    crowd = [
        Profile(
            f"{n} Ærøskøbing-Ødegaard von und zu Langenargen-Bodensee" if n % 2 else f"M{n}",
            {r.competency: levels[(n * k) % 6] for k, r in enumerate(load_roles()[1], 1)},
        )
        for n in range(people)
    ]
    is_readable(plot_ranking(rank(crowd, load_roles()[1]), most=60, language=language))


@pytest.mark.parametrize("language", ["da", "en"])
def test_snapshot(is_snapshot: Snapshot, language: str) -> None:
    is_snapshot(plot_ranking(few(), language=language), f"ranking.{language}")


def test_the_same_ranking_is_the_same_file_and_no_setting_stays_changed(
    svg: Callable[[Axes], bytes],
) -> None:
    before = dict(rcParams)
    assert svg(plot_ranking(few())) == svg(plot_ranking(few()))
    assert dict(rcParams) == before


# --- the alternative text ---


def test_a_score_below_one_is_not_said_to_be_one() -> None:
    heavy = load().competency_ids[:10]
    role = Role("r", [Requirement("DS11", 2), *(Requirement(id_, 4, weight=100) for id_ in heavy)])
    levels = {**dict.fromkeys(heavy, 4), "DS11": 1}
    said = ranking_alt_text(rank([Profile("a", levels)], role), language="en")
    assert "Score of the one shown: 0.99." in said


def test_alt_text_names_nobody() -> None:
    assert ranking_alt_text(few()) == (
        "Rangliste til “Tester $x$”. Af 5 personer er 3 kvalificeret til “Tester $x$”, 1 måske "
        "(noget er ikke vurderet) og 1 ikke. Scoren for de 5, der er vist, går fra 0,25 til 1,00."
    )
    assert ranking_alt_text(few(), most=1, language="en") == (
        "Ranking for “Tester <i>”. Of 5 people, 3 qualify for “Tester <i>”, 1 possibly (something "
        "is not assessed) and 1 do not. Score of the one shown: 1.00. "
        "4 people further down are not shown."
    )
    everything = ranking_alt_text(few()) + ranking_alt_text(few(), language="en")
    assert not [found for found in few() if found.profile.id in everything]


def test_the_picture_knows_its_alt_text() -> None:
    ax: Any = plot_ranking(few(), language="en")
    assert ax.alt_text == ranking_alt_text(few(), language="en")


# --- errors ---


@pytest.mark.parametrize("make", [plot_ranking, ranking_alt_text])
def test_errors_say_what_is_wrong(make: Callable[..., object]) -> None:
    with pytest.raises(InvalidTypeError, match=r"ranking: \[\] is not a Ranking"):
        make([])
    with pytest.raises(InvalidValueError, match="most: -1 is not one of the whole numbers from 1"):
        make(few(), most=-1)
    with pytest.raises(UnknownLanguageError):
        make(few(), language="se")
