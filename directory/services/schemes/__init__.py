"""Schemes: found by kind, support, place, provider or child, and shown with their contacts."""

from directory.services.schemes.finding import Found, Wanted, find_schemes
from directory.services.schemes.near import place_of
from directory.services.schemes.one import scheme
from directory.services.schemes.positions import Spot, positions

__all__ = ["Found", "Spot", "Wanted", "find_schemes", "place_of", "positions", "scheme"]
