"""One play: commands in, events out, views for those who look."""
