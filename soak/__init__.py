"""Long trials of what must never happen: the same checks as in the tests, many times over.

`make soak` runs them all; docs/operations.md keeps the figures.
"""
