"""All benchmarks, in some minutes: `make bench`, or `python -m benchmarks`."""

from __future__ import annotations

import subprocess
import sys

RUNS = (
    ("startup",),
    ("engine", "--sentences", "256", "--rounds", "2", "--peer-sentences", "32"),
    ("linear", "--counts", "100,1000,5000"),
    ("linear", "--counts", "2000,20000", "--engine", "identity"),
    ("terminology",),
    ("alignment", "1000", "10000"),
    ("segmenting",),
    ("review",),
)

for name, *arguments in RUNS:
    print(f"\n== {name} {' '.join(arguments)}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *arguments], check=True)
