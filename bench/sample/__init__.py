"""The invented directory in data/sample: real postcodes, and nothing else that is real."""
