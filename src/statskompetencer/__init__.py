"""The Danish state's *Model for digitale kompetencer* as objects and three analyses.

The whole everyday vocabulary is here: ``import statskompetencer as s`` and then ``s.load()``,
``s.read_ratings("file.csv")``, ``s.rank(…)``, ``s.find_gaps(…)``, ``s.check_coverage(…)``.
Each name is loaded from its module when it is first used, so that importing costs little.
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

DATA_VERSION = "2019.1"
"""The version of the bundled data: the model of 2019, first edition of this project."""

if TYPE_CHECKING:
    from .branch_coverage import BranchCoverage
    from .catalog import available, load
    from .competency_coverage import CompetencyCoverage
    from .coverage import Coverage, UnitContribution, check_coverage
    from .coverage_status import CoverageStatus
    from .entries import Area, Competency, Subcategory
    from .example_roles import load_blocks, load_roles
    from .exceptions import (
        BindingError,
        DuplicateRatingError,
        InvalidInputError,
        InvalidTypeError,
        InvalidValueError,
        MissingExtraError,
        StatskompetencerError,
        UnknownLanguageError,
        UnknownNameError,
        UnreadableFileError,
    )
    from .framework import Framework
    from .gaps import Gap, Gaps, find_gaps
    from .group_gaps import GroupGap, GroupGaps, find_group_gaps
    from .key_people import KeyPerson
    from .levels import Level, Scale
    from .matching import Match, Qualified, Ranking, match, rank
    from .post_gaps import PostGaps, find_post_gaps
    from .privacy import pool_small_units
    from .profiles import Profile, Rater, Ratings, Unrated, resolve
    from .provenance import Source, Status, Text
    from .report import write_model, write_report
    from .role_tables import read_roles, read_target, write_roles, write_target
    from .roles import Requirement, Role, combine, find_role
    from .tables import RatingsFile, read_ratings, write_ratings, write_template
    from .targets import Demand, Target

_HOMES = {
    "available": "catalog",
    "load": "catalog",
    "BranchCoverage": "branch_coverage",
    "CompetencyCoverage": "competency_coverage",
    "Coverage": "coverage",
    "CoverageStatus": "coverage_status",
    "KeyPerson": "key_people",
    "UnitContribution": "coverage",
    "check_coverage": "coverage",
    "load_blocks": "example_roles",
    "load_roles": "example_roles",
    "BindingError": "exceptions",
    "DuplicateRatingError": "exceptions",
    "InvalidInputError": "exceptions",
    "InvalidTypeError": "exceptions",
    "InvalidValueError": "exceptions",
    "MissingExtraError": "exceptions",
    "StatskompetencerError": "exceptions",
    "UnknownLanguageError": "exceptions",
    "UnknownNameError": "exceptions",
    "UnreadableFileError": "exceptions",
    "Area": "entries",
    "Competency": "entries",
    "Framework": "framework",
    "Subcategory": "entries",
    "Gap": "gaps",
    "Gaps": "gaps",
    "GroupGap": "group_gaps",
    "GroupGaps": "group_gaps",
    "PostGaps": "post_gaps",
    "find_gaps": "gaps",
    "find_group_gaps": "group_gaps",
    "find_post_gaps": "post_gaps",
    "Level": "levels",
    "Scale": "levels",
    "Match": "matching",
    "Qualified": "matching",
    "Ranking": "matching",
    "match": "matching",
    "rank": "matching",
    "pool_small_units": "privacy",
    "Profile": "profiles",
    "Rater": "profiles",
    "Ratings": "profiles",
    "Unrated": "profiles",
    "resolve": "profiles",
    "Source": "provenance",
    "Status": "provenance",
    "Text": "provenance",
    "Requirement": "roles",
    "Role": "roles",
    "combine": "roles",
    "find_role": "roles",
    "RatingsFile": "tables",
    "read_ratings": "tables",
    "read_roles": "role_tables",
    "read_target": "role_tables",
    "write_model": "report",
    "write_ratings": "tables",
    "write_report": "report",
    "write_roles": "role_tables",
    "write_target": "role_tables",
    "write_template": "tables",
    "Demand": "targets",
    "Target": "targets",
}

__all__ = [
    "DATA_VERSION",
    "Area",
    "BindingError",
    "BranchCoverage",
    "Competency",
    "CompetencyCoverage",
    "Coverage",
    "CoverageStatus",
    "Demand",
    "DuplicateRatingError",
    "Framework",
    "Gap",
    "Gaps",
    "GroupGap",
    "GroupGaps",
    "InvalidInputError",
    "InvalidTypeError",
    "InvalidValueError",
    "KeyPerson",
    "Level",
    "Match",
    "MissingExtraError",
    "PostGaps",
    "Profile",
    "Qualified",
    "Ranking",
    "Rater",
    "Ratings",
    "RatingsFile",
    "Requirement",
    "Role",
    "Scale",
    "Source",
    "StatskompetencerError",
    "Status",
    "Subcategory",
    "Target",
    "Text",
    "UnitContribution",
    "UnknownLanguageError",
    "UnknownNameError",
    "Unrated",
    "UnreadableFileError",
    "available",
    "check_coverage",
    "combine",
    "find_gaps",
    "find_group_gaps",
    "find_post_gaps",
    "find_role",
    "load",
    "load_blocks",
    "load_roles",
    "match",
    "pool_small_units",
    "rank",
    "read_ratings",
    "read_roles",
    "read_target",
    "resolve",
    "write_model",
    "write_ratings",
    "write_report",
    "write_roles",
    "write_target",
    "write_template",
]


if not TYPE_CHECKING:  # pragma: no branch - a type checker knows the names from above

    def __getattr__(name: str) -> object:
        """Load a name from its module at its first use."""
        if name not in _HOMES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        value = getattr(_import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
