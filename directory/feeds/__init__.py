"""What leaves the service as a file: a meeting plan's list for calendars, address books, sheets and mail.

Each is made of named parts of a plan, so that whatever else a plan comes to hold stays behind: no address is
in any, and nothing of who must not come. Whom a meeting is about is in sheets and mail by their labels, and
not in calendars and address books, which many people see. A file holds one list.
"""

from directory.feeds.calendars import as_calendar
from directory.feeds.cards import as_cards
from directory.feeds.gaps import gaps_as_csv, gaps_as_xlsx
from directory.feeds.lists import the_list
from directory.feeds.mail import as_text
from directory.feeds.sheets import as_csv

__all__ = ["as_calendar", "as_cards", "as_csv", "as_text", "the_list", "gaps_as_csv", "gaps_as_xlsx"]
