"""Measures the service on invented directories: how often it answers rightly, how fast, and at what cost.

Nothing here knows how the service matches addresses. Questions carry labels that are worked out from the
directory alone, so that another matcher can be measured with the same files.
"""
