"""Start-up: what `bilingual --help` and importing the parts cost.

    python -m benchmarks.startup

The tests keep `--help` under 0.3 s of processor time (tests/cli/test_startup.py).
"""

from __future__ import annotations

import sys

from benchmarks.measuring import load, measured

STATEMENTS = {
    "an empty program": "pass",
    "bilingual.cli": "import bilingual.cli",
    "bilingual.engines.argos": "import bilingual.engines.argos",
    "ctranslate2": "import ctranslate2",
    "sentencepiece": "import sentencepiece",
    "argostranslate.package": "import argostranslate.package",
}


def main() -> None:
    """Measure and print."""
    print(load())
    for name, statement in STATEMENTS.items():
        runs = [measured([sys.executable, "-c", statement]) for _ in range(5)]
        print(f"{name:<28} {min(run.cpu for run in runs):.3f} s CPU")
    runs = [measured([sys.executable, "-m", "bilingual", "--help"]) for _ in range(5)]
    print(f"{'bilingual --help':<28} {min(run.cpu for run in runs):.3f} s CPU")


if __name__ == "__main__":
    main()
