"""A window on a scenario while it is written: each time its file is saved, the same moment is shown again."""
