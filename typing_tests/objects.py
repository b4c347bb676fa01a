"""What type checkers infer for the framework, scales, profiles, roles and targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, assert_type

import statskompetencer as s
from statskompetencer import documents

# --- frameworks ---

model = s.load()
assert_type(model, s.Framework)
assert_type(s.load("mine.json"), s.Framework)
assert_type(s.load(Path("mine.json")), s.Framework)
assert_type(s.available(), tuple[str, ...])
data_version: str = s.DATA_VERSION
version: str = s.__version__

assert_type(model.areas, tuple[s.Area, ...])
assert_type(model.subcategories, tuple[s.Subcategory, ...])
assert_type(model.competencies, tuple[s.Competency, ...])
assert_type(model.competency_ids, tuple[str, ...])
assert_type(model.positions, Mapping[str, int])
assert_type(iter(model), Iterator[s.Competency])
assert_type(model.entries(), Iterator[s.Area | s.Subcategory | s.Competency])
assert_type(model["PV11"], s.Area | s.Subcategory | s.Competency)
assert_type(model.competency("PV11"), s.Competency)
assert_type(model.competency(model.competencies[0]), s.Competency)
assert_type(model.parent("PV11"), s.Area | s.Subcategory | None)
assert_type(model.path("PV11"), tuple[s.Area | s.Subcategory | s.Competency, ...])
assert_type(model.below("PV"), tuple[s.Competency, ...])
assert_type(model.search("data", "da"), tuple[s.Area | s.Subcategory | s.Competency, ...])
assert_type(model.title_statuses(), dict[s.Status, int])
assert_type(model.official_titles("en"), int)
assert_type(model.titles_note(), str)
assert_type(model.key, tuple[str, str])
assert_type(model.scale, s.Scale | None)
assert_type(model.published_on, date | None)
assert_type(model.select("PV", model.areas[0], version="2026"), s.Framework)
assert_type(model.retitle({"PV": {"da": "Projekter"}}, version="2026"), s.Framework)
assert_type(
    model.extend(s.Competency("X1", {"da": "x", "en": "y"}), under="PV1", version="2026"),
    s.Framework,
)

competency = model.competencies[0]
assert_type(competency.id, str)
assert_type(competency.title("en"), str)
assert_type(competency.title_text().source.status, s.Status)
assert_type(competency.titles, tuple[s.Text, ...])
assert_type(model.areas[0].competencies, tuple[s.Competency, ...])
assert_type(s.Source("official", read_on="2026-01-31").read_on, date | None)

own = s.Framework(
    "mine",
    "1",
    {"en": "Mine"},
    [s.Area("A", {"en": "First"}, [s.Competency("A1", [s.Text("en", "Write")])])],
    scale=s.Scale.binary(),
)
assert_type(own, s.Framework)
assert_type(documents.to_dict(own), dict[str, Any])
assert_type(documents.from_dict({}), s.Framework)
assert_type(documents.schema(), dict[str, Any])

# --- scales ---

scale = s.Scale("x", [{"da": "nej"}, s.Level(1, {"da": "ja"})], holds_from=1)
assert_type(scale, s.Scale)
assert_type(scale.number("ja"), int)
assert_type(scale.number(1.0), int)
assert_type(scale[1], s.Level)
assert_type(list(scale), list[s.Level])
assert_type(scale.max, int)
assert_type(s.Scale.default(), s.Scale)

# --- profiles ---

profile = s.Profile(
    "anna",
    {"PV11": 3, "PV12": "øvet", "DS11": s.Unrated.NOT_RELEVANT, "DS12": None},
    unit="Jura",
    roles=["projektleder"],
    rater="agreed",
    assessed_on="2026-01-31",
)
assert_type(profile, s.Profile)
assert_type(profile["PV11"], int | s.Unrated)
assert_type(profile.level("PV11"), int | None)
assert_type(profile.holds("PV11", "erfaren"), bool | None)
assert_type(profile.ratings, s.Ratings)
assert_type(profile.ratings["PV11"], int | s.Unrated)
assert_type(dict(profile.ratings), dict[str, int | s.Unrated])
assert_type(profile.rated, tuple[s.Competency, ...])
assert_type(profile.unit, str | None)
assert_type(profile.roles, tuple[str, ...])
assert_type(profile.rater, s.Rater | None)
assert_type(profile.assessed_on, date | None)
assert_type(profile.with_ratings({"PV11": 4}), s.Profile)
assert_type(profile.to_dict(), dict[str, Any])
assert_type(s.Profile.from_dict(profile.to_dict()), s.Profile)
assert_type(profile.to_rows("en"), list[dict[str, Any]])
assert_type(s.resolve([profile]), tuple[s.Profile, ...])
assert_type(s.resolve(iter([profile]), "latest"), tuple[s.Profile, ...])

# --- roles ---

role = s.Role("r", {"PV11": 3, "PV12": 2})
assert_type(role, s.Role)
assert_type(s.Role("r", {"PV11": "erfaren", "PV12": "øvet"}), s.Role)
assert_type(s.Role("r", {"DS11": s.Requirement("DS11", 2, minimum=1)}), s.Role)
assert_type(s.Role("r", [s.Requirement("PV11", 3)]), s.Role)
assert_type(list(role), list[s.Requirement])
assert_type(role.requirement("PV11"), s.Requirement | None)
assert_type(role.requirements[0].weight, int)
assert_type(role.steps_asked, int)
assert_type(s.combine(role, role, id="x"), s.Role)
assert_type(s.combine(), s.Role)
assert_type(s.Role.from_dict(role.to_dict()), s.Role)
assert_type(s.load_roles(), tuple[s.Role, ...])
assert_type(s.load_blocks(), tuple[s.Role, ...])
assert_type(s.find_role("Projektleder", s.load_roles()), s.Role)

# --- targets ---

target = s.Target({"DS11": 2, "DS12": 1})
assert_type(target, s.Target)
assert_type(s.Target({"DS12": s.Demand("DS12", level=3)}), s.Target)
assert_type(s.Target([s.Demand("DS11")]), s.Target)
assert_type(s.Target.everything(level="erfaren", holders=2), s.Target)
assert_type(list(target), list[s.Demand])
assert_type(target.demand("DS11"), s.Demand | None)
assert_type(target.demands[0].level, int | None)
assert_type(s.Target.from_dict(target.to_dict()), s.Target)
