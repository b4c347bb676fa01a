"""Importing costs little, brings no extra along, and runs one way."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import statskompetencer

PACKAGE = Path(statskompetencer.__path__[0])
ROOT = Path(__file__).parents[1]
FILES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path != PACKAGE / "__init__.py"
}
"""The modules by their names within the package: “gaps”, “cli”, “cli.words”."""
# From the bottom up: nothing imports what stands after it, be it by way of machinery. A folder
# stands here as a whole.
ORDER = [
    "exceptions",
    "provenance",
    "levels",
    "entries",
    "framework",
    "documents",
    "catalog",
    "profiles",
    "roles",
    "example_roles",
    "targets",
    "matching",
    "gaps",
    "group_gaps",
    "post_gaps",
    "coverage_status",
    "competency_coverage",
    "branch_coverage",
    "key_people",
    "coverage",
    "privacy",
    "role_tables",
    "tables",
    "planning",
    "plotting",
    "report",
    "bulk",
    "frames",
    "testing",
    "cli",
    "__main__",
]
CORE = {"attr", "attrs", "importlib_resources", "statskompetencer"}


def loaded_by(program: str) -> set[str]:
    """What a fresh process has in sys.modules after a program, and had not before."""
    around = f"import sys\nbefore = {{*sys.modules}}\n{program}\nprint(*{{*sys.modules}} - before)"
    done = subprocess.run(
        [sys.executable, "-c", around], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


def third_parties(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules} - sys.stdlib_module_names


# --- what is loaded, and when ---


def test_importing_the_package_loads_none_of_its_modules_and_nothing_of_others() -> None:
    loaded = loaded_by("import statskompetencer")
    assert third_parties(loaded) == {"statskompetencer"}
    assert {name for name in loaded if name.startswith("statskompetencer")} == {"statskompetencer"}
    assert "json" not in loaded


def test_loading_the_model_needs_attrs_and_importlib_resources_alone() -> None:
    loaded = loaded_by("import statskompetencer as s; s.load()")
    assert third_parties(loaded) == CORE
    assert {"json", "statskompetencer.documents", "statskompetencer._resources"} <= loaded
    assert "statskompetencer.levels" not in loaded
    assert "statskompetencer.profiles" not in loaded


def test_the_objects_are_there_without_the_data_and_the_means_to_read_it() -> None:
    loaded = loaded_by(
        "from statskompetencer import Area, Competency, Framework, Profile, Role, rank\n"
        "area = Area('A', {'en': 'x'}, [Competency('A1', {'en': 'y'})])\n"
        "f = Framework('f', '1', {'en': 'x'}, [area])\n"
        "rank([Profile('p', {'A1': 2}, framework=f)], Role('r', {'A1': 1}, framework=f))"
    )
    assert third_parties(loaded) == {"attr", "attrs", "statskompetencer"}
    assert not {"json", "statskompetencer.documents", "statskompetencer._resources"} & loaded


def test_no_extra_is_loaded_by_any_name_of_the_package() -> None:
    loaded = loaded_by("from statskompetencer import *; load_roles(); available()")
    assert third_parties(loaded) == CORE


def test_the_command_line_without_its_extra_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['typer'] = None; import statskompetencer.__main__ as m; m.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "statskompetencer[cli]" in done.stderr
    assert "Traceback" not in done.stderr


# --- the names of the package ---


def test_all_homes_and_imports_for_type_checkers_agree() -> None:
    homes = statskompetencer._HOMES
    assert sorted(statskompetencer.__all__) == sorted({*homes, "DATA_VERSION"})
    assert len(set(statskompetencer.__all__)) == len(statskompetencer.__all__)
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    typed = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level == 1
        for alias in node.names
    }
    assert typed == homes


@pytest.mark.parametrize("name", statskompetencer._HOMES)
def test_a_name_is_the_one_of_its_home_and_is_at_home_there(name: str) -> None:
    home = import_module(f"statskompetencer.{statskompetencer._HOMES[name]}")
    value = getattr(statskompetencer, name)
    assert value is getattr(home, name)
    assert value is vars(statskompetencer)[name]  # kept: the next look-up costs nothing
    assert value.__module__ == home.__name__


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    assert not hasattr(statskompetencer, "no_such_name")
    with pytest.raises(AttributeError, match="module 'statskompetencer' has no attribute 'laod'"):
        statskompetencer.laod  # noqa: B018 - looked up


def test_all_names_are_listed_before_they_are_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import statskompetencer as s; print(*dir(s))"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert {*statskompetencer.__all__, "__version__"} <= set(done.stdout.split())
    assert set(done.stdout.split()) <= set(dir(statskompetencer))


def test_no_name_is_that_of_a_module() -> None:
    assert not set(statskompetencer.__all__) & set(FILES)


def test_the_version_is_one() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", statskompetencer.__version__)
    assert "__version__" not in statskompetencer.__all__


# --- imports run one way ---


def is_for_type_checkers(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def within(name: str) -> str:
    """The name of a module within the package; nothing for one of others."""
    first, _, rest = name.partition(".")
    return rest if first == "statskompetencer" else ""


def run_imports(node: ast.AST, package: str) -> set[str]:
    """The modules of the package that are imported when the code runs, also in functions.

    Args:
        node: The code.
        package: The package in which it stands, with “statskompetencer” at its start.
    """
    found: set[str] = set()
    if isinstance(node, ast.ImportFrom):
        parts = package.split(".")
        start = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
        home = ".".join(filter(None, [start, node.module]))
        named = {within(f"{home}.{alias.name}") for alias in node.names}
        found |= named if named <= set(FILES) else {within(home), *named}
    elif isinstance(node, ast.Import):
        found |= {within(alias.name) for alias in node.names}
    children = node.orelse if is_for_type_checkers(node) else ast.iter_child_nodes(node)
    return found.union(*(run_imports(child, package) for child in children)) & set(FILES)


@cache
def imports(module: str) -> frozenset[str]:
    path = FILES[module]
    package = ".".join(["statskompetencer", *path.relative_to(PACKAGE).parts[:-1]])
    return frozenset(run_imports(ast.parse(path.read_text("utf-8")), package))


def of_folder(home: str) -> list[str]:
    return [name for name in FILES if name == home or name.startswith(f"{home}.")]


def reached(home: str) -> set[str]:
    """What else with a name of its own a module or folder imports, be it by way of machinery."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [*of_folder(home)]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        first = one.partition(".")[0]
        if first == home or first.startswith("_"):
            waiting += imports(one)
        else:
            found.add(first)
    return found


