"""The author's commands, one a module; each has a `command` that the command line runs."""
