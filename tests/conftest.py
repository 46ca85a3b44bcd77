"""What all tests share: a shared machine may be slow, and that is no failure."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("upstander", deadline=None, print_blob=True)
settings.load_profile("upstander")
