"""How far titles can be relied on, in words."""

import pytest

from statskompetencer import Status
from statskompetencer._title_notes import title_status, titles_note

COUNTS = {Status.OFFICIAL: 2, Status.TRANSLATED: 1, Status.RECONSTRUCTED: 0, Status.OWN: 3}
REST = "; 1 translated by the project from an official title; 3 own."


@pytest.mark.parametrize(
    ("language", "first", "rest"),
    [
        (
            "da",
            "2 af 6 danske titler er officielle",
            "; 1 oversat af projektet fra en officiel titel; 3 egne.",
        ),
        ("en", "2 of 6 English titles are official", REST),
        ("de", "2 of 6 titles in “de” are official", REST),
    ],
)
def test_the_note_says_whose_titles_they_are_and_leaves_out_what_is_not_there(
    language, first, rest
):
    assert titles_note(COUNTS, language) == first + rest


def test_every_status_has_a_word_of_its_own_in_both_languages():
    for language in ("da", "en"):
        assert len({title_status(status, language) for status in Status}) == len(Status)
