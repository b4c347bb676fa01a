"""What the picture of a profile says, alone and against a role, and that it can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib import rcParams
from matplotlib.axes import Axes

from statskompetencer import (
    Area,
    BindingError,
    Competency,
    Framework,
    InvalidTypeError,
    Profile,
    Requirement,
    Role,
    Scale,
    UnknownLanguageError,
    Unrated,
    load,
    load_roles,
)
from statskompetencer.plotting import plot_profile, profile_alt_text
from statskompetencer.plotting._style import NOT_ASSESSED, NOT_RELEVANT

Words = Callable[[Axes], dict[str, str]]
Parts = Callable[[Axes], dict[str, Any]]
Readable = Callable[[Axes], None]
Snapshot = Callable[[Axes, str], None]

BO = Profile(
    "Bo-Hemmelig",
    {"PV11": 1, "PV12": 3, "DS11": 0, "DS12": 2, "DS13": Unrated.NOT_RELEVANT, "SF11": 4},
)
ROLE = Role(
    "r_$x^2$",
    [
        Requirement("PV11", 3, minimum=1),
        Requirement("PV12", 2, minimum=2),
        Requirement("PV13", 2),
        Requirement("DS11", 1, minimum=1),
        Requirement("DS13", 4, minimum=2),
    ],
    titles={"da": "Tester <b> $x^2$"},
)


def states(found: dict[str, Any], id_: str) -> list[str]:
    """What each step of a competency looks like, from the first."""
    steps = [
        (name.rpartition("-")[2], name.partition("-")[0])
        for name in found
        if f"-{id_}-" in name and name.partition("-")[0] in {"held", "missing", "empty"}
    ]
    return [state for _, state in sorted(steps)]


# --- the numbers ---


def test_boxes_are_filled_to_the_level_held(parts: Parts, words: Words) -> None:
    ax = plot_profile(BO)
    found = parts(ax)
    assert states(found, "PV12") == ["held", "held", "held", "empty"]
    assert states(found, "DS11") == ["empty"] * 4
    assert words(ax)["held-PV12"] == "3"
    assert words(ax)["held-DS11"] == "0"


def test_without_a_role_all_competencies_are_there_by_area(parts: Parts, words: Words) -> None:
    ax = plot_profile(BO)
    said = words(ax)
    assert sum(1 for name in said if name.startswith("title-")) == 32
    assert said["area-DS"] == "DS Data og sikkerhed"
    assert not [name for name in parts(ax) if name.startswith(("asked", "minimum", "outcome"))]
    assert said["note-1"] == (
        "Af 32 kompetencer: 5 vurderet, 26 ikke vurderet, 1 ikke relevant. Har (fra 2 øvet): 3."
    )


def test_with_a_role_only_its_requirements_are_there_and_the_others_are_counted(
    words: Words,
) -> None:
    said = words(plot_profile(BO, ROLE))
    titles = {name for name in said if name.startswith("title-")}
    assert titles == {f"title-{r.competency}" for r in ROLE}
    # of the rated, DS12 (2) and SF11 (4) are not asked for
    assert said["others"] == (
        "Af de 27 kompetencer, som rollen ikke kræver, er 2 vurderet, og 2 af dem på mindst 2 øvet."
    )
    assert words(plot_profile(BO, ROLE, language="en"))["others"] == (
        "Of the 27 competencies that the role does not ask for, 2 are rated, "
        "2 of them at 2 working or above."
    )


def test_what_is_missing_is_marked_up_to_the_level_asked(parts: Parts) -> None:
    found = parts(plot_profile(BO, ROLE))
    assert states(found, "PV11") == ["held", "missing", "missing", "empty"]
    assert states(found, "PV12") == ["held", "held", "held", "empty"]
    assert {"asked-PV11", "minimum-PV11", "asked-PV13"} <= set(found)
    assert "minimum-PV13" not in found
    assert found["missing-PV11-2"].get_hatch()
    assert not found["held-PV11-1"].get_hatch()


def test_marks_stand_at_the_level_asked_and_at_the_minimum(parts: Parts) -> None:
    found = parts(plot_profile(BO, ROLE))
    third, fourth = found["missing-PV11-3"], found["empty-PV11-4"]
    (asked, _), _ = found["asked-PV11"].get_data()
    assert third.get_x() + third.get_width() <= asked <= fourth.get_x()
    tip = found["minimum-PV11"].get_xy()[0][0]
    assert found["held-PV11-1"].get_x() < tip < found["missing-PV11-2"].get_x()


def test_the_outcome_stands_in_words_too(words: Words) -> None:
    said = words(plot_profile(BO, ROLE))
    assert [said[f"outcome-{r.competency}"] for r in ROLE] == [
        "▾ mangler 2 trin",
        "✓ opfyldt",
        "? ikke vurderet",
        "! under mindstekravet",
        "– ikke relevant",
    ]
    english = words(plot_profile(BO, ROLE, language="en"))
    assert [english[f"outcome-{r.competency}"] for r in ROLE] == [
        "▾ 2 steps short",
        "✓ met",
        "? not assessed",
        "! below the minimum",
        "– not relevant",
    ]


def test_the_standing_against_the_role_is_said(words: Words) -> None:
    assert words(plot_profile(BO, ROLE))["note-1"] == (
        "Af 5 krav: 1 opfyldt, 2 ikke nået, 2 ikke vurderet; ikke kvalificeret."
    )


def test_not_assessed_and_not_relevant_look_different_from_each_other_and_from_0(
    parts: Parts, words: Words
) -> None:
    ax = plot_profile(BO)
    found, said = parts(ax), words(ax)
    assert not states(found, "PV13")
    assert not states(found, "DS13")
    assert said["sign-PV13"] == "? ikke vurderet"
    assert said["sign-DS13"] == "– ikke relevant"
    assert "held-PV13" not in found
    assert found["unrated-DS13"].get_hatch() == NOT_RELEVANT.hatch
    fills = [found[f"unrated-{id_}"].get_facecolor() for id_ in ("PV13", "DS13")]
    assert fills[0] != fills[1]
    assert NOT_ASSESSED.hatch != NOT_RELEVANT.hatch


def test_levels_are_named_above_the_boxes(words: Words) -> None:
    said = words(plot_profile(BO))
    assert [said[f"level-{n}"] for n in (1, 2, 3, 4)] == [
        "1 kendskab", "2 øvet", "3 erfaren", "4 ekspert",
    ]  # fmt: skip


def test_the_person_is_not_named(svg: Callable[[Axes], bytes]) -> None:
    for role in (None, ROLE):
        assert b"Hemmelig" not in svg(plot_profile(BO, role))
        assert "Hemmelig" not in profile_alt_text(BO, role)


def test_a_role_that_asks_for_nothing_is_told_so(words: Words) -> None:
    said = words(plot_profile(BO, Role("", ())))
    assert said["note-1"] == "Rollen stiller ingen krav."
    assert said["others"].startswith("Af de 32 kompetencer")
    assert words(plot_profile(BO, Role("", ()), language="en"))["note-1"] == (
        "The role asks for nothing."
    )


def test_very_many_competencies_are_cut_and_it_is_said(words: Words) -> None:
    areas = [
        Area(f"A{n}", {"da": "Å"}, [Competency(f"C{n}-{m}", {"da": f"k{m}"}) for m in range(101)])
        for n in range(2)
    ]
    profile = Profile("a", framework=Framework("f", "1", {"da": "F"}, areas))
    said = words(plot_profile(profile))
    assert sum(1 for name in said if name.startswith("title-")) == 200
    assert said["left-out"] == "2 kompetencer mere er ikke vist."


# --- the look ---


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("role", [None, ROLE, *load_roles()[:2]])
def test_it_can_be_read(is_readable: Readable, role: Role | None, language: str) -> None:
    is_readable(plot_profile(BO, role, language=language))


@pytest.mark.parametrize("top", [1, 7, 12, 30, 99])
def test_other_scales_can_be_read(is_readable: Readable, words: Words, top: int) -> None:
    scale = Scale("x", [{"da": f"trin nummer {n}a"} for n in range(top + 1)], holds_from=1)
    profile = Profile("a", {"DS11": top, "DS12": 0}, scale=scale)
    role = Role("r", {"DS11": top, "DS12": 1, "DS13": 1}, scale=scale)
    for ax in (plot_profile(profile), plot_profile(profile, role)):
        is_readable(ax)
        assert words(ax)["held-DS11"] == f"{top}"
        assert str(top) in words(ax)[f"level-{top}"]


@pytest.mark.parametrize("language", ["da", "en"])
def test_snapshot(is_snapshot: Snapshot, language: str) -> None:
    is_snapshot(plot_profile(BO, ROLE, language=language), f"profile-role.{language}")
    narrow = load().select("PV", "DS11", "DS13", version="1")
    ratings = {"PV11": 1, "PV12": 3, "DS11": 0, "DS13": Unrated.NOT_RELEVANT}
    alone = Profile("bo", ratings, framework=narrow)
    is_snapshot(plot_profile(alone, language=language), f"profile.{language}")


def test_the_same_profile_is_the_same_file_and_no_setting_stays_changed(
    svg: Callable[[Axes], bytes],
) -> None:
    before = dict(rcParams)
    assert svg(plot_profile(BO, ROLE)) == svg(plot_profile(BO, ROLE))
    assert dict(rcParams) == before


# --- the alternative text ---


def test_alt_text() -> None:
    assert profile_alt_text(BO) == (
        "En persons niveauer som trin. Af 32 kompetencer: 5 vurderet, 26 ikke vurderet, "
        "1 ikke relevant. Har (fra 2 øvet): 3."
    )
    assert profile_alt_text(BO, ROLE, language="en") == (
        "A person’s levels against “r_$x^2$”, as steps. Of 5 requirements: 1 met, 2 short, "
        "2 not assessed; not qualified. Short: Formulate user stories, acceptance "
        "criteria and requirements specifications (1 of 3) and Act cyber-securely (0 of 1). "
        f"Not assessed: {load().competency('PV13').title('en')} and "
        f"{load().competency('DS13').title('en')}."
    )
    assert " (1 af 3)" in profile_alt_text(BO, ROLE)


def test_alt_text_is_silent_of_what_there_is_none_of() -> None:
    said = profile_alt_text(Profile("a", {"DS11": 3}), Role("r", {"DS11": 3}))
    assert said == (
        "En persons niveauer mod “r”, som trin. "
        "Af 1 krav: 1 opfyldt, 0 ikke nået, 0 ikke vurderet; kvalificeret."
    )


def test_the_picture_knows_its_alt_text() -> None:
    ax: Any = plot_profile(BO, ROLE, language="en")
    assert ax.alt_text == profile_alt_text(BO, ROLE, language="en")


# --- errors ---


@pytest.mark.parametrize("make", [plot_profile, profile_alt_text])
def test_errors_say_what_is_wrong(make: Callable[..., object]) -> None:
    with pytest.raises(InvalidTypeError, match="profile: 'bo' is not a Profile"):
        make("bo")
    with pytest.raises(InvalidTypeError, match="role: 'r' is not a Role"):
        make(BO, "r")
    with pytest.raises(BindingError):
        make(BO, Role("r", {"DS11": 1}, scale=Scale.binary()))
    with pytest.raises(UnknownLanguageError):
        make(BO, language="se")
