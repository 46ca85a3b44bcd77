"""How fast the program is, shown as a ratio to something that was measured in the same run."""
