"""Upstander: practise the moment when something is off and you could do something about it."""
