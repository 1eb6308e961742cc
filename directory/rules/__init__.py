"""Decisions and words: plain values in, plain values out; no web, no database, no clock."""
