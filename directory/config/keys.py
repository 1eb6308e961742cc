"""Keys that an instance makes for itself."""

import os
import secrets
from contextlib import suppress

from directory.config.settings import Settings


def audit_key(settings: Settings) -> bytes:
    """What the audit log is sealed with: the setting, else a key of the instance's own, made at first use.

    The log can be checked only with the key it was written with: keep it, and apart from the database.
    """
    if settings.audit_key is not None:
        return settings.audit_key.encode()
    path = settings.instance_dir / "audit.key"
    if not path.exists():
        # Whole before it has its name, and never over another: two processes may come here at once.
        unfinished = path.with_name(f".audit.key.{secrets.token_hex(4)}")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
        with suppress(FileExistsError):
            os.link(unfinished, path)
        unfinished.unlink()
    return path.read_bytes().strip()
