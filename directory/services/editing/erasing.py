"""Taking out where a scheme is, once nobody may hold that any longer."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.model import Contact, Contract, ContractTerm, ContractVersion, Premises, SupportOffered
from directory.services.editing.noun import Draft
from directory.services.editing.secrecy import NO_PLACE, tells_of
from directory.services.loading.contract_texts import TEXTS, contracts_about, erased
from directory.services.loading.telling import (
    TELLS,
    TEXTS_OF_CONTACTS,
    TEXTS_OF_SCHEME,
    TEXTS_OF_SUPPORT,
    Tells,
)


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
        draft.faults["name"] = f"{TELLS}: give another name; {NO_PLACE}"
    for field in TEXTS_OF_SCHEME:
        if tells(draft.values.get(field)):
            draft.faults[field] = f"{TELLS}; {NO_PLACE}"
        elif tells(draft.before(field)) and field not in draft.values:
            draft.values[field] = None
    for number, given in enumerate(draft.values.get("support", ())):
        for field in TEXTS_OF_SUPPORT:
            if tells(given[field]):
                draft.faults[f"support.{number}.{field}"] = f"{TELLS}; {NO_PLACE}"
    draft.refuse_if_faulty()
    empty_texts(session, scheme.id, tells)


def empty_texts(session: Session, scheme: uuid.UUID, tells: Tells) -> None:
    """Empty each text of the scheme's support, contacts and contracts that tells the place.

    Of contracts in every version: that what has been put down stays as it was is worth less than a place.
    """
    _empty_contract_texts(session, scheme, tells)
    offers = session.scalars(select(SupportOffered).where(SupportOffered.scheme_id == scheme))
    contacts = session.scalars(select(Contact).where(Contact.scheme_id == scheme))
    for rows, fields in ((offers, TEXTS_OF_SUPPORT), (contacts, TEXTS_OF_CONTACTS)):
        for row in rows:
            for field in fields:
                if tells(getattr(row, field)):
                    setattr(row, field, None)


def _empty_contract_texts(session: Session, scheme: uuid.UUID, tells: Tells) -> None:
    about = session.scalars(contracts_about(scheme)).all()
    for model, key in (
        (Contract, Contract.id),
        (ContractVersion, ContractVersion.contract_id),
        (ContractTerm, ContractTerm.contract_id),
    ):
        for row in session.scalars(select(model).where(key.in_(about))):
            texts = {name: getattr(row, name) for name in TEXTS[model]}
            for name, becomes in erased(model, texts, tells).items():
                setattr(row, name, becomes)
