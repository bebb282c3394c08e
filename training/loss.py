"""Label-smoothed cross-entropy whose gradient is computed on the way forward.

The logits are the largest array of a step: one pass in place instead of six saves a tenth of
the step on a CPU.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor


class _Smoothed(torch.autograd.Function):
    """See `smoothed_cross_entropy`."""

    @staticmethod
    def forward(ctx: Any, logits: Tensor, labels: Tensor, smoothing: float) -> Tensor:
        real = labels >= 0
        index = labels.clamp(min=0)[:, None]
        scores = logits.float()
        if scores is logits:
            scores = scores.clone()
        size = scores.shape[1]
        picked = scores.gather(1, index)[:, 0]
        mean = scores.mean(1)
        normaliser = scores.logsumexp(1)
        loss = normaliser - (1 - smoothing) * picked - smoothing * mean
        if ctx.needs_input_grad[0]:
            scores.sub_(normaliser[:, None]).exp_().sub_(smoothing / size)
            scores.scatter_add_(1, index, scores.new_full(index.shape, smoothing - 1.0))
            scores.mul_(real[:, None])
            ctx.save_for_backward(scores.to(logits.dtype))
        return (loss * real).sum()

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, None, None]:
        (gradient,) = ctx.saved_tensors
        scale = grads[0]
        return (gradient if float(scale) == 1.0 else gradient * scale), None, None


def smoothed_cross_entropy(logits: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    """Sum over N rows of `logits` `(N, V)` against `labels` `(N,)`; rows labelled -1 are left out.

    The target distribution is `1 - smoothing` on the label plus `smoothing / V` everywhere, as
    in `torch.nn.functional.cross_entropy`.
    """
    loss: Tensor = _Smoothed.apply(logits, labels, smoothing)
    return loss
