"""A client of the API that notices when it gets no answer."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Nothing takes so long; a request that does was lost.
PATIENCE_S = 15


class NoAnswer(Exception):
    """The connection was refused, broken or silent: whether the request was carried out is not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a body read as JSON (None without one), and the record's ETag."""

    status: int
    body: Any
    tag: str


class Client:
    """Asks one request after the other, on a connection that is opened again when it breaks."""

    def __init__(self, port: int, token: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def close(self) -> None:
        """Break the connection off."""
        self._connection.close()

    def ask(self, method: str, path: str, body: Any, headers: Mapping[str, str]) -> Answer:
        """The answer.

        Raises:
            NoAnswer: there is none.
        """
        try:
            sent = None if body is None else json.dumps(body)
            self._connection.request(method, f"/api/v1/{path}", sent, {**self._headers, **headers})
            answer = self._connection.getresponse()
            raw = answer.read()
        except (OSError, http.client.HTTPException) as fault:
            self._connection.close()
            raise NoAnswer from fault
        return Answer(answer.status, json.loads(raw) if raw else None, answer.headers.get("ETag", ""))
