"""Who cannot start says why in one line, whoever starts it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from directory.config import PROJECT

FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")
GUNICORN = (sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0", "--log-level", "critical", "wsgi:app")


def ended(tmp_path: Path, *command: str, **environ: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "INSTANCE_DIR": str(tmp_path / "instance"), **environ}
    return subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "command",
    [
        (*FLASK, "directory", "serve"),
        (*FLASK, "directory", "settings"),
        (*FLASK, "--help"),
        (sys.executable, "-c", "import wsgi"),
    ],
    ids=" ".join,
)
def test_an_unknown_setting_is_told_in_one_line_with_status_2(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = ended(tmp_path, *command, DIRECTORY_WORKER="3")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: DIRECTORY_WORKER is no setting; did you mean DIRECTORY_WORKERS?\n"


@pytest.mark.parametrize("command", [(*FLASK, "directory", "demo"), (sys.executable, "-c", "import wsgi")])
@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        (None, None, ": there is no such folder of reference files."),
        ("circumstances.yaml", "rows:\n  - [\n", "circumstances.yaml:3: not readable as YAML"),
        ("authorities.csv", "nonsense\n", "authorities.csv:1: the columns are nonsense"),
    ],
)
def test_a_reference_folder_that_cannot_be_used_is_told_with_file_and_line(
    tmp_path: Path, command: tuple[str, ...], file: str | None, text: str, told: str
) -> None:
    folder = tmp_path / "ours"
    if file:
        folder.mkdir()
        (folder / file).write_text(text, encoding="utf-8")
    done = ended(tmp_path, *command, REFERENCE_DIR=str(folder), DIRECTORY_MODE="demo")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Error: {folder}")
    assert told in line
    assert line.endswith("tells everything that is wrong.")


def test_a_wsgi_server_of_ones_own_gives_up_as_well(tmp_path: Path) -> None:
    done = ended(tmp_path, *GUNICORN, PORT="none")
    assert done.returncode == 3
    assert [line for line in done.stderr.splitlines() if "PORT" in line] == [
        "Error: PORT is 'none'; it takes a whole number"
    ]
    assert "Traceback" not in done.stderr
