"""Pictures in a report take less room and look the same."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree as ET

import pytest
from matplotlib.figure import Figure

import statskompetencer as s
from statskompetencer import plotting
from statskompetencer.report._svg import compact

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: bytes) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - drawn a moment ago


def svg_of(picture: object) -> bytes:
    image = io.BytesIO()
    plotting.save(picture, image)
    return image.getvalue()


@pytest.fixture(scope="module")
def heatmap() -> bytes:
    people = [s.Profile(f"secret-{unit}", {"DS11": 2, "DS12": 0}, unit=unit) for unit in ("A", "B")]
    return svg_of(plotting.plot_heatmap(s.check_coverage(people)))


def test_it_is_smaller_by_two_fifths_and_draws_as_many_things(heatmap: bytes) -> None:
    small = compact(heatmap)
    assert len(small) < 0.6 * len(heatmap)
    before, after = parsed(heatmap), parsed(small)
    for tag in ("path", "use", "g", "pattern", "clipPath"):
        assert len(after.findall(f".//{SVG}{tag}")) == len(before.findall(f".//{SVG}{tag}"))
    assert {key: after.get(key) for key in ("width", "height", "viewBox")} == {
        key: before.get(key) for key in ("width", "height", "viewBox")
    }


def test_every_reference_leads_somewhere(heatmap: bytes) -> None:
    small = compact(heatmap).decode()
    ids = re.findall(r' id="([^"]+)"', small)
    assert len(ids) == len(set(ids))
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', small))
    assert used == set(ids)


def test_no_words_are_left(heatmap: bytes) -> None:
    small = compact(heatmap).decode()
    assert "<title" not in small
    assert "metadata" not in small
    assert "<!--" not in small


def test_the_same_picture_gives_the_same_bytes(heatmap: bytes) -> None:
    assert compact(heatmap) == compact(heatmap)


def test_dots_become_half_circles_and_other_round_things_stay() -> None:
    axes = Figure().add_subplot()
    axes.bar(["a"], [1], hatch=".")
    small = compact(svg_of(axes)).decode()
    (pattern,) = re.findall(r"<pattern.*?</pattern>", small)
    # a dot of the radius r at its lowest point: up by 2r and back
    radii = {(r, up, back) for r, up, back in re.findall(
        r"a([\d.]+) \1 0 0 0 0(-?[\d.]+)a\1 \1 0 0 0 0 ?(-?[\d.]+)z", pattern)}  # fmt: skip
    (radius, up, back) = radii.pop()
    assert not radii
    assert float(up) == -float(back)
    assert abs(float(up)) == pytest.approx(2 * float(radius), abs=0.011)
    assert "C" not in pattern


def path(data: str) -> str:
    given = f'<svg xmlns="http://www.w3.org/2000/svg"><path d="{data}"/></svg>'
    return parsed(compact(given.encode()))[0].get("d")


def test_numbers_keep_two_decimals_and_lose_space() -> None:
    assert path("M 1.23456 -2.00001 \nL 0.004 10 \nz") == "M1.23-2L0 10z"


def test_eight_curves_that_are_no_circle_stay() -> None:
    curves = " ".join(f"C {n} 1 {n} 2 {n + 1}.5 3" for n in range(8))
    assert path(f"M 0 0 {curves} z").count("C") == 8


def test_a_letter_that_is_only_shifted_is_placed_shortly() -> None:
    given = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<path id="a"/><use xlink:href="#a" transform="translate(5.1234 0)"/>'
        '<use xlink:href="#a" x="1" y="2" transform="translate(3 4)"/>'
        '<use xlink:href="#a" transform="translate(1 2) scale(0.0123456)"/></svg>'
    )
    _, *uses = parsed(compact(given.encode()))
    assert [dict(use.attrib) for use in uses] == [
        {"href": "#i0", "x": "5.12"},
        {"href": "#i0", "x": "1", "y": "2", "transform": "translate(3 4)"},
        {"href": "#i0", "transform": "translate(1 2) scale(0.0123456)"},
    ]
