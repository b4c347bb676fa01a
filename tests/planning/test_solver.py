"""Programs in whole numbers: bounds that hold, and the cheapest solution by every way."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statskompetencer.planning import Proof, _solver
from statskompetencer.planning._clock import Clock
from statskompetencer.planning._program import OPEN, Program, bound_by, narrowed
from statskompetencer.planning._solver import solve

NO_LIMIT = Clock(None)


@st.composite
def programs(draw):
    """Small programs with a solution: what the rows ask for is around that of the start."""
    wide, high = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    entry = st.integers(-2, 3)
    matrix = np.array(draw(st.lists(st.lists(entry, min_size=wide, max_size=wide),
                                    min_size=high, max_size=high)))  # fmt: skip
    tops = np.array(draw(st.lists(st.integers(0, 3), min_size=wide, max_size=wide)))
    start = np.array([draw(st.integers(0, int(top))) for top in tops])
    costs = np.array(draw(st.lists(st.integers(0, 6), min_size=wide, max_size=wide)))
    reach = matrix @ start
    side = st.integers(0, 3) | st.none()
    below = [draw(side) for _ in reach]
    above = [draw(side) for _ in reach]
    lower = np.array([-OPEN if b is None else r - b for r, b in zip(reach, below, strict=True)])
    upper = np.array([OPEN if a is None else r + a for r, a in zip(reach, above, strict=True)])
    return Program(matrix, lower, upper, costs, tops), start


def cheapest(program):
    every = (np.array(x) for x in product(*(range(int(top) + 1) for top in program.tops)))
    return min(program.value(x) for x in every if program.allows(x))


WAYS = {
    "as usual": {},
    "by the integer solver": {"NODES": 0},
    "without the solver": {"SMALL": 0, "LARGE": 0},
    "among few columns first": {"FEW_COLUMNS": 1, "SOME_NODES": 1},
    "column by column": {"MANY_COLUMNS": 1, "_ADDED": 1},
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_gives_the_cheapest_solution(way, monkeypatch) -> None:
    for name, value in WAYS[way].items():
        monkeypatch.setattr(_solver, name, value)

    @given(programs())
    def check(case) -> None:
        program, start = case
        program.first[::2] = True  # only the order of the search depends on it
        found = solve(program, start, NO_LIMIT)
        assert program.allows(found.x)
        assert program.value(found.x) == found.value == cheapest(program) >= found.bound
        assert found.proof is not Proof.OPEN
        if way != "by the integer solver":
            assert found.proof is Proof.CHECKED

    check()


@given(programs(), st.lists(st.floats(-20, 20), min_size=4, max_size=4))
def test_any_prices_give_a_bound_that_holds(case, prices) -> None:
    program, _ = case
    lows = np.zeros_like(program.tops)
    given_prices = np.array(prices[: len(program.lower)])
    bound = bound_by(program, given_prices, lows, program.tops)
    assert bound.whole <= cheapest(program)


@given(programs(), st.lists(st.floats(-20, 20), min_size=4, max_size=4))
def test_nothing_cheaper_than_the_best_so_far_is_narrowed_away(case, prices) -> None:
    program, start = case
    lows = np.zeros_like(program.tops)
    best = program.value(start)
    bound = bound_by(program, np.array(prices[: len(program.lower)]), lows, program.tops)
    low, top = narrowed(program, bound, best, lows, program.tops)
    every = (np.array(x) for x in product(*(range(int(t) + 1) for t in program.tops)))
    for x in every:
        if program.allows(x) and program.value(x) < best:
            assert (low <= x).all()
            assert (x <= top).all()


def odd_cycle(number):
    """Each row wants one of two neighbours in a ring: the relaxation is half of the number."""
    matrix = np.eye(number, dtype=int) + np.roll(np.eye(number, dtype=int), 1, axis=1)
    one = np.ones(number, dtype=np.int64)
    return Program(matrix, one, np.full(number, OPEN), 2 * one, one), one


def test_where_the_relaxation_is_not_enough_the_search_closes_it_in_whole_numbers() -> None:
    program, start = odd_cycle(9)
    found = solve(program, start, NO_LIMIT)
    assert (found.value, found.bound, found.proof) == (10, 10, Proof.CHECKED)


def three_rings(number=5):
    """Three rings, where each lacks a half: the gap is more than the step of the costs."""
    program, _ = odd_cycle(number)
    big = np.kron(np.eye(3, dtype=int), program.matrix.toarray())
    one = np.ones(3 * number, dtype=np.int64)
    return Program(big, one, np.full(3 * number, OPEN), one, one), one


def test_the_word_of_the_solver_alone_is_called_its_word(monkeypatch) -> None:
    monkeypatch.setattr(_solver, "NODES", 0)
    program, start = three_rings()
    found = solve(program, start, NO_LIMIT)
    assert (found.value, found.bound, found.proof) == (9, 8, Proof.SOLVER)


def test_what_was_not_closed_is_open(monkeypatch) -> None:
    monkeypatch.setattr(_solver, "NODES", 0)
    monkeypatch.setattr(_solver, "_integers", lambda _p, best, *_, **__: (best, 0))
    program, start = three_rings()
    found = solve(program, start, NO_LIMIT)
    assert (found.value, found.bound, found.proof) == (15, 8, Proof.OPEN)


def test_without_time_the_start_comes_back() -> None:
    program, start = odd_cycle(5)
    found = solve(program, start, Clock(0))
    assert (found.value, found.bound, found.proof) == (10, 0, Proof.OPEN)
    free = Program(program.matrix, program.lower, program.upper, 0 * start, start)
    assert solve(free, start, Clock(0)).proof is Proof.CHECKED  # nothing costs less than 0


def test_a_time_limit_is_handed_on_to_the_solver() -> None:
    program, start = three_rings()
    assert solve(program, start, Clock(1000)).value == 9


def test_costs_that_differ_by_orders_of_magnitude_are_bounded_exactly() -> None:
    costs = np.array([10**9, 1, 10**9 - 1, 3])
    matrix = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0]])
    one = np.ones(3, dtype=np.int64)
    program = Program(matrix, one, np.full(3, OPEN), costs, np.ones(4, dtype=np.int64))
    found = solve(program, np.ones(4, dtype=np.int64), NO_LIMIT)
    assert (found.value, found.proof) == (10**9, Proof.CHECKED)


def test_a_solution_that_is_whole_by_rounding_only_closes_nothing(monkeypatch) -> None:
    program, start = odd_cycle(3)
    tree = _solver._Tree(program, start, 0 * start, start)
    assert not tree._split(np.array([0.0, 0.0, 0.0]), 0, 0 * start, start)  # not allowed
    assert not tree._split(np.array([1.0, 1.0, 1.0]), 0, 0 * start, start)  # not cheaper
    assert tree._split(np.array([1.0, 1.0, 0.0]), 0, 0 * start, start)
    assert program.value(tree.best) == 4
    monkeypatch.setattr(_solver, "_run", lambda *_: np.zeros(3))
    monkeypatch.setattr(tree, "_split", lambda *_: False)
    tree.search(NO_LIMIT, 10)
    assert tree.bound == 0


def test_what_the_solver_calls_impossible_is_so_only_with_a_proof(monkeypatch) -> None:
    program, start = odd_cycle(3)
    tree = _solver._Tree(program, start, 0 * start, start)

    class Silent:
        def getDualRay(self):  # noqa: N802 - the name of HiGHS
            return None, False, None

        def getModelStatus(self):  # noqa: N802 - the name of HiGHS
            return None

    assert not tree._impossible(Silent(), 0 * start, start)
    monkeypatch.setattr(_solver, "_run", lambda *_: None)
    monkeypatch.setattr(tree, "_impossible", lambda *_: False)
    tree.search(NO_LIMIT, 10)
    assert tree.bound == 0


def test_the_bound_rises_with_every_part_and_never_beyond_the_best() -> None:
    program, start = three_rings()
    bounds = []
    for nodes in (0, 1, 3, 10, 1000):
        tree = _solver._Tree(program, start, 0 * start, program.tops)
        tree.search(NO_LIMIT, nodes)
        bounds.append((tree.bound, program.value(tree.best)))
    assert bounds[0] == (0, 15)
    assert [bound for bound, _ in bounds] == sorted(bound for bound, _ in bounds)
    assert bounds[-1] == (9, 9)


def test_an_optimum_of_the_solver_that_the_rows_do_not_allow_is_not_believed(monkeypatch) -> None:
    program, start = three_rings()
    monkeypatch.setattr(Program, "allows", lambda *_: False)
    best, word = _solver._integers(program, start, 0 * start, program.tops, NO_LIMIT)
    assert (program.value(best), word) == (15, 0)


def test_bounds_that_are_known_already_are_kept() -> None:
    program, start = three_rings()
    found = solve(program, start, Clock(0), floor=(7, 8))
    assert (found.bound, found.word, found.proof) == (7, 8, Proof.OPEN)
    assert solve(program, start, Clock(0), floor=(15, 0)).proof is Proof.CHECKED


def test_without_a_single_price_there_is_no_bound(monkeypatch) -> None:
    monkeypatch.setattr(_solver, "_run", lambda *_: None)
    program, start = odd_cycle(3)
    assert solve(program, start, NO_LIMIT).proof is Proof.OPEN


def test_the_solver_writes_nothing(capfd) -> None:
    program, start = three_rings()
    solve(program, start, NO_LIMIT)
    assert capfd.readouterr() == ("", "")


def search_in_rings(clock):
    program, start = three_rings()
    program.first[:] = True
    prices = np.full(len(start), 0.5)
    bound = bound_by(program, prices, 0 * start, program.tops)
    so_far = _solver.Solved(start, program.value(start), bound.whole, 0)
    return program, _solver._Search(program, so_far, bound, clock)


def test_rounding_half_at_a_time_finds_something_better(monkeypatch) -> None:
    monkeypatch.setattr(_solver, "SMALL", 0)
    program, search = search_in_rings(NO_LIMIT)
    search.by_rounding()
    assert program.allows(search.best)
    assert 9 <= program.value(search.best) < 15


def test_rounding_without_time_changes_nothing(monkeypatch) -> None:
    monkeypatch.setattr(_solver, "SMALL", 0)
    monkeypatch.setattr(_solver, "_run", lambda *_: None)
    program, search = search_in_rings(NO_LIMIT)
    search.by_rounding()
    assert program.value(search.best) == 15


def test_the_solver_looks_only_within_the_part() -> None:
    program, start = odd_cycle(3)
    tops = np.array([1, 1, 0])  # the start has all three
    best, word = _solver._integers(program, start, 0 * start, tops, NO_LIMIT)
    assert (program.value(best), word) == (4, 4)


def test_the_best_and_the_bound_are_told() -> None:
    told = []
    program, start = three_rings()
    solve(program, start, NO_LIMIT, lambda *facts: told.append(facts))
    assert told == [(15, 8), (9, 9)]
