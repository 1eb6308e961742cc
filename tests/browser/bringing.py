"""The browser that tests drive: the machine's own Chromium, or one that is brought from a package registry.

`python -m tests.browser.bringing` says which. Where there is none, `npm` brings @sparticuz/chromium: the
whole of a Chromium in one package, with the libraries it needs, which nothing has to be installed for. Where
there is no `npm`, it comes from PyPI (requirements-npm.txt). Tests fail where neither can be had; none of
them is skipped.
"""

import base64
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import brotli

from directory.config import PROJECT

PACKAGE, VERSION = "@sparticuz/chromium", "153.0.0"
#: The SHA-512 of that version's archive, as npm has it.
INTEGRITY = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="

#: Beside the libraries that tests need, so that `make clean` takes it away, too.
KEPT = Path(sys.prefix) / f"chromium-{VERSION}"

_INSTALLED = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


@dataclass(frozen=True, slots=True)
class Browser:
    """A Chromium: where it is, and what it needs of the environment."""

    path: Path
    environ: dict[str, str] = field(default_factory=dict)


def browser() -> Browser:
    """The browser to drive, brought here if need be.

    Raises:
        OSError, subprocess.CalledProcessError: there is none, and none can be brought.
    """
    for name in _INSTALLED:
        if found := shutil.which(name):
            return Browser(Path(found))
    return brought()


def brought() -> Browser:
    """The browser of the package, brought here unless it has been."""
    if not (KEPT / "chromium").exists():
        with tempfile.TemporaryDirectory() as folder:
            _unpack(_archive(Path(folder)), KEPT)
    fonts, libraries = KEPT / "fonts" / "fonts", KEPT / "al2023" / "lib"
    environ = {"LD_LIBRARY_PATH": str(libraries), "FONTCONFIG_PATH": str(fonts.parent), "HOME": str(KEPT)}
    return Browser(KEPT / "chromium", environ)


def _archive(folder: Path) -> Path:
    """The package as its registry has it, and as it was when this was written."""
    subprocess.run([_npm(), "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, stdout=2)
    (archive,) = folder.glob("*.tgz")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != INTEGRITY:
        raise OSError(f"{archive.name} is not the one whose SHA-512 is known: {digest}")
    return archive


def _npm() -> str:
    """Where npm is: on this machine, or of a package of PyPI's."""
    found = shutil.which("npm")
    if found is None:
        wanted = ["--require-hashes", "-r", str(PROJECT / "requirements-npm.txt")]
        subprocess.run(
            [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", sys.executable, *wanted],
            check=True,
        )
        found = shutil.which("npm", path=os.pathsep.join([str(Path(sys.executable).parent)]))
    if found is None:
        raise OSError("There is no npm to bring a browser with.")
    return found


def _unpack(archive: Path, kept: Path) -> None:
    """Unpack what is in the package: the program, its libraries and fonts, each packed by Brotli."""
    making = kept.with_name(f"{kept.name}.{os.getpid()}")
    making.mkdir(parents=True)
    with tarfile.open(archive) as package:
        for member in package:
            if not member.name.endswith(".br"):
                continue
            packed = package.extractfile(member)
            assert packed is not None
            name, content = Path(member.name).name.removesuffix(".br"), brotli.decompress(packed.read())
            if name.endswith(".tar"):
                with tarfile.open(fileobj=io.BytesIO(content)) as inner:
                    inner.extractall(making / name.removesuffix(".tar"), filter="data")
            else:
                (making / name).write_bytes(content)
                (making / name).chmod(0o755)
    try:
        making.rename(kept)
    except OSError:  # another process was quicker
        shutil.rmtree(making)


if __name__ == "__main__":
    print(f"Tests drive {browser().path}")
