"""Invented content for the style guide, as pages would make it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from convenant.core.differences import difference
from convenant.web.shared import components as c


class SampleForm(forms.Form):
    """One field of each kind; shown as sent in with mistakes."""

    title = forms.CharField(label="Onderwerp", help_text="Kort, zoals op de agenda.")
    remark = forms.CharField(
        label="Uw opmerking bij artikel 4",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Iedereen aan de overlegtafel kan dit lezen.",
    )
    tariff = forms.CharField(
        label="Voorgesteld tarief per uur",
        widget=forms.TextInput(attrs={"class": "control--number", "inputmode": "decimal"}),
        required=False,
    )
    on = forms.DateField(label="Ingangsdatum", widget=forms.DateInput(attrs={"type": "date"}))
    product = forms.ChoiceField(
        label="Product", choices=[("", "Kies een product"), ("02A05", "02A05 Begeleiding groep")]
    )
    answer = forms.ChoiceField(
        label="Uw antwoord op het aanbod",
        choices=[("yes", "Ja, wij doen mee"), ("no", "Nee, nu niet")],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label="Declaratiebericht", help_text="XML, hoogstens 25 MB.")
    authorised = forms.BooleanField(label="Ik mag namens mijn organisatie tekenen")


def everything(query: QueryDict) -> dict[str, Any]:
    """The context of the style guide."""
    return {
        "form": SampleForm({"title": "Tarief", "tariff": "64,20", "remark": "", "answer": ""}),
        "crumbs": [
            c.Link("Start", "/"),
            c.Link("Overeenkomsten", "/overeenkomsten/"),
            c.Link("Begeleiding 2027"),
        ],
        "badge": c.Badge("concept", c.Tone.INFO),
        "tones": [
            c.Badge("gesloten"),
            c.Badge("in overleg", c.Tone.INFO),
            c.Badge("ondertekend", c.Tone.GOOD),
            c.Badge("loopt af", c.Tone.WARNING),
            c.Badge("geweigerd", c.Tone.BAD),
        ],
        "figures": [
            c.Figure("Aanbieders met ja", "131 van 170", "39 antwoordden nog niet", "#tabel"),
            c.Figure("Besteed in 2026", "€\u00a018.204.117", "61% van het plafond"),
            c.Figure("Open opmerkingen", "12", "oudste is 9 dagen oud"),
            c.Figure("Eerstvolgende tafel", "3 december", "Begeleiding, IJsselstein"),
        ],
        "cards": _cards(),
        "tasks": _tasks(),
        "steps": [
            c.Step("Concept", "done", "12 september"),
            c.Step("Overlegtafel", "done", "8 oktober"),
            c.Step("Aanbod", "current", "tot 15 december"),
            c.Step("Ondertekend"),
            c.Step("In uitvoering"),
        ],
        "table": _table(),
        "no_rows": c.Table("Aanbieders", [c.Column("Aanbieder")], [], empty=_("Geen aanbieders.")),
        "meters": [
            c.Meter("Begeleiding individueel", 1_204_400_00, 2_000_000_00, "Op schema."),
            c.Meter(
                "Dagbesteding",
                912_000_00,
                1_000_000_00,
                "Bij dit tempo op 4 december bereikt.",
                c.Tone.WARNING,
                "#meter",
            ),
            c.Meter(
                "Vervoer", 268_400_00, 240_000_00, "€\u00a028.400 boven het plafond.", c.Tone.BAD
            ),
        ],
        "events": _events(),
        "details": [
            c.Detail("Aanbieder", "Zorgboerderij De Kievit", "#aanbieder"),
            c.Detail("Aanbod", "Deelovereenkomst Begeleiding 2027, versie 3"),
            c.Detail("Antwoord", "Ja\nZonder voorbehoud", "#antwoord"),
        ],
        "pieces": difference(
            "De aanbieder meldt een wachttijd van meer dan zes weken binnen vijf werkdagen.",
            "De aanbieder meldt een wachttijd van meer dan vier weken binnen vijf werkdagen aan "
            "het sociaal team.",
        ),
        "remark_at": datetime(2026, 11, 18, 9, 12, tzinfo=UTC),
        "answered_at": datetime(2026, 11, 20, 14, 40, tzinfo=UTC),
        "remark_badge": c.Badge("verwerkt in versie 3", c.Tone.GOOD),
        "open_badge": c.Badge("nog geen antwoord", c.Tone.WARNING),
        "pages": c.pagination(Paginator(range(170), 25).page(3), query),
    }


def _cards() -> list[dict[str, object]]:
    return [
        {
            "title": "Begeleiding 2027",
            "url": "#kaart-1",
            "text": "Versie 3 ligt voor. 131 van 170 aanbieders zeiden ja.",
            "badge": c.Badge("aanbod open", c.Tone.INFO),
            "meta": ["Wmo", "tot 15 december 2026"],
        },
        {
            "title": "Dagbesteding 2026",
            "url": "#kaart-2",
            "text": "Het plafond is bij dit tempo op 4 december bereikt.",
            "badge": c.Badge("plafond loopt vol", c.Tone.WARNING),
            "meta": ["Wmo", "€\u00a0912.000 van €\u00a01.000.000"],
        },
        {
            "title": "Jeugdhulp met verblijf",
            "url": "#kaart-3",
            "text": "In uitvoering, alle antwoorden binnen.",
            "badge": c.Badge("ondertekend", c.Tone.GOOD),
            "meta": ["Jeugdwet", "24 aanbieders"],
        },
    ]


def _tasks() -> list[c.Task]:
    return [
        c.Task(
            "Geef antwoord op het aanbod Begeleiding 2027",
            "#taak-1",
            c.Badge("wacht op u", c.Tone.WARNING),
            "Uw bestuurder bevestigt een ja daarna met een handtekening.",
            date(2026, 12, 15),
        ),
        c.Task(
            "Lees het antwoord op uw opmerking bij artikel 4",
            "#taak-2",
            c.Badge("nieuw", c.Tone.INFO),
        ),
        c.Task("Bevestig uw gegevens voor 2027", "", c.Badge("klaar", c.Tone.GOOD)),
    ]


def _table() -> c.Table:
    return c.Table(
        caption="Besteed per aanbieder, januari tot en met oktober 2026",
        columns=[
            c.Column("Aanbieder"),
            c.Column("Product"),
            c.Column("Laatste bericht", c.Kind.DAY),
            c.Column("Besteed", c.Kind.EURO),
            c.Column("Van plafond", c.Kind.PERCENT),
            c.Column("Stand", c.Kind.BADGE),
        ],
        rows=[
            [
                c.Cell("Stichting Lekzorg", "#rij-1", "groot"),
                "02A05",
                date(2026, 11, 3),
                1_204_400_12,
                Decimal("0.602"),
                c.Cell("op schema", tone=c.Tone.GOOD),
            ],
            [
                c.Cell("Zorgboerderij De Kievit", "#rij-2", "klein"),
                "07A11",
                date(2026, 11, 5),
                91_250_00,
                c.Cell(Decimal("0.9125"), tone=c.Tone.WARNING),
                c.Cell("loopt vol", tone=c.Tone.WARNING),
            ],
            [
                c.Cell("Thuis in Vianen", "#rij-3", "middelgroot"),
                "02A05",
                date(2026, 10, 28),
                c.Cell(268_400_05, note="€\u00a028.400 te veel"),
                c.Cell(Decimal("1.118"), tone=c.Tone.BAD),
                c.Cell("boven plafond", tone=c.Tone.BAD),
            ],
        ],
        totals=["Totaal", "", "", 1_564_050_17, Decimal("0.683"), ""],
        download_url="#download",
    )


def _events() -> list[c.Event]:
    return [
        c.Event(
            datetime(2026, 11, 21, 13, 5, tzinfo=UTC),
            "Aanbod gedaan aan 170 aanbieders",
            "Marieke Vos, regio Lekstroom",
            "Antwoorden kan tot en met 14 december.",
            "#besluit",
        ),
        c.Event(
            datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
            "Versie 3: wachttijd en tarief 02A05 aangepast",
            "Marieke Vos, regio Lekstroom",
        ),
        c.Event(date(2026, 10, 8), "Besproken aan de overlegtafel Begeleiding"),
    ]
