"""The entries of the reference catalogue as this API shows them."""

from typing import Any

import marshmallow as ma

from directory.api.reference.parts import Claim, CountedLimit, Entry, Limit, Named, Standing, Statement, claim
from directory.equipment import equipment
from directory.rules.catalogue import NormalSupport


class LocationPolicyShown(ma.Schema):
    """Who may be told where such a scheme is."""

    slug = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    meaning = ma.fields.String(required=True)
    holds_location = ma.fields.Boolean(
        required=True, metadata={"description": "False: this service never holds an address of such a scheme"}
    )


class SupportNormally(ma.Schema):
    """One kind of support, as such places normally have it. Never a promise about one scheme."""

    type = ma.fields.Nested(Named, required=True)
    level = ma.fields.Nested(Named, required=True, allow_none=True)
    note = ma.fields.String(required=True, allow_none=True)


class AccommodationTypeShown(Entry):
    """A kind of place a family can be in, and what to expect of it."""

    name = ma.fields.String(required=True)
    short_name = ma.fields.String(required=True)
    aliases = ma.fields.List(ma.fields.String(), required=True)
    group = ma.fields.Nested(Named, required=True)
    supported = ma.fields.Boolean(required=True, attribute="supported_any")
    description = ma.fields.String(required=True)
    for_whom = ma.fields.String(required=True)
    tenure = ma.fields.String(required=True)
    typical_stay = ma.fields.String(required=True)
    typical_support = ma.fields.String(required=True)
    not_normally_provided = ma.fields.String(required=True)
    normally_brings = ma.fields.List(ma.fields.Nested(SupportNormally), required=True)
    normally_lacks = ma.fields.List(ma.fields.Nested(SupportNormally), required=True)
    ask_about = ma.fields.List(
        ma.fields.Nested(SupportNormally),
        required=True,
        metadata={"description": "Differs from scheme to scheme, or nobody has said"},
    )
    duties = ma.fields.List(ma.fields.Nested(Statement), required=True)
    legal_basis = ma.fields.Nested(Claim, required=True, allow_none=True)
    time_limit = ma.fields.Nested(Claim, required=True, allow_none=True)
    time_limits = ma.fields.List(ma.fields.Nested(CountedLimit), required=True)
    regulator = ma.fields.String(required=True)
    location_policy = ma.fields.Nested(LocationPolicyShown, required=True)
    questions = ma.fields.List(ma.fields.String(), required=True)
    facts = ma.fields.List(ma.fields.Nested(Statement), required=True)


class SupportTypeShown(Entry):
    """One kind of help a scheme may give."""

    name = ma.fields.String(required=True)
    definition = ma.fields.String(required=True)
    family = ma.fields.Nested(Named, required=True)


class ContactRoleShown(Entry):
    """A post that can be rung or invited."""

    name = ma.fields.String(required=True)
    side = ma.fields.String(required=True)
    definition = ma.fields.String(required=True)
    named_in = ma.fields.Nested(Claim, required=True, allow_none=True)
    fallbacks = ma.fields.List(
        ma.fields.Nested(Named),
        required=True,
        metadata={"description": "Whom to try when nobody is there, in order"},
    )


class RoleAsked(ma.Schema):
    """A role a meeting normally asks for."""

    role = ma.fields.Nested(Named, required=True)
    when = ma.fields.String(required=True, allow_none=True, metadata={"description": "Null for always"})


class MeetingTypeShown(Entry):
    """A meeting about a child or adult at which housing may be needed."""

    name = ma.fields.String(required=True)
    statutory_basis = ma.fields.Nested(Claim, required=True, allow_none=True)
    guidance = ma.fields.Nested(Claim, required=True, allow_none=True)
    convener = ma.fields.String(required=True)
    timescale = ma.fields.Nested(Claim, required=True)
    time_limits = ma.fields.List(ma.fields.Nested(Limit), required=True)
    housing_invited_when = ma.fields.String(required=True)
    default_roles = ma.fields.List(ma.fields.Nested(RoleAsked), required=True)
    asked_to_bring = ma.fields.List(ma.fields.String(), required=True)
    attendance = ma.fields.String(required=True)
    attendance_note = ma.fields.String(required=True, allow_none=True)
    sharing = ma.fields.Nested(
        Named, required=True, metadata={"description": "On what housing is asked, as a rule"}
    )
    implies = ma.fields.List(
        ma.fields.Nested(Named),
        required=True,
        metadata={"description": "Circumstances that every such meeting is about"},
    )
    information_basis = ma.fields.Nested(Claim, required=True)
    response_time = ma.fields.Nested(Claim, required=True, allow_none=True)
    reply_times = ma.fields.List(ma.fields.Nested(Limit), required=True)
    evidence = ma.fields.List(ma.fields.Nested(Statement), required=True)


class CircumstanceEntry(Entry):
    """Something about a household that changes who is invited."""

    name = ma.fields.String(required=True)
    meaning = ma.fields.String(required=True)
    asked = ma.fields.Boolean(
        required=True, metadata={"description": "False: it is worked out, and never has to be said"}
    )


