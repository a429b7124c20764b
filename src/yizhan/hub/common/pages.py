"""Pages of a long list, tolerant of what stands in an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page: its items, its number (from 1), how many pages and items there are."""

    items: list[T]
    number: int
    pages: int
    total: int
    size: int

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        return self.first + len(self.items) - 1 if self.items else 0

    @property
    def shown(self) -> list[int | None]:
        """Page numbers for a pager; None stands for an ellipsis."""
        near = {1, 2, self.number - 1, self.number, self.number + 1, self.pages}
        wanted = [number for number in sorted(near) if 1 <= number <= self.pages]
        out: list[int | None] = []
        for number in wanted:
            if out and out[-1] is not None and number > out[-1] + 1:
                out.append(None)
            out.append(number)
        return out


def whole(text: str | None, otherwise: int | None = None) -> int | None:
    """A whole number of at most seven digits as it stands in an address or a form; `otherwise` for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else otherwise


def page_number(text: str | None) -> int:
    """A page number from an address: 1 for what is none."""
    return max(1, whole(text) or 1)


def paginate(rows: Any, text: str | None, size: int = 20) -> Page[Any]:
    """The page that `?page=` names; past the end, the last one."""
    total = rows.count() if hasattr(rows, "query") else len(rows)
    pages = max(1, -(-total // size))
    number = min(page_number(text), pages)
    return Page(list(rows[(number - 1) * size : number * size]), number, pages, total, size)
