"""French copy to a reviewed English edition, offline."""

from __future__ import annotations

__version__ = "0.1.0"
