"""Solving a program in whole numbers: bound first, the integer solver only where it is needed.

What comes back is never worse than the start, and is checked in whole numbers. The solver
(HiGHS) is deterministic, and so is the order of all that is done here.
"""

from __future__ import annotations

from fractions import Fraction
from heapq import heappop, heappush
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from ._numbers import highspy, np
from ._program import OPEN, Bound, Program, bound_by, narrowed
from .proof import Proof

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._clock import Clock
    from ._program import Real, Whole

    Watch = Callable[[int, int], None]

MANY_COLUMNS = 3000
"""With more columns than these the relaxation is solved with some of them, then more."""
FEW_COLUMNS = 400
"""With more columns than these left, a search among the cheapest of them comes first."""
SOME_NODES = 500
_ADDED = 200
_NEAR = 1e-9
_WHOLE = 1e-6
SMALL, LARGE = 2000, 20_000
"""With more columns left than these the problem is not split before the solver is asked, or
the solver is not asked at all: on large problems it does not keep its time limit."""
NODES = 3000
"""So many parts a problem is split into at most, to check it in whole numbers."""


class Solved(NamedTuple):
    """The best solution found, and how good it is.

    Attributes:
        x: The solution.
        value: What it costs.
        bound: No solution costs less; worked out in whole numbers.
        word: No solution costs less by the word of the integer solver alone.
    """

    x: Whole
    value: int
    bound: int
    word: int

    @property
    def proof(self) -> Proof:
        """How sure it is that nothing costs less."""
        if self.bound >= self.value:
            return Proof.CHECKED
        return Proof.SOLVER if self.word >= self.value else Proof.OPEN


def solve(
    program: Program,
    start: Whole,
    clock: Clock,
    watch: Watch | None = None,
    *,
    floor: tuple[int, int] = (0, 0),
) -> Solved:
    """The cheapest solution, or the best that is found in time.

    Args:
        program: What is asked for; costs from 0, so that no solution costs less than 0.
        start: A solution to begin with.
        clock: When to stop.
        watch: Told the best value and the bound whenever one of them gets better.
        floor: Bounds that are known already: in whole numbers, and by a solver's word.
    """
    value = program.value(start)
    relaxed = _relax(program, start, value, clock)
    found = Solved(start, value, max(floor[0], relaxed.whole if relaxed else 0), floor[1])
    if watch:
        watch(value, found.bound)
    if relaxed is None or found.bound >= value:
        return found
    search = _Search(program, found, relaxed, clock)
    stages = search.by_rounding, search.among_few, search.in_short, search.by_solver, search.in_full
    for stage in stages:
        stage()
        if search.closed:
            break
    found = Solved(search.best, program.value(search.best), search.bound, search.word)
    if watch:
        watch(found.value, found.bound)
    return found


