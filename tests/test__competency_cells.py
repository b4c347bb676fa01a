"""A competency is named by id, title or both, in any language; a contradiction is an error."""

from __future__ import annotations

import pytest

from statskompetencer import (
    Area,
    Competency,
    Framework,
    InvalidValueError,
    Subcategory,
    UnknownNameError,
    load,
)
from statskompetencer._cells import MOST_SUGGESTIONS
from statskompetencer._competency_cells import Competencies

MODEL = load()
BUNDLED = Competencies(MODEL)
TITLE = MODEL.competency("DS11").title("da")
ENGLISH = MODEL.competency("DS11").title("en")


def framework(titles: dict[str, str], *, area: str = "a") -> Framework:
    """A framework of one area with these competencies."""
    children = [Competency(id_, {"en": title}) for id_, title in titles.items()]
    return Framework("mine", "1", {"en": "Mine"}, [Area(area, {"en": "Everything"}, children)])


def found(spellings: Competencies, cell: str) -> str | None:
    competency = spellings.find(cell)
    return competency and competency.id


@pytest.mark.parametrize(
    "cell",
    [
        *("DS11", "ds11", TITLE, TITLE.upper(), ENGLISH, f"DS11 {TITLE}", f"DS11: {TITLE}"),
        *(f"DS11 - {TITLE}", f"DS11 – {TITLE}", f"DS11. {TITLE}", f"DS11) {TITLE}"),
        *(f"[DS11] {TITLE}", f"[DS11]{TITLE}", f"[DS11]: {TITLE}", f"(DS11) {TITLE}"),
        *(f"{TITLE} (DS11)", f"{TITLE} [DS11]", f"{TITLE}[ds11]", f"DS11 {ENGLISH}"),
        *("[DS11]", "DS11:", f"DS11  {TITLE}.", f"DS11-{TITLE}"),
    ],
)
def test_id_title_and_both_in_the_usual_forms(cell):
    assert found(BUNDLED, cell) == "DS11"
    assert MODEL.competencies[BUNDLED(cell)].id == "DS11"


@pytest.mark.parametrize(
    "cell", ["1.1", "1.1 Listen", "1.1: Listen", "Listen (1.1)", "1.1. listen"]
)
def test_ids_of_other_frameworks_may_have_points(cell):
    mine = Competencies(framework({"1.1": "Listen", "1.10": "Write"}, area="1"))
    assert found(mine, cell) == "1.1"


def test_ids_of_other_frameworks_may_have_hyphens_and_brackets():
    mine = Competencies(framework({"a-b": "Listen", "(c)": "(Re)design", "d": "Ask. Then act."}))
    assert found(mine, "a-b - Listen") == "a-b"
    assert found(mine, "(c) (Re)design") == "(c)"
    assert found(mine, "d: Ask. Then act.") == "d"


def test_a_title_that_starts_with_another_id_is_that_title():
    mine = Competencies(framework({"x": "y z", "y": "z"}))
    assert found(mine, "y z") == "x"


def test_an_id_comes_before_the_same_title():
    mine = Competencies(framework({"ab": "Listen", "b": "ab"}))
    assert found(mine, "ab") == "ab"


def test_where_ids_differ_in_case_only_the_case_counts():
    mine = Competencies(framework({"k": "Same", "K": "Same"}))
    assert [found(mine, cell) for cell in ("k", "K", "k Same", "[K] same")] == ["k", "K", "k", "K"]


def test_a_title_of_several_is_an_error_that_gives_their_ids():
    mine = Competencies(framework({"k": "Same", "l": "Same"}))
    assert found(mine, "Same") is None
    with pytest.raises(UnknownNameError, match="say which by its id") as caught:
        mine("same")
    assert caught.value.allowed == ("k", "l")


def test_the_title_of_a_branch_may_also_be_that_of_a_competency():
    mine = Competencies(framework({"k": "Everything"}))
    assert found(mine, "everything") == "k"


