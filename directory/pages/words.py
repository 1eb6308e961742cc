"""What things are called on pages."""

from directory.rules.permissions import Role

#: Each may also do what those before it may.
IN_WORDS: dict[Role, tuple[str, str]] = {
    Role.PRACTITIONER: ("Practitioner", "looks up who is at an address and whom to ring"),
    Role.ORGANISER: ("Organiser", "also plans meetings"),
    Role.COMMISSIONER: ("Commissioner", "also reads contracts and what they secure"),
    Role.STEWARD: ("Steward", "also edits and imports"),
    Role.ADMIN: ("Administrator", "also looks after tokens, sessions and the audit log"),
}

#: How far a fact of the catalogue can be relied on: its label, the colour of that, and what it means.
STANDING = {
    "verified": ("Checked", "green", "The law, the guidance or the official text itself was read."),
    "secondary": ("Second-hand", "yellow", "Read in a copy, in a summary, or in another area’s procedure."),
    "unverified": (
        "Not checked",
        "grey",
        "From experience, or a proposal. Nobody has checked it against a source; it is not law.",
    ),
}

SOURCE_KINDS = {
    "law": "Law",
    "guidance": "Government guidance",
    "official": "A public body’s own words",
    "procedure": "An area’s safeguarding procedures",
    "commentary": "A summary or commentary",
    "dataset": "A code list or statistics",
    "local": "Local papers",
    "own": "No source",
}

#: How far a contact can be trusted: its label and the colour of that.
CONFIDENCE = {
    "current": ("Confirmed lately", "green"),
    "ageing": ("Confirmed a while ago", "yellow"),
    "stale": ("May be out of date", "orange"),
    "failing": ("Did not work", "red"),
    "vacant": ("Nobody in this post", "red"),
}

#: Support, and whatever else is yes, no or not known.
OFFERED = {"yes": "Yes", "no": "No", "ask": "Not known: ask"}

#: The parts of an address that may not be as typed.
PARTS = {
    "postcode": "the postcode",
    "number": "the number",
    "street": "the street",
    "building": "the building’s name",
    "unit": "the flat or room",
    "place": "the town or village",
}

#: What a council answers for.
FUNCTIONS = {"housing": "Housing", "children": "Children’s social care", "adults": "Adults’ social care"}
