"""The style guide in a real browser: readable for everybody, on every width, losing nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [
    pytest.mark.journey,
    pytest.mark.urls("tests.web.shared.urls"),
    pytest.mark.django_db(transaction=True),
]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
PAGES = ["/bouwstenen/", "/account/login/", "/account/password/reset/", "/bestaat-niet/"]


def violations(page):
    found = Axe().run(page, options={"runOnly": WCAG}).response
    assert found["passes"], "axe looked at nothing"
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1280, 320])
def test_a_page_has_no_barriers_and_never_scrolls_sideways(page, live_server, path, width):
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(live_server.url + path)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_summary_of_mistakes_has_the_focus(page, live_server):
    page.goto(live_server.url + "/bouwstenen/")

    assert page.evaluate("document.activeElement.dataset.errorSummary") == ""


def test_typed_text_returns_after_leaving_the_page_and_can_be_wiped(page, live_server):
    page.goto(live_server.url + "/bouwstenen/")
    page.fill("#id_remark", "Vier weken is te kort.")
    page.goto(live_server.url + "/account/login/")

    page.goto(live_server.url + "/bouwstenen/")

    assert page.input_value("#id_remark") == "Vier weken is te kort."
    page.click("text=Wis die tekst")
    assert page.input_value("#id_remark") == ""
    page.reload()
    assert page.input_value("#id_remark") == ""


def test_on_a_phone_the_menu_opens_with_a_button_and_shows_without_scripts(
    page, browser, live_server
):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(live_server.url + "/bouwstenen/")
    assert not page.is_visible("#menu")
    page.click("text=Menu")
    assert page.is_visible("#menu")

    plain = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    without = plain.new_page()
    without.goto(live_server.url + "/bouwstenen/")
    assert without.is_visible("#menu")
    plain.close()


def test_nothing_is_fetched_from_elsewhere_and_the_policy_blocks_nothing(page, live_server):
    fetched, complaints = [], []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(live_server.url + "/bouwstenen/")

    assert complaints == []
    assert all(url.startswith((live_server.url, "data:")) for url in fetched)


def test_an_upload_shows_its_progress_and_goes_on_to_the_answer(page, live_server):
    from tests.web.shared import urls

    urls.SENT.clear()
    page.goto(live_server.url + "/insturen/")
    page.set_input_files("#id_file", {"name": "323.xml", "mimeType": "text/xml", "buffer": b"<a/>"})
    held = []
    page.route("**/insturen/", lambda route: held.append(route))

    page.click("text=Stuur in")
    page.click("text=Stuur in")

    assert page.is_visible("[data-upload-progress]")
    page.wait_for_timeout(100)
    held[0].continue_()
    page.wait_for_url("**/bouwstenen/")
    assert urls.SENT == ["323.xml"], "the second click sends nothing"


def test_a_refused_upload_says_what_is_wrong_on_the_same_page(page, live_server):
    page.goto(live_server.url + "/insturen/")

    page.click("text=Stuur in")
    page.wait_for_selector("[data-error-summary]")

    assert page.evaluate("document.activeElement.dataset.errorSummary") == ""
    assert page.title().startswith("Fout: Proef")


def test_without_a_connection_an_upload_can_be_tried_again(page, live_server):
    page.goto(live_server.url + "/insturen/")
    page.set_input_files("#id_file", {"name": "323.xml", "mimeType": "text/xml", "buffer": b"<a/>"})
    page.route("**/insturen/", lambda route: route.abort())

    page.click("text=Stuur in")
    page.wait_for_selector("text=Het bestand kwam niet aan.")

    page.unroute("**/insturen/")
    page.click("text=Stuur in")
    page.wait_for_url("**/bouwstenen/")
