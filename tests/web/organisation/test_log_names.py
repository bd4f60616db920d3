"""The log says which file and which organisation an event is about."""

from __future__ import annotations

import pytest

from convenant.core.actors import Role
from convenant.parties import actions
from tests import factories
from tests.factories import NOON
from tests.parties.import_files import HEAD, LEKZICHT, previewed, xlsx
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


def test_the_log_names_the_file_and_who_was_changed_by_it():
    region = factories.region()
    buyer = factories.municipality(region)
    administrator = factories.actor(buyer, Role.ADMINISTRATOR)
    stranger = factories.actor(
        factories.municipality(factories.region("Elders"), name="Utrecht", cbs="0344"),
        Role.ADMINISTRATOR,
    )
    for turnover in (LEKZICHT[4], "2.000.000"):
        content = xlsx(HEAD, (*LEKZICHT[:4], turnover))
        of = previewed(region, content, by=administrator, name="aanbieders najaar.xlsx")
        actions.confirm_import(of=of, by=administrator, at=NOON)

    log = signed_in(administrator).get("/organisatie/logboek/").content.decode()

    assert "aanbieders najaar.xlsx" in log
    assert LEKZICHT[2] in log
    elsewhere = signed_in(stranger).get("/organisatie/logboek/").content.decode()
    assert "aanbieders najaar.xlsx" not in elsewhere
    assert LEKZICHT[2] not in elsewhere
