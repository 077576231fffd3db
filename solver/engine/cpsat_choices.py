"""Cells of a program in CP-SAT: a literal per option, and the truth of "takes an option of this set"."""

from __future__ import annotations

import numpy as np
from ortools.sat.python import cp_model
from ortools.sat.python import cp_model_helper as cmh

from solver.program.program import Ints, Program

Literal = cmh.Literal


class CpChoices:
    """The cells of a program as literals of a model; exactly one option of each cell holds."""

    def __init__(self, model: cp_model.CpModel, program: Program) -> None:
        self.model = model
        self.options: list[list[int]] = [np.flatnonzero(line).tolist() for line in program.domain]
        self.inside: list[set[int]] = [set(np.flatnonzero(line).tolist()) for line in program.sets]
        self._true = model.new_constant(1)
        self.literals = [self._choice(options) for options in self.options]
        self._truths: dict[tuple[int, int], Literal] = {}
        self._read_choices()
        if any(not options for options in self.options):
            model.add_bool_or([])

    def _choice(self, options: list[int]) -> dict[int, Literal]:
        """One literal per option of a cell, of which exactly one holds."""
        if len(options) <= 1:
            return dict.fromkeys(options, self._true)
        if len(options) == 2:
            taken = self.model.new_bool_var("")
            return {options[0]: ~taken, options[1]: taken}
        literals = [self.model.new_bool_var("") for _ in options]
        self.model.add_exactly_one(literals)
        return dict(zip(options, literals, strict=True))

    def truth(self, cell: int, number: int) -> Literal:
        """The literal of [cell takes an option of the set], for a term that is open."""
        key = (cell, number)
        if key not in self._truths:
            choice, inside = self.literals[cell], self.inside[number]
            within = [lit for option, lit in choice.items() if option in inside]
            without = [lit for option, lit in choice.items() if option not in inside]
            self._truths[key] = self._one_of(within, without)
        return self._truths[key]

    def _one_of(self, within: list[Literal], without: list[Literal]) -> Literal:
        if len(within) == 1:
            return within[0]
        if len(without) == 1:
            return ~without[0]
        truth = self.model.new_bool_var("")
        self.model.add_exactly_one([*within, ~truth])
        return truth

    def _read_choices(self) -> None:
        """Prepares reading: for each option of each open cell the variable behind its literal."""
        read = [
            (cell, option, literal.index)
            for cell, choice in enumerate(self.literals)
            if len(choice) > 1
            for option, literal in choice.items()
        ]
        self._cell, self._option, index = np.array(read, np.int64).reshape(-1, 3).T
        self._negated = index < 0
        self._variable = np.where(self._negated, -index - 1, index)
        self._fixed = np.array([next(iter(c)) if len(c) == 1 else 0 for c in self.literals], np.int64)

    def hint(self, x: Ints) -> None:
        """Suggests a solution to start from."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        holds = (x[self._cell] == self._option) != self._negated
        variables = dict(zip(self._variable.tolist(), holds.tolist(), strict=True))
        hinted = self.model.proto.solution_hint
        hinted.vars.extend(list(variables))
        hinted.values.extend([int(value) for value in variables.values()])

    def solution(self, values: Ints) -> Ints:
        """The options taken [cells] when the model's variables have these values."""
        holds = (values[self._variable] > 0) != self._negated
        x = self._fixed.copy()
        x[self._cell[holds]] = self._option[holds]
        return x
