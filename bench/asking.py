"""Ways to put a question to the service: over HTTP, or to its application in this process."""

import http.client
import importlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

LOOKUPS = "/api/v1/lookups"
PROVIDERS = "/api/v1/providers"


@dataclass(frozen=True, slots=True)
class Match:
    """One premises of an answer, by whatever names it: the file's key, if shown, and the UPRN."""

    reference: str
    uprn: str
    scheme: str
    address: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """`outcome` is found, choose or not_listed; or refused, when the service could make nothing of it."""

    outcome: str
    matches: tuple[Match, ...] = ()
    notes: tuple[str, ...] = ()


Ask = Callable[[str, str], Answer]


def body_of(text: str, postcode: str) -> dict[str, str]:
    return {"address": text, "postcode": postcode} if postcode else {"address": text}


def answer_of(status: int, body: dict[str, Any]) -> Answer:
    """The answer in a response; a 422 counts as refused, any other error stops the run."""
    if status == 422:
        return Answer("refused", notes=(str(body.get("detail") or body.get("errors") or ""),))
    if status != 200:
        raise RuntimeError(f"The service answered {status}: {json.dumps(body)[:300]}")
    matches = []
    for match in body["matches"]:
        premises = match.get("premises") or {}
        matches.append(
            Match(
                reference=str(premises.get("reference") or ""),
                uprn=str(premises.get("uprn") or ""),
                scheme=str((match.get("scheme") or {}).get("name") or ""),
                address=str(premises.get("address") or ""),
                score=float(match.get("score") or 0),
            )
        )
    return Answer(body["outcome"], tuple(matches), tuple(body.get("notes") or ()))


def over_http(url: str, token: str) -> Ask:
    """Asks a running server, over one kept-alive connection."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port or 80, timeout=60)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}

    def ask(text: str, postcode: str) -> Answer:
        connection.request("POST", LOOKUPS, json.dumps(body_of(text, postcode)), headers)
        response = connection.getresponse()
        return answer_of(response.status, json.loads(response.read() or b"{}"))

    return ask


def in_process(target: str, token: str) -> Ask:
    """Asks an application in this process; `target` is `module:attribute`, such as `wsgi:app`."""
    module, _, name = target.partition(":")
    application = getattr(importlib.import_module(module), name or "app")
    client = application.test_client()
    headers = {"Authorization": f"Bearer {token}"}

    def ask(text: str, postcode: str) -> Answer:
        response = client.post(LOOKUPS, json=body_of(text, postcode), headers=headers)
        return answer_of(response.status_code, response.get_json(silent=True) or {})

    return ask
