"""What all tests share: a shared machine may be slow, and that is no failure."""

from __future__ import annotations

import gc
import os
import sys

from hypothesis import settings

settings.register_profile("upstander", deadline=None, print_blob=True)
# A machine that decides whether a change lands tries the same examples each time; elsewhere new ones are looked for.
settings.register_profile("decides", deadline=None, print_blob=True, derandomize=True)
settings.load_profile("decides" if os.environ.get("CI") else "upstander")

# Some hundred programs are started and two or more processes read all tests: without what Python compiles at the first
# of them, each start takes three times as long.  Whoever wants none of it kept beside the modules sets
# PYTHONPYCACHEPREFIX.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Scenarios are large and few of their objects are garbage: looking for it after every 700 of them took a third of the
# time of all tests.  After this many it takes next to nothing, and what is kept until then is some tens of megabytes.
OBJECTS = 200_000
gc.set_threshold(OBJECTS, 10, 10)


def pytest_collection_finish() -> None:
    """Thousands of collected tests stay to the end: nothing looks at them again."""
    gc.collect()
    gc.freeze()
