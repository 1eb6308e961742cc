"""python -m soak: one trial, or all of them."""

import sys
import time
from datetime import UTC, datetime

import click

from directory.equipment import equipment
from directory.rules.permissions import Role
from directory.services import tokens
from directory.services.audit.reading import snapshot
from soak.audit import tamper_often, verified_per_second
from soak.capacity import TOLERANCE, WANTED, cover_often
from soak.feeds import try_often
from soak.kill import kill_amid_writes
from soak.looks import costs
from soak.places import instance_on
from soak.tampering import Log
from soak.writing import write_log
from tests.databases import KINDS

_database = click.option(
    "--database", "kinds", type=click.Choice(KINDS), multiple=True, default=KINDS, help="Both unless given."
)
_seed = click.option("--seed", default=1, show_default=True)


@click.group(invoke_without_command=True)
@click.pass_context
def soak(context: click.Context) -> None:
    """Try what must never happen, many times over, and print the figures. All trials unless one is named."""
    if context.invoked_subcommand is None:
        for command in soak.commands.values():
            context.invoke(command)


@soak.command()
@_database
@_seed
@click.option("--times", default=10_000, show_default=True, help="Tamperings on each database.")
@click.option("--entries", default=300, show_default=True, help="Entries of the log.")
def audit(kinds: tuple[str, ...], seed: int, times: int, entries: int) -> None:
    """Tamper with a log in every way there is: all must be found."""
    for kind in kinds:
        with instance_on(kind):
            write_log(entries, seed)
            with snapshot() as held:
                log = Log([*held.entries()], held.head)
            key, began = equipment().audit_key, time.perf_counter()
            done = tamper_often(key, log, times, seed, quiet=False)
            took, speed = time.perf_counter() - began, verified_per_second(key, log.entries, log.head)
        click.echo(f"audit, {kind}: {done.total():,} tamperings with {len(log.entries)} entries, all found,")
        click.echo(f"  in {took:.0f} s; {speed:,.0f} entries checked in a second")
        for name, count in done.items():
            click.echo(f"  {count:>6,}  {name}")


@soak.command()
@_seed
@click.option("--worlds", default=10_000, show_default=True, help="Workloads invented.")
def capacity(seed: int, worlds: int) -> None:
    """Simulate invented workloads: 95 in 100 intervals must hold the true chance."""
    began = time.perf_counter()
    found = cover_often(worlds, seed, quiet=False)
    click.echo(
        f"capacity: {found.held:,} of {found.worlds:,} intervals hold the true chance ({found.share:.2%}), "
        f"means at most {found.furthest_mean:.1f} standard errors off, in {time.perf_counter() - began:.0f} s"
    )
    if abs(found.share - WANTED) > TOLERANCE:
        raise click.exceptions.Exit(1)


@soak.command()
@_database
@click.option("--looks", "number", default=4_000, show_default=True, help="Looks in each of three ways.")
def looks(kinds: tuple[str, ...], number: int) -> None:
    """Put looks down from one thread, from eight, and from two processes: what does each cost?"""
    for kind in kinds:
        with instance_on(kind) as (app, settings):
            for how, cost in costs(app, settings, number):
                click.echo(
                    f"looks, {kind}, {how}: p50 {cost.p50_ms:.2f} ms, p99 {cost.p99_ms:.1f} ms, longest "
                    f"{cost.longest_ms:.0f} ms, {cost.per_second:,.0f} a second"
                )


@soak.command()
@_database
@_seed
@click.option("--writes", default=1_000, show_default=True)
@click.option("--kills", default=25, show_default=True)
def kill(kinds: tuple[str, ...], seed: int, writes: int, kills: int) -> None:
    """Kill the service at random times amid writes: nothing may be lost, doubled or torn."""
    for kind in kinds:
        with instance_on(kind) as (app, settings):
            token = tokens.issue(Role.STEWARD, "the trial", datetime.now(UTC)).text
            trial = kill_amid_writes(app, settings, token, writes, kills, seed)
        done = ", ".join(f"{times:,} {what}" for what, times in trial.acknowledged.most_common())
        killed = ", ".join(f"{what} {times}" for what, times in trial.kills.most_common())
        click.echo(f"kill, {kind}: {trial.acknowledged.total():,} writes acknowledged ({done})")
        click.echo(f"  in {trial.seconds:.0f} s, {trial.kills.total()} kills ({killed}),")
        click.echo(f"  {trial.unanswered:,} requests without an answer; {len(trial.wrong)} things wrong")
        for each in trial.wrong:
            click.echo(f"  {each}")
        if trial.wrong:
            raise click.exceptions.Exit(1)


@soak.command()
@_seed
@click.option("--texts", default=100_000, show_default=True, help="Hostile names, notes and venues.")
def feeds(seed: int, texts: int) -> None:
    """Put hostile texts into calendars and cards: another library must read them back unchanged."""
    began = time.perf_counter()
    done = max(try_often(-(-texts // 3), seed))
    took = time.perf_counter() - began
    click.echo(f"feeds: {done:,} hostile texts in {done // 3:,} calendars and as many cards came back")
    click.echo(f"  unchanged, with no property added, in {took:.0f} s")


if __name__ == "__main__":
    sys.exit(soak())
