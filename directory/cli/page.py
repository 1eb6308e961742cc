"""Lines for a screen: headings, wrapped text, and labels with text beside them."""

import textwrap

import click

#: Room for a label.
LABEL = 16


class Page:
    """Lines as they come to stand on the screen."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lines: list[str] = []

    @property
    def whole(self) -> str:
        return "\n".join(self._lines) + "\n"

    def gap(self) -> None:
        self._lines.append("")

    def outcome(self, word: str, address: str) -> None:
        self._lines.append(click.style(word, bold=True) + (f"  {address}" if address else ""))

    def heading(self, text: str) -> None:
        self._lines += ["", click.style(text, bold=True)]

    def text(self, text: str, indent: int = 0) -> None:
        self._lines += self._wrapped(text, " " * indent)

    def row(self, label: str, text: str, room: int = LABEL, *, bold: bool = False) -> None:
        """A label, and text beside it."""
        lines = self._wrapped(text, " " * (room + 2)) or [""]
        margin = f"  {label:<{room - 1}} "
        shown = f"  {click.style(label, bold=True)}{' ' * (len(margin) - 2 - len(label))}" if bold else margin
        self._lines += [shown + lines[0].lstrip(), *lines[1:]]

    def _wrapped(self, text: str, indent: str) -> list[str]:
        return textwrap.wrap(
            text,
            self._width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
