"""The network: a Marian Transformer, quick on few CPU cores, with the weights of `MarianMTModel`.

On two cores a step of transformers' own model spends more time outside matrix products than in them. Here
every activation stays in bf16 (or fp32, where a CPU multiplies that faster), projections of one input are one
product, attention is two plain products (for short sentences they beat the CPU's fused kernel, whose backward
pass is slow), and the output softmax is computed in chunks of rows that fit the cache, together with its
gradient: about 7,000 target tokens/s for d=256, against some 2,000 for the library's model. The same code
runs on CUDA, there with the fused attention.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor, nn

MASKED = -3e4
"""Stands for minus infinity in bf16 attention scores."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a network."""

    d: int = 256
    enc: int = 6
    dec: int = 2
    ffn: int = 1024
    heads: int = 4
    dropout: float = 0.0
    positions: int = 512


class ChunkedCrossEntropy(torch.autograd.Function):
    """Label-smoothed cross entropy over a tied embedding, in row chunks, with its gradient.

    Softmax, loss and gradient of a chunk are done while its logits [rows, vocabulary] are in the cache; the
    logits of a whole batch are never in memory. Rows with a negative label count for nothing.
    """

    @staticmethod
    def forward(ctx: Any, h: Tensor, table: Tensor, y: Tensor, smooth: float, rows: int) -> Tensor:  # noqa: ANN401
        """Return the mean loss of h [n, d] against labels y [n], for the embedding table [vocabulary, d]."""
        size, real = table.shape[0], y >= 0
        n = int(real.sum())
        dh, dtable = torch.empty_like(h), torch.zeros_like(table, dtype=torch.float32)
        loss = torch.zeros((), device=h.device)
        for i in range(0, y.numel(), rows):
            hc, w = h[i : i + rows], real[i : i + rows].float()[:, None]
            yc = y[i : i + rows].clamp_min(0)[:, None]
            logits = (hc @ table.t()).float()
            lse = torch.logsumexp(logits, 1, keepdim=True)
            gold = logits.gather(1, yc)
            loss += (((1 - smooth) * (lse - gold) + smooth * (lse - logits.mean(1, keepdim=True))) * w).sum()
            p = torch.exp(logits.sub_(lse)).sub_(smooth / size)
            p.scatter_add_(1, yc, torch.full_like(gold, smooth - 1))
            p = p.mul_(w / n).to(h.dtype)
            dh[i : i + rows] = p @ table
            dtable += p.t() @ hc
        ctx.save_for_backward(dh, dtable.to(table.dtype))
        return loss / n

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Any:  # noqa: ANN401
        """Scale the gradients that the forward pass computed."""
        dh, dtable = ctx.saved_tensors
        return dh * grad, dtable * grad, None, None, None


