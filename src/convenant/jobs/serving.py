"""Running the server and the worker side by side, and stopping both cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

THREADS = 4
PATIENCE = 15  # seconds that a process gets to finish what it is doing


@dataclass(slots=True)
class Process:
    """A child: how to start it, and whether a new one takes its place when it dies."""

    name: str
    command: Sequence[str]
    again: bool
    running: subprocess.Popen[bytes] | None = field(default=None)

    def start(self, environment: Mapping[str, str]) -> None:
        # Ctrl-C reaches the whole foreground group; a session of its own lets only us decide.
        self.running = subprocess.Popen(  # noqa: S603 - our own program
            self.command, env=dict(environment), start_new_session=True
        )

    def exit_code(self) -> int | None:
        return None if self.running is None else self.running.poll()

    def stop(self, deadline: float) -> None:
        if self.running is None:
            return
        if self.running.poll() is None:
            self.running.terminate()
        try:
            self.running.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()


def processes(*, host: str, port: int, workers: int, with_worker: bool) -> list[Process]:
    """The server (``workers`` processes of four threads) and, unless told not to, a worker."""
    server = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning"),
        *("--respawn-failed-workers", "--workers-kill-timeout", str(PATIENCE)),
        "convenant.config.wsgi:application",
    ]
    found = [Process("server", server, again=False)]
    if with_worker:
        worker = [sys.executable, "-m", "django", "worker", "--verbosity", "0"]
        found.append(Process("worker", worker, again=True))
    return found


def port_is_free(host: str, port: int) -> bool:
    """Whether nothing listens there yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(host: str, port: int) -> bool:
    """Whether a site answers there, whatever it says."""
    asked = HTTPConnection(host, port, timeout=5)
    try:
        asked.request("HEAD", "/")
        asked.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()
    return True


def run(
    children: Sequence[Process],
    *,
    environment: Mapping[str, str],
    stop: threading.Event,
    ready: Callable[[], bool],
    when_ready: Callable[[], None],
) -> bool:
    """Start all, say when the server answers, and wait for ``stop``; False when the server died.

    A worker that dies is started anew: its half-done work is safe to repeat.
    """
    for child in children:
        child.start(environment)
    announced = healthy = False
    try:
        while not stop.wait(0.2):
            if not announced and ready():
                announced = True
                when_ready()
            fallen = [child for child in children if child.exit_code() is not None]
            if any(not child.again for child in fallen):
                return False
            for child in fallen:
                if stop.wait(1):
                    break
                child.start(environment)
        healthy = True
    finally:
        deadline = time.monotonic() + PATIENCE
        for child in children:
            if child.running is not None and child.running.poll() is None:
                child.running.terminate()
        for child in children:
            child.stop(deadline)
    return healthy
