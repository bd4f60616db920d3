"""The PostgreSQL of a test run."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests import postgres


def installed(root: Path, version: str) -> Path:
    """Lay down what looks like an installed PostgreSQL."""
    folder = root / version / "bin"
    folder.mkdir(parents=True)
    (folder / "initdb").touch()
    (folder / "postgres").touch()
    return folder


def test_the_newest_server_is_taken(tmp_path: Path) -> None:
    installed(tmp_path, "9.6")
    newest = installed(tmp_path, "17")
    installed(tmp_path, "15")

    assert postgres.binaries(tmp_path) == newest


def test_without_a_server_it_says_so_and_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgres, "INSTALLED", tmp_path)

    assert postgres.main(["no-such-command"]) == 0
    assert "apt-get install postgresql" in capsys.readouterr().out


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_server_is_one_that_is_supported() -> None:
    with connection.cursor() as cursor:
        cursor.execute("show server_version_num")

        assert int(cursor.fetchone()[0]) >= 150_000
