"""Drawing needs matplotlib: without it, importing this says how to install it."""

from __future__ import annotations

from statskompetencer._extras import optional

optional("matplotlib", "plot", "drawing pictures", "at tegne billeder")
