"""A mixed log to tamper with, written as the service writes: looks, tokens, changes and loads."""

import random
import uuid
from datetime import UTC, datetime

from directory.model import Provider
from directory.rules.permissions import PURPOSES, SERVICE, Reader, Role
from directory.services import tokens
from directory.services.changes import bulk_change, change
from directory.services.looks import Look, record_look


def write_log(entries: int, seed: int) -> None:
    """Some `entries` of all kinds, by several readers."""
    chance = random.Random(seed)
    readers = [
        Reader(role, f"token:{prefix}", purpose=purpose)
        for role, prefix, purpose in zip(
            Role, ("aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd", "eeeeeeee"), PURPOSES, strict=False
        )
    ]
    held: list[uuid.UUID] = []
    for _ in range(entries):
        by, what = chance.choice(readers), chance.random()
        if what < 0.7:
            seen = [uuid.uuid4() for _ in range(chance.choice([0, 1, 1, 1, 3]))]
            record_look(by, Look(action="look-up", outcome="found" if seen else "not_listed", seen=seen))
        elif what < 0.8:
            tokens.issue(Role.PRACTITIONER, "a case system", datetime.now(UTC), by=by)
        elif what < 0.85:
            with bulk_change(SERVICE, "load") as work:
                work.detail = {"providers": chance.randrange(100)}
        elif what < 0.95 or not held:
            held.append(uuid.uuid4())
            with change(by) as session:
                session.add(Provider(id=held[-1], name="Brindlestoke Homes é"))
        else:
            with change(by) as session:
                provider = session.get(Provider, chance.choice(held))
                assert provider is not None
                provider.phone = f"01632 {chance.randrange(960_000, 961_000)}"
