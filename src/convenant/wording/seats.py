"""The words for how seats are chosen, and why a provider sits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from convenant.core.agenda import TableKind
from convenant.core.seating.facts import Rules
from convenant.core.seating.policies import Criterion, FacetKind, Shape, WordOn
from convenant.core.seating.proposal import Seat
from convenant.core.seats import SizeClass
from convenant.wording.formats import day
from convenant.wording.roles import SIZES

SHAPES = {
    Shape.PER_CLASS: gettext_lazy("een aantal zetels per grootte"),
    Shape.TOTAL: gettext_lazy("een vast aantal zetels, verdeeld over de groottes"),
    Shape.ABOUT: gettext_lazy("ongeveer zoveel zetels, nooit meer"),
}

FACET_KINDS = {
    FacetKind.RESULT: gettext_lazy("resultaat"),
    FacetKind.TARGET_GROUP: gettext_lazy("doelgroep"),
}

FACETS = {
    FacetKind.RESULT: gettext_lazy("resultaten"),
    FacetKind.TARGET_GROUP: gettext_lazy("doelgroepen"),
}

WORDS_ON = {
    WordOn.POLICY: gettext_lazy("het zetelbeleid"),
    WordOn.SEATS: gettext_lazy("de zetels"),
}

CRITERIA = {
    Criterion.TURNOVER: gettext_lazy("omzet in euro's"),
    Criterion.TURNOVER_SHARE: gettext_lazy("omzet als deel van de regio"),
    Criterion.CLIENTS: gettext_lazy("aantal cliënten"),
    Criterion.HALF_DAYS: gettext_lazy("aantal dagdelen"),
    Criterion.RESULT: gettext_lazy("resultaat"),
    Criterion.TARGET_GROUP: gettext_lazy("doelgroep"),
    Criterion.AREA: gettext_lazy("gemeente"),
    Criterion.PRODUCT: gettext_lazy("product"),
}

COVERED = {
    Criterion.RESULT: gettext_lazy("Resultaten"),
    Criterion.TARGET_GROUP: gettext_lazy("Doelgroepen"),
    Criterion.AREA: gettext_lazy("Gemeenten"),
    Criterion.PRODUCT: gettext_lazy("Producten"),
}

CRITERIA_HELP = {
    Criterion.TURNOVER: gettext_lazy("Wie meer omzet heeft in deze regio gaat voor."),
    Criterion.TURNOVER_SHARE: gettext_lazy(
        "Wie een groter deel van alle omzet in de regio heeft gaat voor."
    ),
    Criterion.CLIENTS: gettext_lazy("Wie meer cliënten helpt gaat voor."),
    Criterion.HALF_DAYS: gettext_lazy("Wie meer dagdelen per jaar levert gaat voor."),
    Criterion.RESULT: gettext_lazy("Elk resultaat van de regio heeft iemand aan tafel."),
    Criterion.TARGET_GROUP: gettext_lazy("Elke doelgroep van de regio heeft iemand aan tafel."),
    Criterion.AREA: gettext_lazy("Voor elke gemeente zit er iemand die daar werkte."),
    Criterion.PRODUCT: gettext_lazy("Elk product heeft iemand aan tafel die het levert."),
}

_BY_FIGURE = {
    Criterion.TURNOVER: gettext_lazy("naar omzet"),
    Criterion.TURNOVER_SHARE: gettext_lazy("naar deel van de omzet van de regio"),
    Criterion.CLIENTS: gettext_lazy("naar aantal cliënten"),
    Criterion.HALF_DAYS: gettext_lazy("naar aantal dagdelen"),
}

TABLE_KINDS_HELP = {
    TableKind.NEGOTIATION: gettext_lazy(
        "Gemeenten en aanbieders praten over de tekst en de voorwaarden van een overeenkomst."
    ),
    TableKind.DEVELOPMENT: gettext_lazy(
        "Gebruikers, professionals, bestaande en nieuwe aanbieders bedenken samen iets nieuws."
    ),
    TableKind.EVALUATION: gettext_lazy(
        "U kijkt elk jaar samen terug: wat leverde de overeenkomst op, wat moet anders?"
    ),
    TableKind.INFORMATION: gettext_lazy(
        "Een avond voor iedereen, met aanmelden, stukken, vragen en antwoorden."
    ),
}

MOST_NAMED = 4


def size_words(size: SizeClass | None) -> str:
    """The size class, or that it was not known on the reference date."""
    return str(SIZES[size]) if size is not None else _("grootte op de peildatum niet bekend")


def shape_words(rules: Rules) -> str:
    """ "3 grote, 3 middelgrote en 3 kleine aanbieders" """
    if rules.shape is Shape.PER_CLASS:
        values = {size.value: rules.per_class.get(size, 0) for size in SizeClass}
        return _("%(large)s grote, %(medium)s middelgrote en %(small)s kleine aanbieders") % values
    if rules.shape is Shape.ABOUT:
        return _("ongeveer %(count)s aanbieders, nooit meer") % {"count": rules.total}
    words = ngettext(
        "%(count)s aanbieder, verdeeld over de groottes",
        "%(count)s aanbieders, verdeeld over de groottes",
        rules.total,
    )
    return words % {"count": rules.total}


def criteria_words(weights: Mapping[Criterion, int]) -> list[str]:
    """Each criterion with how heavily it counts, the heaviest first."""
    ordered = sorted(weights.items(), key=lambda pair: (-pair[1], list(Criterion).index(pair[0])))
    return [
        _("%(criterion)s (weegt %(weight)s)")
        % {"criterion": str(CRITERIA[criterion]), "weight": weight}
        for criterion, weight in ordered
    ]


def policy_sentence(rules: Rules, *, measured_on: date, year: int) -> str:
    """How the seats of a table are chosen, in one sentence for everybody."""
    criteria = join([str(CRITERIA[one]) for one in Criterion if one in rules.weights])
    return _(
        "Aan tafel zitten %(shape)s, voor %(year)s gekozen door inkopers en sociale teams op "
        "%(criteria)s, met de cijfers van %(day)s."
    ) % {
        "shape": shape_words(rules),
        "year": year,
        "criteria": criteria,
        "day": day(measured_on, get_language() or "nl"),
    }


def seat_sentences(
    seat: Seat, names: Mapping[Criterion, Mapping[str, str]], *, figures: bool
) -> list[str]:
    """Why a provider sits: what nobody else at the table covers, what it was the first to cover,
    and, for who may see ``figures``, its place among its size class."""
    found = []
    alone = _named(seat.alone, names)
    if alone:
        found.append(_("Dekt als enige aan tafel: %(what)s.") % {"what": alone})
    shared = {
        criterion: keys - seat.alone.get(criterion, frozenset())
        for criterion, keys in seat.first.items()
    }
    brings = _named(shared, names)
    if brings:
        found.append(_("Brengt ook mee: %(what)s.") % {"what": brings})
    if figures:
        for criterion, (place, of) in seat.places.items():
            found.append(
                _("Nummer %(place)s van de %(of)s in deze grootte %(by)s.")
                % {"place": place, "of": of, "by": str(_BY_FIGURE[criterion])}
            )
    if not alone and not brings:
        size = size_words(seat.size)
        found.insert(
            0,
            _("Vult een zetel voor de grootte %(size)s; wat hij dekt, doen anderen ook.")
            % {"size": size}
            if seat.size is not None
            else _("Vult een zetel; wat hij dekt, doen anderen aan tafel ook."),
        )
    return found


def join(parts: Iterable[str]) -> str:
    """ "a, b en c" """
    *most, last = list(parts) or [""]
    if not most:
        return last
    return _("%(most)s en %(last)s") % {"most": ", ".join(most), "last": last}


def _named(
    keys: Mapping[Criterion, frozenset[str]], names: Mapping[Criterion, Mapping[str, str]]
) -> str:
    """The names behind keys, a few in full and how many more."""
    every = [
        f"{called[key]} ({CRITERIA[criterion]})"
        for criterion, wanted in keys.items()
        for called in (names.get(criterion, {}),)
        for key in called
        if key in wanted
    ]
    if len(every) <= MOST_NAMED + 1:
        return join(every)
    return join([*every[:MOST_NAMED], _("nog %(count)s") % {"count": len(every) - MOST_NAMED}])
