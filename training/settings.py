"""What a training run is made with: sizes, rates, mixture, clock. Needs no torch."""

from __future__ import annotations

import datetime
import time
from dataclasses import asdict, dataclass
from pathlib import Path

STABLE = {"newsroom": 0.23, "news": 0.24, "tatoeba": 0.20, "prose": 0.18, "law": 0.11, "docs": 0.04}
DECAY = {"newsroom": 0.30, "news": 0.28, "tatoeba": 0.16, "prose": 0.16, "law": 0.07, "docs": 0.03}
"""Shares of target tokens, before and during the fall of the rate."""
MALLOC = ":".join(
    f"glibc.malloc.{name}={value}"
    for name, value in {
        "hugetlb": 1,
        "mmap_threshold": 4_000_000_000,
        "trim_threshold": 8_000_000_000,
        "top_pad": 200_000_000,
    }.items()
)
"""Keep freed arrays in the process: without it a quarter of a step goes into page faults."""
SAVE_EVERY = 300
"""Seconds between checkpoints."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network."""

    vocabulary: int = 8000
    """Pieces of the joint vocabulary."""
    width: int = 256
    """Model dimension D."""
    heads: int = 4
    """Attention heads per layer."""
    inner: int = 1024
    """Width of the feed-forward layers."""
    encoder: int = 6
    """Encoder layers."""
    decoder: int = 2
    """Decoder layers."""

    def as_dict(self) -> dict[str, int]:
        """Plain mapping for the checkpoint."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made with."""

    data: Path
    """Folder written by `training.prepare`."""
    run: Path
    """Folder of checkpoints and the log."""
    until: float
    """Unix time at which the run ends."""
    decay: float
    """Minutes of falling rate before the end."""
    shape: Shape
    """Sizes of the network."""
    workers: int = 2
    """Processes of one thread each."""
    micro: int = 1000
    """Padded target tokens in a micro-batch."""
    micros: int = 10
    """Micro-batches in a step."""
    muon: float = 0.02
    """Peak rate of Muon; 0 leaves everything to AdamW."""
    adam: float = 2e-3
    """Peak rate of AdamW."""
    warm: int = 200
    """Steps of warm-up."""
    dropout: float = 0.1
    """Dropout rate."""
    smoothing: float = 0.1
    """Label smoothing."""
    guidance: float = 0.1
    """Weight of the alignment loss."""
    terms: float = 0.09
    """Share of aligned pairs that carry inline terms."""
    sampling: float = 0.5
    """Share of sources cut into pieces at random."""
    steps: int = 0
    """Steps after which the run ends even before its time; 0: none."""
    log_every: int = 50
    """Steps between lines of the log; every second one has the development losses."""
    init: Path | None = None
    """Checkpoint whose weights a new run starts from."""


def rate_factor(step: int, first: int, left: float, settings: Settings) -> float:
    """Warm-up, stable, linear fall to 2 %: `left` is in seconds."""
    warm = min(1.0, (step - first + 1) / settings.warm)
    return warm * min(1.0, max(0.02, left / (60 * settings.decay)))


def clock_time(text: str) -> float:
    """Unix time of the next `HH:MM`, or of `+MINUTES` from now."""
    if text.startswith("+"):
        return time.time() + 60 * float(text[1:])
    now = datetime.datetime.now()
    hour, minute = map(int, text.split(":"))
    end = now.replace(hour=hour, minute=minute, second=0)
    return (end if end > now else end + datetime.timedelta(days=1)).timestamp()
