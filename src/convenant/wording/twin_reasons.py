"""Why something cannot be done with a remark, its support, or an article: what a person is told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason

TWIN_REASONS = {
    Reason.REMARK_NOT_YOURS: _("Alleen de organisatie die de opmerking maakte kan dit doen."),
    Reason.REMARK_WITHDRAWN: _("Deze opmerking is ingetrokken door wie haar maakte."),
    Reason.REMARK_HELD: _(
        "Deze opmerking wacht op de voorzitter. Zodra de voorzitter haar vrijgeeft kan dit wel."
    ),
    Reason.REMARKS_FOR_DIFFERENT_READERS: _(
        "Opmerkingen over een bedrag ziet alleen de organisatie die ze maakte. Beantwoord die "
        "apart, per organisatie. Zo komt niets bij een ander terecht."
    ),
    Reason.ONLY_ARTICLES_ARE_REWORDED: _(
        "Een voorstel voor andere tekst hoort bij een artikel. Zet het als opmerking bij het "
        "artikel waar het over gaat."
    ),
    Reason.NOT_TO_SUPPORT: _(
        "Deze opmerking kunt u niet steunen: ze is alleen te zien voor de gemeenten en wie haar "
        "maakte."
    ),
    Reason.OWN_REMARK: _("Dit is een opmerking van uw eigen organisatie."),
    Reason.TOO_MANY_FILES: _(
        "U kunt bij een opmerking hoogstens %(most)s bestanden toevoegen. Kies de belangrijkste, "
        "of maak een tweede opmerking."
    ),
    Reason.ARTICLE_TOO_LONG: _(
        "De tekst van een artikel is hoogstens 50.000 tekens. Maak er twee artikelen van."
    ),
    Reason.ARTICLE_LOCKED: _(
        "%(who)s werkt aan dit artikel, tot %(until)s. Uw tekst staat hieronder en is niet "
        "bewaard. Wacht even, of vraag %(who)s om het artikel vrij te geven."
    ),
}
