"""The JSON API: its routes, and what all of them have in common."""

from flask import Flask

from directory.api import access, docs, headers, health, limits, log, origin, problems, strict
from directory.api.assurance import blueprint as assurance
from directory.api.attendances import blueprint as attendances
from directory.api.audit import blueprint as audit
from directory.api.authorities import blueprint as authorities
from directory.api.capacity import blueprint as capacity
from directory.api.contacts import blueprint as contacts
from directory.api.contracts import blueprint as contracts
from directory.api.editing import lifts, records, suppressions
from directory.api.engagement import blueprint as engagement
from directory.api.json import FastJson
from directory.api.lookups import blueprint as lookups
from directory.api.me import blueprint as me
from directory.api.meeting_plans import blueprint as meeting_plans
from directory.api.premises import blueprint as premises
from directory.api.providers import blueprint as providers
from directory.api.reference import blueprint as reference
from directory.api.schemes import blueprint as schemes
from directory.api.sessions import blueprint as sessions
from directory.api.what_if import blueprint as what_if
from directory.equipment import equipment_of

#: The nouns of the API, as blueprints, in the order of its description.
_ROUTES = (
    lookups,
    meeting_plans,
    providers,
    schemes,
    premises,
    contacts,
    authorities,
    contracts,
    assurance,
    capacity,
    what_if,
    attendances,
    engagement,
    records,
    suppressions,
    lifts,
    audit,
    reference,
    me,
    sessions,
)


def register(app: Flask) -> None:
    """Put every route of the API into `app`."""
    settings = equipment_of(app).settings
    app.json = FastJson(app)
    # Nothing here is asynchronous; Flask would look into each function of each request to see whether it is.
    app.ensure_sync = lambda func: func  # type: ignore[method-assign]  # there is no setting
    app.url_map.merge_slashes = False
    # In this order: a request is timed, its name and its reader known, counted, and what it holds checked.
    # Answers go the other way, so that one refused as too many gets its headers, too, and is logged.
    log.register(app, settings)
    headers.register(app, settings)
    origin.register(app, settings)
    access.register(app)
    limits.register(app, settings)
    strict.register(app)
    problems.register(app)

    app.config.update(
        API_TITLE="Housing Directory", API_VERSION="1", OPENAPI_VERSION="3.1.0", API_SPEC_OPTIONS=_DESCRIPTION
    )
    api = problems.ProblemApi(app)
    for routes in _ROUTES:
        api.register_blueprint(routes)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(docs.pages(access.describe(api.spec.to_dict(), settings)))


_DESCRIPTION = {
    "info": {
        "description": (
            "Who runs the accommodation a family lives in, what support comes with it, and whom to ring. "
            "The reference catalogue is open to anyone; all else takes a bearer token, or the session of "
            "somebody who signed in. "
            "Errors are RFC 9457 problem details."
        ),
        "license": {"name": "MIT", "identifier": "MIT"},
    },
}
