"""Where a meeting is held, and where it must not be: in the homes that it is about."""

from directory.rules.venues.compare import Venue, may_be, may_be_called
from directory.rules.venues.homes import Home, home_of
from directory.rules.venues.spoken import speaks_of_a_home

__all__ = ["Home", "Venue", "home_of", "may_be", "may_be_called", "speaks_of_a_home"]
