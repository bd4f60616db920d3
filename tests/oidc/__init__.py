"""A real OpenID provider on loopback, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import requests
from django.test import Client

from tests.journeys.site import free_port

SECRET = "geheim-geheim-geheim-geheim-geheim"
LEVEL = "urn:etoegang:core:assurance-class:"
LEGAL = "urn:etoegang:core:LegalSubjectID"
ACTING = "urn:etoegang:core:ActingSubjectID"


@dataclass(frozen=True)
class Idp:
    """A provider that runs at ``url``."""

    url: str

    def answer(self, asked: str, login: str, browser: requests.Session | None = None) -> str:
        """Go to the provider as a browser would, be this user there, and give the address it sends
        the browser back to. Without a login: stop there."""
        browser = browser or requests.Session()
        found = browser.get(asked, allow_redirects=False, timeout=30)
        while found.is_redirect or found.status_code == 200:
            if found.status_code == 200:
                posted = {"login": login} if login else {"cancel": "1"}
                found = browser.post(found.url, posted, allow_redirects=False, timeout=30)
                continue
            onwards = urljoin(found.url, found.headers["Location"])
            if not onwards.startswith(self.url):
                return onwards
            found = browser.get(onwards, allow_redirects=False, timeout=30)
        raise AssertionError(f"{found.status_code}: {found.text}")


def sign_in(
    client: Client,
    idp: Idp,
    provider: str,
    login: str,
    *,
    path: str = "",
    browser: requests.Session | None = None,
) -> object:
    """Sign in at our site by this provider, as this user; gives the last answer of ours."""
    start = client.get(path or f"/account/oidc/{provider}/login/")
    assert start.status_code == 302, start.content.decode()
    back = idp.answer(start.headers["Location"], login, browser)
    return client.get(re.sub(r"^https?://[^/]+", "", back))


@contextmanager
def running(users: Mapping[str, Mapping[str, object]], redirects: Sequence[str]) -> Iterator[Idp]:
    """Run a provider with these users until the block ends."""
    port = free_port()
    process = subprocess.Popen(
        ["node", Path(__file__).with_name("provider.mjs")],
        env={
            **os.environ,
            "PORT": str(port),
            "SECRET": SECRET,
            "USERS": json.dumps(users),
            "REDIRECTS": ",".join(redirects),
            "NODE_NO_WARNINGS": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    told = []
    for line in process.stdout:
        told.append(line)
        if line.startswith("READY"):
            break
    else:
        raise AssertionError("".join(told))
    reader = threading.Thread(target=process.stdout.read, daemon=True)
    reader.start()
    try:
        yield Idp(f"http://localhost:{port}")
    finally:
        process.terminate()
        process.wait(timeout=30)
        reader.join(timeout=30)
        process.stdout.close()
