"""Search over records: the port, the embedded engine behind it, ingest and the shelf of source files."""

from yizhan.ip.search.language import QuerySyntaxError
from yizhan.ip.search.port import (
    BadQuery,
    Bucket,
    Hit,
    Index,
    IndexBroken,
    IndexBusy,
    IndexFailure,
    IndexMissing,
    IndexOutdated,
    Query,
    Results,
    Span,
    State,
)
from yizhan.ip.search.tantivy_index import open_index, open_writer

__all__ = [
    "BadQuery",
    "Bucket",
    "Hit",
    "Index",
    "IndexBroken",
    "IndexBusy",
    "IndexFailure",
    "IndexMissing",
    "IndexOutdated",
    "Query",
    "QuerySyntaxError",
    "Results",
    "Span",
    "State",
    "open_index",
    "open_writer",
]
