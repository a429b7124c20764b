"""Hits of a search as files: exactly what the list shows, with the query and the state of the index in each."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from yizhan.hub.common.tables import csv_file
from yizhan.ip.search import Hit, Results, State

FORMATS = ("csv", "xlsx", "json", "bib", "ris")
NAMES = {"csv": "CSV", "xlsx": "Excel (XLSX)", "json": "JSON", "bib": "BibTeX", "ris": "RIS"}


@dataclass(frozen=True, slots=True)
class Exported:
    """What is written: the hits, the query as it stands in the address and as it was understood, when, and from which index."""

    scope: str
    address: str
    found: Results
    state: State
    at: datetime


def respond(given: Exported, form: str) -> HttpResponse:
    """The file in one of `FORMATS`."""
    return _WRITERS[form](given)


def _name(given: Exported, ending: str) -> str:
    return f"{given.scope}-{given.at:%Y%m%d}.{ending}"


def _head(given: Exported) -> list[tuple[str, ...]]:
    shown, total = len(given.found.hits), given.found.total
    families = [(_("Families"), str(given.found.families), _("estimated") if given.found.families_estimated else "")]
    return [
        (_("Query"), given.address),
        (_("Understood as"), given.found.understood),
        (_("Searched on"), f"{given.at:%Y-%m-%d %H:%M}", _("Index"), given.state.generation[:12], str(given.state.records)),
        (_("Found"), str(total), _("In this file"), str(shown)),
        *(families if given.found.families is not None else []),
    ]


def _columns() -> tuple[str, ...]:
    return (
        _("Number"), _("Title"), _("Published"), _("Filed"), _("Office"), _("Kind"), _("Applicants"), _("Inventors"), _("Classes"),
        _("Family"),
    )  # fmt: skip


def _cells(hit: Hit) -> tuple[str, ...]:
    people, inventors = "; ".join(hit.applicants), "; ".join(hit.inventors)
    return (hit.number, hit.title, hit.date, hit.filed, hit.office, hit.kind, people, inventors, " ".join(hit.groups), hit.family)


def _csv(given: Exported) -> HttpResponse:
    return csv_file(_name(given, "csv"), [*_head(given), _columns(), *(_cells(hit) for hit in given.found.hits)])


def _attachment(body: bytes | str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _xlsx(given: Exported) -> HttpResponse:
    """Every cell a string: a number such as 1E5 or a leading = stays what it is."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(_("Hits"))
    rows: list[Sequence[str]] = [_columns(), *(_cells(hit) for hit in given.found.hits)]
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(place, column, text, bold if place == 0 else None)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    for column, width in enumerate((20, 60, 12, 12, 8, 8, 40, 40, 30, 26)):
        sheet.set_column(column, column, width)
    about = book.add_worksheet(_("About"))
    for place, row in enumerate(_head(given)):
        for column, text in enumerate(row):
            about.write_string(place, column, text)
    about.set_column(0, 0, 18)
    about.set_column(1, 1, 80)
    book.close()
    return _attachment(
        buffer.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _name(given, "xlsx")
    )


def _json(given: Exported) -> HttpResponse:
    body = {
        "query": given.address,
        "understood": given.found.understood,
        "searched_at": given.at.isoformat(timespec="seconds"),
        "index": {"generation": given.state.generation, "records": given.state.records, "version": given.state.version},
        "total": given.found.total,
        "families": given.found.families,
        "hits": [
            {
                "key": hit.key, "number": hit.number, "title": hit.title, "published": hit.date, "filed": hit.filed, "office": hit.office,
                "kind": hit.kind, "right": hit.right, "stage_or_status": hit.status, "language": hit.language,
                "applicants": hit.applicants, "inventors": hit.inventors, "classes": hit.groups, "family": hit.family,
            }
            for hit in given.found.hits
        ],
    }  # fmt: skip
    return _attachment(json.dumps(body, ensure_ascii=False, indent=1), "application/json", _name(given, "json"))


_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "$": r"\$",
    "_": r"\_",
    "~": r"\~{}",
    "^": r"\^{}",
}


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text)


def _bib(given: Exported) -> HttpResponse:
    entries = [f"% {' | '.join(row)}" for row in _head(given)]
    for hit in given.found.hits:
        fields = {
            "title": f"{{{_tex(hit.title)}}}", "author": " and ".join(_tex(n) for n in hit.inventors or hit.applicants),
            "holder": "; ".join(_tex(n) for n in hit.applicants), "number": _tex(hit.number), "year": hit.date[:4], "date": hit.date,
            "type": hit.right,
        }  # fmt: skip
        body = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
        entries.append(f"@patent{{{re.sub('[^A-Za-z0-9]', '', hit.key)},\n{body}\n}}")
    return _attachment("\n\n".join(entries) + "\n", "application/x-bibtex; charset=utf-8", _name(given, "bib"))


def _ris(given: Exported) -> HttpResponse:
    lines: list[str] = []
    for hit in given.found.hits:
        lines += ["TY  - PAT", f"TI  - {hit.title}", *(f"AU  - {name}" for name in hit.inventors or hit.applicants)]
        lines += [f"A2  - {name}" for name in hit.applicants] + [
            f"M1  - {hit.number}",
            f"PY  - {hit.date[:4]}",
            f"DA  - {hit.date}",
        ]
        lines += [f"N1  - {given.address}", "ER  - ", ""]
    return _attachment("\r\n".join(lines), "application/x-research-info-systems; charset=utf-8", _name(given, "ris"))


_WRITERS: dict[str, Callable[[Exported], HttpResponse]] = {"csv": _csv, "xlsx": _xlsx, "json": _json, "bib": _bib, "ris": _ris}
