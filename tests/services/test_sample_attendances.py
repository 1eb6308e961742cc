"""What the demo shows of who came: figures, and small numbers withheld."""

from datetime import date

import pytest
from flask import Flask

from directory import demo
from directory.rules.permissions import Reader, Role
from directory.services import authorities
from directory.services.engagement import Wanted, find_engagement

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.mark.parametrize("today", [date(2026, 11, 25), date(2027, 5, 2), date(2028, 2, 29)])
def test_the_demo_shows_figures_and_what_is_withheld(app: Flask, in_app: Flask, today: date) -> None:
    authorities.align()
    demo.load_sample(today)
    found = find_engagement(Wanted(), Reader(Role.COMMISSIONER, "token:demo"), today)
    by_name = {each["provider"]["name"]: each for each in found}
    assert [*by_name] == ["Brindlestock Homes", "Brindlestoke Homes", "Grenvholme Housing Group"]
    often, seldom = by_name["Brindlestoke Homes"], by_name["Brindlestock Homes"]
    last = [each for each in often["periods"] if each["first_day"].year < today.year]
    assert len(last) >= 3
    assert {row["meeting_type"] for row in often["by_meeting_type"][0]["rows"]} == {"icpc", "core-group"}
    assert len(often["by_role"]) == 1
    assert "-" in seldom["periods"][0]["period"][8:]
    assert seldom["by_role"] == seldom["by_meeting_type"] == []
    declined = by_name["Grenvholme Housing Group"]["whole"]["outcomes"]["declined_capacity"]
    assert declined["rate"] > 0.5
