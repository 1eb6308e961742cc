import pytest
from geopy.exc import GeocoderQueryError, GeocoderServiceError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from directory.errors import Invalid, Unavailable
from directory.postcodes import DirectoryGeocoder, PostcodeIndex, second_source


@pytest.fixture(scope="module")
def geocoder(index: PostcodeIndex) -> DirectoryGeocoder:
    return DirectoryGeocoder(index)


def test_an_address_is_placed_by_its_postcode(geocoder: DirectoryGeocoder) -> None:
    location = geocoder.geocode("12 Kirkgate, Chelmsford CM1 1AA", timeout=3)
    assert isinstance(location, Location)
    assert location.address == "CM1 1AA"
    assert (location.latitude, location.longitude) == pytest.approx((51.7372, 0.4760), abs=0.0005)
    assert location.raw == {
        "postcode": "CM1 1AA",
        "given": "CM1 1AA",
        "gss": "E07000070",
        "country": "England",
        "accuracy": "postcode",
    }


def test_a_misread_postcode_is_placed_and_shown_as_given(geocoder: DirectoryGeocoder) -> None:
    location = geocoder.geocode("12 Kirkgate, CM2 OAA")
    assert isinstance(location, Location)
    assert (location.raw["given"], location.raw["postcode"]) == ("CM2 OAA", "CM2 0AA")


def test_the_last_postcode_counts_or_all_in_order(geocoder: DirectoryGeocoder) -> None:
    query = "moved from BT1 1AA to CM1 1AA"
    one = geocoder.geocode(query)
    assert isinstance(one, Location)
    assert one.address == "CM1 1AA"
    several = geocoder.geocode(query, exactly_one=False)
    assert isinstance(several, list)
    assert [location.address for location in several] == ["BT1 1AA", "CM1 1AA"]


@pytest.mark.parametrize("query", ["", "12 Kirkgate, Chelmsford", "CM1 1ZZ", "IM1 1AA", "CM1"])
@pytest.mark.parametrize("exactly_one", [True, False])
def test_without_a_position_there_is_none(geocoder: DirectoryGeocoder, query: str, exactly_one: bool) -> None:
    assert geocoder.geocode(query, exactly_one=exactly_one) is None


def test_it_is_a_geopy_geocoder_and_works_with_geopys_tools(geocoder: DirectoryGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    with geocoder:
        limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
        assert limited("CM1 1AA").address == "CM1 1AA"


def test_geopys_errors_are_used(geocoder: DirectoryGeocoder) -> None:
    with pytest.raises(GeocoderQueryError, match="not dict"):
        geocoder.geocode({"postalcode": "CM1 1AA"})  # type: ignore[arg-type]  # what geopy's Nominatim takes


def test_an_index_that_fails_is_a_service_error(
    geocoder: DirectoryGeocoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: PostcodeIndex, text: str) -> None:
        raise Unavailable("gone")

    monkeypatch.setattr(PostcodeIndex, "resolve", fail)
    with pytest.raises(GeocoderServiceError, match="gone"):
        geocoder.geocode("CM1 1AA")


@pytest.mark.parametrize("way", ["get_json", "get_text"])
def test_it_has_no_way_out_to_the_network(geocoder: DirectoryGeocoder, way: str) -> None:
    with pytest.raises(GeocoderServiceError, match="asks nobody"):
        getattr(geocoder.adapter, way)("https://geocoder.example", timeout=1, headers={})


@pytest.mark.parametrize("name", [None, ""])
def test_there_is_no_second_source_unless_named(name: str | None) -> None:
    assert second_source(name) is None
    assert second_source(name, '{"timeout": 3}') is None


@pytest.mark.parametrize(
    "config", ['{"user_agent": "a-council", "timeout": 3}', {"user_agent": "a-council", "timeout": 3}]
)
def test_a_second_source_is_made_by_name(config: str | dict[str, object]) -> None:
    made = second_source("Nominatim", config)
    assert isinstance(made, Nominatim)
    assert made.timeout == 3
    assert made.headers["User-Agent"] == "a-council"


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(Invalid, match=r"'gogle' is not a geocoder geopy knows; it knows .*nominatim"):
        second_source("gogle")


def test_an_unknown_option_lists_the_known_ones() -> None:
    with pytest.raises(Invalid, match=r"takes no option key; it takes .*api_key"):
        second_source("opencage", '{"key": "s3cret"}')


@pytest.mark.parametrize("config", ["{api_key: s3cret}", '["s3cret"]', "3", '"s3cret"'])
def test_options_that_are_no_json_object_are_refused_without_showing_them(config: str) -> None:
    with pytest.raises(Invalid, match="written as JSON") as caught:
        second_source("opencage", config)
    assert "s3cret" not in caught.value.message


@pytest.mark.parametrize(
    ("name", "config"), [("nominatim", ""), ("opencage", None), ("nominatim", '{"scheme": "ftp"}')]
)
def test_options_geopy_refuses_are_invalid(name: str, config: str | None) -> None:
    with pytest.raises(Invalid, match=f"{name} cannot be set up so"):
        second_source(name, config)
