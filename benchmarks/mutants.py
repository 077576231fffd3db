"""The small mistakes that the mutation run makes in a module, one at a time."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], str]] = {
    ast.Lt: (ast.LtE, "< → <="),
    ast.LtE: (ast.Lt, "<= → <"),
    ast.Gt: (ast.GtE, "> → >="),
    ast.GtE: (ast.Gt, ">= → >"),
    ast.Eq: (ast.NotEq, "== → !="),
    ast.NotEq: (ast.Eq, "!= → =="),
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "minimum": "maximum", "maximum": "minimum"}


@dataclass(frozen=True)
class Mutant:
    """One change at one place of a module; `node` counts the nodes of the tree, `part` the comparisons of a node."""

    text: str
    node: int
    part: int
    line: int
    change: str
    source: str

    def tree(self) -> ast.Module:
        """The changed module, ready to compile."""
        tree = ast.parse(self.text)
        _apply(list(ast.walk(tree))[self.node], self.part)
        return tree


def mutants(text: str) -> list[Mutant]:
    """Every mutant of a module."""
    tree = ast.parse(text)
    kept = {id(node) for node in _code(tree)}
    lines = text.splitlines()
    return [
        Mutant(text, number, part, node.lineno, change, lines[node.lineno - 1].strip())
        for number, node in enumerate(ast.walk(tree))
        if id(node) in kept and isinstance(node, ast.expr | ast.stmt)
        for part, change in enumerate(_changes(node))
        if change
    ]


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that compute: no examples, annotations, declared fields or bounds of fields."""
    yield node
    for name, value in ast.iter_fields(node):
        for inner in value if isinstance(value, list) else [value]:
            if not isinstance(inner, ast.AST) or name in {"annotation", "returns", "decorator_list"}:
                continue
            if isinstance(node, ast.ClassDef) and not isinstance(inner, ast.FunctionDef):
                continue
            if isinstance(inner, ast.FunctionDef) and inner.name == "examples":
                continue
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id == "Field":
                continue
            yield from _code(inner)


def _changes(node: ast.AST) -> list[str]:
    """What can be changed at a node, in words; `_apply` does it by the number in this list."""
    match node:
        case ast.Compare():
            return [COMPARISONS[type(op)][1] if type(op) in COMPARISONS else "" for op in node.ops]
        case ast.Constant(value=bool() as value):
            return [f"{value} → {not value}"]
        case ast.Constant(value=int() as value):
            return [f"{value} → {value + 1}", f"{value} → {value - 1}"]
        case ast.BinOp(op=ast.Add() | ast.Sub()) | ast.AugAssign(op=ast.Add() | ast.Sub()):
            return ["+ → -" if isinstance(node.op, ast.Add) else "- → +"]
        case ast.BoolOp():
            return ["and → or" if isinstance(node.op, ast.And) else "or → and"]
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in CALLS:
            return [f"{name} → {CALLS[name]}"]
    return []


def _apply(node: ast.AST, part: int) -> None:
    match node:
        case ast.Compare():
            node.ops[part] = COMPARISONS[type(node.ops[part])][0]()
        case ast.Constant(value=bool() as value):
            node.value = not value
        case ast.Constant(value=int() as value):
            node.value = value - 1 if part else value + 1
        case ast.BinOp() | ast.AugAssign():
            node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        case ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case ast.Call(func=ast.Name(id=name) as function):
            function.id = CALLS[name]
        case ast.Call(func=ast.Attribute(attr=name) as function):
            function.attr = CALLS[name]
