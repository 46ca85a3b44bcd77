"""The map of a scenario: what a play can come to, what it cannot, and how often it does."""
