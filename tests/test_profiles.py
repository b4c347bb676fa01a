"""A profile says of every competency one of three things, and of a person what is known."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime

import attrs
import pytest

from statskompetencer import (
    BindingError,
    DuplicateRatingError,
    Framework,
    InvalidInputError,
    InvalidTypeError,
    InvalidValueError,
    Profile,
    Rater,
    Ratings,
    Scale,
    UnknownLanguageError,
    UnknownNameError,
    Unrated,
    load,
    resolve,
)
from statskompetencer.documents import from_dict

MODEL = load()
ENGLISH: Framework = from_dict(
    {
        "format": 1, "id": "mine", "version": "1", "languages": ["en"], "titles": {"en": "Mine"},
        "areas": [{"id": "A", "titles": {"en": "First"}, "competencies": [
            {"id": "A1", "titles": {"en": "Write"}}, {"id": "A2", "titles": {"en": "Read"}}]}],
    }
)  # fmt: skip


class Whole:
    """A whole number of another library, such as numpy's."""

    def __index__(self) -> int:
        return 3

    def __repr__(self) -> str:  # names the test, so it has no address in it
        return "Whole(3)"


def mine(id_: str = "p", ratings: object = None, **more: object) -> Profile:
    return Profile(id_, ratings, framework=ENGLISH, **more)


# --- three states ---


def test_what_is_not_named_is_not_assessed_and_that_is_not_zero() -> None:
    bo = Profile("bo", {"PV11": 0})
    assert bo["PV11"] == 0
    assert bo["PV12"] is Unrated.NOT_ASSESSED
    assert (bo.level("PV11"), bo.level("PV12")) == (0, None)


def test_the_three_states_are_told_apart() -> None:
    bo = mine("bo", {"A1": Unrated.NOT_RELEVANT})
    assert [c.id for c in bo.not_relevant] == ["A1"]
    assert [c.id for c in bo.not_assessed] == ["A2"]
    assert bo.rated == ()
    bo = mine("bo", {"A2": 0, "A1": None})
    assert [c.id for c in bo.rated] == ["A2"]
    assert [c.id for c in bo.not_assessed] == ["A1"]


def test_who_holds_a_competency_holds_it_from_the_level_that_counts() -> None:
    bo = Profile("bo", {"PV11": 2, "PV12": 1, "PV13": 0, "DS11": Unrated.NOT_RELEVANT})
    assert bo.holds("PV11") is True
    assert bo.holds("PV12") is bo.holds("PV13") is False
    assert bo.holds("DS11") is bo.holds("DS12") is None
    assert bo.holds("PV12", 1) is True
    assert bo.holds("PV11", "erfaren") is False
    assert bo.holds("PV13", 0) is True


@pytest.mark.parametrize(
    "level", [3, 3.0, "3", "erfaren", "PRACTITIONER", Scale.default()[3], Whole()], ids=repr
)
def test_a_level_may_be_given_in_any_form(level: object) -> None:
    assert Profile("bo", {"PV11": level})["PV11"] == 3


def test_a_competency_may_be_named_in_any_form() -> None:
    by = [Profile("bo", {key: 3}) for key in ("DS12", "agere i henhold til gdpr", MODEL["DS12"])]
    assert by[0] == by[1] == by[2]
    assert by[0]["Act in accordance with GDPR"] == by[0][MODEL["DS12"]] == 3


def test_ratings_are_a_complete_mapping_in_the_order_of_the_framework() -> None:
    ratings = mine("bo", {"A2": 1}).ratings
    assert dict(ratings) == {"A1": Unrated.NOT_ASSESSED, "A2": 1}
    assert (list(ratings), len(ratings)) == (["A1", "A2"], 2)
    assert repr(ratings) == "<Ratings {'A1': 'NOT_ASSESSED', 'A2': 1}>"
    assert ratings.get("A2") == ratings["read"] == 1
    assert ratings.get("B1", "no") == "no"