def test_every_module_has_its_place_in_the_order() -> None:
    homes = {name.partition(".")[0] for name in FILES}
    assert {name for name in homes if not name.startswith("_") or name == "__main__"} == set(ORDER)


def test_the_imports_are_seen() -> None:
    assert {"_binding", "roles"} <= imports("matching")
    assert {"documents", "_resources"} <= imports("catalog")  # in a function
    assert "profiles" not in imports("_binding")  # for type checkers only
    assert "catalog" in reached("profiles")
    assert {"cli.analyses", "cli.program"} <= imports("cli")  # as names, and from a neighbour
    assert {"targets", "cli.tables"} <= imports("cli.analyses")
    assert imports("__main__") >= {"_extras", "cli"}
    assert "coverage" in reached("cli")
    assert "cli" not in reached("cli")


@pytest.mark.parametrize("module", ORDER)
def test_a_module_imports_only_what_stands_below_it(module: str) -> None:
    below = set(ORDER[: ORDER.index(module)])
    assert reached(module) <= below


@pytest.mark.parametrize("module", FILES)
def test_no_module_imports_itself_by_any_way(module: str) -> None:
    seen: set[str] = set()
    waiting = [*imports(module)]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += imports(one)
    assert module not in seen


# --- what is promised in pyproject.toml ---


def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_core_depends_on_attrs_and_importlib_resources_alone() -> None:
    names = [re.match("[A-Za-z-]+", line)[0] for line in project()["dependencies"]]
    assert names == ["attrs", "importlib-resources"]


def test_the_package_imports_nothing_that_no_dependency_brings() -> None:
    imported = set()
    for path in FILES.values():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported.add(node.module.partition(".")[0])
    brought = {"attrs", "importlib_resources"}
    brought |= {"typer", "rich", "click"}  # cli
    brought |= {"python_calamine", "xlsxwriter"}  # excel
    brought |= {"matplotlib", "numpy"}  # plot: matplotlib itself needs numpy
    brought |= {"jinja2", "markupsafe"}  # report
    brought |= {"highspy", "numpy", "scipy"}  # planning: both bring numpy
    brought |= {"hypothesis"}  # testing
    brought |= {"narwhals", "numpy"}  # bulk and frames
    assert imported - sys.stdlib_module_names - {"statskompetencer"} <= brought


def test_every_extra_that_is_asked_for_can_be_installed() -> None:
    asked = set()
    for path in FILES.values():
        asked |= set(re.findall(r"statskompetencer\[(\w+)\]", path.read_text("utf-8")))
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "optional":
                asked.add(ast.literal_eval(node.args[1]))
    extras = set(project()["optional-dependencies"])
    assert asked <= extras
    assert {"excel", "testing"} <= asked
    (everything,) = project()["optional-dependencies"]["all"]
    assert everything == f"statskompetencer[{','.join(sorted(extras - {'all'}))}]"


def test_what_a_fresh_process_loads_is_seen() -> None:
    assert "json" in loaded_by("import json")
    assert "attrs" in third_parties(loaded_by("import attrs"))
