"""Finding what must not be said aloud among competitors: amounts, dividing clients or areas,
answering an offer together, and the cost or capacity of one of them.

It warns; a person decides. Better one text too many before the chair than one too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from convenant.core.guard.amounts import amounts
from convenant.core.guard.plain import plain


class SuspicionKind(StrEnum):
    AMOUNT = "amount"
    DIVISION = "division"  # of clients, areas or the market
    JOINT = "joint"  # answering or refusing an offer together
    COST = "cost"  # the cost, price or capacity of one provider


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One place in a text: from ``start`` up to ``end``."""

    kind: SuspicionKind
    start: int
    end: int


_GAP = r"[^.!?;\n]"
_CLIENTS = (
    r"(?:clienten|client|inwoners|jeugdigen|jongeren|ouderen|kinderen|klanten|patienten|gezinnen|"
    r"aanmeldingen|"
    r"verwijzingen|nieuwe mensen|clients|customers|referrals)"
)
_AREAS = (
    r"(?:wijk(?:en)?|buurt(?:en)?|gebied(?:en)?|werkgebied(?:en)?|regio(?:'?s)?|kern(?:en)?|"
    r"dorp(?:en)?|stadsde(?:el|len)|doelgroep(?:en)?|markt(?:en|aandeel)?|gemeenten?|"
    r"district(?:en)?|"
    r"areas?|markets?|neighbourhoods?|municipalit(?:y|ies))"
)
_SHARE = (
    r"(?:verdeel\w*|verdel\w+|opdel\w*|opgedeeld|opsplits\w*|divid\w+|split up|carve up|share out)"
)
_LAWFUL = (
    r"(?:budget|geld|middelen|taken|tijd|ruimte|rollen|plafond|zetels|percelen|kosten|"
    r"verdeelsleutel|"
    r"zitplaatsen|spreektijd|stoelen|onderwerpen|leestijd|voorkeur)"
)
_TEMPERED = rf"(?:(?!{_LAWFUL}){_GAP})"
_TOGETHER = (
    r"(?:samen|gezamenlijk\w*|allemaal|alle aanbieders|met zijn allen|met z'n allen|met elkaar|"
    r"onderling|collectief|eensgezind|als aanbieders|als groep|als (?:een )?blok|als collectief|"
    r"allen|wij alle\w*|"
    r"iedereen|jointly|together|all of us|"
    r"we all|collectively|everybody)"
)
_REFUSE = (
    r"(?:weiger\w*|geweigerd|nee zeg\w*|nee tegen|zeg(?:gen|t)? (?:\w+ ){0,4}nee|nee te zeggen|"
    r"niet (?:te )?(?:onder)?teken\w*|afwijzen|boycot\w*|niet accepter\w*|niet (?:mee )?akkoord|"
    r"niet in te "
    r"schrijven|niet inschrijv\w*|tekenen niet|aanbod\b[^.!?;\n]{0,20}\bterug\w*|ja zeg\w*|"
    r"refus\w+|reject\w*|"
    r"say no|not sign\w*|"
    r"boycott)"
)
_TARIFF = r"(?:\w*tarie(?:f|ven)\w*|\w*prij(?:s|zen)\b|aanbod|bod|bedrag|rates?|prices?|offer)"
_FIX = (
    r"(?:afspre\w+|afspraak|afspraken|spreken\b[^.!?;\n]{0,30}\baf\b|afgesproken|vaststel\w*|"
    r"bepalen|"
    r"vragen|gevraagd|indienen|rekenen|hanteren|eisen|offreren|inschrijven|agree|fix|set|charge|"
    r"demand)"
)
_TAKE = r"(?:doen|doe|nemen|neem|pakken|pak|houden|krijgen|bedienen|blijven in|blijf in)"
_NOT_TAKE = (
    r"(?!\s+(?:ons best|mee|dat|dit|het|graag|niet|rekening|contact|kennis|afscheid|nota|ook mee|"
    r"een "
    r"voorstel|onderzoek|verslag|navraag|deel aan|het over))"
)
_OTHER = r"(?:jullie|zij|u|jij|de anderen?|de rest|de buren|you)"

