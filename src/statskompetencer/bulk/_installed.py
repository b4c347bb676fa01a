"""Makes sure that numpy is there before anything else of this folder is imported."""

from __future__ import annotations

from statskompetencer._extras import optional

optional("numpy", "bulk", "statskompetencer.bulk", "statskompetencer.bulk")
