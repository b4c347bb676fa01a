"""The command line: each command asks the library one or two things and prints the answer.

Help is in English. What is printed is in the language of ``--language``: Danish by default
where the framework has it. Exit codes: 0 yes, or simply done; 1 the answer is no, or is not
known to be yes, as of a file with nobody in it; 2 bad input, with the errors on stderr and
nothing on stdout; 130 after Ctrl-C; 141 where the reader of a pipe has gone.

People are counted. Their ids are printed only with ``--people``, as text and as JSON alike;
only an error about a person's own rows names that person.

Ratings are read and counted by an engine: profiles (`data`), a packed matrix (`packed`), or
DuckDB (`in_duckdb`). All of them answer with the same values, so that a file of 60
people and one of ten million are printed by the same code. `engines` chooses one.

A group of commands is one file: `analyses`, `files`, `model`, `planning` and `report`.
Importing it here adds its commands to the program, in this order.

Needs the extra ``cli``; the engines load what they need when a file asks for them.
"""

from . import analyses, files, model, planning, report
from .program import app, run

__all__ = ["analyses", "app", "files", "model", "planning", "report", "run"]
