"""The rule catalogue: one rule a module, whose docstring is its page and whose examples are its tests."""
