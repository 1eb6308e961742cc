"""What is sent for each state: valid HTML, small, with nothing inline and nothing from elsewhere."""

import gzip
import re
from itertools import pairwise

import html5lib
import pytest
from werkzeug.test import TestResponse

from tests.browser.conftest import Site, form_text, signed_in
from tests.browser.states import STATES, State

#: What a page may weigh, packed as a proxy packs it, beside the stylesheet that all of them share.
MOST_BYTES = 100_000


@pytest.fixture(scope="module")
def sent(site: Site) -> dict[str, TestResponse]:
    """The answer for each state."""
    somebody, nobody = signed_in(site.app), site.app.test_client()

    def answer(state: State) -> TestResponse:
        client, path = (somebody if state.signed_in else nobody), site.path(state)
        if state.form is None:
            return client.get(path, headers={"Accept": "text/html"})
        return client.post(path, data={**state.form, "csrf_token": form_text(client.get(path).text)})

    return {state.name: answer(state) for state in STATES}


def test_each_state_is_there(sent: dict[str, TestResponse]) -> None:
    assert {name: answer.status_code for name, answer in sent.items()} == {
        state.name: state.status for state in STATES
    }


@pytest.mark.parametrize("name", [state.name for state in STATES])
def test_what_is_sent_is_valid(sent: dict[str, TestResponse], name: str) -> None:
    text = sent[name].text
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), "an id stands there twice"
    for attribute in ("for", "aria-describedby", "aria-labelledby", "form", "aria-controls"):
        named = [element.get(attribute) for element in tree.iter() if element.get(attribute)]
        assert {part for value in named for part in value.split()} <= set(ids), attribute
    anchors = [element.get("href", "") for element in tree.iter("a")]
    assert {each[1:] for each in anchors if each.startswith("#")} <= set(ids)
    levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", [state.name for state in STATES])
def test_what_is_sent_is_small_and_needs_nothing_from_elsewhere(
    sent: dict[str, TestResponse], name: str
) -> None:
    answer = sent[name]
    assert len(gzip.compress(answer.data)) < MOST_BYTES
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", answer.text)
    loaded = re.findall(r'<(?:link|img|source|iframe|image|use)[^>]*(?:href|src)="([^"]*)"', answer.text)
    assert {each.partition("?")[0] for each in loaded} == {"/assets/icon.svg", "/assets/pages.css"}
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "unsafe" not in policy
