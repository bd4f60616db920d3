"""Development tables, outcomes and calls; and information evenings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from convenant.core.agenda import TableKind
from convenant.core.calls import CallKind
from convenant.core.method.development import Group
from convenant.roundtables import actions as tables
from convenant.roundtables.actions import CaseText, KeptFile, MomentTerms, TrancheTerms
from convenant.roundtables.models import (
    Assignment,
    Attachment,
    Call,
    CallQuestion,
    CallResponse,
    InformationSession,
    Registration,
    RoundTable,
    SessionQuestion,
    TableMember,
    TableOutcome,
    Tranche,
)
from tests.factories import SYSTEM
from tests.web.permissions import Scene

PERMISSIONS: Mapping[tuple[str, str], str] = {
    ("development:add_member", "get"): "302 404 403 403 403 200 200 403 200 403 403",
    ("development:add_member", "post"): "302 404 403 403 403 422 422 403 422 403 403",
    ("development:advise", "get"): "302 404 403 404 403 403 403 403 403 200 403",
    ("development:advise", "post"): "302 404 403 404 403 403 403 403 403 422 403",
    ("development:answer_question", "get"): "302 404 403 404 403 200 200 403 403 403 403",
    ("development:answer_question", "post"): "302 404 403 404 403 422 422 403 403 403 403",
    ("development:ask", "post"): "302 404 422 422 422 422 422 422 422 422 422",
    ("development:assignment", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("development:call", "get"): "302 404 200 200 200 200 200 200 200 200 200",
    ("development:calls", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("development:cases", "get"): "302 404 404 404 404 200 200 403 403 403 403",
    ("development:cases", "post"): "302 404 404 404 404 422 422 403 403 403 403",
    ("development:change_assignment", "get"): "302 404 404 404 404 200 200 403 403 403 403",
    ("development:change_assignment", "post"): "302 404 404 404 404 422 422 403 403 403 403",
    ("development:change_call", "get"): "302 404 404 404 404 200 200 403 403 403 403",
    ("development:change_call", "post"): "302 404 404 404 404 422 422 403 403 403 403",
    ("development:change_outcome", "get"): "302 404 404 404 404 200 200 403 200 403 403",
    ("development:change_outcome", "post"): "302 404 404 404 404 422 422 403 422 403 403",
    ("development:change_tranche", "get"): "302 404 404 404 404 200 200 403 403 403 403",
    ("development:change_tranche", "post"): "302 404 404 404 404 422 422 403 403 403 403",
    ("development:choose", "get"): "302 404 403 404 403 409 403 409 403 403 403",
    ("development:choose", "post"): "302 404 403 404 403 409 403 409 403 403 403",
    ("development:download", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("development:detach", "post"): "302 403 403 403 403 302 302 403 302 403 403",
    ("development:draft_assignment", "get"): "302 404 403 403 403 200 200 403 403 403 403",
    ("development:draft_assignment", "post"): "302 404 403 403 403 422 422 403 403 403 403",
    ("development:drop_tranche", "post"): "302 404 404 404 404 302 302 403 403 403 403",
    ("development:end_member", "get"): "302 404 403 403 403 200 200 403 200 403 403",
    ("development:end_member", "post"): "302 404 403 403 403 422 422 403 422 403 403",
    ("development:endorse", "get"): "302 404 403 403 403 200 403 200 403 403 403",
    ("development:endorse", "post"): "302 404 403 403 403 422 403 422 403 403 403",
    ("development:file", "get"): "404 404 404 404 404 404 404 404 404 404 404",
    ("development:move", "get"): "302 404 403 403 403 200 403 200 403 403 403",
    ("development:move", "post"): "302 404 403 403 403 422 403 422 403 403 403",
    ("development:new_call", "get"): "302 404 403 403 403 200 200 403 403 403 403",
    ("development:new_call", "post"): "302 404 403 403 403 422 422 403 403 403 403",
    ("development:outcome", "get"): "302 404 200 200 200 200 200 200 200 200 200",
    ("development:present", "post"): "302 404 404 404 404 302 302 403 302 403 403",
    ("development:public_call", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("development:public_calls", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("development:publish_assignment", "post"): "302 404 404 404 404 302 403 403 403 403 403",
    ("development:publish_call", "post"): "302 404 404 404 404 302 403 403 403 403 403",
    ("development:respond", "get"): "302 404 200 200 403 409 409 409 409 409 409",
    ("development:respond", "post"): "302 404 422 422 422 409 409 409 409 409 409",
    ("development:response", "get"): "302 404 200 404 200 200 200 200 200 200 200",
    ("development:results", "post"): "302 404 403 403 403 409 403 409 403 403 403",
    ("development:table", "get"): "302 404 200 200 200 200 200 200 200 200 200",
    ("development:tranche", "get"): "302 404 404 404 404 200 200 403 403 403 403",
    ("development:tranche", "post"): "302 404 404 404 404 422 422 403 403 403 403",
    ("development:withdraw_call", "get"): "302 404 403 403 403 200 403 200 403 403 403",
    ("development:withdraw_call", "post"): "302 404 403 403 403 422 403 422 403 403 403",
    ("development:withdraw_response", "post"): "302 404 302 404 403 404 404 404 404 404 404",
    ("development:write_outcome", "get"): "302 404 403 403 403 200 200 403 200 403 403",
    ("development:write_outcome", "post"): "302 404 403 403 403 422 422 403 422 403 403",
    ("sessions:answer", "get"): "302 404 404 404 404 200 200 403 200 403 403",
    ("sessions:answer", "post"): "302 404 404 404 404 422 422 403 422 403 403",
    ("sessions:attach", "get"): "302 404 404 404 404 200 200 403 200 403 403",
    ("sessions:attach", "post"): "302 404 404 404 404 422 422 403 422 403 403",
    ("sessions:calendar", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("sessions:cancel", "get"): "302 404 404 404 404 200 200 403 200 403 403",
    ("sessions:cancel", "post"): "302 404 404 404 404 422 422 403 422 403 403",
    ("sessions:change", "get"): "302 404 404 404 404 200 200 403 200 403 403",
    ("sessions:change", "post"): "302 404 404 404 404 422 422 403 422 403 403",
    ("sessions:change_moment", "get"): "302 404 404 404 404 200 200 403 200 403 403",
    ("sessions:change_moment", "post"): "302 404 404 404 404 422 422 403 422 403 403",
    ("sessions:download", "get"): "302 404 404 404 404 200 200 403 200 403 403",
    ("sessions:list", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("sessions:moment", "get"): "302 404 404 404 404 200 200 403 200 403 403",
    ("sessions:moment", "post"): "302 404 404 404 404 422 422 403 422 403 403",
    ("sessions:new", "get"): "302 404 403 403 403 200 200 403 200 403 403",
    ("sessions:new", "post"): "302 404 403 403 403 422 422 403 422 403 403",
    ("sessions:own", "get"): "404 404 404 404 404 404 404 404 404 404 404",
    ("sessions:own", "post"): "404 404 404 404 404 404 404 404 404 404 404",
    ("sessions:participants", "get"): "302 404 404 404 404 200 200 403 200 403 403",
    ("sessions:participants", "post"): "302 404 404 404 404 409 409 403 409 403 403",
    ("sessions:public", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("sessions:public", "post"): "422 422 422 422 422 422 422 422 422 200 422",
    ("sessions:public_list", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("sessions:publish", "post"): "302 404 404 404 404 409 409 403 409 403 403",
    ("sessions:show", "get"): "302 404 404 404 404 200 200 200 200 200 200",
}

SLUG = "ontwikkeltafel"
DONE = "Beslist"
OPEN = "Open"


def _table(scene: Scene) -> RoundTable:
    found = RoundTable.objects.filter(region=scene.region, slug=SLUG).first()
    if found is not None:
        return found
    about = RoundTable.objects.filter(region=scene.region).order_by("pk").first()
    assert about is not None
    table = tables.found_table(
        region=scene.region,
        slug=SLUG,
        name="Ontwikkeltafel",
        document=about.document,
        purpose="Bedenken wat beter kan.",
        kind=TableKind.DEVELOPMENT,
        by=SYSTEM,
        at=scene.at,
    )
    for group, role, provider in (
        (Group.USER, "lid cliëntenraad", None),
        (Group.PROFESSIONAL, "wijkteam", None),
        (Group.PROVIDER, "", scene.provider),
    ):
        tables.add_member(
            table=table,
            group=group,
            role=role,
            provider=provider,
            since=scene.at.date(),
            by=SYSTEM,
            at=scene.at,
        )
    tables.add_member(
        table=table,
        group=Group.PROVIDER,
        provider=scene.competitor,
        known="new",  # type: ignore[arg-type]
        why="Nieuw met dit werk.",
        since=scene.at.date(),
        by=SYSTEM,
        at=scene.at,
    )
    return table


def _slug(scene: Scene) -> list[object]:
    return [_table(scene).slug]


def _member(scene: Scene) -> list[object]:
    return [TableMember.objects.filter(table=_table(scene)).order_by("pk")[0].pk]


def _outcome(scene: Scene, title: str) -> TableOutcome:
    table = _table(scene)
    found = TableOutcome.objects.filter(table=table, title=title).first()
    return found or tables.write_outcome(
        table=table, title=title, text="Een inloop.", by=SYSTEM, at=scene.at
    )


def _concept(scene: Scene) -> list[object]:
    return [_outcome(scene, "Concept").pk]


def _presented(scene: Scene) -> list[object]:
    one = _outcome(scene, "Voorgelegd")
    if one.presented_at is None:
        tables.present_outcome(outcome=one, by=SYSTEM, at=scene.at)
    return [one.pk]


def _endorsed(scene: Scene, title: str = "Onderschreven") -> TableOutcome:
    one = _outcome(scene, title)
    if one.presented_at is None:
        one = tables.present_outcome(outcome=one, by=SYSTEM, at=scene.at)
        tables.endorse(outcome=one, endorsed=True, why="Goed.", by=SYSTEM, at=scene.at)
    return one


def _assignment(scene: Scene) -> list[object]:
    outcome = _endorsed(scene, "Met opdracht")
    found = Assignment.objects.filter(outcome=outcome).first()
    made = found or tables.draft_assignment(
        outcome=outcome, title="Opdracht", text="Doen.", by=SYSTEM, at=scene.at
    )
    return [made.pk]


def _call(scene: Scene, title: str) -> Call:
    """A concept, or a call that is open since an hour, or that closed an hour ago."""
    table, at = _table(scene), scene.at - timedelta(days=3)
    found = Call.objects.filter(table=table, title=title).first()
    if found is not None:
        return found
    call = tables.draft_call(
        table=table,
        kind=CallKind.CASES,
        assignment=None,
        title=title,
        text="Wat zou u doen?",
        by=SYSTEM,
        at=at,
    )
    tables.set_cases(call=call, cases=[CaseText("Casus", "Een kind.")], by=SYSTEM, at=at)
    closes = scene.at - timedelta(hours=1) if title == DONE else scene.at + timedelta(days=9)
    terms = TrancheTerms(100_00, at + timedelta(hours=1), closes)
    tables.set_tranche(call=call, number=None, terms=terms, by=SYSTEM, at=at)
    if title != "Concept":
        tables.publish_call(call=call, by=SYSTEM, at=at)
        case = call.cases.get()
        tables.respond(
            tranche=call.tranches.get(),
            text="Zo.",
            answers={case.pk: "Anders."},
            asked=10_00,
            by=scene.people["provider"],
            at=at + timedelta(hours=2),
        )
    return call


def _called(title: str) -> object:
    return lambda scene: [_call(scene, title).pk]


def _tranche(title: str) -> object:
    return lambda scene: [Tranche.objects.get(call=_call(scene, title)).pk]


def _response(title: str) -> object:
    return lambda scene: [CallResponse.objects.get(tranche__call=_call(scene, title)).pk]


def _question(scene: Scene) -> list[object]:
    call = _call(scene, OPEN)
    found = CallQuestion.objects.filter(call=call).first()
    made = found or tables.ask_about_call(
        call=call, text="Mag het anders?", by=scene.people["provider"], at=scene.at
    )
    return [made.pk]


def _session(scene: Scene) -> InformationSession:
    table, at = _table(scene), scene.at
    found = InformationSession.objects.filter(table=table).first()
    if found is not None:
        return found
    one = tables.draft_session(table=table, title="Avond", text="Over zorg.", by=SYSTEM, at=at)
    starts = at + timedelta(days=5)
    terms = MomentTerms(starts, starts + timedelta(hours=2), "Stadshuis", "", 20)
    moment = tables.set_moment(session=one, moment=None, terms=terms, by=SYSTEM, at=at)
    one = tables.publish_session(session=one, by=SYSTEM, at=at)
    row = tables.register(
        moment=moment,
        name="Kim",
        organisation_name="",
        email="kim@voorbeeld.example",
        key=b"sleutel",
        by=scene.people["social_team"],
        at=at,
    )
    tables.ask_session_question(registration=row, text="Waar?", by=SYSTEM, at=at)
    tables.attach(file=KeptFile("a.pdf", "a" * 32, "0" * 64, 1), session=one, by=SYSTEM, at=at)
    return one


def _evening(scene: Scene) -> list[object]:
    return [_session(scene).moments.get().pk]


def _file(scene: Scene) -> list[object]:
    return [Attachment.objects.get(session=_session(scene)).pk]


def _secret(scene: Scene) -> list[object]:
    assert Registration.objects.filter(moment__session=_session(scene)).exists()
    return ["onbekend"]


def _asked(scene: Scene) -> list[object]:
    return [SessionQuestion.objects.get(session=_session(scene)).pk]


def _its(scene: Scene) -> list[object]:
    return [_session(scene).pk]


ADDRESSES = {
    "development:table": _slug,
    "development:add_member": _slug,
    "development:end_member": _member,
    "development:write_outcome": _slug,
    "development:outcome": _presented,
    "development:change_outcome": _concept,
    "development:present": _concept,
    "development:endorse": _presented,
    "development:draft_assignment": lambda scene: [_endorsed(scene).pk],
    "development:assignment": _assignment,
    "development:change_assignment": _assignment,
    "development:publish_assignment": _assignment,
    "development:file": _file,
    "development:detach": _file,
    "development:new_call": _slug,
    "development:call": _called(OPEN),
    "development:change_call": _called("Concept"),
    "development:cases": _called("Concept"),
    "development:tranche": _called("Concept"),
    "development:change_tranche": _tranche("Concept"),
    "development:drop_tranche": _tranche("Concept"),
    "development:publish_call": _called("Concept"),
    "development:withdraw_call": _called(OPEN),
    "development:ask": _called(OPEN),
    "development:answer_question": _question,
    "development:respond": _tranche(OPEN),
    "development:results": _tranche(DONE),
    "development:move": _tranche(DONE),
    "development:response": _response(DONE),
    "development:withdraw_response": _response(OPEN),
    "development:advise": _response(DONE),
    "development:choose": _response(DONE),
    "development:download": _called(DONE),
    "development:public_call": _called(OPEN),
    "sessions:public": _its,
    "sessions:calendar": _evening,
    "sessions:own": _secret,
    "sessions:new": _slug,
    "sessions:show": _its,
    "sessions:change": _its,
    "sessions:moment": _its,
    "sessions:attach": _its,
    "sessions:publish": _its,
    "sessions:cancel": _its,
    "sessions:change_moment": _evening,
    "sessions:participants": _evening,
    "sessions:download": _evening,
    "sessions:answer": _asked,
}
