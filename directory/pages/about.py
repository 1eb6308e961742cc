"""What every page's footer leads to: accessibility, privacy, and where the facts come from."""

from flask import Blueprint, Response

from directory.api.access import needs
from directory.equipment import equipment
from directory.pages.showing import page
from directory.rules.permissions import Permission

blueprint = Blueprint("about", __name__)


@blueprint.get("/accessibility")
@needs(Permission.READ_REFERENCE)
def accessibility() -> Response:
    """How far these pages can be used by everybody, and what is not known."""
    return page("about/accessibility.html")


@blueprint.get("/privacy")
@needs(Permission.READ_REFERENCE)
def privacy() -> Response:
    """Why an address is asked for, and what becomes of it."""
    settings = equipment().settings
    return page("about/privacy.html", lasts=settings.session_lasts)


@blueprint.get("/sources")
@needs(Permission.READ_REFERENCE)
def sources() -> Response:
    """Every text that the guides rest on, how far it was read, and whose data is used."""
    rows = sorted(equipment().catalogue.sources.values(), key=lambda each: each.title.casefold())
    return page("about/sources.html", sources=rows)
