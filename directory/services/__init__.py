"""Use cases: one function, one transaction each, returning what this reader may know."""
