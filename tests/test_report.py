"""What the report says, that it says it of the right numbers, and of nobody unless asked to."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import statskompetencer as s
from statskompetencer import plotting
from statskompetencer.post_gaps import find_post_gaps
from statskompetencer.report import _pictures, _setting, _words, write_model, write_report

AGENCY = Path(__file__).parents[1] / "examples" / "agency.csv"
A_PERSON = re.compile(r"\bM\d{4}\b")
A_DAY = date(2026, 11, 24)
VOID = {"meta", "link", "img", "br"}


class Node:
    """An element of a page: its name, attributes and what is in it."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Node | str] = []

    def __getitem__(self, key: str) -> Any:
        return self.attributes[key]

    def get(self, key: str) -> Any:
        return self.attributes.get(key)

    def all(self, *tags: str) -> list[Node]:
        found: list[Node] = []
        for child in self.children:
            if isinstance(child, Node):
                found += [child] if child.tag in tags or not tags else []
                found += child.all(*tags)
        return found

    def one(self, tag: str) -> Node:
        (found,) = self.all(tag)
        return found

    def id(self, name: str) -> Node:
        (found,) = (node for node in self.all() if node.get("id") == name)
        return found

    @property
    def text(self) -> str:
        parts = [child if isinstance(child, str) else child.text for child in self.children]
        return " ".join(" ".join(parts).split())

    def table(self, anchor: str) -> list[list[str]]:
        """The cells of the rows below the head of the table with this caption."""
        (table,) = (one for one in self.all("table") if one.one("caption").get("id") == anchor)
        return [[cell.text for cell in row.all("th", "td")] for row in table.one("tbody").all("tr")]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), "an attribute is there twice"
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(path: Path) -> Node:
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    reader.close()
    assert reader.open == [reader.root], "elements are left open"
    return reader.root


def fake_picture(anchor: str) -> _pictures.Picture:
    return _pictures.Picture(anchor, "data:image/svg+xml;base64,", f"alt {anchor}", anchor, 9, 9)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports without drawing, which takes most of the time."""

    def draw(setting: _setting.Setting) -> _pictures.Pictures:
        units = fake_picture("p-units") if len(setting.coverage.units) > 1 else None
        return _pictures.Pictures(fake_picture("p-wheel"), units, (), ())

    monkeypatch.setattr(_pictures, "draw", draw)


Report = Callable[..., Node]


@pytest.fixture
def report(tmp_path: Path, request: pytest.FixtureRequest) -> Report:
    """Write a report and read it."""
    request.getfixturevalue("undrawn")
    path = tmp_path / "report.html"

    def write(coverage: s.Coverage, *rest: Any, **options: Any) -> Node:
        write_report(path, coverage, *rest, made_on=A_DAY, overwrite=True, **options)
        return read(path)

    return write


@pytest.fixture(scope="module")
def agency() -> s.RatingsFile:
    return s.read_ratings(AGENCY)


@pytest.fixture(scope="module")
def results(agency: s.RatingsFile) -> dict[str, Any]:
    roles = s.load_roles()
    return {
        "coverage": s.check_coverage(agency),
        "gaps": find_post_gaps(agency, roles),
        "matches": [s.rank(agency, role) for role in roles],
    }


@pytest.fixture(scope="module", params=["da", "en", "people"])
def drawn(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    results: dict[str, Any],
) -> tuple[str, Path]:
    """The report of the example agency, with its pictures."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    language = "en" if request.param == "en" else "da"
    write_report(
        path, **results, language=language, people=request.param == "people", made_on=A_DAY
    )
    return request.param, path


def people_of(size: int, levels: dict[str, Any] | None = None, **about: Any) -> list[s.Profile]:
    name = "".join(map(str, about.values())) or "p"
    return [s.Profile(f"{name}{number}", levels, **about) for number in range(size)]


# --- the whole page ---