class _Search:
    """The stages after the bound.

    Attributes:
        best: The best solution so far.
        bound: No solution costs less; worked out in whole numbers.
        word: No solution costs less by the word of the integer solver alone.
    """

    def __init__(self, program: Program, so_far: Solved, relaxed: Bound, clock: Clock) -> None:
        self.best = so_far.x
        self.bound = so_far.bound
        self.word = so_far.word
        self._program = program
        self._relaxed = relaxed
        self._clock = clock

    def among_few(self) -> None:
        """Look for something better among the columns that the prices like best."""
        lows, tops = self._room()
        if np.count_nonzero(tops > lows) > FEW_COLUMNS:
            liked = np.where(tops > lows, self._relaxed.reduced, OPEN)
            rest = np.argsort(liked, kind="stable")[FEW_COLUMNS:]
            few = tops.copy()
            few[rest] = lows[rest]
            self.best, _ = _integers(
                self._program, self.best, lows, few, self._clock, nodes=SOME_NODES
            )

    def by_rounding(self) -> None:
        """Make the columns that are to be decided first whole, half of them at a time."""
        program, (lows, tops) = self._program, self._room()
        free = np.flatnonzero(program.first & (tops > lows))
        if np.count_nonzero(tops > lows) <= SMALL or not len(free):
            return
        columns = np.arange(len(tops))
        model = _model(program, columns, lows, tops)
        while len(free) and _run(model, self._clock) is not None:
            x = np.array(model.getSolution().col_value)[free]
            near = np.argsort(np.ceil(x) - x, kind="stable")[: -(-len(free) // 2)]
            chosen, whole = free[near], np.ceil(x[near] - _WHOLE)
            lows[chosen] = tops[chosen] = whole.astype(np.int64)
            model.changeColsBounds(len(chosen), chosen.astype(np.int32), whole, whole)
            free = np.delete(free, near)
        if not len(free):
            self.best, _ = _integers(program, self.best, lows, tops, self._clock, nodes=SOME_NODES)

    def in_short(self) -> None:
        """Split the problem into a few parts."""
        lows, tops = self._room()
        if np.count_nonzero(tops > lows) <= SMALL:
            self._split(NODES // 20)

    def by_solver(self) -> None:
        """Ask the integer solver, unless the problem is so large that it forgets the time."""
        lows, tops = self._room()
        if np.count_nonzero(tops > lows) <= LARGE:
            self.best, word = _integers(self._program, self.best, lows, tops, self._clock)
            self.word = max(self.word, word)

    def in_full(self) -> None:
        """Split the problem into many parts."""
        self._split(NODES)

    def _split(self, nodes: int) -> None:
        tree = _Tree(self._program, self.best, *self._room())
        tree.search(self._clock, nodes)
        self.best = tree.best
        self.bound = max(self.bound, tree.bound)

    @property
    def closed(self) -> bool:
        """Whether the best so far is proven best."""
        return self.bound >= self._program.value(self.best)

    def _room(self) -> tuple[Whole, Whole]:
        program = self._program
        lows = np.zeros_like(program.tops)
        return narrowed(program, self._relaxed, program.value(self.best), lows, program.tops)


def _relax(program: Program, best: Whole, value: int, clock: Clock) -> Bound | None:
    """The best bound of the relaxation; None where there was no time for any."""
    size = len(program.costs)
    lows = np.zeros_like(program.tops)
    chosen = np.arange(size) if size <= MANY_COLUMNS else np.flatnonzero(best)
    model = _model(program, chosen, lows, program.tops)
    inside = np.zeros(size, dtype=bool)
    inside[chosen] = True
    found: Bound | None = None
    while not clock.over:
        prices = _run(model, clock)
        if prices is None:
            break
        bound = bound_by(program, prices, lows, program.tops)
        found = bound if found is None else max(found, bound, key=_exactly)
        reduced = np.where(inside, 0, bound.reduced)
        worst = np.argsort(reduced, kind="stable")[:_ADDED]
        worst = worst[reduced[worst] < -_NEAR * bound.parts]
        if not len(worst) or found.whole >= value:
            break
        inside[worst] = True
        _add(model, program, worst)
    return found


def _exactly(bound: Bound) -> Fraction:
    return Fraction(bound.exact, bound.parts)


def _integers(  # noqa: PLR0913 - the part of a program, and how long
    program: Program,
    best: Whole,
    lows: Whole,
    tops: Whole,
    clock: Clock,
    *,
    nodes: int | None = None,
) -> tuple[Whole, int]:
    """The best solution of the integer solver, and its word for the bound.

    It is told what to beat, not how: a solution to start from can come out of its presolve as
    one that is better than any (seen with HiGHS 1.16).
    """
    columns = np.flatnonzero(tops > 0)
    model = _model(program, columns, lows, tops, integers=True)
    value = program.value(best)
    model.setOptionValue("objective_bound", value - program.step / 2)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", program.step / 2)
    if nodes is not None:
        model.setOptionValue("mip_max_nodes", nodes)
    _limit(model, clock)
    model.run()
    nothing = model.getModelStatus() == highspy.HighsModelStatus.kInfeasible
    found = float(value) if nothing else model.getInfo().mip_dual_bound
    word = ceil(round(found / program.step, 6)) * program.step if np.isfinite(found) else 0
    if nothing or not (model.getSolution().value_valid or columns.size == 0):
        return best, min(word, value)
    x = np.zeros_like(best)
    x[columns] = np.rint(np.array(model.getSolution().col_value)).astype(np.int64)
    if not program.allows(x):
        return best, 0
    better = x if program.value(x) < value else best
    return better, min(word, program.value(better))


class _Quiet(highspy.Highs):  # type: ignore[misc]  # HiGHS has no types
    """HiGHS without the line that it writes to standard output when it is made."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name of HiGHS
        """None are used; this is called before the line would be written."""
        self.setOptionValue("output_flag", False)  # noqa: FBT003 - the way of HiGHS


class _Part(NamedTuple):
    """A part of a problem: no solution in it costs less than the bound."""

    bound: int
    order: int
    lows: Whole
    tops: Whole


class _Tree:
    """A search that splits the problem, each part closed by a bound in whole numbers.

    The part with the lowest bound is split first, so that the bound of the whole rises.
    """

    def __init__(self, program: Program, best: Whole, lows: Whole, tops: Whole) -> None:
        self._whole = program
        self.best = best
        self._columns = np.flatnonzero(tops > 0)
        self._program = Program(
            program.matrix[:, self._columns],
            program.lower,
            program.upper,
            program.costs[self._columns],
            tops[self._columns],
        )
        self._program.step = program.step
        self._program.first = program.first[self._columns]
        self._number = 0
        self._open: list[_Part] = []
        self._wait(0, lows[self._columns], tops[self._columns])

    @property
    def bound(self) -> int:
        """No solution costs less."""
        value = self._whole.value(self.best)
        return min(self._open[0].bound, value) if self._open else value

    def _wait(self, bound: int, lows: Whole, tops: Whole) -> None:
        self._number -= 1  # of equal bounds the part that was found last
        heappush(self._open, _Part(bound, self._number, lows, tops))

    def search(self, clock: Clock, nodes: int) -> None:
        """Split until every part is closed, or for so long or so many parts."""
        columns = np.arange(len(self._columns))
        model = _model(self._program, columns, *self._open[0][2:])
        while self._open and nodes and not clock.over:
            nodes -= 1
            part = heappop(self._open)
            if not self._closed_or_split(model, part, clock):
                heappush(self._open, part)
                return

    def _closed_or_split(self, model: Any, part: _Part, clock: Clock) -> bool:  # noqa: ANN401 - of HiGHS, which has no types
        lows, tops = part.lows, part.tops
        columns = np.arange(len(self._columns), dtype=np.int32)
        model.changeColsBounds(len(columns), columns, lows.astype(float), tops.astype(float))
        prices = _run(model, clock)
        if prices is None:
            return self._impossible(model, lows, tops)
        bound = max(part.bound, bound_by(self._program, prices, lows, tops).whole)
        if bound >= self._whole.value(self.best):
            return True
        return self._split(np.array(model.getSolution().col_value), bound, lows, tops)

    def _split(self, x: Real, bound: int, lows: Whole, tops: Whole) -> bool:
        """Split a part in two; False where rounded numbers do not let it be split."""
        rounded = np.rint(x)
        off = np.abs(x - rounded)
        widest = int((off + (self._program.first & (off > _WHOLE))).argmax())
        if off[widest] < _WHOLE:
            found = np.zeros_like(self.best)
            found[self._columns] = rounded.astype(np.int64)
            cheaper = self._whole.value(found) < self._whole.value(self.best)
            if not (cheaper and self._whole.allows(found)):
                return False
            self.best = found
            self._wait(bound, lows, tops)
            return True
        below, above = tops.copy(), lows.copy()
        below[widest] = int(np.floor(x[widest]))
        above[widest] = below[widest] + 1
        self._wait(bound, lows, below)
        self._wait(bound, above, tops)
        return True

    def _impossible(self, model: Any, lows: Whole, tops: Whole) -> bool:  # noqa: ANN401 - of HiGHS, which has no types
        """Whether it is certain, in whole numbers, that a part has no solution."""
        _, there, ray = model.getDualRay()
        if model.getModelStatus() != highspy.HighsModelStatus.kInfeasible or not there:
            return False
        prices, free = np.array(ray), np.zeros_like(self._program.costs)
        return any(
            bound_by(self._program, sign * prices, lows, tops, costs=free).exact > 0
            for sign in (1.0, -1.0)
        )


def _side(values: Whole) -> Real:
    real = values.astype(float)
    real[values == OPEN] = highspy.kHighsInf
    real[values == -OPEN] = -highspy.kHighsInf
    return real


def _model(
    program: Program, columns: Whole, lows: Whole, tops: Whole, *, integers: bool = False
) -> Any:  # noqa: ANN401 - of HiGHS, which has no types
    """The columns of a program as HiGHS takes them."""
    part = program.matrix[:, columns]
    given = highspy.HighsLp()
    given.num_col_, given.num_row_ = len(columns), len(program.lower)
    given.col_cost_ = program.costs[columns].astype(float)
    given.col_lower_ = lows[columns].astype(float)
    given.col_upper_ = tops[columns].astype(float)
    given.row_lower_, given.row_upper_ = _side(program.lower), _side(program.upper)
    given.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    given.a_matrix_.num_col_, given.a_matrix_.num_row_ = len(columns), len(program.lower)
    given.a_matrix_.start_ = part.indptr.astype(np.int32)
    given.a_matrix_.index_ = part.indices.astype(np.int32)
    given.a_matrix_.value_ = part.data.astype(float)
    if integers:
        given.integrality_ = [highspy.HighsVarType.kInteger] * len(columns)
    model = _Quiet()
    model.setOptionValue("output_flag", False)  # noqa: FBT003 - the way of HiGHS
    model.setOptionValue("threads", 1)
    model.setOptionValue("random_seed", 1)
    if not integers:
        model.setOptionValue("solver", "simplex")
        model.setOptionValue("presolve", "off")
    model.passModel(given)
    return model


def _add(model: Any, program: Program, columns: Whole) -> None:  # noqa: ANN401 - of HiGHS, which has no types
    part = program.matrix[:, columns]
    model.addCols(
        len(columns),
        program.costs[columns].astype(float),
        np.zeros(len(columns)),
        program.tops[columns].astype(float),
        part.nnz,
        part.indptr[:-1].astype(np.int32),
        part.indices.astype(np.int32),
        part.data.astype(float),
    )


def _run(model: Any, clock: Clock) -> Real | None:  # noqa: ANN401 - of HiGHS, which has no types
    """The prices of the rows in the relaxation; None where it was not solved."""
    _limit(model, clock)
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(model.getSolution().row_dual)


def _limit(model: Any, clock: Clock) -> None:  # noqa: ANN401 - of HiGHS, which has no types
    """Let the solver run no longer than there is time."""
    if clock.left != float("inf"):
        model.setOptionValue("time_limit", model.getRunTime() + clock.left)
