"""Production does not start on what is unsafe for real data, and says what to change."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from directory.config import PROJECT, Settings
from directory.config.unsafe import refuse_unsafe
from directory.errors import Invalid

SECRET, OTHER = "8c1f0a7be25d49630b7f5e9d2a4c6813", "f3a90c57d1e84b26a5907f1c3e6d82b4"
URL = "postgresql://directory:tw3lve-steps@db.example/directory"


def production(instance: Path, **changed: Any) -> Settings:
    given = {"database_url": URL, "secret_key": SECRET, "audit_key": OTHER, **changed}
    return Settings(mode="production", instance_dir=instance, **given)


def refused(settings: Settings, *, debugging: bool = False) -> Invalid:
    with pytest.raises(Invalid) as caught:
        refuse_unsafe(settings, debugging=debugging)
    return caught.value


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    tmp_path.chmod(0o700)
    return tmp_path


def test_a_folder_that_only_its_user_and_group_get_into_is_safe(instance: Path) -> None:
    refuse_unsafe(production(instance), debugging=False)
    instance.chmod(0o770)
    refuse_unsafe(production(instance / "not made yet"), debugging=False)


@pytest.mark.parametrize("mode", [0o755, 0o701, 0o704, 0o707, 0o777])
def test_a_folder_that_everybody_gets_into_is_refused(instance: Path, mode: int) -> None:
    instance.chmod(mode)
    fault = refused(production(instance))
    assert fault.field == "INSTANCE_DIR"
    assert "chmod o-rwx" in fault.message
    refuse_unsafe(Settings(instance_dir=instance), debugging=True)  # no production


def test_a_key_that_everybody_can_read_is_refused(instance: Path) -> None:
    key = instance / "audit.key"
    key.write_text(OTHER)
    key.chmod(0o644)
    assert "audit.key" in refused(production(instance)).message
    key.chmod(0o600)
    refuse_unsafe(production(instance), debugging=False)


def test_the_folder_of_a_demo_is_refused(instance: Path) -> None:
    (instance / "demo-tokens.json").touch(0o600)
    assert "demo-tokens.json" in refused(production(instance)).message


def test_debugging_is_refused(instance: Path) -> None:
    assert refused(production(instance), debugging=True).field == "FLASK_DEBUG"


def test_a_database_beside_wherever_one_starts_is_refused(instance: Path) -> None:
    assert refused(production(instance, database_url="sqlite:///directory.sqlite")).field == "DATABASE_URL"
    refuse_unsafe(production(instance, database_url=f"sqlite:///{instance}/d.sqlite"), debugging=False)


def test_a_database_file_that_everybody_can_read_is_refused(instance: Path) -> None:
    folder = instance / "elsewhere"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    path = folder / "directory.sqlite"
    path.touch()
    path.chmod(0o644)
    assert refused(production(instance, database_url=f"sqlite:///{path}")).field == "DATABASE_URL"
    path.chmod(0o600)
    refuse_unsafe(production(instance, database_url=f"sqlite:///{path}"), debugging=False)


@pytest.mark.parametrize("user", ["postgres:postgres", "directory:directory", "x:password"])
def test_a_password_that_anybody_would_try_first_is_refused_and_not_repeated(
    instance: Path, user: str
) -> None:
    fault = refused(production(instance, database_url=f"postgresql://{user}@db.example/directory"))
    assert fault.field == "DATABASE_URL"
    assert "postgres" not in fault.message


@pytest.mark.parametrize(
    "secret", ["abcdefgh" * 4, "changeme-please-changeme-now-1234", "this-is-the-DEFAULT-secret-key-42"]
)
def test_a_secret_that_was_meant_to_be_replaced_is_refused_and_not_repeated(
    instance: Path, secret: str
) -> None:
    for field in ("secret_key", "audit_key"):
        with pytest.raises(Invalid) as caught:
            production(instance, **{field: secret})
        assert caught.value.field == f"DIRECTORY_{field.upper()}"
        assert secret not in caught.value.message


def test_one_secret_for_two_purposes_is_refused(instance: Path) -> None:
    with pytest.raises(Invalid, match="over again"):
        production(instance, audit_key=SECRET)


@pytest.mark.parametrize(
    "url",
    [
        "directory.council.example",
        "ftp://directory.council.example",
        "http://directory.council.example",
        "https://directory.council.example/path",
        "https://directory.council.example?x=1",
        "https://user:secret@directory.council.example",
        "https://",
        "https://directory.council.example:port",
    ],
)
def test_a_public_url_is_https_and_a_host(url: str) -> None:
    with pytest.raises(Invalid) as caught:
        Settings(public_url=url)
    assert caught.value.field == "DIRECTORY_PUBLIC_URL"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Directory.council.example/", "directory.council.example"),
        ("https://directory.council.example:8443", "directory.council.example:8443"),
        ("https://directory.council.example:443", "directory.council.example"),
        ("http://localhost:8000", "localhost:8000"),
        (None, None),
    ],
)
def test_the_host_of_a_public_url_is_what_requests_must_name(url: str | None, host: str | None) -> None:
    assert Settings(public_url=url).public_host == host


@pytest.mark.parametrize("name", ["DIRECTORY_LOOKUPS_PER_MINUTE", "DIRECTORY_NUMBERS_PER_STREET"])
@pytest.mark.parametrize("value", ["0", "-1", "1000001", "many"])
def test_a_limit_is_a_number_that_lets_something_through(name: str, value: str) -> None:
    with pytest.raises(Invalid) as caught:
        Settings.from_environ({name: value})
    assert caught.value.field == name


def test_a_process_told_to_start_unsafely_does_not(instance: Path) -> None:
    instance.chmod(0o755)
    environ = {
        "PATH": os.environ["PATH"],
        "DIRECTORY_MODE": "production",
        "INSTANCE_DIR": str(instance),
        "DATABASE_URL": URL,
        "DIRECTORY_SECRET_KEY": SECRET,
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "directory", "serve"]
    ended = subprocess.run(command, cwd=PROJECT, env=environ, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2
    assert ended.stderr.startswith("Error: INSTANCE_DIR")
    assert len(ended.stderr.splitlines()) == 1
    assert "tw3lve-steps" not in ended.stderr + ended.stdout
