"""Makes sure that narwhals and numpy are there before anything else of this folder is loaded."""

from __future__ import annotations

from statskompetencer._extras import optional

optional("narwhals.stable.v2", "frames", "statskompetencer.frames", "statskompetencer.frames")
optional("numpy", "frames", "statskompetencer.frames", "statskompetencer.frames")
