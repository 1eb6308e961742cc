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
JOBS: tuple[Job, ...] = ()


def jobs_for(session: SignedIn | None) -> tuple[Job, ...]:
    """What somebody may do here."""
    reader = session.reader if session else ANYONE
    return tuple(job for job in JOBS if reader.may(job.needs))


def entries(session: SignedIn | None) -> list[Entry]:
    """The navigation of the page being shown."""
    return [Entry(job, request.blueprint == job.blueprint) for job in jobs_for(session)]
