"""The tokens that demo mode hands out."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from directory import demo
from directory.config import Settings
from directory.errors import Forbidden
from directory.rules.permissions import Role
from directory.services import tokens

pytestmark = [pytest.mark.parametrize("app", ["sqlite"], indirect=True), pytest.mark.usefixtures("in_app")]

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(mode="demo", instance_dir=tmp_path)


def test_there_is_a_token_for_each_role_in_a_file_of_its_owner_s(app: Flask, settings: Settings) -> None:
    handed = demo.hand_out_tokens(settings, NOW)
    path = demo.tokens_file(settings)
    assert json.loads(path.read_text()) == handed
    assert set(handed) == set(Role)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in settings.instance_dir.iterdir()] == ["demo-tokens.json"]
    for role, text in handed.items():
        reader = tokens.reader_of(text, NOW)
        assert reader is not None
        assert reader.role == role


def test_tokens_that_work_outlive_a_restart(app: Flask, settings: Settings) -> None:
    assert demo.hand_out_tokens(settings, NOW) == demo.hand_out_tokens(settings, NOW + timedelta(days=30))


def test_tokens_of_another_instance_or_past_their_time_are_replaced(app: Flask, settings: Settings) -> None:
    first = demo.hand_out_tokens(settings, NOW)
    second = demo.hand_out_tokens(settings, NOW + demo.LASTING)
    assert not set(first.values()) & set(second.values())
    demo.tokens_file(settings).write_text(json.dumps(dict.fromkeys(Role, "hd_aaaaaaaa_" + "0" * 48)))
    third = demo.hand_out_tokens(settings, NOW)
    assert not set(second.values()) & set(third.values())


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"admin": 1}', "null"])
def test_a_spoilt_file_is_written_anew(app: Flask, settings: Settings, spoilt: str) -> None:
    demo.tokens_file(settings).write_text(spoilt)
    assert set(demo.hand_out_tokens(settings, NOW)) == set(Role)


def test_one_that_was_revoked_is_replaced_and_the_others_are_ended(app: Flask, settings: Settings) -> None:
    first = demo.hand_out_tokens(settings, NOW)
    tokens.revoke(first["admin"].split("_")[1], NOW)
    second = demo.hand_out_tokens(settings, NOW)
    assert tokens.reader_of(first["steward"], NOW) is None
    assert tokens.reader_of(second["steward"], NOW) is not None


def test_outside_demo_mode_there_are_none(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(Forbidden):
        demo.hand_out_tokens(Settings(instance_dir=tmp_path), NOW)
    assert list(tmp_path.iterdir()) == []
