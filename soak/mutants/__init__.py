"""Small faults put into the code on purpose, one at a time: do the tests notice each?

`make mutants` tries them all; docs/mutation.md keeps the figures, and says of each that nobody could notice
why that is so.
"""
