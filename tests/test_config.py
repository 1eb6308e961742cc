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
    assert fault.message == "DIRECTORY_WORKER is no setting; did you mean DIRECTORY_WORKERS?"
    assert "`make settings`" in refused(DIRECTORY_TEAPOT="3").message


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


@pytest.mark.parametrize(
    ("database", "owner"),
    [
        ("postgresql://directory@h/d", "sqlite:////d.sqlite"),
        ("sqlite:////d.sqlite", "postgresql://owner@h/d"),
        ("", "postgresql://owner@h/d"),
        ("postgresql://directory@h/d", "postgresql://directory:hunter2@h/d"),
        ("postgresql://directory@h/d", "no address"),
    ],
)
def test_an_owner_is_another_role_of_a_postgresql(database: str, owner: str) -> None:
    fault = refused(DATABASE_URL=database, DATABASE_OWNER_URL=owner)
    assert fault.field == "DATABASE_OWNER_URL"
    assert "hunter2" not in fault.message


def test_migrations_may_have_an_owner() -> None:
    settings = read(DATABASE_URL="postgres://directory@h/d", DATABASE_OWNER_URL="postgres://owner@h/d")
    assert settings.owner_database is not None
    assert (settings.owner_database.username, settings.database.username) == ("owner", "directory")


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


#: Settings with which people can sign in.
SIGN_IN = {
    "DIRECTORY_PUBLIC_URL": "https://directory.example",
    "DIRECTORY_OIDC_ISSUER": "https://login.microsoftonline.com/9f0c/v2.0",
    "DIRECTORY_OIDC_CLIENT_ID": "directory",
    "DIRECTORY_OIDC_CLIENT_SECRET": "hunter2",
    "DIRECTORY_OIDC_ROLES": '{"Staff": {"role": "practitioner"}}',
}
IN_EARNEST = {
    "DIRECTORY_MODE": "production",
    "DATABASE_URL": "postgresql://directory@db.example/directory",
    "DIRECTORY_SECRET_KEY": SECRET,
}


def test_sign_in_is_set_up_whole_or_not_at_all() -> None:
    assert not read().signs_in
    assert read(**SIGN_IN).signs_in
    assert read(**SIGN_IN, **IN_EARNEST).grants["Staff"].role == "practitioner"
    assert not read(DIRECTORY_PUBLIC_URL="https://directory.example").signs_in
    for missing in SIGN_IN:
        fault = refused(**{name: value for name, value in SIGN_IN.items() if name != missing})
        assert fault.field == missing
        assert missing in fault.message
        assert "hunter2" not in fault.message


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DIRECTORY_OIDC_ISSUER", "http://login.example"),
        ("DIRECTORY_OIDC_ISSUER", "http://localhost.example"),
        ("DIRECTORY_OIDC_ISSUER", "login.example"),
        ("DIRECTORY_OIDC_ISSUER", "https://"),
        ("DIRECTORY_OIDC_ISSUER", "https://user@login.example"),
        ("DIRECTORY_OIDC_ISSUER", "https://login.example?tenant=1"),
        ("DIRECTORY_OIDC_ISSUER", "https://login.example:none"),
        ("DIRECTORY_OIDC_ISSUER", "https://login.example/a b"),
        ("DIRECTORY_OIDC_ISSUER", "https://login.microsoftonline.com/common/v2.0"),
        ("DIRECTORY_OIDC_ISSUER", "https://login.microsoftonline.com/organizations/v2.0"),
        ("DIRECTORY_PUBLIC_URL", "http://directory.example"),
        ("DIRECTORY_PUBLIC_URL", "https://directory.example/path"),
        ("DIRECTORY_PUBLIC_URL", "directory.example"),
        ("DIRECTORY_OIDC_ROLES", "[]"),
        ("DIRECTORY_OIDC_ROLES", '{"Staff": {"role": "wizard"}}'),
        ("DIRECTORY_OIDC_ROLES_CLAIM", "scp"),
        ("DIRECTORY_SESSION_HOURS", "25"),
        ("DIRECTORY_SESSION_HOURS", "0"),
        ("DIRECTORY_SESSION_IDLE_MINUTES", "4"),
        ("DIRECTORY_SESSION_IDLE_MINUTES", "481"),
    ],
)
def test_sign_in_that_is_not_safe_does_not_start(variable: str, value: str) -> None:
    fault = refused(**{**SIGN_IN, variable: value})
    assert fault.field == variable
    assert variable in fault.message


@pytest.mark.parametrize("claim", ["roles", "groups"])
def test_what_somebody_may_do_is_said_by_one_of_two_claims(claim: str) -> None:
    assert read(**SIGN_IN, DIRECTORY_OIDC_ROLES_CLAIM=claim).oidc_roles_claim == claim


def test_a_provider_on_this_machine_may_speak_http_and_the_service_in_production_may_not() -> None:
    here = {"DIRECTORY_OIDC_ISSUER": "http://127.0.0.1:9400", "DIRECTORY_PUBLIC_URL": "http://localhost:8000"}
    assert read(**{**SIGN_IN, **here}).signs_in
    assert refused(**{**SIGN_IN, **here, **IN_EARNEST}).field == "DIRECTORY_PUBLIC_URL"


@pytest.mark.parametrize("variable", SIGN_IN)
def test_demo_mode_refuses_what_belongs_to_a_directory_in_earnest(variable: str) -> None:
    fault = refused(DIRECTORY_MODE="demo", **{variable: SIGN_IN[variable]})
    assert fault.field == variable
    assert "demo mode, where anybody signs in as anybody" in fault.message


def test_cookies_are_for_https_but_on_this_machine_by_itself() -> None:
    assert not read().secure_cookies
    assert not read(DIRECTORY_MODE="demo").secure_cookies
    assert read(DIRECTORY_HOST="0.0.0.0").secure_cookies
    assert read(DIRECTORY_PUBLIC_URL="https://directory.example").secure_cookies
    assert read(**IN_EARNEST).secure_cookies


def test_what_settings_look_like_holds_no_secret() -> None:
    settings = read(**SIGN_IN, **IN_EARNEST)
    assert not any(secret in repr(settings) for secret in ("hunter2", SECRET, "db.example"))
