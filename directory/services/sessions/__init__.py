"""Sessions of people who signed in: beginning, knowing, listing and ending them."""

from directory.services.sessions.ending import end, end_by_text
from directory.services.sessions.knowing import SignedIn, csrf_token, forget, known
from directory.services.sessions.listing import live_sessions
from directory.services.sessions.people import Identity, invented, refused
from directory.services.sessions.starting import start

__all__ = [
    "Identity",
    "SignedIn",
    "csrf_token",
    "end",
    "end_by_text",
    "forget",
    "invented",
    "known",
    "live_sessions",
    "refused",
    "start",
]
