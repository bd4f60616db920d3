"""What stands on the pages of an agreement: values into words, words into the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.template import Context, Engine
from django.template.base import Template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from convenant.core.terms import CeilingTerm, DurationTerm, ProductTerm, Scope
from convenant.exchange.pdf.typesetting import HERE, printable

if TYPE_CHECKING:
    from convenant.exchange.pdf.agreement import AgreementDocument, Article, Party

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")

UNITS: Mapping[str, Any] = {
    "01": gettext_lazy("minuut"),
    "04": gettext_lazy("uur"),
    "14": gettext_lazy("etmaal"),
    "16": gettext_lazy("dagdeel"),
    "82": gettext_lazy("stuk"),
    "83": gettext_lazy("euro"),
    "84": gettext_lazy("stuk (inspanning)"),
}
LAWS: Mapping[str, Any] = {"wmo": gettext_lazy("Wmo"), "jw": gettext_lazy("Jeugdwet")}


def agreement_html(document: AgreementDocument) -> str:
    """The page in HTML, every given text escaped. The active language gives the fixed words."""
    page = {
        "language": document.language,
        "created": document.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "digest": " ".join(_in_eights(document.terms.digest())),
        "version": document.version,
        "made_on": _day(document.made_at.astimezone(_AMSTERDAM).date()),
        "municipalities": [_party(party) for party in document.municipalities],
        "provider": _party(document.provider),
        "articles": [_article(article) for article in document.articles],
        "signatures": [
            {
                "name": signature.name,
                "role": signature.role,
                "organisation": signature.organisation,
                "moment": _moment(signature.at),
                "method": signature.method,
            }
            for signature in document.signatures
        ],
        "rests_on": [
            {"title": d.title, "taken_by": d.taken_by, "on": _day(d.on), "address": d.address}
            for d in document.rests_on
        ],
        "region": document.region,
        "kind": document.kind,
        "title": document.title,
        "identifier": document.identifier,
        "address": document.address,
        "command": "convenant verify",
        **_terms(document),
    }
    return _template().render(Context(_all_printable(page)))


def stylesheet() -> str:
    """The style sheet, with the one translated word that stands in a page's margin."""
    of = _("van").replace("\\", "").replace('"', "")
    margin = f'@page {{ @bottom-right {{ content: counter(page) " {of} " counter(pages) }} }}\n'
    return (HERE / "templates" / "agreement.css").read_text(encoding="utf-8") + margin


@cache
def _template() -> Template:
    engine = Engine(dirs=[str(HERE / "templates")], libraries={"i18n": "django.templatetags.i18n"})
    return engine.get_template("agreement.html")


def _party(party: Party) -> dict[str, Any]:
    labelled = [
        (_("CBS-code"), party.cbs),
        (_("KvK"), party.kvk),
        (_("AGB-code"), party.agb),
    ]
    return {
        "name": party.name,
        "place": party.place,
        "represented_by": party.represented_by,
        "numbers": [{"label": label, "value": value} for label, value in labelled if value],
    }


def _article(article: Article) -> dict[str, Any]:
    blocks = article.text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    paragraphs = [block.strip() for block in blocks if block.strip()]
    return {
        "number": article.number,
        "heading": article.heading,
        "hard": article.hard,
        "paragraphs": paragraphs,
        # a writer who numbers the paragraphs is not corrected
        "counted": len(paragraphs) > 1 and not any(text[0].isdigit() for text in paragraphs),
    }


def _terms(document: AgreementDocument) -> dict[str, Any]:
    terms = document.terms
    number = {article.key: article.number for article in document.articles}
    names = {product.code: product.name for product in terms.products}
    return {
        "products": [
            {
                "article": number.get(p.article, p.article),
                "law": LAWS.get(p.law, p.law),
                "code": p.code,
                "category": p.category,
                "name": p.name,
                "unit": UNITS.get(p.unit, p.unit),
                "tariff": euros(p.tariff),
            }
            for p in sorted(terms.products, key=_place)
        ],
        "ceilings": [
            {
                "article": number.get(c.article, c.article),
                "scope": _whose(c),
                "products": _which(c, names),
                "amount": euros(c.amount),
                "hard": c.hard,
            }
            for c in terms.ceilings
        ],
        "effects": [
            {
                "article": number.get(e.article, e.article),
                "statement": e.statement,
                "indicator": e.indicator,
                "target": e.target,
                "budget": euros(e.budget),
            }
            for e in terms.effects
        ],
        "duration": _duration(terms.duration, number),
    }


def _place(product: ProductTerm) -> tuple[int, str, str]:
    """Where a product stands in the table: by law, in the order of LAWS, then by code."""
    laws = list(LAWS)
    law = laws.index(product.law) if product.law in laws else len(laws)
    return law, product.category, product.code


def _whose(ceiling: CeilingTerm) -> str:
    if ceiling.scope == Scope.COLLECTIVE:
        return _("alle aanbieders samen")
    return _("deze aanbieder")


def _which(ceiling: CeilingTerm, names: Mapping[str, str]) -> str:
    if not ceiling.code:
        return _("alle producten")
    return f"{ceiling.code} {names.get(ceiling.code, '')}".strip()


def _duration(term: DurationTerm | None, number: Mapping[str, str]) -> dict[str, Any] | None:
    if term is None:
        return None
    return {
        "article": number.get(term.article, term.article),
        "starts_on": _day(term.starts_on),
        "last_day": _day(term.ends_before - timedelta(days=1)),
        "options": [_months(months) for months in term.options],
        "notice": _months(term.notice) if term.notice else "",
    }


def _months(count: int) -> str:
    return ngettext("%(count)d maand", "%(count)d maanden", count) % {"count": count}


def euros(cents: int) -> str:
    """Cents as Dutch people write euros: "€ 1.234,56", "€ -0,05"."""
    whole, rest = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"€\u00a0{'-' if cents < 0 else ''}{grouped},{rest:02d}"


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _moment(moment: datetime) -> str:
    local = moment.astimezone(_AMSTERDAM)
    return _("%(day)s om %(time)s uur") % {
        "day": _day(local.date()),
        "time": f"{local:%H.%M.%S}",
    }


def _in_eights(digest: str) -> Iterator[str]:
    return (digest[start : start + 8] for start in range(0, len(digest), 8))


def _all_printable(value: Any) -> Any:
    """The same structure with every text made printable."""
    if isinstance(value, dict):
        return {key: _all_printable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_all_printable(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    return printable(str(value))