def test_a_competency_is_in_the_ratings_by_every_name_by_which_it_is_looked_up() -> None:
    ratings = mine().ratings
    for key in ("A1", "a1", "WRITE", ENGLISH["A1"]):
        assert key in ratings
    for key in ("A", "First", "B1", None, 3, ["A1"], MODEL["DS11"], ENGLISH["A"]):
        assert key not in ratings


# --- refusals ---


def test_an_unknown_competency_is_named_with_its_place_and_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        Profile("bo", {"PV11": 1, "Realisere gevinst": 2})
    assert caught.value.place == "ratings['Realisere gevinst']"
    assert caught.value.nearest[0] == "Realisere gevinster"


@pytest.mark.parametrize("key", [None, 3, ("PV11",), MODEL["PV1"], "PV1"])
def test_only_competencies_are_rated(key: object) -> None:
    with pytest.raises((UnknownNameError, InvalidTypeError), match=r"^ratings\["):
        Profile("bo", {key: 1})


@pytest.mark.parametrize("level", [5, -1, "5"])
def test_a_level_beyond_the_scale_is_refused_with_its_place(level: object) -> None:
    with pytest.raises(
        InvalidValueError, match=r"^ratings\['PV11'\]: level .* is not on the scale"
    ):
        Profile("bo", {"PV11": level})


@pytest.mark.parametrize("level", [1.5, float("nan"), True, [], b"2", object()])
def test_what_is_no_level_is_refused_with_its_place(level: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"^ratings\['PV11'\]: .* is not a level"):
        Profile("bo", {"PV11": level})


def test_a_competency_is_rated_once_however_it_is_named() -> None:
    with pytest.raises(DuplicateRatingError) as caught:
        Profile("bo", {"DS12": 1, "Agere i henhold til GDPR": 1})
    assert str(caught.value) == (
        "ratings: DS12 is rated twice, as 'DS12' and 'Agere i henhold til GDPR'"
    )
    assert caught.value.explain("da").startswith("ratings: DS12 er vurderet to gange")


@pytest.mark.parametrize("ratings", [[], "", 0, [("PV11", 2)], {"PV11"}, "PV11", iter([])])
def test_ratings_come_as_a_mapping(ratings: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"ratings: .* is not a mapping from competencies"):
        Profile("bo", ratings)


@pytest.mark.parametrize("id_", ["", " ", " bo", "bo ", "b\no", "bo\x00", "b\u200bo", "a\ud800"])
def test_a_person_id_has_no_space_around_it_and_no_control_characters(id_: str) -> None:
    with pytest.raises(
        InvalidValueError, match=r"^id: .* is not an id: empty, with space"
    ) as caught:
        Profile(id_)
    assert "er ikke et id" in caught.value.explain("da")
    with pytest.raises(InvalidValueError, match=r"^unit: "):
        Profile("bo", unit=id_)
    with pytest.raises(InvalidValueError, match=r"^roles: "):
        Profile("bo", roles=["ok", id_])


@pytest.mark.parametrize("id_", ["M1001", "bo b", "a+b", "x|y", "æøå", "<script>", "日本"])
def test_a_person_id_may_be_any_other_text(id_: str) -> None:
    assert Profile(id_, unit=id_).id == Profile(id_, unit=id_).unit == id_


def test_what_looks_the_same_is_the_same_person_and_the_same_unit() -> None:
    odd = Profile("A\u030ase  B", unit="Jura  og  ra\u030ad", roles=["ra\u030ad", "råd"])
    assert (odd.id, odd.unit, odd.roles) == ("Åse B", "Jura og råd", ("råd",))


@pytest.mark.parametrize("value", [None, 7, b"bo", ["bo"], 1.5])
def test_ids_are_texts(value: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"^id: .* is not a text"):
        Profile(value)
    with pytest.raises(InvalidTypeError, match=r"^roles: .* is not a text"):
        Profile("bo", roles=[value])
    if value is not None:
        with pytest.raises(InvalidTypeError, match=r"^unit: .* is not a text"):
            Profile("bo", unit=value)


