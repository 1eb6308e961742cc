"""Several processes answer, and another ends what somebody holds: within a second, none of them takes it."""

import http.client
import json
import re
import time
from pathlib import Path
from urllib.parse import urlencode

from tests.live import command, free_port, ready, running


class Browser:
    """Asks over new connections, so that every worker comes to be asked."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
        sent = {
            "Connection": "close",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            **headers,
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read().decode()
        finally:
            connection.close()


def test_what_is_ended_in_one_process_stops_in_all_within_a_second(
    postcode_index: Path, tmp_path: Path
) -> None:
    (tmp_path / "postcodes.sqlite").symlink_to(postcode_index)
    port = free_port()
    with running(tmp_path, port, DIRECTORY_WORKERS="2") as process:
        ready(port, process)
        browser = Browser(port)
        _, page = browser.ask("GET", "/sign-in")
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token
        form = urlencode({"role": "practitioner", "csrf_token": token[1]})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        assert browser.ask("POST", "/sign-in/demo", form, **kind)[0] == 303
        held = json.loads((tmp_path / "demo-tokens.json").read_text())["practitioner"]
        program = {"Authorization": f"Bearer {held}"}
        # So often that both workers have come to know the two.
        for _ in range(20):
            assert browser.ask("GET", "/api/v1/me")[0] == 200
            assert browser.ask("GET", "/api/v1/me", **program)[0] == 200

        listed = command(tmp_path, port, "session", "list").splitlines()
        assert len(listed) == 1
        assert "Posy Practitioner" in listed[0]
        command(tmp_path, port, "session", "end", listed[0].split()[0])
        command(tmp_path, port, "token", "revoke", held.split("_")[1])
        time.sleep(1)
        statuses = {browser.ask("GET", "/api/v1/me")[0] for _ in range(20)}
        statuses |= {browser.ask("GET", "/api/v1/me", **program)[0] for _ in range(20)}
        assert statuses == {401}
        assert command(tmp_path, port, "session", "list") == ""
        assert re.search(r"revoked +practitioner .* used \d{4}", command(tmp_path, port, "token", "list"))

        # Over a real connection too, no spelling of an address gets round the permission.
        for path in (
            "//api/v1/me",
            "/api/v1/me/",
            "/api/v1%2fme",
            "/api/v1/../v1/me",
            "/API/V1/ME",
            "/api/v1/me%00",
        ):
            assert browser.ask("GET", path)[0] in (401, 404), path
        process.terminate()
        out, err = process.communicate(timeout=20)
    secrets = [held, *browser.cookies.values(), token[1]]
    assert not any(secret in out + err for secret in secrets if secret)
