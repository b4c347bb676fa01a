"""What makes single functions here more: PyArrow for files and batches, narwhals for frames."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from statskompetencer.exceptions import MissingExtraError


def need(module: str, feature: str, feature_danish: str) -> Any:  # noqa: ANN401 - a module
    """The module of a library of frames, which no extra brings: whoever asks for frames has one.

    Raises:
        MissingExtraError: It is not installed; names the feature and the install command.
    """
    package = module.partition(".")[0]
    found = available(module)
    if found is None:
        raise MissingExtraError(
            f"{feature} needs {package}: pip install {package}",
            danish=f"{feature_danish} kræver {package}: pip install {package}",
            found=module,
        )
    return found


def available(module: str) -> Any:  # noqa: ANN401 - a module
    """The module if it is installed, or None."""
    try:
        return import_module(module)
    except ImportError:
        return None
