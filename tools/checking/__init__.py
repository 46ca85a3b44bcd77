"""Checking scenarios beyond what would stop a play: rules, thresholds, word lists, waivers."""
