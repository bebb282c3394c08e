"""The jobs that benchmarks run in processes of their own: JSON in, JSON out.

echo '{"model": "embedded", "sentences": ["Oui."]}' | python -m benchmarks.workers raw
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

Job = dict[str, Any]


def raw(job: Job) -> Job:
    """The limit: `translate_batch` alone, on sorted pieces, best threads, nothing read back.

    `batch`: its options on batches; 32 sentences each if there are none.
    """
    from bilingual.engines.argos import ArgosEngine

    engine = ArgosEngine(job["model"], threads=job.get("threads", 0))
    opening = time.perf_counter()
    translator, subwords = engine._open()
    opened = time.perf_counter() - opening
    pieces = sorted((subwords.encode(text) for text in job["sentences"]), key=len, reverse=True)
    translator.translate_batch(pieces[-4:], beam_size=4)
    started, cpu = time.perf_counter(), time.process_time()
    batch = job.get("batch") or {"max_batch_size": 32}
    translator.translate_batch(
        pieces, beam_size=4, length_penalty=0.2, replace_unknowns=True, **batch
    )
    return _result(started, cpu, opened)


def engine(job: Job) -> Job:
    """`ArgosEngine.translate`: pieces cut, batches made, texts and scores read back."""
    from bilingual.engines.argos import ArgosEngine
    from bilingual.model.ports import Decoding

    made = ArgosEngine(job["model"], threads=job.get("threads", 0))
    opening = time.perf_counter()
    made.info()
    opened = time.perf_counter() - opening
    made.translate(job["sentences"][-4:], Decoding())
    started, cpu = time.perf_counter(), time.process_time()
    made.translate(job["sentences"], Decoding(hypotheses=job.get("hypotheses", 1)))
    return _result(started, cpu, opened)


def pipeline(job: Job) -> Job:
    """`pipeline.translate` on sentences: drafts, guards, second attempts, and the cache."""
    from bilingual.engines.argos import ArgosEngine
    from bilingual.engines.cached import CachedEngine, SentenceCache
    from bilingual.model.document import Block, BlockKind, Document, Source
    from bilingual.model.segment import Segment, Segmentation
    from bilingual.model.span import Span
    from bilingual.pipeline.translate import translate

    blocks = tuple(
        Block(str(n), BlockKind.PARAGRAPH, text, n) for n, text in enumerate(job["sentences"], 1)
    )
    segments = tuple(Segment(b.id, b.id, Span(0, len(b.text)), b.text) for b in blocks)
    document = Document(Source("-", "text/plain", ""), "fr", "", blocks)
    inner = ArgosEngine(job["model"], threads=job.get("threads", 0))
    cache = SentenceCache(Path(job["cache"])) if "cache" in job else None
    wrapped = CachedEngine(inner, cache) if cache is not None else inner
    opening = time.perf_counter()
    wrapped.info()
    opened = time.perf_counter() - opening
    started, cpu = time.perf_counter(), time.process_time()
    translate([Segmentation(document, segments)], wrapped)
    if cache is not None:
        cache.close()
    return _result(started, cpu, opened)


def _result(started: float, cpu: float, opened: float) -> Job:
    """Return the times of a job: its own, and what opening the model took before."""
    return {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu,
        "opened": opened,
    }


if __name__ == "__main__":
    jobs = {"raw": raw, "engine": engine, "pipeline": pipeline}
    json.dump(jobs[sys.argv[1]](json.load(sys.stdin)), sys.stdout)
