"""What views read from a request and give back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

from convenant.core.actors import Actor

if TYPE_CHECKING:
    from convenant.parties.models import Person

SECRET_FIELDS = frozenset(
    {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code"}
)


class ActingRequest(HttpRequest):
    """A request as views see it: with who acts (middleware.WhoActs) and django-htmx's details."""

    user: Person
    actor: Actor
    htmx: HtmxDetails


def typed_texts(posted: QueryDict) -> list[str]:
    """What a person wrote in a form, longest first: texts of more than one word, no secrets."""
    texts = {
        value.strip()
        for name, values in posted.lists()
        if name not in SECRET_FIELDS
        for value in values
        if " " in value.strip()
    }
    return sorted(texts, key=lambda text: (-len(text), text))
