"""Muon for the hidden matrices, AdamW for embeddings, norms and biases.

Muon orthogonalises the update of each matrix (Jordan et al., "Muon", 2024). Its work is shared
out: every worker updates part of the matrices and sends them to the others.
"""

from __future__ import annotations

import torch
import torch.distributed as dist

from training.model import Transformer
from training.settings import Settings


class Optimisers:
    """Muon on hidden matrices, shared out among the workers; AdamW on the rest, in each."""

    def __init__(self, model: Transformer, settings: Settings, rank: int) -> None:
        matrices = [
            p
            for n, p in model.named_parameters()
            if settings.muon and p.ndim == 2 and "embedding" not in n
        ]
        chosen = {id(p) for p in matrices}
        others = [p for p in model.parameters() if id(p) not in chosen]
        self.settings = settings
        self.adam = torch.optim.AdamW(
            others, lr=settings.adam, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True
        )
        matrices.sort(key=lambda p: -p.numel())
        self.shards = [matrices[r :: settings.workers] for r in range(settings.workers)]
        mine = self.shards[rank]
        self.muon = (
            torch.optim.Muon(mine, lr=settings.muon, momentum=0.95, weight_decay=0.02)
            if mine
            else None
        )

    def step(self, factor: float) -> None:
        """Update every parameter in every worker."""
        for group in self.adam.param_groups:
            group["lr"] = self.settings.adam * factor
        self.adam.step()
        if self.muon is None:
            return
        for group in self.muon.param_groups:
            group["lr"] = self.settings.muon * factor
        self.muon.step()
        for owner, shard in enumerate(self.shards):
            flat = torch.cat([p.detach().view(-1) for p in shard])
            dist.broadcast(flat, owner)
            for p, part in zip(shard, flat.split([p.numel() for p in shard]), strict=True):
                p.data.copy_(part.view_as(p))
