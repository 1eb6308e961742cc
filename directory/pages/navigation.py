"""What there is to do here, and who may do it: the navigation of every page, and the start page's list."""

from dataclasses import dataclass

from flask import request

from directory.rules.permissions import ANYONE, Permission
from directory.services.sessions import SignedIn


@dataclass(frozen=True, slots=True)
class Job:
    """Something that people come for. Its pages are those of `blueprint`, the first of them at `path`."""

    name: str
    does: str
    blueprint: str
    path: str
    needs: Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """A job in the navigation of the page being shown; `here` when that page is the job's."""

    job: Job
    here: bool


#: In the order in which they are shown. A new job is one line here.
JOBS = (
    Job(
        "Look up an address",
        "Who runs the accommodation a family is in, what support they get there, and whom to ring now.",
        "look_up",
        "/look-up",
        Permission.LOOK_UP,
    ),
    Job(
        "Find accommodation",
        "Schemes that fit, by kind, support, place or the child who comes along.",
        "find",
        "/find-accommodation",
        Permission.LOOK_UP,
    ),
    Job(
        "Accommodation types explained",
        "What a refuge, a family hostel or a foyer is: support, time limits, and questions to ask. Open to "
        "anyone.",
        "types",
        "/types",
        Permission.READ_REFERENCE,
    ),
)


def jobs_for(session: SignedIn | None) -> tuple[Job, ...]:
    """What somebody may do here."""
    reader = session.reader if session else ANYONE
    return tuple(job for job in JOBS if reader.may(job.needs))


def entries(session: SignedIn | None) -> list[Entry]:
    """The navigation of the page being shown."""
    return [Entry(job, request.blueprint == job.blueprint) for job in jobs_for(session)]
