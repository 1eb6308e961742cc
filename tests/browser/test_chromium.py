"""The pages in a real browser: by mouse, by keyboard, without JavaScript, narrow, magnified, for anyone."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Response
from playwright.sync_api import Browser, Page, expect

from directory.api.access import needs
from directory.errors import NotFound, TooMany, Unavailable
from directory.rules.permissions import Permission
from tests.browser.conftest import Site
from tests.browser.states import CHOICE, FOUND, STATES, State

#: Rules of the Web Content Accessibility Guidelines that a program can check, and axe's own advice.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = Axe()
NARROW = {"viewport": {"width": 320, "height": 568}}
WIDE = {"viewport": {"width": 1280, "height": 1024}}
#: What is left of a wide screen at 400 %, in the pixels of a page: as narrow as a small telephone, and lower.
MAGNIFIED = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}


@contextmanager
def opened(chromium: Browser, **options: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page of a browser nobody has used, and what goes wrong in it: errors, and requests to elsewhere."""
    context, wrong = chromium.new_context(**options), []
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda said: _note(wrong, said.type, said.text))
    page.on("request", lambda asked: _note_request(wrong, asked.url))
    yield page, wrong
    context.close()


def _note(wrong: list[str], kind: str, text: str) -> None:
    # A page that says that something is wrong has the status that says so, too; Chromium tells of that.
    if kind in ("error", "warning") and not text.startswith("Failed to load resource: the server responded"):
        wrong.append(f"{kind}: {text}")


def _note_request(wrong: list[str], url: str) -> None:
    if urlsplit(url).hostname != "127.0.0.1":
        wrong.append(f"request to elsewhere: {url}")


def sign_in(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/sign-in")
    page.click("button[value=practitioner]")


def come_to(page: Page, site: Site, state: State) -> None:
    """Open a state as somebody would: its page, or its form filled in and sent."""
    answer = page.goto(site.address + site.path(state))
    assert answer is not None
    if state.form is not None:
        for name, value in state.form.items():
            box = page.locator(f"main form [name={name}]")
            if not box.is_visible():
                page.locator("main form summary").click()
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        with page.expect_response(lambda got: got.request.method == "POST") as sent:
            page.locator("main form .govuk-button").first.click()
        answer = sent.value
        page.wait_for_load_state()
    assert answer.status == state.status, state.name


@pytest.mark.parametrize("options", [WIDE, MAGNIFIED], ids=["wide", "at 400 %"])
@pytest.mark.parametrize("signed_in", [True, False], ids=["signed in", "signed out"])
def test_nobody_is_shut_out_of_any_page_in_any_state(
    site: Site, chromium: Browser, options: dict[str, Any], *, signed_in: bool
) -> None:
    faults: list[str] = []
    with opened(chromium, **options) as (page, wrong):
        if signed_in:
            sign_in(page, site)
        for state in (each for each in STATES if each.signed_in is signed_in):
            come_to(page, site, state)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                faults.append(f"{state.name}: runs off the screen")
            if options is WIDE:
                faults += [f"{state.name}: {each}" for each in _faults(page)]
        assert wrong == []
    assert faults == []


def _faults(page: Page) -> list[str]:
    """What axe finds wrong with a page."""
    found: Any = _AXE.run(page, options={"runOnly": {"type": "tag", "values": _RULES}})
    return [f"{each['id']}: {each['nodes']}" for each in found.response["violations"]]


def test_the_jobs_are_done_by_mouse_without_javascript(site: Site, chromium: Browser) -> None:
    with opened(chromium, java_script_enabled=False, **WIDE) as (page, wrong):
        page.goto(site.address)
        page.click("text=Sign in")
        page.click("button[value=practitioner]")
        # Whom to ring at an address, picked out of several.
        page.click("nav >> text=Look up an address")
        page.fill("#address", CHOICE)
        page.click("text=Look up >> nth=-1")
        expect(page.locator("h1")).to_have_text("Which address is it?")
        offered = page.locator(".app-choice__button").all_inner_texts()
        assert [text.partition(",")[0] for text in offered] == [f"Flat {n}" for n in range(1, 11)]
        page.click("button:has-text('Flat 7,')")
        expect(page.locator(".app-address")).to_contain_text("Flat 7, Sprocket House")
        # What kind of place that is.
        page.click("main a[href^='/types/']")
        expect(page.locator("h2", has_text="Questions to ask")).to_be_visible()
        page.click("text=Compare with another type")
        page.select_option("#type-2", "da-refuge")
        page.click("main button")
        assert page.locator("thead th").count() == 2
        # What fits near somewhere, on the map and side by side.
        page.click("nav >> text=Find accommodation")
        page.fill("#near", "CM1 1AA")
        page.click("main button.govuk-button")
        page.click(".app-map__dot >> nth=0")
        assert page.url.rpartition("#")[2].startswith("scheme-")
        for number in (1, 2, 3):
            page.check(f"#compare-{number}")
        page.click("#compare button")
        assert page.locator("thead th").count() == 3
        page.click("thead a >> nth=0")
        expect(page.locator("h2", has_text="Ring now")).to_be_visible()
        page.click("text=Sign out")
        expect(page.locator("text=Sign in >> nth=0")).to_be_visible()
        assert wrong == []


def test_the_jobs_are_done_by_keyboard_alone(site: Site, chromium: Browser) -> None:
    with opened(chromium, **WIDE) as (page, wrong):
        page.goto(f"{site.address}/sign-in")
        page.keyboard.press("Tab")
        assert _focused(page, ".govuk-skip-link")
        page.keyboard.press("Enter")
        _tab_to(page, "button[value=practitioner]")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site.address}/")
        _tab_to(page, "nav a[href='/look-up']")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site.address}/look-up")
        _tab_to(page, "#address")
        page.keyboard.type(FOUND)
        _tab_to(page, "main .govuk-button")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(re.compile("ing now|Nobody to ring now"))
        _tab_to(page, "main a[href^='/types/']")
        page.keyboard.press("Enter")
        expect(page.locator("h2", has_text="In short")).to_be_visible()
        _tab_to(page, "nav a[href='/find-accommodation']")
        page.keyboard.press("Enter")
        _tab_to(page, "#near")
        page.keyboard.type("CM1 1AA")
        page.keyboard.press("Enter")
        _tab_to(page, ".app-map__dot")
        _tab_to(page, "#compare-1")
        page.keyboard.press("Space")
        _tab_to(page, "#compare button")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Schemes side by side")
        _tab_to(page, ".app-account button")
        page.keyboard.press("Enter")
        expect(page.locator("text=Sign in >> nth=0")).to_be_visible()
        assert wrong == []


