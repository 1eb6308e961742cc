"""Faults that nobody could notice, because what the code does stays the same: each with the reason.

They are listed by hand, and are left out of the figures. A fault that is noticed after all, or is no longer
there, does not belong here; `make mutants` says which.
"""

_OF_CONTRACTS = (
    "Contract.provider_id, Provider.name.label('provider_name'), Contract.commissioner_gss, "
    "Contract.title, Contract.valid_from, Contract.valid_to"
)

_OF_PREMISES = "row is None or scheme is None or row.suppressed or (not _is_told(reader, scheme))"

_MAY = "SCHEMES.may_change(db.session(), by, scheme)"
_OF_LIFT = f"directory/services/editing/lifts.py lift(): wish is None or scheme is None or (not {_MAY})"
_OPEN = "select(Lift, Scheme).join(Scheme, Scheme.id == Lift.scheme_id).where("

_KEY = "What tells two requests with one key apart does so under any name."
_CONDITIONS = "Conditions hold together in any order."
_EQUAL = "Whether two texts are equal is the same both ways."
_COOKIE = "Whoever is known by a session has sent its cookie."
_ROUTE = "A request without a route is answered before."
_TYPES = "It is for type checkers; nothing reads it."
_RECORD = "Ids alone tell records of all kinds apart, under any name in what the revision is made of."

EQUIVALENT: dict[str, str] = {
    "directory/rules/permissions.py Permission: ADMINISTER = enum.auto() -> ADMINISTER = None": (
        "A permission is known by its name; nothing reads its value."
    ),
    "directory/api/access.py _admit(): permission is None or not g.reader.may(permission) -> "
    "not g.reader.may(permission)": "No role holds None.",
    "directory/api/access.py _by_session(): cookies.held() or '' -> cookies.held()": _COOKIE,
    "directory/api/access.py _by_session(): '' -> 'XX'": _COOKIE,
    "directory/api/access.py request_view(): request.endpoint or '' -> request.endpoint": _ROUTE,
    "directory/api/access.py request_view(): '' -> 'XX'": _ROUTE,
    "directory/api/csrf.py is_forged(): '' -> 'XX'": "Neither is the text of any session.",
    "directory/api/csrf.py is_forged(): hmac.compare_digest(sent, expected) -> "
    "hmac.compare_digest(expected, sent)": _EQUAL,
    "directory/services/contacts.py contact(): row is None or not _is_there(reader, key) -> "
    "not _is_there(reader, key)": "What is not there is no row; the first half is for type checkers.",
    f"directory/services/premises.py premises(): {_OF_PREMISES} -> "
    f"{_OF_PREMISES.removeprefix('row is None or ')}": "Without a row there is no scheme either.",
    f"directory/services/premises.py premises(): {_OF_PREMISES} -> "
    f"{_OF_PREMISES.replace('scheme is None or ', '')}": "The database keeps no address without its scheme.",
    "directory/services/contracts/reading.py -: "
    f"select(Contract.id, Contract.reference, {_OF_CONTRACTS}) -> "
    f"select(Contract.reference, Contract.id, {_OF_CONTRACTS})": "Columns are read by their names.",
    "directory/services/editing/noun.py Link: '' -> 'XX'": "No scope is of either kind.",
    "directory/services/editing/noun.py Noun.revision(): {'kind': self.word} -> left out": _RECORD,
    "directory/services/editing/noun.py Noun.revision(): 'kind' -> 'XXkind'": _RECORD,
    "directory/services/editing/noun.py Noun.revision(): 'id' -> 'XXid'": _RECORD,
    "directory/services/editing/noun.py Noun.refuse_outside(): '' -> 'XX'": (
        "Nothing is outside of what somebody without a scope looks after."
    ),
    "directory/services/editing/records.py -: Given = Mapping[str, Any] -> Given = None": _TYPES,
    "directory/services/editing/records.py -: str -> left out": _TYPES,
    "directory/services/editing/records.py -: Any -> left out": _TYPES,
    "directory/services/editing/lifts.py ask_for_lift(): 'scheme' -> 'XXscheme'": _KEY,
    "directory/services/editing/lifts.py ask_for_lift(): "
    "'accommodation_type' -> 'XXaccommodation_type'": _KEY,
    "directory/services/editing/lifts.py ask_for_lift(): kind is None or is_secret(accommodation_type) -> "
    "is_secret(accommodation_type)": "A type that is not known counts as confidential.",
    "directory/services/editing/lifts.py agree_to_lift(): "
    "select(Lift).where(Lift.scheme_id == scheme.id, Lift.id != wish.id) -> "
    "select(Lift).where(Lift.id != wish.id, Lift.scheme_id == scheme.id)": _CONDITIONS,
    f"directory/services/editing/lifts.py open_lifts(): {_OPEN}Lift.agreed_at.is_(None), "
    f"Scheme.suppressed.is_(False)) -> {_OPEN}Scheme.suppressed.is_(False), Lift.agreed_at.is_(None))": (
        _CONDITIONS
    ),
    f"{_OF_LIFT} -> scheme is None or not {_MAY}": "Without a wish there is no scheme either.",
    f"{_OF_LIFT} -> wish is None or not {_MAY}": "The database keeps no wish without its scheme.",
    "directory/services/editing/idempotency.py Key.made_before(): "
    "hmac.compare_digest(held.request, digest_of(what, given)) -> "
    "hmac.compare_digest(digest_of(what, given), held.request)": _EQUAL,
    "directory/services/editing/idempotency.py digest_of(): b'request ' -> b'XXrequest '": _KEY,
    "directory/services/editing/kinds/contracts.py Contracts: 'contract' -> 'XXcontract'": (
        "It tells contracts from other kinds in tags and keys, in any word; no message has it, since nothing "
        "names a contract."
    ),
}
