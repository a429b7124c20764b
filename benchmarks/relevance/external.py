"""Sets that a user supplies: DAPFAM and NanoDAPFAM in BEIR layout, CLEF-IP. Nothing is downloaded.

BEIR layout: `corpus.jsonl` (`_id`, `title`, `text`, optionally `claims`, `description`, `ipc`), `queries.jsonl` (`_id`, `text`
or the same fields) and `qrels/*.tsv` or `qrels.tsv` (query, document, grade). Documents are families already. Where both
sides name IPC classes, IN and OUT (a shared three-character class or none) are reported apart, as DAPFAM does.

CLEF-IP: `*.xml` documents (`patent-document` with `ucid`) under `corpus/`, `topics.xml` (`topic/num`, `topic/file`) with the
topic files beside it, `qrels.txt` (topic 0 document grade). Documents of one patent (`EP-0123456`) fold to one.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.relevance import metrics, runs
from benchmarks.relevance.runs import Measure
from yizhan.ip.records import Claim, Patent, PublicationNumber, Section, Text
from yizhan.ip.search import Index, open_index, open_writer

Search = Callable[..., list[str]]
_COMMIT = 15_000
_DEPTH = 1000
MEASURES: dict[str, Measure] = {
    "nDCG@10": lambda found, relevant: metrics.ndcg(found, relevant, 10),
    "nDCG@100": lambda found, relevant: metrics.ndcg(found, relevant, 100),
    "R@100": lambda found, relevant: metrics.recall(found, relevant, 100),
    "MAP": metrics.average_precision,
    "PRES@100": lambda found, relevant: metrics.pres(found, relevant, 100),
}


@dataclass
class Given:
    """A supplied set: documents by name, queries, judgements, and the classes of both where they are known."""

    name: str
    documents: Iterator[tuple[str, Patent]]
    queries: dict[str, str]
    judgements: dict[str, dict[str, int]]
    query_classes: dict[str, set[str]] = field(default_factory=dict)


def load(folder: Path) -> Given:
    """What lies in a folder.

    Raises:
        ValueError: neither layout is there; the message says what is missing.
    """
    if (folder / "corpus.jsonl").exists() and (folder / "queries.jsonl").exists():
        return _beir(folder)
    if (folder / "topics.xml").exists() and (folder / "corpus").is_dir():
        return _clef(folder)
    raise ValueError(f"{folder}: neither corpus.jsonl with queries.jsonl (BEIR) nor corpus/ with topics.xml (CLEF-IP)")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            if line.strip():
                yield json.loads(line)


def _classes(row: dict[str, Any]) -> set[str]:
    """Three-character classes: H01 of H01M10/05."""
    given = row.get("ipc") or row.get("cpc") or (row.get("metadata") or {}).get("ipc") or []
    symbols = re.split(r"[;,|\s]+", given) if isinstance(given, str) else list(map(str, given))
    return {symbol[:3] for symbol in symbols if len(symbol) >= 3}


def _text(row: dict[str, Any]) -> str:
    return " ".join(filter(None, (str(row.get(name) or "") for name in ("title", "text", "abstract", "claims"))))


def _beir(folder: Path) -> Given:
    def documents() -> Iterator[tuple[str, Patent]]:
        for place, row in enumerate(_rows(folder / "corpus.jsonl")):
            yield str(row["_id"]), _patent(place, row)

    queries = {str(row["_id"]): row for row in _rows(folder / "queries.jsonl")}
    judgements: dict[str, dict[str, int]] = {}
    for path in [*sorted((folder / "qrels").glob("*.tsv")), *folder.glob("qrels.tsv")]:
        with path.open(encoding="utf-8") as handle:
            for cells in csv.reader(handle, delimiter="\t"):
                if len(cells) >= 3 and cells[2].strip().lstrip("-").isdigit() and int(cells[2]) > 0 and cells[0] in queries:
                    judgements.setdefault(cells[0], {})[cells[1]] = int(cells[2])
    asked = {name: _text(queries[name]) for name in judgements}
    return Given(folder.name, documents(), asked, judgements, {name: _classes(queries[name]) for name in judgements})


def _patent(place: int, row: dict[str, Any]) -> Patent:
    claims, description = str(row.get("claims") or ""), str(row.get("description") or "")
    return Patent(
        PublicationNumber("", str(place)),
        language="en",
        titles=(Text(str(row.get("title") or ""), "en"),),
        abstracts=(Text(str(row.get("text") or row.get("abstract") or ""), "en"),),
        claims=(Claim(1, claims),) if claims else (),
        description=(Section("", (description,)),) if description else (),
    )


def _clef(folder: Path) -> Given:
    def documents() -> Iterator[tuple[str, Patent]]:
        for place, path in enumerate(sorted((folder / "corpus").rglob("*.xml"))):
            root = etree.parse(path).getroot()
            yield _patent_of(root.get("ucid") or path.stem), _clef_patent(place, root)

    queries: dict[str, str] = {}
    for topic in etree.parse(folder / "topics.xml").getroot().iter("topic"):
        file = folder / "topics" / (topic.findtext("file") or "").strip()
        if not file.exists():
            file = folder / (topic.findtext("file") or "").strip()
        record = _clef_patent(0, etree.parse(file).getroot())
        claims = " ".join(claim.text for claim in record.claims)
        queries[(topic.findtext("num") or "").strip()] = f"{record.title} {record.abstract} {claims}"
    judgements: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if len(cells) >= 4 and int(cells[3]) > 0 and cells[0] in queries:
            judgements.setdefault(cells[0], {})[_patent_of(cells[2])] = int(cells[3])
    return Given("CLEF-IP", documents(), {name: queries[name] for name in judgements}, judgements)


def _patent_of(ucid: str) -> str:
    """`EP-0123456-A1` → `EP-0123456`: CLEF-IP judges patents, not documents."""
    return "-".join(ucid.split("-")[:2])


def _clef_patent(place: int, root: Any) -> Patent:
    def english(tag: str) -> str:
        found = [element for element in root.iter(tag) if (element.get("lang") or "EN").upper() == "EN"] or list(root.iter(tag))
        return " ".join(" ".join(found[0].itertext()).split()) if found else ""

    claims, description = english("claims"), english("description")
    return Patent(
        PublicationNumber("", str(place)),
        language="en",
        titles=(Text(english("invention-title"), "en"),),
        abstracts=(Text(english("abstract"), "en"),),
        claims=(Claim(1, claims),) if claims else (),
        description=(Section("", (description,)),) if description else (),
    )


def measure(folder: Path, index_folder: Path, search: Search) -> list[str]:
    """Indexes the documents, asks the queries, and reports the measures; IN and OUT apart where classes are known."""
    given = load(folder)
    writer, names = open_writer(index_folder, "patents"), {}
    classes: dict[str, set[str]] = {}
    for count, (name, record) in enumerate(given.documents, 1):
        names[record.key] = name
        writer.add(record)
        if count % _COMMIT == 0:
            writer.commit()
    writer.commit()
    writer.close()
    if any(given.query_classes.values()):
        classes = {str(row["_id"]): _classes(row) for row in _rows(folder / "corpus.jsonl")}
    index: Index = open_index(index_folder, "patents")
    done = runs.run(given.name, given.queries, lambda query, text: _folded(search(index, text), names, query))
    head = [f"## (d) {given.name}: {len(given.queries)} queries, {len(names):,} documents", "", _head(), _rule()]
    lines = [*head, runs.line(done, given.judgements, MEASURES, "")]
    for label, kept in _in_and_out(given, classes).items():
        part = runs.Run(f"{given.name} {label}", {query: done.found[query] for query in kept}, done.took)
        lines.append(runs.line(part, kept, MEASURES, ""))
    return lines


def _folded(found: list[str], names: Mapping[str, str], query: str) -> list[str]:
    return [name for name in dict.fromkeys(names[key] for key in found) if name != query][:_DEPTH]


def _head() -> str:
    return f"| system | half | queries | {' | '.join(MEASURES)} | p50 / p95 ms |"


def _rule() -> str:
    return f"|{'---|' * (4 + len(MEASURES))}"


def _in_and_out(given: Given, classes: Mapping[str, set[str]]) -> dict[str, dict[str, dict[str, int]]]:
    if not classes:
        return {}
    parts: dict[str, dict[str, dict[str, int]]] = {"IN": {}, "OUT": {}}
    for query, relevant in given.judgements.items():
        for document, grade in relevant.items():
            label = "IN" if given.query_classes.get(query, set()) & classes.get(document, set()) else "OUT"
            parts[label].setdefault(query, {})[document] = grade
    return parts
