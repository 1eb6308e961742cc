"""The postcode index as a geopy geocoder, and any other geopy geocoder by name for who wants a second."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import ConfigurationError, GeocoderNotFound, GeocoderQueryError, GeocoderServiceError
from geopy.geocoders import SERVICE_TO_GEOCODER, get_geocoder_for_service
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from directory.errors import Invalid, Unavailable
from directory.postcodes.finding import find_postcodes
from directory.postcodes.index import PostcodeIndex


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """Stands where geopy expects a way out, and is none."""

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        raise GeocoderServiceError("The postcode index asks nobody.")

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        raise GeocoderServiceError("The postcode index asks nobody.")


class DirectoryGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """Places an address by its postcode, from the index on this machine; nothing leaves it.

    As precise as a postcode: the middle of some fifteen homes. There is no `reverse`: the nearest
    postcode to a point says too little about whose home stands there.
    """

    def __init__(self, index: PostcodeIndex) -> None:
        super().__init__(adapter_factory=_NoNetwork)
        self._index = index

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """The place of the last postcode in `query`, or the places of all, in order, when not `exactly_one`.

        None when it holds no postcode, or none that is listed and has a position. `raw` of a location
        holds `postcode`, `given`, `gss`, `country` and `accuracy`. `timeout` is there because geopy's
        callers pass it.

        Raises:
            GeocoderQueryError: `query` is no text.
            GeocoderServiceError: the index cannot be read.
        """
        if not isinstance(query, str):
            raise GeocoderQueryError(f"An address to place is a text, not {type(query).__name__}.")
        try:
            placed = [self._location(found.text) for found in find_postcodes(query, scanned=True)]
        except Unavailable as fault:
            raise GeocoderServiceError(fault.message) from fault
        locations = [location for location in placed if location is not None]
        if not locations:
            return None
        return locations[-1] if exactly_one else locations

    def _location(self, given: str) -> Location | None:
        used = self._index.resolve(given).used
        place = self._index.get(used) if used else None
        if place is None or place.latitude is None:
            return None
        raw = {
            "postcode": place.postcode,
            "given": given,
            "gss": place.gss,
            "country": place.country,
            "accuracy": "postcode",
        }
        return Location(place.postcode, (place.latitude, place.longitude), raw)


def second_source(name: str | None, config: str | Mapping[str, Any] | None = None) -> Geocoder | None:
    """The geopy geocoder called `name` (nominatim, opencage …), set up with `config`; None for no name.

    Off unless a name is given, because it sends the address of a family to somebody else: who may be
    told, and under what agreement, is for the data controller to settle first. `config` is the options of
    that geocoder, as JSON or as a mapping: `{"user_agent": "our-council", "timeout": 3}`. Making it
    asks nobody yet.

    Raises:
        Invalid: no such geocoder, or options it does not take.
    """
    if not name:
        return None
    try:
        made = get_geocoder_for_service(name.strip())
    except GeocoderNotFound as unknown:
        names = ", ".join(sorted(SERVICE_TO_GEOCODER))
        raise Invalid(f"{name!r} is not a geocoder geopy knows; it knows {names}.") from unknown
    options = _options(config)
    taken = set(inspect.signature(made).parameters)
    if strange := sorted(set(options) - taken):
        raise Invalid(f"{name} takes no option {', '.join(strange)}; it takes {', '.join(sorted(taken))}.")
    try:
        return made(**options)
    except (ConfigurationError, TypeError, ValueError) as fault:
        raise Invalid(f"{name} cannot be set up so: {fault}") from fault


def _options(config: str | Mapping[str, Any] | None) -> dict[str, Any]:
    wrong = Invalid('The options of a geocoder are written as JSON, such as {"timeout": 3}.')
    try:
        options = json.loads(config or "{}") if isinstance(config, str) else config or {}
    except ValueError:
        raise wrong from None  # the parser's own message repeats the text, which may hold a key
    if not isinstance(options, Mapping):
        raise wrong
    return dict(options)
