from __future__ import annotations

import pytest

from convenant.exchange.vault import NotInVault, drop, keep, open_kept


@pytest.fixture
def places(tmp_path):
    return {"home": tmp_path / "var", "keys": tmp_path / "keys"}


def test_what_is_kept_comes_back_and_is_unreadable_on_disk(places):
    name = keep(b"BSN 999900006", **places)

    assert open_kept(name, **places) == b"BSN 999900006"
    stored = b"".join(f.read_bytes() for f in places["home"].rglob("*") if f.is_file())
    assert b"999900006" not in stored
    assert not list(places["home"].rglob("*.key"))


def test_another_key_opens_nothing(places, tmp_path):
    name = keep(b"geheim", **places)

    with pytest.raises(NotInVault):
        open_kept(name, home=places["home"], keys=tmp_path / "other")


def test_what_is_dropped_is_gone_and_dropping_again_is_fine(places):
    name = keep(b"geheim", **places)
    drop(name, home=places["home"])
    drop(name, home=places["home"])

    with pytest.raises(NotInVault):
        open_kept(name, **places)


def test_a_name_that_walks_out_of_the_folder_is_refused(places):
    with pytest.raises(ValueError, match="not a name"):
        open_kept("../keys/vault", **places)
