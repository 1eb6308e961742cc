"""The shapes of answers, for the description of the API; tests hold the answers to them."""
