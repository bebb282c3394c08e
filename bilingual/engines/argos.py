"""Argos packages driven through CTranslate2.

Decoding settings are argostranslate's (beam 4, length penalty 0.2, unknown words replaced), so that
a single sentence gets the translation that argostranslate gives; the batching is not: sentences
are sorted by length and sent at most 32 at a time to one worker per core, 13 times as fast or more
(docs/decisions/0004-argos-packages-through-ctranslate2.md).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from threading import Lock, Thread
from typing import Any

from bilingual.engines import packages
from bilingual.engines.clauses import split_to_fit
from bilingual.engines.merging import joined
from bilingual.engines.subwords import Subwords
from bilingual.errors import ModelError
from bilingual.model.ports import Decoding
from bilingual.model.span import Span
from bilingual.model.unit import Attention, EngineInfo, Hypothesis
from bilingual.text.inline_terms import MARKS

BATCH = 32
"""Sentences per batch; larger ones gain nothing on CPU and cost memory."""
PIECES = 512
"""Source pieces per batch on CPU, padding included. What a batch needs in memory grows with its
pieces, and larger ones were slower besides (decision 0004)."""
MAX_TOKENS = 160
"""Source pieces beyond which a sentence is split, unless the model card says `max_tokens`.

CTranslate2 stops after 256 target pieces and cuts sources at 1,024 without a word; models
trained on sentences go astray long before.
"""
MAX_DECODED = 256
"""Target pieces at most, CTranslate2's (and so argostranslate's) default."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a text that is decoded by itself."""

    text_index: int
    text: str
    span: Span
    """Its place in the text."""
    count: int
    """How many parts the text has."""


