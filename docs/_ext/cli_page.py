"""What the command line has and says, from the program itself whenever the docs are built.

A page asks for the reference of all commands with the comment ``<!-- cli -->``, and for what
one command prints with ``<!-- output: statskompetencer … -->``.
"""  # noqa: INP001 - an extension of Sphinx, not a package

from __future__ import annotations

import inspect
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.main import get_command

from statskompetencer.cli import app

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MARKER = "<!-- cli -->"
OUTPUT = re.compile(r"^<!-- output: statskompetencer (.*) -->$", re.MULTILINE)
ROOT = Path(__file__).parents[2]


def commands() -> str:
    """Every command with its arguments and options."""
    program: Any = get_command(app)
    return "\n".join(_command(name, command) for name, command in program.commands.items())


def _command(name: str, command: Any) -> str:  # noqa: ANN401 - typer brings its own click
    names = [_name(p) for p in command.params if p.param_type_name == "argument"]
    usage = " ".join(["statskompetencer", name, *names, "[OPTIONS]"])
    rows = [f"| {_spelling(p)} | {_meaning(p)} |" for p in command.params if not _is_hidden(p)]
    return "\n".join(
        [
            f"## `{name}`",
            "",
            f"```text\n{usage}\n```",
            "",
            _text(command.help or ""),
            "",
            "| option | meaning |\n|---|---|",
            *rows,
            "",
        ]
    )


def _is_hidden(parameter: Any) -> bool:  # noqa: ANN401 - as above
    return bool(getattr(parameter, "hidden", False))


def _name(parameter: Any) -> str:  # noqa: ANN401 - as above
    name = parameter.metavar or parameter.name.upper()
    name += "..." if parameter.nargs != 1 else ""
    return name if parameter.required else f"[{name}]"


def _spelling(parameter: Any) -> str:  # noqa: ANN401 - as above
    if parameter.param_type_name == "argument":
        return f"`{_name(parameter)}`"
    spellings = ", ".join([*parameter.opts, *parameter.secondary_opts])
    takes = "" if parameter.is_flag else f" {parameter.metavar or ''}"
    return f"`{spellings}{takes}`".replace("|", "\\|")


def _text(text: str) -> str:
    """Help as Markdown: options stand as code."""
    return re.sub(r"(?<!\w)(--?[a-z][\w-]*)", r"`\1`", inspect.cleandoc(text))


def _meaning(parameter: Any) -> str:  # noqa: ANN401 - as above
    return " ".join(_text(parameter.help or "").split()).replace("|", "\\|")


def output(arguments: str) -> str:
    """What a command prints, run where ``examples/`` is."""
    done = subprocess.run(  # noqa: S603 - our own program, with what our own pages say
        [sys.executable, "-m", "statskompetencer", *shlex.split(arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return f"```text\n{done.stdout or done.stderr}```"


def fill(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Put what a page asks for in the place of its comments."""
    if MARKER in source[0]:
        source[0] = source[0].replace(MARKER, commands())
    source[0] = OUTPUT.sub(lambda found: output(found[1]), source[0])


def setup(app: Sphinx) -> dict[str, bool]:
    """Fill each page as it is read."""
    app.connect("source-read", fill)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
