"""Who is in the story, and on which pages each of them comes.

Braces hold an address that differs per region; ``ahead.go_ahead`` knows them.
"""

from __future__ import annotations

PURCHASER = "Marieke de Wit"
CHAIR = "Joost van Leeuwen"
CONTRACT_MANAGER = "Tom Brouwer"
ALDERMAN = "Hanneke Vos"
GUIDE = "Fatima El Amrani"
ADMINISTRATOR = "Erik Postma"
LARGE = "Annelies Verstraaten"
SMALL = "Ruben Haverkort"
SMALL_COLLEAGUE = "Lotte Zandstra"
OUTSIDER = "Mustafa Yilmaz"
NOBODY = ""
"""Whoever has not signed in."""

OPEN_ITEM = "Wachttijden en hulp die langer dan een jaar duurt"
"""What the tables talk about this week."""

PAGES = {
    NOBODY: """
        / /openbaar/tafels/ /openbaar/tafels/overlegtafel-begeleiding/ /openbaar{open_meeting}
        /openbaar{decided_meeting} /openbaar/overeenkomsten/ /openbaar/overeenkomsten/begeleiding/
        /openbaar/overeenkomsten/begeleiding/versies/2/ /openbaar/besluiten/ /openbaar/deelnemers/
        /account/login/
    """,
    PURCHASER: """
        /start/ /tafels/ /tafels/overlegtafel-begeleiding/
        /tafels/overlegtafel-begeleiding/plannen/ {planned_meeting} {open_meeting} {open_item}
        {remark}beantwoorden/ {decided_item} /teksten/begeleiding/2/
        /teksten/begeleiding/2/verschil/ {concept} {concept}artikel/{article}/
        {concept}voorwaarde/{term}/ {concept}publiceren/ /overeenkomsten/
        /overeenkomsten/begeleiding/ /overeenkomsten/begeleiding/aanbod/ {open_offer} /geld/
        /berichten/ /regio/mandaten/ /regio/vertegenwoordiging/ /regio/profielen/
        /gemeente/afhankelijkheid/ /gemeente/belanghebbenden/ /gemeente/vergelijking/
    """,
    CHAIR: "/start/ {open_item}besluiten/ {decided_item}besluiten/ {open_meeting}afsluiten/",
    CONTRACT_MANAGER: "/start/ {message} {message}?toon=alles /berichten/aanleveren/",
    ALDERMAN: "/start/",
    ADMINISTRATOR: """
        /start/ /regio/ /regio/inrichten/ /regio/regeling/ /regio/deelnemers/ /regio/producten/
        /regio/aanbieders/ /regio/gemeenten/ /regio/inlezen/ /regio/uitnodigen/
        /regio/tekenbevoegdheid/ /regio/wijzigingen/ /regio/besluitvorming/ /organisatie/
        /organisatie/mensen/ /organisatie/logboek/ /gemeente/ /account/
    """,
    LARGE: "/start/ {open_item} {open_offer} {open_offer}ondertekenen/ {signature} /geld/",
    SMALL: """
        /start/ /berichten/ {open_offer} {open_offer}ondertekenen/ /organisatie/
        /organisatie/profiel/ /gemeente/gevraagd/
    """,
    SMALL_COLLEAGUE: "/start/ {open_meeting} {decided_item} /overeenkomsten/begeleiding/",
    OUTSIDER: "/start/ /overeenkomsten/ /overeenkomsten/jeugdhulp-ambulant/toetreden/",
}