@pytest.mark.parametrize("roles", [None, 3, "projektleder", object()])
def test_posts_come_as_a_list(roles: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"^roles: .* is not a list of ids"):
        Profile("bo", roles=roles)


@pytest.mark.parametrize("post", ["a,b", "a;b", "a|b"])
def test_a_post_holds_nothing_that_parts_posts_in_a_cell(post: str) -> None:
    with pytest.raises(InvalidValueError, match=r"has one of , ; |, which part the ids"):
        Profile("bo", roles=[post])


def test_posts_are_kept_once_in_the_order_in_which_they_were_given() -> None:
    assert Profile("bo", roles=iter(["b", "a", "b"])).roles == ("b", "a")


@pytest.mark.parametrize("rater", ["self", Rater.SELF])
def test_a_rater_is_given_by_itself_or_its_word(rater: object) -> None:
    assert Profile("bo", rater=rater).rater is Rater.SELF


@pytest.mark.parametrize("rater", ["Self", "", 1, [], pytest.param(10**5000, id="huge")])
def test_an_unknown_rater_is_refused_with_those_that_there_are(rater: object) -> None:
    with pytest.raises(InvalidValueError, match=r"rater: .* is not a rater") as caught:
        Profile("bo", rater=rater)
    assert caught.value.allowed == ("self", "manager", "agreed")


@pytest.mark.parametrize(
    "day", [date(2026, 1, 31), "2026-01-31", datetime(2026, 1, 31, 8, 30, tzinfo=UTC)]
)
def test_a_day_is_a_date_whatever_it_came_as(day: object) -> None:
    assessed_on = Profile("bo", assessed_on=day).assessed_on
    assert (assessed_on, type(assessed_on)) == (date(2026, 1, 31), date)


@pytest.mark.parametrize("day", ["31.01.2026", 46053, "", b"2026-01-31"])
def test_what_is_no_day_is_refused(day: object) -> None:
    with pytest.raises(InvalidValueError, match=r"^assessed_on: .* is not a date"):
        Profile("bo", assessed_on=day)


@pytest.mark.parametrize("framework", ["digst", 0, Scale.default(), {}])
def test_a_framework_is_a_framework(framework: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"^framework: .* is not a Framework"):
        Profile("bo", framework=framework)


@pytest.mark.parametrize("scale", [5, 0, "x", MODEL, []])
def test_a_scale_is_a_scale(scale: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"^scale: .* is not a Scale"):
        Profile("bo", scale=scale)


# --- what it is bound to ---


def test_the_bundled_model_and_the_projects_scale_are_meant_where_none_is_given() -> None:
    bo = Profile("bo")
    assert bo.framework is MODEL
    assert bo.scale is Scale.default()


def test_the_scale_of_the_framework_goes_before_that_of_the_project() -> None:
    brings = attrs.evolve(ENGLISH, scale=Scale.binary(), version="2")
    assert Profile("bo", framework=brings).scale is Scale.binary()
    assert Profile("bo", framework=brings, scale=Scale.default()).scale is Scale.default()


def test_ratings_of_one_profile_make_another_of_the_same_framework() -> None:
    bo = mine("bo", {"A1": 3})
    again = Profile("al", bo.ratings)
    assert again.framework is ENGLISH
    assert again["A1"] == 3


def test_ratings_for_another_framework_are_refused_even_if_the_ids_agree() -> None:
    newer = attrs.evolve(ENGLISH, version="2")
    with pytest.raises(
        BindingError, match="ratings: the ratings are for framework mine 1, not for mine 2"
    ):
        Profile("bo", mine("bo", {"A1": 3}).ratings, framework=newer)


