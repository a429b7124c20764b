"""Which terms of a long text say what it is about."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable

MOST_TERMS = 80


def select_terms(tokens: Iterable[str], frequency: Callable[[str], int], records: int) -> list[tuple[str, float]]:
    """The terms of highest weight, each with its weight (saturated term frequency × inverse document frequency).

    Terms that no record has are left out; so are terms of more than a quarter of all records, which say nothing.
    """
    weighed = []
    for term, count in Counter(tokens).items():
        if len(term) < 2 and term.isascii():
            continue
        found = frequency(term)
        if 0 < found <= max(records // 4, 3):
            rarity = math.log(1 + (records - found + 0.5) / (found + 0.5))
            weighed.append((term, rarity * count * 2.2 / (count + 1.2)))
    weighed.sort(key=lambda pair: (-pair[1], pair[0]))
    return weighed[:MOST_TERMS]
