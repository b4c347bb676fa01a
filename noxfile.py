"""Every check of the project: `nox -l` lists them, `nox -s NAME` runs one."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import nox
from packaging.requirements import Requirement  # nox itself depends on packaging

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.error_on_missing_interpreters = False  # skipped, also where CI is set
nox.options.reuse_existing_virtualenvs = False
nox.options.sessions = ["tests", "lint", "typing", "docs"]

PYPROJECT = nox.project.load_toml("pyproject.toml")

EVERY_TEST = ("tests", "--ignore=tests/browser")  # that has a session of its own
ON_ALL_PROCESSORS = ("-n", "auto", "--dist", "worksteal")


def tools(*groups: str) -> tuple[str, ...]:
    """What the dependency groups of these names ask for."""
    return nox.project.dependency_groups(PYPROJECT, *groups)


def install(session: nox.Session, *groups: str, options: tuple[str, ...] = ()) -> None:
    """Build the wheel and install it with every extra and with the tools of these groups."""
    session.install(*options, ".[all]", *tools(*groups))
    session.run(
        "python",
        "-c",
        "import statskompetencer as s; assert 'site-packages' in s.__file__, s.__file__",
    )


def run_pytest(session: nox.Session, *options: str, paths: Sequence[str] = EVERY_TEST) -> None:
    """Run the tests; a second run has the same order and the same examples."""
    session.run(
        "python",
        "-m",
        "pytest",
        "--hypothesis-profile=repeatable",
        "--randomly-seed=32",
        *options,
        *(session.posargs or paths),
    )


@nox.session
def tests(session: nox.Session) -> None:
    """Test the installed wheel; every line and branch of it has to be run."""
    install(session, "tests")
    if session.posargs:  # only all tests together reach everything
        run_pytest(session)
        return
    run_pytest(session, *ON_ALL_PROCESSORS, "--cov", "--cov-report=term-missing:skip-covered")


@nox.session(python=["3.11", "3.12", "3.13"])
def versions(session: nox.Session) -> None:
    """Test on each supported Python that is found here; the others are skipped."""
    install(session, "tests")
    run_pytest(session, *ON_ALL_PROCESSORS)


@nox.session(python="3.11")
def lowest(session: nox.Session) -> None:
    """Test with the lowest release of each dependency that pyproject.toml allows."""
    project = PYPROJECT["project"]
    lines = sum(project["optional-dependencies"].values(), project["dependencies"])
    lines += tools("engines")
    lower_bounds = [
        f"{requirement.name}=={bound.version}\n"
        for requirement in map(Requirement, lines)
        for bound in requirement.specifier
        if bound.operator == ">="
    ]
    constraints = Path(session.create_tmp()) / "lowest.txt"
    constraints.write_text("".join(lower_bounds), encoding="utf-8")
    session.log(f"held to {' '.join(lower_bounds)}".replace("\n", ""))
    install(session, "tests", options=("--constraint", str(constraints)))
    run_pytest(session, *ON_ALL_PROCESSORS)


@nox.session
def browser(session: nox.Session) -> None:
    """Look at the report and the tables of notebooks in the system's Chromium."""
    install(session, "tests", "browser")
    run_pytest(session, paths=["tests/browser"])


@nox.session
def spark(session: nox.Session) -> None:
    """Test the analyses of data frames on a Spark of this machine; needs Java 17."""
    install(session, "tests", "spark")
    run_pytest(session, paths=["tests/frames", "-m", "spark"])


@nox.session
def solvers(session: nox.Session) -> None:
    """Set plans against another solver, of 190,000 people, and against all that can be tried."""
    install(session, "tests", "solvers")
    run_pytest(session, paths=["tests/planning", "-m", "solvers"])
    run_pytest(
        session,
        *ON_ALL_PROCESSORS,
        paths=["tests/property/test_plans_equal_brute_force.py", "--hypothesis-profile=thousands"],
    )


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and formatting."""
    session.install(*tools("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--diff")


@nox.session
def typing(session: nox.Session) -> None:
    """Check the types of the source, and those that users of the installed wheel see."""
    install(session, "typing", "tests")
    session.run("mypy", "src")
    session.run("mypy", "typing_tests")
    # Named, or a .venv in this folder would be taken instead.
    session.run("basedpyright", "--pythonpath", str(Path(session.bin, "python")))


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into a fresh folder; a warning is an error."""
    install(session, "docs")
    built = Path("docs/_build")
    shutil.rmtree(built, ignore_errors=True)
    session.run("sphinx-build", "-n", "-W", "--keep-going", "docs", str(built))
    session.log(f"read {built.resolve() / 'index.html'}")


@nox.session
def bench(session: nox.Session) -> None:
    """Time the library against the baselines in benchmarks/."""
    install(session, "bench")
    session.run("python", "-m", "pytest", "benchmarks", *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """Build sdist and wheel into dist/, and check what they hold."""
    session.install("build", "twine")
    dist, direct = Path("dist"), Path(session.create_tmp()) / "direct"
    for folder in (dist, direct):
        shutil.rmtree(folder, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", str(dist))  # the wheel from the sdist
    session.run("python", "-m", "build", "--wheel", "--outdir", str(direct))
    session.run("twine", "check", "--strict", *map(str, dist.iterdir()))

    held = _files(dist)
    if held != _files(direct):
        session.error("the wheel built from the sdist differs from the one built from the tree")
    source = {
        path.relative_to("src").as_posix(): path.read_bytes()
        for path in Path("src/statskompetencer").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name: data for name, data in held.items() if name.startswith("statskompetencer/")}
    if packed != source:
        session.error(f"wheel and src differ in {sorted(packed.keys() ^ source.keys())}")
    if "statskompetencer/py.typed" not in packed:
        session.error("the wheel has no py.typed")
    if not any(name.startswith("statskompetencer/data/") for name in packed):
        session.error("the wheel has no data")
    session.log(f"the wheel holds {len(packed)} files of the package")


def _files(folder: Path) -> dict[str, bytes]:
    """The files in the one wheel of a folder, by name."""
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
