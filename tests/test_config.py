"""Settings: what is read, and what is refused."""

from pathlib import Path

import pytest

from directory.config import Settings
from directory.errors import Invalid

SECRET = "8c1f0a7be25d49630b7f5e9d2a4c6813"


def read(**environ: str) -> Settings:
    return Settings.from_environ(environ)


def refused(**environ: str) -> Invalid:
    with pytest.raises(Invalid) as caught:
        read(**environ)
    return caught.value


def test_nothing_set_is_enough_to_start() -> None:
    settings = read()
    assert settings.mode == "local"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.database.drivername == "sqlite"
    assert settings.database.database == str(settings.instance_dir / "directory.sqlite")


def test_a_variable_set_to_nothing_is_not_set() -> None:
    assert read(PORT="", INSTANCE_DIR="", DATABASE_URL="").port == 8000


def test_a_relative_instance_folder_is_beside_where_one_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read(INSTANCE_DIR="here and there").instance_dir == tmp_path / "here and there"


@pytest.mark.parametrize("name", ["what? #1", "100%", "a b", "Über"])
def test_an_instance_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    assert read(INSTANCE_DIR=str(folder)).database.database == str(folder / "directory.sqlite")


def test_an_unknown_name_of_ours_is_refused() -> None:
    fault = refused(DIRECTORY_WORKER="3")
    assert fault.field == "DIRECTORY_WORKER"
    assert "DIRECTORY_WORKERS" in fault.message


def test_names_of_other_programs_are_none_of_our_business() -> None:
    read(FLASK_DEBUG="1", HOST="example", SECRET_KEY="short")


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8000.5"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    assert refused(PORT=port).field == "PORT"


def test_demo_mode_refuses_to_stand_beside_a_real_database() -> None:
    fault = refused(DIRECTORY_MODE="demo", DATABASE_URL="postgresql://directory:hunter2@db.example/directory")
    assert fault.field == "DATABASE_URL"
    assert "hunter2" not in fault.message


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "directory.example", ""])
def test_demo_mode_is_for_this_machine_only(host: str) -> None:
    if host:
        assert refused(DIRECTORY_MODE="demo", DIRECTORY_HOST=host).field == "DIRECTORY_HOST"
    else:
        assert read(DIRECTORY_MODE="demo", DIRECTORY_HOST=host).host == "127.0.0.1"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_demo_mode_takes_every_name_of_this_machine(host: str) -> None:
    assert read(DIRECTORY_MODE="demo", DIRECTORY_HOST=host).host == host


def test_production_needs_a_database_and_a_secret() -> None:
    url = "postgresql://directory@db.example/directory"
    assert refused(DIRECTORY_MODE="production").field == "DATABASE_URL"
    assert refused(DIRECTORY_MODE="production", DATABASE_URL=url).field == "DIRECTORY_SECRET_KEY"
    assert (
        read(DIRECTORY_MODE="production", DATABASE_URL=url, DIRECTORY_SECRET_KEY=SECRET).mode == "production"
    )


def test_a_short_secret_is_refused_and_not_repeated() -> None:
    fault = refused(DIRECTORY_SECRET_KEY="correct horse")
    assert fault.field == "DIRECTORY_SECRET_KEY"
    assert "correct horse" not in fault.message


@pytest.mark.parametrize("given", ["postgres://h/d", "postgresql://h/d", "postgresql+psycopg://h/d"])
def test_every_spelling_of_postgresql_is_understood(given: str) -> None:
    assert read(DATABASE_URL=given).database.drivername == "postgresql+psycopg"


@pytest.mark.parametrize("given", ["mysql://h/d", "sqlite://", "sqlite:///:memory:", "no address", "://"])
def test_a_database_that_is_none_of_ours_is_refused(given: str) -> None:
    assert refused(DATABASE_URL=given).field == "DATABASE_URL"


@pytest.mark.parametrize("given", ["{", "[]", "nominatim"])
def test_options_that_are_no_json_object_are_refused(given: str) -> None:
    assert refused(GEOCODER_OPTIONS=given).field == "GEOCODER_OPTIONS"


def test_what_is_printed_holds_no_secret() -> None:
    settings = read(
        DATABASE_URL="postgresql://directory:hunter2@db.example/directory",
        DIRECTORY_SECRET_KEY=SECRET,
        GEOCODER_OPTIONS='{"api_key": "opensesame"}',
    )
    printed = str(settings.rows())
    assert not any(secret in printed for secret in ("hunter2", SECRET, "opensesame"))


@pytest.mark.parametrize("there_already", [True, False])
def test_a_new_or_empty_instance_folder_is_closed_to_others(tmp_path: Path, there_already: bool) -> None:
    folder = tmp_path / "new"
    if there_already:
        folder.mkdir(mode=0o755)
    read(INSTANCE_DIR=str(folder)).make_instance_dir()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_with_things_in_it_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "something").touch()
    read(INSTANCE_DIR=str(tmp_path)).make_instance_dir()
    assert tmp_path.stat().st_mode & 0o777 == 0o755