class Attention(nn.Module):
    """Multi-head attention, over the input itself or (`cross`) over the encoder's output."""

    def __init__(self, d: int, heads: int, cross: bool = False) -> None:
        super().__init__()
        self.heads, self.cross = heads, cross
        if cross:
            self.q, self.kv = nn.Linear(d, d), nn.Linear(d, 2 * d)
        else:
            self.qkv = nn.Linear(d, 3 * d)
        self.o = nn.Linear(d, d)

    def forward(self, x: Tensor, mask: Tensor, memory: Tensor | None = None) -> Tensor:
        """Map x [batch, time, d] to the same shape; the mask is added to the scores."""
        b, t, d = x.shape
        if self.cross and memory is not None:
            parts = (self.q(x), *self.kv(memory).chunk(2, -1))
        else:
            parts = self.qkv(x).chunk(3, -1)
        q, k, v = (z.reshape(b, -1, self.heads, d // self.heads).transpose(1, 2) for z in parts)
        if x.is_cuda:
            out = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            out = torch.softmax((q * (d // self.heads) ** -0.5) @ k.transpose(-1, -2) + mask, -1) @ v
        projected: Tensor = self.o(out.transpose(1, 2).reshape(b, t, d))
        return projected


class Layer(nn.Module):
    """Post-norm Transformer layer, as in Marian."""

    def __init__(self, shape: Shape, decoder: bool) -> None:
        super().__init__()
        d = shape.d
        self.drop = shape.dropout
        self.a, self.na = Attention(d, shape.heads), nn.LayerNorm(d)
        if decoder:
            self.c, self.nc = Attention(d, shape.heads, cross=True), nn.LayerNorm(d)
        self.f1, self.f2, self.nf = nn.Linear(d, shape.ffn), nn.Linear(shape.ffn, d), nn.LayerNorm(d)

    def forward(
        self, x: Tensor, mask: Tensor, memory: Tensor | None = None, seen: Tensor | None = None
    ) -> Tensor:
        """Map x [batch, time, d] to the same shape; a decoder layer also attends to `memory` under `seen`."""
        x = self.na(x + F.dropout(self.a(x, mask), self.drop, self.training))
        if memory is not None:
            x = self.nc(x + F.dropout(self.c(x, seen, memory), self.drop, self.training))
        out: Tensor = self.nf(x + F.dropout(self.f2(F.relu(self.f1(x))), self.drop, self.training))
        return out


class Marian(nn.Module):
    """Encoder-decoder with sinusoidal positions and one embedding for source, target and output."""

    pos: Tensor

    def __init__(self, pad: int, shape: Shape) -> None:
        super().__init__()
        self.pad, self.scale = pad, shape.d**0.5
        self.emb = nn.Embedding(pad + 1, shape.d)
        self.register_buffer("pos", sinusoids(shape.positions, shape.d))
        self.enc = nn.ModuleList(Layer(shape, decoder=False) for _ in range(shape.enc))
        self.dec = nn.ModuleList(Layer(shape, decoder=True) for _ in range(shape.dec))
        nn.init.normal_(self.emb.weight, 0, shape.d**-0.5)
        for name, p in self.named_parameters():
            if p.dim() == 2 and "emb" not in name:
                nn.init.xavier_uniform_(p)
            elif name.endswith("bias"):
                nn.init.zeros_(p)

    def embed(self, ids: Tensor) -> Tensor:
        """Return scaled embeddings plus positions, [batch, time, d]."""
        out: Tensor = self.emb(ids) * self.scale + self.pos[: ids.shape[1]].to(self.emb.weight.dtype)
        return out

    def hidden(self, source: Tensor, shifted: Tensor) -> Tensor:
        """Return the decoder's output [batch, time, d] for token numbers [batch, time] of both sides."""
        options: dict[str, Any] = {"dtype": self.emb.weight.dtype, "device": source.device}
        seen = torch.zeros(source.shape, **options).masked_fill_(source == self.pad, MASKED)[:, None, None]
        causal = torch.full((shifted.shape[1], shifted.shape[1]), MASKED, **options).triu_(1)[None, None]
        memory = self.embed(source)
        for layer in self.enc:
            memory = layer(memory, seen)
        h = self.embed(shifted)
        for layer in self.dec:
            h = layer(h, causal, memory, seen)
        return h

    def loss(self, source: Tensor, labels: Tensor, shifted: Tensor, smooth: float, rows: int) -> Tensor:
        """Return the mean label-smoothed cross entropy per target token, computed `rows` tokens at a time."""
        h = self.hidden(source, shifted)
        y = labels.reshape(-1)
        real = (y >= 0).nonzero()[:, 0]
        spare = -len(real) % rows  # whole chunks only: keep the shapes few
        y = torch.cat([y[real], y.new_full((spare,), -100)])
        real = torch.cat([real, real.new_zeros(spare)])
        out: Tensor = ChunkedCrossEntropy.apply(  # type: ignore[no-untyped-call]
            h.reshape(-1, h.shape[-1])[real], self.emb.weight, y, smooth, rows
        )
        return out


def sinusoids(positions: int, d: int) -> Tensor:
    """Return Marian's position table [positions, d]: all sines, then all cosines."""
    angle = np.array([[p / np.power(10000, 2 * (j // 2) / d) for j in range(d)] for p in range(positions)])
    table = np.concatenate([np.sin(angle[:, 0::2]), np.cos(angle[:, 1::2])], 1)
    return torch.tensor(table, dtype=torch.float32)
