"""``convenant serve`` starts the site and a worker, and stops both when told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 150


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path) -> dict[str, str]:
    left_out = {"DATABASE_URL", "CONVENANT_URL", "CONVENANT_DEMO"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "convenant.config.settings",
        "CONVENANT_HOME": str(folder / "var"),
        "CONVENANT_KEYS": str(folder / "keys"),
    }


@contextmanager
def serving(folder: Path, port: int, *options: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "serve", "--port", str(port), *options],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


def asked(address: str, process: subprocess.Popen[str]) -> int:
    """The status of a page, once the server answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "the server stopped by itself"
        try:
            with urllib.request.urlopen(address, timeout=10) as page:  # noqa: S310
                return int(page.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer in time")


def children(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], check=False, capture_output=True, text=True
    )
    return [int(word) for word in listed.stdout.split()]


def lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_it_answers_and_stops_with_all_its_processes(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port, "--workers", "1") as process:
        assert asked(f"http://127.0.0.1:{port}/", process) == 200
        started = children(process.pid)
        assert len(started) == 2, "the server and the worker"

        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE)

    assert process.returncode == 0
    assert "Gestopt." in said
    assert not [pid for pid in started if lives(pid)]


def test_a_second_start_does_not_prepare_again(tmp_path: Path) -> None:
    said = []
    for _ in range(2):
        port = free_port()
        with serving(tmp_path, port, "--workers", "1", "--no-worker") as process:
            asked(f"http://127.0.0.1:{port}/", process)
            process.send_signal(signal.SIGTERM)
            said.append(process.communicate(timeout=PATIENCE)[0])

    assert "De database is bijgewerkt." in said[0]
    assert "De database is bijgewerkt." not in said[1]
    assert "Vormgeving en scripts staan klaar." not in said[1]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--port", "0"], "Een poort is een getal van 1 tot en met 65535."),
        (["--workers", "0"], "Er is minstens 1 proces nodig."),
    ],
)
def test_what_cannot_be_served_is_said(tmp_path: Path, options: list[str], says: str) -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "django", "serve", *options],
        env=environment(tmp_path),
        check=False,
        capture_output=True,
        text=True,
    )

    assert refused.returncode == 2
    assert says in refused.stderr


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = subprocess.run(
            [sys.executable, "-m", "django", "serve", "--port", str(taken.getsockname()[1])],
            env=environment(tmp_path),
            check=False,
            capture_output=True,
            text=True,
        )

    assert refused.returncode == 2
    assert "draait al iets" in refused.stderr
