"""What may be given of each kind of record: these fields and no others.

Their values are read by the service, by the rules that hold for files (docs/loading.md); here stands what
kind of value each is. Null, and an empty text, mean that it is not known.
"""

from collections.abc import Sequence

import marshmallow as ma
from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from directory.rules.children import OLDEST_LIMIT
from directory.services.editing import LONGEST_CLAUSE


def _text(longest: int, description: str, *, required: bool = False) -> fields.String:
    return fields.String(
        required=required,
        allow_none=not required,
        validate=Length(max=longest),
        metadata={"description": description},
    )


def _one_of(options: Sequence[str], description: str, *, required: bool = False) -> fields.String:
    return fields.String(
        required=required,
        allow_none=not required,
        validate=OneOf(options),
        metadata={"description": description},
    )


def _day(description: str, *, required: bool = False) -> fields.Date:
    return fields.Date(required=required, allow_none=not required, metadata={"description": description})


def _id(description: str, *, required: bool = False) -> fields.UUID:
    return fields.UUID(required=required, allow_none=not required, metadata={"description": description})


def _whole(least: int, most: int, description: str) -> fields.Integer:
    return fields.Integer(
        strict=True,
        allow_none=True,
        validate=Range(least, most),
        metadata={"description": description},
    )


def _number(least: float, most: float, description: str) -> fields.Float:
    return fields.Float(allow_none=True, validate=Range(least, most), metadata={"description": description})


def _yes_or_no(description: str) -> fields.Boolean:
    return fields.Boolean(
        truthy={True}, falsy={False}, allow_none=True, metadata={"description": description}
    )


def _texts(longest: int, description: str) -> fields.List[str]:
    return fields.List(
        fields.String(validate=Length(1, longest)),
        allow_none=True,
        validate=Length(max=100),
        metadata={"description": description},
    )


_OFFERED = ("yes", "no", "ask")


class ProviderChanges(ma.Schema):
    """What may be given of a provider."""

    name = _text(200, "Current name")
    kind = _one_of(("council", "housing_association", "charity", "company", "other"), "What it is")
    trading_names = _texts(200, "Other names in use; the list is replaced whole")
    former_names = _texts(200, "Names it used to have; the list is replaced whole")
    register = _text(100, "The register it is on")
    registration_no = _text(60, "Its number there")
    successor_id = _id("The provider that took over")
    phone = _text(40, "The switchboard")
    email = _text(254, "General mailbox")
    website = _text(300, "Begins with http:// or https://")
    valid_from = _day("First day of the organisation under this record")
    valid_to = _day("Last day")


class NewProvider(ProviderChanges):
    """A provider to add."""

    name = _text(200, "Current name", required=True)


class SupportGiven(ma.Schema):
    """One kind of support at a scheme."""

    type = _text(60, "A slug of /support-types", required=True)
    offered = _one_of(_OFFERED, "`ask`: it is not known", required=True)
    level = _text(40, "A slug of the support levels")
    hours_per_week = _number(0, 168, "Hours a week for one household")
    hours = _text(500, "When, in words")
    who_for = _text(500, "Whom it is for")
    evidence_date = _day("When this was last seen or heard; not after today")


class SchemeChanges(ma.Schema):
    """What may be given of a scheme."""

    provider_id = _id("Its provider")
    name = _text(200, "Its name")
    accommodation_type = _text(
        60,
        "A slug of /accommodation-types. One whose location may not be held erases the scheme's addresses; "
        "one that is confidential no longer takes two people (/lifts)",
    )
    authority = _text(40, "The council it lies in; for a confidential type never a district")
    placing_authorities = _texts(40, "Councils that place families there; the list is replaced whole")
    age_from = _whole(0, 120, "Youngest person placed there in their own right, in years")
    age_to = _whole(0, 120, "Oldest")
    sons_under = _whole(
        0, OLDEST_LIMIT, "Sons younger than this, in years, are taken with their parent; 0: none are"
    )
    daughters_under = _whole(0, OLDEST_LIMIT, "The same of daughters")
    accessible = _one_of(_OFFERED, "Whether it is step-free")
    referral = _text(500, "How a place is asked for")
    hours = _text(500, "Who is there and when, in words")
    capacity = _whole(0, 100_000, "Households or places")
    support = fields.List(
        fields.Nested(SupportGiven),
        validate=Length(max=100),
        metadata={"description": "What support there is; the list is replaced whole"},
    )
    valid_from = _day("First day")
    valid_to = _day("Last day")
    confirmed_on = _day("When somebody last said that this is right; not after today")


