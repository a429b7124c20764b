"""Measures over ranked lists, and intervals by paired bootstrap. Lists are keys, best first; judgements key → grade."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Mapping, Sequence

_DRAWS = 2000
_SEED = 20261101


def half(query: str) -> str:
    """`development` or `test`: which half a query belongs to, by a hash of its own name, so that it never changes."""
    return "development" if hashlib.sha256(query.encode()).digest()[0] % 2 == 0 else "test"


def recall(found: Sequence[str], relevant: Mapping[str, int], depth: int) -> float:
    return len(set(found[:depth]) & set(relevant)) / len(relevant) if relevant else 0.0


def success(found: Sequence[str], relevant: Mapping[str, int], depth: int) -> float:
    return float(bool(set(found[:depth]) & set(relevant)))


def reciprocal_rank(found: Sequence[str], relevant: Mapping[str, int], depth: int = 1000) -> float:
    return next((1 / rank for rank, key in enumerate(found[:depth], 1) if key in relevant), 0.0)


def average_precision(found: Sequence[str], relevant: Mapping[str, int], depth: int = 1000) -> float:
    hits, total = 0, 0.0
    for rank, key in enumerate(found[:depth], 1):
        if key in relevant:
            hits += 1
            total += hits / rank
    return total / len(relevant) if relevant else 0.0


def ndcg(found: Sequence[str], relevant: Mapping[str, int], depth: int) -> float:
    """Gain = grade, discount = log2(rank + 1)."""
    gained = sum(relevant.get(key, 0) / math.log2(rank + 1) for rank, key in enumerate(found[:depth], 1))
    best = sum(grade / math.log2(rank + 1) for rank, grade in enumerate(sorted(relevant.values(), reverse=True)[:depth], 1))
    return gained / best if best else 0.0


def pres(found: Sequence[str], relevant: Mapping[str, int], depth: int) -> float:
    """Patent retrieval evaluation score (Magdy and Jones 2010): 1 − (Σ ranks / n − (n + 1) / 2) / depth."""
    count = len(relevant)
    if not count:
        return 0.0
    ranks = [rank for rank, key in enumerate(found[:depth], 1) if key in relevant]
    missing = count - len(ranks)
    # What is not found within the depth is taken as found right after it.
    ranks += [depth + place for place in range(1, missing + 1)]
    return 1 - (sum(ranks) / count - (count + 1) / 2) / depth


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The middle 95 % of the means of bootstrap samples, seeded."""
    dice = random.Random(_SEED)
    means = sorted(mean(dice.choices(values, k=len(values))) for _draw in range(_DRAWS)) if values else [0.0]
    return means[int(len(means) * 0.025)], means[int(len(means) * 0.975) - 1 if len(means) > 1 else 0]


def difference(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float, float]:
    """(mean difference, its 95 % interval) of two systems over the same queries, drawn in pairs."""
    pairs = [a - b for a, b in zip(ours, theirs, strict=True)]
    low, high = interval(pairs)
    return mean(pairs), low, high
