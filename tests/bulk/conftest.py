"""What the tests of matrices share: people by the thousand, and frameworks of any size."""

from __future__ import annotations

import numpy as np
import pytest

from statskompetencer import Framework, Profile, Ratings, Scale
from statskompetencer.documents import from_dict


@pytest.fixture
def make_framework():
    def make(size: int, id_: str = "mine", version: str = "1", name: str = "A") -> Framework:
        entries = [{"id": f"{name}{n}", "titles": {"en": f"Do {n}"}} for n in range(size)]
        area = {"id": "A", "titles": {"en": "First"}, "competencies": entries}
        return from_dict(
            {
                "format": 1, "id": id_, "version": version, "languages": ["en"],
                "titles": {"en": "Mine"}, "areas": [area],
            }
        )  # fmt: skip

    return make


@pytest.fixture
def make_people():
    """People with levels, not assessed and not relevant, in units of very different sizes."""

    def make(number: int, framework: Framework, scale: Scale, units: int = 5) -> list[Profile]:
        chance = np.random.default_rng(number)
        codes = chance.integers(0, scale.max + 1, (number, len(framework)), np.uint8)
        luck = chance.random(codes.shape)
        codes[luck < 0.12] = 255
        codes[(luck >= 0.12) & (luck < 0.17)] = 254
        where = np.sort(chance.integers(0, units, number) ** 2 // units)
        return [
            Profile(
                f"p{(n * 7919) % number}",
                Ratings(framework, row.tobytes()),
                framework=framework,
                scale=scale,
                unit=f"u{unit}" if unit else None,
            )
            for n, (row, unit) in enumerate(zip(codes, where.tolist(), strict=True))
        ]

    return make


@pytest.fixture
def scale_of_hundred() -> Scale:
    return Scale("hundred", [{"en": f"step {n}"} for n in range(101)], holds_from=50)
