import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import QueryDict

from convenant.web.shared import errors
from convenant.web.shared.http import typed_texts

pytestmark = pytest.mark.django_db

TYPED = "Vier weken is voor ons te kort in de oogsttijd."


def test_a_refusal_says_why_and_gives_the_typed_text_back(rf):
    request = rf.post("/", {"remark": TYPED, "choice": "ja"})

    response = errors.refused(request, "De termijn sloot op 15 november 2026.", back_url="/tafel/")

    page = response.content.decode()
    assert response.status_code == 403
    assert "De termijn sloot op 15 november 2026." in page
    assert TYPED in page
    assert 'href="/tafel/"' in page


def test_secrets_are_never_given_back():
    posted = QueryDict(mutable=True)
    posted.update({"password": "een lange zin", "code": "123 456", "remark": TYPED})

    assert typed_texts(posted) == [TYPED]


def test_typed_text_is_shown_as_text(rf):
    request = rf.post("/", {"remark": "<script>alert(1)</script> en meer"})

    page = errors.refused(request, "Nee.").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; en meer" in page


def test_permission_denied_with_words_shows_them_and_without_explains(rf):
    with_words = errors.permission_denied(rf.get("/"), PermissionDenied("Alleen de voorzitter."))
    without = errors.permission_denied(rf.get("/"), PermissionDenied())

    assert "Alleen de voorzitter." in with_words.content.decode()
    assert "met de rol waarmee u bent ingelogd" in without.content.decode()


def test_a_request_that_is_too_large_is_413_and_another_bad_one_400(rf):
    assert errors.bad_request(rf.post("/"), RequestDataTooBig()).status_code == 413
    assert errors.bad_request(rf.post("/"), ValueError()).status_code == 400


@pytest.mark.parametrize(
    ("came_from", "leads_back"),
    [("http://testserver/punten/7/", True), ("http://elders.example/", False), ("", False)],
)
def test_who_sent_too_much_is_led_back_to_the_form_with_its_text(rf, came_from, leads_back):
    request = rf.post("/punten/7/inbreng/", headers={"referer": came_from})

    page = errors.too_large(request).content.decode()

    assert ("De tekst die u typte staat nog op de vorige pagina" in page) is leads_back
    assert (f'href="{came_from}"' in page) is leads_back


def test_a_limit_is_named(rf):
    page = errors.too_large(rf.post("/"), "Een bestand mag hoogstens 25 MB zijn.")

    assert "Een bestand mag hoogstens 25 MB zijn." in page.content.decode()


def test_a_form_that_was_open_too_long_keeps_its_text(rf):
    response = errors.csrf_failure(rf.post("/", {"remark": TYPED}), "no cookie")

    assert response.status_code == 403
    assert TYPED in response.content.decode()


def test_not_found_is_404(rf):
    assert errors.not_found(rf.get("/weg/")).status_code == 404


def test_a_server_error_needs_no_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = errors.server_error(rf.get("/"))

    assert response.status_code == 500
    assert "Dit ligt niet aan u." in response.content.decode()
