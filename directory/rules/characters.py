"""Which characters a short text may be made of: those that show what they are."""

import unicodedata

#: Marks that word processors put in place of plain ones.
_MARKS = frozenset("‘’‚‛“”„–—‐‑‒−…•·£°´`")


def strange(text: str) -> str | None:
    """What stands in `text` that cannot be seen or looks like something else, in words; None if nothing does.

    Letters of other alphabets are strange: to a reader many of them are the same as ours, and to whatever
    compares two texts they are not. Accents on our letters are not strange, nor are figures of other scripts.
    """
    if text.isascii():
        return "characters that cannot be seen" if any(_is_control(each) for each in text) else None
    for each in unicodedata.normalize("NFKC", text):
        if each.isascii():
            if _is_control(each):
                return "characters that cannot be seen"
        elif unicodedata.category(each) in ("Cf", "Cc", "Co", "Cn", "Cs"):
            return "characters that cannot be seen"
        elif not (each.isspace() or each in _MARKS or unicodedata.category(each) == "Nd" or _is_ours(each)):
            return "letters or signs that look like others"
    return None


def _is_control(each: str) -> bool:
    return (each < " " and each not in "\t\r\n") or each == "\x7f"


def _is_ours(each: str) -> bool:
    """Whether a letter is one of ours with an accent."""
    plain, *marks = list(unicodedata.normalize("NFD", each))
    return plain.isascii() and plain.isalpha() and all(unicodedata.combining(mark) for mark in marks)
