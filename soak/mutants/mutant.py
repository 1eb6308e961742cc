"""One fault in one module: where it stands, how it reads, and the module with it."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from soak.mutants.changes import Members, is_prose, variants

#: The folder that holds the package.
ROOT = Path(__file__).resolve().parents[2]

#: What stands for a piece of code that is left out.
LEFT_OUT = "left out"

#: Names of what is for type checkers only: no test could notice a change in it.
_TYPING = frozenset({"Literal", "TypeVar", "Callable", "cast"})


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault: the `variant`-th thing to stand in the place of the `node`-th node of a module.

    `inside` is the function it stands in, and where that is empty it stands in the module or a class;
    `first` and `last` are its lines.
    """

    module: str
    inside: str
    first: int
    last: int
    node: int
    variant: int
    kind: str
    before: str
    after: str
    time: int = 1

    @property
    def name(self) -> str:
        """What it goes by where mutants are listed that nobody can notice. Line numbers are not in it.

        Of those alike in a function, the second has (2) behind it, and so on.
        """
        again = f" ({self.time})" if self.time > 1 else ""
        return f"{self.module} {self.inside or '-'}: {self.before} -> {self.after}{again}"

    def tree(self) -> ast.Module:
        """The module, with the fault in it."""
        tree = ast.parse(_source(self.module))
        node, _, table = [*_places(tree)][self.node]
        put = [*variants(node, members(), table=table)][self.variant]
        changed = _Replacing(node, put.put).visit(tree)
        assert isinstance(changed, ast.Module)
        return ast.fix_missing_locations(changed)

    def body(self) -> range:
        """The lines of what the function does, its name and arguments aside."""
        found: ast.AST = ast.parse(_source(self.module))
        for part in self.inside.removesuffix("()").split("."):
            found = next(each for each in ast.iter_child_nodes(found) if getattr(each, "name", None) == part)
        assert isinstance(found, ast.FunctionDef)
        return range(found.body[0].lineno, (found.end_lineno or 0) + 1)


def mutants_of(module: str) -> list[Mutant]:
    """Every fault that may be put into a module, in the order of its lines, each once."""
    tree = ast.parse(_source(module))
    found: list[Mutant] = []
    times = Counter[str]()
    for number, (node, inside, table) in enumerate(_places(tree)):
        seen = {_whole(node)}
        for variant, (kind, put, left_out) in enumerate(variants(node, members(), table=table)):
            if _whole(put) in seen:
                continue
            seen.add(_whole(put))
            before, after = (_read(left_out), LEFT_OUT) if left_out else (_read(node), _read(put))
            first, last = _lines(node)
            fault = Mutant(module, inside, first, last, number, variant, kind, before, after)
            times[fault.name] += 1
            found.append(replace(fault, time=times[fault.name]))
    return found


@cache
def members() -> Members:
    """The members of every enumeration of the package, by its name."""
    found: dict[str, list[str]] = {}
    for path in (ROOT / "directory").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases):
                found[node.name] = [
                    target.id
                    for statement in node.body
                    if isinstance(statement, ast.Assign)
                    for target in statement.targets
                    if isinstance(target, ast.Name)
                ]
    return found


@cache
def _source(module: str) -> str:
    return (ROOT / module).read_text()


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, str, bool]]:
    """Each node where a fault may stand, the function it is in, and whether it is in a table."""
    yield from _within(tree, "", table=True)


def _within(node: ast.AST, inside: str, *, table: bool) -> Iterator[tuple[ast.AST, str, bool]]:
    if isinstance(node, ast.ClassDef):
        for statement in node.body:
            yield from _one(statement, f"{inside}.{node.name}".strip("."), table=True)
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_comment", "func_annotation"):
            continue
        here, in_table = inside, table
        if isinstance(node, ast.FunctionDef) and name == "body":
            here, in_table = f"{inside}.{node.name}()".strip(".") if "()" not in inside else inside, False
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _one(child, here, table=in_table)


def _one(node: ast.AST, inside: str, *, table: bool) -> Iterator[tuple[ast.AST, str, bool]]:
    match node:
        case ast.Expr(ast.Constant()) | ast.Assert() | ast.Import() | ast.ImportFrom():
            return  # a docstring; what is said to type checkers
        case ast.Assign([ast.Name("__all__")]):
            return
        case ast.Assign(value=ast.Subscript(ast.Name(name)) | ast.Call(ast.Name(name))) if name in _TYPING:
            return
        case ast.Subscript(ast.Name(name)) | ast.Call(ast.Name(name)) if name in _TYPING:
            return
        case ast.JoinedStr(values):
            texts = [str(value.value) for value in values if isinstance(value, ast.Constant)]
            for value in values:
                if isinstance(value, ast.FormattedValue):
                    yield from _one(value.value, inside, table=table)
                elif not is_prose(" ".join(texts)):
                    yield value, inside, table
            return
    yield node, inside, table
    yield from _within(node, inside, table=table)


class _Replacing(ast.NodeTransformer):
    def __init__(self, node: ast.AST, put: ast.AST) -> None:
        self._node, self._put = node, put

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self._node:
            return ast.copy_location(self._put, node)
        return self.generic_visit(node)


def _lines(node: ast.AST) -> tuple[int, int]:
    if isinstance(node, ast.comprehension):
        node = node.iter
    first = getattr(node, "lineno", 0)
    if isinstance(node, ast.If | ast.While):
        node = node.test
    return first, getattr(node, "end_lineno", None) or first


def _read(node: ast.AST) -> str:
    """A node as it reads, on one line; of a condition, only the condition."""
    if isinstance(node, ast.If | ast.While):
        return f"{type(node).__name__.lower()} {_whole(node.test)}"
    return " ".join(_whole(node).split())


def _whole(node: ast.AST) -> str:
    return ast.unparse(ast.fix_missing_locations(node))


__all__ = ["LEFT_OUT", "Mutant", "ROOT", "members", "mutants_of"]
