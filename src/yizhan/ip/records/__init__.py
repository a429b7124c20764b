"""What an IP document is, in the field's own terms: frozen, slotted, typed.

A record holds what the office's file says and nothing more: a date that the file gives in part stays in part,
an absent field is empty, never guessed.
"""

from yizhan.ip.records.applications import application_key
from yizhan.ip.records.classes import ClassEntry
from yizhan.ip.records.dates import PartialDate
from yizhan.ip.records.marks import GoodsClass, Mark, MarkEvent
from yizhan.ip.records.numbers import BadNumber, PublicationNumber
from yizhan.ip.records.parts import Citation, Claim, Classification, LegalEvent, Party, Priority, Relation, Section, Text
from yizhan.ip.records.patents import Patent

Record = Patent | Mark | ClassEntry

__all__ = [
    "BadNumber",
    "Citation",
    "Claim",
    "ClassEntry",
    "Classification",
    "GoodsClass",
    "LegalEvent",
    "Mark",
    "MarkEvent",
    "PartialDate",
    "Party",
    "Patent",
    "Priority",
    "PublicationNumber",
    "Record",
    "Relation",
    "Section",
    "Text",
    "application_key",
]
