"""The command is there, and says what to install where its extra is missing."""

from __future__ import annotations

import runpy
import subprocess
import sys
from importlib.metadata import distribution

import pytest

import statskompetencer
from statskompetencer.__main__ import main

VERSION = f"statskompetencer {statskompetencer.__version__}, data {statskompetencer.DATA_VERSION}\n"


def test_main_ends_with_the_code_of_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, code in ((["--version"], 0), (["search", "xyzzy"], 1), (["show", "XX"], 2)):
        monkeypatch.setattr(sys, "argv", ["statskompetencer", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code == code
    assert capsys.readouterr().out.startswith(VERSION)


@pytest.mark.parametrize("missing", ["typer", "rich"])
def test_without_the_extra_it_names_the_install_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.setattr(sys, "argv", ["statskompetencer", "show"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        f'kommandolinjen kræver {missing}: pip install "statskompetencer[cli]"',
        f'the command line needs {missing}: pip install "statskompetencer[cli]"',
    ]


def test_it_runs_as_a_module(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "statskompetencer.__main__")
    monkeypatch.setattr(sys, "argv", ["statskompetencer", "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("statskompetencer", run_name="__main__")
    assert end.value.code == 0
    assert capsys.readouterr().out == VERSION


def test_it_runs_in_a_process_of_its_own() -> None:
    command = [sys.executable, "-m", "statskompetencer", "--version"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (VERSION, "")


def test_the_command_is_installed_under_the_name_of_the_package() -> None:
    (script,) = distribution("statskompetencer").entry_points.select(group="console_scripts")
    assert (script.name, script.value) == ("statskompetencer", "statskompetencer.__main__:main")
    assert script.load() is main
