"""British addresses: read what a person typed, reduce what is held, compare the two role by role."""

from directory.rules.addresses.compare import Comparison, compare
from directory.rules.addresses.forms import Form, Held, Keys, form_of, keys_of
from directory.rules.addresses.reading import MAX_LENGTH, Reading, read, words_of
from directory.rules.addresses.spelling import Vocabulary
from directory.rules.addresses.verdicts import AGREEING, Verdict
from directory.rules.addresses.words import run_together

__all__ = [
    "AGREEING",
    "MAX_LENGTH",
    "Comparison",
    "Form",
    "Held",
    "Keys",
    "Reading",
    "Verdict",
    "Vocabulary",
    "compare",
    "form_of",
    "keys_of",
    "read",
    "run_together",
    "words_of",
]
