"""The words of agendas: what each kind of item is for, and how it stands with a proposal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from convenant.core.agenda import ItemKind, ProposalStatus

ALLOWED = {
    ItemKind.CONTENT: gettext_lazy(
        "Mag aan beide tafels. Over de tekst en de voorwaarden, zonder bedragen."
    ),
    ItemKind.PROCESS: gettext_lazy(
        "Mag aan beide tafels. Hoe wij overleggen, plannen en elkaar informeren."
    ),
    ItemKind.RESULTS: gettext_lazy(
        "Mag aan beide tafels. Welke effecten wij willen zien en hoe wij ze meten."
    ),
    ItemKind.YARDSTICK: gettext_lazy(
        "Mag aan beide tafels. Hoe de gemeente een prijs berekent: welke kosten tellen mee, niet "
        "hoeveel."
    ),
    ItemKind.EVALUATION: gettext_lazy(
        "Mag aan beide tafels. Wat goed ging en wat beter kan, over alle aanbieders samen."
    ),
    ItemKind.INFORMATION: gettext_lazy("Mag aan beide tafels. Uitleg en vragen van iedereen."),
    ItemKind.PRICE: gettext_lazy(
        "Mag niet aan de tafel. Alleen in een gesprek tussen de gemeente en die ene aanbieder."
    ),
    ItemKind.COST: gettext_lazy(
        "Mag niet aan de tafel. Alleen in een gesprek tussen de gemeente en die ene aanbieder."
    ),
    ItemKind.CAPACITY: gettext_lazy(
        "Mag niet aan de tafel. Alleen in een gesprek tussen de gemeente en die ene aanbieder."
    ),
    ItemKind.DIVISION: gettext_lazy(
        "Mag nergens. De gemeente kan de opdracht wel in percelen verdelen."
    ),
}

PROPOSAL_STATUSES = {
    ProposalStatus.WAITING: gettext_lazy("wacht op een plek op de agenda"),
    ProposalStatus.TAKEN_UP: gettext_lazy("staat op de agenda"),
    ProposalStatus.DECLINED: gettext_lazy("niet op de agenda gezet"),
    ProposalStatus.WITHDRAWN: gettext_lazy("ingetrokken"),
}
