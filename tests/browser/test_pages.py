"""Reports and the model in print, as a browser shows them: for everybody, everywhere.

What axe-core finds is where it begins: the rest is looked at here by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

PAGES = ["report-da", "report-en", "report-da-people", "report-en-people", "model-da", "model-en"]
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
Open = Callable[..., Any]

OPEN_ALL = "() => document.querySelectorAll('details').forEach(one => one.open = true)"
WIDER = """() => {
  const page = document.scrollingElement;
  return [page.scrollWidth, page.clientWidth];
}"""

every_page = pytest.mark.parametrize("name", PAGES)
each_kind = pytest.mark.parametrize("name", ["report-da", "report-en-people", "model-en"])


AXE = """rules => axe.run(document, {
  runOnly: rules, preload: false, resultTypes: ['violations', 'incomplete'],
})"""


@every_page
def test_axe_finds_nothing(open_page: Open, axe: str, name: str) -> None:
    page = open_page(name, color_scheme="light")
    page.evaluate(OPEN_ALL)
    page.evaluate(axe)
    light = page.evaluate(AXE, {"type": "tag", "values": TAGS})
    assert len(light["passes"]) > 25
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(AXE, {"type": "rule", "values": ["color-contrast"]})  # all that differs
    assert [one["id"] for one in dark["passes"]] == ["color-contrast"]
    for found in (light, dark):
        check_found(found)


def check_found(found: dict[str, Any]) -> None:
    violations = {one["id"]: [node["html"][:200] for node in one["nodes"]]
                  for one in found["violations"]}  # fmt: skip
    assert violations == {}
    unsure = [
        (node["html"], check["message"])
        for one in found["incomplete"]
        for node in one["nodes"]
        for check in node["any"]
    ]
    # axe does not measure the contrast of signs; the next test does
    assert [one for one in unsure if "only non-text characters" not in one[1]] == []


CONTRASTS = """() => {
  const light = colour => {
    const parts = colour.match(/[0-9.]+/g).slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const paper = getComputedStyle(document.querySelector('section')).backgroundColor;
  const ground = getComputedStyle(document.body).backgroundColor;
  const accent = getComputedStyle(document.querySelector('a[href]')).color;
  const signs = [...document.querySelectorAll('.sign')].map(one => getComputedStyle(one));
  const dots = [...document.querySelectorAll('.dot, .source span')].map(
    one => getComputedStyle(one));
  return {
    signs: Math.min(...signs.map(style => contrast(style.color, style.backgroundColor))),
    shapes: Math.min(...signs.map(style => Math.max(
      contrast(style.borderTopColor, paper), contrast(style.backgroundColor, paper)))),
    dots: Math.min(21, ...dots.map(style => contrast(style.color, paper))),
    focus: Math.min(contrast(accent, paper), contrast(accent, ground)),
    answer: Math.min(21, ...[...document.querySelectorAll('.answer')].flatMap(one => {
      const before = one.className;
      return ['yes', 'possible', 'no'].map(verdict => {
        one.className = `answer ${verdict}`;
        const edge = contrast(getComputedStyle(one).borderLeftColor, paper);
        one.className = before;
        return edge;
      });
    })),
  };
}"""


@each_kind
def test_signs_and_the_focus_stand_out(open_page: Open, name: str) -> None:
    page = open_page(name)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        found = page.evaluate(CONTRASTS)
        assert found["signs"] >= 4.5
        assert found["dots"] >= 4.5
        assert found["shapes"] >= 3
        assert found["focus"] >= 4.5
        assert found["answer"] >= 3


@each_kind
def test_nothing_scrolls_sideways_on_a_phone_or_at_400_percent(open_page: Open, name: str) -> None:
    page = open_page(name)
    page.evaluate(OPEN_ALL)
    # 320 CSS pixels are a window of 1280 at 400 %
    for width, height in ((320, 256), (390, 844), (768, 1024)):
        page.set_viewport_size({"width": width, "height": height})
        whole, seen = page.evaluate(WIDER)
        assert whole <= seen == width
        out = page.evaluate(
            """() => [...document.querySelectorAll('main *, header *, footer *')].filter(one =>
                 !one.closest('.scroll, .card, .unseen')
                 && one.getBoundingClientRect().right > innerWidth + 0.5)
                 .map(one => one.outerHTML.slice(0, 200))"""
        )
        assert out == []


SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""


@each_kind
def test_wider_text_is_not_cut_off(open_page: Open, name: str) -> None:
    page = open_page(name, bypass_csp=True)
    page.add_style_tag(content=SPACING)
    page.evaluate(OPEN_ALL)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        whole, seen = page.evaluate(WIDER)
        assert whole <= seen
        cut = page.evaluate(
            """() => [...document.querySelectorAll('body *')].filter(one => {
                 const style = getComputedStyle(one);
                 const hides = [style.overflowX, style.overflowY].some(
                     how => ['hidden', 'clip'].includes(how));
                 return hides && !one.closest('.unseen, img')
                     && (one.scrollHeight > one.clientHeight + 1
                         || one.scrollWidth > one.clientWidth + 1);
               }).map(one => one.outerHTML.slice(0, 200))"""
        )
        assert cut == []


FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    place: [...document.querySelectorAll('*')].indexOf(one),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    width: box.width, height: box.height,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""
REACHABLE = """() => {
  const all = [...document.querySelectorAll('*')];
  return all.filter(one => one.matches('a[href], summary, [tabindex="0"], button, input')
      && one.checkVisibility({contentVisibilityAuto: true})).map(one => all.indexOf(one));
}"""


@each_kind
@pytest.mark.parametrize("folds", ["closed", "open"])
def test_the_keyboard_reaches_everything_in_order_and_is_seen(
    open_page: Open, name: str, folds: str
) -> None:
    page = open_page(name)
    if folds == "open":
        page.evaluate(OPEN_ALL)
    reachable = page.evaluate(REACHABLE)
    reached = []
    for _ in reachable:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        reached.append(focused["place"])
        assert focused["outline"] >= 2, focused
        assert focused["seen"], focused
        assert min(focused["width"], focused["height"]) >= 16, focused
    assert reached == reachable
    assert len(reached) > 5


def test_the_first_link_leads_to_the_answer(open_page: Open) -> None:
    page = open_page("report-da")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Gå til svaret"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "answer"


def test_the_keyboard_opens_what_is_folded_and_scrolls_wide_tables(open_page: Open) -> None:
    page = open_page("report-da", viewport={"width": 320, "height": 700})
    summary = page.locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details').open")
    table = page.locator(".scroll").first
    table.focus()
    page.keyboard.press("ArrowRight", delay=50)
    page.wait_for_function("document.querySelector('.scroll').scrollLeft > 0")


@every_page
def test_the_language_is_said_and_every_picture_is_there_with_its_words(
    open_page: Open, name: str
) -> None:
    page = open_page(name)
    assert page.evaluate("document.documentElement.lang") == name.split("-")[1]
    images = page.evaluate(
        """() => [...document.images].map(one => [one.naturalWidth, one.naturalHeight, one.alt,
             one.getBoundingClientRect().width / one.getBoundingClientRect().height])"""
    )
    assert images
    for width, height, alt, ratio in images:
        assert width > 0
        assert len(alt) > 20
        assert ratio == pytest.approx(width / height, rel=0.02)


def test_the_themes_differ(open_page: Open) -> None:
    page = open_page("model-da")
    colours = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        colours.append(
            page.evaluate(
                """() => {
                  const style = getComputedStyle(document.body);
                  return [style.color, style.backgroundColor];
                }"""
            )
        )
    (ink, ground), (other_ink, other_ground) = colours
    assert ink != other_ink
    assert ground != other_ground


@each_kind
def test_what_is_put_into_the_page_does_not_run(open_page: Open, name: str) -> None:
    page = open_page(name, quiet=False)
    page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.head.append(script);
          const box = document.createElement('div');
          box.innerHTML = '<img src="data:," onerror="window.ran = true">'
              + '<p id="styled" style="color: rgb(1, 2, 3)">x</p>';
          document.body.append(box);
        }"""
    )
    page.wait_for_function("[...document.images].every(image => image.complete)")
    assert page.evaluate("window.ran === undefined")
    assert page.evaluate("getComputedStyle(document.getElementById('styled')).color") != (
        "rgb(1, 2, 3)"
    )


