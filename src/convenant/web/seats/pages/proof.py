"""The proof of coverage: per dimension who at the table covers what, and what nobody covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.seating.policies import COVERED
from convenant.core.seating.proof import Proof
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import workbook
from convenant.web.seats.pages.common import Ground, crumbs, lacks, share_figures
from convenant.web.shared.components import (
    Cell,
    Column,
    Figure,
    Link,
    Pagination,
    Table,
    Tone,
    pagination,
)
from convenant.wording import seats as words

PER_PAGE = 25
NAMED = 6


@dataclass(frozen=True, slots=True)
class ProofPage:
    """``proposed``: about seats that are proposed, not taken."""

    slug: str
    heading: str
    crumbs: Sequence[Link]
    proposed: bool
    lacks: Sequence[str]
    figures: Sequence[Figure]
    tables: Sequence[Table]
    voices: Table
    pages: Pagination
    download_url: str


def proof_page(
    ground: Ground, proof: Proof, *, proposed: int | None, query: QueryDict
) -> ProofPage:
    """The proof for seats that are taken, or proposed by a policy (its number)."""
    page = Paginator(list(proof.voices.items()), PER_PAGE).get_page(query.get("page", ""))
    url = reverse("seats:proof_download", args=[ground.table.slug])
    return ProofPage(
        slug=ground.table.slug,
        heading=ground.table.name,
        crumbs=crumbs(ground.table, Link(_("Wie dekt wat"))),
        proposed=proposed is not None,
        lacks=lacks(ground, proof),
        figures=share_figures(proof),
        tables=[_sizes(ground, proof), *_dimensions(ground, proof)],
        voices=_voices(ground, list(page.object_list), proposed=proposed is not None),
        pages=pagination(page, query),
        download_url=url if proposed is None else f"{url}?voorstel={proposed}",
    )


def proof_sheet(ground: Ground, proof: Proof) -> bytes:
    """The same as a spreadsheet: one row for each thing to cover and each provider."""
    return workbook(
        _("Wie dekt wat"),
        [
            SheetColumn(_("Soort"), width=16),
            SheetColumn(_("Wat"), width=34),
            SheetColumn(_("Gedekt"), width=10),
            SheetColumn(_("Aan tafel"), width=50),
            SheetColumn(_("Niet aan tafel"), width=50),
        ],
        _lines(ground, proof),
    )


def _lines(ground: Ground, proof: Proof) -> Iterator[list[str]]:
    yes, no = _("ja"), _("nee")

    def names(numbers: Sequence[int]) -> str:
        return ", ".join(ground.called(pk) for pk in numbers)

    for size in proof.sizes:
        if size.there or size.wanted:
            covered = bool(size.at_table) and not size.missing
            yield [
                _("Grootte"),
                words.size_words(size.size),
                yes if covered else no,
                names(size.at_table),
                str(size.there - len(size.at_table)),
            ]
    for criterion in COVERED:
        for line in proof.lines.get(criterion, ()):
            yield [
                str(words.CRITERIA[criterion]).capitalize(),
                ground.names[criterion][line.key],
                yes if line.covered else no,
                names(line.at_table),
                names(line.outside),
            ]
    for pk in proof.seated:
        yield [_("Aanbieder"), ground.called(pk), yes, _("zit zelf aan tafel"), ""]
    for pk, speaker in proof.voices.items():
        yield [
            _("Aanbieder"),
            ground.called(pk),
            no if speaker is None else yes,
            "" if speaker is None else ground.called(speaker),
            "",
        ]


def _sizes(ground: Ground, proof: Proof) -> Table:
    rows: list[Sequence[str | Cell | int | None]] = []
    for size in proof.sizes:
        if not size.there and not size.wanted:
            continue
        # of an unknown size nothing can be missing: it says how many were left out
        bad = size.size is not None and (size.missing or (size.there and not size.at_table))
        seats = (
            str(len(size.at_table))
            if size.wanted is None or size.size is None
            else _("%(count)s van %(wanted)s")
            % {"count": len(size.at_table), "wanted": size.wanted}
        )
        rows.append(
            [
                words.size_words(size.size).capitalize(),
                Cell(seats, tone=Tone.BAD if bad else None, note=_("ontbreekt") if bad else ""),
                _few(ground, size.at_table),
                str(size.there),
            ]
        )
    return Table(
        caption=_("Groottes"),
        columns=[
            Column(_("Grootte")),
            Column(_("Zetels")),
            Column(_("Wie aan tafel")),
            Column(_("Aanbieders in de regio")),
        ],
        rows=rows,
        empty=_("Van geen enkele aanbieder is een grootte bekend."),
    )


def _dimensions(ground: Ground, proof: Proof) -> Iterator[Table]:
    for criterion in COVERED:
        label = str(words.COVERED[criterion])
        counts = ground.rules is None or criterion in ground.rules.weights
        yield Table(
            caption=label if counts else _("%(what)s (geen criterium)") % {"what": label},
            columns=[
                Column(str(words.CRITERIA[criterion]).capitalize()),
                Column(_("Wie aan tafel dit dekt")),
                Column(_("Niet aan tafel, dekt dit ook")),
            ],
            rows=[
                [
                    ground.names[criterion][line.key],
                    _few(ground, line.at_table)
                    if line.covered
                    else Cell(
                        _("niemand aan tafel"),
                        tone=Tone.BAD,
                        note="" if line.outside else _("geen enkele aanbieder zegt dit te doen"),
                    ),
                    _few(ground, line.outside) or "–",
                ]
                for line in proof.lines.get(criterion, ())
            ],
            empty=_("De regio heeft hiervoor nog geen lijst, of niemand biedt dit aan."),
        )


def _voices(ground: Ground, rows: Sequence[tuple[int, int | None]], *, proposed: bool) -> Table:
    nobody = _("krijgt een stem als de zetels zijn vastgesteld") if proposed else ""
    return Table(
        caption=_("Wie niet aan tafel zit, en wie voor hen spreekt"),
        columns=[Column(_("Aanbieder")), Column(_("Vertegenwoordiger"))],
        rows=[
            [
                ground.called(pk),
                ground.called(speaker)
                if speaker is not None
                else Cell(_("niemand"), tone=Tone.BAD, note=nobody),
            ]
            for pk, speaker in rows
        ],
        empty=_("Iedereen die meedoet zit zelf aan tafel."),
    )


def _few(ground: Ground, numbers: Sequence[int]) -> str:
    names = [ground.called(pk) for pk in numbers[:NAMED]]
    if len(numbers) > NAMED:
        names.append(_("nog %(count)s") % {"count": len(numbers) - NAMED})
    return words.join(names) if names else ""
