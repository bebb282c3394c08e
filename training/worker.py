"""One process of a training run: takes micro-batches, sums gradients, updates, saves, logs."""

from __future__ import annotations

import datetime
import json
import os
import random
import signal
import time
from multiprocessing.sharedctypes import Synchronized
from typing import Any

import sentencepiece
import torch
import torch.distributed as dist
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from training.alignment import Links, words
from training.augment import augment, collect_names
from training.batches import Batch, Domain, Mixture, fixed_batches, load_domains, make_batch
from training.corpus import Pair, read_pairs
from training.loss import smoothed_cross_entropy
from training.model import Transformer
from training.optimisers import Optimisers
from training.settings import DECAY, SAVE_EVERY, STABLE, Settings, rate_factor
from training.terms import collect_terms, with_terms


def token_loss(
    model: Transformer, batch: Batch, smoothing: float, guidance: float = 0.0
) -> tuple[Tensor, int]:
    """Cross-entropy summed over the target tokens, and their number.

    `guidance` weighs the cross-entropy of the alignment head against the word alignments (Garg
    et al., "Jointly Learning to Align and Translate with Transformer Models", 2019).
    """
    source, mask = torch.from_numpy(batch.source), torch.from_numpy(batch.mask)
    target_in, target_out = torch.from_numpy(batch.target_in), torch.from_numpy(batch.target_out)
    real = target_out >= 0
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states, scores = model(source, target_in, mask)
        rows, labels = states[real], target_out[real]
        spare = -len(labels) % 64  # few distinct shapes, see batches.WIDTHS
        logits = model.logits(F.pad(rows, (0, 0, 0, spare)))
    labels = F.pad(labels, (0, spare), value=-1)
    loss = smoothed_cross_entropy(logits, labels, smoothing)
    if batch.links is not None and guidance:
        chosen = torch.log_softmax(scores, -1) * torch.from_numpy(batch.links)
        loss = loss - guidance * chosen.sum()
    return loss, int(real.sum())


