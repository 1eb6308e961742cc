"""Identity providers, and browsers that go to them and come back."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.pages.providers import OddProvider, RealProvider, odd_provider, real_provider

#: Where the service says that it is.
PUBLIC_URL = "http://localhost:8000"


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealProvider]:
    """An identity provider in a process of its own."""
    with real_provider(f"{PUBLIC_URL}/sign-in/return") as provider:
        yield provider


@pytest.fixture
def odd() -> Iterator[OddProvider]:
    """An identity provider that does as it is told."""
    with odd_provider() as provider:
        yield provider


def come_back(browser: FlaskClient, where: str) -> TestResponse:
    """What a browser sees that its provider sends to `where`."""
    address = urlsplit(where)
    assert f"{address.scheme}://{address.netloc}" == PUBLIC_URL
    return browser.get(f"{address.path}?{address.query}", headers={"Sec-Fetch-Site": "cross-site"})
