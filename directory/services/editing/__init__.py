"""Editing the directory, a record at a time: whoever asks stays within their scope, and nothing is lost.

One mechanism (`records`) for five kinds of records (`kinds`); suppression and lifts beside it.
"""

from directory.services.editing.idempotency import Key
from directory.services.editing.kinds import CONTACTS, CONTRACTS, PREMISES, PROVIDERS, SCHEMES
from directory.services.editing.lifts import agree_to_lift, ask_for_lift, lift, open_lifts
from directory.services.editing.noun import Noun
from directory.services.editing.records import Made, change_record, create_record, remove_record, revision
from directory.services.editing.suppression import REASONS, lift_suppression, suppress, suppressed
from directory.services.loading.contract_columns import LONGEST_CLAUSE

__all__ = [
    "CONTACTS",
    "CONTRACTS",
    "LONGEST_CLAUSE",
    "PREMISES",
    "PROVIDERS",
    "REASONS",
    "SCHEMES",
    "Key",
    "Made",
    "Noun",
    "agree_to_lift",
    "ask_for_lift",
    "change_record",
    "create_record",
    "lift",
    "lift_suppression",
    "open_lifts",
    "remove_record",
    "revision",
    "suppress",
    "suppressed",
]