def test_ratings_beyond_the_scale_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="level 3 is not on the scale"):
        mine("bo", mine("bo", {"A1": 3}).ratings, scale=Scale.binary())
    assert mine("bo", mine("bo", {"A1": 1}).ratings, scale=Scale.binary())["A1"] == 1
    assert mine("bo", mine().ratings, scale=Scale.binary()).rated == ()


@pytest.mark.parametrize("codes", [b"", b"\0", b"\0" * 3])
def test_ratings_have_one_code_for_each_competency(codes: bytes) -> None:
    with pytest.raises(InvalidValueError, match=f"{len(codes)} codes for 2 competencies"):
        Ratings(ENGLISH, codes)


@pytest.mark.parametrize(
    ("framework", "codes"), [(None, b"\0\0"), (ENGLISH, "ab"), (ENGLISH, [0, 0])]
)
def test_ratings_are_a_framework_and_bytes(framework: object, codes: object) -> None:
    with pytest.raises(InvalidTypeError, match="are not a Framework and bytes"):
        Ratings(framework, codes)


# --- it is a value ---


def test_profiles_are_equal_by_what_they_say_not_by_how_it_is_worded() -> None:
    bo = Profile("bo", {"PV11": 3})
    reworded = attrs.evolve(MODEL, titles={"da": "Andet", "en": "Other"})
    assert Profile("bo", {"PV11": 3}, framework=reworded) == bo
    assert hash(Profile("bo", {"PV11": 3}, framework=reworded)) == hash(bo)
    assert bo != Profile("bo", {"PV11": 2})
    assert bo != Profile("bo", {"PV11": 3}, framework=MODEL.select("PV", version="2019-pv"))
    assert bo != Profile("bo", {"PV11": 3}, scale=attrs.evolve(Scale.default(), holds_from=1))
    assert bo != Profile("al", {"PV11": 3})


def test_a_profile_is_frozen() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        mine().id = "x"


def test_some_ratings_are_replaced_and_the_rest_is_kept() -> None:
    bo = mine(
        "bo", {"A1": 1, "A2": 2}, unit="Jura", roles=["x"], rater="self", assessed_on="2026-01-31"
    )
    new = bo.with_ratings({"read": None, "A1": "ekspert"})
    assert dict(new.ratings) == {"A1": 4, "A2": Unrated.NOT_ASSESSED}
    assert new == mine(
        "bo", {"A1": 4}, unit="Jura", roles=["x"], rater="self", assessed_on="2026-01-31"
    )
    assert bo["A1"] == 1
    assert bo.with_ratings({}) == bo


def test_replaced_ratings_are_checked_like_others() -> None:
    with pytest.raises(UnknownNameError):
        mine().with_ratings({"B1": 1})
    with pytest.raises(InvalidValueError):
        mine().with_ratings({"A1": 9})
    with pytest.raises(InvalidTypeError):
        mine().with_ratings(None)


FULL = mine(
    "bo", {"A1": 3, "A2": Unrated.NOT_RELEVANT}, unit="Jura", roles=["x", "y"],
    rater="agreed", assessed_on="2026-01-31",
)  # fmt: skip


def test_plain_values_name_what_was_said() -> None:
    assert FULL.to_dict() == {
        "id": "bo",
        "framework": ["mine", "1"],
        "scale": ["statskompetencer-0-4", 4, 2],
        "unit": "Jura",
        "roles": ["x", "y"],
        "rater": "agreed",
        "assessed_on": "2026-01-31",
        "ratings": {"A1": 3, "A2": "not relevant"},
    }
    bare = mine().to_dict()
    assert (bare["unit"], bare["rater"], bare["assessed_on"], bare["ratings"]) == (None,) * 3 + (
        {},
    )


@pytest.mark.parametrize("profile", [FULL, mine()])
def test_a_profile_survives_json_pickle_and_copy(profile: Profile) -> None:
    values = json.loads(json.dumps(profile.to_dict()))
    assert Profile.from_dict(values, framework=ENGLISH) == profile
    assert pickle.loads(pickle.dumps(profile)) == profile  # noqa: S301 - made here
    assert copy.deepcopy(profile) == copy.copy(profile) == profile


