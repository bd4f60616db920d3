"""What views read from a request and give back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

from convenant.core.actors import Actor
from convenant.parties.queries import Place

if TYPE_CHECKING:
    from convenant.parties.models import Person, Region

SECRET_FIELDS = frozenset(
    {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code"}
)


class ActingRequest(HttpRequest):
    """A request as views see it: with who acts (middleware.WhoActs) and django-htmx's details.

    ``region``: set by a public page that shows another region than the viewer's own.
    """

    user: Person
    actor: Actor
    places: Sequence[Place]
    region: Region | None
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
