"""The wheel: what it shows, that it can be read, and that it says no more than is known."""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text

import statskompetencer as s
from statskompetencer.plotting import Picture, plot_wheel, save, wheel_alt_text
from statskompetencer.plotting._style import MET, MISSING, NOT_ASKED, NOT_ASSESSED, STATUS, ink_on

MODEL = s.load()
DPI = 144
SLACK = 0.6
"""So little texts may overlap (points): the box of a text is larger than its letters."""

Words = Callable[[Any], dict[str, str]]
Parts = Callable[[Any], dict[str, Any]]


def own_framework(
    competencies: int,
    *,
    areas: int = 1,
    subcategories: int = 0,
    title: str = "Kunne noget {}",
    id_: str = "K{}",
) -> s.Framework:
    """A framework of so many competencies, in so many areas of so many subcategories each."""
    every = [
        s.Competency(id_.format(n), {"da": title.format(n)}) for n in range(1, competencies + 1)
    ]
    made = []
    for a, part in enumerate(np.array_split(np.arange(competencies), areas)):
        within: list[Any] = [every[n] for n in part]
        if subcategories:
            within = [
                s.Subcategory(f"S{a}.{b}", {"da": f"Underkategori {b}"}, [within[n] for n in some])
                for b, some in enumerate(np.array_split(np.arange(len(within)), subcategories))
                if len(some)
            ]
        made.append(s.Area(f"O{a}", {"da": f"Område nummer {a}"}, within))
    return s.Framework("egen", "1", {"da": "Egen model"}, made)


def people(framework: s.Framework, number: int = 7) -> list[s.Profile]:
    """People with all levels, and some who were not assessed."""
    return [
        s.Profile(
            f"hemmelig-{n}",
            {
                id_: (n * 3 + place) % 5
                for place, id_ in enumerate(framework.competency_ids)
                if (n + place) % 4
            },
            framework=framework,
        )
        for n in range(number)
    ]


def role_of(framework: s.Framework) -> s.Role:
    """A role that asks for two in three of the competencies."""
    asked = {id_: 1 + n % 4 for n, id_ in enumerate(framework.competency_ids) if n % 3 or n == 0}
    return s.Role("rolle", asked, framework=framework)


def all_wheels(framework: s.Framework) -> Iterator[tuple[str, Any, s.Role | None]]:
    """One wheel of each kind."""
    some = people(framework)
    needed = {
        id_: 1 + n % 4
        for n, id_ in enumerate(framework.competency_ids)
        if n % 5 or len(framework) < 3
    }
    yield "model", framework, None
    yield "coverage", s.check_coverage(some, s.Target(needed, framework=framework)), None
    yield "profile", some[1], None
    yield "role", some[1], role_of(framework)


# Five competencies, one of each status, the others not demanded. Worked out by hand:
# needed 2 of each; the holders have level 2 or more.
STATUSES = s.check_coverage(
    [
        s.Profile("a", {"PV11": 3, "PV12": 2, "PV13": 2, "PV21": 2, "PV22": 0}),
        s.Profile("b", {"PV11": 2, "PV12": 4, "PV13": None, "PV21": 0, "PV22": 1}),
        s.Profile("c", {"PV11": 2, "PV12": 1, "PV13": 0, "PV21": 1, "PV22": 0}),
    ],
    s.Target(dict.fromkeys(["PV11", "PV12", "PV13", "PV21", "PV22"], 2)),
)
NUMBERS = {
    "count-PV11": "✓ 3",
    "count-PV12": "! 2",
    "count-PV13": "? 1–2",
    "count-PV21": "▾ 1",
    "count-PV22": "✗ 0",
}
HELD = s.Profile(
    "hemmelig", {"DS11": 3, "DS12": 2, "DS13": 0, "DS23": 4, "DS31": s.Unrated.NOT_RELEVANT}
)
ASKED = s.Role(
    "sikkerhed",
    {"DS11": 2, "DS12": 3, "DS13": 1, "DS21": 2, "DS31": 1},
    titles={"da": "Sikkerhedschef", "en": "Head of security"},
)


def oriented(text: Text, renderer: Any) -> np.ndarray:
    """The corners of a text's box, turned as the text is (points)."""
    turned = text.get_rotation()
    x, y = text.get_transform().transform(text.get_position())
    text.set_rotation(0)
    box = text.get_window_extent(renderer)
    text.set_rotation(turned)
    corners = np.array([(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)])
    angle = math.radians(turned)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    return ((corners - (x, y)) @ turn + (x, y)) * 72 / DPI