class ArgosEngine:
    """Translates with an Argos package; opens it when first needed."""

    name = "argos"

    def __init__(self, model: str = "", *, threads: int = 0, device: str = "auto") -> None:
        """Choose the package (see `packages.resolve`), without opening its weights.

        Args:
            model: file, folder or name; empty for the best one there is.
            threads: sentences translated at the same time; 0: one per usable core.
            device: `auto`, `cpu` or `cuda`.

        Raises:
            ModelError: no usable package.
        """
        self.package = packages.resolve(model)
        self.threads = threads or usable_cores()
        self._wanted_device = device
        self._opened: tuple[Any, Subwords] | None = None
        self._opening = Lock()

    @property
    def identity(self) -> str:
        """Say which model on which device, without opening it; decides what a cache may reuse."""
        return f"argos {self.package.sha256} {self._wanted_device}"

    @property
    def supports_inline_terms(self) -> bool:
        """Whether the model was trained with `<t> source <tt> target </t>` in its sources."""
        wanted = bool(self.package.card.get("inline_terms"))
        return wanted and all(self._open()[1].knows(mark) for mark in MARKS)

    def open_ahead(self) -> None:
        """Open the model in a thread, while others read articles; its errors show at first use."""

        def open_quietly() -> None:
            with suppress(ModelError):
                self._open()

        Thread(target=open_quietly, name="open the model").start()

    def info(self) -> EngineInfo:
        """Say what translates, with the device and compute type actually used."""
        translator, _ = self._open()
        return EngineInfo(
            name=self.name,
            model=self.package.name,
            version=self.package.metadata.version,
            sha256=self.package.sha256,
            device=translator.device,
            compute_type=translator.compute_type,
            figures=self.package.figures,
        )

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        """Return the hypotheses of each text, best first."""
        found: list[tuple[Hypothesis, ...]] = [()] * len(texts)
        for index, hypotheses in self.stream(texts, decoding):
            found[index] = hypotheses
        return found

    def stream(
        self, texts: Sequence[str], decoding: Decoding
    ) -> Iterator[tuple[int, tuple[Hypothesis, ...]]]:
        """Yield (index of the text, its hypotheses), longest texts first, as batches finish.

        At most three batches per worker are in memory, however many texts there are.
        """
        translator, subwords = self._open()
        options = self._options(decoding)
        unfinished: dict[int, list[tuple[_Part, tuple[Hypothesis, ...]]]] = {}
        flying: deque[tuple[list[tuple[_Part, list[str]]], list[Any]]] = deque()
        for batch in self._batches(texts, subwords):
            tokens = [pieces for _, pieces in batch]
            prefix = self.package.metadata.target_prefix
            if prefix:
                options["target_prefix"] = [[prefix]] * len(tokens)
            flying.append((batch, translator.translate_batch(tokens, **options)))
            if len(flying) > 2 * self.threads:
                yield from self._land(texts, flying.popleft(), decoding, unfinished)
        while flying:
            yield from self._land(texts, flying.popleft(), decoding, unfinished)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the mean log-probability per token (end token included) of each pair."""
        translator, subwords = self._open()
        scores = [0.0] * len(pairs)
        order = sorted(range(len(pairs)), key=lambda index: -sum(map(len, pairs[index])))
        for start in range(0, len(order), BATCH * self.threads * 4):
            window = order[start : start + BATCH * self.threads * 4]
            results = translator.score_batch(
                [subwords.encode(pairs[index][0]) for index in window],
                [subwords.encode(pairs[index][1]) for index in window],
                max_batch_size=PIECES,
                batch_type="tokens",
            )
            for index, result in zip(window, results, strict=True):
                scores[index] = sum(result.log_probs) / max(len(result.log_probs), 1)
        return scores

    def _open(self) -> tuple[Any, Subwords]:
        """Return the translator and the subword model, opened once."""
        with self._opening:
            if self._opened is None:
                path = str(self.package.path)
                subwords = Subwords(self.package.read("sentencepiece.model"), path)
                device = actual_device(self._wanted_device)
                self._opened = _open_translator(self.package, device, self.threads), subwords
            return self._opened

    def _options(self, decoding: Decoding) -> dict[str, Any]:
        """Return the options of `translate_batch` for those settings."""
        return {
            "asynchronous": True,
            "beam_size": max(decoding.beam, decoding.hypotheses),
            "num_hypotheses": decoding.hypotheses,
            "length_penalty": decoding.length_penalty,
            "no_repeat_ngram_size": decoding.no_repeat_ngram,
            "repetition_penalty": decoding.repetition_penalty,
            "replace_unknowns": True,
            "return_scores": True,
            "return_attention": decoding.attention,
            "max_decoding_length": MAX_DECODED,
        }

    def _batches(
        self, texts: Sequence[str], subwords: Subwords
    ) -> Iterator[list[tuple[_Part, list[str]]]]:
        """Yield batches of (part, pieces) of similar length.

        Texts are sorted by characters first and cut into pieces window by window, so that the
        pieces of a long run are never all in memory; within a window the pieces count.
        """
        size = min(BATCH, max(1, -(-len(texts) // self.threads)))
        room = PIECES if self._open()[0].device == "cpu" else BATCH * MAX_TOKENS
        order = sorted(range(len(texts)), key=lambda index: (-len(texts[index]), index))
        parts = (part for index in order for part in self._parts(index, texts[index], subwords))
        while window := list(islice(parts, 8 * size)):
            cut = [(part, subwords.encode(part.text)) for part in window]
            cut.sort(key=lambda item: -len(item[1]))
            while cut:
                taken = min(size, room // max(1, len(cut[0][1]))) or 1
                yield cut[:taken]
                cut = cut[taken:]

    def _parts(self, index: int, text: str, subwords: Subwords) -> Iterator[_Part]:
        """Yield the text, or its parts where the model would not take it whole."""
        said = self.package.card.get("max_tokens")
        limit = said if isinstance(said, int) and said > 0 else MAX_TOKENS

        def fits(part: str) -> bool:
            return len(part.encode(errors="replace")) < limit or len(subwords.encode(part)) <= limit

        spans = split_to_fit(text, fits)
        if len(spans) <= 1:
            yield _Part(index, text, Span(0, len(text)), 1)
            return
        for span in spans:
            yield _Part(index, span.of(text), span, len(spans))

    def _land(
        self,
        texts: Sequence[str],
        flight: tuple[list[tuple[_Part, list[str]]], list[Any]],
        decoding: Decoding,
        unfinished: dict[int, list[tuple[_Part, tuple[Hypothesis, ...]]]],
    ) -> Iterator[tuple[int, tuple[Hypothesis, ...]]]:
        """Wait for a batch and yield the texts that it completes."""
        batch, results = flight
        for (part, pieces), pending in zip(batch, results, strict=True):
            hypotheses = self._hypotheses(part.text, pieces, pending.result(), decoding)
            if part.count == 1:
                yield part.text_index, hypotheses
                continue
            known = unfinished.setdefault(part.text_index, [])
            known.append((part, hypotheses))
            if len(known) == part.count:
                known.sort(key=lambda item: item[0].span)
                spans = [(item.span, found) for item, found in known]
                yield part.text_index, joined(texts[part.text_index], spans)
                del unfinished[part.text_index]

    def _hypotheses(
        self, text: str, pieces: Sequence[str], result: Any, decoding: Decoding
    ) -> tuple[Hypothesis, ...]:
        """Return what the engine offers for one part."""
        subwords = self._open()[1]
        attention = result.attention  # asked for once: each time it is made anew, weight by weight
        attended = attention or [None] * len(result.hypotheses)
        source = subwords.source_bounds(text, pieces) if attention else ()
        prefix = 1 if self.package.metadata.target_prefix else 0
        found = []
        for target, score, rows in zip(result.hypotheses, result.scores, attended, strict=True):
            english, looked = subwords.text(target[prefix:]), None
            if rows is not None:
                places = subwords.target_bounds(target[prefix:], english)
                kept = rows[prefix:][: len(places) // 2]
                levels = _levels(kept, len(source) // 2)
                looked = Attention(source, places[: 2 * len(kept)], levels)
            mean = _mean(score, len(target), decoding.length_penalty)
            found.append(Hypothesis(english, mean, looked))
        return tuple(found)


def usable_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def actual_device(wanted: str) -> str:
    """Return `cpu` or `cuda`.

    Raises:
        ModelError: `cuda` was asked for and there is none.
    """
    if wanted == "cpu":
        return "cpu"
    import ctranslate2

    if ctranslate2.get_cuda_device_count() > 0:
        return "cuda"
    if wanted == "cuda":
        raise ModelError("no CUDA device is usable here; run with --device cpu (or auto)")
    return "cpu"


def _open_translator(package: packages.Package, device: str, threads: int) -> Any:
    """Return the CTranslate2 translator of a package; archives are read without unpacking."""
    import ctranslate2

    options: dict[str, Any] = {
        "device": device,
        "compute_type": "int8" if device == "cpu" else "auto",
        "inter_threads": threads if device == "cpu" else 1,
        "intra_threads": 1 if device == "cpu" else 0,
    }
    if package.archive is not None:
        options["files"] = {
            name.removeprefix("model/"): package.take(name)
            for name in package.archive.members
            if name.startswith("model/")
        }
    try:
        return ctranslate2.Translator(str(package.path / "model"), **options)
    except (RuntimeError, ValueError, LookupError, MemoryError, OverflowError) as error:
        raise ModelError(
            f"{package.path}: CTranslate2 cannot open the model ({error}); install the package "
            "again, or another one, with `bilingual model install`"
        ) from error


def _mean(score: float, tokens: int, length_penalty: float) -> float:
    """Return the mean log-probability per token, end token included.

    CTranslate2 gives the sum divided by length ** length_penalty.
    """
    length = tokens + 1
    return float(score * length**length_penalty / length)


def _levels(rows: Sequence[Sequence[float]], width: int) -> bytes:
    """Return attention weights rounded down to 255ths, so that rows sum to at most 1.

    As a matrix: weight by weight this took as long as a fifth of the translation.
    """
    import numpy as np

    if not rows or not width:
        return b""
    flat = np.fromiter(chain.from_iterable(rows), np.float64, len(rows) * len(rows[0]))
    levels = (flat.reshape(len(rows), -1)[:, :width] * 255).clip(0, 255)
    return levels.astype(np.uint8).tobytes()
