"""Providers, schemes, addresses and posts of the sample, each with what usually comes with it."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bench.sample.children import children_taken
from bench.sample.folder import Folder
from bench.sample.places import Places, town_of
from bench.sample.support import add_support
from bench.sample.words import Words, slug

OFFICE = "Mo-Fr 09:00-17:00; PH off"
_OFFICE_HOURS = (
    OFFICE,
    OFFICE,
    OFFICE,
    "Mo-Th 08:30-17:15; Fr 08:30-16:45; PH off",
    "Mo-Fr 08:00-18:00; PH off",
    "Tu-Sa 10:00-18:00",
    "Mo,We,Fr 09:30-14:30; PH off",
)
_ROUND_THE_CLOCK = (
    "24/7",
    "24/7",
    "Mo-Su 17:00-09:00",
    "Mo-Fr 17:00-08:30; Sa-Su 00:00-24:00; PH 00:00-24:00",
    "Fr-Su 22:00-07:00; Mo-Th 20:00-08:00",
)
_STAFFED = "Staff on site Monday to Friday, 9am to 5pm; on call at other times"
_ALWAYS = "Awake staff at all times"
_NOBODY = "No staff on site"

#: Which posts a scheme of each type has; any other type has a support worker and a manager.
_POSTS = {
    "ta-bnb-shared": ("owner-operator",),
    "ta-nightly-self-contained": ("managing-agent",),
    "ta-private-direct": ("managing-agent",),
    "ta-psl": ("managing-agent", "support-worker"),
    "ta-la-ha-stock": ("housing-officer-rp", "support-worker"),
    "social-assured": ("housing-officer-rp", "asb-officer"),
    "rfc": ("responsible-individual-rfc", "support-worker"),
    "asylum-initial-hotel": ("asylum-contractor-lead",),
    "asylum-dispersal": ("asylum-contractor-lead",),
    "approved-premises": ("scheme-manager",),
    "cas2": ("scheme-manager",),
}


@dataclass(frozen=True)
class Provider:
    """An organisation of the sample, as far as its schemes and posts need it."""

    id: str
    name: str
    kind: str

    @property
    def domain(self) -> str:
        """Where its mail goes: nowhere, for `.example` never resolves."""
        return f"{slug(self.name)}.example"


class Maker:
    """Fills a folder; everything it draws comes from one seed, in two rows of draws.

    What is drawn of children has a row of its own, so that the rest stays as it was without it.
    """

    def __init__(self, seed: int, as_of: date) -> None:
        self.rng = random.Random(seed)
        self._children = random.Random(f"children {seed}")
        self.as_of = as_of
        self.words = Words(self.rng)
        self.places = Places(self.rng)
        self.folder = Folder()

    def ago(self, days: int) -> str:
        """The day `days` before the sample's own day; negative is after it."""
        return str(self.as_of - timedelta(days=days))

    def provider(self, name: str, kind: str, **cells: Any) -> Provider:
        """A provider with a mailbox, a telephone and a website that lead nowhere."""
        made = Provider("", name, kind)
        identity = self.folder.add(
            "providers",
            **{
                "name": name,
                "kind": kind,
                "register": "Register of Invented Providers",
                "registration_no": f"ZZ{len(self.folder.rows['providers']) + 1001}",
                "phone": self.words.phone(),
                "email": f"enquiries@{made.domain}",
                "website": f"https://www.{made.domain}/",
            }
            | cells,
        )
        return Provider(identity, name, kind)

    def scheme(self, provider: Provider, name: str, kind: str, gss: str | None, **cells: Any) -> str:
        """A scheme with its support and its posts."""
        identity = self.folder.add(
            "schemes",
            **{
                "provider_id": provider.id,
                "name": name,
                "accommodation_type": kind,
                "authority": gss,
                "accessible": self.rng.choice(("yes", "no", "ask", "")),
                "hours": self._staffing(kind),
                "capacity": self.rng.choice(("", self.rng.randrange(2, 30))),
                "confirmed_on": self._confirmed(),
            }
            | children_taken(self._children, kind)
            | cells,
        )
        add_support(self.folder, self.rng, identity, kind, self.as_of)
        self._staff(provider, identity, name, kind)
        return identity

    def address(
        self, scheme: str, postcode: str, street: str | None, number: str | None = None, **cells: Any
    ) -> None:
        """One premises of a scheme, in the town its postcode belongs to."""
        count = len(self.folder.rows["premises"]) + 1
        self.folder.add(
            "premises",
            **{
                "scheme_id": scheme,
                "number": number,
                "street": street,
                "town": town_of(postcode),
                "postcode": postcode,
                # Numbers beginning 999 are far above any that have been given to a real place.
                "uprn": f"999{count:09d}" if self.rng.random() < 0.5 else "",
            }
            | cells,
        )

    def post(self, role: str, **cells: Any) -> str:
        """One post, confirmed at some time, with cells for its owner and channels."""
        return self.folder.add("contacts", **{"role": role, "confirmed_on": self._confirmed()} | cells)

    def leads(self, provider: Provider, deputy: bool = True, out_of_hours: bool = True) -> None:
        """A provider's safeguarding lead, deputy and out-of-hours post."""
        night = None
        if out_of_hours:
            night = self.post(
                "provider-ooh",
                provider_id=provider.id,
                phone=self.words.mobile(),
                hours=self.rng.choice(_ROUND_THE_CLOCK),
                out_of_hours="yes",
            )
        second = None
        if deputy:
            second = self.post(
                "provider-dsl-deputy",
                provider_id=provider.id,
                holder=self.words.person(),
                email=f"safeguarding.deputy@{provider.domain}",
                phone=self.words.phone(),
                hours=OFFICE,
                covered_by=night,
            )
        self.post(
            "provider-dsl",
            provider_id=provider.id,
            holder=self.words.person(),
            email=f"safeguarding@{provider.domain}",
            phone=self.words.phone(),
            hours=self.rng.choice(_OFFICE_HOURS),
            covered_by=second or night,
        )
        if provider.kind == "housing_association" and self.rng.random() < 0.4:
            self.post(
                "rp-safeguarding-lead",
                provider_id=provider.id,
                email=f"corporate.safeguarding@{provider.domain}",
            )

    def _staff(self, provider: Provider, scheme: str, name: str, kind: str) -> None:
        posts = _POSTS.get(kind)
        if posts is None:
            posts = ("scheme-manager", "support-worker")
            if kind.startswith(("da-", "msvcc")):
                posts = ("refuge-manager", "child-worker-da", "support-worker")
            elif kind.startswith("sa-"):
                posts = ("service-manager-ofsted", "support-worker")
        cover = None
        for role in posts:
            hidden = kind.startswith(("da-", "msvcc", "approved"))
            mailbox = f"{scheme if hidden else slug(name)}.{role}"
            cells = {
                "scheme_id": scheme,
                "holder": self.words.person() if self.rng.random() < 0.6 and not hidden else "",
                "email": f"{mailbox}@{provider.domain}" if self.rng.random() < 0.9 else "",
                "phone": self.words.phone() if self.rng.random() < 0.85 else self.words.mobile(),
                "hours": self.rng.choice((*_OFFICE_HOURS, "")),
                "covered_by": cover,
            }
            cover = self.post(role, **cells | self._state())

    def _staffing(self, kind: str) -> str:
        """Who is there and when; empty where nobody has asked."""
        if self.rng.random() < 0.3:
            return ""
        if kind == "rfc":
            return _ALWAYS
        return _NOBODY if kind.startswith(("ta-n", "ta-p", "ta-b", "social")) else _STAFFED

    def _state(self) -> dict[str, str]:
        """Now and then a post that is empty, fails, has ended or has not begun."""
        drawn = self.rng.random()
        if drawn < 0.04:
            return {"vacant": "yes", "holder": "", "confirmed_on": self.ago(self.rng.randrange(60))}
        if drawn < 0.07:
            return {"failing_since": self.ago(self.rng.randrange(2, 40))}
        if drawn < 0.09:
            return {"valid_to": self.ago(self.rng.randrange(20, 400))}
        if drawn < 0.11:
            return {"valid_from": self.ago(-self.rng.randrange(20, 90))}
        return {}

    def _confirmed(self) -> str:
        """Mostly of late; some long ago, some never."""
        drawn = self.rng.random()
        if drawn < 0.06:
            return ""
        if drawn < 0.16:
            return self.ago(self.rng.randrange(366, 900))
        return self.ago(self.rng.randrange(1, 90) if drawn < 0.8 else self.rng.randrange(90, 365))
