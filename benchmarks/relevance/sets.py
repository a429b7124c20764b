"""The sets: what is searched, what is asked, and what others judged to belong to it."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from benchmarks.relevance.metrics import half
from benchmarks.relevance.us_years import day_of
from yizhan.ip import formats
from yizhan.ip.records import PartialDate, Patent, PublicationNumber
from yizhan.ip.search import open_writer

_COMMIT = 15_000


@dataclass
class Set:
    """Queries by name, the day before which what is found must have been published, and judgements (key → grade)."""

    queries: dict[str, str] = field(default_factory=dict)
    days: dict[str, date | None] = field(default_factory=dict)
    judgements: dict[str, dict[str, int]] = field(default_factory=dict)


def patents(path: Path) -> Iterator[Patent]:
    for item in formats.read(path):
        if isinstance(item.record, Patent):
            yield item.record


def build(folder: Path, records: Iterable[Patent]) -> int:
    """An index of the records, each with the day that its number tells where the set gives no date."""
    writer, count = open_writer(folder, "patents"), 0
    for count, record in enumerate(records, 1):
        day = day_of(record.number)
        known = record.publication_date or (PartialDate(day.year, day.month, day.day) if day else None)
        dated = replace(record, publication_date=known)
        writer.add(dated)
        if count % _COMMIT == 0:
            writer.commit()
    writer.commit()
    writer.close()
    return count


def without_citations(records: Iterable[Patent], numbers: Container[str]) -> Iterator[Patent]:
    """The records, those of the given numbers without what they cite."""
    for record in records:
        yield replace(record, citations=()) if record.number.epodoc in numbers else record


def text_of(record: Patent) -> str:
    return f"{record.title} {record.abstract}".strip()


def us_abstracts(data: Path) -> list[Patent]:
    """The 56,000 US documents with title and abstract: one record for each number."""
    found: dict[str, Patent] = {}
    for name in ("us_46k_abstracts", "us_10k_citations"):
        for record in patents(data / "patents" / "us_text" / f"{name}.jsonl.gz"):
            found.setdefault(record.number.epodoc, record)
    return list(found.values())


def citations(data: Path, records: Iterable[Patent]) -> tuple[Set, Set]:
    """Citing → cited as judgements; the pairs of one owner apart. A citing document that is in no set cannot be asked."""
    held = {record.number.epodoc: record for record in records}
    asked, own = Set(), Set()
    with (data / "relevance" / "citation_pairs.tsv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            citing, cited = (PublicationNumber.parse(row[name]).epodoc for name in ("citing", "cited"))
            if citing not in held or cited not in held or citing == cited:
                continue
            owners = set(held[citing].applicants) & set(held[cited].applicants)
            into = own if owners else asked
            into.queries[citing] = text_of(held[citing])
            into.days[citing] = day_of(held[citing].number)
            into.judgements.setdefault(citing, {})[held[cited].key] = 1
    return asked, own


def papers(data: Path) -> tuple[list[Patent], Set]:
    """A paper → the patent on the same invention, among 46,000 others."""
    whole = {record.number.epodoc: record for record in patents(data / "patents" / "us_full" / "us_1813_fulltext.jsonl.gz")}
    records = list(whole.values())
    records += [r for r in patents(data / "patents" / "us_text" / "us_46k_abstracts.jsonl.gz") if r.number.epodoc not in whole]
    asked = Set()
    texts: dict[str, str] = {}
    with gzip.open(data / "relevance" / "papers.jsonl.gz", "rt", encoding="utf-8") as handle:
        for line in handle:
            paper = json.loads(line)
            texts[str(paper["id"]).rsplit("/", 1)[-1]] = f"{paper['title']} {paper['abstract']}"
    with (data / "relevance" / "paper_to_patent_qrels.tsv").open(encoding="utf-8") as handle:
        for query, number in csv.reader(handle, delimiter="\t"):
            record = whole.get(PublicationNumber.parse(number).epodoc)
            if record is not None and query in texts:
                asked.queries[query] = texts[query]
                asked.judgements.setdefault(query, {})[record.key] = 1
    return records, asked


def chinese_titles(data: Path) -> tuple[list[Patent], Set]:
    """Chinese titles with their IPC subclasses: the test half is asked, the rest is searched; the same title only once."""
    seen: dict[str, Patent] = {}
    for record in patents(data / "patents" / "cn" / "titles_ipc.csv.gz"):
        if record.title and record.classifications:
            seen.setdefault(record.title, record)
    held, asked = [], Set()
    for place, (title, record) in enumerate(sorted(seen.items())):
        name = f"{place}:{title}"
        if place % 5 == 0:
            asked.queries[name] = title
            asked.judgements[name] = {c.symbol[:4]: 1 for c in record.classifications}
        else:
            held.append(record)
    return held, asked


__all__ = [
    "Set",
    "build",
    "chinese_titles",
    "citations",
    "half",
    "papers",
    "patents",
    "text_of",
    "us_abstracts",
    "without_citations",
]
