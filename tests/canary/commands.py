"""Every command of the command line, run with canaries, and what it prints and writes looked through."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from click.testing import Result
from flask import Flask

from directory.rules.permissions import Role
from directory.rules.sign_in import Grant
from directory.services import sessions, tokens
from tests import load_folders
from tests.access.records import PROVIDER, SUPPRESSED
from tests.canary.conftest import Run
from tests.canary.marks import Place
from tests.canary.planting import PlantedRecords, plant_what_retention_erases
from tests.canary.routes import ASKED_POSTCODE, CONFIDENTIAL_POSTCODE, FIRST_DAY

#: Commands that go on until they are stopped, run in processes of their own: tests/canary/processes.py.
GO_ON = ("serve", "demo")


def commands_of(app: Flask) -> set[str]:
    """Every command of `flask directory`, as it is typed."""
    group = app.cli.commands["directory"]
    assert isinstance(group, click.Group)
    found: set[str] = set()
    for name, command in group.commands.items():
        inner = command.commands if isinstance(command, click.Group) else {}
        found |= {f"{name} {each}" for each in inner} or {name}
    return found


@dataclass
class Console:
    """Somebody at the console of a run's instance, and a folder for what they write."""

    run: Run
    records: PlantedRecords
    folder: Path

    def type(self, command: str, *args: object, told: str | None = None, reader: str = "") -> Result:
        """Run a command; both of its outputs are looked through, as told to `reader` if it tells records."""
        typed = ["directory", *command.split(), *map(str, args)]
        result = self.run.app.test_cli_runner().invoke(args=typed, input=told)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        self.run.marks.look(Place("output", command, reader), result.output_bytes + result.stderr_bytes)
        return result

    def word(self, category: str, what: str) -> str:
        return self.run.marks.word(category, f"{what} at the console")


def _settings(at: Console) -> None:
    at.type("settings")


def _prepare(at: Console) -> None:
    at.type("prepare")


def _load(at: Console) -> None:
    # What is loaded is held, and its words are told to whoever may read it; but not by the command itself.
    everybody = ("practitioner", "admin")
    names = {
        kind: at.run.marks.word("record", f"name in a {kind} file", everybody)
        for kind in ("provider", "scheme")
    }
    right = load_folders.small(
        at.folder / "right",
        providers=[load_folders.a_provider(name=names["provider"])],
        schemes=[load_folders.a_scheme(name=names["scheme"])],
    )
    secret = [at.word("confidential address", name) for name in ("street", "building", "referral")]
    place = {"street": secret[0], "building_name": secret[1], "postcode": CONFIDENTIAL_POSTCODE}
    no_postcode = {"postcode": at.word("confidential address", "postcode")}
    wrong = load_folders.small(
        at.folder / "wrong",
        schemes=[
            load_folders.a_refuge("S1", referral=f"{secret[2]} {CONFIDENTIAL_POSTCODE}"),
            load_folders.a_scheme("S2", capacity="many"),
        ],
        premises=[
            load_folders.a_premises("A1", **place),
            load_folders.a_premises("A2", **place | no_postcode),
        ],
    )
    assert at.type("load", right, "--dry-run").exit_code == 0
    assert at.type("load", right).exit_code == 0
    for form in ("json", "csv", "txt"):
        report = at.folder / f"report.{form}"
        assert at.type("load", wrong, "--report", report).exit_code == 1
        at.run.marks.look(Place("file", report.name), report.read_bytes())


def _lookup(at: Console) -> None:
    street = f"9 {at.word('asked', 'an address')} Road"
    at.type("lookup", street, "--postcode", ASKED_POSTCODE)
    at.type("lookup", f"{street}, {ASKED_POSTCODE}", "--json")
    at.type("lookup", told=f"9 {at.word('asked', 'an address read')} Road {ASKED_POSTCODE}")
    at.type("lookup", "--uprn", at.run.marks.number("asked", "a property number at the console"))
    at.type("lookup", at.word("asked", "no address"))
    at.run.marks.literal("asked", "the day a stay began, at the console", FIRST_DAY)
    at.type("lookup", f"{street}, {ASKED_POSTCODE}", "--since", FIRST_DAY)


