"""The people, roles and framework that are made up for the benchmarks of very many people."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import statskompetencer as s

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNITS = 500
MISSING, NOT_RELEVANT = 0.17, 0.02  # the share of all ratings
PIECE = 250_000  # so many people are made at once
SEED = 32


def wide(people: int, framework: s.Framework | None = None) -> Iterator[pa.RecordBatch]:
    """One row a person, in no order of the units: person, unit, the level of each competency."""
    ids = (framework or s.load()).competency_ids
    for start, chance in _pieces(people):
        size = min(PIECE, people - start)
        columns = {"person": _persons(start, size), "unit": _units(chance, size)}
        columns |= {id_: _levels(chance, size) for id_ in ids}
        yield pa.record_batch(columns)


def long(people: int) -> Iterator[pa.RecordBatch]:
    """One row a person and competency: person, unit, competency, level, relevant."""
    ids = pa.array(s.load().competency_ids)
    for start, chance in _pieces(people):
        size = min(PIECE, people - start)
        person = pa.array(np.repeat(np.arange(size), len(ids)))
        relevant = chance.random(len(person)) >= NOT_RELEVANT
        levels = _levels(chance, len(person))
        yield pa.record_batch(
            {
                "person": _persons(start, size).take(person),
                "unit": _units(chance, size).take(person),
                "competency": ids.take(pa.array(np.tile(np.arange(len(ids)), size))),
                "level": pc.if_else(pa.array(relevant), levels, None),
                "relevant": pa.array(relevant),
            }
        )


def write(pieces: Iterator[pa.RecordBatch], path: Path) -> None:
    """Write a Parquet file piece by piece."""
    first = next(pieces)
    with pq.ParquetWriter(path, first.schema) as file:
        file.write_batch(first)
        for piece in pieces:
            file.write_batch(piece)


def _pieces(people: int) -> Iterator[tuple[int, np.random.Generator]]:
    for start in range(0, people, PIECE):
        yield start, np.random.default_rng([SEED, start])


def _persons(start: int, size: int) -> pa.Array:
    numbers = pa.array(np.arange(start, start + size)).cast(pa.string())
    return pc.binary_join_element_wise("p", pc.utf8_lpad(numbers, 8, "0"), "")


def _units(chance: np.random.Generator, size: int) -> pa.Array:
    names = pa.array([f"unit {number:03}" for number in range(UNITS)])
    return names.take(pa.array(chance.integers(0, UNITS, size)))


def _levels(chance: np.random.Generator, size: int) -> pa.Array:
    missing = chance.random(size, np.float32) < MISSING
    return pa.array(chance.integers(0, 5, size, np.int8), mask=missing)


def roles(
    number: int, size: int, heaviest: int = 1, framework: s.Framework | None = None
) -> list[s.Role]:
    """So many roles of so many requirements each, with weights up to the heaviest."""
    framework = framework or s.load()
    chance = random.Random(SEED)
    return [
        s.Role(
            f"r{n}",
            [
                s.Requirement(id_, chance.randint(1, 4), chance.randint(1, heaviest))
                for id_ in chance.sample(framework.competency_ids, size)
            ],
            framework=framework,
        )
        for n in range(number)
    ]


def framework(competencies: int) -> s.Framework:
    """A framework of one area with so many competencies."""
    title = {"da": "Opdigtet", "en": "Made up"}
    inside = [s.Competency(f"C{n:03}", title) for n in range(competencies)]
    return s.Framework("made-up", "1", title, [s.Area("C", title, inside)])
