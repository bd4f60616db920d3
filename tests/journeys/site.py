"""A demo region of its own, served for real by ``convenant serve``, with a worker."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_string, policy
from email.message import EmailMessage
from pathlib import Path

PROVIDERS, MONTHS = 24, 2
CONVENANT = Path(sys.executable).with_name("convenant")
REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 240  # seconds; both cores may be busy with something else


@dataclass(frozen=True, slots=True)
class Site:
    """An installation in ``folder``, answering at ``url``."""

    folder: Path
    url: str = ""
    settings: tuple[tuple[str, str], ...] = ()

    def environment(self) -> dict[str, str]:
        """What its commands and its server run with; nothing of the tests' own data."""
        left_out = {"DATABASE_URL", "CONVENANT_URL"}
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "convenant.config.settings",
            "CONVENANT_HOME": str(self.folder / "var"),
            "CONVENANT_KEYS": str(self.folder / "keys"),
            "CONVENANT_DEMO": "1",
            "PYTHONPATH": str(REPOSITORY),  # the management shell may use what is here
            **dict(self.settings),
        }

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run ``convenant`` with these arguments in this installation."""
        return subprocess.run(
            [CONVENANT, *arguments],
            env=self.environment(),
            check=False,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    def manage(self, statements: str) -> str:
        """Do what only an operator can: run statements in the management shell, give what they
        print."""
        done = self.run("shell", "--no-imports", "-c", statements)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def was_told(self, address: str, path: str) -> bool:
        """Whether a letter to this address names this page; waits for the worker to send it."""
        return bool(self._told(address, re.compile(re.escape(self.url + path))))

    def link_told(self, address: str, path: str) -> str:
        """The newest link to a page below ``path`` in the letters to this address; waits for the
        worker to send one."""
        found = self._told(address, re.compile(re.escape(self.url + path) + r"[^\s>]+"))
        assert found, f"no letter to {address} names {path}"
        return found[-1]

    def letter(self, address: str, words: str) -> str:
        """The newest letter to this address with these words in it or in what goes with it, as one
        text; waits for the worker to send it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            mine = [one for one in self._letters() if f"To: {address}\n" in one]
            if found := [said for said in map(readable, mine) if words in said]:
                return found[-1]
            time.sleep(0.2)
        raise AssertionError(f"no letter to {address} says {words}")

    def letters(self) -> str:
        """All letters so far, with what goes with them."""
        return "\n".join(map(readable, self._letters()))

    def _letters(self) -> list[str]:
        files = sorted((self.folder / "var/mail").glob("*"))
        return "\n".join(file.read_text("utf-8") for file in files).split("-" * 79)

    def _told(self, address: str, what: re.Pattern[str]) -> list[str]:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            mine = [letter for letter in self._letters() if f"To: {address}\n" in letter]
            if found := [link for letter in mine for link in what.findall(letter)]:
                return found
            time.sleep(0.2)
        return []


def readable(letter: str) -> str:
    """What a letter says: its subject, its text, and the files that go with it."""
    read = message_from_string(letter.strip(), _class=EmailMessage, policy=policy.default)
    parts = [part.get_content() for part in read.walk() if part.get_content_maintype() == "text"]
    # In a calendar a long line goes on after a line end and a space.
    return "\n".join([str(read["Subject"]), *parts]).replace("\r", "").replace("\n ", "")


def build(folder: Path) -> Site:
    """Make the region as ``convenant demo`` does."""
    site = Site(folder)
    sizes = ("--providers", str(PROVIDERS), "--months", str(MONTHS))
    made = site.run("demo", "--no-serve", *sizes)
    assert made.returncode == 0, made.stdout + made.stderr
    # Once for all copies: style sheets are collected and compressed.
    site.manage("from convenant.jobs.preparing import ensure_static; ensure_static()")
    return site


@contextmanager
def serving(
    region: Site, folder: Path, *, port: int = 0, settings: Mapping[str, str] | None = None
) -> Iterator[Site]:
    """Serve a copy of a region until the block ends, with these settings besides the usual."""
    shutil.copytree(region.folder, folder, dirs_exist_ok=True)
    port = port or free_port()
    site = Site(folder, f"http://localhost:{port}", tuple((settings or {}).items()))
    with _answering(site, port):
        yield site


@contextmanager
def serving_empty(folder: Path) -> Iterator[Site]:
    """Serve an installation in which nothing has happened yet, until the block ends."""
    port = free_port()
    url = f"http://localhost:{port}"
    site = Site(folder, url, (("CONVENANT_DEMO", "0"), ("CONVENANT_URL", url)))
    with _answering(site, port):
        yield site


@contextmanager
def _answering(site: Site, port: int) -> Iterator[None]:
    log = site.folder / "serve.log"
    with log.open("w") as written:
        process = subprocess.Popen(
            [CONVENANT, "serve", "--port", str(port), "--workers", "1"],
            env=site.environment(),
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_it_answers(site, process, log)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(site: Site, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(site.url, timeout=10):  # noqa: S310 - our own
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the site did not answer: {log.read_text()}")