def test_every_heading_table_picture_and_link_is_as_it_has_to_be(drawn: tuple[str, Path]) -> None:
    which, path = drawn
    page = read(path)
    assert page.one("html")["lang"] == ("en" if which == "en" else "da")
    levels = [int(node.tag[1]) for node in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    ids = [node["id"] for node in page.all() if node.get("id")]
    assert len(set(ids)) == len(ids)
    links = [link["href"] for link in page.one("body").all("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    captions = [table.one("caption").text for table in page.all("table")]
    assert len(set(captions)) == len(captions) > 10
    for table in page.all("table"):
        assert all(head.get("scope") == "col" for head in table.one("thead").all("th"))
        for row in table.one("tbody").all("tr"):
            cells = row.all("th", "td")
            assert [cell.tag for cell in cells] == ["th"] + ["td"] * (len(cells) - 1)
            assert cells[0]["scope"] == "row"
            assert len(cells) == len(table.one("thead").all("th"))


def test_the_page_asks_for_nothing_and_may_run_nothing(drawn: tuple[str, Path]) -> None:
    page = read(drawn[1])
    (policy,) = (meta["content"] for meta in page.all("meta") if meta.get("http-equiv"))
    (style,) = page.one("style").children
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'")
    assert not page.all("script", "iframe", "object", "form", "base")
    assert {link["href"] for link in page.all("link")} == {"data:,"}
    for node in page.all():
        assert "style" not in node.attributes
        assert not [key for key in node.attributes if key.startswith("on")]
        assert node.get("src") is None or node["src"].startswith("data:image/svg+xml;base64,")
    assert "url(" not in style
    assert "@import" not in style


def test_pictures_have_the_alternative_text_of_their_drawing(
    drawn: tuple[str, Path], results: dict[str, Any]
) -> None:
    which, path = drawn
    language = "en" if which == "en" else "da"
    pooled = s.pool_small_units(results["coverage"], language=language)
    shown = [gaps for _, gaps in results["gaps"].by_role if gaps.people >= 5]
    expected = [
        plotting.wheel_alt_text(pooled, language=language),
        plotting.heatmap_alt_text(pooled, most=30, language=language),
        *(plotting.gaps_alt_text(gaps, language=language) for gaps in shown),
    ]
    if which == "people":
        expected += [
            plotting.ranking_alt_text(ranking.top(3), most=3, language=language)
            for ranking in results["matches"]
        ]
    alts = [image["alt"] for image in read(path).all("img")]
    assert len(alts) >= 8
    assert alts == expected[: len(alts)]


def test_nobody_is_named_unless_asked_for(drawn: tuple[str, Path]) -> None:
    which, path = drawn
    text = path.read_text("utf-8")
    images = [
        base64.b64decode(image["src"].partition(",")[2]).decode() for image in read(path).all("img")
    ]
    assert not [
        image
        for image in images
        for word in ("<text", "<title", "<!--", "<metadata")
        if word in image
    ]  # text is in outlines
    if which == "people":
        rows = read(path).table("t-key-people")
        assert [(row[0], row[2].split()[0]) for row in rows] == [
            ("M1015", "SS21"),
            ("M1009", "PV12"),
            ("M1045", "DS31"),
        ]
        places = read(path).table("t-rank-0")
        assert [row[:2] for row in places] == [["M1045", "1"], ["M1050", "2"], ["M1020", "3"]]
        assert places[0][4] == "35 til 50 af 52"
    else:
        assert not A_PERSON.search(text)


@pytest.mark.parametrize("drawn", ["people"], indirect=True)
def test_the_same_input_gives_the_same_bytes(
    drawn: tuple[str, Path], results: dict[str, Any], tmp_path: Path
) -> None:
    again = tmp_path / "again.html"
    write_report(again, **results, people=True, made_on="2026-11-24")
    assert again.read_bytes() == drawn[1].read_bytes()


def test_no_id_is_anywhere_in_the_file_by_default(
    results: dict[str, Any], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("undrawn")
    path = tmp_path / "report.html"
    for least in (1, 5):
        write_report(path, **results, least=least, overwrite=True)
        assert not A_PERSON.search(path.read_text("utf-8"))
    write_report(path, **results, people=True, overwrite=True)
    assert len(set(A_PERSON.findall(path.read_text("utf-8")))) > 10


# --- the answer ---


def test_the_answer_comes_first_with_both_bounds_and_its_counts(
    report: Report, results: dict[str, Any]
) -> None:
    page = report(**results)
    assert page.one("h1").text == "Har vi kompetencerne?"
    first = page.one("main").children
    assert next(node for node in first if isinstance(node, Node))["id"] == "answer"
    answer = page.id("answer").text
    assert answer.startswith(
        "1. Svaret ✗ Nej 29 til 31 af 32 kompetencer er repræsenteret, blandt 60 personer i data. "
        "29 er sikkert repræsenteret. Selv hvis alle ikke vurderede tæller med, er det højst 31."
    )
    assert "25 dækket" in answer
    assert "Ingen har (1): Det kræver uddannelse, ansættelse eller hjælp udefra. PV13" in answer
    assert "Hænger på én person (4)" in answer
    english = report(**results, language="en", title="Our  skills\n")
    assert english.one("h1").text == english.one("title").text == "Our skills"
    assert "✗ No 29 to 31 of 32 competencies are held, among the 60 people" in english.text


ONE = s.Target({"DS11": 1})


@pytest.mark.parametrize(
    ("levels", "target", "expected"),
    [
        ([2], ONE, "Yes 1 of 1 competencies is held, among the 1 person in the data. Every"),
        ([1], ONE, "No 0 of 1 competencies are held, among the 1 person in the data. That holds"),
        ([None], ONE, "Possibly 0 to 1 of 1 competencies are held, among the 1 person in the data"),
        ([2, 2], s.Target({"DS11": 3}), "Too few hold (1)"),
        ([2, 2], s.Target({"DS11": 2}), "Just as many as needed hold (1)"),
    ],
)
def test_each_verdict_and_status_is_said(
    report: Report, levels: list[int | None], target: s.Target, expected: str
) -> None:
    people = [s.Profile(f"p{n}", {"DS11": level}) for n, level in enumerate(levels)]
    page = report(s.check_coverage(people, target), language="en")
    assert expected in page.id("answer").text


def test_many_names_are_cut_with_their_number(report: Report) -> None:
    answer = report(s.check_coverage(people_of(9, dict.fromkeys(s.load().competency_ids, 0))))
    assert "Ingen har (32)" in answer.id("answer").text
    assert "og 26 mere" in answer.id("answer").text


def test_few_people_and_nobody_are_warned_of(report: Report) -> None:
    page = report(s.check_coverage(people_of(4)), language="en")
    assert "The data is about 4 people. Counts of so few people point to individuals" in page.text
    assert "point to individuals" not in report(s.check_coverage(people_of(5)), language="en").text
    assert "point to individuals" not in report(s.check_coverage(people_of(1)), least=1).text
    empty = report(s.check_coverage([]), language="en")
    assert "There is nobody in the data" in empty.text
    assert "Rated by" not in empty.text


# --- what was asked ---


def facts(page: Node, section: str) -> dict[str, str]:
    one = page.id(section)
    return {name.text: known.text for name, known in zip(one.all("dt"), one.all("dd"), strict=True)}


def test_what_was_asked_and_of_whom(report: Report, results: dict[str, Any]) -> None:
    # 60 people times 32; the file leaves 241 of these blank or unknown, 103 are not relevant
    assert facts(report(**results), "asked") == {
        "Model": "Model for digitale kompetencer (digst-digitale-kompetencer 2019): 4 områder, "
        "32 kompetencer",
        "Målet": "32 af 32 kompetencer, hver hos mindst 1 person. En person tæller med fra niveau "
        "2 øvet.",
        "Personer": "60 personer i data",
        "Enheder": "5. De 2 mindste er lagt sammen for at undgå grupper på færre end 5.",
        "Vurderinger": "1.576 af 1.920 (82 %) er vurderet; ikke vurderet: 241; ikke relevant for "
        "personens opgaver: 103.",
        "Vurderet af": "personen selv: 45; lederen: 9; begge i enighed: 6",
        "Vurderet": "14. september 2026 til 30. september 2026",
    }


def test_headcount_levels_raters_and_days_of_all_kinds(report: Report) -> None:
    target = s.Target([s.Demand("DS11", 2, 1), s.Demand("DS12", 3, 2)])
    people = [
        s.Profile("a", {"DS11": 2}, assessed_on="2026-03-01", rater="manager"),
        s.Profile("b", {"DS11": s.Unrated.NOT_RELEVANT}),
    ]
    found = facts(report(s.check_coverage(people, target, headcount=1200), language="en"), "asked")
    assert found["The target"] == (
        "2 of 32 competencies, each held by at least 1 to 2 people. A person counts from level "
        "2 working – 3 practitioner."
    )
    assert found["People"] == (
        "2 people in the data, of 1,200 employees. The other 1,198 count as not assessed."
    )
    assert found["Units"] == "not stated"
    assert found["Ratings"] == (
        "1 of 4 (25%) were assessed; not assessed: 2; not relevant to the person’s job: 1."
    )
    assert found["Rated by"] == "the manager: 1; not stated: 1"
    assert found["Rated on"] == "1 March 2026; without a date: 1"
    plain = facts(report(s.check_coverage(people_of(2, unit="A")), language="en"), "asked")
    assert (plain["Units"], plain["Rated by"]) == ("1", "not stated")
    assert plain["Rated on"] == "The date is not stated"


def test_a_share_is_whole_only_where_all_of_it_is_there() -> None:
    assert _words.Words("en").share(1999, 2000) == "1,999 of 2,000 (99%)"
    assert _words.Words("da").share(0, 0) == "0 af 0 (100 %)"


# --- holes and units ---


def test_holes_stand_from_the_worst_to_the_best(report: Report, results: dict[str, Any]) -> None:
    page = report(**results)
    assert [[row[0].split()[0], *row[1:]] for row in page.table("t-holes")] == [
        ["PV13", "✗ udækket", "0", "1", "0"],
        ["SF21", "? måske dækket", "0", "1", "4"],
        ["SS22", "? måske dækket", "0", "1", "3"],
    ]
    assert [row[0].split()[0] for row in page.table("t-fragile")] == [
        "PV12",
        "SS21",
        "DS13",
        "DS31",
    ]
    assert "4 kompetencer hænger på 3 personer." in page.id("holes").text
    assert len(page.table("t-all")) == 32
    assert ["PV Projekter og videreudvikling", "8 af 9", "✗ udækket"] in page.table("t-branches")


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ({"DS11": 2}, "1 competency hangs on 1 person. If that person leaves, a hole opens."),
        ({"DS11": 2, "DS12": 2}, "2 competencies hang on 1 person. If that person leaves, all"),
    ],
)
def test_one_person_alone_is_told_of(report: Report, levels: dict[str, int], said: str) -> None:
    people = [s.Profile("a", levels), *people_of(5, dict.fromkeys(levels, 0))]
    coverage = s.check_coverage(people, s.Target(dict.fromkeys(levels, 1)))
    page = report(coverage, language="en")
    assert said in page.id("holes").text
    assert "No holes: every competency" in page.id("holes").text


def test_nothing_weak_is_said_too(report: Report) -> None:
    coverage = s.check_coverage(people_of(6, {"DS11": 2}), ONE)
    page = report(coverage, language="en")
    assert "No competency has just as many people as needed." in page.id("holes").text


def test_small_units_are_pooled_in_the_table_and_behind_the_picture(
    report: Report, results: dict[str, Any]
) -> None:
    page = report(**results)
    assert page.table("t-units") == [
        ["Digitalisering og It", "14", "26 af 32", "SS21, DS13"],
        ["Jura og Lovkvalitet", "12", "17 af 32", ""],
        ["Sagsbehandling Øst", "20", "24 af 32", ""],
        ["Mindre enheder (samlet)", "14", "26 af 32", "PV12, DS31"],
    ]
    assert page.table("t-matrix-0")[3][1:] == ["0", "0 +3", "0", "0 +1"]
    assert "Analyse og Data" not in page.text
    every = report(**results, least=1)
    assert "Analyse og Data" in every.text
    assert len(every.table("t-units")) == 5


def test_own_targets_of_units_get_their_verdict(report: Report) -> None:
    people = [*people_of(6, {"DS11": 2}, unit="A"), *people_of(6, unit="B")]
    people = [evolve(one, unit=None) if one.unit == "B" else one for one in people]
    coverage = s.check_coverage(people, ONE, unit_targets={"A": ONE})
    page = report(coverage, language="en")
    assert page.table("t-units") == [
        ["A", "6", "1 of 1", "DS11", "Yes: 1 of 1"],
        ["(without a unit)", "6", "0 of 1", "", ""],
    ]


@pytest.mark.parametrize(
    ("unit", "said"),
    [("A", "nothing to compare"), (None, "does not say which unit people belong to")],
)
def test_where_there_is_one_unit_nothing_is_compared(
    report: Report, unit: str | None, said: str
) -> None:
    page = report(s.check_coverage(people_of(6, unit=unit)), language="en")
    assert said in page.id("units").text
    assert not page.id("units").all("table", "img")


def test_of_many_units_the_largest_are_shown_and_the_rest_is_counted(report: Report) -> None:
    people = [one for n in range(130) for one in people_of(5 + (n % 2), unit=f"U{n:03d}")]
    page = report(s.check_coverage(people), language="en")
    assert len(page.table("t-units")) == 100
    assert "30 more rows are left out. Get all of them with: statskompetencer coverage" in page.text
    matrices = [
        table
        for table in page.id("units").all("table")
        if table.one("caption").get("id").startswith("t-matrix")
    ]
    heads = [head.text for table in matrices for head in table.one("thead").all("th")[1:]]
    assert heads == [f"U{n:03d}" for n in range(130) if n % 2][:30]
    assert "show the 30 largest of 130 units" in page.text
    one_more = report(s.check_coverage(people[: 101 * 6]), language="en", least=1)
    assert "more rows are left out" in one_more.text


def test_one_row_too_many_is_one_row(report: Report) -> None:
    people = [one for n in range(101) for one in people_of(5, unit=f"U{n:03d}")]
    page = report(s.check_coverage(people), language="en")
    assert "1 more row is left out." in page.id("units").text


# --- posts, training, matches ---

BOSS = s.Role("boss", {"DS11": 3, "DS12": 2}, titles={"en": "The boss", "da": "Chefen"})
TESTER = s.Role("tester", {"DS11": 2, "PV23": 4})
RARE = s.Role("rare", {"DS13": 4})
POSTS = [BOSS, TESTER, RARE]


def in_posts() -> list[s.Profile]:
    """6 bosses (2 short by 2 steps, 1 unknown), 5 testers (all short), 4 in a rare post."""
    return [
        *people_of(3, {"DS11": 3, "DS12": 4}, roles=["boss"]),
        *[s.Profile(f"b{n}", {"DS11": 1, "DS12": 2}, roles=["boss"]) for n in range(2)],
        s.Profile("c", {"DS12": 2}, roles=["boss"]),
        *people_of(5, {"DS11": 1, "PV23": 3}, roles=["tester"]),
        *people_of(4, {"DS13": 0}, roles=["rare"]),
        *people_of(2, {"DS11": 0}, roles=["unheard-of"]),
        s.Profile("without"),
    ]


@pytest.fixture
def posts() -> tuple[s.Coverage, Any]:
    people = in_posts()
    return s.check_coverage(people), find_post_gaps(people, POSTS)


def test_posts_are_shown_each_with_what_it_asks_for(report: Report, posts: Any) -> None:
    page = report(*posts, language="en")
    assert page.table("t-posts") == [
        ["The boss", "6", "1 of 2", "1 of 2"],
        ["tester", "5", "2 of 2", "0 of 2"],
    ]
    assert [row[1:] for row in page.table("t-post-0")] == [
        ["2", "1", "3", "4 to 7"],
        ["0", "0", "6", "0"],
    ]
    text = page.id("posts").text
    assert "Not shown, since fewer than 5 hold the post: rare" in text
    assert "nobody was measured against them: unheard-of" in text
    assert "1 person without a post: not measured against anything." in text


def test_a_rare_post_is_told_of_nowhere(report: Report, posts: Any) -> None:
    page = report(*posts, language="en")
    assert "DS13" not in page.id("posts").text
    assert "DS13" not in page.id("training").text
    assert "Posts that fewer than 5 hold are not counted." in page.id("training").text
    every = report(*posts, language="en", least=4)
    assert ["rare", "4", "1 of 1", "0 of 1"] in every.table("t-posts")
    assert "DS13" in every.id("training").text
    assert "are not counted" not in every.id("training").text


def test_training_sums_what_the_posts_lack_with_bounds(report: Report, posts: Any) -> None:
    page = report(*posts, language="en")
    # DS11: 2 of 6 bosses (2 steps each, 1 unknown of 3 steps) and 5 of 5 testers (1 step each)
    assert [[row[0].split()[0], *row[1:]] for row in page.table("t-training")] == [
        ["DS11", "7 to 8", "11", "9 to 12"],
        ["PV23", "5", "5", "5"],
    ]
    assert "Act cyber-securely (7 of 11)" in page.id("answer").text


def test_posts_that_lack_nothing_and_no_posts_at_all(report: Report) -> None:
    people = people_of(5, {"DS11": 4, "PV23": 4}, roles=["tester"])
    page = report(s.check_coverage(people), find_post_gaps(people, POSTS), language="en")
    assert "Everybody meets every requirement." in page.id("training").text
    assert not page.id("posts").all("details")
    nobody = people_of(5)
    page = report(s.check_coverage(nobody), find_post_gaps(nobody, POSTS), language="en")
    assert "Nobody in the data holds a post with known requirements." in page.id("posts").text
    assert "No requirements are shown" in page.id("training").text


def test_of_posts_that_are_not_shown_nothing_is_claimed(report: Report) -> None:
    few = people_of(4, {"DS13": 0}, roles=["rare"])
    page = report(s.check_coverage(few), find_post_gaps(few, POSTS), language="en")
    assert not page.id("posts").all("table")
    assert "No requirements are shown" in page.id("training").text
    some = [*few, *people_of(5, {"DS11": 4, "PV23": 4}, roles=["tester"])]
    page = report(s.check_coverage(some), find_post_gaps(some, POSTS), language="en")
    assert "Everybody in the posts shown meets every requirement." in page.id("training").text
    for everybody_is_fine in ("Everybody meets", "Alle opfylder"):
        assert everybody_is_fine not in page.text


def test_of_many_posts_those_with_most_gaps_are_shown(report: Report) -> None:
    roles = [s.Role(f"r{n:02d}", {"DS11": 1}) for n in range(15)]
    people = [
        one
        for n in range(15)
        for one in people_of(5, {"DS11": 1 if n < 2 else 0}, roles=[f"r{n:02d}"])
    ]
    page = report(s.check_coverage(people), find_post_gaps(people, roles), language="en")
    heads = [head.text for head in page.id("posts").all("h3")]
    assert heads == [f"r{n:02d}" for n in range(2, 14)]
    assert "shown for the 12 posts with most gaps" in page.id("posts").text
    assert len(page.table("t-posts")) == 15


def test_a_group_measured_against_one_role_or_against_its_posts(report: Report) -> None:
    people = people_of(6, {"DS11": 0}, roles=["tester"])
    coverage = s.check_coverage(people)
    page = report(coverage, s.find_group_gaps(people, TESTER), language="en")
    assert [head.text for head in page.id("posts").all("h3")] == ["tester"]
    assert [row[0].split()[0] for row in page.table("t-training")] == ["DS11", "PV23"]
    assert "two posts" not in page.text
    assert "Gaps against what is asked for" in page.id("posts").one("h2").text
    assert "their post" not in page.id("answer").text + page.id("training").text
    several = report(coverage, s.find_group_gaps(people, POSTS), language="en")
    assert [head.text for head in several.id("posts").all("h3")] == ["The group that was measured"]
    few = report(coverage, s.find_group_gaps(people[:4], TESTER), language="en")
    assert "The group has fewer than 5 people and is therefore not shown." in few.text
    assert not few.id("posts").all("table")


def test_without_gaps_or_matches_there_is_nothing_of_them(report: Report) -> None:
    page = report(s.check_coverage(people_of(6)))
    ids = [section["id"] for section in page.all("section")]
    assert ids == ["answer", "asked", "holes", "model", "units", "method"]
    titles = [link.text for link in page.one("nav").all("a")]
    heads = [section.one("h2").text for section in page.all("section")]
    assert heads == [f"{number}. {title}" for number, title in enumerate(titles, 1)]


def test_matches_are_counted_and_only_of_enough_people(report: Report) -> None:
    people = in_posts()
    rankings = [s.rank(people, BOSS), s.rank(people[:3], TESTER)]
    page = report(s.check_coverage(people), matches=rankings, language="en")
    assert page.table("t-matches") == [["The boss", "18", "0", "0"]]  # it has no minimum
    assert "fewer than 5 were measured against the role: tester" in page.id("matches").text
    assert not page.id("matches").all("h3")
    named = report(s.check_coverage(people), matches=rankings, people=True, language="en")
    assert [head.text for head in named.id("matches").all("h3")] == ["The boss"]
    assert named.table("t-rank-0")[0][1] == "1"
    few = report(s.check_coverage(people), matches=rankings[1:], language="en")
    assert not few.id("matches").all("table")


def test_of_many_who_share_a_place_the_first_are_shown(report: Report) -> None:
    people = people_of(90, {"DS11": 3})
    ranking = s.rank(people, BOSS)
    page = report(s.check_coverage(people), matches=[ranking], people=True, language="en")
    rows = page.table("t-rank-0")
    assert len(rows) == 20
    assert {row[1] for row in rows} == {"1"}
    assert "70 more rows are left out. Get all of them with:" in page.text
    assert "statskompetencer match FILE --role boss --people" in page.text


def test_pooled_people_who_are_named_are_in_the_pool_everywhere(report: Report) -> None:
    people = [
        *people_of(6, {"DS11": 0}, unit="Large"),
        s.Profile("al", {"DS11": 3}, unit="Tiny"),
        *people_of(4, {"DS11": 1}, unit="Small"),
    ]
    coverage, ranking = s.check_coverage(people, ONE), s.rank(people, BOSS)
    page = report(coverage, matches=[ranking], people=True, language="en")
    assert [row[:2] for row in page.table("t-key-people")] == [["al", "Smaller units (pooled)"]]
    assert page.table("t-rank-0")[0][:3] == ["al", "1", "Smaller units (pooled)"]
    assert "Tiny" not in page.text
    every = report(coverage, matches=[ranking], people=True, least=1, language="en")
    assert every.table("t-rank-0")[0][2] == "Tiny"


# --- method ---


def test_the_method_says_whose_levels_roles_and_titles_they_are(
    report: Report, results: dict[str, Any], posts: Any
) -> None:
    method = facts(report(**results), "method")
    assert "den officielle model har ingen niveauer" in method["Niveauer"]
    assert "8 af 8 roller er projektets egne eksempler" in method["Rollerne"]
    assert method["Titlerne"].startswith("13 af 48 danske titler er officielle")
    assert "ingen er nævnt" in method["Personer"]
    assert "færre end 5 personer er ikke vist for sig" in method["Personer"]
    assert "Tallene er ikke anonyme" in method["Personer"]
    every = facts(report(**results, least=1, language="en"), "method")
    assert "The counts are not anonymous" in every["People"]
    own = facts(report(*posts, people=True, least=1), "method")
    assert "organisationens egne" in own["Rollerne"]
    assert own["Personer"].startswith("Personer er nævnt med deres id’er")
    assert "vist for sig" not in own["Personer"]


def small(language: str = "sv", titles: dict[str, str] | None = None) -> s.Framework:
    titles = titles or {language: "Ramverk"}
    one = s.Competency("A1", titles)
    return s.Framework("own", "1", titles, [s.Area("A", titles, [one])])


def test_a_framework_of_ones_own_in_another_language(report: Report) -> None:
    framework = small()
    scale = s.Scale("own", [{"sv": "nej"}, {"sv": "ja"}], holds_from=1)
    people = [s.Profile(f"p{n}", {"A1": 1}, framework=framework, scale=scale) for n in range(6)]
    page = report(s.check_coverage(people))
    assert page.one("html")["lang"] == "en"
    swedish = [node for node in page.all() if node.get("lang") == "sv"]
    assert {node.text for node in swedish} == {"Ramverk"}
    assert len(swedish) >= 4
    assert "official model" not in page.text
    assert "the project’s own" not in page.id("method").text
    assert "1 nej" not in page.text
    assert "0 nej, 1 ja" in page.id("method").text


def test_a_title_in_another_language_says_which(report: Report) -> None:
    role = s.Role("x", {"DS11": 3}, titles={"da": "Chefen"})
    people = people_of(6, {"DS11": 1}, roles=["x"])
    page = report(s.check_coverage(people), find_post_gaps(people, [role]), language="en")
    assert "Chefen" in {node.text for node in page.all() if node.get("lang") == "da"}
    german = s.Role("x", {"DS11": 3}, titles={"de": "Chef"})
    page = report(s.check_coverage(people), find_post_gaps(people, [german]), language="en")
    assert "Chef" in {node.text for node in page.all() if node.get("lang") == "de"}


# --- hostile names ---

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x","y")',
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_shows_as_text_wherever_it_stands(report: Report, name: str) -> None:
    titles = {"en": name}
    one = s.Competency("A1", titles)
    framework = s.Framework("own", "1", titles, [s.Area("A", titles, [one])])
    role = s.Role("r", {"A1": 3}, framework=framework, titles=titles)
    people = [
        s.Profile(f"{name}{n}", {"A1": 2 if n else 0}, framework=framework, unit=unit, roles=["r"])
        for n, unit in enumerate([name, name, "B", "B"])
    ]
    options = {"people": True, "least": 1, "title": name, "matches": [s.rank(people, role)]}
    page = report(s.check_coverage(people), find_post_gaps(people, [role]), **options)
    assert not page.all("script")
    assert {image["src"] for image in page.all("img")} == {"data:image/svg+xml;base64,"}
    assert len(page.all("style")) == 1
    assert not [key for node in page.all() for key in node.attributes if key.startswith("on")]
    assert not [link for link in page.all("a") if link["href"].startswith("javascript")]
    assert page.one("h1").text == name
    assert name in [row[0] for row in page.table("t-units")]
    assert f"{name}1" in [row[0] for row in page.table("t-rank-0")]


@pytest.mark.usefixtures("undrawn")
def test_the_publishers_address_is_a_link_only_if_it_is_one(tmp_path: Path) -> None:
    for url, links in (("javascript:alert(1)", []), ("https://example.org/", 1)):
        source = s.Source("official", url)
        titles = {"en": s.Text("en", "Model", source)}
        write_model(tmp_path / "m.html", small(titles=titles), overwrite=True)
        body = read(tmp_path / "m.html").one("body")
        outside = [link["href"] for link in body.all("a") if not link["href"].startswith("#")]
        assert outside == ([] if not links else [url])


# --- the signs ---


def test_the_signs_are_those_of_the_pictures() -> None:
    from statskompetencer.plotting._style import STATUS  # noqa: PLC0415 - needed here only

    assert {status: look.sign for status, look in STATUS.items()} == _setting.SIGNS


def test_every_word_is_there_in_both_languages_with_the_same_values() -> None:
    for key, (danish, english) in _words._TEXTS.items():
        assert danish, key
        assert english, key
        fields = [set(re.findall(r"\{(\w+)\}", text)) for text in (danish, english)]
        assert fields[0] == fields[1], key