def _plan(at: Console) -> None:
    asked = ("plan", "--meeting", "cin-closure", "--at", "2026-12-01T10:00")
    street = f"9 {at.word('asked', 'an address of a plan')} Road, {ASKED_POSTCODE}"
    at.type(*asked, "--person", f"mother and child: {street}")
    at.type(*asked, "--person", f"mother and child: {street}", "--json")
    at.type(*asked, "--person", f"{at.word('asked', 'a person without a colon')}")
    street = f"9 {at.word('asked', 'an address of a plan, read')} Road, {ASKED_POSTCODE}"
    at.type(*asked, told=f"mother: {street}\nfather: sofa\n")


def _what_if(at: Console) -> None:
    with at.run.app.app_context():
        at.records.key("contracts", "ordinary")
    assert at.type("what-if provider-stops", PROVIDER, reader="admin").exit_code == 0
    assert at.type("what-if provider-stops", PROVIDER, "--json", reader="admin").exit_code == 0
    at.type("what-if provider-stops", at.word("asked", "a provider that there is not"))


def _reorganise(at: Console) -> None:
    for form in ((), ("--json",)):
        assert at.type("what-if reorganisation", "2028-04-01", *form, reader="admin").exit_code == 0
    at.type("what-if reorganisation", "--authority", at.word("asked", "a council that there is not"))


def _issue(at: Console) -> None:
    for role in ("practitioner", "admin"):
        result = at.type("token issue", "--role", role, "--label", at.word("label", "label"))
        _watch(at, result.stdout.strip())


def _watch(at: Console, text: str) -> None:
    at.run.marks.literal("token", "a token handed out at the console", text.rpartition("_")[2])


def _issued(at: Console) -> tokens.IssuedToken:
    with at.run.app.app_context():
        issued = tokens.issue(Role.PRACTITIONER, at.word("label", "label"), datetime.now(UTC))
    _watch(at, issued.text)
    return issued


def _list_tokens(at: Console) -> None:
    at.type("token list")


def _rotate(at: Console) -> None:
    _watch(at, at.type("token rotate", _issued(at).prefix).stdout.strip())


def _revoke(at: Console) -> None:
    at.type("token revoke", _issued(at).text)


def _list_sessions(at: Console) -> None:
    identity = sessions.Identity("https://id.example", "7", at.word("person", "name"))
    with at.run.app.app_context():
        text = sessions.start(identity, Grant(Role.PRACTITIONER), datetime.now(UTC))
    at.run.marks.literal("session", "a cookie of somebody listed", text)
    assert at.type("session list").stdout


def _end_session(at: Console) -> None:
    key = at.type("session list").stdout.split()[0]
    assert at.type("session end", key).exit_code == 0
    at.type("session end", uuid.uuid4())


def _verify(at: Console) -> None:
    assert at.type("audit verify").exit_code == 0


def _export(at: Console) -> None:
    for form in ("json", "csv"):
        file = at.folder / f"log.{form}"
        assert at.type("audit export", file, "--format", form).exit_code == 0
        at.run.marks.look(Place("file", file.name), file.read_bytes())
        at.type("audit export", "-", "--format", form)
    assert at.type("audit verify", "--file", at.folder / "log.json").exit_code == 0


def _readers(at: Console) -> None:
    with at.run.app.app_context():
        keys = [at.records.key("schemes", state) for state in ("ordinary", SUPPRESSED)]
    for key in keys:
        assert at.type("audit readers", "--scheme", key).exit_code == 0
        at.type("audit readers", "--scheme", key, "--json")


def _retention(at: Console) -> None:
    with at.run.app.app_context():
        plant_what_retention_erases(at.run.marks, PROVIDER)
    at.type("retention", "--dry-run")
    assert at.type("retention").exit_code == 0


def _check_protocol(at: Console) -> None:
    assert at.type("protocol check").exit_code == 0
    at.type("protocol check", at.folder)


def _compare_protocol(at: Console) -> None:
    assert at.type("protocol diff", at.folder, "--json").exit_code == 0


#: What is done with each command. A command that is not here, or that there is not, fails the tests.
COMMANDS: dict[str, Callable[[Console], None]] = {
    "settings": _settings,
    "prepare": _prepare,
    "load": _load,
    "lookup": _lookup,
    "plan": _plan,
    "what-if provider-stops": _what_if,
    "what-if reorganisation": _reorganise,
    "token issue": _issue,
    "token list": _list_tokens,
    "token rotate": _rotate,
    "token revoke": _revoke,
    "session list": _list_sessions,
    "session end": _end_session,
    "audit verify": _verify,
    "audit export": _export,
    "audit readers": _readers,
    "retention": _retention,
    "protocol check": _check_protocol,
    "protocol diff": _compare_protocol,
}
