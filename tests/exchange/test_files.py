"""Sealed files are kept once, whole, and checked when read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from convenant.exchange import files


def place(home: Path, digest: str) -> Path:
    return home / "files" / digest[:2] / digest


def test_what_is_kept_comes_back_under_its_hash(tmp_path: Path) -> None:
    digest = files.store(b"agreed", home=tmp_path)

    assert digest == hashlib.sha256(b"agreed").hexdigest()
    assert files.read(digest, home=tmp_path) == b"agreed"


def test_keeping_the_same_file_twice_keeps_one(tmp_path: Path) -> None:
    first = files.store(b"agreed", home=tmp_path)
    second = files.store(b"agreed", home=tmp_path)

    assert first == second
    assert [path.name for path in (tmp_path / "files").rglob("*") if path.is_file()] == [first]


def test_a_file_that_was_changed_is_not_given_back(tmp_path: Path) -> None:
    digest = files.store(b"agreed", home=tmp_path)
    place(tmp_path, digest).write_bytes(b"agreed, but otherwise")

    with pytest.raises(files.FileNotWhole) as refused:
        files.read(digest, home=tmp_path)

    assert not refused.value.gone


def test_a_file_that_is_gone_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(files.FileNotWhole) as refused:
        files.read("0" * 64, home=tmp_path)

    assert refused.value.gone


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_only_a_hash_names_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        files.read(name, home=tmp_path)


def test_a_writer_that_falls_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(_handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(files.os, "fsync", fall)
    with pytest.raises(OSError, match="disk full"):
        files.store(b"agreed", home=tmp_path)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