_PATTERNS = {
    SuspicionKind.DIVISION: (
        rf"\b{_SHARE}\b{_TEMPERED}{{0,60}}\b(?:{_CLIENTS}|{_AREAS})\b",
        (
            rf"\b(?:{_CLIENTS}|wijken|gebieden|buurten|kernen|dorpen|markt|regio)"
            rf"\b{_TEMPERED}{{0,40}}\b{_SHARE}"
        ),
        r"\b(?:markt|gebieds?|client(?:en)?|wijk(?:en)?|klanten?|regio)-?(?:verdel|verdeel)\w*",
        (
            rf"\b(?:wij|we|ik)\s+{_TAKE}\b{_NOT_TAKE}{_GAP}{{2,50}}(?:,| en| dan| terwijl)\s+"
            rf"(?:{_TAKE} )?{_OTHER}\b"
        ),
        rf"\bjullie\s+(?:{_TAKE}|in)\b{_NOT_TAKE}{_GAP}{{2,50}}\b(?:wij|we|ik)\b",
        (
            rf"\b(?:ieder(?:een)?|elke?|allemaal|each|everyone)\b{_GAP}{{0,30}}\b(?:eigen|own)"
            rf"\s+(?:\w+\s+)?"
            rf"(?:{_AREAS}|{_CLIENTS})\b"
        ),
        (
            rf"\bin (?:ons|hun|zijn|het) eigen (?:{_AREAS})\b{_GAP}{{0,20}}\bblij\w+|"
            rf"\bblij\w+\b{_GAP}{{0,20}}"
            rf"\bin (?:ons|hun|zijn|het|je|uw) eigen {_AREAS}"
        ),
        rf"\b(?:te veel|teveel|too many)\b{_GAP}{{0,20}}\b{_CLIENTS}\b",
        (
            r"\b(?:afpak\w*|afpik\w*|wegkap\w*|weghal\w*|weggehaald|wegkopen|afsnoep\w*|inpik\w*|"
            r"poach\w*|"
            r"afgepakt|ingepikt)\b"
        ),
        rf"\belkaars\s+(?:\w+\s+)?(?:{_CLIENTS}|{_AREAS}|vaarwater)\b",
        (
            rf"\b(?:blij(?:f|ft|ven)|stay)\s+(?:\w+\s+){{0,2}}(?:uit|weg uit|out of)\s+(?:\w+\s+)"
            rf"{{0,2}}"
            rf"(?:{_AREAS}|vaarwater)\b"
        ),
        (
            r"\b(?:een|1|one)\s+(?:enkele\s+)?(?:\w*aanbieder|instelling|dagbesteding|dagcentrum|"
            rf"dagopvang|organisatie|provider|day centre)\s+(?:per|voor elke|voor iedere)"
            rf"\s+{_AREAS}\b"
        ),
        rf"\bgeen\s+{_CLIENTS}\s+(?:van elkaar|over(?:nemen|te nemen))",
        (
            r"\b(?:laat|laten)\b[^.!?;\n]{2,30}\baan (?:ons|jullie|de anderen|hen)\b(?! (?:weten|"
            r"horen|zien))"
        ),
        (
            rf"\bwie\s+(?:pakt|neemt|doet|krijgt|bedient|takes)\b{_GAP}{{0,12}}\b(?:welke|which)\s+"
            rf"(?:{_AREAS}|{_CLIENTS})\b"
        ),
        (
            rf"\bde (?:grote|ene|een)\b{_GAP}{{2,60}}\ben de (?:kleine|andere|ander)"
            rf"\b{_GAP}{{1,15}}\b(?:de|het)\b"
        ),
        (
            rf"\b(?:haal|halen|haalt|lok\w*|trek\w*|kaap|kapen|kaapt)\b{_GAP}{{0,25}}\b{_CLIENTS}\b"
            rf"{_GAP}{{0,25}}\b(?:weg|af)\b"
        ),
        rf"\b{_CLIENTS}\b{_GAP}{{0,25}}\b(?:weglok\w*|wegtrek\w*|weghaal\w*|weggelokt)",
        (
            r"\b(?:neem|nemen|laten)"
            r"\b[^.!?;\n]{0,15}\bgeen nieuwe clienten\b[^.!?;\n]{0,25}\b(?:uit|"
            r"van)\b"
        ),
        rf"\b(?:wij|we|ik)\b{_GAP}{{2,40}}\b{_TAKE}\b{_GAP}{{0,15}}\bjullie\b",
        rf"\bvoor ons\b{_GAP}{{0,40}}\bvoor (?:jullie|hen|hun|de anderen?)\b",
        rf"\bvoor jullie\b{_GAP}{{0,40}}\bvoor ons\b",
        rf"\bwie\b{_GAP}{{0,25}}\bwelke\s+(?:{_AREAS}|{_CLIENTS})\b",
        rf"\b(?:niet|geen|stop\w*)\b{_GAP}{{0,30}}\b(?:be)?concurr\w+",
        r"\b(?:is|zijn|blijft|blijven) van (?:ons|jullie)\b(?=\s*(?:[.,!;]|$|en\b))",
        (
            rf"\b(?:wij|we|ik)\b{_GAP}{{0,40}}\bgeen (?:andere|nieuwe) (?:\w*aanbieders?|"
            rf"concurrent\w*)\b"
        ),
        rf"\b(?:wij|we|ik)\s+jullie\s+(?:{_AREAS}|{_CLIENTS})\b",
    ),
    SuspicionKind.JOINT: (
        rf"\b{_TOGETHER}\b{_GAP}{{0,50}}\b{_REFUSE}",
        (
            rf"\b{_REFUSE}\b{_GAP}{{0,25}}\b(?:samen|gezamenlijk|allemaal|met zijn allen|together|"
            rf"jointly)\b"
        ),
        rf"\b{_TOGETHER}\b(?! met de gemeente){_GAP}{{0,45}}\b{_TARIFF}{_GAP}{{0,40}}\b{_FIX}\b",
        rf"\b{_TOGETHER}\b(?! met de gemeente){_GAP}{{0,45}}\b{_FIX}\b{_GAP}{{0,40}}\b{_TARIFF}",
        rf"\b{_FIX}\b{_GAP}{{0,30}}\b(?:zelfde|hetzelfde|gelijke?|minimum|same)\s+{_TARIFF}",
        (
            rf"\b(?:allemaal|iedereen|allen|all)\b{_GAP}{{0,25}}\b(?:hetzelfde|dezelfde|zelfde|"
            rf"gelijke?|same)"
            rf"\s+{_TARIFF}"
        ),
        rf"\bkostendekkend\w*\s+{_TARIFF}{_GAP}{{0,30}}\b(?:afspre\w+|afgesproken|spreken)",
        (
            r"\b(?:niemand|nobody|no one|geen (?:enkele )?(?:aanbieder|van ons|van allen|partij|"
            r"instelling))\b"
            rf"{_GAP}{{0,25}}\b(?:teken\w*|onderteken\w*|accepteert|accepteren|inschrijft|"
            rf"schrijft in|"
            r"gaat akkoord|zegt ja|ja zegt|gaat (?:er)?onder|zakt|signs?|accepts?)\b"
        ),
        (
            rf"\bteken\w*\b{_GAP}{{0,15}}\balleen als\b{_GAP}{{0,15}}\b(?:iedereen|anderen|jullie|"
            rf"alle|allemaal)"
        ),
        (
            rf"\bals (?:jullie|iedereen|de anderen|we allemaal|wij allemaal)"
            rf"\b{_GAP}{{0,15}}\b(?:niet )?(?:teken\w*|"
            rf"weiger\w*|nee zeg\w*|inschrij\w*)"
        ),
        (
            r"\bniet (?:onder|lager dan|beneden)\s+(?:de|het|een|dit|dat|deze|die|onze)?\s*"
            r"(?:\w*prijs|\w*tarief|bedrag|bodem|ondergrens)\b"
        ),
        (
            r"\b(?:een|gesloten|gezamenlijk)\s+(?:front|blok|vuist)\b|\ball? een lijn trekken\b|"
            r"\been lijn trekken\b"
        ),
        rf"\b(?:laten we|laat ons|we moeten|wij moeten|let us|let's)\b{_GAP}{{0,30}}\b{_REFUSE}",
        (
            r"\b(?:minimum|bodem)(?:prijs|prijzen|tarie(?:f|ven))\b|\b(?:prijs|tarief)afspra(?:ak|"
            r"ken)\b"
        ),
        rf"\bgeen van (?:de \w+|ons|allen)\b{_GAP}{{0,30}}\b(?:ingaan|ingaat|meedoen|doet mee)\b",
        rf"\b{_TOGETHER}\b{_GAP}{{0,25}}\b(?:zelfde|dezelfde|hetzelfde|gelijke|een)\s+{_TARIFF}",
        rf"\b(?:onderling|als aanbieders|met elkaar|collectief)\b{_GAP}{{0,40}}\b{_TARIFF}",
    ),
    SuspicionKind.COST: (
        (
            r"\b(?:onze|ons|mijn|our|my)\s+(?:\w+\s+){0,2}?(?:kostprij\w+|loonkosten|overhead|"
            r"winst\w*|"
            r"marges?|omzet|rendement|bezetting\w*|capaciteit\w*|uurprijs|uurtarie\w+|tarie(?:f|"
            r"ven)|"
            r"prij(?:s|zen)|"
            r"reserves|cost price|costs|margin|capacity|occupancy|rates?|turnover)\b"
        ),
        (
            rf"\b(?:wij|we|ik|i)\b{_GAP}{{0,40}}\b(?:plekken|plek|plaatsen|bedden|kamers|fte|"
            rf"places|"
            rf"beds)\b"
            rf"{_GAP}{{0,15}}\b(?:vrij|over|beschikbaar|leeg|te veel|te weinig|free|available|"
            rf"empty)\b"
        ),
        (
            rf"\b(?:wij|we|ik)\b{_GAP}{{0,30}}\bcapaciteit\b{_GAP}{{0,30}}\b(?:afbouw\w*|af|"
            rf"uitbreid\w*|"
            r"verminder\w*|inkrimp\w*|over|vrij|schrap\w*|bij)\b"
        ),
        (
            rf"\b(?:wij|we|ik)\s+(?:maken|maak|draaien|draai|leggen|leg)\b{_GAP}{{0,30}}\b(?:winst|"
            rf"verlies|"
            r"toe|geld op toe|marge)\b"
        ),
        (
            r"\b(?:jullie|uw|hun|zijn|elkaars|your|their)\s+(?:\w+\s+){0,1}?(?:kostprij\w+|"
            r"loonkosten|overhead|"
            r"winst\w*|marges?|omzet|bezetting\w*|uurprijs|cost price|margin)\b"
        ),
        r"\b(?:jullie|elkaars)\s+(?:uur)?(?:tarie(?:f|ven)|prij(?:s|zen))\b",
        (
            rf"\b(?:bij ons|bij onze organisatie)\b{_GAP}{{0,20}}\b(?:bezetting|marge|winst|"
            rf"kostprijs|overhead)\b"
        ),
        (
            r"\b(?:(?:wij|we)\s+(?:sluiten|openen)|(?:sluiten|openen)\s+(?:wij|we))"
            r"\b[^.!?;\n]{0,25}\b(?:locaties?|"
            r"vestiging\w*|groep(?:en)?|huizen|huis|afdeling)\b"
        ),
        rf"\bkost(?:te)?\s+(?:het\s+)?ons\b{_GAP}{{0,25}}\d",
        (
            rf"\b(?:nemen|neem|neemt)\s+(?:wij|we|ik)\b{_GAP}{{0,15}}\bgeen\s+(?:nieuwe\s+)"
            rf"?{_CLIENTS}\b"
        ),
        (
            rf"\b(?:wij|we|ik)\b{_GAP}{{0,25}}\bgeen\s+nieuwe\s+{_CLIENTS}\b|\b(?:clienten|opname)"
            rf"stop\b"
        ),
        r"\b(?:wij|we|ik)\b[^.!?;\n]{0,20}\bbezetting(?:sgraad)?\b",
    ),
}
_COMPILED = {
    kind: tuple(re.compile(pattern) for pattern in patterns) for kind, patterns in _PATTERNS.items()
}


def suspicions(text: str) -> tuple[Suspicion, ...]:
    """What in a text should be seen by the chair before others read it, in order and without
    overlap of the same kind (D078; ACM, practice A5). Positions are those of the text itself,
    whatever signs, digits or spaces were used to write it."""
    read = plain(text)
    found = sorted({(kind, *read.span(start, end)) for kind, start, end in _found(read.text)})
    merged: list[Suspicion] = []
    for kind, start, end in found:
        last = merged[-1] if merged else None
        if last is not None and last.kind is kind and start <= last.end:
            merged[-1] = Suspicion(kind, last.start, max(last.end, end))
        else:
            merged.append(Suspicion(kind, start, end))
    return tuple(sorted(merged, key=lambda one: (one.start, one.end, one.kind)))


def _found(text: str) -> Iterator[tuple[SuspicionKind, int, int]]:
    for start, end in amounts(text):
        yield SuspicionKind.AMOUNT, *_without_space(text, start, end)
    for kind, patterns in _COMPILED.items():
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield kind, *_without_space(text, *match.span())


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    found = text[start:end]
    return end - len(found.lstrip()), start + len(found.rstrip())
