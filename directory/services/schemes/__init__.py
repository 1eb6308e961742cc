"""Schemes: found by kind, support, place, provider or child, and shown with their contacts."""

from directory.services.schemes.finding import Found, Wanted, find_schemes
from directory.services.schemes.one import scheme

__all__ = ["Found", "Wanted", "find_schemes", "scheme"]
