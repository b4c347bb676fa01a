"""Who meets a role best: each score as the line from its lower to its upper bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statskompetencer._checks import check_kind
from statskompetencer.matching import Ranking
from statskompetencer.provenance import check_language
from statskompetencer.roles import role_title

from ._axes import own_style
from ._given import checked_most
from ._rank_sheet import left_out, ranking_sheet, share_word, shown_of
from ._sheet import drawn

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ._sheet import Sheet


@own_style
def plot_ranking(
    ranking: Ranking,
    *,
    most: int = 20,
    language: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a ranking: place, verdict, and the score from its lower to its upper bound.

    The dot is the score (0 to 1), in which what was not assessed counts as not met; the ring
    is what it would be if all of that were met. People are there with their ids, since a
    ranking is of people. It is a place to start a talk from, never a decision.

    Args:
        ranking: What `statskompetencer.rank` gave.
        most: How many people are shown. Those who share the last place are shown as well, up
            to 40 more; how many are not is said.
        language: A language of the framework (Danish by default); the words are Danish for
            ``"da"`` and English for every other.
        ax: Where to draw; by default on a figure of its own, of the size that it needs.

    Raises:
        InvalidTypeError: `ranking` is no `statskompetencer.Ranking`, or `ax` no Axes.
        InvalidValueError: `most` is not a whole number from 1.
        UnknownLanguageError: The framework is not there in this language.

    Example:
        >>> from statskompetencer import Profile, Role, rank
        >>> from statskompetencer.plotting import plot_ranking
        >>> people = [Profile("bo", {"PV11": 2}), Profile("al", {"PV11": 3})]
        >>> ax = plot_ranking(rank(people, Role("r", {"PV11": 3})), language="en")
        >>> print(ax.alt_text)
        Ranking for “r”. Of 2 people, 2 qualify for “r”, 0 possibly (something is not assessed) and 0 do not. Score of the 2 shown: from 0.67 to 1.00.

    .. versionadded:: 0.1.0
    """  # noqa: E501 - what is printed is one line
    chosen, most = _checked(ranking, most, language)

    def build(width: float) -> Sheet:
        return ranking_sheet(ranking, most, chosen, width)

    return drawn(ax, build, ranking_alt_text(ranking, most=most, language=chosen))


def ranking_alt_text(ranking: Ranking, *, most: int = 20, language: str | None = None) -> str:
    """What `plot_ranking` shows, in a few sentences, without naming anybody.

    Args:
        ranking: What `statskompetencer.rank` gave.
        most: How many people are shown.
        language: A language of the framework (Danish by default).

    Raises:
        InvalidTypeError: `ranking` is no `statskompetencer.Ranking`.
        InvalidValueError: `most` is not a whole number from 1.
        UnknownLanguageError: The framework is not there in this language.

    Example:
        >>> from statskompetencer import Profile, Role, rank
        >>> print(ranking_alt_text(rank([Profile("bo", {"PV11": 3})], Role("r", {"PV11": 3}))))
        Rangliste til “r”. Af 1 person er 1 kvalificeret til “r”, 0 måske (noget er ikke vurderet) og 0 ikke. Scoren for den ene, der er vist, er 1,00.

    .. versionadded:: 0.1.0
    """  # noqa: E501 - what is printed is one line
    chosen, most = _checked(ranking, most, language)
    danish = chosen == "da"
    title = role_title(ranking.role, chosen)
    sentences = [
        f"Rangliste til “{title}”." if danish else f"Ranking for “{title}”.",
        ranking.explain(chosen),
    ]
    shown = shown_of(ranking, most)
    if shown:
        low = min(found.score for found in shown)
        high = max(found.score_upper for found in shown)
        span = share_word(low, chosen), share_word(high, chosen)
        one = len(shown) == 1
        whom = "den ene, der er" if one else f"de {len(shown)}, der er"
        if danish:
            bounds = f"går fra {span[0]} til {span[1]}" if span[0] != span[1] else f"er {span[0]}"
            sentences.append(f"Scoren for {whom} vist, {bounds}.")
        else:
            bounds = f"from {span[0]} to {span[1]}" if span[0] != span[1] else span[0]
            sentences.append(f"Score of the {'one' if one else len(shown)} shown: {bounds}.")
    return " ".join([*sentences, *left_out(ranking, most, chosen)])


def _checked(ranking: Ranking, most: int, language: str | None) -> tuple[str, int]:
    check_kind(ranking, [Ranking], "ranking")
    framework = ranking.role.framework
    return check_language(language, framework.languages, str(framework)), checked_most(most)
