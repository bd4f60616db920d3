"""Coming in without a password: with a passkey on a device, by an organisation's own identity
provider, and with eHerkenning, in a real browser and at a real provider."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.cast import SMALL_COLLEAGUE
from tests.journeys.people import People, sign_in, use_code
from tests.journeys.site import Site, free_port, serving
from tests.journeys.test_access import barriers
from tests.oidc import ACTING, LEGAL, LEVEL, SECRET, Idp, running

pytestmark = pytest.mark.journey

FILE = """
providers:
  - id: gemeente
    name: Gemeente Houten
    server_url: {url}
    client_id: convenant
    secret: {secret}
    organisation: {organisation}
    roles:
      zorg-inkoop: [purchaser]
  - id: eherkenning
    name: eHerkenning
    kind: eherkenning
    server_url: {url}
    client_id: convenant
    secret: {secret}
"""


@pytest.fixture(scope="module")
def organisations(region: Site) -> dict[str, str]:
    """A municipality's slug, and a provider's number in the trade register."""
    said = region.manage(
        "import json\n"
        "from convenant.parties.models import Organisation\n"
        "municipality = Organisation.objects.get(cbs='0321')\n"
        "provider = Organisation.objects.filter(kind='provider').exclude(kvk='').first()\n"
        "print(json.dumps({'slug': municipality.slug, 'kvk': provider.kvk,"
        " 'name': provider.name}))"
    )
    found: dict[str, str] = json.loads(said)
    return found


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def idp(organisations: dict[str, str], port: int) -> Iterator[Idp]:
    company = {LEGAL: organisations["kvk"], ACTING: "a1b2c3", "amr": []}
    users = {
        "jan": {
            "email": "jan.bakker@houten.example",
            "name": "Jan Bakker",
            "groups": ["zorg-inkoop"],
            "acr": "1",
            "amr": ["pwd", "mfa"],
        },
        "els": {**company, "acr": f"{LEVEL}loa3"},
        "els-laag": {**company, "acr": f"{LEVEL}loa2"},
        "onbekend": {**company, LEGAL: "12345678", "acr": f"{LEVEL}loa3"},
    }
    callback = f"http://localhost:{port}/account/oidc/{{}}/login/callback/"
    with running(users, [callback.format(name) for name in ("gemeente", "eherkenning")]) as started:
        yield started


@pytest.fixture(scope="module")
def site(
    region: Site,
    organisations: dict[str, str],
    idp: Idp,
    port: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """The region, with both identity providers configured."""
    folder = tmp_path_factory.mktemp("site")
    file = folder / "oidc.yaml"
    file.write_text(FILE.format(url=idp.url, secret=SECRET, organisation=organisations["slug"]))
    with serving(region, folder, port=port, settings={"CONVENANT_OIDC": str(file)}) as served:
        yield served


@pytest.fixture(scope="module")
def people(browser: Browser, browser_context_args: dict[str, Any], site: Site) -> Iterator[People]:
    everybody = People(browser, site, browser_context_args)
    yield everybody
    everybody.leave()


@pytest.fixture
def visitor(people: People) -> Iterator[Page]:
    """Somebody at a browser of their own."""
    context = people.visitor()
    yield context.new_page()
    context.close()


def give_device(page: Page) -> None:
    """A device that knows its owner's finger."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def come_by(page: Page, provider: str, user: str) -> None:
    page.goto("/account/login/")
    page.get_by_role("link", name=f"Inloggen met {provider}").click()
    page.get_by_role("button", name=user, exact=True).click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url(lambda url: url.endswith("/"))