def boxes(ax: Any) -> dict[str, np.ndarray]:
    """The boxes of all that is written (points); bent text part by part of its outline."""
    figure = ax.get_figure(root=True)
    figure.set_dpi(DPI)
    canvas = FigureCanvasAgg(figure)
    ax.apply_aspect()
    found = {
        f"{text.get_gid()} {text.get_text()}": oriented(text, canvas.get_renderer())
        for text in ax.texts
    }
    for patch in ax.patches:
        if (patch.get_gid() or "").startswith(("title-", "count-")):
            outline = ax.transData.transform(patch.get_path().vertices) * 72 / DPI
            starts = np.flatnonzero(patch.get_path().codes == Path.MOVETO)
            for n, piece in enumerate(np.split(outline, starts[1:])):
                (x0, y0), (x1, y1) = piece.min(axis=0), piece.max(axis=0)
                corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
                found[f"{patch.get_gid()} bent {n}"] = corners
    return found


def apart(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether a straight line goes between two boxes."""
    for box in (one, other):
        for n in range(2):
            side = box[n + 1] - box[n]
            length = np.hypot(*side)
            if length:
                a, b = one @ side / length, other @ side / length
                if a.max() - SLACK <= b.min() or b.max() - SLACK <= a.min():
                    return True
    return False


def assert_readable(ax: Any) -> None:
    """No text upon another, none outside of the Axes."""
    written = boxes(ax)
    assert written
    names = list(written)
    corners = np.array([written[name] for name in names])
    low, high = corners.min(axis=1), corners.max(axis=1)
    room = ax.get_position(original=True).extents.reshape(2, 2) * (
        ax.get_figure(root=True).get_size_inches() * 72
    )
    assert not [n for n, x in zip(names, low, strict=True) if (x < room[0] - SLACK).any()]
    assert not [n for n, x in zip(names, high, strict=True) if (x > room[1] + SLACK).any()]
    for i, name in enumerate(names):
        near = np.flatnonzero(((low[i + 1 :] < high[i]) & (high[i + 1 :] > low[i])).all(axis=1))
        for j in near + i + 1:
            same = name.split()[0] == names[j].split()[0] and "bent" in name
            assert same or apart(corners[i], corners[j]), (name, names[j])


def sizes(parts: dict[str, Any], kind: str) -> dict[str, float]:
    """The font sizes of what is written straight (points)."""
    return {
        name: part.get_fontsize()
        for name, part in parts.items()
        if name.startswith(kind) and isinstance(part, Text)
    }


# --- structure ---


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", ["model", "coverage", "profile", "role"])
def test_snapshot_of_the_structure(
    kind: str, language: str, is_snapshot: Callable[[Any, str], None]
) -> None:
    what, role = {
        "model": (MODEL, None),
        "coverage": (STATUSES, None),
        "profile": (HELD, None),
        "role": (HELD, ASKED),
    }[kind]
    is_snapshot(plot_wheel(what, role=role, language=language), f"wheel-{kind}.{language}")


def test_every_area_subcategory_and_competency_of_the_model_is_there_once(parts: Parts) -> None:
    names = list(parts(plot_wheel(MODEL)))
    assert [n for n in names if n.startswith("area-")] == [f"area-{a.id}" for a in MODEL.areas]
    assert [n for n in names if n.startswith("subcategory-")] == [
        f"subcategory-{sub.id}" for sub in MODEL.subcategories
    ]
    assert [n for n in names if n.startswith("competency-")] == [
        f"competency-{id_}" for id_ in MODEL.competency_ids
    ]
    assert [n for n in names if n.startswith("title-")].__len__() == 4 + 12 + 32


def test_sectors_stand_in_the_order_of_the_framework_clockwise_from_the_top(parts: Parts) -> None:
    ax = plot_wheel(MODEL)
    centre = np.array([3.6 * 72, (0.5 * (6 + 6 + (7.2 * 72 - 12)))])
    angles = []
    for id_ in MODEL.competency_ids:
        path = parts(ax)[f"competency-{id_}"].get_path().vertices[:-1]
        x, y = path.mean(axis=0) - centre
        angles.append(math.atan2(x, -y) % (2 * math.pi))
    assert angles == sorted(angles)


def test_a_framework_of_two_levels_has_no_middle_ring(parts: Parts) -> None:
    ax = plot_wheel(own_framework(6, areas=2))
    assert not [name for name in parts(ax) if name.startswith("subcategory")]
    assert_readable(ax)


# --- titles ---


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", range(4))
def test_every_title_of_the_model_is_written_whole_and_large_enough_on_an_a4_page(
    kind: int, language: str, parts: Parts
) -> None:
    _, what, role = list(all_wheels(MODEL))[kind]
    ax = plot_wheel(what, role=role, language=language)
    width, height = ax.get_figure(root=True).get_size_inches()
    assert 7.1 <= width <= 7.5
    assert height <= 10.5  # an A4 page between its margins
    found = parts(ax)
    for entry in MODEL.entries():
        title = found[f"title-{entry.id}"]
        if isinstance(title, Text):
            letters = re.sub(r"[\s-]", "", title.get_text())  # however it is broken into lines
            assert letters.startswith(re.sub(r"[\s-]", "", entry.title(language)))
            assert title.get_fontsize() >= 6
        else:
            assert isinstance(title, PathPatch)  # bent
    notes = " ".join(part.get_text() for name, part in found.items() if "foot" in name)
    assert "plads" not in notes
    assert "room" not in notes


def test_bent_titles_are_the_outlines_of_the_whole_title(parts: Parts) -> None:
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - used here only
    from matplotlib.textpath import text_to_path  # noqa: PLC0415 - likewise

    bold = FontProperties(family="DejaVu Sans", weight="bold")
    title = parts(plot_wheel(MODEL))["title-DS"]
    outline, _ = text_to_path.get_text_path(bold, "Data og sikkerhed", ismath=False)
    assert len(title.get_path().vertices) == len(outline)


@pytest.mark.parametrize("kind", range(4))
def test_nobody_reads_upside_down(kind: int) -> None:
    _, what, role = list(all_wheels(MODEL))[kind]
    for text in plot_wheel(what, role=role).texts:
        assert text.get_rotation() % 360 <= 90 or text.get_rotation() % 360 >= 270


@pytest.mark.parametrize(("areas", "lowest"), [(1, "O0"), (3, "O1")])
def test_bent_titles_stand_on_their_feet_above_and_below_the_centre(
    areas: int, lowest: str, parts: Parts
) -> None:
    made = [
        s.Area(f"O{n}", {"da": "L L"}, [s.Competency(f"K{n}", {"da": "K"})]) for n in range(areas)
    ]
    title = parts(plot_wheel(s.Framework("egen", "1", {"da": "E"}, made)))[f"title-{lowest}"]
    assert isinstance(title, PathPatch)
    path = title.get_path()
    first, second = np.split(path.vertices, np.flatnonzero(path.codes == Path.MOVETO)[1:])[:2]
    assert first[:, 0].max() < second[:, 0].min()  # from left to right
    for letter in (first, second):  # most of an L is at its foot; y runs downwards
        assert letter[:-1, 1].mean() > (letter[:, 1].min() + letter[:, 1].max()) / 2


def test_what_does_not_fit_has_its_id_and_a_note_says_so(words: Words) -> None:
    long = "Internationaliseringskoordineringsforvaltningsmyndighedsopgaver " * 3
    ax = plot_wheel(own_framework(32, areas=4, title=f"{long} {{}}"))
    found = words(ax)
    assert found["title-K1"] == "K1"
    assert found["foot-1"] == "Et id står, hvor der ikke er plads til titlen."
    assert_readable(ax)


def test_one_title_that_does_not_fit_does_not_take_the_others_away(words: Words) -> None:
    framework = own_framework(20, areas=2)
    ax = plot_wheel(framework.retitle({"K3": {"da": "x" * 300}}, version="2"))
    found = words(ax)
    assert found["title-K2"] == "Kunne noget 2"
    assert found["title-K3"] == "K3"
    assert "foot-2" in found


def test_an_id_that_is_the_title_is_not_said_to_stand_for_it(words: Words) -> None:
    found = words(plot_wheel(own_framework(8, areas=2, title="K{}")))
    assert found["title-K1"] == "K1"
    assert "plads" not in found["foot-1"]


def test_long_danish_words_are_parted_where_they_are_joined(words: Words) -> None:
    title = words(plot_wheel(HELD, role=ASKED))["title-SF32"]
    assert title.startswith("Vurdere digitaliserings- potentialer")


@pytest.mark.parametrize("odd", ["$x_1$ for $5", "a_b^c", "<script>&amp;", "100 % \\frac{1}{2}"])
def test_signs_in_titles_are_written_as_they_stand(
    odd: str, words: Words, svg: Callable[[Any], bytes]
) -> None:
    framework = own_framework(24, areas=2)
    ax = plot_wheel(framework.retitle({"K3": {"da": odd}}, version="2"))
    assert words(ax)["title-K3"] == odd
    assert_readable(ax)
    assert b"<script" not in svg(ax)


def test_line_breaks_in_titles_count_as_spaces(words: Words) -> None:
    framework = own_framework(24, areas=3, title="Kunne\n\nnoget {}")
    assert words(plot_wheel(framework))["title-K7"] == "Kunne noget 7"


# --- what the publisher has to do with it ---


@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("da", "Projektet statskompetencers egen tegning, ikke en af Digitaliseringsstyrelsen."),
        ("en", "The statskompetencer project’s own drawing, not one of Digitaliseringsstyrelsen."),
    ],
)
def test_the_foot_says_whose_drawing_it_is_and_how_many_titles_are_official(
    language: str, start: str, words: Words
) -> None:
    for _, what, role in all_wheels(MODEL):
        feet = [
            t
            for n, t in words(plot_wheel(what, role=role, language=language)).items()
            if n.startswith("foot-")
        ]
        assert feet[-1] == f"{start} {MODEL.titles_note(language)}"


def test_a_model_without_a_publisher_is_not_said_to_differ_from_its_drawing(words: Words) -> None:
    foot = words(plot_wheel(own_framework(3)))["foot-1"]
    assert (
        foot == "Tegnet med projektet statskompetencer. 0 af 4 danske titler er officielle; 4 egne."
    )


# --- coverage ---


def test_the_numbers_of_a_coverage_are_those_of_the_result(words: Words) -> None:
    found = words(plot_wheel(STATUSES))
    assert {name: text for name, text in found.items() if name.startswith("count-")} == NUMBERS
    assert [found[f"centre-{n}"] for n in (1, 2, 3)] == ["2 til 3", "af 5", "er repræsenteret"]
    assert found["title-PV2"].endswith("0 af 2")  # PV21 and PV22
    assert found["title-SF2"].endswith(" –")  # nothing of it is demanded


def test_where_not_the_same_is_needed_of_each_the_need_stands_beside_the_number(
    words: Words,
) -> None:
    target = s.Target({"DS11": 2, "DS12": 1})
    profiles = [s.Profile("a", {"DS11": 4, "DS12": 4}), s.Profile("b", {"DS12": 3})]
    found = words(plot_wheel(s.check_coverage(profiles, target), language="en"))
    assert found["count-DS11"] == "? 1–2/2"
    assert found["count-DS12"] == "✓ 2/1"
    assert "/2: 2 are needed" in found["foot-1"]


def test_a_need_that_is_the_same_for_each_is_said_once(words: Words) -> None:
    assert words(plot_wheel(STATUSES))["foot-1"].endswith("der kræves 2 personer til hver.")


def test_bounds_are_explained_only_where_there_are_any(words: Words) -> None:
    known = s.check_coverage([s.Profile("a", dict.fromkeys(MODEL.competency_ids, 2))])
    assert "3–5" not in words(plot_wheel(known))["foot-1"]
    assert "3–5: mindst 3, og op til 5" in words(plot_wheel(STATUSES))["foot-1"]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (
            "da",
            [
                "dækket (1)",
                "sårbar (1)",
                "måske dækket (1)",
                "for få (1)",
                "udækket (1)",
                "kræves ikke (27)",
            ],
        ),
        (
            "en",
            [
                "covered (1)",
                "fragile (1)",
                "possible (1)",
                "short (1)",
                "uncovered (1)",
                "not demanded (27)",
            ],
        ),
    ],
)
def test_the_legend_has_every_status_with_its_sign(language: str, wanted: list[str]) -> None:
    texts = [text.get_text() for text in plot_wheel(STATUSES, language=language).texts]
    for word, look in zip(wanted, [*STATUS.values(), NOT_ASKED], strict=True):
        place = texts.index(word)
        assert texts[place - 1] == look.sign


def test_each_status_has_its_colour_and_hatch(parts: Parts) -> None:
    found = parts(plot_wheel(STATUSES))
    for entry in STATUSES:
        look = STATUS[entry.status]
        cell, rim = (found[f"{kind}-{entry.competency.id}"] for kind in ("competency", "status"))
        assert same_colour(cell.get_facecolor(), look.fill)
        assert same_colour(rim.get_facecolor(), look.fill)
        assert (rim.get_hatch() or "") == look.hatch
        assert not cell.get_hatch()  # nothing lies upon the title


def test_what_is_not_demanded_is_grey_and_has_no_number(parts: Parts, words: Words) -> None:
    ax = plot_wheel(STATUSES)
    assert same_colour(parts(ax)["competency-SF11"].get_facecolor(), NOT_ASKED.fill)
    assert "count-SF11" not in words(ax)


def same_colour(one: Any, other: Any) -> bool:
    from matplotlib.colors import to_rgb  # noqa: PLC0415 - used here only

    return bool(np.allclose(to_rgb(one), to_rgb(other)))


# --- profiles ---


def test_the_numbers_of_a_profile_are_its_levels(words: Words) -> None:
    found = words(plot_wheel(HELD))
    numbers = {name: text for name, text in found.items() if name.startswith("count-")}
    assert len(numbers) == 32
    assert [numbers.pop(f"count-{id_}") for id_ in ("DS11", "DS12", "DS13", "DS23", "DS31")] == [
        "3",
        "2",
        "0",
        "4",
        "–",
    ]
    assert set(numbers.values()) == {"?"}
    assert [found[f"centre-{n}"] for n in (1, 2)] == ["4", "af 32"]


def test_the_numbers_against_a_role_are_held_and_asked(words: Words) -> None:
    found = words(plot_wheel(HELD, role=ASKED, language="en"))
    assert {id_: found[f"count-{id_}"] for id_ in ("DS11", "DS12", "DS13", "DS21", "DS31")} == {
        "DS11": "✓ 3/2",
        "DS12": "▾ 2/3",
        "DS13": "▾ 0/1",
        "DS21": "?/2",
        "DS31": "–/1",
    }
    assert found["count-DS23"] == "4"  # not asked for
    assert [found[f"centre-{n}"] for n in (1, 2, 3)] == ["1 to 3", "of 5", "are met"]
    assert found["title"] == "Profile against the role: Head of security"


def test_steps_are_filled_up_to_the_level_held_and_hatched_to_the_level_asked(
    parts: Parts,
) -> None:
    names = list(parts(plot_wheel(HELD, role=ASKED)))

    def steps(id_: str) -> list[str]:
        kinds = ("held", "missing", "empty", "not-assessed", "not-relevant", "asked")
        return [name for name in names if name.startswith(tuple(f"{k}-{id_}" for k in kinds))]

    assert steps("DS11") == [
        "held-DS11-1",
        "held-DS11-2",
        "held-DS11-3",
        "empty-DS11-4",
        "asked-DS11",
    ]
    assert steps("DS12") == [
        "held-DS12-1",
        "held-DS12-2",
        "missing-DS12-3",
        "empty-DS12-4",
        "asked-DS12",
    ]
    assert steps("DS13") == [
        "missing-DS13-1",
        "empty-DS13-2",
        "empty-DS13-3",
        "empty-DS13-4",
        "asked-DS13",
    ]
    assert steps("DS21") == ["not-assessed-DS21-1", "asked-DS21"]
    assert steps("DS31") == ["not-relevant-DS31-1", "asked-DS31"]
    assert steps("DS23") == [f"held-DS23-{n}" for n in (1, 2, 3, 4)]


def test_the_mark_of_the_level_asked_stands_at_the_outer_edge_of_its_step(parts: Parts) -> None:
    found = parts(plot_wheel(HELD, role=ASKED))
    centre = np.array(
        [
            7.2 * 36,
            np.mean(
                [
                    found["area-SF"].get_path().vertices[:-1, 1].max(),
                    found["area-SS"].get_path().vertices[:-1, 1].min(),
                ]
            ),
        ]
    )

    def radii(name: str) -> np.ndarray:
        return np.hypot(*(found[name].get_path().vertices[:-1] - centre).T)

    assert np.mean(radii("asked-DS12")) == pytest.approx(radii("missing-DS12-3").max(), abs=2)
    assert np.mean(radii("asked-DS11")) == pytest.approx(radii("held-DS11-2").max(), abs=2)


def test_not_assessed_and_not_relevant_look_unlike_level_0(parts: Parts) -> None:
    found = parts(plot_wheel(HELD))
    assert found["not-assessed-DS21-1"].get_hatch() == NOT_ASSESSED.hatch
    assert found["not-relevant-DS31-1"].get_hatch() not in {None, NOT_ASSESSED.hatch}
    assert {found[f"empty-DS13-{n}"].get_hatch() for n in (1, 2, 3, 4)} == {None}


def test_outcomes_have_their_colours_beside_the_number(parts: Parts) -> None:
    found = parts(plot_wheel(HELD, role=ASKED))
    assert same_colour(found["number-DS11"].get_facecolor(), MET.fill)
    assert same_colour(found["number-DS12"].get_facecolor(), MISSING.fill)
    assert same_colour(found["competency-DS11"].get_facecolor(), "#ffffff")
    assert same_colour(found["competency-DS23"].get_facecolor(), NOT_ASKED.fill)
    assert "number-DS23" not in found


@pytest.mark.parametrize("role", [None, ASKED])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_legend_has_the_words_of_the_scale(role: s.Role | None, language: str) -> None:
    texts = [text.get_text() for text in plot_wheel(HELD, role=role, language=language).texts]
    for level in range(1, 5):
        assert s.Scale.default().word(level, language) in texts
    assert {"da": "ikke vurderet", "en": "not assessed"}[language] in texts
    zero = s.Scale.default().word(0, language)
    assert any(
        text.startswith(("Hver ring", "Each ring")) and f"{zero}:" in text.replace("\n", " ")
        for text in texts
    )


def test_a_role_that_asks_for_everything_leaves_nothing_that_is_not_asked_for() -> None:
    role = s.Role("alt", dict.fromkeys(MODEL.competency_ids, 2))
    assert "kræves ikke" not in [text.get_text() for text in plot_wheel(HELD, role=role).texts]
    assert "kræves ikke" in [text.get_text() for text in plot_wheel(HELD, role=ASKED).texts]


def test_a_scale_of_a_hundred_steps_is_drawn_and_its_ends_are_in_the_legend(words: Words) -> None:
    scale = s.Scale("lang", [{"da": f"trin nr. {n}"} for n in range(101)], holds_from=50)
    profile = s.Profile("p", {"DS11": 100, "DS12": 1}, scale=scale)
    ax = plot_wheel(profile, role=s.Role("r", {"DS12": 100}, scale=scale))
    found = words(ax)
    assert found["count-DS11"] == "100"
    assert found["count-DS12"] == "▾ 1/100"
    texts = [text.get_text() for text in ax.texts]
    assert "1 trin nr. 1" in texts
    assert "100 trin nr. 100" in texts
    assert "2 trin nr. 2" not in texts
    assert_readable(ax)


def test_an_empty_role_is_drawn_and_asks_for_nothing(words: Words) -> None:
    found = words(plot_wheel(HELD, role=s.Role("")))
    assert [found[f"centre-{n}"] for n in (1, 2)] == ["0", "af 0"]


def test_nobody_is_named(svg: Callable[[Any], bytes]) -> None:
    for _, what, role in all_wheels(own_framework(3)):
        ax = plot_wheel(what, role=role)
        assert b"hemmelig" not in svg(ax)
        assert "hemmelig" not in wheel_alt_text(what, role=role)


# --- errors ---


def test_only_a_framework_a_coverage_or_a_profile_is_drawn() -> None:
    with pytest.raises(
        s.InvalidTypeError, match="is not a Framework or Coverage or Profile"
    ) as found:
        plot_wheel("digst")  # type: ignore[arg-type]  # what is tested
    assert found.value.place == "what"
    with pytest.raises(s.InvalidTypeError):
        wheel_alt_text(None)  # type: ignore[arg-type]  # what is tested


@pytest.mark.parametrize("what", [MODEL, STATUSES])
def test_a_role_goes_with_a_profile_only(what: Any) -> None:
    for function in (plot_wheel, wheel_alt_text):
        with pytest.raises(s.InvalidTypeError, match="a role goes with a profile") as found:
            function(what, role=ASKED)
        assert found.value.place == "role"
        assert "en rolle hører til en profil" in found.value.explain("da")


def test_a_role_has_to_be_one() -> None:
    with pytest.raises(s.InvalidTypeError, match="is not a Role"):
        plot_wheel(HELD, role="systemejer")  # type: ignore[arg-type]  # what is tested


def test_profile_and_role_have_to_be_for_the_same_framework_and_scale() -> None:
    with pytest.raises(s.BindingError, match="egen 1"):
        plot_wheel(HELD, role=role_of(own_framework(4)))
    with pytest.raises(s.BindingError, match="binary"):
        plot_wheel(HELD, role=s.Role("r", {"DS11": 1}, scale=s.Scale.binary()))


def test_a_language_that_the_framework_does_not_have_is_an_error() -> None:
    with pytest.raises(s.UnknownLanguageError):
        plot_wheel(MODEL, language="sv")
    with pytest.raises(s.UnknownLanguageError):
        wheel_alt_text(own_framework(2), language="en")


def test_what_is_no_axes_is_refused() -> None:
    with pytest.raises(s.InvalidTypeError, match="is not an Axes"):
        plot_wheel(MODEL, ax=Figure())  # type: ignore[arg-type]  # what is tested


# --- alternative text ---


@pytest.mark.parametrize(
    ("what", "role", "language", "wanted"),
    [
        (
            MODEL,
            None,
            "da",
            "Hjul over Model for digitale kompetencer: 4 områder, 12 underkategorier og "
            "32 kompetencer. " + MODEL.titles_note("da"),
        ),
        (
            MODEL,
            None,
            "en",
            "Wheel of the Model for digital competencies: 4 areas, 12 subcategories and "
            "32 competencies. " + MODEL.titles_note("en"),
        ),
        (
            STATUSES,
            None,
            "da",
            (
                "Hjul over dækningen: 2 til 3 af 5 kompetencer er repræsenteret, "
                "blandt 3 personer i data. "
                "Kompetencerne er: 1 dækket, 1 sårbar, 1 måske dækket, 1 for få og 1 udækket."
            ),
        ),
        (
            STATUSES,
            None,
            "en",
            (
                "Wheel of coverage: 2 to 3 of 5 competencies are held, among the 3 people in the "
                "data. The competencies are: 1 covered, 1 fragile, 1 possible, 1 short and "
                "1 uncovered."
            ),
        ),
        (
            HELD,
            None,
            "da",
            (
                "Hjul over en profil: 4 af 32 kompetencer har et niveau (1 på 0 ingen, "
                "1 på 2 øvet, 1 på 3 erfaren og 1 på 4 ekspert). "
                "27 er ikke vurderet, og 1 er ikke relevant."
            ),
        ),
        (
            HELD,
            None,
            "en",
            (
                "Wheel of a profile: 4 of 32 competencies have a level (1 at 0 none, "
                "1 at 2 working, 1 at 3 practitioner and 1 at 4 expert). "
                "27 are not assessed, and 1 is not relevant."
            ),
        ),
        (
            HELD,
            ASKED,
            "da",
            (
                "Hjul over en profil mod rollen “Sikkerhedschef”: 1 til 3 af 5 krav er opfyldt. "
                "2 er ikke opfyldt, og 2 er ikke vurderet."
            ),
        ),
        (
            HELD,
            ASKED,
            "en",
            (
                "Wheel of a profile against the role “Head of security”: 1 to 3 of 5 requirements "
                "are met. 2 are not met, and 2 are not assessed."
            ),
        ),
    ],
)
def test_alt_text_says_the_numbers(
    what: Any, role: s.Role | None, language: str, wanted: str
) -> None:
    assert wheel_alt_text(what, role=role, language=language) == wanted
    ax = plot_wheel(what, role=role, language=language)
    assert isinstance(ax, Picture)
    assert ax.alt_text == wanted


def test_alt_text_reads_right_for_ones() -> None:
    framework = own_framework(1)
    assert wheel_alt_text(framework).startswith("Hjul over Egen model: 1 område og 1 kompetence.")
    nobody = s.Profile("p", {})
    assert wheel_alt_text(nobody).endswith("32 er ikke vurderet, og 0 er ikke relevante.")
    assert wheel_alt_text(nobody, language="en") == (
        "Wheel of a profile: 0 of 32 competencies have a level. "
        "32 are not assessed, and 0 are not relevant."
    )
    one = s.Profile("p", {"DS11": 2, "DS12": 1})
    role = s.Role("r", {"DS11": 2, "DS12": 2, "DS13": 1})
    assert wheel_alt_text(one, role=role, language="en").endswith(
        "1 to 2 of 3 requirements are met. 1 is not met, and 1 is not assessed."
    )
    single = s.Role("r", {"DS11": 2})
    assert wheel_alt_text(one, role=single, language="en").endswith(
        "1 of 1 requirement is met. 0 are not met, and 0 are not assessed."
    )
    held = s.check_coverage([s.Profile("p", {"DS11": 2})], s.Target({"DS11": 1}))
    assert wheel_alt_text(held, language="en").startswith(
        "Wheel of coverage: 1 of 1 competency is held"
    )


# --- readable at every size ---


@pytest.mark.parametrize(
    ("competencies", "areas", "subcategories"),
    [(1, 1, 0), (1, 1, 1), (2, 1, 0), (2, 2, 2), (5, 2, 2), (12, 4, 3), (60, 5, 3), (200, 8, 5)],
)
def test_one_to_two_hundred_competencies_come_out_without_overlap(
    competencies: int, areas: int, subcategories: int, parts: Parts
) -> None:
    framework = own_framework(competencies, areas=areas, subcategories=subcategories)
    for kind, what, role in all_wheels(framework):
        if competencies > 100 and kind in {"coverage", "profile"}:
            continue  # these two take the longest, and are of the same parts
        ax = plot_wheel(what, role=role)
        assert_readable(ax)
        found = parts(ax)
        for part in ("title-", "count-", "foot-", "centre-"):
            assert min(sizes(found, part).values(), default=9) >= 5
        assert all(f"title-{id_}" in found for id_ in framework.competency_ids)


def test_hundreds_of_areas_come_out_without_overlap() -> None:
    assert_readable(plot_wheel(own_framework(150, areas=150)))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", range(4))
def test_the_model_comes_out_without_overlap(kind: int, language: str) -> None:
    _, what, role = list(all_wheels(MODEL))[kind]
    assert_readable(plot_wheel(what, role=role, language=language))


@pytest.mark.parametrize("kind", [1, 3])
@pytest.mark.parametrize("size", [(14, 14), (8, 5), (4, 4), (3, 9), (9, 2), (1, 1), (0.5, 6)])
def test_text_follows_the_size_of_the_axes_and_stays_within_them(
    kind: int, size: tuple[float, float]
) -> None:
    _, what, role = list(all_wheels(MODEL))[kind]
    figure = Figure(figsize=(size[0] + 2, size[1] + 3))
    width, height = size[0] + 2, size[1] + 3
    ax = figure.add_axes((1 / width, 2 / height, size[0] / width, size[1] / height))
    assert plot_wheel(what, role=role, ax=ax) is ax
    assert_readable(ax)
    assert figure.axes == [ax]
    assert not figure.texts
    assert not figure.patches


def test_smaller_axes_have_smaller_text(parts: Parts) -> None:
    figure = Figure(figsize=(12, 8))
    large = plot_wheel(STATUSES, ax=figure.add_axes((0, 0, 0.6, 1)))
    small = plot_wheel(STATUSES, ax=figure.add_axes((0.7, 0, 0.3, 0.5)))
    assert parts(small)["foot-1"].get_fontsize() < parts(large)["foot-1"].get_fontsize()
    assert parts(small)["title-PV11"].get_text() == "PV11"


def test_where_there_is_no_room_for_numbers_a_note_says_so() -> None:
    figure = Figure(figsize=(1.5, 1.5))
    ax = plot_wheel(STATUSES, ax=figure.add_axes((0, 0, 1, 1)), language="en")
    notes = " ".join(
        text.get_text() for text in ax.texts if (text.get_gid() or "").startswith("foot")
    )
    assert "There is no room for the numbers." in notes
    assert "There is no room to name all of them." in notes


def test_very_large_numbers_are_written_along_the_spoke(words: Words, parts: Parts) -> None:
    framework = own_framework(60, areas=3)
    people = [s.Profile("a", {"K7": 3}, framework=framework)]
    ax = plot_wheel(s.check_coverage(people, headcount=9_999_999))
    assert words(ax)["count-K7"] == "! 1–9999999"
    number, title = parts(ax)["count-K7"], parts(ax)["title-K7"]
    assert number.get_rotation() == title.get_rotation()
    assert_readable(ax)


def test_numbers_that_would_take_the_room_of_the_titles_are_left_out(words: Words) -> None:
    framework = own_framework(60, areas=3)
    some = [s.Profile("a", {"K7": 3}, framework=framework)]
    figure = Figure(figsize=(3, 3))
    ax = figure.add_axes((0, 0, 1, 1))
    plot_wheel(s.check_coverage(some, headcount=9_999_999), ax=ax)
    found = words(ax)
    assert "count-K7" not in found
    assert "Der er ikke plads til tallene." in found.values()
    assert_readable(ax)


# --- contrast ---


def contrast(one: Any, other: Any) -> float:
    from matplotlib.colors import to_rgb  # noqa: PLC0415 - used here only

    def light(colour: Any) -> float:
        parts = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", range(4))
def test_every_text_is_easily_read_upon_what_is_below_it(kind: int) -> None:
    _, what, role = list(all_wheels(MODEL))[kind]
    ax = plot_wheel(what, role=role)
    below = [p for p in ax.patches if not (p.get_gid() or "title").startswith(("title", "count"))]
    written = [
        (t.get_gid(), t.get_color(), ax.transData.transform(t.get_position())) for t in ax.texts
    ]
    written += [
        (p.get_gid(), p.get_facecolor(), ax.transData.transform(p.get_path().vertices.mean(axis=0)))
        for p in ax.patches
        if (p.get_gid() or "").startswith("title")
    ]
    checked = 0
    for gid, ink, place in written:
        if not gid:
            continue  # the legend
        fill: Any = "#ffffff"
        for patch in below:
            path = patch.get_transform().transform_path(patch.get_path())
            if patch.get_gid() and path.contains_point(place):
                fill = patch.get_facecolor()
        assert contrast(ink, fill) >= 4.5, gid
        checked += 1
    assert checked >= 48


def test_ink_is_chosen_for_contrast() -> None:
    assert ink_on("#ffffff") == "#1a1a1a"
    assert ink_on("#8c1d18") == "#ffffff"


# --- nothing else is touched ---


def test_no_setting_is_left_changed_and_the_users_style_does_not_show(
    svg: Callable[[Any], bytes],
) -> None:
    import matplotlib as mpl  # noqa: PLC0415 - used here only

    plain = svg(plot_wheel(STATUSES))
    with mpl.style.context(["dark_background", {"font.size": 30, "text.usetex": False}]):
        before = dict(mpl.rcParams)
        dark = svg(plot_wheel(STATUSES))
        assert dict(mpl.rcParams) == before
    assert dark == plain


PROGRAM = """
import sys
from hashlib import sha256
from io import BytesIO
import statskompetencer as s
from statskompetencer.plotting import plot_wheel, save
file = BytesIO()
role = s.Role("sikkerhed", {"DS12": 3, "DS11": 2})
save(plot_wheel(s.Profile("x", {"DS11": 3, "DS12": 2}), role=role), file)
print(sha256(file.getvalue()).hexdigest(), "matplotlib.pyplot" in sys.modules)
"""


def test_the_same_bytes_come_from_another_process_and_pyplot_is_not_imported(
    svg: Callable[[Any], bytes],
) -> None:
    role = s.Role("sikkerhed", {"DS12": 3, "DS11": 2})
    here = svg(plot_wheel(s.Profile("x", {"DS11": 3, "DS12": 2}), role=role))
    there = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert there == [sha256(here).hexdigest(), "False"]


def test_the_same_wheel_is_saved_as_the_same_bytes(svg: Callable[[Any], bytes]) -> None:
    assert svg(plot_wheel(HELD, role=ASKED)) == svg(plot_wheel(HELD, role=ASKED))


def test_a_wheel_can_be_saved_in_every_format(tmp_path: Any) -> None:
    for form, start in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        save(plot_wheel(own_framework(3)), tmp_path / f"hjul.{form}")
        assert (tmp_path / f"hjul.{form}").read_bytes().startswith(start)
