"""Screens of a room: what the projector shows, and what its facilitator sees."""
