"""Who together covers it, who takes which post, what training closes the gap; extra ``planning``.

Each answer is exact, or says how far from the best it may be: the best value and a bound
come back with every plan, and `Proof` says how sure that is. A plan is a place to start a
talk from, never a decision about a person.
"""

from __future__ import annotations

from .assignment import (
    Assignment,
    LeftEmpty,
    LeftOut,
    OtherAssignment,
    Reason,
    Vacancy,
    assign,
)
from .changes import Change, WhatIf, join, leave, train, what_if
from .costs import read_costs
from .courses import Course, Raise, read_courses
from .leavers import Loss, OtherWorst, Resilience, resilience
from .proof import Proof
from .readings import OtherReading
from .teams import Team, TeamCompetency, smallest_team
from .training import Run, TrainingNeed, TrainingPlan, training_plan

__all__ = [
    "Assignment",
    "Change",
    "Course",
    "LeftEmpty",
    "LeftOut",
    "Loss",
    "OtherAssignment",
    "OtherReading",
    "OtherWorst",
    "Proof",
    "Raise",
    "Reason",
    "Resilience",
    "Run",
    "Team",
    "TeamCompetency",
    "TrainingNeed",
    "TrainingPlan",
    "Vacancy",
    "WhatIf",
    "assign",
    "join",
    "leave",
    "read_costs",
    "read_courses",
    "resilience",
    "smallest_team",
    "train",
    "training_plan",
    "what_if",
]
