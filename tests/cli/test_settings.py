"""flask directory settings"""

import dataclasses

from flask import Flask

from directory.config import Settings


def test_every_setting_is_printed_and_no_secret_is(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["directory", "settings"])
    assert result.exit_code == 0
    for field in dataclasses.fields(Settings):
        assert f"{field.metadata['variable']} = " in result.output
    assert "DATABASE_URL = (set)" in result.output
    assert "DIRECTORY_SECRET_KEY = (set)" in result.output
