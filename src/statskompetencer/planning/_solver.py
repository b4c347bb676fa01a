"""Solving a program in whole numbers: bound first, the integer solver only where it is needed.

What comes back is never worse than the start, and is checked in whole numbers. The solver
(HiGHS) is deterministic, and so is the order of all that is done here.
"""

from __future__ import annotations

from fractions import Fraction
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
        bound: No solution costs less.
        proof: How sure that is.
    """

    x: Whole
    value: int
    bound: int
    proof: Proof


def solve(program: Program, start: Whole, clock: Clock, watch: Watch | None = None) -> Solved:
    """The cheapest solution, or the best that is found in time.

    Args:
        program: What is asked for; costs from 0, so that no solution costs less than 0.
        start: A solution to begin with.
        clock: When to stop.
        watch: Told the best value and the bound whenever one of them gets better.
    """
    value = program.value(start)
    relaxed = _relax(program, start, value, clock)
    if watch:
        watch(value, relaxed.whole if relaxed else 0)
    if relaxed is None or relaxed.whole >= value:
        bound = relaxed.whole if relaxed else 0
        return Solved(start, value, bound, Proof.CHECKED if bound >= value else Proof.OPEN)
    search = _Search(program, start, relaxed, clock)
    stages = search.by_rounding, search.among_few, search.in_short, search.by_solver, search.in_full
    proof = next((Proof.CHECKED for stage in stages if stage()), Proof.OPEN)
    value = program.value(search.best)
    if proof is Proof.OPEN and search.word >= value:
        proof = Proof.SOLVER
    bound = value if proof is not Proof.OPEN else max(relaxed.whole, search.word)
    if watch:
        watch(value, bound)
    return Solved(search.best, value, bound, proof)


class _Search:
    """The stages after the bound; each says whether the best so far is now proven best."""

    def __init__(self, program: Program, start: Whole, relaxed: Bound, clock: Clock) -> None:
        self.best = start
        self.word = 0
        self._program = program
        self._relaxed = relaxed
        self._clock = clock

    def among_few(self) -> bool:
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
        return self._closed

    def by_rounding(self) -> bool:
        """Make the columns that are to be decided first whole, half of them at a time."""
        program, (lows, tops) = self._program, self._room()
        free = np.flatnonzero(program.first & (tops > lows))
        if np.count_nonzero(tops > lows) <= SMALL or not len(free):
            return False
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
        return self._closed

    def in_short(self) -> bool:
        """Split the problem into a few parts."""
        lows, tops = self._room()
        return bool(np.count_nonzero(tops > lows) <= SMALL) and self._split(NODES // 20)

    def by_solver(self) -> bool:
        """Ask the integer solver, unless the problem is so large that it forgets the time."""
        lows, tops = self._room()
        if np.count_nonzero(tops > lows) <= LARGE:
            self.best, self.word = _integers(self._program, self.best, lows, tops, self._clock)
        return self._closed

    def in_full(self) -> bool:
        """Split the problem into many parts."""
        return self._split(NODES)

    def _split(self, nodes: int) -> bool:
        tree = _Tree(self._program, self.best, *self._room())
        closed = tree.search(self._clock, nodes)
        self.best = tree.best
        return closed or self._closed

    @property
    def _closed(self) -> bool:
        return self._relaxed.whole >= self._program.value(self.best)

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
    """The best solution of the integer solver, and its word for the bound."""
    columns = np.flatnonzero(tops > 0)
    model = _model(program, columns, lows, tops, integers=True)
    value = program.value(best)
    if _inside(best, lows, tops):
        given = highspy.HighsSolution()
        given.col_value = best[columns].astype(float).tolist()
        model.setSolution(given)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", program.step / 2)
    if nodes is not None:
        model.setOptionValue("mip_max_nodes", nodes)
    _limit(model, clock)
    model.run()
    nothing = model.getModelStatus() == highspy.HighsModelStatus.kInfeasible
    found = float(value) if nothing else model.getInfo().mip_dual_bound
    word = ceil(round(found / program.step, 6)) * program.step if np.isfinite(found) else 0
    values = np.rint(np.array(model.getSolution().col_value, dtype=float))  # none without time
    x = np.zeros_like(best)
    x[columns[: len(values)]] = values.astype(np.int64)
    if program.allows(x) and program.value(x) < value:
        return x, min(word, program.value(x))
    return best, min(word, value)


class _Quiet(highspy.Highs):  # type: ignore[misc]  # HiGHS has no types
    """HiGHS without the line that it writes to standard output when it is made."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name of HiGHS
        """None are used; this is called before the line would be written."""
        self.setOptionValue("output_flag", False)  # noqa: FBT003 - the way of HiGHS


class _Tree:
    """A search that splits the problem, each part closed by a bound in whole numbers."""

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
        self._open = [(lows[self._columns], tops[self._columns])]

    def search(self, clock: Clock, nodes: int) -> bool:
        """Whether every part could be closed."""
        every = np.arange(len(self._columns))
        model = _model(self._program, every, *self._open[0])
        while self._open:
            nodes -= 1
            if clock.over or nodes < 0:
                return False
            lows, tops = self._open.pop()
            model.changeColsBounds(
                len(every), every.astype(np.int32), lows.astype(float), tops.astype(float)
            )
            prices = _run(model, clock)
            if prices is None:
                if not self._impossible(model, lows, tops):
                    return False
                continue
            best = self._whole.value(self.best)
            if bound_by(self._program, prices, lows, tops).whole >= best:
                continue
            if not self._split(np.array(model.getSolution().col_value), lows, tops):
                return False
        return True

    def _split(self, x: Real, lows: Whole, tops: Whole) -> bool:
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
            self._open.append((lows, tops))
            return True
        below, above = tops.copy(), lows.copy()
        below[widest] = int(np.floor(x[widest]))
        above[widest] = below[widest] + 1
        self._open += [(lows, below), (above, tops)]
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


def _inside(x: Whole, lows: Whole, tops: Whole) -> bool:
    return bool((x >= lows).all() and (x <= tops).all())


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
