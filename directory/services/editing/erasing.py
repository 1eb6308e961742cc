"""Taking out where a scheme is, once nobody may hold that any longer."""

from sqlalchemy import select

from directory.model import Contact, Premises, SupportOffered
from directory.services.editing.noun import Draft
from directory.services.editing.secrecy import NO_PLACE, tells_of

_OF_SCHEME = ("referral", "hours")
_OF_SUPPORT = ("hours", "who_for")
_OF_CONTACTS = ("holder", "email", "phone")
_TELLS = "tells the place, which is to be confidential"


def erase_places(draft: Draft, *, secret: bool) -> None:
    """Take out every address of the scheme, those ended or suppressed too.

    Where the scheme becomes `secret`, each text held of it, of its support and of its contacts that has a
    postcode in it, or the name of a street or building of those addresses, is emptied: who makes a place
    confidential must not have to look for them first. A name cannot be empty, so another has to be given.

    Raises:
        Invalid: the scheme's name, or a text given in this edit, tells the place.
    """
    session, scheme = draft.session, draft.row
    premises = session.scalars(select(Premises).where(Premises.scheme_id == scheme.id)).all()
    tells = tells_of(name for one in premises for name in (one.street, one.building_name))
    for one in premises:
        session.delete(one)
    session.flush()
    if not secret:
        return
    if tells(draft.after("name")):
        draft.faults["name"] = f"{_TELLS}: give another name; {NO_PLACE}"
    for field in _OF_SCHEME:
        if tells(draft.values.get(field)):
            draft.faults[field] = f"{_TELLS}; {NO_PLACE}"
        elif tells(draft.before(field)) and field not in draft.values:
            draft.values[field] = None
    for number, given in enumerate(draft.values.get("support", ())):
        for field in _OF_SUPPORT:
            if tells(given[field]):
                draft.faults[f"support.{number}.{field}"] = f"{_TELLS}; {NO_PLACE}"
    draft.refuse_if_faulty()
    offers = session.scalars(select(SupportOffered).where(SupportOffered.scheme_id == scheme.id))
    contacts = session.scalars(select(Contact).where(Contact.scheme_id == scheme.id))
    for rows, fields in ((offers, _OF_SUPPORT), (contacts, _OF_CONTACTS)):
        for row in rows:
            for field in fields:
                if tells(getattr(row, field)):
                    setattr(row, field, None)
