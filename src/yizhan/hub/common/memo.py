"""Remembering for some seconds, within one process, what everyone sees and what changes rarely."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_kept: dict[tuple[object, ...], tuple[float, object]] = {}


def remembered(seconds: float) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """For functions of few hashable arguments whose answers nobody changes; another process may see a change later."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def answer(*args: P.args, **kwargs: P.kwargs) -> R:
            key = (function.__module__, function.__qualname__, args, tuple(sorted(kwargs.items())))
            kept = _kept.get(key)
            now = time.monotonic()
            if kept is None or kept[0] < now:
                kept = _kept[key] = (now + seconds, function(*args, **kwargs))
            return kept[1]  # type: ignore[return-value]

        return answer

    return decorate


def forget() -> None:
    """Forgets everything; after loading a network or a catalogue, and between tests."""
    _kept.clear()
