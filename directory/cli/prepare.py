"""flask directory prepare"""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
import flask_migrate
from tqdm import tqdm

from directory import postcodes
from directory.config import Settings
from directory.equipment import equipment
from directory.services import audit, authorities, roles
from directory.services.changes import begin_log
from directory.services.editing.aligning import erase_what_may_no_longer_be_held


@click.command("prepare")
def command() -> None:
    """Build the postcode index and bring the database up to date; whatever is in order is left alone."""
    prepare(equipment().settings)


def prepare(settings: Settings) -> None:
    """Make the instance fit to serve."""
    with _alone(settings):
        _build_index(settings)
        flask_migrate.upgrade()
        roles.grant()
        if begin_log() and (seen := audit.read_anchors(settings)):
            click.echo(
                f"Warning: the audit log was empty and is begun anew, but {audit.anchors_file(settings)} has "
                f"noted its end {len(seen)} times. Is this the right database? `audit verify` will tell of "
                "it until that file is put aside.",
                err=True,
            )
        audit.refuse_other_key()
        authorities.align()
        if erased := erase_what_may_no_longer_be_held():
            click.echo(
                f"{erased} addresses taken out, of kinds whose place is not held any longer.", err=True
            )


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Wait until no other process prepares the same instance."""
    settings.make_instance_dir()
    with open(settings.instance_dir / "prepare.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build_index(settings: Settings) -> None:
    """Have an index of the postcodes installed here; some 15 seconds when it is not there yet."""
    if postcodes.is_current(settings.postcode_index):
        return
    click.echo("Building the postcode index: some ten seconds, once.", err=True)
    with tqdm(
        desc="Postcode index", unit="B", unit_scale=True, file=sys.stderr, disable=None, leave=True
    ) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        postcodes.build(settings.postcode_index, progress)
