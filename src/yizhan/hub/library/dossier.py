"""What is known around a patent document: its family, its legal states, what it cites and what cites it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yizhan.hub.library import indexes
from yizhan.ip.records import Citation, Patent
from yizhan.ip.records.families import family_of, own_application
from yizhan.ip.rules.legal_status import Status, countries, status_on
from yizhan.ip.search import Hit, IndexFailure, Query, Results

MOST_MEMBERS = 60
MOST_CITING = 200
_GRAPH_SIDE = 14
_GRAPH_ROW, _GRAPH_WIDTH, _NODE_WIDTH = 34, 900, 250


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited document: the citation, who of the family cites it, and the record where it is held."""

    citation: Citation
    by: tuple[str, ...]
    held: Hit | None


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the citation graph: its place, its words, and the record it opens."""

    key: str
    number: str
    title: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Cited documents left, the family in the middle, citing ones right; lines run from the citing to the cited."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[tuple[int, int, int, int], ...]
    left_out: int


def family(record: Patent) -> Results:
    """The documents of the same simple family, oldest first, the document itself among them."""
    query = Query(filters={"family": (family_of(record),)}, sort="oldest", limit=MOST_MEMBERS)
    return indexes.index("patents").search(query)


def members(found: Results, record: Patent) -> list[Patent]:
    """The family's documents as whole records; at least the document itself."""
    index = indexes.index("patents")
    held = [index.get(hit.key) if hit.key != record.key else record for hit in found.hits]
    return [one for one in held if isinstance(one, Patent)] or [record]


def legal_states(record: Patent, relatives: Iterable[Patent], day: date) -> list[Status]:
    """The state in each country of which something is held: the document's own first, with the events of every publication
    of the same application, then the states that these events name."""
    application = own_application(record)
    same = [one for one in relatives if one.key != record.key and application and own_application(one) == application]
    events = tuple(event for one in same for event in one.events)
    return [status_on(record, day, country=country, events=events) for country in countries(record, events)]


def cited(relatives: Iterable[Patent]) -> list[Cited]:
    """What the family cites, each document once, patents first, with the record where it is held."""
    by: dict[str, list[str]] = {}
    first: dict[str, Citation] = {}
    for member in relatives:
        for citation in member.citations:
            name = citation.number.epodoc if citation.number else citation.text
            first.setdefault(name, citation)
            if citation.category and not first[name].category:
                first[name] = citation
            if member.number.national not in by.setdefault(name, []):
                by[name].append(member.number.national)
    held = _held([citation.number.epodoc for citation in first.values() if citation.number])
    found = [Cited(one, tuple(by[name]), held.get(name)) for name, one in first.items()]
    return sorted(found, key=lambda one: one.citation.number is None)


def _held(numbers: list[str]) -> dict[str, Hit]:
    """Number (epodoc) → the record that is held under it."""
    if not numbers:
        return {}
    wanted = tuple(number.lower() for number in numbers)
    found = indexes.index("patents").search(Query(filters={"number": wanted}, limit=len(wanted) * 2))
    return {"".join(hit.key.split(".")[:2]): hit for hit in reversed(found.hits)}


def citing(relatives: Iterable[Patent]) -> Results:
    """Documents that cite any document of the family, newest first; the family's own are left out."""
    own = {member.key for member in relatives}
    numbers = tuple(dict.fromkeys(member.number.epodoc.lower() for member in relatives))
    found = indexes.index("patents").search(Query(filters={"cites": numbers}, sort="newest", limit=MOST_CITING))
    hits = tuple(hit for hit in found.hits if hit.key not in own)
    return Results(found.total - (len(found.hits) - len(hits)), hits, {}, (), found.took_ms, "")


def count_of_citing(relatives: Iterable[Patent]) -> int:
    try:
        return citing(relatives).total
    except IndexFailure:
        return 0


def graph(record: Patent, backward: list[Cited], forward: Results) -> Graph:
    """A drawing of at most fourteen documents on each side: those that are held first."""
    left = sorted((one for one in backward if one.citation.number), key=lambda one: one.held is None)
    shown, right = left[:_GRAPH_SIDE], forward.hits[:_GRAPH_SIDE]
    height = max(len(shown), len(right), 1) * _GRAPH_ROW + 20
    middle = (_GRAPH_WIDTH - _NODE_WIDTH) // 2
    centre = Node(record.key, record.number.national, record.title, middle, height // 2 - 14)
    nodes = [centre]
    lines: list[tuple[int, int, int, int]] = []
    for place, one in enumerate(shown):
        y = _row(place, len(shown), height)
        number = one.citation.number.national if one.citation.number else ""
        nodes.append(Node(one.held.key if one.held else "", number, one.held.title if one.held else "", 0, y))
        lines.append((middle, centre.y + 14, _NODE_WIDTH, y + 14))
    for place, hit in enumerate(right):
        y = _row(place, len(right), height)
        nodes.append(Node(hit.key, hit.number, hit.title, _GRAPH_WIDTH - _NODE_WIDTH, y))
        lines.append((_GRAPH_WIDTH - _NODE_WIDTH, y + 14, middle + _NODE_WIDTH, centre.y + 14))
    left_out = len(left) - len(shown) + max(forward.total - len(right), 0)
    return Graph(_GRAPH_WIDTH, height, tuple(nodes), tuple(lines), left_out)


def _row(place: int, count: int, height: int) -> int:
    """Rows of the shorter side stand in the middle."""
    return 10 + (height - 20 - count * _GRAPH_ROW) // 2 + place * _GRAPH_ROW
