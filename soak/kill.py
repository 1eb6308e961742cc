"""python -m soak kill: does anything get lost, doubled or torn when the service is killed amid writes?

Several clients write through a real server, whose processes are killed as if by kill -9 at random times. A
client that gets no answer does what a client should: it sends a creation again with its key, and before it
sends a change again it reads whether that was made.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from sqlalchemy import select

from directory.config import Settings
from directory.db import db
from directory.model import Provider, ProviderName
from directory.rules.audit import Fault
from directory.services import audit
from directory.services.audit.reading import snapshot
from soak.client import Client, NoAnswer
from soak.server import Server

#: How many at once; each keeps to records of its own.
CLIENTS = 6
#: No trial takes so long: one that does is stuck.
PATIENCE_S = 1800

#: Names that every record has from its beginning: it is there with both, or not at all.
NAMES = ("Lets", "Homes")


@dataclass(slots=True)
class Record:
    """A record as its client knows it, by the answers it got."""

    id: str
    name: str
    phone: str | None = None
    changes: int = 0
    removed: bool = False


@dataclass(slots=True)
class Trial:
    """What was done, and what is wrong after it."""

    acknowledged: Counter[str] = field(default_factory=Counter)
    kills: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


def kill_amid_writes(app: Flask, settings: Settings, token: str, writes: int, kills: int, seed: int) -> Trial:
    """Do so many writes, with so many kills spread over them, and check what then stands in the database."""
    trial, chance, began = Trial(), random.Random(seed), time.monotonic()
    records: list[Record] = []
    with Server(settings) as server:
        clients = [_Writer(server.port, token, seed * 1000 + number, number) for number in range(CLIENTS)]
        share = [writes // CLIENTS + (number < writes % CLIENTS) for number in range(CLIENTS)]
        threads = [
            threading.Thread(target=client.write, args=(times,), daemon=True)
            for client, times in zip(clients, share, strict=True)
        ]
        for thread in threads:
            thread.start()
        for number in range(1, kills + 1):
            # Somewhere between two points of the work, wherever the clients happen to be in it.
            due = writes * (number - chance.random()) / (kills + 1)
            while sum(client.done.total() for client in clients) < due and any(map(_alive, threads)):
                time.sleep(0.002)
            time.sleep(chance.random() * 0.02)
            trial.kills[server.kill(chance)] += 1
        for thread in threads:
            thread.join(PATIENCE_S)
            if thread.is_alive():
                trial.wrong.append("a client is still waiting for an answer")
        for client in clients:
            trial.acknowledged += client.done
            trial.unanswered += client.unanswered
            trial.wrong += client.wrong
            records += client.records
    trial.seconds = time.monotonic() - began
    with app.app_context():
        db.engine.dispose()
        trial.wrong += _wrong(records)
    return trial


class _Writer:
    """A client that adds, changes and removes records, one write after the other."""

    def __init__(self, port: int, token: str, seed: int, number: int) -> None:
        self._client = Client(port, token)
        self._chance = random.Random(seed)
        self._number = number
        self.records: list[Record] = []
        self.done: Counter[str] = Counter()
        self.unanswered = 0
        self.wrong: list[str] = []

    def write(self, times: int) -> None:
        try:
            for number in range(times):
                living = [record for record in self.records if not record.removed]
                what = self._chance.random()
                if what < 0.5 or not living:
                    self._create(number)
                elif what < 0.9:
                    self._change(self._chance.choice(living), number)
                else:
                    self._remove(self._chance.choice(living))
        except AssertionError as fault:
            self.wrong.append(str(fault))
        finally:
            self._client.close()

    def _create(self, number: int) -> None:
        name = f"Trial {self._number}-{number}"
        body = {"name": name, "trading_names": [f"{name} {each}" for each in NAMES]}
        key = f"{self._number}-{number}-{self._chance.getrandbits(64):x}"
        while True:
            answer = self._ask("POST", "providers", body, {"Idempotency-Key": key})
            if answer is not None:
                break
        assert answer.status == 201, f"{name} was answered with {answer.status}"
        self.records.append(Record(answer.body["id"], name))
        self.done["create"] += 1

    def _change(self, record: Record, number: int) -> None:
        path, phone = f"providers/{record.id}", f"01632 {960_000 + number % 1000:06}"
        if phone == record.phone:
            phone = f"01632 96{self._number}999"
        while True:
            held = self._read(path)
            assert held is not None, f"{record.name} was answered, and is gone"
            if held.body["phone"] == phone:  # it was made, and the answer was lost
                break
            answer = self._ask("PATCH", path, {"phone": phone}, {"If-Match": held.tag})
            if answer is not None:
                assert answer.status == 200, f"a change of {record.name} was answered with {answer.status}"
                break
        record.phone = phone
        record.changes += 1
        self.done["change"] += 1

    def _remove(self, record: Record) -> None:
        path = f"providers/{record.id}"
        while True:
            held = self._read(path)
            if held is None:
                break
            answer = self._ask("DELETE", path, None, {"If-Match": held.tag})
            if answer is not None:
                assert answer.status == 204, f"removing {record.name} was answered with {answer.status}"
                break
        record.removed = True
        self.done["remove"] += 1

    def _read(self, path: str) -> Any:
        """The record; None when there is none."""
        while True:
            answer = self._ask("GET", path)
            if answer is not None:
                assert answer.status in (200, 404), f"reading was answered with {answer.status}"
                return answer if answer.status == 200 else None

    def _ask(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Any:
        """The answer; None when there is none, or the service says that it cannot answer just now."""
        try:
            answer = self._client.ask(method, path, body, headers or {})
        except NoAnswer:
            self.unanswered += 1
            time.sleep(0.05)
            return None
        if answer.status == 503:
            time.sleep(0.05)
            return None
        return answer


def _alive(thread: threading.Thread) -> bool:
    return thread.is_alive()


def _wrong(records: list[Record]) -> list[str]:
    """Whatever in the database is not as the clients were told, or not as the audit log says."""
    wrong: list[str] = []
    held = {str(row.id): row for row in db.session.scalars(select(Provider))}
    names = Counter(str(key) for key in db.session.scalars(select(ProviderName.provider_id)))
    entries: Counter[tuple[str | None, str | None, str]] = Counter()
    with snapshot() as log:
        for entry in log.entries():
            entries[(entry.subject_kind, entry.subject_id, entry.action)] += 1
    for record in records:
        row = held.pop(record.id, None)
        expected = {"create": 1, "change": record.changes, "delete": int(record.removed)}
        for action, times in expected.items():
            found = entries.pop(("providers", record.id, action), 0)
            if found != times:
                wrong.append(f"{record.name}: {times} times {action}, and {found} entries of it")
        if record.removed:
            if row is not None:
                wrong.append(f"{record.name} was removed, and is there")
        elif row is None:
            wrong.append(f"{record.name} was acknowledged, and is not there")
        elif (row.name, row.phone) != (record.name, record.phone):
            wrong.append(f"{record.name} has not its latest values")
        elif names[record.id] != len(NAMES):
            wrong.append(f"{record.name} has {names[record.id]} of its {len(NAMES)} names")
    wrong += [f"{row.name} is there, and nobody was told so" for row in held.values()]
    wrong += [
        f"an entry says {action} of {key}, which was never done"
        for kind, key, action in entries
        if kind == "providers" and action != "see-provider"
    ]
    faults: list[Fault] = []
    audit.verify(faults.append, datetime.now(UTC))
    return wrong + [f"audit log, entry {fault.seq}: {fault.message}" for fault in faults]