class ThresholdShown(Standing):
    """One number a contract can be held against, and what the number rests on."""

    slug = ma.fields.String(
        required=True, metadata={"description": "What a clause names to be held against it alone"}
    )
    measure = ma.fields.String(required=True)
    sense = ma.fields.String(required=True)
    quantity = ma.fields.Float(required=True, allow_none=True)
    unit = ma.fields.String(required=True)
    basis = ma.fields.String(required=True)
    concerns = ma.fields.String(required=True)
    applies_to = ma.fields.String(required=True, allow_none=True)


class ContractTermShown(Entry):
    """A promise to look for in a contract."""

    name = ma.fields.String(required=True)
    definition = ma.fields.String(required=True)
    concerns = ma.fields.String(required=True)
    risk = ma.fields.String(
        required=True, metadata={"description": "Our view of what its want can lead to: high, medium, low"}
    )
    unit = ma.fields.String(required=True)
    benchmark = ma.fields.String(required=True)
    basis = ma.fields.String(required=True)
    thresholds = ma.fields.List(ma.fields.Nested(ThresholdShown), required=True)
    evidence = ma.fields.List(ma.fields.String(), required=True)
    frameworks = ma.fields.List(ma.fields.Nested(Named), required=True)
    suggested_wording = ma.fields.String(
        required=True, metadata={"description": "A draft for the council's lawyers, not a clause to copy"}
    )


class SourceShown(Entry):
    """A text the catalogue rests on."""

    title = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    address = ma.fields.String(required=True, allow_none=True)
    held = ma.fields.String(required=True, allow_none=True)
    read = ma.fields.String(required=True, metadata={"description": "What of it was read, and when"})


def accommodation_type(slug: str) -> dict[str, Any]:
    """What AccommodationTypeShown shows of a type."""
    catalogue = equipment().catalogue
    kind = catalogue.accommodation_types[slug]
    general = sorted(catalogue.general_questions.values(), key=lambda each: each.order)
    listed = {each.support_type for each in kind.support_normal}
    unsaid = [
        NormalSupport(support_type=each, offered="ask")
        for each in catalogue.support_types
        if each not in listed
    ]
    return _fields(kind) | {
        "group": catalogue.accommodation_groups[kind.group],
        "location_policy": catalogue.location_policies[kind.location_policy],
        "normally_brings": [_normally(each) for each in kind.normally("yes")],
        "normally_lacks": [_normally(each) for each in kind.normally("no")],
        "ask_about": [_normally(each) for each in (*kind.normally("ask"), *unsaid)],
        "duties": catalogue.duties_of(kind),
        "legal_basis": claim(kind, "legal_basis"),
        "time_limit": claim(kind, "statutory_time_limit"),
        "questions": [*kind.questions, *(each.question for each in general)],
        "facts": [*kind.facts, *catalogue.legal_facts_for(kind)],
    }


def support_type(slug: str) -> dict[str, Any]:
    catalogue = equipment().catalogue
    row = catalogue.support_types[slug]
    return _fields(row) | {"family": catalogue.support_families[row.family]}


def contact_role(slug: str) -> dict[str, Any]:
    catalogue = equipment().catalogue
    row = catalogue.contact_roles[slug]
    fallback = catalogue.role_fallbacks.get(slug)
    steps = fallback.steps if fallback else ()
    return _fields(row) | {
        "named_in": claim(row, "named_in"),
        "fallbacks": [catalogue.contact_roles[step.role] for step in steps],
    }


def meeting_type(slug: str) -> dict[str, Any]:
    catalogue = equipment().catalogue
    row = catalogue.meeting_types[slug]
    claims = ("statutory_basis", "guidance", "timescale", "information_basis", "response_time")
    return (
        _fields(row)
        | {field: claim(row, field) for field in claims}
        | {
            "sharing": catalogue.sharing_grounds[row.sharing],
            "implies": [catalogue.circumstances[each] for each in row.implies],
            "default_roles": [
                {"role": catalogue.contact_roles[each.role], "when": each.when} for each in row.default_roles
            ],
        }
    )


def circumstance(slug: str) -> dict[str, Any]:
    return _fields(equipment().catalogue.circumstances[slug])


def contract_term(slug: str) -> dict[str, Any]:
    catalogue = equipment().catalogue
    row = catalogue.contract_terms[slug]
    return _fields(row) | {"frameworks": [catalogue.contract_frameworks[each] for each in row.frameworks]}


def source(slug: str) -> dict[str, Any]:
    return _fields(equipment().catalogue.sources[slug])


def _normally(support: NormalSupport) -> dict[str, Any]:
    catalogue = equipment().catalogue
    return {
        "type": catalogue.support_types[support.support_type],
        "level": catalogue.support_levels[support.level] if support.level else None,
        "note": support.note,
    }


def _fields(row: Any) -> dict[str, Any]:
    """The fields of a row as they are."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__}
