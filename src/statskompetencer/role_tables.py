"""Roles and targets in and out of files: CSV and Excel, one row a requirement or demand.

They are read as ratings are (see `statskompetencer.tables`): encoding, delimiter and
spellings are found out, all errors of a file come back together, and what was written
reads back as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ._asked import ASKED, AskedReader, Once, WrittenRole, read_role_id, texts_of
from ._binding import bound, default_binding, listing
from ._cells import Reader
from ._checks import as_path
from ._competency_cells import Competencies
from ._headers import NOWHERE, ROLE_FIELDS, TARGET_FIELDS, Headers, field_header, text_header
from ._rows import BAD, Rows
from ._sheet_output import Cell, write_sheet
from .exceptions import InvalidValueError
from .provenance import check_language
from .roles import Role
from .targets import Demand, Target

if TYPE_CHECKING:
    from os import PathLike

    from .framework import Framework
    from .levels import Scale


def read_roles(
    path: str | PathLike[str],
    *,
    framework: Framework | None = None,
    scale: Scale | None = None,
    columns: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
) -> tuple[Role, ...]:
    r"""Read roles from CSV or a workbook: one row a requirement.

    The columns are the role's id, the competency, the level that the role wants, its weight
    (1 where blank) and the minimum (none where blank); titles and descriptions by language,
    such as “Titel (da)”, and the parts stand in any of the role's rows. A row with an id but
    neither competency nor level is of a role that asks for nothing.

    Args:
        path: The file; what ends with .xlsx, .xlsm, .xlsb, .xls or .ods is a workbook.
        framework: What the roles speak of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.
        columns: For headers that are not usual what the column holds (``"role"``,
            ``"parts"``, ``"competency"``, ``"level"``, ``"weight"``, ``"minimum"``,
            ``"title (da)"`` and so on), or None to leave it out.
        sheet: The sheet of a workbook; None for the only one with something in it.

    Returns:
        The roles, in the order in which they first appear.

    Raises:
        UnreadableFileError: The file is not there, may not be read, or is not a table.
        InvalidInputError: Holds all errors in the file, each with row and column.
        UnknownNameError: There is no such sheet, or several and none was named.
        MissingExtraError: It is a workbook, and the extra is not installed.

    Example:
        >>> from pathlib import Path
        >>> lines = "Rolle;Titel;Kompetence;Niveau", "dpo;Databeskyttelse;DS12;ekspert"
        >>> _ = Path("roles.csv").write_text("\n".join(lines), "utf-8")
        >>> read_roles("roles.csv")
        (<Role dpo “Databeskyttelse”: 1 requirements>,)

    .. versionadded:: 0.1.0
    """
    framework, scale = default_binding(framework, scale)
    competencies = Competencies(framework)
    headers = Headers(ROLE_FIELDS, competencies, columns, texts=True)
    rows = Rows(as_path(path), sheet, headers)
    rows.require("role", "competency", "level")
    ids = Reader(read_role_id)
    asked = AskedReader(rows, competencies, scale)
    found: dict[str, WrittenRole] = {}
    for number, cells in rows:
        id_ = rows.value(number, cells, rows.layout.place("role"), ids)
        written = WrittenRole() if id_ is BAD else found.setdefault(id_, WrittenRole())
        written.read_about(rows, number, cells)
        if any(cells[rows.layout.place(field)].strip() for field in ASKED):
            asked.read_requirement(number, cells, written.requirements)
    rows.finish()
    return tuple(
        Role(
            id_,
            written.requirements.items.values(),
            framework=framework,
            scale=scale,
            titles=written.texts("title"),
            descriptions=written.texts("description"),
            parts=written.parts(),
        )
        for id_, written in found.items()
    )


def write_roles(
    roles: Iterable[Role],
    path: str | PathLike[str],
    *,
    language: str | None = None,
    delimiter: str = ";",
    encoding: str = "utf-8-sig",
) -> None:
    """Write roles as CSV, or as Excel (.xlsx, extra ``[excel]``); `read_roles` reads them.

    Titles and descriptions are written in all their languages, but not where they come
    from: when they are read, they count as one's own. A file that is there is replaced.

    Args:
        roles: Roles for one framework and scale, each id once.
        path: The file; Excel for the suffix .xlsx; CSV for .csv, .txt, .tsv.
        language: A language of the framework, for the titles of competencies; headers are
            Danish for ``"da"`` and English for every other. Danish by default.
        delimiter: What parts the cells of CSV: semicolon, comma or tab.
        encoding: ``"utf-8-sig"``, ``"utf-8"``, ``"utf-16"`` or ``"cp1252"``.

    Raises:
        BindingError: Roles for different frameworks or scales.
        InvalidValueError: A role without an id, an id that is there twice, no such
            delimiter or encoding, or a text that the encoding does not have.
        UnknownLanguageError: The framework is not there in this language.
        UnreadableFileError: The file cannot be written.
        MissingExtraError: It is a workbook, and the extra is not installed.

    Example:
        >>> write_roles([Role("dpo", {"DS12": 4})], "roles.csv")
        >>> read_roles("roles.csv")[0].requirement("DS12")
        Requirement(competency='DS12', level=4, weight=1, minimum=0)

    .. versionadded:: 0.1.0
    """
    given = listing(roles, Role)
    framework, scale = (given[0].framework, given[0].scale) if given else default_binding(None)
    bound(given, Role, framework, scale)
    chosen = check_language(language, framework.languages, str(framework))
    texts = sorted({(kind, text.language) for role in given for kind, text in texts_of(role)})
    texts.sort(key=lambda text: text[0] != "title")
    write_sheet(
        as_path(path),
        [
            field_header(ROLE_FIELDS, "role", chosen),
            *(text_header(kind, text_language, chosen) for kind, text_language in texts),
            *(field_header(ROLE_FIELDS, name, chosen) for name in ("parts", *ASKED)),
        ],
        _role_rows(given, texts, Competencies(framework), chosen),
        delimiter=delimiter,
        encoding=encoding,
    )


def read_target(
    path: str | PathLike[str],
    *,
    framework: Framework | None = None,
    scale: Scale | None = None,
    columns: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
) -> Target:
    r"""Read a target from CSV or a workbook: one row a demand.

    The columns are the competency, the level that counts (the scale's `holds_from` where
    blank) and how many holders are needed (1 where blank).

    Args:
        path: The file; what ends with .xlsx, .xlsm, .xlsb, .xls or .ods is a workbook.
        framework: What the target speaks of; the bundled model by default.
        scale: The scale of the levels; the framework's, or the project's default.
        columns: For headers that are not usual what the column holds (``"competency"``,
            ``"level"``, ``"holders"``), or None to leave it out.
        sheet: The sheet of a workbook; None for the only one with something in it.

    Raises:
        UnreadableFileError: The file is not there, may not be read, or is not a table.
        InvalidInputError: Holds all errors in the file, each with row and column.
        UnknownNameError: There is no such sheet, or several and none was named.
        MissingExtraError: It is a workbook, and the extra is not installed.

    Example:
        >>> from pathlib import Path
        >>> _ = Path("target.csv").write_text("Kompetence;Antal\nDS11;3\nDS12;\n", "utf-8")
        >>> [(demand.competency, demand.holders) for demand in read_target("target.csv")]
        [('DS11', 3), ('DS12', 1)]

    .. versionadded:: 0.1.0
    """
    framework, scale = default_binding(framework, scale)
    competencies = Competencies(framework)
    rows = Rows(as_path(path), sheet, Headers(TARGET_FIELDS, competencies, columns))
    rows.require("competency")
    asked = AskedReader(rows, competencies, scale)
    demands = Once[Demand]()
    for number, cells in rows:
        asked.read_demand(number, cells, demands)
    if not rows.read:
        rows.fail(
            rows.sheet.header_row + 1,
            NOWHERE,
            InvalidValueError(
                "there is no demand: a target names at least one competency",
                danish="der er intet krav: et mål nævner mindst én kompetence",
            ),
        )
    rows.finish()
    return Target(demands.items.values(), framework=framework, scale=scale)


def write_target(
    target: Target,
    path: str | PathLike[str],
    *,
    language: str | None = None,
    delimiter: str = ";",
    encoding: str = "utf-8-sig",
) -> None:
    """Write a target as CSV, or as Excel (.xlsx, extra ``[excel]``); `read_target` reads it.

    A file that is there is replaced.

    Args:
        target: What to write.
        path: The file; Excel for the suffix .xlsx; CSV for .csv, .txt, .tsv.
        language: A language of the framework, for the titles of competencies; headers are
            Danish for ``"da"`` and English for every other. Danish by default.
        delimiter: What parts the cells of CSV: semicolon, comma or tab.
        encoding: ``"utf-8-sig"``, ``"utf-8"``, ``"utf-16"`` or ``"cp1252"``.

    Raises:
        InvalidTypeError: It is not a target.
        InvalidValueError: No such delimiter or encoding, or a text that it does not have.
        UnknownLanguageError: The framework is not there in this language.
        UnreadableFileError: The file cannot be written.
        MissingExtraError: It is a workbook, and the extra is not installed.

    Example:
        >>> write_target(Target({"DS11": 3}), "target.csv")
        >>> read_target("target.csv") == Target({"DS11": 3})
        True

    .. versionadded:: 0.1.0
    """
    (given,) = listing([target], Target)
    chosen = check_language(language, given.framework.languages, str(given.framework))
    competencies = Competencies(given.framework)
    write_sheet(
        as_path(path),
        [field_header(TARGET_FIELDS, name, chosen) for name in TARGET_FIELDS],
        (
            [_spelt(competencies, demand.competency, chosen), demand.level, demand.holders]
            for demand in given
        ),
        delimiter=delimiter,
        encoding=encoding,
    )


def _role_rows(
    roles: Iterable[Role],
    texts: Iterable[tuple[str, str]],
    competencies: Competencies,
    language: str,
) -> Iterator[list[Cell]]:
    """One row a requirement; titles, descriptions and parts stand in the first of a role."""
    seen: set[str] = set()
    for role in roles:
        if not role.id or role.id in seen:
            raise InvalidValueError(
                f"the id “{role.id}” is there twice" if role.id else "a role has no id",
                danish=f"id’et “{role.id}” er der to gange" if role.id else "en rolle har intet id",
                place="roles",
                found=role.id,
            )
        seen.add(role.id)
        said = {(kind, text.language): text.text for kind, text in texts_of(role)}
        about: list[Cell] = [*(said.get(text) for text in texts), " ".join(role.parts)]
        for requirement in role.requirements or [None]:
            asked: list[Cell] = [None] * len(ASKED)
            if requirement is not None:
                spelt = _spelt(competencies, requirement.competency, language)
                asked = [spelt, requirement.level, requirement.weight, requirement.minimum]
            yield [role.id, *about, *asked]
            about = [None] * len(about)


def _spelt(competencies: Competencies, key: str, language: str) -> str:
    return competencies.spelt(competencies.framework.competency(key), language)
