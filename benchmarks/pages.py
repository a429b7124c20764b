"""Pages under load: `yizhan serve` with 2 workers, 16 clients."""

from __future__ import annotations

import http.cookiejar
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from benchmarks.timing import Row

GOALS = {"home": 400, "results": 100, "case": 80}


class Visitor:
    """A browser without a window."""

    def __init__(self, base: str) -> None:
        self.base, self.jar = base, http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        with self._opener.open(self.base + path) as answer:
            return str(answer.read().decode())

    def sign_in(self, name: str) -> None:
        page = self.get("/en/demo/")
        person = re.search(rf"<h3>{name}</h3>.*?action=\"(/en/demo/[0-9a-f-]+/)\"", page, re.DOTALL)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if person is None or token is None:
            raise RuntimeError(f"the demo has no {name}")
        form = urllib.parse.urlencode({"csrfmiddlewaretoken": token.group(1)}).encode()
        request = urllib.request.Request(self.base + person.group(1), form, {"Referer": self.base + "/en/demo/"})
        self._opener.open(request).close()

    @property
    def cookies(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wrk(url: str, cookies: str, seconds: int) -> tuple[float, float, int]:
    """(requests per second, p95 in ms, answers that were no 2xx)."""
    script = Path(__file__).parent / "p95.lua"
    command = ["wrk", "-t2", "-c16", f"-d{seconds}s", "--latency", "-s", str(script), "-H", f"Cookie: {cookies}", url]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"rps=([\d.]+) p95=([\d.]+) bad=(\d+)", out)
    if found is None:
        raise RuntimeError(out)
    return float(found.group(1)), float(found.group(2)), int(found.group(3))


def run(home: Path, *, quick: bool) -> list[Row]:
    """`home` is a demo's data folder, its index may hold more than the sample."""
    if shutil.which("wrk") is None:
        return [Row("pages on 2 workers, 16 clients", "not measured", "", "wrk is not installed here")]
    port = _free_port()
    environment = {**os.environ, "YIZHAN_HOME": str(home), "YIZHAN_DEMO": "1"}
    command = [sys.executable, "-m", "yizhan.cli", "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, env=environment)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base)
        visitor = Visitor(base)
        anonymous = ""
        visitor.sign_in("李沐辰")
        case = re.search(r'href="(/en/cases/[0-9a-f-]{36}/)"', visitor.get("/en/cases/"))
        if case is None:
            raise RuntimeError("the demo's applicant has no case")
        wanted = {
            "home": ("/en/", anonymous),
            "results": ("/en/search/?in=patents&q=battery+electrode", anonymous),
            "case": (case.group(1), visitor.cookies),
        }
        rows = []
        for name, (path, cookies) in wanted.items():
            _wrk(base + path, cookies, 2)
            rps, p95, bad = _wrk(base + path, cookies, 5 if quick else 10)
            note = f"p95 {p95:.0f} ms" + (f", {bad} answers were no 200" if bad else "")
            rows.append(
                Row(f"page “{name}”, 2 workers, 16 clients", f"{rps:.0f} requests/s", f"≥ {GOALS[name]}, p95 ≤ 150 ms", note)
            )
        return rows
    finally:
        server.terminate()
        server.wait(20)


def _wait(base: str) -> None:
    for _try in range(100):
        try:
            urllib.request.urlopen(base + "/healthz").close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError("the server does not answer")
