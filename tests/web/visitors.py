"""Browsers of people who are signed in."""

from __future__ import annotations

from django.test import Client

from convenant.core.actors import Actor
from convenant.parties.models import Person


def signed_in(who: Actor) -> Client:
    """A browser in which this person is signed in, with a second factor if the actor has one."""
    client = Client()
    client.force_login(Person.objects.get(pk=who.person))
    if who.second_factor:
        session = client.session
        session["account_authentication_methods_user"] = str(who.person)
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp"}]
        session.save()
    return client
