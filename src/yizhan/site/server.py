"""Runs the pages (granian) and the job worker side by side, and ends both together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

_GRACE_SECONDS = 10


class BadPort(Exception):
    """The port cannot be used; the message says why."""


def run(*, host: str, port: int, workers: int) -> None:
    """Serves until interrupted; if one of the two processes ends, so does the other.

    Raises:
        BadPort: something else listens there.
    """
    _check_free(host, port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.site.settings")
    web = [
        sys.executable, "-m", "granian", "yizhan.site.wsgi:application", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "3", "--no-ws", "--log-level", "warning", "--respawn-failed-workers",
    ]  # fmt: skip
    jobs = [sys.executable, "-m", "django", "db_worker", "--verbosity", "0"]
    processes = [subprocess.Popen(command) for command in (web, jobs)]  # noqa: S603

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
    except KeyboardInterrupt:
        pass
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(_GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _check_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadPort(f"Cannot listen on {host}:{port} ({error.strerror}). Choose another port: --port 8001") from error
