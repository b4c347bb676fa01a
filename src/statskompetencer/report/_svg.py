"""SVG made smaller: what is not seen is left out, so that a report stays small."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as ET

_SVG, _LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_HREF = f"{{{_LINK}}}href"
_UNSEEN = {f"{{{_SVG}}}{name}" for name in ("metadata", "title")}
_NUMBER = re.compile(r"-?\d+\.\d+")
_FINE = re.compile(r"([1-9]\d*\.\d\d)\d+")
"""What is finer than a hundredth of a point; in a transform, numbers below one are scales."""
_ROUND = re.compile(r"M ([^A-Za-z]+)((?:C [^A-Za-z]+){8})z")
"""A closed line of eight curves: as matplotlib draws a dot."""
_SHIFT = re.compile(r"translate\((\S+) (\S+)\)")
_SAME = 0.01
_LOOSE = re.compile(r" ?([A-Za-z]) ?| (?=-)")
"""Space that a path does not need."""
_URL = re.compile(r"url\(#([^)]+)\)")


def compact(svg: bytes) -> bytes:
    """The same picture in less room.

    Comments, metadata and the title go (the page has the alternative text), and so do the
    names of groups and what is finer than a hundredth of a point.
    """
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # noqa: S314 - it was drawn a moment ago
    for parent in root.iter():
        for child in [one for one in parent if one.tag in _UNSEEN]:
            parent.remove(child)
    used = _references(root)
    short = {name: f"i{number:x}" for number, name in enumerate(used)}
    for element in root.iter():
        _shorten(element, short)
    small: bytes = ET.tostring(root, encoding="utf-8")
    return small.replace(b" />", b"/>")


def _references(root: ET.Element) -> list[str]:
    """The ids that are referred to, the most used first."""
    found = Counter(
        name
        for element in root.iter()
        for key, value in element.attrib.items()
        for name in ([value[1:]] if key == _HREF else _URL.findall(value))
    )
    return [name for name, _ in found.most_common()]


def _shorten(element: ET.Element, short: dict[str, str]) -> None:
    element.tail = None
    if element.tag != f"{{{_SVG}}}style":
        element.text = None
    for key, value in list(element.attrib.items()):
        if key == "id" and value not in short:
            del element.attrib[key]
        elif key == "id":
            element.set(key, short[value])
        elif key == _HREF:
            del element.attrib[key]
            element.set("href", f"#{short[value[1:]]}")
        elif key == "d":
            element.set(key, _path(value))
        elif key == "transform":
            _move(element, value)
        elif "url(" in value:
            element.set(key, _URL.sub(lambda found: f"url(#{short[found[1]]})", value))


def _move(element: ET.Element, value: str) -> None:
    """Place an element; a letter that is only shifted has shorter words for it."""
    shift = _SHIFT.fullmatch(value) if element.tag == f"{{{_SVG}}}use" else None
    if shift is None or "x" in element.attrib or "y" in element.attrib:
        element.set("transform", _FINE.sub(r"\1", value))
        return
    del element.attrib["transform"]
    for key, number in zip("xy", shift.groups(), strict=True):
        if float(number):
            element.set(key, _FINE.sub(r"\1", number))


def _path(value: str) -> str:
    dotted = _ROUND.sub(_dot, " ".join(value.split()))
    return _LOOSE.sub(r"\1", _NUMBER.sub(_to_hundredths, dotted))


def _dot(found: re.Match[str]) -> str:
    """A dot as two half circles, if it is one: a hatch has hundreds."""
    x, y = map(float, found[1].split())
    ends = [curve.split()[-2:] for curve in found[2].split("C")[1:]]
    (right, middle), (over, top) = ((float(a), float(b)) for a, b in (ends[1], ends[3]))
    radius = (y - top) / 2
    if max(abs(over - x), abs(abs(right - x) - abs(radius)), abs(y - radius - middle)) > _SAME:
        return found[0]
    radius = abs(radius)
    height = top - y
    arc = f"a {radius:.2f} {radius:.2f} 0 0 0 0"
    return f"M {x} {y} {arc} {height:.2f} {arc} {-height:.2f} z"


def _to_hundredths(found: re.Match[str]) -> str:
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")
