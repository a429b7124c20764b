"""Every write of the desk. Keyword-only, atomic, with `by=` and `at=`, each leaving its line in the audit trail."""

from yizhan.hub.desk.actions.closing import archive, complete, rate, terminate, withdraw
from yizhan.hub.desk.actions.intake import add_file, delete_draft, enter, remove_file, save_draft, submit
from yizhan.hub.desk.actions.moves import accept, assign, decline, refer, request_supplement, resume, start, supply, suspend
from yizhan.hub.desk.actions.talk import send_message

__all__ = [
    "accept",
    "add_file",
    "archive",
    "assign",
    "complete",
    "decline",
    "delete_draft",
    "enter",
    "rate",
    "refer",
    "remove_file",
    "request_supplement",
    "resume",
    "save_draft",
    "send_message",
    "start",
    "submit",
    "supply",
    "suspend",
    "terminate",
    "withdraw",
]
