"""Loaded before Django reads its settings: each test process has a data folder of its own and no settings of the machine."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

KEPT = {"YIZHAN_DATABASE_URL", "YIZHAN_TEST_REQUIRE"}

for name in [name for name in os.environ if name.startswith("YIZHAN_") and name not in KEPT]:
    del os.environ[name]
HOME = tempfile.mkdtemp(prefix="yizhan-test-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["YIZHAN_HOME"] = HOME
os.environ["YIZHAN_SECRET_KEY"] = "a key for tests, long enough to satisfy every check of its length"
os.environ["YIZHAN_VERIFY_EMAIL"] = "0"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread of the tests
