"""A second process that reads while this one judges: Python uses one core, a machine has more.

It is started when there is more to read than one group, lives as long as one intake, and writes
nothing down. When it dies, its group is read here.
"""

from __future__ import annotations

import gc
import logging
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType

from convenant.exchange.istandaarden import parcels
from convenant.exchange.istandaarden.messages import Reads
from convenant.exchange.istandaarden.reading import read_together

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: what it is called, its name in the vault, and its content."""

    name: str
    id: str
    data: bytes


Read = tuple[Reads, bytes]
"""What was read, and the same files packed for the vault."""


def read(files: Sequence[File], xsd: Path | None) -> Read:
    """Read and pack these files."""
    reads = read_together([(file.name, file.data) for file in files], xsd_folder=xsd)
    return reads, parcels.packed({file.id: file.data for file in files})


class Reader:
    """Reads the first group here, once it is asked for, and the following ones beside."""

    def __init__(self, xsd: Path | None) -> None:
        self._xsd = xsd
        self._begun = 0
        self.process: BaseProcess | None = None
        self._beside: Connection | None = None
        self._last: Callable[[], Read | None] = lambda: None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        if self._beside is not None:
            self._beside.close()  # which ends it
        if self.process is not None:
            self.process.join()

    def begin(self, files: Sequence[File]) -> Callable[[], Read]:
        """Start reading; the answer waits until it is done. One group at a time is beside."""
        self._begun += 1
        # Whoever was started as a helper itself may not have helpers.
        if self._begun == 2 and not current_process().daemon:
            self.process, self._beside = _started(self._xsd)
        self._last()  # as long as nobody takes in its answer, it takes in no more files
        if self._beside is None:
            return lambda: read(files, self._xsd)
        answer = cache(self._sent(self._beside, files))
        self._last = answer
        return answer

    def _sent(self, beside: Connection, files: Sequence[File]) -> Callable[[], Read]:
        try:
            beside.send(files)
        except OSError:
            return lambda: self._alone(files)

        def answer() -> Read:
            try:
                found: Read = beside.recv()
            except (OSError, EOFError):
                return self._alone(files)
            return found

        return answer

    def _alone(self, files: Sequence[File]) -> Read:
        logger.warning("the process that reads beside this one ended; reading on without it")
        if self._beside is not None:
            self._beside.close()
            self._beside = None
        return read(files, self._xsd)


def _started(xsd: Path | None) -> tuple[BaseProcess, Connection]:
    spawn = get_context("spawn")  # a fork would copy threads and connections in mid-air
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_read_on, args=(theirs, xsd), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _read_on(connection: Connection, xsd: Path | None) -> None:
    """Read group after group until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides when to stop
    gc.disable()  # looking for cycles among rows that have none takes a seventh of the time
    while True:
        try:
            connection.send(read(connection.recv(), xsd))
        except (OSError, EOFError):
            return
        gc.collect()
