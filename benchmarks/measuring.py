"""Runs a job in a process of its own and reads off time, processor time and peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent


@dataclass(frozen=True, slots=True)
class Measured:
    """What a process took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Processor seconds, of all threads."""
    peak: float
    """Greatest resident memory, MB."""
    answer: Any
    """What it wrote to stdout, parsed; None if that is not JSON."""


def measured(
    arguments: Sequence[str], job: Any = None, environment: dict[str, str] | None = None
) -> Measured:
    """Run a command with `job` as JSON on its stdin; `SystemExit` with its stderr if it fails."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as source, tempfile.TemporaryFile("w+") as sink:
        json.dump(job, source)
        source.seek(0)
        with tempfile.TemporaryFile("w+") as log:
            process = subprocess.Popen(
                arguments,
                stdin=source,
                stdout=sink,
                stderr=log,
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                log.seek(0)
                raise SystemExit(f"{' '.join(arguments)} failed:\n{log.read()}")
        wall = time.perf_counter() - started
        sink.seek(0)
        try:
            answer = json.loads(sink.read())
        except ValueError:
            answer = None
    return Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, answer)


def worker(name: str, job: Any) -> Measured:
    """Run a job of `benchmarks.workers`."""
    return measured([sys.executable, "-m", "benchmarks.workers", name], job)


def sentences(count: int) -> list[str]:
    """Return that many different French news sentences.

    Beyond the 600 of `sentences.fr.txt` they are numbered, so that none is known already.
    """
    known = (HERE / "sentences.fr.txt").read_text(encoding="utf-8").splitlines()
    rounds = -(-count // len(known))
    return [text if turn == 0 else f"{turn} : {text}" for turn in range(rounds) for text in known][
        :count
    ]


def words(texts: Sequence[str]) -> int:
    """Count the words of the texts, cut at white space."""
    return sum(len(text.split()) for text in texts)


def load() -> str:
    """Say how busy the machine is, since figures depend on it."""
    return f"load average {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores"
