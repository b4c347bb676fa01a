"""What runs for ``statskompetencer`` and for ``python -m statskompetencer``."""

from __future__ import annotations

import sys

from statskompetencer._extras import optional
from statskompetencer.exceptions import MissingExtraError


def main() -> None:
    """Run the command line, or say how to install what it needs.

    Raises:
        SystemExit: Always, with the exit code.
    """
    try:
        for module in ("typer", "rich"):
            optional(module, "cli", "the command line", "kommandolinjen")
    except MissingExtraError as error:
        sys.stderr.write(f"{error.danish}\n{error.message}\n")
        raise SystemExit(2) from None
    from statskompetencer.cli import run  # noqa: PLC0415 - once it is sure that it can be

    raise SystemExit(run())


if __name__ == "__main__":
    main()
