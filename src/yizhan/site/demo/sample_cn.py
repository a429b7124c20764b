"""Writes the Chinese sample as tables in the project's documented format (docs/en/formats.md), each with its own mapping."""

from __future__ import annotations

import json
from datetime import date, timedelta

from yizhan.site.demo.sources import Idea, MarkIdea

# Far above the numbers issued so far: nothing fictional carries a real document's number.
FIRST = {"A": 199_000_101, "B": 199_000_101, "U": 299_000_101, "DESIGN": 399_000_101}
KIND_CODE = {"A": "A", "B": "B", "U": "U", "DESIGN": "S"}
INVENTORS = ("林知远", "周可心", "陈青禾", "韩世清", "顾明川", "许若谷", "沈一帆", "陆怀瑾", "温雨桐", "罗子衿")


def _abstract(idea: Idea) -> str:
    if idea.kind == "DESIGN":
        return f"1．本外观设计产品的名称：{idea.title}。2．本外观设计产品的用途：见产品名称。3．设计要点：产品的形状。"
    model = "实用新型" if idea.kind == "U" else "发明"
    return f"本{model}公开了{idea.claimed}，包括：{'；'.join(idea.parts)}。本{model}能够达到以下效果：{idea.effect}。"


def _claims(idea: Idea) -> list[dict[str, object]]:
    if idea.kind == "DESIGN":
        return []
    parts = "；\n".join(idea.parts)
    subject = idea.claimed.removeprefix("一种")
    claims: list[dict[str, object]] = [
        {"number": 1, "text": f"1．{idea.claimed}，其特征在于，包括：\n{parts}。", "depends_on": []}
    ]
    for number, refinement in enumerate(idea.refinements, 2):
        text = f"{number}．根据权利要求1所述的{subject}，其特征在于：{refinement}。"
        claims.append({"number": number, "text": text, "depends_on": [1]})
    return claims


def _description(idea: Idea) -> list[dict[str, object]]:
    if idea.kind == "DESIGN":
        return []
    return [
        {"heading": "技术领域", "paragraphs": [f"本申请涉及{idea.claimed.removeprefix('一种')}。"]},
        {"heading": "背景技术", "paragraphs": [f"{idea.problem}。"]},
        {"heading": "发明内容", "paragraphs": [f"{idea.claimed}，包括：{'；'.join(idea.parts)}。", f"有益效果：{idea.effect}。"]},
        {"heading": "具体实施方式", "paragraphs": [f"在一个实施例中，{part}。" for part in [*idea.parts, *idea.refinements]]},
    ]


def patent_row(idea: Idea, index: int) -> dict[str, object]:
    """One row of cn_patents.jsonl."""
    published = date(2018, 11, 6) + timedelta(days=47 * index)
    filed = published - timedelta(days=180 if idea.kind in {"A", "U", "DESIGN"} else 780)
    inventors = [INVENTORS[(index * 2 + step) % len(INVENTORS)] for step in range(1 + index % 3)]
    return {
        "publication_number": f"CN{FIRST[idea.kind] + index}{KIND_CODE[idea.kind]}",
        "title": idea.title,
        "abstract": _abstract(idea),
        "applicants": [idea.owner],
        "inventors": inventors,
        "classification": idea.symbols,
        "filing_date": filed.strftime("%Y%m%d"),
        "publication_date": published.strftime("%Y%m%d"),
        "claims": _claims(idea),
        "description": _description(idea),
    }


def mark_row(idea: MarkIdea, index: int) -> dict[str, object]:
    """One row of cn_marks.jsonl."""
    filed = date(2016, 3, 7) + timedelta(days=36 * index)
    registered = filed + timedelta(days=330)
    live = idea.status != "pending"
    goods = [idea.goods[min(place, len(idea.goods) - 1)] for place in range(len(idea.classes))]
    return {
        "application_number": str(99_000_001 + index),
        "registration_number": str(99_000_001 + index) if live else "",
        "name": idea.text,
        "classes": [{"number": number, "goods": text} for number, text in zip(idea.classes, goods, strict=True)],
        "owner": idea.owner,
        "status": idea.status,
        "filing_date": filed.isoformat(),
        "registration_date": registered.isoformat() if live else "",
        "expiry_date": registered.replace(year=registered.year + 10, day=min(registered.day, 28)).isoformat() if live else "",
    }


def as_lines(rows: list[dict[str, object]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


# Stands beside cn_patents.jsonl: as the mapping that comes with the program, with the language added.
PATENT_MAPPING = """record: patent
match: [publication_number, title]
constants: {language: zh}
fields:
  number: publication_number
  title: title
  abstract: abstract
  applicants: applicants
  inventors: inventors
  ipc: classification
  filing_date: filing_date
  publication_date: publication_date
  claims: claims
  description: description
"""
