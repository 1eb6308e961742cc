"""What if, as text: what is lost with a provider, and what passes to which council."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from directory.cli.page import Page
from directory.equipment import equipment

#: As many clauses, contacts or places as stand under one heading.
_MOST = 5


def stopping_in_words(found: Mapping[str, Any], width: int) -> str:
    """What a person reads of a provider that stops, in lines of at most `width` characters."""
    page = Page(width)
    page.outcome(f"IF {found['provider']['name'].upper()} STOPS", f"on {found['on']}")
    page.heading(f"SCHEMES ({len(found['schemes'])})")
    for scheme in found["schemes"]:
        page.row(scheme["name"], _of_scheme(scheme), 30)
    page.heading(f"CONTRACTS ({len(found['contracts'])})")
    for contract in found["contracts"]:
        until = contract["valid_to"] or "no end is set"
        page.row(contract["title"], f"with {_council(contract['commissioner'])}, until: {until}", 30)
    for contract in found["as_subcontractor"]:
        page.row(contract["title"], f"as a subcontractor of {contract['provider']['name']}", 30)
    page.heading(f"POSTS THAT GO ({len(found['contacts'])})")
    for name in dict.fromkeys(each["role_name"] for each in found["contacts"]):
        page.text(name, 2)
    for each in found["standing_in_elsewhere"]:
        page.text(f"Nobody stands in any more for the post {each['id']} ({each['role']}).", 2)
    page.heading("WHOM TO TURN TO")
    for council in found["authorities"]:
        page.text(f"{council['name']} ({', '.join(council['because'])})", 2)
        for function, turns in council["contacts_for"].items():
            for contact in turns["contacts"][:1]:
                how = ", ".join(channel["value"] for channel in contact["channels"]) or "no way to reach it"
                page.row(f"  {function}", f"{contact['role_name']}: {how}")
            if turns["nobody_now"]:
                page.row(f"  {function}", turns["nobody_now"])
    return page.whole


def reorganisation_in_words(found: Mapping[str, Any], posts: Sequence[Mapping[str, Any]], width: int) -> str:
    """What a person reads of councils that are reorganised: the unresolved first."""
    page = Page(width)
    page.outcome("REORGANISATION", f"on {found['reorganised_on']}")
    counted = found["summary"]
    page.text(
        f"Contracts: {counted['unresolved']} unresolved, {counted['passes']} pass, {counted['stays']} stay, "
        f"{counted['ends']} end before."
    )
    for each in found["by_successor"]:
        council = each["authority"]
        page.row(council["name"], f"{each['contracts']} contracts with {each['clauses']} clauses", 30)
        if council["note"]:
            page.text(f"{council['note']} ({council['verification']})", 32)
    for fate, heading in (("unresolved", "NOBODY CAN SAY YET"), ("passes", "PASS"), ("ends", "END BEFORE")):
        items = [each for each in found["items"] if each["fate"] == fate]
        if items:
            page.heading(heading)
        for each in items:
            page.row(each["contract"]["title"], _of_contract(each), 30)
    page.heading(f"POSTS OF COUNCILS THAT END ({len(posts)})")
    for post in posts:
        page.row(post["role_name"], f"{post['authority']['name']}: {_to(post)}", 30)
    return page.whole


def _of_scheme(scheme: Mapping[str, Any]) -> str:
    told = [f"{len(scheme['contracts'])} contracts"]
    if scheme["also_contracted"]:
        told.append("also contracted: " + _some(each["name"] for each in scheme["also_contracted"]))
    told.append(
        "of the same kind there: " + _some(each["name"] for each in scheme["alike"])
        if scheme["alike"]
        else "nothing of the same kind there"
    )
    return "; ".join(told)


def _of_contract(each: Mapping[str, Any]) -> str:
    council = _council(each["contract"]["commissioner"])
    anew = [clause["number"] or clause["term"] for clause in each["clauses"] if clause["names_ending"]]
    told = f"{council}: {_to(each)}"
    return told + (f"; to be written anew: {_some(anew)}" if anew else "")


def _to(each: Mapping[str, Any]) -> str:
    if each["fate"] != "unresolved":
        return _council(each["to"]) if each["to"] else str(each["reason"])
    if not each["may_be"]:
        return str(each["reason"])
    likeliest = f", likeliest {_council(each['likeliest'])}" if each["likeliest"] else ""
    return f"one of {', '.join(map(_council, each['may_be']))}{likeliest}"


def _some(names: Iterable[str]) -> str:
    listed = [*names]
    more = f" and {len(listed) - _MOST} more" if len(listed) > _MOST else ""
    return ", ".join(listed[:_MOST]) + more


def _council(code: str) -> str:
    known = equipment().authorities.known_as(code)
    return known.name if known else code
