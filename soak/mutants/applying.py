"""Putting a fault into the code of a running process. No file is touched."""

import ast
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from soak.mutants.mutant import ROOT, Mutant

#: What is read afresh with a fault that acts while modules are read.
_OURS = ("directory.", "tests.", "bench.", "soak.")


def put_into_function(mutant: Mutant) -> bool:
    """Give the function that is loaded the code with the fault; False when it can only be read afresh."""
    code = compile(mutant.tree(), str(ROOT / mutant.module), "exec")
    wanted = _code_in(code, mutant.inside.removesuffix("()").split("."))
    function = _function(sys.modules[module_name(mutant.module)], mutant.inside)
    if wanted is None or function is None or wanted.co_freevars != function.__code__.co_freevars:
        return False
    function.__code__ = wanted
    return True


def put_into_module(mutant: Mutant | None) -> None:
    """Have all our modules read afresh from now on, that one with the fault; None is no fault at all."""
    for name in [*sys.modules]:
        if f"{name}.".startswith(_OURS) and not name.startswith("soak.mutants"):
            del sys.modules[name]
    if mutant is not None:
        sys.meta_path.insert(0, _Finder(mutant))


def module_name(path: str) -> str:
    """The name under which a file is imported."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class _Finder(MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != module_name(self._mutant.module):
            return None
        place = ROOT / self._mutant.module
        loader = _Loader(name, str(place), self._mutant.tree())
        return importlib.util.spec_from_file_location(name, place, loader=loader)


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, tree: ast.Module) -> None:
        super().__init__(name, path)
        self._tree = tree

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._tree, str(Path(self.path)), "exec")


def _function(module: ModuleType, inside: str) -> FunctionType | None:
    """The function of a module by its qualified name, out of what it may be wrapped in."""
    found: Any = module
    for part in inside.removesuffix("()").split("."):
        found = vars(found).get(part) if found is not None else None
    for inner in _inwards(found):
        found = inner
    return found if isinstance(found, FunctionType) else None


def _inwards(found: Any) -> Iterator[Any]:
    while True:
        inner = next(
            (
                getattr(found, name)
                for name in ("__func__", "__wrapped__", "fget")
                if getattr(found, name, None) is not None
            ),
            None,
        )
        if inner is None:
            return
        found = inner
        yield found


def _code_in(code: CodeType, path: Sequence[str]) -> CodeType | None:
    for name in path:
        inner = (each for each in code.co_consts if isinstance(each, CodeType) and each.co_name == name)
        found = next(inner, None)
        if found is None:
            return None
        code = found
    return code