def test_a_passkey_is_made_renamed_used_and_removed(visitor: Page, people: People) -> None:
    page = visitor
    people.complaints.clear()
    give_device(page)
    sign_in(page, SMALL_COLLEAGUE)
    page.get_by_role("link", name="uw account").click()
    assert barriers(page) == []
    page.get_by_role("link", name="Passkeys, codes en herstelcodes").click()
    assert barriers(page) == []
    page.get_by_role("link", name="Voeg een passkey toe").click()
    confirm(page)

    page.get_by_label("Naam").fill("Laptop van het werk")
    assert barriers(page) == []
    page.get_by_role("button", name="Maak de passkey").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_role("heading", name="Laptop van het werk")).to_be_visible()
    assert barriers(page) == []

    log_out(page)
    page.goto("/account/login/")
    assert barriers(page) == []
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url("**/start/")
    page.goto("/account/2fa/webauthn/reauthenticate/?next=/tafels/")
    assert barriers(page) == []
    page.get_by_role("button", name="Gebruik uw passkey").click()
    page.wait_for_url(lambda url: url.endswith("/tafels/") and "?" not in url)

    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name="Hernoem").click()
    page.get_by_label("Naam").fill("Oude laptop")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="Oude laptop")).to_be_visible()
    page.get_by_role("link", name="Verwijder").click()
    page.get_by_role("button", name="Verwijderen").click()
    expect(page.get_by_text("U hebt nog geen passkey.")).to_be_visible()
    assert people.complaints == []


def confirm(page: Page) -> None:
    """Say once more who one is, when asked."""
    if "reauthenticate" not in page.url:
        return
    password = page.get_by_label("Wachtwoord")
    if password.count():
        members = page.context.new_page()
        members.close()
        password.fill(demo_password(page))
        page.get_by_role("button", name="Bevestigen").click()
    else:
        use_code(page)
    page.wait_for_url("**/webauthn/add/")


def demo_password(page: Page) -> str:
    """The cast's password, as a visitor reads it on the sign-in page."""
    other = page.context.browser.new_context(base_url=page.url.split("/account")[0])
    try:
        stranger = other.new_page()
        stranger.goto("/account/login/")
        return stranger.locator("input[name=password][type=hidden]").first.input_value()
    finally:
        other.close()


def test_a_passkey_is_the_second_step_after_a_password(visitor: Page) -> None:
    page = visitor
    give_device(page)
    sign_in(page, SMALL_COLLEAGUE)
    page.goto("/account/2fa/webauthn/add/")
    confirm(page)
    page.get_by_role("button", name="Maak de passkey").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    log_out(page)

    page.goto("/account/login/")
    page.get_by_role("button", name=f"Ga verder als {SMALL_COLLEAGUE}").click()
    assert barriers(page) == []
    page.get_by_role("button", name="Gebruik uw passkey").click()

    page.wait_for_url("**/start/")


def test_an_employee_comes_in_by_her_own_organisation_with_the_roles_of_her_groups(
    visitor: Page,
) -> None:
    page = visitor

    come_by(page, "Gemeente Houten", "jan")

    page.wait_for_url("**/start/")
    expect(page.get_by_text("Jan Bakker")).to_be_visible()
    expect(page.get_by_text("inkoper, Gemeente Houten")).to_be_visible()
    assert barriers(page) == []
    page.goto("/account/")
    expect(page.get_by_text("Gemeente Houten").first).to_be_visible()
    page.goto("/account/oidc/gemeente/bevestigen/?next=/tafels/")
    page.get_by_role("button", name="jan", exact=True).click()
    page.wait_for_url(lambda url: url.endswith("/tafels/") and "?" not in url)


def test_somebody_of_a_provider_comes_in_with_eherkenning_and_says_once_who_she_is(
    visitor: Page, organisations: dict[str, str]
) -> None:
    page = visitor

    come_by(page, "eHerkenning", "els")
    assert barriers(page) == []
    page.get_by_label("Uw naam").fill("Els de Boer")
    page.get_by_label("Uw e-mailadres").fill("els.de.boer@zorg.example")
    page.get_by_role("button", name="Verder").click()

    page.wait_for_url("**/start/")
    expect(page.get_by_text(f"accountmanager, {organisations['name']}")).to_be_visible()
    log_out(page)
    page.goto("/account/login/")
    page.get_by_role("link", name="Inloggen met eHerkenning").click()
    page.wait_for_url("**/start/")


@pytest.mark.parametrize(
    ("user", "words"),
    [
        ("onbekend", "De organisatie waarvoor u komt (12345678) doet hier niet mee."),
        ("els-laag", "U logde in op niveau EH2. Nodig is minstens EH3."),
    ],
)
def test_who_is_not_let_in_reads_why_and_what_to_do(visitor: Page, user: str, words: str) -> None:
    page = visitor

    come_by(page, "eHerkenning", user)

    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("link", name="Probeer opnieuw")).to_be_visible()
    assert barriers(page) == []
