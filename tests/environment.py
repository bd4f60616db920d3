"""What a test run may touch. Loaded by pytest before the settings are read."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_home = Path(tempfile.mkdtemp(prefix="convenant-tests-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
(_home / "data" / "static").mkdir(parents=True)

for name in [name for name in os.environ if name.startswith("CONVENANT_")]:
    del os.environ[name]
# Keys, originals and the ledger of tests never land beside a developer's own demo.
os.environ["CONVENANT_HOME"] = str(_home / "data")
os.environ["CONVENANT_KEYS"] = str(_home / "keys")
# The browser's own event loop runs in the thread of the test, where Django would refuse a query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
