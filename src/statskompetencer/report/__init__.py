"""Reports to hand on: one HTML file each, that asks for nothing and may run nothing.

`write_report` answers whether an organisation holds what is demanded of it, for somebody who
has five minutes; `write_model` is the model's printable version. Both meet the accessibility
that the law asks of the public sector, print on A4, and come in Danish and English.

Needs the extra ``report``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from statskompetencer import __version__
from statskompetencer._binding import check_binding, default_binding, framework_key, listing
from statskompetencer._checks import as_day, as_path, check_encodable, check_kind
from statskompetencer._text import shown
from statskompetencer.coverage import Coverage
from statskompetencer.exceptions import BindingError, InvalidTypeError, InvalidValueError
from statskompetencer.group_gaps import GroupGaps
from statskompetencer.matching import Ranking
from statskompetencer.post_gaps import PostGaps
from statskompetencer.privacy import LEAST, check_least, pool_small_units
from statskompetencer.provenance import check_language

from ._answer import answer, asked
from ._blocks import Page, Section
from ._coverage import holes, units, whole
from ._method import method
from ._model import model_page
from ._page import check_extra, html
from ._posts import matches as matches_section
from ._posts import posts, training
from ._setting import Setting, title_of
from ._words import Words
from ._writing import check_free, write_whole

if TYPE_CHECKING:
    from os import PathLike

    from statskompetencer.framework import Framework


def write_report(  # noqa: PLR0913 - one argument for each thing about the report
    path: str | PathLike[str],
    coverage: Coverage,
    gaps: PostGaps | GroupGaps | None = None,
    *,
    matches: Iterable[Ranking] = (),
    title: str | None = None,
    language: str | None = None,
    people: bool = False,
    least: int = LEAST,
    made_on: date | str | None = None,
    overwrite: bool = False,
) -> None:
    """Write a report as one HTML file: the answer first, then what it rests on.

    The same results, arguments and versions give the same bytes. The file stays below 2 MB
    however many people and units there are: long tables are cut, and say how to get the rest.
    A write that fails leaves what was there.

    Args:
        path: The file to write, ending in .html or .htm.
        coverage: Whether the organisation holds what is demanded.
        gaps: What people lack in their posts (`find_post_gaps`) or against a role
            (`find_group_gaps`); None to leave it out.
        matches: Who meets which role (`rank`); none to leave it out.
        title: The heading; by default a question in the language of the report.
        language: A language of the framework; the words are Danish for ``"da"`` and English
            for every other. Danish by default.
        people: Whether to name people by their ids; otherwise they are counted.
        least: Units and posts of fewer people are not shown by themselves (from 1, which
            shows all); units are pooled as `pool_small_units` does.
        made_on: The day of the report; today by default.
        overwrite: Whether a file that is there is replaced.

    Raises:
        BindingError: Gaps or matches are for another framework or scale than the coverage.
        InvalidTypeError: An argument is of a kind that it cannot be.
        InvalidValueError: `path` ends otherwise, `least` is not a whole number from 1,
            `made_on` no day, or `title` has a control character in it.
        UnknownLanguageError: The framework is not there in this language.
        UnreadableFileError: The file cannot be written, or is there already.
        MissingExtraError: The extra ``report`` is not installed.

    Example:
        >>> from pathlib import Path
        >>> from statskompetencer import Profile, check_coverage
        >>> write_report("report.html", check_coverage([Profile("a", {"DS11": 3})]), language="en")
        >>> "0 to 31 of 32" in Path("report.html").read_text("utf-8")
        False

    .. versionadded:: 0.1.0
    """
    file = as_path(path)
    given = listing(matches, Ranking)
    _check(coverage, gaps, given)
    framework = coverage.framework
    say = Words(check_language(language, framework.languages, str(framework)))
    setting = Setting(
        coverage=pool_small_units(coverage, least, say.titles),
        units=len(coverage.units),
        gaps=gaps,
        matches=given,
        people=_flag(people, place="people"),
        least=check_least(least),
        made_on=as_day(made_on, "made_on") or datetime.now().astimezone().date(),
        say=say,
    )
    heading = _heading(title, say)
    replace = _flag(overwrite, place="overwrite")
    check_free(file, overwrite=replace)
    check_extra()
    write_whole(file, html(_report_page(setting, heading)), overwrite=replace)


def write_model(
    path: str | PathLike[str],
    framework: Framework | None = None,
    *,
    language: str | None = None,
    overwrite: bool = False,
) -> None:
    """Write the printable version of a framework: every entry, its description, its status.

    Args:
        path: The file to write, ending in .html or .htm.
        framework: What to print; the bundled model by default.
        language: A language of the framework; Danish by default.
        overwrite: Whether a file that is there is replaced.

    Raises:
        InvalidTypeError: `framework` is none, or `path` not a path.
        InvalidValueError: `path` ends otherwise.
        UnknownLanguageError: The framework is not there in this language.
        UnreadableFileError: The file cannot be written, or is there already.
        MissingExtraError: The extra ``report`` is not installed.

    Example:
        >>> from pathlib import Path
        >>> write_model("model.html", language="en")
        >>> "Act cyber-securely" in Path("model.html").read_text("utf-8")
        True

    .. versionadded:: 0.1.0
    """
    file = as_path(path)
    model, _ = default_binding(framework)
    say = Words(check_language(language, model.languages, str(model)))
    replace = _flag(overwrite, place="overwrite")
    check_free(file, overwrite=replace)
    check_extra()
    from ._pictures import draw_model  # noqa: PLC0415 - it needs the extra

    page = model_page(model, draw_model(model, say), say, _footer(say))
    write_whole(file, html(page), overwrite=replace)


def _check(
    coverage: Coverage, gaps: PostGaps | GroupGaps | None, matches: Iterable[Ranking]
) -> None:
    """Check that these are results, and all of the same framework and scale."""
    check_kind(coverage, [Coverage], "coverage")
    if gaps is not None:
        check_kind(gaps, [PostGaps, GroupGaps], "gaps")
    framework, scale = coverage.framework, coverage.target.scale
    if gaps is not None and framework_key(gaps.framework) != framework_key(framework):
        mine, theirs = " ".join(gaps.framework.key), " ".join(framework.key)
        raise BindingError(
            f"{gaps!r} is for framework {mine}, not for {theirs}",
            danish=f"{gaps!r} er til modellen {mine}, ikke til {theirs}",
            place="gaps",
            found=gaps.framework.key,
        )
    held = [role for role, _ in gaps.by_role] if isinstance(gaps, PostGaps) else []
    for role in (*held, *(ranking.role for ranking in matches)):
        check_binding(role, framework, scale)


def _flag(value: object, *, place: str) -> bool:
    if not isinstance(value, bool):
        raise InvalidTypeError(
            f"{shown(value)} is neither True nor False",
            danish=f"{shown(value)} er hverken True eller False",
            place=place,
            found=value,
        )
    return value


def _heading(title: str | None, say: Words) -> str:
    if title is None:
        return say("title")
    if not isinstance(title, str):
        raise InvalidTypeError(
            f"{shown(title)} is not a text",
            danish=f"{shown(title)} er ikke en tekst",
            place="title",
            found=title,
        )
    check_encodable(title, "title")
    heading = " ".join(title.split())
    if not heading.isprintable():  # such as what turns the direction of reading
        raise InvalidValueError(
            f"{shown(title)} has a control character in it",
            danish=f"{shown(title)} har et styretegn i sig",
            place="title",
            found=title,
        )
    return heading or say("title")


def _report_page(setting: Setting, heading: str) -> Page:
    coverage, say = setting.coverage, setting.say
    from ._pictures import draw  # noqa: PLC0415 - it needs the extra

    pictures = draw(setting)
    sections: list[Section] = [answer(setting), asked(setting), holes(setting)]
    sections += [whole(setting, pictures.wheel), units(setting, pictures.units)]
    if setting.gaps is not None:
        sections += [posts(setting, pictures.posts), training(setting)]
    if setting.matches:
        sections.append(matches_section(setting, pictures.rankings))
    sections.append(method(setting))
    line = (
        title_of(coverage.framework, say),
        f" · {say.count('person', coverage.people)} · {say.day(setting.made_on)}",
    )
    return Page(
        say.language,
        heading,
        (line,),
        tuple(sections),
        (_footer(say),),
        say("skip"),
        say("contents"),
    )


def _footer(say: Words) -> str:
    return say("made_with", version=__version__)
