"""A PostgreSQL for the length of one command: ``python -m tests.postgres COMMAND …``.

Debian's binaries, a folder and a port of its own, nothing flushed to disk. Servers
that were already running are not looked at. Without the binaries it says so and ends with 0, so
that a machine without PostgreSQL can still run ``make test``.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SETTINGS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=50",
)


INSTALLED = Path("/usr/lib/postgresql")
"""Where Debian puts its servers, a folder per version."""


def binaries(root: Path) -> Path | None:
    """Give the folder with the newest ``initdb`` and ``postgres``, or ``None``."""
    folders = [
        folder
        for folder in root.glob("*/bin")
        if (folder / "initdb").exists() and (folder / "postgres").exists()
    ]
    if folders:
        return max(folders, key=lambda folder: [int(n) for n in folder.parent.name.split(".")])
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def server(folder_of_binaries: Path) -> Iterator[str]:
    """Start a server, give its ``DATABASE_URL``, and stop it by its own process."""
    # PostgreSQL refuses to run as root: there, it runs as the user of Debian's package.
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    home = Path(tempfile.mkdtemp(prefix="convenant-postgres-"))
    shutil.chown(home, user)
    run_as = user if os.geteuid() == 0 else None
    log = home / "log"
    port = _free_port()
    process: subprocess.Popen[bytes] | None = None
    try:
        subprocess.run(
            [
                folder_of_binaries / "initdb",
                f"--pgdata={home / 'data'}",
                f"--username={user}",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            check=True,
            user=run_as,
            cwd=home,
            stdout=subprocess.DEVNULL,
        )
        with log.open("wb") as output:
            process = subprocess.Popen(
                [
                    folder_of_binaries / "postgres",
                    f"-D{home / 'data'}",
                    f"-p{port}",
                    *(f"-c{setting}" for setting in SETTINGS),
                ],
                user=run_as,
                cwd=home,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _wait(folder_of_binaries, port, process, log)
        yield f"postgresql://{user}@127.0.0.1:{port}/postgres"
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)  # PostgreSQL's fast stop: ends sessions, then itself
            process.wait(timeout=60)
        shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(binaries_: Path, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        ready = subprocess.run(
            [binaries_ / "pg_isready", "--quiet", "--host=127.0.0.1", f"--port={port}"], check=False
        )
        if ready.returncode == 0:
            return
        time.sleep(0.05)
    raise SystemExit(f"PostgreSQL did not start. Its log says:\n{log.read_text(errors='replace')}")


def main(command: Sequence[str]) -> int:
    """Run ``command`` with ``DATABASE_URL`` set; give its exit code."""
    found = binaries(INSTALLED)
    if found is None:
        print(  # noqa: T201  this is what the person at the keyboard reads
            "Passed over: the tests on PostgreSQL, because this machine has no initdb. "
            "Install it with: apt-get install postgresql"
        )
        return 0
    # Whoever stops us by the book gets the server stopped and its folder removed as well.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with server(found) as url:
        return subprocess.run(
            list(command), env={**os.environ, "DATABASE_URL": url}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