def test_id_and_title_that_contradict_each_other_are_an_error_that_names_both():
    with pytest.raises(InvalidValueError) as caught:
        BUNDLED("PV22 Realisere gevinster")
    assert caught.value.danish == (
        "“PV22 Realisere gevinster” siger to ting: PV22 er “Analysere og optimere "
        "arbejdsgange”, PV33 er “Realisere gevinster”"
    )
    assert caught.value.message.startswith("“PV22 Realisere gevinster” says two things: PV22 is “")
    assert caught.value.message.endswith("”, PV33 is “Realise benefits”")


def test_a_title_that_is_not_that_of_the_id_is_an_error_that_gives_the_right_one():
    with pytest.raises(InvalidValueError) as caught:
        BUNDLED("PV22 User stories")
    assert caught.value.danish.endswith(
        "er PV22 og noget andet, for PV22 er “Analysere og optimere arbejdsgange”: skriv PV22 alene"
    )


def test_the_longest_id_is_the_one_that_is_meant():
    mine = Competencies(framework({"1": "Listen", "1.1": "Write"}))
    with pytest.raises(InvalidValueError, match=r"1\.1 is “Write”"):
        mine("1.1 Sing")


def test_without_danish_titles_the_danish_text_gives_what_there_is():
    mine = Competencies(framework({"k": "Listen"}))
    with pytest.raises(InvalidValueError) as caught:
        mine("k Sing")
    assert caught.value.danish == "“k Sing” er k og noget andet, for k er “Listen”: skriv k alene"


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("PV1", "a subcategory"),
        (MODEL["PV1"].title("en"), "a subcategory"),
        ("PV", "an area"),
        (f"PV {MODEL['PV'].title('da')}", "an area"),
    ],
)
def test_a_branch_is_an_error_that_says_so_and_names_its_competencies(cell, kind):
    with pytest.raises(InvalidValueError, match=f"is {kind}; what is rated") as caught:
        BUNDLED(cell)
    assert caught.value.allowed[:3] == ("PV11", "PV12", "PV13")
    assert ("område" in caught.value.danish) == (kind == "an area")


def test_an_unknown_name_gives_the_nearest():
    with pytest.raises(UnknownNameError) as caught:
        BUNDLED("Agere cybersikert")
    assert caught.value.nearest == ("Agere cybersikkert",)
    assert "digst-digitale-kompetencer 2019" in caught.value.danish


def test_a_blank_cell_is_an_error_of_its_own():
    with pytest.raises(InvalidValueError, match="there is no competency"):
        BUNDLED("")


def test_after_many_unknown_names_no_time_is_spent_on_the_nearest():
    mine = Competencies(framework({"abcdef": "Listen"}))
    near = [mine.nearest("abcdeg") for _ in range(MOST_SUGGESTIONS + 1)]
    assert near[-2:] == [("abcdef",), ()]


def test_the_nearest_may_be_another_spelling():
    assert Competencies(framework({"k": "Listen"})).nearest("datum", ["Dato"]) == ("Dato",)


def test_a_competency_is_written_with_id_and_title():
    assert BUNDLED.spelt(MODEL.competency("DS11"), "da") == f"DS11 {TITLE}"


def test_where_that_would_be_another_one_it_is_written_so_that_it_reads_back():
    mine = framework({"a1": "b", "a2": "a1 b"})
    spellings = Competencies(mine)
    assert spellings.spelt(mine.competency("a1"), "en") == "[a1] b"
    assert spellings.spelt(mine.competency("a2"), "en") == "a2 a1 b"


def test_a_spelling_that_is_taken_is_not_used():
    mine = framework({"employee": "id"})
    spellings = Competencies(mine)
    taken = ["employee id", "[employee] id"]
    assert spellings.spelt(mine.competency("employee"), "en", taken.__contains__) == "[employee]"
    assert spellings.spelt(mine.competency("employee"), "en", lambda _: True) == "employee"


def test_entries_of_all_three_levels_are_told_apart():
    deep = Framework(
        "deep",
        "1",
        {"da": "Dyb"},
        [
            Area(
                "x",
                {"da": "X"},
                [Subcategory("x.1", {"da": "Y"}, [Competency("x.1.1", {"da": "Z"})])],
            )
        ],
    )
    with pytest.raises(InvalidValueError, match="is a subcategory"):
        Competencies(deep)("x.1 Y")
