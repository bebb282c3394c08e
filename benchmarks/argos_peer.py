"""argostranslate's own translation of paragraphs, measured: run by a Python that has all of it.

Reads `{"package": folder, "paragraphs": [[sentence, ...], ...], "threads": n}` from stdin, writes
`{"seconds", "cpu", "peak_mb", "translations"}` to stdout. Imports nothing of this project.

Its sentence splitter fetches a model from the network on first use; here it is given the sentences
(which costs it nothing), so that the figures are those of its translation alone.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

SEPARATOR = " \N{SYMBOL FOR RECORD SEPARATOR} "


class Given:
    """A sentence splitter that knows where the sentences end."""

    def split_sentences(self, text: str) -> list[str]:
        """Return the sentences of a paragraph."""
        return text.split(SEPARATOR)


def main() -> None:
    """Translate what stdin asks for."""
    job = json.load(sys.stdin)
    home = tempfile.TemporaryDirectory()
    os.environ["HOME"] = home.name
    os.environ["ARGOS_PACKAGES_DIR"] = str(Path(home.name) / "packages")
    os.environ["ARGOS_INTRA_THREADS"] = str(job.get("threads", 0))
    from argostranslate import package, translate

    translation = translate.PackageTranslation(
        translate.Language("fr", "French"),
        translate.Language("en", "English"),
        package.Package(Path(job["package"])),
    )
    translation.sentencizer = Given()
    paragraphs = [SEPARATOR.join(sentences) for sentences in job["paragraphs"]]
    translation.hypotheses(paragraphs[0], num_hypotheses=1)
    started, cpu = time.perf_counter(), time.process_time()
    translations = [translation.hypotheses(one, num_hypotheses=1)[0].value for one in paragraphs]
    answer = {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "translations": translations,
    }
    home.cleanup()
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
