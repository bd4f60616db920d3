"""Amounts of money in all the ways people write them, Dutch and English (D078)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SMALL = (
    "een|twee|drie|vier|vijf|zes|zeven|acht|negen|one|two|three|four|five|six|seven|eight|nine|half"
)
_LARGE = (
    "tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig|dertig|"
    "veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend|miljoen|miljard|anderhalf|"
    "anderhalve|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion"
)
_PART = rf"(?:{_LARGE}|{_SMALL}|en)"
_SPELLED = rf"\b(?:{_PART})+(?:[ \-](?:{_PART})+\b)*"
_SPELLED_LARGE = rf"\b(?:{_PART})*(?:{_LARGE})(?:{_PART})*\b"
_DIGITS = r"\d+(?:[.,']\d+)*(?: \d{3}\b)*(?:[.,]\d+)?"
_NUMBER = rf"(?:{_DIGITS}|{_SPELLED})"
_TIMES = r"(?:k|m|mio|mln\.?|mld\.?|miljoen|miljard|duizend|ton|million|billion|thousand)"
_MONEY = (
    r"(?:€|[$£]|euro'?s?\b|eurotjes?\b|eur\b|eurocent\w*|cent(?:en)?\b|ct\b|cents\b|pounds?\b|"
    r"ponden\b|dollars?\b|gulden\b)"
)
_CURRENCY = r"(?:€|[$£]|\beuro'?s?\b|\beur(?:\b|(?=\d)))"
_PEOPLE = (
    r"(?:inwoners|mensen|clienten|uur|uren|kinderen|jeugdigen|huishoudens|gezinnen|people|hours)"
)

_TARIFF = (
    r"(?:\w*tarie(?:f|ven)|\w*prij(?:s|zen)|\w*vergoeding(?:en)?|\w*loon(?:kosten)?|rates?|fees?|"
    r"prices?|\w*kosten|overhead|\w*marges?|winst(?:opslag|marge)?|opslag|margin|costs?)"
)
_BETWEEN = (
    r"(?:\s*[:=>\-(]+\s*|\s+(?:van|is|was|zijn|waren|wordt|worden|werd|op|a|rond|circa|ca\.?|zo'n|"
    r"ongeveer|boven|onder|naar|tot|minimaal|maximaal|minstens|hoogstens|bedraagt|bedragen|zou|"
    r"moet|moeten|kan|minder|meer|dan|het|de|ons|wij|we|jullie|rekenen|vragen|hanteren|willen|ligt|"
    r"liggen|nu|gaat|gaan|stijgt|daalt|zakt|omhoog|omlaag|staat|komt|uit|zit|zitten|wil|per|uur|"
    r"dag|dagdeel|etmaal|bij|of|at|about|around|"
    r"above|below|to|an|hour|should|be|are)(?=\W))"
)
_UNIT_NOT_MONEY = (
    r"\s*(?:%|procent|percent|pct|aanbieders|gemeenten|partijen|jaar|jaren|maand|maanden|weken|"
    r"week|"
    r"dagen|keer|maal|producten|regio|punten|soorten|onderdelen|vragen|stappen|januari|februari|"
    r"maart|april|mei|juni|juli|augustus|september|oktober|november|december|uur\b|uren|minuten|"
    r"tafels|bijeenkomsten|years|months|weeks|providers|fte|leden|mensen|clienten|-\d|/\d)"
)
_UNLESS_AGE = r"(?!\s*(?:jaar|jarige|plus|inwoners|kinderen|jongeren|jeugdigen|mensen|%))"
_YEAR = r"(?:19|20)\d\d\b(?![.,]\d)"
_WHOLE = rf"(?<![\w.,])(?!{_YEAR})\d+(?:[.,]\d+)*(?!\w)(?!{_UNIT_NOT_MONEY})"
_ENDS = (
    r"(?=\s*(?:[;!?)]|\.(?!\d)|,(?!\d)|$|\n|"
    r"(?:per|voor|en|maar|als|dan|all|btw|ex|excl|incl|meer)\b))"
)
_PERCENTAGE = rf"(?:\d+(?:[.,]\d+)?\s*%|{_NUMBER}\s*(?:procent|percent|pct\b|promille))"
_GAP = r"[^.!?;\n]{0,45}?"
_PRICED = (
    r"(?:\w*tarie(?:f|ven)\w*|\w*prij(?:s|zen)\w*|kosten|kostprijs|opslag|index\w*|korting|marge|"
    r"winst\w*|duurder|goedkoper|toeslag|loonkosten|overhead|rendement|rates?|prices?|margin|"
    r"profit|"
    r"discount|ova)"
)

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # € 45 · EUR 45.50 · euro vijftig · 45 euro · 45,- euro · 1,2 mln euro · vijfenveertig euro
        rf"{_TIMES}?\s?{_CURRENCY}[\s.:]*{_NUMBER}(?:\s*{_TIMES}\b)?(?:[.,]?-+|,=)?",
        rf"(?<!\w){_NUMBER}(?:[.,]?\s?-{{1,2}}|,=)?\s*{_TIMES}?\s*{_MONEY}",
        r"\b(?:paar|enkele|tien(?:tal)?len|honderden|duizenden|few|some)\s+(?:euro|cent)\w*",
        r"\b(?:tientjes?|knaken?|stuivers?|dubbeltjes?|kwartjes? (?:erbij|meer|minder))\b",
        # 45,- · 45,00 · 45k · 1,2 mln
        r"(?<![\w.,])\d+(?:\.\d{3})* ?[.,](?:-{1,2}|=)(?!\w)",
        (
            r"(?<![\w.,/\-])\d{1,3}(?:\.?\d{3})*,\d{2}(?![\w,\-/])(?!\s*(?:%|procent|fte|uur|"
            r"uren|km|"
            r"punt|"
            r"keer|x\b|m2|jaar|maand|mln|miljoen|op de|als cijfer))"
        ),
        r"(?<![\w.,])\d+(?:[.,]\d+)?k(?!\w)",
        rf"(?<!\w){_NUMBER}\s*(?:mln\b|mio\b|miljoen|miljard|mld\b|ton\b|million)(?!\s*{_PEOPLE})",
        # 45 per uur · 62,50/dag · 10 uur a 45
        (
            rf"(?<![\w.,]){_DIGITS}\s*(?:per|p/|p\.|/|an|a)\s?(?:uur|u\b|dagdeel|etmaal|minuut|"
            rf"kwartier|"
            r"hour|arrangement|traject)\b"
        ),
        rf"{_SPELLED_LARGE}\s*(?:per|an)\s(?:uur|dagdeel|etmaal|minuut|hour)\b",
        (
            r"(?<![\w.,])\d+[.,]\d{2}\s*(?:per|p/|/|a)\s?(?:dag|nacht|week|maand|jaar|client|"
            r"kwartaal|"
            r"stuk|day|month|year)\b"
        ),
        rf"\b(?:uur|uren|dagen|dagdelen|stuks)\s+a\s+{_WHOLE}",
        # tarief 62,50 · het uurtarief ligt op 45 · 45 is ons tarief · tarief van vijfenveertig
        rf"\b{_TARIFF}{_BETWEEN}{{0,6}}\s*{_WHOLE}(?:[.,]-+)?",
        rf"\b{_TARIFF}{_BETWEEN}{{0,6}}\s*{_SPELLED_LARGE}(?!{_UNIT_NOT_MONEY})",
        rf"{_WHOLE}\s+(?:is|was|als|wordt|zou)\s+(?:\w+\s+){{0,2}}\w*(?:tarief|prijs|kostprijs)\b",
        # wij zitten op 63 · elders betalen ze 71 · niet boven de tachtig komen · 55 all-in
        rf"\b(?:zit|zitten|sta|staan|staat|kom|komen|komt)\s+(?:\w+\s+){{0,2}}op\s+{_WHOLE}{_ENDS}",
        (
            rf"\b(?:kost|kostte|vraagt|vragen|rekent|rekenen|betaalt|betalen|biedt|bieden|bied|"
            rf"krijgt|"
            rf"krijgen|charge|charges|pay|pays)\s+(?:\w+\s+){{0,2}}{_WHOLE}{_ENDS}"
        ),
        (
            rf"\b(?:gaat|gaan|komt|komen|kom|zit|zitten|blijft|blijven|draaien|werken|doen)"
            rf"\s+(?:\w+\s+){{0,3}}"
            rf"(?:onder|boven|beneden|rond)\s+de\s+(?:{_WHOLE}|{_SPELLED_LARGE}){_UNLESS_AGE}"
        ),
        (
            rf"\b(?:onder|boven|beneden|rond)\s+de\s+(?:{_WHOLE}|{_SPELLED_LARGE})\s+(?:komt|komen|"
            rf"gaan|gaat|"
            rf"zitten|zit|blijven|draaien|werken)\b"
        ),
        rf"{_WHOLE}\s+all-?\s?in\b",
        # 3 % erbij · verhoging van het tarief met 3 % · indexatie van 3 procent
        (
            rf"{_PERCENTAGE}\s*(?:erbij|eraf|bovenop|opslag|korting|marge|winst|duurder|goedkoper|"
            r"loonsverhoging|indexatie|overhead)"
        ),
        rf"\b{_PRICED}\b{_GAP}(?<!\w){_PERCENTAGE}",
        rf"(?<!\w){_PERCENTAGE}{_GAP}\b{_PRICED}\b",
    )
)


def amounts(text: str) -> Iterator[tuple[int, int]]:
    """Where a plain text names money: from, up to. Dates, years, articles, product codes, telephone
    numbers, hours a week and percentages of results are no money."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield found.span()
