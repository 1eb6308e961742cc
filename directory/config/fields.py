"""How a setting is declared, read from the environment, and shown."""

import dataclasses
from pathlib import Path
from typing import Any

from directory.errors import Invalid


def setting(variable: str, meaning: str, default: Any, told: str = "", *, secret: bool = False) -> Any:
    """A field of Settings, read from the environment `variable`; `told` says a default that is worked out.

    A `secret` one is never printed, nor part of what a Settings looks like.
    """
    shown = told or ("(none)" if default is None else str(default))
    metadata = {"variable": variable, "meaning": meaning, "default": shown, "secret": secret}
    return dataclasses.field(default=default, metadata=metadata, repr=not secret)


def read(variable: str, text: str, kind: Any) -> Any:
    """`text` as the value of a field whose type is `kind`.

    Raises:
        Invalid: it is no such value.
    """
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise Invalid(f"{variable} is '{text}'; it takes a whole number", variable) from None
    if kind in (Path, Path | None):
        return Path(text).expanduser().resolve()
    return text


def shown(value: Any, *, secret: bool) -> str:
    """`value` as it may be printed."""
    if value in (None, "", "{}"):
        return "(not set)"
    return "(set)" if secret else str(value)
