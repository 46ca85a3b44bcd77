"""Tools around the game: setting up, and the author's bench."""
