"""Which of the numbered capabilities are proven, and by which tests.

``python -m scripts.capabilities`` collects the tests without running them: a test that carries
``@pytest.mark.capability("D066")`` proves the whole sentence of D066. ``--json`` for machines.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections import defaultdict
from collections.abc import Iterable

import pytest

ALL = tuple(f"D{number:03}" for number in range(1, 230))


class Collector:
    """Pytest plugin that writes down which test carries which mark."""

    def __init__(self) -> None:
        self.proofs: defaultdict[str, set[str]] = defaultdict(set)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            for mark in item.iter_markers("capability"):
                # A table of cases is one proof, not one per row.
                self.proofs[mark.args[0]].add(item.nodeid.partition("[")[0])


def collect(arguments: Iterable[str] = ()) -> tuple[dict[str, list[str]], str]:
    """Give the tests per capability, and pytest's complaint when it could not collect."""
    collector = Collector()
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        code = pytest.main(
            ["--collect-only", "-qq", "-p", "no:cacheprovider", *arguments], plugins=[collector]
        )
    fine = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    complaint = "" if code in fine else output.getvalue()
    return {name: sorted(collector.proofs[name]) for name in sorted(collector.proofs)}, complaint


def ranges(names: Iterable[str]) -> str:
    """Write D001, D002, D003, D007 as ``D001-D003, D007``."""
    numbers = sorted(int(name[1:]) for name in names)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"D{run[0]:03}" if len(run) == 1 else f"D{run[0]:03}-D{run[-1]:03}" for run in runs
    )


def main(arguments: list[str]) -> int:
    """Print the table; 2 when the tests could not be collected."""
    proofs, complaint = collect()
    if complaint:
        print(complaint, file=sys.stderr)
        return 2
    unproven = [name for name in ALL if name not in proofs]
    if "--json" in arguments:
        print(json.dumps({"proven": proofs, "unproven": unproven}, indent=2))
        return 0
    for name, tests in proofs.items():
        print(name, *tests, sep="\n    ")
    print(f"\n{len(proofs)} of {len(ALL)} proven, {len(unproven)} not: {ranges(unproven)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