class Worker:
    """One process of the run."""

    def __init__(self, rank: int, settings: Settings, counter: Synchronized[int]) -> None:
        self.rank, self.settings, self.counter = rank, settings, counter
        torch.manual_seed(1)
        tokens = sentencepiece.SentencePieceProcessor()
        tokens.load(str(settings.data / "sentencepiece.model"))
        self.tokens = tokens
        self.model = Transformer(settings.shape)
        self.optimisers = Optimisers(self.model, settings, rank)
        self.step = self.seen = 0
        self.average = {k: v.clone() for k, v in self.model.state_dict().items()}
        self.resume()
        self.first = self.step
        self.model.set_dropout(settings.dropout)
        domains = load_domains(settings.data, tokens, settings.micro)
        self.names = collect_names(
            pair for name in ("news", "newsroom") if name in domains for pair in domains[name].pairs
        )
        self.mixture = Mixture(domains, seed=self.step + 17)
        sample = domains["newsroom"]
        count = min(1500, len(sample.pairs))
        links = [sample.links(i) for i in range(count)]
        self.terms = collect_terms(sample.pairs[:count], links, random.Random(3))
        self.taken = 0
        self.decaying = self.stop = self.due = False
        self.factor = self.left = self.saved = 0.0
        torch.manual_seed(1000 * rank + self.step)

    # -- checkpoints -------------------------------------------------------------------------

    def resume(self) -> None:
        """Go on from `last.pt`, or start from the weights of another checkpoint."""
        last = self.settings.run / "last.pt"
        path = last if last.exists() else self.settings.init
        if path is None:
            return
        state = torch.load(path, map_location="cpu", weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average = state["average"]
        self.seen = state["seen"]
        if path == last:
            self.step = state["step"]
            self.optimisers.adam.load_state_dict(state["adam"])
            muons = state["muon"]
            if self.optimisers.muon and len(muons) == self.settings.workers:
                self.optimisers.muon.load_state_dict(muons[self.rank])

    def save(self, name: str) -> None:
        """Write a checkpoint atomically; all workers take part."""
        muon = self.optimisers.muon.state_dict() if self.optimisers.muon else {}
        muons: list[Any] = [None] * self.settings.workers
        dist.all_gather_object(muons, muon)
        if self.rank:
            return
        state = {
            "model": self.model.state_dict(),
            "average": self.average,
            "adam": self.optimisers.adam.state_dict(),
            "muon": muons,
            "step": self.step,
            "seen": self.seen,
            "shape": self.settings.shape.as_dict(),
        }
        part = self.settings.run / f"{name}.part"
        torch.save(state, part)
        part.replace(self.settings.run / f"{name}.pt")

    def update_average(self) -> None:
        """Exponential moving average of the weights, every fourth step."""
        if self.rank or self.step % 4:
            return
        keep = min(0.99, 1 - 1 / (1 + (self.step - self.first) / 4))
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                self.average[name].lerp_(value, 1 - keep)

    # -- steps -------------------------------------------------------------------------------

    def micro_batches(self, shares: dict[str, float]) -> list[tuple[int, str, Any]]:
        """Numbers, domains and rows of this step; alike in every worker."""
        count = self.settings.micros
        return [(self.taken + i, *self.mixture.draw(shares)) for i in range(count)]

    def take(self, until: int) -> int | None:
        """The next free micro-batch below `until`."""
        with self.counter.get_lock():
            number = int(self.counter.value)
            if number >= until:
                return None
            self.counter.value = number + 1
            return number

    def train_step(self) -> dict[str, tuple[float, int]]:
        """One update; returns summed loss and tokens by domain, of this worker's part."""
        plan = self.micro_batches(DECAY if self.decaying else STABLE)
        self.model.zero_grad(set_to_none=True)
        totals: dict[str, tuple[float, int]] = {}
        tokens = 0
        until = self.taken + len(plan)
        while (number := self.take(until)) is not None:
            _, domain, rows = plan[number - self.taken]
            rng = random.Random(number * 31 + self.first)
            group = self.mixture.domains[domain]
            examples = [self.example(group, int(i), rng) for i in rows]
            pairs, links = [e[0] for e in examples], [e[1] for e in examples]
            batch = make_batch(
                self.tokens,
                pairs,
                group.widest(rows),
                links if any(links) else None,
                [rng.random() < self.settings.sampling for _ in pairs],
            )
            loss, count = token_loss(
                self.model, batch, self.settings.smoothing, self.settings.guidance
            )
            loss.backward()  # type: ignore[no-untyped-call]
            tokens += count
            before = totals.get(domain, (0.0, 0))
            totals[domain] = before[0] + float(loss.detach()), before[1] + count
        self.taken = until
        self.reduce_and_update(tokens)
        return totals

    def example(self, group: Domain, row: int, rng: random.Random) -> tuple[Pair, Links]:
        """A pair, augmented or with inline terms, and its word links where still valid."""
        plain, links = group.pairs[row], group.links(row)
        if links and rng.random() < self.settings.terms:
            return with_terms(plain, links, self.terms, rng), []
        pair = augment(plain, self.names, rng)
        if links and pair != plain:
            lost = [len(words(a)) - len(words(b)) for a, b in zip(plain, pair, strict=True)]
            if lost[0] != lost[1] or lost[0] not in (0, 1):
                links = []
        return pair, links

    def reduce_and_update(self, tokens: int) -> None:
        """Sum gradients over the workers, clip, update; worker 0's clock sets the rate."""
        left = self.settings.until - time.time()
        factor = rate_factor(self.step, self.first, left, self.settings) if not self.rank else 0.0
        params = list(self.model.parameters())
        for p in params:
            if p.grad is None:
                p.grad = torch.zeros_like(p)
        clock = [factor, left, float(STOP or os.getppid() == 1), float(self.save_due())]
        extra = torch.tensor([float(tokens), *(clock if not self.rank else [0.0] * 4)])
        flat = torch.cat([p.grad.view(-1) for p in params if p.grad is not None] + [extra])
        dist.all_reduce(flat)
        total, factor, self.left, stop, due = (float(x) for x in flat[-5:])
        self.stop, self.due = bool(stop), bool(due)
        flat = flat[:-5].div_(max(total, 1.0))
        flat.mul_(min(1.0, 1.0 / (float(flat.norm()) + 1e-6)))
        for p, part in zip(params, flat.split([p.numel() for p in params]), strict=True):
            p.grad = part.view_as(p)
        self.optimisers.step(factor)
        self.factor = factor
        self.step += 1
        self.seen += int(total)
        self.update_average()

    def development_loss(self, pairs: list[tuple[str, str]]) -> float:
        """Cross-entropy per target token, nats, without smoothing; workers share the work."""
        self.model.eval()
        sums = torch.zeros(2)
        with torch.no_grad():
            for i, batch in enumerate(fixed_batches(self.tokens, pairs, self.settings.micro)):
                if i % self.settings.workers == self.rank:
                    loss, count = token_loss(self.model, batch, 0.0)
                    sums += torch.tensor([float(loss), float(count)])
        dist.all_reduce(sums)
        self.model.train()
        return float(sums[0] / sums[1])

    def save_due(self) -> bool:
        """True when the last checkpoint is old."""
        return time.time() - self.saved > SAVE_EVERY

    def run(self) -> None:
        """Train until the time is up or a signal asks to stop."""
        sums: dict[str, tuple[float, int]] = {}
        self.saved = began = time.time()
        begun = self.seen
        self.left = self.settings.until - began
        while self.left > 0 and not self.stop:
            for domain, (loss, count) in self.train_step().items():
                before = sums.get(domain, (0.0, 0))
                sums[domain] = before[0] + loss, before[1] + count
            if not self.decaying and self.left < 60 * self.settings.decay:
                self.save("stable")
                self.decaying = True
            if self.step % self.settings.log_every == 0:
                self.log(sums, (self.seen - begun) / (time.time() - began))
                sums, began, begun = {}, time.time(), self.seen
            if self.settings.steps and self.step >= self.first + self.settings.steps:
                break
            if self.due:
                self.save("last")
                self.saved = time.time()
        self.save("last")

    def log(self, sums: dict[str, tuple[float, int]], speed: float) -> None:
        """One line of `log.jsonl`: losses of worker 0 by domain, speed in target tokens/s."""
        line: dict[str, Any] = {
            "time": datetime.datetime.now().strftime("%H:%M:%S"),
            "step": self.step,
            "seen": self.seen,
            "minutes left": round(self.left / 60, 1),
            "rate": round(self.factor, 3),
            "speed": round(speed),
            "loss": {k: round(a / b, 3) for k, (a, b) in sorted(sums.items()) if b},
        }
        if self.step % (2 * self.settings.log_every) == 0:
            for path in sorted(self.settings.data.glob("dev-*.tsv")):
                pairs = list(read_pairs(path))[:200]
                line[path.stem] = round(self.development_loss(pairs), 4)
        if not self.rank:
            with (self.settings.run / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")


STOP = False


def _stop(*_: object) -> None:
    global STOP
    STOP = True


def work(rank: int, settings: Settings, counter: Synchronized[int], port: int) -> None:
    """Body of a worker process."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    torch.set_num_threads(1)
    dist.init_process_group(
        "gloo",
        init_method=f"tcp://127.0.0.1:{port}",
        rank=rank,
        world_size=settings.workers,
        timeout=datetime.timedelta(minutes=20),
    )
    Worker(rank, settings, counter).run()
    dist.destroy_process_group()
