"""A sub-agreement as it could lie on a table: invented parties, plausible text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from convenant.core.terms import CeilingTerm, DurationTerm, EffectTerm, ProductTerm, Terms
from convenant.exchange.pdf.agreement import (
    AgreementDocument,
    Article,
    Party,
    RestsOn,
    Signature,
)

MADE_AT = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)
SIGNED_AT = datetime(2026, 11, 20, 13, 5, 31, tzinfo=UTC)

MUNICIPALITIES = (
    Party("Gemeente Houten", cbs="0321", kvk="90000321", place="Houten"),
    Party("Gemeente IJsselstein", cbs="0353", kvk="90000353", place="IJsselstein"),
    Party("Gemeente Lopik", cbs="0331", kvk="90000331", place="Lopik"),
    Party("Gemeente Nieuwegein", cbs="0356", kvk="90000356", place="Nieuwegein"),
    Party("Gemeente Vijfheerenlanden", cbs="1961", kvk="90001961", place="Leerdam"),
)
PROVIDER = Party(
    "Stichting De Lindehof",
    kvk="90123456",
    agb="98765432",
    place="Vianen",
    represented_by="mevrouw S. Çelik-van IJzendoorn, bestuurder",
)
ARTICLES = (
    Article(
        "begrippen",
        "1",
        "Begrippen",
        "In deze overeenkomst betekent begeleiding: hulp die een inwoner helpt om zelf het "
        "dagelijks leven te regelen.\n\n"
        "De overlegtafel is het overleg waar gemeenten en aanbieders samen over deze "
        "overeenkomst praten en besluiten.",
    ),
    Article(
        "doel",
        "2",
        "Wat wij willen bereiken",
        "Inwoners hebben na een jaar aantoonbaar meer regie over hun eigen leven. Wij meten "
        "dat samen en bespreken de uitkomst twee keer per jaar aan de overlegtafel.",
    ),
    Article(
        "duur",
        "3",
        "Looptijd, verlenging en opzegging",
        "De overeenkomst loopt vanaf de datum in ‘Voorwaarden in cijfers’.\n\n"
        "De gemeenten kunnen de overeenkomst verlengen. Zij melden dat uiterlijk zes maanden "
        "voor het einde.\n\n"
        "Ieder van de partijen kan opzeggen, met een termijn van zes maanden. Opzeggen "
        "gebeurt schriftelijk en met redenen.",
        hard=True,
    ),
    Article(
        "tarieven",
        "4",
        "Tarieven",
        "De aanbieder ontvangt voor ieder geleverd uur of etmaal het tarief uit ‘Voorwaarden "
        "in cijfers’. In het tarief zitten alle kosten, ook reistijd tot 30 minuten per "
        "bezoek.\n\n"
        "De tarieven worden ieder jaar op 1 januari aangepast met het OVA-percentage van dat "
        "jaar (≥ 0). De gemeenten maken de nieuwe tarieven bekend vóór 1 november.\n\n"
        "Declareren mag tot uiterlijk één maand na de maand waarin de hulp is geleverd.",
    ),
    Article(
        "plafond",
        "5",
        "Plafonds",
        "Per kalenderjaar betalen de gemeenten samen niet meer dan de plafonds uit "
        "‘Voorwaarden in cijfers’.\n\n"
        "Dreigt een plafond vol te raken, dan meldt de gemeente dat zodra 80% is besteed. "
        "Partijen zoeken dan aan de overlegtafel een oplossing, zodat geen inwoner zonder "
        "hulp komt te zitten.",
    ),
    Article(
        "kwaliteit",
        "6",
        "Kwaliteit en toezicht",
        "De aanbieder werkt volgens het kwaliteitskader van de regio en laat toezicht "
        "toe.\n\n"
        "Calamiteiten meldt de aanbieder binnen één werkdag aan de toezichthouder en aan de "
        "gemeente waar de inwoner woont.",
    ),
    Article(
        "tafel",
        "7",
        "De overlegtafel",
        "Er zijn ten minste negen bijeenkomsten per jaar. Grote, middelgrote en kleine "
        "aanbieders hebben ieder drie zetels.\n\n"
        "Over prijzen van afzonderlijke aanbieders wordt aan de tafel niet gesproken.",
        hard=True,
    ),
    Article(
        "toetreden",
        "8",
        "Later meedoen",
        "Een aanbieder die aan de voorwaarden voldoet, kan later toetreden. Hij aanvaardt "
        "dan dezelfde voorwaarden als ieder ander.",
        hard=True,
    ),
    Article(
        "wijzigen",
        "9",
        "Wijzigen",
        "Zachte bepalingen wijzigen door een besluit aan de overlegtafel. Harde bepalingen "
        "wijzigen alleen als alle partijen instemmen en de colleges daartoe besluiten.",
        hard=True,
    ),
    Article(
        "geschil",
        "10",
        "Als wij er niet uitkomen",
        "Partijen proberen een geschil eerst samen op te lossen, daarna met een bemiddelaar. "
        "Lukt ook dat niet, dan beslist de rechtbank Midden-Nederland.",
        hard=True,
    ),
)
PRODUCTS = (
    ProductTerm("p01", "tarieven", "wmo", "02", "02A03", "Begeleiding basis", "04", 6480),
    ProductTerm("p02", "tarieven", "wmo", "02", "02A05", "Begeleiding specialistisch", "04", 8935),
    ProductTerm("p03", "tarieven", "wmo", "07", "07A03", "Dagbesteding basis", "16", 4312),
    ProductTerm(
        "p04", "tarieven", "wmo", "07", "07A05", "Dagbesteding specialistisch, met zorg", "16", 6190
    ),
    ProductTerm("p05", "tarieven", "wmo", "04", "04A04", "Kortdurend verblijf", "14", 121450),
    ProductTerm(
        "p06", "tarieven", "jw", "45", "45A48", "Begeleiding jeugd, individueel", "04", 7725
    ),
    ProductTerm(
        "p07", "tarieven", "jw", "41", "41A03", "Dagbehandeling jeugd in groep", "16", 5260
    ),
)
TERMS = Terms(
    products=PRODUCTS,
    ceilings=(
        CeilingTerm("c1", "plafond", "collective", "", 1_845_000_000, False),
        CeilingTerm("c2", "plafond", "provider", "", 42_500_000, True),
        CeilingTerm("c3", "plafond", "provider", "02A05", 18_000_000, True),
    ),
    effects=(
        EffectTerm(
            "e1",
            "doel",
            "Inwoners hebben meer regie over hun eigen leven",
            "Zelfredzaamheid-Matrix, gemiddelde verandering na 12 maanden",
            "+0,4 punt",
            36_000_000,
        ),
        EffectTerm(
            "e2",
            "doel",
            "Hulp sluit op tijd aan",
            "Aandeel hulp gestart binnen 14 dagen na toewijzing",
            "90%",
            4_500_000,
        ),
    ),
    duration=DurationTerm("d1", "duur", date(2027, 1, 1), date(2031, 1, 1), (12, 12), 6),
)
SIGNED = AgreementDocument(
    region="Regio Lekstroom",
    kind="Deelovereenkomst",
    title="Begeleiding en dagbesteding",
    version=3,
    identifier="lekstroom/begeleiding/3/98765432",
    address="https://convenant.example/lekstroom/overeenkomsten/begeleiding/3",
    made_at=MADE_AT,
    municipalities=MUNICIPALITIES,
    provider=PROVIDER,
    articles=ARTICLES,
    terms=TERMS,
    rests_on=(
        RestsOn(
            "Versie 3 wordt aangeboden aan alle aanbieders",
            "Fysieke overlegtafel Begeleiding",
            date(2026, 11, 3),
            "https://convenant.example/lekstroom/besluiten/27",
        ),
        RestsOn(
            "Collegebesluiten van de vijf gemeenten",
            "Colleges van burgemeester en wethouders",
            date(2026, 11, 10),
            "https://convenant.example/lekstroom/besluiten/31",
        ),
    ),
    signatures=(
        Signature(
            "J. de Vries",
            "Wethouder zorg, namens de vijf gemeenten",
            "Gemeente Nieuwegein",
            SIGNED_AT,
            "Ingelogd met wachtwoord en een eenmalige code; ‘ja’ bevestigd met een tweede code.",
        ),
        Signature(
            "S. Çelik-van IJzendoorn",
            "Bestuurder",
            "Stichting De Lindehof",
            SIGNED_AT,
            "Ingelogd met een passkey; ‘ja’ bevestigd met dezelfde passkey.",
        ),
    ),
)
UNSIGNED = replace(SIGNED, signatures=(), rests_on=())


def long_agreement() -> AgreementDocument:
    """Forty articles and 140 products: about the largest that is in use."""
    articles = tuple(
        replace(ARTICLES[i % len(ARTICLES)], key=f"a{i}", number=str(i + 1)) for i in range(40)
    )
    products = tuple(
        replace(PRODUCTS[i % len(PRODUCTS)], key=f"p{i:03}", article="a3", code=f"{i:05}")
        for i in range(140)
    )
    return replace(SIGNED, articles=articles, terms=replace(TERMS, products=products))
