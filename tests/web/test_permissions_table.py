"""Every address, for every kind of visitor: what they get, and nothing else.

200 a page · 302 to the sign-in page or onwards · 403 refused with the reason · 404 as if it were
not there · 405 another method. An address that is not in the table fails ``test_architecture``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from convenant.agreements import actions as agreements
from convenant.core.actors import Actor, Role
from convenant.core.contributions import Target
from convenant.delivery import actions as delivery
from convenant.delivery.actions import Judged, Received
from convenant.delivery.models import Upload
from convenant.exchange.istandaarden import answers
from convenant.parties.models import Organisation, Person, Region
from convenant.roundtables import actions as tables
from tests import factories
from tests.factories import SYSTEM
from tests.web import permissions
from tests.web.permissions import Scene

pytestmark = pytest.mark.django_db

PERSONAS = (
    "public",
    "stranger",  # director of a provider in another region
    "provider",  # director of a provider that signed the basic agreement
    "competitor",  # director of another provider of the region, that did not
    "reader",  # of the provider that signed
    "purchaser",
    "contract_manager",
    "alderman",
    "chair",
    "social_team",
    "administrator",
)

# (address, method): what each of PERSONAS gets, in that order.
PERMISSIONS: Mapping[tuple[str, str], str] = {
    **permissions.rows(),
    ("agreements:accede", "get"): "302 404 302 200 200 404 404 404 404 404 404",
    ("agreements:accede", "post"): "302 404 302 200 200 404 404 404 404 404 404",
    ("agreements:answer", "post"): "302 404 409 302 403 404 404 404 404 404 404",
    ("agreements:list", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("agreements:new_offer", "get"): "302 404 404 404 404 409 403 403 403 403 403",
    ("agreements:new_offer", "post"): "302 404 404 404 404 409 403 403 403 403 403",
    ("agreements:offer", "get"): "302 404 200 200 200 200 200 200 200 200 200",
    ("agreements:pdf", "get"): "302 404 200 404 200 200 200 200 200 200 200",
    ("agreements:show", "get"): "302 404 200 200 200 200 200 200 200 200 200",
    ("agreements:sign", "get"): "302 404 302 200 302 404 404 404 404 404 404",
    ("agreements:sign", "post"): "302 404 302 200 302 404 404 404 404 404 404",
    ("agreements:signed", "get"): "302 404 200 404 200 200 200 200 200 200 200",
    ("delivery:answer_file", "get"): "302 404 200 404 403 200 200 403 403 403 403",
    ("delivery:list", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("delivery:progress", "get"): "302 404 200 404 200 404 404 404 404 404 404",
    ("delivery:show", "get"): "302 404 200 404 200 200 200 200 200 200 200",
    ("delivery:upload", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("delivery:upload", "post"): "302 200 200 200 200 200 200 200 200 200 200",
    ("home:start", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("money:download", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("money:show", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("public:agreement", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("public:agreements", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("public:decisions", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("public:front", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("public:meeting", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("public:participants", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("public:table", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("public:tables", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("public:version", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("tables:add_item", "post"): "302 404 404 404 404 422 422 422 422 422 422",
    ("tables:close", "get"): "302 404 403 403 403 200 200 403 200 403 403",
    ("tables:close", "post"): "302 404 403 403 403 409 409 403 409 403 403",
    ("tables:contribute", "post"): "302 404 302 302 403 403 403 403 403 302 403",
    ("tables:decide", "get"): "302 404 403 403 403 403 403 403 200 403 403",
    ("tables:decide", "post"): "302 404 403 403 403 403 403 403 409 403 403",
    ("tables:item", "get"): "302 404 200 200 200 200 200 200 200 200 200",
    ("tables:list", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("tables:meeting", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("tables:plan", "get"): "302 404 403 403 403 200 200 403 200 403 403",
    ("tables:plan", "post"): "302 404 403 403 403 200 200 403 200 403 403",
    ("tables:confirm", "post"): "302 404 404 404 404 302 302 403 302 403 403",
    ("tables:publish", "post"): "302 404 404 404 404 409 409 403 409 403 403",
    ("tables:reply", "get"): "302 404 403 403 403 200 200 403 403 403 403",
    ("tables:reply", "post"): "302 404 403 403 403 302 302 403 403 403 403",
    ("tables:show", "get"): "302 404 200 200 200 200 200 200 200 200 200",
    ("texts:article", "get"): "302 404 404 404 404 200 200 404 404 404 404",
    ("texts:article", "post"): "302 404 404 404 404 422 422 404 404 404 404",
    ("texts:begin", "post"): "302 404 403 403 403 302 302 403 403 403 403",
    ("texts:difference", "get"): "302 404 404 404 404 200 200 404 404 404 404",
    ("texts:publish", "get"): "302 404 404 404 404 200 200 404 404 404 404",
    ("texts:publish", "post"): "302 404 404 404 404 422 422 404 404 404 404",
    ("texts:term", "get"): "302 404 404 404 404 200 200 404 404 404 404",
    ("texts:term", "post"): "302 404 404 404 404 422 422 404 404 404 404",
    ("texts:version", "get"): "302 404 404 404 404 200 200 404 404 404 404",
    ("account_change_password", "get"): "302 302 302 302 302 302 302 302 302 302 302",
    ("account_confirm_email", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("account_confirm_login_code", "get"): "302 302 302 302 302 302 302 302 302 302 302",
    ("account_email", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("account_email_verification_sent", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("account_inactive", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("account_login", "get"): "200 302 302 302 302 302 302 302 302 302 302",
    ("account_reauthenticate", "get"): "302 403 403 403 403 403 403 403 403 403 403",
    ("account_reset_password", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("account_reset_password_done", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("account_reset_password_from_key", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("account_reset_password_from_key_done", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("account_set_password", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("account_signup", "get"): "200 302 302 302 302 302 302 302 302 302 302",
    ("mfa_activate_totp", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("mfa_authenticate", "get"): "302 302 302 302 302 302 302 302 302 302 302",
    ("mfa_deactivate_totp", "get"): "302 404 404 404 404 404 404 404 404 404 404",
    ("mfa_download_recovery_codes", "get"): "302 404 404 404 404 404 404 404 404 404 404",
    ("mfa_generate_recovery_codes", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("mfa_index", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("mfa_reauthenticate", "get"): "302 403 403 403 403 403 403 403 403 403 403",
    ("mfa_view_recovery_codes", "get"): "302 404 404 404 404 404 404 404 404 404 404",
    ("set_language", "get"): "302 302 302 302 302 302 302 302 302 302 302",
    ("account_logout", "get"): "302 200 200 200 200 200 200 200 200 200 200",
}


DATA: Mapping[str, Mapping[str, object]] = {
    "tables:contribute": {"target": "item", "key": "", "text": "Goed plan."},
    "tables:reply": {"outcome": "not", "text": "Nee."},
    "tables:decide": {"text": "Akkoord.", "adopted": "yes", "number": "1"},
    "tables:close": {"held": "yes"},
    "agreements:answer": {"accepted": "no", "reason": ""},
}
"""What is sent with a POST, so that the person and not the form decides."""


@dataclass(frozen=True)
class World:
    """A region halfway: a signed basic agreement, a sub-agreement on the table, a message in."""

    clients: Mapping[str, Client]
    addresses: Mapping[str, list[object]]
    data: Mapping[str, Mapping[str, object]]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """Made once: every visit below is undone, so that the next finds the same."""
    folder = tmp_path_factory.mktemp("world")
    places = {"home": folder / "var", "keys": folder / "keys"}
    kept = override_settings(CONVENANT_HOME=places["home"], CONVENANT_KEYS=places["keys"])
    with django_db_blocker.unblock(), kept, transaction.atomic():
        yield made(places)
        transaction.set_rollback(True)


def made(places: Mapping[str, Path]) -> World:
    now = timezone.now()
    region, buyer, basis, sub = factories.small_region()
    provider, competitor = factories.provider(region), factories.provider(region)
    stranger = factories.provider(factories.region("Elders"))
    people = {
        "stranger": factories.director(stranger),
        "provider": factories.director(provider),
        "competitor": factories.director(competitor),
        "reader": factories.actor(provider, Role.READER),
        "purchaser": factories.actor(buyer, Role.PURCHASER),
        "contract_manager": factories.actor(buyer, Role.CONTRACT_MANAGER),
        "alderman": factories.actor(buyer, Role.ALDERMAN),
        "chair": factories.actor(buyer, Role.CHAIR),
        "social_team": factories.actor(buyer, Role.SOCIAL_TEAM_MEMBER),
        "administrator": factories.actor(buyer, Role.ADMINISTRATOR),
    }
    offer = factories.offer(basis, at=now - timedelta(hours=1))
    signature = factories.signed(offer, by=people["provider"], at=now)
    item = factories.open_item(factories.published(sub, at=now), about=sub)
    remark = tables.contribute(
        item=item, target=Target.ITEM, key="", text="Goed.", by=people["provider"], at=now
    )
    planned = factories.meeting(item.meeting.table, starts_at=now + timedelta(days=9))
    agreements.begin_version(based_on=item.version, by=SYSTEM, at=now)
    upload = agreements_upload(region, people["provider"], now)
    message = received(region, buyer, provider, now, **places)
    slug, document = sub.slug, sub.document.slug
    addresses: dict[str, list[object]] = {
        "public:table": [item.meeting.table.slug],
        "public:meeting": [item.meeting_id],
        "public:agreement": [slug],
        "public:version": [slug, 1],
        "tables:show": [item.meeting.table.slug],
        "tables:plan": [item.meeting.table.slug],
        "tables:meeting": [planned.pk],
        "tables:add_item": [planned.pk],
        "tables:confirm": [planned.pk],
        "tables:publish": [planned.pk],
        "tables:close": [item.meeting_id],
        "tables:item": [item.pk],
        "tables:contribute": [item.pk],
        "tables:decide": [item.pk],
        "tables:reply": [remark.pk],
        "texts:version": [document, 2],
        "texts:begin": [document],
        "texts:article": [document, 2, "a4"],
        "texts:term": [document, 2, "product:02A05"],
        "texts:publish": [document, 2],
        "texts:difference": [document, 2],
        "agreements:show": [slug],
        "agreements:new_offer": [slug],
        "agreements:accede": [basis.slug],
        "agreements:offer": [offer.pk],
        "agreements:answer": [offer.pk],
        "agreements:sign": [offer.pk],
        "agreements:signed": [signature.number],
        "agreements:pdf": [signature.number],
        "delivery:progress": [upload.pk],
        "delivery:show": [message],
        "delivery:answer_file": [message],
        "account_confirm_email": ["onbekend"],
        "account_reset_password_from_key": ["1", "set-password"],
    }
    scene = Scene(region, buyer, provider, competitor, stranger, people, now)
    addresses |= permissions.addresses(scene)
    clients = {name: signed_in(somebody) for name, somebody in people.items()}
    return World({"public": Client(), **clients}, addresses, {**DATA, **permissions.posted(scene)})


def agreements_upload(region: Region, by: Actor, at: datetime) -> Upload:
    return delivery.start_upload(
        region=region, file_name="m.zip", stored_as="x", size=1, by=by, at=at
    )


def received(
    region: Region,
    buyer: Organisation,
    provider: Organisation,
    at: datetime,
    *,
    home: Path,
    keys: Path,
) -> str:
    file = Received(
        id="a" * 32,
        file_name="a.xml",
        size=1,
        region=region.pk,
        provider=provider.pk,
        municipality=buyer.pk,
        kind="323",
        law="wmo",
        identification="A1",
    )
    delivery.receive(batch="a", files=[file], by=SYSTEM, at=at)
    delivery.judge(
        batch="a",
        ledger_version=0,
        outcomes=[Judged(file.id, 0, 0, has_answer=True)],
        sums=[],
        by=SYSTEM,
        at=at,
    )
    answers.keep_answers("a", {file.id: b"<Bericht/>"}, home=home, keys=keys)
    return file.id


def signed_in(somebody: Actor) -> Client:
    """A session with password and second factor, just proven."""
    client = Client()
    client.force_login(Person.objects.get(pk=somebody.person))
    session = client.session
    session["account_authentication_methods_user"] = str(somebody.person)
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True},
    ]
    session.save()
    return client


@pytest.mark.parametrize(("name", "method"), PERMISSIONS)
def test_every_address_gives_each_kind_of_visitor_what_the_table_says(world, name, method):
    url, data = reverse(name, args=world.addresses.get(name, [])), world.data.get(name, {})

    found = {who: _status(client, method, url, data) for who, client in world.clients.items()}

    assert found == dict(zip(PERSONAS, PERMISSIONS[name, method].split(), strict=True))


def _status(client: Client, method: str, url: str, data: Mapping[str, object]) -> str:
    """What one visitor gets; whatever it changed is undone before the next one comes."""
    with transaction.atomic():
        status = getattr(client, method)(url, data).status_code
        transaction.set_rollback(True)
    return str(status)
