"""What all tests share: a shared machine may be slow, and that is no failure."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("upstander", deadline=None, print_blob=True)
# A machine that decides whether a change lands tries the same examples each time; elsewhere new ones are looked for.
settings.register_profile("decides", deadline=None, print_blob=True, derandomize=True)
settings.load_profile("decides" if os.environ.get("CI") else "upstander")
