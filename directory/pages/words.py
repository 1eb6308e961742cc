"""What roles are called on pages, and what each may do."""

from directory.rules.permissions import Role

#: Each may also do what those before it may.
IN_WORDS: dict[Role, tuple[str, str]] = {
    Role.PRACTITIONER: ("Practitioner", "looks up who is at an address and whom to ring"),
    Role.ORGANISER: ("Organiser", "also plans meetings"),
    Role.COMMISSIONER: ("Commissioner", "also reads contracts and what they secure"),
    Role.STEWARD: ("Steward", "also edits and imports"),
    Role.ADMIN: ("Administrator", "also looks after tokens, sessions and the audit log"),
}
