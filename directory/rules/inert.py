"""Text for spreadsheets, which take a cell that begins in certain ways for a formula and carry it out."""

#: What a formula can begin with, the wide forms of these included, and the mark itself.
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "'"


def inert(text: str) -> str:
    """`text` with a mark before it where a spreadsheet might act on it; `as_it_was` takes it away again."""
    return MARK + text if text.startswith((*_BEGINNINGS, MARK)) else text


def as_it_was(text: str) -> str:
    """What was made inert, as it was before."""
    return text[1:] if text.startswith(MARK) else text
