"""What each kind of accommodation in the sample gives: made up, though shaped like what such places give."""

import random
from datetime import date, timedelta

from bench.sample.folder import Folder

_OFFICE, _DAY, _NIGHT = "Mo-Fr 09:00-17:00; PH off", "Mo-Su 08:00-22:00", "Mo-Su 22:00-08:00"

# support type, level, hours a week (0 = not counted), hours
_Row = tuple[str, str, float, str]

_VISITED: tuple[_Row, ...] = (
    ("key-work", "visiting", 2, ""),
    ("support-plan", "visiting", 0, ""),
    ("tenancy-sustainment", "visiting", 1, ""),
    ("benefits-debt", "visiting", 0.5, ""),
    ("move-on", "visiting", 0, ""),
)
_FAMILY_SITE: tuple[_Row, ...] = (
    ("staffing-hours", "onsite_office_hours", 37.5, _OFFICE),
    ("out-of-hours", "on_call", 0, "Mo-Fr 17:00-09:00; Sa-Su 00:00-24:00; PH 00:00-24:00"),
    ("key-work", "onsite_office_hours", 3, _OFFICE),
    ("support-plan", "onsite_office_hours", 0, ""),
    ("safe-sleep", "onsite_office_hours", 0, ""),
    ("parenting-support", "onsite_office_hours", 1.5, ""),
    ("play-outdoor", "onsite_office_hours", 0, ""),
    ("school-links", "onsite_office_hours", 0, ""),
    ("move-on", "onsite_office_hours", 0, ""),
    ("visitor-policy", "onsite_office_hours", 0, ""),
)
_YOUNG: tuple[_Row, ...] = (
    ("staffing-hours", "sleep_in", 168, "24/7"),
    ("out-of-hours", "sleep_in", 0, _NIGHT),
    ("key-work", "onsite_extended", 4, _DAY),
    ("support-plan", "onsite_extended", 0, ""),
    ("care-leaver", "onsite_extended", 1, ""),
    ("exploitation", "onsite_extended", 0, ""),
    ("mental-health", "signposting", 0, ""),
    ("occupancy-checks", "onsite_extended", 0, ""),
)
_ABUSE: tuple[_Row, ...] = (
    ("staffing-hours", "onsite_office_hours", 37.5, _OFFICE),
    ("out-of-hours", "on_call", 0, "24/7"),
    ("da-support", "onsite_office_hours", 5, _OFFICE),
    ("da-children", "onsite_office_hours", 3, "Tu-Th 10:00-18:00; PH off"),
    ("child-voice", "onsite_office_hours", 1, ""),
    ("support-plan", "onsite_office_hours", 0, ""),
    ("safe-sleep", "onsite_office_hours", 0, ""),
    ("security-cctv", "onsite_office_hours", 0, ""),
    ("translation", "signposting", 0, ""),
)
_BARE: tuple[_Row, ...] = (("repairs", "signposting", 0, ""), ("occupancy-checks", "visiting", 0, ""))
_ASSESSED: tuple[_Row, ...] = (
    ("staffing-hours", "waking_24h", 168, "24/7"),
    ("parenting-assessment", "waking_24h", 10, ""),
    ("parenting-support", "waking_24h", 10, ""),
    ("child-voice", "waking_24h", 2, ""),
    ("safe-sleep", "waking_24h", 0, ""),
    ("antenatal-postnatal", "visiting", 1, ""),
)

#: What a place of each shape says that it does not give.
_WITHOUT = {
    _BARE: ("key-work", "parenting-support", "safe-sleep", "childcare"),
    _VISITED: ("childcare", "parenting-assessment"),
    _FAMILY_SITE: ("parenting-assessment", "pets"),
    _YOUNG: ("pets", "childcare"),
    _ABUSE: ("pets", "parenting-assessment"),
    _ASSESSED: ("pets", "father-partner-work"),
}
_BY_TYPE = {
    "ta-la-ha-stock": _VISITED,
    "ta-psl": _VISITED,
    "ta-hostel-family": _FAMILY_SITE,
    "ta-assessment-unit": _FAMILY_SITE,
    "family-supported-housing": _FAMILY_SITE,
    "young-parent-scheme": _FAMILY_SITE,
    "rfc": _ASSESSED,
    "mother-baby-unit": _ASSESSED,
    "parent-child-foster": _ASSESSED,
    "floating-support": _VISITED,
    "housing-first": _VISITED,
    "supported-living-parent": _VISITED,
    "staying-close": _VISITED,
    "s17-accommodation": _VISITED,
    "cas3": _VISITED,
    "social-assured": _VISITED,
    "training-flat": _VISITED,
    "residential-rehab": _ASSESSED,
}
_SOMETIMES = (
    "accessibility",
    "baby-equipment",
    "childcare",
    "father-partner-work",
    "learning-disability",
    "substance-misuse",
    "translation",
    "transport",
    "immigration-advice",
    "staff-dbs",
    "food",
)


def profile(accommodation_type: str) -> tuple[_Row, ...]:
    """The support that the sample lets a place of this type give."""
    if accommodation_type in _BY_TYPE:
        return _BY_TYPE[accommodation_type]
    if accommodation_type.startswith(("da-", "msvcc")):
        return _ABUSE
    if accommodation_type.startswith(("sa-", "yp-", "foyer", "supported-lodgings", "nightstop")):
        return _YOUNG
    return _BARE


def add_support(
    folder: Folder, rng: random.Random, scheme: str, accommodation_type: str, as_of: date
) -> None:
    """Support rows of one scheme: most of its type's, some unknown, some said to be missing."""
    if rng.random() < 0.06:
        return  # nobody has asked yet: a scheme about which nothing is known
    chosen = profile(accommodation_type)
    said: set[str] = set()
    for kind, level, per_week, hours in chosen:
        if rng.random() < 0.08:
            continue
        said.add(kind)
        unsure = rng.random() < 0.07
        folder.add(
            "support",
            scheme_id=scheme,
            support_type=kind,
            offered="ask" if unsure else "yes",
            level="" if unsure else level,
            hours_per_week=f"{per_week:g}" if per_week and not unsure else "",
            hours="" if unsure else hours,
            who_for="families with a child under 5" if kind == "safe-sleep" and rng.random() < 0.3 else "",
            evidence_date="" if unsure else str(as_of - timedelta(days=rng.randrange(5, 500))),
        )
    for kind in _WITHOUT[chosen]:
        if kind not in said and rng.random() < 0.7:
            said.add(kind)
            folder.add(
                "support",
                scheme_id=scheme,
                support_type=kind,
                offered="no",
                level="none",
                evidence_date=str(as_of - timedelta(days=rng.randrange(5, 500))),
            )
    for kind in rng.sample(_SOMETIMES, 2):
        if kind not in said:
            folder.add(
                "support", scheme_id=scheme, support_type=kind, offered=rng.choice(("yes", "ask", "ask"))
            )