@each_kind
def test_a4_print_shows_all_of_it_dark_on_white(open_page: Open, name: str) -> None:
    # what is between the margins of A4: 182 mm
    page = open_page(name, viewport={"width": 688, "height": 1000}, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    whole, seen = page.evaluate(WIDER)
    assert whole <= seen
    wide = page.evaluate(
        """() => [...document.querySelectorAll('table, img, section, figure')].filter(one =>
             one.getBoundingClientRect().right > innerWidth + 0.5).map(one => one.tagName)"""
    )
    assert wide == []
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(26, 26, 26)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    folded = page.evaluate(
        """() => [...document.querySelectorAll('details table')].map(one =>
             one.checkVisibility({contentVisibilityAuto: true}) && one.offsetHeight > 30)"""
    )
    assert all(folded)
    assert bool(folded) == name.startswith("report")
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    heads = page.evaluate(
        "[...document.querySelectorAll('thead')].map(one => getComputedStyle(one).display)"
    )
    assert set(heads) <= {"table-header-group"}  # said again on every sheet


@pytest.mark.parametrize("name", ["report-da", "model-en"])
def test_the_printed_pages_are_a4(open_page: Open, name: str) -> None:
    document = open_page(name).pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+) ?\]", document)
    assert 6 < len(sheets) < 25
    for width, height in sheets:
        assert (float(width), float(height)) == pytest.approx((595.3, 841.9), abs=1)
