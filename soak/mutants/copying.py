"""A copy of the tree to try faults in, so that what is edited meanwhile changes nothing of what is tried."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from soak.mutants.mutant import ROOT

#: Set for the process that works in the copy; it says which tree it is a copy of.
ORIGINAL = "MUTANTS_OF"

_NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "instance", "node_modules")


def original() -> Path | None:
    """The tree that this one was copied from; None when it is no copy."""
    found = os.environ.get(ORIGINAL)
    return Path(found) if found else None


def run_in_copy(arguments: Sequence[str]) -> int:
    """Run `python -m soak.mutants` with these arguments in a copy of the tree; its exit code."""
    instance = Path(os.environ.get("INSTANCE_DIR") or ROOT / "instance").resolve()
    environ = {**os.environ, ORIGINAL: str(ROOT), "INSTANCE_DIR": str(instance)}
    with tempfile.TemporaryDirectory(prefix="directory-mutants-", ignore_cleanup_errors=True) as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=_NOT_COPIED)
        command = [sys.executable, "-m", "soak.mutants", *arguments]
        return subprocess.run(command, cwd=tree, env=environ, check=False).returncode