def test_plain_values_of_another_framework_or_scale_are_refused() -> None:
    with pytest.raises(BindingError) as caught:
        Profile.from_dict(FULL.to_dict())
    assert str(caught.value) == (
        "this is for framework ['mine', '1'] and scale ['statskompetencer-0-4', 4, 2], "
        "not for ['digst-digitale-kompetencer', '2019'] and ['statskompetencer-0-4', 4, 2]"
    )
    assert "dette er til modellen" in caught.value.explain("da")
    with pytest.raises(BindingError):
        Profile.from_dict(FULL.to_dict(), framework=ENGLISH, scale=Scale.binary())
    for framework in (None, 5, "mine", ["mine"], ["mine", 1]):
        with pytest.raises(BindingError):
            Profile.from_dict({**FULL.to_dict(), "framework": framework}, framework=ENGLISH)
    id_ = Scale.default().id
    for scale in (None, id_, [id_], [id_, 4, 3], [id_, 3, 2], [id_, 4, 2, 0]):
        with pytest.raises(BindingError):
            Profile.from_dict({**FULL.to_dict(), "scale": scale}, framework=ENGLISH)


def test_plain_values_need_not_name_framework_and_scale() -> None:
    assert Profile.from_dict({"id": "bo", "ratings": {"PV11": 2}}) == Profile("bo", {"PV11": 2})
    assert Profile.from_dict({"id": "bo"}) == Profile("bo")


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({}, InvalidValueError, "the field “id” is missing"),
        (
            {"id": "bo", "units": "x"},
            UnknownNameError,
            "there is no field 'units'. Did you mean “unit”",
        ),
        (None, InvalidTypeError, "None is not a mapping"),
        ([("id", "bo")], InvalidTypeError, "is not a mapping"),
        ({"id": "bo", "ratings": ["PV11"]}, InvalidTypeError, "ratings: .* is not a mapping"),
        ({"id": "bo", "ratings": {"PV11": "expret"}}, UnknownNameError, "Did you mean “expert”"),
    ],
)
def test_plain_values_are_checked(values: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        Profile.from_dict(values)


def test_rows_have_one_plain_dict_a_competency() -> None:
    assert FULL.to_rows() == [
        {"competency": "A1", "title": "Write", "level": 3, "state": "rated"},
        {"competency": "A2", "title": "Read", "level": None, "state": "not relevant"},
    ]
    assert mine().to_rows("en")[0]["state"] == "not assessed"
    assert Profile("bo").to_rows("en")[0]["title"] == MODEL["SF11"].title("en")
    with pytest.raises(UnknownLanguageError):
        FULL.to_rows("da")


# --- how it shows ---


def test_a_profile_shows_counts_and_no_ratings() -> None:
    assert repr(FULL) == "<Profile bo (Jura): 1 rated, 0 not assessed, 1 not relevant>"
    assert repr(mine()) == "<Profile p: 0 rated, 2 not assessed, 0 not relevant>"


def test_a_notebook_shows_every_competency_in_danish_or_english() -> None:
    bo = Profile("<b>bo</b>", {"PV11": 3, "PV12": Unrated.NOT_RELEVANT, "PV13": 0})
    danish, english = bo._repr_html_(), bo.to_html("en")
    assert danish.count('<tr><th scope="row">') == 32
    for text in (
        "3 erfaren",
        "0 ingen",
        "ikke vurderet",
        "ikke relevant",
        "13 af 48 danske titler",
    ):
        assert text in danish
    for text in (
        "3 practitioner",
        "0 none",
        "not assessed",
        "not relevant",
        "13 of 48 English titles",
    ):
        assert text in english
    assert "<b>" not in danish + english
    with pytest.raises(UnknownLanguageError):
        bo.to_html("de")


def test_a_profile_without_danish_shows_in_the_language_of_its_framework() -> None:
    shown = FULL._repr_html_()
    assert '<div class="statskompetencer" lang="en">' in shown
    assert "3 practitioner" in shown
    with pytest.raises(UnknownLanguageError, match="Allowed: en"):
        FULL.to_html("da")


# --- several ratings of one person ---


def one(**more: object) -> Profile:
    """The one profile that several of the same person become."""
    rule, profiles = more.pop("rule", None), more.pop("profiles")
    (found,) = resolve(profiles, rule)
    return found


def refusals(profiles: list[Profile], rule: str | None = None) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        resolve(profiles, rule)
    assert all(isinstance(error, DuplicateRatingError) for error in caught.value.errors)
    return [str(error) for error in caught.value.errors]


def test_people_come_in_the_order_in_which_they_first_appear() -> None:
    given = [mine("b", {"A1": 1}), mine("a"), mine("b", {"A2": 2})]
    assert [p.id for p in resolve(given)] == ["b", "a"]
    assert resolve(given)[1] is given[1]
    assert resolve([]) == ()
    assert resolve(iter(given)) == resolve(given)


def test_what_only_one_profile_says_needs_no_rule() -> None:
    found = one(profiles=[mine("b", {"A1": 1}), mine("b", {"A2": Unrated.NOT_RELEVANT})])
    assert dict(found.ratings) == {"A1": 1, "A2": Unrated.NOT_RELEVANT}


def test_two_ratings_need_a_rule_even_if_they_agree() -> None:
    assert refusals([mine("b", {"A1": 1}), mine("b", {"A1": 1})]) == [
        "person “b” has 2 ratings of A1: 1, 1"
    ]


def test_the_latest_counts_and_undated_is_oldest() -> None:
    given = [
        mine("b", {"A1": 1, "A2": 1}),
        mine("b", {"A1": 2, "A2": 2}, assessed_on="2026-01-02"),
        mine("b", {"A1": 3}, assessed_on="2026-01-01"),
    ]
    found = one(profiles=given, rule="latest")
    assert dict(found.ratings) == {"A1": 2, "A2": 2}


def test_agreed_counts_before_manager_before_self_before_nobody() -> None:
    for better, worse in [("agreed", "manager"), ("manager", "self"), ("self", None)]:
        given = [mine("b", {"A1": 1}, rater=worse), mine("b", {"A1": 2}, rater=better)]
        for order in (given, given[::-1]):
            assert one(profiles=order, rule="rater")["A1"] == 2


def test_not_relevant_is_a_rating_too_but_not_assessed_is_not() -> None:
    given = [
        mine("b", {"A1": Unrated.NOT_RELEVANT, "A2": None}, assessed_on="2026-01-02"),
        mine("b", {"A1": 3, "A2": 3}, assessed_on="2026-01-01"),
    ]
    assert dict(one(profiles=given, rule="latest").ratings) == {
        "A1": Unrated.NOT_RELEVANT,
        "A2": 3,
    }
    assert refusals([*given[:1], mine("b", {"A1": 0})]) == [
        "person “b” has 2 ratings of A1: not relevant (2026-01-02), 0"
    ]


def test_what_a_rule_cannot_decide_is_an_error_unless_all_that_are_left_agree() -> None:
    same_day = [
        mine("b", {"A1": 1}, assessed_on="2026-01-01", rater="self"),
        mine("b", {"A1": 2}, assessed_on="2026-01-01"),
    ]
    assert refusals(same_day, "latest") == [
        "person “b” has 2 ratings of A1: 1 (self, 2026-01-01), 2 (2026-01-01)"
    ]
    assert one(profiles=same_day, rule="rater")["A1"] == 1
    agreeing = [mine("b", {"A1": 2}, rater="self"), mine("b", {"A1": 2}, rater="self")]
    assert one(profiles=agreeing, rule="rater")["A1"] == 2


def test_every_contradiction_comes_back_at_once() -> None:
    given = [
        mine("b", {"A1": 1, "A2": 1}), mine("b", {"A1": 2, "A2": 2}),
        mine("c", {"A1": 3}, unit="x"), mine("c", {"A1": 4}, unit="y"),
    ]  # fmt: skip
    assert refusals(given) == [
        "person “b” has 2 ratings of A1: 1, 2",
        "person “b” has 2 ratings of A2: 1, 2",
        "person “c” has 2 ratings of A1: 3, 4",
        "person “c” is in several units: x, y",
    ]
    with pytest.raises(InvalidInputError) as caught:
        resolve(given)
    assert (
        caught.value.explain("da").splitlines()[1] == "  personen “b” har 2 vurderinger af A1: 1, 2"
    )


def test_the_unit_is_the_one_that_is_told() -> None:
    assert one(profiles=[mine("b"), mine("b", unit="x"), mine("b", unit="x")]).unit == "x"
    assert one(profiles=[mine("b"), mine("b")]).unit is None


def test_of_two_units_the_latest_counts_under_the_rule_that_says_so() -> None:
    moved = [
        mine("b", unit="old", assessed_on="2025-01-01"),
        mine("b", unit="new", assessed_on="2026-01-01"),
    ]
    assert one(profiles=moved, rule="latest").unit == "new"
    assert one(profiles=moved[::-1], rule="latest").unit == "new"
    for rule in (None, "rater"):
        assert refusals(moved, rule) == ["person “b” is in several units: old, new"]
    assert refusals([mine("b", unit="x"), mine("b", unit="y")], "latest") == [
        "person “b” is in several units: x, y"
    ]


def test_posts_days_and_raters_are_put_together() -> None:
    found = one(
        profiles=[
            mine("b", roles=["x", "y"], rater="self", assessed_on="2026-01-02"),
            mine("b", roles=["z", "x"], rater="self", assessed_on="2026-01-02"),
        ]
    )
    assert found.roles == ("x", "y", "z")
    assert found.rater is Rater.SELF
    assert found.assessed_on == date(2026, 1, 2)
    days = [mine("b", assessed_on=day) for day in ("2026-01-02", "2026-01-03", None)]
    assert one(profiles=days[:2]).assessed_on is None  # no day is that of all ratings
    assert one(profiles=days[1:]).assessed_on is None
    assert one(profiles=[mine("b", rater="self"), mine("b", rater="manager")]).rater is None
    assert one(profiles=[mine("b", rater="self"), mine("b")]).rater is None


@pytest.mark.parametrize("rule", ["newest", "", 1, [], {}, pytest.param(10**5000, id="huge")])
def test_an_unknown_rule_is_refused_with_those_that_there_are(rule: object) -> None:
    with pytest.raises(InvalidValueError, match="is not a rule") as caught:
        resolve([mine()], rule)
    assert caught.value.allowed == ("latest", "rater")
    with pytest.raises(InvalidValueError):
        resolve([], rule)


def test_profiles_of_two_frameworks_or_scales_are_not_put_together() -> None:
    with pytest.raises(
        BindingError, match="is for framework digst-digitale-kompetencer 2019, not for mine 1"
    ):
        resolve([mine("b"), Profile("b")])
    with pytest.raises(BindingError, match="is for scale"):
        resolve([mine("b"), mine("b", scale=Scale.binary())])


@pytest.mark.parametrize("profiles", [None, 5, FULL, [None], ["bo"], {"bo": FULL}])
def test_profiles_come_as_a_list(profiles: object) -> None:
    with pytest.raises(InvalidTypeError, match=r"is not a (list of )?Profile"):
        resolve(profiles)


def test_in_asks_whether_a_profile_speaks_of_a_competency() -> None:
    bo = Profile("bo", {"PV11": 3})
    assert "PV11" in bo
    assert "PV12" in bo  # not assessed is said, too: bo["PV12"]
    for other in ("PV", "no such", 5, None):
        assert other not in bo
