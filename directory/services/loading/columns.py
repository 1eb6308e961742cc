"""The columns of each file: name, whether every row needs it, how it is read, and what it means.

docs/loading.md tells the same to people; tests hold the two together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directory.model.provider import PROVIDER_KINDS
from directory.model.scheme import OFFERED
from directory.rules.authorities import Authority
from directory.rules.catalogue import Catalogue
from directory.rules.children import OLDEST_LIMIT
from directory.services.loading import cells
from directory.services.loading.cells import Read, text_of


@dataclass(frozen=True, slots=True)
class Column:
    """`expects` goes on from `the value is not …`, for rows whose values must not be repeated.

    `longest` is set for plain texts, which are kept as they are; `slug` where a word of the catalogue stands.
    """

    name: str
    read: Read
    expects: str
    required: bool = False
    longest: int | None = None
    slug: bool = False


Columns = Sequence[Column]

_LATITUDE = cells.decimal(49, 61.5, "51.734567")
_LONGITUDE = cells.decimal(-9, 2.5, "0.473456")


def _text(name: str, longest: int, required: bool = False) -> Column:
    return Column(name, text_of(longest), f"a text of up to {longest} characters", required, longest)


def _free_text(name: str, longest: int) -> Column:
    """What somebody writes in their own words, and may write of a family in."""
    expects = f"a text of up to {longest} characters with nothing about a family"
    return Column(name, cells.free_text_of(longest), expects)


def _day(name: str) -> Column:
    return Column(name, cells.day, "a date, such as 2026-12-31")


def _past(name: str, today: date) -> Column:
    return Column(name, cells.past_day(today), "a date up to today, such as 2026-01-31")


def _yes_or_no(name: str) -> Column:
    return Column(name, cells.yes_or_no, "yes or no")


def _offered(name: str, required: bool = False) -> Column:
    return Column(name, cells.one_of(OFFERED), "yes, no or ask", required)


def _phone() -> Column:
    return Column("phone", cells.phone, "a telephone number, such as 01632 960123")


def _mail() -> Column:
    return Column("email", cells.mail, "a mail address, such as duty@council.example")


def _identity(required: bool) -> Column:
    return _text("id", 200, required)


def provider_columns() -> Columns:
    """providers.csv"""
    names = cells.several(text_of(200), 500)
    return (
        _identity(required=True),
        _text("name", 200, required=True),
        Column("kind", cells.one_of(PROVIDER_KINDS), "a kind of provider"),
        Column("trading_names", names, "names with ; between them"),
        Column("former_names", names, "names with ; between them"),
        _text("register", 100),
        _text("registration_no", 60),
        _text("successor_id", 200),
        _phone(),
        _mail(),
        Column("website", cells.website, "a web address, such as https://www.provider.example/"),
        _day("valid_from"),
        _day("valid_to"),
    )


def scheme_columns(catalogue: Catalogue, authorities: Mapping[str, Authority], today: date) -> Columns:
    """schemes.csv"""
    council = cells.authority_of(authorities)
    kinds, retired = catalogue.accommodation_types, catalogue.retired["accommodation_types"]
    return (
        _identity(required=True),
        _text("provider_id", 200, required=True),
        _text("name", 200, required=True),
        Column(
            "accommodation_type",
            cells.slug_of("accommodation type", kinds, retired),
            "a known accommodation type",
            required=True,
            slug=True,
        ),
        Column("authority", council, "the code of a council, such as E07000070"),
        Column("placing_authorities", cells.several(council, 500), "codes of councils with ; between them"),
        Column("age_from", cells.whole(0, 120), "an age in years"),
        Column("age_to", cells.whole(0, 120), "an age in years"),
        Column("sons_under", cells.whole(0, OLDEST_LIMIT), "an age in years"),
        Column("daughters_under", cells.whole(0, OLDEST_LIMIT), "an age in years"),
        _offered("accessible"),
        _free_text("referral", 500),
        _free_text("hours", 500),
        Column("capacity", cells.whole(0, 100_000), "a whole number"),
        _day("valid_from"),
        _day("valid_to"),
        _past("confirmed_on", today),
    )


def premises_columns() -> Columns:
    """premises.csv; the postcode is looked up later, many at a time."""
    return (
        _identity(required=False),
        _text("scheme_id", 200, required=True),
        _free_text("sub_building", 100),
        _free_text("building_name", 100),
        Column("number", cells.house_number, "a house number, such as 12, 12A or 14-18", longest=20),
        _text("street", 100),
        _text("locality", 100),
        _text("town", 60),
        Column("postcode", text_of(12), "a UK postcode, such as CM1 1AA", required=True, longest=12),
        Column("uprn", cells.uprn, "a UPRN of up to 12 digits"),
        Column("covers", cells.one_of(("unit", "building")), "unit or building"),
        Column("latitude", _LATITUDE, "a latitude in degrees, such as 51.734567"),
        Column("longitude", _LONGITUDE, "a longitude in degrees, such as 0.473456"),
        _day("valid_from"),
        _day("valid_to"),
    )


def support_columns(catalogue: Catalogue, today: date) -> Columns:
    """support.csv"""
    kinds, levels, retired = catalogue.support_types, catalogue.support_levels, catalogue.retired
    return (
        _text("scheme_id", 200, required=True),
        Column(
            "support_type",
            cells.slug_of("support type", kinds, retired["support_types"]),
            "a known support type",
            required=True,
            slug=True,
        ),
        _offered("offered", required=True),
        Column(
            "level",
            cells.slug_of("support level", levels, retired["support_levels"]),
            "a known support level",
            slug=True,
        ),
        Column("hours_per_week", cells.decimal(0, 168, "37.5"), "hours a week, from 0 to 168"),
        _free_text("hours", 500),
        _free_text("who_for", 500),
        _past("evidence_date", today),
    )


def contact_columns(catalogue: Catalogue, authorities: Mapping[str, Authority], today: date) -> Columns:
    """contacts.csv"""
    roles, retired = catalogue.contact_roles, catalogue.retired["contact_roles"]
    return (
        _identity(required=False),
        _text("provider_id", 200),
        _text("scheme_id", 200),
        Column("authority", cells.authority_of(authorities), "the code of a council, such as E07000070"),
        Column(
            "role",
            cells.slug_of("contact role", roles, retired),
            "a known contact role",
            required=True,
            slug=True,
        ),
        _free_text("holder", 120),
        _mail(),
        _phone(),
        Column("hours", cells.opening, "opening hours, such as Mo-Fr 09:00-17:00; PH off"),
        _yes_or_no("out_of_hours"),
        _text("covered_by", 200),
        _yes_or_no("vacant"),
        _past("failing_since", today),
        _day("valid_from"),
        _day("valid_to"),
        _past("confirmed_on", today),
    )
