"""What pages are made with: one stylesheet, of the design system and our own, and the icon."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

import brotli
from flask import Blueprint, Response, abort, request

from directory.api.access import needs
from directory.rules.permissions import Permission

blueprint = Blueprint("assets", __name__)

_FOLDER = Path(__file__).parent / "assets"
#: As it comes in the npm package govuk-frontend, of this version.
DESIGN_SYSTEM = "govuk-frontend-6.3.0.min.css"

#: The typeface is licensed for GOV.UK alone, and so are its crest and crown.
_FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
_FONT = re.compile(r"\"?GDS Transport\"?,\s*")
_CREST = re.compile(r"url\([^)]*govuk-crest[^)]*\)")
_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")

#: Under an address that names its contents, an answer never changes.
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: whole, and packed in the ways that browsers unpack."""

    mimetype: str
    body: bytes
    version: str
    packed: Mapping[str, bytes]


@cache
def assets() -> Mapping[str, Asset]:
    """Every file there is, by name; packed once for a process."""
    return {
        "pages.css": _asset("text/css", stylesheet()),
        "icon.svg": _asset("image/svg+xml", (_FOLDER / "icon.svg").read_text()),
    }


def stylesheet() -> str:
    """The design system's rules, in arial and without what belongs to GOV.UK alone; then ours."""
    text = (_FOLDER / DESIGN_SYSTEM).read_text()
    for pattern, put in ((_FONT_FACE, ""), (_FONT, ""), (_CREST, "none"), (_MAP, "")):
        text = pattern.sub(put, text)
    return text + (_FOLDER / "pages.css").read_text()


def asset_address(name: str) -> str:
    """Where a file is, by an address that is another when the file is another."""
    return f"/assets/{name}?v={assets()[name].version}"


def _asset(mimetype: str, text: str) -> Asset:
    body = text.encode()
    packed = {"br": brotli.compress(body, quality=9), "gzip": gzip.compress(body, 9, mtime=0)}
    return Asset(mimetype, body, blake2b(body, digest_size=6).hexdigest(), packed)


@blueprint.get("/assets/<name>")
@needs(Permission.READ_REFERENCE)
def asset(name: str) -> Response:
    """A file that pages are made with."""
    found = assets().get(name)
    if found is None:
        abort(404)
    answer = Response(found.body, mimetype=found.mimetype)
    answer.headers["Cache-Control"] = _FOR_EVER if request.args.get("v") == found.version else "no-cache"
    answer.headers["Vary"] = "Accept-Encoding"
    way = request.accept_encodings.best_match([*found.packed])
    if way is not None:
        answer.set_data(found.packed[way])
        answer.headers["Content-Encoding"] = way
    return answer
