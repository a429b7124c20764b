"""`manage.py verify_audit`: checks the audit trail; exit code 1 names the first line that does not hold."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from yizhan.hub.common.audit import verify_chain


class Command(BaseCommand):
    help = "Check that no line of the audit trail was changed, removed or put in another order."

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify_chain()
        if report.broken_at is None:
            self.stdout.write(f"audit trail: {report.checked} lines, whole")
            return
        self.stderr.write(f"audit trail: broken at line {report.broken_at}: {report.reason}")
        sys.exit(1)
