"""People merged: who holds the same and costs the same is one class."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ._numbers import np

if TYPE_CHECKING:
    from ._people import Bits
    from ._program import Whole


class Classes(NamedTuple):
    """People merged: `rows` says what each class holds, `people` who is in it."""

    rows: Whole
    costs: Whole
    people: tuple[Whole, ...]

    @property
    def counts(self) -> Whole:
        return np.array([len(members) for members in self.people], dtype=np.int64)

    def members(self, taken: Whole) -> list[int]:
        """Who is taken, if so many of each class are: the first by id."""
        used = np.flatnonzero(taken).tolist()
        return sorted(int(p) for one in used for p in self.people[one][: taken[one]])


def merged(holds: Bits, costs: Whole, reach: Whole) -> Classes:
    """The people who hold anything that is needed, merged; in the order of their first ids."""
    useful = holds & (reach > 0)
    people = np.flatnonzero(useful.any(axis=1))
    bits = useful[people]
    padded = np.zeros((len(people), -(-bits.shape[1] // 64) * 64), dtype=bool)
    padded[:, : bits.shape[1]] = bits
    words = np.packbits(padded, axis=1).view(">u8").astype(np.uint64)
    price = costs[people]
    order = np.lexsort((*words.T, price))
    differs = (words[order[1:]] != words[order[:-1]]).any(axis=1)
    differs |= price[order[1:]] != price[order[:-1]]
    starts = np.flatnonzero(np.append(True, differs)) if len(order) else order
    by_id: list[int] = np.argsort(order[starts]).tolist()  # the first of a class is its first by id
    ends = [*starts[1:], len(order)]
    first = order[starts][by_id]
    return Classes(
        bits[first].astype(np.int64),
        price[first],
        tuple(people[order[starts[n] : ends[n]]] for n in by_id),
    )
