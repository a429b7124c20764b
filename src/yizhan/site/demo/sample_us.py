"""Writes the English sample in the formats of the United States office: Redbook grants and applications, daily marks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from xml.sax.saxutils import escape

from yizhan.site.demo.sources import Idea, MarkIdea

# Numbers far above those issued, so that nothing fictional carries a real document's number.
FIRST_GRANT, FIRST_DESIGN, FIRST_APPLICATION, FIRST_SERIAL = 29_000_101, 2_900_101, 900_101, 99_900_001
INVENTORS = (
    ("Rosa", "Alderton"), ("Samuel", "Okafor"), ("Ingrid", "Vestergaard"), ("Mei", "Lindqvist"), ("Thomas", "Brannock"),
    ("Priya", "Nandakumar"), ("Jonas", "Hallbauer"), ("Leila", "Farrokhi"), ("Owen", "Castellan"), ("Yuki", "Tamashiro"),
)  # fmt: skip


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _document_id(country: str, number: str, kind: str, day: date, name: str = "") -> str:
    kind_part = f"<kind>{kind}</kind>" if kind else ""
    name_part = f"<name>{escape(name)}</name>" if name else ""
    return (
        f"<document-id><country>{country}</country><doc-number>{number}</doc-number>{kind_part}{name_part}"
        f"<date>{_day(day)}</date></document-id>"
    )


def _cpc(symbols: list[str], day: date) -> str:
    def one(symbol: str) -> str:
        group, subgroup = symbol[4:].split("/")
        return (
            f"<classification-cpc><cpc-version-indicator><date>20130101</date></cpc-version-indicator>"
            f"<section>{symbol[0]}</section><class>{symbol[1:3]}</class><subclass>{symbol[3]}</subclass>"
            f"<main-group>{group}</main-group><subgroup>{subgroup}</subgroup><symbol-position>F</symbol-position>"
            f"<classification-value>I</classification-value><action-date><date>{_day(day)}</date></action-date>"
            f"<generating-office><country>US</country></generating-office></classification-cpc>"
        )

    further = "".join(map(one, symbols[1:]))
    return (
        f"<classifications-cpc><main-cpc>{one(symbols[0])}</main-cpc>"
        + (f"<further-cpc>{further}</further-cpc>" if further else "")
        + "</classifications-cpc>"
    )


def _parties(idea: Idea, index: int) -> tuple[str, str]:
    """Inventors as `us-parties` and the owner as assignee."""
    people = [INVENTORS[(index * 3 + step) % len(INVENTORS)] for step in range(1 + index % 3)]
    city, country = idea.place
    address = f"<address><city>{escape(city)}</city><country>{country}</country></address>"
    applicant = (
        f'<us-applicants><us-applicant sequence="001" app-type="applicant" designation="us-only"><addressbook>'
        f"<orgname>{escape(idea.owner)}</orgname>{address}</addressbook><residence><country>{country}</country></residence>"
        f"</us-applicant></us-applicants>"
    )
    inventors = "".join(
        f'<inventor sequence="{place:03d}" designation="us-only"><addressbook><last-name>{last}</last-name>'
        f"<first-name>{first}</first-name>{address}</addressbook></inventor>"
        for place, (first, last) in enumerate(people, 1)
    )
    assignee = (
        f"<assignees><assignee><addressbook><orgname>{escape(idea.owner)}</orgname><role>02</role>{address}"
        f"</addressbook></assignee></assignees>"
    )
    return f"<us-parties>{applicant}<inventors>{inventors}</inventors></us-parties>", assignee


def _claims(idea: Idea) -> str:
    if idea.kind == "DESIGN":
        text = f"The ornamental design for a {escape(idea.claimed)}, as shown and described."
        return f'<claim id="CLM-00001" num="00001"><claim-text>{text}</claim-text></claim>'
    parts = [f"<claim-text>{escape(part)};</claim-text>" for part in idea.parts]
    parts[-1] = parts[-1].replace(";</claim-text>", ".</claim-text>")
    if len(parts) > 1:
        parts[-2] = parts[-2].replace(";</claim-text>", "; and</claim-text>")
    claims = [f"<claim-text>1. {escape(idea.claimed)}, comprising:{''.join(parts)}</claim-text>"]
    subject = idea.claimed.split(" ", 1)[1] if idea.claimed.split(" ", 1)[0] in {"A", "An"} else idea.claimed
    for number, refinement in enumerate(idea.refinements, 2):
        reference = '<claim-ref idref="CLM-00001">claim 1</claim-ref>'
        claims.append(f"<claim-text>{number}. The {escape(subject)} of {reference}, wherein {escape(refinement)}.</claim-text>")
    return "".join(f'<claim id="CLM-{number:05d}" num="{number:05d}">{text}</claim>' for number, text in enumerate(claims, 1))


def _description(idea: Idea) -> str:
    if idea.kind == "DESIGN":
        return (
            '<description-of-drawings><p id="p-0001" num="0001">FIG. 1 is a perspective view of a '
            f"{escape(idea.claimed)} showing the new design.</p></description-of-drawings>"
        )
    joined = "; ".join(idea.parts)
    sections = [
        ("TECHNICAL FIELD", [f"The present disclosure relates to {idea.claimed[0].lower()}{idea.claimed[1:]}."]),
        ("BACKGROUND", [f"{idea.problem}."]),
        ("SUMMARY", [f"{idea.claimed} has {joined}.", f"As a result, {idea.effect}."]),
        ("DETAILED DESCRIPTION", [f"In one embodiment {part}." for part in [*idea.parts, *idea.refinements]]),
    ]
    numbers = count(1)
    out = []
    for level, (heading, paragraphs) in enumerate(sections, 1):
        out.append(f'<heading id="h-{level:04d}" level="1">{heading}</heading>')
        for paragraph in paragraphs:
            number = next(numbers)
            out.append(f'<p id="p-{number:04d}" num="{number:04d}">{escape(paragraph)}</p>')
    return "".join(out)


def _abstract(idea: Idea) -> str:
    if idea.kind == "DESIGN":
        return ""
    text = f"{idea.claimed} comprises {'; '.join(idea.parts)}. In use, {idea.effect}."
    return f'<abstract id="abstract"><p id="p-0000" num="0000">{escape(text)}</p></abstract>'


def redbook(idea: Idea, index: int, cited: list[str]) -> tuple[str, str]:
    """One document of `us-patent-grant` v4.5 or `us-patent-application` v4.4 → (number, XML)."""
    published = date(2019, 1, 1) + timedelta(days=44 * index)
    published += timedelta(days=(1 - published.weekday()) % 7)  # grants come out on Tuesdays
    filed = published - timedelta(days=560 + 13 * (index % 9))
    application = idea.kind == "A"
    root, version = ("us-patent-application", "v4.4 2014-04-03") if application else ("us-patent-grant", "v4.5 2014-04-03")
    bibliographic = "us-bibliographic-data-application" if application else "us-bibliographic-data-grant"
    if idea.kind == "DESIGN":
        number, kind, right = f"D{FIRST_DESIGN + index}", "S1", "design"
    elif application:
        number, kind, right = f"{published.year}{FIRST_APPLICATION + index:07d}", "A1", "utility"
    else:
        number, kind, right = str(FIRST_GRANT + index), "B2", "utility"
    parties, assignee = _parties(idea, index)
    if idea.kind == "DESIGN":
        classes = (
            f"<classification-locarno><edition>13</edition><main-classification>{idea.symbols[0].replace('-', '')}"
            "</main-classification></classification-locarno>"
        )
    else:
        classes = _cpc(idea.symbols, published)
    citations = "".join(
        f'<us-citation><patcit num="{place:05d}">{_document_id("US", cited_number, "B2", date(2019, 1, 1), "Alderton")}</patcit>'
        f"<category>cited by {'examiner' if place % 2 else 'applicant'}</category></us-citation>"
        for place, cited_number in enumerate(cited, 1)
    )
    references = f"<us-references-cited>{citations}</us-references-cited>" if citations and not application else ""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} lang="EN" dtd-version="{version}" file="US{number}.XML" '
        f'status="PRODUCTION" id="{root}" country="US" date-publ="{_day(published)}">\n<{bibliographic}>\n'
        f"<publication-reference>{_document_id('US', number, kind, published)}</publication-reference>\n"
        f'<application-reference appl-type="{right}">{_document_id("US", f"{17_000_000 + index}", "", filed)}'
        f"</application-reference>\n{classes}\n"
        f'<invention-title id="d2e43">{escape(idea.title)}</invention-title>\n{references}\n{parties}\n{assignee}\n'
        f"</{bibliographic}>\n{_abstract(idea)}\n"
        f'<description id="description">{_description(idea)}</description>\n<claims id="claims">{_claims(idea)}</claims>\n'
        f"</{root}>\n"
    )
    return number, xml


def patents(ideas: list[Idea]) -> dict[str, str]:
    """File name → content: grants and designs in one concatenated weekly file, applications in another."""
    grants: list[str] = []
    applications: list[str] = []
    numbers: list[str] = []
    for index, idea in enumerate(ideas):
        cited = numbers[-1:] + numbers[-7:-6] if idea.kind == "B" else []
        number, xml = redbook(idea, index, cited)
        (applications if idea.kind == "A" else grants).append(xml)
        if idea.kind == "B":
            numbers.append(number)
    return {"us_grants.xml": "".join(grants), "us_applications.xml": "".join(applications)}


def _case_file(idea: MarkIdea, index: int) -> str:
    filed = date(2017, 2, 6) + timedelta(days=33 * index)
    registered = filed + timedelta(days=400)
    live = idea.status in {"700", "702", "800", "710"}
    city, region = idea.place
    where = f"<state>{region}</state>" if region in _STATES else f"<country>{region}</country>"
    statements = "".join(
        f"<case-file-statement><type-code>GS{number:03d}1</type-code><text>{escape(idea.goods[min(place, len(idea.goods) - 1)])}"
        "</text></case-file-statement>"
        for place, number in enumerate(idea.classes)
    )
    classes = "".join(
        f"<classification><international-code-total-no>1</international-code-total-no><us-code-total-no>0</us-code-total-no>"
        f"<international-code>{number:03d}</international-code><status-code>6</status-code>"
        f"<first-use-anywhere-date>{_day(filed - timedelta(days=200))}</first-use-anywhere-date>"
        f"<primary-code>{number:03d}</primary-code></classification>"
        for number in idea.classes
    )
    registration = f"<registration-number>{9_900_001 + index:07d}</registration-number>" if live else ""
    registration_date = f"<registration-date>{_day(registered)}</registration-date>" if live else ""
    return (
        f"<case-file><serial-number>{FIRST_SERIAL + index}</serial-number>{registration}"
        f"<transaction-date>{_day(registered + timedelta(days=30))}</transaction-date><case-file-header>"
        f"<filing-date>{_day(filed)}</filing-date>{registration_date}<status-code>{idea.status}</status-code>"
        f"<status-date>{_day(registered)}</status-date><mark-identification>{escape(idea.text)}</mark-identification>"
        f"<mark-drawing-code>4000</mark-drawing-code></case-file-header>"
        f"<case-file-statements>{statements}</case-file-statements>"
        f"<case-file-event-statements><case-file-event-statement><code>NWAP</code><type>I</type>"
        f"<description-text>NEW APPLICATION ENTERED</description-text><date>{_day(filed)}</date><number>1</number>"
        f"</case-file-event-statement></case-file-event-statements><classifications>{classes}</classifications>"
        f"<case-file-owners><case-file-owner><entry-number>1</entry-number><party-type>10</party-type>"
        f"<legal-entity-type-code>03</legal-entity-type-code><party-name>{escape(idea.owner)}</party-name>"
        f"<city>{escape(city)}</city>{where}</case-file-owner></case-file-owners></case-file>\n"
    )


_STATES = frozenset(
    [
        "AL",
        "AK",
        "AZ",
        "AR",
        "CA",
        "CO",
        "CT",
        "DE",
        "FL",
        "GA",
        "HI",
        "ID",
        "IL",
        "IN",
        "IA",
        "KS",
        "KY",
        "LA",
        "ME",
        "MD",
        "MA",
        "MI",
        "MN",
        "MS",
        "MO",
        "MT",
        "NE",
        "NV",
        "NH",
        "NJ",
        "NM",
        "NY",
        "NC",
        "ND",
        "OH",
        "OK",
        "OR",
        "PA",
        "RI",
        "SC",
        "SD",
        "TN",
        "TX",
        "UT",
        "VT",
        "VA",
        "WA",
        "WV",
        "WI",
        "WY",
        "DC",
    ]
)


def marks(ideas: list[MarkIdea]) -> str:
    """All marks as one `trademark-applications-daily` 2.0 file."""
    cases = "".join(_case_file(idea, index) for index, idea in enumerate(ideas))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<trademark-applications-daily><version><version-no>2.0</version-no>'
        "<version-date>20050127</version-date></version><creation-datetime>202611020600</creation-datetime>\n"
        "<application-information><data-available-code>Y</data-available-code><file-segments><file-segment>TRMK"
        f"</file-segment><action-keys><action-key>TX</action-key>\n{cases}</action-keys></file-segments>"
        "</application-information></trademark-applications-daily>\n"
    )
