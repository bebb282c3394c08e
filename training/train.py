"""`python -m training.train DATA RUN --until 15:50`: time-budgeted training that can be killed.

Several one-threaded workers take micro-batches from a shared counter until the step is full, so
that a core slowed down by other work holds nobody up; gradients are summed over gloo. Hidden
matrices learn by Muon, all else by AdamW. The rate warms up, stays, and falls linearly in the
last minutes, while the mixture turns to news. `RUN/last.pt` is written every few minutes and
resumed from; `RUN/stable.pt` is kept from before the fall, to go on from at another time.
"""

from __future__ import annotations

import argparse
import os
import signal
from pathlib import Path

import sentencepiece
import torch.multiprocessing as mp

from training.settings import MALLOC, Settings, Shape, clock_time
from training.worker import work


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--until", type=clock_time, required=True, help="HH:MM or +MINUTES")
    parser.add_argument("--decay", type=float, default=30, help="minutes of falling rate")
    parser.add_argument("--width", type=int, default=288)
    parser.add_argument("--heads", type=int, default=6)
    parser.add_argument("--inner", type=int, default=1152)
    parser.add_argument("--encoder", type=int, default=6)
    parser.add_argument("--decoder", type=int, default=2)
    for name, default in (
        ("muon", 0.02),
        ("adam", 2e-3),
        ("dropout", 0.1),
        ("guidance", 0.1),
        ("terms", 0.09),
        ("sampling", 0.5),
    ):
        parser.add_argument(f"--{name}", type=float, default=default)
    for name, default in (
        ("workers", 2),
        ("micro", 1000),
        ("micros", 10),
        ("warm", 200),
        ("steps", 0),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--log-every", type=int, default=50)
    parser.add_argument("--init-from", type=Path, dest="init")
    options = vars(parser.parse_args())
    tokens = sentencepiece.SentencePieceProcessor()
    tokens.load(str(options["data"] / "sentencepiece.model"))
    sizes = {n: options.pop(n) for n in ("width", "heads", "inner", "encoder", "decoder")}
    settings = Settings(shape=Shape(vocabulary=len(tokens), **sizes), **options)
    settings.run.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8000")
    os.environ.setdefault("GLIBC_TUNABLES", MALLOC)
    counter = mp.get_context("spawn").Value("q", 0)
    port = 20000 + os.getpid() % 20000
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the workers save and end
    mp.spawn(work, args=(settings, counter, port), nprocs=settings.workers)


if __name__ == "__main__":
    main()
