"""The pages people see: signing in, looking up, the guides. Plain HTML that needs no script."""

from datetime import timedelta

from flask import Flask

from directory.equipment import equipment_of
from directory.pages import (
    about,
    assets,
    demo,
    faults,
    find,
    look_up,
    openid,
    signing_in,
    start,
    templating,
    types,
)
from directory.pages.flow import OnlyForPages
from directory.pages.forms import refuse_forged

#: How long a sign-in may take, and how long the form that begins one in demo mode may be open.
PATIENCE = timedelta(minutes=10)


def register(app: Flask) -> None:
    """Put every page into `app`.

    Raises:
        Invalid: a setting gives people the scope of a council, and there is no such council.
    """
    settings = equipment_of(app).settings
    app.session_interface = OnlyForPages()
    # Flask's own session, signed and short, is only for what has to be known before there is one of ours.
    app.config.update(
        SESSION_COOKIE_NAME="__Host-directory-flow" if settings.secure_cookies else "directory-flow",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=PATIENCE,
        WTF_CSRF_TIME_LIMIT=int(PATIENCE.total_seconds()),
    )
    templating.set_up(app)
    blueprints = [
        start.blueprint,
        assets.blueprint,
        about.blueprint,
        look_up.blueprint,
        find.blueprint,
        types.blueprint,
        demo.blueprint if settings.mode == "demo" else signing_in.blueprint,
    ]
    if settings.mode != "demo":
        openid.register(app, equipment_of(app))
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    names = {blueprint.name for blueprint in blueprints}
    app.before_request(lambda: refuse_forged(names))
    faults.register(app, names)
