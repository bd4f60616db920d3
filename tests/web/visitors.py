"""Browsers of people who are signed in."""

from __future__ import annotations

import time

from django.test import Client

from convenant.core.actors import Actor
from convenant.parties.models import Person


def signed_in(who: Actor, *, confirmed: bool = True) -> Client:
    """A browser in which this person is signed in, with a second factor if the actor has one, that
    was just asked for once more unless ``confirmed`` says otherwise."""
    client = Client()
    client.force_login(Person.objects.get(pk=who.person))
    if who.second_factor:
        session = client.session
        session["account_authentication_methods_user"] = str(who.person)
        session["account_authentication_methods"] = [
            {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": confirmed}
        ]
        session.save()
    return client
