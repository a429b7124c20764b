"""An entry of a classification: what a symbol stands for."""

from __future__ import annotations

from dataclasses import dataclass

from yizhan.ip.records.parts import Text


@dataclass(frozen=True, slots=True)
class ClassEntry:
    """One symbol of a scheme. `scheme`: cpc, ipc, nice, nice-group, vienna or wipo35; `level`: dots of the hierarchy, -1 for none.

    Nice entries are classes (`9`) and goods or services by their basic number (`090372`), with the class as `parent` and
    the similar groups (类似群) the Chinese list puts them in. Entries of wipo35 are fields of technology; `groups` are
    then the IPC symbols that belong to them.
    """

    scheme: str
    symbol: str
    titles: tuple[Text, ...]
    parent: str = ""
    groups: tuple[str, ...] = ()
    level: int = -1
    source: str = ""

    @property
    def key(self) -> str:
        """What identifies the entry: a later record with the same key adds its languages and groups."""
        return f"{self.scheme}:{self.symbol}"

    @property
    def title(self) -> str:
        return self.titles[0].text if self.titles else ""

    def joined(self, later: ClassEntry) -> ClassEntry:
        """This entry and a later one of the same symbol: every title and group once."""
        return ClassEntry(
            later.scheme,
            later.symbol,
            tuple(dict.fromkeys((*self.titles, *later.titles))),
            later.parent or self.parent,
            tuple(dict.fromkeys((*self.groups, *later.groups))),
            later.level if later.level >= 0 else self.level,
            later.source,
        )
