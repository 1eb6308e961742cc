"""Invented mailboxes and numbers for real councils' homelessness and children's services functions."""

from bench.sample.making import OFFICE, Maker
from bench.sample.places import COUNTY, ESSEX, LONDON, NEIGHBOURS

_UNITARY = ("E06000033", "E06000034", "E06000035")
_NIGHT = "Mo-Fr 17:00-09:00; Sa-Su 00:00-24:00; PH 00:00-24:00"
_HOUSING = (
    ("lha-housing-options", "housing.options", OFFICE),
    ("lha-s208-inbox", "section208", ""),
    ("lha-dtr-inbox", "duty.to.refer", ""),
    ("lha-safeguarding-lead", "safeguarding.housing", OFFICE),
)
_CHILDREN = (
    ("csc-team-manager", "children.duty.manager", "Mo-Fr 08:45-17:30; PH off"),
    ("cp-chair", "child.protection.chairs", OFFICE),
    ("family-help-lead", "family.help", OFFICE),
    ("personal-adviser", "leaving.care", OFFICE),
    ("commissioner-csc", "placements", OFFICE),
)


def add_councils(make: Maker) -> None:
    """Contacts for every council of Essex, and for those that place or host across the border."""
    for gss, short in ESSEX.items():
        _housing(make, gss, short)
    for gss, short in NEIGHBOURS.items():
        _housing(make, gss, short)
    for gss, short in LONDON.items():
        _post(make, gss, short, "lha-s208-inbox", "section208", "")
        _post(make, gss, short, "lha-ta-manager", "temporary.accommodation", OFFICE)
    for gss, short in COUNTY.items():
        _children(make, gss, short)
        _post(make, gss, short, "commissioner-housing", "housing.commissioning", OFFICE)
        _post(make, gss, short, "adult-sw-safeguarding", "adult.safeguarding", OFFICE)
    for gss, short in (ESSEX | NEIGHBOURS).items():
        if gss in _UNITARY or gss.startswith("E09"):
            _children(make, gss, short)


def _housing(make: Maker, gss: str, short: str) -> None:
    night = _post(make, gss, short, "lha-ooh-homelessness", "", _NIGHT, out_of_hours="yes")
    options = ""
    for role, mailbox, hours in _HOUSING:
        made = _post(make, gss, short, role, mailbox, hours, covered_by=night if hours else "")
        options = options or made
    if short == "maldon":
        # A post that nobody holds: what stands in for it is the point of the example.
        _post(make, gss, short, "lha-ta-manager", "", "", vacant="yes", covered_by=options)
    elif short == "tendring":
        # The last holder left at the end of the summer; the next begins after the new year.
        _post(make, gss, short, "lha-ta-manager", "ta.manager", OFFICE, valid_to="2026-08-31")
        _post(make, gss, short, "lha-ta-manager", "temporary.accommodation", OFFICE, valid_from="2027-01-04")
    else:
        _post(make, gss, short, "lha-ta-manager", "temporary.accommodation", OFFICE, covered_by=options)
    if short in ("chelmsford", "southend", "thurrock", "basildon"):
        _post(make, gss, short, "marac-housing-rep", "marac.housing", OFFICE)


def _children(make: Maker, gss: str, short: str) -> None:
    night = _post(make, gss, short, "csc-team-manager", "", _NIGHT, out_of_hours="yes")
    for role, mailbox, hours in _CHILDREN:
        _post(make, gss, short, role, mailbox, hours, covered_by=night if role == "csc-team-manager" else "")


def _post(make: Maker, gss: str, short: str, role: str, mailbox: str, hours: str, **cells: str) -> str:
    vacant = cells.get("vacant") == "yes"
    return make.post(
        role,
        authority=gss,
        email=f"{mailbox}@{short}.council.example" if mailbox else "",
        phone="" if vacant or role.endswith("-inbox") else make.words.phone(),
        hours=hours,
        **cells,
    )
