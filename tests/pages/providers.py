"""Identity providers to sign in with: a real one in its own process, and one that does as a test says."""

import base64
import hashlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.live import free_port

#: Whoever they are, nothing of these may ever be in a log or in what people see.
SECRET, CODE, ACCESS_TOKEN = "canary-client-secret", "canary-code", "canary-access-token"


@dataclass(frozen=True)
class RealProvider:
    """oidc-provider-mock, which knows this service by the id and secret it gave it."""

    issuer: str
    client_id: str
    client_secret: str

    def agree(self, where: str, subject: str) -> str:
        """What its page does when `subject` presses the button on it: the address they are sent back to."""
        answer = requests.post(where, data={"sub": subject}, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def decline(self, where: str) -> str:
        """The address somebody is sent back to who does not want to sign in."""
        answer = requests.post(where, data={"action": "deny"}, allow_redirects=False, timeout=10)
        return answer.headers["Location"]

    def knows(self, subject: str, **claims: object) -> None:
        """Have it say this of somebody."""
        requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=10).raise_for_status()


@contextmanager
def real_provider(comes_back_to: str) -> Iterator[RealProvider]:
    """A provider at which this service is registered, to be called back at that address."""
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    options = ["--port", str(port), "--require-registration", "true", "--require-nonce", "true"]
    command = [sys.executable, "-m", "oidc_provider_mock", *options]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=nowhere, stderr=nowhere) as process:
        try:
            _wait_for(f"{issuer}/.well-known/openid-configuration")
            wanted = {"redirect_uris": [comes_back_to]}
            given = requests.post(f"{issuer}/oauth2/clients", json=wanted, timeout=10).json()
            yield RealProvider(issuer, given["client_id"], given["client_secret"])
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            requests.get(address, timeout=5).raise_for_status()
            return
        except requests.RequestException:
            time.sleep(0.05)
    raise AssertionError("no provider within ten seconds")


@cache
def some_key(name: str) -> RSAKey:
    """A key to sign with; making one takes a while."""
    return RSAKey.generate_key(2048, {"kid": name})


@dataclass
class OddProvider:
    """A provider that says what it is told to, and notes what it was asked.

    `claims` are laid over those of a sound ID token, None taking one out. `answers` are given, by path, in
    place of what it would say: a status and a body.
    """

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    about_itself: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    signs_with: Any = None
    algorithm: str = "RS256"
    id_token: bool = True
    asked_for_token: list[Mapping[str, str]] = field(default_factory=list)
    _key: RSAKey = field(default_factory=lambda: some_key("1"))
    _pending: dict[str, str] = field(default_factory=dict)

    def agree(self, where: str, **changed: str) -> str:
        """The address that somebody who agreed is sent back to, query and all; `changed` is put into it."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
        self._pending = asked
        answer = {"code": CODE, "state": asked["state"], **changed}
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def use_new_key(self) -> None:
        """Sign with another key from now on."""
        self._key = some_key("2")

    def answer(self, path: str, form: Mapping[str, str]) -> tuple[int, str]:
        if path == "/token":
            self.asked_for_token.append(form)
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            return 200, json.dumps(self._about_itself())
        if path == "/jwks":
            return 200, json.dumps({"keys": [self._key.as_dict(private=False)]})
        if path == "/token":
            return self._token(form)
        return 404, "{}"

    def _about_itself(self) -> dict[str, Any]:
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }
        return told | self.about_itself

    def _token(self, form: Mapping[str, str]) -> tuple[int, str]:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if form.get("code") != CODE or challenge.rstrip(b"=").decode() != self._pending.get("code_challenge"):
            return 400, json.dumps({"error": "invalid_grant", "error_description": CODE})
        told: dict[str, Any] = {"access_token": ACCESS_TOKEN, "token_type": "Bearer", "expires_in": 60}
        if self.id_token:
            told["id_token"] = self._id_token()
        self._pending = {}
        return 200, json.dumps(told)

    def _id_token(self) -> str:
        now = int(time.time())
        sound = {
            "iss": self.issuer,
            "aud": self._pending["client_id"],
            "sub": "4711",
            "nonce": self._pending["nonce"],
            "iat": now,
            "exp": now + 300,
            "name": "Tamsin Thistle",
            "roles": ["Staff"],
        }
        claims = {name: value for name, value in (sound | self.claims).items() if value is not None}
        header = {"alg": self.algorithm, "kid": (self.signs_with or self._key).kid or "1"}
        return jwt.encode(header, claims, self.signs_with or self._key, algorithms=[self.algorithm])


@contextmanager
def odd_provider() -> Iterator[OddProvider]:
    """A provider that can be told to do wrong."""
    provider = OddProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer({name: values[0] for name, values in parse_qs(body).items()})

        def _answer(self, form: Mapping[str, str]) -> None:
            status, text = provider.answer(urlsplit(self.path).path, form)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if status == 307:
                self.send_header("Location", text)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield provider
        finally:
            server.shutdown()
