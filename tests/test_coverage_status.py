"""The five statuses follow from holders, people not assessed, and holders needed."""

from __future__ import annotations

import pytest

from statskompetencer import CoverageStatus
from statskompetencer.coverage_status import status_of, status_word


@pytest.mark.parametrize(
    ("holders", "unknown", "needed", "status"),
    [
        (3, 0, 2, "covered"), (3, 9, 2, "covered"),
        (2, 0, 2, "fragile"), (2, 9, 2, "fragile"),
        (1, 1, 2, "possible"), (0, 2, 2, "possible"),
        (1, 0, 2, "short"), (0, 1, 2, "short"),
        (0, 0, 2, "uncovered"),
    ],
)  # fmt: skip
def test_the_status_follows_from_three_counts(
    holders: int, unknown: int, needed: int, status: str
) -> None:
    assert status_of(holders, unknown, needed) == status


def test_statuses_are_worded_in_both_languages() -> None:
    assert [status_word(s, "da") for s in CoverageStatus] == [
        "dækket", "sårbar", "måske dækket", "for få", "udækket",
    ]  # fmt: skip
    assert status_word(CoverageStatus.SHORT, "en") == "short"
    assert status_word(None, "da") == ""
