"""Optional packages: imported where they are used, or an error with the install command."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .exceptions import MissingExtraError


def optional(module: str, extra: str, feature: str, feature_danish: str = "") -> Any:  # noqa: ANN401 - a module
    """The module of an optional package.

    Args:
        module: What to import, such as ``xlsxwriter``.
        extra: The extra of this project that brings it, such as ``excel``.
        feature: What needs it, as the start of a sentence: “writing Excel files”.
        feature_danish: The same in Danish.

    Raises:
        MissingExtraError: It is not installed; names the feature and the install command.
    """
    try:
        return import_module(module)
    except ImportError as error:
        command = f'pip install "statskompetencer[{extra}]"'
        raise MissingExtraError(
            f"{feature} needs {module.partition('.')[0]}: {command}",
            danish=f"{feature_danish or feature} kræver {module.partition('.')[0]}: {command}",
            found=module,
        ) from error
