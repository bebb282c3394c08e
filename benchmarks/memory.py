"""Memory is flat: ten thousand sentences need little more than a hundred.

    python -m benchmarks.memory [--model MODEL] [--counts 100,1000,10000]

Prints the peak of a process that translates that many sentences through the translate stage, and
the growth per further sentence (its results are kept: about 2 KB each).
"""

from __future__ import annotations

import argparse

from benchmarks.measuring import load, sentences, worker


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--counts", default="100,1000,10000")
    options = parser.parse_args()
    print(load())
    first: tuple[int, float] | None = None
    for count in map(int, options.counts.split(",")):
        one = worker("pipeline", {"model": options.model, "sentences": sentences(count)})
        first = first or (count, one.peak)
        growth = (one.peak - first[1]) * 1024 / max(count - first[0], 1)
        print(
            f"{count:7d} sentences: peak {one.peak:6.0f} MB, {one.peak / first[1]:.2f} times the "
            f"first; {growth:.1f} KB per further sentence",
            flush=True,
        )


if __name__ == "__main__":
    main()
