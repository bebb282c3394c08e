"""Property tests try the same cases in continuous integration each time, and new ones elsewhere.

So that a change is judged by what it changed; what a new case finds at a desk becomes an example.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
