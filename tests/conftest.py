"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes says what else the machine does, and no test is timed.
settings.register_profile("saraban", deadline=None)
settings.load_profile("saraban")