def _focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def _tab_to(page: Page, selector: str) -> None:
    """Go on by the tab key to something, which then is seen, and seen to be where one is."""
    page.locator(selector).first.wait_for()
    for _ in range(120):
        page.keyboard.press("Tab")
        if _focused(page, selector):
            break
    else:
        raise AssertionError(f"{selector} cannot be reached by keyboard")
    looks = page.evaluate(
        "() => { const here = document.activeElement, dot = here.querySelector('circle') || here;"
        " const now = JSON.stringify(getComputedStyle(dot)); here.blur();"
        " const then = JSON.stringify(getComputedStyle(dot)); here.focus(); return now !== then; }"
    )
    assert looks, f"{selector} does not show that it has the focus"


def test_what_goes_wrong_is_first_in_focus_and_leads_to_its_field(site: Site, chromium: Browser) -> None:
    with opened(chromium, **WIDE) as (page, wrong):
        sign_in(page, site)
        page.goto(f"{site.address}/look-up")
        page.click("main .govuk-button")
        assert _focused(page, ".govuk-error-summary")
        page.click(".govuk-error-summary a")
        assert _focused(page, "#address")
        assert wrong == []


def test_an_answer_is_in_no_history_and_gone_when_one_comes_back(site: Site, chromium: Browser) -> None:
    with opened(chromium, **WIDE) as (page, _):
        sign_in(page, site)
        page.goto(f"{site.address}/look-up")
        page.fill("#address", FOUND)
        page.click("main .govuk-button")
        expect(page.locator(".app-address")).to_contain_text("Flat 3")
        assert page.url == f"{site.address}/look-up"
        assert "Sprocket" not in page.title()
        page.click("text=Sign out")
        page.wait_for_url(f"{site.address}/")
        page.goto(f"{site.address}/look-up")
        expect(page.locator("h1")).to_have_text("Sign in to the demonstration")


def test_a_form_left_open_until_the_session_ended_says_so(site: Site, chromium: Browser) -> None:
    with opened(chromium, **NARROW) as (page, wrong):
        sign_in(page, site)
        page.goto(f"{site.address}/look-up")
        page.fill("#address", FOUND)
        page.context.clear_cookies()
        page.click("main .govuk-button")
        expect(page.locator("h1")).to_have_text("You have been signed out")
        page.click("main .govuk-button")
        page.click("button[value=practitioner]")
        page.wait_for_url(f"{site.address}/look-up")
        page.evaluate("document.querySelector('main [name=csrf_token]').value = 'another'")
        page.fill("#address", FOUND)
        page.click("main .govuk-button")
        expect(page.locator("h1")).to_have_text("This page had been open for too long")
        assert wrong == []


def _failing(fault: Exception) -> Callable[[], Response]:
    @needs(Permission.READ_REFERENCE)
    def fail() -> Response:
        raise fault

    return fail


@needs(Permission.ADMINISTER)
def _closed() -> Response:
    return Response("closed")


#: What may go wrong with any page, and what its page then says.
FAULTS = {
    "Your role does not allow this": _closed,
    "There is no such page": _failing(NotFound("There is none.")),
    "That was too much in a short time": _failing(TooMany("Ask again in 7 seconds.", 7)),
    "Something went wrong here": _failing(RuntimeError("12 Kirkgate")),
    "The directory cannot be reached just now": _failing(Unavailable("It is being restarted.")),
}


def test_nobody_is_shut_out_when_something_goes_wrong(
    site: Site, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(chromium, **WIDE) as (page, wrong):
        sign_in(page, site)
        for heading, view in FAULTS.items():
            monkeypatch.setitem(site.app.view_functions, "look_up.form", view)
            page.goto(f"{site.address}/look-up")
            expect(page.locator("h1")).to_have_text(heading)
            assert _faults(page) == []
        assert wrong == []
