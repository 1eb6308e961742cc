"""python -m soak.mutants: put faults into the code, one at a time, and see whether the tests notice."""

import sys
import time

import click

from soak.mutants.copying import original, run_in_copy
from soak.mutants.equivalent import EQUIVALENT
from soak.mutants.mutant import mutants_of
from soak.mutants.running import run
from soak.mutants.targets import GROUPS
from soak.mutants.telling import PAGE, Tried, page, part_noticed


@click.command()
@click.option("--group", "groups", type=click.Choice([*GROUPS]), multiple=True, help="All unless given.")
@click.option("--module", "parts", multiple=True, help="Only modules whose path holds this.")
@click.option("--processes", default=2, show_default=True)
@click.option("--write", is_flag=True, help="Write docs/mutation.md, of whole groups.")
def mutants(groups: tuple[str, ...], parts: tuple[str, ...], processes: int, write: bool) -> None:
    """Put small faults into the code, one at a time, and see whether the tests notice each."""
    if write and parts:
        raise click.UsageError("--write is for whole groups: leave --module out.")
    tree = original()
    if tree is None:
        sys.exit(run_in_copy(sys.argv[1:]))
    tried: list[Tried] = []
    for group in [GROUPS[name] for name in groups or GROUPS]:
        modules = [each for each in group.modules if not parts or any(part in each for part in parts)]
        faults = [each for module in modules for each in mutants_of(module)]
        if not faults:
            continue
        began = time.monotonic()
        verdicts, failing = run(faults, group.tests, processes)
        tried.append(Tried(group, faults, verdicts, failing, time.monotonic() - began))
        click.echo(tried[-1].told())
        if write:  # each time, since the next group may take hours
            (tree / PAGE).write_text(page(tried))
    short = any(part_noticed(each.by_module()) < each.group.least for each in tried)
    if not parts and not groups:
        known = {fault.name for each in tried for fault in each.faults}
        for name in EQUIVALENT.keys() - known:
            click.echo(f"listed as equivalent, and no longer there: {name}")
            short = True
    sys.exit(short)


if __name__ == "__main__":
    mutants()
