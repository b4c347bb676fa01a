"""Pictures: the model's wheel, heatmaps, gaps, profiles and rankings.

Each function draws on an ``ax`` that it is given, or on a figure of its own, and returns the
Axes. No setting of matplotlib is left changed. Nothing is said by colour alone, and each has a
companion that says in words what it shows. What the font DejaVu Sans lacks, such as Chinese
characters and most emoji, is drawn as “□”.

Needs the extra ``plot``.
"""

from __future__ import annotations

from . import _installed as _installed
from ._axes import Picture
from .gap_bars import gaps_alt_text, plot_gaps
from .heatmap import heatmap_alt_text, plot_heatmap
from .levels_held import plot_profile, profile_alt_text
from .ranking import plot_ranking, ranking_alt_text
from .saving import save
from .wheel import plot_wheel, wheel_alt_text

__all__ = [
    "Picture",
    "gaps_alt_text",
    "heatmap_alt_text",
    "plot_gaps",
    "plot_heatmap",
    "plot_profile",
    "plot_ranking",
    "plot_wheel",
    "profile_alt_text",
    "ranking_alt_text",
    "save",
    "wheel_alt_text",
]