class NewScheme(SchemeChanges):
    """A scheme to add."""

    provider_id = _id("Its provider", required=True)
    name = _text(200, "Its name", required=True)
    accommodation_type = _text(60, "A slug of /accommodation-types", required=True)


class PremisesChanges(ma.Schema):
    """What may be given of an address."""

    scheme_id = _id("Its scheme, of a type whose location may be held")
    sub_building = _text(100, "Flat 3")
    building_name = _text(100, "Oak House")
    number = _text(20, "12, 12A or 10-14; it, the building or the sub-building has to be there")
    street = _text(100, "High Street")
    locality = _text(100, "Village or suburb")
    town = _text(60, "Post town")
    postcode = _text(12, "Must exist; gives the position unless that is given")
    uprn = _text(12, "Up to 12 digits")
    covers = _one_of(("unit", "building"), "Whether a look-up of any flat in the building means this")
    latitude = _number(49, 61.5, "WGS84, in degrees; within 25 km of the postcode")
    longitude = _number(-9, 2.5, "The same")
    valid_from = _day("First day")
    valid_to = _day("Last day")


class NewPremises(PremisesChanges):
    """An address to add."""

    scheme_id = _id("Its scheme, of a type whose location may be held", required=True)
    postcode = _text(12, "Must exist; gives the position unless that is given", required=True)


class ContactChanges(ma.Schema):
    """What may be given of a post. One that is given a new owner is no longer at the one before."""

    provider_id = _id("Its provider; one of the three")
    scheme_id = _id("Its scheme; one of the three")
    authority = _text(40, "Its council; one of the three")
    role = _text(60, "A slug of /contact-roles")
    holder = _text(120, "Who holds it; better left out than out of date")
    email = _text(254, "A mailbox, best that of the post")
    phone = _text(40, "British unless it begins with +")
    hours = _text(500, "When it is answered: Mo-Fr 09:00-17:00; PH off")
    out_of_hours = _yes_or_no("It exists for nights and weekends")
    covered_by = _id("The contact to try instead")
    vacant = _yes_or_no("Nobody holds it")
    failing_since = _day("First day on which the channels were found not to work; not after today")
    valid_from = _day("First day of the post")
    valid_to = _day("Last day")
    confirmed_on = _day("When somebody last said that this is right; not after today")


class NewContact(ContactChanges):
    """A post to add, at exactly one provider, scheme or council."""

    role = _text(60, "A slug of /contact-roles", required=True)


class TermGiven(ma.Schema):
    """One promise of a contract, with its clause."""

    term = _text(60, "A slug of /contract-terms", required=True)
    measure = _text(60, "The key of one of the term's thresholds, where it has several")
    quantity = _number(0, 999_999_999, "How much, with its unit; 1 and 0 for a `yes_no`")
    unit = _text(20, "In what it is counted: one that fits the term")
    concerns = _one_of(("children", "adults", "both"), "Whom it is about; all the term is about unless given")
    clause_number = _text(40, "Such as 4.2")
    clause_text = _text(LONGEST_CLAUSE, "The words of the clause; nothing about a family")
    evidence = _texts(200, "What shows that it is kept")


class ContractChanges(ma.Schema):
    """What may be given of a contract. Each change is one more version, and none is overwritten."""

    commissioner = _text(40, "The council whose contract it is")
    provider_id = _id("Whom it is with")
    title = _text(200, "What it is called")
    valid_from = _day("First day")
    valid_to = _day("Last day")
    review_on = _day("When it is to be reviewed next")
    owner = _text(200, "Who looks after it at the council: a post or a mailbox")
    notice_id = _text(100, "Its notice: a Find a Tender number or an OCDS id")
    subcontractors = _texts(200, "Names of organisations; the list is replaced whole")
    schemes = fields.List(
        fields.UUID(),
        validate=Length(max=1_000),
        metadata={"description": "The schemes it covers; the list is replaced whole"},
    )
    terms = fields.List(
        fields.Nested(TermGiven),
        validate=Length(max=500),
        metadata={"description": "What it promises; the list is replaced whole"},
    )
    starts_on = _day("From which day the change holds; today unless given. A correction may begin long ago")
    kind = _one_of(
        ("extension", "variation", "upkeep"),
        "Why: the two sides agreed on it, or the register catches up (`upkeep`, unless given)",
    )


class NewContract(ContractChanges):
    """A contract to add. What it says holds from its first day."""

    class Meta:
        """A new contract begins with its first version."""

        exclude = ("starts_on", "kind")

    commissioner = _text(40, "The council whose contract it is", required=True)
    provider_id = _id("Whom it is with", required=True)
    title = _text(200, "What it is called", required=True)
    valid_from = _day("First day", required=True)
