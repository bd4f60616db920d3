"""One's own organisation: its facts, its people, who may sign, its log; and what the region does
for organisations: the first invitation, the check of who may sign."""

from __future__ import annotations

from django.urls import path

from convenant.web.organisation.views import (
    accepting,
    authority,
    first,
    invitations,
    log,
    people,
    start,
)

app_name = "organisation"

urlpatterns = [
    path("organisatie/", start.start, name="start"),
    path("organisatie/contact/", start.contact, name="contact"),
    path("organisatie/mensen/", people.index, name="people"),
    path("organisatie/mensen/uitnodigen/", invitations.invite, name="invite"),
    path("organisatie/mensen/<int:pk>/", people.show, name="person"),
    path("organisatie/mensen/<int:pk>/rol/", people.grant, name="grant"),
    path("organisatie/rollen/<int:pk>/beeindigen/", people.end_role, name="end_role"),
    path("organisatie/uitnodigingen/<int:pk>/opnieuw/", invitations.resend, name="resend"),
    path("organisatie/uitnodigingen/<int:pk>/intrekken/", invitations.withdraw, name="withdraw"),
    path("organisatie/tekenbevoegdheid/", authority.own, name="authority"),
    path("organisatie/tekenbevoegdheid/inleveren/", authority.hand_in, name="hand_in"),
    path("organisatie/logboek/", log.show, name="log"),
    path("organisatie/logboek/downloaden/", log.download, name="log_download"),
    path("uitnodiging/<str:secret>/", accepting.accept, name="accept"),
    path("tekenbevoegdheid/<int:pk>/bestand/", authority.proof, name="proof"),
    path("regio/uitnodigen/", first.first_invitations, name="first_invitations"),
    path("regio/tekenbevoegdheid/", authority.to_check, name="to_check"),
    path("regio/tekenbevoegdheid/<int:pk>/", authority.check, name="check"),
    path("regio/tekenbevoegdheid/<int:pk>/aanvaarden/", authority.accept, name="accept_authority"),
    path("regio/tekenbevoegdheid/<int:pk>/weigeren/", authority.refuse, name="refuse_authority"),
    path("regio/tekenbevoegdheid/<int:pk>/beeindigen/", authority.end, name="end_authority"),
]
