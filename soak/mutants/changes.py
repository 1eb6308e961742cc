"""What may be put in the place of a piece of code: each by itself a fault that tests should notice."""

import ast
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Variant(NamedTuple):
    """A kind of fault; what is put in the place of a node; what of it is left out, where that is all."""

    kind: str
    put: ast.AST
    left_out: ast.AST | None = None


#: The members of each enumeration, in their order.
Members = Mapping[str, list[str]]

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}

#: Two words with a space between.
_PROSE = re.compile(r"[^\W\d_]\W* \W*[^\W\d_]")


def variants(node: ast.AST, members: Members, *, table: bool) -> Iterator[Variant]:
    """All that may stand in the place of `node`; in a `table` of a module or class, elements go too."""
    if isinstance(node, ast.expr):
        yield from _of_expression(node, members, table=table)
    elif isinstance(node, ast.stmt):
        yield from _of_statement(node)
    elif isinstance(node, ast.comprehension):
        for at, condition in enumerate(node.ifs):
            others = [*node.ifs[:at], *node.ifs[at + 1 :]]
            yield Variant("condition", ast.comprehension(node.target, node.iter, others, node.is_async))
            if not isinstance(condition, ast.Compare):
                wanted = [*node.ifs[:at], _negated(condition), *node.ifs[at + 1 :]]
                yield Variant("condition", ast.comprehension(node.target, node.iter, wanted, node.is_async))


def _of_statement(node: ast.stmt) -> Iterator[Variant]:
    match node:
        case ast.If(test, body, orelse) if not isinstance(test, ast.Compare | ast.UnaryOp):
            yield Variant("condition", ast.If(_negated(test), body, orelse))
        case ast.While(test, body, orelse) if not isinstance(test, ast.Compare | ast.UnaryOp):
            yield Variant("condition", ast.While(_negated(test), body, orelse))
        case ast.Return(ast.expr() as value) if not _is_plain(value):
            yield Variant("return", ast.Return(ast.Constant(None)))
            if isinstance(value, ast.Call | ast.Name | ast.BoolOp):
                yield Variant("return", ast.Return(_negated(value)))
        case ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.Raise() | ast.AugAssign():
            yield Variant("statement", ast.Pass())
        case ast.Assign(targets, value) if not _is_plain(value):
            yield Variant("value", ast.Assign(targets, ast.Constant(None)))
        case ast.AnnAssign(target, annotation, ast.expr() as value, simple) if not _is_plain(value):
            yield Variant("value", ast.AnnAssign(target, annotation, ast.Constant(None), simple))
        case ast.Continue():
            yield Variant("statement", ast.Break())
        case ast.Break():
            yield Variant("statement", ast.Continue())


def _of_expression(node: ast.expr, members: Members, *, table: bool) -> Iterator[Variant]:
    match node:
        case ast.Compare(left, ops, comparators):
            for at, op in enumerate(ops):
                for other in _COMPARISONS[type(op)]:
                    yield Variant(
                        "comparison", ast.Compare(left, [*ops[:at], other(), *ops[at + 1 :]], comparators)
                    )
        case ast.BoolOp(op, values):
            yield Variant("and/or", ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values))
            for at in range(len(values)):
                rest = [*values[:at], *values[at + 1 :]]
                yield Variant("condition", ast.BoolOp(op, rest) if len(rest) > 1 else rest[0])
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield Variant("sign", operand)
        case ast.IfExp(test, body, orelse) if not isinstance(test, ast.Compare | ast.UnaryOp):
            yield Variant("condition", ast.IfExp(_negated(test), body, orelse))
        case ast.BinOp(left, op, right) if type(op) in _ARITHMETIC:
            yield Variant("arithmetic", ast.BinOp(left, _ARITHMETIC[type(op)](), right))
        case ast.Constant(value):
            yield from _of_constant(value)
        case ast.Name(name, ast.Load()) if name in _NAMES:
            yield Variant("function", ast.Name(_NAMES[name], ast.Load()))
        case ast.Attribute(ast.Name(kind), name, ast.Load()) if name in members.get(kind, ()):
            there = members[kind]
            following = there[(there.index(name) + 1) % len(there)]
            yield Variant("member", ast.Attribute(ast.Name(kind, ast.Load()), following, ast.Load()))
        case ast.Call(function, arguments, keywords):
            yield from _of_call(function, arguments, keywords)
        case ast.List(elements):
            yield from (Variant("element", ast.List(rest, ast.Load()), out) for rest, out in _fewer(elements))
        case ast.Set(elements):
            yield from (Variant("element", ast.Set(rest), out) for rest, out in _fewer(elements))
        case ast.Tuple(elements, ast.Load()) if table:
            yield from (
                Variant("element", ast.Tuple(rest, ast.Load()), out) for rest, out in _fewer(elements)
            )
        case ast.Dict(keys, values):
            for at in range(len(keys)):
                fewer = ast.Dict([*keys[:at], *keys[at + 1 :]], [*values[:at], *values[at + 1 :]])
                yield Variant("element", fewer, ast.Dict([keys[at]], [values[at]]))


def _of_call(function: ast.expr, arguments: list[ast.expr], keywords: list[ast.keyword]) -> Iterator[Variant]:
    if len(arguments) > 1 and not any(isinstance(each, ast.Starred) for each in arguments[:2]):
        yield Variant("order", ast.Call(function, [arguments[1], arguments[0], *arguments[2:]], keywords))
    for at in range(len(keywords)):
        rest = ast.Call(function, arguments, [*keywords[:at], *keywords[at + 1 :]])
        yield Variant("argument", rest, keywords[at])


def _of_constant(value: object) -> Iterator[Variant]:
    if isinstance(value, bool):
        yield Variant("constant", ast.Constant(not value))
    elif isinstance(value, int):
        yield Variant("constant", ast.Constant(value + 1))
    elif isinstance(value, float):
        yield Variant("constant", ast.Constant(value * 2 or 1.0))
    elif isinstance(value, bytes):
        yield Variant("constant", ast.Constant(b"XX" + value))
    elif isinstance(value, str) and not is_prose(value):
        yield Variant("constant", ast.Constant("XX" + value))


def is_prose(text: str) -> bool:
    """Whether a text is one for people: another wording is no fault."""
    return _PROSE.search(text) is not None


def _fewer(elements: list[ast.expr]) -> Iterator[tuple[list[ast.expr], ast.expr]]:
    for at, element in enumerate(elements):
        if not isinstance(element, ast.Constant):  # a constant is changed instead, which comes to the same
            yield [*elements[:at], *elements[at + 1 :]], element


def _negated(test: ast.expr) -> ast.expr:
    return test.operand if isinstance(test, ast.UnaryOp) else ast.UnaryOp(ast.Not(), test)


def _is_plain(value: ast.expr) -> bool:
    """Whether faults stand inside of a value already, so that none in its place would come to the same."""
    return isinstance(value, ast.Constant | ast.Dict | ast.List | ast.Set | ast.Tuple)
