"""The network: a pre-norm encoder-decoder Transformer with tied embeddings.

Shapes: B sentences, S source tokens, T target tokens, D model width, V vocabulary. Names of the
parameters follow the CTranslate2 specification, to which `training.export` maps them.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from training.settings import Shape


def positions(length: int, width: int) -> Tensor:
    """Sinusoidal encodings `(length, width)`, sines then cosines, counted from 1 (OpenNMT)."""
    rate = torch.exp(torch.arange(width // 2).float() * -(math.log(10000.0) / (width // 2 - 1)))
    angle = (torch.arange(length).float() + 1)[:, None] * rate[None]
    return torch.cat([torch.sin(angle), torch.cos(angle)], 1)


class Dropout(nn.Module):
    """Drops whole features of a sentence (one mask for all its positions).

    As good as element-wise dropout here and nearly free on a CPU, where random numbers are dear.
    """

    def __init__(self, rate: float = 0.0) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """`(B, T, D)` to the same shape."""
        if not self.training or self.rate == 0.0:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype, device=x.device)
        keep = 1.0 - self.rate
        return x * mask.bernoulli_(keep).div_(keep)


class Attention(nn.Module):
    """Multi-head attention with its layer norm and residual connection."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.output = nn.Linear(width, width)
        self.dropout = Dropout()

    def split(self, x: Tensor) -> Tensor:
        """`(B, T, D)` to `(B, heads, T, D / heads)`."""
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def project(self, x: Tensor, *layers: nn.Linear) -> tuple[Tensor, ...]:
        """Several projections of one input as a single product."""
        weight = torch.cat([layer.weight for layer in layers])
        bias = torch.cat([layer.bias for layer in layers])
        return F.linear(x, weight, bias).chunk(len(layers), -1)

    def forward(
        self, x: Tensor, bias: Tensor, memory: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Attend to `memory`, or to `x` itself; `bias` is added to the scores.

        Returns the new `x` and the split queries and keys (for guided alignment). Written out,
        because torch's fused attention takes a quarter of a training step on a CPU.
        """
        y = self.norm(x)
        if memory is None:
            q, k, v = self.project(y, self.query, self.key, self.value)
        else:
            q = self.query(y)
            k, v = self.project(memory, self.key, self.value)
        q, k, v = self.split(q * (q.shape[-1] // self.heads) ** -0.5), self.split(k), self.split(v)
        weights = torch.softmax(q @ k.transpose(2, 3) + bias, -1, dtype=q.dtype)
        z = (weights @ v).transpose(1, 2).reshape(x.shape)
        return x + self.dropout(self.output(z)), q, k


class FeedForward(nn.Module):
    """Position-wise feed-forward layer with its layer norm and residual connection."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.dropout = Dropout()

    def forward(self, x: Tensor) -> Tensor:
        """`(B, T, D)` to the same shape."""
        return x + self.dropout(self.down(F.relu(self.up(self.norm(x)))))


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = Attention(shape.width, shape.heads)
        self.ffn = FeedForward(shape.width, shape.inner)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`(B, S, D)` to the same shape; `bias` is very negative where padding stands."""
        x, _, _ = self.attention(x, bias)
        return self.ffn(x)


class DecoderLayer(nn.Module):
    """Causal self-attention, attention to the source, feed-forward."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = Attention(shape.width, shape.heads)
        self.cross = Attention(shape.width, shape.heads)
        self.ffn = FeedForward(shape.width, shape.inner)

    def forward(
        self, x: Tensor, causal: Tensor, memory: Tensor, bias: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """New `x` and the queries and keys of the attention to the source."""
        x, _, _ = self.attention(x, causal)
        x, q, k = self.cross(x, bias, memory)
        return self.ffn(x), q, k


class Transformer(nn.Module):
    """Encoder-decoder; input and output embeddings are one matrix."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        nn.init.normal_(self.embedding.weight, std=shape.width**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder))
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.dropout = Dropout()
        self.register_buffer("positions", positions(512, shape.width), persistent=False)

    def set_dropout(self, rate: float) -> None:
        """One rate for the whole network."""
        for module in self.modules():
            if isinstance(module, Dropout):
                module.rate = rate

    def embed(self, *ids: Tensor) -> list[Tensor]:
        """Token ids `(B, T)` to `(B, T, D)` each; one lookup, hence one gradient of the matrix."""
        flat = self.embedding(torch.cat([i.reshape(-1) for i in ids])) * self.shape.width**0.5
        parts = flat.split([i.numel() for i in ids])
        return [
            self.dropout(x.view(*i.shape, -1) + self.positions[: i.shape[1]])
            for x, i in zip(parts, ids, strict=True)
        ]

    def forward(self, source: Tensor, target: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Decoder states `(B, T, D)` before the output layer and alignment scores `(B, T, S)`.

        `mask` `(B, S)` is True on real source tokens. The scores are the logits of the first
        head of the last layer's attention to the source, the head that is exported as the
        alignment head.
        """
        kind = torch.bfloat16 if torch.is_autocast_enabled(source.device.type) else torch.float32
        bias = torch.zeros_like(mask, dtype=kind).masked_fill(~mask, -1e4)[:, None, None, :]
        length = target.shape[1]
        causal = torch.full((length, length), -1e4, dtype=kind, device=source.device).triu(1)
        x, y = self.embed(source, target)
        for layer in self.encoder:
            x = layer(x, bias)
        memory = self.encoder_norm(x)
        for layer in self.decoder:
            y, q, k = layer(y, causal, memory, bias)
        scores = (q[:, 0] @ k[:, 0].transpose(1, 2) + bias[:, 0]).float()
        return self.decoder_norm(y), scores

    def logits(self, states: Tensor) -> Tensor:
        """`(N, D)` decoder states to `(N, V)`."""
        return F.linear(states, self.embedding.weight, self.bias)
